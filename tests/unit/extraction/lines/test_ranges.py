"""Times over several lines of a page."""

from chalicelib.domain.timetable import Box
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.lines.ranges import with_ranges
from chalicelib.extraction.texts.header_texts import spans_of


def phrase(text: str, left: float, top: float) -> Cell:
    box = Box(left=left, top=top, right=left + 8 * len(text), bottom=top + 16)
    return Cell(box, (Line(text, box, 16.0),))


def ranges(phrases: list[Cell]) -> list[tuple[int, int | None]]:
    found = [span for p in with_ranges(phrases) for span in spans_of(p.text)]
    return sorted((s.start.minute, s.end.minute if s.end is not None else None) for s in found)


def test_numbers_over_a_start_and_its_end_are_not_between_them() -> None:
    # A telephone's clock stands above the first number.
    phrases = [phrase("07:15", 20, 0)]
    for i, (start, end) in enumerate((("8:30", "9:20"), ("9:20", "10:10"), ("10:10", "11:00"))):
        top = 80 + 160 * i
        phrases += [phrase(str(i + 1), 30, top), phrase(start, 20, top + 24), phrase(end, 20, top + 42)]
    assert ranges(phrases)[1:] == [(510, 560), (560, 610), (610, 660)]


def test_numbers_between_a_start_and_its_end() -> None:
    phrases = []
    for i, (start, end) in enumerate((("8:30", "9:20"), ("9:25", "10:15"), ("10:30", "11:20"))):
        top = 100 * i
        phrases += [phrase(start, 20, top), phrase(str(i + 1), 30, top + 24), phrase(end, 20, top + 48)]
    assert ranges(phrases) == [(510, 560), (565, 615), (630, 680)]


def test_ends_that_begin_with_a_dash_below_their_starts_two_read_as_one_line() -> None:
    phrases = [phrase(text, 100 * i, 0) for i, text in enumerate(("8:40", "8:50", "9:10"))]
    phrases += [phrase("- 8:50", 0, 20), phrase("- 9:10      - 10:10", 95, 20)]
    assert ranges(phrases) == [(520, 530), (530, 550), (550, 610)]


def test_a_time_some_of_whose_figures_pass_for_letters() -> None:
    assert [s.start.minute for s in spans_of("11.SS")] == [715]
    assert spans_of("1.Sem") == ()


def test_a_day_with_its_date_over_a_room_is_no_start() -> None:
    days = ("Mo. 07.10.", "Di. 08.10.", "Mi. 09.10.")
    phrases = [phrase(day, 200 * i, 0) for i, day in enumerate(days)]
    rooms = [phrase("2.14", 200 * i + 20, 22 + 60 * row) for i in range(3) for row in range(3)]
    assert {p.text for p in with_ranges([*phrases, *rooms])} >= set(days)


def test_ends_that_come_again_as_starts_pair_times_however_far_apart() -> None:
    tops = (0, 30, 42, 70, 84, 120)
    times = ("9:55", "10:25", "10:25", "10:55", "10:55", "11:55")
    assert ranges([phrase(t, 20, 3 * top) for t, top in zip(times, tops, strict=True)]) == [
        (595, 625),
        (625, 655),
        (655, 715),
    ]
    starts = [phrase(t, 20, 60 * i) for i, t in enumerate(("8:00", "8:45", "9:30", "10:15"))]
    assert ranges(starts) == [(480, None), (525, None), (570, None), (615, None)]
