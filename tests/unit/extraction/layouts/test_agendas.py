"""Days in one column of times, as telephones, task lists and slides show them."""

from __future__ import annotations

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.layouts.agendas import read_agenda
from chalicelib.extraction.lines.text_lines import lines_of
from chalicelib.extraction.tables.table import Table

LESSONS = [
    ("08:30", "09:20", "Maths", "Room 12"), ("09:20", "10:10", "French", "Room 4"), ("10:30", "11:20", "History", "H2"),
    ("11:20", "12:10", "Music", "Hall"), ("13:00", "13:50", "Art", "Studio"),
]  # fmt: skip
TOLD = [(510, 560, "Maths"), (560, 610, "French"), (630, 680, "History"), (680, 730, "Music"), (780, 830, "Art")]


def word(text: str, left: float, top: float, height: float = 18) -> Word:
    return Word(text=text, box=Box(left=left, top=top, right=left + 9 * len(text), bottom=top + height))


def told(table: Table | None) -> list[tuple[int | None, int | None, str]]:
    assert table is not None
    return [(d.start, d.end, d.name) for d in table.drafts]


def times_at_the_right() -> list[Word]:
    said = [word("Thursday 27th November", 120, 40)]
    for i, (start, end, name, room) in enumerate(LESSONS):
        top = 100 + 80 * i
        said += [word(name, 80, top), word(room, 80, top + 24), word(f"{start} - {end}", 400, top)]
        said.append(word(str(i + 1), 30, top + 12))
    return said


def test_what_stands_level_with_a_time_and_below_it_is_one_lesson() -> None:
    table = read_agenda(1, times_at_the_right(), [])
    assert told(table) == TOLD
    assert table is not None
    assert {(d.day.value, d.notes) for d in table.drafts} == {("Thursday", room) for _, _, _, room in LESSONS}


def test_a_time_may_stand_below_its_lesson_and_several_days_below_each_other() -> None:
    said = []
    for d, day in enumerate(("10 nov · Hoje · segunda-feira", "terça-feira")):
        said.append(word(day, 20, 500 * d + 20))
        for i, (start, end, name, room) in enumerate(LESSONS):
            top = 500 * d + 60 + 85 * i
            said += [word(name, 60, top), word(room, 60, top + 20), word(f"{start}–{end}", 60, top + 40)]
    table = read_agenda(1, said, [])
    assert told(table) == 2 * TOLD
    assert table is not None
    assert [d.day.value for d in table.drafts] == ["Monday"] * 5 + ["Tuesday"] * 5


def test_a_start_over_its_end_is_one_time() -> None:
    said = [word("czwartek, 16 października 2025", 20, 20)]
    for i, (start, end, name, room) in enumerate(LESSONS):
        top = 80 + 90 * i
        said += [word(start, 60, top), word(end, 60, top + 22), word(name, 150, top), word(room, 150, top + 22)]
    assert told(read_agenda(1, said, [])) == TOLD


def test_starts_alone_last_until_the_next_one() -> None:
    said = [word("Today is Wednesday", 300, 20, 40)]
    for i, (start, _, name, _) in enumerate(LESSONS):
        said += [word(start, 60, 90 + 40 * i), word(name, 180, 90 + 40 * i)]
    found = told(read_agenda(1, said, []))[:4]
    assert found == [(510, 560, "Maths"), (560, 630, "French"), (630, 680, "History"), (680, 780, "Music")]


def test_a_clock_s_sign_before_a_time_is_no_figure() -> None:
    said = [word("Tuesday", 20, 10)]
    for i, (start, end, name, _) in enumerate(LESSONS):
        said += [word(name, 60, 60 + 60 * i), word(f"0{start}-{end}", 60, 80 + 60 * i)]
    assert told(read_agenda(1, said, [])) == TOLD


def test_a_day_that_is_shown_larger_is_the_page_s() -> None:
    said = [
        *times_at_the_right()[1:],
        word("Today is Tuesday", 120, 30, 40),
        word("Today is Monday", 0, 10),
        word("Friday", 0, 200),
    ]
    table = read_agenda(1, said, [])
    assert table is not None
    assert {d.day.value for d in table.drafts} == {"Tuesday"}


def test_of_a_row_of_days_the_one_with_its_date_was_chosen() -> None:
    tabs = [word(day, 20 + 90 * i, 40) for i, day in enumerate(("ma", "di", "wo 8", "do", "vr"))]
    table = read_agenda(1, [*tabs, *times_at_the_right()[1:]], [])
    assert table is not None
    assert {d.day.value for d in table.drafts} == {"Wednesday"}
    same = [word(day, 20 + 90 * i, 40) for i, day in enumerate(("ma", "di", "wo", "do", "vr"))]
    assert read_agenda(1, [*same, *times_at_the_right()[1:]], []) is None


def test_of_a_row_of_days_the_one_that_is_marked_was_chosen() -> None:
    days = [(day, 40 + 90 * i) for i, day in enumerate(("ma", "di", "wo", "do", "vr"))]
    row = [word(text, left, top) for day, left in days for text, top in ((day, 30), (str(left // 9), 60))]
    said = [w for w in times_at_the_right() if w.box.top > 90]
    circle = Cell(Box(left=300, top=55, right=330, bottom=85))
    table = read_agenda(1, [*row, *said], [circle])
    assert table is not None
    assert {d.day.value for d in table.drafts} == {"Thursday"}
    assert read_agenda(1, [*row, *said], []) is None


def test_of_a_row_of_days_the_one_whose_date_stands_below_it_was_chosen() -> None:
    row = [word(day, 40 + 90 * i, 20) for i, day in enumerate(("ma", "di", "wo", "do", "vr"))]
    said = [w for w in times_at_the_right() if w.box.top > 90]
    table = read_agenda(1, [*row, word("di 14 januari · week 3", 20, 60), *said], [])
    assert table is not None
    assert {d.day.value for d in table.drafts} == {"Tuesday"}


def test_a_day_level_with_the_first_of_its_cards_takes_nothing_from_it() -> None:
    said, cells = [], []
    for d, day in enumerate(("ons.", "tor.", "fre.")):
        for i, (start, end, name, room) in enumerate(LESSONS[:3]):
            top = 60 + 240 * d + 80 * i
            said += [word(name, 120, top), word(f"{start}-{end} {room}", 120, top + 24)]
            cells.append(Cell(Box(left=110, top=top - 6, right=500, bottom=top + 50)))
        said += [word(day, 20, 58 + 240 * d), word(str(12 + d), 20, 90 + 240 * d)]
    table = read_agenda(1, said, cells)
    assert table is not None
    assert [(d.day.value, d.name) for d in table.drafts[:4]] == [
        ("Wednesday", "Maths"), ("Wednesday", "French"), ("Wednesday", "History"), ("Thursday", "Maths"),
    ]  # fmt: skip


def test_what_a_box_beside_says_is_no_lesson_s() -> None:
    texts = [
        word(text, 600, 130 + 30 * i)
        for i, text in enumerate(("Don't forget", "library books", "trip money due Friday"))
    ]
    box = Cell(Box(left=590, top=110, right=900, bottom=230), lines_of(texts))
    table = read_agenda(1, [*times_at_the_right(), *texts], [box])
    assert told(table) == TOLD
    assert table is not None
    assert not any("library" in d.notes for d in table.drafts)


def test_a_page_that_names_no_day_shows_no_agenda() -> None:
    assert read_agenda(1, times_at_the_right()[1:], []) is None


def test_columns_beside_each_other_are_of_the_days_above_each() -> None:
    said = []
    for i, days in enumerate(("Monday | Wednesday", "Tuesday")):
        said.append(word(days, 40 + 400 * i, 20))
        for k, (start, end, name, room) in enumerate(LESSONS):
            left, top = 40 + 400 * i, 70 + (60 + 10 * i) * k
            said += [word(f"{start} - {end}", left, top), word(name, left + 150, top), word(room, left + 150, top + 22)]
    table = read_agenda(1, said, [])
    assert told(table) == 3 * TOLD
    assert table is not None
    assert [d.day.value for d in table.drafts] == ["Monday"] * 5 + ["Wednesday"] * 5 + ["Tuesday"] * 5


def test_tables_beside_each_other_with_several_days_each_are_no_agendas() -> None:
    said = []
    for i in (0, 700):
        said += [word(day, 200 + 160 * k + i, 20) for k, day in enumerate(("Monday", "Tuesday", "Wednesday"))]
        for k, (start, end, name, _) in enumerate(LESSONS):
            said += [word(f"{start} - {end}", 40 + i, 70 + 60 * k)]
            said += [word(name, 200 + 160 * day + i, 70 + 60 * k) for day in range(3)]
    assert read_agenda(1, said, []) is None


def test_a_period_s_number_that_was_read_with_the_name_is_none_of_it() -> None:
    said = [word("Friday", 20, 10)]
    for i, (start, end, name, room) in enumerate(LESSONS):
        top = 60 + 90 * i
        said += [word(f"{start} - {end}", 400, top), word(room, 71, top + 24)]
        said += [word(f"{i + 1} {name}", 53, top)] if i % 2 else [word(str(i + 1), 40, top), word(name, 71, top)]
    assert told(read_agenda(1, said, [])) == TOLD


def test_groups_that_have_something_else_at_a_time_are_a_lesson_each() -> None:
    said = times_at_the_right()
    top = next(w.box.top for w in said if w.text == "French")
    said = [w for w in said if w.text not in ("French", "Room 4")]
    said += [word("Religión A12", 80, top), word("Valores B3", 80, top + 24)]
    assert [lesson for lesson in told(read_agenda(1, said, [])) if lesson[0] == 560] == [
        (560, 610, "Religión"),
        (560, 610, "Valores"),
    ]
