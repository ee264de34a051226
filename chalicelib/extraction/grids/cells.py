"""From a mask of rules to cells, and from cells to tables."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.timetable import Box
from chalicelib.extraction.settings import CELL_FILLED, CELL_GAP, MOST_CELLS, SMALLEST_CELL
from chalicelib.preprocessing.components import component_boxes
from chalicelib.preprocessing.levels import median_color

LARGEST_CELL = 0.5
"""Share of the page that one cell may cover; more is the page itself."""

WHITE = 245
"""Mean channel value from which a ground counts as uncoloured."""


def cell_boxes(mask: NDArray[np.uint8]) -> list[Box]:
    """Boxes (mask pixels) of the areas that rules enclose, at most ``MOST_CELLS`` of them, the largest."""
    height, width = mask.shape
    boxes: list[tuple[int, Box]] = []
    for left, top, wide, high, area in component_boxes(
        np.asarray(cv2.bitwise_not(mask), dtype=np.uint8), connectivity=4
    ).tolist():
        if wide < SMALLEST_CELL or high < SMALLEST_CELL or area > LARGEST_CELL * width * height:
            continue
        at_border = (left == 0) + (top == 0) + (left + wide == width) + (top + high == height)
        if area < (0.85 if at_border else CELL_FILLED) * wide * high or at_border > 2:
            continue
        boxes.append((area, Box(left=left, top=top, right=left + wide, bottom=top + high)))
    boxes.sort(key=lambda b: -b[0])
    return [box for _, box in boxes[:MOST_CELLS]]


def without_nested(boxes: Sequence[Box]) -> list[Box]:
    """Boxes that lie in no other one: the insides of letters and logos go. What frames a whole table goes instead."""
    if not boxes:
        return []
    edges = np.array([(b.left, b.top, b.right, b.bottom) for b in boxes])
    left, top, right, bottom = edges.T
    area = (right - left) * (bottom - top)
    # Box by box: a table of all pairs would take hundreds of megabytes of a page at its limit.
    within = [
        np.flatnonzero((left >= left[i]) & (top >= top[i]) & (right <= right[i]) & (bottom <= bottom[i]))
        for i in range(len(boxes))
    ]
    frames = {
        i
        for i, held in enumerate(within)
        if len(held) > FRAMED and area[held].sum() - area[i] >= FRAMED_SHARE * area[i]
    }
    nested = {j for i, held in enumerate(within) if i not in frames for j in held.tolist() if j != i}
    return [box for i, box in enumerate(boxes) if i not in frames and i not in nested]


FRAMED = 6
"""Boxes within another one from which that may be the paper or a border around a table."""

FRAMED_SHARE = 0.1
"""Share of a frame that the cells within it cover at least; the insides of a cell's letters cover a fiftieth."""


def tables(boxes: Sequence[Box], scale: float) -> list[list[int]]:
    """Indices of boxes that touch each other (over a rule's width), one list per table, largest table first; ``scale``
    is that from their units to the pixels in which a rule is measured."""
    gap = CELL_GAP / scale
    if not boxes:
        return []
    edges = np.array([(b.left, b.top, b.right, b.bottom) for b in boxes])
    left, top, right, bottom = edges.T
    parent = list(range(len(boxes)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i in range(len(boxes)):
        beside_x = np.maximum(left, left[i]) - np.minimum(right, right[i])
        beside_y = np.maximum(top, top[i]) - np.minimum(bottom, bottom[i])
        near = ((beside_x <= gap) & (beside_y < 0)) | ((beside_y <= gap) & (beside_x < 0))
        for j in np.flatnonzero(near).tolist():
            parent[root(i)] = root(j)
    groups: dict[int, list[int]] = {}
    for i in range(len(boxes)):
        groups.setdefault(root(i), []).append(i)
    return sorted(groups.values(), key=len, reverse=True)


def ground_color(picture: NDArray[np.uint8], box: Box) -> str | None:
    """The colour a cell is filled with, ``#RRGGBB``; None for white or hardly coloured grounds."""
    inset_x, inset_y = max(1, int(box.width * 0.08)), max(1, int(box.height * 0.08))
    patch = picture[
        int(box.top) + inset_y : int(box.bottom) - inset_y, int(box.left) + inset_x : int(box.right) - inset_x
    ]
    if patch.size == 0:
        return None
    step = max(1, int((patch.shape[0] * patch.shape[1] / 4000) ** 0.5))
    blue, green, red = median_color(patch[::step, ::step].reshape(-1, 3)).tolist()
    if min(blue, green, red) >= WHITE or (max(blue, green, red) - min(blue, green, red) < 12 and red > 200):
        return None
    return f"#{red:02X}{green:02X}{blue:02X}"
