"""One day in tiles, as a class's visual timetable shows it: pictures with a time below or above each and what happens
then, in rows or columns of several."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import TimesFrom, Weekday
from chalicelib.extraction.axes import TimeBand, in_line
from chalicelib.extraction.cells.names import read_cell
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line, bounding
from chalicelib.extraction.headers.day_headings import days_headed
from chalicelib.extraction.headers.settling import settle
from chalicelib.extraction.lines.text_lines import lines_of
from chalicelib.extraction.tables.blocks import names_apart
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.header_texts import only_times, spans_of
from chalicelib.extraction.texts.times import Clock

LEAST_TILES = 4
"""Tiles of a day; fewer times stand about on any page."""

MOST_TILES = 40
"""Tiles of a page at most; each is held against all its words."""

MOSTLY_NAMED = 0.8
"""Share of the tiles in which something is said besides the time."""


@dataclass(frozen=True)
class _Tile:
    """A time that is printed alone, and the lines below it that are its tile's."""

    time: Line
    lines: tuple[Line, ...]


def read_tiles(number: int, words: Sequence[Word]) -> Table | None:
    """The day in such tiles; None where the page names no one day, or several, or its times do not go on in rows or in
    columns of several."""
    lines = [line for line in lines_of(words) if line.angle == 0]
    days = {headed for line in lines if (headed := days_headed(line.text))}
    times = [line for line in lines if only_times(line.text) and spans_of(line.text)[0].start.exact]
    if len(days) != 1 or not LEAST_TILES <= len(times) <= MOST_TILES:
        return None
    columns = [sorted((c.lines[0] for c in column), key=lambda line: line.box.top) for column in _in_columns(times)]
    if len(columns) < 2 or max(map(len, columns)) < 2:
        return None
    tiles = _in_order(columns, _tiles(columns, [x for x in lines if not any(x is t for t in times)]))
    named = [tile for tile in tiles if tile.lines]
    if len(named) < max(LEAST_TILES, MOSTLY_NAMED * len(tiles)):
        return None
    (day,) = days
    drafts = _drafts(tiles, day)
    cells = tuple(Cell(bounding(x.box for x in (t.time, *t.lines)), (t.time, *t.lines)) for t in tiles)
    return Table(Grid(number, GridKind.LISTED, cells), None, (), tuple(drafts))


def _in_columns(times: Sequence[Line]) -> list[list[Cell]]:
    return in_line([Cell(line.box, (line,)) for line in times], across=True)


def _tiles(columns: Sequence[Sequence[Line]], texts: Sequence[Line]) -> list[_Tile]:
    """Each time with the texts below it, as far as the next time below and the next column: the names in the middle of
    tiles begin right of times at their left."""
    lefts = [min(x.box.left for x in column) - column[0].size for column in columns]
    found = []
    for column, (left, right) in zip(columns, itertools.pairwise([*lefts, float("inf")]), strict=True):
        steps = [b.box.top - a.box.top for a, b in itertools.pairwise(column)]
        last = column[-1].box.top + (min(steps) if steps else float("inf"))
        for time, end in zip(column, [*(x.box.top for x in column[1:]), last], strict=True):
            own = [x for x in texts if left <= x.box.left < right and time.box.top <= x.box.center[1] < end]
            said = sorted((x for x in own if sum(map(str.isalpha, x.text)) > 1), key=lambda x: x.box.top)
            far = (i for i, (a, b) in enumerate(itertools.pairwise(said), 1) if b.box.top - a.box.bottom > FAR * a.size)
            found.append(_Tile(time, tuple(said[: next(far, len(said))])))
    return found


FAR = 2.0
"""Letter heights between two texts below a time from which the lower one is no more of the tile: a line at the foot."""


def _in_order(columns: Sequence[Sequence[Line]], tiles: Sequence[_Tile]) -> list[_Tile]:
    """The tiles as the day goes: column by column or row by row; none where their times do so in neither way."""
    by_rows = sorted(tiles, key=lambda t: (_row(columns, t.time), t.time.box.left))
    for order in (list(tiles), by_rows):
        minutes = [b.start for b in settle([(TimeBand(i, i + 1), _clocks(t)) for i, t in enumerate(order)])]
        printed = [spans_of(t.time.text)[0].start.minute % HALF_A_DAY for t in order]
        falls = sum(b < a for a, b in itertools.pairwise(printed))
        if falls <= 1 and all(a is not None and b is not None and a < b for a, b in itertools.pairwise(minutes)):
            return order
    return []


HALF_A_DAY = 12 * 60


def _row(columns: Sequence[Sequence[Line]], time: Line) -> int:
    return next(i for column in columns for i, other in enumerate(column) if other is time)


def _clocks(tile: _Tile) -> list[Clock]:
    return [clock for span in spans_of(tile.time.text) for clock in (span.start, span.end) if clock is not None]


def _drafts(tiles: Sequence[_Tile], days: Sequence[Weekday]) -> list[Draft]:
    bands = settle([(TimeBand(i, i + 1), _clocks(tile)) for i, tile in enumerate(tiles)])
    cells, larger = names_apart([Cell(bounding(x.box for x in t.lines or (t.time,)), t.lines) for t in tiles])
    found = []
    for tile, band, cell in zip(tiles, bands, cells, strict=True):
        said = read_cell(cell.lines, larger) if cell.lines else None
        if said is None or not said.name:
            continue
        sure = min(line.confidence for line in (tile.time, *cell.lines))
        found += [
            Draft(day, band.start, band.end, said.name, said.notes, None, None, cell.box, TimesFrom.CELL, sure)
            for day in days
        ]
    return found
