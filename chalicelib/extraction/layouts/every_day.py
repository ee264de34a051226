"""What happens every day, told once under its own heading before the days' lists ("Todos los días", "Every day")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.grid import GridKind, Line
from chalicelib.extraction.headers.day_headings import day_headings
from chalicelib.extraction.layouts.prose import Paragraph, at_once, rows_of, told_in
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.days import parse_day_label
from chalicelib.extraction.texts.header_texts import spans_of

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
    if table.grid.kind is GridKind.RULED or len(heads) != 1 or len(days) < LEAST_DAYS:
        return table
    told = told_in(Paragraph(days, tuple(_below(heads[0], lines))))
    if any(told_box.box.holds(draft.box) for told_box in told for draft in table.drafts):
        return table
    own = [draft for draft in told if not any(at_once(draft, other) for other in table.drafts)]
    return replace(table, drafts=(*table.drafts, *own))


def says_every_day(text: str) -> bool:
    """Whether a text says that it is of every day, and nothing else."""
    label = parse_day_label(text.strip(" :"))
    return label is not None and label.every_day and not label.choices


def _below(head: Line, lines: Sequence[Line]) -> list[Line]:
    """The lines between a heading and the first day's name below it; none where few of them say a range."""
    tops = [line.box.top for line, _ in day_headings(lines) if line.box.top > head.box.bottom]
    end = min(tops, default=float("inf"))
    below = [line for line in lines if line.angle == 0 and head.box.bottom <= line.box.center[1] < end]
    below = sorted((line for line in below if line.box.top < end), key=lambda line: (line.box.top, line.box.left))
    rows = rows_of(below)
    timed = sum(any(span.end is not None for line in row for span in spans_of(line.text)) for row in rows)
    return below if timed >= max(LEAST_TOLD, MOSTLY_TIMED * len(rows)) else []
