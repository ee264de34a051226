"""Rows of teams whose lessons print their times."""

from dataclasses import replace

import pytest

from chalicelib.extraction.document.row_names import named_by_rows
from chalicelib.extraction.grid import Cell, Grid, GridKind
from chalicelib.extraction.tables.table import Table, read_table
from tests.unit.extraction.making import DAYS, grid


def plan(heads: tuple[str, ...], said: str) -> tuple[Table, list[Cell]]:
    rows = [[head, *(f"{15 + i}:00-{16 + i}:00\n{said}" for _ in DAYS)] for i, head in enumerate(heads)]
    cells = grid(["", *DAYS], *rows)
    table = read_table(Grid(1, GridKind.RULED, tuple(cells)))
    assert table is not None
    return table, cells


def read(heads: tuple[str, ...], said: str) -> set[tuple[str, str]]:
    table, cells = plan(heads, said)
    lines = [line for cell in cells for line in cell.lines]
    return {(draft.name, draft.notes) for draft in named_by_rows(table, lines).drafts}


def test_teams_are_what_is_on_where_the_rest_says_the_place() -> None:
    assert read(("J11", "G14", "Oldies"), "Hall A") == {("J11", "Hall A"), ("G14", "Hall A"), ("Oldies", "Hall A")}


def test_classes_are_noted_where_the_lessons_are_named() -> None:
    assert read(("Ruby", "Opal", "Jade"), "Maths") == {("Maths", "Ruby"), ("Maths", "Opal"), ("Maths", "Jade")}


@pytest.mark.parametrize("heads", [("1", "2", "3"), ("Ruby", "8:00", "Opal"), ("AM", "Lunch", "PM")])
def test_periods_and_times_name_no_rows(heads: tuple[str, ...]) -> None:
    assert {name for name, _ in read(heads, "Hall A")} == {"Hall A"}


def test_a_plan_that_knows_its_times_from_heads_stays() -> None:
    table, cells = plan(("J11", "G14", "Oldies"), "Hall A")
    headed = replace(table, drafts=tuple(replace(d, times_from="header") for d in table.drafts))
    assert named_by_rows(headed, [line for cell in cells for line in cell.lines]) is headed
