import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from chalicelib.domain.timetable import Box
from chalicelib.ocr import local_engine
from chalicelib.ocr.crops import Crop
from chalicelib.ocr.local import DENORMALS, Reading, likeliness, replaced_by

pytest.importorskip("rapidocr", reason="the local OCR engine is not installed")


def test_reads_upright_and_turned_words_and_nothing_from_nothing() -> None:
    engine = local_engine()
    assert engine is local_engine()
    assert engine.name.startswith("rapidocr-")
    blank = np.full((400, 600, 3), 255, dtype=np.uint8)
    assert engine.read(blank) == ()
    page = blank.copy()
    cv2.putText(page, "MONDAY", (60, 100), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (0, 0, 0), 3)
    side = np.full((80, 300, 3), 255, dtype=np.uint8)
    cv2.putText(side, "ASSEMBLY", (20, 55), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (0, 0, 0), 3)
    page[60:360, 450:530] = cv2.rotate(side, cv2.ROTATE_90_COUNTERCLOCKWISE)
    found = {w.text: w.angle for w in engine.read(page)}
    assert found == {"MONDAY": 0, "ASSEMBLY": 270}


def _page_with(texts: list[tuple[str, int, int]]) -> NDArray[np.uint8]:
    page = np.full((500, 700, 3), 255, dtype=np.uint8)
    for text, x, y in texts:
        cv2.putText(page, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 2)
    return page


def test_letters_one_below_the_other_are_read_as_one_word_a_letter_each() -> None:
    page = _page_with([(letter, 100 + (6 if letter == "I" else 0), 80 + 44 * i) for i, letter in enumerate("MON")])
    words = local_engine().read(page)
    assert [w.text for w in sorted(words, key=lambda w: w.box.top)] == list("MON")
    assert {w.angle for w in words} == {0}


def test_a_page_upside_down_is_read_as_such() -> None:
    lines = ["Handwriting", "Story Time", "Computing", "Phonics", "Thursday"]
    # A letter that is another one on its head goes with the words.
    letters = [("M", 400, 80), ("W", 500, 80)]
    page = _page_with([*((text, 60, 80 + 80 * i) for i, text in enumerate(lines)), *letters])
    words = local_engine().read(np.ascontiguousarray(page[::-1, ::-1]))
    assert sorted(w.text for w in words) == sorted([*lines, "M", "W"])
    assert {w.angle for w in words} == {180}


@pytest.mark.parametrize("size", [(2000, 40), (30, 1800), (1, 1), (5000, 60)])
def test_pictures_of_odd_sizes_end_with_a_result(size: tuple[int, int]) -> None:
    assert local_engine().read(np.full((*size, 3), 255, dtype=np.uint8)) == ()


def test_figures_go_with_a_page_that_is_upside_down() -> None:
    lines = ["Handwriting", "Story Time", "Computing", "Phonics", "Thursday"]
    figures = [("8:00", 400, 80), ("10:00", 400, 240)]
    page = _page_with([*((text, 60, 80 + 80 * i) for i, text in enumerate(lines)), *figures])
    words = local_engine().read(np.ascontiguousarray(page[::-1, ::-1]))
    assert {"8:00", "10:00"} <= {w.text for w in words}


def test_a_word_that_is_another_one_on_its_head_goes_with_the_page() -> None:
    lines = ["Handwriting", "Story Time", "Computing", "Phonics", "Thursday", "Reading"]
    page = _page_with([*((text, 60, 70 + 75 * i) for i, text in enumerate(lines)), ("Mon", 450, 80), ("Sun", 450, 240)])
    words = local_engine().read(np.ascontiguousarray(page[::-1, ::-1]))
    assert {"Mon", "Sun"} <= {w.text for w in words}


def test_one_sign_upright_on_a_turned_page_is_less_likely_than_a_word_on_its_side() -> None:
    quad = np.array([[0, 0], [30, 0], [30, 50], [0, 50]], dtype=np.float32)
    picture = np.zeros((50, 30, 3), dtype=np.uint8)
    sign, word = Reading(Crop(quad, picture, 0), "m", 0.84), Reading(Crop(quad, picture, 270), "ITA", 0.67)
    assert likeliness(word, turned_page=True) > likeliness(sign, turned_page=True)
    assert likeliness(word, turned_page=False) < likeliness(sign, turned_page=False)


def test_letters_of_a_stack_that_the_detector_has_seen_alone_are_replaced_with_it() -> None:
    stack = [Box(left=40, top=44 * i, right=60, bottom=44 * i + 24) for i in range(1, 5)]

    def read(text: str, top: float) -> Reading:
        quad = np.array([[38, top], [62, top], [62, top + 28], [38, top + 28]], dtype=np.float32)
        return Reading(Crop(quad, np.zeros((28, 24, 3), dtype=np.uint8), 0), text, 0.99)

    above, first, second, column = read("R", 0), read("E", 42), read("H", 86), read("AT", 130)
    found = replaced_by(stack, [column], [above, first, second, column, read("Maths", 42)])
    assert [r.text for r in found] == ["AT", "E", "H"]


def test_tiny_numbers_do_not_slow_the_networks_down() -> None:
    engine = local_engine()
    for network in (engine._ocr._load_det_model(), engine._ocr._load_rec_model()):
        options = network.session.session.get_session_options()
        assert options.get_session_config_entry(DENORMALS) == "1"
