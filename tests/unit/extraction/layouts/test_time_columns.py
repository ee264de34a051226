"""Lists with a column of times for each set of days."""

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box, Weekday
from chalicelib.extraction.layouts.time_columns import read_time_columns
from chalicelib.extraction.lines.text_lines import lines_of

LEFTS = (0, 260, 460)
HEADS = ("Hour Class", "Mon - Tue - Thu", "Wednesday")
ROWS = [
    ("1st Algebra", "7:45 - 8:37", "7:45 - 8:23"),
    ("2nd Geometry", "8:42 - 9:34", "8:28 - 9:06"),
    ("2nd Lunch", "12:34 - 1:04", "11:20 - 11:50"),
    ("3rd Finance", "1:09 - 2:02", "11:55 - 12:33"),
    ("4th Planning", "2:07 - 3:00", "12:38 - 1:16"),
]


def words(rows: list[tuple[str, ...]]) -> list[Word]:
    return [
        Word(text=text, box=Box(left=LEFTS[x], top=40 * y, right=LEFTS[x] + 9 * len(text), bottom=40 * y + 18))
        for y, row in enumerate(rows)
        for x, text in enumerate(row)
    ]


def test_each_row_is_a_lesson_at_the_times_of_each_set_of_days() -> None:
    found = read_time_columns(1, lines_of(words([HEADS, *ROWS])))
    assert found is not None
    told = {(d.day, d.start, d.end, d.name) for d in found.drafts}
    assert len(told) == len(found.drafts) == 4 * len(ROWS)
    assert (Weekday.THURSDAY, 7 * 60 + 45, 8 * 60 + 37, "Algebra") in told
    assert (Weekday.WEDNESDAY, 11 * 60 + 55, 12 * 60 + 33, "Finance") in told
    assert (Weekday.MONDAY, 13 * 60 + 9, 14 * 60 + 2, "Finance") in told
    assert (Weekday.TUESDAY, 12 * 60 + 34, 13 * 60 + 4, "2nd Lunch") in told  # no number of the row


def test_days_above_lessons_are_no_columns_of_times() -> None:
    lessons = [(first, second, "Maths") for first, second, _ in ROWS]
    assert read_time_columns(1, lines_of(words([HEADS, *lessons]))) is None
    same = [("Hour Class", "Monday", "Monday"), *ROWS]
    assert read_time_columns(1, lines_of(words(same))) is None
