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

LEAST_OF_STRONGEST = 0.3
"""Share of the contrast of a page's strongest strokes from which others are letters too, and no pattern of its ground
(the stripes of a photographed screen)."""

STRONGEST = 99.5
"""Percentile of a page's contrasts that is its strongest strokes': letters cover few percent of it."""

LARGEST_STROKE = 40
"""Pixels of a letter or a word; what is longer is a rule or the edge of something."""

SPECK = 4
"""Pixels below which a dark spot is noise."""

GRAIN = 5
"""Times as long as thick that a stroke of the grain of wood or of a dashed rule is; a letter is not, nor a word."""

INNER = 0.96
"""Share of a sheet within which its own edge is not seen any more."""

LEAST_STROKES = 200
"""Pixels of strokes from which a page has text to go by."""

MOST_STROKES = 6_000
"""Pixels of strokes that are enough to tell; the rest is left out evenly."""

STEP = 0.5
"""Degrees between the leans tried first; a line of a page's width spreads over few rows at half of it."""

LEAST_PEAK = 2.0
"""Times as sharp as at most leans that rows are at their own; columns of a page's letters reach 1.9 by chance, lines of
text 4 to 20."""

ENDS = 2
"""Leans tried at either end of all, at which rows are the sharpest only where there is no peak."""

CLEARER = 1.5
"""Times as clear as the rows' that the columns' peak must be on a page that lies on its side."""

CLOSE = 1.5
"""Degrees within which two leans are about the same."""

GAIN = 1.3
"""Times as sharp as along the page's long edges that rows of text must be to lean a little otherwise."""

LARGE_GAIN = 2.2
"""The same for another lean altogether: the edges are the sheet's own, with a table printed slanted on it, or a grain.
On a bent sheet whose edges are pulled straight some lines are sharper elsewhere, up to twice."""

FINE_STEP = 0.125
"""Degrees between the leans tried around the best of those."""

Positions = NDArray[np.float64]


def sharper_lean(picture: Picture, believed: float, most: float, sheet: NDArray[np.float32] | None = None) -> float:
    """The lean (degrees clockwise, up to ``most``) at which the text's rows are clearly sharper than at ``believed``,
    that of the page's long edges; that one where there is none. Only what lies within ``sheet`` (corners) counts."""
    down, across = _strokes(picture, sheet)
    if len(down) < LEAST_STROKES:
        return believed

    leans = np.arange(-most, most + STEP, STEP)
    # A page on its side has its text in columns; letters below each other make weaker ones on any page.
    ways = ((down, across), (across, -down))
    profiles = [np.array([_sharpness(*way, lean) for lean in leans]) for way in ways]
    peaks = [float(profile.max() / np.median(profile)) for profile in profiles]
    clearest = int(peaks[1] > CLEARER * peaks[0])
    if peaks[clearest] < LEAST_PEAK:
        return believed
    at = int(profiles[clearest].argmax())
    if not ENDS <= at < len(leans) - ENDS:
        return believed  # rows written by hand grow ever sharper as they fall into each other
    way, coarse = ways[clearest], float(leans[at])
    fine = np.arange(coarse - STEP, coarse + STEP + FINE_STEP, FINE_STEP)
    best = float(max(fine, key=lambda lean: _sharpness(*way, lean)))
    gain = _sharpness(*way, best) / _sharpness(*way, believed)
    return best if gain >= (GAIN if abs(best - believed) <= CLOSE else LARGE_GAIN) else believed


def _strokes(picture: Picture, sheet: NDArray[np.float32] | None) -> tuple[Positions, Positions]:
    """Rows and columns of the pixels of letters."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    scale = ANALYSIS_SIDE / max(grey.shape)
    if scale < 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    contrast = cv2.absdiff(grey, cv2.medianBlur(grey, BACKGROUND))
    strongest = LEAST_OF_STRONGEST * float(np.percentile(contrast, STRONGEST))
    mask = (contrast > max(LEAST_CONTRAST, strongest, float(contrast.std()))).astype(np.uint8)
    if sheet is not None:
        inside = np.zeros(mask.shape, dtype=np.uint8)
        middle = sheet.mean(axis=0)
        shrunk = (middle + (sheet - middle) * INNER) * min(scale, 1.0)
        cv2.fillConvexPoly(inside, shrunk.astype(np.int32), 1)
        mask &= inside
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    wide, high, area = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_AREA]
    longer, shorter = np.maximum(wide, high), np.minimum(wide, high)
    letters = (longer <= LARGEST_STROKE) & (area >= SPECK) & (longer < GRAIN * shorter)
    letters[0] = False
    down, across = np.nonzero(letters[labels])
    every = max(1, len(down) // MOST_STROKES)
    return down[::every].astype(np.float64), across[::every].astype(np.float64)


def _sharpness(down: Positions, across: Positions, lean: float) -> float:
    """How much rows of pixels change from one to the next where they lean by ``lean`` degrees."""
    places = down - across * float(np.tan(np.radians(lean)))
    profile = np.bincount(np.round(places - places.min()).astype(np.intp))
    # What lies around a page is empty: a single row is the sharpest there is.
    return float((np.diff(profile, prepend=0, append=0).astype(np.float64) ** 2).sum())
