"""A picture taken apart: ruling lines, the cells they close in, and the strokes of letters among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.preprocessing.components import component_boxes

Gray = NDArray[np.uint8]
Boxes = NDArray[np.int32]
"""One row a component: left, top, width, height, area."""

_LEAST_LINE = 18
"""A ruling line is at least this fraction (1/18) of the side it runs along."""

_TINY, _LARGE = 0.0004, 0.25
"""Shares of the picture between which an area can be a cell."""

_INK_AND_PAPER = (0.002, 0.998)
"""Shares of the pixels that are darker than what is taken for black, and for white."""

_MOST_GAIN = 2.5
"""Times by which differences of grey are made larger at most: an empty page stays empty."""

_GROUND = 21
"""Pixels (at half the size) around a letter whose middle grey is the ground it stands on."""

_DARK = 110
"""Middle grey below which most of a page is light on dark."""

_CONTRAST, _OTHER_CONTRAST = 24, 80
"""Levels of grey by which a page's strokes differ from their ground, and by which those of headings do that have the
other kind of ground; the gaps within dense letters differ less from what is taken for theirs."""


@dataclass(frozen=True)
class Drawn:
    """A picture (BGR) taken apart: in grey from black to white, and masks (255) of what is drawn on it."""

    picture: NDArray[np.uint8]
    gray: Gray
    binary: Gray
    """All strokes."""
    horizontal: Gray
    vertical: Gray
    """Ruling lines."""
    lines: Gray
    """Ruling lines of both kinds, thick enough to close cells."""
    text: Gray
    """Strokes that belong to no ruling line."""


def drawn(picture: NDArray[np.uint8]) -> Drawn:
    """The picture (BGR) taken apart."""
    gray = gray_of(picture)
    binary = strokes_of(gray)
    height, width = binary.shape
    horizontal = opened(binary, (max(width // _LEAST_LINE, 15), 1))
    vertical = opened(binary, (1, max(height // _LEAST_LINE, 15)))
    # Line ends are drawn out a little so that cells close where a corner is faint.
    lines = cv2.bitwise_or(
        cv2.dilate(horizontal, np.ones((3, 9), np.uint8)), cv2.dilate(vertical, np.ones((9, 3), np.uint8))
    )
    text = cv2.bitwise_and(binary, cv2.bitwise_not(lines))
    return Drawn(picture, gray, binary, horizontal, vertical, np.asarray(lines, np.uint8), np.asarray(text, np.uint8))


def gray_of(picture: NDArray[np.uint8]) -> Gray:
    """The picture (BGR) in grey, from black to white even where it is dim or pale."""
    gray = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    shares = np.cumsum(np.bincount(gray.ravel(), minlength=256)) / gray.size
    low, high = (int(np.searchsorted(shares, share)) for share in _INK_AND_PAPER)
    gain = min(255 / max(high - low, 1), _MOST_GAIN)
    return np.asarray(cv2.convertScaleAbs(np.maximum(gray, low), alpha=gain, beta=-low * gain), np.uint8)


def strokes_of(gray: Gray) -> Gray:
    """What is drawn as 255: dark on light and light on dark, each by the ground that it stands on."""
    half = cv2.resize(gray, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    ground = cv2.resize(cv2.medianBlur(half, _GROUND), gray.shape[::-1], interpolation=cv2.INTER_LINEAR)
    if float(np.median(gray)) < _DARK:
        gray, ground = 255 - gray, 255 - ground
    usual, other = _darker(gray, ground, _CONTRAST), _darker(255 - gray, 255 - ground, _OTHER_CONTRAST)
    return np.asarray(cv2.bitwise_or(usual, other), np.uint8)


def _darker(gray: Any, ground: Any, contrast: int) -> Any:
    """Where the grey is darker than its ground, and than the mean around it, which keeps blurred strokes thin."""
    method, kind = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV
    plain = cv2.threshold(cv2.subtract(ground, gray), contrast, 255, cv2.THRESH_BINARY)[1]
    return cv2.bitwise_and(plain, cv2.adaptiveThreshold(gray, 255, method, kind, 31, 12))


def opened(mask: Gray, size: tuple[int, int]) -> Gray:
    """What of the mask is at least so wide and high."""
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, size)
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel), np.uint8)


def components(mask: Gray) -> Boxes:
    """The mask's connected areas."""
    return component_boxes(mask, connectivity=4)


def words_of(text: Gray, size: tuple[int, int]) -> Boxes:
    """The areas of letters, joined over gaps of this height and width."""
    return components(np.asarray(cv2.dilate(text, np.ones(size, np.uint8)), np.uint8))


def cells_of(lines: Gray) -> Boxes:
    """Areas closed in by lines, of a size that cells have; the page around them is none."""
    height, width = lines.shape
    boxes = components(np.asarray(255 - lines, np.uint8))
    area = boxes[:, 4] / (width * height)
    full = boxes[:, 4] > 0.7 * boxes[:, 2] * boxes[:, 3]
    inner = (boxes[:, 0] > 0) & (boxes[:, 1] > 0)
    inner &= (boxes[:, 0] + boxes[:, 2] < width) & (boxes[:, 1] + boxes[:, 3] < height)
    return np.asarray(boxes[(area > _TINY) & (area < _LARGE) & full & inner], np.int32)
