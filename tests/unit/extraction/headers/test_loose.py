"""Texts that no cell of a table holds."""

from dataclasses import replace

from chalicelib.domain.timetable import WEEK, Box, Weekday
from chalicelib.extraction.axes import DayAxis, DayBand, TimeBand
from chalicelib.extraction.grid import Line
from chalicelib.extraction.headers.loose import loose_cells
from tests.unit.extraction.making import DAYS, cell, grid, told


def test_texts_that_no_cell_holds_stand_where_days_and_times_cross() -> None:
    cells = grid(["", *DAYS], ["9:00-10:00", "a1", "b1", "", "d1", "e1"], ["10:00-11:00", "a2", "b2", "c2", "d2", "e2"])
    lost = [c for c in cells if c.box != cell("", 3, 1).box]
    found = told(lost, loose=cell("Art", 3, 1).lines)
    assert (Weekday.WEDNESDAY, 540, 600, "Art") in found
    assert len(found) == 10


def test_a_text_over_two_days_is_two_where_a_gap_parts_it() -> None:
    cells = grid(["", *DAYS], ["9:00-10:00", "a1", "b1", "c1", "", ""], ["10:00-11:00", "a2", "b2", "c2", "d2", "e2"])
    lost = [c for c in cells if c.box not in (cell("", 4, 1).box, cell("", 5, 1).box)]
    said = cell("Art Music", 4, 1, columns=2).lines[0]
    border = cell("", 5, 1).box.left
    gap = replace(said, gaps=((3, border - said.size, border + said.size),))
    assert {
        (d, n) for d, s, _, n in told(lost, loose=(gap,)) if s == 540 and d in (Weekday.THURSDAY, Weekday.FRIDAY)
    } == {
        (Weekday.THURSDAY, "Art"),
        (Weekday.FRIDAY, "Music"),
    }
    assert (Weekday.FRIDAY, 540, 600, "Art Music") in told(lost, loose=(said,))


def test_a_lesson_in_no_cell_that_prints_its_time_is_kept() -> None:
    cells = grid(DAYS[:3], *([f"{h}:00-{h}:45\n{name}"] * 3 for h, name in ((9, "Maths"), (10, "Art"), (11, "PE"))))
    lost = [c for c in cells if c.box != cell("", 1, 2).box]
    assert (Weekday.TUESDAY, 600, 645, "Art") in told(lost, loose=cell("10:00-10:45 Art", 1, 2).lines)


def test_a_lesson_on_the_border_between_two_times_is_of_both_where_its_day_has_nothing_else() -> None:
    cells = grid(["", *DAYS], ["9:00-10:00", "a1", "b1", "", "d1", "e1"], ["10:00-11:00", "a2", "b2", "", "d2", "e2"])
    places = [cell("", 3, 1).box, cell("", 3, 2).box]
    lost = [c for c in cells if c.box not in places]
    on_border = cell("Art", 3, 1.5).lines
    assert (Weekday.WEDNESDAY, 540, 660, "Art") in told(lost, loose=on_border)
    beside = [*lost, cell("c2", 3, 2)]
    assert (Weekday.WEDNESDAY, 540, 660, "Art") not in told(beside, loose=on_border)


def test_a_misread_day_over_a_column_before_the_first_one_is_the_day_before_it() -> None:
    rows = [["", "", *DAYS[1:4]], *([f"{h}:00-{h}:50", "PE", "Art", "Song", "Maths"] for h in (9, 10, 11))]
    cells = [c for c in grid(*rows) if c.box.left != 100 or c.lines]
    found = told(cells, loose=cell("Mn 6/11", 1, 0).lines)
    assert {(s, n) for d, s, _, n in found if d is Weekday.MONDAY} == {(540, "PE"), (600, "PE"), (660, "PE")}
    assert Weekday.MONDAY not in {d for d, *_ in told(cells, loose=cell("Zimmer 12", 1, 0).lines)}


def test_a_text_below_the_head_of_its_row_is_of_that_row_however_near_its_first_line_is_to_the_border() -> None:
    cells = grid(["", *DAYS], ["9:00-10:00", "a1", "b1", "", "d1", "e1"], ["10:00-11:00", "a2", "b2", "", "d2", "e2"])
    lost = [c for c in cells if c.box not in (cell("", 3, 1).box, cell("", 3, 2).box)]
    said = (*cell("Clubs", 3, 2, rows=0.2).lines, *cell("Robotics", 3, 2.25, rows=0.2).lines)
    found = {(s, e) for d, s, e, _ in told(lost, loose=said) if d is Weekday.WEDNESDAY}
    assert found == {(600, 660)}


def test_a_pause_of_one_day_beside_what_is_for_all() -> None:
    axis = DayAxis(True, tuple(DayBand(100.0 * i, 100.0 * i + 90, (day,)) for i, day in enumerate(WEEK[:5])), 0, 20)
    assembly = Line("School Assembly", Box(left=410, top=45, right=480, bottom=55), 10.0)
    bands = (TimeBand(30, 60, 500, 525), TimeBand(60, 90, 525, 585))
    whole = loose_cells([assembly], [], axis, bands)
    own = loose_cells([assembly], [], replace(axis, routine=(-90.0, -10.0)), bands)
    assert (whole[0].box.left, whole[0].box.right) == (0, 490)
    assert own[0].box.left == 400
