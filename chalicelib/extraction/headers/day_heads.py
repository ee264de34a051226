"""The cells that head a grid's days, with what else stands in them cut off or left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from chalicelib.domain.timetable import Weekday
from chalicelib.extraction.axes import along, shares
from chalicelib.extraction.grid import Cell, Grid, Line
from chalicelib.extraction.settings import LEAST_DAYS
from chalicelib.extraction.texts.days import LONG_NAME, DayLabel, named_days, parse_day_label
from chalicelib.extraction.texts.header_texts import only_times, spans_of

MOST_SEEDS = 7
"""Cells from which a row of heads is looked for: one for each day."""


def with_day_heads(grid: Grid) -> list[Cell]:
    """A grid's cells, those that head its days with these alone: without where the day is spent, and cut below them
    where the first row stands in one cell with them."""
    return _without_places(_cut_below_days(_without_toolbar(_with_day_rows(grid))))


def _without_toolbar(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` with the first day's head as its name alone, as wide as the others, where an app's line of buttons
    stands in one cell with it, over the hours ("Today < > 2-6 March" over "2 Mon")."""
    days = [(cell, label) for cell in cells if (label := _day_named(cell.lines)) is not None]
    for cell in (c for c in cells if len(c.lines) > 1 and not any(c is day for day, _ in days)):
        row = [(c, label) for c, label in days if shares(*along(cell.box, False), *along(c.box, False))]
        named = ((lines, label) for n in (2, 1) if (label := _day_named(lines := cell.lines[-n:])) is not None)
        lines, label = next(named, ((), None))
        if len(row) < LEAST_IN_ROW or label is None or any(label.choices == other.choices for _, other in row):
            continue
        usual = median(c.box.width for c, _ in row)
        if any(cell.box.right > c.box.left + 1 for c, _ in row) or cell.box.width <= usual * WIDER:
            continue
        left = min(cell.box.right - usual, *(line.box.left for line in lines))
        box = cell.box.model_copy(update={"left": left, "top": max(c.box.top for c, _ in row)})
        return [replace(c, box=box, lines=lines) if c is cell else c for c in cells]
    return list(cells)


def _day_named(lines: Sequence[Line]) -> DayLabel | None:
    """The day that lines are sure to name; None where they say something else, or that it is of every day."""
    label = parse_day_label("\n".join(line.text for line in lines)) if lines else None
    return label if label is not None and label.certain and not label.every_day else None


WIDER = 1.1
"""How many times as wide as the other days' heads such a cell is at least: it takes the hours' column too."""


def _with_day_rows(grid: Grid) -> list[Cell]:
    """A grid's cells, those that head the rows below them all across with a day and where it is ("MONDAY   St Mary's")
    with the day alone."""
    rows = {id(cell): day for cell in grid.cells if (day := _day_row(cell, grid)) is not None}
    if len({day.text for day in rows.values()}) < LEAST_DAYS:
        return list(grid.cells)
    return [replace(cell, lines=(rows[id(cell)],)) if id(cell) in rows else cell for cell in grid.cells]


def _cut_below_days(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` with those of a row of days cut below the days' names where the first time stands below the corner: the
    rule between the heads and the first row was not seen."""
    several = [c for c in cells if len(c.lines) > 1]
    named = [c for c in several if named_days(c.lines[0].text) and parse_day_label(c.text) is None]
    corners = [c for c in several if only_times(_below(c)) and not spans_of(c.lines[0].text)]
    for corner in corners[:MOST_SEEDS]:
        level = along(corner.box, False)
        row = [c for c in named if shares(*level, *along(c.box, False))]
        heads = [corner, *row]
        upper, lower = max(c.lines[0].box.bottom for c in heads), min(c.lines[1].box.top for c in heads)
        if len({c.lines[0].text for c in row}) >= LEAST_IN_ROW and lower > upper - corner.lines[0].size / 2:
            border, cut = (upper + lower) / 2, {id(c) for c in heads}
            return [part for c in cells for part in (_parts_at(c, border) if id(c) in cut else [c])]
    return list(cells)


def _below(cell: Cell) -> str:
    """What a cell says below its first line."""
    return "\n".join(line.text for line in cell.lines[1:])


def _parts_at(cell: Cell, border: float) -> list[Cell]:
    """A cell's first line and the others, in parts that meet at ``border``."""
    upper, lower = cell.box.model_copy(update={"bottom": border}), cell.box.model_copy(update={"top": border})
    return [replace(cell, box=upper, lines=cell.lines[:1]), replace(cell, box=lower, lines=cell.lines[1:])]


def _without_places(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` with the days' names alone in a row of them that says below each name where that day is spent."""
    named = [(cell, day) for cell in cells if (day := _day_over_place(cell)) is not None]
    heads: dict[int, Cell] = {}
    for seed, _ in named[:MOST_SEEDS]:
        level = along(seed.box, False)
        row = [(c, day) for c, day in named if shares(*level, *along(c.box, False))]
        rest = [c for c in cells if c.lines and c.box.top >= seed.box.bottom - 1]
        if len({day for _, day in row}) >= LEAST_IN_ROW and len(rest) >= len(row):
            heads |= {id(c): replace(c, lines=c.lines[:1]) for c, _ in row}
    return [heads.get(id(cell), cell) for cell in cells]


def _day_over_place(cell: Cell) -> Weekday | None:
    """The day whose name is a cell's first line, over one that says neither a time nor much."""
    if len(cell.lines) != 2 or not cell.lines[0].text.strip().isalpha() or spans_of(cell.lines[1].text):
        return None
    named = named_days(cell.lines[0].text)
    return named[0] if named and parse_day_label(cell.text) is None else None


LEAST_IN_ROW = 3
"""Days with a place below each that make a row of heads."""


def _day_row(cell: Cell, grid: Grid) -> Line | None:
    """The day's name that a cell as wide as the table begins with, as the line it would be alone."""
    if cell.box.width < ALL_ACROSS * grid.box.width or len(cell.lines) != 1:
        return None
    first, *rest = cell.lines[0].text.split()
    named = bool(named_days(first.strip(",:–-"))) and len(first) >= LONG_NAME
    return replace(cell.lines[0], text=first.strip(",:–-")) if named and 0 < len(rest) <= MOST_BESIDE else None


ALL_ACROSS = 0.9
"""Share of a table's width from which a cell heads all that is below it."""

MOST_BESIDE = 8
"""Words beside a day's name in such a heading."""
