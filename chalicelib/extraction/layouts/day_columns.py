"""Days across that no rows cross: a list below each, or one list for all in which the days split a single row."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.axes import DayAxis, DayBand, along, in_line, shares
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind, bounding
from chalicelib.extraction.headers.reach import widened_days
from chalicelib.extraction.lines.phrases import parted_at
from chalicelib.extraction.settings import LATEST_SCHOOL_MINUTE, LEAST_DAYS, LEAST_TIMES
from chalicelib.extraction.tables.blocks import read_blocks
from chalicelib.extraction.tables.ends import ended
from chalicelib.extraction.tables.records import read_records
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.days import plain
from chalicelib.extraction.texts.header_texts import only_times
from chalicelib.extraction.texts.times import NOON


def list_split_by_days(number: int, body: Sequence[Cell], axis: DayAxis) -> Table | None:
    """A list for every day one row of which is split by days: they head this row alone, amid the times of others."""
    first = min(band.low for band in axis.bands)
    times = [c for c in body if only_times(c.text) and c.box.right <= first]
    level = [c for c in times if shares(*along(c.box, False), axis.low, axis.high)]
    above = [c for c in times if c.box.bottom <= axis.low and c not in level]
    if not axis.across or len(level) != 1 or len(above) + 1 < LEAST_TIMES:
        return None
    bottom = min((c.box.top for c in times if c.box.top > axis.high), default=float("inf"))
    own = [c for c in body if c not in times and axis.low <= c.box.center[1] < bottom and c.box.left >= first]
    rest = [c for c in body if c not in own]
    drafts: list[Draft] = []
    row = {"top": level[0].box.top, "bottom": level[0].box.bottom}
    for band in widened_days(axis, own).bands:
        # What stands below the day's name belongs to the row's time, whether level with it or not.
        of_day = [Cell(c.box.model_copy(update=row), c.lines) for c in own if band.low <= c.box.center[0] < band.high]
        drafts.extend(read_records([*rest, *of_day], None, band.days))
    lines = tuple(line for c in body for line in c.lines)
    return Table(Grid(number, GridKind.ALIGNED, tuple(body), lines), axis, (), tuple(drafts)) if drafts else None


def columns_of_lists(number: int, body: Sequence[Cell], axis: DayAxis) -> Table | None:
    """Days across whose columns are lists, each entry a time with what follows below it, level with nothing."""
    if not axis.across:
        return None
    starts = [min((p.box.left for p in body if _under(p, axis, band)), default=band.high) for band in axis.bands]
    below = [p for p in body if p.box.top >= axis.high - HEADED * (axis.high - axis.low) and not _over_days(p, axis)]
    phrases = [Cell(x.box, (x,)) for p in below for line in p.lines for x in parted_at(line, starts[1:])]
    cells: list[Cell] = []
    for band in axis.bands:
        levels = in_line([p for p in phrases if band.low <= p.box.center[0] < band.high], across=False)
        column = [p for level in levels for p in sorted(level, key=lambda p: p.box.left)]
        begins = [i for i, p in enumerate(column) if only_times(p.text)]
        if column and begins and 0 < begins[0] <= MOST_HEADING and len(begins) >= LEAST_TIMES:
            column, begins = column[begins[0] :], [i - begins[0] for i in begins]
        if not begins:
            continue  # "no lessons", "closed"
        if begins[0] > 0:
            return None  # a text before the first time
        for first, last in itertools.pairwise([*begins, len(column)]):
            entry = _close_by(column[first:last])
            box = bounding(p.box for p in entry).model_copy(update={"left": band.low, "right": band.high})
            cells.append(Cell(box, tuple(line for p in entry for line in p.lines)))
    timed = _onwards([d for d in read_blocks(cells, axis, ()) if d.start is not None])
    drafts = [d for d in ended(timed) if not _is_end(d)]
    if len({d.day for d in drafts}) < LEAST_DAYS:
        return None
    return Table(Grid(number, GridKind.ALIGNED, tuple(cells), ()), axis, (), tuple(drafts))


def _close_by(entry: Sequence[Cell]) -> Sequence[Cell]:
    """An entry's texts up to the first gap of several lines: the bar at the foot of an app is below the last one."""
    for i, (above, below) in enumerate(itertools.pairwise(entry), 1):
        if below.box.top - above.box.bottom > FAR_BELOW * above.lines[0].size:
            return entry[:i]
    return entry


FAR_BELOW = 5.0
"""Letter heights between two texts from which the lower one is not said of the upper one."""


def _onwards(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` of lists with those moved by twelve hours that would otherwise go back: a list goes on downwards."""
    result: list[Draft] = []
    for day in dict.fromkeys(draft.day for draft in drafts):
        before = 0
        for draft in sorted((d for d in drafts if d.day is day), key=lambda d: d.box.top):
            start = draft.start or 0
            back = start < before and start + NOON <= LATEST_SCHOOL_MINUTE
            end = draft.end + NOON if back and draft.end is not None and draft.end < before else draft.end
            result.append(replace(draft, start=start + NOON, end=end) if back else draft)
            before = start + NOON if back else start
    return result


MOST_HEADING = 2
"""Texts that may stand between a day's name and its first time: where it is, and with whom."""


def _is_end(draft: Draft) -> bool:
    """Whether an entry only says when the one before it ends."""
    return draft.end is None and plain(draft.name) in ENDS


ENDS = frozenset({"end", "finish", "fin", "ende", "fine", "close", "final", "einde", "koniec"})


def _over_days(phrase: Cell, axis: DayAxis) -> bool:
    """Whether a text runs over several days: a note below the lists."""
    return sum(phrase.box.left < band.low < phrase.box.right for band in axis.bands) > 1


def _under(phrase: Cell, axis: DayAxis, band: DayBand) -> bool:
    return phrase.box.top >= axis.low and band.low <= phrase.box.left < band.high


HEADED = 0.5
"""Share of a header's height by which the first entry's box may overhang it."""
