"""What the words of a picture look like together: where times stand, and which words stand there again and again."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from chalicelib.classification import word_shapes
from chalicelib.classification.word_shapes import CLASSES, HEIGHT, WIDTH, Words

NAMES: tuple[str, ...] = (
    "time_words",
    "time_share",
    "time_rows",
    "time_columns",
    "times_in_row",
    "times_in_column",
    "number_words",
    "number_share",
    "twin_share",
    "twins",
    "twins_below",
    "twins_beside",
)
"""The features in their order."""

_SAME_PLACE = 0.02
"""Middles or left edges nearer than this share of the page's longer side stand in one row or column."""

_SAME_WORD = 0.86
"""Correlation from which two strips show the same word; photographed twins reach 0.9, other words of a length 0.7."""

_SAME_LENGTH = 1.12
"""Times by which the longer of two equal words may be longer."""


def _most_in_line(positions: NDArray[np.float64], tolerance: float) -> tuple[int, int]:
    """Different positions, and how many share the commonest."""
    if not len(positions):
        return 0, 0
    near = np.abs(positions[:, None] - positions[None, :]) <= tolerance
    steps = 1 + int((np.diff(np.sort(positions)) > tolerance).sum())
    return steps, int(near.sum(axis=1).max())


def _twins(words: Words) -> NDArray[np.bool_]:
    """Which words show the same as which others."""
    flat = words.strips.reshape(len(words.strips), HEIGHT * WIDTH)
    flat = flat - flat.mean(axis=1, keepdims=True)
    flat = flat / np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-6)
    length = words.boxes[:, 2].astype(np.float64)
    ratio = length[:, None] / length[None, :]
    same = (flat @ flat.T > _SAME_WORD) & (ratio < _SAME_LENGTH) & (ratio > 1 / _SAME_LENGTH)
    np.fill_diagonal(same, False)
    return np.asarray(same, np.bool_)


def _chosen(words: Words, chosen: NDArray[np.bool_]) -> Words:
    return Words(words.boxes[chosen], words.strips[chosen])


def measure(gray: NDArray[np.uint8], text: NDArray[np.uint8]) -> dict[str, float]:
    """The features by their names, of a grey picture and its strokes (255) without ruling lines."""
    words = word_shapes.find_words(gray, text)
    told = word_shapes.load().probabilities(words)
    time, number = told[:, CLASSES.index("time")], told[:, CLASSES.index("number")]
    count, tolerance = max(len(told), 1), _SAME_PLACE * max(gray.shape)
    at = words.boxes[:, :2] + words.boxes[:, 2:4] / 2
    rows, in_row = _most_in_line(at[time > 0.5, 1], tolerance / 2)
    columns, in_column = _most_in_line(at[time > 0.5, 0], tolerance)
    letters = _chosen(words, told[:, CLASSES.index("letters")] > 0.5)
    same = _twins(letters)
    left, middle = letters.boxes[:, 0].astype(np.float64), letters.boxes[:, 1] + letters.boxes[:, 3] / 2
    below = same & (np.abs(left[:, None] - left[None, :]) < tolerance)
    beside = same & (np.abs(middle[:, None] - middle[None, :]) < tolerance / 2)
    named = max(len(letters.boxes), 1)
    return {
        "time_words": float(time.sum()),
        "time_share": float(time.sum()) / count,
        "time_rows": float(rows),
        "time_columns": float(columns),
        "times_in_row": float(in_row),
        "times_in_column": float(in_column),
        "number_words": float(number.sum()),
        "number_share": float(number.sum()) / count,
        "twin_share": float(same.any(axis=1).sum()) / named,
        "twins": float(same.sum()) / named,
        "twins_below": float(below.any(axis=1).sum()) / named,
        "twins_beside": float(beside.any(axis=1).sum()) / named,
    }
