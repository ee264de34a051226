"""Cells that tell what each day has then, in a row for every day."""

from chalicelib.domain.timetable import Weekday
from chalicelib.extraction.cells.told_by_day import told_by_day
from tests.unit.extraction.making import area, line, reading

DAYS = ("Monday", "Tuesday", "Wednesday")


def test_boxes_of_a_day_each_say_what_it_has() -> None:
    boxes = [
        area(100 * i, 0, 100 + 100 * i, 60, line(day, 10 + 100 * i, 5), line(name, 10 + 100 * i, 30))
        for i, (day, name) in enumerate(zip(DAYS, ("Art", "Gym", "Music"), strict=True))
    ]
    drafts = [*reading(Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY).drafts]
    assert [d.name for d in told_by_day(drafts, boxes)] == ["Art", "Gym", "Music"]


def test_boxes_of_a_days_list_each_tell_no_one_lesson() -> None:
    lists = []
    for i, day in enumerate(DAYS):
        texts = (day, "9:00-9:45", "Art", "9:45-10:30", "Gym")
        lists.append(area(100 * i, 0, 100 + 100 * i, 90, *(line(t, 10 + 100 * i, 15 * n) for n, t in enumerate(texts))))
    drafts = [*reading(Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY).drafts]
    assert {d.name for d in told_by_day(drafts, lists)} == {"Drama club"}
