"""Folds of the paper among a picture's strokes: they look like rules, and run on where the table ends."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.uint8]

BEYOND = 0.025
"""Share of the picture's height by which a fold runs beyond the table at both ends; rules end together."""

TABLE_RULES = 5
"""Strokes beside each other in one row of the picture from which it is the table's; two edges of the paper and two
folds are fewer."""

SHARE_OF_MOST = 0.6
"""The same as a share of the most that any row has."""

UNBROKEN = 0.6
"""Share of the rows between its two ends in which a fold is seen."""

REACH = 8
"""Pixels by which a fold may leave the straight line between its ends."""

WIDEST = 30
"""Pixels that a fold's shade is wide at most; what is wider holds a rule too."""


def without_folds(across: Mask, down: Mask) -> tuple[Mask, Mask]:
    """Level and upright strokes (255 = stroke, equal shapes) without those that run straight on beyond all others."""
    standing = np.asarray(cv2.transpose(across), dtype=np.uint8)
    level = _without(standing)
    return across if level is standing else np.asarray(cv2.transpose(level), dtype=np.uint8), _without(down)


def _without(strokes: Mask) -> Mask:
    """Upright ``strokes`` without those within the table that reach clearly further up and down than its own."""
    counts = np.count_nonzero(strokes[:, 1:] > strokes[:, :-1], axis=1)
    rows = np.flatnonzero(counts >= max(TABLE_RULES, SHARE_OF_MOST * int(counts.max(initial=0))))
    beyond = round(BEYOND * strokes.shape[0])
    if not rows.size or not beyond or rows[0] < beyond or rows[-1] + beyond >= strokes.shape[0]:
        return strokes
    top, bottom = int(rows[0]) - beyond, int(rows[-1]) + beyond
    above, below = _through(strokes, top, int(rows[0])), _through(strokes, bottom, int(rows[-1]))
    if not above or not below or max(len(above), len(below)) > MOST:
        return strokes
    result = strokes.copy()
    usual = np.median([np.flatnonzero(strokes[y])[[0, -1]] for y in rows], axis=0)
    for first in above:
        for last in below:
            if usual[0] + WIDEST < min(first, last) and max(first, last) < usual[1] - WIDEST:
                _take_out(result, strokes, (top, first), (bottom, last))
    if np.array_equal(result, strokes):
        return strokes
    # A rule that the fold crosses aslant goes on below it, as far as the table.
    stroke = cv2.getStructuringElement(cv2.MORPH_RECT, (1, 2 * round(CROSSED * strokes.shape[0]) + 1))
    further = cv2.bitwise_and(cv2.dilate(result, stroke), strokes)
    within = slice(int(rows[0]), int(rows[-1]) + 1)
    result[within] |= np.asarray(further, dtype=np.uint8)[within]
    return result


CROSSED = 0.2
"""Share of the picture's height along which a fold may hide a rule that it crosses, from where it is seen again."""

MOST = 4
"""Strokes that run on: two edges of the paper and two folds. More are a calendar's, whose blocks have edges besides."""


def _through(strokes: Mask, outer: int, inner: int) -> list[int]:
    """The places (x) of strokes in row ``outer`` that go on unbroken to row ``inner``, outside the table."""
    found = []
    low, high = min(outer, inner), max(outer, inner)
    for first, last in _runs(strokes[outer]):
        piece = strokes[low:high, max(0, first - REACH) : last + REACH]
        if last - first <= WIDEST and piece.any(axis=1).mean() >= UNBROKEN:
            found.append((first + last) // 2)
    return found


def _take_out(result: Mask, strokes: Mask, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Takes the stroke between two places (row, x) out of ``result``, if there is one."""
    (top, start), (bottom, end) = first, last
    if abs(end - start) > STEEPEST * (bottom - top):
        return
    places = np.arange(strokes.shape[0])
    line = np.rint(start + (end - start) * (places - top) / (bottom - top)).astype(np.int64)
    near = [x >= 0 and bool(strokes[y, max(0, x - REACH) : x + REACH + 1].any()) for y, x in enumerate(line.tolist())]
    if sum(near[top:bottom]) < UNBROKEN * (bottom - top):
        return
    for y, x in enumerate(line.tolist()):
        if near[y]:
            for low, high in _runs(strokes[y]):
                if low <= x + REACH and high >= x - REACH:
                    wide = high - low > WIDEST
                    result[y, max(0, x - REACH) if wide else low : x + REACH + 1 if wide else high] = 0


STEEPEST = 0.12
"""Pixels aside for each pixel down at most; pages are straightened before."""


def _runs(row: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """Where each run of set pixels begins and ends (behind its last pixel)."""
    edges = np.flatnonzero(np.diff(np.pad(row > 0, 1).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
