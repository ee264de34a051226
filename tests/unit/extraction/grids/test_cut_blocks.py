"""Blocks of a calendar that its lines of the hours run through."""

from dataclasses import replace

from chalicelib.extraction.grid import Cell
from chalicelib.extraction.grids.cut_blocks import with_lower_parts
from tests.unit.extraction.making import cell

BLUE, GREEN = "#A0C0FF", "#A0FFC0"


def week(below: str, color: str = BLUE) -> list[Cell]:
    """Four days' blocks, each cut below its name."""
    upper = [replace(cell(f"9:00-9:50\nArt {day}", day, 0), color=BLUE) for day in range(4)]
    return [*upper, *(replace(cell(below, day, 1), color=color) for day in range(4))]


def test_what_hangs_below_the_line_is_the_block_s() -> None:
    found = with_lower_parts(week("A104"))
    assert [[line.text for line in c.lines] for c in found] == [["9:00-9:50", f"Art {day}", "A104"] for day in range(4)]
    assert all((c.box.top, c.box.bottom) == (0, 80) for c in found)
    assert len(with_lower_parts(week(""))) == 4


def test_a_block_of_its_own_stays() -> None:
    for cells in (week("10:00-10:50\nMaths"), week("A104", GREEN), week("A104")[:3] + week("A104")[4:7]):
        assert with_lower_parts(cells) == cells


def hours(*colors: str | None) -> list[Cell]:
    """Columns of four hours each, of which the first and the third begin a lesson in a colour, and the others say
    nothing in that of the hour before."""
    return [
        replace(cell(f"Art {row}" if row % 2 == 0 else "", column, row), color=color)
        for column, pair in enumerate(zip(colors[::2], colors[1::2], strict=True))
        for row, color in enumerate(color for color in pair for _ in range(2))
    ]


def test_the_ground_of_a_block_through_which_the_hours_lines_are_seen_is_the_block_s() -> None:
    found = with_lower_parts(hours(BLUE, GREEN, GREEN, BLUE))
    assert [(c.box.top, c.box.bottom) for c in found] == [(0, 80), (80, 160)] * 2


def test_columns_of_a_colour_of_their_own_have_free_cells() -> None:
    cells = hours(BLUE, BLUE, GREEN, GREEN)
    assert with_lower_parts(cells) == cells


def test_a_thin_strip_on_a_block_s_lower_edge_is_no_part_of_it_and_ends_the_search() -> None:
    cells = hours(*[BLUE, GREEN, GREEN, BLUE] * 3)
    edge = Cell(cells[1].box.model_copy(update={"top": cells[1].box.bottom - 1}), (), cells[1].color)
    found = with_lower_parts([*cells, edge])
    assert [(c.box.top, c.box.bottom) for c in found if c is not edge] == [(0, 80), (80, 160)] * 6
