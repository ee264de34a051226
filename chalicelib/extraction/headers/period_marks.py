"""Lessons that print their period's name before their own time, all over a table: "P1 9:00-10:00", "RC 8:50-9:00"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.grid import Cell
from chalicelib.extraction.settings import MOSTLY

FEWEST = 6
"""Lessons that do so from which a table does."""

FEWEST_MARKS = 3
"""Different periods among them."""

_MARKED = re.compile(
    r"^(?P<mark>[A-Z]{1,3}\d{0,2}|\d{1,2}|\d{1,2}\. ?[^\W\d]{1,9}\.?)\s(?P<timed>\d{1,2}\s?[:.h]\s?\d\d\s?[-–—].*)$"
)
_TIMED = re.compile(r"\d{1,2}\s?[:.h]\s?\d\d\s?[-–—]")


def without_period_marks(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` without such names, which would be taken for their lessons'; as they are where the table has none."""
    timed = [cell for cell in cells if cell.lines and _TIMED.search(cell.lines[0].text)]
    marked = {id(c): match for c in timed if (match := _MARKED.match(c.lines[0].text)) is not None}
    marks = {match["mark"] for match in marked.values()}
    if len(marked) < max(FEWEST, MOSTLY * len(timed)) or len(marks) < FEWEST_MARKS:
        return list(cells)
    return [_without(cell, marked[id(cell)]["timed"]) if id(cell) in marked else cell for cell in cells]


def _without(cell: Cell, said: str) -> Cell:
    first, *rest = cell.lines
    return replace(cell, lines=(replace(first, text=said, gaps=(), tokens=()), *rest))
