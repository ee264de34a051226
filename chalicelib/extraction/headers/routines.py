"""The row (column) of a routine for every day whose heading says nothing known, or was not read.

It stands right before the first day or right behind the last one, says something at nearly every time of the day, and
the days say next to nothing: without it they would be empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.axes import DayAxis, TimeBand, along, shares
from chalicelib.extraction.grid import Cell, bounding
from chalicelib.extraction.texts.days import parse_day_label
from chalicelib.extraction.texts.header_texts import is_period_label, spans_of

MOST_SAID = 0.35
"""Share of the days' places that hold a text at most, where a routine fills the others."""

LEAST_FILLED = 0.8
"""Share of the times at which a routine says something."""

FEWEST_TIMES = 4
"""Times of a day from which its routine is told from a heading of several parts."""

UNREAD_SURE = 0.8
"""What is left of the confidence where only its place says that it is a routine."""


def with_unread_routine(axis: DayAxis, cells: Sequence[Cell], bands: Sequence[TimeBand]) -> DayAxis:
    """``axis`` with the place of its routine where no heading names one and the table shows one all the same."""
    if axis.routine is not None or len(bands) < FEWEST_TIMES or len(axis.bands) < FEWEST_TIMES:
        return axis
    if _filled(axis, cells, bands) > MOST_SAID:
        return axis
    first, last = axis.bands[0].low, axis.bands[-1].high
    step = (last - first) / len(axis.bands)
    headings = [c for c in cells if shares(*along(c.box, not axis.across), axis.low, axis.high)]
    for heading in headings:
        low, high = along(heading.box, axis.across)
        beside = min(abs(first - high), abs(low - last)) < step / 2
        if not beside or not heading.lines or parse_day_label(heading.text) is not None:
            continue
        row = [c for c in cells if c is not heading and c.lines and shares(*along(c.box, axis.across), low, high)]
        row = [c for c in row if not shares(*along(c.box, not axis.across), axis.low, axis.high)]
        if _is_routine(row, axis, bands):
            return replace(axis, routine=along(bounding(c.box for c in row), axis.across), routine_sure=UNREAD_SURE)
    return axis


def _is_routine(row: Sequence[Cell], axis: DayAxis, bands: Sequence[TimeBand]) -> bool:
    """Whether the cells of a row hold activities, one at nearly every time."""
    said = [c for c in row if not spans_of(c.text) and not is_period_label(c.text)]
    timed = [b for b in bands if any(shares(*along(c.box, not axis.across), b.low, b.high) for c in said)]
    return len(said) == len(row) and len(timed) >= LEAST_FILLED * len(bands)


def _filled(axis: DayAxis, cells: Sequence[Cell], bands: Sequence[TimeBand]) -> float:
    """Share of the crossings of days and times that hold a text."""
    said = [c for c in cells if c.lines]
    held = sum(
        any(
            shares(*along(c.box, axis.across), d.low, d.high) and shares(*along(c.box, not axis.across), b.low, b.high)
            for c in said
        )
        for d in axis.bands
        for b in bands
    )
    return held / (len(axis.bands) * len(bands))
