"""Pauses over all days, however their cells were cut: spelt over them, folded, parted, overhanging."""

from chalicelib.domain.timetable import Box
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.tables.divide import divided
from tests.unit.extraction.making import DAYS, area, cell, grid, line, told


def spelt(word: str, left: float, top: float, step: float) -> tuple[Line, ...]:
    boxes = [Box(left=left, top=top + step * i, right=left + 8, bottom=top + step * i + 10) for i in range(len(word))]
    return tuple(Line(letter, box, 10.0) for letter, box in zip(word, boxes, strict=True))


def week_with(*breaks: Cell) -> list[Cell]:
    """Five days down, three lessons each, and a narrow column at 400."""
    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    return [*(cell(day, 0, row) for row, day in enumerate(days)),
            *(cell("Art", column, row) for row in range(5) for column in (1, 2, 3)), *breaks]  # fmt: skip


def column(top: float, bottom: float, *lines: Line) -> Cell:
    return Cell(Box(left=400, top=top, right=440, bottom=bottom), lines)


def test_a_word_spelt_down_over_the_days_is_not_cut() -> None:
    whole = column(0, 200, *spelt("CHWARAE", 416, 55, 13))
    assert whole in divided(week_with(whole))


def test_a_word_spelt_down_goes_over_a_fold() -> None:
    letters = spelt("LUNCH", 416, 68, 13)
    cells = divided(week_with(column(0, 80, letters[0]), column(80, 200, *letters[1:])))
    assert column(0, 200, *letters) in cells


def week_across(*band: Cell) -> list[Cell]:
    """Three days across, two lessons each, and between them a band below 60."""
    heads = [cell(text, column, 0) for column, text in enumerate(["", "Mon", "Tue", "Wed"])]
    rows = [cell(text, column, row) for row, text in ((1, "9.00"), (3, "10.00")) for column, text in
            enumerate([text, "Art", "Music", "PE"])]  # fmt: skip
    return [*heads, *rows, *band]


def band(left: float, right: float, *lines: Line) -> Cell:
    return Cell(Box(left=left, top=80, right=right, bottom=120), lines)


def test_a_pauses_band_is_whole_where_its_letters_end_in_what_looks_like_a_rule() -> None:
    lunch = line("LUNCH", 220, 95)
    assert band(100, 400, lunch) in divided(week_across(band(100, 284, lunch), band(284, 400)))
    assert band(100, 400, lunch) in divided(week_across(band(100, 216), band(216, 400, lunch)))


def test_a_fold_beside_a_pause_in_the_middle_of_its_row_is_no_border() -> None:
    lunch = line("LUNCH", 220, 95)
    whole = band(100, 400, lunch)
    assert whole in divided(week_across(band(100, 210), band(210, 400, lunch)))


def test_a_fold_between_a_pause_and_its_time_is_no_border() -> None:
    name, time = line("Break", 180, 95), line("9.50 - 10.00", 248, 95)
    (whole,) = [c for c in divided(week_across(band(100, 244, name), band(244, 400, time))) if "Break" in c.text]
    assert (whole.text, whole.box.left, whole.box.right) == ("Break 9.50 - 10.00", 100, 400)
    away = line("9.50 - 10.00", 300, 95)
    assert band(100, 244, name) in divided(week_across(band(100, 244, name), band(244, 400, away)))


def test_a_pause_beside_a_free_column_keeps_its_border() -> None:
    lunch = line("LUNCH", 236, 95)
    assert band(100, 300, lunch) in divided(week_across(band(100, 300, lunch), band(300, 400)))


def test_folds_through_a_pause_over_all_days_are_no_borders() -> None:
    rows = [
        cell(text, x, y) for y, day in enumerate(("Mon", "Tue", "Wed", "Thu"), 1) for x, text in ((0, day), (1, "Art"))
    ]
    heads = [cell(text, x, 0) for x, text in enumerate(("", "9.00", "10.00"))]

    def column(low: float, high: float, *lines: Line) -> Cell:
        return area(200, low, 300, high, *lines)

    lunch = line("LUNCH", 220, 115)
    folded = divided([*heads, *rows, column(40, 80), column(80, 200, lunch)])
    assert column(40, 200, lunch) in folded
    # Off the middle of its column a pause is of the days beside it.
    off = line("LUNCH", 220, 150)
    assert column(80, 200, off) in divided([*heads, *rows, column(40, 80), column(80, 200, off)])


def test_pauses_with_their_own_times_beside_each_other_are_for_all_days() -> None:
    breaks = band(0, 400, line("Break 9.30-9.40", 110, 95, width=90), line("Snack 9.40-10.00", 260, 95, width=90))
    assert breaks in divided(week_across(breaks))


def test_a_pause_whose_letters_stand_a_cell_each_is_one_over_all_days() -> None:
    days = [
        area(0, 30 + 40 * i, 100, 70 + 40 * i, line(d, 20, 45 + 40 * i)) for i, d in enumerate(["Mon", "Tue", "Wed"])
    ]
    strips = [area(100, 30 + 15 * i, 140, 45 + 15 * i, *([line(x, 110, 32 + 15 * i, width=8)] if x else []))
              for i, x in enumerate(["", "B", "R", "E", "A", "K", "", ""])]  # fmt: skip
    cells = divided([*days, *strips])
    assert area(100, 30, 140, 135, *(line(x, 110, 47 + 15 * i, width=8) for i, x in enumerate("BREAK"))) in cells


def test_letters_amid_thousands_of_free_cells_spell_nothing() -> None:
    strips = [
        area(100, i, 140, i + 1, *([line("BREAK"[i - 1000], 110, i, width=8)] if 1000 <= i < 1005 else []))
        for i in range(2000)
    ]
    assert len(divided(strips)) == len(strips)


def test_a_pause_written_over_its_cells_sides_has_the_whole_row() -> None:
    def row_of(text: str, left: float, width: float) -> list[Cell]:
        said = line(text, left, 40, width=width)
        return [area(100 * i, 30, 100 * i + 100, 60, *([said] if i == 2 else [])) for i in range(5)]

    whole = [c for c in divided(row_of("intervallo", 190, 120)) if c.text]
    assert [(c.box.left, c.box.right) for c in whole] == [(0, 500)]
    assert [(c.box.left, c.box.right) for c in divided(row_of("Pausa", 220, 60)) if c.text] == [(200, 300)]
    assert len(divided(row_of("Religione", 190, 120))) == 5


def test_a_pause_alone_in_the_middle_day_is_of_the_whole_week() -> None:
    rows = [["", *DAYS], ["8:00-9:00", *"abcde"], ["9:00-9:30", "", "", "Break", "", ""], ["9:30-10:30", *"fghij"]]
    assert [day.value for day, *_, name in told(grid(*rows)) if name == "Break"] == DAYS
    rows[2][3] = "Break duty"
    assert [day.value for day, *_, name in told(grid(*rows)) if name == "Break duty"] == ["Wednesday"]
    rows[2][3], rows[2][2] = "", "Break"
    assert [day.value for day, *_, name in told(grid(*rows)) if name == "Break"] == ["Tuesday"]
