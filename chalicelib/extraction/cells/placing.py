"""When a cell's activity begins and ends: by what it prints, or by where it lies along the times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chalicelib.domain.timetable import TimesFrom
from chalicelib.extraction.axes import DayBand, TimeBand, shares
from chalicelib.extraction.cells.names import Activity
from chalicelib.extraction.grid import Cell, bounding
from chalicelib.extraction.headers.settling import usual_end
from chalicelib.extraction.settings import EDGE_TOLERANCE, ROUNDING, SLIGHTLY_OFF, TOUCHING
from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.header_texts import is_period_label
from chalicelib.extraction.texts.kinds import kind_of


@dataclass(frozen=True)
class Entry:
    """A body cell, what it says, and where it lies on the axes."""

    cell: Cell
    activity: Activity
    bands: tuple[DayBand, ...]
    low: float
    high: float


def in_whole_periods(entries: Sequence[Entry], bands: Sequence[TimeBand]) -> list[Entry]:
    """``entries`` with those that share one numbered period on one day, one behind the other, as long as the period:
    groups of the class, which they say where the period has no number. Lessons of half a period are printed with their
    times, or have rows of their own."""
    result = list(entries)
    for band in (b for b in bands if not b.scale or is_period_label(b.label) or _undivided(b)):
        numbered = is_period_label(band.label) or _undivided(band)
        edge = EDGE_TOLERANCE * (band.high - band.low)
        held = [
            i
            for i, e in enumerate(entries)
            if e.activity.printed is None
            and band.low - edge <= e.low
            and e.high <= band.high + edge
            and band.low <= (e.low + e.high) / 2 <= band.high  # a short pause behind it is as near as its edge
        ]
        for chain in _chains(held, entries, edge):
            first, last = entries[chain[0]], entries[chain[-1]]
            if not (numbered or all(_of_a_group(entries[i]) for i in chain)):
                continue
            if len(chain) > 1 and abs(first.low - band.low) <= edge and abs(last.high - band.high) <= edge:
                for index in chain:
                    result[index] = replace(entries[index], low=band.low, high=band.high)
    return _tiles_as_rows(_groups_side_by_side(_groups_line_by_line(result, bands), bands), bands)


def _of_a_group(entry: Entry) -> bool:
    """Whether a lesson says which group of the class it is of."""
    return any(kind_of(note) == "group" for note in entry.activity.notes.split("; "))


def _groups_line_by_line(entries: Sequence[Entry], bands: Sequence[TimeBand]) -> list[Entry]:
    """``entries`` of one day that follow each other in whole rows, each as high as its text but the last, to which the
    room is left, as long as all of them together: what groups of the class have. Lessons share their time evenly."""
    result = list(entries)
    timed = [band for band in bands if band.start is not None and not band.scale]
    if not timed:
        return result
    edge = EDGE_TOLERANCE * min(band.high - band.low for band in timed)
    starts, ends = [band.low for band in timed], [band.high for band in timed]
    untimed = [i for i, e in enumerate(entries) if e.activity.printed is None and e.cell.lines and _downwards(e)]
    for chain in _chains(untimed, entries, edge):
        group: list[int] = []
        for index in chain:
            entry = entries[index]
            begins = _among(entry.low, starts, edge)
            group = [*group, index] if group and not begins else [index] if begins else []
            if not group or (_as_high_as_text(entry) and not _among(entry.high, ends, edge)):
                continue
            if len(group) > 1 and _among(entry.high, ends, edge) and _room_below_text(entry):
                for i in group:
                    result[i] = replace(entries[i], low=entries[group[0]].low, high=entry.high)
            group = []
    return result


def _downwards(entry: Entry) -> bool:
    """Whether the axis of times that an entry lies on runs down the page."""
    return abs(entry.high - entry.low - entry.cell.box.height) < 1


def _among(place: float, edges: Sequence[float], slack: float) -> bool:
    return any(abs(place - edge) <= slack for edge in edges)


def _as_high_as_text(entry: Entry) -> bool:
    return entry.high - entry.low <= TEXT_HIGH * bounding(line.box for line in entry.cell.lines).height


def _room_below_text(entry: Entry) -> bool:
    text = bounding(line.box for line in entry.cell.lines)
    return entry.high - text.bottom >= ROOM_BELOW * max(text.height, text.top - entry.low)


TEXT_HIGH = 2.0
"""Times the height of its text that an entry is as high as that; readers' boxes are a little higher than letters."""

ROOM_BELOW = 1.5
"""Times the height of a text, and of the room above it, that is left below where the room belongs to all of a cell."""


def _tiles_as_rows(entries: Sequence[Entry], bands: Sequence[TimeBand]) -> list[Entry]:
    """``entries`` as long as the time that each lies within where they are tiles as high as their texts: all begin as
    the time does, a few below another one, and many end before it, as no lesson does by so much."""
    within = [(i, b) for i, e in enumerate(entries) if (b := _holding(e, bands)) is not None]
    begun = [(i, b) for i, b in within if entries[i].low - b.low <= AT_TOP * (b.high - b.low)]
    short = [(i, b) for i, b in begun if b.high - entries[i].high > EDGE_TOLERANCE * (b.high - b.low)]
    tops = {(entries[i].bands, b.low) for i, b in begun}
    below = [(i, b) for i, b in within if (i, b) not in begun and (entries[i].bands, b.low) in tops]
    # Groups beside each other are as long as their row.
    alone = len({(entries[i].bands, b.low) for i, b in short}) == len(short)
    once = alone and len(begun) + len(below) == len(within) and len(below) <= FEW_BELOW * len(within)
    if not once or len(short) < max(LEAST_TILES, MANY_TILES * len(within)):
        return list(entries)
    result = list(entries)
    for i, band in (*short, *below):
        result[i] = replace(entries[i], low=band.low, high=band.high)
    return result


def _holding(entry: Entry, bands: Sequence[TimeBand]) -> TimeBand | None:
    """The one time that a text without a time of its own lies within; no scale's."""
    if entry.activity.printed is not None:
        return None
    held = (b for b in bands if b.start is not None and b.end is not None and not b.scale)
    return next((b for b in held if b.low - 1 <= entry.low and entry.high <= b.high + 1), None)


AT_TOP = 0.2
"""Share of a row's height below its beginning within which a tile in it begins at its top."""

FEW_BELOW = 0.1
"""Share of the tiles that stand below another one of their row and day."""

LEAST_TILES, MANY_TILES = 4, 0.4
"""Tiles that end before their rows, and their share of those within one, from which their heights say nothing."""


def _chains(held: Sequence[int], entries: Sequence[Entry], edge: float) -> list[list[int]]:
    """The numbers in ``held`` of entries of the same days that follow each other without a gap, each chain in order."""
    chains: list[list[int]] = []
    for index in sorted(held, key=lambda i: entries[i].low):
        entry = entries[index]
        before = next((c for c in chains if _right_behind(entries[c[-1]], entry, edge)), None)
        if before is None:
            chains.append([index])
        else:
            before.append(index)
    return chains


def _right_behind(before: Entry, entry: Entry, edge: float) -> bool:
    """Whether an entry begins where another one of its days ends."""
    return before.bands == entry.bands and abs(before.high - entry.low) <= edge


def _groups_side_by_side(entries: Sequence[Entry], bands: Sequence[TimeBand]) -> list[Entry]:
    """``entries`` with those of one day within one stretch of time that name a part of the class each, no two the same,
    as long as it: who is in one is not in another."""
    result = list(entries)
    said = ((i, _PART.search(f"{e.activity.name} {e.activity.notes}")) for i, e in enumerate(entries))
    parts = [
        (i, match.group(match.lastindex or 0).casefold())
        for i, match in said
        if match and entries[i].activity.printed is None
    ]
    for band in (b for b in bands if not b.scale and len(parts) <= MOST_PARTS):
        edge = EDGE_TOLERANCE * (band.high - band.low)
        low, high = band.low - edge, band.high + edge
        held = [(i, part) for i, part in parts if low <= entries[i].low and entries[i].high <= high]
        for i, part in held:
            others = [other for j, other in held if j != i and entries[j].bands == entries[i].bands]
            if others and part not in others:
                result[i] = replace(result[i], low=band.low, high=band.high)
    return result


MOST_PARTS = 500
"""Lessons of parts of a class in one table up to which they are held against each other."""

_PART = re.compile(
    r"\b(?:gr|grp|group|gruppe|groupe|grupo|gruppo|grupa|groep|turno|batch)\b\.?\s?([A-Z]|\d)\b|\(([A-Z])\s?[-–]\s?[A-Z]\)",
    re.IGNORECASE,
)
"""A part of the class that a lesson is for, by its mark or by the first letters of names ("(A-L)")."""


def below_their_times(entries: Sequence[Entry]) -> list[Entry]:
    """``entries`` with the time of a cell that prints nothing else for those right below it, as wide and without one:
    lessons of groups, each in a cell of its own under the time of all."""
    alone = [e for e in entries if not e.activity.name and e.activity.printed and e.activity.printed.end is not None]
    result = list(entries)
    if not 0 < len(alone) <= MOST_ALONE:
        return result
    downwards = sorted(range(len(entries)), key=lambda i: entries[i].cell.box.top)
    for head in alone:
        box = head.cell.box
        bottom, slack = box.bottom, SAME_EDGE * box.height
        for i in downwards:
            below, entry = entries[i].cell.box, entries[i]
            level = abs(below.left - box.left) < slack and abs(below.right - box.right) < slack
            if level and entry.activity.printed is None and abs(below.top - bottom) < slack:
                activity = replace(entry.activity, printed=head.activity.printed)
                result[i] = replace(entry, activity=activity)
                bottom = below.bottom
    return result


MOST_ALONE = 100
"""Cells with nothing but a time in one table up to which what stands below them is looked for."""

SAME_EDGE = 0.5
"""Heights of a cell of one line by which the edges of cells that belong together may miss each other."""


def _undivided(band: TimeBand) -> bool:
    """Whether a stretch of time is too short for two lessons, one after the other."""
    return band.start is not None and band.end is not None and not band.scale and band.end - band.start < TWO_LESSONS


TWO_LESSONS = 60
"""Minutes from which a stretch may hold two lessons; half of less is no lesson, but of a routine with printed times."""


INTERPOLATED_SURE = 0.8
"""What is left of the confidence when a time was read off a position rather than from print."""


def place(
    entry: Entry, others: Sequence[Entry], bands: Sequence[TimeBand]
) -> tuple[int | None, int | None, TimesFrom, str | None, float]:
    """Start, end, what they rest on, the period's label where there are no times, and how sure that is (0–1)."""
    covered = [b for b in bands if shares(entry.low, entry.high, b.low, b.high)]
    first, last = (covered[0], covered[-1]) if covered else (None, None)
    label = " – ".join(dict.fromkeys(b.label for b in (first, last) if b is not None and b.label)) or None
    amid = _amid(entry, covered)
    start, start_from = _edge(entry, others, bands, at_end=False) if amid is None else (amid.start, amid.times_from)
    end, end_from = _edge(entry, others, bands, at_end=True) if amid is None else (amid.end, amid.times_from)
    printed, until = entry.activity.printed, entry.activity.until
    if until is not None and start is not None and start < (own := times.near(until, end)):
        return start, own, start_from, None, 1.0
    if printed is not None and printed.end is None and start is not None and times.near(printed.start, end) == end:
        printed = None  # where a cell ends it says its end; what stood before was not read as a time
    if printed is not None and printed.end is None and start is not None and end is not None:
        own = times.near(printed.start, start)
        if not start - FAR_OFF <= own < max(start, end) + FAR_OFF:
            printed = None  # a room's number on its floor ("Snow 2.15")
    if printed is not None:
        start = times.near(printed.start, start)
        end = _printed_end(printed, start, end)
        return start, end, TimesFrom.CELL, None, 1.0
    if start is None and end is None:
        return None, None, TimesFrom.NOTHING, label, 1.0
    if start is not None and end is not None and end <= start:
        end = None
    if start is not None and end is None and len(covered) > 1 and (last_start := covered[-1].start) is not None:
        end, end_from = usual_end(bands, last_start, None), TimesFrom.INTERPOLATED
    weakest = max(start_from, end_from, key=_WEAKNESS.index)
    return start, end, weakest, None, INTERPOLATED_SURE if weakest is TimesFrom.INTERPOLATED else 1.0


def _amid(entry: Entry, covered: Sequence[TimeBand]) -> TimeBand | None:
    """The row that prints from when to when it is, and amid which a lesson is set in a frame of its own, clear of both
    its borders: it takes all of it. None on a scale of hours, on which its frame says when it is."""
    if len(covered) != 1 or covered[0].scale or covered[0].start is None or covered[0].end is None:
        return None
    band = covered[0]
    clear = EDGE_TOLERANCE * (band.high - band.low)
    return band if entry.low > band.low + clear and entry.high < band.high - clear else None


FAR_OFF = 60
"""Minutes beside the hours of its row at which a start printed in a cell is none."""

_WEAKNESS = [TimesFrom.CELL, TimesFrom.HEADER, TimesFrom.NEIGHBOUR, TimesFrom.INTERPOLATED, TimesFrom.NOTHING]


def _printed_end(printed: times.Span, start: int, header_end: int | None) -> int | None:
    if printed.end is None:
        return header_end if header_end is not None and header_end > start else None
    end = printed.end.minute
    if end <= start and not printed.end.settled:
        end += times.NOON
    return end


def _edge(
    entry: Entry, others: Sequence[Entry], bands: Sequence[TimeBand], *, at_end: bool
) -> tuple[int | None, TimesFrom]:
    """The time at a cell's beginning or end along the axis."""
    if not bands:
        return None, TimesFrom.NOTHING
    position = entry.high if at_end else entry.low
    index = _band_at(position, bands, at_end)
    band = bands[index]
    width = band.high - band.low
    miss = abs(position - (band.high if at_end else band.low))
    if miss > SLIGHTLY_OFF * width:
        neighbour = _neighbour_time(position, others, TOUCHING * width, at_end)
        if neighbour is not None and _fits(neighbour, entry, bands, at_end):
            return neighbour, TimesFrom.NEIGHBOUR
    # Beyond the first or last band, and between two, there is nothing to read a time off.
    beyond = position > band.high if at_end else position < band.low
    if miss <= _tolerance(band) * width or beyond:
        return (band.end if at_end else band.start), band.times_from
    if band.start is None or band.end is None:
        return (band.end if at_end else band.start), band.times_from
    share = (position - band.low) / width
    minutes = band.start + share * (band.end - band.start)
    quarter = round(minutes / QUARTER) * QUARTER
    if band.scale and abs(minutes - quarter) < ROUNDING:
        return quarter, TimesFrom.INTERPOLATED
    return round(minutes / ROUNDING) * ROUNDING, TimesFrom.INTERPOLATED


QUARTER = 15
"""Minutes to which calendars keep; their blocks end a little early, so that two of them stand apart."""


def _tolerance(band: TimeBand) -> float:
    """Share of a band's width by which an edge may miss its border and still be meant to lie there."""
    return SCALE_TOLERANCE if band.scale else EDGE_TOLERANCE


SCALE_TOLERANCE = 0.08
"""The same on a scale of hours: five minutes."""


def _band_at(position: float, bands: Sequence[TimeBand], at_end: bool) -> int:
    """Index of the band a cell begins (or ends) in; an edge just over a border counts for the band beyond it."""
    for index, band in enumerate(bands):
        slack = _tolerance(band) * (band.high - band.low)
        following = bands[index + 1].low if index + 1 < len(bands) else band.high
        if at_end and position <= max(band.high + _slack(bands, index + 1, slack), following):
            return index
        if not at_end and position < band.high - slack:
            return index
    return len(bands) - 1


def _slack(bands: Sequence[TimeBand], index: int, own: float) -> float:
    """How far a cell may reach into the next band and still end before it."""
    if index >= len(bands):
        return own
    return _tolerance(bands[index]) * (bands[index].high - bands[index].low)


def _neighbour_time(position: float, others: Sequence[Entry], reach: float, at_end: bool) -> int | None:
    """The printed time of the cell that begins (or ends) where this one ends (or begins)."""
    for other in others:
        printed = other.activity.printed
        if printed is None:
            continue
        if at_end and abs(other.low - position) <= reach:
            return times.near(printed.start, None)
        if not at_end and abs(other.high - position) <= reach and printed.end is not None:
            return times.near(printed.end, None)
    return None


def _fits(minute: int, entry: Entry, bands: Sequence[TimeBand], at_end: bool) -> bool:
    """Whether a neighbour's time leaves this cell a duration: its other edge lies on the right side."""
    other = bands[_band_at(entry.low if at_end else entry.high, bands, not at_end)]
    limit = other.start if at_end else other.end
    return limit is None or (minute > limit if at_end else minute < limit)
