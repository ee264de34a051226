"""What counts as standing on the page."""

from __future__ import annotations

from datetime import time

import pytest

from chalicelib.domain.page import PageSource, PreparedPage, StatedTable, TableCell
from chalicelib.domain.timetable import ExtractedTimetable, Weekday
from chalicelib.llm.evidence import Evidence
from tests.unit.llm.week import MONDAY, page, word

NOTHING = ExtractedTimetable(timeblocks=(), confidence=0)


def evidence(*texts: str) -> Evidence:
    print_ = PreparedPage(
        number=1,
        width=100,
        height=1000,
        source=PageSource.RASTER,
        words=tuple(word(text, 0, 20 * i) for i, text in enumerate(texts)),
    )
    return Evidence((print_,), NOTHING)


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("Maths", ("Maths",)),
        ("maths", ("MATHS",)),
        ("Reading & Phonics", ("Reading/Phonics",)),
        ("Mathematics", ("Mathe-", "matics")),
        ("Maths", ("MathsRoom4",)),
        ("Science", ("Scicnce",)),
        ("Lunch", tuple("LUNCH")),
        ("PE", ("PE",)),
        ("Éducation", ("éducation",)),
    ],
)
def test_a_name_stands(name: str, texts: tuple[str, ...]) -> None:
    assert evidence(*texts).names(name)


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("Quidditch", ("Maths",)),
        ("Art", ("Start", "party")),
        ("PE", ("Period", "English")),
        ("Maths Club", ("Maths",)),
        ("French", ("Spanish",)),
        ("–", ("Maths",)),
        ("Lunch", tuple("BREAK")),
    ],
)
def test_a_name_does_not(name: str, texts: tuple[str, ...]) -> None:
    assert not evidence(*texts).names(name)


@pytest.mark.parametrize(
    ("text", "value", "stands"),
    [
        ("9.00 - 10.15", time(9), True),
        ("9.00 - 10.15", time(10, 15), True),
        ("1.15 to 2.00", time(13, 15), True),
        ("13:15", time(1, 15), False),
        ("9.00 - 10.15", time(11), False),
        ("Room 9", time(9), False),
    ],
)
def test_times(text: str, value: time, stands: bool) -> None:
    assert evidence(text).time_stands(value) is stands


@pytest.mark.parametrize(
    ("text", "day", "stands"), [("Mon", MONDAY, True), ("MARDI", Weekday.TUESDAY, True), ("Maths", MONDAY, False)]
)
def test_days(text: str, day: Weekday, stands: bool) -> None:
    assert evidence(text).day_stands(day) is stands


def test_what_the_geometry_found_stands_too() -> None:
    from tests.unit.llm.week import draft

    found = Evidence((page(),), draft())
    assert found.time_stands(time(12))
    assert found.day_stands(MONDAY)
    assert found.days_across


def test_cells_and_paragraphs_of_a_word_file_are_print() -> None:
    table = StatedTable(cells=(TableCell(row=1, column=2, text="Geography"),))
    print_ = PreparedPage(
        number=1, width=1, height=1, source=PageSource.WORD_PROCESSOR, tables=(table,), paragraphs=("Autumn Term",)
    )
    found = Evidence((print_,), NOTHING)
    assert found.names("Geography")
    assert found.names("Autumn")
