"""Letters one below the other."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from chalicelib.domain.timetable import Box
from chalicelib.ocr.stacks import (
    columns,
    is_word,
    reaching_on,
    side_by_side,
    spaced,
    stacks,
    turned_side_by_side,
    without_digits,
)


def _spelt(*words: str, ground: tuple[int, int, int] = (255, 255, 255)) -> NDArray[np.uint8]:
    """``words`` spelt down a column of cells with rules between them."""
    page = np.full((40 + sum(40 * len(w) + 30 for w in words), 120, 3), ground, dtype=np.uint8)
    y = 20
    for word in words:
        for letter in word:
            y += 40
            (wide, _), _ = cv2.getTextSize(letter, cv2.FONT_HERSHEY_SIMPLEX, 1.0, 2)
            cv2.putText(page, letter, (60 - wide // 2, y), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 2)
        y += 30
        cv2.line(page, (0, y - 12), (119, y - 12), (0, 0, 0), 2)
    return page


def _column(page: NDArray[np.uint8]) -> Box:
    return Box(left=40, top=25, right=80, bottom=page.shape[0] - 1)


@pytest.mark.parametrize("ground", [(255, 255, 255), (90, 200, 250)])
def test_letters_are_found_cell_by_cell(ground: tuple[int, int, int]) -> None:
    page = _spelt("MON", "TUE", ground=ground)
    assert [len(stack) for stack in stacks(page, _column(page))] == [3, 3]


def test_a_dot_belongs_to_its_letter() -> None:
    page = _spelt("Dinner")
    assert [len(stack) for stack in stacks(page, _column(page))] == [6]


def test_lines_at_uneven_distances_are_no_stack() -> None:
    page = np.full((300, 120, 3), 255, dtype=np.uint8)
    for y, size in ((40, 1.0), (70, 0.4), (180, 1.6)):
        cv2.putText(page, "PE", (40, y), cv2.FONT_HERSHEY_SIMPLEX, size, (0, 0, 0), 2)
    assert stacks(page, Box(left=40, top=10, right=80, bottom=190)) == []


def test_boxes_one_below_the_other_are_a_column_and_wide_ones_are_none() -> None:
    letters = [Box(left=10, top=20.0 * i, right=30, bottom=20.0 * i + 22) for i in range(3)]
    wide = [Box(left=50, top=20.0 * i, right=150, bottom=20.0 * i + 22) for i in range(3)]
    apart = Box(left=10, top=200, right=30, bottom=222)
    assert columns([*letters, *wide, apart]) == [[0, 1, 2]]


def test_one_tall_box_is_a_column() -> None:
    assert columns([Box(left=0, top=0, right=20, bottom=80)]) == [[0]]


def test_letters_come_side_by_side_from_the_top() -> None:
    page = _spelt("LUNCH")
    [found] = stacks(page, _column(page))
    line = side_by_side(page, found)
    assert line.shape[1] > 2.5 * line.shape[0]
    assert (line[0] == 255).all()
    first = page[int(found[0].top) : int(found[0].bottom), int(found[0].left) : int(found[0].right)]
    space = (line.shape[0] - int(max(b.height for b in found))) // 2
    assert (line[-space - first.shape[0] : -space, space : space + first.shape[1]] == first).all()


def test_digits_among_letters_are_letters_and_numbers_stay() -> None:
    assert without_digits("M0N") == "MON"
    assert without_digits("FR1") == "FRI"
    assert without_digits("1234") == "1234"


def _in_a_row(word: str, pitch: int) -> NDArray[np.uint8]:
    page = np.full((120, 700, 3), 255, dtype=np.uint8)
    for i, letter in enumerate(word):
        cv2.putText(page, letter, (60 + pitch * i, 70), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 2)
    return page


def test_letters_far_apart_in_a_row_are_found_around_one_of_them() -> None:
    page = _in_a_row("RECREO", 44)
    row = spaced(page, Box(left=190, top=48, right=212, bottom=71))
    assert [round((box.left - row[0].left) / 44) for box in row] == [0, 1, 2, 3, 4, 5]
    assert all(box.top >= 46 and box.bottom <= 73 for box in row)


def test_letters_far_apart_are_found_close_below_another_row() -> None:
    page = _in_a_row("RECREO", 44)
    cv2.putText(page, "Mathematics with Year 4 ....", (20, 36), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 2)
    assert len(spaced(page, Box(left=190, top=48, right=212, bottom=71))) == len("RECREO")


def test_letters_over_a_week_of_wide_columns_are_found_beside_the_time_of_their_row() -> None:
    page = np.hstack([_in_a_row("RECREO", 100), np.full((120, 300, 3), 255, dtype=np.uint8)])
    page[:, 60:] = page[:, :-60].copy()
    cv2.putText(page, "10:30 - 11", (2, 66), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (0, 0, 0), 1)
    letter = Box(left=420, top=48, right=442, bottom=71)
    assert [round(box.left / 100) for box in spaced(page, letter)] == [1, 2, 3, 4, 5, 6]


def test_a_stack_goes_on_above_and_below_what_the_detector_has_seen_of_it() -> None:
    page = _spelt("REHAT")
    seen = Box(left=45, top=70, right=75, bottom=150)
    assert [len(stack) for stack in stacks(page, seen)] != [5]
    (stack,) = reaching_on(page, seen)
    assert len(stack) == len("REHAT")


@pytest.mark.parametrize(("angle", "quarters"), [(90, 3), (270, 1)])
def test_turned_letters_stand_side_by_side_upright(angle: int, quarters: int) -> None:
    page = _in_a_row("RH", 44)
    letters = [Box(left=60 + 44 * i, top=45, right=84 + 44 * i, bottom=74) for i in (0, 1)]
    turned = np.ascontiguousarray(np.rot90(page, quarters))
    high, wide = page.shape[:2]
    sides = [(high - b.bottom, b.left, high - b.top, b.right) for b in letters]
    if angle == 270:
        sides = [(b.top, wide - b.right, b.bottom, wide - b.left) for b in letters[::-1]]
    stack = [Box(left=left, top=top, right=right, bottom=bottom) for left, top, right, bottom in sides]
    assert np.array_equal(turned_side_by_side(turned, stack, angle), side_by_side(page, letters))
    assert not np.array_equal(turned_side_by_side(turned, stack, 360 - angle), side_by_side(page, letters))


def test_a_letter_beside_a_word_is_of_none() -> None:
    page = _in_a_row("R", 44)
    cv2.putText(page, "Mathematics", (200, 70), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 2)
    assert spaced(page, Box(left=60, top=48, right=80, bottom=71)) == []


def test_days_letters_and_the_alphabet_are_no_words() -> None:
    assert is_word("RECREO")
    assert is_word("LÓN")
    assert not any(is_word(letters) for letters in ("MTWTF", "LMMJV", "ABCDEF", "4B"))


def test_the_bar_of_a_t_belongs_to_its_stem() -> None:
    page = np.full((80, 700, 3), 255, dtype=np.uint8)
    for i, letter in enumerate("INTERVAL"):
        cv2.putText(page, letter, (60 + 70 * i, 52), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 1)
    row = spaced(page, Box(left=270, top=29, right=290, bottom=53))
    assert len(row) == 8
    assert row[2].width > 10
