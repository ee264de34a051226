"""How strongly words are printed, and names that are told by it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from benchmarks.made.fonts import Face, font
from chalicelib.domain.page import Token, Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.cells.activities import read_activities
from chalicelib.extraction.cells.stressed import lighter_behind_names, set_lighter_apart, stressed_apart
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.lines.stress import with_tokens
from chalicelib.extraction.settings import SET_APART

HIGH = 60


def printed(*words: tuple[str, bool, int]) -> tuple[np.ndarray, Word]:
    """A picture of words (each bold or not, in a grey level), and the reader's line over all of them."""
    sheet = Image.new("RGB", (900, HIGH), "white")
    pen, x = ImageDraw.Draw(sheet), 20.0
    for text, bold, grey in words:
        face = font(Face.VERA, 32, bold=bold)
        pen.text((x, 10), text, font=face, fill=(grey,) * 3)
        x += face.getlength(text) + 16
    picture = np.asarray(sheet)[:, :, ::-1].copy()
    return picture, Word(text=" ".join(word for word, _, _ in words), box=Box(left=10, top=2, right=x, bottom=HIGH - 2))


def test_a_words_letters_end_before_the_next_one_into_which_its_box_reaches() -> None:
    picture, word = printed(("Roda", False, 0), ("de", False, 0), ("conversa", False, 0), ("Dia", False, 0))
    texts = word.text.split()
    known = with_tokens([word], picture)[0].tokens
    begins = known[-1].left
    first = word.model_copy(
        update={"text": " ".join(texts[:3]), "box": word.box.model_copy(update={"right": begins + 8})}
    )
    second = Word(text=texts[3], box=word.box.model_copy(update={"left": begins - 1}))
    assert [t.right for t in with_tokens([first, second], picture)[0].tokens] == [t.right for t in known[:3]]


@pytest.mark.parametrize("blur", [0.0, 1.2])
def test_bold_words_are_stronger_than_light_and_black_than_grey(blur: float) -> None:
    picture, word = printed(("Maths", True, 0), ("Room", False, 0), ("Smith", False, 120))
    if blur:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), blur), np.uint8)
    (read,) = with_tokens([word], picture)
    bold, light, grey = (token.strength for token in read.tokens)
    assert bold > 1.3 * light > 1.3 * grey


def test_each_word_has_its_place_in_the_line() -> None:
    picture, word = printed(("Maths", False, 0), ("B", False, 0), ("204", False, 0))
    (read,) = with_tokens([word], picture)
    assert [word.text[t.first :].split()[0] for t in read.tokens] == ["Maths", "B", "204"]
    assert all(a.right < b.left for a, b in zip(read.tokens, read.tokens[1:], strict=False))


def test_turned_faint_and_tiny_words_have_none() -> None:
    picture, word = printed(("Maths", False, 250))
    turned = word.model_copy(update={"angle": 90})
    tiny = word.model_copy(update={"box": Box(left=10, top=2, right=40, bottom=5)})
    assert [w.tokens for w in with_tokens([word, turned, tiny], picture)] == [(), (), ()]


def line(text: str, top: float, *strengths: float, left: float = 0) -> Line:
    words = text.split()
    starts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
    tokens = [
        Token(first=a, left=left + 6 * a, right=left + 6 * (a + len(w)), strength=s)
        for a, w, s in zip(starts, words, strengths, strict=True)
    ]
    box = Box(left=left, top=top, right=left + 6 * len(text), bottom=top + 10)
    return Line(text, box, 10.0, tokens=tuple(tokens))


def cell(*lines: Line) -> Cell:
    return Cell(Box(left=0, top=0, right=100, bottom=60), lines)


def read(cells: list[Cell]) -> list[list[tuple[str, str]]] | None:
    parted = stressed_apart(cells)
    if parted is None:
        return None
    return [[(a.name, a.notes) for a in read_activities(c.lines, SET_APART)] for c in parted]


LESSONS = [("Maths", "Shah"), ("English", "Cole"), ("History", "Vane"), ("Drama", "Bell"), ("Art", "Lund")]


def test_names_over_lighter_lines_are_cut_there() -> None:
    cells = [cell(line(name, 0, 160), line(who, 14, 100)) for name, who in LESSONS]
    wrapped = cell(line("Religious", 0, 155), line("Instruction", 14, 162), line("Mead", 28, 98))
    assert read([*cells, wrapped]) == [*([lesson] for lesson in LESSONS), [("Religious Instruction", "Mead")]]


def test_names_on_a_line_with_what_is_said_about_them_are_cut_within_it() -> None:
    assert read([cell(line(f"{name} {who}", 0, 160, 100)) for name, who in LESSONS]) == [[x] for x in LESSONS]


def test_a_cell_that_becomes_strong_again_holds_another_lesson() -> None:
    cells = [cell(line(name, 0, 160), line(who, 14, 100)) for name, who in LESSONS]
    groups = cell(line("Latin", 0, 160), line("Ost", 14, 100), line("French", 28, 160), line("Dup", 42, 100))
    found = read([*cells, groups])
    assert found is not None
    assert found[-1] == [("Latin", "Ost"), ("French", "Dup")]


@pytest.mark.parametrize("strengths", [(100, 101), (100, 140)], ids=["alike", "the second stronger"])
def test_where_names_are_no_stronger_nothing_is_told(strengths: tuple[float, float]) -> None:
    assert read([cell(line(n, 0, strengths[0]), line(w, 14, strengths[1])) for n, w in LESSONS]) is None


def test_a_few_cells_tell_nothing() -> None:
    assert read([cell(line(name, 0, 160), line(who, 14, 100)) for name, who in LESSONS[:3]]) is None


def test_remarks_in_small_letters_below_a_few_names_are_cut_off() -> None:
    remarks = (("Gym", "sneakers"), ("Library", "books"))
    assert read([cell(line(name, 0, 160), line(who, 14, 100)) for name, who in remarks]) == [[x] for x in remarks]
    assert read([cell(line(name, 0, 104), line(who, 14, 100)) for name, who in remarks]) is None


def test_far_lighter_words_behind_a_name_are_a_remark_where_a_page_states_its_fonts() -> None:
    def behind(text: str, *strengths: float) -> list[tuple[str, str]]:
        others = [cell(line(name, 0, 160)) for name, _ in LESSONS * 3]
        (parted, *_) = set_lighter_apart([cell(line(text, 0, *strengths)), *others])
        return [(a.name, a.notes) for a in read_activities(parted.lines, SET_APART)]

    assert behind("Eletiva Mapas pátio", 160, 60, 60) == [("Eletiva", "Mapas pátio")]
    assert behind("Eletiva Mapas", 160, 150) == [("Eletiva Mapas", "")]
    assert behind("Gaeilge – Comhrá", 160, 160, 60) == [("Gaeilge", "Comhrá")]
    (kept,) = set_lighter_apart([cell(line("CE2 Calcul", 0, 160, 60))])
    assert [x.text for x in kept.lines] == ["CE2 Calcul"]


def test_remarks_in_a_lighter_pen_behind_some_names_of_a_list() -> None:
    plain = [cell(line(name, 0, strength)) for name, strength in (("Calendar", 1010), ("Recess", 940), ("Math", 880))]
    told = [("Phonics whiteboards", 1009, 523), ("Games Ortiz", 913, 505), ("Science seeds", 890, 450)]
    remarked = [cell(line(text, 0, *strengths)) for text, *strengths in told]
    found = lighter_behind_names([*plain, *remarked])
    assert [[x.text for x in c.lines] for c in found[3:]] == [text.split() for text, *_ in told]
    assert lighter_behind_names([*plain, *remarked[:2]]) == [*plain, *remarked[:2]]
    pause = cell(line("Lunch Break", 0, 1000, 500))
    assert [x.text for x in lighter_behind_names([pause, *remarked])[0].lines] == ["Lunch Break"]
    uneven = cell(line("Reading now", 0, 1000, 600))
    assert lighter_behind_names([uneven, *remarked]) == [uneven, *remarked]
