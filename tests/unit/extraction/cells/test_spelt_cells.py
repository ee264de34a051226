"""Turned texts that a fold of the paper parts."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.domain.timetable import WEEK
from chalicelib.extraction.axes import DayAxis, DayBand, TimeBand
from chalicelib.extraction.cells.spelt_cells import spelled_over_days, turned_over_days
from chalicelib.extraction.grid import Cell
from tests.unit.extraction.making import HIGH, cell

AXIS = DayAxis(
    across=False,
    bands=tuple(DayBand(HIGH * i, HIGH * (i + 1), (day,)) for i, day in enumerate(WEEK[:5])),
    low=-100,
    high=0,
)


def turned(text: str, row: float, rows: float) -> Cell:
    whole = cell(text, 2, row, rows=rows)
    return replace(whole, lines=tuple(replace(line, angle=270) for line in whole.lines))


def test_a_word_above_a_fold_reads_on_from_the_one_below_it() -> None:
    found = turned_over_days([turned("Chwarae", 0, 2.5), turned("Amser", 2.5, 2.5), cell("Art", 1, 0)], AXIS)
    assert [c.text for c in found] == ["Art", "Amser\nChwarae"]
    assert found[1].box.height == 5 * HIGH


def test_texts_that_a_rule_between_days_parts_are_two() -> None:
    found = turned_over_days([turned("Break", 0, 3), turned("Choir", 3, 2)], AXIS)
    assert [c.text for c in found] == ["Break", "Choir"]


def test_a_word_spelt_over_the_days_in_a_row_whose_time_was_read_twice_is_one() -> None:
    letters = [cell(letter, 2, row) for row, letter in enumerate("BREAK")]
    band = TimeBand(200, 300, 600, 615)
    (whole,) = spelled_over_days(letters, AXIS, (band, band))
    assert whole.text == "BREAK"
