"""What lessons are called, by what the others of their table are."""

from dataclasses import replace

from chalicelib.domain.timetable import Box, TimesFrom, Weekday
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.tables.called_alike import (
    called_by_codes,
    called_by_people,
    dashed_apart,
    items_behind,
    numbers_behind,
    numbers_glued,
    people_beside,
    places_behind,
    rooms_behind,
    said_beside_all,
    signs_behind,
    small_apart,
    split_alike,
)

BOX = Box(left=0, top=0, right=10, bottom=10)


def drafts(*said: tuple[str, str]) -> list[Draft]:
    return [Draft(Weekday.MONDAY, 540, 600, name, notes, None, None, BOX, TimesFrom.CELL) for name, notes in said]


def test_what_is_said_alike_is_called_alike() -> None:
    said = drafts(("Bhs. Indonesia", ""), ("Bhs", "Indonesia"), ("Bhs. Indonesia", ""), ("PE", "Hall"), ("PE Hall", ""))
    assert [(d.name, d.notes) for d in split_alike(said)] == [
        *[("Bhs. Indonesia", "")] * 3,
        ("PE", "Hall"),
        ("PE Hall", ""),
    ]


def test_two_letters_and_a_room_behind_most_names_are_said_besides() -> None:
    said = [
        ("j.polski KD 14", ""),
        ("matematyka WA 21", ""),
        ("wf-1/2 GR s.g.", ""),
        ("religia ks.TB 14", ""),
        ("PE", ""),
    ]
    assert [(d.name, d.notes) for d in rooms_behind(drafts(*said))] == [
        ("j.polski", "KD 14"),
        ("matematyka", "WA 21"),
        ("wf-1/2", "GR s.g."),
        ("religia", "ks.TB 14"),
        ("PE", ""),
    ]
    assert rooms_behind(drafts(*said[:1])) == drafts(*said[:1])


def test_pupils_with_a_level_below_are_what_their_lessons_are_called() -> None:
    pupils = drafts(("Guilherme", "3.º grau"), ("Tomás Pires", "1.º grau"), ("2.º grau", "Carolina T.; Sala 11"))
    assert [(d.name, d.notes) for d in called_by_people(pupils)] == [
        ("Guilherme", "3.º grau"),
        ("Tomás Pires", "1.º grau"),
        ("Carolina T.", "2.º grau; Sala 11"),
    ]


def test_a_lesson_with_who_teaches_it_stays() -> None:
    lessons = drafts(("Maths", "Carol T."), ("Maths", "Sam P."), ("Art", "Maths room"), ("Music", "Room 4"))
    assert called_by_people(lessons) == lessons


def at(day: Weekday, name: str, notes: str = "", left: float = 0) -> Draft:
    box = Box(left=left, top=0, right=left + 90, bottom=20)
    return Draft(day, 540, 600, name, notes, None, None, box, TimesFrom.HEADER)


def test_people_in_a_column_beside_the_lessons_have_these() -> None:
    days = list(Weekday)[:4]
    table = [draft for day in days for draft in (at(day, "Matematika"), at(day, "Bu Wening", left=100))]
    assert [(d.name, d.notes) for d in people_beside(table)] == [("Matematika", "Bu Wening")] * 4
    assert people_beside(table[:4]) == table[:4]  # two may be talks with a teacher
    lessons = [at(day, "Mrs Cole's group") for day in days]
    assert people_beside(lessons) == lessons


def test_a_course_is_called_by_its_code_where_the_others_are() -> None:
    days = [*Weekday][:5]
    courses = [at(day, f"MA.7{letter}", "KOSK; A203") for day, letter in zip(days, "ABCDE", strict=True)]
    found = called_by_codes([*courses, at(days[0], "TURU Tekn", "KS.7B.1"), at(days[1], "Lunch", "MA.7B")])
    assert [(d.name, d.notes) for d in found[5:]] == [("KS.7B.1", "TURU Tekn"), ("Lunch", "MA.7B")]
    classes = [at(day, f"6e{i}", "T1") for i, day in enumerate(days)]
    other = at(days[0], "Vie de classe", "6e3")
    assert called_by_codes([*classes, other])[-1] == other


def test_three_letters_behind_most_lessons_are_who_teaches_them() -> None:
    days = [*Weekday][:5]
    said = [("NO", "JVK", "NO2"), ("SV", "KLN", "A12"), ("MU", "OSD", "Musik"), ("MA", "RBG", "A12")]
    table = [at(day, " ".join(parts)) for day in days for parts in said]
    found = signs_behind([*table, at(days[0], "Lunch"), at(days[1], "EN", "HDM; A14")])
    assert {(d.name, d.notes) for d in found} == {
        *((name, f"{who}; {room}") for name, who, room in said),
        ("Lunch", ""),
        ("EN", "HDM; A14"),
    }
    others = [
        at(days[0], "NO KLN Lab 2"),
        at(days[1], "Mentorstid KLN"),
        at(days[2], "MU Aulan"),
        at(days[3], "Stor samling"),
    ]
    assert [(d.name, d.notes) for d in signs_behind([*table, *others])[-4:]] == [
        ("NO", "KLN; Lab 2"),
        ("Mentorstid", "KLN"),
        ("MU", "Aulan"),
        ("Stor samling", ""),
    ]
    below = [at(day, name, f"{who} {room}") for day in days for name, who, room in said]  # on a line below each name
    assert signs_behind([*table, *below, at(days[2], "MU KLN Aulan")])[-1].name == "MU"
    labs = [at(day, f"{name} LAB", "RKP") for day in days for name in ("CN", "DAA")]
    assert signs_behind(labs) == labs


def test_what_stands_behind_a_dash_is_a_remark_where_the_rest_is_a_lesson_alone_too() -> None:
    days = [*Weekday][:4]
    table = [
        at(days[0], "Math"),
        *(at(day, f"Math – Unit {i}") for i, day in enumerate(days)),
        at(days[1], "Art – clay"),
    ]
    found = dashed_apart(table)
    assert {d.name for d in found} == {"Math", "Art"}
    assert found[-1].notes == "clay"
    courses = [
        at(day, f"Dansk – {part}") for day, part in zip(days, ("modul 1", "modul 2", "tale", "skrift"), strict=True)
    ]
    assert dashed_apart(courses) == courses


def test_what_stands_behind_a_dash_is_a_remark_where_nearly_all_lessons_have_another_one_each_time() -> None:
    days = [*Weekday][:3]
    told = [
        at(day, f"{name} – Rm {i}{n}") for n, name in enumerate(("Psychology", "Biology")) for i, day in enumerate(days)
    ]
    table = [*told, at(days[0], "Tutorial – Common Room"), at(days[1], "EPQ – Rm 4, Ms Vane"), at(days[0], "Lunch")]
    found = dashed_apart(table)
    assert {d.name for d in found} == {"Psychology", "Biology", "Tutorial", "EPQ", "Lunch"}
    assert found[-2].notes == "Rm 4, Ms Vane"


def test_who_teaches_stands_behind_a_dash_where_nearly_all_lessons_have_one() -> None:
    lessons = ("Matematică", "Română", "Chimie", "Fizică", "Latină", "Arte")
    said = [(f"{lesson} – {who}", "") for lesson in lessons for who in ("Pop", "Rusu")]
    assert {(d.name, d.notes) for d in dashed_apart(drafts(*said))} >= {("Chimie", "Pop"), ("Chimie", "Rusu")}
    classes = [(f"{year}A – {lesson}", "") for lesson in lessons for year in (7, 8)]
    assert dashed_apart(drafts(*classes)) == drafts(*classes)


def test_a_place_that_ends_a_name_is_where_it_is_when_others_have_it_besides() -> None:
    days = [*Weekday][:3]
    table = [*(at(day, "PE", "Hall") for day in days), at(days[0], "Sensory Circuits Hall"), at(days[1], "Sports Hall")]
    found = places_behind(table)
    assert [(d.name, d.notes) for d in found[-2:]] == [("Sensory Circuits", "Hall"), ("Sports Hall", "")]
    assert places_behind(table[3:]) == table[3:]


def test_small_letters_behind_capitals_are_said_of_them_where_lessons_are_in_capitals() -> None:
    names = ["LENGUA", "PLÁSTICA", "MÚSICA", "INGLÉS", "MATEMÁTICAS", "CIENCIAS y ARTE", "TTRR / tabelline"]
    week = drafts(*((name, "") for name in names), ("ASAMBLEA calendario, pasar lista", "aula 2"))
    assert [(d.name, d.notes) for d in small_apart(week)] == [
        *((name, "") for name in names),
        ("ASAMBLEA", "calendario, pasar lista; aula 2"),
    ]
    mixed = drafts(*((name.title(), "") for name in names[:5]), ("ASAMBLEA calendario", ""))
    assert small_apart(mixed) == mixed


def test_signs_of_teachers_may_end_in_a_small_letter_and_be_two() -> None:
    said = [("Ma", "AKn", "204"), ("Sv", "LBe", "201"), ("Eng", "MäkK", "203"), ("Idh", "MHa", "Sporthall")]
    table = [at(day, " ".join(parts)) for day in [*Weekday][:5] for parts in said]
    found = signs_behind([*table, at(Weekday.MONDAY, "Mentorstid LBe / JLi 201")])
    assert {(d.name, d.notes) for d in found} == {
        *((name, f"{who}; {room}") for name, who, room in said),
        ("Mentorstid", "LBe / JLi; 201"),
    }


def test_the_number_of_a_room_ends_most_names() -> None:
    said = [("h4a entl 204", ""), ("v2b en 204", ""), ("m1c en 118", ""), ("h5.entl2 206", ""), ("pauze", "")]
    assert [(d.name, d.notes) for d in numbers_behind(drafts(*said))] == [
        ("h4a entl", "204"),
        ("v2b en", "204"),
        ("m1c en", "118"),
        ("h5.entl2", "206"),
        ("pauze", ""),
    ]
    courses = drafts(("MATH 101", ""), ("BIO 110", ""), ("PHYS 203", ""), ("CHEM 118", ""))
    assert numbers_behind(courses) == courses


def test_what_stands_in_the_other_half_of_every_cell_is_no_lesson() -> None:
    names = ("M", "D", "E", "GGP", "INSY", "M")
    said = [
        replace(draft, start=480 + 60 * i, end=530 + 60 * i)
        for i, name in enumerate(names)
        for draft in drafts((name, "MAYR"), ("3AHIT", f"C20{i}"))
    ]
    assert [(d.name, d.notes) for d in said_beside_all(said)][:2] == [
        ("M", "MAYR; 3AHIT; C200"),
        ("D", "MAYR; 3AHIT; C201"),
    ]
    groups = [replace(d, start=d.start + 60 * i) for i in range(6) for d in drafts(("Religion", ""), ("Ethik", ""))]
    assert said_beside_all(groups) == groups


def test_remarks_behind_dashes_in_the_list_of_a_day() -> None:
    said = ("Arrival – unpack, attendance", "Phonics", "Centers – small groups", "Lunch – cafeteria", "Recess")
    plan = [replace(d, start=480 + 30 * i) for i, d in enumerate(drafts(*((name, "") for name in said)))]
    assert [d.name for d in dashed_apart(plan)] == ["Arrival", "Phonics", "Centers", "Lunch", "Recess"]
    week = [*plan, *(replace(d, name=f"{d.name} 2") for d in plan)]
    assert dashed_apart(week) == week


def test_classes_rooms_and_people_behind_dashes_or_commas_are_said_besides() -> None:
    compass = drafts(
        *((f"{i}: {name} - C{i} - MCK", "") for i, name in enumerate(("9ENG2", "11LIT1", "8DENG", "7AHUM"), 1))
    )
    named = items_behind([*compass, *drafts(("1 - 9ENGC - B04 - WIL", ""), ("Staff Meeting", ""))])
    assert [(d.name, d.notes) for d in named][-3:] == [
        ("7AHUM", "C4; MCK"),
        ("9ENGC", "B04; WIL"),
        ("Staff Meeting", ""),
    ]
    listed = ("Svenska 1, NA24a, sal B21", "Engelska 6, TE23", "Svenska 3, EK22, sal C02", "Fysik, NA24a, sal B2")
    found = items_behind(drafts(*((name, "") for name in (*listed, "Matte, EK22", "APT, aulan"))))
    assert [(d.name, d.notes) for d in found][:2] == [("Svenska 1", "NA24a; sal B21"), ("Engelska 6", "TE23")]
    assert found[-1].name == "APT"
    topics = drafts(*((f"Maths, {topic}", "") for topic in ("fractions", "shapes", "time tables", "graphs", "money")))
    assert items_behind(topics) == topics


def test_a_word_for_the_place_stands_behind_two_letters_beside_rooms() -> None:
    said = [("j. polski", "KW; s.14"), ("religia", "XM; 17"), ("technika RS 5", ""), ("wf-dz LS sala gim.", "")]
    said = [*said[:2], ("fizyka", "TK; 8"), ("historia", "JP; 17"), *said]
    assert [(d.name, d.notes) for d in rooms_behind(drafts(*said, ("muzykaIP 3", "")))][6:] == [
        ("technika", "RS 5"),
        ("wf-dz", "LS sala gim."),
        ("muzyka", "IP 3"),
    ]


def test_numbers_that_count_through_each_day_are_its_periods() -> None:
    days = (Weekday.MONDAY, Weekday.TUESDAY, Weekday.FRIDAY)
    said = [
        replace(draft, day=day, start=540 + 50 * i)
        for day in days
        for i, draft in enumerate(drafts(("1 en", ""), ("2 wi", ""), ("4 gs", "")))
    ]
    assert [d.name for d in items_behind(said)][:3] == ["en", "wi", "gs"]
    classes = [replace(d, name=name) for d, name in zip(said, ("8 Art", "7 Art", "9 Art") * 3, strict=True)]
    assert items_behind(classes) == classes


def test_a_lesson_s_name_before_each_dash_of_a_list_ends_there() -> None:
    said = drafts(("Reading – Unit 2", ""), ("Math – Lesson 3.4", ""), ("Science - plant lab", ""), ("Recess", ""))
    listed = [replace(d, start=540 + 30 * i) for i, d in enumerate(said)]
    assert [d.name for d in dashed_apart(listed)] == ["Reading", "Math", "Science", "Recess"]


def test_a_room_s_letter_and_number_behind_several_subjects_is_no_course() -> None:
    rooms = [("MAT B3", ""), ("PORT B3", ""), ("CN L2", ""), ("CFQ L1", ""), ("HIST B5", "")]
    assert [d.name for d in numbers_behind(drafts(*rooms))] == ["MAT", "PORT", "CN", "CFQ", "HIST"]
    courses = drafts(("MATH 101", ""), ("CHEM 102", ""), ("PHYS 201", ""), ("BIOL 105", ""))
    assert numbers_behind(courses) == courses


def test_a_room_s_number_read_with_a_name_in_capitals_is_the_room() -> None:
    apart = [("BI", "30"), ("HI", "12"), ("EN", "16"), ("RU", "17"), ("GE", "30"), ("ruokailu", "")]
    found = numbers_glued(drafts(*apart, ("MA21", "")))
    assert (found[-1].name, found[-1].notes) == ("MA", "21")
    courses = drafts(("COM101", ""), ("MAT102", ""), ("PHY101", ""), ("BIO104", ""), ("ENG", "12"))
    assert numbers_glued(courses) == courses
