"""Names told by the size and the strength of their letters, as a picture's ink shows them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from benchmarks.made.fonts import Face, font
from chalicelib.domain.page import Token, Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.cells.activities import read_activities
from chalicelib.extraction.cells.smaller import set_lighter_behind, set_smaller_below
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.lines.stress import with_tokens
from chalicelib.extraction.settings import LARGER


def height(text: str, size: int, top: int = 12, beside: str = "") -> float:
    """The capitals' height that a word printed in ``size`` is found to have, another line's letters at the edge."""
    face = font(Face.VERA, size, bold=False)
    sheet = Image.new("RGB", (600, 70), "white")
    pen = ImageDraw.Draw(sheet)
    pen.text((20, top), text, font=face, fill=(0, 0, 0))
    pen.text((20, 62), beside, font=face, fill=(0, 0, 0))
    picture = np.asarray(sheet)[:, :, ::-1].copy()
    word = Word(text=text, box=Box(left=12, top=2, right=28 + face.getlength(text), bottom=68))
    (read,) = with_tokens([word], picture)
    (token,) = read.tokens
    return token.height


@pytest.mark.parametrize("text", ["Maths", "Geography", "sees", "LUNCH", "10:45", "jump", "field"])
def test_a_fonts_size_is_told_whatever_letters_a_word_has(text: str) -> None:
    usual = height("HE", 32)
    assert height(text, 32) == pytest.approx(usual, rel=0.09)
    assert height(text, 24) == pytest.approx(usual * 0.75, rel=0.11)


def test_ink_of_the_next_line_at_the_edge_does_not_count() -> None:
    assert height("Maths", 32, beside="TTT") == pytest.approx(height("Maths", 32), abs=0.1)


def test_an_accent_on_a_capital_says_nothing() -> None:
    assert height("ÉPS", 32) == 0.0


def line(text: str, top: float, tall: float, *strengths: float) -> Line:
    words = text.split()
    firsts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
    given = strengths or (100.0,) * len(words)
    tokens = tuple(
        Token(first=at, left=6.0 * at, right=6.0 * (at + len(w)), strength=s, height=tall)
        for at, w, s in zip(firsts, words, given, strict=True)
    )
    return Line(text, Box(left=0, top=top, right=6.0 * len(text), bottom=top + 30), 30.0, tokens=tokens)


def cell(*lines: Line) -> Cell:
    return Cell(Box(left=0, top=0, right=200, bottom=80), lines)


def read(cells: list[Cell]) -> list[list[tuple[str, str]]]:
    return [[(a.name, a.notes) for a in read_activities(c.lines, LARGER)] for c in cells]


LESSONS = [cell(line(name, 0, 27 + i % 2)) for i, name in enumerate(["Maths", "English", "Latin", "Drama", "History"])]


def test_a_smaller_line_below_a_name_is_said_besides() -> None:
    cells = set_smaller_below([*LESSONS, cell(line("Choir", 0, 27), line("chapel", 30, 21))])
    assert read(cells)[-1] == [("Choir", "chapel")]


def test_a_line_as_large_goes_on_with_the_name() -> None:
    cells = set_smaller_below([*LESSONS, cell(line("House", 0, 28), line("meeting", 30, 26))])
    assert read(cells)[-1] == [("House meeting", "")]


def test_capitals_below_capitals_are_smaller_when_clearly_so() -> None:
    cells = set_smaller_below([*LESSONS, cell(line("JUMMA", 0, 27), line("PRAYER", 30, 23))])
    assert read(cells)[-1] == [("JUMMA PRAYER", "")]


def test_names_of_all_sizes_tell_nothing() -> None:
    uneven = [cell(line(name, 0, tall)) for name, tall in (("Maths", 20), ("Art", 27), ("Latin", 35), ("PE", 24))]
    given = [*uneven, cell(line("Choir", 0, 27), line("chapel", 30, 21))]
    assert set_smaller_below(given) == given


def test_where_most_second_lines_are_a_little_smaller_all_are() -> None:
    pairs = [cell(line(name, 0, 18.5), line(note, 30, 16.7)) for name, note in (("Art", "ink"), ("Cooking", "toast"))]
    pairs += [cell(line(name, 0, 18.4), line(note, 30, 16.5)) for name, note in (("Tac Pac", "calm"), ("Yoga", "mats"))]
    assert read(set_smaller_below(pairs))[1] == [("Cooking", "toast")]


def test_names_of_all_sizes_with_something_far_smaller_below_each() -> None:
    sizes = (("Reading Block", 26), ("Art", 21), ("Lunch", 27), ("Library", 23), ("Math", 20), ("Writing", 25))
    poster = [cell(line(name, 0, tall), line("small groups", 30, 0.7 * tall)) for name, tall in sizes]
    assert read(set_smaller_below(poster)) == [[(name, "small groups")] for name, _ in sizes]


def test_what_is_lighter_behind_a_name_is_said_besides() -> None:
    behind = [cell(line("P.E. gym", 0, 20, 540, 430)), cell(line("Music Mr. Otto", 0, 20, 530, 420, 380))]
    cells = set_lighter_behind([*(cell(line(n, 0, 20, 535)) for n in ("Centers", "Science", "Writing")), *behind])
    assert read(cells)[-2:] == [[("P.E.", "gym")], [("Music", "Mr. Otto")]]


def test_one_lighter_word_alone_may_be_chance() -> None:
    given = [
        *(cell(line(n, 0, 20, 535)) for n in ("Centers", "Science", "Writing", "Math")),
        cell(line("Show Tell", 0, 20, 540, 430)),
    ]
    assert set_lighter_behind(given) == given


def test_letters_of_one_font_tell_no_remark_however_often_they_come() -> None:
    def two(text: str, ratio: float) -> Cell:
        return cell(line(text, 0, 20, 100, 100 * ratio))

    plain = [cell(line(name, 0, 20, 100)) for name in ("Music", "English", "French", "Drama")]
    font = [*plain, two("Food Technology", 0.81), two("Forest School", 0.82), two("Golden Time", 0.95)]
    assert set_lighter_behind(font) == font
    grey = [*plain, two("Running year", 0.7), two("Chess infants", 0.75), two("Choir all", 0.84)]
    assert [len(c.lines) for c in set_lighter_behind(grey)[4:]] == [2, 2, 2]
