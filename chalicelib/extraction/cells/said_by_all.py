"""The class or the room that nearly every cell of a table says, in a corner or above the lesson: no lesson's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.settings import LEAST_STYLED, SET_APART
from chalicelib.extraction.texts.header_texts import only_times

NEARLY_ALL = 0.8
"""Share of the cells of several texts that say it."""

_SIGN = re.compile(r"(?=\D*\d)[^\W_]{1,4}(?:[ ./-]?[^\W_]{1,3})?")
"""A class or a room by its sign: "h3b", "7.A", "A204"; a word would be what a specialist teaches all day."""


def set_said_by_all_behind(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` of a table nearly all of which say one and the same sign besides something else, with that behind the
    rest and smaller."""
    said = [_texts(cell) for cell in cells]
    several = [texts for texts in said if len(texts) > 1]
    counted = Counter(text for texts in several for text in {*texts} if _SIGN.fullmatch(text))
    sign, times = counted.most_common(1)[0] if counted else ("", 0)
    if times < max(LEAST_STYLED, NEARLY_ALL * len(several)):
        return list(cells)
    return [
        _behind(cell, sign) if len(texts) > 1 and sign in texts else cell
        for cell, texts in zip(cells, said, strict=True)
    ]


def _texts(cell: Cell) -> list[str]:
    return [line.text.strip() for line in cell.lines if not only_times(line.text)]


def _behind(cell: Cell, sign: str) -> Cell:
    rest = [line for line in cell.lines if line.text.strip() != sign]
    least = min(line.size for line in rest) / SET_APART
    last = next(line for line in cell.lines if line.text.strip() == sign)
    behind: Line = replace(last, size=min(last.size, least), begins=True)
    return replace(cell, lines=(*rest, behind))
