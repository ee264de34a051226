"""What headings say of a document, however they are set."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from chalicelib.domain.page import PageSource, PreparedPage, Word
from chalicelib.domain.timetable import Box, TimetableMetadata
from chalicelib.extraction.document.metadata import read_metadata
from chalicelib.extraction.grid import Grid, GridKind, Line
from chalicelib.extraction.tables.table import Table, read_table
from tests.unit.extraction.making import grid

BOX = Box(left=0, top=0, right=1, bottom=1)
WEEK = [
    ["", "Monday", "Tuesday", "Wednesday"],
    ["9:00-10:00", "Maths", "Art", "PE"],
    ["10:00-11:00", "PE", "Maths", "Art"],
]


def said(*headings: str, pages: Sequence[PreparedPage] = ()) -> TimetableMetadata:
    table = read_table(Grid(1, GridKind.STATED, tuple(grid(*WEEK)), tuple(Line(h, BOX, 10.0) for h in headings)))
    assert isinstance(table, Table)
    return read_metadata(pages, [table])


def test_labels_on_one_line_each_say_their_own() -> None:
    found = said("Weekly timetable", "Class: 6C Teacher: Miss Tully Autumn Term")
    assert (found.class_name, found.teacher, found.term) == ("6C", "Miss Tully", "Autumn Term")
    assert found.title == "Weekly timetable"


def test_the_rule_to_write_on_is_no_part_of_what_is_written() -> None:
    assert said("Mein Stundenplan", "Klasse: _2b_").class_name == "2b"


def test_readers_of_pictures_see_an_ordinals_sign_as_one_of_degrees() -> None:
    seen = PreparedPage(number=1, width=100, height=100, source=PageSource.RASTER)
    assert said("HORARIO 3°B", pages=[seen]).class_name == "3ºB"


def test_headings_that_signs_part() -> None:
    found = said("Ysgol y Bryn | Miss Elin Prys | Tymor yr Hydref 2025", "Amserlen Dosbarth Derwen")
    assert (found.school, found.teacher, found.year) == ("Ysgol y Bryn", "Miss Elin Prys", "2025")
    assert (found.title, found.class_name) == ("Amserlen Dosbarth Derwen", "Dosbarth Derwen")


def test_a_person_behind_something_else() -> None:
    found = said("Harbour View Junior School Autumn Term 2025 Mr Pemberton")
    assert (found.school, found.teacher) == ("Harbour View Junior School", "Mr Pemberton")
    assert (found.term, found.year) == ("Autumn Term", "2025")


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Class 4M timetable", "4M"),
        ("Year 5 timetable", "Year 5"),
        ("Jadual Waktu Tahun 2 Cempaka", "Tahun 2 Cempaka"),
        ("3rd Grade Schedule", "3rd Grade"),
        ("Rainbow Class timetable", "Rainbow Class"),
        ("Emploi du temps CM1", "CM1"),
        ("2bT", "2bT"),
        ("TIME TABLE CLASS VI", "VI"),
        ("Class Schedule", None),
        ("Our timetable 2025-26", None),
        ("CLASS: VII - B", "VII - B"),
        ("JADUAL WAKTU KELAS 4 CEMPAKA SESI 2026", "4 CEMPAKA"),
        ("Stundenplan 8c Oberschule Am Mühlenfließ", "8c"),
        ("HORARIO 3°B", "3°B"),
        ("GRADE 9 - SAMPAGUITA", "GRADE 9 - SAMPAGUITA"),
        ("First Year – Class Bláthnaid", "First Year – Class Bláthnaid"),
        ("HORÁRIO – 6º ANO B – MANHÃ", "6º ANO B"),
        ("2024-2025 YILI 6/C SINIFI HAFTALIK DERS PROGRAMI", "6/C"),
        ("Sınıfı : 10-B", "10-B"),
        ("Wochenplan FI 11b", "FI 11b"),
        ("Rooster h3a week 37", "h3a"),
        ("EMPLOI DU TEMPS MS-GS", "MS-GS"),
        ("2026 Timetable v4.2", None),
        ("Wochenplan der Igelgruppe", "Igelgruppe"),
        ("Willow Base – Our Week", "Willow Base"),
        ("5a", "5a"),
        ("Clár Ama - Rang a Trí", "Rang a Trí"),
        ("Amserlen Blwyddyn 3 a 4", "Blwyddyn 3 a 4"),
        ("Emploi du temps de la classe 2NDE 4", "2NDE 4"),
        ("Our Day in Kindergarten", "Kindergarten"),
        ("Calendar 2 - 6 March 2026", None),
    ],
)
def test_names_of_classes(heading: str, expected: str | None) -> None:
    assert said(heading).class_name == expected


def test_what_says_that_it_is_a_timetable_is_the_title() -> None:
    assert said("Fenbury Primary School", "Timetable for Class 3").title == "Timetable for Class 3"
    assert said("Fenbury Primary School", "Teacher: Ms Lang").title == "Fenbury Primary School"
    assert said("File Edit View Insert Format", "Maple").title == "Maple"


def test_an_institute_named_after_somebody_is_no_teacher() -> None:
    found = said("Dr. Ambedkar Institute of Technology")
    assert (found.teacher, found.school) == (None, "Dr. Ambedkar Institute of Technology")


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Emploi du temps CE2 – M. Berthelin", "Emploi du temps CE2"),
        ("JADUAL WAKTU KELAS 4 BESTARI SESI 2024/2025", "JADUAL WAKTU KELAS 4 BESTARI"),
        ("Plan lekcji klas pierwszych — Liceum im. Heleny Sobczak", "Plan lekcji klas pierwszych"),
        ("Stundenplan gültig ab 8.9.2025", "Stundenplan"),
        ("Robins Class – Year 1 Timetable", "Robins Class – Year 1 Timetable"),
        ("Our Daily Schedule", "Our Daily Schedule"),
    ],
)
def test_what_stands_behind_a_title_is_no_part_of_it(heading: str, title: str) -> None:
    assert said(heading).title == title


@pytest.mark.parametrize(
    ("heading", "term"),
    [
        ("Acorns Nursery Spring Term 2", "Spring Term 2"),
        ("Stundenplan 1. Halbjahr 2025/26", "1. Halbjahr"),
        ("CLASS TIME TABLE 2024-25 ODD SEMESTER", "ODD SEMESTER"),
        ("Student schedule Fall 2025", "Fall 2025"),
        ("Time Table: M.Sc. Mathematics, Semester II (Jan - May)", "Semester II"),
        ("Class Timetable", None),
    ],
)
def test_terms_wherever_they_stand(heading: str, term: str | None) -> None:
    assert said(heading).term == term


def test_a_label_that_ends_in_the_word_for_a_class_is_the_teachers() -> None:
    found = said("Jadual Waktu Tahun 2 Cempaka", "Guru Kelas : Pn Zaiton binti Omar")
    assert (found.class_name, found.teacher) == ("Tahun 2 Cempaka", "Pn Zaiton binti Omar")


def test_a_schools_address_is_no_part_of_its_name() -> None:
    assert said("SMK Taman Seri, 43000 Kajang", "Jadual waktu").school == "SMK Taman Seri"
    assert said("Kiboko Hills Secondary School, P.O. Box 114 Kitui").school == "Kiboko Hills Secondary School"
    assert said("Our Homeschool Week").school is None


@pytest.mark.parametrize(
    ("headings", "field", "expected"),
    [
        (("E.E. Profª Zilda Arantes", "HORÁRIO DO PROFESSOR"), "school", "E.E. Profª Zilda Arantes"),
        (("Mrs. Delgado's 2nd Grade Weekly Schedule",), "teacher", "Mrs. Delgado"),
        (("Triedny učiteľ: Mgr. Katarína Šimková", "Rozvrh"), "teacher", "Mgr. Katarína Šimková"),
        (("Granlia skole · Kontaktlærer: Ingvild Moe", "Ukeplan for 4A"), "teacher", "Ingvild Moe"),
        (("Weekrooster", "juf Marloes (ma/di) en meester Bas"), "teacher", "juf Marloes (ma/di) en meester Bas"),
        (("Class: 2B Teacher: Mr Moss Room 14",), "teacher", "Mr Moss"),
        (("LUKUJÄRJESTYS 5A",), "class_name", "5A"),
        (("8C Ängsholmskolan",), "class_name", "8C"),
        (("Wochenplan Hortgruppe Marienkäfer",), "class_name", "Hortgruppe Marienkäfer"),
        (("Horário", "2º bimestre"), "term", "2º bimestre"),
        (("Ukeplan", "høsten 2025"), "term", "høsten 2025"),
        (("Jadwal", "SEMESTER GASAL TAHUN PELAJARAN 2025/2026"), "term", "SEMESTER GASAL"),
        (("B", "Time-Table"), "title", "Time-Table"),
    ],
)
def test_headings_of_more_languages(headings: tuple[str, ...], field: str, expected: str) -> None:
    assert getattr(said(*headings), field) == expected


def test_a_letter_of_a_sheet_is_no_title() -> None:
    assert said("B").title is None


def test_who_is_named_alone_below_the_table_teaches_unless_a_signature_is_asked_for() -> None:
    table = read_table(Grid(1, GridKind.STATED, tuple(grid(*WEEK))))
    assert isinstance(table, Table)

    def below(*texts: str) -> str | None:
        words = tuple(
            Word(text=text, box=Box(left=10, top=300 + 40 * i, right=10 + 9 * len(text), bottom=318 + 40 * i))
            for i, text in enumerate(texts)
        )
        page = PreparedPage(number=1, width=600, height=500, source=PageSource.RASTER, words=words)
        return read_metadata([page], [table]).teacher

    assert below("Mrs Prydderch", "PE kit on Tuesday") == "Mrs Prydderch"
    assert below("Mrs Prydderch", "Il Dirigente Scolastico") is None
    assert below("Mrs Prydderch", "Mr Rees") is None


def test_the_names_of_a_lists_columns_are_no_title() -> None:
    assert said("Day", "Lesson").title is None
    assert said("Horario").title == "Horario"
