"""Weeks told in running text."""

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box, Weekday
from chalicelib.extraction.grid import Line
from chalicelib.extraction.layouts.prose import read_prose
from chalicelib.extraction.lines.text_lines import lines_of
from chalicelib.preprocessing.typewriter import typed


def told(*lines: str) -> tuple[Line, ...]:
    """Lines of words as they would be printed; ``|`` goes on at the next column."""
    found = []
    for row, line in enumerate(lines):
        place = 10.0
        for text in line.split():
            if text == "|":
                place = (place // 300 + 1) * 300
                continue
            box = Box(left=place, top=30.0 * row, right=place + 8 * len(text), bottom=30.0 * row + 14)
            found.append(Word(text=text, box=box))
            place = box.right + 4
    return lines_of(found)


def test_a_paragraph_a_day() -> None:
    table = read_prose(
        1,
        told(
            "Our week. Please send a coat every day.",
            "Monday: 8:30–8:50 Soft start; 8:50–9:30 Maths; 12:15–1:00 Lunch; 1:00–",
            "2:30 Forest school (field).",
            "Tuesday: 8:30–8:50 Soft start.",
        ),
    )
    assert table is not None
    assert [(d.day.value, d.start, d.end, d.name, d.notes) for d in table.drafts] == [
        ("Monday", 510, 530, "Soft start", ""),
        ("Monday", 530, 570, "Maths", ""),
        ("Monday", 735, 780, "Lunch", ""),
        ("Monday", 780, 870, "Forest school", "(field)"),
        ("Tuesday", 510, 530, "Soft start", ""),
    ]
    assert all(30 <= d.box.top <= 104 for d in table.drafts)


def test_what_leads_in_the_next_time_is_no_part_of_an_activity() -> None:
    table = read_prose(
        1, told("Lundi", "• de 8h à 10h : Anglais (salle 2)", "• de 10h15 à 12h15 : EPS", "Mardi : 9h SVT")
    )
    assert table is not None
    assert [(d.name, d.notes) for d in table.drafts] == [("Anglais", "(salle 2)"), ("EPS", ""), ("SVT", "")]


def test_a_day_may_be_told_in_columns_of_parts_of_the_day_and_what_is_every_days_once_for_all() -> None:
    table = read_prose(
        1,
        told(
            "| Before break | Afternoon",
            "Every day | 8.45-9.00 Register | 2.45-3.15 Story",
            "Monday | 9.00-9.25 Phonics | 1.15-2.15 Science (materials)",
            "| 9.25-10.30 Maths | 2.15-2.45 Computing",
            "Tuesday | 9.00-10.30 Art | 1.15-3.15 PE",
        ),
    )
    assert table is not None
    assert [(d.start, d.end, d.name) for d in table.drafts if d.day is Weekday.MONDAY] == [
        (525, 540, "Register"),
        (885, 915, "Story"),
        (540, 565, "Phonics"),
        (565, 630, "Maths"),
        (795, 855, "Science"),
        (855, 885, "Computing"),
    ]
    assert [d.name for d in table.drafts if d.day is Weekday.TUESDAY] == ["Register", "Art", "PE"]


def test_a_range_that_ends_a_line_begins_no_column() -> None:
    table = read_prose(1, told("Monday | 9:00-11:00 Art | 14:30-17:30", "Latin", "Tuesday | 9:00-10:00 Art"))
    assert table is not None
    assert [d.name for d in table.drafts] == ["Art", "Latin", "Art"]


def test_a_letter_that_mentions_a_day_tells_no_week() -> None:
    assert read_prose(1, told("Dear parents,", "Monday is a holiday. School begins at 9:00 on Tuesday.")) is None


def test_a_list_whose_days_stand_in_the_middle_of_their_rows_is_not_told() -> None:
    rows = ["8:00-8:50 Art", "Monday 8:50-9:40 Music", "14:00-14:50 Latin", "8:00-8:50 Maths", "Tuesday 8:50-9:40 Art"]
    assert read_prose(1, told(*rows)) is None


def test_a_day_with_its_place_behind_a_dash_begins_a_paragraph() -> None:
    table = read_prose(
        1,
        told(
            "MONDAY – Holy Trinity Primary, Music Room",
            "9.10-9.40 Violin",
            "9.40-10.10 Viola",
            "WEDNESDAY – Ryburn High, Room 3",
            "8.45-9.05 Cello",
        ),
    )
    assert table is not None
    assert {(d.day.value, d.name) for d in table.drafts} == {
        ("Monday", "Violin"), ("Monday", "Viola"), ("Wednesday", "Cello"),
    }  # fmt: skip


def test_a_day_at_the_beginning_of_a_typed_name_is_a_part_of_it() -> None:
    words = typed(["SATURDAY", "9.30 – 10.30 am\tSaturday Trad Group\tDeclan"], 100)
    assert [line.text for line in lines_of(words)][-2:] == ["Saturday Trad Group", "Declan"]


def test_a_days_name_may_be_two_words() -> None:
    table = read_prose(1, told("Dé Luain", "9.00 – Gaeilge", "10.00 – Mata", "Dé Máirt", "9.00 – Ceol"))
    assert table is not None
    assert [(d.day.value, d.start, d.name) for d in table.drafts] == [
        ("Monday", 540, "Gaeilge"), ("Monday", 600, "Mata"), ("Tuesday", 540, "Ceol"),
    ]  # fmt: skip
