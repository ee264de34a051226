"""Tables that strips without rules cut in parts: a break between the morning's lessons and the afternoon's, the room
between the cards of an app.

The lower part has the upper one's columns and no days of its own; it goes on with the same week.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from statistics import median

from chalicelib.domain.timetable import Box
from chalicelib.extraction.grid import Cell, Line, bounding, overlap
from chalicelib.extraction.headers.day_axes import day_axes
from chalicelib.extraction.texts.header_texts import spans_of

Cells = tuple[Cell, ...]

LEAST_DAYS = 3
"""Days that head the upper part."""

SAME_COLUMN = 0.015
"""Share of a table's width by which a column's edge may differ in the other part."""

STRIP = 2.0
"""Rows' heights of the upper part that the strip between the two is high at most."""


def cards_joined(groups: Sequence[Cells], texts: Sequence[Box]) -> list[Cells]:
    """``groups`` of cells, those joined that are rows of cards: one below the other in the same columns, with less
    between them than they are high, and none of the page's other ``texts``."""
    cards = [cells for cells in groups if len(cells) >= CARD_CELLS]
    if len(cards) > MOST_CARDS:
        return list(groups)
    result: list[Cells] = []
    for cells in sorted(cards, key=lambda cells: bounding(c.box for c in cells).top):
        above = next((i for i, upper in enumerate(result) if _next_card(upper, cells, texts)), None)
        if above is None:
            result.append(cells)
        else:
            result[above] = (*result[above], *cells)
    return [*result, *(cells for cells in groups if len(cells) < CARD_CELLS)]


def _next_card(upper: Cells, lower: Cells, texts: Sequence[Box]) -> bool:
    first, second = bounding(c.box for c in upper), bounding(c.box for c in lower)
    if not 0 <= second.top - first.bottom <= second.height:
        return False
    last = [c for c in upper if overlap(c.box.top, c.box.bottom, *_last_row(upper)) > 0]
    slack = SAME_COLUMN * first.width
    alike = len(last) == len(lower) and all(
        abs(a.box.left - b.box.left) <= slack and abs(a.box.right - b.box.right) <= slack
        for a, b in zip(_from_left(last), _from_left(lower), strict=True)
    )
    gap = Box(left=first.left, top=first.bottom, right=first.right, bottom=max(second.top, first.bottom))
    return alike and not any(gap.holds(text) for text in texts)


def _last_row(cells: Cells) -> tuple[float, float]:
    lowest = max(cells, key=lambda c: c.box.top).box
    return lowest.top, lowest.bottom


def _from_left(cells: Sequence[Cell]) -> list[Cell]:
    return sorted(cells, key=lambda c: c.box.left)


CARD_CELLS, MOST_CARDS = 2, 200
"""Cells of a card beside each other: when, and what; and cards of a page, each of which is held against the others."""


def continued(grids: Sequence[Cells], lines: Sequence[Line]) -> list[Cells]:
    """``grids`` (from top to bottom) with those joined that are two parts of one table; ``lines`` are in no cell."""
    result: list[Cells] = []
    for cells in grids:
        above = next((i for i, upper in enumerate(result) if _goes_on(upper, cells)), None)
        strip = [] if above is None else _strip(result[above], cells, lines)
        if above is None or any(spans_of(line.text) for cell in strip for line in cell.lines):
            result.append(cells)  # rows whose rules were not seen
        else:
            result[above] = (*result[above], *strip, *cells)
    return result


def _goes_on(upper: Cells, lower: Cells) -> bool:
    """Whether ``lower`` stands right below ``upper``, in the same columns and without days."""
    first, second = bounding(c.box for c in upper), bounding(c.box for c in lower)
    rows = median(c.box.height for c in upper)
    if not 0 <= second.top - first.bottom <= STRIP * rows:
        return False
    slack = SAME_COLUMN * first.width
    edges = sorted({edge for c in upper for edge in (c.box.left, c.box.right)})
    ends = abs(first.left - second.left) <= 2 * slack and abs(first.right - second.right) <= 2 * slack
    column = median(c.box.width for c in upper)
    if not ends or not all(_in_columns(c, edges, slack, column) for c in lower):
        return False
    heads = [axis for axis in day_axes(upper) if axis.across and len(axis.bands) >= LEAST_DAYS]
    return bool(heads) and not any(len(axis.bands) >= LEAST_DAYS for axis in day_axes(lower))


def _in_columns(cell: Cell, edges: Sequence[float], slack: float, column: float) -> bool:
    """Whether a cell's sides are sides of columns, or one is: a lesson of half a class stands in a part of a column
    (``column`` wide), of which the upper part may have none so parted. A list of staff has wider ones."""
    sides = [_at_one(side, edges, slack) for side in (cell.box.left, cell.box.right)]
    return all(sides) or (any(sides) and cell.box.width < column)


def _at_one(place: float, edges: Sequence[float], slack: float) -> bool:
    """Whether a place is one of ``edges`` (in order), or nearly."""
    behind = bisect(edges, place)
    return any(abs(edge - place) <= slack for edge in edges[max(0, behind - 1) : behind + 1])


def _strip(upper: Cells, lower: Cells, lines: Sequence[Line]) -> list[Cell]:
    """What is written between the two parts, as a cell over all columns."""
    first, second = bounding(c.box for c in upper), bounding(c.box for c in lower)
    box = Box(left=first.left, right=first.right, top=first.bottom, bottom=max(first.bottom, second.top))
    said = tuple(line for line in lines if box.holds(line.box))
    return [Cell(box, said)] if said else []
