"""The lines that a notebook's paper comes with, among a picture's strokes: a table drawn over them has its own rules.

They are told from those by two things together: they are fainter than what somebody drew with a pen, and they go on
beyond the table at their even distance, or are a net of squares, far more than a table has columns.
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
    labels, found = _labelled(level, contrast)
    labels_down, crossing = _labelled(upright, contrast_down)
    pen = _pen(found, [_turned(s) for s in crossing], contrast.shape)
    if pen is None:
        return across, down
    strength, frame = pen
    if _is_net((labels, found), (labels_down, crossing), strength):
        faint = [s[4] for s in found if s[4] <= FAINT * strength]
        faint_down = [s[4] for s in crossing if s[4] <= FAINT * strength]
    else:
        faint = _beyond(level, contrast, frame, strength) or _amid((labels, found), frame, strength)
        if not faint:
            return across, down  # squared paper has lines both ways
        faint_down = _beyond(upright, contrast_down, (frame[1], frame[0], frame[3], frame[2]), strength)
    kept = _without(level, contrast, faint, strength)
    squared = _transposed(_without(upright, contrast_down, faint_down, strength))
    return _left(across, level, kept), _left(down, _transposed(upright), squared)


Labelled = tuple[NDArray[np.int32], list[Stroke]]
"""The number of the stroke that each pixel is of (0: none), and the strokes from number 1 on."""


SCANS = 15
"""Places at which strokes are counted across a page."""

LEAST_NET = 16
"""Faint strokes that cross a page side by side, in both directions, from which they are a paper's net."""


def _is_net(level: Labelled, upright: Labelled, pen: float) -> bool:
    """Whether strokes fainter than the pen's cross in squares all over the page; ``upright`` with rows for columns."""
    steps = [_even_step(labelled, pen) for labelled in (level, upright)]
    return min(steps) > 0 and max(steps) <= SQUARE * min(steps)


SQUARE = 1.25
"""Times the one side of a paper's squares that the other may be long, in a photograph."""


def _amid(labelled: Labelled, frame: tuple[int, int, int, int], pen: float) -> list[float]:
    """The contrasts of the faint level strokes of a page that its table fills, where many stand at one distance from
    each other from top to bottom and the table's own rows are drawn between them, as strongly as its columns; none
    where they are a printed table's light rules."""
    rows = sorted(s[1] for s in labelled[1] if s[4] > FAINT * pen and s[2] - s[0] >= LONG * (frame[2] - frame[0]))
    drawn = [b for a, b in itertools.pairwise([-NARROW, *rows]) if b - a >= NARROW]
    if len(drawn) < LEAST_LINES or not _even_step(labelled, pen, LEAST_AMID):
        return []
    return [s[4] for s in labelled[1] if s[4] <= FAINT * pen]


LEAST_AMID = 10
"""Faint strokes that cross a page one below the other from which it is ruled, whatever its table leaves of it."""


def _even_step(labelled: Labelled, pen: float, least: int = LEAST_NET) -> float:
    """The usual distance of level strokes fainter than the pen's from each other; 0 where they are fewer than ``least``
    or uneven."""
    labels, strokes = labelled
    faint = np.zeros(len(strokes) + 1, dtype=bool)
    faint[1:] = [s[4] <= FAINT * pen and s[2] - s[0] >= LEAST_BEYOND for s in strokes]
    counts: list[int] = []
    steps: list[int] = []
    for x in np.linspace(0, labels.shape[1] - 1, SCANS + 2)[1:-1].astype(int):
        seen = faint[labels[:, x]]
        begins = np.flatnonzero(seen[1:] & ~seen[:-1])
        counts.append(len(begins))
        steps.extend(int(b - a) for a, b in itertools.pairwise(begins))
    if not steps or np.median(counts) < least:
        return 0.0
    usual = float(np.median(steps))
    even = sum(abs(step / usual - max(1, round(step / usual))) <= EVEN for step in steps)
    return usual if usual > NARROW and even >= MOSTLY_EVEN * len(steps) else 0.0


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
    """The strokes of a mask of level ones."""
    return _labelled(mask, contrast)[1]


def _labelled(mask: Mask, contrast: NDArray[np.uint8]) -> Labelled:
    """The strokes of a mask of level ones, each with the lower middle of its contrast: letters across it are darker."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found: list[Stroke] = []
    for i in range(1, count):
        left, top, wide, high, _ = (int(v) for v in stats[i])
        inside = labels[top : top + high, left : left + wide] == i
        seen = (contrast[top : top + high, left : left + wide] * inside).max(axis=0)
        found.append((left, top, left + wide, top + high, float(np.percentile(seen, USUAL))))
    return np.asarray(labels, dtype=np.int32), found


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


def _beyond(strokes: Mask, contrast: NDArray[np.uint8], frame: tuple[int, int, int, int], pen: float) -> list[float]:
    """The contrasts of level ``strokes`` beyond the ``frame`` of the table that are evenly ruled lines; none where
    there are no such."""
    left, top, right, bottom = frame
    sides = (
        (slice(None), slice(0, max(0, left - MARGIN))),
        (slice(None), slice(right + MARGIN, None)),
        (slice(0, max(0, top - MARGIN)), slice(None)),
        (slice(bottom + MARGIN, None), slice(None)),
    )
    faint: list[float] = []
    for rows, columns in sides:
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
    return faint


def _without(strokes: Mask, contrast: NDArray[np.uint8], faint: list[float], pen: float) -> Mask:
    """Level ``strokes`` without those that are the paper's, whose contrast is as of ``faint`` ones."""
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
