"""What two readings of a page tell alike, and what one of them tells besides: by that it is seen whether it knows more,
or the same again."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Weekday
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.settings import LEAST_DAYS
from chalicelib.extraction.tables.outweighing import explained_by, headed_days, total_worth, undivided
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.days import named_days

Lesson = tuple[Weekday, int | None, int | None, str]
"""What happens on a day, from when to when."""


def days_told(tables: Sequence[Table]) -> set[Weekday]:
    """The days of which tables tell anything."""
    return {draft.day for table in tables for draft in table.drafts}


def overlapping(drafts: Sequence[Draft]) -> int:
    """How many lessons begin before another one of their day has ended, or end before they begin."""
    spans = sorted((d.day, d.start, d.end) for d in drafts if d.start is not None and d.end is not None)
    over = sum(a[0] is b[0] and a[1] < b[1] < a[2] for a, b in itertools.pairwise(spans))
    return over + sum(end <= start for _, start, end in spans)


def _lessons(tables: Sequence[Table]) -> set[Lesson]:
    return {(d.day, d.start, d.end, d.name) for table in tables for d in table.drafts}


def all_and_more(tables: Sequence[Table], ruled: Sequence[Table]) -> bool:
    """Whether a reading tells all lessons of lists that are read by their rules, and further ones of the same days,
    each while there is no other: rows of which a rule was not seen."""
    told, known = _lessons(tables), _lessons(ruled)
    if not are_lists(ruled) or not known < told or days_told(tables) != days_told(ruled):
        return False
    drafts = [draft for table in tables for draft in table.drafts]
    timed = all(d.start is not None and d.end is not None for d in drafts)
    begun = {(day, start) for day, start, _, _ in known}
    apart = all((day, start) not in begun for day, start, _, _ in told - known)
    return timed and apart and not overlapping(drafts)


def all_and_days_more(tables: Sequence[Table], ruled: Sequence[Table]) -> bool:
    """Whether a reading tells all lessons that one by rules does, at their times, and further days as full as its own:
    of these no area was seen."""
    told, known = _lessons(tables), _lessons(ruled)
    usual, lessons = (Counter(day for day, *_ in found) for found in (known, told))
    new = [count for day, count in lessons.items() if day not in usual]
    timed = all(start is not None for _, start, _, _ in known)
    return bool(new) and timed and known < told and min(new) >= AS_FULL * min(usual.values(), default=0)


AS_FULL = 0.5
"""Share of the lessons of the day with the fewest that a further day has at least; a note names one or two."""


def are_lists(ruled: Sequence[Table]) -> bool:
    """Whether tables have a row for each lesson, with its day and its times; what heads these may be one band."""
    return all(t.axis is not None and not t.axis.across and len(t.bands) <= 1 for t in ruled)


def told_already(tables: Sequence[Table], ruled: Sequence[Table], words: Sequence[Word]) -> bool:
    """Whether a reading finds more lessons, all of them within the rules of one that says next to all that stands
    there, its headings too: these are parts told again, whatever else (bells, a letterhead) the page says."""
    if total_worth(tables) <= total_worth(ruled) or not days_told(tables) <= days_told(ruled):
        return False  # at other times, or of further days
    if any(t.grid.headed_outside or undivided(t) for t in ruled):
        return False
    frames = [table.grid.box for table in ruled]
    if not all(any(frame.holds(d.box) for frame in frames) for t in tables for d in t.drafts):
        return False
    inside = [(w.text, w.box) for w in words if any(frame.holds(w.box) for frame in frames)]
    return explained_by(ruled, inside) >= NOTHING_LEFT


def nothing_left(ruled: Sequence[Table], words: Sequence[Word]) -> bool:
    """Whether a reading by the page's rules says next to all that the page does, its headings within these rules and
    each text with its rules around it: what lines up besides tells no more."""
    if not ruled or any(t.grid.headed_outside or undivided(t) for t in ruled):
        return False
    named = {day for word in words for day in named_days(word.text)}
    if len(named - {day for table in ruled for day in headed_days(table)}) >= LEAST_DAYS:
        return False  # the first day's name was taken for the head of all that stands level with it
    return explained_by(ruled, [(w.text, w.box) for w in words]) >= NOTHING_LEFT


NOTHING_LEFT = 0.95
"""Share of a page's letters from which no other reading is looked for."""
