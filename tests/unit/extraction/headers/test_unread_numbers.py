"""Numbers of periods that were not read beside those that were."""

from chalicelib.extraction.axes import TimeBand
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.headers.day_axes import day_axes
from chalicelib.extraction.headers.unread_numbers import with_unread_numbers
from tests.unit.extraction.making import DAYS, cell, grid

ROWS = [["", *DAYS], *([str(n), *(f"{d}{n}" for d in "abcde")] for n in range(1, 7))]


def bands(*numbers: int, off: float = 0.0) -> tuple[TimeBand, ...]:
    return tuple(TimeBand(40 * n + 10 + off * (n % 2), 40 * n + 30 + off * (n % 2), label=str(n)) for n in numbers)


def read(given: tuple[TimeBand, ...], cells: list[Cell]) -> list[str]:
    return [band.label for band in with_unread_numbers(given, cells, day_axes(cells)[0])]


def test_numbers_go_on_as_far_as_days_have_lessons() -> None:
    cells = grid(*ROWS)
    assert read(bands(2, 3, 4), cells) == ["1", "2", "3", "4", "5", "6"]
    assert all(
        b.confidence < 1 for b in with_unread_numbers(bands(2, 3, 4), cells, day_axes(cells)[0]) if b.label == "5"
    )


def test_what_reaches_over_days_below_is_no_lesson() -> None:
    assert read(bands(2, 3, 4), [*grid(*ROWS[:5]), cell("AK aardrijkskunde", 1, 5, columns=3)]) == ["1", "2", "3", "4"]


def test_numbers_that_are_few_or_uneven_or_have_times_say_nothing_of_others() -> None:
    cells = grid(*ROWS)
    assert read(bands(2, 3), cells) == ["2", "3"]
    assert read(bands(2, 3, 4, off=12), cells) == ["2", "3", "4"]
    assert read(tuple(TimeBand(b.low, b.high, 60, 90, b.label) for b in bands(2, 3, 4)), cells) == ["2", "3", "4"]
