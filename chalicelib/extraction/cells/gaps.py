"""Pauses without a time of their own between lessons that print theirs: they fill the gap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.domain.timetable import Box, Weekday


@dataclass(frozen=True)
class Placed:
    """A lesson of a day: where it begins and ends along the times' direction, and when."""

    day: Weekday
    low: float
    high: float
    start: int | None
    end: int | None


def gap_of(pause: Box, of: Sequence[Weekday], lessons: Sequence[Placed], across: bool) -> tuple[int, int] | None:
    """Start and end (minutes) of a pause that lies at ``pause`` on the days ``of``: from the end of the lessons before
    it to the start of those behind it, as most of the days have it; None where none has both.

    ``across``: whether times run across.
    """
    low, high = (pause.left, pause.right) if across else (pause.top, pause.bottom)
    found: Counter[tuple[int, int]] = Counter()
    for day in of:
        before = [x for x in lessons if x.day is day and (x.low + x.high) / 2 < low and x.end is not None]
        behind = [x for x in lessons if x.day is day and (x.low + x.high) / 2 > high and x.start is not None]
        end = max(before, key=lambda x: x.high).end if before else None
        start = min(behind, key=lambda x: x.low).start if behind else None
        if end is not None and start is not None and end < start:
            found[end, start] += 1
    return found.most_common(1)[0][0] if found else None
