"""Several timetables in one set of cells (two weeks, morning and afternoon), taken apart where the days repeat."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.domain.timetable import WEEK, Weekday
from chalicelib.extraction.axes import DayAxis, DayBand, along, in_line, shares
from chalicelib.extraction.grid import Cell, bounding
from chalicelib.extraction.headers.day_axes import day_axes
from chalicelib.extraction.lines.whitespace import emptiest
from chalicelib.extraction.settings import LEAST_TIMES
from chalicelib.extraction.texts.days import days_of_times
from chalicelib.extraction.texts.header_texts import only_times, spans_of
from chalicelib.extraction.texts.heads import Head, head_of

LEAST_DAYS = 3
"""Days in a header from which its repetition begins another table."""

LEAST_BEYOND = 3
"""Cells with texts beyond a repeated header; fewer, and it is the same header again at the table's other end."""

AS_EVIDENT = 0.4
"""Share of a header's evidence that its repetition has at least: as letters for names. Below it, letters of a word
spelt along the days ("RECESS") pass for some of them."""


AS_LONG = 0.7
"""Share of the evidence of a header's names that those of its repetition give each: lessons called by letters ("D",
"M") are no names of two."""


def weeks_apart(cells: Sequence[Cell]) -> list[tuple[Cell, ...]]:
    """``cells`` in parts of one timetable each, in reading order; one part where the days stand but once."""
    place = _heads_again(cells)
    if place is not None:
        first, second = (tuple(c for c in cells if (c.box.center[0] >= place) is b) for b in (False, True))
        if _is_table(first) and _is_table(second):
            return [*weeks_apart(first), *weeks_apart(second)]
    axes = [axis for axis in day_axes(cells) if len({d for b in axis.bands for d in b.days}) >= LEAST_DAYS]
    for axis in axes[:1]:
        for place, down in (
            _next_header(axis, axes),
            _restart(axis, cells),
            _further_on(axis, axes, cells),
            _other_times(axis, cells),
        ):
            if place is None:
                continue
            first, second = _apart_at(place, cells, axis, across=not down)
            if _is_table(first) and _is_table(second):
                if not down:
                    before, between = _shared_times(axis, first, second), _times_between(place, first, second)
                    first, second = (*first, *between), (*before, *second)
                return [*weeks_apart(first), *weeks_apart(second)]
    return [tuple(cells)]


def _apart_at(
    place: float, cells: Sequence[Cell], axis: DayAxis, *, across: bool
) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """The cells before a place and those behind it; what reaches over days of both (a break of both weeks) is of both,
    as far as it is theirs."""
    middles = [(band.low + band.high) / 2 for band in axis.bands] if axis.across == across else []
    first: list[Cell] = []
    second: list[Cell] = []
    for cell in cells:
        low, high = along(cell.box, across)
        held = [middle < place for middle in middles if low < middle < high]
        below = bool(cell.lines) and along(cell.box, not across)[0] >= axis.high - 1
        if below and any(held) and not all(held):
            begin, end = ("left", "right") if across else ("top", "bottom")
            first.append(replace(cell, box=cell.box.model_copy(update={end: place})))
            second.append(replace(cell, box=cell.box.model_copy(update={begin: place})))
        else:
            (first if (low + high) / 2 < place else second).append(cell)
    return tuple(first), tuple(second)


def _heads_again(cells: Sequence[Cell]) -> float | None:
    """Where a list's heads ("Day", "Time", "Subject") begin again beside each other: lists of other days."""
    top = min((line.box.center[1] for c in cells for line in c.lines), default=0.0)
    row = [line for c in cells for line in c.lines if abs(line.box.center[1] - top) < line.size / 2 and line.angle == 0]
    row.sort(key=lambda line: line.box.left)
    half, odd = divmod(len(row), 2)
    texts = [line.text.casefold() for line in row]
    if odd or half < LEAST_HEADS or texts[:half] != texts[half:]:
        return None
    listed = {head_of(text) for text in texts}
    return (row[half - 1].box.right + row[half].box.left) / 2 if {Head.TIME, Head.NAME} <= listed else None


LEAST_HEADS = 3
"""Heads of a list that come again in the same order from which it is set in two columns."""


def _shared_times(axis: DayAxis, first: Sequence[Cell], second: Sequence[Cell]) -> list[Cell]:
    """The times before the first of two weeks beside each other, where the second one has none of its own."""
    if any(only_times(c.text) for c in second) or not axis.across:
        return []
    before = min(band.low for band in axis.bands)
    timed = [c for c in first if c.lines and c.box.center[0] < before and c.box.center[1] > axis.high]
    return timed if sum(bool(spans_of(c.text)) for c in timed) >= LEAST_TIMES else []


def _times_between(place: float, first: Sequence[Cell], second: Sequence[Cell]) -> list[Cell]:
    """The times between two weeks beside each other, where the first one has none of its own."""
    if any(only_times(c.text) for c in first):
        return []
    behind = min((band.low for axis in day_axes(second)[:1] for band in axis.bands), default=place)
    timed = [c for c in second if c.lines and place <= c.box.center[0] < behind]
    return timed if sum(bool(spans_of(c.text)) for c in timed) >= LEAST_TIMES else []


def _is_table(cells: Sequence[Cell]) -> bool:
    """Whether cells hold days and texts besides."""
    days = {id(c) for axis in day_axes(cells)[:1] for c in cells if _heads(c, axis)}
    return bool(days) and sum(bool(c.lines) for c in cells if id(c) not in days) >= LEAST_BEYOND


def _heads(cell: Cell, axis: DayAxis) -> bool:
    low, high = along(cell.box, not axis.across)
    return axis.low <= (low + high) / 2 <= axis.high


def _next_header(axis: DayAxis, axes: Sequence[DayAxis]) -> tuple[float | None, bool]:
    """Where the same days head the table again in the same direction: the later one's beginning, and whether below."""
    again = sorted(max(other.low, axis.low) for other in _same_days(axis, axes) if not _beyond(axis, other))
    return (again[0] if again else None), axis.across


def _same_days(axis: DayAxis, axes: Sequence[DayAxis]) -> list[DayAxis]:
    """The other headers of the same days, in the same direction, that are not level with ``axis``."""
    days = {d for b in axis.bands for d in b.days}
    return [
        other
        for other in axes
        if other is not axis
        and other.across == axis.across
        and len(days & {d for b in other.bands for d in b.days}) >= LEAST_DAYS
        and (other.low >= axis.high or axis.low >= other.high)
        and other.evidence >= AS_EVIDENT * axis.evidence
        and other.evidence / len(other.bands) >= AS_LONG * axis.evidence / len(axis.bands)
    ]


def _beyond(axis: DayAxis, other: DayAxis) -> bool:
    """Whether a header's days begin where those of ``axis`` have ended: its table is the next one along them."""
    return other.bands[0].low >= axis.bands[-1].high or axis.bands[0].low >= other.bands[-1].high


def _further_on(axis: DayAxis, axes: Sequence[DayAxis], cells: Sequence[Cell]) -> tuple[float | None, bool]:
    """Where the same days begin anew behind the last one, under a header that is not level with the first one: the end
    of the first table, and whether downwards."""
    for other in _same_days(axis, axes):
        if _beyond(axis, other):
            first, second = sorted((axis, other), key=lambda a: a.bands[0].low)
            return _behind(first.bands[-1], second.bands[0], axis.across, cells), not axis.across
    return None, not axis.across


def _restart(axis: DayAxis, cells: Sequence[Cell]) -> tuple[float | None, bool]:
    """Where the week begins anew along one header: behind its last day, and whether downwards."""
    order = [WEEK.index(band.days[0]) for band in axis.bands if band.days]
    for i, (before, after) in enumerate(itertools.pairwise(order), 1):
        if after <= before - (LEAST_DAYS - 1) and LEAST_DAYS <= i <= len(order) - LEAST_DAYS:
            runs = len([day for day, _ in itertools.groupby(order[:i])])
            if runs == i:  # a list repeats its days from row to row and is one table
                return _behind(axis.bands[i - 1], axis.bands[i], axis.across, cells), not axis.across
    return None, not axis.across


def _other_times(axis: DayAxis, cells: Sequence[Cell]) -> tuple[float | None, bool]:
    """Where other times begin for the days behind them (a shorter Friday), and whether downwards."""
    across = axis.across
    lines = in_line([c for c in cells if only_times(c.text)], across)
    headers = [line for line in lines if len(line) >= LEAST_TIMES and _fills(line, cells, across)]
    headers = [line for line in headers if not _of_a_day(line, axis)]
    if _between_days(headers, axis) >= EACH_DAY:
        return None, not across
    for before, header in itertools.pairwise(headers):
        said, again = (
            [" ".join(c.text.split()) for c in sorted(h, key=lambda c: along(c.box, not across))]
            for h in (before, header)
        )
        first, last = along(bounding(c.box for c in header), across)
        beyond = [band for band in axis.bands if band.low >= last]
        of_some = _days_above(header, cells, across)
        behind = bool(beyond) and (not of_some or all(of_some.issuperset(band.days) for band in beyond))
        between = any(along(before[0].box, across)[1] <= band.low and band.high <= first for band in axis.bands)
        if said != again and behind and between:
            return first, not across
    return None, not across


EACH_DAY = 3
"""Neighbouring days between which times stand from which these are of the lessons of each day, in their corners."""


def _between_days(headers: Sequence[Sequence[Cell]], axis: DayAxis) -> int:
    """How many neighbouring days have a row (column) of times between them."""
    places = [sum(along(bounding(c.box for c in header), axis.across)) / 2 for header in headers]
    pairs = itertools.pairwise(axis.bands)
    return sum(any(before.high <= place <= behind.low for place in places) for before, behind in pairs)


def _of_a_day(times: Sequence[Cell], axis: DayAxis) -> bool:
    """Whether times stand below (beside) a day's name: those of its lessons."""
    low, high = along(bounding(c.box for c in times), axis.across)
    return any(shares(low, high, band.low, band.high) for band in axis.bands)


def _days_above(times: Sequence[Cell], cells: Sequence[Cell], across: bool) -> set[Weekday]:
    """The days that the cell before a row (column) of times says that they are of."""
    (first, low), level = (along(times[0].box, not across), along(bounding(c.box for c in times), across))
    before = [c for c in cells if c.lines and shares(*level, *along(c.box, across))]
    heads = [c for c in before if along(c.box, not across)[1] <= (first + low) / 2]
    return set(days_of_times(max(heads, key=lambda c: along(c.box, not across)[1]).text)) if heads else set()


def _fills(times: Sequence[Cell], cells: Sequence[Cell], across: bool) -> bool:
    """Whether a row (column) holds times, and next to nothing else."""
    low, high = along(bounding(c.box for c in times), across)
    level = [c for c in cells if c.lines and shares(low, high, *along(c.box, across))]
    return len(level) <= len(times) + 1


def _behind(last: DayBand, following: DayBand, across: bool, cells: Sequence[Cell]) -> float:
    """Where the week's last day ends: before the next one's times, in the emptiest place; texts may be wider than the
    day's name above them."""
    extents = [along(c.box, across) for c in cells]
    times = [
        low
        for c, (low, high) in zip(cells, extents, strict=True)
        if last.high < (low + high) / 2 < following.low and only_times(c.text)
    ]
    if len(times) < LEAST_DAYS:
        return last.high
    return emptiest((last.low + last.high) / 2, min(times), extents)
