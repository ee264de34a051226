"""Rules of a table that cross what the detector took for one line of text."""

from __future__ import annotations

import itertools

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

LONG = 2.5
"""A part is looked through when it is this much longer than high: shorter ones hold one word."""

AROUND = 2.0
"""Heights of the part that a rule goes on above and below it. Letters do not: the detector's parts are about half as
high as the letters, so this is a line of text further on either side."""

SEEN = 0.98
"""Share of its way along which a rule must be seen; the blank between two lines of text is more than the rest."""

EVEN = 0.6
"""Share of its usual strength that a rule has wherever it is seen: a rule is as strong between two lines of text as
beside them, letters that stand one below the other are not."""

REACH = 3
"""Pixels on either side of an edge that are compared: the edges of photos are that wide."""

STEP = 24
"""Levels by which the grounds on both sides of an edge differ, or a rule from its ground."""

PROMINENT = 4.0
"""Times the usual change along the part that a rule must reach: the stripes of a photographed screen are no rules."""

APART = 2.0
"""Heights of the part between two rules; what lies closer is a texture."""

LEAN = 1
"""Pixels that a rule may stray sideways along its way: what is left of a skew after straightening."""

END = 0.06
"""Share of the part's length at its ends where a rule cuts nothing off."""


def rule_places(picture: Picture, part: tuple[int, int, int, int]) -> list[int]:
    """Where, in pixels along the part's longer side, rules cross ``part`` (left, top, right, bottom) of ``picture``."""
    left, top, right, bottom = part
    if right - left < bottom - top:  # the same question about the picture lying on its side
        picture, (left, top, right, bottom) = picture.transpose(1, 0, 2), (top, left, bottom, right)
    wide, high = right - left, bottom - top
    if wide < max(LONG * high, 4 * REACH):
        return []
    around = round(AROUND * high)
    strip = picture[max(0, top - around) : bottom + around, left:right]
    if strip.shape[0] < high + around:
        return []
    seen = _seen(np.ascontiguousarray(strip))
    end = max(REACH, round(END * wide))
    seen[:end] = seen[-end:] = False
    places = _middles(seen)
    return [] if any(b - a < APART * high for a, b in itertools.pairwise(places)) else places


def _seen(strip: Picture) -> NDArray[np.bool_]:
    """Columns of ``strip`` along whose whole height the colour changes from left to right, or a stroke runs."""
    smooth = cv2.blur(strip, (1, 3)).astype(np.int16)  # noise goes
    left, middle, right = smooth[:, : -2 * REACH], smooth[:, REACH:-REACH], smooth[:, 2 * REACH :]
    step = _throughout(right - left)
    stroke = _throughout(middle - np.maximum(left, right)) | _throughout(middle - np.minimum(left, right))
    return np.pad(step | stroke, REACH)


def _throughout(change: NDArray[np.int16]) -> NDArray[np.bool_]:
    """Columns in which one of the three channels changes evenly by ``STEP`` or more, in the same sense all along."""
    if not _anywhere(change):
        return np.zeros(change.shape[1], dtype=np.bool_)
    usual = np.median(change, axis=0)
    signed = change * np.sign(usual).astype(np.int16)
    near = cv2.dilate(signed, np.ones((1, 2 * LEAN + 1), np.uint8))
    strength = np.abs(usual)
    share = (near >= EVEN * strength).mean(axis=0)
    strong = strength >= np.maximum(STEP, PROMINENT * np.median(strength, axis=0))
    return np.asarray((strong & (share >= SEEN)).any(axis=1), dtype=np.bool_)


def _anywhere(change: NDArray[np.int16]) -> bool:
    """Whether the median of any column may be ``STEP`` or more either way: half of its rows are. Most parts of a page
    have no such column, and counting takes a tenth of the time that medians do."""
    half = change.shape[0] // 2
    return any(bool((np.count_nonzero(side, axis=0) >= half).any()) for side in (change >= STEP, change <= -STEP))


def _middles(seen: NDArray[np.bool_]) -> list[int]:
    """The middle of each run of places."""
    ends = np.flatnonzero(np.diff(np.concatenate([[False], seen, [False]]).astype(np.int8)))
    return [int(a + b) // 2 for a, b in ends.reshape(-1, 2).tolist()]
