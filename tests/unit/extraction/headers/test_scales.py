"""Scales of times that stand in one cell."""

from __future__ import annotations

from chalicelib.domain.timetable import Box
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.headers.scales import scales_apart

HALF = 30.0
"""Page units of half an hour."""


def label(text: str, middle: float) -> Line:
    return Line(text, Box(left=10, top=middle - 5, right=50, bottom=middle + 5), 10.0)


def scale(*, below: float, uneven: float = 0.0) -> Cell:
    """Times from eight o'clock, each as far below its line; ``uneven``: one of them further."""
    times = [f"{8 + i // 2:02}h{30 * (i % 2):02}" for i in range(8)]
    lines = tuple(label(text, 100 + HALF * i + below + (uneven if i == 4 else 0)) for i, text in enumerate(times))
    return Cell(Box(left=0, top=90, right=60, bottom=360), lines)


def lesson(day: int, first: float, last: float) -> Cell:
    """A lesson from one half hour after eight to another."""
    left = 70.0 + 100 * day
    box = Box(left=left, top=100 + HALF * first, right=left + 90, bottom=100 + HALF * last)
    return Cell(box, (label("Maths", box.top + 10),))


LESSONS = [lesson(0, 0, 2), lesson(0, 2, 4), lesson(1, 1, 4), lesson(1, 4, 6), lesson(2, 3, 6), lesson(2, 0, 1.5)]


def test_labels_below_their_lines_get_the_rows_that_lessons_show() -> None:
    cut = scales_apart([scale(below=9), *LESSONS])
    assert [(c.text, round(c.box.top), round(c.box.bottom)) for c in cut[:2]] == [
        ("08h00", 100, 130),
        ("08h30", 130, 160),
    ]
    assert len(cut) == 8 + len(LESSONS)


def test_uneven_times_and_lessons_that_begin_anywhere_show_none() -> None:
    uneven = [scale(below=9, uneven=12), *LESSONS]
    assert scales_apart(uneven) == tuple(uneven)
    anywhere = [scale(below=9), *(lesson(i, 0.37 * i, 2.11 + 0.61 * i) for i in range(6))]
    assert scales_apart(anywhere) == tuple(anywhere)
