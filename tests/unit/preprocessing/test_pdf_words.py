"""Words of a PDF's text layer, from its characters."""

from __future__ import annotations

from chalicelib.domain.page import RulingLine
from chalicelib.preprocessing.pdf_objects import BREAK, Char, PageObjects
from chalicelib.preprocessing.pdf_words import page_words

WIDE = 6.0


def char(text: str, place: float, *, font: str = "Carlito", top: float = 20.0) -> Char:
    """A character at a place counted in characters."""
    return Char(text, 50 + WIDE * place, top, 50 + WIDE * (place + 1), top + 12, font=font)


def words(*chars: Char, rules: tuple[RulingLine, ...] = ()) -> list[str]:
    return [w.text for w in page_words(PageObjects(500.0, 300.0, chars), rules)]


def test_letters_that_a_font_lacks_are_put_back_into_their_words() -> None:
    line = [char("T", 0), char("h", 1), char(" ", 3), char("2", 4), char("ứ", 2, font="DejaVu")]
    assert words(*line) == ["Thứ", "2"]
    several = [
        char("N", 0),
        char("G", 1),
        char("N", 3),
        char("U", 5),
        char("Ễ", 2, font="DejaVu"),
        char("Đ", 4, font="DejaVu"),
    ]
    assert words(*several) == ["NGỄNĐU"]


def test_words_of_one_font_that_the_page_draws_apart_stay_apart() -> None:
    assert words(char("A", 0), char("B", 5), char("C", 1)) == ["A", "B", "C"]


def test_letters_of_another_line_or_behind_a_rule_are_none_of_a_word() -> None:
    assert words(char("A", 0), char("B", 5), char("ứ", 1, font="DejaVu", top=60)) == ["A", "B", "ứ"]
    rule = RulingLine(x0=50 + WIDE, y0=0, x1=50 + WIDE, y1=100)
    assert words(char("A", 0), char("B", 5), char("ứ", 1, font="DejaVu"), rules=(rule,)) == ["A", "B", "ứ"]


def test_a_narrow_blank_parts_words_and_no_letters_that_are_printed_wide() -> None:
    narrow = [char("A", 0), char("B", 1), BREAK, char("C", 2.3), char("D", 3.3)]
    assert words(*narrow) == ["AB", "CD"]
    wide = [char("M", 0), BREAK, char("O", 1.3), BREAK, char("A", 2.6), char("Y", 3.75)]
    assert words(*wide) == ["MOAY"]


def test_letters_that_are_set_pixel_by_pixel_are_one_word_where_no_blank_is_told() -> None:
    uneven = [char("R", 0), char("é", 1.2), char("c", 2.62), char("r", 4.05), char("é", 5.52)]
    assert words(*uneven) == ["Récré"]
    assert words(*uneven[:-1], BREAK, uneven[-1]) == ["Récr", "é"]
    wider_and_wider = [char("R", 0), char("é", 1.42), char("c", 2.9), char("r", 4.45), char("é", 6.1)]
    assert words(*wider_and_wider) == ["Récr", "é"]
