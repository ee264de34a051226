"""Lists of lessons without rules: of each day, of the days above them, or of every day."""

import pytest

from chalicelib.extraction.headers.day_axes import day_axes
from chalicelib.extraction.layouts.aligned import read_aligned
from chalicelib.extraction.layouts.day_columns import columns_of_lists
from tests.unit.extraction.making import cell, words_at


def blocks(said: list[tuple[str, float, float]]) -> set[tuple[str, int | None, int | None, str]]:
    table = read_aligned(1, words_at(*said), ())
    assert table is not None
    return {(d.day.value, d.start, d.end, d.name) for d in table.drafts}


def test_each_day_may_be_a_list_of_its_own() -> None:
    said = [("Monday", 20, 10), ("Tuesday", 220, 10)]
    for x, tops in ((20, (40, 100)), (220, (40, 130))):
        for top, time, name in zip(tops, ("16:00 - 16:45", "17:00 - 18:00"), ("Violin", "Choir"), strict=True):
            said += [(time, x, top), (name, x, top + 18), ("Room 3", x, top + 36)]
    found = read_aligned(1, words_at(*said), ())
    assert found is not None
    assert {(d.day.value, d.start, d.end, d.name, d.notes) for d in found.drafts} == {
        (day, start, end, name, "Room 3")
        for day in ("Monday", "Tuesday")
        for start, end, name in ((960, 1005, "Violin"), (1020, 1080, "Choir"))
    }


def test_lists_of_starts_below_each_day_end_where_the_next_one_starts() -> None:
    lists = [
        # In one of the lists the times stand in pairs by chance; they are no starts and ends.
        (0, 150, [("9:00", "Register", 40), ("9:15", "Spelling", 60), ("10:45", "Play", 95), ("11:00", "Maths", 115)]),
        (1, 350, [("9:00", "Register", 40), ("9:30", "Art", 65), ("11:00", "Choir", 90), ("11:30", "Music", 115)]),
        (2, 550, [("9:00", "Trip", 42), ("9:20", "Coach", 68), ("10:00", "Zoo", 94), ("12:00", "Home", 120)]),
    ]
    said = [(day, x, 10) for (_, x, _), day in zip(lists, ("Monday", "Tuesday", "Wednesday"), strict=True)]
    said += [(f"{time} {name}", x, top) for _, x, entries in lists for time, name, top in entries]
    found = blocks(said)
    assert {("Monday", 540, 555, "Register"), ("Monday", 555, 645, "Spelling"), ("Tuesday", 570, 660, "Art")} <= found
    assert {("Wednesday", 600, 720, "Zoo"), ("Wednesday", 720, None, "Home")} <= found
    assert len(found) == 12


def test_days_may_split_one_row_of_a_list_for_all_of_them() -> None:
    said = []
    for row, (time, name) in enumerate(
        [("9:00 - 9:30", "Register"), ("9:30 - 10:00", "Maths"), ("11:00 - 12:00", "Lunch")]
    ):
        said += [(time, 20, [40, 80, 180][row]), (name, 200, [40, 80, 180][row])]
    said += [
        ("10:00 - 11:00", 20, 120),
        ("Monday", 200, 120),
        ("Tuesday", 320, 120),
        ("Art", 210, 140),
        ("Music", 330, 140),
    ]
    found = blocks(said)
    assert {("Monday", 600, 660, "Art"), ("Tuesday", 600, 660, "Music"), ("Tuesday", 570, 600, "Maths")} <= found
    assert len(found) == 8


def test_a_list_whose_days_stand_beside_their_first_times() -> None:
    rows = [("MON", "3.15-4.15", "Chess"), ("TUES", "3.15-4.00", "Recorders"), ("", "3.30-4.45", "Football"),
            ("WEDS", "12.20-12.50", "Homework"), ("", "3.15-4.15", "Lego")]  # fmt: skip
    said = [("After school clubs", 20, 0), ("Bring a snack", 20, 300)]
    for i, (day, time, name) in enumerate(rows):
        said += [(day, 20, 44 + 40 * i)] * bool(day) + [(time, 200, 40 + 40 * i), (name, 400, 36 + 40 * i)]
    assert blocks(said) == {
        ("Monday", 915, 975, "Chess"),
        ("Tuesday", 915, 960, "Recorders"),
        ("Tuesday", 930, 1005, "Football"),
        ("Wednesday", 740, 770, "Homework"),
        ("Wednesday", 915, 975, "Lego"),
    }


@pytest.mark.parametrize("heading", ["Our daily schedule", "Ladybird Room - Monday to Friday"])
def test_a_list_for_every_day(heading: str) -> None:
    said = [(heading, 100, 10)]
    for i, name in enumerate(["Circle time", "Snack", "Garden", "Lunch"]):
        said += [(f"{9 + i}:00-{10 + i}:00", 20, 60 + 40 * i), (name, 220, 60 + 40 * i)]
    found = blocks(said)
    assert len(found) == 20
    assert ("Friday", 600, 660, "Snack") in found


def test_the_bar_at_the_foot_of_an_app_is_none_of_the_last_lessons() -> None:
    days = ("Monday", "Tuesday", "Wednesday")
    cells = [cell(day, x, 0) for x, day in enumerate(days)]
    for x in range(3):
        for y, (start, name) in enumerate(
            (("8:15-9:00", "netl k104"), ("9:00-9:45", "sectie"), ("13:35-14:20", "ment"))
        ):
            top = 1 + 2 * y + 0.25 * x  # the days' lessons are level with nothing
            cells += [cell(start, x, top, rows=0.4), cell(name, x, top + 0.4, rows=0.4)]
    bar = [cell(text, x, 12, rows=0.4) for x, text in enumerate(("Rooster", "Berichten", "Meer"))]
    (axis, *_) = day_axes(cells)
    table = columns_of_lists(1, [*cells[3:], *bar], axis)
    assert table is not None
    assert {d.name for d in table.drafts} == {"netl k104", "sectie", "ment"}


def test_a_short_heading_says_which_day_a_list_is_of() -> None:
    said = [("Today is Thursday", 20, 10)]
    for i, name in enumerate(("Register", "Maths", "Break", "Topic")):
        said += [(f"{8 + i}.45 - {9 + i}.45", 20, 60 + 40 * i), (name, 250, 60 + 40 * i)]
    assert ("Thursday", 525, 585, "Register") in blocks(said)
    assert len(blocks(said)) == 4


def test_the_day_of_a_list_is_said_above_it_and_not_in_a_remark_below() -> None:
    said = [("Today is Tuesday, October 8", 40, 10)]
    said += [(f"{8 + i}:15 - {9 + i}:15 {name}", 40, 60 + 40 * i) for i, name in enumerate(("Maths", "Art", "Music"))]
    said.append(("Form due Friday", 400, 150))
    assert {day for day, *_ in blocks(said)} == {"Tuesday"}


@pytest.mark.parametrize("heading", ["Onsdagi 3.B", "ONS.DAG I 3B", "Onsdag_i_3B"])
def test_a_day_whose_blanks_were_lost_or_whose_line_was_read_along(heading: str) -> None:
    said = [(heading, 40, 10)]
    said += [(f"{8 + i}.15 - {9 + i}.15 {name}", 40, 60 + 40 * i) for i, name in enumerate(("Dansk", "Idræt", "Musik"))]
    assert {day for day, *_ in blocks(said)} == {"Wednesday"}


def test_a_short_name_that_the_day_s_language_does_not_know_is_none() -> None:
    cells = [cell("dinsdag", 0, 0), *(cell("ne", 0, i) for i in range(2, 5))]
    assert all({d.value for b in axis.bands for d in b.days} == {"Tuesday"} for axis in day_axes(cells))
