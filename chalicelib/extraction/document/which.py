"""Which of several timetables a lesson is of: two weeks or two classes of one document say what happens at one time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from chalicelib.domain.timetable import Box, Weekday
from chalicelib.extraction.axes import shares
from chalicelib.extraction.document.headings import GAP
from chalicelib.extraction.document.week_letters import told_by_week
from chalicelib.extraction.grid import GridKind, Line
from chalicelib.extraction.lines.line_parts import parts_at_gaps
from chalicelib.extraction.tables.table import Table, is_head
from chalicelib.extraction.texts.class_names import class_name
from chalicelib.extraction.texts.days import names_week
from chalicelib.extraction.texts.heads import head_of
from chalicelib.extraction.texts.joined import as_notes

AT_ONCE = 0.3
"""Share of the smaller timetable's times that the other one has too from which they are of two weeks or two classes."""

LONGEST_NAME = 40
"""Characters of what tells a timetable from another ("Week A", "Year 3 Oak"); more is a title or a sentence."""

AS_LARGE = 1.25
"""Times by which the letters of two such names may differ; a title over both is larger."""


def told_apart(tables: Sequence[Table]) -> list[Table]:
    """``tables`` of one document, those that tell of the same times with what stands above each in its blocks' notes.

    As they are where nothing above them tells them apart.
    """
    tables = told_by_week(tables)
    times = [{(d.day, d.start) for d in table.drafts if d.start is not None} for table in tables]
    clashes = [[j for j in range(len(tables)) if j != i and _at_once(times[i], times[j])] for i in range(len(tables))]
    said = [_names_of(table, tables) if rivals else [] for table, rivals in zip(tables, clashes, strict=True)]
    result = []
    for own, table, others in zip(said, tables, clashes, strict=True):
        # What heads the periods may stand nearer than the class ("Std"), above each in the same way.
        tried = zip(*(said[j] for j in others), strict=False) if others else iter(())
        name = next(
            (
                name
                for name, rivals in zip(own[:MOST_TRIED], tried, strict=False)
                if all(_unlike(name, r) for r in rivals)
            ),
            None,
        )
        if name is None:
            result.append(table)
            continue
        drafts = tuple(replace(d, notes=as_notes(d.notes, name.text)) for d in table.drafts)
        result.append(replace(table, drafts=drafts))
    return result


MOST_TRIED = 2
"""Texts above a timetable that are taken for its name, the nearest first."""


def _unlike(name: Line, other: Line) -> bool:
    """Whether two names are of the same kind and differ."""
    alike_in_size = max(name.size, other.size) <= AS_LARGE * min(name.size, other.size)
    return name.text != other.text and names_week(name.text) == names_week(other.text) and alike_in_size


def _at_once(first: Set[tuple[Weekday, int]], second: Set[tuple[Weekday, int]]) -> bool:
    """Whether the times of two timetables are largely the same."""
    return bool(first and second) and len(first & second) >= AT_ONCE * min(len(first), len(second))


def _names_of(table: Table, tables: Sequence[Table]) -> list[Line]:
    """The lines that may name a timetable, the nearest first: a week's name, or else the texts right above it or in its
    corner."""
    if (beside := _week_beside(table, tables)) is not None:
        return [beside]
    above = (part for line in _lines_above(table, tables) for part in _short_names(line))
    near = [x for x in above if _is_class(x.text) or not (is_head(x.text) or head_of(x.text))]
    return [line for line in near if names_week(line.text)] or near


def _short_names(line: Line) -> list[Line]:
    """A line where it is short enough to be a name, else its parts that are, one that names a class before others."""
    parts = [line] if len(line.text) <= LONGEST_NAME else parts_at_gaps(line, GAP)
    parts = [_before_dash(part) for part in parts]
    short = [part for part in parts if len(part.text) <= LONGEST_NAME]
    return sorted(short, key=lambda part: not _is_class(part.text))


def _before_dash(line: Line) -> Line:
    """A long line without what it says behind the class ("Groep 6 – meester Bas (ma-wo) / juf Ilse (do-vr)")."""
    head = _DASH.split(line.text)[0]
    return replace(line, text=head) if len(line.text) > LONGEST_NAME and class_name([head]) is not None else line


_DASH = re.compile(r"\s+[-–—]\s+")


def _is_class(text: str) -> bool:
    """Whether a text names a class with its letter: "Class 5A", "CLASS VI A" are no period and no column's head."""
    return _LETTERED.search(text) is not None and class_name([text]) is not None


_LETTERED = re.compile(r"(?:\d[.ºª°]?|\b[IVX]+)[\s-]?[A-Z]\W*$")


def _in_corner(table: Table) -> Sequence[Line]:
    """What a stated table says in its corner, over the column of times (days)."""
    box = table.grid.box
    corner = (c for c in table.grid.cells if (c.box.left, c.box.top) == (box.left, box.top) and c.box.width < box.width)
    return next((cell.lines for cell in corner), ())


def _lines_above(table: Table, tables: Sequence[Table]) -> Iterator[Line]:
    """The texts above a timetable's first lesson and below what stands over it: the nearest first, and those over its
    lessons before those over its times, which two weeks may share."""
    if table.grid.kind is GridKind.STATED:
        yield from _banners(table)
        yield from _in_corner(table)
        yield from reversed(table.grid.around)
        return
    page, body = _on_its_page(table, tables), _body(table)
    over = [
        other.bottom
        for t in page
        if t is not table and (other := _body(t)).bottom <= body.top and _in_column(other, body)
    ]
    lines = _lines_of(page)
    over_lessons = body.left - body.width / 4
    left = min(table.grid.box.left, over_lessons)  # a name may stand over the column of times
    above = [
        line
        for line in lines
        if max(over, default=float("-inf")) <= line.box.center[1] <= body.top
        and left <= line.box.center[0] <= body.right
    ]
    yield from sorted(above, key=lambda line: (line.box.center[0] < over_lessons, -line.box.bottom))


def _banners(table: Table) -> Iterator[Line]:
    """The lines of a word processor's table that stand in cells over most of it above its lessons, the lowest first."""
    body, wide = _body(table), MOST_OF_IT * table.grid.box.width
    above = [cell for cell in table.grid.cells if cell.box.bottom <= body.top and cell.box.width >= wide]
    yield from (line for cell in sorted(above, key=lambda c: -c.box.bottom) for line in cell.lines)


MOST_OF_IT = 0.6
"""Share of a table's width from which a cell is a banner over it."""


def _week_beside(table: Table, tables: Sequence[Table]) -> Line | None:
    """The name of a week that stands before a timetable's lessons, level with them: in a cell over all its days."""
    if table.grid.kind is GridKind.STATED:
        return None
    body = _body(table)
    beside = (x for x in _lines_of(_on_its_page(table, tables)) if x.box.center[0] < body.left and names_week(x.text))
    return next((line for line in beside if body.top <= line.box.center[1] <= body.bottom), None)


def _on_its_page(table: Table, tables: Sequence[Table]) -> list[Table]:
    return [other for other in tables if other.drafts and other.grid.page == table.grid.page]


def _lines_of(tables: Sequence[Table]) -> list[Line]:
    """The lines in and around some timetables, each once."""
    lines = {
        id(line): line
        for t in tables
        for line in (*t.grid.around, *t.grid.loose, *(x for c in t.grid.cells for x in c.lines))
    }
    return list(lines.values())


def _body(table: Table) -> Box:
    """Where a timetable's lessons stand."""
    boxes = [draft.box for draft in table.drafts]
    return Box(
        left=min(b.left for b in boxes),
        top=min(b.top for b in boxes),
        right=max(b.right for b in boxes),
        bottom=max(b.bottom for b in boxes),
    )


def _in_column(first: Box, second: Box) -> bool:
    return shares(first.left, first.right, second.left, second.right)
