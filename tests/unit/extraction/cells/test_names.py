"""What a cell's activity is called, and what is said of it besides."""

from dataclasses import replace

import pytest

from chalicelib.domain.timetable import Box
from chalicelib.extraction.cells.names import read_cell
from chalicelib.extraction.grid import Line
from tests.unit.extraction.making import cell, line


@pytest.mark.parametrize(
    ("text", "name", "notes"),
    [
        ("PAS\n(lecture)", "PAS", "(lecture)"),
        ("COMM 1116 11247-\nS7\nLecture\nSW03 1750", "COMM 1116", "11247-S7; Lecture; SW03 1750"),
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
        ("9-A\nMAT", "MAT", "9-A"),
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


def test_a_turned_pause_that_was_read_in_part_letter_by_letter() -> None:
    tops = {0: "S", 20: "S", 40: "E"}
    letters = [Line(x, Box(left=0, top=top, right=20, bottom=top + 18), 10.0) for top, x in tops.items()]
    turned = Line("REC", Box(left=0, top=60, right=20, bottom=200), 10.0, angle=270)
    found = read_cell([*letters, turned])
    assert found is not None
    assert (found.name, found.notes) == ("RECESS", "")


def test_a_joining_sign_on_a_line_of_its_own_joins() -> None:
    found = read_cell(cell("Wash hands\n+\nSnack", 0, 0).lines)
    assert found is not None
    assert found.name == "Wash hands + Snack"


def test_a_name_reads_on_over_a_small_word_on_a_line_of_its_own() -> None:
    first, small, last = cell("Story\nand\nhome", 0, 0, rows=3).lines
    found = read_cell([first, small, replace(last, begins=True)])
    assert found is not None
    assert (found.name, found.notes) == ("Story and home", "")


def test_a_line_that_begins_with_a_joining_sign_goes_on_with_the_name() -> None:
    found = read_cell(cell("SCI\n& TECH", 0, 0).lines)
    assert found is not None
    assert found.name == "SCI & TECH"


def test_little_pictures_beside_a_name_are_no_part_of_it() -> None:
    found = read_cell(cell("\U0001f64b Asamblea", 0, 0).lines)
    assert found is not None
    assert found.name == "Asamblea"


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


def test_a_courses_title_over_several_lines_below_its_larger_code_is_the_name() -> None:
    title = [
        replace(line(text, 0, 20.0 + 12 * i), size=8.0)
        for i, text in enumerate(("Introduction to", "Scalable", "Systems"))
    ]
    found = read_cell([line("MA721", 0, 0), *title], 1.13)
    assert found is not None
    assert (found.name, found.notes) == ("Introduction to Scalable Systems", "MA721")
