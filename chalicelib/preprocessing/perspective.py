"""Undoing the perspective of a photographed sheet: its four corners are found and pulled into a rectangle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.preprocessing.document import Picture
from chalicelib.preprocessing.straighten import StraightEdges, straight_edges, straighten
from chalicelib.preprocessing.vanishing import straightening

ANALYSIS_SIDE = 800
"""Pixels of the longest side of the copy on which the sheet is looked for."""

LEAST_SHARE = 0.2
"""Share of the picture that a sheet (or a framed table) covers at least."""

MOST_SHARE = 0.97
"""Above this the sheet is the picture, and there is nothing to measure its perspective by."""

LEAST_DISTORTION = 1.5
"""Degrees by which a corner must differ from a right angle before resampling is worth it."""

MOST_DISTORTION = 35.0
"""Degrees; more is no sheet of paper seen by somebody who wants it read."""

BORDER = 3
"""Pixels (of the copy) from the picture's edge within which a corner is cut off rather than seen."""

GAIN = 0.03
"""Share of line length that must become parallel to the picture's sides; less is chance."""

STRAIGHT = 0.9
"""Share of line length that is parallel from which a page is straight enough."""

UNFANNED = 0.85
"""Share of line length that must be parallel once lines meet at infinity; less, and they did not meet in one point."""

UNFANNED_MARGIN = 0.1
"""Share of the picture's size by which it may grow on each side then; its text must not become smaller for it."""

PAPER_MARGIN = 0.01
"""Share of the picture kept around a sheet of paper: what lies beyond is the desk."""

MOST_GROWTH = 1.6
"""Times its size that a picture may grow when it is pulled straight; what lies further out is background."""


@dataclass(frozen=True)
class Sheet:
    """Four corners, from the top left clockwise, in pixels; ``paper`` where it is brighter than what lies around it."""

    corners: NDArray[np.float32]
    paper: bool


def flattened(picture: Picture) -> Picture:
    """``picture`` as if its sheet had been scanned: pulled into a rectangle, and its lines level."""
    sheet = largest_sheet(picture)
    if sheet is None or not LEAST_DISTORTION <= _distortion(sheet.corners) <= MOST_DISTORTION:
        pulled, edges = unfanned(picture, straight_edges(picture))
        # On a desk that stays in the picture there is a grain, which is no text.
        on_desk = sheet is not None and sheet.paper and pulled is picture
        return straighten(pulled, sheet.corners if sheet is not None and on_desk else None, edges)
    pulled, corners, edges = rectified(picture, sheet)
    # A frame that is no sheet holds a part of the text only; pulled straight, it is the part that counts.
    within = corners if sheet.paper or pulled is not picture else None
    flat, edges = unfanned(pulled, edges)
    return straighten(flat, within if flat is pulled else None, edges)


def unfanned(picture: Picture, edges: StraightEdges) -> tuple[Picture, StraightEdges]:
    """``picture`` with the lines of its page parallel, by where they would meet, and its straight edges then; both as
    they are where that makes nothing straighter."""
    if edges.parallel_share >= STRAIGHT:
        return picture, edges
    height, width = picture.shape[:2]
    transform = straightening(edges.segments, width, height)
    if transform is None:
        return picture, edges
    frame = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    pulled, _ = _warped(picture, transform, frame, UNFANNED_MARGIN, whole=True)
    after = straight_edges(pulled)
    straighter = after.parallel_share > max(edges.parallel_share + GAIN, UNFANNED)
    return (pulled, after) if straighter else (picture, edges)


def rectified(picture: Picture, sheet: Sheet) -> tuple[Picture, NDArray[np.float32], StraightEdges]:
    """``picture`` with its sheet pulled into a rectangle, and the sheet's corners in it, both as they are where that
    makes nothing straighter; and the straight edges of what is returned.

    A sheet is only believed when more of the picture's lines are parallel afterwards than before.
    """
    corners = sheet.corners
    sides = [float(np.linalg.norm(corners[i] - corners[(i + 1) % 4])) for i in range(4)]
    wide, high = max(sides[0], sides[2]), max(sides[1], sides[3])
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], dtype=np.float32) + corners.min(axis=0)
    transform = np.asarray(cv2.getPerspectiveTransform(corners, target.astype(np.float32)), dtype=np.float64)
    spare = PAPER_MARGIN if sheet.paper else (MOST_GROWTH - 1) / 2
    pulled, moved = _warped(picture, transform, target.astype(np.float32), spare, whole=not sheet.paper)
    after, before = straight_edges(pulled), straight_edges(picture)
    straighter = after.parallel_share > before.parallel_share + GAIN
    return (pulled, moved, after) if straighter else (picture, corners, before)


def _warped(
    picture: Picture, transform: NDArray[np.float64], sheet: NDArray[np.float32], spare: float, *, whole: bool
) -> tuple[Picture, NDArray[np.float32]]:
    """The picture under ``transform``, the sheet and at most ``spare`` times the picture's size around it, and the
    sheet's corners in it. ``whole``: all of a picture that grows by no more than twice that is kept, however far it is
    from the sheet, which may be the frame of one table of several."""
    height, width = picture.shape[:2]
    frame = np.array([[[0, 0], [width, 0], [width, height], [0, height]]], dtype=np.float32)
    moved = np.asarray(cv2.perspectiveTransform(frame, transform)[0], dtype=np.float64)
    around = np.array([spare * width, spare * height])
    if whole and (np.ptp(moved, axis=0) <= np.array([width, height]) + 2 * around).all():
        around = np.array([np.inf, np.inf])
    low = np.maximum(moved.min(axis=0), sheet.min(axis=0) - around)
    high = np.minimum(moved.max(axis=0), sheet.max(axis=0) + around)
    shift = np.array([[1, 0, -low[0]], [0, 1, -low[1]], [0, 0, 1]], dtype=np.float64)
    size = (max(1, round(float(high[0] - low[0]))), max(1, round(float(high[1] - low[1]))))
    warped = cv2.warpPerspective(
        picture, shift @ transform, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(warped, dtype=np.uint8), np.asarray(sheet - low, dtype=np.float32)


def largest_sheet(picture: Picture) -> Sheet | None:
    """The largest sheet in ``picture``, if there is one."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    scale = min(1.0, ANALYSIS_SIDE / max(grey.shape))
    small = cv2.GaussianBlur(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), (5, 5), 0)
    bright = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]
    edges = cv2.dilate(cv2.Canny(small, 40, 120), np.ones((3, 3), np.uint8))
    corners = _largest([np.asarray(mask, dtype=np.uint8) for mask in (bright, edges)])
    if corners is None:
        return None
    paper = _is_paper(small, corners)
    if paper:  # what is lit of it, perhaps, beside a shadow that falls over it
        whole = _largest([_colourless(picture, (small.shape[1], small.shape[0]))])
        if whole is not None and _holds(whole, corners) and _is_paper(small, whole):
            corners = whole
    return Sheet(corners / np.float32(scale), paper)


def _largest(masks: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32] | None:
    """The corners of the largest sheet among what ``masks`` (255) hold."""
    found: list[NDArray[np.float32]] = []
    for mask in masks:
        contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            corners = _quadrilateral(np.asarray(contour, dtype=np.int32), (mask.shape[0], mask.shape[1]))
            if corners is not None:
                found.append(corners)
    return max(found, key=lambda c: float(cv2.contourArea(c)), default=None)


def _holds(whole: NDArray[np.float32], part: NDArray[np.float32]) -> bool:
    """Whether a sheet is clearly larger than another one that lies in it."""
    larger = cv2.contourArea(whole) >= CLEARLY_LARGER * cv2.contourArea(part)
    inside = all(cv2.pointPolygonTest(whole, (float(x), float(y)), True) >= -PART_OUTSIDE for x, y in part)
    return larger and inside


CLEARLY_LARGER = 1.15
"""Times that a sheet is larger than what is lit of it, from which that is only a part; else both are the same."""

PART_OUTSIDE = 0.03 * ANALYSIS_SIDE
"""Pixels (of the copy) by which a part's corner may stand out of the whole."""


def _colourless(picture: Picture, size: tuple[int, int]) -> NDArray[np.uint8]:
    """A mask (255) of what has little colour, at ``size`` (width, height): paper on wood, cork or cloth, wherever a
    shadow falls on it. Saturation is what shadows change least."""
    small = cv2.GaussianBlur(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), (5, 5), 0)
    saturation = cv2.cvtColor(small, cv2.COLOR_BGR2HSV)[:, :, 1]
    return np.asarray(cv2.threshold(saturation, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1], dtype=np.uint8)


def _is_paper(grey: cv2.typing.MatLike, corners: NDArray[np.float32]) -> bool:
    """Whether a sheet is paper on a darker desk, by what lies right inside of its edge and right outside of it: around
    a frame drawn on the paper there is the same paper, whatever the rest of the picture."""
    pixels = np.asarray(grey)
    within, around = (pixels[_ring(grey, corners, *shares) > 0] for shares in (WITHIN, AROUND))
    return around.size > 0 and bool(np.median(within) >= np.median(around) + PAPER_BRIGHTER)


def _ring(grey: cv2.typing.MatLike, corners: NDArray[np.float32], inner: float, outer: float) -> NDArray[np.uint8]:
    """A mask (255) of what lies between two copies of a sheet, these shares of its size."""
    middle, ring = corners.mean(axis=0), np.zeros(grey.shape[:2], dtype=np.uint8)
    for share, level in ((outer, 255), (inner, 0)):
        cv2.fillConvexPoly(ring, ((corners - middle) * share + middle).astype(np.int32), level)
    return ring


WITHIN, AROUND = (0.9, 0.97), (1.02, 1.08)
"""Shares of a sheet's size between which its rim, and the desk next to it, are looked at."""

PAPER_BRIGHTER = 8
"""Grey levels by which paper is brighter than the desk it lies on (measured: 15 and more; 2 at most around frames)."""


def _quadrilateral(contour: NDArray[np.int32], shape: tuple[int, int]) -> NDArray[np.float32] | None:
    """A contour's four corners in order, where it is a sheet that lies wholly in the picture."""
    area = float(cv2.contourArea(contour))
    total = float(shape[0] * shape[1])
    if not LEAST_SHARE * total <= area <= MOST_SHARE * total:
        return None
    hull = cv2.convexHull(contour)
    points = cv2.approxPolyDP(hull, 0.02 * cv2.arcLength(hull, True), True).reshape(-1, 2).astype(np.float32)
    if len(points) != 4 or cv2.contourArea(points) > 1.1 * area:
        return None
    inside = (
        (points > BORDER).all()
        and (points[:, 0] < shape[1] - BORDER).all()
        and (points[:, 1] < shape[0] - BORDER).all()
    )
    return _ordered(points) if inside else None


def _ordered(points: NDArray[np.float32]) -> NDArray[np.float32]:
    """Corners clockwise, the one closest to the picture's top left first."""
    middle = points.mean(axis=0)
    turn = np.argsort(np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0]))
    ring = points[turn]
    return np.asarray(np.roll(ring, -int(np.argmin(ring.sum(axis=1))), axis=0), dtype=np.float32)


def _distortion(corners: NDArray[np.float32]) -> float:
    """Degrees by which the corner furthest from a right angle misses it."""
    misses = []
    for i in range(4):
        a, b = corners[i - 1] - corners[i], corners[(i + 1) % 4] - corners[i]
        cosine = float(np.dot(a, b) / (np.linalg.norm(a) * np.linalg.norm(b) + 1e-9))
        misses.append(abs(float(np.degrees(np.arccos(np.clip(cosine, -1, 1)))) - 90.0))
    return max(misses)
