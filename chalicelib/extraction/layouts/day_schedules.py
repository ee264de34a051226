"""A day's plan for each of several sets of days, set beside each other: "Monday · Tuesday · Friday", "Wednesday", with
what happens and its times below each, as American schools' bell schedules are. Rows of two plans that stand level have
nothing to do with each other."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from chalicelib.domain.timetable import TimesFrom, Weekday
from chalicelib.extraction.axes import TimeBand, shares
from chalicelib.extraction.cells.names import read_cell
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line, bounding
from chalicelib.extraction.headers.day_headings import rows_of_days
from chalicelib.extraction.headers.settling import settle
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.days import named_days
from chalicelib.extraction.texts.header_texts import only_times, spans_of

LEAST_ROWS = 4
"""Rows of a plan; as many times stand below a day in any table."""

FURTHER = 2.0
"""Times the distance of two rows from which what follows is no more of the plan: that of days yet to be announced."""

MOST_HEADS = 20
"""Lines that name days up to which they head plans; a list names one in every row."""


@dataclass(frozen=True)
class _Row:
    """What happens, and when: the texts beside a range of times."""

    range: Line
    texts: tuple[Line, ...]


def read_day_schedules(number: int, lines: Sequence[Line]) -> Table | None:
    """The week in such plans; None where no two sets of days, one of several days at least, head a plan each."""
    lines = [line for line in lines if line.angle == 0]
    for row in rows_of_days(lines, MOST_HEADS):
        row = sorted(row, key=lambda head: head.box.left)
        sets = [named_days(head.text) for head in row]
        days = [day for named in sets for day in named]
        if len(row) < 2 or len(days) == len(row) or len(set(days)) < len(days):
            continue
        lefts = [head.box.left - head.lines[0].size for head in row] + [float("inf")]
        plans = [
            _plan([x for x in lines if low <= x.box.left < high and x.box.top > head.box.top])
            for head, (low, high) in zip(row, itertools.pairwise(lefts), strict=True)
        ]
        if all(len(plan) >= LEAST_ROWS for plan in plans):
            drafts = [draft for named, plan in zip(sets, plans, strict=True) for draft in _drafts(plan, named)]
            cells = [*row, *(Cell(bounding(x.box for x in r.texts), r.texts) for plan in plans for r in plan)]
            return Table(Grid(number, GridKind.ALIGNED, tuple(cells), ()), None, (), tuple(drafts))
    return None


def _plan(lines: Sequence[Line]) -> list[_Row]:
    """The rows of a plan, downwards: a range of times each, and one text or several beside it; none where a range has
    nothing beside it, or stands beside another."""
    ranges = [x for x in lines if only_times(x.text) and len(spans_of(x.text)) == 1 and spans_of(x.text)[0].end]
    ranges.sort(key=lambda x: x.box.center[1])
    steps = [b.box.center[1] - a.box.center[1] for a, b in itertools.pairwise(ranges)]
    if len(ranges) < LEAST_ROWS or min(steps) <= 0:
        return []
    last = next((i for i, step in enumerate(steps) if step > FURTHER * median(steps)), len(steps))
    found = []
    for said in ranges[: last + 1]:
        level = (said.box.top, said.box.bottom)
        texts = tuple(x for x in lines if x is not said and shares(*level, x.box.top, x.box.bottom))
        if not texts:
            return []
        found.append(_Row(said, texts))
    return found


def _drafts(plan: Sequence[_Row], days: Sequence[Weekday]) -> list[Draft]:
    clocks = [[c for s in spans_of(row.range.text) for c in (s.start, s.end) if c is not None] for row in plan]
    bands = [TimeBand(row.range.box.top, row.range.box.bottom) for row in plan]
    found = []
    for row, band in zip(plan, settle(list(zip(bands, clocks, strict=True))), strict=True):
        said = read_cell(row.texts)
        if said is None or not said.name or band.start is None:
            continue
        box = bounding(x.box for x in (*row.texts, row.range))
        sure = min(line.confidence for line in (*row.texts, row.range))
        found += [
            Draft(day, band.start, band.end, said.name, said.notes, None, None, box, TimesFrom.HEADER, sure)
            for day in days
        ]
    return found
