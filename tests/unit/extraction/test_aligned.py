"""Tables without rules."""

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.aligned import read_aligned

HEADER = [("Monday", 200, 10), ("Tuesday", 350, 10), ("Wednesday", 500, 10)]


def words(*said: tuple[str, float, float]) -> list[Word]:
    return [Word(text=t, box=Box(left=x, top=y, right=x + 8 * len(t), bottom=y + 14)) for t, x, y in said]


def blocks(said: list[tuple[str, float, float]]) -> set[tuple[str, int | None, int | None, str]]:
    table = read_aligned(1, words(*said), ())
    assert table is not None
    return {(d.day.value, d.start, d.end, d.name) for d in table.drafts}


def test_times_over_three_lines() -> None:
    said = list(HEADER)
    for i, top in enumerate([40, 100]):
        said += [(f"{9 + i}:00", 20, top), ("to", 30, top + 16), (f"{10 + i}:00", 20, top + 32)]
        said += [(name, x, top + 16) for name, (_, x, _) in zip(["Art", "Maths", "Music"], HEADER, strict=True)]
    found = blocks(said)
    assert len(found) == 6
    assert {("Monday", 540, 600, "Art"), ("Wednesday", 600, 660, "Music")} <= found


def test_each_cell_prints_its_time_above_the_lesson_or_below_it() -> None:
    said = [*HEADER, ("9:00 - 9:20", 340, 40), ("Registration", 340, 56)]
    for i, top in enumerate([80, 115]):
        for day, (_, x, _) in enumerate(HEADER):
            time, name = (top, top + 16) if day % 2 else (top + 16, top)
            said += [(f"{10 + i}:00 - {11 + i}:00", x - 10, time), (f"Art{i}{day}", x, name)]
    found = blocks(said)
    assert {("Monday", 600, 660, "Art00"), ("Tuesday", 600, 660, "Art01"), ("Wednesday", 660, 720, "Art12")} <= found
    assert {(start, end) for _, start, end, name in found if name == "Registration"} == {(540, 560)}
