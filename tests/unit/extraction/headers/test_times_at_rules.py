"""Times set at the rules between rows, the periods' numbers amid them."""

from chalicelib.extraction.grid import Cell
from chalicelib.extraction.headers.times_at_rules import with_times_from_rules
from tests.unit.extraction.making import area, line

UNTIS = [("1", "08:50", "08:50"), ("2", "09:40", "09:55"), ("3", "10:45", "10:45"), ("4", "11:35", "11:45")]


def column(*texts: tuple[str, ...]) -> list[Cell]:
    cells = []
    for i, said in enumerate(texts):
        top = 100 + 90 * i
        cells.append(area(20, top, 95, top + 90, *(line(x, 25, top + 26 + 25 * j) for j, x in enumerate(said))))
    return cells


def told(cells: tuple[Cell, ...]) -> list[str]:
    return [" ".join(x.text for x in c.lines) for c in cells]


def test_the_start_below_a_period_s_end_is_the_next_one_s() -> None:
    found = with_times_from_rules(column(*UNTIS, ("5", "12:35")), [line("08:00", 25, 92)])
    assert told(found) == ["1 08:00 08:50", "2 08:50 09:40", "3 09:55 10:45", "4 10:45 11:35", "5 11:45 12:35"]


def test_the_first_period_has_no_time_where_its_start_was_not_read() -> None:
    assert told(with_times_from_rules(column(*UNTIS), []))[:2] == ["1", "2 08:50 09:40"]


def test_a_number_over_its_own_start_and_end_stays() -> None:
    own = [("1", "08:00", "08:45"), ("2", "08:50", "09:35"), ("3", "09:55", "10:40"), ("4", "10:45", "11:30")]
    cells = column(*own)
    assert told(with_times_from_rules(cells, [])) == told(tuple(cells))
