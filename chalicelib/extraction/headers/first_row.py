"""A table's first row (column) of lessons, where its time or its number was not read."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from chalicelib.domain.timetable import TimesFrom
from chalicelib.extraction.axes import DayAxis, TimeBand, along, shares
from chalicelib.extraction.grid import Cell, bounding
from chalicelib.extraction.texts.header_texts import spans_of
from chalicelib.extraction.texts.pauses import is_pause

LEAST_BANDS = 3
"""Rows with a head from which another one belongs to them, and days that have a text in it."""

MOSTLY = 0.5
"""Share of the days that have a text in a row from which it is one."""

AS_HIGH = 0.6
"""Share of a row's height that another one has at least: dates below the days' names have less."""

SHORTEST_TEXT = 2
"""Characters of a lesson's name; dates and groups' letters are shorter."""

LEAST_TEXTS = 2
"""Texts of such a row that differ: what is the same below every day ("Room 4") is no lesson."""

INFERRED = 0.9
"""What is left of the confidence in a row whose time was not read."""


def with_first_row(bands: tuple[TimeBand, ...], cells: Sequence[Cell], axis: DayAxis) -> tuple[TimeBand, ...]:
    """``bands`` with one more before them for the texts of several days between their names and the first band: the
    period before a numbered one, or as long as all the others where these follow each other; else as they are."""
    row = _before(bands, cells, axis) if len(bands) >= LEAST_BANDS else []
    told = _before_as_the_others(bands) or _before_by_number(bands) if row else None
    if told is None:
        return bands
    low, high = along(bounding(c.box for c in row), not axis.across)
    return (replace(told, low=low, high=min(high, bands[0].low), confidence=INFERRED), *bands)


def _before(bands: Sequence[TimeBand], cells: Sequence[Cell], axis: DayAxis) -> list[Cell]:
    """The cells of a row of lessons before the first band; none where what stands there is none."""
    across = not axis.across
    between = [c for c in cells if c.lines and axis.high <= sum(along(c.box, across)) / 2 < bands[0].low]
    held = [(c, b) for c in between for b in axis.bands if shares(*along(c.box, axis.across), b.low, b.high)]
    texts = {c.text for c, _ in held}
    days = {day for _, band in held for day in band.days}
    if len(days) < max(LEAST_BANDS, MOSTLY * len(axis.bands)) or len(texts) < LEAST_TEXTS:
        return []
    if any(spans_of(text) or len(text.strip(" .")) < SHORTEST_TEXT for text in texts):
        return []
    row = [c for c, _ in held]
    low, high = along(bounding(c.box for c in row), across)
    usual = median(b.high - b.low for b in bands)
    return row if AS_HIGH * usual < high - low < usual / AS_HIGH else []


def _before_by_number(bands: Sequence[TimeBand]) -> TimeBand | None:
    """The period before the first one by its number ("1." before "2."); None where that is none or the first."""
    number = bands[0].label.strip(" .")
    if not number.isdecimal() or int(number) < SECOND:
        return None
    return TimeBand(0, 0, label=bands[0].label.replace(number, str(int(number) - 1)))


SECOND = 2
"""The number of a period that has another one before it; what stands before the first has none."""


def _before_as_the_others(bands: Sequence[TimeBand]) -> TimeBand | None:
    """When the band before the others is, if these are all as long and follow each other; None where they do not."""
    lengths = {b.end - b.start for b in bands if b.start is not None and b.end is not None and not is_pause(b.label)}
    follow = all(a.end is not None and a.end == b.start for a, b in itertools.pairwise(bands))
    end = bands[0].start
    if len(lengths) != 1 or not follow or end is None:
        return None
    return TimeBand(0, 0, end - lengths.pop(), end, times_from=TimesFrom.INTERPOLATED)
