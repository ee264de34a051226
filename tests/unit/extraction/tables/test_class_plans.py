"""Days down, times beside them and a column for each class."""

from __future__ import annotations

import pytest

from chalicelib.extraction.grid import Cell, Grid, GridKind
from chalicelib.extraction.tables.table import Table, read_table
from tests.unit.extraction.making import cell

TIMES = ("09:00-09:50", "10:00-10:50", "11:00-11:50")


def table(*classes: str) -> list[Cell]:
    """Three days of three hours each: the first class has a lesson of two hours, the second one an hour later."""
    heads = [cell(text, i, 0) for i, text in enumerate(("GÜN", "SAAT", *classes))]
    days = [cell(day, 0, 1 + 3 * i, rows=3) for i, day in enumerate(("Monday", "Tuesday", "Wednesday"))]
    times = [cell(time, 1, 1 + 3 * i + k) for i in range(3) for k, time in enumerate(TIMES)]
    lessons = [cell("Fizik", 2, 1 + 3 * i, rows=2) for i in range(3)] + [cell("Kimya", 3, 2 + 3 * i) for i in range(3)]
    return [*heads, *days, *times, *lessons]


@pytest.mark.parametrize("classes", [("1. SINIF", "2. SINIF"), ("5A", "5B"), ("I Sem", "III Sem")])
def test_each_class_has_its_lessons_at_the_hours_beside_them(classes: tuple[str, str]) -> None:
    read = read_table(Grid(1, GridKind.RULED, tuple(table(*classes))))
    assert isinstance(read, Table)
    said = {(d.day.value, d.start, d.end, d.name, d.notes) for d in read.drafts}
    assert said == {
        (day, start, end, name, notes)
        for day in ("Monday", "Tuesday", "Wednesday")
        for start, end, name, notes in ((540, 650, "Fizik", classes[0]), (600, 650, "Kimya", classes[1]))
    }


def test_places_of_several_kinds_have_columns_and_a_day_may_have_one_time() -> None:
    cells = [*table("veld 1", "veld 2"), cell("zaal A", 4, 0), cell("zaal B", 5, 0)]
    cells += [cell("Saturday", 0, 10), cell("09:30-11:00", 1, 10), cell("Mini", 4, 10), cell("Hal", 2, -1, columns=2)]
    read = read_table(Grid(1, GridKind.RULED, tuple(cells)))
    assert isinstance(read, Table)
    assert {d.notes for d in read.drafts if d.day.value == "Monday"} == {"veld 1", "veld 2"}
    assert [(d.start, d.end, d.name, d.notes) for d in read.drafts if d.day.value == "Saturday"] == [
        (570, 660, "Mini", "zaal A")
    ]


def test_the_columns_of_a_list_are_no_classes() -> None:
    read = read_table(Grid(1, GridKind.RULED, tuple(table("Subject", "Teacher"))))
    assert isinstance(read, Table)
    assert {d.name for d in read.drafts} >= {"Fizik"}
    assert not any("Teacher" in d.notes for d in read.drafts)


def test_numbered_sessions_are_no_classes() -> None:
    rows = [cell(text, i, 0) for i, text in enumerate(("", "Session 1", "Session 2", "Session 3"))]
    for y, day in enumerate(("Monday", "Tuesday", "Wednesday"), 1):
        rows += [cell(day, 0, y), *(cell(f"{8 + i}.45-{9 + i}.10\nArt", 1 + i, y) for i in range(3))]
    read = read_table(Grid(1, GridKind.RULED, tuple(rows)))
    assert isinstance(read, Table)
    assert {(d.name, d.notes) for d in read.drafts} == {("Art", "")}


def plan(*classes: str, heads: tuple[str, ...] = ("1", "2", "3")) -> list[Cell]:
    """Three days across of three periods each: a row for each class, a lesson of two periods and one of one in each."""
    wide = len(heads)
    cells = [cell(day, 1 + wide * i, 0, columns=wide) for i, day in enumerate(("Monday", "Tuesday", "Wednesday"))]
    cells += [cell(head, 1 + wide * i + k, 1) for i in range(3) for k, head in enumerate(heads)]
    for row, name in enumerate(classes, 2):
        cells.append(cell(name, 0, row))
        cells += [cell("Ita", 1 + wide * i, row, columns=2) for i in range(3)]
        cells += [cell(f"Mat {row}", 3 + wide * i, row) for i in range(3)]
    return cells


@pytest.mark.parametrize("classes", [("1ª A", "2ª A", "1ª B"), ("Mr Bianchi", "Mrs Verdi")])
def test_each_class_in_a_row_has_its_lessons_in_each_days_periods(classes: tuple[str, ...]) -> None:
    read = read_table(Grid(1, GridKind.RULED, tuple(plan(*classes))))
    assert isinstance(read, Table)
    said = {(d.day.value, d.period, d.name, d.notes) for d in read.drafts}
    assert len(said) == 3 * 2 * len(classes)
    assert {(name, notes) for day, _, name, notes in said if day == "Tuesday"} == {
        lesson for i, name in enumerate(classes, 2) for lesson in (("Ita", name), (f"Mat {i}", name))
    }


def test_each_class_in_a_row_has_its_lessons_at_the_times_below_each_day() -> None:
    read = read_table(Grid(1, GridKind.RULED, tuple(plan("5A", "5B", heads=("8-9", "9-10", "10-11")))))
    assert isinstance(read, Table)
    said = {(d.day.value, d.start, d.end, d.name, d.notes) for d in read.drafts}
    assert ("Wednesday", 600, 660, "Mat 3", "5B") in said
    assert ("Monday", 480, 600, "Ita", "5A") in said


def test_rows_headed_by_times_are_no_classes() -> None:
    read = read_table(Grid(1, GridKind.RULED, tuple(plan("8:00-9:00", "9:00-10:00"))))
    assert read is None or not any("8:00" in d.notes for d in read.drafts)


def test_classes_by_their_word_and_who_teaches_them() -> None:
    classes = ("Clasa pregătitoare A\nprof. Ioana", "Clasa a III-a B\nînv. Pop")
    read = read_table(Grid(1, GridKind.RULED, tuple(table(*classes))))
    assert isinstance(read, Table)
    assert {d.notes for d in read.drafts} == {" ".join(name.split()) for name in classes}


def test_bare_classes_and_what_they_are_for() -> None:
    classes = ("IX A\nmate-info", "IX B\nfilologie")
    read = read_table(Grid(1, GridKind.RULED, tuple(table(*classes))))
    assert isinstance(read, Table)
    assert {d.notes for d in read.drafts} == {" ".join(name.split()) for name in classes}


def test_the_last_of_many_periods_are_no_classes() -> None:
    heads = [cell(f"P{i}", i, 0) for i in range(1, 8)]
    days = [cell(day, 0, 1 + i) for i, day in enumerate(("Monday", "Tuesday", "Wednesday"))]
    lessons = [cell(f"{8 + p}:00-{8 + p}:45\nArt {p}", p, 1 + d) for d in range(3) for p in range(1, 8)]
    read = read_table(Grid(1, GridKind.STATED, (*heads, *days, *lessons)))
    assert read is not None
    assert len(read.drafts) == 21
