"""One day in tiles."""

import pytest

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.layouts.tiles import read_tiles
from chalicelib.extraction.lines.text_lines import lines_of

NAMES = ("inloop", "kring", "werkles", "buiten", "lezen", "gym")
TIMES = ("8.30", "8.45", "9.15", "10.30", "11.15", "12.40")


def word(text: str, left: float, top: float, high: float = 14) -> Word:
    return Word(text=text, box=Box(left=left, top=top, right=left + 8 * len(text), bottom=top + high))


def page(places: list[tuple[float, float]], times: tuple[str, ...] = TIMES, head: str = "woensdag") -> list[Word]:
    said = [word(head, 300, 5)]
    for (left, top), time, name in zip(places, times, NAMES, strict=True):
        said += [word(time, left, top), word(name, left + 60, top + 30, 24), word(f"({name})", left + 60, top + 60)]
    return said


DOWN = [(400.0 * column, 50 + 150.0 * row) for column in range(2) for row in range(3)]
ACROSS = [(400.0 * column, 50 + 150.0 * row) for row in range(3) for column in range(2)]


@pytest.mark.parametrize("places", [DOWN, ACROSS], ids=["column by column", "row by row"])
def test_tiles_follow_each_other_as_their_times_do(places: list[tuple[float, float]]) -> None:
    table = read_tiles(1, lines_of(page(places)), [])
    assert table is not None
    assert [(d.day.value, d.start, d.end, d.name) for d in table.drafts][:3] == [
        ("Wednesday", 510, 525, "inloop"),
        ("Wednesday", 525, 555, "kring"),
        ("Wednesday", 555, 630, "werkles"),
    ]
    assert len(table.drafts) == len(TIMES)


def test_the_line_at_the_foot_is_no_tiles() -> None:
    table = read_tiles(1, lines_of([*page(DOWN), word("hulpje: Noor", 60, 490)]), [])
    assert table is not None
    assert not any("Noor" in draft.notes for draft in table.drafts)


def test_times_in_no_order_and_pages_of_several_days_are_read_elsewhere() -> None:
    assert read_tiles(1, lines_of(page(DOWN, TIMES[::-1])), []) is None
    assert read_tiles(1, lines_of(page(DOWN, head="Projekt")), []) is None
    assert read_tiles(1, lines_of([*page(DOWN), word("Montag", 600, 5)]), []) is None


def test_names_may_stand_above_the_times_of_drawn_tiles() -> None:
    said, drawn = [word("Today is Tuesday", 300, 5)], []
    for (left, top), time, name in zip(ACROSS, TIMES, NAMES, strict=True):
        own = [
            word(name, left + 60, top + 60, 24),
            word(time, left + 60, top + 90),
            word("(hall)", left + 60, top + 110),
        ]
        said += own
        frame = Box(left=left, top=top, right=left + 380, bottom=top + 140)
        drawn.append(Cell(frame, lines_of(own)))
    table = read_tiles(1, lines_of(said), drawn)
    assert table is not None
    assert [(d.day.value, d.start, d.name) for d in table.drafts][:2] == [
        ("Tuesday", 510, "inloop"),
        ("Tuesday", 525, "kring"),
    ]


def test_texts_in_the_middle_of_their_tiles_may_be_wider_than_the_times() -> None:
    said = [word("Thursday", 300, 5)]
    for i, name in enumerate(("good morning song", "phonics and story", "outside with bikes", "choosing and snack")):
        left, top = 300.0 * (i % 2), 60 + 200.0 * (i // 2)
        said += [word(f"{9 + i}.00", 130 + left, top), word(name, 150 + left - 4 * len(name), top + 60, 20)]
    table = read_tiles(1, lines_of(said), [])
    assert table is not None
    assert {d.name for d in table.drafts} >= {"good morning song", "choosing and snack"}
