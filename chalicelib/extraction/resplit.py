"""Header cells whose dividing rule was not seen, cut where the rest of the table has one."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from chalicelib.extraction.axes import along, spans_of
from chalicelib.extraction.days import parse_day_label
from chalicelib.extraction.grid import Cell, Line

CONFIRMED = 3
"""Other cells that must begin or end at a place before a header is cut there."""

NEAR = 8.0
"""Page units (per 1000 of the page's extent) within which edges are the same."""


def resplit(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """``cells`` with those cut that hold several day names or times with an edge of the table between them."""
    result: list[Cell] = []
    for cell in cells:
        parts = [cell]
        for across in (True, False):
            parts = [piece for part in parts for piece in _cut(part, cells, across)]
        result.extend(parts)
    return tuple(result)


def _cut(cell: Cell, cells: Sequence[Cell], across: bool) -> list[Cell]:
    headings = [line for line in cell.lines if _is_heading(line)]
    if len(headings) < 2 and not (headings and len(cell.lines) > 1 and across):
        return [cell]
    low, high = along(cell.box, across)
    reach = NEAR / 1000.0 * max(c.box.right for c in cells)
    edges = [e for c in cells if c is not cell for e in along(c.box, across) if low + reach < e < high - reach]
    cuts: list[float] = []
    for edge in sorted(edges):
        group = [e for e in edges if abs(e - edge) <= reach]
        place = sum(group) / len(group)
        if (
            len(group) >= CONFIRMED
            and _parts_texts(cell, place, across)
            and not any(abs(place - c) <= reach for c in cuts)
        ):
            cuts.append(place)
    if not cuts:
        return [cell]
    borders = [low, *cuts, high]
    return [_piece(cell, a, b, across) for a, b in itertools.pairwise(borders)]


def _is_heading(line: Line) -> bool:
    label = parse_day_label(line.text)
    return (label is not None and label.certain) or bool(spans_of(line.text))


def _parts_texts(cell: Cell, place: float, across: bool) -> bool:
    """Whether a place has whole texts on both its sides and crosses none."""
    sides = [along(line.box, across) for line in cell.lines]
    slack = 0.15
    crossing = any(a + slack * (b - a) < place < b - slack * (b - a) for a, b in sides)
    return (
        not crossing
        and any(b <= place + slack * (b - a) for a, b in sides)
        and any(a >= place - slack * (b - a) for a, b in sides)
    )


def _piece(cell: Cell, low: float, high: float, across: bool) -> Cell:
    first, last = ("left", "right") if across else ("top", "bottom")
    lines = tuple(line for line in cell.lines if low <= sum(along(line.box, across)) / 2 < high)
    return Cell(cell.box.model_copy(update={first: low, last: high}), lines, cell.color)
