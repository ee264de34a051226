"""What of a picture is looked at: the printed part, upright, at one size."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.made.fonts import Face
from benchmarks.made.raster import draw_picture
from benchmarks.made.sheet import Line, Sheet, TextBlock
from benchmarks.made.typeset import typeset
from chalicelib.classification import picture_features, printed_part, strokes

Picture = NDArray[np.uint8]
LINES = ("Mathematics and geography", "Swimming before lunch", "A letter to all parents") * 6


def page(scale: float = 1.4) -> Picture:
    block = TextBlock(tuple(Line(line) for line in LINES), 12)
    sheet = typeset(Sheet(((block, block),), Face.ARIAL, 600, 400))
    return np.asarray(draw_picture(sheet, scale), np.uint8)[:, :, ::-1].copy()


def on_a_desk(picture: Picture) -> Picture:
    """The picture as a camera sees it that is held askew: the desk around it is dark and has a grain."""
    rng = np.random.default_rng(4)
    height, width = picture.shape[:2]
    desk = np.repeat(rng.integers(40, 90, (2 * height, 1, 3)), 2 * width, axis=1).astype(np.uint8)
    here = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    there = here + np.array([[260, 150], [200, 210], [240, 260], [180, 200]], np.float32)
    matrix = cv2.getPerspectiveTransform(here, there)
    size = (2 * width, 2 * height)
    seen = cv2.warpPerspective(picture, matrix, size)
    mask = cv2.warpPerspective(np.full_like(picture, 255), matrix, size)
    return np.where(mask > 0, seen, desk).astype(np.uint8)


def words(picture: Picture) -> int:
    return len(strokes.words_of(printed_part.upright(picture).text, (2, 5)))


def test_a_page_on_a_desk_is_cut_out_of_it() -> None:
    flat, photographed = (picture_features.measure(picture) for picture in (page(), on_a_desk(page())))
    assert photographed["word_rows"] == flat["word_rows"] == len(LINES)
    assert photographed["aspect"] == pytest.approx(flat["aspect"], rel=0.1)


def test_empty_paper_around_the_print_is_left_out() -> None:
    small = page(0.9)
    framed = cv2.copyMakeBorder(small, 30, 700, 30, 500, cv2.BORDER_CONSTANT, value=(255, 255, 255))
    near, far = (picture_features.measure(np.asarray(p, np.uint8)) for p in (small, framed))
    assert far["aspect"] == pytest.approx(near["aspect"], rel=0.05)
    assert far["text_height"] == pytest.approx(near["text_height"], rel=0.15)


def test_light_letters_in_a_dark_heading_are_letters() -> None:
    sheet = np.full((300, 800, 3), 255, np.uint8)
    sheet[100:140] = (90, 30, 60)
    cv2.putText(sheet, "Monday", (300, 128), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (255, 255, 255), 2)
    cv2.putText(sheet, "Monday", (300, 228), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (0, 0, 0), 2)
    text = strokes.drawn(sheet).text > 0
    heading, below = text[108:136, 290:410], text[208:236, 290:410]
    assert heading.sum() == pytest.approx(below.sum(), rel=0.5)


def test_a_dim_picture_shows_the_same_words() -> None:
    dim = cv2.convertScaleAbs(page(), alpha=0.45, beta=20)
    assert words(np.asarray(dim, np.uint8)) == pytest.approx(words(page()), rel=0.1)


def test_a_small_picture_is_grown_and_a_giant_made_smaller() -> None:
    small = printed_part.upright(page(0.7)).gray.shape
    assert max(small) > 1.5 * 0.7 * 400
    large = cv2.imencode(".png", np.full((5000, 4000, 3), 255, np.uint8))[1].tobytes()
    loaded = printed_part.load(large)
    assert loaded is not None
    assert max(loaded.shape) <= printed_part.MOST_LONGEST
    assert max(printed_part.upright(loaded).gray.shape) == printed_part.LONGEST


@pytest.mark.parametrize("shape", [(32, 20_000, 3), (1800, 3, 3), (1, 1, 3), (40, 40, 3)])
def test_stripes_and_specks_are_looked_at_too(shape: tuple[int, int, int]) -> None:
    told = picture_features.measure(np.random.default_rng(1).integers(0, 256, shape).astype(np.uint8))
    assert all(np.isfinite(value) for value in told.values())
