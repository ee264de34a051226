"""Lists of numbered lessons below the names of days ("Mo", "1. Std. Deutsch", "3./4. Std. Sport"), in one column or
several, with or without a list of what the numbers mean beside them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from chalicelib.domain.timetable import TimesFrom, Weekday
from chalicelib.extraction.cells.stressed import stressed_apart
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line, bounding
from chalicelib.extraction.headers.day_headings import day_headings, in_columns
from chalicelib.extraction.layouts.bells import Bells, period_numbers, rung
from chalicelib.extraction.layouts.prose import rows_of
from chalicelib.extraction.lines.line_parts import line_parts
from chalicelib.extraction.settings import TAUGHT
from chalicelib.extraction.tables.records import said_in
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.days import plain
from chalicelib.extraction.texts.header_texts import spans_of
from chalicelib.extraction.texts.lessons import has_lesson_word

LEAST_DAYS = 3
"""Days with a list of numbered lessons below them that make a week."""

LEAST_LESSONS = 2
"""Lessons of such a list, whose numbers grow."""

LONGEST_LABEL = 3
"""Words of a period's number ("1. + 2. Std.")."""


@dataclass(frozen=True)
class _Entry:
    """A row of a list: the periods it is of, their label as printed, and what is said behind it."""

    numbers: tuple[int, ...]
    label: str
    cell: Cell


def read_numbered_lists(number: int, lines: Sequence[Line], bells: Bells) -> Table | None:
    """The week in such lists, at the times that ``bells`` gives its numbers; None where the days' names do not stand
    over lists of lessons whose numbers grow."""
    lines = [line for line in lines if line.angle == 0]
    heads = day_headings(lines)
    if not heads or len({day for _, day in heads}) < len(heads):
        return None
    # The names may stand in the middle over their lists.
    ways = ({day: _entries(part) for day, part in _below(heads, lines, centred=way)} for way in (False, True))
    lists = max(ways, key=lambda way: sum(map(len, way.values())))
    told = {day: entries for day, entries in lists.items() if len(entries) >= LEAST_LESSONS}
    if len(told) < LEAST_DAYS or not all(_growing(entries) for entries in told.values()):
        return None
    entries = [(day, entry) for day, found in lists.items() for entry in found]
    if not _of_lessons([entry for _, entry in entries], bells):
        return None
    apart = stressed_apart([entry.cell for _, entry in entries]) or [entry.cell for _, entry in entries]
    drafts = [
        draft
        for (day, entry), cell in zip(entries, apart, strict=True)
        if (draft := _draft(day, replace(entry, cell=cell), bells)) is not None
    ]
    cells = (*(Cell(head.box, (head,)) for head, _ in heads), *(entry.cell for _, entry in entries))
    return Table(Grid(number, GridKind.ALIGNED, cells, ()), None, (), tuple(drafts))


def _below(
    heads: Sequence[tuple[Line, Weekday]], lines: Sequence[Line], *, centred: bool = False
) -> list[tuple[Weekday, list[Line]]]:
    """The lines below each day's name, down to the next name of its column and as far as the next column, or as the
    middle between both where the names are ``centred``."""
    columns = in_columns(heads)
    if centred:
        middles = [median(head.box.center[0] for head, _ in column) for column in columns]
        lefts = [float("-inf"), *((a + b) / 2 for a, b in itertools.pairwise(middles)), float("inf")]
    else:
        lefts = [column[0][0].box.left - column[0][0].size for column in columns] + [float("inf")]
    found = []
    for column, (low, high) in zip(columns, itertools.pairwise(lefts), strict=True):
        column.sort(key=lambda h: h[0].box.top)
        tops = [head.box.bottom for head, _ in column] + [float("inf")]
        for (_, day), (top, bottom) in zip(column, itertools.pairwise(tops), strict=True):
            own = [x for x in lines if low <= x.box.left < high and top - x.size / 2 <= x.box.top < bottom - x.size]
            found.append((day, own))
    return found


def _entries(lines: Sequence[Line]) -> list[_Entry]:
    """The rows of one list that begin with a period's number, each with the lines behind it, and those right below
    it under its text; a row that says when a period is belongs to no list of lessons."""
    found: list[_Entry] = []
    for row in rows_of(sorted(lines, key=lambda x: x.box.center[1])):
        entry = _entry(row)
        if entry is not None:
            found.append(entry)
        elif found and not any(spans_of(x.text) for x in row) and _goes_on(row, found[-1].cell):
            cell = found[-1].cell
            said = (*cell.lines, *row)
            found[-1] = replace(found[-1], cell=Cell(bounding(x.box for x in said), said))
    return found


def _entry(row: Sequence[Line]) -> _Entry | None:
    first, blanks = row[0], _blanks(row[0])
    ends = [*(blank for blank, _, _ in blanks), len(first.text)][:LONGEST_LABEL]
    for end in reversed(ends):
        numbers = period_numbers(first.text[:end])
        if not numbers or _WITH_INITIAL.search(first.text[:end]):
            continue
        rest = list(row[1:])
        if end < len(first.text):
            left = next(start for blank, _, start in blanks if blank == end)
            rest.insert(0, line_parts(first, end, left)[1])
        rest = list(itertools.takewhile(lambda line: not spans_of(line.text), rest))  # a list of times may stand beside
        if not rest:
            return None
        return _Entry(numbers, first.text[:end].strip(" :-–"), Cell(bounding(x.box for x in rest), tuple(rest)))
    return None


_WITH_INITIAL = re.compile(r"\d\.\s[A-Z]\.$")
"""A number and the first letter of a lesson cut short ("3. P. Pancasila")."""


def _blanks(line: Line) -> Sequence[tuple[int, float, float]]:
    """A line's blanks as they are printed; by their share of the letters where that is not known."""
    step = line.box.width / max(1, len(line.text))
    said = (i for i, sign in enumerate(line.text) if sign == " ")
    return line.blanks or [(i, line.box.left + i * step, line.box.left + (i + 1) * step) for i in said]


def _goes_on(row: Sequence[Line], cell: Cell) -> bool:
    """Whether a row stands close below an entry's text and begins where that does, not under its number."""
    last = cell.lines[-1]
    return row[0].box.top - last.box.bottom < last.size and row[0].box.left >= cell.lines[0].box.left - last.size / 2


def _growing(entries: Sequence[_Entry]) -> bool:
    """Whether each entry's periods follow those before it, or are the same: groups share a period."""
    return all(a.numbers[-1] < b.numbers[0] or a.numbers == b.numbers for a, b in itertools.pairwise(entries))


def _of_lessons(entries: Sequence[_Entry], bells: Bells) -> bool:
    """Whether the lists are of lessons: a menu, or what is to be done at home, numbers its items too. Said by a list of
    bells, by the numbers ("1. Std."), by what schools teach, or by most coming again at another hour."""
    if bells or all(any(c.isalpha() for c in entry.label) for entry in entries):
        return True
    places: dict[str, set[tuple[int, ...]]] = {}
    for entry in entries:
        places.setdefault(plain(entry.cell.text), set()).add(entry.numbers)
    if sum(len(places[plain(entry.cell.text)]) > 1 for entry in entries) >= AGAIN * len(entries):
        return True
    return sum(has_lesson_word(entry.cell.text) for entry in entries) >= TAUGHT * len(entries)


AGAIN = 0.5
"""Share of the lists' entries that say the same as one with another number."""


def _draft(day: Weekday, entry: _Entry, bells: Bells) -> Draft | None:
    said = said_in(entry.cell, single=True)
    if said is None or not said.name:
        return None
    label = entry.label if len(entry.numbers) == 1 else f"{entry.numbers[0]} – {entry.numbers[-1]}"
    cell, source = entry.cell, TimesFrom.NOTHING
    return rung(Draft(day, None, None, said.name, said.notes, label, None, cell.box, source, cell.confidence), bells)
