"""Lines that were begun on purpose, told from those that only go on."""

from __future__ import annotations

from chalicelib.domain.timetable import Box
from chalicelib.extraction.cells.names import read_cell
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.lines.line_breaks import begun_as_elsewhere, with_begun_lines

WIDE = 100.0


def cell(*texts: str, letter: float = 6.0) -> Cell:
    """A cell with centred lines whose letters are ``letter`` wide."""
    lines = [
        Line(
            text,
            Box(
                left=50 - letter * len(text) / 2, right=50 + letter * len(text) / 2, top=14.0 * i, bottom=14.0 * i + 10
            ),
            10.0,
        )
        for i, text in enumerate(texts)
    ]
    return Cell(Box(left=0, top=0, right=WIDE, bottom=14.0 * len(texts)), tuple(lines))


def names(*cells: Cell) -> list[tuple[str, str]]:
    read = [read_cell(c.lines) for c in with_begun_lines(cells)]
    return [(a.name, a.notes) for a in read if a]


def test_a_word_that_had_room_above_says_something_else() -> None:
    assert names(cell("Maths", "quiz", letter=4)) == [("Maths", "quiz")]


def test_a_word_that_had_no_room_goes_on() -> None:
    assert names(cell("Physical", "Exercise")) == [("Physical Exercise", "")]


def test_as_long_a_line_as_the_table_holds_has_room_in_all_its_cells() -> None:
    assert names(cell("History", "trip", letter=5)) == [("History trip", "")]
    assert names(cell("History", "trip", letter=5), cell("Guided reading now", letter=5))[0] == ("History", "trip")


def test_joining_words_and_words_that_complete_a_name_go_on_wherever_the_line_breaks() -> None:
    assert names(cell("Intro", "to IT")) == [("Intro to IT", "")]
    assert names(cell("Social", "Skills", letter=3)) == [("Social Skills", "")]
    assert names(cell("Latin", "De Vries", letter=3)) == [("Latin", "De Vries")]


def test_texts_on_one_level_are_two() -> None:
    box = Box(left=0, top=0, right=WIDE, bottom=20)
    level = [Line(t, Box(left=x, right=x + 20, top=4, bottom=14), 10.0) for t, x in (("wisB", 2), ("gymzaal", 70))]
    assert names(Cell(box, tuple(level))) == [("wisB", "gymzaal")]


def test_a_word_processors_paragraphs_are_begun_on_purpose() -> None:
    box = Box(left=0, top=0, right=WIDE, bottom=WIDE)
    assert names(Cell(box, (Line("Art", box, 10.0), Line("bring an apron", box, 10.0)))) == [("Art", "bring an apron")]


def test_letters_of_a_word_spelt_down_are_one() -> None:
    assert names(cell(*"LUNCH")) == [("LUNCH", "")]


def test_a_first_line_over_several_others_is_a_whole_name() -> None:
    below = ["birthdays", "weather chart", "show & tell"]
    assert names(*(cell("Circle Time", said) for said in below)) == [("Circle Time", said) for said in below]
    # One word may be half of each: "Bahasa Melayu", "Bahasa Arab".
    half = ["Melayu", "Inggeris", "Arab"]
    assert names(*(cell("Bahasa", said, letter=12.0) for said in half)) == [(f"Bahasa {said}", "") for said in half]


def test_what_is_called_out_is_no_part_of_a_name() -> None:
    assert names(cell("Schwimmen", "Badekappe!", letter=10.0)) == [("Schwimmen", "Badekappe!")]


def test_a_place_below_several_lessons_is_one_below_all_of_them() -> None:
    short = [cell("Art", "Studio", letter=4), cell("PE", "Studio", letter=4)]
    marked = begun_as_elsewhere(with_begun_lines([*short, cell("12 A Level Drama", "Studio", letter=4)]))
    assert [c.lines[1].begins for c in marked] == [True, True, True]
    assert (
        not begun_as_elsewhere(with_begun_lines([short[0], cell("12 A Level Drama", "Studio", letter=4)]))[1]
        .lines[1]
        .begins
    )


def test_what_was_written_in_capitals_below_printed_names() -> None:
    written = [
        cell(name, "OISIN B", letter=6) for name in ("Sensory break", "Team teaching", "Withdrawal", "Reading now")
    ]
    assert names(*written, cell("Co-ordination", "CALLS", letter=6)) == [
        ("Sensory break", "OISIN B"),
        ("Team teaching", "OISIN B"),
        ("Withdrawal", "OISIN B"),
        ("Reading now", "OISIN B"),
        ("Co-ordination", "CALLS"),
    ]
