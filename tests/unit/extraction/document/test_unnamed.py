"""Weeks whose days' names were not read."""

from __future__ import annotations

import pytest

from chalicelib.domain.errors import NotATimetable
from chalicelib.domain.page import PageSource, PreparedPage, Word
from chalicelib.domain.timetable import Box, Weekday
from chalicelib.extraction import extract
from chalicelib.extraction.document.unnamed import with_assumed_days

ROWS = [
    ["9:00-9:50", "Maths", "Art", "Maths", "Urdu", "Art"],
    ["9:50-10:40", "Urdu", "Maths", "Art", "Maths", "Urdu"],
    ["10:40-11:30", "Art", "Urdu", "Sport", "Art", "Maths"],
    ["11:30-12:20", "Maths", "Sport", "Urdu", "Maths", "Sport"],
]


def words(rows: list[list[str]]) -> list[Word]:
    return [
        Word(
            text=t, box=Box(left=50 + 160 * x, top=100 + 60 * y, right=50 + 160 * x + 10 * len(t), bottom=120 + 60 * y)
        )
        for y, row in enumerate(rows)
        for x, t in enumerate(row)
        if t
    ]


def page(rows: list[list[str]]) -> PreparedPage:
    return PreparedPage(number=1, width=1100, height=700, source=PageSource.TEXT_LAYER, words=tuple(words(rows)))


def test_the_columns_are_the_days_in_order_with_little_confidence_and_a_remark() -> None:
    found = extract([page([["", "i", "ii", "iii", "iv", "v"], *ROWS])], {})
    monday = [(b.name, b.confidence) for b in found.timeblocks if b.day is Weekday.MONDAY]
    assert [name for name, _ in monday] == ["Maths", "Urdu", "Art", "Maths"]
    assert len(found.timeblocks) == 20
    assert found.confidence < 80
    assert any("days" in remark for remark in found.remarks)


@pytest.mark.parametrize(
    "rows",
    [
        [row[:5] for row in ROWS],
        ROWS[:3],
        [[row[0], *(f"{y}{x} other" for x in range(5))] for y, row in enumerate(ROWS)],
        [[row[0], *(f"{8 + y}:{10 + x}" for x in range(5))] for y, row in enumerate(ROWS)],
        [[row[0], "Maths", "", "", "", "Maths"] for row in ROWS],
    ],
    ids=["four columns", "three times", "nothing comes again", "a bus' times", "hardly filled"],
)
def test_what_does_not_look_like_a_week_is_none(rows: list[list[str]]) -> None:
    assert with_assumed_days(words(rows), []) is None
    with pytest.raises(NotATimetable):
        extract([page(rows)], {})
