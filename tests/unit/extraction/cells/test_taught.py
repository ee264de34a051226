"""Lines that say the lesson, who teaches it and where."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.domain.timetable import Box
from chalicelib.extraction.cells.activities import read_activities
from chalicelib.extraction.cells.style import name_larger_by
from chalicelib.extraction.cells.taught import (
    classes_first,
    codes_over_people,
    lessons_first,
    sets_behind,
    taught_apart,
)
from chalicelib.extraction.grid import Line
from tests.unit.extraction.making import cell

WEEK = [
    "Deutsch Bra R 204",
    "Englisch Kow R 204",
    "Mathe Lin R 204",
    "Musik Voß MU 2",
    "Deutsch Bra R 204",
    "Mathe Lin R 204",
    "Bio Voß BI 1",
]


def said(*texts: str) -> list[list[tuple[str, str]]]:
    cells = taught_apart([cell(text, i, 0) for i, text in enumerate(texts)])
    larger = name_larger_by(cells)
    return [[(found.name, found.notes) for found in read_activities(c.lines, larger)] for c in cells]


def test_teachers_and_rooms_all_over_a_table_are_notes() -> None:
    found = said(*WEEK, "Pause")
    assert found[0] == [("Deutsch", "Bra; R 204")]
    assert found[3] == [("Musik", "Voß; MU 2")]
    assert found[-1] == [("Pause", "")]
    assert said(*WEEK, "Sport Bra / Lin TH 2")[-1] == [("Sport", "Bra / Lin; TH 2")]


def test_lessons_below_each_other_in_a_cell_are_several() -> None:
    assert said(*WEEK, "Reli ev Hof R 112\nEthik Bra R 204")[-1] == [("Reli ev", "Hof; R 112"), ("Ethik", "Bra; R 204")]


def test_letters_of_other_heights_are_the_readers() -> None:
    cells = [cell(text, i, 0) for i, text in enumerate([*WEEK, "Reli ev Hof R 112\nEthik Bra R 204"])]
    first, second = cells[-1].lines
    cells[-1] = replace(cells[-1], lines=(replace(first, size=first.size * 0.75), second))
    found = taught_apart(cells)
    assert [a.name for a in read_activities(found[-1].lines, name_larger_by(found))] == ["Reli ev", "Ethik"]


def test_a_room_of_another_form_beside_a_teacher_that_is_known() -> None:
    assert said(*WEEK, "Sport Bra spielen")[-1] == [("Sport Bra spielen", "")]
    assert said(*WEEK, "Sport Bra inf")[-1] == [("Sport", "Bra; inf")]


def test_places_behind_commas() -> None:
    week = ["Geography, H4", "Geography, H2", "Coursework, Library", "Geography, H4", "Duty, H4", "Maths, H2"]
    assert said(*week)[2] == [("Coursework", "Library")]
    assert said("Maths, Art", "Art, Music", "Music, PE", "Maths, PE", "PE, Art", "PE, Art")[0] == [("Maths, Art", "")]


def test_names_of_several_words_stay_whole() -> None:
    names = ["Year Two PE 1", "Big Book Set 2", "Old Maths Set 3", "Tall Tale Set 1", "Red Group Set 2"]
    assert said(*names) == [[(name, "")] for name in names]


def test_the_dash_between_two_times_parts_no_items() -> None:
    texts = [f"CHEM {1310 + i}\n9:10 am - 10:00 am\n11:00 am - 11:50 am\nBoggs B{i}" for i in range(8)]
    assert taught_apart(cells := [cell(text, i, 0) for i, text in enumerate(texts)]) == cells


SIGNED = ["netl hsa", "wisA vdb", "enl mro", "netl hsa", "gs ldr", "wisA vdb", "enl mro", "gs ldr", "netl hsa"]


def test_a_sign_that_each_name_has_again_and_again_is_who_teaches_it() -> None:
    assert said(*(f"{text}\n1.04" for text in SIGNED))[1] == [("wisA", "vdb; 1.04")]
    assert said("M2 TY BrKI", *(text.replace("hsa", "LiHo").replace("vdb", "AnBe").replace("mro", "KaSj")
                                 .replace("ldr", "PeLu") for text in SIGNED * 2))[0] == [("M2 TY", "BrKI")]  # fmt: skip


def test_second_words_that_are_no_signs_stay() -> None:
    once = ["Story time", "Free play", "Maths test", "Art club", "Choir song", "Wet play"]
    assert said(*once) == [[(text, "")] for text in once]
    assert said(*["Physical Education", "Creative Writing", "Religious Studies"] * 3)[0] == [("Physical Education", "")]


def test_a_room_behind_an_at_sign() -> None:
    assert said("wf-dz AL @bo", *WEEK)[0] == [("wf-dz", "AL; @bo")]


def test_subjects_each_with_a_dash_and_who_teaches_it_are_several() -> None:
    both = "Física y Química – N. Calvo Lab.\nLatín – R. Otero A-12"
    found = said(*["Biología – E. Gil Lab. 2\nEconomía – J. Mena A-7", both] * 4, "Ed. Física – I. Prada")
    assert found[1] == [("Física y Química", "N. Calvo Lab."), ("Latín", "R. Otero; A-12")]


def test_groups_with_a_line_each_are_cut_as_the_others_lines_below_say() -> None:
    week = [f"{name}\n{who}" for name, who in (("Français", "DUB 204"), ("Math", "LEC 204"), ("Sciences", "GIL labo"))]
    found = said("Latin HOU 112", "Éco VER 108", "Techno PIR At.", *week * 2)
    assert found[:4] == [
        [("Latin", "HOU 112")],
        [("Éco", "VER 108")],
        [("Techno", "PIR At.")],
        [("Français", "DUB 204")],
    ]


CLUBS = [
    "Chess Club – Library Mr Aldous\nChoir – MU1 Miss Pryce",
    "Netball – courts\nHomework Club – Library",
    "Football – 3G Mr Dodd\nSchool Play – Hall 3.10-5.00pm",
    "Eco Committee – G2\nManga – A1",
    "Breakfast Club – Canteen",
]


def test_clubs_each_with_its_place_behind_a_dash_are_one_each() -> None:
    found = said(*CLUBS)
    assert found[0] == [("Chess Club", "Library; Mr Aldous"), ("Choir", "MU1 Miss Pryce")]
    assert found[2] == [("Football", "3G Mr Dodd"), ("School Play", "Hall")]
    assert found[4] == [("Breakfast Club", "Canteen")]


def test_a_sign_in_the_corner_above_its_lesson_stands_behind_it() -> None:
    cells = [cell(text, i, 0) for i, text in enumerate(["CN\nRS\nL2", "FQ\nVP\nL1", "RS\nCN T1\nL2", "EF\nNG"])]
    assert [c.lines[0].text for c in lessons_first(cells)] == ["CN", "FQ", "CN T1", "EF"]


def test_a_priest_s_sign_is_who_teaches() -> None:
    lessons = ["matematyka KW 24", "j.polski MB 15", "historia AL 11", "plastyka JM 3", "muzyka JM 3", "technika WB 5"]
    assert said(*lessons, *lessons[:2], "religia ks.P 7")[-1] == [("religia", "ks.P; 7")]
    assert said(*lessons, *lessons[:2], "religia X.T s10")[-1] == [("religia", "X.T; s10")]
    assert said(*lessons, *lessons[:2], "religia x.B 12")[-1] == [("religia", "x.B; 12")]
    assert said(*lessons, *lessons[:2], "religia ks. M.9")[-1] == [("religia", "ks. M.; 9")]
    assert said(*lessons, *lessons[:2], "wdżJM 21")[-1] == [("wdż", "JM; 21")]
    assert said(*lessons, *lessons[:2], "wf WB/KW")[-1] == [("wf", "WB/KW")]


def test_who_teaches_elsewhere_too_is_no_part_of_a_name_without_a_room() -> None:
    assert said(*WEEK, "Schwimmen Voß")[-1] == [("Schwimmen", "Voß")]
    assert said(*WEEK, "Schwimmen AG")[-1] == [("Schwimmen AG", "")]


def test_the_class_and_set_before_a_teachers_lessons_are_notes() -> None:
    texts = [
        "11D/Gg1 GCSE\nGeography\nH3",
        "10C/Gg1 GCSE\nGeography\nH3",
        "12A/Gg A Level\nGeography\nH7",
        "9B/Gg2 Geography\nH3",
    ]
    cells = sets_behind([cell(text, i, 0, rows=3) for i, text in enumerate(texts)])
    larger = name_larger_by(cells)
    found = [(a.name, a.notes) for c in cells for a in read_activities(c.lines, larger)]
    assert found == [
        ("GCSE Geography", "11D/Gg1; H3"),
        ("GCSE Geography", "10C/Gg1; H3"),
        ("A Level Geography", "12A/Gg; H7"),
        ("Geography", "9B/Gg2; H3"),
    ]


def test_a_set_over_its_room_alone_is_the_name() -> None:
    cells = [cell(f"{year}X/Hi2 H12", year, 0) for year in (7, 8, 9, 10)]
    assert sets_behind(cells) == cells


def test_items_that_run_on_over_the_lines_are_parted_at_their_signs() -> None:
    week = ["Storia - Sala M. - A12", "Inglese - Rota L. - A12", "Arte - Gori P. - B2", "Musica - Gori P. - B2"]
    assert said(*week, "Tecnol. Informatiche -\nSandrin M.;Sartori R. - Lab. PC\no Sist. Reti")[-1] == [
        ("Tecnol. Informatiche", "Sandrin M.;Sartori R.; Lab. PC o Sist. Reti")
    ]


def test_signs_of_lessons_over_who_teaches_them_are_the_names() -> None:
    week = ["PORT\nCélia Prates\nA12", "MAT\nRui Falcão\nA12", "HGP\nInês Moura\nA12", "T1\nTIC\nNuno Vaz\nInf2"]
    cells = codes_over_people([cell(text, i, 0, rows=4) for i, text in enumerate([*week, week[0]])])
    found = [(a.name, a.notes) for c in cells for a in read_activities(c.lines, name_larger_by(cells))]
    assert found[0] == ("PORT", "Célia Prates; A12")
    assert found[3] == ("TIC", "T1; Nuno Vaz; Inf2")


def test_teachers_signs_over_lessons_are_not() -> None:
    cells = [
        cell(f"{who}\n{name}", i, 0)
        for i, (who, name) in enumerate(
            [("KLI", "Ciências Naturais"), ("RS", "História Geral"), ("PB", "Educação Física"), ("LD", "Artes Visuais")]
        )
    ]
    assert codes_over_people(cells) == cells


def test_classes_alone_over_what_they_have_are_notes() -> None:
    texts = ["7A\nHist\nH4", "8B\nGeog\nH4", "10x2\nGeog\nH4", "9D\nPSHE\nH4", "Break"]
    cells = sets_behind([cell(text, i, 0, rows=3) for i, text in enumerate(texts)])
    found = [(a.name, a.notes) for c in cells for a in read_activities(c.lines, name_larger_by(cells))]
    assert found == [("Hist", "7A; H4"), ("Geog", "8B; H4"), ("Geog", "10x2; H4"), ("PSHE", "9D; H4"), ("Break", "")]


def test_who_teaches_set_otherwise_behind_each_name_is_told_as_on_one_line() -> None:
    def beside(name: str, sign: str, level: int, size: float = 10.0) -> tuple[Line, Line]:
        top = 20.0 * level
        first = Line(name, Box(left=5, top=top, right=60, bottom=top + 10), size)
        return first, Line(sign, Box(left=70, top=top, right=100, bottom=top + 10), 10.0, begins=True)

    week = [("matematyka", "KW 24"), ("j.polski", "MB 15"), ("historia", "AL 11"), ("plastyka", "JM 3")] * 2
    one = [replace(cell("", i, 0), lines=beside(*said, 0, 30.0)) for i, said in enumerate(week)]
    both = replace(
        cell("", 9, 0), lines=(*beside("j.niemiecki-n1", "KW 24", 0), *beside("j.hiszpański-h1", "MB 15", 1))
    )
    found = taught_apart([*one, both])
    assert [a.name for a in read_activities(found[-1].lines, name_larger_by(found))] == [
        "j.niemiecki-n1",
        "j.hiszpański-h1",
    ]


def test_a_remark_set_otherwise_behind_a_name_stays_apart() -> None:
    name, remark = cell("Reading", 0, 0).lines[0], cell("with the whole class", 1, 0).lines[0]
    told = replace(cell("", 0, 0), lines=(name, replace(remark, begins=True)))
    assert taught_apart([told, *(cell(text, i, 1) for i, text in enumerate(WEEK))])[0] == told


def test_a_room_and_then_who_teaches_there() -> None:
    week = ["wis m211 bkr", "netl m104 jdv", "wis m211 bkr", "lo gz1 rpo", "netl m104 jdv", "bi s03 tnk", "hwk stilte"]
    found = said(*(f"{i}\n{text}\nh2b" for i, text in enumerate(week, 1)))
    assert [names[0][0] for names in found[:6]] == ["wis", "netl", "wis", "lo", "netl", "bi"]


def test_signs_of_two_capitals_and_one_run_together_with_its_name() -> None:
    week = ["Sc WD", "Fr LB", "Sc WD", "Gg OR", "Fr LB", "Ma KJ", "Ma KJ", "Gg OR", "ScWD", "Fr lb"]
    assert [found[0] for found in said(*week)][-2:] == [("Sc", "WD"), ("Fr", "lb")]


def test_a_sign_and_its_room_without_a_blank_and_one_behind_a_hash() -> None:
    found = said(*WEEK, "Bio Voß204", "religia #ks 5")
    assert found[-2:] == [[("Bio", "Voß; 204")], [("religia", "#ks; 5")]]


def test_a_teachers_lessons_are_called_by_their_classes() -> None:
    week = ["9F2\nB12", "7C3\nB12", "8A1\nB12", "10R1\nB14", "9F2\nB12\nacids recap", "PPA"]
    cells = classes_first([cell(text, i, 0) for i, text in enumerate(week)])
    assert [(a.name, a.notes) for c in cells for a in read_activities(c.lines, name_larger_by(cells))][4] == (
        "9F2",
        "B12; acids recap",
    )
    subjects = [
        cell(text, i, 0) for i, text in enumerate(["9F2\nPhysics", "7C3\nChemistry", "8A1\nBiology", "9F2\nMaths"])
    ]
    assert classes_first(subjects) == subjects


def test_groups_on_a_line_each_where_others_have_the_sign_below_the_name() -> None:
    week = ["Deutsch\nLIN", "Mathe\nOST", "Bio\nHAG · Fachraum B2", "Kunst\nWEI · R 017", "Englisch\nBRE"]
    assert said(*week, "Reli ev. PAU · 105\nEthik KRO · 214")[-1] == [("Reli ev.", "PAU; 105"), ("Ethik", "KRO; 214")]


def test_a_room_below_a_class_s_set_is_no_lesson() -> None:
    said = (("9C/Gg", "HU3"), ("11B/Gg2", "HU3"), ("7R/Gg", "HU1"), ("13/Gg1", "HU1"), ("8S/Gg", "HU3"))
    week = [cell(f"{code}\n{room}", i, 0) for i, (code, room) in enumerate(said)]
    assert sets_behind(week) == week


def test_sets_by_their_stroke_and_places_that_are_no_rooms() -> None:
    coded = [cell(text, i, 0) for i, text in enumerate(("10x/Hi1\nH4", "7M/Hi2\nH4.", "8P/Hi1\nH2", "9R/Hi3\nH4"))]
    found = classes_first([*coded, cell(".12B/Hi\nLib", 5, 0)])
    library = found[-1]
    assert library.lines[1].size < library.lines[0].size / 2
    assert found[:-1] == coded


def test_a_periods_number_before_items_is_none_of_them() -> None:
    cells = ["1 - 8SCIB - S04 - HUGH", "2 - 8ENGB - B11 - TRAN", "3 - 8PESB - GYM - MARS", "4 - 8MATB - B12 - OBRI"]
    found = said(*cells, *(f"9:00 AM - 10:15 AM\n{i} - 8HUM{c} - B11 - DELL" for i, c in enumerate("ABCD", start=1)))
    assert found[0] == [("8SCIB", "S04; HUGH")]
    assert found[-1] == [("8HUMD", "B11; DELL")]
