"""Rows whose starts stand far below each other in one cell: the rule between them was interrupted, for a lesson that
goes over both, and encloses nothing where no rules stand upright."""

from __future__ import annotations

import itertools
from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.grid import Cell, Line, bounding
from chalicelib.extraction.headers.borders import reach_of
from chalicelib.extraction.texts.header_texts import lone_start, only_times
from chalicelib.extraction.texts.times import in_order

FAR_BELOW = 1.5
"""Letter heights between two starts from which they are no start over its end."""

LEVEL = 1.0
"""Letter heights by which the middle of a text may miss the start of its row."""

LEAST_TOLD = 2
"""Cells beside the starts that hold texts level with several of them; a scale of hours has lessons of any length."""

MOST_STARTS = 3
"""Starts of one cell; more are a scale."""

MOST_HEADS = 100
"""Cells of starts of one table whose rows are looked at; a day has a dozen."""


def rows_at_starts(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` with each that holds several starts, and those beside it, cut halfway between them; a cell beside it
    whose texts are not level with them is one lesson's."""
    result = list(cells)
    reach = reach_of(cells)
    for head in [c for c in cells if _holds_starts(c)][:MOST_HEADS]:
        middles = [line.box.center[1] for line in _downwards(head)]
        if not _in_the_middle(head, middles):
            continue
        cut = {id(c): _cut(c, middles) for c in result if c is head or _level(c, head, reach)}
        told = sum(sum(bool(part.lines) for part in parts) > 1 for parts in cut.values())
        if told > LEAST_TOLD:
            result = [part for c in result for part in cut.get(id(c), [c])]
    return result


def _holds_starts(cell: Cell) -> bool:
    """Whether a cell's lines are starts, one far below the other and each later than the one before."""
    if not 1 < len(cell.lines) <= MOST_STARTS or any(line.angle or not only_times(line.text) for line in cell.lines):
        return False
    said = [lone_start(line.text) for line in _downwards(cell)]
    minutes = in_order([start for start in said if start is not None and start.exact])
    if len(minutes) < len(said):
        return False
    far = all(
        b.box.top - a.box.bottom >= FAR_BELOW * max(a.size, b.size) for a, b in itertools.pairwise(_downwards(cell))
    )
    return far and all(a < b for a, b in itertools.pairwise(minutes))


def _in_the_middle(head: Cell, middles: Sequence[float]) -> bool:
    """Whether each start stands in the middle of its row; those of a scale stand on its lines."""
    edges = [head.box.top, *((a + b) / 2 for a, b in itertools.pairwise(middles)), head.box.bottom]
    rows = zip(itertools.pairwise(edges), middles, strict=True)
    return all(abs((top + bottom) / 2 - middle) <= OFF_MIDDLE * (bottom - top) for (top, bottom), middle in rows)


OFF_MIDDLE = 0.2
"""Share of a row's height by which its start may miss its middle."""


def _downwards(cell: Cell) -> list[Line]:
    return sorted(cell.lines, key=lambda line: line.box.top)


def _level(cell: Cell, head: Cell, reach: float) -> bool:
    """Whether a cell stands behind a head, as high as it."""
    a, b = cell.box, head.box
    return a.left >= b.right - reach and abs(a.top - b.top) <= reach and abs(a.bottom - b.bottom) <= reach


def _cut(cell: Cell, middles: Sequence[float]) -> list[Cell]:
    """A cell in one part for each start in the middle of it; whole where its texts do not stand so."""
    borders = [(a + b) / 2 for a, b in itertools.pairwise(middles)]
    held: list[list[Line]] = [[] for _ in middles]
    for line in cell.lines:
        held[bisect(borders, line.box.center[1])].append(line)
    for lines, middle in zip(held, middles, strict=True):
        text = bounding(line.box for line in lines) if lines else None
        if text is not None and abs(text.center[1] - middle) > LEVEL * max(line.size for line in lines):
            return [cell]
    edges = [cell.box.top, *borders, cell.box.bottom]
    boxes = [cell.box.model_copy(update={"top": top, "bottom": bottom}) for top, bottom in itertools.pairwise(edges)]
    return [replace(cell, box=box, lines=tuple(lines)) for box, lines in zip(boxes, held, strict=True)]
