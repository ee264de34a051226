"""Days that come twice with their week's letter behind them: "MonA" to "FriA", and "MonB" to "FriB" below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.domain.timetable import Weekday
from chalicelib.extraction.axes import along, shares
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.days import named_day
from chalicelib.extraction.texts.joined import as_notes

LEAST_TWICE = 3
"""Days that have to come with each of the letters."""

_LETTERED = re.compile(r"^(?P<day>[^\W\d_]{2,}?)\.?[\s-]?(?P<week>[AB]|[12])$")


def told_by_week(tables: Sequence[Table]) -> list[Table]:
    """``tables`` with the week in the notes of each lesson that the head of its row (column, where days run across)
    names behind its day; as they are where no two weeks are told so."""
    heads = [_lettered(table) for table in tables]
    told = {(week, day) for found in heads for _, week, day in found}
    weeks = [week for week, _ in told]
    if len(set(weeks)) != 2 or min(weeks.count(week) for week in weeks) < LEAST_TWICE:
        return list(tables)
    return [
        replace(table, drafts=tuple(_of_its_week(draft, found, _across(table)) for draft in table.drafts))
        for table, found in zip(tables, heads, strict=True)
    ]


def _lettered(table: Table) -> list[tuple[tuple[float, float], str, Weekday]]:
    """The extents of the heads of a table's rows (columns) that name a day and its week, and both of these."""
    across = _across(table)
    said = [*((c.text, c.box) for c in table.grid.cells), *((line.text, line.box) for line in table.grid.around)]
    found = []
    for text, box in said:
        match = _LETTERED.match(text.strip())
        day = named_day(match["day"]) if match is not None else None
        if match is not None and day is not None:
            found.append((along(box, across), match["week"], day))
    return found


def _across(table: Table) -> bool:
    return table.axis is not None and table.axis.across


def _of_its_week(draft: Draft, heads: Sequence[tuple[tuple[float, float], str, Weekday]], across: bool) -> Draft:
    extent = along(draft.box, across)
    said = {week for head, week, day in heads if day is draft.day and shares(*extent, *head)}
    if len(said) != 1:
        return draft  # a break of both
    return replace(draft, notes=as_notes(draft.notes, f"Week {said.pop()}"))
