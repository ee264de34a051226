"""A table for each day, the days set in rows like cards."""

from __future__ import annotations

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.layouts.day_cards import read_day_cards
from chalicelib.extraction.lines.text_lines import lines_of
from chalicelib.extraction.tables.table import Table

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
WIDE, HIGH = 300.0, 200.0


def box(card: int, left: float, top: float, right: float, bottom: float, columns: int) -> Box:
    x, y = WIDE * (card % columns), HIGH * (card // columns)
    return Box(left=x + left, top=y + top, right=x + right, bottom=y + bottom)


def page(columns: int, *, listed: bool = False) -> tuple[list[Word], list[Cell]]:
    """Cards of five days: their names over a double lesson, a pause over the whole width, and two lessons; ``listed``:
    each in one cell with its number and its time."""
    words, cells = [], []
    rows = [("1. 9:00-10:00", "Maths"), ("2. 10:20-11:00", "Art"), ("3. 11:00-12:00", "PE")]

    def add(card: int, text: str, left: float, top: float, right: float, bottom: float) -> None:
        whole = box(card, left, top, right, bottom, columns)
        lines = []
        for i, part in enumerate(text.split("\n")):
            at = whole.model_copy(update={"top": whole.top + 4 + 14 * i, "bottom": whole.top + 16 + 14 * i})
            words.append(Word(text=part, box=at.model_copy(update={"right": at.left + 7 * len(part)})))
            lines.append(Line(part, at, 12.0))
        cells.append(Cell(whole, tuple(lines)))

    for card, day in enumerate(DAYS):
        add(card, day, 10, 10, 280, 28)
        if listed:
            for i, (time, name) in enumerate(rows):
                add(card, f"{time}\n{name}", 10, 32 + 36 * i, 280, 66 + 36 * i)
            continue
        for i, time in enumerate(("9:00 » 9:30", "9:30 » 10:00")):
            add(card, time, 10, 32 + 26 * i, 110, 56 + 26 * i)
        add(card, "Maths", 112, 32, 280, 82)
        add(card, "Recreation: 10:00 » 10:20", 10, 84, 280, 108)
        add(card, "10:20 » 11:00", 10, 110, 110, 134)
        add(card, "Art", 112, 110, 280, 134)
        add(card, "11:00 » 12:00", 10, 136, 110, 160)
        add(card, "PE", 112, 136, 280, 160)
    return words, cells


def read(words: list[Word], cells: list[Cell]) -> Table | None:
    return read_day_cards(1, words, lines_of(words), cells)


def test_each_card_is_read_by_its_own_times() -> None:
    table = read(*page(3))
    assert table is not None
    assert {d.day.value for d in table.drafts} == set(DAYS)
    friday = sorted((d.start, d.end, d.name) for d in table.drafts if d.day.value == "Friday")
    assert friday == [(540, 600, "Maths"), (600, 620, "Recreation"), (620, 660, "Art"), (660, 720, "PE")]


def test_lists_whose_entries_print_their_times() -> None:
    table = read(*page(2, listed=True))
    assert table is not None
    thursday = [(d.start, d.end, d.name) for d in table.drafts if d.day.value == "Thursday"]
    assert thursday == [(540, 600, "Maths"), (620, 660, "Art"), (660, 720, "PE")]


def test_days_in_one_row_are_no_cards() -> None:
    assert read(*page(5)) is None
