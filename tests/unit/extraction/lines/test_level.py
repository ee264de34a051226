"""Slanted rows and columns, made level."""

from __future__ import annotations

import pytest

from chalicelib.domain.timetable import Box
from chalicelib.extraction.lines.level import levelled

WIDE, HIGH = 200.0, 40.0


def slanted(column: int, row: int, columns: int = 1, *, slant: float, change: float = 0.0) -> Box:
    """The box around a cell of a table whose rows rise by ``slant``, by ``change`` more with each row."""
    rise = slant + change * row
    left, right = column * WIDE, (column + columns) * WIDE - 6
    ends = [row * HIGH + rise * x for x in (left, right)]
    return Box(left=left, right=right, top=min(ends), bottom=max(ends) + HIGH - 6)


def table(slant: float, change: float = 0.0) -> list[Box]:
    return [slanted(x, y, slant=slant, change=change) for y in range(6) for x in range(6)]


def test_rows_of_a_slanted_page_are_level() -> None:
    boxes, _ = levelled(table(0.02), [])
    for row in range(6):
        tops = [box.top for box in boxes[6 * row : 6 * row + 6]]
        assert max(tops) - min(tops) < 1.0


def test_a_merged_cell_is_as_high_as_its_row() -> None:
    boxes, _ = levelled([*table(0.02), slanted(0, 6, 6, slant=0.02)], [])
    assert abs(boxes[-1].height - (HIGH - 6)) < 2.0


def test_words_move_with_their_cells() -> None:
    word = slanted(5, 2, slant=0.02)
    boxes, (moved,) = levelled(table(0.02), [word])
    assert abs(moved.center[1] - boxes[2 * 6 + 5].center[1]) < 1.0


def test_perspective_slants_each_row_otherwise() -> None:
    boxes, _ = levelled(table(-0.01, change=0.004), [])
    for row in (0, 5):
        tops = [box.top for box in boxes[6 * row : 6 * row + 6]]
        assert max(tops) - min(tops) < 1.5


@pytest.mark.parametrize("depth", [1.0, 1.4])
def test_a_bent_sheet_is_made_level(depth: float) -> None:
    rise = [depth * x * x for x in range(6)]
    bent = [
        box.model_copy(update={"top": box.top + rise[i % 6], "bottom": box.bottom + rise[i % 6]})
        for i, box in enumerate(table(0.0))
    ]
    boxes, (word,) = levelled(bent, [bent[5]])
    for row in range(6):
        middles = [box.center[1] for box in boxes[6 * row : 6 * row + 6]]
        assert max(middles) - min(middles) < 1.0
    assert abs(word.center[1] - boxes[5].center[1]) < 1.0


def test_columns_that_lean_are_made_upright() -> None:
    leaning = [
        box.model_copy(update={"left": box.left + 0.03 * box.top, "right": box.right + 0.03 * box.top})
        for box in table(0.0)
    ]
    boxes, _ = levelled(leaning, [])
    lefts = [boxes[6 * row + 3].left for row in range(6)]
    assert max(lefts) - min(lefts) < 2.0


def test_steps_and_lone_cells_stay_where_they_are() -> None:
    steps = [Box(left=x * WIDE, right=(x + 1) * WIDE - 6, top=x * 15.0, bottom=x * 15.0 + HIGH) for x in range(6)]
    assert levelled(steps, [])[0] == steps
    few = table(0.02)[:3]
    assert levelled(few, [])[0] == few
    assert levelled([], []) == ([], [])
