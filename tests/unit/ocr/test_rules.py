"""A line of text that the detector drew across a rule of the table."""

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.ocr.rules import rule_places

PART = (40, 90, 360, 110)
"""What the detector's answer holds of a line of text: about half as high as its letters."""


def _page(left: tuple[int, int, int], right: tuple[int, int, int]) -> NDArray[np.uint8]:
    page = np.empty((200, 400, 3), dtype=np.uint8)
    page[:, :200], page[:, 200:] = left, right
    for text, x in (("Biology", 50), ("History", 215)):
        for y in (60, 110, 160):
            cv2.putText(page, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (20, 20, 20), 2)
    return page


def test_a_stroke_between_two_cells_crosses_the_line() -> None:
    page = _page((255, 255, 255), (255, 255, 255))
    cv2.line(page, (200, 0), (200, 199), (90, 90, 90), 2)
    [place] = rule_places(page, PART)
    assert abs(PART[0] + place - 200) <= 2


def test_cells_told_apart_by_their_colour_do_too() -> None:
    [place] = rule_places(_page((200, 230, 150), (150, 140, 220)), PART)
    assert abs(PART[0] + place - 200) <= 2


def test_letters_one_below_the_other_are_no_rule() -> None:
    page = np.full((200, 400, 3), 255, dtype=np.uint8)
    for y in (40, 75, 110, 145, 180):
        cv2.putText(page, "Illicit trillium", (50, y), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (20, 20, 20), 2)
    assert rule_places(page, PART) == []


def test_stripes_of_a_screen_are_no_rules() -> None:
    page = _page((255, 255, 255), (255, 255, 255))
    page[:, ::6] = 180
    page[:, 1::6] = 180
    assert rule_places(page, PART) == []


def test_turned_lines_are_crossed_by_horizontal_rules() -> None:
    page = np.ascontiguousarray(_page((255, 255, 255), (120, 200, 250)).transpose(1, 0, 2))
    left, top, right, bottom = PART
    [place] = rule_places(page, (top, left, bottom, right))
    assert abs(left + place - 200) <= 2


def test_a_short_line_is_not_cut() -> None:
    page = np.full((200, 400, 3), 255, dtype=np.uint8)
    cv2.line(page, (200, 0), (200, 199), (0, 0, 0), 2)
    assert rule_places(page, (190, 90, 215, 110)) == []
