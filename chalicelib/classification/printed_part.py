"""The printed part of a picture: cut out of the desk and the empty paper around it, straightened, at one size.

How large letters and cells are then depends on the page, and not on how far away the camera was.
"""

from __future__ import annotations

import io
import warnings
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from chalicelib.classification.strokes import Drawn, Gray, cells_of, drawn, gray_of, strokes_of, words_of
from chalicelib.domain.documents import MOST_PIXELS
from chalicelib.preprocessing.perspective import Sheet, largest_sheet

Picture = NDArray[np.uint8]

LONGEST = 900
"""Pixels of the longest side that is looked at; ruling lines one pixel wide survive it, decoding stays fast."""

MOST_LONGEST = 1800
"""Pixels of the longest side that are kept for a closer look at the printed part."""

_MOST_GROWTH = 2.0
"""Times that a small picture is grown, so that its letters are of the usual size; more shows nothing more."""

_LEAST_GROWTH = 1.08
"""Times that a closer look has to be closer."""

_NARROWEST, _LEAST_SIDE = 30, 8
"""A page's shorter side is at least this fraction (1/30) of its longer, and so many pixels."""

_LEAST_PRINTED = 6
"""Words or cells from which a printed part is looked for."""

_AROUND = 0.03
"""Share of the printed part's longer side that is left around it."""

_MOST_SHEETS = 2
"""Sheets that lie on one another: a page on a desk, on a slide."""

_OTHER_COLOR = 20.0
"""Levels of a colour by which a desk differs from the page that lies on it."""

_WITHIN = 0.985
"""Share of a sheet that is kept: its edges are no ruling lines."""

_TURNED_WORDS = 8
"""Words that have to run upwards before a page is taken for turned; some timetables turn a few."""

_SKEWS = (0.2, 30)
"""Degrees between which a page is turned straight."""

_REDUCTIONS = ((8, cv2.IMREAD_REDUCED_COLOR_8), (4, cv2.IMREAD_REDUCED_COLOR_4), (2, cv2.IMREAD_REDUCED_COLOR_2))
"""JPEG decodes to a half, a quarter or an eighth at a fraction of the cost."""


def load(data: bytes) -> Picture | None:
    """The picture (BGR) with at most ``MOST_LONGEST`` pixels a side; None where it cannot be decoded or is a giant."""
    width, height = _size(data)
    if not 0 < width * height <= MOST_PIXELS:
        return None
    fitting = [mode for factor, mode in _REDUCTIONS if max(width, height) >= factor * LONGEST]
    picture: Any = cv2.imdecode(np.frombuffer(data, np.uint8), fitting[0] if fitting else cv2.IMREAD_COLOR)
    return None if picture is None else _fitted(np.asarray(picture, np.uint8), MOST_LONGEST)


def upright(picture: Picture) -> Drawn:
    """The printed part of a picture (BGR), straightened, and turned by a quarter where most words run upwards."""
    picture = _thick_enough(picture)
    for _ in range(_MOST_SHEETS):
        small = _fitted(picture, LONGEST)
        sheet = largest_sheet(small)
        if sheet is None or not _differs_around(small, sheet):
            break
        picture = _pulled(picture, sheet, max(picture.shape[:2]) / max(small.shape[:2]))
    seen = _closer(picture)
    return drawn(np.ascontiguousarray(np.rot90(seen.picture))) if _runs_upwards(seen.text) else seen


def _thick_enough(picture: Picture) -> Picture:
    """The picture, or where it is a mere stripe or speck a larger one that begins with it."""
    height, width = picture.shape[:2]
    least = max(max(height, width) // _NARROWEST, _LEAST_SIDE)
    down, right = max(least - height, 0), max(least - width, 0)
    if not down and not right:
        return picture
    return np.asarray(cv2.copyMakeBorder(picture, 0, down, 0, right, cv2.BORDER_REPLICATE), np.uint8)


def _size(data: bytes) -> tuple[int, int]:
    """Width and height by the header; zeros where there is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                return image.size
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return 0, 0


def _fitted(picture: Picture, longest: int) -> Picture:
    """The picture made smaller to ``longest`` pixels, where it is larger."""
    scale = longest / max(picture.shape[:2])
    if scale >= 1:
        return picture
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def _scaled(corners: NDArray[np.float32], share: float) -> NDArray[np.float32]:
    """The corners nearer to their middle, or further from it."""
    middle = corners.mean(axis=0)
    return np.asarray(middle + (corners - middle) * share, np.float32)


def _differs_around(picture: Picture, sheet: Sheet) -> bool:
    """Whether another colour lies around the sheet than within, as around a page on a desk; not around a table."""
    colors = []
    for share in (0.97, 1.03):
        ring = np.zeros(picture.shape[:2], np.uint8)
        cv2.polylines(ring, [_scaled(sheet.corners, share).astype(np.int32)], True, 255, 2)
        colors.append(np.median(picture[ring > 0], axis=0))
    return float(np.abs(colors[0] - colors[1]).max()) > _OTHER_COLOR


def _pulled(picture: Picture, sheet: Sheet, scale: float) -> Picture:
    """The sheet as a rectangle; its corners are those on a copy ``scale`` times smaller."""
    corners = _scaled(sheet.corners, _WITHIN) * np.float32(scale)
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    wide, high = float(max(sides[0], sides[2])), float(max(sides[1], sides[3]))
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    return np.asarray(cv2.warpPerspective(picture, matrix, (round(wide), round(high))), np.uint8)


def _skew(strokes: Gray) -> float:
    """Degrees by which the long strokes of the page lie askew, from -45 to 45."""
    # Half the size is a quarter of the work; dilating first keeps lines one pixel wide.
    half = cv2.resize(
        cv2.dilate(strokes, np.ones((2, 2), np.uint8)), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_NEAREST
    )
    lines: Any = cv2.HoughLinesP(half, 1, np.pi / 360, 70, minLineLength=half.shape[1] // 8, maxLineGap=4)
    if lines is None:
        return 0.0
    ends = lines.reshape(-1, 4).astype(np.float64)
    across, down = ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1]
    angles = (np.degrees(np.arctan2(down, across)) + 45) % 90 - 45
    order = np.argsort(angles)
    lengths = np.hypot(across, down)[order]
    middle = int(np.searchsorted(np.cumsum(lengths), lengths.sum() / 2))
    return float(angles[order][min(middle, len(order) - 1)])


def _closer(picture: Picture) -> Drawn:
    """The printed part of the picture, straightened, at the size that is looked at."""
    small = _fitted(picture, LONGEST)
    scale = max(small.shape[:2]) / max(picture.shape[:2])
    height, width = small.shape[:2]
    skew = _skew(strokes_of(gray_of(small)))
    turned = _SKEWS[0] < abs(skew) < _SKEWS[1]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew if turned else 0.0, 1.0)
    whole = drawn(_warped(small, matrix, (width, height)))
    box = _printed(whole)
    if box is None:
        return whole
    left, top, right, bottom = box
    growth = min(LONGEST / max(right - left, bottom - top), _MOST_GROWTH / scale)
    if growth < _LEAST_GROWTH:
        return whole
    # From the picture as it was decoded: to the small size, straightened, cut out, grown; all in one.
    matrix = matrix @ np.diag([scale, scale, 1.0])
    matrix[:, 2] -= (left, top)
    return drawn(_warped(picture, matrix * growth, (round((right - left) * growth), round((bottom - top) * growth))))


def _warped(picture: Picture, matrix: Any, size: tuple[int, int]) -> Picture:
    return np.asarray(cv2.warpAffine(picture, matrix, size, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _printed(seen: Drawn) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of what is printed, with a little around it; None where hardly anything is."""
    boxes = words_of(seen.text, (2, 7))
    tall, wide = boxes[:, 3], boxes[:, 2]
    boxes = boxes[(tall >= 4) & (tall <= 60) & (wide >= 6) & (wide < 25 * tall)]
    if len(boxes) < _LEAST_PRINTED:
        return None
    low = np.percentile(boxes[:, :2], 1, axis=0)
    high = np.percentile(boxes[:, :2] + boxes[:, 2:4], 99, axis=0)
    cells = cells_of(seen.lines)
    if len(cells) >= _LEAST_PRINTED:
        low = np.minimum(low, cells[:, :2].min(axis=0))
        high = np.maximum(high, (cells[:, :2] + cells[:, 2:4]).max(axis=0))
    around = _AROUND * max(high - low)
    height, width = seen.gray.shape
    left, top = np.maximum(low - around, 0)
    right, bottom = np.minimum(high + around, (width, height))
    return int(left), int(top), int(right), int(bottom)


def _runs_upwards(text: Gray) -> bool:
    """Whether most words are higher than wide, as on a page turned by a quarter."""
    boxes = words_of(text, (4, 4))
    width, height = boxes[:, 2], boxes[:, 3]
    tall, wide = int((height > 1.8 * width).sum()), int((width > 1.8 * height).sum())
    return tall >= _TURNED_WORDS and tall > 2 * wide
