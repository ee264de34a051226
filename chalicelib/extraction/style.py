"""How the cells of one table set the activity's name apart from what is said about it.

One cell alone tells little: readers' boxes vary with the letters. But where second lines are smaller by the same
ratio all over a table, its writer meant something by it, and a much smaller difference then counts in each cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from chalicelib.extraction.grid import Cell
from chalicelib.extraction.settings import LARGER, LEAST_STYLED, MOSTLY, SAME_RATIO, SET_APART


def name_larger_by(cells: Sequence[Cell]) -> float:
    """How many times larger a name's letters are, at least, than those of the notes in the same cell.

    Halfway (geometrically) between equal and the table's usual ratio, where most of its cells show it; else LARGER.
    """
    ratios = [
        cell.lines[0].size / cell.lines[1].size
        for cell in cells
        if len(cell.lines) > 1 and min(line.size for line in cell.lines) > 0 and _upright(cell)
    ]
    if len(ratios) < LEAST_STYLED:
        return LARGER
    usual = median(ratios)
    alike = sum(abs(ratio / usual - 1) <= SAME_RATIO for ratio in ratios) / len(ratios)
    return min(LARGER, usual**0.5) if usual >= SET_APART and alike >= MOSTLY else LARGER


def _upright(cell: Cell) -> bool:
    return all(line.angle == 0 for line in cell.lines)
