"""Lists under named columns, by their words alone."""

from __future__ import annotations

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box, Weekday
from chalicelib.extraction.layouts.lists import read_list
from chalicelib.extraction.lines.text_lines import lines_of

LEFTS = (0, 150, 300, 500)
ROWS = [
    ("Monday", "8:30-9:00", "Reading", "Room 4"),
    ("Monday", "9:00-10:00", "Maths", "C14"),
    ("Tuesday", "8:30-9:00", "Art", ""),
    ("Tuesday", "9:00-10:00", "Music", "Hall 2"),
]


def words(rows: list[tuple[str, ...]], top: float = 0.0) -> list[Word]:
    return [
        Word(
            text=text,
            box=Box(left=LEFTS[x], top=top + y * 30, right=LEFTS[x] + 9 * len(text), bottom=top + y * 30 + 18),
        )
        for y, row in enumerate(rows)
        for x, text in enumerate(row)
        if text
    ]


def told(found: list[Word]) -> list[tuple[Weekday, int | None, str, str]]:
    reading = read_list(1, found, lines_of(found))
    return [] if reading is None else [(d.day, d.start, d.name, d.notes) for d in reading.drafts]


HEADS = ("Day", "Time", "Lesson", "Room")
EXPECTED = [
    (Weekday.MONDAY, 510, "Reading", "Room 4"),
    (Weekday.MONDAY, 540, "Maths", "C14"),
    (Weekday.TUESDAY, 510, "Art", ""),
    (Weekday.TUESDAY, 540, "Music", "Hall 2"),
]


def test_a_record_a_row() -> None:
    assert told(words([HEADS, *ROWS])) == EXPECTED


def test_a_day_in_the_middle_of_its_rows() -> None:
    days = [
        Word(text=d, box=Box(left=0, top=45 + 60 * i, right=70, bottom=63 + 60 * i))
        for i, d in enumerate(["Mon", "Tue"])
    ]
    assert told([*words([HEADS, *(("", *row[1:]) for row in ROWS)]), *days]) == EXPECTED


def test_a_time_and_a_lesson_that_a_reader_joined() -> None:
    found = words([HEADS, *ROWS])
    time, lesson = (next(w for w in found if w.text == text and w.box.top == 60) for text in ("9:00-10:00", "Maths"))
    joined = Word(text="9:00-10:00 Maths", box=time.box.model_copy(update={"right": lesson.box.right}))
    assert told([*(w for w in found if w not in (time, lesson)), joined]) == EXPECTED


def test_a_name_over_two_lines_is_one() -> None:
    second = Word(text="club", box=Box(left=300, top=74, right=330, bottom=88))
    assert (Weekday.MONDAY, 540, "Maths club", "C14") in told([*words([HEADS, *ROWS]), second])


def test_no_list_without_its_heads() -> None:
    assert told(words(ROWS)) == []
    assert told(words([("Day", "Monday", "Tuesday", "Wednesday"), *ROWS])) == []


def test_a_head_that_is_not_known_heads_a_column() -> None:
    assert told(words([("Day", "Time", "Lesson", "Wo?"), *ROWS])) == EXPECTED


def test_days_in_codes_of_letters() -> None:
    codes = [("MWF", *ROWS[0][1:]), ("TR", *ROWS[1][1:]), ("R", *ROWS[3][1:]), ("MTWThF", *ROWS[2][1:])]
    found = [(day.value, name) for day, _, name, _ in told(words([HEADS, *codes, ("TBA", "TBA", "Seminar", "")]))]
    assert found == [
        *((day, "Reading") for day in ("Monday", "Wednesday", "Friday")),
        *((day, "Maths") for day in ("Tuesday", "Thursday")),
        ("Thursday", "Music"),
        *((day, "Art") for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
    ]


def test_codes_of_days_apart_and_what_heads_some_rows() -> None:
    rows = [("M W F", *ROWS[0][1:]), ("T Th", *ROWS[1][1:]), ("", "", "EVENING", ""), ("Sat", *ROWS[2][1:])]
    note = words([("T = Tuesday", "", "", "")], top=30.0 * 6)
    found = [(d.value, name) for d, _, name, _ in told([*words([HEADS, *rows, ("F", *ROWS[3][1:])]), *note])]
    assert found == [
        *((day, "Reading") for day in ("Monday", "Wednesday", "Friday")),
        ("Tuesday", "Maths"),
        ("Thursday", "Maths"),
        ("Saturday", "Art"),
        ("Friday", "Music"),
    ]


def test_of_a_number_and_a_title_the_title_is_the_name() -> None:
    rows = [(row[0], row[1], f"BIOL 21{i}3", row[2]) for i, row in enumerate(ROWS)]
    found = told(words([("Day", "Time", "Course", "Title"), *rows]))
    assert found[0][2:] == ("Reading", "BIOL 2103")


def test_a_note_over_all_columns_below_a_list_is_no_record() -> None:
    note = Word(text="Printed on 3:41 PM in the office of the school", box=Box(left=0, top=150, right=560, bottom=168))
    rows = [HEADS, *ROWS]
    assert told([*words(rows), note]) == EXPECTED


def test_a_start_and_an_end_that_a_reader_has_apart_are_one_time() -> None:
    apart = []
    for found in words([HEADS, *ROWS]):
        start, _, end = found.text.partition("-")
        if not start[0].isdigit():
            apart.append(found)
            continue
        place = found.box
        apart += [
            Word(text=start, box=place.model_copy(update={"right": place.left + 40})),
            Word(text=end, box=place.model_copy(update={"left": place.left + 60, "top": place.top - 3})),
        ]
    assert told(apart) == EXPECTED


def test_short_names_of_days_in_rows_that_serve_several() -> None:
    rows = [
        ("Mo bis Mi", "8:30-9:00", "Kunst", ""),
        ("Do und Fr", "8:30-9:00", "Sport", ""),
        ("Mo bis Fr", "9:00-9:30", "Pause", ""),
        ("Mo - Fr", "9:30-10:00", "Mathe", ""),
        ("Di", "10:00-10:30", "Ethik", ""),
    ]
    found = told(words([("Tag", "Zeit", "Fach", "Raum"), *rows]))
    days = [[d for d, _, name, _ in found if name == row[2]] for row in rows]
    assert [len(named) for named in days] == [3, 2, 5, 5, 1]
    assert days[4] == [Weekday.TUESDAY]


def test_a_courses_number_is_no_time_where_another_column_holds_the_times() -> None:
    rows = [
        ("MW", "12:30-1:20pm", "MATH 2250", "Boyd 126"),
        ("TR", "9:05-9:55am", "BIOL 1107", "Hall 210"),
        ("F", "1:50-2:40pm", "PEDB 1950", "Wall 3"),
        ("T", "2:00-4:50pm", "HIST 2111", "LeConte 101"),
    ]
    found = told(words([("Days", "Time", "Course", "Room"), *rows]))
    assert (Weekday.MONDAY, 750, "MATH 2250", "Boyd 126") in found
    assert {start for _, start, _, _ in found} == {750, 545, 830, 840}
