"""Rows of a table that nothing in its header heads, between two that it does: pauses of several days."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from chalicelib.domain.timetable import TimesFrom
from chalicelib.extraction.axes import DayAxis, TimeBand, along, in_days, in_line, shares
from chalicelib.extraction.grid import Cell, bounding
from chalicelib.extraction.texts.days import plain
from chalicelib.extraction.texts.pauses import is_pause, is_spelt_pause

LEAST_DAYS = 2
"""Days over which such a row's text reaches; in one day's cell it may be more of the lesson above it."""

LEAST_ALIKE = 3
"""Days whose cells on one level each name the same pause, so that it has a row of its own."""

INFERRED = 0.97
"""What is left of the confidence in a row whose time is only what its neighbours leave free."""


def with_rows_between(bands: tuple[TimeBand, ...], cells: Sequence[Cell], axis: DayAxis) -> tuple[TimeBand, ...]:
    """``bands`` with one more wherever a pause of several days stands between two that leave a time free, or that have
    none: it reaches over the header as well, or nothing was read of its head. Other texts there head what follows
    ("Afternoon")."""
    across = not axis.across
    gaps = [
        (a.high, b.low, a.end, b.start)
        for a, b in itertools.pairwise(bands)
        if b.low > a.high and (_leaves_time(a, b) or (_only_numbered(a) and _only_numbered(b)))
    ]
    pauses = [c for c in cells if _names_pause(c.text)] if gaps else []
    extents = [along(c.box, across) for c in pauses if _over_days(c, axis)]
    extents += [along(bounding(c.box for c in level), across) for level in _alike(pauses, axis)]
    found = []
    for low, high, start, end in gaps:
        inside = [extent for extent in extents if low <= sum(extent) / 2 <= high and shares(*extent, low, high)]
        if inside:
            first, last = max(low, min(e[0] for e in inside)), min(high, max(e[1] for e in inside))
            source = TimesFrom.NEIGHBOUR if start is not None else TimesFrom.NOTHING
            found.append(TimeBand(first, last, start, end, "", source, INFERRED))
    return tuple(sorted((*bands, *found), key=lambda band: band.low)) if found else bands


def _names_pause(text: str) -> bool:
    """Whether a text names a pause, also letter by letter."""
    words = text.split()
    return is_pause(" ".join(words)) or is_spelt_pause("".join(words))


def _leaves_time(before: TimeBand, after: TimeBand) -> bool:
    return before.end is not None and after.start is not None and before.end < after.start


def _only_numbered(band: TimeBand) -> bool:
    return band.start is None and bool(band.label)


def _over_days(cell: Cell, axis: DayAxis) -> bool:
    """Whether a cell reaches over several days."""
    return sum(shares(*along(cell.box, axis.across), b.low, b.high) for b in axis.bands) >= LEAST_DAYS


def _alike(pauses: Sequence[Cell], axis: DayAxis) -> list[list[Cell]]:
    """The levels on which several days' own cells name the same pause."""
    levels = in_line([c for c in pauses if in_days(c, axis)], not axis.across)
    return [level for level in levels if len(level) >= LEAST_ALIKE and len({plain(c.text) for c in level}) == 1]
