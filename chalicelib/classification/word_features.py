"""What the words of a picture look like together: where times and day names stand, and which words come again."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from chalicelib.classification import order_features, word_shapes
from chalicelib.classification.word_shapes import CLASSES, HEIGHT, WIDTH, Words

Floats = NDArray[np.float64]

_PLACED = ("words", "share", "left", "top", "wide", "high", "in_row", "in_column")

NAMES: tuple[str, ...] = (
    *(f"{kind}_{name}" for kind in ("time", "number", "day") for name in _PLACED),
    "time_rows",
    "time_columns",
    "twin_share",
    "twins",
    "twins_below",
    "twins_beside",
    *order_features.WORD_NAMES,
)
"""The features in their order."""

_SAME_PLACE = 0.02
"""Middles or left edges nearer than this share of the page's longer side stand in one row or column."""

_SAME_WORD = 0.86
"""Correlation from which two strips show the same word; photographed twins reach 0.9, other words of a length 0.7."""

_SAME_LENGTH = 1.12
"""Times by which the longer of two equal words may be longer."""


def _steps(positions: Floats, tolerance: float) -> int:
    """How many different positions there are."""
    return len(order_features.groups(positions, tolerance))


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


def _placed(kind: str, weights: Floats, at: Floats, tolerance: float) -> dict[str, float]:
    """How many words are of a kind (by their probabilities), and where on the printed part of the page they stand."""
    count = float(weights.sum())
    told = dict.fromkeys((f"{kind}_{name}" for name in _PLACED), 0.0)
    if count < 0.5:
        return told
    low, high = np.percentile(at, (2, 98), axis=0)
    relative = np.clip((at - low) / np.maximum(high - low, 1.0), 0, 1)
    mean = weights @ relative / count
    wide, high_up = np.sqrt(weights @ (relative - mean) ** 2 / count)
    near = np.abs(at[:, None, :] - at[None, :, :])
    lines = [
        float(((near[:, :, axis] <= reach) @ weights).max()) for axis, reach in ((1, tolerance / 2), (0, tolerance))
    ]
    values = (count, count / len(weights), *mean, wide, high_up, *lines)
    return dict(zip(told, map(float, values), strict=True))


def _twin_features(letters: Words, tolerance: float) -> dict[str, float]:
    """Words that stand on the page more than once, and whether below or beside each other."""
    same = _twins(letters)
    left, middle = letters.boxes[:, 0].astype(np.float64), letters.boxes[:, 1] + letters.boxes[:, 3] / 2
    below = same & (np.abs(left[:, None] - left[None, :]) < tolerance)
    beside = same & (np.abs(middle[:, None] - middle[None, :]) < tolerance / 2)
    named = max(len(letters.boxes), 1)
    return {
        "twin_share": float(same.any(axis=1).sum()) / named,
        "twins": float(same.sum()) / named,
        "twins_below": float(below.any(axis=1).sum()) / named,
        "twins_beside": float(beside.any(axis=1).sum()) / named,
    }


def measure(gray: NDArray[np.uint8], text: NDArray[np.uint8]) -> dict[str, float]:
    """The features by their names, of a grey picture and its strokes (255) without ruling lines."""
    words = word_shapes.find_words(gray, text)
    told = word_shapes.load().probabilities(words).astype(np.float64)
    kinds = {kind: told[:, CLASSES.index(kind)] for kind in CLASSES}
    tolerance = _SAME_PLACE * max(gray.shape)
    at = words.boxes[:, :2] + words.boxes[:, 2:4] / 2
    times = at[kinds["time"] > 0.5]
    return {
        **_placed("time", kinds["time"], at, tolerance),
        **_placed("number", kinds["number"], at, tolerance),
        **_placed("day", kinds["day"], at, tolerance),
        "time_rows": float(_steps(times[:, 1], tolerance / 2)),
        "time_columns": float(_steps(times[:, 0], tolerance)),
        **_twin_features(_chosen(words, kinds["letters"] + kinds["day"] > 0.5), tolerance),
        **order_features.of_words(words.boxes, gray.shape),
    }
