"""Pages whose lines meet in a point."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from chalicelib.preprocessing.perspective import flattened
from chalicelib.preprocessing.straighten import straight_edges
from chalicelib.preprocessing.vanishing import straightening

WIDE, HIGH = 1600, 1200


def segments(transform: NDArray[np.float64]) -> NDArray[np.float64]:
    """The rules of a table under a transform of the picture."""
    level = [[(100.0, y), (1500.0, y)] for y in range(100, 1101, 100)]
    upright = [[(x, 100.0), (x, 1100.0)] for x in range(100, 1501, 200)]
    ends = np.array([*level, *upright], dtype=np.float64)
    return np.asarray(cv2.perspectiveTransform(ends, transform).reshape(-1, 4), dtype=np.float64)


@pytest.mark.parametrize("tilt", [(2e-4, 0.0), (0.0, 2e-4), (1e-4, -1.5e-4)])
def test_lines_that_meet_become_parallel_and_level(tilt: tuple[float, float]) -> None:
    seen = segments(np.array([[1, 0.02, 0], [0.01, 1, 0], [*tilt, 1]]))
    transform = straightening(seen, WIDE, HIGH)
    assert transform is not None
    flat = cv2.perspectiveTransform(seen.reshape(-1, 2, 2), transform)
    along = np.abs(flat[:, 1] - flat[:, 0])
    assert np.degrees(np.arctan2(along.min(axis=1), along.max(axis=1))).max() < 0.2


def test_parallel_lines_few_lines_and_a_heap_of_lines_say_nothing() -> None:
    assert straightening(segments(np.eye(3)), WIDE, HIGH) is None
    assert straightening(segments(np.eye(3))[:6], WIDE, HIGH) is None
    heap = np.random.default_rng(3).uniform(0, 1200, (60, 4))
    assert straightening(heap, WIDE, HIGH) is None


def test_a_page_whose_edges_are_outside_of_the_picture_is_straightened() -> None:
    page = np.full((HIGH, WIDE, 3), 240, dtype=np.uint8)
    for y in range(60, HIGH, 90):
        cv2.line(page, (0, y), (WIDE, y), (40, 40, 40), 3)
    for x in range(60, WIDE, 160):
        cv2.line(page, (x, 0), (x, HIGH), (40, 40, 40), 3)
    frame = np.array([[0, 0], [WIDE, 0], [WIDE, HIGH], [0, HIGH]], dtype=np.float32)
    seen = np.array([[-80, -60], [1700, 30], [1650, 1190], [-60, 1330]], dtype=np.float32)
    photo = np.asarray(
        cv2.warpPerspective(page, cv2.getPerspectiveTransform(frame, seen), (WIDE, HIGH)), dtype=np.uint8
    )
    assert straight_edges(photo).parallel_share < 0.7
    assert straight_edges(flattened(photo)).parallel_share > 0.9


def test_the_raster_of_a_photographed_screen_says_nothing_of_the_pages_edges() -> None:
    page = np.full((HIGH, WIDE, 3), 235, dtype=np.uint8)
    for y in range(200, 1000, 100):
        cv2.rectangle(page, (200, y), (1400, y + 50), (60, 60, 60), -1)
    down, across = np.mgrid[0:HIGH, 0:WIDE]
    raster = np.where((across + down // 2) % 8 < 4, 0, 55)[..., None]
    edges = straight_edges((page - raster).astype(np.uint8))
    assert edges.lengths.size > 0
    assert np.abs(edges.leans).max() < 1.0
