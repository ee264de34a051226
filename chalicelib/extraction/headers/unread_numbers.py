"""Numbers of periods that were not read beside those that were: single figures are easily passed over."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from chalicelib.extraction.axes import DayAxis, TimeBand, along
from chalicelib.extraction.grid import Cell

LEAST_READ = 3
"""Numbers one after the other, evenly apart, from which the others stand where they would."""

EVEN = 0.15
"""Share of the numbers' distance by which one of them may miss its place."""

LEVEL = 0.25
"""The same of a lesson beside a number that was not read; one over two periods stands between them."""

MOST_PERIODS = 12
"""Periods of a day at most."""

INFERRED = 0.9
"""What is left of the confidence in a number that only its place tells."""


def numbered_between(bands: tuple[TimeBand, ...]) -> tuple[TimeBand, ...]:
    """Untimed ``bands`` with the numbers of periods that were not read between those that were, and of rows that
    have a head without one."""
    read = [(i, int(band.label.strip(" ."))) for i, band in enumerate(bands) if _ONLY_NUMBER.fullmatch(band.label)]
    before = {number - i for i, number in read}
    untimed = all(band.start is None for band in bands)
    if not untimed or len(read) < LEAST_NUMBERED or len(before) != 1 or (first := before.pop()) < 0:
        return bands
    return tuple(replace(b, label=b.label or str(first + i)) for i, b in enumerate(bands))


_ONLY_NUMBER = re.compile(r"\d{1,2}\s*\.?")

LEAST_NUMBERED = 2
"""Numbers of periods in their places from which the others of a table are told by theirs."""


def with_unread_numbers(bands: tuple[TimeBand, ...], cells: Sequence[Cell], axis: DayAxis) -> tuple[TimeBand, ...]:
    """``bands`` of numbered periods without times, with those before and behind them at the same distance up to the
    first and the last one level with which a day has a lesson; as they are where the numbers are not evenly apart."""
    labels = [band.label.strip(" .") for band in bands]
    if len(bands) < LEAST_READ or any(b.start is not None for b in bands) or not all(map(str.isdigit, labels)):
        return bands
    numbers, middles = [int(label) for label in labels], [(band.low + band.high) / 2 for band in bands]
    step = median(b - a for a, b in itertools.pairwise(middles))
    places = [middles[0] + step * (number - numbers[0]) for number in numbers]
    steady = all(abs(a - b) <= EVEN * step for a, b in zip(middles, places, strict=True))
    if not steady or any(b - a != 1 for a, b in itertools.pairwise(numbers)):
        return bands
    level = [sum(along(c.box, not axis.across)) / 2 for c in cells if c.lines and _of_one_day(c, axis)]

    def at(number: int) -> float:
        return middles[0] + step * (number - numbers[0])

    said = {n for n in range(1, MOST_PERIODS + 1) if any(abs(y - at(n)) <= LEVEL * step for y in level)}
    above = [n for n in range(1, numbers[0]) if at(n) - LEVEL * step > axis.high]
    first = min((n for n in above if n in said), default=numbers[0])
    last = numbers[-1]
    while last + 1 in said:
        last += 1
    half = median(band.high - band.low for band in bands) / 2
    unread = [n for n in range(first, last + 1) if n not in numbers]
    found = [TimeBand(at(n) - half, at(n) + half, label=str(n), confidence=INFERRED) for n in unread]
    return tuple(sorted((*bands, *found), key=lambda band: band.low)) if found else bands


def _of_one_day(cell: Cell, axis: DayAxis) -> bool:
    """Whether a text stands within one day's band; what reaches beyond is a legend."""
    low, high = along(cell.box, axis.across)
    return any(band.low <= low and high <= band.high for band in axis.bands)
