"""Pictures that cannot be read: what a teacher is told, and that nothing read on them is accepted unseen."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from chalicelib.domain.errors import SENTENCES, ErrorCode, NotATimetable, UnreadablePicture
from chalicelib.domain.page import PageSource, PreparedPage, Word
from chalicelib.domain.timetable import AUTO_ACCEPT_CONFIDENCE, Box, ExtractedTimetable
from chalicelib.extraction import extract
from chalicelib.extraction.lines.legibility import BLURRED, MISSING, TOO_SMALL, doubted
from chalicelib.preprocessing.sharpness import is_blurred, sharpness
from samples.bad_inputs import build

SAMPLES = Path(__file__).resolve().parents[4] / "samples"


def sample(name: str, blur: float = 0.0) -> np.ndarray:
    picture = cv2.imread(str(SAMPLES / name))
    return cv2.GaussianBlur(picture, (0, 0), blur) if blur else picture


def refused(picture: np.ndarray, *words: Word) -> str:
    """What a teacher is told of a page with such words and such a picture."""
    height, width = picture.shape[:2]
    page = PreparedPage(number=1, width=width, height=height, source=PageSource.RASTER, words=words)
    with pytest.raises((NotATimetable, UnreadablePicture)) as told:
        extract([page], {1: picture})
    return str(told.value)


def small_print(confidence: float) -> Word:
    return Word(text="Maths", box=Box(left=10, top=10, right=40, bottom=16), confidence=confidence)


@pytest.mark.parametrize("name", ["class-week.png", "class-photo.jpg"])
def test_sharpness_falls_with_every_step_out_of_focus(name: str) -> None:
    seen = [sharpness(sample(name, blur)) for blur in (0, 1, 2, 3, 4, 6)]
    assert seen == sorted((found for found in seen if found is not None), reverse=True)
    assert [is_blurred(sample(name, blur)) for blur in (0, 1, 2, 3, 4, 6)] == [False, False, False, True, True, True]


def test_noise_and_empty_paper_are_not_blurred() -> None:
    grain = np.random.default_rng(3).normal(200, 6, (400, 600, 3)).clip(0, 255).astype(np.uint8)
    assert sharpness(grain) is None
    assert not is_blurred(np.full((400, 600, 3), 255, np.uint8))


def test_a_blurred_picture_without_a_timetable_is_asked_for_again() -> None:
    assert refused(sample("class-week.png", 4)) == BLURRED


def test_so_is_one_whose_letters_are_too_small_to_be_read() -> None:
    sharp = sample("class-week.png")
    assert refused(sharp, *[small_print(0.7)] * 9) == TOO_SMALL
    assert refused(sharp, *[small_print(0.97)] * 9) == SENTENCES[ErrorCode.NOT_A_TIMETABLE]


def test_a_sharp_letter_is_no_timetable_however_often_it_is_photographed() -> None:
    letter = cv2.imdecode(np.frombuffer(build("not_a_timetable.png"), np.uint8), cv2.IMREAD_COLOR)
    assert refused(letter) == SENTENCES[ErrorCode.NOT_A_TIMETABLE]


@pytest.mark.parametrize(("blur", "accepted"), [(0, True), (3, False)])
def test_what_is_read_on_a_blurred_page_is_not_accepted_unseen(blur: float, accepted: bool) -> None:
    read = ExtractedTimetable(timeblocks=(), confidence=99.5)
    found = doubted(read, {1: sample("class-photo.jpg", blur)})
    assert (found.confidence >= AUTO_ACCEPT_CONFIDENCE) is accepted
    assert (MISSING in found.remarks) is not accepted
