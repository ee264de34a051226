"""Plans with a row for each team (class, pupil) whose lessons print their own times: who has them stands before the
first day, and level with them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from chalicelib.domain.timetable import TimesFrom
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Line
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.day_names import HALVES_OF_DAY
from chalicelib.extraction.texts.days import parse_day_label, plain
from chalicelib.extraction.texts.header_texts import is_period_label, spans_of
from chalicelib.extraction.texts.joined import as_notes
from chalicelib.extraction.texts.kinds import is_place

LEAST_ROWS = 3
"""Rows with a name, and no time, of a plan of this kind."""

MOSTLY = 0.8
"""Share of a plan's lessons that print their own times, that stand in a row with a name, and that say a place."""

CLOSE = 0.6
"""Heights of a name's letters up to which the line below goes on with it."""

MOST_LINES = 300
"""Lines before the first day that are looked at."""


def named_by_rows(table: Table, lines: Sequence[Line]) -> Table:
    """``table`` with what heads each row in the notes of its lessons; as their name where all else that these say is a
    place. As it is where it is no such plan, or knows the names already."""
    axis = table.axis
    if axis is None or not axis.across or len(axis.bands) < LEAST_ROWS or any(b.start is not None for b in table.bands):
        return table
    own = [draft for draft in table.drafts if draft.times_from is TimesFrom.CELL and draft.box.height > 0]
    if not own or len(own) < MOSTLY * len(table.drafts):
        return table
    left, bottom = min(band.low for band in axis.bands), max(draft.box.bottom for draft in own)
    before = [x for x in lines if x.box.right <= left + x.size / 2 and axis.high <= x.box.center[1] <= bottom + x.size]
    heads = _joined(before[:MOST_LINES])
    if len(heads) < LEAST_ROWS or not all(_is_name(head.text) for head in heads):
        return table
    rows = [_row_of(draft, heads) for draft in table.drafts]
    told = len({row.text for row in rows if row is not None})
    if rows.count(None) > (1 - MOSTLY) * len(rows) or told < MOSTLY * len(heads):
        return table
    places = sum(is_place(draft.name) for draft in table.drafts) >= MOSTLY * len(rows)
    drafts = tuple(
        draft if row is None else _said(draft, row.text, as_name=places)
        for draft, row in zip(table.drafts, rows, strict=True)
    )
    return replace(table, drafts=drafts)


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Lines one below the other as one name where they stand closer than most."""
    in_order = sorted(lines, key=lambda x: x.box.top)
    gaps = [below.box.top - above.box.bottom for above, below in itertools.pairwise(in_order)]
    close = min(CLOSE * median(x.size for x in in_order), max(gaps) / 2) if gaps else 0.0
    result = in_order[:1]
    for line, gap in zip(in_order[1:], gaps, strict=True):
        above = result[-1]
        if gap < close:
            box = above.box.model_copy(update={"bottom": max(above.box.bottom, line.box.bottom)})
            result[-1] = replace(above, text=f"{above.text} {line.text}", box=box)
        else:
            result.append(line)
    return result


def _is_name(text: str) -> bool:
    """Whether what heads a row is no time, period or day; bare numbers may be ages or classes ("8-9")."""
    other = (
        any(span.start.exact for span in spans_of(text)) or is_period_label(text) or parse_day_label(text) is not None
    )
    return not other and any(c.isalpha() for c in text) and plain(text).strip(".") not in HALVES_OF_DAY


def _row_of(draft: Draft, heads: Sequence[Line]) -> Line | None:
    """The name of the row that a lesson stands in: the nearest one, no further away than the next row is."""
    middle = draft.box.center[1]
    at = sorted(heads, key=lambda head: abs(head.box.center[1] - middle))
    nearest, next_one = at[0], at[1]
    apart = abs(next_one.box.center[1] - nearest.box.center[1])
    return nearest if abs(nearest.box.center[1] - middle) < apart / 2 + nearest.size else None


def _said(draft: Draft, name: str, *, as_name: bool) -> Draft:
    """``draft`` with the name of its row."""
    if name in (draft.name, draft.notes):
        return draft
    if as_name:
        return replace(draft, name=name, notes=as_notes(draft.name, draft.notes))
    return replace(draft, notes=as_notes(draft.notes, name))
