"""Cells over several rows between which a rule was not seen: each row's lesson stands in the middle of its own row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chalicelib.extraction.axes import DayAxis, TimeBand, shares
from chalicelib.extraction.grid import Cell, Line

IN_THE_MIDDLE = 0.2
"""Share of a row's height by which a line's middle may miss that of its row."""

MOST_CELLS = 2_000
"""Cells of a table up to which this is looked for; a week of half hours has two hundred."""


def cut_at_rows(body: Sequence[Cell], axis: DayAxis, bands: Sequence[TimeBand]) -> list[Cell]:
    """``body`` with such cells cut at their rows, where one over the same rows says the same in each, or what other
    cells of the table say alone."""
    rows = [band for band in bands if band.start is not None]
    if not axis.across or len(body) > MOST_CELLS:
        return list(body)
    alone = Counter(cell.text for cell in body if len(cell.lines) == 1)
    found = {id(cell): lines for cell in body if (lines := _line_of_each_row(cell, rows))}
    surely = {
        tuple(row.low for row, _ in lines)
        for lines in found.values()
        if len({line.text for _, line in lines}) == 1 or all(line.text in alone for _, line in lines)
    }
    result: list[Cell] = []
    for cell in body:
        lines = found.get(id(cell), [])
        if tuple(row.low for row, _ in lines) in surely:
            result.extend(_part(cell, row, line) for row, line in lines)
        else:
            result.append(cell)
    return result


def _line_of_each_row(cell: Cell, rows: Sequence[TimeBand]) -> list[tuple[TimeBand, Line]]:
    """The rows that a cell runs over, each with the one line that stands in its middle; empty where these are less than
    two, or not so."""
    held = [row for row in rows if shares(cell.box.top, cell.box.bottom, row.low, row.high)]
    if len(held) < LEAST_ROWS or len(held) != len(cell.lines):
        return []
    pairs = list(zip(held, sorted(cell.lines, key=lambda line: line.box.top), strict=True))
    middles = [
        line.angle == 0 and abs(line.box.center[1] - (row.low + row.high) / 2) <= IN_THE_MIDDLE * (row.high - row.low)
        for row, line in pairs
    ]
    return pairs if all(middles) else []


LEAST_ROWS = 2


def _part(cell: Cell, row: TimeBand, line: Line) -> Cell:
    return Cell(cell.box.model_copy(update={"top": row.low, "bottom": row.high}), (line,), cell.color)
