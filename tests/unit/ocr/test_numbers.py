"""Numbers that stand alone, by how they count up."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from chalicelib.domain.timetable import Box
from chalicelib.ocr.numbers import Picture, lone_numbers

LINES = [
    Box(left=200 + 150 * x, top=100 + 60 * y, right=300 + 150 * x, bottom=124 + 60 * y)
    for x in range(4)
    for y in range(6)
]


def page(ground: int, ink: int, marks: Sequence[str]) -> NDArray[np.uint8]:
    picture = np.full((500, 800, 3), 235, dtype=np.uint8)
    for i, mark in enumerate(marks):
        picture[90 + 60 * i : 135 + 60 * i, 90:150] = ground
        cv2.putText(picture, mark, (110, 121 + 60 * i), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (ink, ink, ink), 2)
    return picture


def saying(*texts: str):
    def read(pictures: Sequence[Picture]) -> list[tuple[str, float]]:
        return [(text, 0.99) for text, _ in zip(texts, pictures, strict=False)]

    return read


@pytest.mark.parametrize(("ground", "ink"), [(235, 20), (90, 250)])
def test_figures_down_the_first_column_are_read_where_they_count_up(ground: int, ink: int) -> None:
    found = lone_numbers(page(ground, ink, "012345"), LINES, saying("0.", "1.", "2.", "3.", "4", "5"))
    assert [text for text, _, _ in found] == ["0", "1", "2", "3", "4", "5"]
    assert [box.center[1] for _, _, box in found] == pytest.approx([114 + 60 * i for i in range(6)], abs=4)


@pytest.mark.parametrize(
    "texts",
    [
        ("1", "1", "1", "1", "1", "1"),
        ("7", "8", "3", "1", "9", "2"),
        ("L", "T", "I", "1", "2", "+"),
        ("1", "²", "③", "4", "L", "+"),
    ],
)
def test_what_does_not_count_up_is_no_period_s_number(texts: tuple[str, ...]) -> None:
    assert lone_numbers(page(235, 20, "123456"), LINES, saying(*texts)) == []


def test_what_was_found_already_is_not_read_again() -> None:
    known = [Box(left=100, top=95 + 60 * i, right=135, bottom=130 + 60 * i) for i in range(6)]
    assert lone_numbers(page(235, 20, "123456"), [*LINES, *known], saying("1", "2", "3", "4", "5", "6")) == []
    assert lone_numbers(page(235, 20, "123456"), LINES[:2], saying("1", "2", "3", "4", "5", "6")) == []
