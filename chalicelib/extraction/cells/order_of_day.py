"""Times that lessons print themselves, in the order in which these stand below each other: an evening's "6.30" below
an afternoon's "4.45" is half past six in the evening."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.domain.timetable import WEEK, TimesFrom
from chalicelib.extraction.axes import along
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.settings import LATEST_SCHOOL_MINUTE
from chalicelib.extraction.texts.times import NOON

LATEST_MORNING = 9 * 60
"""From nine an hour is more likely a morning's, of another list in the same column."""

MOVED = 0.97
"""What is left of the confidence in a time that its place alone puts into the evening."""


def in_order_of_day(drafts: Sequence[Draft], across: bool) -> list[Draft]:
    """``drafts`` with the hours of lessons that would begin before those above them twelve hours later, where each day
    that has such is in order then, to its last lesson; ``across``: whether times run across."""
    moved: dict[int, Draft] = {}
    for day in WEEK:
        of_day = [d for d in drafts if d.day is day]
        if any(d.times_from is not TimesFrom.CELL or d.start is None or d.end is None for d in of_day):
            continue
        in_turn = sorted(of_day, key=lambda d: along(d.box, across)[0])
        later: list[Draft] = []
        for draft in in_turn:
            later.append(_after(later[-1], draft) if later else draft)
        changed = {id(old): new for old, new in zip(in_turn, later, strict=True) if new is not old}
        if changed and _in_order(later):
            moved |= changed
    return [moved.get(id(d), d) for d in drafts]


def _after(before: Draft, draft: Draft) -> Draft:
    """``draft``, in the evening where it would else begin before the one above it."""
    if before.start is None or draft.start is None or draft.end is None:
        return draft
    if draft.start >= before.start or draft.start >= LATEST_MORNING:
        return draft
    end = draft.end + NOON if draft.end < NOON else draft.end
    return replace(draft, start=draft.start + NOON, end=end, confidence=draft.confidence * MOVED)


def _in_order(drafts: Sequence[Draft]) -> bool:
    """Whether lessons begin one after the other, and end before schools close."""
    starts = [d.start or 0 for d in drafts]
    ends = [d.end or 0 for d in drafts]
    return all(a <= b for a, b in itertools.pairwise(starts)) and max(ends) <= LATEST_SCHOOL_MINUTE
