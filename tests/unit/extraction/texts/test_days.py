import pytest

from chalicelib.domain.timetable import WEEK, Weekday
from chalicelib.extraction.texts.days import (
    among_others,
    days_of_each,
    find_days,
    languages_in_short,
    languages_of,
    named_day,
    named_days,
    parse_day_label,
    reads_on,
    resolve,
    spans_dates,
    weekdays,
)


def days_of(text: str) -> list[int]:
    label = parse_day_label(text)
    assert label is not None, text
    return [WEEK.index(d) for d in weekdays(label)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Monday", [0]), ("TUES", [1]), ("Weds.", [2]), ("Miércoles", [2]), ("Terça-feira", [1]), ("Donnerstag", [3]),
        ("vendredi", [4]), ("Poniedziałek", [0]), ("Dydd Iau", [3]), ("Dé hAoine", [4]), ("Khamis", [3]),
        ("zaterdag", [5]), ("Giovedì", [3]), ("W\nE\nD", [2]), ("M O N", [0]), ("Wednesdav", [2]),
        ("Dydd lau", [3]), ("M\n0\nN", [0]), ("M\n1", [2]), ("TH\nU", [3]), ("y\na\nd\nn\no\nM", [0]), ("W\nED", [2]),
        ("Lvan", [0]), ("TVES", [1]), ("Monday 3rd September", [0]), ("ma9 mrt", [0]), ("mercredi 11 févr.", [2]),
        ("Tuesday 4March", [1]),
        ("Måndag", [0]), ("lørdag", [5]), ("Úterý", [1]), ("Čtvrtek", [3]), ("perjantai", [4]), ("Çarşamba", [2]),
        ("Miercuri", [2]), ("divendres", [4]), ("Huwebes", [3]), ("Jumatano", [2]), ("Szombat", [5]),
        ("Monday to Friday", [0, 1, 2, 3, 4]), ("Every day, Monday to Thursday", [0, 1, 2, 3]),
        ("Dydd Llun i Dydd Gwener", [0, 1, 2, 3, 4]), ("Poniedziałek i Środa", [0, 2]),
        ("Maandag t/m Vrijdag", [0, 1, 2, 3, 4]), ("maandag tot en met donderdag", [0, 1, 2, 3]),
        ("od Poniedziałek do Piątek", [0, 1, 2, 3, 4]), ("da Lunedì a Venerdì", [0, 1, 2, 3, 4]),
        ("Mon, Tue and Thu", [0, 1, 3]), ("Tirsdag og torsdag", [1, 3]),
        ("JTATU", [0]), ("J'NNE", [1]), ("Mndag", [0]), ("Måndag och onsdag", [0, 2]),
        ("Środa i Piątek", [2, 4]), ("Segunda a Sexta", [0, 1, 2, 3, 4]),
        ("2.ª feira", [0]), ("5ª\nfeira", [3]), ("Is", [0]), ("Kh", [3]),
        ("Minggu A Isnin", [0]), ("Minggu", [6]), ("Daily routine", [0, 1, 2, 3, 4]), ("Elke dag", [0, 1, 2, 3, 4]),
        ("Friday\nC Day (all classes)", [4]), ("Tuesday B Day", [1]),
        ("Понеділок", [0]), ("ВТОРНИК", [1]), ("сряда", [2]), ("Четвртак", [3]), ("Παρασκευή", [4]), ("السبت", [5]),
        ("יום ראשון", [6]), ("星期三", [2]), ("月曜日", [0]), ("목요일", [3]),
        ("Dailyroutine", [0, 1, 2, 3, 4]), ("Touslesjours", [0, 1, 2, 3, 4]), ("Todoslos días", [0, 1, 2, 3, 4]),
    ],
)  # fmt: skip
def test_reads_day_names(text: str, expected: list[int]) -> None:
    assert days_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Maths",
        "Mates",
        "",
        "Monday Club with Ms Lee",
        "Register",
        "Time Slot",
        "RE",
        "x" * 500,
        "1:00",
        "Minggu A",
        "M 1",
        "P.E.",
        "11:00 AM - 1:00 PM",
    ],
)
def test_anything_else_is_no_day(text: str) -> None:
    assert parse_day_label(text) is None


def test_single_letters_are_settled_by_the_week() -> None:
    labels = [parse_day_label(t) for t in ("M", "T", "W", "T", "F", "S", "S")]
    assert [d[0] for d in resolve([x for x in labels if x is not None])] == list(WEEK)


def test_a_repeated_day_stays() -> None:
    labels = [parse_day_label(t) for t in ("Monday", "Monday", "Tuesday")]
    found = [d[0] for d in resolve([x for x in labels if x is not None])]
    assert found == [Weekday.MONDAY, Weekday.MONDAY, Weekday.TUESDAY]


def test_days_in_running_text() -> None:
    assert find_days("School opens late on Tuesday and Thursday") == (Weekday.TUESDAY, Weekday.THURSDAY)
    assert find_days("Class 3 (Mon-Wed)") == find_days("3B lundi au mercredi") == tuple(Weekday)[:3]
    assert find_days("Mar-Mai, sat and sun") == ()


def test_short_names_are_taken_in_the_language_that_knows_them_all() -> None:
    labels = [parse_day_label(letter) for letter in "LMXJS"]
    assert [days[0].value for days in resolve([x for x in labels if x])] == [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Saturday",
    ]  # fmt: skip


def test_a_month_is_no_misread_day() -> None:
    label = parse_day_label("maandag 2 maart")
    assert label is not None
    assert weekdays(label) == (Weekday.MONDAY,)


def test_a_name_that_a_reader_has_set_apart() -> None:
    label = parse_day_label("Segunda-feira a Sex ta-feira")
    assert label is not None
    assert weekdays(label) == WEEK[:5]


def test_short_names_of_the_languages_less_often_read_are_subjects_and_teachers_elsewhere() -> None:
    assert [parse_day_label(text) for text in ("NED", "PET", "PEN")] == [None] * 3


def test_what_stands_before_feira_is_a_day() -> None:
    label = parse_day_label("2.ª feira")
    assert label is not None
    assert label.certain


@pytest.mark.parametrize("text", ["2º FEIRA", "2° feira", "2* FEIRA", "2 feira", "2a-feira", "28 FEIRA", "2.2 Feira"])
def test_an_ordinals_sign_before_feira_may_be_read_as_anything(text: str) -> None:
    assert days_of(text) == [0]


def test_short_names_that_are_words_elsewhere_are_days_where_one_language_has_most_of_them() -> None:
    finnish = ["ma 3.11.", "ti 4.11.", "ke 5.11.", "to 6.11.", "pe 7.11."]
    assert languages_in_short(finnish, 4) == {13}
    label = among_others("ke 5.11.", languages_in_short(finnish, 4))
    assert label is not None
    assert [WEEK.index(d) for d in weekdays(label)] == [2]
    assert languages_in_short(["PE", "to", "Maths", "la"], 4) == frozenset()


def test_a_page_s_languages_are_told_by_days_in_full() -> None:
    assert languages_of("mercredi") == frozenset({2})
    assert languages_of("Me") == languages_of("Maths") == frozenset()
    assert languages_of("Sexta-feira") == languages_of("Segunda-feira a Quinta-feira") == frozenset({6})
    assert languages_of("Dé Luain") == frozenset({9})


@pytest.mark.parametrize(
    ("text", "expected", "certain"),
    [
        ("Mo bis Fr", [0, 1, 2, 3, 4], True),
        ("Lu - Ve", [0, 1, 2, 3, 4], True),
        ("Mo, Di, Mi und Fr", [0, 1, 2, 4], True),
        ("Do und Fr", [3, 4], False),
        ("M - F", [0, 1, 2, 3, 4], False),
    ],
)
def test_short_names_are_days_by_how_they_are_joined(text: str, expected: list[int], certain: bool) -> None:
    label = parse_day_label(text)
    assert label is not None
    assert days_of(text) == expected
    assert label.certain is certain


def test_a_short_name_is_the_day_of_the_language_of_the_lists_around_it() -> None:
    labels = [parse_day_label(text) for text in ("Mo bis Fr", "Mo, Mi, Do und Fr", "Di")]
    assert resolve([x for x in labels if x])[-1] == (Weekday.TUESDAY,)  # and no Domingo's neighbour


def test_a_day_with_its_weeks_letter_behind_it() -> None:
    label = parse_day_label("MonA")
    assert label is not None
    assert weekdays(label) == (Weekday.MONDAY,)
    assert parse_day_label("MoistB") is None


def test_a_line_of_days_that_ends_in_the_word_before_a_name_reads_on() -> None:
    assert reads_on("Dydd Llun - Dydd")
    assert not reads_on("Dydd Llun")


def test_a_short_name_with_a_date_by_dashes_is_a_day() -> None:
    dated = parse_day_label("di 11-3")
    assert dated is not None
    assert not dated.certain
    assert parse_day_label("P.E. 11-3") is None


def test_short_names_with_dates_and_lists_with_dashes() -> None:
    dated = parse_day_label("Mo. 13.10.")
    assert dated is not None
    assert dated.certain
    assert (short := parse_day_label("Mo. 9.10")) is None or not short.certain
    listed = parse_day_label("Mon - Wed - Fri")
    assert listed is not None
    assert [min(choice) for choice in listed.choices] == [0, 2, 4]


def test_vietnamese_days_by_their_numbers() -> None:
    assert [weekdays(parse_day_label(text)) for text in ("Thứ 2", "THỨ HAI", "Thứ 7", "Chủ nhật")] == [
        (Weekday.MONDAY,),
        (Weekday.MONDAY,),
        (Weekday.SATURDAY,),
        (Weekday.SUNDAY,),
    ]
    assert weekdays(parse_day_label("Thu 2")) == (Weekday.THURSDAY,)


def test_a_week_by_its_first_and_last_date_is_no_heading_of_a_column() -> None:
    for text in ("Mon, 17 Nov - Fri, 21 Nov 2025", "Monday 3 March to Friday 7 March", "Mo 3.3. – Fr 7.3."):
        assert spans_dates(text)
    assert not any(map(spans_dates, ("Mon 17 Nov", "MON-THUR", "Mon-Thu 8:00", "Maths")))


@pytest.mark.parametrize(("text", "day"), [("Mo 10/11", 0), ("wo 12/11", 2), ("di 11/11", 1), ("Fr 14.11.", 4)])
def test_a_short_name_with_its_date_is_a_day(text: str, day: int) -> None:
    label = parse_day_label(text)
    assert label is not None
    assert label.certain
    assert day in label.choices[0]


def test_a_short_name_with_the_day_of_the_month_beside_it() -> None:
    turkish = languages_in_short(["Sal 11", "Çar 12", "Per 13", "Cum 14"], 4)
    label = among_others("Sal 11", turkish)
    assert label is not None
    assert [WEEK.index(d) for d in weekdays(label)] == [1]
    assert among_others("Sal 45", turkish) is None


@pytest.mark.parametrize("said", ["Alle dager", "alla dagar", "Her gün", "Minden nap", "Každý den"])
def test_every_day_in_more_languages(said: str) -> None:
    label = parse_day_label(said)
    assert label is not None
    assert label.every_day


@pytest.mark.parametrize(
    "text", ["Torsdag 14 november v. 46", "Donnerstag 14.11. (KW 46)", "torsdag 14. november uke 46"]
)
def test_a_day_with_the_number_of_its_week(text: str) -> None:
    label = parse_day_label(text)
    assert label is not None
    assert label.choices == (frozenset({3}),)


@pytest.mark.parametrize(
    ("long", "short"),
    [("Četvrtak", "Če"), ("Petak", "Pe"), ("Salı", "Çarş"), ("Salı", "Perş"), ("Péntek", "Ke"), ("Kedd", "Hé")],
)
def test_short_names_of_days_beside_others_of_their_language(long: str, short: str) -> None:
    label = parse_day_label(long)
    assert label is not None
    assert among_others(short, label.languages) is not None
    assert among_others(short, {0}) is None


@pytest.mark.parametrize("text", ["giovedì – 12 mar 2026", "giovedì 12 mar", "jeudi, 12 mar."])
def test_march_in_short_behind_a_date_is_no_tuesday(text: str) -> None:
    assert named_days(text) == (Weekday.THURSDAY,)


def test_tuesday_in_short_with_its_date_stays() -> None:
    assert named_days("lun 9, mar 10") == (Weekday.MONDAY, Weekday.TUESDAY)


def test_a_scandinavian_day_with_its_article() -> None:
    assert find_days("Onsdagen den 14 maj, Björnöskolan") == (Weekday.WEDNESDAY,)


def test_each_of_several_days_in_the_language_of_all() -> None:
    assert days_of_each(["ons.", "12", "tor.", "fre."]) == [WEEK[2], None, WEEK[3], WEEK[4]]
    assert days_of_each(["pon", "tor", "sre"])[1] == WEEK[1]


def test_a_long_name_without_its_first_letter() -> None:
    assert named_day("IUESDAY") == WEEK[1]
    assert named_day("Nunday") is None
