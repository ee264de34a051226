"""Splitting recognised lines where they run over from one cell into the next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Letters and signs as wide as Chinese ones, to the Latin ones for which a reader that knows both takes some."""

WIDE_GAP = 1.6
"""A gap between characters of this many letter heights separates columns, not words (a blank is about 0.4)."""


def split_at_gaps(text: str, places: Sequence[float], box: Box, angle: int, confidence: float) -> list[Word]:
    """``text`` as one word, or as several where its characters (``places``, 0–1 along the line) lie far apart."""
    text = text.translate(_FULL_WIDTH)
    letters = [i for i, c in enumerate(text) if not c.isspace()]
    whole = Word(text=" ".join(text.split()), box=box, angle=angle, confidence=min(1.0, confidence))
    if len(places) != len(letters) or len(letters) < 2:
        return [whole]
    length = box.width if angle in (0, 180) else box.height
    size = box.height if angle in (0, 180) else box.width
    cuts = [k for k in range(1, len(letters)) if (places[k] - places[k - 1]) * length > WIDE_GAP * size]
    two = _TWO_TIMES.fullmatch(whole.text)
    if two is not None and not cuts:
        cuts = [two.end("first")]
    if not cuts:
        return [whole]
    words, first = [], 0
    for cut in [*cuts, len(letters)]:
        begin = 0.0 if first == 0 else places[first] - 0.25 * size / length
        end = 1.0 if cut == len(letters) else places[cut - 1] + 0.35 * size / length
        part = " ".join(text[letters[first] : letters[cut - 1] + 1].split())
        words.append(Word(text=part, box=part_of(box, angle, begin, end), angle=angle, confidence=min(1.0, confidence)))
        first = cut
    return words


_TWO_TIMES = re.compile(r"(?P<first>\d{1,2}[.:h]\d\d)\d{1,2}[.:h]\d\d")
"""Two times without anything between them: those of two narrow cells beside each other."""


def part_of(box: Box, angle: int, begin: float, end: float) -> Box:
    """The part of a line's box between two places (0–1) along its reading direction."""
    begin, end = max(0.0, min(1.0, begin)), max(0.0, min(1.0, end))
    if angle == 180:
        begin, end = 1 - end, 1 - begin
    if angle in (0, 180):
        return box.model_copy(update={"left": box.left + begin * box.width, "right": box.left + end * box.width})
    if angle == 270:
        begin, end = 1 - end, 1 - begin
    return box.model_copy(update={"top": box.top + begin * box.height, "bottom": box.top + end * box.height})
