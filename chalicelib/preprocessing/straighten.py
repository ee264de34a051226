"""Making a photographed or scanned page straight: skew from its long edges, and from its text where that disagrees."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.preprocessing.document import Picture
from chalicelib.preprocessing.text_lean import sharper_lean

MOST_SKEW = 20.0
"""Degrees. A page turned further is taken as lying on its side."""

MOST_TEXT_SKEW = 16.0
"""Degrees up to which text is tried at every lean."""

LEAST_SKEW = 0.4
"""Degrees below which resampling costs more sharpness than straightness brings."""

ANALYSIS_SIDE = 1000
"""Pixels of the longest side of the copy on which angles are measured."""


def straighten(
    picture: Picture, sheet: NDArray[np.float32] | None = None, edges: StraightEdges | None = None
) -> Picture:
    """``picture`` turned so that its rules and lines of text are horizontal and vertical.

    ``sheet``: corners of the paper in it, outside of which nothing is text. ``edges``: its straight ones, where they
    are known.
    """
    skew = sharper_lean(picture, (edges or straight_edges(picture)).skew, MOST_TEXT_SKEW, sheet)
    if abs(skew) < LEAST_SKEW:
        return picture
    return turned(picture, skew)


PARALLEL = 0.7
"""Degrees within which two lines count as parallel."""


@dataclass(frozen=True)
class StraightEdges:
    """A picture's long straight edges: their leans (degrees from the nearer axis, -45 to 45), and their lengths."""

    leans: NDArray[np.float64]
    lengths: NDArray[np.float64]
    segments: NDArray[np.float64]
    """Their ends (x, y, x, y) in pixels of the picture."""

    @cached_property
    def skew(self) -> float:
        """Degrees (clockwise positive) by which they lean in common; 0 where they say nothing clear."""
        return _common_lean(self.leans, self.lengths) if self.lengths.size else 0.0

    @property
    def parallel_share(self) -> float:
        """Share (0-1) of their length that runs along their common lean or square to it."""
        if not self.lengths.size:
            return 0.0
        along = np.abs(self.leans - self.skew) <= PARALLEL
        return float(self.lengths[along].sum() / self.lengths.sum())


def straight_edges(picture: Picture) -> StraightEdges:
    """The long straight edges of ``picture`` (BGR)."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    scale = ANALYSIS_SIDE / max(grey.shape)
    if scale < 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    edges, least = _edges(np.asarray(grey, dtype=np.uint8)), max(grey.shape) // SHORTEST_SHARE
    # Half of the edges are letters' and take half of the time. A photo's long edges are broken into as short pieces.
    long = _straight(_reaching(edges, least), least, min(scale, 1.0))
    level = long.parallel_share >= LEVEL_SHARE and abs(long.skew) < LEVEL
    return long if level else _straight(edges, least, min(scale, 1.0))


SHORTEST_SHARE = 12
"""A straight edge is at least this fraction (1/12) of the picture's longest side."""

LEVEL_SHARE = 0.97
"""Share of the length of unbroken edges that is level from which a picture needs no closer look: a scan's or a
screenshot's is 0.98 to 1."""

LEVEL = 0.1
"""Degrees by which its edges may lean then."""


def _straight(edges: NDArray[np.uint8], least: int, scale: float) -> StraightEdges:
    """The straight ones of ``edges`` (255), of ``least`` pixels and more, ``scale`` times as large as the picture's."""
    found = cv2.HoughLinesP(edges, 1, np.pi / 720, 60, minLineLength=least, maxLineGap=4)
    if found is None:
        return StraightEdges(np.empty(0), np.empty(0), np.empty((0, 4)))
    segments = np.asarray(found, dtype=np.float64).reshape(-1, 4)
    across, down = segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1]
    leans = (np.degrees(np.arctan2(down, across)) + 45.0) % 90.0 - 45.0
    return StraightEdges(leans, np.hypot(across, down), segments / scale)


def _reaching(edges: NDArray[np.uint8], least: int) -> NDArray[np.uint8]:
    """``edges`` without those that reach no further than ``least`` pixels."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(edges, connectivity=8, ltype=cv2.CV_32S)
    kept = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) >= least
    kept[0] = False
    return np.where(kept[labels], edges, np.uint8(0))


def _edges(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Where ``grey`` changes sharply (255); where it does so everywhere, smoothed: the raster of a photographed screen
    has edges of its own, in directions that say nothing of the page's."""
    edges = cv2.Canny(grey, 50, 150)
    if np.count_nonzero(edges) > GRAINY * edges.size:
        edges = cv2.Canny(cv2.GaussianBlur(grey, (0, 0), SMOOTHING), 50, 150)
    return np.asarray(edges, dtype=np.uint8)


GRAINY = 0.2
"""Share of a picture that is edges from which it is covered by a raster; of the densest print it is 0.19."""

SMOOTHING = 2.0
"""Pixels (of the copy) over which a raster is levelled out."""


def _common_lean(leans: NDArray[np.float64], lengths: NDArray[np.float64]) -> float:
    """The lean that most of the segments' length shares, horizontal and vertical ones alike."""
    keep = np.abs(leans) <= MOST_SKEW
    if lengths[keep].sum() < 0.4 * lengths.sum():
        return 0.0
    leans, lengths = leans[keep], lengths[keep]
    histogram, borders = np.histogram(leans, bins=np.arange(-MOST_SKEW, MOST_SKEW + 0.5, 0.5), weights=lengths)
    peak = borders[int(np.argmax(np.convolve(histogram, [1, 1, 1], "same")))] + 0.25
    near = np.abs(leans - peak) <= 1.0
    if lengths[near].sum() < 0.25 * lengths.sum():
        return 0.0
    return float(np.average(leans[near], weights=lengths[near]))


def turned(picture: Picture, degrees: float) -> Picture:
    """``picture`` turned counter-clockwise by ``degrees``, its canvas grown so that nothing is cut off."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cosine, sine = abs(matrix[0, 0]), abs(matrix[0, 1])
    new_width, new_height = int(height * sine + width * cosine), int(height * cosine + width * sine)
    matrix[0, 2] += (new_width - width) / 2
    matrix[1, 2] += (new_height - height) / 2
    return np.asarray(
        cv2.warpAffine(
            picture, matrix, (new_width, new_height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        ),
        dtype=np.uint8,
    )
