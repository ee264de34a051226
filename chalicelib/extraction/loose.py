"""Texts that stand within a table and in none of its cells, put where the days and the times cross."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.domain.timetable import Box
from chalicelib.extraction.axes import DayAxis, TimeBand, along, in_line, shares
from chalicelib.extraction.days import parse_day_label, weekdays
from chalicelib.extraction.grid import Cell, Line, bounding, overlap, reading_order
from chalicelib.extraction.header_texts import only_times
from chalicelib.extraction.line_parts import line_parts, wide_gap
from chalicelib.extraction.pauses import is_pause

LOOSE_SURE = 0.95
"""What is left of the confidence in a text whose cell was inferred: a merged cell may have been lost."""

SPANNED = 0.3
"""Share of a day's width that a text must cover to be said of that day too."""


def loose_cells(lines: Sequence[Line], axis: DayAxis, bands: Sequence[TimeBand]) -> list[Cell]:
    """One cell for each crossing of days and a time that holds any of ``lines``."""
    slots: dict[tuple[int, int, int], list[Line]] = {}
    for line in _parted(lines, axis):
        days = _days(line.box, axis)
        time = _nearest(along(line.box, not axis.across), bands)
        if days is not None and time is not None:
            slots.setdefault((*days, time), []).append(doubted(line))
    levels = [time for *_, time in slots]
    cells = []
    for (first, last, time), held in slots.items():
        alone = levels.count(time) == 1 and is_pause(" ".join(line.text for line in held))
        covered = axis.bands if alone else axis.bands[first : last + 1]
        box = crossing(axis.across, (covered[0].low, covered[-1].high), bands[time])
        cells.append(Cell(box, tuple(sorted(held, key=reading_order))))
    return cells


def _parted(lines: Sequence[Line], axis: DayAxis) -> list[Line]:
    """``lines`` with those in parts that a gap wider than a blank divides where two days meet."""
    parts = list(lines)
    for before, behind in itertools.pairwise(axis.bands if axis.across else ()):
        place = (before.high + behind.low) / 2
        gaps = [(line, wide_gap(line, place) if line.angle == 0 else None) for line in parts]
        parts = [part for line, gap in gaps for part in (line_parts(line, *gap) if gap is not None else [line])]
    return parts


def loose_heads(lines: Sequence[Line], cells: Sequence[Cell], axis: DayAxis) -> list[Cell]:
    """Times before the days whose cell was not closed, each reaching as far as the lowest (narrowest) cell level with
    it."""
    first = min(band.low for band in axis.bands)
    before = [
        Cell(line.box, (doubted(line),))
        for line in lines
        if line.angle == 0 and along(line.box, axis.across)[1] <= first
    ]
    rows: dict[tuple[float, float], list[Line]] = {}
    for group in in_line(before, not axis.across):
        extent = along(bounding(c.box for c in group), not axis.across)
        level = [e for c in cells if shares(*extent, *(e := along(c.box, not axis.across)))]
        if level:
            row = min(level, key=lambda e: e[1] - e[0])
            rows.setdefault(row, []).extend(line for c in group for line in c.lines)
    heads = []
    for (low, high), lines_of_row in rows.items():
        said = tuple(sorted(lines_of_row, key=reading_order))
        box = bounding(line.box for line in said)
        if only_times(" ".join(line.text for line in said)):
            first_line, last_line = along(box, not axis.across)
            reached = TimeBand(min(low, first_line), max(high, last_line))
            heads.append(Cell(crossing(axis.across, along(box, axis.across), reached), said))
    return heads


def loose_days(lines: Sequence[Line], cells: Sequence[Cell], axis: DayAxis) -> list[Cell]:
    """The names of days across that stand in no cell, level with those of ``axis`` and over a column that has no name,
    each as wide as that column."""
    if not axis.across:
        return []
    known = {day for band in axis.bands for day in band.days}
    found = []
    for line in lines:
        label = parse_day_label(line.text)
        if label is None or label.every_day or not shares(line.box.top, line.box.bottom, axis.low, axis.high):
            continue
        column = [c for c in cells if c.lines and c.box.top >= line.box.bottom and _over(line.box, c.box)]
        nameless = [c for c in column if not any(shares(c.box.left, c.box.right, b.low, b.high) for b in axis.bands)]
        if len(nameless) >= LEAST_BELOW and len(nameless) == len(column) and known.isdisjoint(weekdays(label)):
            box = bounding(c.box for c in nameless).model_copy(update={"top": line.box.top, "bottom": line.box.bottom})
            found.append(Cell(box, (doubted(line),)))
    return found


LEAST_BELOW = 3
"""Cells with texts in a column that a day's name outside of the cells heads."""


def _over(line: Box, cell: Box) -> bool:
    return cell.left <= line.center[0] <= cell.right


def doubted(line: Line) -> Line:
    """``line`` with the confidence that a text without a cell deserves."""
    return replace(line, confidence=line.confidence * LOOSE_SURE)


def crossing(across: bool, days: tuple[float, float], band: TimeBand) -> Box:
    """The box where a stretch of days, which run across or down, crosses a time."""
    low, high = days
    if across:
        return Box(left=low, right=high, top=band.low, bottom=band.high)
    return Box(left=band.low, right=band.high, top=low, bottom=high)


def _days(box: Box, axis: DayAxis) -> tuple[int, int] | None:
    """The numbers of the first and the last day band that a text covers."""
    low, high = along(box, axis.across)
    covered = [
        i
        for i, band in enumerate(axis.bands)
        if overlap(low, high, band.low, band.high) > SPANNED * (band.high - band.low)
        or overlap(low, high, band.low, band.high) > 0.5 * (high - low)
    ]
    return (covered[0], covered[-1]) if covered else None


def _nearest(extent: tuple[float, float], bands: Sequence[TimeBand]) -> int | None:
    """The time band that holds the middle of a text."""
    middle = sum(extent) / 2
    return next((i for i, band in enumerate(bands) if band.low <= middle <= band.high), None)
