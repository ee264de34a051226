"""Where on a page there is print."""

from __future__ import annotations

import cv2
import numpy as np

from chalicelib.ocr.local import MARGIN, _content


def test_even_margins_are_left_out() -> None:
    page = np.full((1000, 800, 3), 240, dtype=np.uint8)
    cv2.rectangle(page, (200, 300), (600, 700), (20, 20, 20), 3)
    left, top, right, bottom = _content(page)
    assert 200 - MARGIN - 4 <= left <= 200
    assert 300 - MARGIN - 4 <= top <= 300
    assert 600 <= right <= 604 + MARGIN
    assert 700 <= bottom <= 704 + MARGIN


def test_a_blank_page_stays_whole() -> None:
    assert _content(np.full((100, 80, 3), 255, dtype=np.uint8)) == (0, 0, 80, 100)


def test_a_shadow_is_no_print() -> None:
    shade = np.linspace(255, 120, 400).astype(np.uint8)
    page = np.repeat(np.tile(shade, (300, 1))[:, :, None], 3, axis=2).copy()
    cv2.putText(page, "Maths", (150, 150), cv2.FONT_HERSHEY_SIMPLEX, 1, (0, 0, 0), 2)
    left, top, _right, _bottom = _content(page)
    assert left > 80
    assert top > 80
