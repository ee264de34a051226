"""A day's plan for each of several sets of days, beside or below each other: "Monday · Tuesday · Friday", "Wednesday –
Late Start", with what happens and its times below each, as American schools' bell schedules are. Rows of two plans that
stand level have nothing to do with each other."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from chalicelib.domain.timetable import TimesFrom, Weekday
from chalicelib.extraction.axes import TimeBand, shares
from chalicelib.extraction.cells.names import Activity, read_cell
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line, bounding
from chalicelib.extraction.headers.day_headings import days_headed, head_above
from chalicelib.extraction.headers.settling import settle
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.header_texts import clocks_of, is_period_label, only_times, spans_of
from chalicelib.extraction.texts.joined import one_line

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
    heads = [(line, days) for line in lines if (days := days_headed(line.text))]
    if not 1 < len(heads) <= MOST_HEADS:
        return None
    boxes = [line.box for line, _ in heads]
    below: list[list[Line]] = [[] for _ in heads]
    for line in lines:
        if (head := head_above(line.box, boxes)) is not None:
            below[head].append(line)
    plans = [(line, days, _plan(own)) for (line, days), own in zip(heads, below, strict=True)]
    plans = [(line, days, plan) for line, days, plan in plans if len(plan) >= LEAST_ROWS]
    named = [day for _, days, _ in plans for day in days]
    if len(plans) < LEAST_PLANS or len(named) == len(plans) or len(set(named)) < len(named):
        return None
    drafts = [draft for _, days, plan in plans for draft in _drafts(plan, days)]
    cells = [Cell(line.box, (line,)) for line, _, _ in plans]
    cells += [Cell(bounding(x.box for x in r.texts), r.texts) for _, _, plan in plans for r in plan]
    return Table(Grid(number, GridKind.ALIGNED, tuple(cells), ()), None, (), tuple(drafts))


LEAST_PLANS = 2
"""Plans with days of their own; one on its own is a list."""


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
    clocks = [clocks_of(row.range.text) for row in plan]
    bands = [TimeBand(row.range.box.top, row.range.box.bottom) for row in plan]
    found = []
    for row, band in zip(plan, settle(list(zip(bands, clocks, strict=True))), strict=True):
        said = _said(row)
        if said is None or not said.name or band.start is None:
            continue
        box = bounding(x.box for x in (*row.texts, row.range))
        sure = min(line.confidence for line in (*row.texts, row.range))
        found += [
            Draft(day, band.start, band.end, said.name, said.notes, None, None, box, TimesFrom.HEADER, sure)
            for day in days
        ]
    return found


def _said(row: _Row) -> Activity | None:
    """What a row tells of: the text behind its time, before which a period's number may stand; else the one before,
    and what follows is said besides."""
    before = [x for x in row.texts if x.box.center[0] < row.range.box.center[0]]
    behind = [x for x in row.texts if not any(x is other for other in before)]
    label = one_line([x.text for x in before])
    if not before or not behind:
        return read_cell(row.texts)
    if is_period_label(label):
        return read_cell(behind)
    return Activity(label, one_line([x.text for x in behind]))
