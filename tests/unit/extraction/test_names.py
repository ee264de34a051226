import pytest

from chalicelib.extraction.names import kind_of, one_line, read_activities, read_cell
from tests.unit.extraction.making import cell


@pytest.mark.parametrize(
    ("text", "name", "notes"),
    [
        ("PAS\n(lecture)", "PAS", "(lecture)"),
        ("EE-203\nNetwork Theory\nA17-1A", "Network Theory", "EE-203; A17-1A"),
        ("Maths\nMr Smith\nRoom 4", "Maths", "Mr Smith; Room 4"),
        ("Introduction\nto Marketing", "Introduction to Marketing", ""),
        ("PE\nchange reading books", "PE", "change reading books"),
        ("Music:\nBrass", "Music", "Brass"),
        ("Comprehens\nion/library", "Comprehension/library", ""),
        ("L\nU\nN\nC\nH", "LUNCH", ""),
        ("(free)", "free", ""),
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


def test_two_groups() -> None:
    lines = cell("j. angielski-1/2 PN 4\ninformatyka-2/2 RS inf", 0, 0).lines
    assert [a.name for a in read_activities(lines)] == ["j. angielski-1/2 PN 4", "informatyka-2/2 RS inf"]
    names = [(a.name, a.notes) for a in read_activities(cell("Dsp Lab (EI) , (EC) Free Slot", 0, 0).lines)]
    assert names == [("Dsp Lab", "(EI)"), ("Free Slot", "(EC)")]


def test_kinds_of_lines() -> None:
    kinds = {
        t: kind_of(t) for t in ("Room 12", "Mrs Hill", "MA723", "Batch-2", "ADP", "History", "638 (A)", "J. Smith")
    }
    assert list(kinds.values()) == ["room", "teacher", "code", "group", "initials", "text", "code", "teacher"]


def test_hyphens_at_line_ends_are_closed() -> None:
    assert one_line(["Hand-", "writing"]) == "Handwriting"


def test_batches_that_share_a_cell_are_one_lesson_each() -> None:
    lines = cell("Physics Lab (B1)\nChemistry Lab (B2)", 0, 0).lines
    assert [(a.name, a.notes) for a in read_activities(lines)] == [("Physics Lab", "(B1)"), ("Chemistry Lab", "(B2)")]


def test_halves_of_a_class_before_their_subjects() -> None:
    lines = cell("T1 Physics\nLab 1\nT2 Biology\nLab 2", 0, 0).lines
    assert len(read_activities(lines)) == 2
