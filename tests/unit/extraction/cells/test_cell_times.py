"""The time that a cell prints for itself."""

from dataclasses import replace

import pytest

from chalicelib.domain.timetable import Box
from chalicelib.extraction.cells.activities import read_activities
from chalicelib.extraction.cells.names import read_cell
from chalicelib.extraction.grid import Line
from tests.unit.extraction.making import cell, line


def test_a_time_in_a_sentence_is_not_the_cells_own() -> None:
    found = read_cell(cell("Provision, tidy up at 10.40am", 0, 0).lines)
    assert found is not None
    assert found.printed is None


def test_a_time_before_the_name_is() -> None:
    found = read_cell(cell("2.50\nKS2 Assembly", 0, 0).lines)
    assert found is not None
    assert found.printed is not None
    assert found.name == "KS2 Assembly"


def test_a_rooms_number_with_a_dot_is_no_time() -> None:
    found = read_cell(cell("Structures\n3.14", 0, 0).lines)
    assert found is not None
    assert (found.name, found.printed) == ("Structures", None)


def test_a_start_in_the_first_corner_and_an_end_in_the_last_are_a_range() -> None:
    def line(text: str, left: float, top: float) -> Line:
        return Line(text, Box(left=left, top=top, right=left + 30, bottom=top + 10), 10.0)

    block = [line("08:10", 0, 0), line("Svenska", 40, 30), line("09:15", 80, 60)]
    found = read_cell(block)
    assert found is not None
    assert found.printed is not None
    assert found.printed.end is not None
    assert (found.name, found.printed.start.minute, found.printed.end.minute) == ("Svenska", 490, 555)
    # One above the other at the left they stand before a list's line.
    stacked = read_cell([line("08:10", 0, 0), line("Svenska", 40, 5), line("09:15", 0, 12)])
    assert stacked is not None
    assert stacked.printed is not None
    assert stacked.printed.end is None


def test_a_range_with_minutes_is_the_time_beside_one_of_classes() -> None:
    found = read_cell(cell("Szakkör\n9-10. évf., 13:30–15:00", 0, 0).lines)
    assert found is not None
    assert found.printed is not None
    assert found.printed.start.minute == 13 * 60 + 30


@pytest.mark.parametrize("time", ["9 - 10:15am", "(9:00-10:15)"])
def test_a_time_below_the_name_ends_it(time: str) -> None:
    found = read_cell(cell(f"Staff meeting\n{time}\nOlin Hall", 0, 0, rows=3).lines)
    assert found is not None
    assert (found.name, found.notes) == ("Staff meeting", "Olin Hall")


def test_a_time_crossed_out_says_nothing() -> None:
    assert read_cell(cell("-x-", 0, 0).lines) is None


@pytest.mark.parametrize(("said", "minute"), [("tot 12:15", 735), ("(until 11.30)", 690), ("bis 10.45 Uhr", 645)])
def test_a_line_that_says_when_the_lesson_ends(said: str, minute: int) -> None:
    found = read_cell(cell(f"muziek\nmeester Bas\n{said}", 0, 0).lines)
    assert found is not None
    assert found.until is not None
    assert (found.name, found.notes, found.printed, found.until.minute) == ("muziek", "meester Bas", None, minute)


def test_a_class_before_its_subject_is_no_hour() -> None:
    found = read_cell(cell("2H Phonics\nLeo 1:1", 0, 0).lines)
    assert found is not None
    assert (found.printed, found.name.split()[0]) == (None, "2H")
    french = read_cell(cell("8h Accueil", 0, 0).lines)
    assert french is not None
    assert french.printed is not None


def test_an_end_below_its_start_belongs_to_it_though_the_name_beside_both_comes_between() -> None:
    box = Box(left=0, top=0, right=30, bottom=14)
    lines = [
        Line("10:10", box, 14.0),
        Line("pauze", Box(left=200, top=6, right=240, bottom=20), 14.0),
        Line("10:30", Box(left=0, top=15, right=30, bottom=29), 14.0),
    ]
    (found,) = read_activities(lines)
    assert (found.name, found.printed is not None and found.printed.end is not None) == ("pauze", True)


def test_an_end_behind_a_dash_is_the_lessons() -> None:
    found = read_cell(cell("Motor skills\nJnr Infants – until 2.10", 0, 0, rows=3).lines)
    assert found is not None
    assert (found.name, found.notes, found.until is not None) == ("Motor skills", "Jnr Infants", True)


def test_a_time_in_brackets_that_is_somebody_elses_is_a_note() -> None:
    for text, printed in (("Well-being time (US 10-10:15)", False), ("Choir (from 10.00 to 10.15)", True)):
        found = read_cell(cell(text, 0, 0, columns=3).lines)
        assert found is not None
        assert (found.printed is not None) is printed


def test_the_number_of_a_lists_item_before_its_time_is_no_name() -> None:
    found = read_cell(cell("1. 8:00-8:30\nGeography", 0, 0).lines)
    assert found is not None
    assert (found.name, found.notes) == ("Geography", "")


def test_a_time_of_its_half_day_behind_a_comma_is_the_lessons() -> None:
    (found,) = read_activities(cell("Assembly, 8:45am, Hall", 0, 0).lines)
    assert found.printed is not None
    assert found.printed.start.minute == 525
    assert (found.name, found.notes) == ("Assembly", "Hall")


def test_a_start_level_with_the_name_and_an_end_in_the_last_corner_are_a_range() -> None:
    first = Line("08:20 Mentorstid KLN A12", Box(left=0, top=0, right=240, bottom=20), 20.0)
    found = read_cell([first, Line("08:40", Box(left=200, top=20, right=240, bottom=36), 16.0)])
    assert found is not None
    assert found.printed is not None
    assert found.printed.end is not None
    assert (found.printed.start.minute, found.printed.end.minute, found.name) == (500, 520, "Mentorstid")


def test_an_end_that_stands_on_the_line_below_its_word_is_the_lessons() -> None:
    found = read_cell(cell("Overblijf tot\n12.15", 0, 0, rows=2).lines)
    assert found is not None
    assert found.until is not None
    assert (found.name, found.printed, found.until.minute) == ("Overblijf", None, 735)


def test_a_start_and_an_end_around_a_name_are_its_times() -> None:
    found = read_cell(cell("8:15 Mentorstid ANBE A12 8:25", 0, 0).lines)
    assert found is not None
    assert found.printed is not None
    assert found.printed.end is not None
    assert (found.printed.start.minute, found.printed.end.minute) == (495, 505)
    assert found.name.startswith("Mentorstid")


def test_what_stands_in_the_corner_beside_a_time_is_a_note() -> None:
    time, corner, name = line("08:00 - 08:45", 0, 0), line("1. óra", 200, 0), line("Történelem", 0, 20)
    found = read_cell([time, corner, name])
    assert found is not None
    assert (found.name, found.notes) == ("Történelem", "1. óra")
    near = read_cell([time, replace(line("Maths", 70, 0), begins=True), replace(line("Room 4", 0, 20), begins=True)])
    assert near is not None
    assert near.name == "Maths"
