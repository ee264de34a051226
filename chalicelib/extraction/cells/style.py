"""How the cells of one table set the activity's name apart from what is said about it.

One cell alone tells little: readers' boxes vary with the letters. But where second lines are smaller by the same
ratio all over a table, its writer meant something by it, and a much smaller difference then counts in each cell.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.lines.line_breaks import reads_on
from chalicelib.extraction.settings import LARGER, LEAST_STYLED, MOSTLY, SAME_RATIO, SET_APART
from chalicelib.extraction.texts.header_texts import only_times


def name_larger_by(cells: Sequence[Cell]) -> float:
    """How many times larger a name's letters are, at least, than those of the notes in the same cell.

    Halfway (geometrically) between equal and the table's usual ratio, where most of its cells show it; else LARGER.
    """
    several = [
        cell for cell in cells if len(cell.lines) > 1 and min(line.size for line in cell.lines) > 0 and _upright(cell)
    ]
    # What is measured counts once a text: "Singing" has a g, and "Assembly" below it none, however often they come.
    told = {
        cell.text if min(line.confidence for line in cell.lines) < 1 else id(cell): (
            cell.lines[0].size / cell.lines[1].size
        )
        for cell in several
    }
    ratios = list(told.values())
    if len(ratios) < LEAST_STYLED:
        return LARGER
    usual = median(ratios)
    alike = sum(abs(ratio / usual - 1) <= SAME_RATIO for ratio in ratios) / len(ratios)
    return min(LARGER, usual**0.5) if usual >= SET_APART and alike >= MOSTLY else LARGER


def set_apart(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` with the names made larger that stand in the middle, where rooms and teachers stand in the corners, or
    in the first corner, where these stand in the others, or over the two in the lower corners.

    Timetable programs print their cells so. Letters differ too little in height there to tell which is the name.
    """
    # A time in a corner says nothing of where rooms and teachers stand: a lesson's start and end are set there too.
    worded = [replace(cell, lines=tuple(line for line in cell.lines if not only_times(line.text))) for cell in cells]
    several = [cell for cell in worded if len(cell.lines) > 1 and _upright(cell)]
    for named in (_between_corners, _in_first_corner, _over_corners, _beside_lighter):
        alike = sum(bool(named(cell)) for cell in several)
        if alike >= LEAST_STYLED and alike >= MOSTLY * len(several):
            less = _below_corner if named is _between_corners else named
            return [_with_larger(c, named(bare) or less(bare)) for c, bare in zip(cells, worded, strict=True)]
    return list(cells)


def _below_corner(cell: Cell) -> list[Line]:
    """The line in a cell's middle below or beside the one in its upper left corner, where nobody is named in another
    one."""
    if len(cell.lines) != ROOM_AND_NAME:
        return []
    room = CORNER * cell.box.width
    first, second = sorted(cell.lines, key=lambda x: x.box.left)
    centred = abs(second.box.center[0] - cell.box.center[0]) <= room and second.box.left - cell.box.left > room
    cornered = first.box.left - cell.box.left <= room and first.box.right < cell.box.center[0]
    return [second] if centred and cornered else []


ROOM_AND_NAME = 2
"""Lines of a cell that names nobody."""


def _beside_lighter(cell: Cell) -> list[Line]:
    """The same where it is printed far more strongly than the other."""
    named = _below_corner(cell)
    if not named or not all(line.tokens for line in cell.lines):
        return []
    strengths = [max(token.strength for token in line.tokens) for line in cell.lines]
    own = max(token.strength for token in named[0].tokens)
    return named if own == max(strengths) and own >= STRONGER * min(strengths) else []


STRONGER = 1.4
"""Times that a name in black letters is printed more strongly than a sign in grey ones beside it."""


def _in_first_corner(cell: Cell) -> list[Line]:
    """The line in a cell's upper left corner, if it is no smaller than the others and one stands level with it in the
    upper right one."""
    room = CORNER * cell.box.width
    first = min((x for x in cell.lines if x.box.left - cell.box.left <= room), key=lambda x: x.box.top, default=None)
    if first is None or min(x.box.top for x in cell.lines) < first.box.top - first.size / 2:
        return []
    level = [x for x in cell.lines if x.box.left > first.box.right + first.size and x.box.top < first.box.bottom]
    across = any(cell.box.right - x.box.right <= room for x in level)
    return [first] if across and first.size >= max(x.size for x in cell.lines) * NO_SMALLER else []


NO_SMALLER = 0.8
"""Share of the largest letters' height from which a name is no smaller; readers' boxes vary with the letters, those of
single letters ("D") most."""


def _over_corners(cell: Cell) -> list[Line]:
    """The line over a pair that stands level with each other, one at the cell's left edge and one at its right one."""
    lines = sorted(cell.lines, key=lambda x: (x.box.top, x.box.left))
    if len(lines) != 3:
        return []
    first, room = lines[0], CORNER * cell.box.width
    left, right = sorted(lines[1:], key=lambda x: x.box.left)
    level = abs(left.box.center[1] - right.box.center[1]) < left.size / 2 and first.box.center[1] < left.box.top
    apart = left.box.left - cell.box.left <= room and cell.box.right - right.box.right <= room
    return [first] if level and apart and right.box.left > left.box.right + left.size else []


def _between_corners(cell: Cell) -> list[Line]:
    """The lines in a cell's middle, clear of its edges, if all others keep to the edges, and one to the right one:
    where all begin at the left a short one is in the middle by chance."""
    room = CORNER * cell.box.width
    gaps = [(x.box.left - cell.box.left, cell.box.right - x.box.right) for x in cell.lines]
    centred = [x for x, gap in zip(cell.lines, gaps, strict=True) if min(gap) > room]
    level = all(abs(x.box.center[0] - cell.box.center[0]) <= room for x in centred)
    row = any(
        x is not y and abs(x.box.center[1] - y.box.center[1]) < ON_LEVEL * min(x.size, y.size)
        for x in centred
        for y in cell.lines
    )
    return centred if level and not row and any(right <= room < left for left, right in gaps) else []


ON_LEVEL = 0.25
"""Letter heights between the middles of two texts of one line; boxes of two lines overlap by up to half."""

CORNER = 0.13
"""Share of a cell's width by which a name may miss its middle, and a room or a teacher its edge."""


def _with_larger(cell: Cell, named: Sequence[Line]) -> Cell:
    named = list(named)
    for above, line in itertools.pairwise(cell.lines):
        if above in named and line not in named and reads_on(above, line):
            named.append(line)
    lines = tuple(replace(x, size=x.size * 2 * LARGER) if x in named else x for x in cell.lines)
    return replace(cell, lines=lines)


def _upright(cell: Cell) -> bool:
    return all(line.angle == 0 for line in cell.lines)
