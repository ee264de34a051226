"""How far a day or a time reaches that no rule bounds: to the white space between it and its neighbour."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from statistics import linear_regression, median

from chalicelib.domain.timetable import TimesFrom
from chalicelib.extraction.axes import DayAxis, DayBand, TimeBand, along, in_days
from chalicelib.extraction.grid import Cell, overlap
from chalicelib.extraction.lines.whitespace import emptiest, parting
from chalicelib.extraction.settings import LEAST_TIMES
from chalicelib.extraction.texts.header_texts import is_period_label, only_times


def widened_days(axis: DayAxis, body: Sequence[Cell], blocks: Sequence[Cell] = ()) -> DayAxis:
    """The day axis with each band reaching to the white space between it and the next, or to where ``blocks`` that are
    drawn for one day each part."""
    extents = [(b.low, b.high) for b in axis.bands]
    # The column of a routine for every day stands among the days and takes its own room.
    ordered = sorted([*extents, axis.routine] if axis.routine is not None else extents)
    # What stands before the header (a title) says nothing about the columns below it.
    behind = [c for c in body if along(c.box, not axis.across)[0] >= axis.low]
    texts, drawn = ([along(c.box, axis.across) for c in cells] for cells in (behind, blocks))
    reached = dict(zip(ordered, _reaches(ordered, texts, drawn), strict=True))
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


def framed(
    axis: DayAxis, bands: Sequence[TimeBand], body: Sequence[Cell], blocks: Sequence[Cell] = ()
) -> tuple[TimeBand, ...]:
    """Time bands that reach to the white space between them, or to where ``blocks`` part."""
    across = not axis.across
    texts, drawn = ([along(c.box, across) for c in cells if in_days(c, axis)] for cells in (body, blocks))
    reach = _reaches([(b.low, b.high) for b in bands], texts, drawn)
    low, high = reach[0]
    if low < axis.high < bands[0].low:  # not into the days' names
        reach[0] = (axis.high, high)
    return tuple(replace(b, low=low, high=high) for b, (low, high) in zip(bands, reach, strict=True))


def fitted(axis: DayAxis, bands: Sequence[TimeBand], blocks: Sequence[Cell]) -> tuple[TimeBand, ...]:
    """``bands`` without the free room between two (a break that is not named) and at either end, where their ``blocks``
    show it."""
    extents = [along(b.box, not axis.across) for b in blocks if in_days(b, axis)]
    begins, ends = [band.low for band in bands], [band.high for band in bands]
    for i, band in enumerate(bands):
        middle, reach = (band.low + band.high) / 2, AGREED * (band.high - band.low)
        begins[i] = _agreed([low for low, _ in extents if band.low < low < middle], reach) or band.low
        ends[i] = _agreed([high for _, high in extents if middle < high < band.high], reach) or band.high
    filled = list(zip(begins, ends, strict=True))
    result = list(bands)
    between: list[TimeBand] = []
    for i, (end, begin) in enumerate(zip([bands[0].low, *ends], [*begins, bands[-1].high], strict=True)):
        beside = [last - first for first, last in filled[max(0, i - 1) : i + 1]]
        wide = begin - end >= FREE_ROOM * min(beside)
        held = [extent for extent in extents if overlap(end, begin, *extent) > FREE_ROOM * (begin - end)]
        gap = _in_the_gap(result[i - 1 : i + 1], held, end, begin) if 0 < i < len(bands) else None
        if gap is not None or (wide and not held):
            result[i - 1 : i] = [replace(before, high=end) for before in result[i - 1 : i]]
            result[i : i + 1] = [replace(behind, low=begin) for behind in result[i : i + 1]]
            between.extend([] if gap is None else [gap])
    return tuple(sorted([*result, *between], key=lambda band: band.low))


def _in_the_gap(
    beside: Sequence[TimeBand], held: Sequence[tuple[float, float]], end: float, begin: float
) -> TimeBand | None:
    """The room between two bands as one of its own, where their times leave some free and blocks fill it and nothing
    else: what a teacher has in a break."""
    before, behind = beside
    room = IN_GAP * (begin - end)
    within = all(end - room <= low and high <= begin + room for low, high in held)
    if not held or not within or before.end is None or behind.start is None or before.end >= behind.start:
        return None
    return TimeBand(end, begin, before.end, behind.start, "", TimesFrom.NEIGHBOUR, FROM_GAP)


IN_GAP = 0.25
"""Share of the room between two bands by which a block that fills it may reach over its ends."""

FROM_GAP = 0.97
"""What is left of the confidence in the times that two neighbours leave free."""


FREE_ROOM = 0.3
"""Share of what the blocks fill of a band from which two stand apart; less is how blocks are set off each other. A
block that reaches as far into it shows that it is not free."""


def _agreed(edges: Sequence[float], reach: float) -> float | None:
    """The place at which most of ``edges``, and two at least, lie; None where there is none."""
    best = _closest(edges, reach)
    return median(best) if len(best) >= 2 and 2 * len(best) > len(edges) else None


def _closest(values: Sequence[float], reach: float) -> list[float]:
    """The most of ``values`` that lie within ``reach`` of one of them, in order."""
    ordered = sorted(values)
    around = [(bisect_left(ordered, v - reach), bisect_right(ordered, v + reach)) for v in ordered]
    first, last = max(around, key=lambda span: span[1] - span[0], default=(0, 0))
    return ordered[first:last]


AGREED = 0.05
"""Share of a band's width within which blocks begin (or end) together."""


def on_scale(axis: DayAxis, bands: Sequence[TimeBand], cells: Sequence[Cell]) -> tuple[TimeBand, ...]:
    """The bands of a scale of hours, each from its own hour's line to the next one's; empty where ``cells`` show none.

    A calendar prints its hours on its lines, or right below them; most cells then begin or end at the same distance
    from an hour. Hours that stand in the middle of their rows are half a row away from all borders.
    """
    if (
        len(bands) < LEAST_TIMES
        or bands[-1].end is not None
        or not all(itertools.starmap(_runs_on, itertools.pairwise(bands)))
    ):
        return ()
    middles = _evened([b.start for b in bands], [(b.low + b.high) / 2 for b in bands])
    step = median(b - a for a, b in itertools.pairwise(middles))
    minutes = median(b.end - b.start for b in bands if b.start is not None and b.end is not None)
    near = ON_LINE * step * 60 / minutes
    within = [c for c in cells if in_days(c, axis)]
    # Lines of the half hours part what is empty; lessons say by themselves how far they are from the hours.
    for seen in (within, [c for c in within if c.lines]):
        usual = _usual_off(middles, [along(c.box, not axis.across) for c in seen], near)
        if usual is not None and abs(usual) <= BESIDE_LINE * step:
            lines = [m + usual for m in (*middles, middles[-1] + step)]
            return tuple(
                replace(b, low=a, high=c, scale=True) for b, a, c in zip(bands, lines, lines[1:], strict=False)
            )
    return ()


def _usual_off(middles: Sequence[float], extents: Sequence[tuple[float, float]], near: float) -> float | None:
    """How far behind an hour's middle most edges of ``extents`` are, all within ``near`` of that, or the beginnings and
    the ends each of their own, with room between what follows each other; None where most are not."""
    edges = [edge for extent in extents for edge in extent]
    for apart in ((edges,), ([low for low, _ in extents], [high for _, high in extents])):
        found = [_on_lines(middles, part, near) for part in apart]
        lined = [m for _, part in found for m in part]
        usual = [off for off, _ in found]
        close = max(usual) - min(usual) <= MOST_BETWEEN * near
        if close and len(lined) >= MOSTLY_LINED * len(edges) and len(set(lined)) >= LEAST_TIMES:
            return sum(usual) / len(usual)
    return None


MOST_BETWEEN = 3.0
"""Times how exactly an edge lies on its line that beginnings lie behind ends at most."""


def _on_lines(middles: Sequence[float], edges: Sequence[float], near: float) -> tuple[float, list[float]]:
    """How far behind an hour's middle most of ``edges`` are, and the middles of those that are so far behind one, or
    half an hour from there."""
    nearest = [min(middles, key=lambda m: abs(edge - m)) for edge in edges]
    off = [edge - middle for edge, middle in zip(edges, nearest, strict=True)]
    most = _closest(off, near)
    usual = median(most or [0.0])
    # Lessons of an hour and a half begin and end at as many half hours as full ones: an hour's line is close to it.
    closer = _closest([o for o in off if abs(o) < abs(usual) / 2], near)
    usual = median(closer) if len(closer) >= AS_MANY * max(1, len(most)) else usual
    half = median(b - a for a, b in itertools.pairwise(middles)) / 2
    lined = [min(abs(o - usual), abs(abs(o - usual) - half)) <= near for o in off]
    return usual, [m for m, on_line in zip(nearest, lined, strict=True) if on_line]


AS_MANY = 0.6
"""Share of the edges at the distance that most have from their hours which lie clearly closer to them, from which that
is where the hours' lines are."""


def _runs_on(hour: TimeBand, following: TimeBand) -> bool:
    """Whether an hour lasts until the next one starts; one that is printed twice lasts for nothing."""
    return hour.start is not None and hour.end == following.start and hour.start != hour.end


def _evened(starts: Sequence[int | None], middles: Sequence[float]) -> list[float]:
    """The middles of hours where these lie in proportion to their times, without what each was read off by; as they are
    where they do not."""
    if any(start is None for start in starts):
        return list(middles)
    slope, begin = linear_regression([start or 0 for start in starts], middles)
    even = [begin + slope * (start or 0) for start in starts]
    step = abs(even[1] - even[0])
    return even if all(abs(a - b) <= UNEVEN * step for a, b in zip(even, middles, strict=True)) else list(middles)


UNEVEN = 0.15
"""Share of an hour's height by which a label of a scale is read off its place; more is no scale."""

ON_LINE = 0.06
"""Share of an hour's height within which an edge lies on its line."""

BESIDE_LINE = 0.35
"""Share of an hour's height by which its label's middle may miss its line."""

MOSTLY_LINED = 0.5
"""Share of all edges that lie on lines; the others' lessons begin at other times than full hours."""


def _reaches(
    extents: Sequence[tuple[float, float]],
    obstacles: Sequence[tuple[float, float]],
    blocks: Sequence[tuple[float, float]] = (),
) -> list[tuple[float, float]]:
    """Each extent grown to where ``blocks`` part between it and its neighbours, or it touches these, or else to the
    emptiest place; the outer ones by half a step."""
    middles = [(low + high) / 2 for low, high in extents]
    parted = [parting(a, b, blocks) for a, b in itertools.pairwise(middles)]
    parted = [
        (a[1] + b[0]) / 2 if place is None and abs(b[0] - a[1]) <= TOUCHING * (b[1] - a[0]) else place
        for place, (a, b) in zip(parted, itertools.pairwise(extents), strict=True)
    ]
    pairs = zip(itertools.pairwise(middles), parted, strict=True)
    cuts = [emptiest(a, b, obstacles) if place is None else place for (a, b), place in pairs]
    steps = [b - a for a, b in itertools.pairwise(middles)] or [extents[0][1] - extents[0][0]]
    first = min(extents[0][0], middles[0] - steps[0] / 2)
    last = max(extents[-1][1], middles[-1] + steps[-1] / 2)
    borders = [first, *cuts, last]
    return list(itertools.pairwise(borders))


TOUCHING = 0.02
"""Share of the height of two extents by which they lie apart (over each other) at most where they touch."""


def sections(axis: DayAxis, bottom: float) -> DayAxis:
    """Days down a list: each reaches from its own name to the next one's, the last to ``bottom``."""
    lows = [b.low for b in axis.bands] + [bottom]
    bands = tuple(replace(b, high=max(high, b.high)) for b, high in zip(axis.bands, lows[1:], strict=True))
    return replace(axis, bands=bands)
