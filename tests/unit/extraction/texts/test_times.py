import pytest

from chalicelib.extraction.texts.misread_hours import mended_hours
from chalicelib.extraction.texts.times import (
    Clock,
    as_time,
    bare_hour,
    find_spans,
    in_order,
    near,
    tidy,
    without_spans,
)


def minutes(text: str) -> tuple[int, int | None]:
    (span,) = find_spans(tidy(text))
    flat = in_order([span.start] if span.end is None else [span.start, span.end])
    return flat[0], flat[1] if len(flat) > 1 else None


def hm(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("9 – 9.30", "9:00", "9:30"), ("9.30 – 10 am", "9:30", "10:00"), ("1-1.15pm", "13:00", "13:15"),
        ("12 – 1pm", "12:00", "13:00"), ("8:4Oam to 11:4Oam", "8:40", "11:40"),
        ("7:45 AM TO 8:40 AM", "7:45", "8:40"), ("0930-1015", "9:30", "10:15"),
        ("9h30 à 10h15", "9:30", "10:15"), ("10.45 alle 11.00", "10:45", "11:00"), ("9:00 a las 9:50", "9:00", "9:50"),
        ("9:00 hasta 9:50", "9:00", "9:50"), ("8:15 a 9:15", "8:15", "9:15"), ("12:00-13: 00", "12:00", "13:00"),
        ("15:00-17:0 0", "15:00", "17:00"), ("14:20 - 15:203", "14:20", "15:20"), ("11 to 12", "11:00", "12:00"),
        ("1.45 pm -2.40 pm", "13:45", "14:40"), ("8:15 9:15", "8:15", "9:15"), ("11:40 bis 12:25", "11:40", "12:25"),
        ("12.30 – 1.30", "12:30", "13:30"), ("8.45am-9am", "8:45", "9:00"),
        ("8:50 AMTO 9:35 AM", "8:50", "9:35"), ("9:05 go 9:40", "9:05", "9:40"), ("8:20 go dtí 9:00", "8:20", "9:00"),
        ("8.15i9.15", "8:15", "9:15"), ("8h15à 9h15", "8:15", "9:15"), ("8n25-9W15", "8:25", "9:15"),
        ("08:20/ 09:10", "8:20", "9:10"), ("10:20/11:10", "10:20", "11:10"),
        ("8.30 – 8.45 uur", "8:30", "8:45"), ("8u30 - 9u15", "8:30", "9:15"), ("8.30 u - 9.15 u.", "8:30", "9:15"),
        ("11 Uhr 40 bis 12 Uhr 30", "11:40", "12:30"), ("12 Uhr 30 bis 14 Uhr", "12:30", "14:00"),
        ("lesson 4: 10.50 – 11.35", "10:50", "11:35"),
        ("8:40 AM I9:20 AM", "8:40", "9:20"), ("8:40 AM 19:20 AM", "8:40", "9:20"),
        ("9:40 AM 11:20 AM", "9:40", "11:20"),
        ("9.5S-10.40", "9:55", "10:40"), ("I2.3S-13.20", "12:35", "13:20"),
        ("9:00 AM T0 9:55 AM", "9:00", "9:55"), ("9:00 AM\nTO0 9:55 AM", "9:00", "9:55"),
        ("11:40 AM 112:20 PM", "11:40", "12:20"), ("1.30 -2.30μm", "13:30", "14:30"),
    ],
)  # fmt: skip
def test_ranges(text: str, start: str, end: str) -> None:
    assert minutes(text) == (hm(start), hm(end))


@pytest.mark.parametrize(
    ("text", "start"), [("8.40", "8:40"), ("1.15", "13:15"), ("9am", "9:00"), ("Post-7:00 PM", "19:00")]
)
def test_single_times(text: str, start: str) -> None:
    assert minutes(text) == (hm(start), None)


@pytest.mark.parametrize(
    "text",
    [
        "Raum 2.14",
        "Netze Rm. 3.05",
        "2101HS202 - MAT-II",
        "A13-3A",
        "EE-203",
        "2019/2020",
        "Room 4",
        "505",
        "3-2",
        "638 (A)",
    ],
)
def test_codes_and_rooms_are_no_times(text: str) -> None:
    assert find_spans(tidy(text)) == ()


def test_afternoon_follows_from_the_order() -> None:
    clocks = [Clock(h * 60, settled=False) for h in (8, 9, 10, 11, 12, 1, 2, 3)]
    assert in_order(clocks) == [h * 60 for h in (8, 9, 10, 11, 12, 13, 14, 15)]


def test_what_is_said_below_the_days_last_time_is_not_moved_into_the_night() -> None:
    clocks = [Clock(minute, settled=False) for minute in (11 * 60 + 55, 12 * 60 + 50, 10 * 60 + 45)]
    assert in_order(clocks)[-1] == 10 * 60 + 45


def test_early_lessons_stay_in_the_morning() -> None:
    assert in_order([Clock(390, settled=False), Clock(300, settled=False), Clock(360, settled=False)]) == [
        390,
        1020,
        1080,
    ]


def test_a_lone_time_is_read_near_its_header() -> None:
    assert near(Clock(2 * 60 + 50, settled=False), 14 * 60) == 14 * 60 + 50


def test_what_is_left_of_a_text_without_its_times() -> None:
    text = "9.15 – 10.45 RWI"
    assert without_spans(text, find_spans(text)) == "RWI"
    text = "Intervallo dalle 10.45 alle 11.00"
    assert without_spans(text, find_spans(text)) == "Intervallo"


def test_bare_hours() -> None:
    assert bare_hour("9") == Clock(540, settled=False, exact=False)
    assert bare_hour("B2") is None


def test_no_time_outside_the_day() -> None:
    assert as_time(24 * 60) is None
    assert as_time(None) is None


@pytest.mark.parametrize(
    "text",
    [
        "ages 6-8",
        "Grades 3-5",
        "PSYC 2010-03",
        "MATH 1410 - 004",
        "CSE 1205-101",
        "3-4 yrs",
        "Class 7-8",
        "4.000",
        "2.203",
        "Wks 12, 13, 15-17",
        "S.1O-S.2B",
    ],
)
def test_ranges_that_count_something_else_are_no_times(text: str) -> None:
    assert find_spans(tidy(text)) == ()


def test_a_figure_too_many_in_a_range_is_left_out() -> None:
    (span,) = find_spans(tidy("8.455 - 9.30"))
    assert (span.start.minute, span.end and span.end.minute) == (525, 570)


def test_a_seven_that_is_a_one_by_hand() -> None:
    def row(start: int, end: int) -> list[Clock]:
        return [Clock(start, settled=start >= 13 * 60), Clock(end, settled=end >= 13 * 60)]

    misread = [row(630, 675), row(17 * 60 + 30, 735), row(740, 785)]
    assert [found[0].minute for found in mended_hours(misread)] == [630, 690, 740]
    ended = [row(630, 645), row(645, 17 * 60 + 45), row(17 * 60 + 45, 735), row(735, 795)]
    assert [(a.minute, b.minute) for a, b in mended_hours(ended)[1:3]] == [(645, 705), (705, 735)]
    evening = [row(960, 1020), row(1050, 1110)]
    assert mended_hours(evening) == evening


def test_letters_among_the_figures_of_a_range_with_a_bare_end() -> None:
    assert tidy("10.SO-12") == "10.50-12"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("800 - 845", "8:00 - 8:45"),
        ("2. 855 -g40", "2. 8:55 -9:40"),
        ("900_950", "9:00_9:50"),
        ("100 -1150", "11:00 -11:50"),
        ("100 - 150", "100 - 150"),
        ("rooms 101 - 145", "rooms 101 - 145"),
        ("1lh30", "11h30"),
        ("2:1S- 2:SO", "2:15- 2:50"),
        ("2:SO- 3:os", "2:50- 3:05"),
    ],
)
def test_raised_minutes_and_figures_read_as_letters(read: str, meant: str) -> None:
    assert tidy(read) == meant


def test_maths_of_a_class_is_no_hour() -> None:
    assert find_spans("10a M 207") == ()
    assert [s.start.minute for s in find_spans("10 a m, 10a.m.")] == [600, 600]


def test_a_speck_before_a_range_is_no_part_of_it() -> None:
    spans = find_spans(tidy("9- 9.30 Uhr .9.30 -10.45 Uhr"))
    assert [(s.start.minute, s.end.minute) for s in spans if s.end] == [(540, 570), (570, 645)]


def test_halves_of_the_day_by_a_letter_behind_the_minutes() -> None:
    spans = find_spans(tidy("8:05a-8:25a 12:30p-1:20p"))
    assert [(s.start.minute, s.end.minute) for s in spans if s.end] == [(485, 505), (750, 800)]
    assert [s.start.minute for s in find_spans(tidy("8:05 apples"))] == [485]


@pytest.mark.parametrize("text", ["Saison 2024-2025", "CURSO 2024-25", "Année scolaire 2025 – 2026", "2019/20"])
def test_a_school_year_is_no_time(text: str) -> None:
    assert find_spans(tidy(text)) == ()


def test_an_evening_written_without_a_sign_is_one() -> None:
    assert minutes("2030-2130") == (20 * 60 + 30, 21 * 60 + 30)


def test_noon_is_a_time_without_its_minutes() -> None:
    assert minutes("12 noon") == (720, None)
    assert minutes("11.30-12 noon") == (690, 720)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("11:45a–12N", 705, 720), ("8:45-9a", 525, 540), ("3p–5:30p", 900, 1050), ("12N–12:30p", 720, 750),
        ("11hos-12hoo", 665, 720), ("14h2S-1Sh20", 865, 920), ("15h30 às16h45", 930, 1005), ("kl. 10-12", 600, 720),
    ],
)  # fmt: skip
def test_ranges_by_letters_and_by_hand(text: str, start: int, end: int) -> None:
    (span,) = find_spans(tidy(text))
    assert (span.start.minute, span.end and span.end.minute) == (start, end)


@pytest.mark.parametrize("text", ["3a-4a", "Kl. 7-8", "Uge 46 - 2025", "2025"])
def test_classes_weeks_and_years_are_no_hours(text: str) -> None:
    assert find_spans(tidy(text)) == ()


def test_mornings_of_lists_stay_mornings_where_hours_are_counted_to_24() -> None:
    friday, saturday = find_spans("18h30 às 20h"), find_spans("9h às 12h")
    clocks = [clock for span in (*friday, *saturday) for clock in (span.start, span.end) if clock is not None]
    assert in_order(clocks, by_24=True) == [1110, 1200, 540, 720]
    assert in_order(clocks)[2] == 1260


def test_starts_that_a_reader_took_for_others() -> None:
    def starts(*texts: str) -> list[int]:
        rows = [[find_spans(text)[0].start] for text in texts]
        return in_order([clock for row in mended_hours(rows) for clock in row])

    assert starts("0:00", "9:00", "10:00") == starts("2:00", "9:00", "10:00") == [480, 540, 600]
    assert starts("12:35", "7:15", "7:55", "2:35") == [755, 795, 835, 875]
    assert starts("2:00", "3:00") == [840, 900]
    assert starts("5:00", "6:00", "7:00")[-1] - starts("5:00", "6:00", "7:00")[0] == 120


def test_rows_at_seventeen_amid_the_day_are_at_eleven() -> None:
    def row(start: int, end: int) -> list[Clock]:
        return [Clock(start, settled=True), Clock(end, settled=True)]

    misread = [row(630, 675), row(1035, 1065), row(1065, 810), row(810, 855)]
    assert [[clock.minute for clock in found] for found in mended_hours(misread)][1:3] == [[675, 705], [705, 810]]
    evening = [row(810, 855), row(1035, 1065)]
    assert mended_hours(evening) == evening


def test_a_courses_number_behind_a_dash_is_no_time() -> None:
    assert find_spans(tidy("CSE-2105 TI")) == ()
    assert [span.start.minute for span in find_spans(tidy("2105"))] == [1265]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("16 a 17 hs", 960, 1020),
        ("17 a18 hs", 1020, 1080),
        ("8 às 9 horas", 480, 540),
        ("9:00yb – 9:10yb", 540, 550),
        ("12:55yp - 1:20yp", 775, 800),
        ("1.15 i.n. - 2.00 i.n.", 795, 840),
        ("7.30 pagi - 8.00 pagi", 450, 480),
        ("1.08:00 - 08:45", 480, 525),
    ],
)
def test_hours_and_halves_of_the_day_as_other_languages_say_them(text: str, start: int, end: int) -> None:
    (span,) = find_spans(tidy(text))
    assert (span.start.minute, span.end and span.end.minute) == (start, end)


def test_the_room_behind_its_letter_is_no_time() -> None:
    assert find_spans("R 2.14") == ()


def test_an_eleven_one_of_whose_ones_was_lost() -> None:
    def row(start: int, end: int) -> list[Clock]:
        return [Clock(start, settled=start >= 8 * 60), Clock(end, settled=end >= 8 * 60)]

    misread = [row(600, 630), row(630, 70), row(70, 710), row(710, 750)]
    assert [(a.minute, b.minute) for a, b in mended_hours(misread)[1:3]] == [(630, 670), (670, 710)]
    afternoon = [row(690, 70), row(70, 110), row(110, 150)]
    assert mended_hours(afternoon) == afternoon


@pytest.mark.parametrize("text", ["klo 8.15-9.00", "kl. 8.15-9.00", "alle ore 8:15 - 9:00", "um 8:15-9:00"])
def test_the_word_that_says_that_a_time_follows_is_a_part_of_it(text: str) -> None:
    assert without_spans(tidy(text), find_spans(tidy(text))) == ""


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("9:20-10:055C Medina", "9:20-10:05 5C Medina"),
        ("10:10-10:55K Osei", "10:10-10:55 K Osei"),
        ("8:30-9:15AM", "8:30-9:15AM"),
        ("8:30-9:15 PM", "8:30-9:15 PM"),
    ],
)
def test_a_name_that_touches_its_range_stands_apart(text: str, mended: str) -> None:
    assert tidy(text) == mended
