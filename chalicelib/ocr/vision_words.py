"""From Google Cloud Vision's answer to our words.

Vision gives a page as blocks, paragraphs, words and symbols. Its words end at punctuation ("8:50" is three of them);
the break that the last symbol of a word announces says whether the next one belongs to the same printed word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from google.cloud.vision import TextAnnotation

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box

_BREAK = TextAnnotation.DetectedBreak.BreakType

Message = Any
"""A raw protobuf message: three times as fast to walk through as the library's wrapper around it."""


def words_of(annotation: Message) -> tuple[Word, ...]:
    """Printed words of a ``TextAnnotation`` in its order, boxes in the picture's pixels."""
    paragraphs = (paragraph for page in annotation.pages for block in page.blocks for paragraph in block.paragraphs)
    return tuple(word for paragraph in paragraphs for word in _printed(paragraph))


@dataclass(frozen=True)
class _Piece:
    """One of Vision's words; ``ends`` where a printed word ends with it, ``begins`` where one begins."""

    word: Word
    begins: bool
    ends: bool


def _printed(paragraph: Message) -> Iterator[Word]:
    """A paragraph's printed words, those that Vision cut at punctuation joined again."""
    joined: Word | None = None
    for piece in filter(None, map(_piece, paragraph.words)):
        if joined is not None and (piece.begins or piece.word.angle != joined.angle):
            yield joined
            joined = None
        joined = piece.word if joined is None else _joined(joined, piece.word)
        if piece.ends:
            yield joined
            joined = None
    if joined is not None:
        yield joined


def _piece(word: Message) -> _Piece | None:
    text = "".join(symbol.text for symbol in word.symbols).strip()
    if not text or not word.bounding_box.vertices:
        return None
    first, last = word.symbols[0].property.detected_break, word.symbols[-1].property.detected_break
    if last.type_ == _BREAK.HYPHEN and not last.is_prefix:
        text += "-"  # printed, but left out of the text
    corners = word.bounding_box.vertices
    box = Box(
        left=min(c.x for c in corners),
        top=min(c.y for c in corners),
        right=max(c.x for c in corners),
        bottom=max(c.y for c in corners),
    )
    confidence = min(1.0, max(0.0, word.confidence))
    return _Piece(
        Word(text=text, box=box, angle=_angle(corners), confidence=confidence),
        begins=bool(first.type_) and first.is_prefix,
        ends=bool(last.type_) and not last.is_prefix,
    )


def _angle(corners: Message) -> int:
    """Degrees clockwise that the text is turned: the first two corners are the ends of its upper edge."""
    if len(corners) < 2:
        return 0
    across, down = corners[1].x - corners[0].x, corners[1].y - corners[0].y
    if abs(across) >= abs(down):
        return 0 if across >= 0 else 180
    return 90 if down > 0 else 270


def _joined(first: Word, second: Word) -> Word:
    a, b = first.box, second.box
    return Word(
        text=first.text + second.text,
        box=Box(
            left=min(a.left, b.left),
            top=min(a.top, b.top),
            right=max(a.right, b.right),
            bottom=max(a.bottom, b.bottom),
        ),
        angle=first.angle,
        confidence=min(first.confidence, second.confidence),
    )
