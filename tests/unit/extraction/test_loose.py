"""Texts that no cell of a table holds."""

from dataclasses import replace

from chalicelib.domain.timetable import Weekday
from tests.unit.extraction.making import DAYS, cell, grid, told


def test_texts_that_no_cell_holds_stand_where_days_and_times_cross() -> None:
    cells = grid(["", *DAYS], ["9:00-10:00", "a1", "b1", "", "d1", "e1"], ["10:00-11:00", "a2", "b2", "c2", "d2", "e2"])
    lost = [c for c in cells if c.box != cell("", 3, 1).box]
    found = told(lost, loose=cell("Art", 3, 1).lines)
    assert (Weekday.WEDNESDAY, 540, 600, "Art") in found
    assert len(found) == 10


def test_a_text_over_two_days_is_two_where_a_gap_parts_it() -> None:
    cells = grid(["", *DAYS], ["9:00-10:00", "a1", "b1", "c1", "", ""], ["10:00-11:00", "a2", "b2", "c2", "d2", "e2"])
    lost = [c for c in cells if c.box not in (cell("", 4, 1).box, cell("", 5, 1).box)]
    said = cell("Art Music", 4, 1, columns=2).lines[0]
    border = cell("", 5, 1).box.left
    gap = replace(said, gaps=((3, border - said.size, border + said.size),))
    assert {
        (d, n) for d, s, _, n in told(lost, loose=(gap,)) if s == 540 and d in (Weekday.THURSDAY, Weekday.FRIDAY)
    } == {
        (Weekday.THURSDAY, "Art"),
        (Weekday.FRIDAY, "Music"),
    }
    assert (Weekday.FRIDAY, 540, 600, "Art Music") in told(lost, loose=(said,))


def test_a_lesson_in_no_cell_that_prints_its_time_is_kept() -> None:
    cells = grid(DAYS[:3], *([f"{h}:00-{h}:45\n{name}"] * 3 for h, name in ((9, "Maths"), (10, "Art"), (11, "PE"))))
    lost = [c for c in cells if c.box != cell("", 1, 2).box]
    assert (Weekday.TUESDAY, 600, 645, "Art") in told(lost, loose=cell("10:00-10:45 Art", 1, 2).lines)
