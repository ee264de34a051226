"""How a table sets names apart from notes."""

from __future__ import annotations

import pytest

from chalicelib.domain.page import Token
from chalicelib.domain.timetable import Box
from chalicelib.extraction.cells.names import read_cell
from chalicelib.extraction.cells.style import name_larger_by, set_apart
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.settings import LARGER

BOX = Box(left=0, top=0, right=100, bottom=40)


def cell(*lines: tuple[str, float]) -> Cell:
    return Cell(BOX, tuple(Line(text, BOX, size) for text, size in lines))


def test_the_same_small_difference_all_over_is_meant() -> None:
    cells = [cell((name, 9.5), ("Studio", 7.6)) for name in ("Drama", "Maths", "Art", "Music")]
    larger = name_larger_by(cells)
    assert 1.0 < larger < 9.5 / 7.6
    activity = read_cell(cells[0].lines, larger)
    assert activity is not None
    assert (activity.name, activity.notes) == ("Drama", "Studio")


@pytest.mark.parametrize(
    "sizes",
    [
        [(10, 10), (10, 10), (10, 10), (10, 10)],
        [(12, 9), (9, 11), (13, 8), (10, 10)],  # a reader's boxes
        [(9.5, 7.6), (9.5, 7.6)],  # too few to tell
    ],
)
def test_otherwise_only_a_plain_heading_counts(sizes: list[tuple[float, float]]) -> None:
    assert name_larger_by([cell(("Physical", a), ("Education", b)) for a, b in sizes]) == LARGER


def aSc(name: str, teacher: str, room: str, wide: float = 100) -> Cell:
    def line(text: str, left: float, top: float) -> Line:
        return Line(text, Box(left=left, top=top, right=left + 6 * len(text), bottom=top + 10), 10.0)

    lines = line(teacher, 2, 0), line(name, wide / 2 - 3 * len(name), 15), line(room, wide - 2 - 6 * len(room), 30)
    return Cell(Box(left=0, top=0, right=wide, bottom=40), lines)


def test_the_name_stands_between_the_corners() -> None:
    cells = set_apart([aSc(name, "MZN", "Pdg") for name in ("BM", "SEJ", "GEO", "PSV")])
    read = [read_cell(cell.lines) for cell in cells]
    assert [(a.name, a.notes) for a in read if a] == [(name, "MZN; Pdg") for name in ("BM", "SEJ", "GEO", "PSV")]


def test_a_cell_without_a_teacher_has_its_name_below_the_room() -> None:
    alone = aSc("TEC/FRA", "VAR", "JRP")
    alone = Cell(alone.box, alone.lines[:2])
    cells = set_apart([*(aSc(name, "LAB", "Pdg") for name in ("BM", "SEJ", "GEO", "PSV")), alone])
    read = read_cell(cells[-1].lines)
    assert read is not None
    assert (read.name, read.notes) == ("TEC/FRA", "VAR")


@pytest.mark.parametrize(("strength", "name"), [(280, "TÜRK"), (560, "AY")])
def test_a_lighter_sign_at_the_left_is_no_name(strength: float, name: str) -> None:
    def line(text: str, left: float, strength: float) -> Line:
        token = Token(first=0, left=left, right=left + 24, strength=strength, height=10)
        return Line(text, Box(left=left, top=10, right=left + 24, bottom=20), 10.0, tokens=(token,))

    given = [Cell(BOX, (line("AY", 2, strength), line("TÜRK", 38, 580))) for _ in range(4)]
    read = [read_cell(cell.lines) for cell in set_apart(given)]
    assert {said.name for said in read if said} == {name}


def test_lines_that_all_begin_at_the_left_have_no_corners() -> None:
    def left(*texts: str) -> Cell:
        placed = [Box(left=2, top=14.0 * i, right=2 + 6 * len(t), bottom=14.0 * i + 10) for i, t in enumerate(texts)]
        return Cell(BOX, tuple(Line(t, box, 10.0) for t, box in zip(texts, placed, strict=True)))

    wrapped = [
        ("Oficina de arte", "local"),
        ("Estudo do norte", "meio"),
        ("Expressao livre", "arte"),
        ("Educacao fisica", "dois"),
    ]
    cells = [left(*texts) for texts in wrapped]
    assert set_apart(cells) == cells


def test_a_large_line_that_reads_on_takes_the_next_one_with_it() -> None:
    activity = read_cell(cell(("Geografía e", 37), ("Historia", 31)).lines, 1.09)
    assert activity is not None
    assert (activity.name, activity.notes) == ("Geografía e Historia", "")


def test_a_name_stands_over_the_two_in_the_lower_corners() -> None:
    def block(*texts: str) -> Cell:
        places = ((4, 2), (4, 28), (98 - 6 * len(texts[2]), 28))
        lines = [
            Line(t, Box(left=x, top=y, right=x + 6 * len(t), bottom=y + 10), 10.0)
            for t, (x, y) in zip(texts, places, strict=True)
        ]
        return Cell(Box(left=0, top=0, right=100, bottom=40), tuple(lines))

    said = [("lo", "ter", "gym"), ("wi", "vds", "lok 206"), ("ne", "bkr", "aula"), ("fa", "dub", "lok 121")]
    read = [read_cell(cell.lines) for cell in set_apart([block(*texts) for texts in said])]
    assert [(a.name, a.notes) for a in read if a] == [(name, f"{who}; {where}") for name, who, where in said]


def test_a_name_stands_in_the_first_corner_where_teachers_stand_in_the_second() -> None:
    def block(name: str, top: float) -> Cell:
        texts = ((name, 4, 2), ("Kle", 78, 2), ("R112", 4, 28))
        lines = tuple(Line(t, Box(left=x, top=top + y, right=x + 18, bottom=top + y + 10), 10.0) for t, x, y in texts)
        return Cell(Box(left=0, top=top, right=100, bottom=top + 40), lines)

    for found in set_apart([block(name, 40.0 * i) for i, name in enumerate(("D", "Ek", "Mu", "E", "M"))]):
        activity = read_cell(found.lines)
        assert activity is not None
        assert activity.name == found.lines[0].text
        assert activity.notes == "Kle; R112"


def test_starts_and_ends_in_the_corners_say_nothing_of_names_in_the_middle() -> None:
    def block(*lines: tuple[str, float, float]) -> Cell:
        boxes = [Box(left=left, top=top, right=left + 5 * len(text), bottom=top + 8) for text, left, top in lines]
        return Cell(BOX, tuple(Line(text, box, 8.0) for (text, *_), box in zip(lines, boxes, strict=True)))

    cells = [
        block(("8:20", 1, 1), (name, 50 - 2.5 * len(name), 10), ("LNI", 42, 20), ("9:30", 79, 31))
        for name in ("Kemi", "Fysik", "Svenska", "Idrott")
    ]
    assert set_apart(cells) == cells


def test_what_one_measured_text_shows_again_and_again_is_no_style() -> None:
    read = [Line("Singing", BOX, 43, confidence=0.99), Line("Assembly", BOX, 37, confidence=0.99)]
    assert name_larger_by([Cell(BOX, tuple(read))] * 5) == LARGER
    assert name_larger_by([cell(("Singing", 43), ("Assembly", 37)) for _ in range(5)]) < LARGER


def test_a_code_in_larger_letters_over_who_and_where_is_the_name() -> None:
    found = read_cell(cell(("F7", 11), ("Dub", 9), ("A012", 9)).lines, 1.1)
    assert found is not None
    assert (found.name, found.notes) == ("F7", "Dub; A012")
