"""Words whose letters are turned and stand far apart, down a column: set close together they are read.

The detector sees some of their letters, the recogniser reads two of nine: it knows words whose letters stand close.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.timetable import Box
from chalicelib.ocr.stacks import CONTRAST, INK, MIDDLE, RULE, bounding_of

Picture = NDArray[np.uint8]

APART = 1.6
"""Widths of a column between two letters of its word at most."""

REACH = 12.0
"""Widths of a column that may lie between two parts of a word that the detector has seen."""

LETTER = 1.5
"""Widths of a column that a turned letter is high at most; what is higher is no letter."""

CLOSE = 0.18
"""Share of the letters' height left between two of them."""

ALL_ACROSS = 0.95
"""Share of a strip's width from which a stroke across it is a rule."""

AROUND = 0.2
"""Share of the letters' height left around a word."""


def strips(picture: Picture, boxes: Sequence[Box]) -> list[tuple[Box, list[int]]]:
    """Where words may stand to which some of ``boxes``, parts of turned lines, belong, and which do; the letters that
    go on above and below them within."""
    groups: list[list[int]] = []
    for index in sorted(range(len(boxes)), key=lambda i: boxes[i].top):
        above = next((g for g in groups if _in_one_column(boxes[g[-1]], boxes[index])), None)
        if above is None:
            groups.append([index])
        else:
            above.append(index)
    return [(_reaching(picture, bounding_of([boxes[i] for i in group])), group) for group in groups]


def _in_one_column(above: Box, below: Box) -> bool:
    wide = max(above.width, below.width)
    return abs(above.center[0] - below.center[0]) <= MIDDLE * wide and below.top - above.bottom <= REACH * wide


def _reaching(picture: Picture, box: Box) -> Box:
    """``box`` with the letters that go on from it upwards and downwards."""
    wide = box.width
    top = max(0, int(box.top - REACH * wide))
    column = picture[top : int(box.bottom + REACH * wide) + 1, max(0, int(box.left)) : int(box.right) + 1]
    inked = np.flatnonzero(_ink(column).any(axis=1)) + top
    if not inked.size:
        return box
    runs = np.split(inked, np.flatnonzero(np.diff(inked) > 1) + 1)
    high, low = box.top, box.bottom
    for run in reversed([run for run in runs if run[-1] < box.top]):
        if high - run[-1] > APART * wide or len(run) > LETTER * wide:
            break
        high = float(run[0])
    for run in [run for run in runs if run[0] > box.bottom]:
        if run[0] - low > APART * wide or len(run) > LETTER * wide:
            break
        low = float(run[-1] + 1)
    return box.model_copy(update={"top": high, "bottom": low})


def squeezed(picture: Picture, strip: Box, quarters: int) -> Picture | None:
    """The line of text in ``strip``, turned by so many quarters against the clock, its letters close together; None
    where there is no ink."""
    part = picture[max(0, int(strip.top)) : int(strip.bottom) + 1, max(0, int(strip.left)) : int(strip.right) + 1]
    line = np.rot90(part, quarters)
    ink = _ink(np.ascontiguousarray(line))
    rows = np.flatnonzero(ink.any(axis=1))
    if not rows.size:
        return None
    high = int(rows[-1] - rows[0] + 1)
    kept, gap = [], 0
    for column, inked in enumerate(ink.max(axis=0).tolist()):
        gap = 0 if inked else gap + 1
        if gap <= CLOSE * high:
            kept.append(column)
    around = max(2, round(AROUND * high))
    return np.ascontiguousarray(line[max(0, rows[0] - around) : rows[-1] + 1 + around, kept])


def _ink(patch: Picture) -> NDArray[np.bool_]:
    """Where ``patch`` differs from its ground, rules along it and across it left out; an I that lies on its side is a
    stroke across most of it, and no rule."""
    ground = np.median(patch.reshape(-1, patch.shape[2]), axis=0)
    contrast = np.abs(patch.astype(np.int16) - ground.astype(np.int16)).max(axis=2)
    ink = np.asarray(contrast >= max(CONTRAST, INK * float(contrast.max())), dtype=np.bool_)
    ink[:, ink.mean(axis=0) > RULE] = False
    ink[ink.mean(axis=1) > ALL_ACROSS] = False
    return ink
