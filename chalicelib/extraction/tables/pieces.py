"""Parts of a cell, and how its texts stand to a place at which it might be cut."""

from __future__ import annotations

import itertools

from chalicelib.extraction.axes import along, shares
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.headers.borders import SLACK


def cuts_text(cell: Cell, place: float, across: bool) -> bool:
    """Whether a cut there would go through one of a cell's texts."""
    return any(a + SLACK * (b - a) < place < b - SLACK * (b - a) for a, b in (along(x.box, across) for x in cell.lines))


def piece_of(cell: Cell, low: float, high: float, across: bool) -> Cell:
    """The part of a cell between two places, with the texts whose middles lie in it."""
    first, last = ("left", "right") if across else ("top", "bottom")
    lines = tuple(line for line in cell.lines if low <= sum(along(line.box, across)) / 2 < high)
    return Cell(cell.box.model_copy(update={first: low, last: high}), lines, cell.color)


def side_by_side_texts(piece: Cell) -> bool:
    """Whether texts stand beside each other in a piece: it holds several columns itself."""
    return any(
        shares(*along(a.box, False), *along(b.box, False)) and not shares(*along(a.box, True), *along(b.box, True))
        for a, b in itertools.combinations(piece.lines[:8], 2)
    )
