"""Lessons of a day whose items each print their time, whatever they stand in: cards, or rows of an agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.domain.timetable import TimesFrom, Weekday
from chalicelib.extraction.axes import TimeBand
from chalicelib.extraction.cells.activities import read_activities
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.headers.settling import settle
from chalicelib.extraction.texts import times


@dataclass(frozen=True)
class TimedItem:
    """The times that an item prints, what it says besides, and how surely all of it was read (0-1)."""

    clocks: tuple[times.Clock, ...]
    said: Cell
    sure: float


def lessons_of(day: Weekday, items: Sequence[TimedItem], larger: float) -> list[Draft]:
    """The lessons of a day's ``items``, from the first on, whose times follow each other; names are ``larger`` times
    as large as the rest."""
    bands = settle([(TimeBand(item.said.box.top, item.said.box.bottom), list(item.clocks)) for item in items])
    return [
        Draft(
            day,
            band.start,
            band.end,
            found.name,
            found.notes,
            None,
            None,
            item.said.box,
            TimesFrom.CELL,
            item.sure * found.sure,
        )
        for item, band in zip(items, bands, strict=True)
        for found in (read_activities(item.said.lines, larger) if item.said.lines else [])
        if found.name and band.start is not None
    ]
