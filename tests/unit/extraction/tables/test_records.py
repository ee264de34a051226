"""Lists: one row (or column) for each lesson, with its time beside it and its day beside or above."""

from dataclasses import replace

from chalicelib.domain.page import Token
from chalicelib.domain.timetable import Weekday
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line
from chalicelib.extraction.tables.records import read_records
from chalicelib.extraction.tables.table import read_table
from tests.unit.extraction.making import DAYS, cell, grid, told


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


def test_a_list_laid_across_under_its_day() -> None:
    rows = [["Time", "8:00-9:00", "9:00-10:00", "10:15-11:00"], ["Class", "Biology", "Art", "Advisory"]]
    assert told(grid(*rows), around=cell("FRIDAY (all classes)", 0, -1).lines) == [
        (Weekday.FRIDAY, 480, 540, "Biology"),
        (Weekday.FRIDAY, 540, 600, "Art"),
        (Weekday.FRIDAY, 615, 660, "Advisory"),
    ]


def test_lists_that_have_their_heads_again_over_each_day() -> None:
    said = []
    for d, day in enumerate(("Senin", "Selasa", "Rabu")):
        heads = [cell(text, i, 5 * d + 1) for i, text in enumerate(("No", "Waktu", "Mata Pelajaran"))]
        said += [cell(day, 1, 5 * d), *heads]
        for i, time in enumerate(("07.00 - 07.35", "07.35 - 08.10")):
            said += [cell(text, k, 5 * d + 2 + i) for k, text in enumerate((str(i + 1), time, f"IPAS {chr(97 + i)}"))]
    found = told(said)
    assert [name for *_, name in found] == ["IPAS a", "IPAS b"] * 3
    assert {start for _, start, _, _ in found} == {420, 455}


def test_what_a_list_prints_more_lightly_behind_its_lessons_is_said_about_them() -> None:
    def printed(text: str, column: int, row: int, *strengths: float) -> Cell:
        found = cell(text, column, row)
        line, width = found.lines[0], found.box.width / len(text)
        places = [0, *(i + 1 for i, sign in enumerate(text) if sign == " ")]
        tokens = tuple(
            Token(
                first=at, left=found.box.left + at * width, right=found.box.left + (at + 3) * width, strength=strength
            )
            for at, strength in zip(places, strengths, strict=True)
        )
        return replace(found, lines=(replace(line, tokens=tokens),))

    said = [cell("Monday", 0, 0)]
    lessons = ("Sport Turnhalle", "Musik Falk", "Deutsch Leseecke", "Englisch Ott", "Werken Werkraum", "Kunst Atelier")
    for row, text in enumerate(lessons, 1):
        said += [cell(f"{7 + row}:00-{8 + row}:00", 0, row), printed(text, 1, row, 10.7, 7.7)]
    drafts = read_records(said, None, (Weekday.MONDAY,))
    assert [(d.name, d.notes) for d in drafts] == [tuple(text.split()) for text in lessons]


def test_a_bracket_left_open_closes_at_the_lists_margin() -> None:
    rows = [cell("1.00 - 2.15", 0, 0), cell("Celf (gyda Mrs", 1, 0), cell("2.15 - 3.00", 0, 2), cell("Cerdd", 1, 2)]
    below = cell("Prosser)", 0, 1, columns=1.2)
    drafts = read_records([*rows, below], None, (Weekday.TUESDAY,))
    assert [(d.name, d.notes) for d in drafts] == [("Celf", "(gyda Mrs Prosser)"), ("Cerdd", "")]


def test_groups_in_a_lists_cell_are_a_lesson_each() -> None:
    rows = grid(["8:00-8:45", "j. polski"], ["8:55-9:40", "j. angielski-1/2\ninformatyka-2/2"])
    drafts = read_records(rows, None, (Weekday.MONDAY,))
    assert [d.name for d in drafts] == ["j. polski", "j. angielski-1/2", "informatyka-2/2"]


def test_a_periods_number_before_its_lesson_is_not_what_that_is_called() -> None:
    rows = grid(
        ["WEDNESDAY"],
        ["1", "7:55-8:40", "Spanish II", "118"],
        ["Lunch", "11:10-11:40", "", ""],
        ["5", "11:45-12:30", "U.S. History", "207"],
    )
    assert told(rows) == [
        (Weekday.WEDNESDAY, 475, 520, "Spanish II"),
        (Weekday.WEDNESDAY, 670, 700, "Lunch"),
        (Weekday.WEDNESDAY, 705, 750, "U.S. History"),
    ]


def test_a_name_in_a_line_of_its_own_above_each_time_is_what_happens_then() -> None:
    said = []
    for d, day in enumerate(("Monday", "Tuesday")):
        said.append(cell(day, 0, 6 * d, rows=6))
        for i, club in enumerate(("Chess", "Choir")):
            top = 6 * d + 3 * i
            said += [cell(club, 2, top), cell(f"{12 + i}:00-{12 + i}:30", 2, top + 1), cell("Hall", 3, top + 1)]
    table = read_table(Grid(1, GridKind.RULED, tuple(said)))
    assert table is not None
    assert {(d.day, d.start, d.name, d.notes) for d in table.drafts} == {
        (day, start, name, "Hall")
        for day in (Weekday.MONDAY, Weekday.TUESDAY)
        for start, name in ((720, "Chess"), (780, "Choir"))
    }


def test_a_time_alone_beside_a_range_is_something_elses() -> None:
    rows = grid(["8:00 - 8:20", "Morning work"], ["8:20 - 8:40", "Meeting"], ["8:40 - 10:10", "Reading"])
    beside = cell("10:25", 4, 0)
    found = read_records([*rows, beside], None, [Weekday.MONDAY])
    assert [(d.start, d.end) for d in found] == [(480, 500), (500, 520), (520, 610)]


def test_ranges_of_whole_hours_are_times_where_some_are_in_the_afternoon() -> None:
    rows = [
        ["Luni", "8-10", "Baze"],
        ["Luni", "10-12", "POO"],
        ["Marți", "12-14", "Engleza"],
        ["Joi", "18-20", "Micro"],
    ]
    found = told(grid(["Ziua", "Ora", "Disciplina"], *rows))
    assert [(start, end) for _, start, end, _ in found] == [(480, 600), (600, 720), (720, 840), (1080, 1200)]


def test_a_word_processor_s_smaller_line_is_said_besides() -> None:
    def entry(time: str, row: int, name: str, small: str = "") -> list[Cell]:
        told = cell(name, 1, row)
        lines = (replace(told.lines[0], box=told.box), *(Line(text, told.box, 8.8) for text in (small,) if text))
        return [cell(time, 0, row), replace(told, lines=lines)]

    rows = [*entry("9:00-9:15", 0, "Cofrestru"), *entry("9:15-10:15", 1, "Llythrennedd", "Tric a Chlic")]
    rows += entry("10:15-11:00", 2, "Coginio", "grwpiau o 6")
    found = read_records(rows, None, (Weekday.MONDAY,))
    assert [(d.name, d.notes) for d in found] == [
        ("Cofrestru", ""),
        ("Llythrennedd", "Tric a Chlic"),
        ("Coginio", "grwpiau o 6"),
    ]


def test_a_lesson_drawn_over_several_rows_of_a_list_is_one() -> None:
    times = ("7:00-7:35", "7:35-8:10", "8:10-8:45")
    cells = grid(["Hari", "Jam ke", "Waktu", "Mata pelajaran"])
    for d, day in enumerate(DAYS[:3]):
        cells.append(cell(day, 0, 1 + 3 * d, rows=3))
        cells += [cell(str(i + 1), 1, 1 + 3 * d + i) for i in range(3)]
        cells += [cell(time, 2, 1 + 3 * d + i) for i, time in enumerate(times)]
        cells += [cell("Upacara", 3, 1 + 3 * d), cell("Matematika", 3, 2 + 3 * d, rows=2)]
    assert told(cells)[:2] == [(Weekday.MONDAY, 420, 455, "Upacara"), (Weekday.MONDAY, 455, 525, "Matematika")]
    assert len(told(cells)) == 6
