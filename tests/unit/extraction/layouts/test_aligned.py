"""Tables without rules."""

import pytest

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.headers.day_axes import day_axes
from chalicelib.extraction.layouts.aligned import read_aligned
from chalicelib.extraction.lines.text_lines import lines_of
from chalicelib.extraction.texts.times import as_time
from tests.unit.extraction.making import cell, words_at

HEADER = [("Monday", 200, 10), ("Tuesday", 350, 10), ("Wednesday", 500, 10)]


def blocks(said: list[tuple[str, float, float]]) -> set[tuple[str, int | None, int | None, str]]:
    table = read_aligned(1, words_at(*said), ())
    assert table is not None
    return {(d.day.value, d.start, d.end, d.name) for d in table.drafts}


def test_times_over_three_lines() -> None:
    said = list(HEADER)
    for i, top in enumerate([40, 100]):
        said += [(f"{9 + i}:00", 20, top), ("to", 30, top + 16), (f"{10 + i}:00", 20, top + 32)]
        said += [(name, x, top + 16) for name, (_, x, _) in zip(["Art", "Maths", "Music"], HEADER, strict=True)]
    found = blocks(said)
    assert len(found) == 6
    assert {("Monday", 540, 600, "Art"), ("Wednesday", 600, 660, "Music")} <= found


def test_each_cell_prints_its_time_above_the_lesson_or_below_it() -> None:
    said = [*HEADER, ("9:00 - 9:20", 340, 40), ("Registration", 340, 56)]
    for i, top in enumerate([80, 115]):
        for day, (_, x, _) in enumerate(HEADER):
            time, name = (top, top + 16) if day % 2 else (top + 16, top)
            said += [(f"{10 + i}:00 - {11 + i}:00", x - 10, time), (f"Art{i}{day}", x, name)]
    found = blocks(said)
    assert {("Monday", 600, 660, "Art00"), ("Tuesday", 600, 660, "Art01"), ("Wednesday", 660, 720, "Art12")} <= found
    assert {(start, end) for _, start, end, name in found if name == "Registration"} == {(540, 560)}


def card(text: str, left: float, top: float, wide: float = 120, high: float = 50) -> tuple[Cell, list[Word]]:
    """A coloured card with its lines at the left."""
    held = words_at(*((line, left + 6, top + 4 + 18 * i) for i, line in enumerate(text.split("\n"))))
    box = Box(left=left, top=top, right=left + wide, bottom=top + high)
    return Cell(box, lines_of(held)), held


def test_cards_of_unequal_width_show_where_the_days_part() -> None:
    heads = words_at(
        ("Mon", 100, 10), ("Tue", 330, 10), ("Wed", 480, 10), *((f"{n}", 20, 60 * n - 10) for n in (1, 2, 3))
    )
    # The first day's cards reach under the second one's name.
    columns = (("Art", 60, 200), ("Music", 270, 130), ("Drama", 410, 150))
    cards = [card(f"{name}{n}", left, 60 * n - 20, wide) for n in (1, 2, 3) for name, left, wide in columns]
    table = read_aligned(1, [*heads, *(w for _, held in cards for w in held)], [c for c, _ in cards])
    assert table is not None
    found = {(d.day.value, d.period, d.name) for d in table.drafts}
    assert found == {
        (day, f"{n}", f"{name}{n}")
        for day, name in (("Monday", "Art"), ("Tuesday", "Music"), ("Wednesday", "Drama"))
        for n in (1, 2, 3)
    }


def test_the_first_day_begins_behind_the_times() -> None:
    said = [("Mon", 150, 10), ("Tue", 400, 10), ("Wed", 650, 10)]
    for row, hour in enumerate((9, 10, 11)):
        said += [(f"{hour}.00", 60, 40 + 40 * row), ("Art", 150, 40 + 40 * row), ("Maths", 400, 40 + 40 * row)]
    assert {("Monday", 540, 600, "Art"), ("Tuesday", 600, 660, "Maths")} <= blocks(said)


def test_what_is_said_behind_the_last_of_the_starts_is_no_lesson() -> None:
    said = [("Monday", 160, 10), *HEADER[1:]]
    for row, hour in enumerate((9, 10, 11)):
        said += [(f"{hour:02}:00", 100, 40 + 40 * row), ("Art", 160, 40 + 40 * row), ("Maths", 350, 40 + 40 * row)]
    told = Word(text="12:00 going home!", box=Box(left=100, top=160, right=200, bottom=174))
    table = read_aligned(1, [*words_at(*said), told], ())
    assert table is not None
    assert {d.name for d in table.drafts} == {"Art", "Maths"}
    assert max((d.start, d.end) for d in table.drafts) == (660, 720)


def test_a_start_above_its_end_is_one_time() -> None:
    said = [("Lundi", 10, 10), ("Mardi", 10, 190)]
    for top in (40, 110, 220, 290):
        said += [(f"{8 + (top % 180) // 70}h00", 26, top), (f"{9 + (top % 180) // 70}h00", 26, top + 22)]
        said += [("SVT", 110, top), ("Mme Leval", 110, top + 22)]
    found = read_aligned(1, words_at(*said), ())
    assert found is not None
    assert [(d.day.value, d.start, d.end, d.name, d.notes) for d in found.drafts] == [
        (day, start, start + 60, "SVT", "Mme Leval") for day in ("Monday", "Tuesday") for start in (480, 540)
    ]


def test_a_text_behind_a_start_is_no_part_of_it() -> None:
    said = [("Monday", 10, 10), ("Tuesday", 10, 150)]
    said += [(f"{9 + (top % 140) // 60}:00 Reading", 10, top) for top in (40, 70, 180, 210)]
    assert {("Monday", 540, 600, "Reading"), ("Tuesday", 540, 600, "Reading")} <= blocks(said)


def test_the_date_below_a_day_is_no_lesson() -> None:
    said = [("MON", 200, 10), ("9", 208, 26), ("TUE", 350, 10), ("10", 354, 26), ("WED", 500, 10), ("11", 504, 26)]
    for row in range(3):
        said += [(f"{9 + row}:00", 20, 60 + 40 * row), *(("Art", x, 60 + 40 * row) for x in (200, 350, 500))]
    assert {name for _, _, _, name in blocks(said)} == {"Art"}


def test_a_day_whose_name_was_not_read_has_its_column() -> None:
    said = [("L", 100, 10), ("M", 200, 10), ("X", 300, 10), ("J", 400, 10), ("S", 600, 10)]
    for row in range(3):
        said += [(f"{9 + row}:00", 20, 40 + 40 * row), *((f"Art{x}", x, 40 + 40 * row) for x in range(100, 700, 100))]
    found = {(day, name) for day, _, _, name in blocks(said)}
    assert {("Thursday", "Art400"), ("Friday", "Art500"), ("Saturday", "Art600")} <= found


def test_most_ranges_below_their_period_s_number_are_enough() -> None:
    said = list(HEADER)
    for i in range(7):
        top = 40 + 60 * i
        said += [] if i in (2, 4) else [(str(i), 40, top)]
        said += [(f"{8 + i}:00 - {9 + i}:00", 10, top + 16)]
        said += [("Pause", 360, top + 8)] if i in (2, 4) else [(f"Art{i}", x, top) for _, x, _ in HEADER]
    found = blocks(said)
    assert {(start, end) for _, start, end, _ in found} == {(480 + 60 * i, 540 + 60 * i) for i in range(7)}


def test_lessons_in_the_middle_of_their_time_each_are_apart_though_drawn_as_one() -> None:
    times = [(f"{9 + i}:00-{10 + i}:00", 110 + 120 * i, 10) for i in range(4)]
    days = [(day, 20, 50 + 40 * i) for i, day in enumerate(("Mon", "Tue", "Wed"))]
    others = [card(f"Art{i}{d}", 100 + 120 * i, 37 + 40 * d, 108, 36) for i in range(4) for d in (0, 2)]
    both = words_at(("Bio", 142, 90), ("Geo", 262, 90))
    drawn = Cell(Box(left=100, top=77, right=328, bottom=113), lines_of(both))
    text = [*words_at(*times, *days), *both, *(w for _, held in others for w in held)]
    table = read_aligned(1, text, [drawn, *(c for c, _ in others)])
    assert table is not None
    assert [(d.start, d.name) for d in table.drafts if d.day.value == "Tuesday"] == [(540, "Bio"), (600, "Geo")]


def test_two_lessons_of_one_colour_that_touch_are_two() -> None:
    said = words_at(*HEADER, ("9:00-10:00", 20, 50), ("10:00-11:00", 20, 110))
    others = [
        card(f"{name}\nR{i}", 190 + 150 * d, 40 + 60 * i, 110) for d, name in ((0, "Art"), (2, "PE")) for i in (0, 1)
    ]
    twice = words_at(("Bio", 360, 48), ("Room 4", 350, 66), ("Bio", 360, 108), ("Room 4", 350, 126))
    drawn = Cell(Box(left=340, top=40, right=450, bottom=160), lines_of(twice))
    table = read_aligned(1, [*said, *twice, *(w for _, held in others for w in held)], [drawn, *(c for c, _ in others)])
    assert table is not None
    found = {(d.start, d.end, d.name, d.notes) for d in table.drafts if d.day.value == "Tuesday"}
    assert found == {(540, 600, "Bio", "Room 4"), (600, 660, "Bio", "Room 4")}


def test_a_period_above_its_times_and_short_names_that_are_days_elsewhere() -> None:
    said = list(HEADER)
    for i, top in enumerate([40, 110]):
        said += [(f"{i + 1}e uur", 20, top), (f"{9 + i}.00", 20, top + 16), (f"{9 + i}.45", 20, top + 32)]
        said += [(name, x, top) for name, (_, x, _) in zip(["Ne", "Ma", "Wi"], HEADER, strict=True)]
    assert blocks(said) == {
        (day, 540 + 60 * i, 585 + 60 * i, name)
        for day, name in (("Monday", "Ne"), ("Tuesday", "Ma"), ("Wednesday", "Wi"))
        for i in (0, 1)
    }


def test_a_word_stands_above_its_times_as_the_periods_do() -> None:
    said = list(HEADER)
    for i, label in enumerate(["HR", "1", "2", "Lunch", "3"]):
        top = 40 + 60 * i
        said += [(label, 40, top), (f"{8 + i}:05-{9 + i}:00", 20, top + 16)]
        said += [(f"Art{i}", x, top) for _, x, _ in HEADER] + [("Room 3", x, top + 18) for _, x, _ in HEADER]
    assert blocks(said) == {
        (day, 485 + 60 * i, 540 + 60 * i, f"Art{i}") for day in ("Monday", "Tuesday", "Wednesday") for i in range(5)
    }


def test_a_day_s_name_read_as_one_with_its_time_does_not_double_the_others() -> None:
    said = [("MON", 20, 40), ("3.15-4.15", 80, 40), ("Freya", 300, 40), ("4.15-4.45", 80, 80), ("Oscar", 300, 80)]
    said += [("TUES 3.15-4.00", 20, 120), ("Amara", 300, 120), ("WED", 20, 160), ("3.30-4.00", 80, 160)]
    said += [("Bea", 300, 160), ("4.30-5.15", 80, 200), ("Lewis", 300, 200)]
    assert {(start, name) for _, start, _, name in blocks(said)} == {
        (915, "Freya"), (975, "Oscar"), (915, "Amara"), (930, "Bea"), (990, "Lewis"),
    }  # fmt: skip


def test_the_first_of_rows_far_apart_keeps_clear_of_the_days() -> None:
    said = [("9:30", 20, 35), ("11:00", 20, 100), ("13:30", 20, 165), *HEADER]
    said += [(f"Art{top}", x, top) for top in (35, 100, 165) for _, x, _ in HEADER]
    assert len(blocks(said)) == 9


def test_a_block_as_high_as_the_day_is_one_lesson() -> None:
    said = list(HEADER)
    for i in range(5):
        said += [(f"{9 + i}:00 - {10 + i}:00", 20, 40 + 40 * i), ("Art", 200, 40 + 40 * i), ("Maths", 350, 40 + 40 * i)]
    held = words_at(("Work placement", 496, 119), ("(in town)", 496, 137))
    block = Cell(Box(left=490, top=30, right=630, bottom=240), lines_of(held))
    table = read_aligned(1, [*words_at(*said), *held], [block])
    assert table is not None
    (whole,) = [d for d in table.drafts if d.day.value == "Wednesday"]
    assert (whole.start, whole.end, whole.name) == (540, 840, "Work placement")


def read_cards(said: list[tuple[str, float, float]], cards: list[tuple[Cell, list[Word]]]) -> set[tuple[str, str, str]]:
    table = read_aligned(1, [*words_at(*said), *(w for _, held in cards for w in held)], [c for c, _ in cards])
    assert table is not None
    return {(d.day.value[:3], f"{as_time(d.start):%H:%M}-{as_time(d.end):%H:%M}", d.name) for d in table.drafts}


def test_on_a_scale_of_hours_a_blocks_own_edges_are_its_times() -> None:
    said = [("Mon", 100, 10), ("Tue", 260, 10), *((f"{9 + i}:00", 10, 53 + 80 * i) for i in range(6))]
    # The hours' lines lie at 60, 140 ...: level with the middles of their labels. Two lessons stand side by side.
    cards = [
        card("Maths", 100, 60, 150, 77), card("Art", 100, 180, 70, 117), card("PE", 175, 140, 75, 77),
        card("Music", 260, 60, 150, 157), card("Drama", 260, 300, 150, 77), card("Latin", 100, 380, 150, 57),
    ]  # fmt: skip
    assert read_cards(said, cards) == {
        ("Mon", "09:00-10:00", "Maths"), ("Mon", "10:30-12:00", "Art"), ("Mon", "10:00-11:00", "PE"),
        ("Tue", "09:00-11:00", "Music"), ("Tue", "12:00-13:00", "Drama"), ("Mon", "13:00-13:45", "Latin"),
    }  # fmt: skip


@pytest.mark.parametrize("angle", [90, 270])
def test_turned_starts_beside_their_ends_are_ranges(angle: int) -> None:
    said = words_at(("Mon", 20, 100), ("Tue", 20, 200), ("Wed", 20, 300))
    for i in range(3):
        pair = [f"{9 + i}:00", f"{9 + i}:45"] if angle == 270 else [f"{9 + i}:45", f"{9 + i}:00"]
        for j, text in enumerate(pair):
            box = Box(left=100 + 100 * i + 18 * j, top=20, right=114 + 100 * i + 18 * j, bottom=60)
            said.append(Word(text=text, box=box, angle=angle))
        said += words_at(*((f"Art{i}", 100 + 100 * i, y) for y in (100, 200, 300)))
    table = read_aligned(1, said, ())
    assert table is not None
    assert {(d.start, d.end) for d in table.drafts} == {(60 * h, 60 * h + 45) for h in (9, 10, 11)}


def test_starts_and_ends_in_two_columns_beside_the_periods_number() -> None:
    tops = (60, 180, 420)  # a long break before the last one
    starts, ends = ("8:00", "8:50", "11:10"), ("8:45", "9:35", "11:55")
    said = [("Mon", 200, 10), ("Tue", 360, 10)]
    for i, top in enumerate(tops):
        said += [(starts[i], 5, top + 4), (f"{i + 1}", 40, top + 45), (ends[i], 52, top + 84)]
    cards = [card("Maths", 110, tops[0], 150, 220), card("Art", 265, tops[0], 150, 100)]
    cards += [card("PE", 265, tops[1], 150, 100), card("Music", 110, tops[2], 72, 100)]
    cards += [card("Latin", 188, tops[2], 72, 100), card("Drama", 265, tops[2], 150, 100)]
    assert read_cards(said, cards) == {
        ("Mon", "08:00-09:35", "Maths"), ("Tue", "08:00-08:45", "Art"), ("Tue", "08:50-09:35", "PE"),
        ("Mon", "11:10-11:55", "Music"), ("Mon", "11:10-11:55", "Latin"), ("Tue", "11:10-11:55", "Drama"),
    }  # fmt: skip


def test_starts_above_and_ends_below_the_periods_number() -> None:
    said = [("Mon", 200, 10), ("Tue", 360, 10)]
    hours = (("8:00", "8:45"), ("8:45", "9:30"), ("9:50", "10:35"))
    for i, (start, end) in enumerate(hours):
        top = 60 + 110 * i + (40 if i == 2 else 0)
        said += [(start, 10, top + 2), (f"{i + 1}", 14, top + 45), (end, 10, top + 88)]
    cards = [card("Maths", 110, 60, 150, 214), card("Art", 265, 60, 150, 104), card("PE", 265, 170, 150, 104)]
    cards += [card("Music", 110, 320, 150, 104), card("Latin", 265, 320, 150, 104)]
    assert read_cards(said, cards) == {
        ("Mon", "08:00-09:30", "Maths"), ("Tue", "08:00-08:45", "Art"), ("Tue", "08:45-09:30", "PE"),
        ("Mon", "09:50-10:35", "Music"), ("Tue", "09:50-10:35", "Latin"),
    }  # fmt: skip


def test_a_lesson_midway_between_two_rows_is_one_of_both() -> None:
    said = list(HEADER)
    for i in range(4):
        said += [
            (f"{9 + i}:00 - {10 + i}:00", 20, 40 + 30 * i),
            (f"Art{i}", 200, 40 + 30 * i),
            (f"PE{i}", 350, 40 + 30 * i),
        ]
    found = blocks([*said, ("Maths", 500, 55), ("Music", 500, 130)])
    assert {("Wednesday", 540, 660, "Maths"), ("Wednesday", 720, 780, "Music"), ("Tuesday", 600, 660, "PE1")} <= found


def test_starts_and_ends_around_a_number_beside_them() -> None:
    said = list(HEADER)
    for i in range(3):
        top = 40 + 60 * i
        said += [(f"{8 + i}:00", 20, top), (f"{8 + i}:45", 20, top + 40), (str(i + 1), 80, top + 20)]
        said += [(name, x, top + 20) for name, (_, x, _) in zip(["Art", "Maths", "Music"], HEADER, strict=True)]
    assert ("Tuesday", 9 * 60, 9 * 60 + 45, "Maths") in blocks(said)


def test_a_whole_week_drawn_as_one_area_heads_rows() -> None:
    days = ("LUN", "MAR", "MER", "GIO", "VEN", "SAB")
    said = [(day, 20, 100 + 30 * i) for i, day in enumerate(days)]
    said += [("8.00-9.00", 120, 60), ("9.00-10.00", 260, 60), ("10.00-11.00", 400, 60)]
    said += [(f"{day.title()}{c}", 120 + 140 * c, 100 + 30 * i) for i, day in enumerate(days) for c in range(3)]
    text = words_at(*said)
    area = Cell(Box(left=10, top=95, right=80, bottom=280), lines_of(text[:6]))
    table = read_aligned(1, text, (area,))
    assert table is not None
    assert {d.name for d in table.drafts if d.day.value == "Wednesday"} == {"Mer0", "Mer1", "Mer2"}


def test_a_footer_below_the_last_hour_is_no_lesson() -> None:
    said = list(HEADER)
    for i in range(4):
        said += [(f"{8 + i}h00", 20, 40 + 40 * i)]
        lessons = ["Art", "Maths", "Music"] if i < 3 else []
        said += [(name, x, 50 + 40 * i) for name, (_, x, _) in zip(lessons, HEADER, strict=False)]
    found = blocks([*said, ("Cantine ouverte à tous le", 10, 180), ("03/09/2024", 222, 180)])
    assert {name for _, _, _, name in found} == {"Art", "Maths", "Music"}


def test_a_start_that_a_dash_leaves_open_goes_on_below() -> None:
    said = list(HEADER)
    for i in range(3):
        top = 40 + 60 * i
        said += [(f"{8 + i}.40am -", 20, top), (f"{9 + i}.20am", 20, top + 16)]
        said += [(name, x, top + 8) for name, (_, x, _) in zip(["Art", "Maths", "Music"], HEADER, strict=True)]
    assert ("Tuesday", 9 * 60 + 40, 10 * 60 + 20, "Maths") in blocks(said)


def test_a_name_and_a_teacher_midway_between_two_rows_are_of_both() -> None:
    said = list(HEADER)
    for i in range(4):
        said.append((f"{9 + i}:00-{10 + i}:00", 20, 48 + 60 * i))
        for d, (_, x, _) in enumerate(HEADER):
            if (i, d) not in ((1, 0), (2, 0)):
                said += [(f"Art{d}", x, 40 + 60 * i), ("Mr Lee", x, 58 + 60 * i)]
    said += [("Maths", 200, 130), ("Ms Ray", 200, 148)]
    assert ("Monday", 600, 720, "Maths") in blocks(said)


def test_a_pause_that_prints_its_time_alone_between_two_rows_is_for_all_days() -> None:
    said = [*HEADER, ("pauze 10:00 - 10:20", 330, 75)]
    for i, top in enumerate([40, 110]):
        said.append(("9:00-10:00" if i == 0 else "10:20-11:00", 20, top))
        said += [(name, x, top) for name, (_, x, _) in zip(["Art", "Maths", "Music"], HEADER, strict=True)]
    found = blocks(said)
    assert {(day, name) for day, start, end, name in found if (start, end) == (600, 620)} == {
        (day, "pauze") for day in ("Monday", "Tuesday", "Wednesday")
    }


def test_lessons_at_the_left_of_their_blocks_stand_left_of_the_first_days_short_name() -> None:
    said = [("Mo", 170, 10), ("Di", 370, 10), ("Mi", 570, 10)]
    said += [(f"{h}:00 - {h}:45", 0, top) for h, top in ((9, 64), (10, 144), (11, 224))]
    names = ("Kunst", "Musik", "Sport")
    cards = [card(n, 95 + 200 * x, 50 + 80 * y, 170, 70) for x in range(3) for y, n in enumerate(names)]
    assert {(d, n) for d, _, n in read_cards(said, cards)} == {(d, n) for d in ("Mon", "Tue", "Wed") for n in names}


def test_a_remark_on_a_papers_line_is_of_the_day_below_whose_lesson_it_stands() -> None:
    days = [(day, 150.0 * i + 200, 10.0) for i, day in enumerate(["Monday", "Tuesday", "Wednesday", "Thursday"])]
    said = [*days, ("9:00-10:00", 20, 40), ("10:00-11:00", 20, 120)]
    said += [(name, x, top) for name, top in (("Art", 40), ("Maths", 120)) for _, x, _ in days]
    said += [("(lunch)", 650, 60)]
    line = Box(left=150, top=56, right=800, bottom=78)
    held = lines_of([word for word in words_at(*said) if line.holds(word.box)])
    table = read_aligned(1, words_at(*said), [Cell(line, held)])
    assert table is not None
    assert {(d.day.value, d.name, d.notes) for d in table.drafts if d.notes or "lunch" in d.name} == {
        ("Thursday", "Art", "(lunch)")
    }


def test_a_pause_named_beside_its_time_is_for_all_days() -> None:
    said = [(day, 200 + 100 * i, 0) for i, day in enumerate(["Monday", "Tuesday", "Wednesday"])]
    for row, (time, names) in enumerate(
        [("9.00-10.00", ("Maths", "Art", "Music")), ("10.00-10.15", ()), ("10.15-11.00", ("PE", "Drama", "Irish"))]
    ):
        top = 40 + 40 * row
        said += [(time, 0, top), *((name, 200 + 100 * i, top) for i, name in enumerate(names))]
    found = read_cards([*said, ("Lunch", 110, 80)], [])
    assert {(d, "Lunch") for d in ("Mon", "Tue", "Wed")} <= {(day, name) for day, _, name in found}


def test_a_row_of_days_to_choose_from_heads_no_rows() -> None:
    cells = [
        cell("Tirsdag 14. oktober", 0, 0, columns=3),
        *(cell(d, i, 2) for i, d in enumerate(("man", "tir", "ons"))),
    ]
    down = [axis for axis in day_axes(cells) if not axis.across]
    assert {d.value for axis in down for b in axis.bands for d in b.days} == {"Tuesday"}


def test_a_monday_that_was_read_on_its_head() -> None:
    heads = [cell(t, i, 0) for i, t in enumerate(("NOW", "TUE", "WED", "THU", "FRI"), 1)]
    axis = day_axes([*heads, *(cell("Art", i, k) for i in range(1, 6) for k in (1, 2, 3))])[0]
    assert [band.days[0].value for band in axis.bands][:2] == ["Monday", "Tuesday"]


def test_periods_counted_close_beside_the_first_day_are_none_of_its_names() -> None:
    rows = range(4)
    lessons = [(f"Lesson {chr(97 + row)}{x}", x, 40 + 40 * row) for row in rows for x in (200, 350, 500)]
    numbers = [(str(row + 1), 174, 40 + 40 * row) for row in rows]
    table = read_aligned(1, words_at(*HEADER, *lessons, *numbers), ())
    assert table is not None
    assert {d.name for d in table.drafts} == {name for name, _, _ in lessons}
    assert {d.period for d in table.drafts} == {"1", "2", "3", "4"}


def test_stripes_of_colour_hold_rows_whose_number_was_read_with_what_follows_it() -> None:
    said = [(day, 190 + 54 * i, 10) for i, day in enumerate(("Mon", "Tue", "Wed"))]
    rows = ["Maths Music Drama", "Craft Dance Latin", "Music Maths Craft", "Drama Maths Music", "Latin Craft Dance"]
    cells = []
    for i, names in enumerate(rows):
        top = 40 + 40 * i
        row = [(f"{i + 1}.", 156, top), *((name, 190 + 54 * day, top) for day, name in enumerate(names.split()))]
        said += row if i else row[1:]  # the first number was not read
        cells.append(Cell(Box(left=150, top=top - 8, right=400, bottom=top + 24), lines_of(words_at(*row))))
    table = read_aligned(1, words_at(*said), cells[1:])
    assert table is not None
    days = ("Monday", "Tuesday", "Wednesday")
    expected = [said_on for names in rows[1:] for said_on in zip(days, names.split(), strict=True)]
    assert set(expected) <= {(d.day.value, d.name) for d in table.drafts}


def test_below_the_hour_at_which_a_calendar_ends_stands_the_page_s_foot() -> None:
    said, blocks = list(HEADER), []
    for i in range(5):
        said.append((f"{8 + i}:00", 20, 40 + 60 * i))
        for day, (_, left, _) in enumerate(HEADER if i < 4 else ()):
            block, texts = card(f"Art {i}{day}\nRoom", left - 10, 45 + 60 * i)
            blocks.append(block)
            said += [(w.text, w.box.left, w.box.top) for w in texts]
    foot = [("Printed on Monday", 200, 300), ("by the office", 350, 300)]
    table = read_aligned(1, words_at(*said, *foot), blocks)
    assert table is not None
    assert {d.name for d in table.drafts} == {f"Art {i}{day} Room" for i in range(4) for day in range(3)}
