"""Periods' numbers down a page's first column, or along its first row, which a detector of lines passes over.

A figure that stands alone is small for a line. What looks like one, stands below others of its kind and is in no line
is read by itself; such readings are believed together: only where they count up from one to the next.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.timetable import Box

Picture = NDArray[np.uint8]

HEIGHTS = (0.3, 1.6)
"""A figure's height in those of the page's lines, from and to."""

WIDEST = 1.2
"""Its width at most, likewise."""

CONTRAST = 18
"""Grey levels between a figure and the ground around it."""

APART = 0.5
"""Line heights within which two figures are one number."""

ALIGNED = 0.5
"""Line heights by which the middles of numbers one below the other differ at most."""

UNEVEN = 0.2
"""Share of the usual height by which a figure's may differ, sheared and blurred as it is."""

FIRST = 0.3
"""Share of the width (height) that print covers within which a column (row) of numbers stands."""

FEWEST = 4
"""Numbers that count up from which they are periods'."""

MOST = 20
"""Figures of a column that are read; a day has fewer periods."""

MOST_COLUMNS = 4
"""Columns (rows) of what may be figures that are read, the longest first."""

SURE = 0.6
"""Confidence with which each must be read; what they say together is surer."""

AROUND = 0.3
"""Line heights of ground that a recogniser needs around a figure."""


def lone_numbers(
    picture: Picture, lines: Sequence[Box], read: Callable[[Sequence[Picture]], Sequence[tuple[str, float]]]
) -> list[tuple[str, float, Box]]:
    """Numbers that count up, with their confidence (0-1) and boxes; none where no column or row of them was passed
    over. ``lines`` are the boxes of what was found (pixels), ``read`` says what cut out pictures show."""
    if len(lines) < FEWEST:
        return []
    size = float(np.median([min(box.width, box.height) for box in lines]))
    marks = _joined(_marks(picture, lines, size), size)
    right, bottom = max(box.right for box in lines), max(box.bottom for box in lines)
    left, top = (min(getattr(box, side) for box in [*lines, *marks]) for side in ("left", "top"))
    columns = _aligned([m for m in marks if m.center[0] <= left + FIRST * (right - left)], size, across=False)
    rows = _aligned([m for m in marks if m.center[1] <= top + FIRST * (bottom - top)], size, across=True)
    for group in sorted([*columns, *rows], key=len, reverse=True)[:MOST_COLUMNS]:
        said = read([_cut(picture, box, AROUND * size) for box in group])
        numbers = [
            (text.strip(" .:)"), score, box) for (text, score), box in zip(said, group, strict=True) if score >= SURE
        ]
        numbers = [number for number in numbers if number[0].isdecimal()]
        if len(numbers) >= max(FEWEST, len(group) / 2) and _counts_up([int(text) for text, _, _ in numbers]):
            return numbers
    return []


def _counts_up(numbers: Sequence[int]) -> bool:
    """Whether numbers follow each other as a day's periods do; one may be missing."""
    steps = [b - a for a, b in itertools.pairwise(numbers)]
    return numbers[0] <= 1 and all(step >= 1 for step in steps) and sum(step != 1 for step in steps) <= 1


def _marks(picture: Picture, lines: Sequence[Box], size: float) -> list[Box]:
    """What stands out from its ground, is as large as a figure, and is in none of the lines."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    covered = np.zeros(grey.shape, dtype=np.uint8)
    for box in lines:
        covered[max(0, int(box.top)) : int(box.bottom) + 1, max(0, int(box.left)) : int(box.right) + 1] = 1
    block = max(15, int(2 * size)) | 1
    found: list[Box] = []
    for side in (grey, 255 - grey):
        ink = cv2.adaptiveThreshold(
            np.asarray(side), 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, CONTRAST
        )
        _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
        wide, high = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
        fits = (high >= HEIGHTS[0] * size) & (high <= HEIGHTS[1] * size) & (wide <= WIDEST * size)
        for left, top, width, height, _ in stats[1:][fits].tolist():
            if not covered[top : top + height, left : left + width].any():
                found.append(Box(left=left, top=top, right=left + width, bottom=top + height))
    return found


def _joined(marks: Sequence[Box], size: float) -> list[Box]:
    """Figures close beside each other as one number."""
    result: list[Box] = []
    for mark in sorted(marks, key=lambda m: (round(m.center[1] / size), m.left)):
        before = result[-1] if result else None
        if before is not None and _beside(before, mark, size):
            sides = {"right": max(before.right, mark.right), "top": min(before.top, mark.top)}
            result[-1] = before.model_copy(update={**sides, "bottom": max(before.bottom, mark.bottom)})
        else:
            result.append(mark)
    return result


def _beside(before: Box, mark: Box, size: float) -> bool:
    level = abs(before.center[1] - mark.center[1]) < ALIGNED * size
    return level and mark.left - before.right < APART * size and mark.right - before.left < 2 * WIDEST * size


def _aligned(marks: Sequence[Box], size: float, *, across: bool) -> list[list[Box]]:
    """Marks one below (beside, ``across``) the other with about the same middles, in order; few enough for periods."""
    level = 1 if across else 0
    groups: list[list[Box]] = []
    for mark in sorted(marks, key=lambda m: m.center[level]):
        if groups and mark.center[level] - groups[-1][0].center[level] <= 2 * ALIGNED * size:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    alike = [_of_one_height(group) for group in groups]
    return [sorted(g, key=lambda m: m.center[1 - level]) for g in alike if FEWEST <= len(g) <= MOST]


def _of_one_height(marks: Sequence[Box]) -> list[Box]:
    """Those that are about as high as most: a typeface's figures are."""
    usual = float(np.median([mark.height for mark in marks]))
    return [mark for mark in marks if abs(mark.height - usual) <= UNEVEN * usual]


def _cut(picture: Picture, box: Box, margin: float) -> Picture:
    """What a box shows, with some ground around it."""
    top, left = max(0, int(box.top - margin)), max(0, int(box.left - margin))
    return np.ascontiguousarray(picture[top : int(box.bottom + margin) + 1, left : int(box.right + margin) + 1])
