"""Course lists whose rows say period and days in one expression, as PowerSchool prints them."""

import pytest

from chalicelib.domain.timetable import WEEK, Box, Weekday
from chalicelib.extraction.grid import Line
from chalicelib.extraction.layouts.expressions import meetings_of, read_expressions

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = WEEK[:5]

COLUMNS = (80, 160, 260, 430)

COURSES = [
    ("Exp", "Crs-Sec", "Course", "Room"),
    ("HR(M-F)", "H010-04", "Homeroom 10", "A114"),
    ("1(M-F)", "S201-01", "Biology I", "A114"),
    ("2(M,W)", "S410-01", "AP Biology", "A116"),
    ("2(T,H) 3(F)", "S411-01", "AP Biology Lab", "LAB2"),
    ("3(M,H)", "PLAN", "Planning", ""),
]

BELLS = [
    ("Period", "Mon, Tue, Thu, Fri", "", "Wednesday (Early Release)"),
    ("HR", "7:40 - 7:52", "", "7:40 - 7:50"),
    ("1", "7:57 - 8:49", "", "7:54 - 8:34"),
    ("2", "8:54 - 9:46", "", "8:38 - 9:18"),
    ("3", "9:51 - 10:43", "", "9:22 - 10:02"),
]


def lines(rows: list[tuple[str, ...]], top: float = 0) -> list[Line]:
    return [
        Line(text, Box(left=left, top=top + 18 * i, right=left + 6 * len(text), bottom=top + 18 * i + 10), 10)
        for i, row in enumerate(rows)
        for left, text in zip(COLUMNS, row, strict=True)
        if text
    ]


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        ("1(M-F)", (("1", WEEK[:5]),)),
        ("HR(M,W,F)", (("HR", (MONDAY, WEDNESDAY, FRIDAY)),)),
        ("3-4(T,H)", (("3 – 4", (TUESDAY, THURSDAY)),)),
        ("P1(R)", (("P1", (THURSDAY,)),)),
        ("1(M-F) 2(T)", (("1", WEEK[:5]), ("2", (TUESDAY,)))),
        ("1(A)", ()),  # a day of a cycle
        ("5(F,M)", ()),
        ("Biology (M)", ()),
        ("(M-F)", ()),
        ("Room 3(M)", ()),
    ],
)
def test_what_an_expression_says(text: str, meetings: tuple[tuple[str, tuple[Weekday, ...]], ...]) -> None:
    assert meetings_of(text) == meetings


def test_courses_are_at_the_times_of_the_bells_on_their_days() -> None:
    table = read_expressions(1, [*lines(COURSES), *lines(BELLS, 300)])
    assert table is not None
    found = {(d.day, d.start, d.end): (d.name, d.notes) for d in table.drafts}
    assert len(found) == len(table.drafts) == 17
    assert found[MONDAY, 460, 472] == ("Homeroom 10", "H010-04; A114")
    assert found[WEDNESDAY, 474, 514] == ("Biology I", "S201-01; A114")
    assert found[WEDNESDAY, 518, 558][0] == "AP Biology"
    assert found[TUESDAY, 534, 586][0] == found[FRIDAY, 591, 643][0] == "AP Biology Lab"


def test_without_bells_they_are_in_their_periods() -> None:
    table = read_expressions(1, lines(COURSES))
    assert table is not None
    told = {(d.period, d.name) for d in table.drafts if d.day is TUESDAY}
    assert told == {("HR", "Homeroom 10"), ("1", "Biology I"), ("2", "AP Biology Lab")}
    assert all(d.start is None for d in table.drafts)


def test_an_expression_elsewhere_is_none_of_the_list() -> None:
    above = [(" ", "4(M)", "", ""), *COURSES]
    table = read_expressions(1, lines(above))
    assert table is not None
    assert {d.period for d in table.drafts} == {"HR", "1", "2", "3"}


def test_a_few_expressions_are_no_list() -> None:
    assert read_expressions(1, lines(COURSES[:3])) is None
