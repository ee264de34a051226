"""What a program adds to a page that it prints: its address, its makers and when it was printed. No lesson is there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chalicelib.domain.page import PreparedPage, Word
from chalicelib.domain.timetable import Box

_ADDRESS = re.compile(r"(?:https?|file)://|©", re.IGNORECASE)
"""An address, or the sign of whose program it is."""
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}")
_MOMENT = re.compile(rf"(?<!\d){_DATE.pattern},?\s+\d{{1,2}}:\d{{2}}(?!\d|\s*[–—-]\s*\d)")
"""A date and a time of day behind it that is no range's start."""

MOST_MOMENTS = 2
"""Lines of a page that tell when it was printed, at its top and its end; more are a list of lessons by their dates."""

SAME_LINE = 0.5
"""Letter heights by which two words of a line may miss each other."""


def without_print_marks(page: PreparedPage) -> PreparedPage:
    """``page`` without the lines that hold its address, its makers or the moment of printing."""
    lines = _telling_lines(page.words)
    dated = [line for line in lines if _MOMENT.search(" ".join(word.text for word in line))]
    marks = [line for line in lines if any(_ADDRESS.match(word.text) for word in line)]
    marks += dated if len(dated) <= MOST_MOMENTS else []
    added = {id(word) for line in marks for word in line}
    return page.model_copy(update={"words": tuple(w for w in page.words if id(w) not in added)}) if added else page


def _telling_lines(words: Sequence[Word]) -> list[list[Word]]:
    """The lines in which an address, makers or a date stand, each from left to right."""
    level = [w for w in words if w.angle == 0]
    lines: list[list[Word]] = []
    for word in level:
        if not (_ADDRESS.match(word.text) or _DATE.search(word.text)):
            continue
        if not any(word is other for line in lines for other in line):
            lines.append(sorted((w for w in level if _level(w.box, word.box)), key=lambda w: w.box.left))
    return lines


def _level(first: Box, second: Box) -> bool:
    return abs(first.center[1] - second.center[1]) <= SAME_LINE * min(first.height, second.height)
