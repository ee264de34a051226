"""Signs in a cell that stand for what another one says: arrows along which a lesson goes on, and ditto marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.timetable import Box
from chalicelib.extraction.axes import DayAxis, along, shares
from chalicelib.extraction.grid import Cell, Line, bounding
from chalicelib.extraction.texts.pauses import is_pause

_DOWN = re.compile(r"[\s|]*[↓⬇▼⇩⇓]\s*")
_RIGHT = re.compile(r"[\s\-–—_=.]*(?:[→➔➙➛➜➝➞➤►▶⟶⇒⇨⮕]|[-–—=]+\s*>)+\s*")
_DITTO = re.compile(r"""[\s\-–—.]*(?:["″”“„〃]|''|’’|,,)[\s\-–—.]*|[-–—]+\s?(?i:do)\s?[-–—]+|do\.?|(?i:ditto|idem)""")


# --- what they mean --------------------------------------------------------------------------------------------------


def said_in_full(body: Sequence[Cell], axis: DayAxis) -> list[Cell]:
    """``body`` without such signs: the lesson before an arrow reaches as far as the arrow, and a ditto mark is another
    lesson like the one before it on its day, breaks left aside."""
    result = [cell for cell in body if not _is_sign(cell)]
    signs = [cell for cell in body if _is_sign(cell)]
    for sign in sorted(signs, key=lambda c: sum(along(c.box, not axis.across))):
        if _is_ditto(sign):
            before = [c for c in _before(sign, result, across=not axis.across) if not is_pause(c.text)]
            result += [_as_sure_as(sign, replace(before[-1], box=sign.box))] if before else []
            continue
        before = _before(sign, result, across=_DOWN.fullmatch(sign.text) is None)
        if before and _adjoin(before[-1].box, sign.box):
            result.remove(before[-1])
            result.append(_as_sure_as(sign, replace(before[-1], box=bounding([before[-1].box, sign.box]))))
    return result


def _is_sign(cell: Cell) -> bool:
    return _is_ditto(cell) or any(sign.fullmatch(cell.text) for sign in (_DOWN, _RIGHT))


def _is_ditto(cell: Cell) -> bool:
    """Whether a cell holds ditto marks alone, or two strokes that were not surely read as something else."""
    strokes = cell.text.strip() in _STROKES and cell.confidence < SURE_OF_STROKES
    return strokes or _DITTO.fullmatch(cell.text) is not None


_STROKES = frozenset({"1", "11", "l", "ll", "I", "II", "i", "ii", "n", "u"})
"""What readers take two short strokes for."""

SURE_OF_STROKES = 0.9
"""Confidence from which such a figure or letter is what is printed."""


def _before(sign: Cell, cells: Sequence[Cell], *, across: bool) -> list[Cell]:
    """The cells with texts before ``sign`` in its row (``across``) or column, the closest last."""
    first = sum(along(sign.box, across)) / 2
    level = [c for c in cells if c.lines and shares(*along(c.box, not across), *along(sign.box, not across))]
    before = [c for c in level if along(c.box, across)[1] <= first]
    return sorted(before, key=lambda c: along(c.box, across)[1])


def _adjoin(before: Box, sign: Box) -> bool:
    """Whether no other cell lies between two boxes; the space between blocks does."""
    gap = max(sign.left - before.right, sign.top - before.bottom)
    return gap <= ADJOINING * min(sign.width, sign.height)


ADJOINING = 0.5
"""Share of the smaller side of an arrow's cell that lies between it and the lesson's at most."""


def _as_sure_as(sign: Cell, cell: Cell) -> Cell:
    lines = tuple(replace(line, confidence=min(line.confidence, sign.confidence)) for line in cell.lines)
    return replace(cell, lines=lines)


# --- how they look ---------------------------------------------------------------------------------------------------


def drawn_arrow(picture: NDArray[np.uint8], box: Box) -> Line | None:
    """The arrow to the right or downwards that is all there is in a cell of ``picture`` (BGR), as a line; None where
    there is anything else. Readers of text pass over arrows."""
    inset_x, inset_y = RULE * box.width, RULE * box.height
    top, bottom, left, right = box.top + inset_y, box.bottom - inset_y, box.left + inset_x, box.right - inset_x
    patch = picture[max(0, int(top)) : int(bottom), max(0, int(left)) : int(right)]
    if min(patch.shape[:2]) < SMALLEST:
        return None
    grey = cv2.cvtColor(patch, cv2.COLOR_BGR2GRAY).astype(np.int16)
    ink = _without_specks((np.abs(grey - np.median(grey)) > INK).astype(np.uint8))
    for sign, turned in (("→", ink), ("↓", ink.T)):
        if _points_right(turned):
            return Line(sign, box, box.height / 3, confidence=DRAWN_SURE)
    return None


RULE = 0.08
"""Share of a cell's sides that is left out: rules, where the cell was found a little off its place."""

SMALLEST = 12
"""Pixels of a cell's sides from which an arrow in it has a shape."""

INK = 60
"""Grey levels from the ground's to a stroke's."""

DRAWN_SURE = 0.9
"""How sure an arrow is that was told by its shape alone."""


def _without_specks(ink: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """``ink`` (1 where there is some) without what is small in both directions."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    large = np.maximum(stats[:, 2], stats[:, 3]) >= max(3.0, SPECK * min(ink.shape))
    large[0] = False
    return np.asarray(large[labels], dtype=np.uint8)


SPECK = 0.1
"""Share of a cell's smaller side that a speck of dust stays below."""


def _points_right(ink: NDArray[np.uint8]) -> bool:
    """Whether ink is a thin line, perhaps a broken one, with a head at its right end that narrows to a tip."""
    columns, rows = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
    if not columns.size:
        return False
    shape = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, width = shape.shape
    if width < LEAST_LENGTH * ink.shape[1] or width < SLENDER * height:
        return False
    heights = shape.sum(axis=0)
    shaft, head = heights[: width // 2], heights[width - 2 * height :]
    drawn = shaft[shaft > 0]
    line = drawn.size >= UNBROKEN * shaft.size and float(np.median(drawn)) * HEAD <= head.max() and head.max() > 3
    return bool(line and drawn.max() * HEAD <= height and head[-1] * HEAD <= head.max() and height * HALF < head.max())


LEAST_LENGTH = 0.25
"""Share of its cell that an arrow is long."""

SLENDER = 2.5
"""Times its height that an arrow is long."""

UNBROKEN = 0.5
"""Share of its line that is drawn; dashes leave gaps."""

HEAD = 2.0
"""Times its line that an arrow's head is high."""

HALF = 0.5
"""Share of the whole height that the head's ink fills where it is highest."""
