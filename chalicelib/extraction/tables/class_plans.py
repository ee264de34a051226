"""The plan of several classes: each day has its own times, and a column (row) for each class across them.

Days down, the times of each beside it, and a column for each class; or days across, the periods of each below it, and
a row for each class. Each day is a small table of its own, whose columns (rows) are classes where a week's are days. It
is read as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from chalicelib.extraction.axes import DayAxis, DayBand, TimeBand, along, in_line, shares
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.headers.settling import settle
from chalicelib.extraction.headers.time_bands import time_bands
from chalicelib.extraction.tables.blocks import read_blocks
from chalicelib.extraction.tables.day_parts import said_of_parts, tell_apart
from chalicelib.extraction.texts.class_names import CLASS_WORDS, NUMBERED, class_first
from chalicelib.extraction.texts.days import parse_day_label
from chalicelib.extraction.texts.header_texts import is_period_label, only_times, spans_of

LEAST_DAYS = 3
"""Days each of which has times of its own."""

LEAST_TIMES = 2
"""Times beside (below) most of them; one is the time of a list's entry."""


def read_class_plan(cells: Sequence[Cell], axis: DayAxis) -> list[Draft]:
    """The lessons of each class, its name as a note; none where the table is none of this kind."""
    if len(axis.bands) < LEAST_DAYS:
        return []
    heads = _rows(cells, axis) if axis.across else _columns(cells, axis)
    sections = [_section(cells, band, axis.across) for band in axis.bands] if heads else []
    before = min(along(h.box, not axis.across)[0] for h in heads) if heads else 0.0
    timed = [sum(_is_timed(c, before, axis.across) for c in own) for own in sections]
    if not sections or not min(timed) or median(timed) < LEAST_TIMES:
        return []
    drafts: list[Draft] = []
    for band, own in zip(axis.bands, sections, strict=True):
        extents = [along(h.box, not axis.across) for h in heads]
        bands = tuple(DayBand(*extent, band.days, band.confidence) for extent in extents)
        edges = [along(h.box, axis.across) for h in heads]
        classes = DayAxis(not axis.across, bands, min(low for low, _ in edges), max(high for _, high in edges))
        drafts.extend(read_blocks(own, classes, time_bands(own, classes) or _only_time(own, before, axis.across)))
    return said_of_parts(drafts, heads, across=not axis.across)


def _only_time(own: Sequence[Cell], before: float, across: bool) -> tuple[TimeBand, ...]:
    """The one time of a day that has no other; none where it is no range."""
    timed = [c for c in own if _is_timed(c, before, across)]
    spans = spans_of(timed[0].text) if len(timed) == 1 else ()
    if len(spans) != 1 or spans[0].end is None:
        return ()
    return tuple(settle([(TimeBand(*along(timed[0].box, across)), [spans[0].start, spans[0].end])]))


def _is_timed(cell: Cell, before: float, across: bool) -> bool:
    """Whether a cell is one of a day's times: before the first class, a time or, below a day's name, a period."""
    told = only_times(cell.text) or (across and is_period_label(cell.text))
    return told and sum(along(cell.box, not across)) / 2 < before


def _columns(cells: Sequence[Cell], axis: DayAxis) -> list[Cell]:
    """The heads of the classes' columns, level with each other above the first day and behind the days' names."""
    first = min(band.low for band in axis.bands)
    above = [c for c in cells if c.lines and c.box.bottom <= first + c.lines[0].size and c.box.left >= axis.high]
    best: list[Cell] = []
    for seed in sorted(above, key=lambda c: -c.box.bottom)[:MOST_SEEDS]:
        row = [c for c in above if shares(seed.box.top, seed.box.bottom, c.box.top, c.box.bottom)]
        named = sorted((c for c in row if not _of_times(c.text)), key=lambda c: c.box.left)
        names = [" ".join(c.text.split()) for c in named]
        for skipped in range(len(named) - 1):  # "SAAT" over the times is no class
            if tell_apart(names[skipped:]) or _are_classes(names[skipped:]):
                if not skipped or not tell_apart(names[skipped - 1 : skipped + 1]):  # nor are the last of many periods
                    best = max(best, named[skipped:], key=len)
                break
    return best


def _are_classes(names: Sequence[str]) -> bool:
    """Whether each name says by its first word that it is a class ("Clasa I A prof. Daniela"), or begins with a bare
    one ("IX A mate-info"), another one each."""
    said = {name.split()[0].casefold() for name in names if name}
    worded = len(said) == 1 and said <= CLASS_WORDS and len(set(names)) == len(names)
    bare = {class_first(name) for name in names} - {None}
    return len(names) > 1 and (worded or len(bare) == len(names))


def _rows(cells: Sequence[Cell], axis: DayAxis) -> list[Cell]:
    """The heads of the rows of classes (teachers, rooms): the column before the first day, below the days' times."""
    left, right = min(band.low for band in axis.bands), max(band.high for band in axis.bands)
    below = [c for c in cells if c.lines and c.box.center[1] > axis.high and left <= c.box.center[0] <= right]
    first = min(below, key=lambda c: c.box.top, default=None)
    level = [c for c in below if first is not None and shares(first.box.top, first.box.bottom, c.box.top, c.box.bottom)]
    if not all(only_times(c.text) or is_period_label(c.text) for c in level):
        return []
    end = max((c.box.bottom for c in level), default=axis.high)
    beside = [c for c in cells if c.lines and c.box.right <= left + c.lines[0].size and c.box.center[1] > end]
    columns = [column for column in in_line(beside, True) if len(column) >= LEAST_ROWS]
    for column in reversed(columns):
        names = [" ".join(c.text.split()) for c in column]
        told = not any(only_times(n) or (parse_day_label(n) is not None and not NUMBERED.fullmatch(n)) for n in names)
        if told and len(set(names)) == len(names) and not all(name.isdigit() for name in names):
            return column
    return []


LEAST_ROWS = 2
"""Classes of a plan with a row for each."""


def _of_times(text: str) -> bool:
    """Whether a head is a time or a period by its word ("Session 1"); "5A" is a class, though periods are called so."""
    return only_times(text) or (is_period_label(text) and sum(map(str.isalpha, text)) >= PERIOD_WORD)


PERIOD_WORD = 3
"""Letters of a word for periods at least."""

MOST_SEEDS = 20
"""Texts above the first day, the lowest first, from which the row of classes is looked for."""


def _section(cells: Sequence[Cell], band: DayBand, across: bool) -> list[Cell]:
    """The cells that lie within one day."""
    return [c for c in cells if band.low <= sum(along(c.box, across)) / 2 <= band.high]
