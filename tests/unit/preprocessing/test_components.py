"""The boxes of connected areas, against OpenCV's own."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from chalicelib.preprocessing.components import component_boxes


@pytest.mark.parametrize("connectivity", [4, 8])
@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.7, 1.0])
def test_boxes_and_their_order_are_those_of_opencv(connectivity: int, share: float) -> None:
    drawn = np.random.default_rng(7).random((61, 83)) < share
    mask = np.where(drawn, 255, 0).astype(np.uint8)
    stats = cv2.connectedComponentsWithStats(mask, connectivity=connectivity)[2]
    assert np.array_equal(component_boxes(mask, connectivity), stats[1:])


def test_areas_at_the_edges_of_neighbouring_rows_stay_apart() -> None:
    mask = np.array([[0, 0, 255], [255, 0, 0]], np.uint8)
    assert sorted(component_boxes(mask, 4).tolist(), reverse=True) == [[2, 0, 1, 1, 1], [0, 1, 1, 1, 1]]
