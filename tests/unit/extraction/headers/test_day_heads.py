"""What heads a grid's days, and what else stands in these cells."""

from chalicelib.domain.timetable import Weekday
from chalicelib.extraction.headers.day_axes import day_axes
from tests.unit.extraction.making import DAYS, area, cell, grid, line, told


def test_a_row_all_across_that_begins_with_a_day_heads_those_below_it() -> None:
    rows = [
        cell("MONDAY St Mary's School", 0, 0, columns=2),
        *[cell(t, x, 1) for x, t in enumerate(("9:15", "Violin"))],
        *[cell(t, x, 2) for x, t in enumerate(("9:45-10:15", "Cello"))],
        cell("TUESDAY Centre, Room 3", 0, 3, columns=2),
        *[cell(t, x, 4) for x, t in enumerate(("9:00-9:30", "Viola"))],
        *[cell(t, x, 5) for x, t in enumerate(("9:30-10:00", "Piano"))],
    ]
    assert {(day, name) for day, _, _, name in told(rows)} == {
        (Weekday.MONDAY, "Violin"),
        (Weekday.MONDAY, "Cello"),
        (Weekday.TUESDAY, "Viola"),
        (Weekday.TUESDAY, "Piano"),
    }


def test_days_over_where_they_are_spent_head_their_columns() -> None:
    head = ["Montag\nGS Ried", "Dienstag\nGS Ried", "Mittwoch\nGS Ottheim"]
    found = told(grid(head, ["8:00 - 8:45\nLesen"] * 3, ["8:45 - 9:30\nMathe"] * 3))
    assert (Weekday.WEDNESDAY, 480, 525, "Lesen") in found
    assert len(found) == 6


def test_a_day_whose_name_stands_in_no_cell_heads_its_column() -> None:
    rows = [
        ["", *DAYS[:3]],
        ["8:00-9:00", "a1", "b1", "c1"],
        ["9:00-10:00", "a2", "b2", "c2"],
        ["10:00-11:00", "a3", "b3", "c3"],
    ]
    lost = [c for c in grid(*rows) if c.text != "Monday"]
    heads = told(lost, loose=cell("Monday", 1, 0).lines)
    assert (Weekday.MONDAY, 480, 540, "a1") in heads
    assert len(heads) == 9


def test_days_over_the_first_lessons_in_one_cell_are_cut_where_the_corner_holds_a_time() -> None:
    names = ["Maths", "Art", "Music", "French", "Drama"]
    first = ["TIME\n8:00-8:50", *(f"{day}\n{name}" for day, name in zip(DAYS, names, strict=True))]
    rows = [first, ["8:50-9:40", "f1", "g1", "h1", "i1", "j1"], ["9:40-10:30", "f2", "g2", "h2", "i2", "j2"]]
    found = told(grid(*rows))
    assert (Weekday.MONDAY, 480, 530, "Maths") in found
    assert (Weekday.FRIDAY, 530, 580, "j1") in found
    assert len(found) == 15


def test_a_portuguese_day_that_has_lost_its_number() -> None:
    names = ["Horas", "2.ª feira", "3.ª feira", "4.ª feira", "5.ª feira", "feira"]
    rows = [[f"{9 + i}:00 - {10 + i}:00", "Português", "Inglês", "Música", "Xadrez", "Artes"] for i in range(3)]
    axis = day_axes(grid(names, *rows))[0]
    assert [band.days[0].value for band in axis.bands] == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


def test_an_apps_buttons_over_the_hours_and_the_first_day_are_none_of_its_name() -> None:
    rows = [
        [],
        ["", "", "Tuesday", "Wednesday", "Thursday"],
        ["8:00-9:00", "a1", "b1", "c1", "d1"],
        ["9:00-10:00", "a2", "b2", "c2", "d2"],
    ]
    toolbar = area(0, 10, 200, 80, line("Today 2-6 March, 2026", 5, 15, width=150), line("Monday", 110, 50))
    cells = [toolbar, *(c for c in grid(*rows) if c.lines)]
    assert (Weekday.MONDAY, 480, 540, "a1") in told(cells)
    assert len(told(cells)) == 8
