"""The lines that a notebook's paper comes with, among a picture's strokes: a table drawn over them has its own rules.

They are told from those by two things together: they go on beyond the table, at their even distance, and they are
fainter than what somebody drew with a pen.
"""

from __future__ import annotations

import itertools

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.uint8]
Picture = NDArray[np.uint8]
Stroke = tuple[int, int, int, int, float]
"""Left, top, right and bottom of a stroke, and its usual contrast."""

LEAST_LINES = 4
"""Lines in a row beyond a table from which a paper is ruled."""

LEAST_BESIDE = 8
"""The same where they are short."""

EVEN = 0.2
"""Share of the lines' usual distance by which one of them may miss it."""

MOSTLY_EVEN = 0.7
"""Share of the distances between lines that are even, where shadows and texts hide some and add others."""

FAINT = 0.6
"""Share of the pen's contrast that the paper's own lines have at most."""

SURELY_FAINT = 0.35
"""The same of a stroke that is taken for one of theirs, however faint they are beyond the table (measured: 0.2)."""

AS_FAINT = 1.6
"""Times the contrast of the lines beyond the table up to which a stroke within it is one of them."""

LEAST_LONG = 0.1
"""Share of the picture's side that a stroke of the pen is long by which a table's extent is told."""

LEAST_BEYOND = 12
"""Pixels that must be left beside a table for lines to be seen there."""

SCALE = 2
"""Times smaller than the working scale that strokes are looked at here, which takes a quarter of the time."""

NARROW = 7
"""Pixels (of the smaller picture, as all below) within which a stroke is darker than the paper on both its sides."""


def without_paper_lines(picture: Picture, across: Mask, down: Mask) -> tuple[Mask, Mask]:
    """The level strokes ``across`` and the upright ones ``down`` (255 = stroke) without the lines of ruled or squared
    paper; ``picture`` in BGR, all of one shape."""
    size = (max(1, picture.shape[1] // SCALE), max(1, picture.shape[0] // SCALE))
    grey = cv2.cvtColor(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    contrast = np.asarray(
        cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones((NARROW, NARROW), np.uint8)), dtype=np.uint8
    )
    level, upright = (_smaller(mask, size) for mask in (across, down))
    upright, contrast_down = _transposed(upright), _transposed(contrast)
    found, crossing = _strokes(level, contrast), [_turned(s) for s in _strokes(upright, contrast_down)]
    pen = _pen(found, crossing, contrast.shape)
    if pen is None:
        return across, down
    strength, frame = pen
    kept = _without(level, contrast, frame, strength)
    if kept is level:
        return across, down  # squared paper has lines both ways
    turned = (frame[1], frame[0], frame[3], frame[2])
    squared = _transposed(_without(upright, contrast_down, turned, strength))
    return _left(across, level, kept), _left(down, _transposed(upright), squared)


def _smaller(mask: Mask, size: tuple[int, int]) -> Mask:
    """A mask of strokes at a smaller size, thin ones in full."""
    resized = cv2.resize(mask, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.threshold(resized, 0, 255, cv2.THRESH_BINARY)[1], dtype=np.uint8)


def _left(strokes: Mask, before: Mask, after: Mask) -> Mask:
    """What is left of ``strokes`` where a smaller mask lost some."""
    lost = cv2.resize(cv2.subtract(before, after), strokes.shape[::-1], interpolation=cv2.INTER_NEAREST)
    return np.asarray(cv2.subtract(strokes, lost), dtype=np.uint8)


def _transposed(mask: Mask) -> Mask:
    """Rows for columns."""
    return np.ascontiguousarray(mask.T)


def _turned(stroke: Stroke) -> Stroke:
    left, top, right, bottom, strength = stroke
    return top, left, bottom, right, strength


def _strokes(mask: Mask, contrast: NDArray[np.uint8]) -> list[Stroke]:
    """The strokes of a mask of level ones, each with the lower middle of its contrast: letters across it are darker."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found: list[Stroke] = []
    for i in range(1, count):
        left, top, wide, high, _ = (int(v) for v in stats[i])
        inside = labels[top : top + high, left : left + wide] == i
        seen = (contrast[top : top + high, left : left + wide] * inside).max(axis=0)
        found.append((left, top, left + wide, top + high, float(np.percentile(seen, USUAL))))
    return found


USUAL = 35
"""Percentile of the contrast along a stroke that is its own."""


def _pen(
    level: list[Stroke], upright: list[Stroke], shape: tuple[int, ...]
) -> tuple[float, tuple[int, int, int, int]] | None:
    """The contrast of the strokes that draw the table, and the extent of the long ones."""
    long = [s for s in upright if s[3] - s[1] >= LEAST_LONG * shape[0]]
    if len(long) < LEAST_LINES:
        return None
    longest = max(s[3] - s[1] for s in long)
    told = sorted(s[4] for s in long if s[3] - s[1] >= NOT_SHORT * longest)  # the strokes of turned letters are shorter
    if len(told) < LEAST_LINES or told[-LEAST_LINES] < LEAST_CONTRAST:
        return None
    strong = told[-LEAST_LINES]
    long += [s for s in level if s[2] - s[0] >= LEAST_LONG * shape[1]]
    edges = np.array([s[:4] for s in long if s[4] >= FAINT * strong])
    low, high = edges[:, :2].min(axis=0), edges[:, 2:].max(axis=0)
    return strong, (int(low[0]), int(low[1]), int(high[0]), int(high[1]))


NOT_SHORT = 0.25
"""Share of the longest upright stroke's length that a table's own are long at least."""

STRONG = 75
"""Percentile of the contrast of lines beyond a table that is theirs: short pieces of some are blurred."""

LEAST_CONTRAST = 30
"""Grey levels of a pen's stroke; where no stroke has as much nothing is fainter for sure."""


def _without(
    strokes: Mask,
    contrast: NDArray[np.uint8],
    frame: tuple[int, int, int, int],
    pen: float,
) -> Mask:
    """Level ``strokes`` without those that are the paper's, where lines go on beyond the ``frame`` of the table."""
    left, top, right, bottom = frame
    beyond = (
        (slice(None), slice(0, max(0, left - MARGIN))),
        (slice(None), slice(right + MARGIN, None)),
        (slice(0, max(0, top - MARGIN)), slice(None)),
        (slice(bottom + MARGIN, None), slice(None)),
    )
    faint: list[float] = []
    for rows, columns in beyond:
        part = np.ascontiguousarray(strokes[rows, columns])
        if min(part.shape) < LEAST_BEYOND:
            continue
        seen = [s for s in _strokes(part, np.ascontiguousarray(contrast[rows, columns])) if s[4] <= FAINT * pen]
        long = min(LONG * part.shape[1], LEAST_LONG * strokes.shape[1])
        # Beside a table the paper may end soon, but there are more of its lines to tell by.
        for least, fewest in ((long, LEAST_LINES), (LEAST_BEYOND, LEAST_BESIDE)):
            lines = [s for s in seen if s[2] - s[0] >= least]
            if len(lines) >= fewest and _evenly_ruled(_places(part, lines)):
                faint.extend(s[4] for s in lines)
                break
    if not faint:
        return strokes
    most = min(max(AS_FAINT * float(np.percentile(faint, STRONG)), SURELY_FAINT * pen), FAINT * pen)
    # Between two columns of the table a stroke is either the paper's or the pen's.
    result = strokes.copy()
    count, labels, stats, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    for i in range(1, count):
        x, y, wide, high, _ = (int(v) for v in stats[i])
        inside = labels[y : y + high, x : x + wide] == i
        seen = (contrast[y : y + high, x : x + wide] * inside).max(axis=0).astype(np.uint8)
        # Smoothed along the stroke, so that neither a letter nor a stroke that crosses it counts.
        usual = cv2.medianBlur(seen[None, :], PIECE)[0] if wide > PIECE else np.full(wide, np.percentile(seen, USUAL))
        part = result[y : y + high, x : x + wide]
        part[inside & (usual <= most)[None, :]] = 0
    return result


MARGIN = 4
"""Pixels beside a table's outermost strokes that are still theirs."""

LONG = 0.5
"""Share of what is left beside a table that one of the paper's lines runs over."""

PIECE = 31
"""Pixels along a stroke over which its contrast is taken."""


def _places(mask: Mask, lines: list[Stroke]) -> list[float]:
    """Where ``lines`` cross the middle of a mask, downwards, all taken to be parallel; pieces of one count once."""
    middles, slopes = [], []
    for left, top, right, bottom, _ in lines:
        down, along = np.nonzero(mask[top:bottom, left:right])
        along = along + left - mask.shape[1] / 2
        middles.append((float(along.mean()), float(down.mean()) + top))
        slopes.append(float(np.polyfit(along, down, 1)[0]))
    slope = float(np.median(slopes)) if slopes else 0.0
    found: list[float] = []
    for place in sorted(y - slope * x for x, y in middles):
        if not found or place - found[-1] > NARROW / 2:
            found.append(place)
    return found


def _evenly_ruled(places: list[float]) -> bool:
    """Whether most lines stand at one distance from each other, or at several times that where some were not seen."""
    steps = [b - a for a, b in itertools.pairwise(places)]
    if len(steps) < LEAST_LINES - 1:
        return False
    usual = float(np.median(steps))
    even = sum(abs(s / usual - max(1, round(s / usual))) <= EVEN for s in steps)
    return usual > NARROW and even >= MOSTLY_EVEN * len(steps)
