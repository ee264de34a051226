"""Cells cut where others of their table part, or their times show it."""

from chalicelib.extraction.grid import Cell
from chalicelib.extraction.tables.divide import divided
from tests.unit.extraction.making import area, cell, line


def texts(cells: tuple[Cell, ...]) -> set[str]:
    return {c.text for c in cells if c.text}


def test_rows_of_a_list_whose_stripes_part_one_column_only() -> None:
    heads = [cell(t, i, 0) for i, t in enumerate(("Day", "Start", "Lesson"))]
    days = area(0, 40, 100, 120, line("Monday", 10, 55), line("Tuesday", 10, 95))
    starts = area(100, 40, 200, 120, line("9:00-9:50", 110, 55), line("10:00-11:00", 110, 95))
    rest = [cell("Art", 2, 1), cell("PE", 2, 2), cell("Friday", 0, 3), cell("11:00", 1, 3), cell("Maths", 2, 3)]
    assert {"Monday", "Tuesday", "9:00-9:50"} <= texts(divided([*heads, days, starts, *rest]))


def test_rows_of_a_list_are_cut_between_their_times_where_no_column_has_a_rule() -> None:
    heads = [cell(t, i, 0) for i, t in enumerate(("Start", "End", "Lesson"))]
    starts = area(0, 40, 100, 120, line("8:10", 10, 55), line("8:55", 10, 95))
    ends = area(100, 40, 200, 120, line("8:55", 110, 55), line("9:40", 110, 95))
    names = area(200, 40, 300, 120, line("Art", 210, 55), line("PE", 210, 95))
    rest = [cell("10:00", 0, 3), cell("10:45", 1, 3), cell("Maths", 2, 3)]
    assert {"Art", "PE", "8:10", "9:40"} <= texts(divided([*heads, starts, ends, names, *rest]))
    again = area(100, 40, 200, 120, line("8:10", 110, 55), line("8:55", 110, 95))
    assert "8:10\n8:55" in texts(divided([*heads, starts, again, names, *rest]))


def test_a_row_of_a_list_is_cut_where_the_columns_of_the_others_are() -> None:
    """No heading says where: a list of lessons has none of a kind."""
    rows = [
        area(100 * column, 30 * i, 100 * column + 100, 30 * i + 30, line(f"{name}{i}", 100 * column + 5, 30 * i + 10))
        for i in range(4)
        for column, name in enumerate(("8.1", "Art", "B1"))
    ]
    joined = area(0, 120, 300, 150, line("8.15", 5, 130), line("PE", 105, 130), line("H4", 205, 130))
    assert {"8.15", "PE", "H4"} <= texts(divided([*rows, joined]))
    # Texts that stand otherwise than the columns' are one cell's own.
    merged = area(0, 120, 300, 150, line("Sports", 130, 130), line("day", 230, 130))
    assert "Sports\nday" in texts(divided([*rows, merged]))
