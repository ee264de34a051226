"""Areas that hold several columns or rows, because their rules were not drawn or not seen."""

from chalicelib.domain.timetable import Box
from chalicelib.extraction.divide import divided
from chalicelib.extraction.grid import Cell, Line


def line(text: str, left: float, top: float, *, width: float = 60, angle: int = 0) -> Line:
    return Line(text, Box(left=left, top=top, right=left + width, bottom=top + 10), 10.0, angle)


def area(left: float, top: float, right: float, bottom: float, *lines: Line) -> Cell:
    return Cell(Box(left=left, top=top, right=right, bottom=bottom), lines)


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
