"""Blocks of a calendar that its lines of the hours run through: what hangs below the line is the block's too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.axes import along
from chalicelib.extraction.grid import Cell, bounding
from chalicelib.extraction.texts.times import find_spans, tidy

LEAST_TIMED = 4
"""Blocks that print when they begin and end from which a page's blocks do."""

MOST_CELLS = 2_000
"""Cells of a page up to which each block is held against all."""

TOUCHING = 0.4
"""Letter heights between two parts of a block at most: a thin line, and no gap between two lessons."""

MISSES = 0.5
"""Letter heights by which the sides of two parts of one block may differ."""


def with_lower_parts(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` with each that prints its range joined with those right below it, of its colour and as wide, that print
    no time: their texts (a room in the block's corner) are its own."""
    timed = [cell for cell in cells if prints_range(cell)]
    if len(timed) < LEAST_TIMED or len(cells) > MOST_CELLS:
        return list(cells)
    result = list(cells)
    for cell in sorted(timed, key=lambda c: c.box.top):
        whole = cell
        while (below := next((c for c in result if _goes_on(whole, c)), None)) is not None:
            joined = replace(whole, box=bounding([whole.box, below.box]), lines=(*whole.lines, *below.lines))
            result = [joined if c is whole else c for c in result if c is not below]
            whole = joined
    return result


def prints_range(cell: Cell) -> bool:
    """Whether a coloured block says what happens and from when to when."""
    spans = find_spans(tidy(cell.text)) if any(not find_spans(tidy(line.text)) for line in cell.lines) else ()
    return cell.color is not None and len(spans) == 1 and spans[0].end is not None and spans[0].start.exact


def _goes_on(above: Cell, below: Cell) -> bool:
    """Whether a cell is the lower part of the block ``above``."""
    size = min(line.size for line in above.lines)
    sides = zip(along(above.box, True), along(below.box, True), strict=True)
    close = -size / 4 <= below.box.top - above.box.bottom <= TOUCHING * size
    level = below is not above and close and all(abs(a - b) <= MISSES * size for a, b in sides)
    return level and below.color == above.color and not find_spans(tidy(below.text))
