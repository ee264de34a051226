"""Which of several timetables a lesson is of."""

from dataclasses import replace

from chalicelib.extraction.document.which import told_apart
from chalicelib.extraction.grid import Cell, Grid, GridKind
from chalicelib.extraction.tables.table import Table, read_table
from tests.unit.extraction.making import cell, grid

DAYS = ["Monday", "Tuesday", "Wednesday"]
HOURS = ("8:00-9:00", "9:00-10:00")


def week(top: int, *, hours: tuple[str, ...] = HOURS, left: int = 0) -> Table:
    rows = grid(["", *DAYS], *([hour, "Maths", "Art", "PE"] for hour in hours))
    moved = [
        Cell(
            c.box.model_copy(update=shift(c, left, top)),
            tuple(replace(x, box=x.box.model_copy(update=shift(x, left, top))) for x in c.lines),
        )
        for c in rows
    ]
    table = read_table(Grid(1, GridKind.RULED, tuple(moved)))
    assert table is not None
    return table


def shift(part: object, left: int, top: int) -> dict[str, float]:
    box = part.box  # type: ignore[attr-defined]
    x, y = 100.0 * left, 40.0 * top
    return {"left": box.left + x, "right": box.right + x, "top": box.top + y, "bottom": box.bottom + y}


def under(table: Table, *said: Cell) -> Table:
    return replace(table, grid=replace(table.grid, around=tuple(line for c in said for line in c.lines)))


def notes(tables: list[Table]) -> list[set[str]]:
    return [{draft.notes for draft in table.drafts} for table in tables]


def test_lessons_of_two_weeks_say_which() -> None:
    title, first, second = cell("Our timetable", 1, 0), cell("Week A", 0, 1), cell("Week B", 0, 5)
    tables = [under(week(2), title, first, second), week(6)]
    assert notes(told_apart(tables)) == [{"Week A"}, {"Week B"}]


def test_lessons_of_two_classes_beside_each_other_say_which() -> None:
    said = cell("4 Hazel", 1, 1), cell("4 Rowan", 6, 1)
    assert notes(told_apart([under(week(2), *said), week(2, left=5)])) == [{"4 Hazel"}, {"4 Rowan"}]


def test_morning_and_afternoon_are_one_timetable() -> None:
    said = cell("Morning", 0, 1), cell("Afternoon", 0, 5)
    tables = [under(week(2), *said), week(6, hours=("13:00-14:00", "14:00-15:00"))]
    assert notes(told_apart(tables)) == [{""}, {""}]


def test_what_stands_over_one_of_two_only_tells_nothing() -> None:
    assert notes(told_apart([under(week(2), cell("Week A", 0, 1)), week(6)])) == [{""}, {""}]


def test_a_week_named_over_the_column_of_its_times() -> None:
    said = cell("Week A", 0, 1), cell("Week B", 5, 1)
    wide = [under(week(2), *said), week(2, left=5)]
    assert notes(told_apart(wide)) == [{"Week A"}, {"Week B"}]


def test_what_heads_a_column_names_no_class() -> None:
    said = cell("6º ANO A", 1, 0), cell("HORÁRIO", 1, 1), cell("6º ANO B", 1, 5), cell("HORÁRIO", 1, 6)
    tables = [under(week(2), *said), week(7)]
    assert notes(told_apart(tables)) == [{"6º ANO A"}, {"6º ANO B"}]


def test_a_class_with_its_letter_is_no_period_and_no_head() -> None:
    said = cell("CLASS VI A", 1, 1), cell("CLASS VI B", 6, 1)
    assert notes(told_apart([under(week(2), *said), week(2, left=5)])) == [{"CLASS VI A"}, {"CLASS VI B"}]


def test_days_that_come_twice_with_their_weeks_letter_say_which() -> None:
    def lettered(letter: str, top: int) -> Table:
        table = week(top)
        days = [f"{day[:3]}{letter}" for day in DAYS]
        heads = [cell(day, x + 1, top) for x, day in enumerate(days)]
        return replace(table, grid=replace(table.grid, cells=(*heads, *table.grid.cells[4:])))

    assert notes(told_apart([lettered("A", 0), lettered("B", 4)])) == [{"Week A"}, {"Week B"}]
    assert notes(told_apart([lettered("A", 0), week(4)])) == [{""}, {""}]


def test_a_week_is_named_in_a_cell_beside_its_rows_too() -> None:
    said = cell("Week 1", -1, 3), cell("Week 2", -1, 7), cell("Our timetable", 1, 0)
    assert notes(told_apart([under(week(2), *said), week(6)])) == [{"Week 1"}, {"Week 2"}]


def stated(name: str, *, hours: tuple[str, ...] = HOURS, above: tuple[str, ...] = ()) -> Table:
    rows = grid([""], ["", *DAYS], *([hour, "Maths", "Art", "PE"] for hour in hours))
    banner = cell(name, 0, 0, columns=4)
    around = tuple(line for text in above for line in cell(text, 0, -1).lines)
    table = read_table(Grid(1, GridKind.STATED, (banner, *rows[1:]), around=around))
    assert table is not None
    return table


def test_a_class_over_most_of_a_word_processors_table_names_it() -> None:
    tables = [stated("6º ANO A", above=("HORÁRIO ESCOLAR 2024 – TURNO MATUTINO",)), stated("6º ANO B")]
    assert notes(told_apart(tables)) == [{"6º ANO A"}, {"6º ANO B"}]


def test_what_a_long_heading_says_behind_the_class_is_left_out() -> None:
    long = "Groep 6 – meester Bas (ma-wo) / juf Ilse (do-vr)"
    tables = [stated("", above=("Groep 5 – juf Marloes",)), stated("", above=(long,))]
    assert notes(told_apart(tables)) == [{"Groep 5 – juf Marloes"}, {"Groep 6"}]


def test_a_stated_table_may_name_its_week_in_its_corner() -> None:
    def named(week_name: str) -> Table:
        rows = grid([week_name, *DAYS], *([hour, "Maths", "Art", "PE"] for hour in HOURS))
        table = read_table(Grid(1, GridKind.STATED, tuple(rows)))
        assert table is not None
        return table

    assert notes(told_apart([named("WEEK 1"), named("WEEK 2")])) == [{"WEEK 1"}, {"WEEK 2"}]
    assert notes(told_apart([named("Time"), named("Time")])) == [{""}, {""}]
