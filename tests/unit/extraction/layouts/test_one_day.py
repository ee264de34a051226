"""Pages of one day, and what heads their columns."""

from __future__ import annotations

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box, Weekday
from chalicelib.extraction.layouts.aligned import read_aligned
from chalicelib.extraction.layouts.one_day import class_heads, days_said
from tests.unit.extraction.making import cell

CLASSES = ("Nipio (4-6 yrs)", "Dimotiko (7-11)", "Gymnasio (12+)")
LESSONS = (("Story", "Reading", "Grammar"), ("Songs", "Writing", "History"), ("Crafts", "Maths", "Speaking"))


def page(*heads: str) -> list[Word]:
    said = [("Saturday School", 60, 10), *((head, 300 + 300 * i, 60) for i, head in enumerate(heads))]
    for row, names in enumerate(LESSONS):
        said.append((f"{10 + row}.15am-{11 + row}.00am", 40, 110 + 60 * row))
        said += [(name, 300 + 300 * i, 110 + 60 * row) for i, name in enumerate(names)]
    return [Word(text=t, box=Box(left=x, top=y, right=x + 8 * len(t), bottom=y + 14)) for t, x, y in said]


def test_each_class_of_a_day_has_its_column() -> None:
    table = read_aligned(1, page(*CLASSES), ())
    assert table is not None
    assert {d.day for d in table.drafts} == {Weekday.SATURDAY}
    assert len(table.drafts) == 9
    assert [(d.start, d.end, d.notes) for d in table.drafts if d.name == "Grammar"] == [(615, 660, CLASSES[2])]


def test_texts_beside_times_that_nothing_heads_are_of_no_classes() -> None:
    items = [cell("10.15am-11.00am", 0, 1), cell("11.15am-12.00am", 0, 2), cell("Art", 2, 1), cell("PE", 3, 2)]
    assert class_heads(items) == []
    assert class_heads([cell("Time", 0, 0), cell("Lesson", 2, 0), *items]) == []


def test_the_heading_says_the_day_unless_two_differ() -> None:
    friday = [cell("Friday", 0, 0), cell("9:00 Art", 0, 1)]
    assert days_said(friday)[0] == (Weekday.FRIDAY,)
    assert days_said([*friday, cell("Monday", 3, 0)])[0] == ()
