"""A class or a room that all cells of a table say."""

from __future__ import annotations

from chalicelib.extraction.cells.said_by_all import set_said_by_all_behind
from tests.unit.extraction.making import cell


def test_the_class_in_each_cell_s_corner_is_no_lesson_s_name() -> None:
    names = ("ne vdm", "wi hks", "en bkr", "lo tms", "du sch")
    week = [cell(f"8:30 - 9:20\nh3b\n{name}", i, 0) for i, name in enumerate(names)]
    found = set_said_by_all_behind([*week, cell("pauze", 6, 0)])
    assert [[line.text for line in made.lines] for made in found] == [
        *(["8:30 - 9:20", name, "h3b"] for name in names),
        ["pauze"],
    ]
    assert all(made.lines[-1].begins and made.lines[-1].size < made.lines[1].size for made in found[:-1])


def test_what_a_specialist_teaches_all_day_is_the_name() -> None:
    week = [cell(f"Music\n{group}", i, 0) for i, group in enumerate(("7A", "7B", "8A", "8B", "9C"))]
    assert set_said_by_all_behind(week) == week
    classes = [cell(f"{group}\nAda", i, 0) for i, group in enumerate(("7A", "7B", "8A", "8B", "9C"))]
    assert set_said_by_all_behind(classes) == classes
