"""A timeblock in the making."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.timetable import Box, TimesFrom, Weekday


@dataclass(frozen=True)
class Draft:
    """A timeblock in the making; minutes since midnight."""

    day: Weekday
    start: int | None
    end: int | None
    name: str
    notes: str
    period: str | None
    color: str | None
    box: Box
    times_from: TimesFrom
    confidence: float = 1.0
