"""What a reading without rules must be worth to be believed over one by a page's rules.

Each of these measures says so for one way in which rules mislead; the least of them counts.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box, TimesFrom, Weekday
from chalicelib.extraction.grid import Grid, Line, overlap
from chalicelib.extraction.settings import LEAST_DAYS
from chalicelib.extraction.tables.table import Table, is_head, worth


def needed_worth(
    ruled: Sequence[Table], aligned: Sequence[Table], words: Sequence[Word], others: Sequence[Grid]
) -> float:
    """What ``aligned`` must be worth together to be believed over ``ruled``; ``others`` are drawn cells of which the
    rules make nothing, ``words`` all that the page says."""
    days = {day for week in aligned for day in headed_days(week)}
    return min(
        _needed(ruled, words, days),
        _agreed(ruled, aligned),
        _measured(ruled, aligned),
        _contained(ruled, aligned, words, others),
        _weeks_told(ruled, aligned),
        _timed_within(ruled, aligned),
        _swallowed(ruled, aligned),
    )


MANY_OVERLAP = 0.2
"""Share of lessons that overlap from which their times are something else's; groups' lessons are fewer."""


def _agreed(ruled: Sequence[Table], aligned: Sequence[Table]) -> float:
    """What a reading without rules must be worth that tells the same as one by rules with its headings outside, and
    more: the rules may be those of some blocks only. For each block that it tells otherwise it must find some more."""
    said = timed_lessons(ruled)
    if not said or not any(table.grid.headed_outside for table in ruled):
        return float("inf")
    otherwise = len(said - timed_lessons(aligned)) / len(said)
    return (1 + OUTWEIGHED * otherwise) * total_worth(ruled)


def _contained(
    ruled: Sequence[Table], aligned: Sequence[Table], words: Sequence[Word], others: Sequence[Grid]
) -> float:
    """What a reading without rules must be worth that tells nearly all of what one by rules does, and what stands in
    ``others``, cells within its tables of which that makes nothing: lessons in boxes apart from the rest."""
    said = timed_lessons(ruled)
    if not said or len(said - timed_lessons(aligned)) > HARDLY * len(said):
        return float("inf")
    frames = [table.grid.box for table in ruled]
    inside = [grid for grid in others if any(frame.holds(grid.box) for frame in frames)]
    unsaid = sum(len(_letters(cell.text)) for grid in inside for cell in grid.cells)
    enough = unsaid > UNSAID * sum(len(_letters(word.text)) for word in words)
    return (1 + HARDLY) * total_worth(ruled) if enough else float("inf")


def _weeks_told(ruled: Sequence[Table], aligned: Sequence[Table]) -> float:
    """What a reading without rules must be worth that tells several weeks, each about as much as the one by rules does,
    and all that this says: its rules run on from one week to the next, whose name stands between them."""
    said, worth_by_rules = timed_lessons(ruled), total_worth(ruled)
    whole = [week for week in aligned if worth(week.drafts) >= WHOLE_WEEK * worth_by_rules]
    if not said or len(whole) < SEVERAL_WEEKS or len(said - timed_lessons(aligned)) > HARDLY * len(said):
        return float("inf")
    return (1 + HARDLY) * worth_by_rules


SEVERAL_WEEKS, WHOLE_WEEK = 2, 0.6
"""Weeks that a reading tells, and what each is worth at least beside a reading that tells one."""


def _timed_within(ruled: Sequence[Table], aligned: Sequence[Table]) -> float:
    """What a reading without rules must be worth that tells the lessons of one by rules, and gives many of them other
    times, printed with each, where that has those of a head: of a row with such times above all others."""
    headed = {(d.day, d.name): (d.start, d.end) for t in ruled for d in t.drafts if d.times_from is TimesFrom.HEADER}
    own = {(d.day, d.name): (d.start, d.end) for t in aligned for d in t.drafts if d.times_from is TimesFrom.CELL}
    otherwise = sum(own[lesson] != said for lesson, said in headed.items() if lesson in own)
    known = sum(lesson in own for lesson in headed)
    if otherwise < LEAST_OTHERWISE or known < MOSTLY_KNOWN * len(headed) or otherwise < MANY_OVERLAP * known:
        return float("inf")
    return (1 - AGREEING) * total_worth(ruled)


LEAST_OTHERWISE = 3
"""Lessons whose own times differ from those of the head, before that is none."""

MOSTLY_KNOWN = 0.8
"""Share of the lessons with the head's times that another reading tells with their own."""

HARDLY = 0.08
"""Share of a reading's blocks that another one tells otherwise though it tells the same; it must find as many more."""

UNSAID = 0.05
"""Share of a page's letters that stand in such cells."""


def _swallowed(ruled: Sequence[Table], aligned: Sequence[Table]) -> float:
    """What a reading without rules must be worth that knows all times of the head by which one with rules goes, and
    several that lie within one row of that: rules between rows were not seen."""
    known, others = (_times_of_heads(tables) for tables in (ruled, aligned))
    spans = [(b.start, b.end) for t in ruled for b in t.bands if b.start is not None and b.end is not None]
    within = max((sum(start < minute < end for minute in others) for start, end in spans), default=0)
    return AS_MUCH * total_worth(ruled) if known <= others and within >= MANY_WITHIN else float("inf")


def _times_of_heads(tables: Sequence[Table]) -> set[int]:
    return {minute for t in tables for band in t.bands for minute in (band.start, band.end) if minute is not None}


MANY_WITHIN = 4
"""Starts and ends of a day's periods within one row, from which that is several."""


def _measured(ruled: Sequence[Table], aligned: Sequence[Table]) -> float:
    """What a reading without rules must be worth whose times are printed, where most of the other's are only measured:
    hours beside lines that do not part them say no more than where they stand."""
    shares = [
        sum(d.times_from is TimesFrom.INTERPOLATED for t in tables for d in t.drafts)
        / max(1, sum(len(t.drafts) for t in tables))
        for tables in (ruled, aligned)
    ]
    if shares[0] > MEASURED and shares[1] < 1 - MEASURED:
        return total_worth(ruled)
    return AS_MUCH * total_worth(ruled) if shares[0] > OFTEN_MEASURED and not shares[1] else float("inf")


MEASURED = 0.8
"""Share of the blocks whose times are interpolated from which a reading says little of its own about them."""

OFTEN_MEASURED = 0.3
"""The same from which another reading that finds as much is believed, if all of its times are printed."""

AS_MUCH = 0.99
"""Share of what another reading is worth that is as much."""

OUTWEIGHED = 2.0
"""Blocks found besides for each one that is told otherwise."""


def timed_lessons(tables: Sequence[Table]) -> set[tuple[Weekday, int, int, str]]:
    """What happens when, where both times are known."""
    drafts = [d for t in tables for d in t.drafts]
    return {(d.day, d.start, d.end, d.name) for d in drafts if d.start is not None and d.end is not None}


def total_worth(tables: Sequence[Table]) -> float:
    """What the tables of a page are worth together."""
    return sum(worth(table.drafts) for table in tables)


AGREEING = 0.08
"""Share of a list's blocks by which another reading of it may differ and still find about as much."""


def headed_days(reading: Table) -> set[Weekday]:
    """The days that head it, or its rows where none do."""
    if reading.axis is None:
        return {draft.day for draft in reading.drafts}
    return {day for band in reading.axis.bands for day in band.days}


def _needed(ruled: Sequence[Table], words: Sequence[Word], days: AbstractSet[Weekday]) -> float:
    """What a reading without rules must be worth to be believed over the one by the page's rules. ``days`` head it."""
    total = total_worth(ruled)
    found = set().union(*(headed_days(t) for t in ruled))
    if found and found < days:  # a column's rules were not seen, or none of the heads but one
        return (MORE_THAN_UNDIVIDED if len(found) > 1 or len(days) < LEAST_DAYS else 1 - AGREEING) * total
    incomplete = any(undivided(t) for t in ruled)
    if explained_by(ruled, [(w.text, w.box) for w in words]) >= (
        WELL_EXPLAINED_UNDIVIDED if incomplete else WELL_EXPLAINED
    ):
        return FAR_MORE * total
    return (MORE_THAN_UNDIVIDED if incomplete else MORE) * total


def undivided(table: Table) -> bool:
    """Whether many cells hold texts side by side: rules between the columns were not seen, or not drawn."""
    filled = [c for c in table.grid.cells if c.lines]
    wide = sum(any(_beside(a, b) for a, b in itertools.combinations(c.lines[:8], 2)) for c in filled)
    return wide > UNDIVIDED * len(filled)


def _beside(first: Line, second: Line) -> bool:
    level = overlap(first.box.top, first.box.bottom, second.box.top, second.box.bottom)
    return level > 0.5 * min(first.box.height, second.box.height) and first.angle == second.angle == 0


UNDIVIDED = 0.1
"""Share of cells with texts side by side from which a table's rules are taken to be incomplete."""

MORE_THAN_UNDIVIDED = 1.05
"""As ``MORE``, where the rules are incomplete."""


WELL_EXPLAINED = 0.5
"""Share of a page's words in timetables read by their rules from which no other reading is tried."""

WELL_EXPLAINED_UNDIVIDED = 0.8
"""The same where cells hold texts side by side, which may be rooms and teachers or lost columns."""

FAR_MORE = 2.2
"""Times the blocks that it must find where the rules explain the page; columns of rooms double them at most."""

MORE = 2.0
"""Times the blocks that a reading without rules must find to be believed over one with rules."""


def explained_by(tables: Sequence[Table], texts: Sequence[tuple[str, Box]]) -> float:
    """Share of the texts' letters that stand in a block's cell, in its notes, or say days, times and periods."""
    drafts = [d for t in tables for d in t.drafts if not is_head(d.name)]
    boxes = {(d.box.left, d.box.top, d.box.right, d.box.bottom) for d in drafts}
    notes = " ".join({_letters(d.notes) for d in drafts} | {_letters(b.label) for t in tables for b in t.bands})
    total = explained = 0
    for text, box in texts:
        letters = len(_letters(text))
        x, y = box.center
        total += letters
        held = any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)
        if held or _letters(text) in notes or is_head(text):
            explained += letters
    return explained / total if total else 1.0


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
