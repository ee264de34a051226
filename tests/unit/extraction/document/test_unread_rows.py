"""Rows in which something is written and nothing was read."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.timetable import Box, TimesFrom, Weekday
from chalicelib.extraction.axes import DayAxis, DayBand, TimeBand
from chalicelib.extraction.document.unread_rows import EXPLAINED, with_unread_rows
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Grid, GridKind
from chalicelib.extraction.tables.table import Table

ROW = 100
STARTS = (540, 600, 620)


def table() -> Table:
    """Three times on two days, with lessons at the first and the last."""
    days = (DayBand(100, 300, days=(Weekday.MONDAY,)), DayBand(300, 500, days=(Weekday.TUESDAY,)))
    bands = tuple(
        TimeBand(ROW * i, ROW * (i + 1), start=a, end=b)
        for i, (a, b) in enumerate(zip(STARTS, (600, 620, 680), strict=True))
    )
    drafts = tuple(
        Draft(
            day, b.start, b.end, "Maths", "", None, None, Box(left=0, top=0, right=1, bottom=1), TimesFrom.HEADER, 1.0
        )
        for day in (Weekday.MONDAY, Weekday.TUESDAY)
        for b in (bands[0], bands[2])
    )
    axis = DayAxis(across=True, low=0, high=0, bands=days)
    return Table(Grid(1, GridKind.RULED, ()), axis, bands, drafts)


def page(word: str) -> NDArray[np.uint8]:
    """The table's page, ``word`` spaced out in its middle row, a rule between the days."""
    picture = np.full((3 * ROW, 520, 3), 40, np.uint8)
    cv2.line(picture, (300, 0), (300, 3 * ROW), (200, 200, 200), 2)
    for i, letter in enumerate(word):
        cv2.putText(picture, letter, (180 + 60 * i, 165), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (220, 220, 220), 2)
    return picture


def test_a_row_with_letters_and_no_entry_is_named_and_not_accepted_unseen() -> None:
    found = with_unread_rows(table(), page("PLAY"))
    assert found.remarks == ("What stands at 10:00–10:20 could not be read; please add it.",)
    assert found.explained == EXPLAINED


def test_an_empty_row_is_none() -> None:
    assert with_unread_rows(table(), page("")) == table()


def test_without_a_picture_all_was_read() -> None:
    assert with_unread_rows(table(), None) == table()
