"""One day in tiles, as a class's visual timetable shows it: pictures with a time below or above each and what happens
then, in rows or columns of several."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from chalicelib.domain.timetable import TimesFrom, Weekday
from chalicelib.extraction.axes import TimeBand, in_line
from chalicelib.extraction.cells.names import read_cell
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line, bounding
from chalicelib.extraction.headers.day_headings import LONGEST_HEADING, days_headed
from chalicelib.extraction.headers.settling import settle
from chalicelib.extraction.tables.blocks import names_apart
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.days import find_days
from chalicelib.extraction.texts.header_texts import clocks_of, only_times, spans_of

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


def read_tiles(number: int, lines: Sequence[Line], cells: Sequence[Cell]) -> Table | None:
    """The day in such tiles, drawn ones (``cells``) as they are; None where the page names no one day, or several, or
    its times do not go on in rows or in columns of several."""
    lines = [line for line in lines if line.angle == 0]
    days = _days_named(lines)
    times = [line for line in lines if _is_time(line)]
    if days is None or not LEAST_TILES <= len(times) <= MOST_TILES:
        return None
    drawn = [tile for cell in cells if (tile := _drawn(cell)) is not None]
    whole = len(drawn) >= max(LEAST_TILES, MOSTLY_NAMED * len(times))
    columns = _in_columns([tile.time for tile in drawn] if whole else times)
    if len(columns) < 2 or max(map(len, columns)) < 2:
        return None
    texts = [x for x in lines if not any(x is t for t in times)]
    by_time = {id(tile.time): tile for tile in drawn}
    tiles = [by_time[id(t)] for column in columns for t in column] if whole else _tiles(columns, texts)
    tiles = _in_order(columns, tiles)
    named = [tile for tile in tiles if tile.lines]
    if len(named) < max(LEAST_TILES, MOSTLY_NAMED * len(tiles)):
        return None
    boxes = [bounding(x.box for x in (t.time, *t.lines)) for t in tiles]
    shown = tuple(Cell(box, (t.time, *t.lines)) for box, t in zip(boxes, tiles, strict=True))
    return Table(Grid(number, GridKind.LISTED, shown), None, (), tuple(_drafts(tiles, days)))


def _days_named(lines: Sequence[Line]) -> tuple[Weekday, ...] | None:
    """The one day, or the days together, that a page names ("Today is Tuesday"); None where it names none, or more."""
    headed = {days for line in lines if (days := days_headed(line.text))}
    if not headed:
        short = [x for x in lines if len(x.text) <= LONGEST_HEADING and not spans_of(x.text)]
        headed = {days for line in short if (days := find_days(line.text))}
    return next(iter(headed)) if len(headed) == 1 else None


def _is_time(line: Line) -> bool:
    return only_times(line.text) and spans_of(line.text)[0].start.exact


def _drawn(cell: Cell) -> _Tile | None:
    """A drawn cell that says one time and something else."""
    times = [line for line in cell.lines if _is_time(line)]
    said = tuple(line for line in cell.lines if sum(map(str.isalpha, line.text)) > 1 and not _is_time(line))
    return _Tile(times[0], said) if len(times) == 1 and said else None


def _in_columns(times: Sequence[Line]) -> list[list[Line]]:
    columns = in_line([Cell(line.box, (line,)) for line in times], across=True)
    return [sorted((c.lines[0] for c in column), key=lambda line: line.box.top) for column in columns]


def _tiles(columns: Sequence[Sequence[Line]], texts: Sequence[Line]) -> list[_Tile]:
    """Each time with the texts below it, as far as the next time below and the next column: the names in the middle of
    tiles begin right of times at their left."""
    lefts = _lefts(columns, texts)
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


def _lefts(columns: Sequence[Sequence[Line]], texts: Sequence[Line]) -> list[float]:
    """Where each column of tiles begins: at its times, or, where most texts stand in the middle below one, midway
    between these and those of the column before."""
    middles = [median(x.box.center[0] for x in column) for column in columns]
    off = [min(abs(x.box.center[0] - middle) for middle in middles) for x in texts]
    if 2 * sum(away <= x.size / 2 for away, x in zip(off, texts, strict=True)) > len(texts):
        return [float("-inf"), *((a + b) / 2 for a, b in itertools.pairwise(middles))]
    return [min(x.box.left for x in column) - column[0].size for column in columns]


FAR = 2.0
"""Letter heights between two texts below a time from which the lower one is no more of the tile: a line at the foot."""


def _in_order(columns: Sequence[Sequence[Line]], tiles: Sequence[_Tile]) -> list[_Tile]:
    """The tiles as the day goes: column by column or row by row; none where their times do so in neither way."""
    by_rows = sorted(tiles, key=lambda t: (_row(columns, t.time), t.time.box.left))
    for order in (list(tiles), by_rows):
        minutes = [b.start for b in settle([(TimeBand(i, i + 1), clocks_of(t.time.text)) for i, t in enumerate(order)])]
        printed = [spans_of(t.time.text)[0].start.minute % HALF_A_DAY for t in order]
        falls = sum(b < a for a, b in itertools.pairwise(printed))
        if falls <= 1 and all(a is not None and b is not None and a < b for a, b in itertools.pairwise(minutes)):
            return order
    return []


HALF_A_DAY = 12 * 60


def _row(columns: Sequence[Sequence[Line]], time: Line) -> int:
    return next(i for column in columns for i, other in enumerate(column) if other is time)


def _drafts(tiles: Sequence[_Tile], days: Sequence[Weekday]) -> list[Draft]:
    bands = settle([(TimeBand(i, i + 1), clocks_of(tile.time.text)) for i, tile in enumerate(tiles)])
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
