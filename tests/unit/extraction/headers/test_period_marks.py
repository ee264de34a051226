"""Periods' names before the times that lessons print."""

from chalicelib.extraction.headers.period_marks import without_period_marks
from tests.unit.extraction.making import cell

TEXTS = [
    "P1 9:00-10:00\nFood", "P2 10:00-11:00\nMaths", "R 11:00-11:25 Recess", "P3 11:25-12:25\nArt",
    "L 1:25-2:10\nDuty", "RC 8:50-9:00 Roll Call", "P5",
]  # fmt: skip


def texts(*said: str) -> list[str]:
    return [c.text for c in without_period_marks([cell(text, i, 0) for i, text in enumerate(said)])]


def test_a_period_s_name_before_the_time_is_cut_off_all_over_a_table() -> None:
    assert texts(*TEXTS)[2:6] == ["11:00-11:25 Recess", "11:25-12:25\nArt", "1:25-2:10\nDuty", "8:50-9:00 Roll Call"]


def test_a_lesson_before_its_time_stays() -> None:
    lessons = [
        "PE 9:00-10:00",
        "Art 10:00-11:00",
        "RE 11:00-12:00",
        "9:00-9:50 Maths",
        "Music 1:00-2:00",
        "ICT 2:00-3:00",
    ]
    assert texts(*lessons) == lessons
    assert texts(*TEXTS[:4]) == TEXTS[:4]


def test_a_period_by_its_number_and_word_is_cut_off_too() -> None:
    lessons = [f"{i}. óra {7 + i}:00 - {7 + i}:45\nMatek" for i in range(1, 8)]
    assert texts(*lessons) == [f"{7 + i}:00 - {7 + i}:45\nMatek" for i in range(1, 8)]
