"""What the tables and lines of Word files become."""

import io

import docx
import numpy as np
from PIL import Image

from chalicelib.domain.documents import DocumentFormat, DocumentKind
from chalicelib.domain.page import PageSource
from tests.unit.preprocessing.making import ready


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
