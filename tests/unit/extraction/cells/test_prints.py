"""Names that are told by the font a table prints them in."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.domain.page import Token
from chalicelib.extraction.cells.prints import cut_at_remarks, strongest_first, with_lines_of_names
from chalicelib.extraction.grid import Cell, Line
from tests.unit.extraction.making import cell

BOLD, REGULAR, ITALIC = 16.0, 10.0, 14.0


def printed(*lines: tuple[str, list[float]], column: float = 0, row: float = 0) -> Cell:
    """A cell of lines, each word of which is printed as strongly as is said."""
    made = cell("\n".join(text for text, _ in lines), column, row)
    return replace(made, lines=tuple(_line(line, said) for line, (_, said) in zip(made.lines, lines, strict=True)))


def _line(line: Line, strengths: list[float]) -> Line:
    words, first, tokens = line.text.split(), 0, []
    for word, strength in zip(words, strengths, strict=True):
        first = line.text.index(word, first)
        left = line.box.left + 8 * first
        tokens.append(Token(first=first, left=left, right=left + 7 * len(word), strength=strength))
        first += len(word)
    return replace(line, tokens=tuple(tokens))


def texts(cells: list[Cell]) -> list[list[str]]:
    return [[line.text for line in made.lines] for made in cells]


def test_a_lesson_in_bold_below_who_teaches_it_comes_first() -> None:
    said = [("HOF", "M", "2.14"), ("RAU", "D", "2.14"), ("PIC", "GPB", "1.05"), ("KNA", "INF", "EDV2")]
    week = [
        printed((who, [REGULAR]), (name, [BOLD]), (room, [REGULAR]), column=i)
        for i, (who, name, room) in enumerate(said)
    ]
    assert texts(strongest_first(week)) == [[name, who, room] for who, name, room in said]
    assert all(made.lines[0].size > 2 * made.lines[1].size for made in strongest_first(week))


def test_a_table_whose_first_lines_are_the_strongest_stays() -> None:
    week = [printed((name, [BOLD]), ("HOF", [REGULAR]), column=i) for i, name in enumerate(("M", "D", "GPB", "INF"))]
    changed = printed(("BE", [REGULAR]), ("ZS", [BOLD]), column=5)
    assert strongest_first([*week, changed]) == [*week, changed]


def test_rooms_in_bold_below_what_happens_there_are_no_names() -> None:
    week = [
        printed((name, [REGULAR]), (room, [BOLD]), column=i)
        for i, (name, room) in enumerate((("Latin", "L2"), ("Greek", "L4"), ("Fencing", "Hall"), ("History", "L2")))
    ]
    assert strongest_first(week) == week


def test_classes_in_bold_below_what_they_have_are_no_names() -> None:
    said = (("Matemática", "7ºA"), ("Ciências", "8ºB"), ("História", "7ºB"), ("Arte", "8ºA"))
    week = [printed((name, [REGULAR]), (form, [BOLD]), column=i) for i, (name, form) in enumerate(said)]
    assert strongest_first(week) == week


def test_lines_printed_as_a_name_s_first_one_go_on_with_it() -> None:
    week = [printed((name, [BOLD]), ("Mme NOEL", [REGULAR, REGULAR]), column=i) for i, name in enumerate("ABCDE")]
    long = printed(("SCIENCES", [BOLD]), ("VIE & TERRE", [BOLD] * 3), ("LABO2", [REGULAR]), column=6)
    remark = printed(("Arrival", [BOLD]), ("hang up coats", [BOLD] * 3), ("Hall", [REGULAR]), column=7)
    groups = printed(("T1 CN", [BOLD] * 2), ("T2 FQ", [BOLD] * 2), ("Lab", [REGULAR]), column=8)
    found = texts(with_lines_of_names([*week, long, remark, groups]))
    assert found[-3] == ["SCIENCES VIE & TERRE", "LABO2"]
    assert [len(lines) for lines in found[-2:]] == [3, 3]


def test_a_print_that_stands_below_names_elsewhere_begins_a_remark_on_their_line() -> None:
    high = [
        printed(("8:45-9:15 Kring", [12.0, BOLD]), (said, [ITALIC] * len(said.split())), column=i)
        for i, said in enumerate(("weekend", "letter", "rijmen", "fantasie"))
    ]
    low = printed(("8:30-8:45 Inloop puzzels", [12.0, BOLD, ITALIC]), column=5)
    assert texts(cut_at_remarks([*high, low]))[-1] == ["8:30-8:45 Inloop", "puzzels"]
    banner = printed(("* Asamblea saludo", [12.0, 20.0, ITALIC]), column=6)
    assert texts(cut_at_remarks([*high, banner]))[-1] == ["* Asamblea", "saludo"]


def test_names_that_nearly_all_go_over_to_one_print_end_there() -> None:
    said = ("História Local — Dr. Seabra", "Coro Jovem — Maestrina Inês", "Pintura Livre — D. Graça", "Yoga Leve — Rui")
    week = [
        printed((text, [BOLD, BOLD, BOLD, *[REGULAR] * (len(text.split()) - 3)]), column=i)
        for i, text in enumerate(said)
    ]
    assert [lines[0] for lines in texts(cut_at_remarks(week))] == [text.split(" — ")[0] for text in said]


def test_groups_of_a_cell_stay_whole() -> None:
    week = [printed(("wf", [BOLD]), ("GR sala", [REGULAR] * 2), column=i) for i in range(4)]
    groups = printed(("wf-1/2 GR", [BOLD, REGULAR]), ("inf-2/2 KD", [BOLD, REGULAR]), column=5)
    assert cut_at_remarks([*week, groups])[-1] == groups


def test_a_name_of_several_lines_in_the_strongest_print_comes_first() -> None:
    said = [("ECE1", "5N0690", "Communications"), ("VTOS", "4N1125 Information", "Technology Skills")]
    said += [("BUS1", "5N1977 Spreadsheet", "Methods"), ("MED1", "5N1364 Digital", "Movie Processing")]
    week = [
        printed(
            (group, [REGULAR]), (a, [BOLD] * len(a.split())), (b, [BOLD] * len(b.split())), ("A. Doyle", [11.0] * 2)
        )
        for group, a, b in said
    ]
    assert texts(strongest_first(week)) == [[a, b, group, "A. Doyle"] for group, a, b in said]


def test_an_aim_in_small_print_above_some_names_is_said_besides() -> None:
    week = [printed(("Handwriting", [BOLD]), ("book corner", [REGULAR] * 2), column=i) for i in range(6)]
    aims = [
        printed(("I can blend sounds.", [6.0] * 4), ("Phonics", [BOLD]), ("ch sh", [REGULAR] * 2)) for _ in range(4)
    ]
    small = [replace(c, lines=(replace(c.lines[0], size=7.0), *c.lines[1:])) for c in aims]
    assert texts(strongest_first([*week, *small]))[-1] == ["Phonics", "I can blend sounds.", "ch sh"]


def test_cells_of_two_groups_do_not_hide_how_a_table_prints_its_names() -> None:
    said = [("U5", "M", "Nov"), ("UP", "Aj", "Vlk"), ("J3", "Nj", "Hol"), ("UF", "F", "Jez")]
    week = [
        printed((room, [REGULAR]), (name, [2 * BOLD]), (who, [REGULAR]), column=i)
        for i, (room, name, who) in enumerate(said)
    ]
    groups = [
        printed(("J1", [REGULAR]), ("Aj", [2 * BOLD]), ("J2", [REGULAR]), ("Inf", [2 * BOLD]), column=i, row=1)
        for i in range(3)
    ]
    found = strongest_first([*week, *groups])
    assert texts(found[:4]) == [[name, room, who] for room, name, who in said]
    sizes = [line.size for line in found[4].lines]
    assert sizes[1] == sizes[3] > 2 * sizes[0] == 2 * sizes[2]


def test_the_bold_line_names_the_lesson_wherever_it_stands() -> None:
    said = [("L3 Eng", "CAD"), ("T Level", "Core skills"), ("HNC", "Thermofluids"), ("L1 MV", "Workshop")]
    lower = [
        printed((a, [REGULAR] * len(a.split())), (b, [BOLD] * len(b.split())), column=i)
        for i, (a, b) in enumerate(said)
    ]
    upper = [printed(("Team mtg", [BOLD, BOLD]), ("E200", [REGULAR]), column=i, row=1) for i in range(2)]
    assert texts(strongest_first([*lower, *upper]))[:4] == [[b, a] for a, b in said]
