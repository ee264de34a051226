"""A scale of times that stands in one cell beside the days, each time at its place: calendars draw no rules between.

Their labels stand on the lines of the scale, or at the same distance below (above) each; where that is, the edges of
the lessons beside it show.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from statistics import linear_regression, median

from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.texts.header_texts import start_alone
from chalicelib.extraction.texts.times import NOON

LEAST_LABELS = 6
"""Times in one cell from which they are a scale; a list of starts is shorter, or uneven."""

UNEVEN = 0.15
"""Share of the labels' distance by which one may miss its place."""

ON_LINE = 4.0
"""Minutes by which a lesson's edge may miss the line on which it is drawn."""

MOSTLY_LINED = 0.5
"""Share of the edges that lie at the same distance from a label; the others are at other times."""


def scales_apart(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """``cells`` with one that holds a scale of times cut into one cell for each time, from its line to the next one's;
    as it is where no such line is found."""
    result: list[Cell] = []
    for cell in cells:
        minutes = _labels(cell)
        lines = _lines_of_scale(cell, minutes, cells) if minutes else []
        if not lines:
            result.append(cell)
            continue
        for line, (top, bottom) in zip(_ordered(cell), itertools.pairwise(lines), strict=True):
            box = cell.box.model_copy(update={"top": top, "bottom": bottom})
            result.append(replace(cell, box=box, lines=(line,)))
    return tuple(result)


def _ordered(cell: Cell) -> list[Line]:
    return sorted(cell.lines, key=lambda line: line.box.top)


def _labels(cell: Cell) -> list[int]:
    """The minutes of a cell's lines where all are single times at even steps; none of other cells."""
    if len(cell.lines) < LEAST_LABELS:
        return []
    said = [start_alone(x.text) if x.angle == 0 else None for x in _ordered(cell)]
    clocks = [start.minute for start in said if start is not None]
    if len(clocks) < len(said):
        return []
    steps = {(b - a) % NOON for a, b in itertools.pairwise(clocks)}
    step = steps.pop() if len(steps) == 1 else 0
    return [clocks[0] + step * i for i in range(len(clocks))] if step else []


def _lines_of_scale(cell: Cell, minutes: Sequence[int], cells: Sequence[Cell]) -> list[float]:
    """Where the lines of a scale are, one more than it has labels; none where these do not stand evenly, or no place
    beside them is where most lessons begin and end."""
    middles = [line.box.center[1] for line in _ordered(cell)]
    slope, begin = linear_regression(minutes, middles)
    even = [begin + slope * minute for minute in minutes]
    step = even[1] - even[0]
    if step <= 0 or any(abs(a - b) > UNEVEN * step for a, b in zip(even, middles, strict=True)):
        return []
    beside = [c for c in cells if c.lines and c is not cell and c.box.left >= cell.box.right - step]
    low, high = even[0] - step / 2, even[-1] + 1.5 * step
    edges = [edge for c in beside for edge in (c.box.top, c.box.bottom) if low <= edge <= high]
    offsets = sorted((edge - even[0] + step / 2) % step - step / 2 for edge in edges)
    near = ON_LINE * slope
    spans = [(bisect_left(offsets, x - near), bisect_right(offsets, x + near)) for x in offsets]
    first, last = max(spans, key=lambda span: span[1] - span[0], default=(0, 0))
    if last - first < max(LEAST_LABELS, MOSTLY_LINED * len(edges)):
        return []
    offset = median(offsets[first:last])
    return [place + offset for place in (*even, even[-1] + step)]
