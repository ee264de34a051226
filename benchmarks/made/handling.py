"""What people do to a picture before they send it: cut it out, leave margins, dim it, shrink it, lay it on a desk."""

from __future__ import annotations

import cv2
import numpy as np

from benchmarks.made import effects
from benchmarks.made.effects import Generator, Picture

HANDLED = 0.5
"""Share of the pictures that somebody has done something to."""


def _trimmed(picture: Picture, rng: Generator) -> Picture:
    """Only what is printed, with a little of the page around it, or cut into."""
    ground = picture[2, 2].astype(np.int16)
    printed = np.abs(picture.astype(np.int16) - ground).max(axis=2) > 48
    rows, columns = np.flatnonzero(printed.any(axis=1)), np.flatnonzero(printed.any(axis=0))
    if len(rows) < 50 or len(columns) < 50:
        return picture
    around = rng.uniform(-0.02, 0.08, 4) * max(len(rows), len(columns))
    top, bottom = int(rows[0] - around[0]), int(rows[-1] + around[1])
    left, right = int(columns[0] - around[2]), int(columns[-1] + around[3])
    return np.ascontiguousarray(picture[max(top, 0) : bottom + 1, max(left, 0) : right + 1])


def _with_margins(picture: Picture, rng: Generator) -> Picture:
    """On a larger canvas of one colour, as slides and screenshots have it, or on a desk."""
    height, width = picture.shape[:2]
    around = (rng.uniform(0, 0.3, 4) * max(height, width)).astype(int)
    size = (height + int(around[0] + around[1]), width + int(around[2] + around[3]))
    if rng.random() < 0.4:
        canvas = effects.surface(*size, rng)
    else:
        color = picture[2, 2] if rng.random() < 0.5 else rng.integers(0, 256, 3)
        canvas = np.full((*size, 3), color, np.uint8)
    canvas[around[0] : around[0] + height, around[2] : around[2] + width] = picture
    return canvas


def _dimmed(picture: Picture, rng: Generator) -> Picture:
    """Too dark, too pale or too flat."""
    gain, lift = float(rng.uniform(0.45, 1.0)), float(rng.uniform(0, 50))
    return np.asarray(cv2.convertScaleAbs(picture, alpha=gain, beta=lift), np.uint8)


def _shrunk(picture: Picture, rng: Generator) -> Picture:
    """As messengers pass pictures on: 480 to 900 pixels."""
    return effects.rescale(picture, min(int(rng.integers(480, 900)), max(picture.shape[:2])))


def handled(picture: Picture, rng: Generator) -> Picture:
    """The picture after up to three of these, by lot."""
    if rng.random() < 0.5:
        picture = _trimmed(picture, rng)
    if rng.random() < 0.3:
        picture = _with_margins(picture, rng)
    if rng.random() < 0.25:
        picture = _dimmed(picture, rng)
    if rng.random() < 0.3:
        picture = _shrunk(picture, rng)
    return picture
