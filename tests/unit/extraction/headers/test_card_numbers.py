"""Numbers of periods in the corners of an app's cards."""

from chalicelib.extraction.headers.card_numbers import without_card_numbers
from tests.unit.extraction.making import cell


def test_numbers_that_rise_down_every_column_are_no_lessons() -> None:
    cards = [cell(f"{row + 1}\nwis m211", column, row) for column in range(3) for row in range(3)]
    cards.append(cell("G\nlo gz1", 0, 3))  # a 6
    assert [c.text for c in without_card_numbers(cards)] == ["wis m211"] * 9 + ["lo gz1"]


def test_numbers_that_are_what_cells_say_stay() -> None:
    rooms = [cell(f"{number}\nMaths", column, row) for column in range(3) for row, number in enumerate((7, 4, 9))]
    assert without_card_numbers(rooms) == rooms
