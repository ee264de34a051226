"""Fonts of which a PDF says no name: how bold they are is told by their strokes."""

from __future__ import annotations

import string

import pypdfium2
import pytest

from chalicelib.domain.documents import DocumentFormat, DocumentKind
from chalicelib.preprocessing.pdf_fonts import measured_weights
from chalicelib.preprocessing.pdf_objects import page_objects
from tests.unit.preprocessing.making import ready

THIN, THICK = 60, 130
"""Thousandths of a letter's size that the strokes of two fonts are wide."""


LETTERS = string.ascii_lowercase

TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
    "1 beginbfrange <61> <7A> <0061> endbfrange endcmap end"
)


def stream(said: str) -> str:
    return f"<< /Length {len(said)} >>\nstream\n{said}\nendstream"


def type_three(glyph: int, names: int) -> str:
    """A font whose letters are all drawn by one object, and said by another."""
    procs = " ".join(f"/{letter} {glyph} 0 R" for letter in LETTERS)
    differences = " ".join(f"/{letter}" for letter in LETTERS)
    return (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 750] /FontMatrix [0.001 0 0 0.001 0 0] "
        f"/CharProcs << {procs} >> /Encoding << /Type /Encoding /Differences [97 {differences}] >> "
        f"/FirstChar 97 /LastChar 122 /Widths [{'600 ' * 26}] /Resources << >> /ToUnicode {names} 0 R >>"
    )


def drawn_fonts(*strokes: int, words: int = 12) -> bytes:
    """A page with a column of ``words`` in each of some Type 3 fonts, whose letters are three strokes so wide."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "", ""]
    objects.append(stream(TO_UNICODE))
    names, fonts = len(objects), []
    for wide in strokes:
        bars = " ".join(f"{x} 0 {wide} 700 re" for x in (40, 240, 440))
        objects.append(stream(f"600 0 0 0 600 750 d1 {bars} f"))
        objects.append(type_three(len(objects), names))
        fonts.append(len(objects))
    text = "".join(
        f"BT /F{i} 12 Tf {50 + 200 * i} {700 - 30 * row} Td (maths) Tj ET\n"
        for i in range(len(strokes))
        for row in range(words)
    )
    named = " ".join(f"/F{i} {number} 0 R" for i, number in enumerate(fonts))
    objects[2] = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << {named} >> >> >>"
    )
    objects[3] = stream(text)
    body, places = "%PDF-1.4\n", []
    for number, said in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{said}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root 1 0 R >>\n"
    return f"{body}{end}startxref\n{len(body)}\n%%EOF\n".encode("latin-1")


def weights(data: bytes) -> list[float]:
    with pypdfium2.PdfDocument(data) as document:
        objects = page_objects(document[0])
        assert objects is not None
        return list(measured_weights(objects, document[0]).values())


def test_wide_strokes_are_bold_beside_thin_ones() -> None:
    assert weights(drawn_fonts(THIN, THICK)) == [1.0, pytest.approx(1.6)]
    assert weights(drawn_fonts(THIN, THIN)) == [1.0, 1.0]


def test_one_font_or_little_text_tells_nothing() -> None:
    assert weights(drawn_fonts(THICK)) == []
    assert weights(drawn_fonts(THIN, THICK, words=3)) == []
    assert weights(drawn_fonts(0, THICK)) == [1.0]  # of letters without ink nothing is known


def test_the_words_of_a_page_are_as_strong_as_their_fonts() -> None:
    (page,) = ready(drawn_fonts(THIN, THICK), DocumentFormat.PDF, DocumentKind.PDF).pages
    thin, thick = ({w.tokens[0].strength for w in page.words if (w.box.left > 150) is bold} for bold in (False, True))
    assert min(thick) > 1.5 * max(thin)
