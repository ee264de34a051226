"""How regularly cells and words stand on a page."""

from __future__ import annotations

import numpy as np

from chalicelib.classification import order_features
from chalicelib.classification.strokes import Boxes

PAGE = np.full((600, 800, 3), 255, np.uint8)


def boxes(rows: int, columns: int, size: tuple[int, int], step: tuple[int, int]) -> Boxes:
    """Boxes of a width and height in even steps across and down."""
    return np.array(
        [(40 + c * step[0], 40 + r * step[1], *size, size[0] * size[1]) for r in range(rows) for c in range(columns)],
        np.int32,
    )


def test_cells_of_a_table_cover_it_and_desks_leave_aisles() -> None:
    table = order_features.of_cells(boxes(5, 6, (98, 38), (100, 40)), PAGE)
    desks = order_features.of_cells(boxes(5, 6, (70, 25), (100, 40)), PAGE)
    assert table["cells_cover"] > 0.9 > 0.6 > desks["cells_cover"]
    assert (table["equal_columns"], table["equal_rows"]) == (5, 4)


def test_colours_of_cells_are_told_apart() -> None:
    colored = PAGE.copy()
    colored[40:80, 40:140], colored[40:80, 140:240] = (200, 80, 80), (80, 200, 80)
    assert order_features.of_cells(boxes(2, 4, (98, 38), (100, 40)), colored)["cell_colors"] == 3


def test_words_in_columns_have_gaps_between_them() -> None:
    table = order_features.of_words(boxes(8, 5, (60, 12), (140, 40)), PAGE.shape)
    assert (table["column_gaps"], table["equal_column_gaps"]) == (4, 3)
    assert (table["row_gaps"], table["word_rows"], table["words_in_row"]) == (7, 8, 5)
    prose = order_features.of_words(boxes(12, 2, (360, 12), (362, 20)), PAGE.shape)
    assert prose["column_gaps"] == 0
    assert prose["long_words"] == 1


def test_nothing_is_told_of_pages_without_words_or_cells() -> None:
    none = np.zeros((0, 5), np.int32)
    assert set(order_features.of_words(none, PAGE.shape).values()) == {0.0}
    assert set(order_features.of_cells(none, PAGE).values()) == {0.0}
