"""The usual colour of a patch and its strongest values are those that numpy finds, to a level."""

from __future__ import annotations

import numpy as np
import pytest

from chalicelib.preprocessing.levels import median_color, percentile


@pytest.mark.parametrize("count", [1, 2, 7, 500])
def test_the_median_color_is_the_channels_own_median(count: int) -> None:
    pixels = np.random.default_rng(count).integers(0, 256, (count, 3)).astype(np.uint8)
    middle = sorted(pixels.tolist(), key=lambda pixel: pixel[0])[(count - 1) // 2][0]
    assert median_color(pixels)[0] == middle


def test_of_two_middle_ones_the_darker_counts() -> None:
    assert median_color(np.array([[10, 0, 255], [20, 0, 255]], dtype=np.uint8)).tolist() == [10, 0, 255]


def test_a_percentile_is_one_of_the_values() -> None:
    values = np.arange(101, dtype=np.float32).reshape(1, -1)
    assert percentile(values, 98) == 98
    assert percentile(np.array([[3.0]], dtype=np.float32), 98) == 3.0
