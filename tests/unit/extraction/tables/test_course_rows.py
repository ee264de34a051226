"""A row for each course, and below each day when it has a lesson."""

from __future__ import annotations

from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind
from chalicelib.extraction.tables.table import Table, read_table
from tests.unit.extraction.making import grid


def read(cells: list[Cell]) -> list[Draft]:
    table = read_table(Grid(1, GridKind.RULED, tuple(cells)))
    assert isinstance(table, Table)
    return list(table.drafts)


COURSES = grid(
    ["Sr.", "Code", "Course Title", "Teacher", "Mon", "Tue", "Wed", "Room"],
    ["1", "PHY-301", "Optics", "Dr. Ahmad", "8:30-\n9:30", "8:30-\n9:30", "—", "Room 21"],
    ["2", "PHY-305", "Mechanics", "Mr. Ghani", "—", "9:30-\n10:30", "1:00-\n2:00", "Room 24"],
    ["3", "MTH-321", "Algebra", "Mr. Shah", "11:00-\n12:00", "—", "—", "Hall"],
)


def test_each_time_is_a_lesson_of_its_rows_course() -> None:
    drafts = read(COURSES)
    assert {(d.day.value, d.start, d.end, d.name) for d in drafts} == {
        ("Monday", 510, 570, "Optics"),
        ("Tuesday", 510, 570, "Optics"),
        ("Tuesday", 570, 630, "Mechanics"),
        ("Wednesday", 780, 840, "Mechanics"),
        ("Monday", 660, 720, "Algebra"),
    }
    assert next(d.notes for d in drafts if d.name == "Algebra") == "MTH-321; Mr. Shah; Hall"


def test_a_week_whose_lessons_print_their_times_is_none() -> None:
    week = grid(
        ["", "Mon", "Tue", "Wed"],
        ["1", "Optics\n8:30-9:30", "Algebra\n8:30-9:30", "Art\n8:30-9:30"],
        ["2", "Art\n9:30-10:30", "Optics\n9:30-10:30", "Algebra\n9:30-10:30"],
    )
    drafts = read(week)
    assert len(drafts) == 6
    assert {d.name for d in drafts} == {"Optics", "Algebra", "Art"}


def test_a_room_may_stand_behind_the_time() -> None:
    rows = grid(
        ["S/N", "Code", "Course Title", "Mon", "Tue", "Wed"],
        ["1", "AEC 201", "Farm Economics", "8-10am\nLT1", "", "12noon-1pm\nLT2"],
        ["2", "STA 205", "Statistics", "", "10-11am\nRm 9", "9-10am\nRm 9"],
        ["3", "ENT 203", "Enterprise", "1-3pm\nLT1", "2-4pm\nMain Aud.", ""],
    )
    drafts = read(rows)
    assert len(drafts) == 6
    said = {(d.day.value, d.start, d.end, d.name, d.notes) for d in drafts}
    assert ("Wednesday", 720, 780, "Farm Economics", "AEC 201; LT2") in said
    assert ("Tuesday", 840, 960, "Enterprise", "ENT 203; Main Aud.") in said


def test_lessons_that_print_their_times_are_no_rooms() -> None:
    week = grid(
        ["", "Mon", "Tue", "Wed"],
        ["Early", "Optics\n8:30-9:30", "Algebra\n8:30-9:30", "Art\n8:30-9:30"],
        ["Late", "9:30-10:30\nArt", "9:30-10:30\nOptics", "9:30-10:30\nAlgebra"],
    )
    drafts = read(week)
    assert {d.name for d in drafts} == {"Optics", "Algebra", "Art"}


def test_clubs_whose_cells_hold_when_they_meet_and_perhaps_for_whom() -> None:
    rows = grid(
        ["Club", "Mon", "Tue", "Wed"],
        ["CHESS\nprof. Munteanu D.", "15 – 16.30\nbeginners", "", "15 – 16.30\nadvanced"],
        ["PAINTING\nprof. Ilies A.", "", "14 – 16", ""],
        ["GUITAR\nprof. Nistor P.", "14 – 15", "14 – 15", ""],
    )
    drafts = read(rows)
    assert {(d.day.value, d.start, d.end, d.name) for d in drafts} == {
        ("Monday", 900, 990, "CHESS"),
        ("Wednesday", 900, 990, "CHESS"),
        ("Tuesday", 840, 960, "PAINTING"),
        ("Monday", 840, 900, "GUITAR"),
        ("Tuesday", 840, 900, "GUITAR"),
    }
    assert {d.notes for d in drafts if d.name == "CHESS"} == {
        "prof. Munteanu D.; beginners",
        "prof. Munteanu D.; advanced",
    }


def test_a_course_may_be_twice_on_a_day_and_in_a_place_with_a_long_name() -> None:
    rows = grid(
        ["Code", "Course Title", "Mon", "Tue", "Wed"],
        ["DI 1", "Didactics", "", "8:00 - 10:00\nA-301", "8:00 - 10:00\nA-301\n10:00 - 12:00\nLab."],
        *(
            [name, "H. Mina", "7:00 - 9:00\nA-204", "", "7:00 - 9:00\nA-204"]
            for name in ("Pedagogy", "Logic", "Reading", "Music")
        ),
        ["PR 3", "Practice", "9:00 - 1:00\nColegio La Presentación", "", ""],
    )
    said = {(d.day.value, d.start, d.end, d.name) for d in read(rows)}
    assert {("Wednesday", 480, 600, "Didactics"), ("Wednesday", 600, 720, "Didactics")} <= said
    assert ("Monday", 540, 780, "Practice") in said


def test_a_week_of_names_with_numbers_in_them_is_none() -> None:
    clubs = [["", "Mon", "Tue", "Wed"]]
    clubs += [[f"{n}", *(f"{8 + n}:05-{8 + n}:35\n{n}th Boyd\n{9 + n}:00-{9 + n}:30\nLunch",) * 3] for n in (1, 2, 3)]
    assert {d.name for d in read(grid(*clubs))} >= {"1th Boyd", "Lunch"}
