"""Rows of a picture's timetable in which something is written and nothing was read: nothing may be lost silently.

A reader of letters passes over a word by hand whose letters stand apart ("P l a y"). Where a time between others has no
entry on any day, the picture tells whether its cells are empty.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.timetable import Box
from chalicelib.extraction.cells.header_activities import drafts_at
from chalicelib.extraction.headers.loose import crossing
from chalicelib.extraction.tables.table import Table

INSET = 0.12
"""Share of a row's height that is left out on all sides: rules, where it was found a little off its place."""

INK = 45
"""Grey levels from the ground's to a letter's."""

LETTERS = 3
"""Pieces of ink as large as letters from which a row says something."""

SIZES = 0.2, 0.9
"""Share of a row's height that a piece of ink is high, at least and at most, to be a letter."""

EXPLAINED = 0.85
"""What a table with such a row counts as explained at most: it is not accepted unseen."""


def with_unread_rows(table: Table, picture: NDArray[np.uint8] | None) -> Table:
    """``table`` of ``picture`` (BGR), with a remark for each row between others in which something was not read."""
    if picture is None or table.axis is None or not table.axis.across:
        return table
    held = [bool(drafts_at(table.drafts, band)) for band in table.bands]
    remarks = []
    for i, band in enumerate(table.bands):
        if held[i] or not any(held[:i]) or not any(held[i + 1 :]) or band.start is None or band.end is None:
            continue
        days = (table.axis.bands[0].low, table.axis.bands[-1].high)
        if _says_something(picture, crossing(True, days, (band.low, band.high))):
            remarks.append(f"What stands at {_clock(band.start)}–{_clock(band.end)} could not be read; please add it.")
    if not remarks:
        return table
    return replace(table, explained=min(table.explained, EXPLAINED), remarks=(*table.remarks, *remarks))


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _says_something(picture: NDArray[np.uint8], row: Box) -> bool:
    """Whether a row holds pieces of ink that may be letters."""
    inset = INSET * row.height
    top, bottom, left, right = row.top + inset, row.bottom - inset, row.left + inset, row.right - inset
    patch = picture[max(0, int(top)) : int(bottom), max(0, int(left)) : int(right)]
    if not patch.size:
        return False
    grey = cv2.cvtColor(patch, cv2.COLOR_BGR2GRAY).astype(np.int16)
    ink = (np.abs(grey - np.median(grey)) > INK).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    least, most = (share * row.height for share in SIZES)
    _, above, wide, high, _ = stats[1:count].T
    whole = (above > 0) & (above + high < ink.shape[0])  # a rule between two days goes on
    return int((whole & (high >= least) & (high <= most) & (wide <= most)).sum()) >= LETTERS
