"""Texts that stand within a table and in none of its cells, put where the days and the times cross."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chalicelib.domain.timetable import Box
from chalicelib.extraction.axes import DayAxis, TimeBand, along
from chalicelib.extraction.grid import Cell, Line, overlap, reading_order
from chalicelib.extraction.pauses import is_pause

LOOSE_SURE = 0.95
"""What is left of the confidence in a text whose cell was inferred: a merged cell may have been lost."""

SPANNED = 0.3
"""Share of a day's width that a text must cover to be said of that day too."""


def loose_cells(lines: Sequence[Line], axis: DayAxis, bands: Sequence[TimeBand]) -> list[Cell]:
    """One cell for each crossing of days and a time that holds any of ``lines``."""
    slots: dict[tuple[int, int, int], list[Line]] = {}
    for line in lines:
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
