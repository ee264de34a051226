"""Pauses over a table's whole width, between two rows that have times."""

from chalicelib.domain.timetable import Weekday
from tests.unit.extraction.making import DAYS, cell, grid, told

LESSONS = [f"{'abcde'[d]}x" for d in range(5)]


def with_band(text: str) -> list[tuple[Weekday, int | None, int | None, str]]:
    """What is told of a morning of two lessons with ``text`` between, in one cell over the times and all days."""
    above, below = ["8:00-8:45", *LESSONS], ["9:05-9:50", *LESSONS]
    rows = [*grid(["", *DAYS], above), cell(text, 0, 2, columns=6), *(cell(t, x, 3) for x, t in enumerate(below))]
    rows += [cell(t, x, 4) for x, t in enumerate(["9:50-10:35", *LESSONS])]
    return told(rows)


def test_a_pause_fills_the_time_that_the_rows_around_it_leave() -> None:
    found = with_band("Grosse Pause (20 Min.)")
    assert [x[:3] for x in found if "Pause" in x[3]] == [(day, 525, 545) for day in Weekday if day.value in DAYS]
    assert len(found) == 20


def test_another_text_there_heads_what_follows() -> None:
    assert len(with_band("Nachmittag")) == 15
