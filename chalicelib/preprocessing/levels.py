"""Usual colours and strongest contrasts of small patches of a picture.

numpy's median and percentile sort what they are given, a call at a time; a picture has hundreds of words to be asked
about. Levels are few: they are counted instead.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LEVELS = 256


def median_color(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The median of each of the three channels of ``pixels`` (n x 3, at least one); of two middle ones the darker."""
    half = (pixels.shape[0] + 1) // 2
    channels = [np.bincount(channel, minlength=LEVELS).cumsum().searchsorted(half) for channel in pixels.T]
    return np.array(channels, dtype=np.uint8)


def percentile(values: NDArray[np.float32], percent: float) -> float:
    """The value below or at which ``percent`` of ``values`` (at least one) lie; one of them, not between two."""
    flat = values.ravel()
    rank = int(percent / 100 * (flat.size - 1))
    return float(np.partition(flat, rank)[rank])
