from dataclasses import replace

import pytest

from chalicelib.domain.timetable import Box
from chalicelib.extraction.cells.activities import read_activities
from chalicelib.extraction.cells.names import read_cell
from chalicelib.extraction.grid import Line
from chalicelib.extraction.texts.joined import continues, one_line
from chalicelib.extraction.texts.kinds import kind_of
from tests.unit.extraction.making import cell, line


@pytest.mark.parametrize(
    ("text", "name", "notes"),
    [
        ("PAS\n(lecture)", "PAS", "(lecture)"),
        ("EE-203\nNetwork Theory\nA17-1A", "Network Theory", "EE-203; A17-1A"),
        ("Maths\nMr Smith\nRoom 4", "Maths", "Mr Smith; Room 4"),
        ("6º B\nCiências", "Ciências", "6º B"),
        ("10/C\nMATEMATİK", "MATEMATİK", "10/C"),
        ("Hittan\n15. terem", "Hittan", "15. terem"),
        ("Sport\nHalle", "Sport", "Halle"),
        ("Slöjd grupp 1\nTrNi Träsal", "Slöjd grupp 1", "TrNi Träsal"),
        ("Franska\nCaDu\nC3", "Franska", "CaDu; C3"),
        ("Religion\nev./kath.", "Religion", "ev./kath."),
        ("Tutor\nPHW Hu4", "Tutor", "PHW Hu4"),
        ("1ª série\nBiologia", "Biologia", "1ª série"),
        ("Ændret!\n2x MA • JHa • 2.14", "2x MA", "JHa; 2.14; Ændret!"),
        ("Introduction\nto Marketing", "Introduction to Marketing", ""),
        ("PE\nchange reading books", "PE", "change reading books"),
        ("Music:\nBrass", "Music", "Brass"),
        ("Specials: Art", "Specials: Art", ""),
        ("Regroupement : rituels", "Regroupement : rituels", ""),
        ("Art: Mrs Hill", "Art", "Mrs Hill"),
        ("Block 4\nJazz Band\nBand Hall · Whitcomb", "Jazz Band", "Block 4; Band Hall; Whitcomb"),
        ("Precalculus\nRm 305 - Nakagawa", "Precalculus", "Rm 305; Nakagawa"),
        ("LO\nkui · gym2", "LO", "kui; gym2"),
        ("wiskunde\nlok 206", "wiskunde", "lok 206"),
        ("Maths • Ms Castle", "Maths", "Ms Castle"),
        ("Maths\nLO: I can round to tens.", "Maths", "LO: I can round to tens."),
        ("Physical\nEducation: hall", "Physical Education", "hall"),
        ("Comprehens\nion/library", "Comprehension/library", ""),
        ("ASSEM-\nBLY", "ASSEMBLY", ""),
        ("Exit 12:25", "Exit 12:25", ""),
        ("A-Woche: Schwimmen", "Schwimmen", "A-Woche"),
        ("EUT122\nLecture\nDr. Hafiz", "EUT122", "Lecture; Dr. Hafiz"),
        ("Writing\nWorkshop", "Writing Workshop", ""),
        ("L\nU\nN\nC\nH", "LUNCH", ""),
        ("SOS\nBEAG", "SOS BEAG", ""),
        ("Sem. B\nS.V.T.\nHADDAD K.\nLabo 3", "S.V.T.", "Sem. B; HADDAD K.; Labo 3"),
        ("B\nR.\nE\nA\nK", "BREAK", ""),
        ("ENA04.2\nMÄK\nA211", "ENA04.2", "MÄK; A211"),
        ("Hkk gr 1\nLisbet H\nSlöjdsal", "Hkk gr 1", "Lisbet H; Slöjdsal"),
        ("lo\ngym1\nh4c", "lo", "gym1; h4c"),
        ("chł.\nWF\nSG\nJK", "WF", "chł.; SG; JK"),
        ("gr.1 J. ang.\n11\nMB", "J. ang.", "gr.1; 11; MB"),
        ("Q1_3\nD\nR110", "D", "Q1_3; R110"),
        ("EF\nPAV", "EF", "PAV"),
        ("EEE 1203\nMRK, 401", "EEE 1203", "MRK, 401"),
        ("COM 225\nRM 5\nFAS", "COM 225", "RM 5; FAS"),
        ("ENGR 1181\nHitchcock 324", "ENGR 1181", "Hitchcock 324"),
        ("CHEM 1210\nLecture, McPherson 1000", "CHEM 1210", "Lecture, McPherson 1000"),
        ("MATH 1172\nScott Lab E001", "MATH 1172", "Scott Lab E001"),
        ("Break - duty on Tuesdays", "Break", "duty on Tuesdays"),
        ("Accueil - rituels", "Accueil - rituels", ""),
        ("8b\nD\nR204", "D", "8b; R204"),
        ("9c\nEK\nR204", "EK", "9c; R204"),
        ("COM 223 (P)\nCOMP LAB 1\nOLA", "COM 223 (P)", "COMP LAB 1; OLA"),
        ("CN LAB (PRV) L-5", "CN LAB", "L-5; (PRV)"),
        ("F. Cívica\nProfra. Ríos", "F. Cívica", "Profra. Ríos"),
        ("Cover\n3H", "Cover", "3H"),
        ("Religion ev. – POL\nR03", "Religion ev.", "POL; R03"),
        ("AEC - AFD\n(pavilhão)", "AEC - AFD", "(pavilhão)"),
        ("Praxis Gr. 1 – KRÜ, Werkst. 2", "Praxis", "Gr. 1; KRÜ; Werkst. 2"),
        ("Enf. Comunitaria\nDra. Pons", "Enf. Comunitaria", "Dra. Pons"),
        ("T1\nTIC\nInf3", "TIC", "T1; Inf3"),
        ("E. Física\ntraer chándal", "E. Física", "traer chándal"),
        ("E. Física\npatio\nJon", "E. Física", "patio; Jon"),
        ("OS LAB (LAB-3)\nSMB+PVN", "OS LAB", "SMB+PVN; (LAB-3)"),
        ("j. angielski gr. 1/2", "j. angielski", "gr. 1/2"),
        ("Roll Call B6 Mr P Quill", "Roll Call", "B6; Mr P Quill"),
        ("Registration\n9HAL H7", "Registration", "9HAL H7"),
        ("S\n0\nS", "SOS", ""),
        ("B. Arab\nUstz. Noor", "B. Arab", "Ustz. Noor"),
        ("M1S1\nING. LARA", "M1S1", "ING. LARA"),
        ("Fizik\nDr. Aksoy -\nA-101", "Fizik", "Dr. Aksoy; A-101"),
        ("GS : Encodage", "Encodage", "GS"),
        ("GS\nEncodage", "Encodage", "GS"),
        ("CO5I (OSY) PR\nBatch A2", "CO5I (OSY) PR", "Batch A2"),
        ("TIC (T1) / ET (T2)\nINF1 / ET1", "TIC (T1) / ET (T2)", "INF1 / ET1"),
        ("toets wisA\ngymzaal", "toets wisA", "gymzaal"),
        ("Laboratorio di didattica della\nmatematica", "Laboratorio di didattica della matematica", ""),
        ("De lo Humano y lo\nComunitario", "De lo Humano y lo Comunitario", ""),
        ("Science\n(Ms. Reyes)\nSci. Lab", "Science", "Sci. Lab; (Ms. Reyes)"),
        ("English\n9y/En1\nMrs K Farrow", "English", "9y/En1; Mrs K Farrow"),
        ("10x2/Sc1\nS4", "10x2/Sc1", "S4"),
        ("gym\njuf Sanne", "gym", "juf Sanne"),
        ("(free)", "free", ""),
        ("B. ARAB\nZAINAB", "B. ARAB ZAINAB", ""),
        ("Matematik KLI B205", "Matematik", "KLI; B205"),
        ("Português\nProfª Cida", "Português", "Profª Cida"),
        ("Edukacja\ns. 12", "Edukacja", "s. 12"),
        ("Chor-AG\nFr. Thiele", "Chor-AG", "Fr. Thiele"),
        ("SEMINAR Room 305", "SEMINAR", "Room 305"),
        ("UHV SH-2", "UHV", "SH-2"),
        ("MATHÉMATIQUES M. Ferrand\n- 204", "MATHÉMATIQUES", "M. Ferrand; - 204"),
        ("Reading with Mrs Cole", "Reading with Mrs Cole", ""),
        ("Teatro\nauditório", "Teatro", "auditório"),
        ("T1: DBMS LAB (RPJ) – L1", "DBMS LAB", "T1; L1; (RPJ)"),
        ("technika gr. 1 ST s. 3", "technika", "gr. 1 ST s. 3"),
        ("DBMS LAB (RPJ) – L1", "DBMS LAB", "L1; (RPJ)"),
        ("DES C ANS 0", "DESCANSO", ""),
        ("07a1\nmatematika\nB11", "matematika", "07a1; B11"),
        ("9.º A HIST · S12", "HIST", "9.º A; S12"),
        ("9.º\nA HIST · S12", "HIST", "9.º A; S12"),
        ("6º A sala 4", "6º A", "sala 4"),
        ("4ºA 4ºB\nCultura Científica\nA-21", "Cultura Científica", "4ºA 4ºB; A-21"),
        ("2º ESO A\nGeH-A23", "GeH", "2º ESO A; A23"),
        ("8q2\nG2\n!! room change", "8q2", "G2; !! room change"),
        ("SPECIALS: PE", "SPECIALS: PE", ""),
        ("Maths: JB", "Maths", "JB"),
        ("T1: CN (RGM) LAB1", "CN", "T1; LAB1; (RGM)"),
        ("EF (LMP) GIN", "EF", "GIN; (LMP)"),
        ("CHEM (Org) RT", "CHEM", "RT; (Org)"),
        ("A: TTG (Hu)", "TTG", "A; (Hu)"),
        ("A\nTTG", "TTG", "A"),
        ("D\nSCH", "D", "SCH"),
        ("C. Naturales\nHuerto escolar", "C. Naturales", "Huerto escolar"),
        ("Bahasa Indonesia Bu Wening", "Bahasa Indonesia", "Bu Wening"),
    ],
)
def test_name_and_notes(text: str, name: str, notes: str) -> None:
    found = read_cell(cell(text, 0, 0, rows=5).lines)
    assert found is not None
    assert (found.name, found.notes) == (name, notes)


@pytest.mark.parametrize("text", ["-", "—", "**", "…", ""])
def test_signs_are_no_activity(text: str) -> None:
    assert read_cell(cell(text, 0, 0).lines) is None


def test_a_time_in_a_sentence_is_not_the_cells_own() -> None:
    found = read_cell(cell("Provision, tidy up at 10.40am", 0, 0).lines)
    assert found is not None
    assert found.printed is None


def test_a_time_before_the_name_is() -> None:
    found = read_cell(cell("2.50\nKS2 Assembly", 0, 0).lines)
    assert found is not None
    assert found.printed is not None
    assert found.name == "KS2 Assembly"


def test_a_rooms_number_with_a_dot_is_no_time() -> None:
    found = read_cell(cell("Structures\n3.14", 0, 0).lines)
    assert found is not None
    assert (found.name, found.printed) == ("Structures", None)


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


def test_kinds_of_lines() -> None:
    kinds = {
        t: kind_of(t) for t in ("Room 12", "Mrs Hill", "MA723", "Batch-2", "ADP", "History", "638 (A)", "J. Smith")
    }
    assert list(kinds.values()) == ["room", "teacher", "code", "group", "initials", "text", "code", "teacher"]


def test_hyphens_at_line_ends_are_closed() -> None:
    assert one_line(["Hand-", "writing"]) == "Handwriting"


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


def test_a_start_in_the_first_corner_and_an_end_in_the_last_are_a_range() -> None:
    def line(text: str, left: float, top: float) -> Line:
        return Line(text, Box(left=left, top=top, right=left + 30, bottom=top + 10), 10.0)

    block = [line("08:10", 0, 0), line("Svenska", 40, 30), line("09:15", 80, 60)]
    found = read_cell(block)
    assert found is not None
    assert found.printed is not None
    assert found.printed.end is not None
    assert (found.name, found.printed.start.minute, found.printed.end.minute) == ("Svenska", 490, 555)
    # One above the other at the left they stand before a list's line.
    stacked = read_cell([line("08:10", 0, 0), line("Svenska", 40, 5), line("09:15", 0, 12)])
    assert stacked is not None
    assert stacked.printed is not None
    assert stacked.printed.end is None


def test_a_range_with_minutes_is_the_time_beside_one_of_classes() -> None:
    found = read_cell(cell("Szakkör\n9-10. évf., 13:30–15:00", 0, 0).lines)
    assert found is not None
    assert found.printed is not None
    assert found.printed.start.minute == 13 * 60 + 30


def test_a_group_set_apart_over_a_remark_is_what_a_lesson_is_called() -> None:
    def read(first: str, second: str) -> tuple[str, str]:
        above, below = cell(f"{first}\n{second}", 0, 0).lines
        found = read_cell([replace(above, size=16.0), below])
        assert found is not None
        return found.name, found.notes

    assert read("Gr 4B", "recorder") == ("Gr 4B", "recorder")
    assert read("Gr 4B", "Music") == ("Music", "Gr 4B")
    assert read("3° A", "SOC.") == ("SOC.", "3° A")


def test_a_class_before_a_dash_has_the_lesson() -> None:
    found = read_cell(cell("3AI - INFORMATICA\nProf. Gatti", 0, 0).lines)
    assert found is not None
    assert (found.name, found.notes) == ("INFORMATICA", "3AI; Prof. Gatti")


@pytest.mark.parametrize("time", ["9 - 10:15am", "(9:00-10:15)"])
def test_a_time_below_the_name_ends_it(time: str) -> None:
    found = read_cell(cell(f"Staff meeting\n{time}\nOlin Hall", 0, 0, rows=3).lines)
    assert found is not None
    assert (found.name, found.notes) == ("Staff meeting", "Olin Hall")


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


@pytest.mark.parametrize(
    ("text", "name", "notes"),
    [
        ("E. Física\nGIM", "E. Física", "GIM"),
        ("YASIN\nSurau", "YASIN", "Surau"),
        ("PE\nkit", "PE", "kit"),
        ("Home Group\nC12 HART", "Home Group", "C12 HART"),
        ("P. ISLAM /\nP. MORAL", "P. ISLAM / P. MORAL", ""),
        ("CIVL 455\nSec 51 / F-208", "CIVL 455", "Sec 51 / F-208"),
        ("CH\nW\nA\nR\nA\nE", "CHWARAE", ""),
        ("U\nN\nC\nH", "LUNCH", ""),
    ],
)
def test_names_by_what_stands_below_them(text: str, name: str, notes: str) -> None:
    found = read_cell(cell(text, 0, 0, rows=6).lines)
    assert found is not None
    assert (found.name, found.notes) == (name, notes)


def test_a_time_crossed_out_says_nothing() -> None:
    assert read_cell(cell("-x-", 0, 0).lines) is None


def test_a_name_of_several_lines_that_nothing_joins_is_doubted() -> None:
    joined = {text: read_cell(cell(text, 0, 0, rows=3).lines) for text in ("Physical\nEducation", "Latin\nBrook House")}
    assert {text: found.sure < 1 for text, found in joined.items() if found} == {
        "Physical\nEducation": False,
        "Latin\nBrook House": True,
    }


def test_little_pictures_are_no_names() -> None:
    found = read_cell(cell("abc\nPhonics", 0, 0, rows=2).lines)
    assert found is not None
    assert (found.name, found.notes) == ("Phonics", "")


@pytest.mark.parametrize(("said", "minute"), [("tot 12:15", 735), ("(until 11.30)", 690), ("bis 10.45 Uhr", 645)])
def test_a_line_that_says_when_the_lesson_ends(said: str, minute: int) -> None:
    found = read_cell(cell(f"muziek\nmeester Bas\n{said}", 0, 0).lines)
    assert found is not None
    assert found.until is not None
    assert (found.name, found.notes, found.printed, found.until.minute) == ("muziek", "meester Bas", None, minute)


def test_lines_that_begin_with_a_groups_mark_are_that_groups() -> None:
    found = read_activities(cell("B1 (MAS): DBMS Lab L3\nB2 (VP): CN Lab   L5", 0, 0).lines)
    assert [(a.name, a.notes) for a in found] == [("DBMS Lab", "L3; B1 (MAS)"), ("CN Lab", "L5; B2 (VP)")]
    labels = read_activities(cell("Maths\nT: Mr Shah\nR: 204", 0, 0).lines)
    assert len(labels) == 1


def test_a_turned_pause_that_was_read_in_part_letter_by_letter() -> None:
    tops = {0: "S", 20: "S", 40: "E"}
    letters = [Line(x, Box(left=0, top=top, right=20, bottom=top + 18), 10.0) for top, x in tops.items()]
    turned = Line("REC", Box(left=0, top=60, right=20, bottom=200), 10.0, angle=270)
    found = read_cell([*letters, turned])
    assert found is not None
    assert (found.name, found.notes) == ("RECESS", "")


def test_a_class_before_its_subject_is_no_hour() -> None:
    found = read_cell(cell("2H Phonics\nLeo 1:1", 0, 0).lines)
    assert found is not None
    assert (found.printed, found.name.split()[0]) == (None, "2H")
    french = read_cell(cell("8h Accueil", 0, 0).lines)
    assert french is not None
    assert french.printed is not None


def test_a_joining_sign_on_a_line_of_its_own_joins() -> None:
    found = read_cell(cell("Wash hands\n+\nSnack", 0, 0).lines)
    assert found is not None
    assert found.name == "Wash hands + Snack"


def test_groups_below_their_marks_beside_each_other() -> None:
    def line(text: str, left: float, top: float) -> Line:
        return Line(text, Box(left=left, top=top, right=left + 30, bottom=top + 8), 8.0)

    lines = [line("T1", 10, 0), line("T2", 50, 4), line("TIC", 10, 10), line("Art", 50, 14), line("S20", 10, 22)]
    assert [(a.name, a.notes) for a in read_activities(lines)] == [("TIC", "T1; S20"), ("Art", "T2")]


def test_groups_on_a_line_each_with_dots_between_what_they_have() -> None:
    said = cell("ING · ABT · 1.07\nING (flex) · CVD · 2.01", 0, 0).lines
    assert [a.notes for a in read_activities(said)] == ["ABT; 1.07", "CVD; 2.01; (flex)"]
    assert len(read_activities(cell("Maths · Room 4\nMs Castle", 0, 0).lines)) == 1


def test_an_end_below_its_start_belongs_to_it_though_the_name_beside_both_comes_between() -> None:
    box = Box(left=0, top=0, right=30, bottom=14)
    lines = [
        Line("10:10", box, 14.0),
        Line("pauze", Box(left=200, top=6, right=240, bottom=20), 14.0),
        Line("10:30", Box(left=0, top=15, right=30, bottom=29), 14.0),
    ]
    (found,) = read_activities(lines)
    assert (found.name, found.printed is not None and found.printed.end is not None) == ("pauze", True)


def test_lessons_beside_each_other_on_one_line_are_apart_where_each_has_its_room_below() -> None:
    def level(first: str, second: str, top: float, size: float, *, apart: float) -> Line:
        box = Box(left=0, top=top, right=200 + apart, bottom=top + size)
        return Line(f"{first} {second}", box, size, gaps=((len(first), 100.0, 100.0 + apart),))

    def names(apart: float) -> list[str]:
        cell_lines = [level("Deutsch", "Latein", 0, 20, apart=apart), level("Lef 118", "Bau 119", 22, 10, apart=apart)]
        return [found.name for found in read_activities(cell_lines)]

    assert names(apart=24) == ["Deutsch", "Latein"]
    assert len(names(apart=6)) == 1


def test_an_end_behind_a_dash_is_the_lessons() -> None:
    found = read_cell(cell("Motor skills\nJnr Infants – until 2.10", 0, 0, rows=3).lines)
    assert found is not None
    assert (found.name, found.notes, found.until is not None) == ("Motor skills", "Jnr Infants", True)


def test_a_time_in_brackets_that_is_somebody_elses_is_a_note() -> None:
    for text, printed in (("Well-being time (US 10-10:15)", False), ("Choir (from 10.00 to 10.15)", True)):
        found = read_cell(cell(text, 0, 0, columns=3).lines)
        assert found is not None
        assert (found.printed is not None) is printed


def test_the_number_of_a_lists_item_before_its_time_is_no_name() -> None:
    found = read_cell(cell("1. 8:00-8:30\nGeography", 0, 0).lines)
    assert found is not None
    assert (found.name, found.notes) == ("Geography", "")


def test_lessons_cut_short_over_who_teaches_each_are_several() -> None:
    found = read_activities(cell("P. ISLAM\nUst. Rahim\nP. MORAL\nCik Devi", 0, 0, rows=4).lines)
    assert [(a.name, a.notes) for a in found] == [("P. ISLAM", "Ust. Rahim"), ("P. MORAL", "Cik Devi")]


def test_a_name_reads_on_over_a_small_word_on_a_line_of_its_own() -> None:
    first, small, last = cell("Story\nand\nhome", 0, 0, rows=3).lines
    found = read_cell([first, small, replace(last, begins=True)])
    assert found is not None
    assert (found.name, found.notes) == ("Story and home", "")


def test_groups_marks_behind_all_names_of_a_cell_are_notes() -> None:
    found = read_activities(cell("Gruppe 1: Sport gr. 1\nGruppe 2: Kunst gr. 2", 0, 0, rows=3, columns=3).lines)
    assert [(a.name, a.notes) for a in found] == [("Sport", "gr. 1; Gruppe 1"), ("Kunst", "gr. 2; Gruppe 2")]


def test_a_time_of_its_half_day_behind_a_comma_is_the_lessons() -> None:
    (found,) = read_activities(cell("Assembly, 8:45am, Hall", 0, 0).lines)
    assert found.printed is not None
    assert found.printed.start.minute == 525
    assert (found.name, found.notes) == ("Assembly", "Hall")


def test_a_start_level_with_the_name_and_an_end_in_the_last_corner_are_a_range() -> None:
    first = Line("08:20 Mentorstid KLN A12", Box(left=0, top=0, right=240, bottom=20), 20.0)
    found = read_cell([first, Line("08:40", Box(left=200, top=20, right=240, bottom=36), 16.0)])
    assert found is not None
    assert found.printed is not None
    assert found.printed.end is not None
    assert (found.printed.start.minute, found.printed.end.minute, found.name) == (500, 520, "Mentorstid")


def test_an_end_that_stands_on_the_line_below_its_word_is_the_lessons() -> None:
    found = read_cell(cell("Overblijf tot\n12.15", 0, 0, rows=2).lines)
    assert found is not None
    assert found.until is not None
    assert (found.name, found.printed, found.until.minute) == ("Overblijf", None, 735)


def test_a_capital_behind_small_letters_joins_nothing() -> None:
    assert continues("Geografía e")
    assert continues("GEOGRAFIA E")
    assert not continues("Fís. Quím. A")


def test_a_line_that_begins_with_a_joining_sign_goes_on_with_the_name() -> None:
    found = read_cell(cell("SCI\n& TECH", 0, 0).lines)
    assert found is not None
    assert found.name == "SCI & TECH"


def test_little_pictures_beside_a_name_are_no_part_of_it() -> None:
    found = read_cell(cell("\U0001f64b Asamblea", 0, 0).lines)
    assert found is not None
    assert found.name == "Asamblea"


def test_a_cell_that_begins_with_a_range_has_one_over_each_lesson() -> None:
    said = "9.00-9.15\nCofrestru\n9.15-10.30\nMathemateg\nGwerth lle\n10.30-10.45\nAmser chwarae"
    found = read_activities(cell(said, 0, 0).lines)
    assert [activity.name for activity in found] == ["Cofrestru", "Mathemateg Gwerth lle", "Amser chwarae"]


def test_a_start_and_an_end_around_a_name_are_its_times() -> None:
    found = read_cell(cell("8:15 Mentorstid ANBE A12 8:25", 0, 0).lines)
    assert found is not None
    assert found.printed is not None
    assert found.printed.end is not None
    assert (found.printed.start.minute, found.printed.end.minute) == (495, 505)
    assert found.name.startswith("Mentorstid")


def test_a_room_by_its_form_behind_a_dash_is_no_part_of_the_name() -> None:
    found = read_cell(cell("Maths – s. 12", 0, 0).lines)
    assert found is not None
    assert (found.name, found.notes) == ("Maths", "s. 12")


def test_two_words_of_a_pause_whose_letters_stand_apart() -> None:
    found = read_cell(cell("A m s e r C i n i o", 0, 0).lines)
    assert found is not None
    assert (found.name, found.sure) == ("Amser Cinio", 1.0)


@pytest.mark.parametrize(
    ("text", "name", "notes"),
    [
        ("AGRI &\nNUT", "AGRI & NUT", ""),
        ("9HGB – C21", "9HGB", "C21"),
        ("3AI - INFORMATICA", "INFORMATICA", "3AI"),
        ("R\nE\nH\nA\nT\n(makan pagi)", "REHAT", "(makan pagi)"),
        ("ö\nG\nL\nE\nARASI", "ÖĞLE ARASI", ""),
        ("ö\nL\nE\nARAS", "ÖĞLE ARASI", ""),
        ("B\nR\nE\nA\nK", "BREAK", ""),
    ],
)
def test_names_over_lines_and_marks_beside_them(text: str, name: str, notes: str) -> None:
    found = read_cell(cell(text, 0, 0).lines)
    assert found is not None
    assert (found.name, found.notes) == (name, notes)


@pytest.mark.parametrize(
    ("text", "name", "notes"),
    [
        ("Learner support (drop-in)\nLibrary", "Learner support", "Library; (drop-in)"),
        ("Break cover; Refectory", "Break cover", "Refectory"),
        ("Nederlands\nnl - VRS - 1.14", "Nederlands", "nl; VRS; 1.14"),
        ("IGCSE Biology Y10\nLab 3", "IGCSE Biology Y10", "Lab 3"),
        ("BEDEN EĞİTİMİ VE\nSPOR", "BEDEN EĞİTİMİ VE SPOR", ""),
        ("Math\nEnrichment", "Math Enrichment", ""),
        ("SOCI 1001 A\n31042 Lecture", "SOCI 1001 A", "31042 Lecture"),
        ("AEndret!\n2b EN • KJ", "2b EN", "KJ; AEndret!"),
        ("Jardin\nsi pluie : pâte à modeler", "Jardin", "si pluie : pâte à modeler"),
    ],
)
def test_what_ends_a_name_and_what_goes_on_with_it(text: str, name: str, notes: str) -> None:
    found = read_cell(cell(text, 0, 0).lines)
    assert found is not None
    assert (found.name, found.notes) == (name, notes)


def test_what_stands_in_the_corner_beside_a_time_is_a_note() -> None:
    time, corner, name = line("08:00 - 08:45", 0, 0), line("1. óra", 200, 0), line("Történelem", 0, 20)
    found = read_cell([time, corner, name])
    assert found is not None
    assert (found.name, found.notes) == ("Történelem", "1. óra")
    near = read_cell([time, replace(line("Maths", 70, 0), begins=True), replace(line("Room 4", 0, 20), begins=True)])
    assert near is not None
    assert near.name == "Maths"


def test_a_courses_title_over_several_lines_below_its_larger_code_is_the_name() -> None:
    title = [
        replace(line(text, 0, 20.0 + 12 * i), size=8.0)
        for i, text in enumerate(("Introduction to", "Scalable", "Systems"))
    ]
    found = read_cell([line("MA721", 0, 0), *title], 1.13)
    assert found is not None
    assert (found.name, found.notes) == ("Introduction to Scalable Systems", "MA721")
