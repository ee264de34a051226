"""What happens every day, told once under its own heading before the days' lists ("Todos los días", "Every day"), or in
columns beside it in a strip of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chalicelib.domain.timetable import TimesFrom, Weekday
from chalicelib.extraction.cells.names import read_cell
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import GridKind, Line, bounding
from chalicelib.extraction.headers.day_headings import day_headings
from chalicelib.extraction.layouts.prose import Paragraph, at_once, rows_of, told_in
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.days import parse_day_label
from chalicelib.extraction.texts.header_texts import begins_with_range, range_alone, spans_of

LEAST_DAYS = 3
"""Days that have lists of their own."""

LEAST_TOLD = 2
"""Entries with a range each below such a heading."""

MOSTLY_TIMED = 0.6
"""Share of the rows of lines below it that say one."""


def with_every_day(table: Table, lines: Sequence[Line]) -> Table:
    """``table`` of lists with what the page's ``lines`` tell under a heading of all days, for each day that has nothing
    else then; as it is where there is no such list, or its entries are known."""
    days = tuple(dict.fromkeys(draft.day for draft in table.drafts))
    heads = [line for line in lines if line.angle == 0 and says_every_day(line.text)]
    strip = _beside(heads[0], lines) if len(heads) == 1 and len(days) >= LEAST_DAYS else []
    if strip:
        return _with_strip(table, heads[0], strip, days)
    if table.grid.kind is GridKind.RULED or len(heads) != 1 or len(days) < LEAST_DAYS:
        return table
    told = told_in(Paragraph(days, tuple(_below(heads[0], lines))))
    if any(told_box.box.holds(draft.box) for told_box in told for draft in table.drafts):
        return table
    own = [draft for draft in told if not any(at_once(draft, other) for other in table.drafts)]
    return replace(table, drafts=(*table.drafts, *own))


def _with_strip(table: Table, head: Line, strip: Sequence[Sequence[Line]], days: Sequence[Weekday]) -> Table:
    """``table`` with what the columns of a strip say, for each of ``days``; as it is where it has that of several days
    already: a row for every day in a table of days down."""
    taken = bounding([head.box, *(line.box for column in strip for line in column)])
    of_days: dict[int | None, set[Weekday]] = {}
    for draft in table.drafts:
        if taken.holds(draft.box):
            of_days.setdefault(draft.start, set()).add(draft.day)
    kept = [draft for draft in table.drafts if not taken.holds(draft.box)]
    found = [draft for column in strip for draft in _told_by(column, days)]
    own = [draft for draft in found if not any(at_once(draft, other) for other in kept)]
    known = any(len(same_time) >= LEAST_DAYS for same_time in of_days.values())
    return table if known or not own else replace(table, drafts=(*kept, *own))


def _beside(head: Line, lines: Sequence[Line]) -> list[list[Line]]:
    """The columns right of a heading, each a range of times with what happens then below it; none where fewer than two
    stand there, or where further times stand below one: those are the rows of a day's list."""
    right = [line for line in lines if line.angle == 0 and line.box.left > head.box.right]
    level = [line for line in right if abs(line.box.top - head.box.top) <= STRIP * head.size]
    tops = [line for line in level if range_alone(line.text)]
    columns: list[list[Line]] = []
    for top in tops:
        column = [top]
        for line in sorted((x for x in right if abs(x.box.left - top.box.left) <= top.size), key=lambda x: x.box.top):
            if 0 < line.box.center[1] - column[-1].box.center[1] <= STRIP * top.size:
                column.append(line)
        columns.append(column)
    if any(begins_with_range(line.text) for column in columns for line in column[1:]):
        return []
    return [column for column in columns if len(column) > 1] if len(columns) >= LEAST_TOLD else []


STRIP = 2.5
"""Letter heights from a heading to the top of a column beside it, and from one line of that to the next, at most."""


def _told_by(column: Sequence[Line], days: Sequence[Weekday]) -> list[Draft]:
    """What a column says of each of ``days``: below its time the name, and below that what is said besides."""
    said = read_cell([replace(line, begins=i > 1) for i, line in enumerate(column)])
    if said is None or not said.name or said.printed is None or said.printed.end is None:
        return []
    start, end = times.in_order([said.printed.start, said.printed.end])
    box, sure = bounding(line.box for line in column), min(line.confidence for line in column)
    return [Draft(d, start, end, said.name, said.notes, None, None, box, TimesFrom.CELL, sure) for d in days]


def says_every_day(text: str) -> bool:
    """Whether a text says that it is of every day, and nothing else."""
    label = parse_day_label(text.strip(" :"))
    return label is not None and label.every_day and not label.choices


def listed_beside_days(lines: Sequence[Line]) -> list[Line]:
    """The heading of every day that stands among those of the days, and the lines of its list; none elsewhere."""
    heads = [line for line in lines if line.angle == 0 and says_every_day(line.text)]
    below = _below(heads[0], lines) if len(heads) == 1 and _among_days(heads[0], lines) else []
    return [*heads, *below] if below else []


def _among_days(head: Line, lines: Sequence[Line]) -> bool:
    """Whether days' names stand level with a heading, or above it: its list is one of several columns."""
    return any(line.box.top < head.box.bottom for line, _ in day_headings(lines))


def _below(head: Line, lines: Sequence[Line]) -> list[Line]:
    """The lines between a heading and the first day's name below it, in its column where it stands among days; none
    where few of them say a range."""
    days = [line.box for line, _ in day_headings(lines)]
    tops = [box.top for box in days if box.top > head.box.bottom]
    first, last = float("-inf"), float("inf")
    if _among_days(head, lines):
        first = head.box.left - head.size / 2
        last = min((box.left for box in days if box.left > head.box.right), default=last)
        tops = [box.top for box in days if box.top > head.box.bottom and first <= box.left < last]
    end = min(tops, default=float("inf"))
    below = [line for line in lines if line.angle == 0 and head.box.bottom <= line.box.center[1] < end]
    below = [line for line in below if line.box.top < end and first <= line.box.left < last]
    below.sort(key=lambda line: (line.box.top, line.box.left))
    rows = rows_of(below)
    timed = sum(any(span.end is not None for line in row for span in spans_of(line.text)) for row in rows)
    return below if timed >= max(LEAST_TOLD, MOSTLY_TIMED * len(rows)) else []
