"""Rows that a rule parts only beside a lesson that goes over both."""

from chalicelib.extraction.grid import Cell
from chalicelib.extraction.tables.start_rows import rows_at_starts
from tests.unit.extraction.making import area, line


def row(*cells: Cell) -> list[str]:
    return [c.text for c in rows_at_starts(cells)]


def head(*starts: str, apart: float = 40) -> Cell:
    return area(0, 0, 60, 80, *(line(start, 5, 15 + apart * i, width=40) for i, start in enumerate(starts)))


def lessons(left: float) -> Cell:
    return area(left, 0, left + 100, 80, line("Maths", left + 20, 15), line("Art", left + 20, 55))


def test_what_is_level_with_starts_far_below_each_other_is_cut_between_them() -> None:
    first = area(260, 0, 360, 80, line("PE", 280, 15))
    cut = ["10.30", "11.15", "Maths", "Art", "Maths", "Art", "PE", ""]
    assert row(head("10.30", "11.15"), lessons(60), lessons(160), first) == cut
    assert row(head("12.15", "1.00"), lessons(60), lessons(160))[:2] == ["12.15", "1.00"]
    # What one cell holds may be so by chance.
    assert row(head("10.30", "11.15"), lessons(60), first) == ["10.30\n11.15", "Maths\nArt", "PE"]


def test_a_lesson_in_the_middle_of_both_rows_stays_whole() -> None:
    gym = area(60, 0, 160, 80, line("Gym", 80, 28), line("(hall)", 80, 42))
    found = row(head("10.30", "11.15"), gym, lessons(160), lessons(260))
    assert found == ["10.30", "11.15", "Gym\n(hall)", "Maths", "Art", "Maths", "Art"]


def test_a_start_over_its_end_and_a_head_alone_are_not_cut() -> None:
    both = area(60, 0, 160, 80, line("Maths", 80, 15), line("Mrs Lee", 80, 27))
    assert row(head("10.30", "11.15", apart=12), both) == ["10.30\n11.15", "Maths\nMrs Lee"]
    assert row(head("10.30", "11.15")) == ["10.30\n11.15"]


def test_starts_on_the_lines_of_a_scale_are_no_rows() -> None:
    scale = area(0, 0, 60, 80, line("10.05", 5, -4, width=40), line("10.20", 5, 36, width=40))
    beside = [area(x, 0, x + 100, 80, line("Maths", x + 20, 0), line("Lee", x + 20, 36)) for x in (60, 160, 260)]
    assert row(scale, *beside)[0] == "10.05\n10.20"
