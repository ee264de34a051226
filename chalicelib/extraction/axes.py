"""The two axes of a timetable, days and times, and how cells lie along them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.domain.timetable import Box, TimesFrom, Weekday
from chalicelib.extraction.grid import Cell, overlap
from chalicelib.extraction.settings import OVERLAP


@dataclass(frozen=True)
class DayBand:
    """A stretch of the day axis and the days it stands for."""

    low: float
    high: float
    days: tuple[Weekday, ...]
    confidence: float = 1.0


@dataclass(frozen=True)
class TimeBand:
    """A stretch of the time axis: minutes since midnight, what else its header says, and what the times rest on."""

    low: float
    high: float
    start: int | None = None
    end: int | None = None
    label: str = ""
    times_from: TimesFrom = TimesFrom.NOTHING
    confidence: float = 1.0
    scale: bool = False
    """Whether it is an hour of a scale, on which a block's own edges are times."""


@dataclass(frozen=True)
class DayAxis:
    """Days along x (``across``) or down. ``low`` and ``high`` bound the header itself, in the other direction."""

    across: bool
    bands: tuple[DayBand, ...]
    low: float
    high: float
    routine: tuple[float, float] | None = None
    evidence: float = 0.0
    """How much speaks for it: 1 per day named in full, less for single letters."""
    routine_sure: float = 1.0
    """Less than 1 where only its place says that the routine is one."""


def along(box: Box, across: bool) -> tuple[float, float]:
    """A box's extent in the direction of an axis."""
    return (box.left, box.right) if across else (box.top, box.bottom)


def shares(low: float, high: float, other_low: float, other_high: float) -> bool:
    """Whether two ranges have ``OVERLAP`` of the smaller in common."""
    first, second = high - low, other_high - other_low
    smaller = first if first < second else second
    return smaller > 0 and overlap(low, high, other_low, other_high) >= OVERLAP * smaller


def in_line(cells: Sequence[Cell], across: bool) -> list[list[Cell]]:
    """Cells grouped into columns (rows, not ``across``), in order: each shares its extent with the one before."""
    groups: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda c: sum(along(c.box, across))):
        if groups and shares(*along(groups[-1][-1].box, across), *along(cell.box, across)):
            groups[-1].append(cell)
        else:
            groups.append([cell])
    return groups


def in_days(cell: Cell, axis: DayAxis) -> bool:
    """Whether a cell stands under (beside) one of the days."""
    return any(shares(*along(cell.box, axis.across), band.low, band.high) for band in axis.bands)
