"""What happens every day, told once before the days' lists."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.extraction.grid import GridKind
from chalicelib.extraction.layouts.day_lists import read_day_lists
from chalicelib.extraction.layouts.every_day import with_every_day
from chalicelib.extraction.lines.text_lines import lines_of
from chalicelib.extraction.tables.table import Table
from tests.unit.extraction.making import column

LISTS = [
    *column(0, "Monday", "10:00 - 11:00 Art", "Wednesday", "10:00 - 11:00 PE", top=200),
    *column(300, "Tuesday", "10:00 - 11:00 Maths", "Friday", "9:00 - 9:20 Song", top=200),
]
ROUTINE = column(0, "Every day", "9:00 - 9:20 Welcome", "11:00 - 11:30 Snack")


def read(heading: list) -> Table:
    words = [*heading, *LISTS]
    lines = lines_of(words)
    table = read_day_lists(1, words, lines)
    assert table is not None
    return with_every_day(table, lines)


def test_a_list_for_every_day_before_the_days_lists_is_each_days() -> None:
    told = {(d.day.value, d.start, d.name) for d in read(ROUTINE).drafts}
    days = ("Monday", "Tuesday", "Wednesday", "Friday")
    assert {(day, 660, "Snack") for day in days} <= told
    # Friday has something else at nine.
    assert {day for day, start, name in told if name == "Welcome"} == set(days) - {"Friday"}


def test_sentences_and_tables_by_rules_have_no_such_list() -> None:
    notes = column(0, "Every day", "We open at 8:00.", "Please bring a coat.", "And a hat.")
    assert {d.name for d in read(notes).drafts} == {"Art", "PE", "Maths", "Song"}
    table = read(notes)
    ruled = replace(table, grid=replace(table.grid, kind=GridKind.RULED))
    assert with_every_day(ruled, lines_of([*ROUTINE, *LISTS])) == ruled


def test_a_strip_says_in_columns_what_every_day_has() -> None:
    strip = column(0, "EVERY DAY", top=600)
    strip += [w for i, said in enumerate((("7:45 - 8:05", "Arrival", "in class"), ("12:00 - 12:30", "Lunch", "hall")))
              for w in column(200.0 + 200 * i, *said, top=590)]  # fmt: skip
    words = [*LISTS, *strip]
    table = read_day_lists(1, LISTS, lines_of(LISTS))
    assert table is not None
    told = with_every_day(table, lines_of(words)).drafts
    lunch = [(d.day.value, d.start, d.end, d.notes) for d in told if d.name == "Lunch"]
    assert sorted(lunch) == [(day, 720, 750, "hall") for day in ("Friday", "Monday", "Tuesday", "Wednesday")]


def test_a_days_rows_below_what_every_day_has_are_no_strip() -> None:
    row = column(0, "Every day", top=600)
    row += [w for i, said in enumerate((("8:45 - 9:00", "9:00 - 9:25 Phonics"), ("12:15 - 13:15", "13:15 - 14:15 RE")))
            for w in column(200.0 + 200 * i, *said, top=590)]  # fmt: skip
    table = read_day_lists(1, LISTS, lines_of(LISTS))
    assert table is not None
    assert with_every_day(table, lines_of([*LISTS, *row])) == table


def test_a_strip_that_is_of_all_days_already_stays_as_it_was_read() -> None:
    strip = column(0, "EVERY DAY", top=600)
    strip += [w for i, said in enumerate((("7:45 - 8:05", "Arrival"), ("12:00 - 12:30", "Lunch")))
              for w in column(200.0 + 200 * i, *said, top=590)]  # fmt: skip
    table = read_day_lists(1, LISTS, lines_of(LISTS))
    assert table is not None
    lunch = next(x for x in lines_of(strip) if x.text == "Lunch")
    read_so = [replace(d, start=720, end=750, name="Lunch time", box=lunch.box) for d in table.drafts]
    known = replace(table, drafts=(*table.drafts, *read_so))
    assert with_every_day(known, lines_of([*LISTS, *strip])) == known


def test_a_list_of_every_day_among_the_days_own_is_of_each() -> None:
    every = column(300, "EVERY DAY", "10:30 - 10:50 Recess", "11:30 - 12:15 Lunch", top=360)
    told = [(d.day.value, d.start, d.end) for d in read(every).drafts if d.name == "Lunch"]
    assert sorted(told) == [(day, 690, 735) for day in ("Friday", "Monday", "Tuesday", "Wednesday")]
    assert {d.name for d in read(every).drafts} == {"Art", "Maths", "PE", "Song", "Recess", "Lunch"}
