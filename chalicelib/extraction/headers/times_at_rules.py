"""Times set at the rules between a table's rows, the number of the period amid them: the end of one and the start of
the next stand close to each other, and a cell drawn between rules that miss them by a line holds both."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.grid import Cell, Line, overlap
from chalicelib.extraction.settings import MOSTLY
from chalicelib.extraction.texts.header_texts import is_period_label, start_alone

LEAST_ROWS = 4
"""Cells of a column that hold a number, an end and the next start from which their times stand so."""

LONGEST_PAUSE = 90
"""Minutes between the end of a period and the start of the next one at most."""


def with_times_from_rules(cells: Sequence[Cell], loose: Sequence[Line]) -> tuple[Cell, ...]:
    """``cells`` with the start in each such cell moved to the period that it is of: the next one's. The first one's
    stands above them in a cell of its own, or among ``loose``; where it was not read that period has no time."""
    columns: dict[int, list[Cell]] = {}
    for cell in cells:
        columns.setdefault(round(cell.box.left), []).append(cell)
    moved: dict[int, tuple[Line, ...]] = {}
    for column in columns.values():
        ordered = sorted((c for c in column if c.lines), key=lambda c: c.box.top)
        held = [c for c in ordered if _number_end_start(c)]
        if len(held) < max(LEAST_ROWS, MOSTLY * len([c for c in ordered if any(start_alone(x.text) for x in c.lines)])):
            continue
        if not _pauses_within(held):
            continue  # a number over its own start and end
        before = _right_above(held[0], loose)
        for cell, start in zip(held, [before, *(c.lines[2] for c in held)], strict=False):
            number, end, _ = cell.lines
            # An end alone would be read as a start.
            moved[id(cell)] = (number,) if start is None else (number, start, end)
        last = next((c for c in ordered if c.box.top >= held[-1].box.bottom - 1 and _number_end(c)), None)
        if last is not None:
            moved[id(last)] = (last.lines[0], held[-1].lines[2], last.lines[1])
    return tuple(replace(c, lines=moved[id(c)]) if id(c) in moved else c for c in cells)


def _number_end(cell: Cell) -> bool:
    """Whether a cell holds a period's number and a time below it."""
    texts = [line.text for line in cell.lines]
    return len(texts) == len(("number", "end")) and is_period_label(texts[0]) and start_alone(texts[1]) is not None


def _number_end_start(cell: Cell) -> bool:
    """Whether a cell holds a period's number and, below it, its end and the start of what follows."""
    if len(cell.lines) != len(("number", "end", "start")) or not is_period_label(cell.lines[0].text):
        return False
    clocks = [start_alone(line.text) for line in cell.lines[1:]]
    below = all(a.box.center[1] < b.box.center[1] for a, b in itertools.pairwise(cell.lines))
    minutes = [clock.minute for clock in clocks if clock is not None and clock.exact]
    return below and len(minutes) == len(clocks) and 0 <= minutes[1] - minutes[0] <= LONGEST_PAUSE


def _pauses_within(cells: Sequence[Cell]) -> bool:
    """Whether the two times of each cell are closer to each other, in all, than the second is to the next cell's
    first."""
    clocks = [[start_alone(line.text) for line in cell.lines[1:]] for cell in cells]
    minutes = [[clock.minute for clock in pair if clock is not None] for pair in clocks]
    within = sum(last - first for first, last in minutes[:-1])
    between = sum(b[0] - a[1] for a, b in itertools.pairwise(minutes))
    return within < between


def _right_above(cell: Cell, loose: Sequence[Line]) -> Line | None:
    """The time right above a cell."""
    above = [
        line
        for line in loose
        if start_alone(line.text) is not None
        and overlap(line.box.left, line.box.right, cell.box.left, cell.box.right) > 0
        and abs(line.box.center[1] - cell.box.top) < line.size
    ]
    return above[0] if len(above) == 1 else None
