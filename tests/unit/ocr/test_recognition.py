"""Lines of text as the recogniser takes them: like widths together, and what is doubtful read again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from chalicelib.ocr.recognition import (
    FULL_WIDTH,
    HEIGHT,
    MOST_TOGETHER,
    MOST_WIDE,
    Line,
    Recogniser,
    is_latin,
    surer,
    together,
)


def test_lines_of_like_width_go_together_and_no_more_than_fit() -> None:
    assert together([300, 60, 70, 310, 900]) == [[1, 2], [0, 3], [4]]
    assert [len(batch) for batch in together([50] * (MOST_TOGETHER + 1))] == [MOST_TOGETHER, 1]
    assert [len(batch) for batch in together([MOST_WIDE] * 2)] == [1, 1]


class Network:
    """Answers for each line with its picture's first grey level and how wide it was filled."""

    def __init__(self, says: dict[int, tuple[tuple[str, float], tuple[str, float]]]) -> None:
        self.says = says
        self.widths: list[int] = []

    def session(self, filling: NDArray[np.float32]) -> list[tuple[int, int]]:
        self.widths.append(filling.shape[3])
        return [(round(float(line[0, 0, 0]) * 127.5 + 127.5), filling.shape[3]) for line in filling]

    def postprocess_op(self, answers: list[tuple[int, int]], **_: Any) -> tuple[list[tuple[str, float]], list[None]]:
        return [self.says[grey][width >= FULL_WIDTH] for grey, width in answers], [None] * len(answers)


def read(says: dict[int, tuple[tuple[str, float], tuple[str, float]]]) -> tuple[list[str], list[int]]:
    network = Network(says)
    pictures = [np.full((HEIGHT, 100, 3), grey, np.uint8) for grey in says]
    recogniser = Recogniser(SimpleNamespace(session=network.session, postprocess_op=network.postprocess_op))
    return [line.text for line in recogniser.read(pictures)], network.widths


def test_what_is_surely_read_is_read_once_in_little_filling() -> None:
    texts, widths = read({10: (("Maths", 0.99), ("never", 1.0)), 200: (("Art", 0.97), ("never", 1.0))})
    assert texts == ["Maths", "Art"]
    assert all(width < FULL_WIDTH for width in widths)


@pytest.mark.parametrize(
    ("narrow", "full", "meant"),
    [
        (("Mafhs", 0.7), ("Maths", 0.95), "Maths"),
        (("Maths", 0.85), ("Mths", 0.8), "Maths"),
        (("國", 0.97), ("1", 0.6), "1"),
        (("I", 0.8), ("1", 0.6), "1"),
        (("1", 0.8), ("", 0.0), "1"),
        (("45", 1.0), ("4-5", 0.9), "4-5"),
        (("204", 0.99), ("2O4", 0.9), "204"),
    ],
)
def test_what_is_doubtful_is_read_again(narrow: tuple[str, float], full: tuple[str, float], meant: str) -> None:
    assert read({10: (narrow, full)})[0] == [meant]


def test_nothing_to_read_is_nothing() -> None:
    assert Recogniser(SimpleNamespace(session=None, postprocess_op=None)).read([]) == []


def test_letters_with_marks_are_latin_and_chinese_ones_are_not() -> None:
    assert is_latin("Łódź – 8:15, Ünal")
    assert not is_latin("8:15 國")
    assert surer(Line("ω", 0.99), Line("3", 0.5)).text == "3"
