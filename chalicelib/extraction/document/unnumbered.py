"""A week that prints neither times nor periods, or whose numbers were not read: lessons in rows below the days' names.

Its rows (columns) are numbered in order, with a remark: a teacher can put in the times, and would have to write
everything anew if the page were refused.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.axes import DayAxis, TimeBand, along, shares
from chalicelib.extraction.grid import Cell, Grid, Line
from chalicelib.extraction.headers.borders import reach_of
from chalicelib.extraction.headers.day_axes import day_axes
from chalicelib.extraction.settings import TAUGHT
from chalicelib.extraction.tables.blocks import read_blocks
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.header_texts import is_period_label
from chalicelib.extraction.texts.kinds import BRACKETS
from chalicelib.extraction.texts.lessons import has_lesson_word
from chalicelib.extraction.texts.pauses import is_pause

LEAST_DAYS = 4
"""Days named in full that head a week; some schools are closed on one."""

ROWS = range(2, 16)
"""Rows of lessons that a school's day has."""

FILLED = 0.5
"""Share of the crossings of days and rows that hold a text at least."""


def with_assumed_periods(grid: Grid, lines: Sequence[Line] = ()) -> Table | None:
    """The week in a drawn or stated table whose lessons have no times, its rows numbered in order, from where those of
    the page's ``lines`` begin that are numbers beside them; None where it does not look like one."""
    for axis in day_axes(grid.cells)[:2]:
        days = {day for band in axis.bands for day in band.days}
        if len(days) < LEAST_DAYS or axis.evidence < LEAST_DAYS:
            continue
        body = _body(grid.cells, axis)
        bands = _numbered(_rows(body, axis, reach_of(grid.cells)), body, lines, axis)
        if len(bands) in ROWS and _like_lessons(body, len(bands) * len(axis.bands)) and not _headed(grid.cells, axis):
            drafts = tuple(read_blocks(grid.cells, axis, bands))
            return Table(grid, axis, bands, drafts, remarks=(PERIODS_ASSUMED,)) if drafts else None
    return None


PERIODS_ASSUMED = (
    "No times or periods were read: the lessons of each day are numbered in order. Please add their times."
)


def _body(cells: Sequence[Cell], axis: DayAxis) -> list[Cell]:
    """The cells with texts behind the days' names and within the days."""
    return [
        c
        for c in cells
        if c.lines
        and along(c.box, not axis.across)[0] >= axis.high - 1
        and any(shares(*along(c.box, axis.across), b.low, b.high) for b in axis.bands)
    ]


def _rows(body: Sequence[Cell], axis: DayAxis, reach: float) -> tuple[TimeBand, ...]:
    """The rows between the edges at which cells begin, those alone in which a text stands."""
    across = not axis.across
    places: list[float] = []
    for edge in sorted(edge for c in body for edge in along(c.box, across)):
        if not places or edge - places[-1] > 2 * reach:
            places.append(edge)
    held = [along(c.box, across) for c in body]
    rows = [(low, high) for low, high in itertools.pairwise(places) if any(a <= (low + high) / 2 <= b for a, b in held)]
    return tuple(TimeBand(low, high) for low, high in rows)


def _numbered(
    rows: Sequence[TimeBand], body: Sequence[Cell], lines: Sequence[Line], axis: DayAxis
) -> tuple[TimeBand, ...]:
    """``rows`` with their numbers; one of nothing but pauses has none."""
    across = not axis.across
    first = min(band.low for band in axis.bands)
    numbers = [x for x in lines if _NUMBER.fullmatch(x.text.strip()) and along(x.box, axis.across)[1] <= first]
    order = itertools.count()
    places: list[int | None] = []
    begins = set()
    for row in rows:
        held = [c.text for c in body if shares(*along(c.box, across), row.low, row.high)]
        places.append(None if all(is_pause(BRACKETS.sub("", text)) for text in held) else next(order))
        read = [int(x.text.strip(" .")) for x in numbers if row.low <= sum(along(x.box, across)) / 2 <= row.high]
        if (place := places[-1]) is not None:
            begins |= {number - place for number in read}
    begin = begins.pop() if len(begins) == 1 else 1
    return tuple(
        replace(row, label="" if place is None else str(place + max(begin, 0)))
        for row, place in zip(rows, places, strict=True)
    )


_NUMBER = re.compile(r"\d{1,2}\s*\.?")


def _like_lessons(body: Sequence[Cell], crossings: int) -> bool:
    taught = sum(has_lesson_word(c.text) or is_pause(c.text) for c in body)
    return len(body) >= FILLED * crossings and taught >= TAUGHT * len(body)


def _headed(cells: Sequence[Cell], axis: DayAxis) -> bool:
    """Whether the rows say something else than a period or a pause before their first day: rows of something."""
    first = min(band.low for band in axis.bands)
    heads = [
        c
        for c in cells
        if c.lines and along(c.box, axis.across)[1] <= first + 1 and along(c.box, not axis.across)[0] >= axis.high - 1
    ]
    return any(not is_period_label(c.text) and not is_pause(c.text) for c in heads)
