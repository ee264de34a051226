"""Tables that a strip without rules cuts in two."""

from chalicelib.domain.timetable import Box
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.grids.continued import MOST_CARDS, cards_joined, continued
from tests.unit.extraction.making import cell, grid

DAYS = ["", "Lun", "Mar", "Mer"]
MORNING = tuple(grid(DAYS, ["1", "Ita", "Geo", "Mate"], ["2", "Ita", "Mate", "Geo"]))


def below(*rows: list[str], down: float = 3.8, right: float = 0.0) -> tuple[Cell, ...]:
    return tuple(cell(text, x + right, y + down) for y, row in enumerate(rows) for x, text in enumerate(row))


def said(text: str, down: float = 3.0) -> list[Line]:
    return list(cell(text, 1, down, columns=2, rows=0.8).lines)


def test_the_afternoon_goes_on_with_the_morning_s_days() -> None:
    (whole,) = continued([MORNING, below(["3", "Arte", "Ita", "Ed. F."])], said("ricreazione"))
    strip = next(c for c in whole if c.text == "ricreazione")
    assert len(whole) == len(MORNING) + 5
    assert (strip.box.left, strip.box.right, strip.box.top, strip.box.bottom) == (0, 400, 120, 152)


def test_a_lesson_of_half_a_class_stands_in_half_a_column_of_the_afternoon() -> None:
    halves = (
        cell("4", 0, 3.8),
        cell("Ita", 1, 3.8, columns=0.5),
        cell("Geo", 1.5, 3.8, columns=0.5),
        cell("Arte", 3, 3.8),
    )
    assert len(continued([MORNING, halves], [])) == 1


def test_what_has_days_or_columns_of_its_own_or_stands_off_is_another_table() -> None:
    for other in (
        below(DAYS, ["1", "Arte", "Ita", "Mate"]),
        below(["Rossi", "Italiano"], right=0.5),
        (cell("Rossi", 0, 3.8, columns=1.6), cell("Italiano, Storia", 1.6, 3.8, columns=2.4)),
        below(["3", "Arte", "Ita", "Ed. F."], down=6.0),
    ):
        assert len(continued([MORNING, other], [])) == 2
    # Times in the strip are rows whose rules were not seen.
    assert len(continued([MORNING, below(["3", "Arte", "Ita", "Ed. F."])], said("10:30-11:00"))) == 2


def cards(count: int) -> list[tuple[Cell, ...]]:
    """Cards of two cells each, one below the other with a little room between."""
    return [(cell("9.00", 0, 1.2 * i), cell("Art", 1, 1.2 * i, columns=3)) for i in range(count)]


def test_cards_below_each_other_are_rows_of_one_table() -> None:
    assert [len(group) for group in cards_joined(cards(5), [])] == [10]
    between = Box(left=10, top=42, right=60, bottom=46)
    assert sorted(len(group) for group in cards_joined(cards(5), [between])) == [2, 8]


def test_more_cards_than_a_page_has_stay_as_they_are() -> None:
    many = cards(MOST_CARDS + 1)
    assert cards_joined(many, []) == many
