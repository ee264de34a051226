from chalicelib.domain.timetable import WEEK, Box, TimesFrom
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.headers.day_axes import day_axes
from chalicelib.extraction.headers.time_bands import time_bands
from chalicelib.extraction.texts.header_texts import is_period_label
from tests.unit.extraction.making import DAYS, cell, grid


def test_days_down_times_across() -> None:
    cells = grid(["", "9.00", "10.00", "11.00"], ["Mon", "a", "b", "c"], ["Tue", "d", "e", "f"])
    (axis, *_) = day_axes(cells)
    assert not axis.across
    assert [b.days[0] for b in axis.bands] == list(WEEK[:2])
    bands = time_bands(cells, axis)
    assert [(b.start, b.end) for b in bands] == [(540, 600), (600, 660), (660, None)]


def test_days_across_times_down() -> None:
    cells = grid(["Time", "M", "T", "W"], ["8:00-8:45", "a", "b", "c"], ["8:45-9:30", "d", "e", "f"])
    (axis, *_) = day_axes(cells)
    assert axis.across
    assert [(b.start, b.end) for b in time_bands(cells, axis)] == [(480, 525), (525, 570)]


def test_room_columns_are_no_weekend() -> None:
    cells = grid(["", "Seg.", "S", "Ter.", "S", "Qua.", "S"], ["8:00-9:00", "x", "A2", "y", "A3", "z", "A4"])
    assert [b.days[0] for b in day_axes(cells)[0].bands] == list(WEEK[:3])


def test_rooms_that_share_their_letter_with_another_language_s_day_are_none() -> None:
    cells = grid(["", *"LAMAMAGAVA"], ["8:00-9:00", *(["x", "A2"] * 5)])
    assert [b.days[0] for b in day_axes(cells)[0].bands] == list(WEEK[:5])


def test_a_word_that_is_a_short_day_elsewhere_does_not_hide_the_week_beside_it() -> None:
    cells = grid(["od", "do", "pn", "wt", "śr", "cz", "pt"], ["8.00", "8.45", *"abcde"])
    assert [b.days[0] for b in day_axes(cells)[0].bands] == list(WEEK[:5])


def test_a_band_without_times_fills_the_gap() -> None:
    cells = grid(["", "11 to 12", "", "1:15-2:15"], ["Mon", "a", "L", "b"], ["Tue", "a", "U", "b"])
    band = time_bands(cells, day_axes(cells)[0])[1]
    assert (band.start, band.end, band.times_from) == (720, 795, TimesFrom.NEIGHBOUR)


def test_a_time_alone_that_begins_the_next_band_is_an_end() -> None:
    cells = grid(["", "8.05-8.40", "9.15", "9.15-9.50"], ["Mon", "a", "b", "c"], ["Tue", "d", "e", "f"])
    bands = time_bands(cells, day_axes(cells)[0])
    assert [(b.start, b.end) for b in bands] == [(485, 520), (520, 555), (555, 590)]


def test_an_end_behind_the_next_start_but_for_a_figure_like_it_is_that_start() -> None:
    def ends(*times: str) -> list[int | None]:
        cells = grid(["", *times], ["Mon", "a", "b", "c"], ["Tue", "d", "e", "f"])
        return [band.end for band in time_bands(cells, day_axes(cells)[0])]

    assert ends("9.00-9.55", "9.55-10.59", "10.50-11.05")[1] == 650
    assert ends("9.00-9.55", "9.55-10.52", "10.50-11.05")[1] == 652
    assert ends("9.00-9.58", "9.55-10.59", "10.50-11.05")[1] == 659
    assert ends("9.40-10.40", "10.40-17.40", "11.40-12.25")[1] == 700


def test_an_hour_in_a_letter_like_it_is_read_by_the_one_beside_it() -> None:
    cells = grid(["", "4 - S", "S - 6", "6 - 7", "7 - 8:30"], ["Mon", *"abcd"], ["Tue", *"efgh"])
    bands = time_bands(cells, day_axes(cells)[0])
    assert [(b.start, b.end) for b in bands] == [(960, 1020), (1020, 1080), (1080, 1140), (1140, 1230)]


def test_an_empty_row_below_one_without_a_head_is_no_part_of_the_last_one_that_has() -> None:
    rows = [["", *DAYS], ["8:00-8:45", *"abcde"], ["8:45-9:30", *"abcde"]]
    cells = [*grid(*rows), cell("Wed = late start", 0, 3, columns=6), cell("", 0, 4), *grid(*[[""] * 6] * 5)[24:]]
    bands = time_bands(cells, day_axes(cells)[0])
    assert [(b.start, round(b.high)) for b in bands if b.start] == [(480, 80), (525, 120)]


def test_period_numbers_without_times() -> None:
    cells = grid(["", "P1", "P2", "P3"], ["Mon", "a", "b", "c"], ["Tue", "d", "e", "f"])
    bands = time_bands(cells, day_axes(cells)[0])
    assert [(b.start, b.label) for b in bands] == [(None, "P1"), (None, "P2"), (None, "P3")]


def test_hours_alone_are_times_when_they_run_through_a_day() -> None:
    cells = grid(["", "8", "9", "10", "11", "12", "1"], ["Mon", *"abcdef"], ["Tue", *"abcdef"])
    assert [b.start for b in time_bands(cells, day_axes(cells)[0])] == [480, 540, 600, 660, 720, 780]


def test_full_hours_among_times_are_times_where_every_band_has_one() -> None:
    cells = grid(["", "9", "10", "11", "11.20", "1"], ["Mon", *"abcde"], ["Tue", *"abcde"])
    assert [b.start for b in time_bands(cells, day_axes(cells)[0])] == [540, 600, 660, 680, 780]
    periods = grid(["", "1", "2", "10.30", "3", "4"], ["Mon", *"abcde"], ["Tue", *"abcde"])
    assert [b.start for b in time_bands(periods, day_axes(periods)[0])] == [None, None, 630, None, None]


def test_a_key_below_the_times_is_none_of_them() -> None:
    days = [cell(day, 1 + i, 0) for i, day in enumerate(["Monday", "Tuesday"])]
    times = [cell(t, 0, 1 + i) for i, t in enumerate(["9:00-10:00", "10:00-11:00"])]
    body = [cell("Art", 1 + x, 1 + y) for x in range(2) for y in range(2)]
    bands = time_bands([*days, *times, *body, cell("SPE - Speaking", 0, 5)], day_axes(days)[0])
    assert [(b.high, b.label) for b in bands[:2]] == [(80, ""), (120, "")]


def test_several_days_in_one_cell_are_no_day() -> None:
    header = cell("Monday", 1, 0)
    wide = header.lines[0], cell("Friday", 3, 0).lines[0]
    joined = type(header)(cell("", 1, 0, columns=3).box, wide)
    assert day_axes([joined, cell("9.00-10.00", 0, 1), cell("x", 1, 1)]) == []


def test_period_labels() -> None:
    numbered = ("1", "P3", "Period 2", "III", "3rd", "Lesson 4", "2. Stunde", "Ceacht 1", "Jam ke-1", "Módulo 2")
    named = ("1. hodina", "1^ ora", "2° ora", "Period One", "First period", "Primera hora")
    assert all(is_period_label(t) for t in (*numbered, *named))
    assert not any(is_period_label(t) for t in ("", "Break", "Maths", "9.30", "Class", "Time", "Segunda", "Lesson"))


def test_two_weeks_of_short_names_beside_each_other() -> None:
    for names in (
        ["M", "T", "W", "T", "F"],
        ["L", "M", "M", "G", "V"],
        ["L", "M", "C", "D", "A"],
        ["M\n0", "D", "M\nI", "D\n0", "F\nR"],
    ):
        cells = grid(["Week A", *names, "Week B", *names], ["8:00-9:00", *"abcdef", *"ghijk"])
        assert [b.days[0] for b in day_axes(cells)[0].bands] == [*WEEK[:5], *WEEK[:5]], names


def test_periods_numbers_stuck_to_their_times_are_set_apart() -> None:
    # "① 7.55 – 8.40", as a reader sees the circles; the break between has no number.
    column = ["17.55-8.40", "②8.40 -9.25", "9.25-9.50", "39.50-10.35", "410.35-11.20"]
    cells = grid(["Zeit", "Mo", "Di", "Mi"], *([time, "a", "b", "c"] for time in column))
    bands = time_bands(cells, day_axes(cells)[0])
    assert [(b.start, b.end) for b in bands] == [(475, 520), (520, 565), (565, 590), (590, 635), (635, 680)]


def test_times_that_are_plausible_as_printed_lose_no_digit() -> None:
    column = ["11.30-12.15", "12.30-1.15", "17.30-18.15", "19.00-19.45"]
    cells = grid(["", "Mo", "Di", "Mi"], *([time, "a", "b", "c"] for time in column))
    bands = time_bands(cells, day_axes(cells)[0])
    assert [(b.start, b.end) for b in bands] == [(690, 735), (750, 795), (1050, 1095), (1140, 1185)]


def test_days_whose_names_stand_one_over_the_other_are_taken_as_read() -> None:
    names = [
        Cell(Box(left=0, top=0, right=100, bottom=40 + i), cell(d, 0, 0).lines)
        for i, d in enumerate(["Mon", "Tue", "Wed", "Fri"])
    ]
    assert all(len(axis.bands) <= len(names) for axis in day_axes(names))


def test_a_time_beside_a_whole_range_is_something_elses() -> None:
    """When a message was sent, beside its last line."""
    cells = [*grid(["Mon", "Tue", "Wed"]), cell("1.10-2.40", -2, 1), cell("19:04", -1, 1), cell("2.40-3.30", -2, 2)]
    bands = time_bands(cells, day_axes(cells)[0])
    assert [(b.start, b.end) for b in bands] == [(790, 880), (880, 930)]


def test_a_day_down_the_side_whose_name_was_not_read_has_its_row() -> None:
    cells = [cell(day, 0, row) for row, day in ((1, "Monday"), (2, "Tuesday"), (3, "Wednesday"), (5, "Friday"))]
    (axis, *_) = [a for a in day_axes([*cells, cell("9:00", 1, 0), cell("??", 0, 4)]) if not a.across]
    assert [band.days[0].value[:3] for band in axis.bands] == ["Mon", "Tue", "Wed", "Thu", "Fri"]
    assert [round(band.low) for band in axis.bands] == [40, 80, 120, 160, 200]


def test_days_on_a_line_that_leans_are_one_axis() -> None:
    days = ["Mon 17.11.", "Tue 18.11.", "Wed 19.11.", "Thu 20.11.", "Fri 21.11."]
    leaning = [cell(day, i, 0.35 * i) for i, day in enumerate(days)]
    assert [band.days[0] for band in day_axes(leaning)[0].bands] == list(WEEK[:5])


def test_numbers_of_periods_that_were_not_read_follow_from_those_that_were() -> None:
    cells = grid(["Std.", "Mo", "Di", "Mi"], *([label, "Mathe", "Sport", "Kunst"] for label in ("", "2", "", "4", "")))
    bands = time_bands(cells, day_axes(cells)[0])
    assert [b.label for b in bands] == ["1", "2", "3", "4", "5"]
    cells = grid(["Std.", "Mo", "Di", "Mi"], *([label, "Mathe", "Sport", "Kunst"] for label in ("", "2", "", "5", "")))
    assert [b.label for b in time_bands(cells, day_axes(cells)[0])] == ["", "2", "", "5", ""]


def test_a_corner_that_reaches_over_the_first_row_hides_it_not() -> None:
    rows = grid(["", "Mo", "Di", "Mi"], *([label, "Mathe", "Sport", "Kunst"] for label in ("", "2", "3")))
    corner = cell("Std.", 0, 0, rows=2)
    corner = Cell(corner.box.model_copy(update={"bottom": 90.0}), cell("Std.", 0, 0).lines)
    cells = [corner, *(c for c in rows if c.box.left > 0 or c.box.top >= 80)]
    assert len(time_bands(cells, day_axes(cells)[0])) == 3


def test_ones_by_hand_that_look_like_sevens_are_ones_where_no_hour_is_meant() -> None:
    said = ["9-70", "10-77", "77-77.30", "77.30-12.30", "12.30-1.15", "7.15-2"]
    cells = grid(["", "Lunes", "Martes", "Jueves"], *([time, "Mates", "Arte", "Lengua"] for time in said))
    bands = time_bands(cells, day_axes(cells)[0])
    assert [(b.start, b.end) for b in bands] == [
        (540, 600), (600, 660), (660, 690), (690, 750), (750, 795), (795, 840),
    ]  # fmt: skip


def test_figures_of_a_header_in_lettering_that_looks_like_letters() -> None:
    said = ["I0.4S - I2", "I2 − 1", "I – I.IS", "I.IS – 2,JS", "2.IS - 3"]
    cells = grid(["", *said], ["Mon", *"abcde"], ["Tue", *"fghij"])
    bands = time_bands(cells, day_axes(cells)[0])
    assert [(b.start, b.end) for b in bands] == [(645, 720), (720, 780), (780, 795), (795, 855), (855, 900)]
    cells = grid(["", "I", "II", "III"], ["Mon", *"abc"], ["Tue", *"def"])
    assert [b.start for b in time_bands(cells, day_axes(cells)[0])] == [None] * 3


def test_a_word_of_another_language_before_the_days_is_no_day() -> None:
    days = ["PONEDJELJAK", "UTORAK", "SRIJEDA", "ČETVRTAK", "PETAK"]
    cells = grid(["sat", "vrijeme", *days], ["1.", "8:00 - 8:45", *"abcde"], ["2.", "8:50 - 9:35", *"fghij"])
    assert [b.days[0] for b in day_axes(cells)[0].bands] == list(WEEK[:5])
    weekend_first = grid(["Time", "Sat", "Sun", "Mon", "Tue"], ["8:00-8:45", *"abcd"])
    assert [b.days[0] for b in day_axes(weekend_first)[0].bands] == [WEEK[5], WEEK[6], WEEK[0], WEEK[1]]


def test_a_short_name_that_is_a_person_s_elsewhere_is_a_day_beside_others_of_its_language() -> None:
    cells = grid(["", "PON", "UTO", "SRI", "ČET", "PET"], ["8:00-8:45", *"abcde"])
    assert [b.days[0] for b in day_axes(cells)[0].bands] == list(WEEK[:5])
    english = grid(["", "Mon", "Tue", "Wed", "Thu", "PET"], ["8:00-8:45", *"abcde"])
    assert [b.days[0] for b in day_axes(english)[0].bands] == list(WEEK[:4])


def test_a_week_s_dates_over_the_days_are_no_column() -> None:
    heads = ["Mon 17 Nov", "Tue 18 Nov", "Wed 19 Nov", "Thu 20 Nov", "Fri 21 Nov"]
    above = cell("Mon, 17 Nov - Fri, 21 Nov 2025", 1, -1, columns=5)
    (axis, *_) = day_axes([above, *grid(["", *heads], ["8:25", *"abcde"])])
    assert [b.days for b in axis.bands] == [(day,) for day in WEEK[:5]]


def test_a_monday_whose_name_was_not_read_has_its_row_all_the_same() -> None:
    rows = [["", "8:00-8:30", "8:30-9:00", "9:00-9:30"], ["", "a", "b", ""], *([d, *"cde"] for d in DAYS[1:])]
    assert [b.days[0] for b in day_axes(grid(*rows))[0].bands] == list(WEEK[:5])
    empty = [row if row[1] != "a" else ["", "", "", ""] for row in rows]
    assert [b.days[0] for b in day_axes(grid(*empty))[0].bands] == list(WEEK[1:5])
    last = [["", "8:00-8:30", "8:30-9:00"], *([d, *"cd"] for d in DAYS[:4]), ["", "a", "b"]]
    assert [b.days[0] for b in day_axes(grid(*last))[0].bands] == list(WEEK[:5])


def test_two_rows_of_times_under_one_day_s_name_end_in_a_result() -> None:
    times = ["8:00-8:45", "8:45-9:30", "9:30-10:15"]
    axes = day_axes(grid(["Friday", *times], ["Friday", *times]))
    assert {d for axis in axes for b in axis.bands for d in b.days} <= {WEEK[4]}


def two_lines(first: str, second: str, row: int) -> Cell:
    """A head of two times as far from each other as rows of half the height would be."""
    whole = cell("", 0, row, rows=1)
    boxes = [whole.box.model_copy(update={"top": whole.box.top + y, "bottom": whole.box.top + y + 10}) for y in (5, 25)]
    return Cell(whole.box, tuple(Line(t, box, 10.0) for t, box in zip((first, second), boxes, strict=True)))


def test_starts_over_ends_far_apart_in_their_cells_are_ranges() -> None:
    body = grid(["", *DAYS[:3]], *(["", "a", "b", "c"] for _ in range(3)))
    times = (("8:15", "9:05"), ("9:05", "9:55"), ("10:15", "11:05"))
    cells = [*(c for c in body if c.lines), *(two_lines(*pair, row) for row, pair in enumerate(times, 1))]
    axis = day_axes(cells)[0]
    assert [(b.start, b.end) for b in time_bands(cells, axis)] == [(495, 545), (545, 595), (615, 665)]


def test_hours_over_their_halves_are_starts() -> None:
    body = grid(["", *DAYS[:3]], ["", "a", "b", "c"], ["", "a", "b", "c"])
    times = (("8:00", "8:30"), ("9:00", "9:30"))
    cells = [*(c for c in body if c.lines), *(two_lines(*pair, row) for row, pair in enumerate(times, 1))]
    axis = day_axes(cells)[0]
    assert [b.start for b in time_bands(cells, axis)] == [480, 510, 540, 570]


def test_a_sliver_between_two_rows_is_none() -> None:
    heads = [cell(day, x, 0) for x, day in enumerate(("Mon", "Tue", "Wed"), 1)]
    times = [cell("9.00-9.40", 0, 1, rows=0.9), cell("", 0, 1.92, rows=0.06), cell("9.40-10.20", 0, 2)]
    body = [cell("Art", x, 1, rows=0.9) for x in (1, 2, 3)] + [cell("PE", x, 2) for x in (1, 2, 3)]
    bands = time_bands([*heads, *times, *body], day_axes([*heads, *times, *body])[0])
    assert [(band.start, band.end) for band in bands] == [(540, 580), (580, 620)]
