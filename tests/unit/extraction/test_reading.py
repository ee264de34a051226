"""Which of several readings of one page is believed."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.domain.page import PageSource, PreparedPage, StatedTable, TableCell
from chalicelib.domain.timetable import Box, TimesFrom, Weekday
from chalicelib.extraction.axes import DayAxis
from chalicelib.extraction.choice import (
    _in_order_alone,
    _printed,
    _takes_parts_for_lessons,
    _tells_more_days,
)
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Grid, GridKind
from chalicelib.extraction.reading import extract_pages
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.tables.told_alike import all_and_days_more, all_and_more
from chalicelib.preprocessing.typewriter import TAB, typed
from tests.unit.extraction.making import reading

BOX = Box(left=0, top=0, right=10, bottom=10)
MONDAY, WEDNESDAY = Weekday.MONDAY, Weekday.WEDNESDAY


def test_a_reading_that_knows_more_days_needs_hardly_as_much() -> None:
    ruled, told = reading(*[MONDAY] * 18), reading(*[MONDAY] * 8, *[WEDNESDAY] * 9)
    assert _tells_more_days(told, [ruled], alone=True)
    assert not _tells_more_days(reading(*[MONDAY] * 18), [ruled], alone=True)
    assert not _tells_more_days(reading(*[MONDAY] * 5, *[WEDNESDAY] * 5), [ruled], alone=True)


def test_cards_that_all_have_times_are_believed_over_texts_some_of_which_have_none() -> None:
    cards, ruled = reading(*[MONDAY] * 18), reading(*[MONDAY] * 18)
    stray = replace(ruled.drafts[0], start=None, end=None)
    assert _in_order_alone(cards, [replace(ruled, drafts=(*ruled.drafts, stray))])
    assert not _in_order_alone(cards, [ruled])
    late = [replace(d, end=(d.end or 0) + 300) for d in ruled.drafts]
    assert _in_order_alone(cards, [replace(ruled, drafts=tuple(late))])
    more = reading(*[MONDAY] * 30)
    assert not _in_order_alone(cards, [replace(more, drafts=(*more.drafts, stray))])


def test_a_reading_that_tells_all_of_another_one_and_a_row_more_is_believed() -> None:
    told, days = reading(*[MONDAY, WEDNESDAY] * 5), DayAxis(False, (), 0, 10, None, 1.0)
    ruled = replace(reading(*[MONDAY, WEDNESDAY] * 4), axis=days)
    assert all_and_more([told], [ruled])
    assert not all_and_more([told], [replace(ruled, axis=replace(days, across=True))])  # a legend below a grid
    assert not all_and_more([ruled], [ruled])
    untimed = replace(told, drafts=(*told.drafts[:-1], replace(told.drafts[-1], end=None)))
    assert not all_and_more([untimed], [ruled])
    room = replace(ruled.drafts[0], name="Hall")  # at the time of a lesson: said of it
    assert not all_and_more([replace(told, drafts=(*told.drafts, room))], [ruled])


def test_a_reading_that_tells_a_day_more_as_full_as_the_others_is_believed() -> None:
    told = reading(*[MONDAY, WEDNESDAY] * 5)
    ruled = replace(told, drafts=tuple(d for d in told.drafts if d.day is MONDAY))
    assert all_and_days_more([told], [ruled])
    note = replace(told, drafts=tuple(d for d in told.drafts if d.day is MONDAY or d is told.drafts[1]))
    assert not all_and_days_more([note], [ruled])
    otherwise = replace(ruled, drafts=(replace(ruled.drafts[0], end=None), *ruled.drafts[1:]))
    assert not all_and_days_more([told], [otherwise])


def test_paragraphs_beside_a_table_of_something_else_are_read_as_typed() -> None:
    lists = [
        ("LUNES", "8.45 - 9.35   Lengua   aula 21", "9.35 - 10.25   Guardia"),
        ("MARTES", "8.45 - 9.35   Lengua   aula 12", "11.15 - 11.45   Recreo"),
        ("JUEVES", "9.35 - 10.25   Tutoría   aula 34", "10.25 - 11.15   Lengua   aula 21"),
    ]
    hours = StatedTable(cells=tuple(TableCell(row=0, column=i, text=text) for i, text in enumerate(("Total", "22"))))
    page = PreparedPage(
        number=1,
        width=2,
        height=1,
        source=PageSource.WORD_PROCESSOR,
        tables=(hours,),
        paragraphs=("Horario personal", *(line for day in lists for line in day), "\f"),
    )
    blocks = extract_pages([page], {}).timeblocks
    assert [(b.day.value, b.name) for b in blocks] == [
        ("Monday", "Lengua"),
        ("Monday", "Guardia"),
        ("Tuesday", "Lengua"),
        ("Tuesday", "Recreo"),
        ("Thursday", "Tutoría"),
        ("Thursday", "Lengua"),
    ]


def test_a_word_processors_second_table_may_be_the_bells_of_the_first() -> None:
    week = (("", "ma", "di", "wo"), ("1", "gs", "", "gs"), ("2", "", "ne", "en"), ("3", "wi", "wi", ""))
    rung = (("1", "8.30 – 9.20"), ("2", "9.20 – 10.10"), ("pauze", "10.10 – 10.30"), ("3", "10.30 – 11.20"))
    tables = tuple(
        StatedTable(
            cells=tuple(TableCell(row=y, column=x, text=t) for y, row in enumerate(rows) for x, t in enumerate(row))
        )
        for rows in (week, rung)
    )
    page = PreparedPage(number=1, width=2, height=1, source=PageSource.WORD_PROCESSOR, tables=tables)
    blocks = extract_pages([page], {}).timeblocks
    assert {(b.name, b.start and f"{b.start:%H:%M}") for b in blocks} == {
        ("gs", "08:30"),
        ("ne", "09:20"),
        ("en", "09:20"),
        ("wi", "10:30"),
    }


def lesson(day: Weekday, start: int, name: str, notes: str = "", times_from: TimesFrom = TimesFrom.HEADER) -> Draft:
    return Draft(day, start, start + 30, name, notes, None, None, BOX, times_from)


def told(*drafts: Draft) -> Table:
    return Table(Grid(1, GridKind.RULED, ()), None, (), drafts)


def test_rules_that_take_rooms_for_lessons_are_not_believed_over_a_lists_heads() -> None:
    listed = [lesson(MONDAY, 480 + 30 * i, "Art", f"Room {i}") for i in range(4)]
    rooms = [lesson(MONDAY, 480 + 30 * i, f"Room {i}") for i in range(4)]
    assert _takes_parts_for_lessons([told(*listed, *rooms)], told(*listed))
    assert not _takes_parts_for_lessons([told(*listed)], told(*listed))


def test_measured_times_are_none_that_are_printed() -> None:
    measured = lesson(MONDAY, 480, "Art", times_from=TimesFrom.INTERPOLATED)
    assert _printed([told(measured, lesson(MONDAY, 510, "PE"))]) == {(MONDAY, 510, "PE")}


def test_a_word_table_whose_cells_are_lists_of_a_day_each() -> None:
    lists = (
        (
            "LUNI\n1. Matematică\n2. Istorie\n3. Desen",
            "MARȚI\n1. Istorie\n2. Matematică",
            "MIERCURI\n1. Desen\n2. Matematică",
        ),
        ("JOI\n1. Matematică\n2. Desen", "VINERI\n1. Istorie\n2. Matematică", "Diriginte:\nprof. Ionescu"),
    )
    cells = [TableCell(row=y, column=x, text=text) for y, row in enumerate(lists) for x, text in enumerate(row)]
    table = StatedTable(cells=tuple(cells))
    page = PreparedPage(number=1, width=3, height=2, source=PageSource.WORD_PROCESSOR, tables=(table,))
    blocks = extract_pages([page], {}).timeblocks
    assert len(blocks) == 11
    assert {(b.name, b.period) for b in blocks if b.day.value == "Monday"} == {
        ("Matematică", "1."),
        ("Istorie", "2."),
        ("Desen", "3."),
    }


def test_hours_behind_each_time_of_a_typed_list_are_no_word() -> None:
    days = [
        (day, "8.30 – 8.45 u\tInloop", "8.45 – 9.45 u\tRekenen", "9.45 – 10.15 u\tTaal")
        for day in ("Maandag", "Dinsdag")
    ]
    said = [line.replace("\t", TAB) for day in days for line in day]
    words = typed([line.replace(TAB, "\t") for line in said], 500)
    wide, high = (max(getattr(w.box, side) for w in words) for side in ("right", "bottom"))
    page = PreparedPage(number=1, width=wide, height=high, source=PageSource.WORD_PROCESSOR, words=words)
    blocks = extract_pages([page], {}).timeblocks
    assert [b.name for b in blocks] == ["Inloop", "Rekenen", "Taal"] * 2
