"""Weeks that print neither times nor periods."""

from __future__ import annotations

from chalicelib.extraction.document.unnumbered import PERIODS_ASSUMED, with_assumed_periods
from chalicelib.extraction.grid import Grid, GridKind
from chalicelib.extraction.tables.table import Table
from tests.unit.extraction.making import DAYS, cell, grid

LESSONS = [["Maths", "English", "PE", "Maths", "Art"], ["Break"] * 5, ["Science", "Art", "History", "RE", "Music"]]


def read(*rows: list[str]) -> Table | None:
    return with_assumed_periods(Grid(1, GridKind.STATED, tuple(grid(*rows))))


def test_lessons_below_the_days_are_numbered_in_order() -> None:
    table = read(DAYS, *LESSONS)
    assert table is not None
    assert table.remarks == (PERIODS_ASSUMED,)
    monday = [(d.period, d.start, d.name) for d in table.drafts if d.day.value == "Monday"]
    assert monday == [("1", None, "Maths"), (None, None, "Break"), ("2", None, "Science")]


def test_days_down_with_an_empty_head_are_read_too() -> None:
    by_day = [[day, *(row[i] for row in LESSONS)] for i, day in enumerate(DAYS)]
    table = read(["", "", "", ""], *by_day)
    assert table is not None
    assert len(table.drafts) == 15


def test_menus_and_rows_of_something_are_not() -> None:
    assert (
        read(DAYS, ["Pasta", "Soup", "Fish", "Curry", "Pizza"], ["Cake", "Fruit", "Jelly", "Yoghurt", "Tart"]) is None
    )
    duties = [["", *DAYS], *([who, *row] for who, row in zip(("Mrs Cole", "Mr Shah", "Ms Lee"), LESSONS, strict=True))]
    assert read(*duties) is None


def test_rows_are_counted_from_the_numbers_that_were_read_beside_them() -> None:
    cells = grid(DAYS, *LESSONS)
    numbers = tuple(line for i, text in ((1, "0."), (3, "1.")) for line in cell(text, -1, i).lines)
    table = with_assumed_periods(Grid(1, GridKind.RULED, tuple(cells)), numbers)
    assert table is not None
    assert [d.period for d in table.drafts if d.day.value == "Monday"] == ["0", None, "1"]
