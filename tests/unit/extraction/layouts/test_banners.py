"""What is told for all days in a line over the whole width of a table."""

from chalicelib.domain.timetable import Weekday
from chalicelib.extraction.grid import Grid, GridKind, Line
from chalicelib.extraction.layouts.banners import with_banners
from chalicelib.extraction.tables.table import Table, read_table
from tests.unit.extraction.making import grid, line


def week() -> Table:
    rows = [["9:00-10:00", "Art", "PE", "Maths"], ["10:15-11:00", "Art", "PE", "Maths"]]
    table = read_table(Grid(1, GridKind.RULED, tuple(grid(["", "Monday", "Tuesday", "Wednesday"], *rows))))
    assert table is not None
    return table


def told(*lines: Line) -> list[tuple[Weekday, int | None, int | None, str]]:
    before = week()
    found = with_banners(before, lines).drafts[len(before.drafts) :]
    return [(d.day, d.start, d.end, d.name) for d in found]


def in_the_middle(text: str, top: float) -> Line:
    return line(text, 150, top, width=200)


def test_a_banner_that_begins_or_ends_with_a_row_is_of_every_day() -> None:
    days = (Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY)
    assert told(in_the_middle("Every day 8:45 – 9:00 Register", 130)) == [(d, 525, 540, "Register") for d in days]
    assert told(in_the_middle("11:00 – 11:10 Story", 130)) == [(d, 660, 670, "Story") for d in days]
    parts = (line("10:00 – 10:15", 170, 130, width=80), line("Break", 265, 130, width=60))
    assert told(*parts) == [(d, 600, 615, "Break") for d in days]


def test_what_stands_aside_overlaps_or_follows_on_nothing_is_no_banner() -> None:
    assert told(line("8:45 – 9:00 Register", 0, 130)) == []
    assert told(in_the_middle("9:30 – 10:15 Drama", 130)) == []
    assert told(in_the_middle("Office hours 12:00 – 13:00", 130)) == []
    assert told(in_the_middle("11:00 – 11:10", 130)) == []
