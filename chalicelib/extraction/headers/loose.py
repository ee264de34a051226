"""Texts that stand within a table and in none of its cells, put where the days and the times cross."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.domain.timetable import WEEK, Box, Weekday
from chalicelib.extraction.axes import DayAxis, TimeBand, along, in_line, shares
from chalicelib.extraction.grid import Cell, Line, bounding, overlap, reading_order
from chalicelib.extraction.lines.line_parts import line_parts, wide_gap
from chalicelib.extraction.texts.day_names import LOOKUP
from chalicelib.extraction.texts.days import parse_day_label, plain, weekdays
from chalicelib.extraction.texts.header_texts import only_times
from chalicelib.extraction.texts.pauses import is_pause

LOOSE_SURE = 0.95
"""What is left of the confidence in a text whose cell was inferred: a merged cell may have been lost."""

SPANNED = 0.3
"""Share of a day's width that a text must cover to be said of that day too."""


def loose_cells(lines: Sequence[Line], cells: Sequence[Cell], axis: DayAxis, bands: Sequence[TimeBand]) -> list[Cell]:
    """One cell for each crossing of days and a time that holds any of ``lines``; of two times where one stands on the
    border between them and the ``cells`` say nothing else there."""
    said = [c.box for c in cells if c.lines]
    slots: dict[tuple[int, int, tuple[float, float]], list[Line]] = {}
    by_days: dict[tuple[int, int], list[Line]] = {}
    for line in _parted(lines, axis):
        days = _days(line.box, axis)
        if days is not None:
            by_days.setdefault(days, []).append(line)
    for days, texts in by_days.items():
        width = axis.bands[days[0]].low, axis.bands[days[1]].high
        for text in _stacks(texts):
            both = _between(text, width, said, axis, bands)
            for line in text:
                time = both or _held(along(line.box, not axis.across), bands)
                if time is not None:
                    slots.setdefault((*days, time), []).append(doubted(line))
    levels = [time for *_, time in slots]
    found = []
    for (first, last, time), held in slots.items():
        # Where a routine says what is on all days, what stands in one is that day's.
        alone = axis.routine is None and levels.count(time) == 1 and is_pause(" ".join(line.text for line in held))
        covered = axis.bands if alone else axis.bands[first : last + 1]
        box = crossing(axis.across, (covered[0].low, covered[-1].high), time)
        found.append(Cell(box, tuple(sorted(held, key=reading_order))))
    return found


def _stacks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand close above each other, as one text each."""
    stacks: list[list[Line]] = []
    for line in sorted(lines, key=lambda x: x.box.top):
        for stack in stacks[-MOST_ABREAST:]:
            over = stack[-1]
            near = line.box.top - over.box.bottom < CLOSE * line.size
            if near and shares(over.box.left, over.box.right, line.box.left, line.box.right):
                stack.append(line)
                break
        else:
            stacks.append([line])
    return stacks


CLOSE = 0.6
"""Letter heights between two lines of one text at most; a lesson in each of two low rows has more between them."""

MOST_ABREAST = 30
"""Texts side by side in one day at most."""


def _between(
    text: Sequence[Line], days: tuple[float, float], said: Sequence[Box], axis: DayAxis, bands: Sequence[TimeBand]
) -> tuple[float, float] | None:
    """Where the two times are between which a text stands alone: a lesson of both, whose cell was not closed."""
    if is_pause(" ".join(line.text for line in text)):
        return None  # it may have the room between two rows to itself
    middle = sum(along(bounding(line.box for line in text), not axis.across)) / 2
    for before, behind in itertools.pairwise(sorted(bands, key=lambda b: b.low)):
        reach = max((behind.low - before.high) / 2, ON_BORDER * min(b.high - b.low for b in (before, behind)))
        if abs(middle - (before.high + behind.low) / 2) <= reach:
            both = crossing(axis.across, days, (before.low, behind.high))
            return None if any(both.holds(box) for box in said) else (before.low, behind.high)
    return None


ON_BORDER = 0.15
"""Share of a row's height by which a text on the border between two may miss it."""


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
            reached = min(low, first_line), max(high, last_line)
            heads.append(Cell(crossing(axis.across, along(box, axis.across), reached), said))
    return heads


def loose_days(lines: Sequence[Line], cells: Sequence[Cell], axis: DayAxis) -> list[Cell]:
    """The names of days across that stand in no cell, level with those of ``axis`` and over a column that has no name,
    each as wide as that column; what looks like the name of the day before the first one, misread, is that."""
    if not axis.across:
        return []
    known = {day for band in axis.bands for day in band.days}
    found = []
    for line in lines:
        label = parse_day_label(line.text)
        misread = _before_first(line, axis) if label is None else None
        day = misread or (weekdays(label)[0] if label is not None and not label.every_day else None)
        if day is None or day in known or not shares(line.box.top, line.box.bottom, axis.low, axis.high):
            continue
        column = [c for c in cells if c.lines and c.box.top >= line.box.bottom and _over(line.box, c.box)]
        nameless = [c for c in column if not any(shares(c.box.left, c.box.right, b.low, b.high) for b in axis.bands)]
        if len(nameless) >= LEAST_BELOW and len(nameless) == len(column):
            box = bounding(c.box for c in nameless).model_copy(update={"top": line.box.top, "bottom": line.box.bottom})
            named = replace(line, text=misread.value, confidence=line.confidence * MISREAD_SURE) if misread else line
            found.append(Cell(box, (doubted(named),)))
    return found


def _before_first(line: Line, axis: DayAxis) -> Weekday | None:
    """The day before the first one of ``axis`` where a text stands before that and begins as some name of it does."""
    first = min(axis.bands, key=lambda band: band.low)
    if line.box.right > first.low or len(first.days) != 1 or len(line.text) > LONGEST_MISREAD or line.angle:
        return None
    index = WEEK.index(first.days[0]) - 1
    letters = {name[0] for name, days in LOOKUP.items() if index in days}
    said = plain(line.text)
    return WEEK[index] if index >= 0 and said[:1].isalpha() and said[0] in letters else None


LONGEST_MISREAD = 12
"""Characters of a day's name with its date at most ("Mån 10/11")."""

MISREAD_SURE = 0.8
"""What is left of the confidence in a day that only its place and its first letter tell."""

LEAST_BELOW = 3
"""Cells with texts in a column that a day's name outside of the cells heads."""


def _over(line: Box, cell: Box) -> bool:
    return cell.left <= line.center[0] <= cell.right


def doubted(line: Line) -> Line:
    """``line`` with the confidence that a text without a cell deserves."""
    return replace(line, confidence=line.confidence * LOOSE_SURE)


def crossing(across: bool, days: tuple[float, float], times: tuple[float, float]) -> Box:
    """The box where a stretch of days, which run across or down, crosses one of times."""
    (low, high), (begin, end) = days, times
    if across:
        return Box(left=low, right=high, top=begin, bottom=end)
    return Box(left=begin, right=end, top=low, bottom=high)


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


def _held(extent: tuple[float, float], bands: Sequence[TimeBand]) -> tuple[float, float] | None:
    """Where the time is that holds the middle of a text."""
    middle = sum(extent) / 2
    return next(((band.low, band.high) for band in bands if band.low <= middle <= band.high), None)
