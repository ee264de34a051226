"""Rows with a second line of rooms below the lessons."""

from chalicelib.extraction.cells.second_rows import joined_rows
from tests.unit.extraction.making import cell

ROWS = [(0.0, 80.0), (80.0, 160.0)]


def test_a_room_below_its_lesson_is_a_part_of_it() -> None:
    body = [cell(text, x, y) for y in (0, 2) for x, text in enumerate(("Latin", "Greek", "Games"))]
    body += [cell(text, x, y) for y in (1, 3) for x, text in enumerate(("C4", "C12", ""))]
    joined = joined_rows([*body, cell("Assembly", 3, 0, rows=2)], ROWS)
    assert {c.text for c in joined} == {"Latin\nC4", "Greek\nC12", "Games", "Assembly"}
    assert {c.box.height for c in joined} == {80.0}


def test_two_lessons_below_each_other_stay_two() -> None:
    body = [cell(text, x, y) for y, text in enumerate(("Latin", "Greek", "Maths", "Art")) for x in range(3)]
    assert joined_rows(body, ROWS) == body
