"""A blank that a reader has lost behind a time."""

from __future__ import annotations

import pytest

from chalicelib.domain.page import PageSource, PreparedPage, Token, Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.lines.lost_blanks import with_blanks


def page(source: PageSource, text: str) -> PreparedPage:
    tokens = tuple(Token(first=i, left=i, right=i + 1, strength=1) for i in (0, 11))
    words = (Word(text=text, box=Box(left=0, top=0, right=200, bottom=20), tokens=tokens),)
    return PreparedPage(number=1, width=800, height=600, source=source, words=words)


@pytest.mark.parametrize("name", ["Istirahat", "PPKn", "Matematika"])
def test_a_name_behind_a_time_stands_apart(name: str) -> None:
    (word,) = with_blanks(page(PageSource.RASTER, f"09.20-09.50{name}")).words
    assert word.text == f"09.20-09.50 {name}"
    assert [token.first for token in word.tokens] == [0, 12]


def test_halves_of_the_day_and_other_pages_stay() -> None:
    half = page(PageSource.RASTER, "09.20AM-09.50AM")
    assert with_blanks(half) == half
    typed = page(PageSource.TEXT_LAYER, "09.20-09.50Matematika")
    assert with_blanks(typed) == typed
