"""Pauses of several days between two rows that have times, or numbers."""

from chalicelib.domain.timetable import Weekday
from chalicelib.extraction.axes import DayAxis, DayBand, TimeBand
from chalicelib.extraction.headers.between_rows import with_rows_between
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
    assert len(with_band("Ö Ğ L E  A R A S I")) == 20


def test_another_text_there_heads_what_follows() -> None:
    assert len(with_band("Nachmittag")) == 15


NUMBERED = (TimeBand(0, 40, label="1"), TimeBand(120, 160, label="2"))
AXIS = DayAxis(True, tuple(DayBand(100 * i, 100 * i + 90, (day,)) for i, day in enumerate(Weekday)), -40, -10)


def level(texts: list[str]) -> list:
    return [cell(text, x, 1.5) for x, text in enumerate(texts)]


def test_a_pause_that_each_day_names_has_a_row_without_a_number() -> None:
    bands = with_rows_between(NUMBERED, level(["LANCHE"] * 5), AXIS)
    assert [(band.label, band.low, band.high) for band in bands[1:-1]] == [("", 60, 100)]


def test_texts_that_go_on_below_some_days_have_no_row() -> None:
    assert with_rows_between(NUMBERED, level(["LANCHE", "horta", "LANCHE", "jogos"]), AXIS) == NUMBERED
    unheaded = tuple(TimeBand(band.low, band.high) for band in NUMBERED)
    assert with_rows_between(unheaded, level(["LANCHE"] * 5), AXIS) == unheaded
