"""A row for each course and a column for each day, in which stands when the course has a lesson then, or a dash."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.axes import DayAxis, TimeBand, shares
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.headers.settling import settle
from chalicelib.extraction.tables.records import Row, column_heads, drafts_of, row_clocks
from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.header_texts import header_text, is_period_label, only_times, spans_of
from chalicelib.extraction.texts.kinds import kind_of
from chalicelib.extraction.texts.times import without_spans

LEAST_DAYS = 3
"""Days across."""

LEAST_TIMES = 4
"""Cells below the days that hold a time; a week's own table has a lesson in each instead."""

MOSTLY_TIMES = 0.8
"""Share of the cells below the days that say something which are times."""

LONGEST_PLACE = 12
"""Characters of a place beside a time; more is a lesson's name."""

LONGEST_NAMED = 40
"""The same where the rest of the table shows that it is one of courses ("Colegio La Presentación")."""


def read_course_rows(cells: Sequence[Cell], axis: DayAxis) -> list[Draft]:
    """The lessons of all courses; none where the table is none of this kind."""
    if not axis.across or len(axis.bands) < LEAST_DAYS:
        return []
    below = [c for c in cells if c.lines and c.box.center[1] > axis.high]
    first, last = min(b.low for b in axis.bands), max(b.high for b in axis.bands)
    within = [c for c in below if shares(c.box.left, c.box.right, first, last)]
    said = [c for c in within if any(sign.isalnum() for sign in c.text)]
    bare = [c for c in said if only_times(c.text) and _and_where(c) is None]
    placed = [(c, where) for c in said if (where := _and_where(c)) is not None]
    rooms = sum(any(sign.isdigit() for sign in where.text) for _, where in placed)
    timed = [*bare, *(c for c, _ in placed)]
    if len(timed) < max(LEAST_TIMES, MOSTLY_TIMES * len(said)):
        return []
    if rooms < ROOMS * len(placed) and sum(map(_says_nothing_else, bare)) < ALONE * len(timed):
        return []
    others = [part for c in said if not any(c is other for other in timed) for part in _time_by_time(c)]
    timed += [c for c in others if _and_where(c, LONGEST_NAMED) is not None]
    beside = [c for c in below if not any(c is other for other in within)]
    rows: list[Row] = []
    for cell in timed:
        days = [b.days for b in axis.bands if shares(cell.box.left, cell.box.right, b.low, b.high)]
        level = [c for c in beside if shares(cell.box.top, cell.box.bottom, c.box.top, c.box.bottom)]
        courses = sorted((c for c in level if _of_a_course(c)), key=lambda c: c.box.left)
        told = tuple(part for c in courses for part in _person_apart(c))
        where = _and_where(cell, LONGEST_NAMED)
        told = told if where is None else (*told, where)
        rows.extend(Row(cell.box.top, cell.box.bottom, own, told, (cell,)) for own in days if told)
    heads = column_heads(cells, rows) if rows else []
    return [
        draft
        for row in rows
        for band in settle([(TimeBand(row.low, row.high), _clocks(row))])
        for draft in drafts_of(row, band, heads)
    ]


def _clocks(row: Row) -> list[times.Clock]:
    """When a lesson is; two hours without their minutes ("14 – 15") are no numbers: a time is all that is said."""
    clocks = row_clocks(row)
    return [replace(clock, exact=True) for clock in clocks] if len(clocks) > 1 else clocks


def _person_apart(cell: Cell) -> list[Cell]:
    """A course and who teaches it, below it in the same cell, as two."""
    people = tuple(line for line in cell.lines[1:] if kind_of(line.text) == "teacher")
    if not people:
        return [cell]
    rest = tuple(line for line in cell.lines if not any(line is person for person in people))
    return [replace(cell, lines=rest), replace(cell, lines=people)]


def _of_a_course(cell: Cell) -> bool:
    """Whether a text beside the days tells of a course, and is no row's number, period or time."""
    return not only_times(cell.text) and not is_period_label(cell.text)


def _time_by_time(cell: Cell) -> list[Cell]:
    """A cell in parts that each begin with a line of a range of times, where it holds several."""
    starts = [i for i, x in enumerate(cell.lines) if any(s.end is not None and s.first == 0 for s in spans_of(x.text))]
    if len(starts) < SEVERAL or starts[0] > 0:
        return [cell]
    return [replace(cell, lines=cell.lines[a:b]) for a, b in itertools.pairwise([*starts, len(cell.lines)])]


SEVERAL = 2
"""Ranges of times of one course on one day."""


def _and_where(cell: Cell, longest: int = LONGEST_PLACE) -> Cell | None:
    """The cell of a range of times with only the place that stands behind it, of at most so many characters; None where
    there is none."""
    text = header_text(cell.text)
    spans = spans_of(cell.text)
    place = without_spans(text, spans).strip(" ,()") if len(spans) == 1 and spans[0].end is not None else ""
    if not any(c.isalnum() for c in place) or len(place) > longest or text.find(place) < spans[0].first:
        return None
    return replace(cell, lines=(replace(cell.lines[0], text=place),))


ROOMS = 0.5
"""Share of what stands behind the times that has a room's number at least; lessons' names have none."""


def _says_nothing_else(cell: Cell) -> bool:
    """Whether a cell of a time has no letters besides it, but for those of a period."""
    return sum(map(str.isalpha, without_spans(header_text(cell.text), spans_of(cell.text)))) < SHORTEST


SHORTEST = 3
"""Letters of what may be a lesson's name."""

ALONE = 0.3
"""Share of the times beside which nothing stands, from which what stands behind the others names no lesson, whatever it
says ("15 – 16.30 / group II"): these would have none."""
