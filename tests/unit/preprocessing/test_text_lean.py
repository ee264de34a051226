"""How far text leans, whatever the edges around it do."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from chalicelib.preprocessing.document import Picture
from chalicelib.preprocessing.straighten import straighten, turned
from chalicelib.preprocessing.text_lean import sharper_lean


def text_page() -> Picture:
    page = np.full((900, 1200, 3), 255, dtype=np.uint8)
    for row in range(12):
        for column in range(5):
            place = (160 + column * 190, 150 + row * 50)
            cv2.putText(page, "Maths Art", place, cv2.FONT_HERSHEY_SIMPLEX, 0.7, (0, 0, 0), 2, cv2.LINE_AA)
    return page


@pytest.mark.parametrize("lean", [-12.0, -3.0, 5.0])
def test_the_lean_of_text(lean: float) -> None:
    leaning = np.asarray(turned(text_page(), -lean), dtype=np.uint8)
    assert abs(sharper_lean(leaning, 0.0, 16.0) - lean) <= 0.5


def test_what_is_believed_stays_where_text_says_nothing_sharper() -> None:
    assert sharper_lean(text_page(), 0.1, 16.0) == pytest.approx(0.1, abs=0.3)
    blank = np.full((900, 1200, 3), 255, dtype=np.uint8)
    assert sharper_lean(blank, 0.7, 16.0) == 0.7


def test_only_the_sheet_counts() -> None:
    leaning = turned(text_page(), 6.0)
    height, width = leaning.shape[:2]
    corner = np.array([[0, 0], [30, 0], [30, 30], [0, 30]], dtype=np.float32)
    whole = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    assert sharper_lean(leaning, 0.0, 16.0, corner) == 0.0
    assert abs(sharper_lean(leaning, 0.0, 16.0, whole) + 6.0) <= 0.5


def test_a_slanted_print_within_straight_edges_is_made_level() -> None:
    sheet = turned(text_page(), 6.0)
    cv2.rectangle(sheet, (10, 10), (sheet.shape[1] - 10, sheet.shape[0] - 10), (0, 0, 0), 4)
    level = straighten(sheet)
    assert abs(sharper_lean(level, 0.0, 16.0)) <= 0.5


def test_one_dashed_line_is_level_as_it_is() -> None:
    page = np.full((900, 900, 3), 255, dtype=np.uint8)
    for left in range(60, 840, 12):
        page[450, left : left + 6] = 0
    assert sharper_lean(page, 0.0, 16.0) == 0.0


def test_the_grain_of_a_desk_is_no_text() -> None:
    desk = np.full((900, 1300, 3), 210, dtype=np.uint8)
    for row in range(4, 896, 8):
        for left in range((row * 7) % 40, 1260, 45):
            desk[row : row + 2, left : left + 24] = 150
    sheet = turned(text_page(), -8.0)
    small = cv2.resize(sheet, (700, 560), interpolation=cv2.INTER_AREA)
    desk[170:730, 300:1000] = small
    assert abs(sharper_lean(desk, 8.0, 16.0) - 8.0) <= 1.0


def test_rows_that_grow_sharper_to_the_last_lean_have_no_peak(monkeypatch: pytest.MonkeyPatch) -> None:
    sharper = lambda down, across, lean: 10.0 + lean**2  # noqa: E731
    monkeypatch.setattr("chalicelib.preprocessing.text_lean._sharpness", sharper)
    assert sharper_lean(text_page(), 0.3, 16.0) == 0.3
