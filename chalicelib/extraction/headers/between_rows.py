"""Rows of a table that no cell of its header heads, between two that have times: a pause over its whole width."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from chalicelib.domain.timetable import TimesFrom
from chalicelib.extraction.axes import DayAxis, TimeBand, along, shares
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.texts.pauses import is_pause

LEAST_DAYS = 2
"""Days over which such a row's text reaches; in one day's cell it may be more of the lesson above it."""

INFERRED = 0.97
"""What is left of the confidence in a row whose time is only what its neighbours leave free."""


def with_rows_between(bands: tuple[TimeBand, ...], cells: Sequence[Cell], axis: DayAxis) -> tuple[TimeBand, ...]:
    """``bands`` with one more wherever a pause over several days stands between two that leave a time free: it reaches
    over the header as well, or nothing was read of its head. Other texts there head what follows ("Afternoon")."""
    across = not axis.across
    gaps = [
        (a.high, b.low, a.end, b.start)
        for a, b in itertools.pairwise(bands)
        if a.end is not None and b.start is not None and a.end < b.start and b.low > a.high
    ]
    pauses = [c for c in cells if is_pause(" ".join(c.text.split())) and _over_days(c, axis)] if gaps else []
    extents = [along(c.box, across) for c in pauses]
    found = []
    for low, high, start, end in gaps:
        inside = [extent for extent in extents if low <= sum(extent) / 2 <= high and shares(*extent, low, high)]
        if inside:
            first, last = max(low, min(e[0] for e in inside)), min(high, max(e[1] for e in inside))
            found.append(TimeBand(first, last, start, end, "", TimesFrom.NEIGHBOUR, INFERRED))
    return tuple(sorted((*bands, *found), key=lambda band: band.low)) if found else bands


def _over_days(cell: Cell, axis: DayAxis) -> bool:
    """Whether a cell reaches over several days."""
    return sum(shares(*along(cell.box, axis.across), b.low, b.high) for b in axis.bands) >= LEAST_DAYS
