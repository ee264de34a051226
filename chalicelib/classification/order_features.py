"""How regularly things stand on a page: equal columns and rows, gaps between them, left edges, lengths of words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chalicelib.classification.strokes import Boxes

Floats = NDArray[np.float64]

CELL_NAMES: tuple[str, ...] = (
    "cells_cover",
    "equal_columns",
    "equal_rows",
    "column_spread",
    "row_spread",
    "first_column",
    "cell_colors",
)
"""The features of cells in their order."""

WORD_NAMES: tuple[str, ...] = (
    "printed_share",
    "word_rows",
    "words_in_row",
    "most_in_row",
    "row_step_spread",
    "lengths",
    "length_spread",
    "long_words",
    "short_words",
    "height_spread",
    "at_left",
    "column_gaps",
    "equal_column_gaps",
    "row_gaps",
    "equal_row_gaps",
)
"""The features of words in their order."""

SAME_EDGE = 0.012
"""Edges nearer than this share of the side are the same edge."""

_EQUAL = 1.12
"""Times by which the larger of two equal steps may be larger."""

_LONG, _SHORT = 12.0, 2.5
"""Widths by heights of a phrase, and of a number or an abbreviation."""


def spread(values: NDArray[Any]) -> float:
    """Standard deviation of the logarithms."""
    return float(np.std(np.log(values + 1.0))) if len(values) else 0.0


def groups(values: NDArray[Any], tolerance: float) -> list[NDArray[Any]]:
    """The values in order, parted where two neighbours are further apart than ``tolerance``."""
    if not len(values):
        return []
    ordered = np.sort(values)
    return np.split(ordered, np.flatnonzero(np.diff(ordered) > tolerance) + 1)


def _edges(values: NDArray[Any], tolerance: float, least: int) -> Floats:
    """Means of the positions that at least ``least`` values share."""
    return np.array([group.mean() for group in groups(values, tolerance) if len(group) >= least], np.float64)


def _equal_steps(positions: Floats) -> int:
    """Most steps between neighbours that are as wide as one of them."""
    steps = np.diff(positions)
    if not len(steps):
        return 0
    return max(int(((steps < _EQUAL * step) & (step < _EQUAL * steps)).sum()) for step in steps)


def of_cells(cells: Boxes, picture: NDArray[np.uint8]) -> dict[str, float]:
    """Features of cells (left, top, width, height, area) of a picture (BGR)."""
    if not len(cells):
        return dict.fromkeys(CELL_NAMES, 0.0)
    height, width = picture.shape[:2]
    left, top = cells[:, 0], cells[:, 1]
    right, bottom = left + cells[:, 2], top + cells[:, 3]
    columns = _edges(left, SAME_EDGE * width, 3)
    rows = _edges(top, SAME_EDGE * height, 3)
    steps = np.diff(columns)
    # A cell's colour, by the corner that letters leave free.
    corner = picture[np.minimum(top + 3, bottom - 1), np.minimum(left + 3, right - 1)].astype(np.int32) >> 5
    around = float(np.ptp(np.append(left, right)) * np.ptp(np.append(top, bottom)))
    return {
        "cells_cover": float(cells[:, 4].sum()) / max(around, 1.0),
        "equal_columns": float(_equal_steps(columns)),
        "equal_rows": float(_equal_steps(rows)),
        "column_spread": spread(steps),
        "row_spread": spread(np.diff(rows)),
        "first_column": float(steps[0] / np.median(steps)) if len(steps) else 0.0,
        "cell_colors": float(len(np.unique(corner @ np.array([64, 8, 1])))),
    }


def _gaps(low: NDArray[Any], high: NDArray[Any], least: float, crossing: float) -> Floats:
    """Middles of the bands of at least ``least`` pixels that at most ``crossing`` words (from low to high) cross."""
    start = int(low.min())
    size = int(high.max()) - start + 1
    steps = np.zeros(size + 1)
    np.add.at(steps, low - start, 1)
    np.add.at(steps, high - start, -1)
    free = np.flatnonzero(np.cumsum(steps)[:size] <= crossing)
    runs = [run for run in groups(free, 1.0) if len(run) >= least and run[0] > 0 and run[-1] < size - 1]
    return np.array([run.mean() for run in runs], np.float64)


def _row_features(middles: Floats, tolerance: float) -> dict[str, float]:
    rows = groups(middles, tolerance)
    return {
        "word_rows": float(len(rows)),
        "words_in_row": float(np.mean([len(row) for row in rows])),
        "most_in_row": float(max(len(row) for row in rows)),
        "row_step_spread": spread(np.diff([row.mean() for row in rows])),
    }


def of_words(boxes: Boxes, shape: Sequence[int]) -> dict[str, float]:
    """Features of words (left, top, width, height) of a picture of this height and width."""
    if len(boxes) < 3:
        return dict.fromkeys(WORD_NAMES, 0.0)
    height, width = shape[:2]
    left, top, wide, tall = (boxes[:, i].astype(np.float64) for i in range(4))
    from_x, to_x = np.percentile(left, 2), np.percentile(left + wide, 98)
    from_y, to_y = np.percentile(top, 2), np.percentile(top + tall, 98)
    lengths, size = wide / tall, float(np.median(tall))
    few = 0.02 * len(boxes)
    columns = _gaps(boxes[:, 0], boxes[:, 0] + boxes[:, 2], 0.8 * size, few)
    rows = _gaps(boxes[:, 1], boxes[:, 1] + boxes[:, 3], 0.4 * size, few)
    return {
        "printed_share": float((to_x - from_x) * (to_y - from_y)) / (width * height),
        **_row_features(top + tall / 2, size / 2),
        "lengths": float(np.median(lengths)),
        "length_spread": spread(lengths),
        "long_words": float((lengths > _LONG).mean()),
        "short_words": float((lengths < _SHORT).mean()),
        "height_spread": spread(tall),
        "at_left": float((left < from_x + 1.5 * size).mean()),
        "column_gaps": float(len(columns)),
        "equal_column_gaps": float(_equal_steps(columns)),
        "row_gaps": float(len(rows)),
        "equal_row_gaps": float(_equal_steps(rows)),
    }
