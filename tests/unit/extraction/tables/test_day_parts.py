"""Days divided in columns or rows under names that come again: two weeks, two classes."""

from chalicelib.domain.timetable import Weekday
from chalicelib.extraction.grid import Grid, GridKind
from chalicelib.extraction.tables.day_parts import tell_apart
from chalicelib.extraction.tables.table import read_table
from tests.unit.extraction.making import DAYS, cell


def test_columns_of_two_weeks_under_each_day_say_which() -> None:
    cells = [cell("Pd", 0, 0), *(cell(day, 1 + 2 * d, 0, columns=2) for d, day in enumerate(DAYS[:3]))]
    cells += [cell(f"Wk {week}", 1 + x, 1) for x, week in enumerate("ABABAB")]
    for row, time in enumerate(("8:55-9:55", "9:55-10:55", "11:15-12:15"), 2):
        cells += [cell(time, 0, row), *(cell(f"{'89'[x % 2]}x{row}", 1 + x, row) for x in range(6))]
    cells = [c for c in cells if c.box != cell("", 1, 4).box] + [cell("", 1, 4)]
    cells.append(cell("Trip", 3, 5, columns=2))
    cells.append(cell("14:00-15:00", 0, 5))
    table = read_table(Grid(1, GridKind.RULED, tuple(cells)))
    assert table is not None
    said = {(d.day, d.start, d.name, d.notes) for d in table.drafts}
    assert (Weekday.MONDAY, 535, "8x2", "Wk A") in said
    assert (Weekday.MONDAY, 675, "9x4", "Wk B") in said
    assert {notes for _, _, name, notes in said if name == "Trip"} == {""}
    assert not {name for _, _, name, _ in said} & {"Wk A", "Wk B"}


def test_rows_of_even_and_odd_weeks_beside_each_day_say_which() -> None:
    cells = [cell("Dag", 0, 0), cell("Vecka", 1, 0), *(cell(f"{8 + i}:00-{9 + i}:00", 2 + i, 0) for i in range(3))]
    for d, day in enumerate(("Måndag", "Tisdag", "Onsdag")):
        cells += [cell(day, 0, 1 + 2 * d, rows=2), cell("jämn v.", 1, 1 + 2 * d), cell("udda v.", 1, 2 + 2 * d)]
        cells += [cell("Svenska", 2 + i, 1 + 2 * d + week) for i in range(3) for week in (0, 1)]
    table = read_table(Grid(1, GridKind.STATED, tuple(cells)))
    assert table is not None
    said = [(d.day, d.start, d.name, d.notes) for d in table.drafts]
    assert len(said) == len(set(said)) == 18
    assert (Weekday.TUESDAY, 540, "Svenska", "udda v.") in said


def test_columns_of_stages_that_are_taught_together_are_told_apart() -> None:
    assert tell_apart(["cl.1ª-2ª-3ª", "cl.4ª-5ª"])
    assert tell_apart(["Year3/4", "Year5"])
    assert not tell_apart(["Maths 1-2", "Music 4-5"])
