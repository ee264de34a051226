"""Cells over several rows whose rule was not seen."""

from __future__ import annotations

from chalicelib.domain.timetable import Weekday
from tests.unit.extraction.making import cell, grid, told

HEADS = [["", "Monday", "Tuesday", "Wednesday"], ["9:00-9:45"], ["9:45-10:30"], ["10:30-11:15"]]


def test_a_lesson_in_the_middle_of_each_row_is_that_rows() -> None:
    cells = [
        *grid(*HEADS),
        cell("Idræt\nIdræt", 1, 1, rows=2),
        cell("Historie\nMatematik", 2, 1, rows=2),
        *(cell(name, x, y) for name, x, y in (("Dansk", 3, 1), ("Tysk", 3, 2), ("Dansk", 1, 3), ("Musik", 2, 3))),
    ]
    found = told(cells)
    assert (Weekday.MONDAY, 540, 585, "Idræt") in found
    assert (Weekday.MONDAY, 585, 630, "Idræt") in found
    assert (Weekday.TUESDAY, 585, 630, "Matematik") in found


def test_a_lesson_and_its_teacher_over_two_rows_stay_one() -> None:
    cells = [
        *grid(*HEADS),
        cell("Historie\nMr Holm", 1, 1, rows=2),
        *(cell(name, x, y) for name, x, y in (("Dansk", 2, 1), ("Tysk", 2, 2), ("Dansk", 3, 1), ("Musik", 3, 2))),
    ]
    assert (Weekday.MONDAY, 540, 630, "Historie") in told(cells)
