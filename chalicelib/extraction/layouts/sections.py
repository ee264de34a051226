"""Lists in sections, as colleges print a teacher's courses: the heads of columns again and again, each time below what
the rows under them are of ("Organic Chemistry I - 20418 - CHEM 2301 - A01" over "Type, Time, Days, Where")."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.domain.timetable import TimesFrom
from chalicelib.extraction.axes import in_line
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line, bounding
from chalicelib.extraction.lines.line_parts import WIDE_GAP, parts_at_gaps
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.day_codes import code_days
from chalicelib.extraction.texts.days import named_days
from chalicelib.extraction.texts.header_texts import spans_of
from chalicelib.extraction.texts.heads import Head, head_of
from chalicelib.extraction.texts.joined import as_notes

LEAST_SECTIONS = 2
"""Times that the heads of columns come, below a title that names their rows."""

LEAST_HEADS = 3
"""Heads that are known in such a row, a time's and the days' among them."""

MOST_LINES = 2_000
"""Lines of a page up to which its sections are looked for."""

FURTHEST_TITLE = 6
"""Rows above the heads among which their title stands; what says a label and a value between is none."""

Row = list[Line]
"""What stands on one level, from left to right."""


@dataclass(frozen=True)
class _Section:
    """What its rows are of, the heads of their columns, and the rows."""

    title: str
    heads: tuple[tuple[Line, Head | None], ...]
    rows: tuple[Row, ...]


def read_sections(number: int, lines: Sequence[Line]) -> Table | None:
    """The lessons of a page's sections, called by their titles; None where no such sections are on it."""
    level = [part for line in lines if line.angle == 0 for part in parts_at_gaps(line, WIDE_GAP)]
    if len(level) > MOST_LINES:
        return None
    groups = in_line([Cell(x.box, (x,)) for x in level], across=False)
    rows = [sorted((c.lines[0] for c in group), key=lambda x: x.box.left) for group in groups]
    heads = [i for i, row in enumerate(rows) if _are_heads(row)]
    sections = [_section(rows, i, end) for i, end in itertools.pairwise([*heads, len(rows)])]
    titled = [s for s in sections if s.title and not any(kind is Head.NAME for _, kind in s.heads)]
    if len(titled) < LEAST_SECTIONS:
        return None
    drafts = [draft for section in sections for row in section.rows for draft in _drafts(section, row)]
    cells = tuple(Cell(draft.box) for draft in drafts)
    return Table(Grid(number, GridKind.LISTED, cells), None, (), tuple(drafts)) if drafts else None


def _are_heads(row: Row) -> bool:
    kinds = [kind for line in row if (kind := head_of(line.text)) is not None]
    return len(kinds) >= LEAST_HEADS and Head.TIME in kinds and Head.DAY in kinds


def _section(rows: Sequence[Row], at: int, end: int) -> _Section:
    """The section whose heads are the row ``at``; what follows ``end`` is the next one's."""
    above = [
        row for row in reversed(rows[max(0, at - FURTHEST_TITLE) : at]) if ":" not in " ".join(x.text for x in row)
    ]
    title = next((row[0].text for row in above if len(row) == 1), "")
    heads = tuple((line, head_of(line.text)) for line in rows[at])
    return _Section(title, heads, tuple(rows[at + 1 : end]))


def _drafts(section: _Section, row: Row) -> list[Draft]:
    """The lessons of a row, one on each of its days; none of one without a range of times, a day or a name."""
    held: dict[Head | None, list[Line]] = {}
    for line in row:
        head = min(section.heads, key=lambda h: abs(h[0].box.left - line.box.left))
        held.setdefault(head[1], []).append(line)
    said = {kind: " ".join(line.text for line in held.get(kind, ())) for kind in Head}
    spans = [span for span in spans_of(said[Head.TIME]) if span.end is not None]
    days = named_days(said[Head.DAY]) or code_days(said[Head.DAY])
    if len(spans) != 1 or spans[0].end is None or not days or not (said[Head.NAME] or section.title):
        return []
    start, end = times.in_order([spans[0].start, spans[0].end])
    first, *rest = [said[Head.NAME]] if said[Head.NAME] else section.title.split(" - ")
    besides = [x.text for kind, of in held.items() if kind not in (Head.TIME, Head.DAY, Head.NAME) for x in of]
    box, sure = bounding(line.box for line in row), min(line.confidence for line in row)
    notes = as_notes(*rest, *besides)
    return [Draft(day, start, end, first, notes, None, None, box, TimesFrom.CELL, sure) for day in days]
