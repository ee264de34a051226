"""The blank between a time and what happens then, where a reader of a picture has lost it ("8.45-9.20Istirahat")."""

from __future__ import annotations

from chalicelib.domain.page import PageSource, PreparedPage, Token, Word
from chalicelib.extraction.texts.times import BEFORE_NAME


def with_blanks(page: PreparedPage) -> PreparedPage:
    """``page`` with these blanks in its words, if they were read from a picture."""
    if page.source is not PageSource.RASTER or not any(BEFORE_NAME.search(word.text) for word in page.words):
        return page
    return page.model_copy(update={"words": tuple(map(_with_blank, page.words))})


def _with_blank(word: Word) -> Word:
    match = BEFORE_NAME.search(word.text)
    if match is None:
        return word
    at = match.start()
    text = f"{word.text[:at]} {word.text[at:]}"
    return word.model_copy(update={"text": text, "tokens": tuple(_moved(token, at) for token in word.tokens)})


def _moved(token: Token, at: int) -> Token:
    return token.model_copy(update={"first": token.first + 1}) if token.first >= at else token
