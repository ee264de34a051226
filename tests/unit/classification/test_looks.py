"""How documents without words of their own are judged by their looks."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from benchmarks.made.document import make
from benchmarks.made.fonts import Face, font
from benchmarks.made.others import OtherKind, make_other
from benchmarks.made.pdf import write_scan
from benchmarks.made.raster import draw_picture
from benchmarks.made.reconcile import reconcile
from benchmarks.made.sheet import Line, Sheet, TextBlock
from benchmarks.made.traits import Output, Traits
from benchmarks.made.typeset import typeset
from benchmarks.made.word import write_picture
from chalicelib.classification import classify, picture_features, strokes, word_features, word_shapes
from chalicelib.classification.settings import NEUTRAL
from chalicelib.classification.timetable_or_not import picture_probability
from chalicelib.domain.documents import TextSource

SEED = 88_000_000
"""Far from the seeds of the training."""


def page_of(lines: list[str], columns: int = 1) -> NDArray[np.uint8]:
    block = TextBlock(tuple(Line(line) for line in lines), 12)
    page = typeset(Sheet(((block,) * columns,), Face.ARIAL, 600, 400))
    return np.asarray(draw_picture(page, 1.4), np.uint8)[:, :, ::-1].copy()


def seen(picture: NDArray[np.uint8]) -> dict[str, float]:
    drawn = strokes.drawn(picture)
    return word_features.measure(drawn.gray, drawn.text)


@pytest.mark.parametrize("output", [Output.SCANNED_PDF, Output.PICTURE_DOCX])
def test_scans_and_pictures_in_word_files_are_looked_at(output: Output) -> None:
    traits = reconcile(Traits(output=output))
    for seed in range(SEED, SEED + 3):
        found = classify(make(seed, traits).content)
        assert (found.text_source, found.timetable_probability > NEUTRAL) == (TextSource.RASTER, True)
    for kind in (OtherKind.LETTER, OtherKind.NEWSPAPER):
        found = classify(make_other(SEED, kind, traits).content)
        assert (found.text_source, found.timetable_probability < NEUTRAL) == (TextSource.RASTER, True)


def test_what_has_no_words_is_never_refused_unread() -> None:
    blank = Image.new("RGB", (1240, 1754), "white")
    assert classify(write_scan([blank])).timetable_probability < NEUTRAL
    assert classify(write_picture(blank)).timetable_probability < NEUTRAL


def test_the_second_page_of_a_scan_is_looked_at_too() -> None:
    timetable = Image.open(io.BytesIO(make(SEED, Traits(output=Output.PNG)).content)).convert("RGB")
    cover = Image.new("RGB", (1240, 1754), "white")
    assert classify(write_scan([cover, timetable])).timetable_probability > NEUTRAL


def test_a_giant_settles_nothing() -> None:
    out = io.BytesIO(b"")
    Image.new("1", (9000, 9000)).save(out, "PNG")
    assert picture_probability(out.getvalue()) == NEUTRAL


def test_times_are_told_from_words_by_their_shapes() -> None:
    times = seen(page_of([f"{hour}:15 - {hour}:45" for hour in range(8, 18)]))
    words = seen(page_of(["Mathematics", "Geography", "Assembly", "English", "Science", "History", "Swimming"]))
    assert times["time_share"] > 0.6 > 0.2 > words["time_share"]
    assert times["time_in_column"] > 7


def test_day_names_are_told_from_other_words_by_their_shapes() -> None:
    days = seen(page_of(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]))
    words = seen(page_of(["Mathematics", "Geography", "Swimming", "Assembly", "English"]))
    assert days["day_in_column"] > 3 > 1 > words["day_in_column"]


def test_words_that_come_again_are_twins() -> None:
    again = seen(page_of(["Mathematics", "Geography", "Swimming"] * 3))
    once = seen(page_of(["Mathematics", "Geography", "Swimming", "Assembly", "Drama club", "English"]))
    assert again["twin_share"] > 0.9
    assert once["twin_share"] == 0.0


def test_a_page_on_its_side_is_turned() -> None:
    page = page_of(["Mathematics and geography", "Swimming before lunch"] * 6)
    upright, turned = picture_features.measure(page), picture_features.measure(np.rot90(page).copy())
    assert turned["aspect"] == pytest.approx(upright["aspect"], rel=0.1)
    assert turned["word_rows"] == upright["word_rows"]


def test_a_page_without_words_has_none() -> None:
    words = word_shapes.find_words(np.full((200, 300), 255, np.uint8), np.zeros((200, 300), np.uint8))
    assert len(words.boxes) == 0
    assert word_shapes.load().probabilities(words).shape == (0, len(word_shapes.CLASSES))


def test_strips_are_dark_on_light_and_light_on_dark_alike() -> None:
    drawn = Image.new("L", (200, 40), 255)
    ImageDraw.Draw(drawn).text((10, 8), "09:30", font=font(Face.ARIAL, 20, bold=False), fill=0)
    gray = np.asarray(drawn, np.uint8)
    text = np.asarray(cv2.threshold(gray, 128, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)
    dark = word_shapes.find_words(np.asarray(255 - gray, np.uint8), text)
    light = word_shapes.find_words(gray, text)
    assert np.abs(dark.strips - light.strips).max() < 0.05
