"""How far days and times reach that no rule bounds."""

import pytest

from chalicelib.domain.timetable import Box, Weekday
from chalicelib.extraction.axes import DayAxis, DayBand, TimeBand
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.headers.reach import fitted, framed, on_scale

DAY = DayAxis(True, (DayBand(100, 200, (Weekday.MONDAY,)),), 0, 20)


def hours(*starts: int) -> list[TimeBand]:
    ends = [*starts[1:], None]
    return [
        TimeBand(40 + 60 * i, 54 + 60 * i, start, end) for i, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def block(top: float, bottom: float) -> Cell:
    return Cell(Box(left=100, right=200, top=top, bottom=bottom), ())


LINE = Line("Maths", Box(left=110, top=50, right=150, bottom=60), 10.0)
LESSONS = [block(40, 98), block(100, 158), block(160, 218)]


def test_hours_that_stand_right_below_their_lines_are_a_scale() -> None:
    found = on_scale(DAY, hours(540, 600, 660, 720), LESSONS)
    assert [band.low for band in found] == pytest.approx([40, 100, 160, 220], abs=2)
    assert all(band.scale for band in found)


def test_an_hour_that_is_printed_again_and_again_is_no_scale() -> None:
    assert on_scale(DAY, hours(540, 540, 540, 540), LESSONS) == ()


def test_lessons_set_apart_and_lines_of_half_hours_leave_the_scale_as_it_is() -> None:
    lessons = [Cell(block(43 + 60 * i, 94 + 60 * i).box, (LINE,)) for i in range(4)]
    halves = [block(70 + 60 * i, 98 + 60 * i) for i in range(4)] + [block(12 + 60 * i, 40 + 60 * i) for i in range(4)]
    found = on_scale(DAY, hours(540, 600, 660, 720), [*lessons, *halves, *halves])
    assert [band.low for band in found] == pytest.approx([40, 100, 160, 220], abs=3)


def test_lessons_of_an_hour_and_a_half_begin_at_the_hours_lines_as_often_as_between() -> None:
    lessons = [Cell(block(41 + 90 * i, 129 + 90 * i).box, (LINE,)) for i in range(4)]
    found = on_scale(DAY, hours(540, 600, 660, 720, 780, 840), lessons)
    assert [band.low for band in found][:3] == pytest.approx([40, 100, 160], abs=3)


def test_what_fills_the_room_that_two_times_leave_has_it_for_its_time() -> None:
    bands = [TimeBand(0, 135, 480, 525), TimeBand(135, 240, 540, 585)]
    lessons = [block(0, 100), block(0, 100), block(140, 240), block(140, 240)]
    duty = block(102, 138)
    assert [(b.low, b.start, b.end) for b in fitted(DAY, bands, [*lessons, duty])] == [
        (0, 480, 525),
        (100, 525, 540),
        (140, 540, 585),
    ]
    assert [(b.low, b.high) for b in fitted(DAY, bands, lessons)] == [(0, 100), (140, 240)]


def test_rows_that_touch_part_where_they_do() -> None:
    bands = [TimeBand(0, 100, 480, 525), TimeBand(101, 200, 525, 570)]
    found = framed(DAY, bands, [Cell(block(90, 150).box, (LINE,))])
    assert (found[0].high, found[1].low) == (100.5, 100.5)
