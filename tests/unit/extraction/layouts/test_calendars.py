"""Weeks whose lessons float as blocks beside a scale of hours."""

from __future__ import annotations

import random
from collections.abc import Sequence

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.layouts.calendars import read_calendar
from chalicelib.extraction.lines.text_lines import lines_of
from chalicelib.extraction.tables.table import Table

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
WEEK = [
    (0, 510, 600, "Maths"), (0, 630, 720, "Art"), (1, 480, 570, "French"), (1, 780, 840, "Lunch duty"),
    (2, 555, 645, "Maths"), (3, 510, 600, "Music"), (3, 840, 930, "Choir"), (4, 660, 720, "Assembly"),
]  # fmt: skip
LEFT, TOP, WIDTH = 100, 120, 200


def word(text: str, left: float, top: float) -> Word:
    return Word(text=text, box=Box(left=left, top=top, right=left + 9 * len(text), bottom=top + 16))


def place(minute: float) -> float:
    """Where a minute is drawn: two page units long, from eight on."""
    return TOP + 2.0 * (minute - 480)


def read(
    week: Sequence[tuple[int, float, float, str]], *, label: float = -8, gap: float = 0, more: tuple[Word, ...] = (),
    days: tuple[str, ...] = DAYS, hours: range = range(8, 17), width: int = WIDTH,
) -> Table | None:  # fmt: skip
    """The calendar of ``week``; the labels' tops are ``label`` below their lines, blocks end ``gap`` early."""
    words = [word(f"{hour}:00", 20, place(60 * hour) + label) for hour in hours]
    words += [word(day, LEFT + WIDTH * i + 60, 60) for i, day in enumerate(days)]
    cells = []
    for day, start, end, name in week:
        left = LEFT + WIDTH * day + 4
        said = [word(text, left + 6, place(start) + 6 + 20 * i) for i, text in enumerate(name.split("|"))]
        box = Box(left=left, top=place(start), right=left + width - 10, bottom=place(end) - gap)
        cells.append(Cell(box, lines_of(said)))
        words += said
    words += more
    return read_calendar(1, words, lines_of(words), cells)


def told(table: Table | None) -> list[tuple[int, int | None, int | None, str]]:
    assert table is not None
    return sorted((DAYS.index(d.day.value), d.start, d.end, d.name) for d in table.drafts)


def test_blocks_without_times_have_those_at_which_their_edges_lie() -> None:
    assert told(read(WEEK)) == sorted(WEEK)


def test_labels_may_stand_below_their_lines_and_blocks_end_early() -> None:
    assert told(read(WEEK, label=2)) == sorted(WEEK)
    assert told(read(WEEK, label=-8, gap=4)) == sorted(WEEK)


def test_what_a_block_prints_is_its_time() -> None:
    timed = [(d, s, e, f"{n}|{s // 60}:{s % 60:02} - {e // 60}:{e % 60:02}") for d, s, e, n in WEEK]
    assert told(read(timed)) == sorted(WEEK)


def test_a_lesson_whose_block_was_not_seen_is_told_by_its_own_time() -> None:
    more = (
        word("Drama", LEFT + 2 * WIDTH + 10, place(780) + 6),
        word("13:00-14:00", LEFT + 2 * WIDTH + 10, place(780) + 24),
    )
    assert (2, 780, 840, "Drama") in told(read(WEEK, more=more))


def test_entries_of_whole_days_above_the_scale_are_no_lessons() -> None:
    assert told(read([*WEEK, (3, 456, 468, "Reports due")])) == sorted(WEEK)


def test_rows_of_a_table_with_their_times_in_the_middle_are_no_calendar() -> None:
    rows = [(day, start, start + 60, name) for day in range(5) for start, name in ((480, "Maths"), (540, "Art"))]
    assert read(rows, label=52) is None


def test_blocks_at_no_round_times_are_no_calendar() -> None:
    places = random.Random(7)
    starts = [(day, places.uniform(480, 900)) for day in range(5) for _ in range(5)]
    assert read([(day, start, start + places.uniform(30, 95), f"Lesson {start}") for day, start in starts]) is None


def test_one_day_is_named_above_its_blocks_whatever_strip_of_days_there_is() -> None:
    today = [(0, start, end, name) for _, start, end, name in WEEK if start not in (555,)]
    strip = tuple(word(letter, LEFT + 40 * i, 30) for i, letter in enumerate("MTWTF"))
    table = read(today, days=("", "", "Thursday 12 March", "", ""), width=900, more=strip)
    assert table is not None
    assert {d.day.value for d in table.drafts} == {"Thursday"}


def test_a_page_without_a_scale_shows_no_calendar() -> None:
    assert read(WEEK, hours=range(8, 10)) is None
