"""Blocks of one even colour: what a timetable program, a calendar or a slide fills stands in exactly its own borders.

Rules say where cells may part; a block of colour that stands free of its neighbours, with round corners or across the
lines of the hours, says itself where it begins and ends. Photos have no even areas; they are not asked.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.timetable import Box
from chalicelib.extraction.grid import bounding, overlap
from chalicelib.extraction.grids.cells import LARGEST_CELL
from chalicelib.extraction.grids.ruling import strongest, without_words
from chalicelib.preprocessing.components import component_boxes

EVEN = 4
"""Levels between neighbouring pixels of one even area; compression leaves that much around letters."""

DRAWN = 0.5
"""Share of a picture's pixels without any change around them from which it was drawn by a program (measured: 0.75 and
more; photos and noisy scans have less than 0.1)."""

SURELY_SEEN = 0.2
"""The same with the letters left in, below which a picture is a photo or a scan whatever they cover."""

BLOCK_FILLED = 0.85
"""Share of its box that a block covers: round corners cost less, areas of other shapes more."""

SMALLEST_BLOCK = 24
"""Pixels at working scale; a line of text is higher."""

OFF_GROUND = 6
"""Levels between a block's colour and that of the page: what has the page's own colour is empty."""

RIM = 0.3
"""Share of a word's height on each side of it that is left as it is; letters there leave holes in an area."""

SAMPLED = 5
"""One pixel in so many is looked at for the commonest colour."""

MOST_SAMPLED = 20_000
"""Pixels that are enough for it, of however large an area."""

HELD = 0.9
"""Share of a box that lies in another one which holds it."""

PATCH = 0.5
"""Share of a cell that the blocks within it cover at least to stand for it; less is a mark on a part of its text."""


def even_areas(picture: NDArray[np.uint8], text: Sequence[Box], parts: Sequence[Box]) -> list[Box]:
    """Boxes of the areas in ``picture`` (BGR) that are filled with one colour, another than the page's, and hold any of
    ``text``; ``parts`` are its words cut at seams."""
    if _unchanged(_change(picture)) < SURELY_SEEN:
        return []
    bare = without_words(picture, [_middle(part) for part in parts])
    change = _change(bare)
    if _unchanged(change) < DRAWN:
        return []
    even = np.asarray(cv2.threshold(change, EVEN, 255, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    boxes = [
        # The change at its edge has cost the area a pixel on each side.
        Box(left=left - 1, top=top - 1, right=left + wide + 1, bottom=top + high + 1)
        for left, top, wide, high, area in component_boxes(even, connectivity=4).tolist()
        if min(wide, high) >= SMALLEST_BLOCK and BLOCK_FILLED * wide * high <= area <= LARGEST_CELL * even.size
    ]
    for box in boxes:
        _part(even, box)[:] = 0
    ground = _commonest(bare.reshape(-1, 3)[np.flatnonzero(even)[::SAMPLED]])
    filled = [box for box in boxes if np.abs(_commonest(_part(bare, box).reshape(-1, 3)) - ground).max() >= OFF_GROUND]
    held = [box for box in filled if any(box.holds(word) for word in text)]
    # What is close around a text within another area is where that text was painted over on a shaded ground.
    patches = {id(box) for box in held if _close_around(box, text) and any(_within(box, other) for other in held)}
    return [box for box in held if id(box) not in patches]


def _within(inner: Box, outer: Box) -> bool:
    """Whether one box lies inside of another."""
    sides = outer.left < inner.left and outer.top < inner.top
    return sides and inner.right < outer.right and inner.bottom < outer.bottom


def _change(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The largest difference between neighbouring pixels around each."""
    return strongest(cv2.morphologyEx(picture, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)))


def _unchanged(change: NDArray[np.uint8]) -> float:
    """Share of the pixels without any change around them."""
    return 1 - cv2.countNonZero(change) / max(1, change.size)


def _middle(word: Box) -> Box:
    """A word's box without its rim: readers' boxes may overhang the block that the word stands in."""
    rim = RIM * min(word.width, word.height)
    return Box(left=word.left + rim, top=word.top + rim, right=word.right - rim, bottom=word.bottom - rim)


def _part(picture: NDArray[np.uint8], box: Box) -> NDArray[np.uint8]:
    """The pixels of ``picture`` in a box."""
    return picture[max(0, int(box.top)) : int(box.bottom), max(0, int(box.left)) : int(box.right)]


def _commonest(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The colour that most of ``pixels`` (n x 3) have; black where there are none."""
    sample = pixels[:: max(SAMPLED, len(pixels) // MOST_SAMPLED)].astype(np.int32)
    # One number a colour: rows are sorted several times more slowly.
    colors, counts = np.unique(sample @ np.array([1 << 16, 1 << 8, 1], dtype=np.int32), return_counts=True)
    commonest = int(colors[counts.argmax()]) if len(counts) else 0
    return np.array([commonest >> 16, commonest >> 8 & 255, commonest & 255], dtype=np.float64)


def with_areas(cells: Sequence[Box], areas: Sequence[Box], text: Sequence[Box]) -> list[Box]:
    """``cells``, found by their rules, with those replaced that even areas say better.

    An area that is a cell, marks a part of one, or runs behind several that hold texts of their own changes nothing.
    """
    lettered = [cell for cell in cells if any(cell.holds(word) for word in text)]
    new = [area for area in areas if not _behind(area, lettered)]
    rest = [word for word in text if not any(area.holds(word) for area in new)]
    kept = [cell for cell in lettered if any(cell.holds(word) for word in rest)]
    marks = [area for area in new if _close_around(area, text)]
    kept += [cell for cell in lettered if _marked(cell, marks)]
    blocks = [area for area in new if not any(_held(area, cell) for cell in kept)]
    replaced = {id(cell) for cell in lettered if not _said(cell, kept) and any(_common(cell, b) > 0 for b in blocks)}
    said = {id(cell) for cell in lettered}
    empty = [cell for cell in cells if id(cell) not in said]
    replaced |= {id(cell) for cell in empty if sum(_common(cell, b) for b in blocks) > TAKEN * _size(cell)}
    return [*(cell for cell in cells if id(cell) not in replaced), *blocks]


TAKEN = 0.5
"""Share of a cell without a text of its own that blocks cover from which it is none."""


def _said(cell: Box, kept: Sequence[Box]) -> bool:
    return any(cell is other for other in kept)


def _held(area: Box, cell: Box) -> bool:
    return _common(area, cell) >= HELD * _size(area)


def _marked(cell: Box, areas: Sequence[Box]) -> bool:
    """Whether the areas within a cell mark a part of it alone."""
    held = [area for area in areas if _held(area, cell)]
    return bool(held) and sum(_size(area) for area in held) < PATCH * _size(cell)


def _close_around(area: Box, text: Sequence[Box]) -> bool:
    """Whether an area is hardly larger than its text, as a marker's stroke is; a block leaves room around it."""
    held = [word for word in text if area.holds(word)]
    if not held:
        return False
    size, whole = min(word.height for word in held), bounding(held)
    return area.width <= whole.width + MARK_ROOM * size and area.height <= whole.height + MARK_ABOVE * size


MARK_ROOM = 3.0
"""Letter heights that a mark is wider than what it marks."""


MARK_ABOVE = 0.6
"""The same for its height."""


def _behind(area: Box, cells: Sequence[Box]) -> bool:
    """Whether an area runs behind several cells."""
    return sum(_held(cell, area) for cell in cells) > 1


def _common(first: Box, second: Box) -> float:
    across = overlap(first.left, first.right, second.left, second.right)
    return across * overlap(first.top, first.bottom, second.top, second.bottom)


def _size(box: Box) -> float:
    return box.width * box.height
