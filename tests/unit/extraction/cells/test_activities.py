"""The activities that share a cell: groups, weeks, lists, parallel lessons."""

import pytest

from chalicelib.domain.timetable import Box
from chalicelib.extraction.cells.activities import read_activities
from chalicelib.extraction.grid import Line
from tests.unit.extraction.making import cell


def test_subjects_with_a_room_each_are_parallel() -> None:
    for text in ("Religión A12\nValores B3", "Religión (A12)\nValores (B3)"):
        assert [a.name for a in read_activities(cell(text, 0, 0).lines)] == ["Religión", "Valores"]
    assert len(read_activities(cell("Física y\nQuímica B12", 0, 0).lines)) == 1


def test_kinds_of_one_subject_are_parallel() -> None:
    said = cell("Religion ev.\nReligion kath.\nEthik", 0, 0).lines
    assert [a.name for a in read_activities(said)] == ["Religion ev.", "Religion kath.", "Ethik"]
    assert len(read_activities(cell("Music\nMusic room", 0, 0).lines)) == 1
    assert len(read_activities(cell("Science lesson\nScience lab", 0, 0).lines)) == 1


def test_two_groups() -> None:
    lines = cell("j. angielski-1/2 PN 4\ninformatyka-2/2 RS inf", 0, 0).lines
    assert [a.name for a in read_activities(lines)] == ["j. angielski-1/2", "informatyka-2/2"]
    names = [(a.name, a.notes) for a in read_activities(cell("Dsp Lab (EI) , (EC) Free Slot", 0, 0).lines)]
    assert names == [("Dsp Lab", "(EI)"), ("Free Slot", "(EC)")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FQ - T1 (Lab 2)\nCN - T2 (Lab 1)", [("FQ", "T1; (Lab 2)"), ("CN", "T2; (Lab 1)")]),
        ("PAI - UST.\nRAZAK\nPM - GRACE", [("PAI", "UST. RAZAK"), ("PM", "GRACE")]),
        ("Francese\n(Bonnet)\nSpagnolo\n(Ruiz)", [("Francese", "(Bonnet)"), ("Spagnolo", "(Ruiz)")]),
        ("wf-1/2\nSZ\nhala\nwf-2/2MB sil", [("wf-1/2", "SZ; hala"), ("wf-2/2", "MB sil")]),
        ("Taller: Cocina\nTaller: Dibujo", [("Taller: Cocina", ""), ("Taller: Dibujo", "")]),
        ("Gr. A: SL Lab (NKC)\nGr. B: OS Lab (SM)", [("SL Lab", "Gr. A; (NKC)"), ("OS Lab", "Gr. B; (SM)")]),
        ("CN LAB B1 - SK/PT\nDBMS LAB B2 - MV/GD", [("CN LAB", "B1 - SK/PT"), ("DBMS LAB", "B2 - MV/GD")]),
        ("ev. Religion Pf 107\nEthik Wi 204", [("ev. Religion", "Pf 107"), ("Ethik", "Wi 204")]),
        ("RELIGIÓN (Mª José)\nVALORES (Carmen)", [("RELIGIÓN", "(Mª José)"), ("VALORES", "(Carmen)")]),
        ("informatyka\ngr. 1\n—\nmatematyka\ngr. 2", [("informatyka", "gr. 1"), ("matematyka", "gr. 2")]),
        (
            "Angol nyelv – Tóth Anna (Ny1)\nNémet nyelv – Lakatos Éva (Ny2)",
            [("Angol nyelv", "Tóth Anna; (Ny1)"), ("Német nyelv", "Lakatos Éva; (Ny2)")],
        ),
        ("B1-CN LAB (PRV) L-5\nB2-ML LAB (AHJ) L-2", [("CN LAB", "L-5; B1; (PRV)"), ("ML LAB", "L-2; B2; (AHJ)")]),
    ],
)
def test_parallel_groups_by_what_each_says(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(a.name, a.notes) for a in read_activities(cell(text, 0, 0).lines)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Maths - Fractions\nEnglish - Poetry",
        "Reading\n(guided)\nWriting\n(free)",
        "QLM\nsciences (CE1) / histoire (CE2)",
        "HIS / GEO\n(SMW / TBR)",
    ],
)
def test_topics_below_each_other_are_no_groups(text: str) -> None:
    assert len(read_activities(cell(text, 0, 0).lines)) == 1


def test_a_person_s_name_below_a_course_s_number_is_no_other_lesson() -> None:
    sizes = {"ENG-303": 12.0, "Ullah": 12.0}
    lines = [
        Line(
            text, cell("", 0, 0).box.model_copy(update={"top": 12.0 * i, "bottom": 12.0 * i + 10}), sizes.get(text, 9.0)
        )
        for i, text in enumerate(("ENG-303", "Drama", "Mr. Asad", "Ullah", "R-12"))
    ]
    assert [a.name for a in read_activities(lines, larger=1.1)] == ["ENG-303"]


def test_batches_that_share_a_cell_are_one_lesson_each() -> None:
    lines = cell("Physics Lab (B1)\nChemistry Lab (B2)", 0, 0).lines
    assert [(a.name, a.notes) for a in read_activities(lines)] == [("Physics Lab", "(B1)"), ("Chemistry Lab", "(B2)")]


def test_halves_of_a_class_before_their_subjects() -> None:
    lines = cell("T1 Physics\nLab 1\nT2 Biology\nLab 2", 0, 0).lines
    assert len(read_activities(lines)) == 2


def test_subjects_each_in_its_room_are_groups() -> None:
    found = read_activities(cell("FRA (A15)\nREF (A12)", 0, 0).lines)
    assert [(a.name, a.notes) for a in found] == [("FRA", "(A15)"), ("REF", "(A12)")]
    found = read_activities(cell("Religion kath. (R. 4)\nEthik (R. 7)", 0, 0).lines)
    assert [(a.name, a.notes) for a in found] == [("Religion kath.", "(R. 4)"), ("Ethik", "(R. 7)")]


def test_lines_that_begin_with_starts_are_a_list_each_lasting_until_the_next() -> None:
    found = read_activities(cell("8.45 Welcome\n9.00 Carpet time\nsong\n10.45 Milk", 0, 0, rows=4).lines)
    assert [a.name for a in found] == ["Welcome", "Carpet time song", "Milk"]
    spans = [a.printed for a in found]
    assert [(s.start.minute, s.end and s.end.minute) for s in spans if s] == [(525, 540), (540, 645), (645, None)]


def test_starts_that_do_not_follow_each_other_are_no_list() -> None:
    assert len(read_activities(cell("9.30 Maths\n8.45 Art", 0, 0, rows=2).lines)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A: Maths H4\nB: Art H9", [("Maths H4", "A"), ("Art H9", "B")]),
        ("Week 1 - Maths\nWeek 2 - Art", [("Maths", "Week 1"), ("Art", "Week 2")]),
        ("Religión - B. Montes (1.12)\nValores - E. Soto (Bibl.)", [("Religión", "B. Montes"), ("Valores", "E. Soto")]),
        ("FM (T) G1\nMs Roy\nBM (T) G2\nDr Rao", [("FM (T)", "Ms Roy"), ("BM (T)", "Dr Rao")]),
    ],
)
def test_what_a_cell_says_of_two_weeks_or_groups(text: str, expected: list[tuple[str, str]]) -> None:
    found = read_activities(cell(text, 0, 0, rows=4).lines)
    assert [a.name.removesuffix(" G1").removesuffix(" G2") for a in found] == [name for name, _ in expected]
    assert all(note in a.notes for a, (_, note) in zip(found, expected, strict=True))


def test_lines_that_begin_with_a_groups_mark_are_that_groups() -> None:
    found = read_activities(cell("B1 (MAS): DBMS Lab L3\nB2 (VP): CN Lab   L5", 0, 0).lines)
    assert [(a.name, a.notes) for a in found] == [("DBMS Lab", "L3; B1 (MAS)"), ("CN Lab", "L5; B2 (VP)")]
    labels = read_activities(cell("Maths\nT: Mr Shah\nR: 204", 0, 0).lines)
    assert len(labels) == 1


def test_groups_below_their_marks_beside_each_other() -> None:
    def line(text: str, left: float, top: float) -> Line:
        return Line(text, Box(left=left, top=top, right=left + 30, bottom=top + 8), 8.0)

    lines = [line("T1", 10, 0), line("T2", 50, 4), line("TIC", 10, 10), line("Art", 50, 14), line("S20", 10, 22)]
    assert [(a.name, a.notes) for a in read_activities(lines)] == [("TIC", "T1; S20"), ("Art", "T2")]


def test_groups_on_a_line_each_with_dots_between_what_they_have() -> None:
    said = cell("ING · ABT · 1.07\nING (flex) · CVD · 2.01", 0, 0).lines
    assert [a.notes for a in read_activities(said)] == ["ABT; 1.07", "CVD; 2.01; (flex)"]
    assert len(read_activities(cell("Maths · Room 4\nMs Castle", 0, 0).lines)) == 1


def test_lessons_beside_each_other_on_one_line_are_apart_where_each_has_its_room_below() -> None:
    def level(first: str, second: str, top: float, size: float, *, apart: float) -> Line:
        box = Box(left=0, top=top, right=200 + apart, bottom=top + size)
        return Line(f"{first} {second}", box, size, gaps=((len(first), 100.0, 100.0 + apart),))

    def names(apart: float) -> list[str]:
        cell_lines = [level("Deutsch", "Latein", 0, 20, apart=apart), level("Lef 118", "Bau 119", 22, 10, apart=apart)]
        return [found.name for found in read_activities(cell_lines)]

    assert names(apart=24) == ["Deutsch", "Latein"]
    assert len(names(apart=6)) == 1


def test_lessons_cut_short_over_who_teaches_each_are_several() -> None:
    found = read_activities(cell("P. ISLAM\nUst. Rahim\nP. MORAL\nCik Devi", 0, 0, rows=4).lines)
    assert [(a.name, a.notes) for a in found] == [("P. ISLAM", "Ust. Rahim"), ("P. MORAL", "Cik Devi")]


def test_groups_marks_behind_all_names_of_a_cell_are_notes() -> None:
    found = read_activities(cell("Gruppe 1: Sport gr. 1\nGruppe 2: Kunst gr. 2", 0, 0, rows=3, columns=3).lines)
    assert [(a.name, a.notes) for a in found] == [("Sport", "gr. 1; Gruppe 1"), ("Kunst", "gr. 2; Gruppe 2")]


def test_a_cell_that_begins_with_a_range_has_one_over_each_lesson() -> None:
    said = "9.00-9.15\nCofrestru\n9.15-10.30\nMathemateg\nGwerth lle\n10.30-10.45\nAmser chwarae"
    found = read_activities(cell(said, 0, 0).lines)
    assert [activity.name for activity in found] == ["Cofrestru", "Mathemateg Gwerth lle", "Amser chwarae"]
