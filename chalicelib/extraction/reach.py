"""How far a day or a time reaches that no rule bounds: to the white space between it and its neighbour."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.axes import DayAxis, DayBand, TimeBand, along, in_days, is_period_label, only_times
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.settings import LEAST_TIMES
from chalicelib.extraction.whitespace import emptiest


def widened_days(axis: DayAxis, body: Sequence[Cell]) -> DayAxis:
    """The day axis with each band reaching to the white space between it and the next."""
    extents = [(b.low, b.high) for b in axis.bands]
    # The column of a routine for every day stands among the days and takes its own room.
    ordered = sorted([*extents, axis.routine] if axis.routine is not None else extents)
    # What stands before the header (a title) says nothing about the columns below it.
    behind = [c for c in body if along(c.box, not axis.across)[0] >= axis.low]
    reached = dict(zip(ordered, _reaches(ordered, [along(c.box, axis.across) for c in behind]), strict=True))
    bands = tuple(replace(b, low=reached[b.low, b.high][0], high=reached[b.low, b.high][1]) for b in axis.bands)
    bands = (_clear_of_times(axis.bands[0], bands[0], behind, axis.across), *bands[1:])
    return replace(axis, bands=bands, routine=None if axis.routine is None else reached[axis.routine])


def _clear_of_times(named: DayBand, reaching: DayBand, behind: Sequence[Cell], across: bool) -> DayBand:
    """The first day, as far as the white space between it and a column (row) of times or periods before it."""
    extents = [along(c.box, across) for c in behind]
    times = [
        high for c, (_, high) in zip(behind, extents, strict=True) if only_times(c.text) or is_period_label(c.text)
    ]
    before = [high for high in times if high <= named.low]
    middle = (named.low + named.high) / 2
    # Where the cells print their own times, these say nothing of where the days begin.
    if len(before) < max(LEAST_TIMES, len(times) / 2) or max(before) <= reaching.low:
        return reaching
    return replace(reaching, low=emptiest(max(before), middle, extents))


def framed(axis: DayAxis, bands: Sequence[TimeBand], body: Sequence[Cell]) -> tuple[TimeBand, ...]:
    """Time bands that reach to the white space between them."""
    across = not axis.across
    inside = [along(c.box, across) for c in body if in_days(c, axis)]
    reach = _reaches([(b.low, b.high) for b in bands], inside)
    return tuple(replace(b, low=low, high=high) for b, (low, high) in zip(bands, reach, strict=True))


def _reaches(
    extents: Sequence[tuple[float, float]], obstacles: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Each extent grown to the emptiest place between it and its neighbours; the outer ones by half a step."""
    middles = [(low + high) / 2 for low, high in extents]
    cuts = [emptiest(a, b, obstacles) for a, b in itertools.pairwise(middles)]
    steps = [b - a for a, b in itertools.pairwise(middles)] or [extents[0][1] - extents[0][0]]
    first = min(extents[0][0], middles[0] - steps[0] / 2)
    last = max(extents[-1][1], middles[-1] + steps[-1] / 2)
    borders = [first, *cuts, last]
    return list(itertools.pairwise(borders))


def sections(axis: DayAxis, bottom: float) -> DayAxis:
    """Days down a list: each reaches from its own name to the next one's, the last to ``bottom``."""
    lows = [b.low for b in axis.bands] + [bottom]
    bands = tuple(replace(b, high=max(high, b.high)) for b, high in zip(axis.bands, lows[1:], strict=True))
    return replace(axis, bands=bands)
