"""Pauses that print no time between lessons that do."""

from __future__ import annotations

from chalicelib.domain.timetable import Box, Weekday
from chalicelib.extraction.cells.gaps import Placed, gap_of

MONDAY, TUESDAY = Weekday.MONDAY, Weekday.TUESDAY
PAUSE = Box(left=0, top=100, right=50, bottom=120)


def test_a_pause_lasts_from_the_lesson_before_it_to_the_one_behind_it() -> None:
    lessons = [
        Placed(MONDAY, 0, 50, 540, 590),
        Placed(MONDAY, 50, 100, 590, 640),
        Placed(MONDAY, 120, 170, 660, 710),
        Placed(TUESDAY, 50, 100, 590, 645),
    ]
    assert gap_of(PAUSE, [MONDAY], lessons, across=False) == (640, 660)
    assert gap_of(PAUSE, [MONDAY, TUESDAY], lessons, across=False) == (640, 660)
    assert gap_of(PAUSE, [TUESDAY], lessons, across=False) is None  # nothing behind it says when it ends


def test_no_gap_is_no_pause() -> None:
    lessons = [Placed(MONDAY, 50, 100, 590, 660), Placed(MONDAY, 120, 170, 660, 710)]
    assert gap_of(PAUSE, [MONDAY], lessons, across=False) is None
