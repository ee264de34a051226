from typing import Any

import pytest

from chalicelib.domain.errors import ValidationFailed
from chalicelib.domain.timetable import ExtractedTimetable, Origin, Timeblock, Weekday
from chalicelib.validation import validate


def block(start: str | None, end: str | None, name: str = "Maths", **more: Any) -> Timeblock:
    plain = {
        "day": Weekday.MONDAY,
        "start": start,
        "end": end,
        "name": name,
        "confidence": 99.0,
        "origin": Origin(page=1),
    }
    return Timeblock.model_validate(plain | more)


def checked(*blocks: Timeblock) -> ExtractedTimetable:
    return validate(ExtractedTimetable(timeblocks=blocks, confidence=99.0))


def test_a_good_timetable_stays() -> None:
    given = ExtractedTimetable(timeblocks=(block("09:00", "10:00"), block("10:00", "11:00")), confidence=99.0)
    assert validate(given) == given


def test_duplicates_go_and_parallel_groups_stay() -> None:
    found = checked(block("09:00", "10:00"), block("09:00", "10:00"), block("09:00", "10:00", notes="B"))
    assert len(found.timeblocks) == 2
    assert found.confidence == 99.0


def test_untimed_blocks_stay_for_a_person_however_surely_they_were_read() -> None:
    found = checked(block(None, None, period="1"), block(None, None, period="2"))
    assert [b.confidence for b in found.timeblocks] == [99, 99]
    assert found.confidence <= 40


def test_one_untimed_block_among_others_draws_the_document_down() -> None:
    found = checked(block("09:00", "10:00"), block("10:00", "11:00"), block(None, None))
    assert found.confidence < 80


@pytest.mark.parametrize(("start", "end"), [("09:00", "09:02"), ("07:00", "16:00")])
def test_unusual_lengths_are_doubtful(start: str, end: str) -> None:
    found = checked(block(start, end))
    assert found.timeblocks[0].confidence <= 60
    assert found.remarks


def test_an_end_before_the_start_is_left_out() -> None:
    found = checked(block("10:00", "09:00"))
    assert found.timeblocks[0].end is None


def test_overlaps_are_reported() -> None:
    found = checked(block("09:00", "10:00"), block("09:30", "10:30", "Art"))
    assert any("overlap" in r for r in found.remarks)
    assert found.confidence < 99


def test_nothing_left() -> None:
    with pytest.raises(ValidationFailed):
        checked(block("09:00", "10:00", name="  "))
