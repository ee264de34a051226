"""Lists of days in columns beside each other."""

import pytest

from chalicelib.domain.page import PageSource, PreparedPage, Word
from chalicelib.domain.timetable import Box, Weekday
from chalicelib.extraction.layouts.day_lists import read_day_lists
from chalicelib.extraction.lines.text_lines import lines_of
from chalicelib.extraction.reading import page_tables
from chalicelib.extraction.tables.table import Table
from tests.unit.extraction.making import column

LEFT = (
    "Monday",
    "9.00-9.45 Maths",
    "9.45-10.30 Art",
    "1.00-2.00 Games",
    "Tuesday",
    "9.00-9.45 French",
    "9.45-10.30 PE",
)
RIGHT = ("Thursday", "9.00-9.45 Drama", "9.45-10.30 Music", "Friday", "9.00-10.30 Forest school")


def read(words: list[Word]) -> Table | None:
    return read_day_lists(1, words, lines_of(words))


def test_each_column_is_read_downwards() -> None:
    table = read([*column(0, *LEFT), *column(300, *RIGHT)])
    assert table is not None
    assert [(d.day.value, d.start, d.end, d.name) for d in table.drafts] == [
        ("Monday", 540, 585, "Maths"),
        ("Monday", 585, 630, "Art"),
        ("Monday", 780, 840, "Games"),
        ("Tuesday", 540, 585, "French"),
        ("Tuesday", 585, 630, "PE"),
        ("Thursday", 540, 585, "Drama"),
        ("Thursday", 585, 630, "Music"),
        ("Friday", 540, 630, "Forest school"),
    ]
    assert [d.box.left >= 300 for d in table.drafts] == [False] * 5 + [True] * 3
    assert all(d.box.bottom <= 7 * 30 for d in table.drafts)


def test_days_across_one_row_or_said_twice_are_no_such_lists() -> None:
    heads = [
        word for i, day in enumerate(("Monday", "Tuesday", "Friday")) for word in column(200.0 * i, day, "9.00 Art")
    ]
    assert read(heads) is None
    assert read([*column(0, *LEFT), *column(300, *LEFT)]) is None


def test_days_in_two_rows_are_not_the_upper_rows_alone() -> None:
    upper = [("Monday", "Maths"), ("Tuesday", "Art"), ("Wednesday", "Music")]
    lower = [("Thursday", "Games"), ("Friday", "French"), ("Remember!", "")]
    said = []
    for i, ((day, name), (below, other)) in enumerate(zip(upper, lower, strict=True)):
        first, second = (f"9.00-9.45 {name}", f"9.45-10.30 {name} again"), (f"9.00-9.45 {other}", f"9.45-10.30 {other}")
        said += column(300.0 * i, day, *first, "", below, *(second if other else ("PE kit", "swimming bag")))
    page = PreparedPage(number=1, width=900, height=300, source=PageSource.TEXT_LAYER, words=tuple(said))
    (table,) = page_tables(page, None)
    assert [d.name for d in table.drafts if d.day is Weekday.THURSDAY] == ["Games", "Games"]
    assert len({d.day for d in table.drafts}) == 5


def test_a_day_without_times_below_heads_no_list() -> None:
    assert read([*column(0, *LEFT), *column(300, *RIGHT[:4], "Forest school")]) is None


def test_two_rows_of_days_whose_names_stand_in_the_middle_of_their_lists() -> None:
    said: list[Word] = []
    for i, (above, below) in enumerate([("SENIN", "KAMIS"), ("SELASA", "JUMAT"), ("RABU", "SABTU")]):
        left = 220.0 * i
        lists = [(above, 0.0, ["07.00-07.35 Upacara", "07.35-08.45 Seni"]), (below, 200.0, ["07.00-08.00 Literasi"])]
        for day, top, entries in lists:
            said.append(Word(text=day, box=Box(left=left + 60, top=top, right=left + 100, bottom=top + 14)))
            for row, entry in enumerate(entries, 1):
                clock, name = entry.split()
                y = top + 30 * row
                said.append(Word(text=clock, box=Box(left=left, top=y, right=left + 88, bottom=y + 14)))
                said.append(Word(text=name, box=Box(left=left + 100, top=y, right=left + 160, bottom=y + 14)))
    table = read(said)
    assert table is not None
    assert {(d.day.value, d.start, d.name) for d in table.drafts if d.name == "Literasi"} == {
        (day, 420, "Literasi") for day in ("Thursday", "Friday", "Saturday")
    }


def test_notes_to_all_below_the_columns_are_no_part_of_a_list() -> None:
    left = ["MONDAYS", "3:30-4:00 Ella", "4:00-4:45 Noah", "TUESDAYS", "3:45-4:15 Liam"]
    right = ["THURSDAYS", "3:30-4:15 Charlotte", "FRIDAYS", "3:30-4:30 Ensemble"]
    note = column(0, *[""] * 20, "Fall recital on Sunday 30 November at 2:00 in the church, all welcome")
    table = read([*column(0, *left), *column(300, *right), *note])
    assert table is not None
    assert {(d.day.value, d.name) for d in table.drafts} == {
        ("Monday", "Ella"), ("Monday", "Noah"), ("Tuesday", "Liam"), ("Thursday", "Charlotte"), ("Friday", "Ensemble"),
    }  # fmt: skip


def test_a_second_line_of_an_entry_is_its_notes() -> None:
    left = ["MONDAYS", "3:30-4:00 Ella", "4:00-4:45 Noah", "TUESDAYS", "3:45-4:15 Liam"]
    right = ["THURSDAYS", "3:30-4:15 Charlotte", "FRIDAYS", "3:30-4:30 Ensemble"]
    said = [*column(0, *left), *column(300, *right)]
    name = next(w for w in said if w.text == "Noah")
    box = name.box.model_copy(update={"top": name.box.bottom + 2, "bottom": name.box.bottom + 14})
    table = read([*said, Word(text="violin", box=box)])
    assert table is not None
    assert {d.name: d.notes for d in table.drafts if d.day.value == "Monday"} == {"Ella": "", "Noah": "violin"}


def test_a_note_across_the_foot_parts_no_columns_and_rows_may_be_numbered() -> None:
    def listed(left: float, *days: tuple[str, list[str]]) -> list[Word]:
        lines = [x for day, entries in days for x in (day, *(f"{i} {e}" for i, e in enumerate(entries, 1)))]
        return column(left, *(f"{' ' * 6}{line}" if line in ("SENIN", "SELASA") else line for line in lines))

    first = listed(0, ("SENIN", ["07.00-07.35 Upacara", "07.35-08.45 Matematika"]), ("RABU", ["07.00-07.15 Literasi"]))
    second = listed(300, ("SELASA", ["07.00-08.10 PJOK", "08.10-09.20 IPAS"]), ("KAMIS", ["07.00-09.20 Agama"]))
    foot = [w.model_copy(update={"box": Box(left=120, right=420, top=300, bottom=314)}) for w in column(120, "piket")]
    table = read([*first, *second, *foot])
    assert table is not None
    assert {(d.day, d.start, d.name) for d in table.drafts} == {
        (Weekday.MONDAY, 420, "Upacara"),
        (Weekday.MONDAY, 455, "Matematika"),
        (Weekday.WEDNESDAY, 420, "Literasi"),
        (Weekday.TUESDAY, 420, "PJOK"),
        (Weekday.TUESDAY, 490, "IPAS"),
        (Weekday.THURSDAY, 420, "Agama"),
    }


def test_days_named_in_two_languages_head_their_lists_once() -> None:
    again = {"Monday": "(Dé Luain)", "Tuesday": "(Dé Máirt)", "Thursday": "(Déardaoin)", "Friday": "(Dé hAoine)"}
    words = [*column(0, *LEFT), *column(300, *RIGHT)]
    for head in [word for word in words if word.text in again]:
        behind = head.box.model_copy(update={"left": head.box.right + 14, "right": head.box.right + 80})
        words.append(Word(text=again[head.text], box=behind))
    table = read(words)
    assert table is not None
    assert len(table.drafts) == 8


def test_names_of_days_in_short_head_lists_where_one_language_has_them_all() -> None:
    left = column(0, "Mo", "8.00-8.45 Deutsch", "8.50-9.35 Kunst", "Di", "8.00-8.45 Sport", "8.50-9.35 Musik")
    right = column(300, "Mi", "8.00-9.35 Werken", "Do", "8.50-9.35 Deutsch", "9.50-10.35 Sport")
    table = read([*left, *right])
    assert table is not None
    assert [(d.day.value, d.start, d.name) for d in table.drafts] == [
        ("Monday", 480, "Deutsch"),
        ("Monday", 530, "Kunst"),
        ("Tuesday", 480, "Sport"),
        ("Tuesday", 530, "Musik"),
        ("Wednesday", 480, "Werken"),
        ("Thursday", 530, "Deutsch"),
        ("Thursday", 590, "Sport"),
    ]


def test_lists_in_two_rows_that_do_not_stand_below_each_other() -> None:
    above = [*column(0, "Monday", "9.00 - Art", "10.00 - PE"), *column(300, "Tuesday", "9.00 - Maths", "10.00 - Music")]
    below = [*column(120, "Thursday", "9.00 - Swimming", top=200), *column(420, "Friday", "9.00 - Spelling", top=200)]
    table = read([*above, *below])
    assert table is not None
    assert {(d.day.value, d.start, d.name) for d in table.drafts} == {
        ("Monday", 540, "Art"), ("Monday", 600, "PE"), ("Tuesday", 540, "Maths"), ("Tuesday", 600, "Music"),
        ("Thursday", 540, "Swimming"), ("Friday", 540, "Spelling"),
    }  # fmt: skip
    assert all(d.box.top >= 200 for d in table.drafts if d.day.value in ("Thursday", "Friday"))


def test_a_week_goes_on_from_list_to_list_however_high_each_begins() -> None:
    lists = {
        "Monday": ("16-17 hs", "Chess", "18-19.30 hs", "Guitar"),
        "Tuesday": ("15.30-16.30 hs", "Puppets", "17-18 hs", "Choir"),
        "Wednesday": ("16-17 hs", "Chess", "18-19 hs", "Pottery"),
    }
    words = [
        w for i, (day, said) in enumerate(lists.items()) for w in column(200.0 * i, day, *said, top=45.0 * (i % 2))
    ]
    table = read(words)
    assert table is not None
    found = {(d.day.value, d.start, d.end, d.name) for d in table.drafts}
    assert ("Tuesday", 930, 990, "Puppets") in found
    assert ("Wednesday", 1080, 1140, "Pottery") in found
    assert len(found) == 6
    assert next(d.box.top for d in table.drafts if d.name == "Puppets") == pytest.approx(75, abs=1)  # its time's


def test_an_app_s_menu_left_of_the_lists_is_of_none() -> None:
    menu = column(-200, "Agenda", "Grades", "Messages", "Absence", "Library")
    table = read([*menu, *column(0, *LEFT), *column(300, *RIGHT)])
    assert table is not None
    assert [d.name for d in table.drafts][:3] == ["Maths", "Art", "Games"]


def test_activities_each_with_its_days_and_times_in_cards_are_no_lists_of_days() -> None:
    said = (("martes 16:30 – 18:00", 700, 414), ("17:30", 170, 432), ("viernes 15:30 – 16:30", 170, 902),
            ("sábado 10:00 – 11:30", 170, 1144))  # fmt: skip
    words = [Word(text=text, box=Box(left=x, top=y, right=x + 14.0 * len(text), bottom=y + 32)) for text, x, y in said]
    assert read(words) is None
