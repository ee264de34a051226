"""How sharp a picture is: how steep its clear edges are."""

from __future__ import annotations

import cv2
import numpy as np

from chalicelib.preprocessing.document import Picture

WINDOW = 15
"""Pixels of the neighbourhood in which an edge's whole contrast is looked for."""

CLEAR_CONTRAST = 60
"""Grey levels between the darkest and the brightest pixel near an edge that is looked at: print, not noise."""

STRIP, EVERY = 60, 240
"""Rows of a strip that is looked at, and from the start of one to that of the next: a quarter says enough."""

SHARPEST_QUARTER = 75
"""Percentile of the steepness that is taken: what lies in front of or behind the page may be out of focus."""

BLURRED = 0.23
"""Below this pages are hardly read. A Gaussian blur of 2.0 pixels leaves 0.26, one of 2.5 0.22, one of 4 0.15; real
photos, scans and screenshots of timetables have 0.44 to 0.51."""


def sharpness(picture: Picture) -> float | None:
    """Share of an edge's contrast that lies between two neighbouring pixels, 0-1; None without any clear edge."""
    steepness = [_steepness(picture[top : top + STRIP]) for top in range(0, picture.shape[0], EVERY)]
    found = np.concatenate(steepness)
    return float(np.percentile(found, SHARPEST_QUARTER)) if found.size else None


def is_blurred(picture: Picture) -> bool:
    """Whether ``picture`` is so far out of focus that words are lost on it. A blank page is not."""
    found = sharpness(picture)
    return found is not None and found < BLURRED


def _steepness(strip: Picture) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """By pixel near a clear edge, the steepest slope around it as a share of the contrast there."""
    grey = cv2.cvtColor(strip, cv2.COLOR_BGR2GRAY)
    around = np.ones((WINDOW, WINDOW), np.uint8)
    contrast = cv2.subtract(cv2.dilate(grey, around), cv2.erode(grey, around))
    # Half the difference of the neighbours on both sides: noise of single pixels counts less than an edge.
    slopes = [np.abs(cv2.Sobel(grey, cv2.CV_16S, *axes, ksize=1)) for axes in ((1, 0), (0, 1))]
    steepest = cv2.dilate(np.maximum(*slopes), around)
    clear = contrast >= CLEAR_CONTRAST
    return np.asarray(steepest[clear] / (2.0 * contrast[clear]), dtype=np.float32)
