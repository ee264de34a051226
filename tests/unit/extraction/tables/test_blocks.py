from dataclasses import replace

from chalicelib.domain.page import Token
from chalicelib.domain.timetable import Box, TimesFrom, Weekday
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line
from chalicelib.extraction.headers.day_axes import day_axes
from chalicelib.extraction.headers.time_bands import time_bands
from chalicelib.extraction.tables.blocks import read_blocks
from chalicelib.extraction.tables.table import read_table
from tests.unit.extraction.making import DAYS, area, cell, grid, line, told

HEADER = ["", "9.00-10.00", "10.00-11.00", "11.00-12.00"]


def read(cells: list[Cell]) -> list[Draft]:
    axis = day_axes(cells)[0]
    return read_blocks(cells, axis, time_bands(cells, axis))


def times(drafts: list[Draft], name: str) -> list[tuple[str, int | None, int | None]]:
    return [(d.day.value[:3], d.start, d.end) for d in drafts if d.name == name]


def test_each_cell_is_a_block_and_dashes_are_none() -> None:
    drafts = read(grid(HEADER, ["Mon", "Maths", "-", ""], ["Tue", "Art", "Music", "**"]))
    assert {(d.day, d.name) for d in drafts} == {
        (Weekday.MONDAY, "Maths"), (Weekday.TUESDAY, "Art"), (Weekday.TUESDAY, "Music"),
    }  # fmt: skip


def test_spans_over_times_and_days() -> None:
    cells = [c for c in grid(HEADER, ["Mon", "", "", "x"], ["Tue", "a", "", ""]) if c.lines]
    cells += [cell("Swimming", 1, 1, columns=2), cell("Lunch", 3, 1, rows=2)]
    drafts = read([c for c in cells if c.text != "x"])
    assert times(drafts, "Swimming") == [("Mon", 540, 660)]
    assert times(drafts, "Lunch") == [("Mon", 660, 720), ("Tue", 660, 720)]


def test_a_time_in_the_cell_beats_the_header_and_serves_its_neighbour() -> None:
    cells = [*grid(HEADER, ["Mon", "a", "b", "c"])[:5], cell("Tue", 0, 2), cell("d", 1, 2)]
    cells += [cell("10.15-11.20\nMusic", 1.5, 1, columns=1.2), cell("Maths", 2.7, 1, columns=1.3)]
    drafts = read(cells)
    assert times(drafts, "Music") == [("Mon", 615, 680)]
    (maths,) = [d for d in drafts if d.name == "Maths"]
    assert (maths.start, maths.times_from) == (680, TimesFrom.NEIGHBOUR)


def test_a_lone_time_at_a_cells_end_is_its_end() -> None:
    # The "9 -" before it was not read as a part of a range.
    drafts = read(grid(HEADER, ["Mon", "Gym\n10.00", "Art", "PE"], ["Tue", "Art", "PE", "Art"]))
    assert times(drafts, "Gym") == [("Mon", 540, 600)]


def test_a_cell_between_the_lines_gets_a_rounded_time() -> None:
    cells = [*grid(HEADER, ["Mon"], ["Tue", "a", "b", "c"]), cell("Choir", 1, 1, columns=1.5)]
    (choir,) = [d for d in read(cells) if d.name == "Choir"]
    assert (choir.start, choir.end, choir.times_from) == (540, 630, TimesFrom.INTERPOLATED)
    assert choir.confidence < 0.9


def test_two_cells_in_one_numbered_period_are_groups_of_its_length() -> None:
    numbered = [HEADER[0], *(f"{n + 1}. {time}" for n, time in enumerate(HEADER[1:]))]
    for header, expected in ((numbered, [(540, 600), (540, 600)]), (HEADER, [(540, 570), (570, 600)])):
        cells = [*grid(header, ["Mon"]), cell("Fra", 1, 1, columns=0.5), cell("Ger", 1.5, 1, columns=0.5)]
        found = read([*cells, *(cell("Art", x, y) for x, y in ((2, 1), (3, 1), (1, 2), (2, 2))), cell("Tue", 0, 2)])
        assert [(d.start, d.end) for name in ("Fra", "Ger") for d in found if d.name == name] == expected


def test_a_column_of_a_routine_whose_heading_says_nothing_is_for_every_day() -> None:
    days = ["Mon", "Tue", "Wed", "Thu", "Fri"]
    times_ = ["9.00-10.00", "10.00-11.00", "11.00-12.00", "12.00-13.00"]
    head = ["", "Whole class", *days]
    rows = [
        [t, name, "", "", "", "", ""] for t, name in zip(times_, ("Register", "Phonics", "Snack", "Lunch"), strict=True)
    ]
    rows[1][4] = "Swimming"
    table = read_table(Grid(1, GridKind.STATED, tuple(grid(head, *rows))))
    assert table is not None
    assert len(times(list(table.drafts), "Lunch")) == 5
    (swimming,) = [d for d in table.drafts if d.name == "Swimming"]
    assert (swimming.day, swimming.notes) == (Weekday.WEDNESDAY, "Phonics")
    full = [[t, "Register", *["Art"] * 5] for t in times_]
    table = read_table(Grid(1, GridKind.STATED, tuple(grid(head, *full))))
    assert table is not None
    assert {d.name for d in table.drafts} == {"Art"}


def test_what_prints_its_own_time_between_two_rows_is_a_block() -> None:
    cells = [*grid(["", "Mon", "Tue"]), *grid(HEADER[:1])]
    cells += [
        cell("1", 0, 1),
        cell("Maths", 1, 1),
        cell("Art", 2, 1),
        cell("2", 0, 3),
        cell("PE", 1, 3),
        cell("Art", 2, 3),
    ]
    cells += [cell("10.30-10.50 Break", 1, 2)]
    assert ("Mon", 630, 650) in times(read(cells), "Break")


def test_letters_spell_a_word_over_all_days() -> None:
    rows = [[d, "x", letter, "y"] for d, letter in zip(("Mon", "Tue", "Wed", "Thu", "Fri"), "LUNCH", strict=True)]
    assert len(times(read(grid(HEADER, *rows)), "LUNCH")) == 5
    rows[3][2] = "C."  # a speck beside the letter
    assert len(times(read(grid(HEADER, *rows)), "LUNCH")) == 5


def test_a_double_lesson_goes_on_to_the_usual_end_of_a_last_period_without_one() -> None:
    cells = grid(["", "9.00", "9.40", "10.20"], ["Mon", "a", "", ""], ["Tue", "b", "c", "d"])
    (double,) = [d for d in read([*cells, cell("Woodwork", 2, 1, columns=2)]) if d.name == "Woodwork"]
    assert (double.start, double.end, double.times_from) == (580, 660, TimesFrom.INTERPOLATED)


def test_a_routine_holds_where_the_day_says_nothing() -> None:
    cells = grid(HEADER, ["Daily routine", "Register", "Phonics", "Maths"], ["M", "", "Reading", ""], ["T", "", "", ""],
                 ["W", "", "", ""])  # fmt: skip
    drafts = read(cells)
    assert times(drafts, "Phonics") == [("Tue", 600, 660), ("Wed", 600, 660)]
    (reading,) = [d for d in drafts if d.name == "Reading"]
    assert reading.notes == "Phonics"


def test_a_routine_is_printed_as_the_days_own_lessons_are() -> None:
    def printed(where: Cell, *strengths: float) -> Cell:
        lines = (
            replace(line, tokens=(Token(first=0, left=line.box.left, right=line.box.right, strength=strength),))
            for line, strength in zip(where.lines, strengths, strict=True)
        )
        return replace(where, lines=tuple(lines))

    said = [
        ["Phonics\nstreamed", "Maths\ncubes", "Lunch\nfirst sitting"],
        ["Cooking\naprons", "Library\nbus", "PE\nhall"],
    ]
    cells = grid(HEADER, ["Daily routine"], ["Mon"], ["Tue"], ["Wed"])
    cells += [printed(cell(text, x, 1), 15.2, 8.5) for x, text in enumerate(said[0], 1)]
    cells += [printed(cell(text, x, 1 + x), 15.2, 8.5) for x, text in enumerate(said[1], 1)]
    lunches = [(d.name, d.notes) for d in read(cells) if d.start == 660 and d.day is not Weekday.WEDNESDAY]
    assert lunches == [("Lunch", "first sitting")] * 2


def test_narrow_columns_between_the_days_are_notes() -> None:
    cells = grid(["", "Mon", "", "Tue"], ["9.00-10.00", "Art", "", "PE"], ["10.00-11.00", "RE", "", "IT"])
    cells = [c for c in cells if c.lines]
    cells += [cell("R", 2, 0, columns=0.5), cell("H1", 2, 1, columns=0.5), cell("H2", 2, 2, columns=0.5)]
    assert {(d.name, d.notes) for d in read(cells)} >= {("Art", "H1"), ("RE", "H2"), ("PE", "")}


def test_parallel_groups_in_one_cell() -> None:
    drafts = read(grid(HEADER, ["Mon", "Lab (A), Drama (B)", "x", "y"], ["Tue", "a", "b", "c"]))
    assert {(d.name, d.notes) for d in drafts} >= {("Lab", "(A)"), ("Drama", "(B)")}


def test_shares_of_the_class_level_with_each_other_have_what_stands_below_them_in_the_same_order() -> None:
    labs = "DAA LAB (A1) / MC LAB (A2)\nKSR, PVN / GTS"
    drafts = read(grid(HEADER, ["Mon", labs, "Art", "PE"], ["Tue", "Art / PE (A1)\nKSR", "b", "c"]))
    assert {(d.name, d.notes) for d in drafts} >= {("DAA LAB", "KSR, PVN; (A1)"), ("MC LAB", "GTS; (A2)")}
    assert sum(d.day is Weekday.TUESDAY for d in drafts) == 3


def test_subjects_in_capitals_each_with_who_teaches_it_in_small_letters_are_groups() -> None:
    drafts = read(
        grid(HEADER, ["Mon", "RELIGIONE Don Luca\nALTERNATIVA Sanna", "b", "PE Hall"], ["Tue", "a", "b", "c"])
    )
    assert {(d.name, d.notes) for d in drafts} >= {("RELIGIONE", "Don Luca"), ("ALTERNATIVA", "Sanna")}


def test_courses_of_a_class_below_each_other_are_groups() -> None:
    courses = "KS.9V LEH KOT1\nKÄ.9V NIE TEKN\nLI.9V SAL SALI"
    drafts = read(grid(HEADER, ["Mon", courses, "Art", "PE"], ["Tue", "a", "b", "c"]))
    assert {(d.name, d.notes) for d in drafts} >= {("KS.9V", "LEH KOT1"), ("KÄ.9V", "NIE TEKN"), ("LI.9V", "SAL SALI")}


def test_a_break_that_only_the_header_names() -> None:
    cells = grid(["", "9.00-10.00", "10.00-10.20\nBreak", "10.20-11.00"], ["Mon", "a", "", "b"], ["Tue", "c", "", "d"])
    assert times(read(cells), "Break") == [("Mon", 600, 620), ("Tue", 600, 620)]


def test_a_spelt_word_with_a_nought_for_an_o_or_without_one_of_its_letters() -> None:
    days = ["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    (rolla, *_) = read(grid(days, ["9:00-10:00", "R", "0", "L", "L", "A"]))
    assert (rolla.name, rolla.confidence) == ("ROLLA", 1.0)
    (lost, *_) = read(grid(days, ["9:00-10:00", "R", "", "L", "L", "A"]))
    assert (lost.name, lost.confidence < 0.98) == ("RLLA", True)


def test_a_cell_that_ends_between_two_rows_ends_with_the_first() -> None:
    cells = [cell("Mon", 1, 0), cell("Tue", 2, 0), cell("Wed", 3, 0)]
    cells += [cell("9.00-10.00", 0, 1), cell("10.00-10.20", 0, 2.5, rows=0.5), cell("10.20-11.20", 0, 3.5)]
    cells += [cell("Maths", 1, 1, rows=1.4), cell("Art", 2, 3.1, rows=1.4)]
    drafts = read(cells)
    assert times(drafts, "Maths") == [("Mon", 540, 600)]
    assert times(drafts, "Art") == [("Tue", 620, 680)]


def test_what_stands_below_the_empty_rows_of_a_sheet_is_no_lesson() -> None:
    rows = [["", "Mon", "Tue"], ["4", "Maths", "Art"], ["5", "PE", "Music"]]
    empty = [[str(number), "", ""] for number in (6, 7, 8)]
    assert {d.name for d in read(grid(*rows, *empty, ["9", "Sheet 1", "Sheet 2"]))} == {"Maths", "Art", "PE", "Music"}
    assert "Club" in {d.name for d in read(grid(*rows, *empty[:1], ["7", "Club", ""]))}


def _centred(around: Cell, middle: float, wide: float, text: str) -> Cell:
    box = around.box.model_copy(update={"left": middle - wide / 2, "right": middle + wide / 2})
    return Cell(around.box, (Line(text, box, 10.0),))


def test_a_text_in_the_middle_of_one_of_the_days_that_its_area_covers_is_that_days() -> None:
    days = [cell(day, 1 + i, 0) for i, day in enumerate(["Monday", "Tuesday", "Wednesday"])]
    hours = [cell(f"{9 + i}.00-{10 + i}.00", 0, 1 + i) for i in range(4)]
    crossings = [(i, j) for i in range(3) for j in range(4) if (i, j) not in ((1, 3), (2, 3))]
    ordinary = [_centred(cell("x", 1 + i, 1 + j), 150 + 100 * i, 24 + 8 * i + 14 * j, f"L{i}{j}") for i, j in crossings]
    wide = _centred(cell("x", 2, 4, columns=2), 350, 80, "Form time with all")
    drafts = read([*days, *hours, *ordinary, wide])
    assert {d.day.value for d in drafts if d.name == "Form time with all"} == {"Wednesday"}


def test_what_heads_a_row_is_no_part_of_the_lesson_behind_it() -> None:
    days = [cell(day, 1 + i, 0) for i, day in enumerate(["Monday", "Tuesday", "Wednesday"])]
    hours = [cell(f"P{i}\n{9 + i}.00-{10 + i}.00", 0, 1 + i) for i in (0, 1, 3)]
    ordinary = [cell(f"Maths {i}{j}", 1 + i, 1 + j) for i in range(3) for j in (0, 1, 3)]
    lines = [("Brk", 40.0), ("11.00-12.00", 40.0), ("Break", 250.0)]
    boxes = [Box(left=x - 30, top=125 + 10 * i, right=x + 30, bottom=134 + 10 * i) for i, (_, x) in enumerate(lines)]
    placed = [Line(text, box, 9.0) for (text, _), box in zip(lines, boxes, strict=True)]
    drafts = read([*days, *hours, *ordinary, Cell(cell("", 0, 3, columns=4).box, tuple(placed))])
    assert times(drafts, "Break") == [(day, 660, 720) for day in ("Mon", "Tue", "Wed")]


def test_the_time_in_a_cell_of_its_own_is_of_the_groups_below_it() -> None:
    groups = [cell("9:50 - 10:50", 1, 1, rows=0.4), cell("French", 1, 1.4, rows=0.3), cell("German", 1, 1.7, rows=0.3)]
    own = [cell(f"{9 + x}:50 - {10 + x}:50\nMaths", x + 1, y) for x, y in ((1, 1), (2, 1), (0, 2), (1, 2), (2, 2))]
    days = [cell("Monday", 0, 1), cell("Tuesday", 0, 2)]
    table = read_table(Grid(1, GridKind.RULED, (*days, *groups, *own)))
    assert table is not None
    assert times(list(table.drafts), "French") == times(list(table.drafts), "German") == [("Mon", 590, 650)]


def test_groups_of_a_class_within_one_long_stretch_last_as_long_as_it() -> None:
    head = ["", "8.00-9.50", "9.50-10.10", "10.10-12.00"]
    parts = [cell(f"{name}\ngr. {part}", 1, 1 + i / 3, rows=1 / 3) for i, (name, part) in enumerate(
        (("Latino", "A"), ("Inglese", "B"), ("Fisica", "C"))
    )]  # fmt: skip
    rest = [
        cell("Lun", 0, 1),
        cell("Pausa", 2, 1),
        cell("Storia", 3, 1),
        *grid([], [], ["Mar", "Arte", "Pausa", "Storia"]),
    ]
    drafts = read([*grid(head), *parts, *rest])
    assert {t for name in ("Latino", "Inglese", "Fisica") for t in times(drafts, name)} == {("Mon", 480, 590)}


def test_lessons_beside_each_other_each_over_its_room_are_groups() -> None:
    box = Box(left=100, top=40, right=200, bottom=80)
    lines = tuple(
        Line(text, Box(left=left, top=top, right=left + 25, bottom=top + 12), 10.0)
        for text, left, top in (("kR", 110, 45), ("R. 4", 110, 60), ("eR", 160, 45), ("R. 6", 160, 60))
    )
    cells = [c for c in grid(HEADER, ["Mon", "", "Art", "PE"], ["Tue", "a b", "Art", "PE"]) if c.box != box]
    drafts = read([*cells, Cell(box, lines)])
    assert [(d.name, d.notes) for d in drafts if d.day is Weekday.MONDAY and d.start == 540] == [
        ("kR", "R. 4"),
        ("eR", "R. 6"),
    ]


def test_numbers_that_go_up_by_one_from_day_to_day_are_dates() -> None:
    dates = ["", *(str(d) for d in range(13, 18))]
    rows = [["", "ma", "di", "wo", "do", "vr"], dates, *([f"{h}:00-{h}:50", *["bio"] * 5] for h in (8, 9, 10))]
    assert not {d.name for d in read(grid(*rows))} & set(dates)


def test_lessons_called_by_letters_spell_no_word() -> None:
    head = ["", "Mon", "Tue", "Wed", "Thu", "Fri"]
    rows = [["9:00-10:00", *"DMEKS"], ["10:00-11:00", *"MEKSD"], ["11:00-12:00", *"EKSDM"]]
    assert len(read(grid(head, *rows))) == 15


def test_letters_set_widely_over_a_row_are_a_pause_for_all_days() -> None:
    rows = [["9:00-10:00", *["Art"] * 5], ["10:00-10:30", "", "L U", "N C", "", ""], ["10:30-11:00", *["PE"] * 5]]
    assert len(times(read(grid(["", "Mon", "Tue", "Wed", "Thu", "Fri"], *rows)), "LUNCH")) == 5
    rows[1] = ["10:00-10:30", "", "R", "EPA", "S", ""]
    assert len(times(read(grid(["", "Mon", "Tue", "Wed", "Thu", "Fri"], *rows)), "REPAS")) == 5


def test_subjects_each_with_the_sign_of_who_teaches_it_are_groups() -> None:
    cells = grid(
        HEADER, ["Mon", "ev. Rel (Ja)\nkath. Rel (Or)\nEthik (Lz) R 114", "Art (By)", "PE"], ["Tue", "a", "b", "c"]
    )
    found = [d.name for d in read(cells) if d.day is Weekday.MONDAY and d.start == 540]
    assert found == ["ev. Rel", "kath. Rel", "Ethik"]


def test_shares_of_the_class_whose_blank_was_lost_are_groups() -> None:
    cells = grid(HEADER, ["Mon", "angielski-1/2AN 32\nangielski-2/2OF 33", "Art", "PE"], ["Tue", "a", "b", "c"])
    assert len([d for d in read(cells) if d.day is Weekday.MONDAY and d.start == 540]) == 2


def test_a_rooms_number_on_its_floor_is_no_start() -> None:
    drafts = read(grid(HEADER, ["Mon", "Statistics\n2.15", "Art\n10.20", "PE"], ["Tue", "Art", "PE", "Art"]))
    assert times(drafts, "Statistics") == [("Mon", 540, 600)]
    assert ("Mon", 620, 660) in times(drafts, "Art")


def test_the_labels_of_a_second_weeks_header_are_no_lessons() -> None:
    labels = ["P1", "P2", "P3", "P4"]
    cells = [cell("Mon", 0, 1, rows=2), cell("Tue", 0, 3)]
    for row, said in enumerate((labels, ["Art", "PE", "Art", "PE"], labels, ["PE", "Art", "PE", "Art"])):
        cells += [cell(text, 1 + i, row) for i, text in enumerate(said)]
    assert {(d.name, d.notes) for d in read(cells)} == {("Art", ""), ("PE", "")}


def test_the_range_beside_one_that_it_overlaps_is_of_other_days() -> None:
    cells = grid(
        ["", "Mon", "Tue", "Wed", "WAKTU"],
        ["7.45-8.30", "a", "b", "c", "7.30-8.05"],
        ["8.30-9.15", "d", "e", "f", "8.05-8.40"],
        ["9.15-10.00", "g", "h", "i", "8.40-9.15"],
    )
    assert times(read(cells), "a") == [("Mon", 465, 510)]


def test_a_spreadsheets_row_numbers_are_no_periods() -> None:
    rows = [
        ["1", "", "Week 4", "", ""],
        ["2", "", "Mon", "Tue", "Wed"],
        ["3", "8:30-10:00", "a", "b", "c"],
        ["4", "10:00-11:30", "d", "e", "f"],
        ["5", "11:30-1:00", "g", "h", "i"],
        ["6", "", "", "", ""],
        ["7", "", "", "", ""],
        ["8", "", "", "", ""],
    ]
    assert times(read(grid(*rows)), "a") == [("Mon", 510, 600)]


def test_a_remark_below_the_table_that_names_its_breaks_is_no_evening() -> None:
    rows = [["", *"MTWTF"], *([f"{h}:00-{h}:45", *"abcde"] for h in (8, 9, 10, 11, 12, 13, 14))]
    remark = ["D = Deutsch. Pausen: 9.20-9.40", *(["Musik = Mu"] * 5)]
    assert {d.start for d in read(grid(*rows, remark)) if d.start is not None and d.start > 900} == set()
    evening = ["Choir 7.00-8.30", *(["Song"] * 5)]
    assert {d.start for d in read(grid(*rows, evening))} >= {19 * 60}


def test_a_short_pause_right_behind_a_period_is_no_group_of_it() -> None:
    cells = [*grid(["", "Mon", "Tue", "Wed"]), cell("14:20-15:15", 0, 1, rows=4), cell("15:15-15:30", 0, 5)]
    for day in range(3):
        cells += [cell("Music", 1 + day, 1.05, rows=3.7), cell("Récréation", 1 + day, 5.05, rows=0.9)]
    assert times(read(cells), "Récréation")[0] == ("Mon", 915, 930)


def test_three_groups_below_each_other_in_one_numbered_period_are_as_long_as_it() -> None:
    cells = [*grid(["", "Mon", "Tue"]), cell("1\n9:50-10:35", 0, 1, rows=3), cell("2\n10:40-11:25", 0, 4, rows=3)]
    cells += [cell(name, 1, 1 + i) for i, name in enumerate(("kR", "eR", "PP"))]
    cells += [cell("Deutsch", 2, 1, rows=3), cell("Mathe", 1, 4, rows=3), cell("Sport", 2, 4, rows=3)]
    found = read(cells)
    assert [times(found, name) for name in ("kR", "eR", "PP")] == [[("Mon", 590, 635)]] * 3


def test_what_prints_no_time_below_the_last_hour_of_a_week_that_does_is_none_of_its_lessons() -> None:
    hours = [cell(f"{h}:00", 0, 1 + i) for i, h in enumerate((8, 9, 10, 11))]
    lessons = [cell(f"{h}:15-{h + 1}:05\nArt", 1 + d, 1 + i) for i, h in enumerate((8, 9, 10)) for d in range(3)]
    foot = [cell("Messages", 1, 4), cell("More", 3, 4)]
    found = read([*grid(["", "Mon", "Tue", "Wed"]), *hours, *lessons, *foot])
    assert {d.name for d in found} == {"Art"}


def test_tiles_as_high_as_their_texts_last_as_long_as_their_rows() -> None:
    heads = grid(["", "Mon", "Tue", "Wed"], ["9.00-10.00"], ["10.00-11.00"], ["11.00-12.00"])
    tiles = [cell(f"Art {x}{y}", x, y, rows=0.55) for x in (1, 2, 3) for y in (1, 2, 3)]
    assert {(d.start, d.end) for d in read([*heads, *tiles])} == {(540, 600), (600, 660), (660, 720)}
    below = cell("Help", 1, 1.55, rows=0.4)
    assert {(d.start, d.end) for d in read([*heads, *tiles, below]) if d.name == "Help"} == {(540, 600)}
    whole = [cell(f"PE {x}{y}", x, y) for x in (1, 2, 3) for y in (1, 2, 3)]
    short = cell("Song", 1, 1, rows=0.5)
    told = {d.name: (d.start, d.end) for d in read([*heads, short, *whole[1:]])}
    assert told["Song"] == (540, 570)


def test_a_routine_called_as_a_day_is_one_all_the_same() -> None:
    rows = [["", "Every day", "Monday", "Tuesday", "Wednesday"], ["9.00-10.00", "Qui", "", "Art", ""]]
    assert times(read(grid(*rows, ["10.00-11.00", "Break", "", "", ""])), "Qui") == [
        ("Mon", 540, 600),
        ("Wed", 540, 600),
    ]


def test_groups_set_line_by_line_at_the_top_of_two_rows_are_both_as_long_as_these() -> None:
    heads = grid(["", "Monday", "Tuesday"], ["9:00-9:45", "", ""], ["9:45-10:30", "", ""], ["10:30-11:15", "", ""])
    heads = [c for c in heads if c.lines]
    rest = [cell("Maths", 1, 3), cell("Music", 2, 1), cell("Art", 2, 2), cell("PE", 2, 3)]
    first = area(100, 40, 200, 55, line("French", 105, 42))
    second = area(100, 55, 200, 120, line("Latin", 105, 57))
    found = {d.name: (d.start, d.end) for d in read([*heads, *rest, first, second])}
    assert found["French"] == found["Latin"] == (540, 630)
    # One after the other where the second one's text stands amid its room.
    second = area(100, 55, 200, 120, line("Latin", 105, 82))
    found = {d.name: (d.start, d.end) for d in read([*heads, *rest, first, second])}
    assert found["French"][1] == found["Latin"][0] < found["Latin"][1] == 630


def test_what_is_said_of_a_table_below_it_over_several_days_is_no_lesson() -> None:
    rows = grid(["", *DAYS], *([f"{8 + i}:00-{9 + i}:00", *"abcde"] for i in range(3)), ["", "", "", "", "", ""])
    below = [c for c in rows if c.box.top < 160]
    found = told([*below, cell("", 0, 4), cell("Wali Kelas: Siti R.", 1, 4, columns=3), cell("Club", 4, 4)])
    assert [name for *_, name in found if len(name) > 1] == ["Club"]
