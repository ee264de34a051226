"""How a table sets names apart from notes."""

from __future__ import annotations

import pytest

from chalicelib.domain.timetable import Box
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.names import read_cell
from chalicelib.extraction.settings import LARGER
from chalicelib.extraction.style import name_larger_by

BOX = Box(left=0, top=0, right=100, bottom=40)


def cell(*lines: tuple[str, float]) -> Cell:
    return Cell(BOX, tuple(Line(text, BOX, size) for text, size in lines))


def test_the_same_small_difference_all_over_is_meant() -> None:
    cells = [cell((name, 9.5), ("Studio", 7.6)) for name in ("Drama", "Maths", "Art", "Music")]
    larger = name_larger_by(cells)
    assert 1.0 < larger < 9.5 / 7.6
    activity = read_cell(cells[0].lines, larger)
    assert activity is not None
    assert (activity.name, activity.notes) == ("Drama", "Studio")


@pytest.mark.parametrize(
    "sizes",
    [
        [(10, 10), (10, 10), (10, 10), (10, 10)],
        [(12, 9), (9, 11), (13, 8), (10, 10)],  # a reader's boxes
        [(9.5, 7.6), (9.5, 7.6)],  # too few to tell
    ],
)
def test_otherwise_only_a_plain_heading_counts(sizes: list[tuple[float, float]]) -> None:
    assert name_larger_by([cell(("Physical", a), ("Education", b)) for a, b in sizes]) == LARGER
