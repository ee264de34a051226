"""When lessons end whose cells print their start alone: by how far their blocks reach, or with the next one."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from chalicelib.domain.timetable import WEEK
from chalicelib.extraction.axes import DayAxis, along
from chalicelib.extraction.draft import Draft


def ended_to_scale(drafts: Sequence[Draft], axis: DayAxis) -> list[Draft]:
    """``drafts`` with the ends that their blocks reach to, where those that print both times are drawn to scale: as
    far apart and as long as their times say. The others are as they were."""
    full = [(d, along(d.box, not axis.across)) for d in drafts if _minutes(d) > 0]
    lone = [d for d in drafts if d.start is not None and d.end is None]
    if not lone or len(full) < LEAST_TO_SCALE:
        return list(drafts)
    minute = median((high - low) / _minutes(d) for d, (low, high) in full)
    long = [abs((high - low) / minute - _minutes(d)) for d, (low, high) in full]
    tops = sorted((low, d.start) for d, (low, _) in full if d.start is not None)
    apart = [abs((b - a) / minute - (then - first)) for (a, first), (b, then) in itertools.pairwise(tops)]
    if minute <= 0 or max(long) > CLOSE or max(apart) > CLOSE or len({start for _, start in tops}) < LEAST_STARTS:
        return list(drafts)
    ends = {id(d): (d.start or 0) + round(_length(d, axis) / minute / STEP) * STEP for d in lone}
    return [replace(d, end=ends[id(d)]) if ends.get(id(d), 0) > (d.start or 0) else d for d in drafts]


def _minutes(draft: Draft) -> int:
    """How long a lesson lasts; none where it lacks a time."""
    return draft.end - draft.start if draft.start is not None and draft.end is not None else 0


def _length(draft: Draft, axis: DayAxis) -> float:
    low, high = along(draft.box, not axis.across)
    return high - low


LEAST_TO_SCALE, LEAST_STARTS = 6, 3
"""Blocks that print both times, and different starts of theirs, from which a scale is told."""

CLOSE = 3.0
"""Minutes that a block to scale is longer or shorter, or further from the one before it, than its times say; blocks
leave a gap between them."""

STEP = 5
"""Minutes to which such an end is rounded."""


def ended(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` few of whose cells print an end: each of the others lasts until its day's next one starts."""
    if sum(d.end is not None for d in drafts) > MOST_ENDED * len(drafts):
        return list(drafts)
    starts = {day: sorted({d.start for d in drafts if d.day is day and d.start is not None}) for day in WEEK}
    later = [next((s for s in starts[d.day] if d.start is not None and s > d.start), None) for d in drafts]
    return [d if d.end is not None else replace(d, end=end) for d, end in zip(drafts, later, strict=True)]


MOST_ENDED = 0.3
"""Share of the entries that print an end, as each day's last one may, up to which the others end with the next one."""
