"""Second lines that go on with a lesson's name, and those that say something besides it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.domain.page import Token
from chalicelib.domain.timetable import Box
from chalicelib.extraction.cells.remarks import DOUBTFUL, REMARK, pairs_of, probability_of, with_remarks
from chalicelib.extraction.grid import Cell, Line


def line(text: str, top: float, *, strength: float = 100.0, wide: float = 7.0) -> Line:
    box = Box(left=10, top=top, right=10 + wide * len(text), bottom=top + 14)
    starts = [i for i, c in enumerate(text) if i == 0 or text[i - 1] == " "]
    tokens = tuple(Token(first=i, left=10 + wide * i, right=60 + wide * i, strength=strength) for i in starts)
    return Line(text, box, 12.0, tokens=tokens)


def cell(first: str, second: str, *, weaker: float = 1.0, room: float = 160.0) -> Cell:
    """A cell of two lines, the second one printed less strongly by a factor."""
    box = Box(left=0, top=0, right=room, bottom=60)
    return Cell(box, (line(first, 5), line(second, 22, strength=100.0 / weaker)))


def probability(*cells: Cell) -> float:
    """What is said of the first cell."""
    return probability_of(next(iter(pairs_of(cells))).features)


def test_a_lighter_line_that_would_have_fitted_above_is_a_remark() -> None:
    library = cell("Library", "return books", weaker=1.3)
    assert probability(library) >= REMARK
    (found,) = with_remarks([library], [library])
    assert [x.begins for x in found.lines] == [False, True]
    assert found.lines[1].confidence <= probability(library)


def test_a_word_that_had_no_room_goes_on_with_the_name() -> None:
    name = cell("Environmental", "Science", room=110)
    assert probability(name) < DOUBTFUL
    assert with_remarks([name], [name]) == [name]


def test_a_first_line_that_is_a_lesson_alone_elsewhere_says_more_for_a_remark() -> None:
    alone = Cell(Box(left=0, top=80, right=160, bottom=110), (line("Topic", 85),))
    topic = cell("Topic", "Vikings")
    assert probability(topic, alone) > probability(topic)


@pytest.mark.parametrize(("first", "second"), [("Guided", "& Shared Reading"), ("Art and", "Design")])
def test_lines_that_read_on_are_never_cut(first: str, second: str) -> None:
    said = cell(first, second, weaker=3.0)
    assert with_remarks([said], [said]) == [said]


def test_what_print_has_told_already_is_kept() -> None:
    said = cell("Library", "return books", weaker=1.3)
    told = replace(said, lines=(said.lines[0], replace(said.lines[1], begins=True)))
    assert with_remarks([said], [told]) == [told]


def test_times_rooms_and_pauses_are_no_pairs() -> None:
    for first, second in (("Maths", "Room 12"), ("Lunch", "Break"), ("Maths", "9.00 - 10.00")):
        assert list(pairs_of([cell(first, second)])) == []
