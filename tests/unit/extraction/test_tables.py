"""Whole grids read as timetables."""

from dataclasses import replace

from chalicelib.domain.timetable import Box, Weekday
from chalicelib.extraction.confidence import rated
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line, bounding
from chalicelib.extraction.tables import read_table
from tests.unit.extraction.making import DAYS, cell, grid, told


def test_texts_that_no_cell_holds_stand_where_days_and_times_cross() -> None:
    cells = grid(["", *DAYS], ["9:00-10:00", "a1", "b1", "", "d1", "e1"], ["10:00-11:00", "a2", "b2", "c2", "d2", "e2"])
    lost = [c for c in cells if c.box != cell("", 3, 1).box]
    found = told(lost, loose=cell("Art", 3, 1).lines)
    assert (Weekday.WEDNESDAY, 540, 600, "Art") in found
    assert len(found) == 10


def test_a_text_over_two_days_is_two_where_a_gap_parts_it() -> None:
    cells = grid(["", *DAYS], ["9:00-10:00", "a1", "b1", "c1", "", ""], ["10:00-11:00", "a2", "b2", "c2", "d2", "e2"])
    lost = [c for c in cells if c.box not in (cell("", 4, 1).box, cell("", 5, 1).box)]
    said = cell("Art Music", 4, 1, columns=2).lines[0]
    border = cell("", 5, 1).box.left
    gap = replace(said, gaps=((3, border - said.size, border + said.size),))
    assert {
        (d, n) for d, s, _, n in told(lost, loose=(gap,)) if s == 540 and d in (Weekday.THURSDAY, Weekday.FRIDAY)
    } == {
        (Weekday.THURSDAY, "Art"),
        (Weekday.FRIDAY, "Music"),
    }
    assert (Weekday.FRIDAY, 540, 600, "Art Music") in told(lost, loose=(said,))


def test_a_days_name_beside_the_first_of_its_rows_holds_for_the_others() -> None:
    head = ["Day", "Club", "Starts", "Ends"]
    rows = [
        ["Monday", "Chess", "15:20", "16:20"],
        ["", "Netball", "15:20", "16:30"],
        ["Tuesday", "Art", "15:15", "16:00"],
    ]
    found = told(grid(head, *rows, ["Half term", "Trip", "9:00", "15:00"]))
    assert found == [
        (Weekday.MONDAY, 920, 980, "Chess"),
        (Weekday.MONDAY, 920, 990, "Netball"),
        (Weekday.TUESDAY, 915, 960, "Art"),
    ]


def test_what_stands_beside_a_day_s_name_or_in_other_columns_is_no_row() -> None:
    said = []
    for d, day in enumerate(("Monday", "Tuesday")):
        said += [cell(day, 0, 5 * d), cell("(Room 4)", 1, 5 * d), cell("_", 0.8, 5 * d + 2)]
        for i in range(3):
            said += [cell(f"{14 + i}:00-{15 + i}:00", 0, 5 * d + 1 + i), cell(f"Duet {chr(97 + i)}", 1, 5 * d + 1 + i)]
    bar = [cell("Today", 0, 9), cell("Tasks", 1.5, 9), cell("Grades", 2.5, 9)]
    found = told([*said, *bar])
    assert [(start, name) for _, start, _, name in found] == [
        (840 + 60 * i, f"Duet {chr(97 + i)}") for i in range(3)
    ] * 2
    after = [cell("Afterwards", 0, 9), cell("Choir", 1, 9)]
    assert told([*said, *after])[-1] == (Weekday.TUESDAY, None, None, "Choir")


def test_a_heading_names_a_range_of_days() -> None:
    rows = grid(["9:00-9:30", "Song"], ["9:30-10:00", "Snack"])
    found = told(rows, around=cell("Ladybird Room - Monday to Thursday", 0, 0).lines)
    assert [day for day, *_, name in found if name == "Snack"] == [*Weekday][:4]


def test_one_row_beside_a_whole_week_is_a_timetable() -> None:
    found = told(grid(["", *DAYS], ["13:10-14:00", "PE", "", "Art", "", "Music"]))
    assert [name for *_, name in found] == ["PE", "Art", "Music"]


def test_a_table_of_one_lesson_right_below_a_days_name_is_that_days() -> None:
    friday = cell("Friday", 0, 0).lines
    assert told(grid(["16:00-17:00", "Choir"]), around=friday) == [(Weekday.FRIDAY, 960, 1020, "Choir")]
    note = cell("Friday we meet earlier", 0, 0).lines
    assert told(grid(["16:00-17:00", "Choir"]), around=note) == []


def test_a_list_whose_days_stand_once_starts_anew_with_the_times() -> None:
    rows = [("8:30-9:00", "Reading"), ("9:00-10:00", "Maths"), ("12:30-1:15", "Art")]
    cells = [cell(t, 1 + x, 3 * d + y) for d in range(3) for y, row in enumerate(rows) for x, t in enumerate(row)]
    # Each name stands in the middle of its rows, with no rule to show how far it reaches.
    names = [cell(day, 0, 3 * d + 1) for d, day in enumerate(DAYS[:3])]
    found = told([*cells, *names])
    assert found[0] == (Weekday.MONDAY, 510, 540, "Reading")
    assert found[3] == (Weekday.TUESDAY, 510, 540, "Reading")
    assert found[-1] == (Weekday.WEDNESDAY, 750, 795, "Art")


def test_days_may_stand_over_their_rows() -> None:
    rows = [("Monday", None), ("9:00 - 9:30", "Register"), ("9:30 - 10:00", "Maths"),
            ("Wednesday", None), ("9:00 - 9:30", "Assembly"), ("9:30 - 10:00", "Art")]  # fmt: skip
    cells = [
        c
        for row, (first, second) in enumerate(rows)
        for c in ([cell(first, 0, row, columns=2)] if second is None else [cell(first, 0, row), cell(second, 1, row)])
    ]
    table = read_table(Grid(1, GridKind.RULED, tuple(cells)))
    assert table is not None
    assert [(d.day.value, d.start, d.name) for d in table.drafts] == [
        ("Monday", 540, "Register"),
        ("Monday", 570, "Maths"),
        ("Wednesday", 540, "Assembly"),
        ("Wednesday", 570, "Art"),
    ]


def test_a_clock_above_the_first_day_begins_no_day() -> None:
    rows = [
        ("14:32", "68 %"),
        ("Monday", ""),
        ("8:00 - 9:00", "Art"),
        ("Tuesday", ""),
        ("Wednesday", ""),
        ("8:00 - 9:00", "PE"),
    ]
    cells = [cell(t, x, y) for y, row in enumerate(rows) for x, t in enumerate(row) if t]
    assert told(cells) == [(Weekday.MONDAY, 480, 540, "Art"), (Weekday.WEDNESDAY, 480, 540, "PE")]


def test_a_list_with_short_days_in_every_row() -> None:
    rows = [[d, f"{8 + i}:00-{9 + i}:00", f"{d}{i}"] for d in ("Pon", "Wt", "Śr", "Czw") for i in range(3)]
    found = told(grid(*rows))
    assert {(day, name[:-1]) for day, *_, name in found} == {
        (Weekday.MONDAY, "Pon"),
        (Weekday.TUESDAY, "Wt"),
        (Weekday.WEDNESDAY, "Śr"),
        (Weekday.THURSDAY, "Czw"),
    }


def test_two_ranges_in_one_cell_are_two_activities() -> None:
    body = ["Maths\n9:00-9:45", "Art\n9:00-9:45\nMusic\n9:45-10:30"]
    found = told(grid(["", "Monday", "Tuesday"], ["1", *body], ["2", "PE\n10:45-11:30", "Drama\n10:45-11:30"]))
    assert (Weekday.TUESDAY, 585, 630, "Music") in found


def test_a_name_that_is_letters_apart_is_doubted() -> None:
    table = read_table(Grid(1, GridKind.STATED, tuple(grid(["", *DAYS], ["9:00-10:00", "U N C H", *["Art"] * 4]))))
    assert table is not None
    spelt, *others = rated(table.drafts, [table])
    assert spelt < 98 <= min(others)


def test_a_letter_set_downwards_alone_is_doubted() -> None:
    cells = grid(["", *DAYS], ["9:00-10:00", "", *["PE"] * 4], ["10:00-11:00", "", *["Art"] * 4])
    tall = [*(c for c in cells if c.box.left != 100 or c.box.top == 0), cell("A", 1, 1, rows=8)]
    table = read_table(Grid(1, GridKind.STATED, tuple(tall)))
    assert table is not None
    values = dict(zip([d.name for d in table.drafts], rated(table.drafts, [table]), strict=True))
    assert values["A"] < 98 <= min(values["PE"], values["Art"])


def test_one_day_s_name_does_not_make_a_list_of_a_week() -> None:
    # Its records, a row each, outnumber the week's lessons.
    days = grid(["", *DAYS[:4]])
    hours = [cell(f"{9 + i // 2}:{'30' if i % 2 else '00'}", 0, 1 + i) for i in range(8)]
    lessons = [cell("Art " + "abcd"[d], 1 + d, 1 + d, rows=4) for d in range(4)]
    found = told([*days, *hours, *lessons])
    assert found == [(day, 540 + 30 * d, 660 + 30 * d, "Art " + "abcd"[d]) for d, day in enumerate([*Weekday][:4])]


def test_a_day_s_name_that_heads_times_is_no_day_of_lessons() -> None:
    rows = [["Mon - Tue", "8:00-9:00", "9:00-10:00", "10:00-11:00"], *([d, "Maths", "Art", "PE"] for d in DAYS[:2])]
    assert told(grid(*rows))[:2] == [(Weekday.MONDAY, 480, 540, "Maths"), (Weekday.MONDAY, 540, 600, "Art")]


def test_cards_that_print_their_starts_end_where_the_day_s_next_one_starts() -> None:
    found = told(grid(DAYS[:2], ["9:00\nRegister", "9:00\nRegister"], ["9:10\nPhonics", "9:30\nArt"], ["1:00\nPE", ""]))
    assert found == [
        (Weekday.MONDAY, 540, 550, "Register"),
        (Weekday.TUESDAY, 540, 570, "Register"),
        (Weekday.MONDAY, 550, 780, "Phonics"),
        (Weekday.TUESDAY, 570, None, "Art"),
        (Weekday.MONDAY, 780, None, "PE"),
    ]
    ends = told(
        grid(DAYS[:2], ["9:00\nRegister", "9:00\nRegister"], ["9:10\nPhonics", "9:30\nArt"], ["1:00-1:45\nPE", ""])
    )
    assert (Weekday.MONDAY, 550, 780, "Phonics") in ends
    assert (Weekday.MONDAY, 780, 825, "PE") in ends


def test_a_routine_for_all_days_with_time_and_name_in_one_frame() -> None:
    rows = [("7:50 - 8:15", "Arrival"), ("8:15 - 8:35", "Meeting"), ("8:35 - 9:10", "Phonics")]
    pieces = [(cell(time, 0, y), cell(name, 1, y)) for y, (time, name) in enumerate(rows)]
    frames = [Cell(bounding([a.box, b.box]), a.lines + b.lines) for a, b in pieces]
    found = told(frames, around=cell("Monday - Friday", 0, -1).lines)
    assert found[:2] == [(Weekday.MONDAY, 470, 495, "Arrival"), (Weekday.TUESDAY, 470, 495, "Arrival")]
    assert len(found) == 15


def test_a_time_whose_cell_is_not_closed_heads_the_row_level_with_it() -> None:
    hours = ["8:00-9:00", "9:00-10:00", "10:00-11:00"]
    cells = grid(["", *DAYS], *([hour, "Maths", "Art", "PE", "Music", "French"] for hour in hours))
    closed = [c for c in cells if c.text != "10:00-11:00"]
    assert (Weekday.FRIDAY, 600, 660, "French") in told(closed, loose=cell("10:00-11:00", 0, 3).lines)


def test_numbers_before_a_list_s_lessons_are_their_periods() -> None:
    rows = [["Monday", "", ""], ["9:00", "10:00", "1 Maths"], ["10:00", "12:00", "2-3 Art"], ["12:00", "1:00", "4 PE"]]
    cells = [cell(t, x, y) for y, row in enumerate(rows) for x, t in enumerate(row) if t]
    assert [name for *_, name in told(cells)] == ["Maths", "Art", "PE"]


def test_a_period_beside_a_printed_time_is_no_time() -> None:
    rows = [["1 Maths", "9:00", "10:00"], ["5-6 PE", "10:00", "12:00"], ["7 Art", "12:00", "1:00"]]
    cells = [cell(t, x, y) for y, row in enumerate(rows, 1) for x, t in enumerate(row)] + [cell("Monday", 0, 0, 3)]
    assert (Weekday.MONDAY, 600, 720, "PE") in told(cells)


def test_a_room_s_number_under_its_head_is_no_time() -> None:
    rows = [["Day", "Start", "End", "Lesson", "Room"]]
    rows += [
        [d, "13:00", "14:00", n, r]
        for d, n, r in zip(DAYS, ("PE", "Art", "ICT"), ("Hall", "B 1.12", "B 1.10"), strict=False)
    ]
    assert told(grid(*rows)) == [(d, 780, 840, n) for d, n in zip(list(Weekday), ("PE", "Art", "ICT"), strict=False)]


def test_an_hour_and_its_half_in_one_cell_head_a_row_each() -> None:
    def hour(n: int) -> Cell:
        whole = cell("", 0, 2 * n - 15, rows=2)
        line = Line(f"{n}:00", Box(left=10, top=whole.box.top + 2, right=60, bottom=whole.box.top + 16), 12.0)
        half = Line(f"{n}:30", Box(left=10, top=whole.box.top + 42, right=60, bottom=whole.box.top + 56), 12.0)
        return Cell(whole.box, (line, half))

    heads = [cell(day, x + 1, 0) for x, day in enumerate(DAYS)]
    lessons = [cell("Maths", x, 1, rows=2) for x in (1, 3, 4, 5)] + [
        cell("Art", 2, 2, rows=2),
        cell("PE", 1, 3, rows=3),
    ]
    found = told([*heads, *(hour(n) for n in (8, 9, 10)), *lessons])
    expected = {
        (Weekday.MONDAY, 480, 540, "Maths"),
        (Weekday.TUESDAY, 510, 570, "Art"),
        (Weekday.MONDAY, 540, 630, "PE"),
    }
    assert expected <= set(found)
    assert len(found) == len(lessons)


def test_a_band_between_two_rows_that_no_time_heads_prints_its_own() -> None:
    hours = [[hour, "Maths", "Art", "PE", "Music", "French"] for hour in ("9:00-10:00", "10:15-11:00")]
    band = cell("BREAK 10:00-10:15", 0, 2, columns=6)
    below = cell("Office hours 8:00-16:00", 0, 4, columns=6)
    found = told([*grid(["", *DAYS], hours[0]), band, *(cell(t, x, 3) for x, t in enumerate(hours[1])), below])
    assert [(start, end) for _, start, end, name in found if name == "BREAK"] == [(600, 615)] * 5
    assert len(found) == 15


LESSONS = [["9:00-9:40", "Maths", "Art", "Maths", "Art", "Urdu"], ["9:40-10:20", "Urdu", "Maths", "Art", "Urdu", "Art"]]


def test_times_of_certain_days_stand_in_a_row_of_their_own() -> None:
    heads = [["", "1", "2", "3", "4"], ["Mon-Thu", "8:00-8:40", "8:40-9:20", "9:20-10:00", "10:00-10:40"]]
    friday = ["Friday", "8:00-8:30", "8:30-9:00", "9:00-9:30", "9:30-10:00"]
    days = [[d, "Maths", "Art", "Urdu", "Isl"] for d in ("Mon", "Tue", "Wed", "Thu", "Fri")]
    found = told(grid(*heads, friday, *days))
    assert (Weekday.MONDAY, 520, 560, "Art") in found
    assert (Weekday.FRIDAY, 510, 540, "Art") in found
    assert len(found) == 20


def test_boxes_that_each_hold_a_day_and_its_list() -> None:
    listed = "\n8.50-9.00 Register\n9.00-9.30 Phonics\n9.30-10.30 Maths"
    found = told([cell(day + listed, i % 2, i // 2) for i, day in enumerate(DAYS)])
    assert len(found) == 15
    assert found[1] == (Weekday.MONDAY, 540, 570, "Phonics")


def test_merged_names_of_days_hold_for_their_rows_whatever_the_times_do() -> None:
    clubs = [
        ("15.15-16.15", "Chess"),
        ("15.20-16.20", "Code"),
        ("12.30-13.00", "Recorder"),
        ("12.15-12.45", "Choir"),
        ("15.15-16.30", "Football"),
    ]
    rows = [cell(t, x + 1, y) for y, row in enumerate(clubs) for x, t in enumerate(row)]
    days = [cell("Monday", 0, 0, rows=3), cell("Tuesday", 0, 3, rows=2)]
    on_monday = [name for day, _, _, name in told([*rows, *days]) if day is Weekday.MONDAY]
    assert on_monday == ["Chess", "Code", "Recorder"]


def test_legends_below_the_last_time_are_no_lessons() -> None:
    rows = [["", *DAYS], *LESSONS, ["10:20-11:00", *["Art"] * 5], ["SUBJECT TEACHERS", "Art Mr Roy", "", "", "", ""]]
    clubs = ["After school", "Chess", "", "", "", ""]
    assert not [name for _, _, _, name in told(grid(*rows)) if "Roy" in name]
    assert (Weekday.MONDAY, None, None, "Chess") in told(grid(*rows[:-1], clubs))


def test_two_lessons_in_a_period_too_short_for_them_are_groups() -> None:
    rows = [["", *DAYS], ["9:00-9:50", "", *["Art"] * 4], *[[f"{h}:00-{h}:50", *["Maths"] * 5] for h in (10, 11)]]
    halves = [cell("Latin", 1, 1, rows=0.5), cell("Éco", 1, 1.5, rows=0.5)]
    found = told([*[c for c in grid(*rows) if c.box != cell("", 1, 1).box], *halves])
    assert found.count((Weekday.MONDAY, 540, 590, "Latin")) == found.count((Weekday.MONDAY, 540, 590, "Éco")) == 1


def test_a_cell_that_says_only_its_time_is_named_by_its_row() -> None:
    rows = [["", *DAYS], ["AM", *["8:05-8:35 Chorus\n8:50-9:30 Ruiz"] * 5], ["LUNCH", *["11:10-11:40"] * 5]]
    found = told(grid(*rows))
    assert (Weekday.MONDAY, 670, 700, "LUNCH") in found
    assert (Weekday.FRIDAY, 530, 570, "Ruiz") in found


def test_a_pause_spelt_down_over_all_days_whatever_rules_part_them() -> None:
    times = ["", "9:00-9:40", "9:40-10:00", "10:00-10:40"]
    column = ["R", "E\nH", "A", "T", ""]
    days = [[d, "Maths", letters, "Art"] for d, letters in zip(DAYS, column, strict=True)]
    found = told(grid(times, *days))
    assert [name for _, start, _, name in found if start == 580] == ["REHAT"] * 5


def test_headings_say_whose_times_a_row_holds() -> None:
    rows = [
        ["Timing (Mon - Tue, Thu)", "8.00\n8.40", "8.40\n9.20", "9.20\n10.00"],
        ["Timing (Wednesday)", "8.00\n8.30", "8.30\n9.00", "9.00\n9.30"],
        *([day, "Maths", "Art", "Music"] for day in ("Monday", "Tuesday", "Wednesday", "Thursday")),
    ]
    table = read_table(Grid(1, GridKind.RULED, tuple(grid(*rows))))
    assert table is not None
    found = {(d.day.value, d.start, d.end) for d in table.drafts if d.name == "Art"}
    assert found == {(day, 520, 560) for day in ("Monday", "Tuesday", "Thursday")} | {("Wednesday", 510, 540)}


def test_days_down_beside_one_range() -> None:
    rows = [["Time", "1.10 - 2.10"], *([day, f"Lesson {day}"] for day in ("Mon", "Tue", "Wed", "Thu", "Fri"))]
    table = read_table(Grid(1, GridKind.RULED, tuple(grid(*rows))))
    assert table is not None
    assert {(d.start, d.end) for d in table.drafts} == {(790, 850)}
    assert len(table.drafts) == 5


def test_bare_hours_among_times_with_minutes() -> None:
    rows = [
        ["Day", "Time", "Lesson"],
        ["Monday to Friday", "9.05 - 10.05", "Maths"],
        ["Monday to Thursday", "1 - 2", "PE"],
        ["Friday", "1 - 2", "Swimming"],
    ]
    table = read_table(Grid(1, GridKind.RULED, tuple(grid(*rows))))
    assert table is not None
    assert {(d.start, d.end) for d in table.drafts if d.name in ("PE", "Swimming")} == {(780, 840)}


def test_the_corner_in_one_cell_with_the_first_time() -> None:
    rows = [
        ["", "Monday", "Tuesday", "Wednesday"],
        ["", "Maths", "Art", "Music"],
        ["8.40-9.25", "French", "PE", "Drama"],
        ["9.25-10.10", "English", "ICT", "Latin"],
    ]
    corner = cell("Zeit\n7.50-8.35", 0, 0, rows=2)
    cells = [c for c in grid(*rows) if c.box.left > 0 or c.lines]
    table = read_table(Grid(1, GridKind.RULED, (*cells, corner)))
    assert table is not None
    assert {(d.day.value, d.start, d.end) for d in table.drafts if d.name == "Maths"} == {("Monday", 470, 515)}


def test_a_number_between_the_two_lines_of_its_time_stands_before_it() -> None:
    def head(number: int, start: str, end: str) -> Cell:
        box = cell("", 0, number).box
        places = ((start, 40, 2.0), (str(number), 5, 12.0), (end, 40, 22.0))
        lines = tuple(
            Line(text, Box(left=left, top=box.top + top, right=left + 30, bottom=box.top + top + 10), 10.0)
            for text, left, top in places
        )
        return Cell(box, lines)

    cells = [
        *(cell(text, x, 0) for x, text in enumerate(["", *DAYS])),
        head(1, "7:50 -", "8:35"),
        head(2, "8:35 -", "9:20"),
        *(cell(f"a{y}", x, y) for y in (1, 2) for x in range(1, 6)),
    ]
    assert {(start, end) for _, start, end, _ in told(cells)} == {(470, 515), (515, 560)}


def test_letters_of_one_lesson_each_day_are_no_word() -> None:
    cells = grid(
        ["", "8:00-8:45", "8:55-9:40"], *([day, "M", letter] for day, letter in zip(DAYS, "BREAK", strict=True))
    )
    found = told(cells)
    assert sum(name == "M" for *_, name in found) == 5
    assert sum(name == "BREAK" for *_, name in found) == 5


def test_a_sentence_below_the_times_names_nothing() -> None:
    rows = [[time, *"abcde"] for time in ("9:00-10:00", "10:00-11:00", "11:00-12:00")]
    cells = [*grid(["", *DAYS], *rows), cell("", 0, 4), cell("Made with a program on the first of September", 1, 4, 5)]
    assert len(told(cells)) == 15


def test_headings_that_come_again_amid_a_table_are_left_off_what_stands_below_them() -> None:
    body = [[time, *["Maths"] * 5] for time in ("8:00-9:00", "9:00-10:00", "10:00-11:00")]
    again = [cell("TIME\n1:00-2:00", 0, 4), *(cell(f"{day}\nArt", i + 1, 4) for i, day in enumerate(DAYS))]
    found = told([*grid(["", *DAYS], *body), *again])
    assert [(start, end) for _, start, end, name in found if name == "Art"] == [(780, 840)] * 5
    assert len(found) == 20


def test_a_letter_over_the_periods_is_no_day_of_another_language() -> None:
    head = ["P", "I", "II", "III", "IV"]
    cells = grid(head, *([day, "Maths", "Art", "PE", "Science"] for day in ("Mon", "Tue", "Wed", "Thu", "Sat")))
    table = read_table(Grid(1, GridKind.STATED, tuple(cells)))
    assert table is not None
    assert len(table.drafts) == 20
    assert {d.period for d in table.drafts} == {"I", "II", "III", "IV"}


def test_a_row_without_a_time_is_as_long_as_its_cells_print() -> None:
    lessons = [f"9.20 - 10.00 {d} Irish\n10.00 - 10.45 {d} Maths" for d in ("a", "b", "c", "d", "e")]
    rows = [["9.00", *["Roll"] * 5], ["", *lessons], ["Break 10.45", *["Play"] * 5], ["11.00", *["Art"] * 5]]
    found = told(grid(["", *DAYS], *rows))
    assert (Weekday.MONDAY, 540, 560, "Roll") in found
    assert (Weekday.MONDAY, 645, 660, "Play") in found


def test_days_that_each_head_a_column_of_times_and_one_of_lessons() -> None:
    cells = [cell("Monday", 0, 0, columns=2), cell("Tuesday", 2, 0, columns=2)]
    lists = (["8:30-9:00", "9:00-10:00", "10:00-10:30"], ["8:30-9:15", "9:15-9:45", "9:45-11:00"])
    for d, times in enumerate(lists):
        for row, time in enumerate(times, 1):
            cells += [cell(time, 2 * d, row), cell(f"Lesson {'abcdef'[row + d]}rt", 2 * d + 1, row)]
    found = told(cells)
    assert (Weekday.MONDAY, 540, 600, "Lesson crt") in found
    assert (Weekday.TUESDAY, 555, 585, "Lesson drt") in found
    assert len(found) == 6


def test_a_column_of_times_that_names_its_day_is_of_that_day_only() -> None:
    head = ["M/T/Th/F", "MON", "TUE", "WED* times", "WED", "THU", "FRI"]
    rows = [
        ["8:05 - 8:52", "Maths", "Maths", "8:05 - 8:41", "Maths", "Band", "PE"],
        ["8:56 - 9:43", "Art", "Art", "8:45 - 9:21", "Art", "ELA", "ELA"],
        ["9:47 - 10:07", "Music", "Music", "9:25 - 9:50", "Music", "Latin", "Latin"],
    ]
    found = told(grid(head, *rows))
    assert (Weekday.WEDNESDAY, 525, 561, "Art") in found
    assert (Weekday.THURSDAY, 536, 583, "ELA") in found
    assert (Weekday.FRIDAY, 587, 607, "Latin") in found


def test_a_lesson_called_by_one_letter_counts_as_one() -> None:
    rows = [["8:00-8:45", "D", "E", "M"], ["8:45-9:30", "M", "D", "E"], ["9:50-10:35", "E", "M", "D"]]
    found = told(grid(["", "Montag", "Dienstag", "Mittwoch"], *rows))
    assert (Weekday.MONDAY, 480, 525, "D") in found
    assert len(found) == 9


def test_a_row_for_every_day_tells_each_day_s_lesson() -> None:
    specials = "Monday: Art\nTuesday: P.E.\nWednesday: Music\nThursday: Library"
    rows = [["9:00-9:45", "Maths"], ["9:45-10:30", specials], ["10:30-11:00", "Recess"]]
    table = read_table(Grid(1, GridKind.STATED, tuple(grid(["Time", "Monday to Friday"], *rows))))
    assert table is not None
    named = {(d.day, d.name) for d in table.drafts if d.start == 585}
    assert named == {
        (Weekday.MONDAY, "Art"),
        (Weekday.TUESDAY, "P.E."),
        (Weekday.WEDNESDAY, "Music"),
        (Weekday.THURSDAY, "Library"),
    }


def test_columns_of_two_weeks_under_each_day_say_which() -> None:
    cells = [cell("Pd", 0, 0), *(cell(day, 1 + 2 * d, 0, columns=2) for d, day in enumerate(DAYS[:3]))]
    cells += [cell(f"Wk {week}", 1 + x, 1) for x, week in enumerate("ABABAB")]
    for row, time in enumerate(("8:55-9:55", "9:55-10:55", "11:15-12:15"), 2):
        cells += [cell(time, 0, row), *(cell(f"{'89'[x % 2]}x{row}", 1 + x, row) for x in range(6))]
    cells = [c for c in cells if c.box != cell("", 1, 4).box] + [cell("", 1, 4)]
    cells.append(cell("Trip", 3, 5, columns=2))
    cells.append(cell("14:00-15:00", 0, 5))
    table = read_table(Grid(1, GridKind.RULED, tuple(cells)))
    assert table is not None
    said = {(d.day, d.start, d.name, d.notes) for d in table.drafts}
    assert (Weekday.MONDAY, 535, "8x2", "Wk A") in said
    assert (Weekday.MONDAY, 675, "9x4", "Wk B") in said
    assert {notes for _, _, name, notes in said if name == "Trip"} == {""}
    assert not {name for _, _, name, _ in said} & {"Wk A", "Wk B"}


def test_people_in_columns_of_their_own_beside_the_lessons_are_notes() -> None:
    cells = [
        cell("Ora", 0, 0),
        *(cell(day, 1 + 1.5 * d, 0, columns=1.5) for d, day in enumerate(("LUN", "MAR", "MER"))),
    ]
    lessons = [("Italiano", "Zanella"), ("Scienze", "Rizzo"), ("Arte", "Furlan"), ("Storia", "Zanella")]
    for row, time in enumerate(("8:00-8:55", "8:55-9:50", "9:50-10:45", "11:00-11:55"), 1):
        cells.append(cell(time, 0, row))
        for d in range(3):
            name, teacher = lessons[(row + d) % 4]
            cells += [cell(name, 1 + 1.5 * d, row), cell(teacher, 2 + 1.5 * d, row, columns=0.5)]
    table = read_table(Grid(1, GridKind.RULED, tuple(cells)))
    assert table is not None
    assert {(d.name, d.notes) for d in table.drafts} == set(lessons)


def test_a_list_laid_across_under_its_day() -> None:
    rows = [["Time", "8:00-9:00", "9:00-10:00", "10:15-11:00"], ["Class", "Biology", "Art", "Advisory"]]
    assert told(grid(*rows), around=cell("FRIDAY (all classes)", 0, -1).lines) == [
        (Weekday.FRIDAY, 480, 540, "Biology"),
        (Weekday.FRIDAY, 540, 600, "Art"),
        (Weekday.FRIDAY, 615, 660, "Advisory"),
    ]


def test_a_pause_in_the_times_is_once_a_day_where_groups_have_columns() -> None:
    head = [c for i, d in enumerate(DAYS[:3]) for c in (cell(d, 1 + 2 * i, 0, columns=2),)]
    groups = [cell(f"Gr. {1 + i % 2}", 1 + i, 1) for i in range(6)]
    times = [cell(t, 0, 2 + i) for i, t in enumerate(("9:00-10:00", "10:00-10:20 Pause", "10:20-11:00"))]
    lessons = [cell("Deutsch" if i % 2 else "Mathe", 1 + i, row) for i in range(6) for row in (2, 4)]
    found = told([*head, *groups, *times, *lessons, *(cell("", 1 + i, 3) for i in range(6))])
    assert [d for d, _, _, name in found if name == "Pause"] == [Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY]


def test_a_lesson_that_prints_its_time_before_the_first_headed_column_is_kept() -> None:
    heads = ["", "", "10:20-10:35", "10:35-12:15", "12:15-13:15", "13:15-15:05", "15:05-15:15"]
    rows = [[d, "9:20-10:20\nMaths", "Break", "Art", "Lunch", "PE", "Story"] for d in DAYS]
    cells = [c for c in grid(heads, *rows) if c.text]
    assert (Weekday.TUESDAY, 560, 620, "Maths") in told(cells)


def test_a_lesson_in_no_cell_that_prints_its_time_is_kept() -> None:
    cells = grid(DAYS[:3], *([f"{h}:00-{h}:45\n{name}"] * 3 for h, name in ((9, "Maths"), (10, "Art"), (11, "PE"))))
    lost = [c for c in cells if c.box != cell("", 1, 2).box]
    assert (Weekday.TUESDAY, 600, 645, "Art") in told(lost, loose=cell("10:00-10:45 Art", 1, 2).lines)


def test_rows_of_even_and_odd_weeks_beside_each_day_say_which() -> None:
    cells = [cell("Dag", 0, 0), cell("Vecka", 1, 0), *(cell(f"{8 + i}:00-{9 + i}:00", 2 + i, 0) for i in range(3))]
    for d, day in enumerate(("Måndag", "Tisdag", "Onsdag")):
        cells += [cell(day, 0, 1 + 2 * d, rows=2), cell("jämn v.", 1, 1 + 2 * d), cell("udda v.", 1, 2 + 2 * d)]
        cells += [cell("Svenska", 2 + i, 1 + 2 * d + week) for i in range(3) for week in (0, 1)]
    table = read_table(Grid(1, GridKind.STATED, tuple(cells)))
    assert table is not None
    said = [(d.day, d.start, d.name, d.notes) for d in table.drafts]
    assert len(said) == len(set(said)) == 18
    assert (Weekday.TUESDAY, 540, "Svenska", "udda v.") in said
