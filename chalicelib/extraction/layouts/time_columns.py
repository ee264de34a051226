"""Lists of lessons with a column of times for each of several sets of days ("Mon - Thu", "Friday"), as bell plans are.

One row is one lesson on all of those days; what differs is when it is.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from chalicelib.domain.timetable import TimesFrom, Weekday
from chalicelib.extraction.axes import shares
from chalicelib.extraction.cells.names import read_cell
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line, bounding
from chalicelib.extraction.headers.day_headings import rows_of_days
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.days import named_days
from chalicelib.extraction.texts.header_texts import only_times, spans_of

LEAST_COLUMNS = 2
"""Columns of times from which each has days of its own; one is a list's."""

MOST_HEADS = 100
"""Names of days on a page up to which what stands below each is looked at; a list names one in every row."""

LEAST_ROWS = 4
"""Times below each other from which days head a column of them."""

OFF_LEVEL = 0.4
"""Share of the distance between two rows by which a text may miss the level of its times."""


@dataclass(frozen=True)
class Column:
    """The times below a heading of days, downwards."""

    days: tuple[Weekday, ...]
    ranges: tuple[Line, ...]


def read_time_columns(number: int, lines: Sequence[Line]) -> Table | None:
    """The list among ``lines``; None where no two columns of nothing but times are headed by days of their own."""
    lines = [line for line in lines if line.angle == 0]
    for row in rows_of_days(lines, MOST_HEADS):
        columns = [c for head in row if (c := _column(head.lines[0], lines)) is not None]
        days = [day for column in columns for day in column.days]
        if len(columns) < LEAST_COLUMNS or len(columns) < len(row) or len(set(days)) < len(days):
            continue
        if _parted_by_names(columns, lines):
            continue
        drafts = _drafts(columns, lines)
        if len(drafts) >= LEAST_ROWS:
            box = bounding(line.box for line in lines)
            return Table(Grid(number, GridKind.LISTED, (Cell(box, tuple(lines)),), tuple(lines)), None, (), drafts)
    return None


def _parted_by_names(columns: Sequence[Column], lines: Sequence[Line]) -> bool:
    """Whether texts stand between two columns of times in most rows: each has names of its own behind it."""
    boxes = sorted((bounding(x.box for x in column.ranges) for column in columns), key=lambda box: box.left)
    for (before, after), column in zip(itertools.pairwise(boxes), columns, strict=False):
        between = [
            x
            for x in lines
            if before.right <= x.box.center[0] <= after.left and before.top <= x.box.center[1] <= before.bottom
        ]
        if len(between) >= len(column.ranges) / 2:
            return True
    return False


def _column(head: Line, lines: Sequence[Line]) -> Column | None:
    """The ranges below a heading, if nothing else stands there; what is said of the days right below it aside."""
    below = [
        line
        for line in lines
        if line.box.top > head.box.center[1] and shares(head.box.left, head.box.right, line.box.left, line.box.right)
    ]
    ranges = [line for line in below if only_times(line.text) and spans_of(line.text)[0].end is not None]
    if len(ranges) < LEAST_ROWS:
        return None
    last = max(line.box.bottom for line in ranges)
    first = min(line.box.top for line in ranges)
    others = [line for line in below if line not in ranges and first < line.box.center[1] < last]
    return None if others else Column(named_days(head.text), tuple(sorted(ranges, key=lambda line: line.box.top)))


def _drafts(columns: Sequence[Column], lines: Sequence[Line]) -> tuple[Draft, ...]:
    """What each row says, on each column's days at its time."""
    left = min(line.box.left for column in columns for line in column.ranges)
    first = min(line.box.top for column in columns for line in column.ranges)
    names = [line for line in lines if line.box.right < left and line.box.bottom > first]
    places = [line.box.center[1] for line in columns[0].ranges]
    reach = OFF_LEVEL * median(b - a for a, b in itertools.pairwise(places))
    found: list[Draft] = []
    said = _without_ordinals(sorted(names, key=lambda line: (line.box.center[1], line.box.left)))
    for column in columns:
        clocks = [c for r in column.ranges for c in (spans_of(r.text)[0].start, spans_of(r.text)[0].end) if c]
        minutes = times.in_order(clocks)
        for i, line in enumerate(column.ranges):
            level = [x for x in said if abs(x.box.center[1] - line.box.center[1]) <= reach]
            activity = read_cell(sorted(level, key=lambda x: x.box.left)) if level else None
            if activity is None or not activity.name:
                continue
            sure = min(line.confidence, *(x.confidence for x in level)) * activity.sure
            box = bounding([line.box, *(x.box for x in level)])
            start, end = minutes[2 * i], minutes[2 * i + 1]
            found.extend(
                Draft(day, start, end, activity.name, activity.notes, None, None, box, TimesFrom.CELL, sure)
                for day in column.days
            )
    return tuple(found)


def _without_ordinals(names: Sequence[Line]) -> list[Line]:
    """``names`` without the periods' numbers before them where these count up ("1st Algebra", "2nd Art")."""
    counted = [(line, match) for line in names if (match := _ORDINAL.match(line.text)) is not None]
    result, last = list(names), 0
    for line, match in counted:
        number = int(match["number"])
        if number == last + 1:
            last = number
            text = line.text[match.end() :]
            result = [Line(text, x.box, x.size, x.angle, x.confidence) if x is line and text else x for x in result]
    return result if last >= LEAST_ROWS else list(names)


_ORDINAL = re.compile(r"(?P<number>\d)(?:st|nd|rd|th|\.)?(?:\s+|$)", re.IGNORECASE)
