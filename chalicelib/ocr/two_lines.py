"""Two lines of text that the detector took for one: a letter's tail touches what stands below it.

Such a box is about twice as high as the page's lines, and the recogniser, which reads one line, makes nothing of it.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.ocr.crops import Crop

TALL = 1.5
"""Times the height of a page's usual line from which a box may hold two; the detector leaves much room around one."""

MIDDLE = (0.3, 0.7)
"""Shares of the print's height between which two lines part: the upper one may be the larger."""

LEAST_INK = 0.15
"""Share of the ink of a box's fullest row from which one has print."""

OVERHANG = 1
"""Pixels on either side of the place where they part that each keeps: tails and dots reach over it."""

LEAST_ROWS = 8
"""Pixels of a line's height below which nothing can be read."""


def lines_apart(crop: Crop, usual: float) -> tuple[Crop, Crop] | None:
    """The two lines in a crop, ``usual`` (pixels) the height of the page's lines; None where it is one line's."""
    high = crop.picture.shape[0]
    if crop.angle not in (0, 270) or high < max(TALL * usual, 2 * LEAST_ROWS):
        return None
    ink = _ink(crop.picture)
    inked = np.flatnonzero(ink > LEAST_INK * ink.max())
    if inked.size < 2 * LEAST_ROWS:
        return None
    first, last = (round(inked[0] + share * (inked[-1] - inked[0])) for share in MIDDLE)
    place = first + int(ink[first:last].argmin())
    upper, lower = crop.picture[: place + OVERHANG], crop.picture[place - OVERHANG :]
    above, below = _halves(crop, place / high)
    return Crop(above, np.ascontiguousarray(upper), crop.angle), Crop(below, np.ascontiguousarray(lower), crop.angle)


def _ink(picture: NDArray[np.uint8]) -> NDArray[np.float64]:
    """How much of each row differs from the ground, smoothed a little: a gap's middle counts."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.float64)
    rows = np.abs(grey - np.median(grey)).mean(axis=1)
    return np.convolve(np.pad(rows, 1, mode="edge"), [0.25, 0.5, 0.25], "valid")


def _halves(crop: Crop, share: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The corners on the page of what stands above a share of the crop's height, and below it."""
    # The crop of a turned line has its upper side where the line has its left one on the page.
    begin, end = ((0, 1), (3, 2)) if crop.angle == 0 else ((0, 3), (1, 2))
    quad = crop.quad
    cut = {a: quad[a] + (quad[b] - quad[a]) * share for a, b in zip(begin, end, strict=True)}
    above, below = quad.copy(), quad.copy()
    for a, b in zip(begin, end, strict=True):
        above[b], below[a] = cut[a], cut[a]
    return above, below
