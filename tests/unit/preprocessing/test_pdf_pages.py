"""What the pages of a PDF say and draw."""

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.made.fonts import Face, font_file
from chalicelib.domain.documents import DocumentFormat, DocumentKind
from chalicelib.domain.page import PageSource
from chalicelib.preprocessing.pdf_objects import page_objects
from tests.unit.preprocessing.making import pdf, ready


def test_pdf_words_rules_and_fills() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 0.9, 0.5)
        canvas.rect(72, 600, 100, 40, fill=1, stroke=1)
        canvas.setFillColorRGB(0, 0, 0)
        for i, text in enumerate(("Spelling", "Monday Maths", "Tuesday", "all")):
            canvas.drawString(80, 620 - 30 * i, text)
        canvas.saveState()
        canvas.translate(300, 400)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Assembly")
        canvas.restoreState()

    (page,) = ready(pdf(draw), DocumentFormat.PDF, DocumentKind.PDF).pages
    assert [w.text for w in page.words] == ["Spelling", "Monday", "Maths", "Tuesday", "all", "Assembly"]
    assert page.words[-1].angle == 270
    assert [f.color for f in page.fills] == ["#FFE680"]
    assert len(page.ruling_lines) == 4


def test_rules_behind_a_block_that_is_painted_over_them_are_not_seen() -> None:
    def draw(canvas: Canvas) -> None:
        for i, text in enumerate(("Monday", "Tuesday", "Maths", "Art")):
            canvas.drawString(80, 620 - 30 * i, text)
        canvas.line(100, 300, 100, 500)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(60, 350, 80, 50, fill=1, stroke=0)
        canvas.line(120, 300, 120, 500)

    (page,) = ready(pdf(draw), DocumentFormat.PDF, DocumentKind.PDF).pages
    height = round(A4[1])
    rules = {(round(x.x0), height - round(x.y1), height - round(x.y0)) for x in page.ruling_lines}
    assert rules == {(100, 400, 500), (100, 300, 350), (120, 300, 500)}


def test_a_rule_parts_two_words_however_close_they_stand() -> None:
    def draw(canvas: Canvas) -> None:
        for i, text in enumerate(("Monday", "Tuesday", "Maths", "Art")):
            canvas.drawString(80, 620 - 30 * i, text)
        canvas.drawRightString(299.5, 400, "9:15")
        canvas.drawString(300.5, 400, "Y4")
        canvas.line(300, 390, 300, 420)
        canvas.drawRightString(299.5, 350, "Yr")
        canvas.drawString(300.0, 350, "5")

    (page,) = ready(pdf(draw), DocumentFormat.PDF, DocumentKind.PDF).pages
    assert [w.text for w in page.words][-3:] == ["9:15", "Y4", "Yr5"]


def test_bold_and_black_words_are_printed_more_strongly() -> None:
    def draw(canvas: Canvas) -> None:
        for i, (font, grey) in enumerate(
            (("Helvetica-Bold", 0), ("Helvetica", 0), ("Helvetica", 0.6), ("Helvetica", 0))
        ):
            canvas.setFont(font, 12)
            canvas.setFillGray(grey)
            canvas.drawString(80, 620 - 30 * i, "Maths")

    (page,) = ready(pdf(draw), DocumentFormat.PDF, DocumentKind.PDF).pages
    bold, plain, grey, again = (word.tokens[0].strength for word in page.words)
    assert bold > 1.3 * plain > 1.3 * grey
    assert plain == again


def test_strokes_behind_each_other_are_a_dashed_rule() -> None:
    def draw(canvas: Canvas) -> None:
        for i, text in enumerate(("Monday", "Tuesday", "Maths", "Art")):
            canvas.drawString(80, 620 - 30 * i, text)
        for i in range(20):
            canvas.rect(72, 500 + 4 * i, 0.7, 2.2, fill=1, stroke=0)
            canvas.rect(72 + 3 * i, 400, 1, 1, fill=1, stroke=0)
        for i in range(3):
            canvas.rect(300 + 4 * i, 300, 2, 1, fill=1, stroke=0)

    (page,) = ready(pdf(draw), DocumentFormat.PDF, DocumentKind.PDF).pages
    height = A4[1]
    rules = {tuple(round(v) for v in (x.x0, x.y0, x.x1, x.y1)) for x in page.ruling_lines}
    assert rules == {
        (72, round(height - 578), 72, round(height - 500)),
        (72, round(height - 400), 130, round(height - 400)),
    }


def test_dashes_behind_a_block_that_is_painted_over_them_are_not_seen() -> None:
    def draw(canvas: Canvas) -> None:
        for i, text in enumerate(("Monday", "Tuesday", "Maths", "Art")):
            canvas.drawString(80, 620 - 30 * i, text)
        for i in range(40):
            canvas.rect(100 + 5 * i, 400, 3, 1, fill=1, stroke=0)
        canvas.setFillColorRGB(0.8, 0.9, 1)
        canvas.rect(150, 350, 80, 100, fill=1, stroke=0)

    (page,) = ready(pdf(draw), DocumentFormat.PDF, DocumentKind.PDF).pages
    assert sorted((round(x.x0), round(x.x1)) for x in page.ruling_lines) == [(100, 150), (230, 298)]


def test_letters_set_as_one_sign_are_letters_again() -> None:
    def draw(canvas: Canvas) -> None:
        pdfmetrics.registerFont(TTFont("Vera", font_file(Face.VERA, bold=False)))
        canvas.setFont("Vera", 12)
        canvas.drawString(80, 620, "Monday Tuesday ﬁzyka ﬂute lesson")

    (page,) = ready(pdf(draw), DocumentFormat.PDF, DocumentKind.PDF).pages
    assert [w.text for w in page.words] == ["Monday", "Tuesday", "fizyka", "flute", "lesson"]


def test_words_of_a_turned_and_cropped_page_stand_where_they_are_shown() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.setCropBox((0, 100, A4[1], A4[0]))
        for i, text in enumerate(("Monday", "Tuesday", "Maths", "Art")):
            canvas.drawString(80 + 100 * i, 400, text)
        canvas.line(50, 390, 500, 390)

    (page,) = ready(pdf(draw), DocumentFormat.PDF, DocumentKind.PDF).pages
    assert (round(page.width), round(page.height)) == (round(A4[0]) - 100, round(A4[1]))
    assert {w.angle for w in page.words} == {90}
    assert [round(w.box.top) for w in page.words] == [80, 180, 280, 380]
    assert all(290 < w.box.left < 300 < w.box.right < 315 for w in page.words)
    assert [(round(x.x0), round(x.y0), round(x.y1)) for x in page.ruling_lines] == [(290, 50, 500)]


def test_what_is_painted_with_no_strength_is_not_there() -> None:
    def draw(canvas: Canvas) -> None:
        for i, text in enumerate(("Monday", "Tuesday", "Maths", "Art")):
            canvas.drawString(80, 620 - 30 * i, text)
        canvas.setFillColorRGB(1, 0, 0)
        for i, alpha in enumerate((0.0, 0.2)):
            canvas.setFillAlpha(alpha)
            canvas.rect(72, 300 + 100 * i, 100, 40, fill=1, stroke=0)

    (page,) = ready(pdf(draw), DocumentFormat.PDF, DocumentKind.PDF).pages
    assert [f.color for f in page.fills] == ["#FFCCCC"]


def test_a_hyphen_at_the_end_of_a_line_is_kept() -> None:
    def draw(canvas: Canvas) -> None:
        for i, text in enumerate(("Monday", "Tuesday", "Mathe-", "matik")):
            canvas.drawString(80, 620 - 12 * i, text)

    (page,) = ready(pdf(draw), DocumentFormat.PDF, DocumentKind.PDF).pages
    assert [w.text for w in page.words] == ["Monday", "Tuesday", "Mathe-", "matik"]


def lesson_by_characters(canvas: Canvas) -> None:
    text = "Monday 9:00 Maths Room 4"
    placed = (f"1 0 0 1 {72 + 6 * i} 700 Tm ({c}) Tj" for i, c in enumerate(text))
    canvas.setFont("Courier", 10)
    canvas.addLiteral(f"BT {' '.join(placed)} ET")


def many_characters(canvas: Canvas) -> None:
    canvas.addLiteral("BT /F1 9 Tf 1 0 0 1 500 700 Tm " + "(Maths) Tj -30 0 Td " * 20_000 + "ET")


def many_drawings_within_drawings(canvas: Canvas) -> None:
    canvas.beginForm("level 0")
    lesson_by_characters(canvas)
    canvas.endForm()
    for level in range(1, 5):
        canvas.beginForm(f"level {level}")
        for _ in range(10):
            canvas.doForm(f"level {level - 1}")
        canvas.endForm()
    canvas.doForm("level 4")


def test_characters_drawn_one_by_one_are_words() -> None:
    (page,) = ready(pdf(lesson_by_characters), DocumentFormat.PDF, DocumentKind.PDF).pages
    assert [w.text for w in page.words] == ["Monday", "9:00", "Maths", "Room", "4"]


def test_instructions_that_draw_nothing_do_not_matter() -> None:
    def draw(canvas: Canvas) -> None:
        lesson_by_characters(canvas)
        canvas.addLiteral("0 g " * 1_000_000)

    (page,) = ready(pdf(draw), DocumentFormat.PDF, DocumentKind.PDF).pages
    assert [w.text for w in page.words] == ["Monday", "9:00", "Maths", "Room", "4"]


@pytest.mark.parametrize("draw", [many_characters, many_drawings_within_drawings], ids=lambda d: d.__name__)
def test_a_page_that_draws_too_much_is_read_as_a_picture(draw: object) -> None:
    document = ready(pdf(draw), DocumentFormat.PDF, DocumentKind.PDF)
    assert document.pages[0].source is PageSource.RASTER
    assert 1 in document.pictures


def test_pieces_of_lines_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(canvas: Canvas) -> None:
        lesson_by_characters(canvas)
        canvas.addLiteral("0 0 m" + " 9 9 l" * 100 + " S")

    for most, source in ((200, PageSource.TEXT_LAYER), (100, PageSource.RASTER)):
        monkeypatch.setattr("chalicelib.preprocessing.pdf_objects.MOST_PAGE_PIECES", most)
        assert ready(pdf(draw), DocumentFormat.PDF, DocumentKind.PDF).pages[0].source is source


def test_hidden_text_is_not_believed() -> None:
    def draw(canvas: Canvas) -> None:
        for i in range(12):
            text = canvas.beginText(72, 700 - 20 * i)
            text.setTextRenderMode(3)
            text.textLine("hidden words all over")
            canvas.drawText(text)

    document = ready(pdf(draw), DocumentFormat.PDF, DocumentKind.PDF)
    assert document.pages[0].source is PageSource.RASTER
    assert 1 in document.pictures


def emoji_pdf() -> bytes:
    """A page whose A and B its font means as a picture's sign beyond 16 bits and half of one."""
    shown = b"BT /F 20 Tf 40 100 Td (Hello A B) Tj ET"
    means = b"1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <41> <D83DDE4B> <42> <D83D> endbfchar"
    cmap = b"/CIDInit /ProcSet findresource begin begincmap " + means + b" endcmap end"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>"
        b" >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(shown), shown),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(cmap), cmap),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (i, text) for i, text in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R /Size 7 >>\n%%EOF"


def test_signs_beyond_16_bits_are_whole_and_halves_of_them_unknown() -> None:
    with pypdfium2.PdfDocument(emoji_pdf()) as document:
        objects = page_objects(document[0])
    assert objects is not None
    found = "".join(char.text for char in objects.chars)
    assert "\U0001f64b" in found
    assert found.encode()  # half of one could not be stored
