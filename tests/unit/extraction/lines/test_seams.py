"""Rules that a reader's box runs over."""

import cv2
import numpy as np
import pytest

from chalicelib.domain.timetable import Box
from chalicelib.extraction.lines.seams import parts_at_seams


def sheet(left: int = 255, right: int = 255) -> np.ndarray:
    """A white (or two-coloured) sheet with two words on one line that meet at 150."""
    picture = np.full((100, 300, 3), 255, np.uint8)
    picture[:, :150], picture[:, 150:] = left, right
    cv2.putText(picture, "Maths", (60, 60), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (0, 0, 0), 2)
    cv2.putText(picture, "Music", (165, 60), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (0, 0, 0), 2)
    return picture


BOTH = Box(left=55, top=38, right=245, bottom=66)


@pytest.mark.parametrize("turned", [False, True])
def test_a_rule_through_a_box_parts_it(turned: bool) -> None:
    picture, box = sheet(), BOTH
    picture[:, 149:151] = 0
    if turned:
        picture = np.ascontiguousarray(picture.transpose(1, 0, 2))
        box = Box(left=box.top, top=box.left, right=box.bottom, bottom=box.right)
    first, second = parts_at_seams(picture, box)
    ends = (first.bottom, second.top) if turned else (first.right, second.left)
    assert 140 < ends[0] < 150 < ends[1] < 160


def test_two_grounds_that_meet_part_it() -> None:
    first, second = parts_at_seams(sheet(left=255, right=200), BOTH)
    assert 140 < first.right <= 150 <= second.left < 160


def test_letters_and_blanks_do_not() -> None:
    assert parts_at_seams(sheet(), BOTH) == [BOTH]
    short = sheet()
    short[40:64, 149:151] = 0  # a stroke as high as the letters: an I, and no rule
    assert parts_at_seams(short, BOTH) == [BOTH]


def test_a_box_of_one_word_is_left_alone() -> None:
    picture = sheet()
    picture[:, 149:151] = 0
    narrow = Box(left=120, top=38, right=180, bottom=66)
    assert parts_at_seams(picture, narrow) == [narrow]
