"""Ends that the document does not say."""

from __future__ import annotations

from datetime import time

from chalicelib.domain.timetable import ExtractedTimetable, Origin, Timeblock, Weekday
from chalicelib.validation import storable, validate


def block(start: time, end: time | None, name: str = "Maths", confidence: float = 100.0) -> Timeblock:
    return Timeblock(day=Weekday.MONDAY, start=start, end=end, name=name, confidence=confidence, origin=Origin(page=1))


def week(*blocks: Timeblock) -> ExtractedTimetable:
    return ExtractedTimetable(timeblocks=blocks, confidence=100.0)


def test_an_open_end_is_assumed_as_long_as_usual_and_said_so() -> None:
    found = validate(week(block(time(9), time(9, 50)), block(time(10), time(10, 52)), block(time(14), None, "Choir")))
    choir = found.timeblocks[-1]
    assert choir.end == time(14, 50)
    assert choir.confidence == 95.0
    assert found.remarks == ("The end of Choir at 14:00 is not printed; 50 minutes were assumed.",)
    assert all(storable(b) for b in found.timeblocks)


def test_nothing_is_assumed_where_no_block_has_an_end() -> None:
    found = validate(week(block(time(9), None), block(time(10), None, "Art")))
    assert [b.end for b in found.timeblocks] == [None, None]
    assert not any(storable(b) for b in found.timeblocks)


def test_nothing_is_assumed_past_midnight() -> None:
    found = validate(week(block(time(9), time(11)), block(time(23), None, "Stars")))
    assert found.timeblocks[-1].end is None


def test_what_a_timetable_cannot_keep() -> None:
    assert not storable(block(time(9), time(9, 4)))
    assert not storable(block(time(8), time(16, 1)))
    assert storable(block(time(8), time(16)))
