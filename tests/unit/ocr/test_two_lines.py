"""A box with two lines of text is read line by line."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from chalicelib.ocr.crops import Crop
from chalicelib.ocr.two_lines import lines_apart

USUAL = 30.0


def crop(*baselines: int, angle: int = 0) -> Crop:
    """A box of 60 by 120 pixels at (200, 100) with a word on each of these lines."""
    picture = np.full((60, 120, 3), 255, dtype=np.uint8)
    for baseline in baselines:
        cv2.putText(picture, "gym", (20, baseline), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (0, 0, 0), 2)
    wide, high = (120, 60) if angle == 0 else (60, 120)
    corners = [(200, 100), (200 + wide, 100), (200 + wide, 100 + high), (200, 100 + high)]
    return Crop(np.array(corners, dtype=np.float32), picture, angle)


@pytest.mark.parametrize(
    ("angle", "upper", "lower"), [(0, "top", "bottom"), (270, "left", "right")], ids=["upright", "turned"]
)
def test_a_box_of_two_lines_parts_where_the_least_ink_is(angle: int, upper: str, lower: str) -> None:
    whole = crop(24, 50, angle=angle)
    parts = lines_apart(whole, USUAL)
    assert parts is not None
    above, below = (part.box(1.0) for part in parts)
    assert getattr(above, upper) == getattr(whole.box(1.0), upper)
    assert getattr(below, lower) == getattr(whole.box(1.0), lower)
    assert getattr(above, lower) == getattr(below, upper)
    assert all(22 <= part.picture.shape[0] <= 40 for part in parts)


def test_what_is_as_high_as_the_pages_lines_is_one() -> None:
    assert lines_apart(crop(24, 50), usual=45.0) is None


def test_an_empty_box_is_none() -> None:
    assert lines_apart(crop(), USUAL) is None
