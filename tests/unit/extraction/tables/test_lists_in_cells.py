"""Cells that hold a day's own list of lessons each."""

from chalicelib.extraction.tables.divide import divided
from tests.unit.extraction.making import area, line


def test_lists_of_a_day_each_below_the_days_names_are_cut_into_no_rows() -> None:
    heads = [area(100 * i, 0, 100 + 100 * i, 20, line(d, 30 + 100 * i, 5)) for i, d in enumerate(("Mon", "Tue", "Wed"))]
    lists = []
    for i in range(3):
        starts = [(8 + k, 10 * i) for k in range(5)]
        said = [(f"{h}:{m:02}-{h + 1}:{m:02}", f"Art {h}") for h, m in starts]
        texts_of = [line(t, 110 + 100 * i - 100, 25 + 12 * n + 6 * i) for n, t in enumerate(x for p in said for x in p)]
        lists.append(area(100 * i, 20, 100 + 100 * i, 170, *texts_of))
    assert [len(c.lines) for c in divided([*heads, *lists])] == [1, 1, 1, 10, 10, 10]


def test_days_lists_in_one_cell_each_have_no_rows_in_common() -> None:
    entries = ["9:00 - 9:45", "Maths", "10:00 - 10:45", "Art", "11:00 - 11:45", "Music"]
    cells = []
    for i, day in enumerate(["Monday", "Tuesday", "Wednesday"]):
        lines = [line(text, i * 100 + 20, 10 + 20 * j) for j, text in enumerate([day, *entries])]
        cells.append(area(i * 100, 0, i * 100 + 100, 200, *lines))
    assert len(divided(cells)) == len(cells)
