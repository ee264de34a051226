"""How far lines of text lean: the angle at which they fall into the sharpest rows (projection profile, Postl 1986).

A sheet's edges may be straight where what is printed on it is not; text says how it wants to be read.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.preprocessing.document import Picture

ANALYSIS_SIDE = 900
"""Pixels of the longest side of the copy on which strokes are looked for: a page's letters are 6 to 15 high."""

BACKGROUND = 15
"""Pixels of the median that leaves the ground without its letters."""

LEAST_CONTRAST = 12
"""Grey levels by which strokes differ from their ground."""

LARGEST_STROKE = 40
"""Pixels of a letter or a word; what is longer is a rule or the edge of something."""

SPECK = 4
"""Pixels below which a dark spot is noise."""

INNER = 0.96
"""Share of a sheet within which its own edge is not seen any more."""

LEAST_STROKES = 200
"""Pixels of strokes from which a page has text to go by."""

MOST_STROKES = 6_000
"""Pixels of strokes that are enough to tell; the rest is left out evenly."""

STEP = 0.5
"""Degrees between the leans tried first; a line of a page's width spreads over few rows at half of it."""

FINE_STEP = 0.125
"""Degrees between the leans tried around the best of those."""

Positions = NDArray[np.float64]


def sharper_lean(
    picture: Picture, believed: float, most: float, least_gain: float, sheet: NDArray[np.float32] | None = None
) -> float:
    """The lean (degrees clockwise, up to ``most``) at which the text's rows are ``least_gain`` times as sharp as at the
    one that is believed in; that one where there is none. Only what lies within ``sheet`` (corners) counts."""
    down, across = _strokes(picture, sheet)
    if len(down) < LEAST_STROKES:
        return believed

    def sharpest(leans: NDArray[np.float64]) -> float:
        return float(max(leans, key=lambda lean: _sharpness(down, across, lean)))

    coarse = sharpest(np.arange(-most, most + STEP, STEP))
    best = sharpest(np.arange(coarse - STEP, coarse + STEP + FINE_STEP, FINE_STEP))
    if _sharpness(down, across, best) < least_gain * _sharpness(down, across, believed):
        return believed
    return best


def _strokes(picture: Picture, sheet: NDArray[np.float32] | None) -> tuple[Positions, Positions]:
    """Rows and columns of the pixels of letters."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    scale = ANALYSIS_SIDE / max(grey.shape)
    if scale < 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    contrast = cv2.absdiff(grey, cv2.medianBlur(grey, BACKGROUND))
    mask = (contrast > max(LEAST_CONTRAST, float(contrast.std()))).astype(np.uint8)
    if sheet is not None:
        inside = np.zeros(mask.shape, dtype=np.uint8)
        middle = sheet.mean(axis=0)
        shrunk = (middle + (sheet - middle) * INNER) * min(scale, 1.0)
        cv2.fillConvexPoly(inside, shrunk.astype(np.int32), 1)
        mask &= inside
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    wide, high, area = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_AREA]
    letters = (np.maximum(wide, high) <= LARGEST_STROKE) & (area >= SPECK)
    letters[0] = False
    down, across = np.nonzero(letters[labels])
    every = max(1, len(down) // MOST_STROKES)
    return down[::every].astype(np.float64), across[::every].astype(np.float64)


def _sharpness(down: Positions, across: Positions, lean: float) -> float:
    """How much rows of pixels, or columns where the page lies on its side, change from one to the next at a lean."""
    slope = float(np.tan(np.radians(lean)))
    return max(_changes(down - across * slope), _changes(across + down * slope))


def _changes(places: Positions) -> float:
    profile = np.bincount(np.round(places - places.min()).astype(np.intp))
    return float((np.diff(profile).astype(np.float64) ** 2).sum())
