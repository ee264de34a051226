"""Words whose letters are turned and stand far apart down a column."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from benchmarks.made.fonts import Face, font
from chalicelib.domain.timetable import Box
from chalicelib.ocr import local_engine
from chalicelib.ocr.squeezed import squeezed, strips

STEP = 60


def page(word: str, step: int = STEP, size: int = 34) -> NDArray[np.uint8]:
    """``word`` turned by a quarter clockwise down a page, its letters ``step`` pixels apart, lessons beside it."""
    row = Image.new("RGB", (100 + step * len(word), 120), "white")
    pen = ImageDraw.Draw(row)
    for i, letter in enumerate(word):
        pen.text((60 + step * i, 40), letter, font=font(Face.VERA, size, bold=False), fill=(0, 0, 0))
    turned = cv2.rotate(np.asarray(row).copy(), cv2.ROTATE_90_CLOCKWISE)
    sheet = Image.fromarray(cv2.copyMakeBorder(turned, 0, 0, 300, 300, cv2.BORDER_CONSTANT, value=(255, 255, 255)))
    pen = ImageDraw.Draw(sheet)
    for top, lesson in ((100, "Português"), (250, "Matemática"), (400, "Inglês")):
        pen.text((20, top), lesson, font=font(Face.VERA, 30, bold=False), fill=(0, 0, 0))
    return np.asarray(sheet)[:, :, ::-1].copy()


def test_a_strip_reaches_on_to_the_letters_that_the_detector_has_not_seen() -> None:
    picture = page("RECREO")
    ((strip, parts),) = strips(picture, [Box(left=340, top=120, right=380, bottom=145)])
    assert parts == [0]
    assert strip.top < 70
    assert strip.bottom > 60 + 5 * STEP


def test_parts_of_one_column_are_one_word_and_those_of_others_are_not() -> None:
    blank = np.full((900, 900, 3), 255, np.uint8)
    boxes = [Box(left=100, top=y, right=140, bottom=y + 30) for y in (100, 400)]
    found = strips(blank, [*boxes, Box(left=500, top=100, right=540, bottom=130)])
    assert sorted(sorted(group) for _, group in found) == [[0, 1], [2]]


def test_letters_are_set_close_and_stand_upright() -> None:
    picture = page("RECREO")
    line = squeezed(picture, Box(left=320, top=20, right=400, bottom=480), 1)
    assert line is not None
    assert line.shape[1] < 460 / 1.5
    assert squeezed(np.full((100, 100, 3), 255, np.uint8), Box(left=0, top=0, right=99, bottom=99), 1) is None


def test_the_engine_reads_such_a_word() -> None:
    pytest.importorskip("rapidocr", reason="the local OCR engine is not installed")
    words = local_engine().read(page("INTERVALO", step=52, size=26))
    assert [(w.text, w.angle) for w in words if w.box.left > 250] == [("INTERVALO", 90)]
    assert {w.text for w in words if w.box.left < 250} == {"Português", "Matemática", "Inglês"}
