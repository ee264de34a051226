"""Where a page's rules are: a mask of long straight strokes, from a picture or from stated lines."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.page import FilledArea, RulingLine
from chalicelib.extraction.settings import LINE_BLOCK, LINE_CONTRAST, LINE_REACH, LINE_SHARE, WORKING_SIDE

Mask = NDArray[np.uint8]


def working_scale(width: float, height: float) -> float:
    """Factor from page units to the scale at which lines are looked for."""
    return WORKING_SIDE / max(width, height, 1.0)


def _long_strokes(binary: Mask, length: int) -> Mask:
    """Only what is straight, horizontal or vertical, and at least ``length`` long; ends extended."""
    reach = 2 * LINE_REACH + 1
    horizontal = cv2.morphologyEx(binary, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (length, 1)))
    vertical = cv2.morphologyEx(binary, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (1, length)))
    horizontal = cv2.dilate(horizontal, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, 1)))
    vertical = cv2.dilate(vertical, cv2.getStructuringElement(cv2.MORPH_RECT, (1, reach)))
    return np.asarray(cv2.bitwise_or(horizontal, vertical), dtype=np.uint8)


def ruling_mask(picture: NDArray[np.uint8]) -> Mask:
    """Mask (255 = rule) of ``picture`` (BGR, already at working scale): dark rules on a lighter ground."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    dark = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, LINE_BLOCK, LINE_CONTRAST
    )
    length = max(12, max(grey.shape) // LINE_SHARE)
    return _long_strokes(np.asarray(dark, dtype=np.uint8), length)


def stated_mask(lines: Sequence[RulingLine], fills: Sequence[FilledArea], width: float, height: float) -> Mask:
    """The same mask drawn from the rules (and the edges of coloured areas) that a PDF states."""
    scale = working_scale(width, height)
    mask = np.zeros((int(height * scale) + 1, int(width * scale) + 1), dtype=np.uint8)
    for line in lines:
        start = (round(line.x0 * scale), round(line.y0 * scale))
        cv2.line(mask, start, (round(line.x1 * scale), round(line.y1 * scale)), 255, 3)
    for fill in fills:
        corner = (round(fill.box.left * scale), round(fill.box.top * scale))
        cv2.rectangle(mask, corner, (round(fill.box.right * scale), round(fill.box.bottom * scale)), 255, 1)
    return _long_strokes(mask, SHORTEST_STATED)


SHORTEST_STATED = 12
"""Pixels at working scale: stated lines are exact, so short ones count too."""
