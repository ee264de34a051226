"""Periods by ordinal words alone below the word for one ("ORA" over "PRIMA", "SECONDA", ...): some name days elsewhere
("QUARTA" is a Wednesday in Portuguese), and none says by itself that it is a period's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.axes import along, shares
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.settings import LEAST_TIMES
from chalicelib.extraction.texts.header_texts import is_first, is_number_word, is_period_word


def with_worded_numbers(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` with such ordinals, the first among them, together with the word that heads them ("PRIMA ORA"): no day
    is called that."""
    words = [cell for cell in cells if len(cell.lines) == 1 and is_number_word(cell.text)]
    heads = [cell for cell in cells if is_period_word(cell.text)] if len(words) >= LEAST_TIMES else []
    named: dict[int, Cell] = {}
    for head in heads[:MOST_HEADS]:
        for across in (True, False):
            extent = along(head.box, across)
            column = [c for c in words if shares(*extent, *along(c.box, across))]
            if len(column) >= LEAST_TIMES and any(is_first(c.text) for c in column):
                named |= {id(c): _with_word(c, head.text) for c in column}
    return [named.get(id(cell), cell) for cell in cells]


MOST_HEADS = 10
"""Words for a period of one table below which ordinals are looked for."""


def _with_word(cell: Cell, word: str) -> Cell:
    line = replace(cell.lines[0], text=f"{cell.lines[0].text} {word}", tokens=(), gaps=())
    return replace(cell, lines=(line,))
