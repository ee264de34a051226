"""Times that stand apart from the table, by the periods' numbers."""

from dataclasses import replace

import pytest

from chalicelib.domain.timetable import Box, Weekday
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line
from chalicelib.extraction.layouts.bells import Bells, bells_of, lists_bells, period_numbers, with_bells, without_bells
from chalicelib.extraction.tables.table import read_table
from tests.unit.extraction.making import cell, grid

BELLS = ("lekcja 1: 8.00 – 8.45", "lekcja 2: 8.50 – 9.35", "lekcja 4: 10.50 – 11.35", "lekcja 5: 1.10 – 1.55")
RUNG = {1: (480, 525), 2: (530, 575), 4: (650, 695), 5: (790, 835)}


def lines(*texts: str, left: float = 0) -> tuple[Line, ...]:
    boxes = [Box(left=left, top=20.0 * i, right=left + 90, bottom=20.0 * i + 10) for i in range(len(texts))]
    return tuple(Line(text, box, 10.0) for text, box in zip(texts, boxes, strict=True))


def test_each_number_has_its_range() -> None:
    assert bells_of(lines("Dzwonki", *BELLS, "Sala 4: 10")).times == RUNG


def test_the_numbers_may_stand_in_a_column_of_their_own() -> None:
    numbers = lines("I", "2", "P4", "5.")
    starts, ends = zip(*(text.split(": ")[1].split(" – ") for text in BELLS), strict=True)
    bells = bells_of([*numbers, *lines(*starts, left=100), *lines(*ends, left=200)])
    assert bells.times == RUNG
    assert bells.rows == ()


def test_rows_of_bells_stand_apart_from_the_table_that_has_their_numbers() -> None:
    table = [*lines("1", "2", "3", "4", "5"), *lines("Art", "PE", "Art", "PE", "Art", left=100)]
    bells = bells_of([*table, *lines(*(text.replace("lekcja ", "P") for text in BELLS), left=300)])
    assert bells.times == RUNG
    assert [box.left for box in bells.rows] == [300] * 4


def test_rows_of_bells_may_be_named_and_have_something_else_beside_them() -> None:
    table = [*lines("Reg", "1", "2", "3", "Lunch"), *lines("Art", "PE", "Art", "PE", "Art", left=100)]
    texts = ("Reg", "P1", "P2", "Lunch", "P3")
    starts, ends = ("8:35", "8:50", "9:45", "12:50", "1:45"), ("8:50", "9:45", "10:40", "1:45", "2:40")
    rung = [*lines(*texts, left=300), *lines(*starts, left=400), *lines(*ends, left=500)]
    bells = bells_of([*table, *rung, *lines("9C/Sc - 27 pupils", "7K/Sc - 25 pupils", left=700)])
    assert bells.times == {"reg": (515, 530), 1: (530, 585), 2: (585, 640), "lunch": (770, 825), 3: (825, 880)}


def test_a_list_of_bells_may_be_laid_across() -> None:
    def across(texts: tuple[str, ...], top: float) -> list[Line]:
        boxes = [Box(left=100.0 * i, top=top, right=100.0 * i + 80, bottom=top + 10) for i in range(len(texts))]
        return [Line(text, box, 10.0) for text, box in zip(texts, boxes, strict=True)]

    table = [*lines("1.", "2.", "4.", "5."), *lines("Art", "PE", "Art", "PE", left=100)]
    numbers, ranges = zip(*(text.removeprefix("lekcja ").split(": ") for text in BELLS), strict=True)
    legend = Line("KÖH = Köhler, VOS = Voss", Box(left=100, top=224, right=300, bottom=234), 10.0)
    rung = [*across(numbers, 200), *across(ranges, 212), legend]
    bells = bells_of([*table, *rung])
    assert bells.times == RUNG
    assert {box.top for box in bells.rows} == {200, 212}


def test_a_row_whose_first_days_are_free_is_the_timetables_own() -> None:
    ranges = lines(*(text.split(": ")[1] for text in BELLS), left=100)
    free = [replace(x, text="") for x in lines(*"....", left=200)]
    rows = [*lines("I", "2", "P4", "5."), *ranges, *free, *lines("Art", "PE", "Art", "PE", left=300)]
    assert bells_of(rows).times == {}


def test_a_row_with_lessons_is_the_timetables_own() -> None:
    ranges = lines(*(text.split(": ")[1] for text in BELLS), left=100)
    assert bells_of([*lines("I", "2", "P4", "5."), *ranges, *lines("Art", "PE", "Art", "PE", left=200)]).times == {}


PERIODS = ("Tutor", "P1", "P2", "Lunch", "P3")
LONG_DAYS = ("Mon-Thu", "8:30 - 8:50", "8:50 - 9:50", "9:50 - 10:50", "12:10 - 1:10", "1:10 - 2:10")
SHORT_DAY = ("Fri", "8:30 - 8:40", "8:40 - 9:30", "9:30 - 10:20", "none", "10:20 - 11:10")
TABLE = [*lines("", *PERIODS), *lines("Monday", *["Art"] * 5, left=100), *lines("Friday", *["PE"] * 5, left=200)]


def test_days_may_have_bells_of_their_own_in_columns_beside_one_list_of_periods() -> None:
    rung = [*lines("", *PERIODS, left=400), *lines(*LONG_DAYS, left=500), *lines(*SHORT_DAY, left=600)]
    bells = bells_of([*TABLE, *rung])
    assert bells.on(Weekday.THURSDAY) == {
        "tutor": (510, 530), 1: (530, 590), 2: (590, 650), "lunch": (730, 790), 3: (790, 850),
    }  # fmt: skip
    assert bells.on(Weekday.FRIDAY) == {"tutor": (510, 520), 1: (520, 570), 2: (570, 620), 3: (620, 670)}
    assert bells.on(Weekday.SATURDAY) == {}
    assert {box.left for box in bells.rows} == {400, 500, 600}


def test_days_may_have_lists_of_bells_below_each_other() -> None:
    below = [
        line
        for top, times in ((200, LONG_DAYS), (400, SHORT_DAY))
        for texts, left in (((times[0], *PERIODS), 0.0), (("", *times[1:]), 100.0))
        for line in (
            replace(x, box=Box(left=left, top=x.box.top + top, right=left + 90, bottom=x.box.bottom + top))
            for x in lines(*texts)
        )
    ]
    bells = bells_of([*TABLE, *below])
    assert bells.on(Weekday.MONDAY)[3] == (790, 850)
    assert bells.on(Weekday.FRIDAY)[3] == (620, 670)


def test_a_list_that_is_headed_as_the_usual_one_is_of_all_other_days() -> None:
    usual = [*lines("", "Regular bells", *PERIODS, left=400), *lines("", *LONG_DAYS, left=500)]
    late = [*lines("WEDNESDAY LATE START", *PERIODS, left=700), *lines(*SHORT_DAY, left=800)]
    late = [replace(x, text="" if x.text == "Fri" else x.text) for x in late]
    usual = [replace(x, text="" if x.text == "Mon-Thu" else x.text) for x in usual]
    bells = bells_of([*TABLE, *usual, *late])
    assert (bells.on(Weekday.MONDAY)[1], bells.on(Weekday.WEDNESDAY)[1]) == ((530, 590), (520, 570))


def test_one_list_of_bells_under_a_day_is_none_of_that_day_alone() -> None:
    rung = [*lines("", *PERIODS, left=400), *lines("Friday", *LONG_DAYS[1:], left=500)]
    assert bells_of([*TABLE, *rung]).on(Weekday.MONDAY)[1] == (530, 590)


@pytest.mark.parametrize("texts", [BELLS[:2], (*BELLS, "lekcja 1: 9.00 – 9.45"), ("Maths: 8.00 – 8.45",) * 3])
def test_few_or_contradictory_ones_say_nothing(texts: tuple[str, ...]) -> None:
    assert bells_of(lines(*texts)).times == {}


def test_cells_of_bells_are_told_from_lessons() -> None:
    box = Cell(Box(left=0, top=0, right=99, bottom=99), lines(*BELLS))
    row = [Cell(line.box, (line,)) for line in lines("P1", left=300) + lines("8.00 – 8.45", left=400)]
    lesson = cell("Maths\n8.00 – 8.45", 1, 1)
    bells = Bells(RUNG, tuple(c.box for c in row))
    assert without_bells([box, *row, lesson, cell("", 2, 2)], bells) == (lesson, cell("", 2, 2))


def test_a_table_without_times_takes_those_of_its_numbers() -> None:
    days = ["", "Monday", "Tuesday", "Wednesday"]
    cells = grid(days, ["1", "Maths", "Art", "PE"], ["2", "", "French", ""], ["3", "Music", "Art", "PE"])
    table = read_table(Grid(1, GridKind.RULED, tuple(cells), ()))
    assert table is not None
    drafts = {(d.day, d.name): (d.start, d.end, d.period) for d in with_bells(table, Bells(RUNG)).drafts}
    assert drafts[Weekday.MONDAY, "Maths"] == (480, 525, None)
    assert drafts[Weekday.TUESDAY, "French"] == (530, 575, None)
    assert drafts[Weekday.MONDAY, "Music"] == (None, None, "3")  # not in the list


def test_a_pause_between_two_periods_is_when_the_list_leaves_room_or_when_it_names_it() -> None:
    week = ["", "Monday", "Tuesday", "Wednesday"]
    rows = (["1", "Art", "PE", "IT"], ["", *["BREAK"] * 3], ["2", "Art", "PE", "IT"], ["", *["GAMES"] * 3])
    table = read_table(Grid(1, GridKind.RULED, tuple(grid(week, *rows)), ()))
    assert table is not None
    rung = with_bells(table, Bells({1: (480, 525), 2: (545, 590), "games": (900, 960)}))
    assert {(d.name, d.start, d.end) for d in rung.drafts if d.day is Weekday.MONDAY} == {
        ("Art", 480, 525),
        ("BREAK", 525, 545),
        ("Art", 545, 590),
        ("GAMES", 900, 960),
    }


@pytest.mark.parametrize(
    ("label", "numbers"),
    [
        ("3. Std.", (3,)),
        ("2)", (2,)),
        ("P-1", (1,)),
        ("3./4. Std.", (3, 4)),
        ("1. + 2. Stunde", (1, 2)),
        ("5-6", (5, 6)),
        ("Room 4", ()),
        ("3 / Sport", ()),
    ],
)
def test_the_periods_that_a_label_names(label: str, numbers: tuple[int, ...]) -> None:
    assert period_numbers(label) == numbers


def test_what_stands_in_another_table_beside_bells_is_none_of_them() -> None:
    numbers = lines("1", "2", "4", "5")
    starts, ends = zip(*(text.split(": ")[1].split(" – ") for text in BELLS), strict=True)
    subjects = lines("Türkçe", "Matematik", "Fen", "Sosyal", left=330)
    bells = bells_of([*numbers, *lines(*starts, left=91), *lines(*ends, left=182), *subjects])
    assert bells.times == RUNG


def test_a_frame_around_a_whole_list_is_read_line_by_line() -> None:
    frame = Cell(Box(left=300, top=0, right=400, bottom=90), lines("Lestijden", *BELLS, left=300))
    assert lists_bells(frame)
    assert not lists_bells(Cell(frame.box, lines("Maths", "Room 4", "9.15-10.00", "Mr Shah")))
    assert not lists_bells(Cell(frame.box, lines(*BELLS[:2], left=300)))


def test_a_sentence_may_say_the_bells() -> None:
    sentence = (
        "Ingresso 7.50. Scansione: 1^ ora 8.00 – 8.45; 2^ ora 8.50 – 9.35, intervallo 9.35 – 9.50; 3^ ora 9.50 – 10.35"
    )
    said = Line(sentence, Box(left=0, top=0, right=500, bottom=10), 10.0)
    numbers = [replace(x, box=x.box.model_copy(update={"top": x.box.top + 50})) for x in lines("1^", "2^", "3^")]
    bells = bells_of([said, *numbers])
    assert {key: bells.times[key] for key in (1, 2, 3)} == {1: (480, 525), 2: (530, 575), 3: (590, 635)}


def test_a_number_by_hand_right_before_its_time_is_no_part_of_it() -> None:
    written = bells_of(lines("18.50-9.50", "2 9.55-10.55", "311.10-12.10", "4 12.50-1.50"))
    assert written.times == {1: (530, 590), 2: (595, 655), 3: (670, 730), 4: (770, 830)}
    clock = bells_of(
        lines("1 8.50-9.50", "2 12.30-13.30", "3 18.50-19.50")
    )  # an evening's hour has no number before it
    assert clock.times[3] == (1130, 1190)


def test_each_table_has_the_list_beside_it() -> None:
    def below(found: tuple[Line, ...], top: float) -> list[Line]:
        moved = ({"top": x.box.top + top, "bottom": x.box.bottom + top} for x in found)
        return [replace(x, box=x.box.model_copy(update=by)) for x, by in zip(found, moved, strict=True)]

    morning = ("1ª 7h00 - 7h50", "2ª 7h50 - 8h40", "3ª 8h50 - 9h40")
    afternoon = ("1ª 13h00 - 13h50", "2ª 13h50 - 14h40", "3ª 14h50 - 15h40")
    table = [*lines("1ª", "2ª", "3ª"), *lines("Art", "PE", "Art", left=100)]
    lists = [*lines(*morning, left=300), *below(lines(*afternoon, left=300), 200)]
    bells = bells_of([*table, *below(tuple(table), 200), *lists])
    assert bells.beside(Box(left=0, top=0, right=200, bottom=60)).times[1] == (420, 470)
    assert bells.beside(Box(left=0, top=200, right=200, bottom=260)).times[3] == (890, 940)


def test_a_name_cut_short_is_the_one_that_begins_so() -> None:
    texts = ["Reg", *(f"{n}" for n in (1, 2, 3))]
    table = read_table(Grid(1, GridKind.RULED, tuple(grid(["", *texts], ["Mon", *"abcd"], ["Tue", *"efgh"]))))
    assert table is not None
    rung = Bells({"registration": (515, 535), 1: (535, 595), 2: (595, 655), 3: (675, 735)})
    assert {(d.start, d.end) for d in with_bells(table, rung).drafts if d.name in "ae"} == {(515, 535)}


def test_numbers_with_which_a_reader_has_joined_their_rows_are_the_table_s() -> None:
    rows = lines("1ª ora Italiano Latino", "2ª ora Fisica", "3ª ora Storia", "4ª ora Arte")
    rung = [f"• {n}ª ora: {7 + n}.05 – {8 + n}.00" for n in range(1, 5)]
    assert len(bells_of([*rows, *lines(*rung, left=300)]).rows) == 4
    timed = lines(*(f"Period {n} 8:{10 + n} - 8:{20 + n}" for n in range(1, 5)))
    assert bells_of(timed).rows == ()


def test_figures_that_count_the_rows_of_lessons_are_the_tables_own() -> None:
    rung = lines("Class 1 8.50 – 9.50", "Class 2 9.50 – 10.50", "Class 3 11.05 – 12.05", left=800)
    rows = lines("1 Irish", "2 Maths", "3 Science")
    assert len(bells_of([*rows, *rung]).rows) == 3
    assert not bells_of([*lines("1 Irish", "4 Maths", "2 Science"), *rung]).rows  # no count
