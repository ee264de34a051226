"""When lessons end that print no end."""

from __future__ import annotations

from chalicelib.domain.timetable import Box, TimesFrom, Weekday
from chalicelib.extraction.axes import DayAxis
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.tables.ends import ended, ended_to_scale

AXIS = DayAxis(across=True, low=0, high=10, bands=(), evidence=1.0)


def block(day: Weekday, start: int, end: int | None, top: float, bottom: float) -> Draft:
    box = Box(left=0, top=top, right=50, bottom=bottom)
    return Draft(day, start, end, "Maths", "", None, None, box, TimesFrom.CELL)


def drawn(minute: float, *times: tuple[int, int]) -> list[Draft]:
    return [
        block(day, start, end, minute * start, minute * end - 2)
        for day in (Weekday.MONDAY, Weekday.TUESDAY)
        for start, end in times
    ]


TIMES = ((540, 615), (615, 690), (735, 810))


def test_a_block_to_scale_ends_where_it_reaches_to() -> None:
    lone = block(Weekday.MONDAY, 690, None, 3 * 690, 3 * 735 - 2)
    assert ended_to_scale([*drawn(3, *TIMES), lone], AXIS)[-1].end == 735


def test_blocks_that_are_not_to_scale_tell_nothing() -> None:
    rows = [block(Weekday.MONDAY, start, end, 40.0 * i, 40.0 * i + 38) for i, (start, end) in enumerate(TIMES * 2)]
    lone = block(Weekday.MONDAY, 690, None, 240, 278)
    assert ended_to_scale([*rows, lone], AXIS)[-1].end is None
    assert ended_to_scale([*drawn(3, TIMES[0]), lone], AXIS)[-1].end is None  # too few


def test_starts_alone_last_until_the_next() -> None:
    found = ended([block(Weekday.MONDAY, start, None, start, start + 30) for start in (540, 600, 660)])
    assert [draft.end for draft in found] == [600, 660, None]
