import io

import cv2
import docx
import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.made.fonts import Face, font_file
from chalicelib.domain.documents import Classification, DocumentFormat, DocumentKind, TextSource
from chalicelib.domain.errors import CorruptDocument
from chalicelib.domain.page import PageSource
from chalicelib.preprocessing import PreparedDocument, decode_picture, encode_picture, prepare
from chalicelib.preprocessing.pdf_objects import page_objects
from chalicelib.preprocessing.perspective import flattened, largest_sheet, rectified
from chalicelib.preprocessing.settings import WORKING_SIDE
from chalicelib.preprocessing.straighten import straight_edges, straighten, turned


def ready(data: bytes, found: DocumentFormat, kind: DocumentKind) -> PreparedDocument:
    about = Classification(
        format=found, kind=kind, text_source=TextSource.RASTER, page_count=1, timetable_probability=0.5
    )
    return prepare(data, about)


def table_picture(width: int = 1200, height: int = 800) -> np.ndarray:
    picture = np.full((height, width, 3), 255, dtype=np.uint8)
    for x in range(100, width - 50, 200):
        cv2.line(picture, (x, 100), (x, height - 100), (0, 0, 0), 2)
    for y in range(100, height - 50, 100):
        cv2.line(picture, (100, y), (width - 100, y), (0, 0, 0), 2)
    return picture


def jpeg(picture: np.ndarray, orientation: int = 1) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(picture).save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_exif_rotation_is_applied() -> None:
    document = ready(jpeg(table_picture(900, 600), orientation=6), DocumentFormat.JPEG, DocumentKind.IMAGE)
    assert document.pictures[1].shape[:2] == (900, 600)
    assert (document.pages[0].width, document.pages[0].source) == (600, PageSource.RASTER)


def test_large_pictures_come_at_working_size() -> None:
    document = ready(jpeg(table_picture(4000, 3000)), DocumentFormat.JPEG, DocumentKind.IMAGE)
    assert max(document.pictures[1].shape) == WORKING_SIDE


def test_transparency_is_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (100, 80), (0, 0, 0, 0)).save(out, "PNG")
    assert ready(out.getvalue(), DocumentFormat.PNG, DocumentKind.IMAGE).pictures[1].min() == 255


@pytest.mark.parametrize("degrees", [-14.0, -3.0, 2.0, 9.0])
def test_skew_is_found_and_removed(degrees: float) -> None:
    leaning = turned(table_picture(), degrees)
    assert straight_edges(leaning).skew == pytest.approx(-degrees, abs=0.4)
    assert abs(straight_edges(straighten(leaning)).skew) < 0.4


def test_straight_and_empty_pictures_stay() -> None:
    for picture in (table_picture(), np.full((300, 400, 3), 200, dtype=np.uint8)):
        assert straighten(picture) is picture


def test_damaged_pictures_are_named_so() -> None:
    with pytest.raises(CorruptDocument):
        ready(b"\xff\xd8\xff nonsense", DocumentFormat.JPEG, DocumentKind.IMAGE)
    with pytest.raises(CorruptDocument):
        decode_picture(b"nonsense")


def test_pictures_travel_unchanged() -> None:
    picture = np.random.default_rng(1).integers(0, 255, (50, 70, 3), dtype=np.uint8)
    assert np.array_equal(decode_picture(encode_picture(picture)), picture)


def pdf(draw: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    draw(canvas)  # type: ignore[operator]
    canvas.save()
    return out.getvalue()


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


def test_word_tables_with_merges_and_shades() -> None:
    document = docx.Document()
    document.add_paragraph("Monday to Friday")
    table = document.add_table(3, 3)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "wide"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "tall"
    out = io.BytesIO()
    document.save(out)
    (page,) = ready(out.getvalue(), DocumentFormat.DOCX, DocumentKind.DOCX).pages
    spans = {c.text: (c.row, c.column, c.row_span, c.column_span) for c in page.tables[0].cells if c.text}
    assert spans == {"wide": (0, 1, 1, 2), "tall": (1, 0, 2, 1)}
    assert page.paragraphs == ("Monday to Friday", "\f")


def test_parallel_groups_in_a_small_table_within_a_cell_are_cells_in_one_place() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    cell = table.cell(0, 1)
    cell.merge(table.cell(1, 1))
    groups = cell.add_table(2, 2)
    for row, (name, room) in enumerate((("Chemistry", "C12"), ("History", "R204"))):
        groups.cell(row, 0).text, groups.cell(row, 1).text = name, room
    out = io.BytesIO()
    document.save(out)
    (page,) = ready(out.getvalue(), DocumentFormat.DOCX, DocumentKind.DOCX).pages
    assert [(c.text, c.row, c.column, c.row_span) for c in page.tables[0].cells if c.text] == [
        ("Chemistry\nC12", 0, 1, 2),
        ("History\nR204", 0, 1, 2),
    ]


def test_the_places_of_a_paragraphs_tabs_are_no_tabs() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("9.30\tBreak")
    for place in (2, 4, 6):
        paragraph.paragraph_format.tab_stops.add_tab_stop(docx.shared.Cm(place))
    out = io.BytesIO()
    document.save(out)
    (page,) = ready(out.getvalue(), DocumentFormat.DOCX, DocumentKind.DOCX).pages
    assert [(word.text, word.box.left > 100) for word in page.words] == [("9.30", False), ("Break", True)]
    assert page.words[1].box.left < 200


def test_a_table_set_in_a_frame_of_one_cell_is_a_table_of_its_own() -> None:
    document = docx.Document()
    inner = document.add_table(1, 1).cell(0, 0).add_table(6, 2)
    for row in range(6):
        inner.cell(row, 1).text = f"Lesson {row}"
    out = io.BytesIO()
    document.save(out)
    (page,) = ready(out.getvalue(), DocumentFormat.DOCX, DocumentKind.DOCX).pages
    assert [len(table.cells) for table in page.tables] == [1, 12]


def test_a_table_in_a_cell_is_headed_by_its_column() -> None:
    document = docx.Document()
    frame = document.add_table(2, 2)
    for column, day in enumerate(("MONDAY", "TUESDAY")):
        frame.cell(0, column).text = day
        inner = frame.cell(1, column).add_table(6, 2)
        inner.cell(0, 1).text = f"Lesson {column}"
    out = io.BytesIO()
    document.save(out)
    (page,) = ready(out.getvalue(), DocumentFormat.DOCX, DocumentKind.DOCX).pages
    assert page.paragraphs == ("\f", "MONDAY", "\f", "TUESDAY", "\f")


def test_small_tables_of_times_in_headed_cells_are_days_of_their_own() -> None:
    document = docx.Document()
    document.add_paragraph("Music School")
    frame = document.add_table(1, 2)
    for column, day in enumerate(("MONDAY", "TUESDAY")):
        frame.cell(0, column).text = day
        inner = frame.cell(0, column).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "16:00", "Choir"
    out = io.BytesIO()
    document.save(out)
    (page,) = ready(out.getvalue(), DocumentFormat.DOCX, DocumentKind.DOCX).pages
    assert page.paragraphs == ("Music School", "MONDAY", "\f", "TUESDAY", "\f")
    assert [[c.text for c in table.cells] for table in page.tables] == [["16:00", "Choir"]] * 2


def test_a_word_file_without_tables_is_laid_out_by_its_lines_and_tabs() -> None:
    document = docx.Document()
    document.add_paragraph("Third Grade Schedule")
    document.add_paragraph("\tMon\tTue")
    document.add_paragraph("8:00am\tMorning meeting\tMath")
    out = io.BytesIO()
    document.save(out)
    (page,) = ready(out.getvalue(), DocumentFormat.DOCX, DocumentKind.DOCX).pages
    left = {word.text: word.box.left for word in page.words}
    assert left["Third"] == left["8:00am"] < left["Mon"] == left["Morning"] < left["Tue"] == left["Math"]
    assert len({word.box.top for word in page.words}) == 3


def test_a_word_file_with_only_a_picture_is_a_picture() -> None:
    noise = np.random.default_rng(2).integers(0, 255, (300, 400, 3), dtype=np.uint8)
    source = io.BytesIO()
    Image.fromarray(noise).save(source, "PNG")
    source.seek(0)
    document = docx.Document()
    document.add_picture(source)
    out = io.BytesIO()
    document.save(out)
    assert ready(out.getvalue(), DocumentFormat.DOCX, DocumentKind.DOCX).pages[0].source is PageSource.RASTER


def test_perspective_of_a_photographed_sheet_is_undone() -> None:
    desk = np.full((1000, 1400, 3), 90, dtype=np.uint8)
    seen = np.array([[150, 120], [1230, 180], [1300, 900], [90, 860]], dtype=np.float32)
    flat = np.array([[0, 0], [1200, 0], [1200, 800], [0, 800]], dtype=np.float32)
    moved = cv2.warpPerspective(table_picture(), cv2.getPerspectiveTransform(flat, seen), (1400, 1000))
    inside = cv2.warpPerspective(
        np.full((800, 1200), 255, np.uint8), cv2.getPerspectiveTransform(flat, seen), (1400, 1000)
    )
    photo = np.where(inside[:, :, None] > 0, moved, desk).astype(np.uint8)
    assert straight_edges(photo).parallel_share < 0.9 < straight_edges(flattened(photo)).parallel_share


def test_a_flat_page_keeps_its_pixels() -> None:
    page = table_picture()
    assert flattened(page) is page


def test_a_frame_on_a_page_with_dark_corners_is_no_sheet() -> None:
    page = np.full((900, 1400, 3), 210, dtype=np.uint8)
    cv2.putText(page, "Amserlen", (100, 90), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 4)
    frame = np.array([[300, 200], [1250, 215], [1230, 780], [330, 800]], dtype=np.int32)
    cv2.polylines(page, [frame], True, (40, 40, 40), 3)
    for corner in ((0, 900), (1400, 900), (1400, 0)):
        cv2.circle(page, corner, 180, (20, 20, 20), -1)
    framed = largest_sheet(page)
    assert framed is not None
    assert not framed.paper
    desk = np.full((900, 1400, 3), 90, dtype=np.uint8)
    cv2.fillPoly(desk, [frame], (235, 235, 235))
    lying = largest_sheet(desk)
    assert lying is not None
    assert lying.paper


def test_a_shadow_over_the_middle_of_a_sheet_does_not_halve_it() -> None:
    desk = np.full((900, 1600, 3), (40, 90, 150), dtype=np.uint8)
    corners = np.array([[70, 130], [1520, 60], [1490, 850], [110, 790]], dtype=np.int32)
    cv2.fillPoly(desk, [corners], (225, 228, 230))
    shade = np.ones((900, 1600, 1), dtype=np.float32)
    shade[:, 480:760] = 0.35
    sheet = largest_sheet((desk * shade).astype(np.uint8))
    assert sheet is not None
    assert sheet.paper
    assert np.abs(sheet.corners - corners).max() < 16


def test_what_stands_far_above_a_frame_that_is_pulled_straight_is_kept() -> None:
    page = np.full((1600, 1200, 3), 235, dtype=np.uint8)
    cv2.putText(page, "Raspored", (150, 90), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 4)
    left, right = np.linspace([150, 750], [130, 1500], 9), np.linspace([1040, 720], [1080, 1540], 9)
    for a, b in [
        *zip(left, right, strict=True),
        *(
            np.linspace([p, q], [r, s], 6)[i]
            for i in range(6)
            for p, q, r, s in [(left[0], left[-1], right[0], right[-1])]
        ),
    ]:
        cv2.line(page, tuple(int(x) for x in a), tuple(int(x) for x in b), (40, 40, 40), 3)
    sheet = largest_sheet(page)
    assert sheet is not None
    assert not sheet.paper
    pulled, _, _ = rectified(page, sheet)
    assert pulled is not page
    assert (cv2.cvtColor(pulled, cv2.COLOR_BGR2GRAY)[: pulled.shape[0] // 6] < 100).any()


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
