"""Rows (columns) headed by signs whose times a list beside the table tells: "M1 : 8h10 – 9h05", as French schools call
a morning's and an afternoon's hours. What numbers periods is told by bells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from chalicelib.extraction.grid import Cell
from chalicelib.extraction.settings import LEAST_TIMES
from chalicelib.extraction.texts.header_texts import is_period_label, range_alone

_CODED = re.compile(r"(?P<sign>[A-Z]{1,2}\d{1,2})\s*[:=–-]\s*(?P<when>\d.*)")


def coded_times(texts: Iterable[str]) -> dict[str, str]:
    """The range that each sign of a list stands for; none where there is no list of them."""
    found = (_CODED.fullmatch(" ".join(text.split())) for text in texts)
    told = {match["sign"]: match["when"] for match in found if match is not None and range_alone(match["when"])}
    told = {sign: when for sign, when in told.items() if not is_period_label(sign)}
    return told if len(told) >= LEAST_TIMES else {}


def with_coded_times(cells: Sequence[Cell], told: Mapping[str, str]) -> tuple[Cell, ...]:
    """``cells`` with the range that it stands for behind each sign that stands alone; as they are where few do."""
    signs = [cell for cell in cells if len(cell.lines) == 1 and cell.text.strip() in told]
    if len(signs) < LEAST_TIMES:
        return tuple(cells)
    timed = {
        id(cell): replace(cell.lines[0], text=f"{cell.text} {told[cell.text.strip()]}", tokens=()) for cell in signs
    }
    return tuple(replace(cell, lines=(timed[id(cell)],)) if id(cell) in timed else cell for cell in cells)
