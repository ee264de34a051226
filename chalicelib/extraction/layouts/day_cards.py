"""A small table or list for each day, the days set in rows like cards: Monday to Wednesday, Thursday and Friday below.

Each day's name stands over a table of its own, with its own times; read as one table the page would have Thursday's
lessons under Monday's name.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box, Weekday
from chalicelib.extraction.axes import DayAxis, DayBand
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line
from chalicelib.extraction.headers.day_headings import day_headings
from chalicelib.extraction.headers.time_bands import time_bands
from chalicelib.extraction.lines.whitespace import emptiest
from chalicelib.extraction.tables.blocks import read_blocks
from chalicelib.extraction.tables.called_alike import people_beside
from chalicelib.extraction.tables.records import read_records
from chalicelib.extraction.tables.table import LEAST_TIMED, Table, worth
from chalicelib.extraction.texts.header_texts import only_times
from chalicelib.extraction.texts.heads import Head, head_of

LEAST_CARDS = 3
"""Days that have a card of their own with times in it."""

LEAST_LEVEL = 0.5
"""Share of a name's height by which the names of one row of cards must overlap."""

MOST_CARDS = 7


def read_day_cards(number: int, words: Sequence[Word], lines: Sequence[Line], cells: Sequence[Cell]) -> Table | None:
    """The week in a table for each day, where the days' names stand in several rows and columns; None elsewhere."""
    heads = _heads(lines)
    areas = _areas(heads, words, cells)
    if not areas:
        return None
    drafts: list[Draft] = []
    told = 0
    for (head, day), area in zip(heads, areas, strict=True):
        inside = [c for c in cells if c.lines and area.holds(c.box) and c.box.top >= head.box.top]
        inside = [c for c in inside if c.text != head.text]
        own = _of_day(inside, day, area)
        told += bool(own)
        drafts.extend(own)
    if told < LEAST_CARDS:
        return None
    return Table(Grid(number, GridKind.ALIGNED, tuple(cells), ()), None, (), tuple(people_beside(drafts)))


def _heads(lines: Sequence[Line]) -> list[tuple[Line, Weekday]]:
    """Those of ``lines`` that name a day each, in reading order; none where a day comes twice or they are too few."""
    named = day_headings(lines)
    days = [day for _, day in named]
    if not LEAST_CARDS <= len(days) <= MOST_CARDS or len(set(days)) < len(days):
        return []
    return sorted(named, key=lambda head: (head[0].box.top, head[0].box.left))


def _areas(heads: Sequence[tuple[Line, Weekday]], words: Sequence[Word], cells: Sequence[Cell]) -> list[Box]:
    """Each day's part of the page, from its name to the next one beside and below; none where the names do not stand in
    several rows and several columns, row by row as far to the left."""
    rows: list[list[Line]] = []
    for line, _ in heads:
        if rows and rows[-1][0].box.bottom - line.box.top > LEAST_LEVEL * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    if len(rows) < 2 or max(len(row) for row in rows) < 2 or any(len(row) > len(rows[0]) for row in rows):
        return []
    boxes = [*(w.box for w in words), *(c.box for c in cells if c.lines)]
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    columns = [line.box.center[0] for line in sorted(rows[0], key=lambda x: x.box.left)]
    step = min(b - a for a, b in itertools.pairwise(columns))
    for row in rows:
        row.sort(key=lambda line: line.box.left)
        off = [abs(line.box.center[0] - place) for line, place in zip(row, columns, strict=False)]
        lefts = [abs(line.box.left - first.box.left) for line, first in zip(row, rows[0], strict=False)]
        if min(max(off), max(lefts)) > SAME_COLUMN * step:
            return []
    tops = [min(line.box.top for line in row) for row in rows] + [bottom + 1]
    borders = _borders(rows[0], cells, words, right)
    found: dict[int, Box] = {}
    for row, (top, following) in zip(rows, itertools.pairwise(tops), strict=True):
        for line, (low, high) in zip(row, itertools.pairwise(borders), strict=False):
            found[id(line)] = Box(left=low, top=top, right=high, bottom=following)
    return [found[id(line)] for line, _ in heads]


SAME_COLUMN = 0.2
"""Share of the distance of two columns of cards by which a day's name may stand off those above it."""


def _borders(row: Sequence[Line], cells: Sequence[Cell], words: Sequence[Word], right: float) -> list[float]:
    """Where the columns of cards part: between what is drawn, else between what is written there."""
    drawn = [(c.box.left, c.box.right) for c in cells if c.lines and c.box.width < WHOLE_PAGE * right]
    extents = drawn if len(drawn) >= len(words) / MANY_WORDS else [(w.box.left, w.box.right) for w in words]
    middles = [line.box.center[0] for line in row]
    return [0.0, *(emptiest(a, b, extents) for a, b in itertools.pairwise(middles)), right + 1]


WHOLE_PAGE = 0.6
"""Share of a page's width from which a cell is no card's."""

MANY_WORDS = 12
"""Words for each drawn cell from which most of a page is not drawn in cells."""


def _of_day(cells: Sequence[Cell], day: Weekday, area: Box) -> list[Draft]:
    """The lessons of one card: of a table with a column of times, or of a list."""
    timed = [c for c in cells if all(only_times(line.text) for line in c.lines)]
    listed = read_records(cells, None, (day,), least=1)
    if len(timed) < LEAST_TIMED:
        return max(listed, _own_times(cells, day, area), key=worth)
    low = median(c.box.right for c in timed)
    top = min(c.box.top for c in cells)
    axis = DayAxis(across=True, bands=(DayBand(low, area.right, (day,)),), low=area.top, high=top)
    # A pause over the whole width of a card says its own time.
    body = [
        replace(c, box=c.box.model_copy(update={"left": low})) if c.box.left < low < c.box.right else c for c in cells
    ]
    bands = time_bands(body, axis)
    blocks = read_blocks(body, axis, bands) if bands else listed
    starts = [draft.start for draft in blocks]
    headed = {Head.TIME, Head.NAME} <= {head_of(cell.text) for cell in cells}
    # Where something stands beside a lesson, the heads of a card's columns say which of both it is.
    return listed if headed and listed and len(set(starts)) < len(starts) else blocks


def _own_times(cells: Sequence[Cell], day: Weekday, area: Box) -> list[Draft]:
    """The lessons of a card each of whose cells says its time."""
    top = min((c.box.top for c in cells), default=area.top)
    axis = DayAxis(across=True, bands=(DayBand(area.left, area.right, (day,)),), low=area.top, high=top)
    return [draft for draft in read_blocks(cells, axis, ()) if draft.start is not None]
