"""Whole grids read as timetables."""

from dataclasses import replace

from chalicelib.domain.timetable import WEEK, Box, Weekday
from chalicelib.extraction.document.confidence import rated
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line, bounding
from chalicelib.extraction.tables.table import read_table, without_day_notes
from tests.unit.extraction.making import DAYS, cell, grid, told


def test_one_row_beside_a_whole_week_is_a_timetable() -> None:
    found = told(grid(["", *DAYS], ["13:10-14:00", "PE", "", "Art", "", "Music"]))
    assert [name for *_, name in found] == ["PE", "Art", "Music"]


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


def test_times_of_most_days_and_of_one_day_in_rows_of_their_own_above_them() -> None:
    found = told(
        grid(
            ["PERIOD", "1", "2", "3"],
            ["MON-THUR", "7:55-8:45", "8:45-9:35", "9:35-10:25"],
            ["FRI", "7:55-8:35", "8:35-9:15", "9:15-9:55"],
            *([day, "Maths", "Art", "Music"] for day in ("MON", "TUES", "WED", "THUR", "FRI")),
        )
    )
    assert [(s, e) for d, s, e, _ in found if d is Weekday.THURSDAY] == [(475, 525), (525, 575), (575, 625)]
    assert [(s, e) for d, s, e, _ in found if d is Weekday.FRIDAY] == [(475, 515), (515, 555), (555, 595)]


def test_a_time_in_a_cell_that_runs_on_over_free_days_is_a_row_s_all_the_same() -> None:
    rows = grid(["", *DAYS], ["8h10", *"abcde"], ["", *[""] * 5], ["9h20", *"fghij"], ["10h15", *[""] * 5])
    free = cell("9h05", 0, 2, columns=6)
    free = replace(free, lines=(replace(free.lines[0], box=free.lines[0].box.model_copy(update={"right": 60.0})),))
    found = told([*(c for c in rows if c.box.top != free.box.top), free])
    assert {(s, e) for _, s, e, _ in found} == {(490, 545), (560, 615)}


def test_halves_of_a_course_by_the_letters_of_names_are_beside_each_other_in_time() -> None:
    halves = [cell(f"Psicologia\n({part})", 1, 1 + i / 2, rows=0.5) for i, part in enumerate(("A-L", "M-Z"))]
    rows = grid(["Ora", *DAYS], ["9-11", "", *"bcde"], ["11-13", *"fghij"], ["14-16", *"klmno"])
    found = told([*(c for c in rows if c.box != cell("", 1, 1).box), *halves])
    assert [(s, e) for _, s, e, name in found if name == "Psicologia"] == [(540, 660), (540, 660)]


def test_days_beside_each_other_above_head_another_table() -> None:
    heads = tuple(line for x, day in enumerate(("Thursday", "Friday")) for line in cell(day, x, -2).lines)
    assert told(grid(["9:00-9:30", "Song"], ["9:30-10:00", "Snack"]), around=heads) == []


def test_a_column_of_times_of_its_own_days_is_theirs_alone() -> None:
    rows = [["Time", "Monday", "Tuesday", "Friday time", "Friday"]]
    rows += [[f"{h}:00-{h}:50", "Art", "PE", f"{h}:10-{h}:40", "Song"] for h in (8, 9, 10, 11)]
    found = told(grid(*rows))
    assert (Weekday.TUESDAY, 480, 530, "PE") in found
    assert {(start, end) for day, start, end, _ in found if day is Weekday.FRIDAY} == {
        (490, 520), (550, 580), (610, 640), (670, 700),
    }  # fmt: skip


def test_a_legends_small_box_close_below_the_times_makes_the_last_one_no_longer() -> None:
    cells = grid(["", *DAYS], *([f"{h}:00-{h}:50", *["Art"] * 5] for h in (9, 10, 11)))
    box = Box(left=0, top=169.8, right=20, bottom=184)
    legend = Cell(box, (Line("C", box, 10.0),))
    assert told([*cells, legend]) == told(cells)
    beside = cell("other teachers", 1, 4).lines
    assert told([*cells, legend], loose=beside) == told(cells)


def test_a_title_that_says_daily_takes_nothing_from_the_day_named_below_it() -> None:
    # A word processor's paragraphs have no places of their own.
    whole = Box(left=0, top=0, right=1, bottom=1)
    above = tuple(Line(text, whole, 10.0) for text in ("Daily timetables", "Monday"))
    listed = grid(["8:50-9:00", "Register"], ["9:00-9:25", "Phonics"])
    table = read_table(Grid(1, GridKind.STATED, tuple(listed), above))
    assert table is not None
    assert {draft.day for draft in table.drafts} == {Weekday.MONDAY}


def test_what_a_calendar_says_of_whole_days_is_no_lesson() -> None:
    rows = grid(
        ["", "Monday", "Tuesday", "Wednesday"],
        ["", "Reports are due", "", ""],
        ["9:00-10:00", "Maths", "Art", "PE"],
        ["10:00-11:00", "Art", "PE", "Maths"],
        ["11:00-12:00", "PE", "Maths", "Art"],
    )
    table = read_table(Grid(1, GridKind.STATED, tuple(rows)))
    assert table is not None
    assert len(table.drafts) == 10
    assert len(without_day_notes(table)) == 9


def test_a_lesson_in_a_frame_amid_its_row_takes_all_of_it() -> None:
    rows = grid(
        ["", "Monday", "Tuesday"], ["9:00-9:45", "", ""], ["9:50-10:35", "Art", "PE"], ["10:40-11:25", "PE", ""]
    )
    card = Cell(Box(left=104, top=52, right=196, bottom=68), cell("Maths", 1, 1.3, rows=0.4).lines)
    rest = [c for c in rows if c.box.left != 100 or c.box.top != 40]
    assert (WEEK[0], 540, 585, "Maths") in told([*rest, card])


def test_two_groups_one_above_the_other_have_the_whole_time() -> None:
    rows = grid(
        ["", "Monday", "Tuesday"], ["9:15-10:15", "", "Art"], ["10:15-11:15", "Art", "PE"], ["11:15-12:15", "PE", ""]
    )
    rest = [c for c in rows if c.box.left != 100 or c.box.top != 40]
    found = told([*rest, cell("Finnish\nA-ryhmä", 1, 1, rows=0.5), cell("English\nB-ryhmä", 1, 1.5, rows=0.5)])
    assert {(WEEK[0], 555, 615, "Finnish"), (WEEK[0], 555, 615, "English")} <= set(found)


def test_times_of_some_days_in_a_column_of_their_own_below_other_rows() -> None:
    rows = [
        [*"ABCDEFGH"],
        ["No", "Mon-Thu", "Fri", *DAYS],
        *([str(i), f"{7 + i}:00-{7 + i}:35", f"{7 + i}:00-{7 + i}:30", *["Art"] * 5] for i in range(1, 5)),
    ]
    found = told(grid(*rows))
    lasting = {(day, end - start) for day, start, end, _ in found if start is not None and end is not None}
    assert lasting == {(day, 30 if day is Weekday.FRIDAY else 35) for day in [*Weekday][:5]}


def test_a_day_s_cell_that_runs_up_over_the_times_leaves_them_to_the_header() -> None:
    times = [cell(f"P{i}\n{8 + i}:00-{8 + i}:50", i, 0) for i in range(1, 5)]
    days = [cell("Mon", 0, 0, rows=2.5), *(cell(d, 0, 2.5 + 1.5 * i, rows=1.5) for i, d in enumerate(("Tue", "Wed")))]
    lessons = [cell(f"Art {d}{i}", i, 1 + 1.5 * d, rows=1.5) for d in range(3) for i in range(1, 5)]
    found = told([*times, *days, *lessons])
    assert len(found) == 12
    assert (Weekday.MONDAY, 540, 590, "Art 01") in found


def test_a_sheet_s_row_numbers_are_no_periods_beside_such_in_words() -> None:
    rows = [["3", "Ders", *DAYS], *([str(3 + i), f"{i}. ders", *["Art"] * 5] for i in range(1, 6))]
    table = read_table(Grid(1, GridKind.RULED, tuple(grid(*rows))))
    assert table is not None
    assert {d.period for d in table.drafts} == {f"{i}. ders" for i in range(1, 6)}


def test_ordinals_with_a_dot_and_their_sign_number_periods() -> None:
    rows = [["", *DAYS], *([f"{i}.ª aula", *["Art"] * 5] for i in range(1, 4))]
    assert len(told(grid(*rows))) == 15


def test_what_an_app_lets_choose_from_above_the_days_is_no_lesson() -> None:
    hours = [cell(f"{8 + i}:00", 0, 2 * i, rows=2) for i in range(4)]
    days = [cell(day, 1 + i, 1) for i, day in enumerate(DAYS)]
    lessons = [cell("Art", 1 + i, 2 + 2 * k, rows=2) for i in range(5) for k in range(3)]
    assert {name for *_, name in told([*hours, *days, *lessons, cell("Class: 8C", 2, 0)])} == {"Art"}


def test_a_legend_below_the_table_is_no_lesson() -> None:
    cells = grid(["", *DAYS], *([f"{8 + i}:00-{9 + i}:00", *["Art"] * 5] for i in range(3)))
    assert {x[3] for x in told([*cells, cell("DISP. = ora a disposizione", 1, 4, columns=5)])} == {"Art"}


def test_boxes_of_one_row_that_each_name_their_day_in_short() -> None:
    rows = [[cell("Time", 0, 0), cell("Monday - Friday", 1, 0, columns=5)]]
    times = ("8:00-8:30", "8:30-9:00", "9:45-10:15")
    rows += [
        [cell(t, 0, 1 + i), cell(n, 1, 1 + i, columns=5)] for i, (t, n) in enumerate(zip(times, "XYZ", strict=True))
    ]
    names = ("Music", "P.E.", "Library", "Art", "P.E.")
    short = ("Mon", "Tues", "Wed", "Thurs", "Fri")
    boxes = [cell(f"{d}\n{n}", 1 + i, 4) for i, (d, n) in enumerate(zip(short, names, strict=True))]
    found = told([c for row in rows for c in row] + [cell("10:30-11:15", 0, 4), *boxes])
    assert [(day, name) for day, start, _, name in found if start == 630] == list(zip(Weekday, names, strict=False))
