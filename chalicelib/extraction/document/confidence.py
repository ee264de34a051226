"""How sure we are of each block, and of the document.

A block's confidence combines its words (the reader's), what its times rest on, and how well its table hangs together;
a document's is that of its blocks, the weakest above all. Silence about a doubtful table would be the worst outcome,
so every doubt lowers a document below the threshold of automatic acceptance.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from chalicelib.domain.timetable import WEEK, Timeblock, TimesFrom
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import GridKind
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.pauses import is_pause

UNTIMED = 40.0
"""A block whose time was not read, beside others that have theirs."""

PERIOD = 0.985
"""What is left of the confidence of a numbered lesson, or a pause, in a table that prints no times at all: it is read
as it is printed, and its document goes to a person all the same (``validation``), who knows when the periods are."""

OPEN = 0.985
"""What is left of the confidence of a block with only a start."""

RESTS_ON: dict[TimesFrom, float] = {
    TimesFrom.CELL: 1.0,
    TimesFrom.HEADER: 1.0,
    TimesFrom.NEIGHBOUR: 0.98,
    TimesFrom.INTERPOLATED: 0.9,
    TimesFrom.NOTHING: 0.6,
}
"""What is left of the confidence by what the times rest on."""

UNRULED: dict[GridKind, float] = {GridKind.ALIGNED: 0.96, GridKind.LISTED: 0.99}
"""What is left where no rules were used: a table read by alignment alone may have lost a merged cell; a list under
named columns merges nothing (measured on made timetables: of 500 such records none was wrong)."""

SPELT = 0.9
"""What is left where a name is nothing but letters apart: of a word spelt wide, one is easily lost."""

FEWEST_SPELT = 3
"""Letters from which they may be such a word; two are a code or a pair of groups."""

UPRIGHT = 2.0
"""Times a cell is higher than wide from which fewer are such a word, too: set downwards, and hardly read."""

DAYS_MISSING = 0.93
"""A week without one of its five days is more often a header that was not read."""

DISORDER = 0.9
"""Times of a header that do not follow each other."""

LEFT_UNREAD = 0.9
"""A table with this share (or less) of its body's texts in blocks loses as much confidence as it lost texts."""

UNEXPLAINED = 0.5
"""Share of what is said in a table, heads aside, that must have become blocks; corners, codes and legends are left."""

WHOLLY_READ = 0.9
"""The same share from which a drawn table may count as read without loss (measured on made timetables: below it one
document in four lacks blocks that its other blocks do not miss)."""

LOSSY = 97.0
"""The most that a document with a table below ``WHOLLY_READ`` may reach."""

LEAST_WEEK = WEEK[:5]


def rated(drafts: Sequence[Draft], tables: Sequence[Table]) -> list[float]:
    """Confidence (0–100) per draft, in the order of the tables' drafts."""
    factors = [factor for table in tables for factor in [_coherence(table, tables)] * len(table.drafts)]
    by_period = [value for t in tables for value in [all(b.start is None for b in t.bands)] * len(t.drafts)]
    return [_rate(d, f, p) for d, f, p in zip(drafts, factors, by_period, strict=True)]


def _rate(draft: Draft, coherence: float, by_period: bool) -> float:
    sure = 100.0 * (0.5 + 0.5 * draft.confidence) * coherence
    letters = draft.name.split()
    spelt = len(letters) >= FEWEST_SPELT or draft.box.height > UPRIGHT * draft.box.width
    if spelt and all(len(x) == 1 and x.isalpha() for x in letters):
        sure *= SPELT
    if draft.start is None:
        whole = by_period and (draft.period is not None or is_pause(draft.name))
        return round(sure * PERIOD, 1) if whole else UNTIMED
    value = sure * RESTS_ON[draft.times_from]
    if draft.end is None:
        value *= OPEN
    return round(max(0.0, min(100.0, value)), 1)


def _coherence(table: Table, tables: Sequence[Table]) -> float:
    """0–1: how well a table hangs together."""
    value = UNRULED.get(table.grid.kind, 1.0)
    if table.axis is not None:
        named = {d.day for t in tables for d in t.drafts} | {d for b in table.axis.bands for d in b.days}
        if not set(LEAST_WEEK) <= named:
            value *= DAYS_MISSING
    starts = [b.start for b in table.bands if b.start is not None]
    if any(b < a for a, b in itertools.pairwise(starts)):
        value *= DISORDER
    read = _read_share(table)
    if read <= LEFT_UNREAD:
        value *= max(0.5, read)
    return value if table.explained >= UNEXPLAINED else value * max(0.5, table.explained + 1 - UNEXPLAINED)


def _read_share(table: Table) -> float:
    """Share of the body's cells with letters that became blocks."""
    if table.axis is None or not table.bands:
        return 1.0
    heads = {id(c) for c in table.grid.cells if c.box.left < table.grid.box.left or not c.lines}
    boxes = {(d.box.left, d.box.top) for d in table.drafts}
    body = [c for c in table.grid.cells if id(c) not in heads and _is_body(table, c.box.center)]
    lettered = [c for c in body if sum(x.isalnum() for x in c.text) > 1]
    if not lettered:
        return 1.0
    held = sum((c.box.left, c.box.top) in boxes or any(n in c.text for n in _notes(table)) for c in lettered)
    return held / len(lettered)


def _notes(table: Table) -> set[str]:
    return {part for d in table.drafts for part in d.notes.split("; ") if part}


def _is_body(table: Table, center: tuple[float, float]) -> bool:
    assert table.axis is not None  # noqa: S101 - the caller checked
    x, y = center
    across, down = (x, y) if table.axis.across else (y, x)
    return any(b.low <= across <= b.high for b in table.axis.bands) and any(
        b.low <= down <= b.high for b in table.bands
    )


def document_confidence(blocks: Sequence[Timeblock], tables: Sequence[Table]) -> float:
    """The blocks' mean, drawn down by the weakest tenth; not beyond ``LOSSY`` where texts were left."""
    values = sorted(b.confidence for b in blocks)
    if not values:
        return 0.0
    weakest = values[: max(1, len(values) // 10)]
    value = round(0.5 * sum(values) / len(values) + 0.5 * sum(weakest) / len(weakest), 1)
    lossy = any(t.grid.kind is not GridKind.STATED and t.explained < WHOLLY_READ for t in tables)
    return min(value, LOSSY) if lossy else value
