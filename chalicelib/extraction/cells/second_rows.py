"""Rooms and teachers in rows of their own below the lessons, as spreadsheets set them: two cells are one lesson."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from chalicelib.extraction.grid import Cell, bounding
from chalicelib.extraction.texts.kinds import kind_of

LEAST_PAIRS = 4
"""Lessons with something below them in the same row of the table, from which the row has a second line."""

MOSTLY = 0.8
"""Share of them that say a room or a person below, or set it in smaller letters."""

HALF = 0.65
"""Share of a row's height that one of its two lines has at most."""

SMALLER = 0.92
"""Times the lesson's letters that those below are high at most."""

SIDES_OFF = 0.05
"""Share of a cell's width by which the sides of the one below may miss its own."""


def joined_rows(body: Sequence[Cell], rows: Sequence[tuple[float, float]]) -> list[Cell]:
    """``body`` with the two lines of each of ``rows`` (their extents downwards) as one cell where they are a lesson
    and what belongs to it; as it is where the table has no such lines."""
    pairs = [pair for row in rows for pair in _pairs(body, row)]
    both = [(above, below) for above, below in pairs if above.lines and below.lines]
    if len(both) < LEAST_PAIRS or sum(_belongs(*pair) for pair in both) < MOSTLY * len(both):
        return list(body)
    used = {id(cell) for pair in pairs for cell in pair}
    joined = [Cell(bounding([a.box, b.box]), a.lines + b.lines, a.color) for a, b in pairs]
    return [*(cell for cell in body if id(cell) not in used), *joined]


def _pairs(body: Sequence[Cell], row: tuple[float, float]) -> list[tuple[Cell, Cell]]:
    """Cells of one row that stand right below each other and share it."""
    low, high = row
    within = [c for c in body if low <= c.box.center[1] < high and c.box.height <= HALF * (high - low)]
    upper = [c for c in within if c.box.center[1] < (low + high) / 2]
    lower = sorted((c for c in within if c.box.center[1] >= (low + high) / 2), key=lambda c: c.box.left)
    lefts = [c.box.left for c in lower]
    pairs = []
    for above in upper:
        reach = SIDES_OFF * above.box.width
        first, last = bisect_left(lefts, above.box.left - reach), bisect_right(lefts, above.box.left + reach)
        pairs += [(above, below) for below in lower[first:last] if _same_sides(above, below)]
    return pairs


def _same_sides(above: Cell, below: Cell) -> bool:
    reach = SIDES_OFF * above.box.width
    return abs(above.box.left - below.box.left) <= reach and abs(above.box.right - below.box.right) <= reach


def _belongs(above: Cell, below: Cell) -> bool:
    text = " ".join(line.text for line in below.lines)
    smaller = max(line.size for line in below.lines) <= SMALLER * min(line.size for line in above.lines)
    return smaller or kind_of(text) != "text"
