"""Days down, the times of each beside it, and a column for each class: what one day has in one hour, class by class.

Each day is a small table of its own, whose columns are classes where a week's are days. It is read as such.
"""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.extraction.axes import DayAxis, DayBand, shares
from chalicelib.extraction.blocks import Draft, read_blocks
from chalicelib.extraction.day_parts import said_of_parts, tell_apart
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.time_bands import is_period_label, only_times, time_bands

LEAST_DAYS = 3
"""Days each of which has times of its own beside it."""

LEAST_TIMES = 2
"""Times beside each of them; one is the time of a list's entry."""


def read_class_columns(cells: Sequence[Cell], axis: DayAxis) -> list[Draft]:
    """The lessons of each class, its name as a note; none where the table is none of this kind."""
    if axis.across or len(axis.bands) < LEAST_DAYS:
        return []
    heads = _classes(cells, axis)
    sections = [_section(cells, band) for band in axis.bands] if heads else []
    before = heads[0].box.left if heads else 0.0
    timed = [sum(only_times(c.text) and c.box.center[0] < before for c in own) for own in sections]
    if not sections or min(timed) < LEAST_TIMES:
        return []
    drafts: list[Draft] = []
    for band, own in zip(axis.bands, sections, strict=True):
        columns = tuple(DayBand(h.box.left, h.box.right, band.days, band.confidence) for h in heads)
        classes = DayAxis(True, columns, min(h.box.top for h in heads), max(h.box.bottom for h in heads))
        drafts.extend(read_blocks(own, classes, time_bands(own, classes)))
    return said_of_parts(drafts, heads)


def _classes(cells: Sequence[Cell], axis: DayAxis) -> list[Cell]:
    """The heads of the classes' columns, level with each other above the first day and behind the days' names."""
    first = min(band.low for band in axis.bands)
    above = [c for c in cells if c.lines and c.box.bottom <= first + c.lines[0].size and c.box.left >= axis.high]
    for seed in sorted(above, key=lambda c: -c.box.bottom)[:MOST_SEEDS]:
        row = [c for c in above if shares(seed.box.top, seed.box.bottom, c.box.top, c.box.bottom)]
        named = sorted((c for c in row if not _of_times(c.text)), key=lambda c: c.box.left)
        for skipped in range(len(named) - 1):  # "SAAT" over the times is no class
            if tell_apart([" ".join(c.text.split()) for c in named[skipped:]]):
                return named[skipped:]
    return []


def _of_times(text: str) -> bool:
    """Whether a head is a time or a period by its word ("Session 1"); "5A" is a class, though periods are called so."""
    return only_times(text) or (is_period_label(text) and sum(map(str.isalpha, text)) >= PERIOD_WORD)


PERIOD_WORD = 3
"""Letters of a word for periods at least."""

MOST_SEEDS = 20
"""Texts above the first day, the lowest first, from which the row of classes is looked for."""


def _section(cells: Sequence[Cell], band: DayBand) -> list[Cell]:
    """The cells that lie within one day."""
    return [c for c in cells if band.low <= c.box.center[1] <= band.high]
