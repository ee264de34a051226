"""The first row of lessons, where its time or its number was not read."""

from chalicelib.domain.timetable import Weekday
from chalicelib.extraction.grid import Grid, GridKind
from chalicelib.extraction.tables.table import read_table
from tests.unit.extraction.making import DAYS, grid, told


def test_a_row_before_the_first_number_that_was_read_is_the_period_before_it() -> None:
    rows = [[str(i), *(f"{'abcde'[d]}{'xyz'[i % 3]}" for d in range(5))] for i in range(1, 5)]
    lost = [c for c in grid(["", *DAYS], *rows) if c.text != "1"]
    table = read_table(Grid(1, GridKind.STATED, tuple(lost)))
    assert table is not None
    assert {d.name for d in table.drafts if d.period == "1"} == {"ay", "by", "cy", "dy", "ey"}


def without_first_head(*heads: str) -> list[tuple[Weekday, int | None, int | None, str]]:
    rows = [[head, *(f"{'abcde'[d]}{'xyz'[i % 3]}" for d in range(5))] for i, head in enumerate(heads)]
    return told([c for c in grid(["", *DAYS], *rows) if c.text != heads[0]])


def test_a_row_before_others_that_follow_each_other_is_as_long_as_they_are() -> None:
    found = without_first_head("8:00-8:45", "8:45-9:30", "9:30-10:15", "10:15-11:00")
    assert (Weekday.MONDAY, 480, 525, "ax") in found


def test_a_row_before_others_of_any_length_is_left_out() -> None:
    found = without_first_head("8:00-8:45", "8:45-9:15", "9:30-10:15", "10:15-11:30")
    assert len(found) == 15


def test_no_row_is_a_period_before_the_first() -> None:
    assert len(without_first_head("Registration", "1", "2", "3")) == 15
