"""Headings outside a table's rules."""

import itertools

from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.grids.outside import ends_joined, heads_outside
from tests.unit.extraction.making import cell, grid

BODY = grid(["9.00-9.40", "9.40-10.20", "10.20-11.00"], ["Art", "Maths", "PE"], ["Music", "", "Art"], ["PE", "Art", ""])


def beside(*days: str, step: float = 40.0) -> list[Line]:
    cells = [cell(day, -1.5, 1 + i * step / 40.0) for i, day in enumerate(days)]
    return [line for c in cells for line in c.lines]


def test_days_before_the_rows_become_their_heads() -> None:
    heads = heads_outside(BODY, [*beside("Monday", "Tuesday", "Friday"), *beside("Teaching timetable")])
    assert [(h.text, h.box.top, h.box.bottom, h.box.right) for h in heads] == [
        ("Monday", 40, 80, 0),
        ("Tuesday", 80, 120, 0),
        ("Friday", 120, 160, 0),
    ]
    assert all(h.confidence < 0.95 for h in heads)


def test_days_that_no_rules_part_or_that_stand_inside_head_nothing() -> None:
    assert heads_outside(BODY, beside("Monday", "Tuesday", "Friday", step=25.0)) == []
    named = [*BODY, *grid(["Monday"], ["Tuesday"], ["Friday"])]
    assert heads_outside(named, beside("Monday", "Tuesday", "Friday")) == []


def test_times_before_rows_whose_lessons_print_their_own_become_their_heads() -> None:
    own = grid(["Art", "Maths\n9.05-9.40", "PE"], ["Music\n9.45-10.20", "", "Art"], ["PE", "Art", "Song\n10.20-10.50"])
    heads = heads_outside(own, beside("9.00-9.40", "9.40-10.20", "10.20-11.00", step=40.0))
    assert [h.text for h in heads] == []  # they stand a row lower than these
    level = [cell(time, -1.5, i) for i, time in enumerate(("9.00-9.40", "9.40-10.20", "10.20-11.00"))]
    heads = heads_outside(own, [line for c in level for line in c.lines])
    assert [h.text for h in heads] == ["9.00-9.40", "9.40-10.20", "10.20-11.00"]


def on_rules(*times: str) -> list[Line]:
    """Times level with the rules above the rows of ``BODY``, one behind the other."""
    cells = [cell(time, -1.5, i - 0.5) for i, time in enumerate(times)]
    return [line for c in cells for line in c.lines]


LESSONS = grid(*(["Art", "Maths", "PE"] for _ in range(5)))


def test_times_on_the_rules_are_where_rows_begin_and_end() -> None:
    heads = heads_outside(LESSONS, on_rules("8h05", "9h00", "9h55", "10h10", "11h05", "12h00"))
    assert [" ".join(h.text.split()) for h in heads] == [
        "8h05 9h00",
        "9h00 9h55",
        "9h55 10h10",
        "10h10 11h05",
        "11h05 12h00",
    ]


def test_hours_on_the_rules_are_a_scale_where_a_lesson_begins_between_them() -> None:
    hours = ("8h00", "9h00", "10h00", "11h00", "12h00", "13h00")
    assert [h.text for h in heads_outside(LESSONS, on_rules(*hours))][:2] == ["8h00\n9h00", "9h00\n10h00"]
    between = [*LESSONS, cell("Drama", 3, 1.5), cell("", 3, 0.5)]
    assert heads_outside(between, on_rules(*hours)) == []


def test_a_titles_bar_above_the_days_is_no_part_of_the_table_that_times_stand_beside() -> None:
    rows = [["Monday", "Tuesday", "Friday"], *(["Art", "Maths", "PE"] for _ in range(5))]
    below = [cell(text, x, y + 1) for y, row in enumerate(rows) for x, text in enumerate(row)]
    title = cell("Class 4B", -3, 0, columns=9)
    times = [cell(t, -1.5, 1.5 + i) for i, t in enumerate(("8h05", "9h00", "9h55", "10h10", "11h05", "12h00"))]
    heads = heads_outside([title, *below], [line for c in times for line in c.lines])
    assert [h.text for h in heads] == [f"{a.text}\n{b.text}" for a, b in itertools.pairwise(times)]


def test_a_period_s_number_over_its_start_and_its_end_is_one_heading() -> None:
    lines = [
        Line(
            text, cell("", -1.5, i).box.model_copy(update={"top": 40.0 * i + top, "bottom": 40.0 * i + top + 10}), 10.0
        )
        for i, times in enumerate((("07:50", "08:35"), ("08:40", "09:25"), ("09:45", "10:30")))
        for text, top in zip((str(i + 1), *times), (4.0, 15.0, 26.0), strict=True)
    ]
    heads = heads_outside(LESSONS[:9], lines)
    assert [(" ".join(h.text.split()), h.box.top, h.box.bottom) for h in heads] == [
        ("1 07:50 08:35", 0, 40),
        ("2 08:40 09:25", 40, 80),
        ("3 09:45 10:30", 80, 120),
    ]


def test_headings_stand_in_the_middle_of_rows_of_any_height() -> None:
    heights = (3.0, 0.5, 3.0, 1.0)
    tops = [sum(heights[:i]) for i in range(4)]
    body = [cell("Art", x, top, rows=high) for x in range(3) for top, high in zip(tops, heights, strict=True)]
    times = ("8:00-9:50", "9:50-10:10", "10:10-12:00", "12:00-13:00")
    said = [cell(t, -1.5, top + high / 2 - 0.1, rows=0.2) for t, top, high in zip(times, tops, heights, strict=True)]
    heads = heads_outside(body, [line for c in said for line in c.lines])
    assert [(h.text, h.box.top, h.box.bottom) for h in heads] == [
        (t, 40 * top, 40 * (top + high)) for t, top, high in zip(times, tops, heights, strict=True)
    ]


def test_starts_over_their_ends_are_one_heading_each() -> None:
    times = (("8:00 a. m.", "8:45 a. m."), ("8:45 a. m.", "9:30 a. m."), ("9:30 a. m.", "10:15 a. m."))
    lines = [
        Line(
            text, cell("", -1.5, i).box.model_copy(update={"top": 40.0 * i + top, "bottom": 40.0 * i + top + 10}), 10.0
        )
        for i, pair in enumerate(times)
        for text, top in zip(pair, (8.0, 21.0), strict=True)
    ]
    heads = heads_outside(LESSONS[:9], lines)
    assert [(h.text.replace("\n", " - "), h.box.top, h.box.bottom) for h in heads] == [
        (" - ".join(pair), 40 * i, 40 * i + 40) for i, pair in enumerate(times)
    ]


def test_starts_at_the_top_of_rows_of_any_height_begin_them() -> None:
    heights = (1.0, 1.0, 3.0, 1.0, 2.0)
    tops = [sum(heights[:i]) for i in range(5)]
    body = [cell("Art", x, top, rows=high) for x in range(3) for top, high in zip(tops, heights, strict=True)]
    said = [
        cell(t, -1.5, top + 0.05, rows=0.3)
        for t, top in zip(("8:50", "9:00", "9:20", "10:30", "10:45"), tops, strict=True)
    ]
    heads = heads_outside(body, [line for c in said for line in c.lines])
    assert [(h.text, h.box.top) for h in heads] == [
        (t, 40 * top) for t, top in zip(("8:50", "9:00", "9:20", "10:30", "10:45"), tops, strict=True)
    ]


def test_a_day_in_a_box_of_its_own_is_one_of_those_beside_it() -> None:
    days = ("LUN", "MAR", "MIÉ", "JUE")
    boxed = cell("VIE", 4, -1.2, rows=0.5)
    body = [*grid(*(["Art", "Maths", "PE", "Music", "Art"] for _ in range(4))), boxed]
    outside = [line for i, day in enumerate(days) for line in cell(day, i, -1.2, rows=0.5).lines]
    assert [h.text for h in heads_outside(body, outside)] == [*days, "VIE"]


def test_an_end_in_a_box_of_its_own_joins_its_start() -> None:
    times = ("8h05", "9h00", "9h00", "9h55", "10h10", "11h05")
    boxes = [cell(time, -1, i // 2 + 0.4 * (i % 2), rows=0.35) for i, time in enumerate(times)]
    lesson = cell("9h00 - 9h55", 2, 0.4)
    assert [c.text.split() for c in ends_joined([*boxes, lesson])] == [
        ["8h05", "9h00"],
        ["9h00", "9h55"],
        ["10h10"],
        ["11h05"],
        ["9h00", "-", "9h55"],
    ]
    starts = [cell(time, -1, 0.4 * i, rows=0.35) for i, time in enumerate(("8.45", "9.00", "9.20", "10.20"))]
    assert ends_joined(starts) == starts


def test_lessons_with_a_room_like_a_time_are_no_start_and_its_end() -> None:
    rows = [cell("MAT\nJLR – 1.07", 0, 0), cell("LCL\nNCG – 1.10", 0, 1), cell("GeH\nPMS – 1.10", 0, 2)]
    assert ends_joined(rows) == rows


def test_times_whose_minutes_stand_on_the_next_line_are_whole() -> None:
    rows = [cell(f"{hour} h 30 – {hour + 1} h\n15", -1.5, i, rows=0.5) for i, hour in enumerate((8, 9, 10))]
    heads = heads_outside(LESSONS[:9], [line for c in rows for line in c.lines])
    assert [h.text for h in heads] == ["8 h 30 – 9 h 15", "9 h 30 – 10 h 15", "10 h 30 – 11 h 15"]


def test_a_lesson_called_as_a_day_is_no_heading_however_often_it_comes() -> None:
    body = grid(
        ["9.00-9.40", "9.40-10.20", "10.20-11.00"], ["Qui", "Maths", "Qui"], ["Music", "Qui", "Art"], ["PE", "Art", ""]
    )
    heads = heads_outside(body, beside("Monday", "Tuesday", "Friday"))
    assert [head.text for head in heads] == ["Monday", "Tuesday", "Friday"]


def test_a_range_may_go_on_below_with_its_dash() -> None:
    body = [cell(name, x, 1) for x, name in enumerate(("Art", "Maths", "PE"))] + [cell("Song", x, 2) for x in range(3)]
    heads = [cell(text, x, -1, rows=0.5) for x, text in enumerate(("9:00-10:00", "10:00", "10:20-11:00"))]
    below = cell("- 10:20", 1, -0.45, rows=0.5)
    found = heads_outside(body, [line for c in (*heads, below) for line in c.lines])
    assert [h.text for h in found] == ["9:00-10:00", "10:00 - 10:20", "10:20-11:00"]


def test_edges_close_around_the_letters_of_a_dark_header_are_no_cells() -> None:
    days = [cell(day, x, -1) for x, day in enumerate(("Mon", "Tue", "Wed"))]
    close = [Cell(c.lines[0].box, c.lines) for c in days]
    body = [cell(name, x, y) for y in (1, 2) for x, name in enumerate(("Art", "Maths", "PE"))]
    found = heads_outside([*body, *close[:2]], list(days[2].lines))
    assert [h.text for h in found] == ["Mon", "Tue", "Wed"]


def test_blocks_that_are_drawn_within_their_times_begin_and_end_with_them() -> None:
    rows = [(c, c.box.top / 40) for c in LESSONS]
    within = [
        cell(c.text, c.box.left / 100, row + (0.15 if row else 0.05), rows=0.7 if row < 4 else 0.78) for c, row in rows
    ]
    hours = on_rules("8h05", "9h00", "9h55", "10h10", "11h05", "12h00")
    assert next(" ".join(h.text.split()) for h in heads_outside(within, hours)) == "8h05 9h00"


def above(*texts: str, row: float) -> list[Line]:
    return [line for i, text in enumerate(texts) for line in cell(text, i, row).lines]


def test_short_names_above_the_columns_are_days_beside_each_other() -> None:
    dutch = ["ma", "di", "wo", "do", "vr"]
    body = grid(*([f"L{i}{j}" for j in range(5)] for i in range(5)))
    assert [h.text for h in heads_outside(body, above(*dutch, row=-1.2))] == dutch
    assert heads_outside(body, above("ma", "L1", "L2", "do", "L3", row=-1.2)) == []


def test_numbers_that_count_up_before_the_rows_head_them_where_no_times_do() -> None:
    body = grid(["Art", "Maths", "PE"], ["Music", "", "Art"], ["PE", "Art", ""], ["French", "PE", "Art"])
    numbers = [line for i in range(4) for line in cell(str(i + 1), -1.5, i).lines]
    assert [h.text for h in heads_outside(body, numbers)] == ["1", "2", "3", "4"]
    rooms = [line for i, room in enumerate(("12", "4", "7", "31")) for line in cell(room, -1.5, i).lines]
    assert heads_outside(body, rooms) == []


def test_times_on_marks_that_were_taken_for_rules_are_a_scale() -> None:
    """The marks run beside the times only: what they enclose holds one time, several or none."""
    days = grid(["Mon", "Tue", "Wed"])
    blocks = [cell(f"L{x}{y}", x, y + 1) for y in range(5) for x in range(3)]
    times = ["08h00", "09h00", "10h00", "11h00", "12h00", "13h00"]
    lines = [cell(time, -1, y + 0.5).lines[0] for y, time in enumerate(times)]
    boxed = [
        Cell(cell("", -1, 1, rows=1).box, (lines[1],)),
        Cell(cell("", -1, 2, rows=2).box, (lines[2], lines[3])),
        Cell(cell("", -1, 4, rows=1).box, (lines[4],)),
    ]
    heads = heads_outside([*days, *blocks, *boxed], [lines[0], lines[5]])
    assert [(h.text.split("\n"), h.box.top, h.box.bottom) for h in heads] == [
        ([start, end], 40 * (y + 1), 40 * (y + 2)) for y, (start, end) in enumerate(itertools.pairwise(times))
    ]
    in_rows = [cell(time, -1, y + 1) for y, time in enumerate(times[:5])]
    assert heads_outside([*days, *blocks, *in_rows], []) == []
