"""Course lists that say in one short expression which period a course is in, and on which days: "3(M,W,F)", "HR(M-F)",
"1(M-F) 2(T,H)", as PowerSchool prints the schedules of students and teachers (its column "Exp")."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chalicelib.domain.timetable import WEEK, Weekday
from chalicelib.extraction.axes import TimeBand, shares
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line, bounding
from chalicelib.extraction.layouts.bells import Bells, bells_by_days, bells_of, rung
from chalicelib.extraction.layouts.prose import rows_of
from chalicelib.extraction.tables.records import Row, column_heads, drafts_of
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.heads import Head

LEAST_ROWS = 3
"""Rows with an expression below each other; a letter in brackets behind a number stands anywhere."""

MOST_COURSES = 200
"""Expressions of a page that are looked at; each is held against all lines."""

BELOW = 1.5
"""Line heights below a row in which it goes on."""

_EXPRESSION = re.compile(r"(?P<period>[A-Z]{0,3}\d{0,2}(?:-\d{1,2})?)\s?\((?P<days>[MTWHRF](?:[-,]\s?[MTWHRF])*)\)\s*")

_DAYS = {"M": 0, "T": 1, "W": 2, "H": 3, "R": 3, "F": 4}
"""Days by the letters that such programs have for them; H and R are Thursday. In the codes of course lists "TH" is one
day (``code_days``), here "T,H" are two."""


@dataclass(frozen=True)
class _Course:
    """A row of the list: its expression's line, the periods and days that it names, and what stands beside it."""

    said: Line
    meetings: tuple[tuple[str, tuple[Weekday, ...]], ...]
    cells: tuple[Cell, ...]


def read_expressions(number: int, lines: Sequence[Line]) -> Table | None:
    """The week of such a list, at the times of the bells on its page, or in numbered periods where it has none; None
    where no column of expressions stands among ``lines``."""
    lines = [line for line in lines if line.angle == 0]
    column = _column(lines)
    if len(column) < LEAST_ROWS:
        return None
    courses = _courses(column, lines)
    rows = [Row(c.said.box.top, c.said.box.bottom, (), c.cells, ()) for c in courses]
    over = [x for x in lines if courses[0].said.box.top - x.box.bottom < BELOW * x.size]
    heads = column_heads([Cell(x.box, (x,)) for x in over], rows)
    numbered = [_as_number(line) for line in lines]
    bells = bells_by_days(numbered) or bells_of(numbered)  # this list's days are none that head a list of bells
    drafts = [
        draft
        for course, row in zip(courses, rows, strict=True)
        for period, days in course.meetings
        for draft in _drafts(replace(row, days=days), period, heads, bells)
    ]
    cells = (*(Cell(c.said.box, (c.said,)) for c in courses), *(cell for c in courses for cell in c.cells))
    return Table(Grid(number, GridKind.LISTED, cells, ()), None, (), tuple(drafts)) if drafts else None


def _column(lines: Sequence[Line]) -> list[Line]:
    """The most expressions that stand below each other, downwards."""
    found = list(itertools.islice((x for x in lines if meetings_of(x.text)), MOST_COURSES))
    columns = [[x for x in found if abs(x.box.left - first.box.left) <= x.size] for first in found]
    longest = max(columns, key=len, default=[])
    return sorted(longest, key=lambda x: x.box.top)


def meetings_of(text: str) -> tuple[tuple[str, tuple[Weekday, ...]], ...]:
    """The periods that a text of nothing but expressions names, and the days of each; none where it is no such text."""
    matches = list(_EXPRESSION.finditer(text.strip()))
    if not matches or "".join(m.group() for m in matches) != text.strip() or not all(m["period"] for m in matches):
        return ()
    found = tuple((m["period"].replace("-", " – "), _days(m["days"])) for m in matches)
    return found if all(days for _, days in found) else ()


def _days(text: str) -> tuple[Weekday, ...]:
    """The days of an expression in order; none where they are in none."""
    numbers: list[int] = []
    for part in text.replace(" ", "").split(","):
        first, last = (_DAYS[part[0]], _DAYS[part[-1]])
        numbers.extend(range(first, last + 1))
    return tuple(WEEK[n] for n in numbers) if numbers == sorted(set(numbers)) else ()


def _courses(column: Sequence[Line], lines: Sequence[Line]) -> list[_Course]:
    """The rows of the list, each with the texts level with its expression and those close below them."""
    tops = [x.box.top - x.size / 2 for x in column] + [float("inf")]
    found = []
    for said, (top, following) in zip(column, itertools.pairwise(tops), strict=True):
        bottom = min(following, said.box.bottom + BELOW * said.size)
        own = [x for x in lines if x is not said and top <= x.box.top and x.box.center[1] < bottom]
        found.append(_Course(said, meetings_of(said.text), tuple(_cells(own))))
    return found


def _cells(lines: Sequence[Line]) -> list[Cell]:
    """The texts of one row, from left to right; what stands below another of its column goes on with it."""
    found: list[list[Line]] = []
    for line in (line for row in rows_of(sorted(lines, key=lambda x: x.box.top)) for line in row):
        above = (c for c in found if shares(c[0].box.left, c[0].box.right, line.box.left, line.box.right))
        if (cell := next(above, None)) is not None:
            cell.append(line)
        else:
            found.append([line])
    cells = [Cell(bounding(x.box for x in said), tuple(said)) for said in found]
    return sorted(cells, key=lambda cell: cell.box.left)


def _as_number(line: Line) -> Line:
    """An expression as the label of its first period, as a list of bells beside it has that."""
    meetings = meetings_of(line.text)
    return replace(line, text=meetings[0][0].split(" – ")[0], tokens=(), gaps=()) if meetings else line


def _drafts(row: Row, period: str, heads: Sequence[tuple[Cell, Head | None]], bells: Bells) -> list[Draft]:
    """What a course's row says, on each of its days, at the time of its period."""
    drafts = drafts_of(row, TimeBand(row.low, row.high), heads)
    return [rung(replace(draft, period=period), bells) for draft in drafts]
