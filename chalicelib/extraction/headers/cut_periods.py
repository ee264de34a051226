"""Heads of periods that a line within them has cut: a start alone over the number and the end of the same period."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from chalicelib.extraction.axes import shares
from chalicelib.extraction.grid import Cell, bounding
from chalicelib.extraction.texts.header_texts import is_period_label, start_alone

LEAST_WHOLE = 3
"""Heads of a start, a number and an end from which the table has them so."""

TOUCHING = 1.0
"""Letter heights between the parts of a head at most."""


def with_whole_periods(header: Sequence[Cell]) -> list[Cell]:
    """``header`` with such parts as one again, where other heads of it are a start over a number over an end."""
    if sum(_form(cell) == "tnt" for cell in header) < LEAST_WHOLE:
        return list(header)
    parts = [cell for cell in header if _form(cell) in ("t", "tn", "nt")][:MOST_PARTS]
    pairs = ((a, b) for a, b in itertools.permutations(parts, 2) if _form(a) + _form(b) == "tnt" and _touch(a, b))
    joined: list[Cell] = []
    used: set[int] = set()
    for above, below in pairs:
        if not {id(above), id(below)} & used:
            joined.append(Cell(bounding([above.box, below.box]), above.lines + below.lines, above.color or below.color))
            used |= {id(above), id(below)}
    return [*(cell for cell in header if id(cell) not in used), *joined]


MOST_PARTS = 60
"""Parts of heads that are held against each other; a day has twelve periods."""


def _form(cell: Cell) -> str:
    """A head's lines as letters: a time alone, or a period's number; others make it none."""
    return "".join("n" if is_period_label(x.text) else "t" if start_alone(x.text) else "-" for x in cell.lines)


def _touch(above: Cell, below: Cell) -> bool:
    """Whether a part stands right below another one."""
    gap, size = below.box.top - above.box.bottom, above.lines[0].size
    return shares(above.box.left, above.box.right, below.box.left, below.box.right) and abs(gap) <= TOUCHING * size
