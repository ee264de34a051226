"""The number of its period that each lesson's card begins with, as apps print it in a corner: no part of the lesson."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.axes import in_line
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.settings import LEAST_STYLED

MOSTLY_NUMBERED = 0.8
"""Share of the cells that begin with a number from which all do; a reader takes a 6 for a G."""

LONGEST = 2
"""Signs of a period's number."""


def without_card_numbers(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` without their first lines where nearly all begin with a number that rises from one to the next."""
    several = [cell for cell in cells if len(cell.lines) > 1 and len(cell.lines[0].text.strip()) <= LONGEST]
    numbered = [cell for cell in several if cell.lines[0].text.strip().isdecimal()]
    if len(numbered) < max(LEAST_STYLED, MOSTLY_NUMBERED * len(cells)) or not _rising(numbered):
        return list(cells)
    short = {id(cell) for cell in several}
    return [replace(cell, lines=cell.lines[1:]) if id(cell) in short else cell for cell in cells]


def _rising(cells: Sequence[Cell]) -> bool:
    """Whether the numbers rise downwards in every column of cells, one misread aside, in two columns at least."""
    columns = [sorted(column, key=lambda c: c.box.top) for column in in_line(cells, across=True)]
    steps = [
        int(below.lines[0].text) > int(above.lines[0].text)
        for column in columns
        for above, below in itertools.pairwise(column)
    ]
    return len(columns) > 1 and len(steps) >= LEAST_STYLED and sum(steps) >= len(steps) - 1
