"""Rules that a reader's box of words runs over: the words of two cells, read as one line.

A word is painted over in its ground's colour before rules are looked for. Where it stands on two grounds that would
paint one over the other, and a cell's border would be found at the word's end instead of at the rule.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.timetable import Box
from chalicelib.extraction.settings import LINE_CONTRAST, STEP_REACH, STRONG_STEP

Picture = NDArray[np.uint8]

TWO_WORDS = 3.0
"""Times its height that a box is wide from which it may hold words of two cells."""

BEYOND = 0.5
"""Share of the box's height that a rule goes on above or below it; letters do not."""

SEAM_EVEN = 8
"""Levels by which a rule's own colour changes along it, on average; letters beside blanks change more."""

LEAST_ROWS = 3
"""Rows of pixels outside of a box that show whether a rule goes on."""

WITHIN = 0.6
"""Share of its height from either end of a box from which a rule may part it: nearer, the box overhangs its cell."""


def parts_at_seams(picture: Picture, box: Box) -> list[Box]:
    """``box`` (pixels of ``picture``, BGR) cut at the rules and the steps of colour that run all through it, without
    the rules; as it is where there are none."""
    if max(box.width, box.height) < TWO_WORDS * min(box.width, box.height):
        return [box]
    level = box.width >= box.height
    if not level:
        picture, box = _transposed(picture), Box(left=box.top, top=box.left, right=box.bottom, bottom=box.right)
    parts = _parts(picture, box)
    return parts if level else [Box(left=b.top, top=b.left, right=b.bottom, bottom=b.right) for b in parts]


def _transposed(picture: Picture) -> Picture:
    return np.asarray(picture.transpose(1, 0, 2), dtype=np.uint8)


def _parts(picture: Picture, box: Box) -> list[Box]:
    height, width = picture.shape[:2]
    left, right = max(0, round(box.left)), min(width, round(box.right))
    top, bottom = max(0, round(box.top)), min(height, round(box.bottom))
    beyond, near = round(BEYOND * box.height), WITHIN * box.height
    seams: NDArray[np.intp] = np.empty(0, dtype=np.intp)
    for outside in (slice(max(0, top - beyond), top), slice(bottom, min(height, bottom + beyond))):
        if not len(seams):
            seams = _seams(picture[top:bottom, left:right], picture[outside, left:right])
            seams = seams[(seams > near) & (seams < right - left - near)]
    if not len(seams):
        return [box]
    groups = np.split(seams, np.flatnonzero(np.diff(seams) > 2 * STEP_REACH) + 1)
    starts = [box.left, *(float(left + g[-1] + STEP_REACH) for g in groups)]
    ends = [*(float(left + g[0] - STEP_REACH) for g in groups), box.right]
    return [box.model_copy(update={"left": a, "right": b}) for a, b in zip(starts, ends, strict=True)]


def _seams(inside: Picture, outside: Picture) -> NDArray[np.intp]:
    """The columns that are even all through a box and outside of it, the same in both, and differ outside from the
    grounds on both sides, or stand between two grounds that differ. Inside of the box letters stand beside them."""
    if inside.shape[1] <= 2 * STEP_REACH or min(inside.shape[0], outside.shape[0]) < LEAST_ROWS:
        return np.empty(0, dtype=np.intp)
    (within, even_within), (shade, even) = _columns(inside), _columns(outside)
    r = STEP_REACH
    goes_on = even_within & even & (np.abs(within - shade).max(axis=1) <= SEAM_EVEN)
    before, here, after = shade[: -2 * r], shade[r:-r], shade[2 * r :]
    both = np.minimum(np.abs(here - before), np.abs(here - after)).max(axis=1)
    step = np.abs(after - before).max(axis=1)
    beside = even[: -2 * r] & even[2 * r :]
    return np.flatnonzero(goes_on[r:-r] & beside & ((both >= 2 * LINE_CONTRAST) | (step >= STRONG_STEP))) + r


def _columns(strip: Picture) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
    """Each column's usual colour (columns x 3), and whether it is even."""
    usual = np.asarray(cv2.reduce(strip, 0, cv2.REDUCE_AVG), dtype=np.uint8)
    off = cv2.reduce(cv2.absdiff(strip, np.broadcast_to(usual, strip.shape).copy()), 0, cv2.REDUCE_AVG)
    return usual[0].astype(np.int16), off[0].max(axis=1) <= SEAM_EVEN
