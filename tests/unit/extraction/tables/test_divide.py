"""Areas that hold several columns or rows, because their rules were not drawn or not seen."""

from chalicelib.domain.timetable import Box
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.tables.divide import divided
from tests.unit.extraction.making import area, cell, line


def texts(cells: tuple[Cell, ...]) -> set[str]:
    return {c.text for c in cells if c.text}


HEADER = area(100, 0, 400, 30, line("Monday", 120, 10), line("Tuesday", 220, 10), line("Wednesday", 320, 10))


RULED_HEADINGS = [
    *(
        area(100 + 100 * i, 0, 200 + 100 * i, 30, line(d, 120 + 100 * i, 10))
        for i, d in enumerate(["Mon", "Tue", "Wed"])
    ),
    *(
        area(0, 30 + 30 * i, 100, 60 + 30 * i, line(t, 20, 40 + 30 * i))
        for i, t in enumerate(["9:00-10:00", "10:00-11:00", "11:00-12:00"])
    ),
]


def row(top: float, *names: str) -> Cell:
    lines = [line(name, 120 + 100 * i, top + 10) for i, name in enumerate(names) if name]
    return area(100, top, 400, top + 30, *lines)


def test_rows_without_rules_between_the_days_are_cut_in_the_white_space() -> None:
    cells = divided([HEADER, row(30, "Maths", "Art", "Music"), row(60, "PE", "French", "Drama")])
    assert texts(cells) == {"Monday", "Tuesday", "Wednesday", "Maths", "Art", "Music", "PE", "French", "Drama"}


def test_a_lone_lesson_stays_with_its_day_and_a_pause_with_all() -> None:
    pause = area(100, 60, 400, 90, line("Break", 220, 70))
    cells = divided([HEADER, row(30, "", "", "Music"), pause])
    by_text = {c.text: c.box for c in cells if c.text}
    assert by_text["Music"].left > 250
    assert (by_text["Break"].left, by_text["Break"].right) == (100, 400)


def test_a_frame_around_blank_rows_is_cut_under_ruled_headings() -> None:
    inside = [line(f"{d}{t}x", 120 + 100 * d, 40 + 30 * t) for t in range(3) for d in range(3)]
    cells = divided([*RULED_HEADINGS, area(100, 30, 400, 120, *inside)])
    assert {f"{d}{t}x" for d in range(3) for t in range(3)} <= texts(cells)


def test_a_merged_cell_with_several_lines_stays_whole() -> None:
    single = [area(200, 30 + 30 * i, 300, 60 + 30 * i, line("Art", 220, 40 + 30 * i)) for i in range(3)]
    double = area(100, 30, 200, 90, line("Science", 120, 48), line("Mr Fox", 120, 61))
    cells = divided([*RULED_HEADINGS, *single, double])
    assert "Science\nMr Fox" in texts(cells)


def test_a_time_over_several_lines_is_one_heading() -> None:
    header = [
        area(
            100 * i,
            0,
            100 + 100 * i,
            40,
            line(start, 100 * i + 20, 2),
            line("to", 100 * i + 20, 14),
            line(end, 100 * i + 20, 26),
        )
        for i, (start, end) in enumerate([("8.00", "9.00"), ("9.00", "10.00"), ("10.00", "11.00")])
    ]
    assert divided(header) == tuple(header)


def test_a_list_of_days_over_several_lines_is_one_heading() -> None:
    label = area(0, 30, 100, 90, line("Monday,", 10, 35), line("Tuesday and", 10, 55), line("Friday", 10, 75))
    others = [
        area(0, 90 + 30 * i, 100, 120 + 30 * i, line(d, 10, 100 + 30 * i))
        for i, d in enumerate(["Monday", "Tuesday", "Friday"])
    ]
    beside = [
        area(100, 30, 200, 50, line("a", 110, 35)),
        *(area(100, 90 + 30 * i, 200, 120 + 30 * i, line("b", 110, 100 + 30 * i)) for i in range(3)),
    ]
    assert "Monday,\nTuesday and\nFriday" in texts(divided([label, *others, *beside]))


def test_turned_day_names_below_each_other_are_headings_of_rows() -> None:
    days = area(
        0,
        0,
        30,
        300,
        *(
            Line(d, Box(left=10, top=10 + 100 * i, right=20, bottom=80 + 100 * i), 10.0, 270)
            for i, d in enumerate(["Monday", "Tuesday", "Wednesday"])
        ),
    )
    body = area(30, 0, 200, 300, *(line(n, 60, 45 + 100 * i) for i, n in enumerate(["Maths", "Art", "Music"])))
    assert {"Maths", "Art", "Music", "Monday", "Tuesday", "Wednesday"} == texts(divided([days, body]))


def test_a_text_in_the_middle_of_each_column_is_a_cell_of_its_own() -> None:
    joined = area(100, 30, 300, 60, line("Science", 120, 40), line("Physics", 220, 40))
    rest = [area(300, 30, 400, 60, line("Art", 320, 40)), *(row(60 + 30 * i, "a", "b", "c") for i in range(2))]
    assert {"Science", "Physics"} <= texts(divided([*RULED_HEADINGS, joined, *rest]))


def test_a_room_and_a_teacher_in_the_corners_of_a_merged_cell_stay() -> None:
    merged = area(
        100, 30, 300, 60, line("Science", 170, 32), line("C14", 102, 48, width=20), line("Mr Fox", 260, 48, width=38)
    )
    rest = [area(300, 30, 400, 60, line("Art", 320, 40))]
    ruled = [
        area(100 + 100 * x, 60 + 30 * y, 200 + 100 * x, 90 + 30 * y, line("b", 120 + 100 * x, 70 + 30 * y))
        for x in range(3)
        for y in range(2)
    ]
    assert "Science\nC14\nMr Fox" in texts(divided([*RULED_HEADINGS, merged, *rest, *ruled]))


def test_texts_that_run_over_a_border_are_cut_where_others_show_the_columns() -> None:
    names = [line(name, 120 + 100 * i, 32) for i, name in enumerate(["Maths", "Art", "Music"])]
    corners = [
        line("A4", 102, 46, width=15),
        line("Mr Fox B2", 150, 46, width=70),
        line("Ms Ash C3", 250, 46, width=70),
        line("Mr Elm", 365, 46, width=33),
    ]
    below = [row(60, "a", "b", "c"), row(90, "d", "e", "f")]
    found = texts(divided([*RULED_HEADINGS, area(100, 30, 400, 60, *names, *corners), *below]))
    assert {"Maths\nA4\nMr Fox", "Art\nB2\nMs Ash", "Music\nC3\nMr Elm"} <= found


def test_an_area_leaves_its_neighbour_the_corner_that_is_cut_out_of_it() -> None:
    shape = area(100, 30, 300, 90, line("Science", 170, 40), line("Science", 220, 70))
    corner = area(100, 62, 200, 90, line("Art", 120, 70))
    rest = [
        *(area(300, 30 + 30 * i, 400, 60 + 30 * i, line("b", 320, 40 + 30 * i)) for i in range(3)),
        *(area(100 + 100 * i, 90, 200 + 100 * i, 120, line("d", 120 + 100 * i, 100)) for i in range(2)),
    ]
    found = [c for c in divided([*RULED_HEADINGS, shape, corner, *rest]) if c.text == "Science"]
    assert sorted((c.box.left, c.box.right) for c in found) == [(100, 300), (200, 300)]


def test_two_areas_in_one_place_leave_each_other_room() -> None:
    twice = [area(100, 60, 200, 90, line(name, 120, 70)) for name in ("PE", "R")]
    cells = divided([*RULED_HEADINGS, *twice])
    assert all(c.box.width > 0 and c.box.height > 0 for c in cells)


def test_days_between_times_begin_another_week() -> None:
    times = ["9:00", "10:00", "9:00", "10:00"]
    header = area(100, 0, 600, 30, *(line(t, x, 10) for t, x in zip(times, (120, 220, 420, 520), strict=True)))
    rows = [
        area(0, 30 + 30 * i, 600, 60 + 30 * i, *(line(t, 20 + 100 * x, 40 + 30 * i) for x, t in enumerate(names)))
        for i, names in enumerate(
            [
                ("Monday", "a", "b", "Monday", "c", "d"),
                ("Tuesday", "e", "f", "Tuesday", "g", "h"),
                ("Wednesday", "i", "j", "Wednesday", "k", "l"),
            ]
        )
    ]
    assert {"c", "d", "g", "h", "Monday", "Wednesday"} <= texts(divided([header, *rows]))


def test_lines_of_one_text_do_not_make_rows() -> None:
    cells = [
        area(100 + 100 * x, 30 + 24 * y, 200 + 100 * x, 54 + 24 * y, *lines)
        for x in range(3)
        for y in range(3)
        for lines in [(line("9:00-9:45", 120 + 100 * x, 31 + 24 * y), line("Art", 120 + 100 * x, 43 + 24 * y))]
    ]
    days = [
        area(100 + 100 * i, 0, 200 + 100 * i, 30, line(d, 120 + 100 * i, 10))
        for i, d in enumerate(["Mon", "Tue", "Wed"])
    ]
    assert texts(divided([*days, *cells])) == {"Mon", "Tue", "Wed", "9:00-9:45\nArt"}


def test_a_week_of_single_letters_shows_the_columns() -> None:
    head = [
        area(100 + 100 * i, 0, 200 + 100 * i, 30, line(d, 140 + 100 * i, 10, width=20)) for i, d in enumerate("MTWTF")
    ]
    inside = [line(f"{d}x", 120 + 100 * d, 40) for d in range(5)]
    cells = divided([*head, area(100, 30, 600, 60, *inside)])
    assert {f"{d}x" for d in range(5)} <= texts(cells)


def test_a_text_at_its_own_row_is_cut_off_an_area_that_is_cut_into_columns() -> None:
    thursday = [
        area(400, 30 * i, 500, 30 + 30 * i, line(t, 420, 10 + 30 * i)) for i, t in enumerate(["Thu", "PE", "IT"])
    ]
    inside = [("Maths", 120, 40), ("PE", 120, 70), ("Art", 220, 40), ("Music", 320, 40), ("Drama", 320, 70)]
    undivided = area(100, 30, 400, 90, *(line(text, left, top) for text, left, top in inside))
    cells = divided([*RULED_HEADINGS, *thursday, undivided])
    (art,) = [c for c in cells if c.text == "Art"]
    assert (art.box.top, art.box.bottom) == (30, 60)


def test_a_weeks_letter_over_the_times_is_no_part_of_the_first_day() -> None:
    def week(left: float, letter: str) -> list[Cell]:
        corner = area(left, 0, left + 200, 30, line(f"Week {letter}", left + 20, 10), line("Monday", left + 120, 10))
        days = [
            area(left + 200 + 100 * i, 0, left + 300 + 100 * i, 30, line(d, left + 220 + 100 * i, 10))
            for i, d in enumerate(["Tuesday", "Wednesday"])
        ]
        times = [
            area(left, 30 + 30 * i, left + 100, 60 + 30 * i, line(f"{9 + i}:00-{10 + i}:00", left + 20, 40 + 30 * i))
            for i in range(3)
        ]
        lessons = [
            area(left + 100 + 100 * d, 30 + 30 * i, left + 200 + 100 * d, 60 + 30 * i, line("Art", left, 40 + 30 * i))
            for d in range(3)
            for i in range(3)
        ]
        return [corner, *days, *times, *lessons]

    mondays = [c.box for c in divided([*week(0, "A"), *week(420, "B")]) if c.text == "Monday"]
    assert [(box.left, box.right) for box in mondays] == [(100, 200), (520, 620)]


def test_a_time_over_three_lines_is_one_heading() -> None:
    said = [
        (text, 40 + 60 * i + 15 * j) for i in range(3) for j, text in enumerate([f"{9 + i}:00", "to", f"{10 + i}:00"])
    ]
    times = area(0, 30, 100, 210, *(line(text, 20, top) for text, top in said))
    inside = [line(f"{d}{t}x", 120 + 100 * d, 55 + 60 * t) for t in range(3) for d in range(3)]
    cells = divided([*RULED_HEADINGS[:3], times, area(100, 30, 400, 210, *inside)])
    assert {f"{d}{t}x" for d in range(3) for t in range(3)} <= texts(cells)
    assert "9:00\nto\n10:00" in texts(cells)


def test_columns_of_rooms_between_the_days_are_columns_of_their_own() -> None:
    days, cells = ["Monday", "Tuesday", "Wednesday"], []
    for i, day in enumerate(days):
        left = 100 + 160 * i
        cells += [area(left, 0, left + 100, 30, line(day, left + 20, 10))]
        cells += [area(left + 100, 0, left + 160, 30, line("R", left + 120, 10, width=20))]
        cells += [
            area(left, 60 + 30 * t, left + 100, 90 + 30 * t, line("Art", left + 20, 70 + 30 * t)) for t in range(3)
        ]
        cells += [area(left + 100, 60, left + 160, 150, line("B1", left + 110, 100, width=40))]
    both = area(100, 30, 260, 60, line("Maths", 120, 40), line("H2", 210, 40, width=40))
    assert {"Maths", "H2"} <= texts(divided([*cells, both]))


def test_what_heads_a_column_of_rooms_is_cut_off_the_day_before_it() -> None:
    days, cells = ["Monday", "Tuesday", "Wednesday"], []
    for i, day in enumerate(days):
        left = 100 + 160 * i
        cells += [area(left, 0, left + 160, 30, line(day, left + 20, 10), line("R", left + 120, 10, width=20))]
        for t in range(3):
            cells += [area(left, 30 + 30 * t, left + 100, 60 + 30 * t, line("Art", left + 20, 40 + 30 * t))]
            cells += [
                area(left + 100, 30 + 30 * t, left + 160, 60 + 30 * t, line("B1", left + 110, 40 + 30 * t, width=40))
            ]
    boxes = {c.text: c.box for c in divided(cells)}
    assert (boxes["Tuesday"].left, boxes["Tuesday"].right) == (260, 360)


def test_cells_of_no_width_are_no_columns() -> None:
    flat = [area(50, 30 * i, 50, 30 * i + 30) for i in range(4)]
    whole = area(50, 0, 300, 30, line("Art", 60, 10), line("Room 4", 200, 10))
    assert "Art\nRoom 4" in texts(divided([*flat, whole]))


def test_a_merged_cell_beside_ruled_rows_stays_whole_though_the_times_have_no_rules() -> None:
    times = area(0, 30, 100, 120, *(line(f"{9 + i}:00-{10 + i}:00", 20, 40 + 30 * i) for i in range(3)))
    merged = area(200, 30, 300, 90, line("Ética, Naturaleza y", 205, 49), line("Sociedades", 220, 61))
    places = [(x, 30 + 30 * i) for x in (100, 300, 400) for i in range(3)]
    single = [area(x, y, x + 100, y + 30, line(f"L{x}{y}", x + 20, y + 10)) for x, y in places]
    days = enumerate(["Mon", "Tue", "Wed", "Thu"])
    header = [area(100 + 100 * i, 0, 200 + 100 * i, 30, line(day, 120 + 100 * i, 10)) for i, day in days]
    assert "Ética, Naturaleza y\nSociedades" in texts(divided([*header, times, merged, *single]))


def test_an_empty_head_between_two_times_is_a_row_of_its_own() -> None:
    """A pause between periods: its row has both borders, and none in the white space between the times."""
    rows = [("8.00-8.45", 0.9), ("8.45-9.30", 0.9), ("", 0.5), ("9.45-10.30", 0.9)]
    cells, top = [cell(day, x, 0) for x, day in enumerate(("", "Mon", "Tue", "Wed"))], 1.0
    for time, high in rows:
        cells += [cell(time, 0, top, rows=high), *(cell("Art" if time else "", x, top, rows=high) for x in (1, 2, 3))]
        top += high
    pauses = [c for c in divided(cells) if c.box.left == 0 and not c.lines and c.box.top > 0]
    assert [(round(c.box.top), round(c.box.bottom)) for c in pauses] == [(112, 132)]


def test_a_lesson_called_as_a_day_heads_no_row() -> None:
    cells = [*RULED_HEADINGS, area(100, 30, 200, 90, line("QUI", 130, 46), line("Joana D.", 130, 61))]
    assert "QUI\nJoana D." in texts(divided(cells))


def test_the_corner_over_the_times_is_no_part_of_the_first_day() -> None:
    days = [line(d, 45 + 100 * i, 10, width=40) for i, d in enumerate(["Mo. 3.2.", "Di. 4.2.", "Mi. 5.2."])]
    head = area(0, 0, 310, 30, *days)
    times = [area(0, 30 + 30 * i, 20, 60 + 30 * i, line(str(i + 1), 5, 40 + 30 * i, width=8)) for i in range(4)]
    lessons = [area(20 + 100 * d, 30 + 30 * i, 120 + 100 * d, 60 + 30 * i) for d in range(3) for i in range(4)]
    heads = {c.text: c.box for c in divided([head, *times, *lessons]) if c.text in ("Mo. 3.2.", "Di. 4.2.")}
    assert [(round(b.left), round(b.right)) for b in heads.values()] == [(20, 120), (120, 220)]


def test_the_weeks_date_over_the_days_is_none_of_them() -> None:
    week = [line(d, 110 + 100 * i, 20) for i, d in enumerate(["Mo.", "Di.", "Mi."])]
    dates = [line(d, 110 + 100 * i, 31) for i, d in enumerate(["11.11.", "12.11.", "13.11."])]
    head = area(100, 0, 400, 45, line("11.-13. Nov. 2024", 150, 5, width=200), *week, *dates)
    cells = divided(
        [head, *(area(100 + 100 * d, 45 + 30 * i, 200 + 100 * d, 75 + 30 * i) for d in range(3) for i in range(4))]
    )
    assert {"Mo.\n11.11.", "Mi.\n13.11."} <= texts(cells)


def hours(*cells: Cell) -> tuple[Cell, ...]:
    """Three days with six half hours across in rules, free but for ``cells``."""
    heads = [area(100 + 60 * i, 0, 160 + 60 * i, 30, line(f"{9 + i}:00", 105 + 60 * i, 10, width=30)) for i in range(6)]
    days = [
        area(0, 30 + 60 * i, 100, 90 + 60 * i, line(d, 20, 50 + 60 * i)) for i, d in enumerate(["Mon", "Tue", "Wed"])
    ]
    free = [area(100 + 60 * i, 30 + 60 * d, 160 + 60 * i, 90 + 60 * d) for d in range(3) for i in range(6)]
    free = [c for c in free if not any(held.box.holds(c.box) for held in cells)]
    return divided([*heads, *days, *free, *cells])


def test_a_painted_block_among_free_hours_is_one_whose_texts_stand_in_its_corners() -> None:
    blocks = []
    for day in range(3):
        top = 30 + 60 * day
        corners = [line("NU1", 102, top + 2, width=30), line("LEC", 245, top + 2, width=30)]
        corners += [line("Law", 170, top + 20, width=40), line("Dr B", 102, top + 45, width=30)]
        blocks.append(Cell(Box(left=100, top=top, right=280, bottom=top + 60), tuple(corners), "#ffeecc"))
    assert "NU1\nLEC\nLaw\nDr B" in texts(hours(*blocks))


def test_both_sides_of_a_free_row_part_two_texts_of_one_cell_no_more_than_one_does() -> None:
    days = [
        area(100 + 100 * i, 0, 200 + 100 * i, 30, line(d, 120 + 100 * i, 10))
        for i, d in enumerate(["Mon", "Tue", "Wed"])
    ]
    rows = [(30, 70, "9:00-10:00"), (70, 90, ""), (90, 130, "10:20-11:20"), (130, 150, ""), (150, 190, "11:40-12:40")]
    times = [area(0, a, 100, b, *([line(t, 10, a + 15, width=80)] if t else [])) for a, b, t in rows]
    doubles = [
        area(100 + 100 * d, 30, 200 + 100 * d, 130, line("Art", 105 + 100 * d, 32), line("R 3", 105 + 100 * d, 118))
        for d in range(3)
    ]
    singles = [area(100 + 100 * d, 150, 200 + 100 * d, 190, line("PE", 105 + 100 * d, 165)) for d in range(3)]
    free = [area(100 + 100 * d, 130, 200 + 100 * d, 150) for d in range(3)]
    assert "Art\nR 3" in texts(divided([*days, *times, *doubles, *singles, *free]))


def test_times_that_one_days_lessons_print_part_no_rows() -> None:
    blocks = ["Block 1\n8:00 - 9:30", "Block 2\n9:35 - 10:05", "Block 3\n10:10 - 11:40"]
    cells = [cell(text, i, 0) for i, text in enumerate(["", "Monday", "Tuesday", "Friday"])]
    for row, block in enumerate(blocks, 1):
        own = "8:00-8:42\nBiology\n8:47-9:29\nPREP"
        cells += [cell(text, i, row) for i, text in enumerate([block, "Art", "Music", own])]
    assert texts(divided(cells)) == texts(tuple(cells))


def test_a_row_for_all_days_that_a_shadow_cuts_is_one() -> None:
    days = [area(100 + 100 * i, 0, 200 + 100 * i, 30, line(d, 120 + 100 * i, 10)) for i, d in enumerate(WEEK)]
    times = [
        area(0, 30 + 30 * i, 100, 60 + 30 * i, line(t, 20, 40 + 30 * i))
        for i, t in enumerate(("8:00-9:00", "9:00-9:10"))
    ]
    cut = [area(100, 60, 300, 90), area(300, 60, 600, 90, line("Cofrestru", 305, 70, width=90))]
    (whole,) = [c for c in divided([*days, *times, *cut]) if c.text == "Cofrestru"]
    assert (whole.box.left, whole.box.right) == (100, 600)
    beside = [area(100, 60, 300, 90), area(300, 60, 600, 90, line("Cofrestru", 420, 70, width=60))]
    (own,) = [c for c in divided([*days, *times, *beside]) if c.text == "Cofrestru"]
    assert own.box.left == 300


WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def test_rooms_that_look_like_times_head_no_columns() -> None:
    days = [line(day, 110 + 70 * i, 10, width=15) for i, day in enumerate(["tijd", "ma", "di", "wo", "do", "vr"])]
    cells = [area(90, 0, 510, 30, *days)]
    for row_, (time, names) in enumerate([("8:30-9:20", "abcde"), ("9:20-10:10", "fghij"), ("10:10-11:00", "klmno")]):
        top = 30 + 40 * row_
        cells.append(area(90, top, 170, top + 40, line(time, 100, top + 15, width=50)))
        for i in range(5):
            left = 170 + 68 * i
            said = [
                line(f"Lesson {names[i]}", left + 3, top + 5, width=45),
                line("VDB", left + 3, top + 20, width=15),
                line("0.14", left + 40, top + 20, width=20),
            ]
            cells.append(area(left, top, left + 68, top + 40, *(said if i < 4 else [])))
    found = divided(cells)
    assert {"tijd", "ma", "di", "wo", "do", "vr"} <= texts(found)


def test_a_row_whose_time_runs_on_into_the_first_day_is_cut_there() -> None:
    heads = [area(0, 0, 100, 30, line("Time", 20, 10)), *RULED_HEADINGS[:3]]
    running = area(0, 30, 400, 60, line("9:00-10:00", 20, 40), *row(30, "Maths", "Art", "Music").lines)
    others = [area(100, 60, 400, 90, line("Break", 220, 70)), area(0, 60, 100, 90, line("10:00-10:20", 20, 70))]
    assert {"9:00-10:00", "Maths", "Art", "Music"} <= texts(divided([*heads, running, *others]))


def test_a_column_is_cut_into_the_rows_of_those_beside_it_though_its_texts_leave_no_gap() -> None:
    body = [line(name, 120 + 100 * i, top) for top in (40, 70) for i, name in enumerate(["Maths", "Art", "Music"])]
    tall = Line("Whole School", Box(left=110, top=34, right=190, bottom=64), 10.0)
    undivided = area(100, 30, 400, 90, tall, *body[1:])
    cells = divided([*RULED_HEADINGS, undivided])
    assert {"Whole School", "Maths"} <= texts(cells)


def test_a_pause_alone_in_a_row_of_an_area_is_as_wide_as_it() -> None:
    lessons = [line(name, 120 + 100 * i, 40) for i, name in enumerate(["Maths", "Art", "Music"])]
    later = [line(name, 120 + 100 * i, 100) for i, name in enumerate(["PE", "French", "Drama"])]
    cells = divided([*RULED_HEADINGS, area(100, 30, 400, 120, *lessons, line("Break", 220, 70), *later)])
    (pause,) = (c for c in cells if c.text == "Break")
    assert (pause.box.left, pause.box.right) == (100, 400)


def test_a_text_in_the_middle_of_two_rows_of_an_area_is_of_both() -> None:
    merged = (line("5C", 120, 49), line("Mat", 120, 61))
    others = [
        line(name, 120 + 100 * x, top)
        for x, names in ((1, ("Art", "Music")), (2, ("PE", "Song")))
        for name, top in zip(names, (40, 70), strict=True)
    ]
    below = [row(90, "a", "b", "c")]
    found = texts(divided([*RULED_HEADINGS, area(100, 30, 400, 90, *merged, *others), *below]))
    assert {"5C\nMat", "Art", "Music", "PE", "Song"} <= found


def test_a_lesson_with_its_start_and_its_end_in_two_corners_stays_whole() -> None:
    lunch = area(
        100,
        30,
        200,
        90,
        line("11:10", 102, 31, width=30),
        line("Lunch", 130, 55, width=40),
        line("11:55", 168, 80, width=30),
    )
    cells = divided([*RULED_HEADINGS, lunch, area(100, 90, 400, 120, line("Maths", 120, 100), line("Art", 320, 100))])
    assert "11:10\nLunch\n11:55" in texts(cells)


def test_a_pause_that_each_day_names_parts_two_numbered_rows_of_a_frame() -> None:
    numbers = area(0, 30, 100, 180, line("1", 40, 40), line("2", 40, 100), line("3", 40, 160))
    names = (("Maths", 40), ("Break", 70), ("Art", 100), ("PE", 160))
    inside = area(100, 30, 400, 180, *(line(t, 120 + 100 * d, top) for d in range(3) for t, top in names))
    found = [c.text for c in divided([HEADER, numbers, inside]) if c.text]
    assert found.count("Break") == 3
    assert found.count("Art") == 3


def test_a_head_of_rooms_behind_each_day_heads_a_column_of_its_own() -> None:
    heads = [line(t, 100 + 60 * i, 10, width=40) for i, t in enumerate(("Mon", "Rm", "Tue", "Rm", "Wed", "Rm"))]
    rooms = ("Maths", "H1", "Art", "H2", "PE", "H3")

    def low(top: float) -> Cell:
        return area(100, top, 460, top + 30, *(line(t, 100 + 60 * i, top + 10, width=40) for i, t in enumerate(rooms)))

    cells = divided([area(100, 0, 460, 30, *heads), low(30), low(60), low(90)])
    assert {"Mon", "Rm", "Maths", "H1", "H3"} <= texts(cells)


def test_a_pause_said_for_each_day_in_a_cell_of_all_is_one() -> None:
    pause = area(100, 60, 400, 90, *(line("Sos", 180 + 100 * i, 70, width=40) for i in range(3)))
    cells = divided([HEADER, row(30, "Maths", "Art", "Music"), pause, row(90, "PE", "Art", "Music")])
    assert {"Sos"} <= texts(cells)
    assert not any("Sos\nSos" in text for text in texts(cells))


def test_two_tight_rows_each_with_its_text_in_the_middle_are_cut() -> None:
    rows = ((30, 44, "9:00-9:45"), (44, 62, "9:45-10:45"), (62, 92, "11:00-11:45"))
    heads = [
        area(100 * i, 0, 100 + 100 * i, 30, line(d, 30 + 100 * i, 10)) for i, d in enumerate(("Mon", "Tue", "Wed"), 1)
    ]
    ruled = [
        area(100 * i, top, 100 + 100 * i, bottom, line(f"Art {i}" if i else when, 20 + 100 * i, top + 2))
        for i in (0, 2, 3)
        for top, bottom, when in rows
    ]
    apart = area(100, 30, 200, 62, line("English", 120, 31), line("Lunch", 120, 48))
    assert {"English", "Lunch"} <= texts(divided([*heads, *ruled, apart]))
    close = area(100, 30, 200, 62, line("English", 120, 35), line("Lunch", 120, 47))
    assert "English\nLunch" in texts(divided([*heads, *ruled, close]))


def test_a_pause_that_stands_level_with_those_of_other_days_parts_a_cell() -> None:
    tall = area(100, 30, 200, 120, line("Choir", 120, 40), line("Lunch", 120, 70), line("Choir", 120, 100))
    others = [
        area(200 + 100 * x, 30 + 30 * y, 300 + 100 * x, 60 + 30 * y, line(t, 220 + 100 * x, 40 + 30 * y))
        for x in range(2)
        for y, t in enumerate(["Maths", "Lunch", "Art"])
    ]
    found = [c.text for c in divided([*RULED_HEADINGS, tall, *others])]
    assert (found.count("Choir"), found.count("Lunch")) == (2, 3)
