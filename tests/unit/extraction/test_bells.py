"""Times that stand apart from the table, by the periods' numbers."""

import pytest

from chalicelib.domain.timetable import Box, Weekday
from chalicelib.extraction.bells import bells_of, is_bell_list, with_bells
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line
from chalicelib.extraction.tables import read_table
from tests.unit.extraction.making import cell, grid

BELLS = ("lekcja 1: 8.00 – 8.45", "lekcja 2: 8.50 – 9.35", "lekcja 4: 10.50 – 11.35", "lekcja 5: 1.10 – 1.55")
RUNG = {1: (480, 525), 2: (530, 575), 4: (650, 695), 5: (790, 835)}


def lines(*texts: str, left: float = 0) -> tuple[Line, ...]:
    boxes = [Box(left=left, top=20.0 * i, right=left + 90, bottom=20.0 * i + 10) for i in range(len(texts))]
    return tuple(Line(text, box, 10.0) for text, box in zip(texts, boxes, strict=True))


def test_each_number_has_its_range() -> None:
    assert bells_of(lines("Dzwonki", *BELLS, "Sala 4: 10")) == RUNG


def test_the_numbers_may_stand_in_a_column_of_their_own() -> None:
    numbers = lines("I", "2", "P4", "5.")
    assert bells_of([*numbers, *lines(*(text.split(": ")[1] for text in BELLS), left=100)]) == RUNG


@pytest.mark.parametrize("texts", [BELLS[:2], (*BELLS, "lekcja 1: 9.00 – 9.45"), ("Maths: 8.00 – 8.45",) * 3])
def test_few_or_contradictory_ones_say_nothing(texts: tuple[str, ...]) -> None:
    assert bells_of(lines(*texts)) == {}


def test_a_box_of_them_is_told_from_a_lesson() -> None:
    assert is_bell_list(Cell(Box(left=0, top=0, right=99, bottom=99), lines(*BELLS)))
    assert not is_bell_list(cell("Maths\n8.00 – 8.45", 1, 1))


def test_a_table_without_times_takes_those_of_its_numbers() -> None:
    days = ["", "Monday", "Tuesday", "Wednesday"]
    cells = grid(days, ["1", "Maths", "Art", "PE"], ["2", "", "French", ""], ["3", "Music", "Art", "PE"])
    table = read_table(Grid(1, GridKind.RULED, tuple(cells), ()))
    assert table is not None
    drafts = {(d.day, d.name): (d.start, d.end, d.period) for d in with_bells(table, RUNG).drafts}
    assert drafts[Weekday.MONDAY, "Maths"] == (480, 525, None)
    assert drafts[Weekday.TUESDAY, "French"] == (530, 575, None)
    assert drafts[Weekday.MONDAY, "Music"] == (None, None, "3")  # not in the list
