import io
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from benchmarks.made.document import make
from benchmarks.made.others import OtherKind, make_other
from benchmarks.made.traits import Output, Traits
from chalicelib.classification import classify, settings
from chalicelib.classification.settings import LEAST_PROBABILITY
from chalicelib.classification.text_features import counted
from chalicelib.classification.timetable_or_not import text_probability
from chalicelib.domain.documents import DocumentFormat, DocumentKind, TextSource
from chalicelib.domain.errors import (
    CorruptDocument,
    DocumentTooLarge,
    EncryptedDocument,
    NotATimetable,
    UnsupportedDocument,
)

WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def picture(kind: str = "PNG", size: tuple[int, int] = (400, 300)) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, kind)
    return out.getvalue()


def pdf(lines: list[str], pages: int = 1, password: str | None = None) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(password) if password else None)
    for _ in range(pages):
        for i, line in enumerate(lines):
            canvas.drawString(72, 760 - 20 * i, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pdf_of_characters(*texts: str) -> bytes:
    """A page for each text, each character an object by itself, the last ones first."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for text in texts:
        canvas.setFont("Courier", 10)
        placed = (f"1 0 0 1 {40 + 6 * i} 700 Tm ({c}) Tj" for i, c in reversed(list(enumerate(text))))
        canvas.addLiteral(f"BT {' '.join(placed)} ET")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def word(rows: list[list[str]]) -> bytes:
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


TIMETABLE_ROWS = [["Time", *WEEK], ["9:00-10:00", *"ABCDE"], ["10:00-11:00", *"FGHIJ"], ["11:00-12:00", *"KLMNO"]]


def test_png_and_jpeg() -> None:
    for kind, expected in (("PNG", DocumentFormat.PNG), ("JPEG", DocumentFormat.JPEG)):
        found = classify(picture(kind))
        assert (found.format, found.kind, found.width, found.height) == (expected, DocumentKind.IMAGE, 400, 300)


def test_pdf_with_text() -> None:
    found = classify(pdf(["Time " + " ".join(WEEK), "9:00-10:00 a b c d e", "10:00-11:00 a b c d e", "11:00-12:00 x"]))
    assert (found.kind, found.text_source, found.page_count) == (DocumentKind.PDF, TextSource.TEXT_LAYER, 1)


WEEK_IN_A_LINE = "Time " + " ".join(WEEK) + " 9:00-10:00 a b c d e 10:00-11:00 a b c d e"


def test_pages_of_single_characters_are_text() -> None:
    assert classify(pdf_of_characters(WEEK_IN_A_LINE)).text_source is TextSource.TEXT_LAYER


def test_a_page_of_very_many_text_objects_is_taken_for_a_picture() -> None:
    assert classify(pdf_of_characters("Monday 9:00 Maths " * 1200)).text_source is TextSource.RASTER


def test_text_objects_are_counted_in_drawings_within_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.beginForm("inner")
    for word in (*WEEK, "and", "all", "the", "rest"):
        canvas.drawString(72, 700, word)
    canvas.endForm()
    canvas.beginForm("outer")
    canvas.doForm("inner")
    canvas.endForm()
    canvas.doForm("outer")
    canvas.save()
    monkeypatch.setattr("chalicelib.classification.pdf.MOST_TEXT_OBJECTS", 9)
    assert classify(out.getvalue()).text_source is TextSource.TEXT_LAYER
    monkeypatch.setattr("chalicelib.classification.pdf.MOST_TEXT_OBJECTS", 8)
    assert classify(out.getvalue()).text_source is TextSource.RASTER


def test_many_pages_of_many_text_objects_share_one_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf_of_characters(*[WEEK_IN_A_LINE] * 3)
    monkeypatch.setattr("chalicelib.classification.pdf.MOST_PDF_TEXT_OBJECTS", 3 * len(WEEK_IN_A_LINE))
    assert classify(data).text_source is TextSource.TEXT_LAYER
    monkeypatch.setattr("chalicelib.classification.pdf.MOST_PDF_TEXT_OBJECTS", 2 * len(WEEK_IN_A_LINE))
    assert classify(data).text_source is TextSource.MIXED


def test_docx() -> None:
    found = classify(word(TIMETABLE_ROWS))
    assert (found.kind, found.text_source) == (DocumentKind.DOCX, TextSource.TEXT_LAYER)


@pytest.mark.parametrize(
    "data", [b"GIF89a....", b"plain text", b"RIFF1234WEBP", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"]
)
def test_unsupported(data: bytes) -> None:
    with pytest.raises(UnsupportedDocument):
        classify(data)


def test_empty_and_too_many_bytes() -> None:
    with pytest.raises(CorruptDocument):
        classify(b"")
    with pytest.raises(DocumentTooLarge):
        classify(b"%PDF-" + bytes(11 * 1024 * 1024))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_truncated_pictures(kind: str) -> None:
    data = picture(kind)
    with pytest.raises(CorruptDocument):
        classify(data[: len(data) // 2])


def test_truncated_pdf_and_docx() -> None:
    with pytest.raises(CorruptDocument):
        classify(b"%PDF-1.7\ngarbage without any object")
    data = word(TIMETABLE_ROWS)
    with pytest.raises(CorruptDocument):
        classify(data[: len(data) // 2])


def test_a_giant_picture_is_refused_by_its_header() -> None:
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    with pytest.raises(DocumentTooLarge):
        classify(b"\x89PNG\r\n\x1a\n" + chunk + bytes(64))


def test_password_and_too_many_pages() -> None:
    with pytest.raises(EncryptedDocument):
        classify(pdf(["x"], password="secret"))
    with pytest.raises(DocumentTooLarge):
        classify(pdf(["x"], pages=settings.MOST_PDF_PAGES + 1))


def test_other_zips_and_bombs() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(UnsupportedDocument, match="ZIP"):
        classify(out.getvalue())
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", b" " * 40_000_000)
    with pytest.raises(DocumentTooLarge):
        classify(bomb.getvalue())


def test_prose_is_no_timetable() -> None:
    prose = ["Sequences and series of real numbers, convergence of sequences."] * 20
    with pytest.raises(NotATimetable):
        classify(pdf(prose))


@pytest.mark.parametrize("days", ["L M X J V", "M T W T F", "M D M D F", "Ll M M I G", "2ª 3ª 4ª 5ª 6ª"])
@pytest.mark.parametrize("down", [False, True])
def test_word_tables_with_a_letter_for_each_day_are_not_refused(days: str, down: bool) -> None:
    letters = days.split()
    hours = ["9:00-10:00", "10:00-11:00", "11:15-12:15", "13:00-14:00"]
    if down:
        rows = [["", *hours], *([day, "Maths", "Art", "History", "Music"] for day in letters)]
    else:
        rows = [["", *letters], *([hour, "Maths", "Art", "History", "Music", "PE"] for hour in hours)]
    assert classify(word(rows)).timetable_probability >= settings.LEAST_PROBABILITY


def test_a_text_layer_of_rubbish_over_a_timetable_is_not_refused() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(842, 595))
    text = canvas.beginText(10, 580)
    text.setTextRenderMode(3)
    for line in ("xq zzv kpo rtt wqe. Lorem plok vxx nnm rde." for _ in range(30)):
        text.textLine(line)
    canvas.drawText(text)
    canvas.drawImage(ImageReader(io.BytesIO(make(7, Traits(output=Output.PNG)).content)), 20, 20, 800, 550)
    canvas.save()
    assert classify(out.getvalue()).text_source is TextSource.TEXT_LAYER


def test_messages_name_no_exception(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedDocument) as caught:
        classify(b"nothing we know")
    assert "Error" not in caught.value.message


def test_a_week_of_numbered_periods_without_times_is_not_refused() -> None:
    week = ["0 1 2 3 4 5 6", "Mo", "Tu", "We", "Th", "Fr", *(f"{room}\nMath\nKo" for room in range(21, 60))]
    lines = [line for text in week for line in text.split("\n")]
    assert classify(pdf(lines)).kind is DocumentKind.PDF


def test_a_week_of_lessons_without_times_or_numbers_is_not_refused() -> None:
    lessons = ["Maths", "English", "Science", "History", "Music", "Art", "Geography", "Break"]
    assert classify(pdf([*WEEK, *lessons])).kind is DocumentKind.PDF


@pytest.mark.parametrize("head", ["{}.", "{}", "{}ª", "{})"])
def test_a_week_whose_rows_begin_with_their_numbers_is_read(head: str) -> None:
    week = "\n".join(["9d", "Mo Di Mi Do Fr", *(f"{head.format(i)} Ma De Sp En Bi" for i in range(1, 8))])
    assert text_probability(week) >= LEAST_PROBABILITY
    month = "\n".join(["Mo Di Mi Do Fr", *(f"{head.format(i)} Ferien" for i in range(1, 32))])
    assert counted(month) > 14


def letter(*, picture_of: bytes) -> bytes:
    """A Word file with a letter of some length and a picture pasted into it."""
    document = docx.Document()
    for sentence in ("Dear parents, this is to let you know what is planned for the weeks to come.",) * 8:
        document.add_paragraph(sentence)
    document.add_picture(io.BytesIO(picture_of))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_timetable_in_a_letter_may_be_a_picture() -> None:
    made = make(8, Traits(output=Output.PNG)).content
    assert classify(letter(picture_of=made)).text_source is TextSource.RASTER
    with pytest.raises(NotATimetable):  # a logo of a few bytes is none
        classify(letter(picture_of=picture(size=(60, 40))))


@pytest.mark.parametrize("kind", [OtherKind.EXAMS, OtherKind.SEATING_PLAN, OtherKind.CODE])
def test_a_letter_with_a_picture_of_something_else_is_refused(kind: OtherKind) -> None:
    with pytest.raises(NotATimetable):
        classify(letter(picture_of=make_other(8, kind, Traits(output=Output.PNG)).content))
