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
    if len(cells) > MOST_CELLS:
        return list(cells)
    cells = _with_bare_parts(cells)
    timed = [cell for cell in cells if prints_range(cell)]
    if len(timed) < LEAST_TIMED:
        return list(cells)
    result = list(cells)
    for cell in sorted(timed, key=lambda c: c.box.top):
        whole = cell
        while (below := next((c for c in result if _goes_on(whole, c)), None)) is not None:
            joined = replace(whole, box=bounding([whole.box, below.box]), lines=(*whole.lines, *below.lines))
            result = [joined if c is whole else c for c in result if c is not below]
            whole = joined
    return result


def _with_bare_parts(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` with each that says something joined with those below it that are of its colour, as wide, and say
    nothing, where next to all such cells hang so below one: a block's ground, through which the lines of the hours are
    seen. Columns of a colour of their own have such cells, too, and blocks of no other colour."""
    bare = [c for c in cells if c.color is not None and not c.lines]
    if len(bare) < LEAST_PARTS:
        return list(cells)
    held: dict[int, list[Cell]] = {}
    for cell in (c for c in cells if c.color is not None and c.lines):
        whole = cell
        while (below := next((c for c in bare if _hangs_below(whole, c)), None)) is not None:
            held.setdefault(id(cell), []).append(below)
            whole = replace(whole, box=bounding([whole.box, below.box]))
    blocks = [cell for cell in cells if id(cell) in held]
    held = {id(b): held[id(b)] for b in blocks if any(x.color != b.color for x in blocks if _as_wide(b, x))}
    parts = {id(part) for below in held.values() for part in below}
    if len(parts) < max(LEAST_PARTS, MOSTLY_PARTS * len(bare)):
        return list(cells)
    return [
        replace(c, box=bounding([c.box, *(x.box for x in held[id(c)])])) if id(c) in held else c
        for c in cells
        if id(c) not in parts
    ]


LEAST_PARTS, MOSTLY_PARTS = 4, 0.9
"""Such parts without a text, and their share of all coloured cells without one, from which they are parts of blocks."""


def _hangs_below(above: Cell, below: Cell) -> bool:
    """Whether a cell goes on with the ground of the one above it, beyond its lower edge: a strip on that is no part."""
    size = min(line.size for line in above.lines)
    close = -size / 4 <= below.box.top - above.box.bottom <= TOUCHING * size
    return close and below.box.bottom > above.box.bottom and below.color == above.color and _as_wide(above, below)


def _as_wide(cell: Cell, other: Cell) -> bool:
    """Whether two cells have the same sides, to some letters' heights of the first one's text."""
    sides = zip(along(cell.box, True), along(other.box, True), strict=True)
    return all(abs(a - b) <= MISSES * min(line.size for line in cell.lines) for a, b in sides)


def prints_range(cell: Cell) -> bool:
    """Whether a coloured block says what happens and from when to when."""
    spans = find_spans(tidy(cell.text)) if any(not find_spans(tidy(line.text)) for line in cell.lines) else ()
    return cell.color is not None and len(spans) == 1 and spans[0].end is not None and spans[0].start.exact


def _goes_on(above: Cell, below: Cell) -> bool:
    """Whether a cell is the lower part of the block ``above``."""
    return below is not above and _hangs_below(above, below) and not find_spans(tidy(below.text))
