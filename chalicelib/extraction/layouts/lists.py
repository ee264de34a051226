"""Lists under named columns (Day, Time, Lesson, Room), read by those names whatever rules or colours there are.

Stripes of colour join rows that say the same and leave columns undivided; the names above the columns and the times
down one of them say what belongs together.
"""

from __future__ import annotations

import itertools
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.axes import DayAxis, along, in_line, shares
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line
from chalicelib.extraction.headers.day_axes import day_axes
from chalicelib.extraction.headers.reach import sections
from chalicelib.extraction.lines.line_parts import WIDE_GAP, line_cut, line_parts, parts_at_gaps
from chalicelib.extraction.lines.phrases import behind_time, with_lists
from chalicelib.extraction.lines.text_lines import lines_of
from chalicelib.extraction.lines.whitespace import emptiest
from chalicelib.extraction.tables.records import read_records
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.day_codes import code_days
from chalicelib.extraction.texts.days import parse_day_label
from chalicelib.extraction.texts.header_texts import spans_of
from chalicelib.extraction.texts.heads import Head, head_of

LEAST_HEADS = 3
"""Named columns of a list; two alike words above each other's columns happen anywhere."""

LEAST_ROWS = 4
"""Records of a list under named columns."""


@dataclass(frozen=True)
class Columns:
    """The head row of a list: its words, what each says, and where its columns part."""

    heads: tuple[Line, ...]
    kinds: tuple[Head, ...]
    bottom: float
    borders: tuple[float, ...] = ()


def read_list(number: int, words: Sequence[Word], lines: tuple[Line, ...]) -> Table | None:
    """The list among ``words``; None where no row names columns of times and activities above it."""
    columns = _columns(lines)
    if columns is None:
        return None
    body = [word for word in words if word.box.center[1] > columns.bottom]
    columns = _parted(columns, body)
    body = [word for word in body if not _is_caption(word, columns.borders)]
    # A time beside two lines of days is level with both: lines go no further than their column.
    by_column = [[w for w in body if bisect(columns.borders, w.box.center[0]) == i] for i in range(len(columns.heads))]
    below = [part for column in by_column for line in lines_of(column) for part in _cut(line, columns.borders)]
    rows = _rows(below, columns)
    if len(rows) < LEAST_ROWS:
        return None
    items = [*_cells(below, rows, columns), *(Cell(line.box, (line,)) for line in columns.heads)]
    axes = [axis for axis in day_axes(items) if not axis.across and axis.low < _time_column(columns)[0]]
    if not axes:
        return None
    axis = _reaching(axes[0], rows)
    drafts = tuple(read_records(items, axis, ()))
    return Table(Grid(number, GridKind.LISTED, tuple(items), lines), axis, (), drafts) if drafts else None


def _columns(lines: Sequence[Line]) -> Columns | None:
    """The topmost row of heads that names times and activities. A head that is not known heads a column of its own."""
    level = [(part, head_of(part.text)) for line in lines if line.angle == 0 for part in _heads_apart(line)]
    for seed, known in sorted(level, key=lambda n: n[0].box.top):
        if known is None:
            continue
        row = [(x, k) for x, k in level if shares(*along(seed.box, False), *along(x.box, False))]
        row.sort(key=lambda n: n[0].box.left)
        kinds = [kind for _, kind in row if kind is not None]
        if len(kinds) >= LEAST_HEADS and Head.NAME in kinds and Head.TIME in kinds:
            heads = tuple(x for x, _ in row)
            return Columns(heads, tuple(k or Head.NOTE for _, k in row), max(x.box.bottom for x in heads))
    return None


def _heads_apart(line: Line) -> list[Line]:
    """A line in parts at its gaps that are wider than blanks, where it names several columns."""
    parts = parts_at_gaps(line, WIDE_GAP)
    heads = sum(head_of(part.text) is not None for part in parts)
    return parts if heads > 1 else [line]


def _parted(columns: Columns, body: Sequence[Word]) -> Columns:
    """With the borders of the columns, in the emptiest places between the middles of their heads."""
    boxes = [*(line.box for line in columns.heads), *(word.box for word in body)]
    extents = [along(box, True) for box in boxes]
    middles = [line.box.center[0] for line in columns.heads]
    return replace(columns, borders=tuple(emptiest(a, b, extents) for a, b in itertools.pairwise(middles)))


def _is_caption(word: Word, borders: Sequence[float]) -> bool:
    """Whether a text runs over more columns than a reader joins: a note below the list, its times not of lessons."""
    return sum(word.box.left < border < word.box.right for border in borders) >= CAPTION


CAPTION = 3
"""Borders between columns that a note below a list runs over at least."""


def _cut(line: Line, borders: Sequence[float]) -> list[Line]:
    """A line that a reader has joined over columns in its parts."""
    parts = [line]
    for place in borders:
        parts = [piece for part in parts for piece in (_time_cut(part, place) or line_cut(part, place))]
    return parts


def _time_cut(line: Line, place: float) -> list[Line] | None:
    """A line over a border that begins with a time, cut behind it: blanks between columns are wider than letters."""
    end = behind_time(line.text)
    if end is None or end == len(line.text) or not line.box.left < place < line.box.right:
        return None
    return line_parts(line, end, place)


def _time_column(columns: Columns) -> tuple[float, float]:
    """The extent of the first column of times."""
    index = columns.kinds.index(Head.TIME)
    borders = (float("-inf"), *columns.borders, float("inf"))
    return borders[index], borders[index + 1]


def _rows(below: Sequence[Line], columns: Columns) -> list[float]:
    """The middles of the lines that say a time in the first column of times, downwards; a reader may have a range's
    start and its end apart on one line."""
    low, high = _time_column(columns)
    timed = [Cell(x.box, (x,)) for x in below if low < x.box.center[0] < high and spans_of(x.text)]
    return sorted(level[0].box.center[1] for level in in_line(timed, across=False))


def _cells(below: Sequence[Line], rows: Sequence[float], columns: Columns) -> list[Cell]:
    """One cell for each row and column that holds text; names of days keep their place, they may stand for more."""
    steps = sorted(b - a for a, b in itertools.pairwise(rows))
    half = steps[len(steps) // 2] / 2
    borders = [(a + b) / 2 if b - a < 3 * half else a + half for a, b in itertools.pairwise(rows)]
    edges = [rows[0] - half, *borders, rows[-1] + half]
    sides = [min(x.box.left for x in below), *columns.borders, max(x.box.right for x in below)]
    held: dict[tuple[int, int], list[Line]] = {}
    days: list[Cell] = []
    few = len(below) <= MOST_LINES
    for line in (x for x in below if not (few and _between_rows(x, below, rows, half))):
        x, y = line.box.center
        column, row = bisect(columns.borders, x), bisect(edges, y) - 1
        if y > edges[-1]:
            continue  # a note below the list
        if columns.kinds[column] is Head.DAY:
            days.append(Cell(line.box, (line,)))
        elif 0 <= row < len(rows):
            held.setdefault((row, column), []).append(line)
    cells = _in_words(with_lists(days))
    for (row, column), lines in held.items():
        top, bottom = edges[row], edges[row + 1]
        if columns.kinds[column] is Head.TIME:  # a row's day is the one level with its time, whatever stands about it
            top, bottom = max(top, rows[row] - half), min(bottom, rows[row] + half)
        box = Box(left=sides[column], right=sides[column + 1], top=top, bottom=bottom)
        cells.append(Cell(box, _line_by_line(lines)))
    return cells


def _between_rows(line: Line, below: Sequence[Line], rows: Sequence[float], half: float) -> bool:
    """Whether a line stands in none of the rows about it: it heads those below it ("EVENING"), alone on its level, or
    it is of a row without a time ("TBA"), as full as others."""
    middle = line.box.center[1]
    behind = bisect(rows, middle)
    if any(abs(middle - row) <= SECTION * half for row in rows[max(0, behind - 1) : behind + 1]):
        return False
    level = [x for x in below if shares(*along(line.box, False), *along(x.box, False))]
    return len(level) == 1 or len(level) >= LEAST_HEADS


MOST_LINES = 2_000
"""Lines below the heads of a list up to which those between its rows are looked for; each is held against all."""

SECTION = 1.4
"""Halves of a row's height from which a line stands in a row of its own; names over several lines stand closer."""


def _line_by_line(texts: Sequence[Line]) -> tuple[Line, ...]:
    """Texts downwards, level ones from left to right, however a reader's boxes of one line differ in height."""
    levels = in_line([Cell(text.box, (text,)) for text in texts], across=False)
    return tuple(text for level in levels for cell in sorted(level, key=lambda c: c.box.left) for text in cell.lines)


def _in_words(days: Sequence[Cell]) -> list[Cell]:
    """What stands in the column of days, with the days' names for codes ("MWF", "TR") where those of several days
    outnumber all else that is no name alone."""
    codes = [code_days(cell.text) for cell in days]
    others = [cell for cell, code in zip(days, codes, strict=True) if not code and parse_day_label(cell.text) is None]
    if sum(len(code) > 1 for code in codes) < max(LEAST_CODES, len(others)):
        return list(days)
    return [_renamed(cell, ", ".join(code)) if code else cell for cell, code in zip(days, codes, strict=True)]


LEAST_CODES = 2
"""Codes of several days from which a list writes its days so."""


def _renamed(cell: Cell, text: str) -> Cell:
    return replace(cell, lines=(replace(cell.lines[0], text=text),))


def _reaching(axis: DayAxis, rows: Sequence[float]) -> DayAxis:
    """Days each as far as the next one's name, the last to the end of the list."""
    return sections(axis, max(*rows, axis.bands[-1].high))
