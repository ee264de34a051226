"""Writes sheets as Word files: real tables with their merges, or a picture on a page."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from PIL import Image

from benchmarks.made.sheet import Align, Cell, Grid, Line, Rules, Sheet, TextBlock, Turn

_EPOCH = (2026, 1, 5, 8, 0, 0)
_ALIGN = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}


def _new_document() -> Any:
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    moment = datetime(*_EPOCH, tzinfo=UTC)
    document.core_properties.created = moment
    document.core_properties.modified = moment
    document.core_properties.author = ""
    return document


def _bytes(document: Any) -> bytes:
    """The file with the zip's own time stamps made constant, so that the same sheet gives the same bytes."""
    raw = io.BytesIO()
    document.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            stamped = zipfile.ZipInfo(entry.filename, _EPOCH)
            stamped.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(stamped, source.read(entry.filename))
    return out.getvalue()


def _shade(cell: Any, color: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), color.lstrip("#"))
    cell._tc.get_or_add_tcPr().append(shading)


def _turn(cell: Any, turn: Turn) -> None:
    direction = OxmlElement("w:textDirection")
    direction.set(qn("w:val"), "btLr" if turn is Turn.UPWARDS else "tbRl")
    cell._tc.get_or_add_tcPr().append(direction)


def _paragraph_texts(cell: Cell) -> list[tuple[str, Line]]:
    if cell.turn is Turn.STACKED:
        return [(letter, line) for line in cell.lines for letter in line.text]
    return [(line.text, line) for line in cell.lines]


def _fill_cell(target: Any, cell: Cell, size: float) -> None:
    for index, (text, line) in enumerate(_paragraph_texts(cell)):
        paragraph = target.paragraphs[0] if index == 0 else target.add_paragraph()
        paragraph.alignment = _ALIGN[cell.align]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.bold = line.bold
        run.font.size = Pt(round(size * line.scale))
        run.font.color.rgb = RGBColor.from_string(cell.ink.lstrip("#"))
    if cell.fill:
        _shade(target, cell.fill)
    if cell.turn in (Turn.UPWARDS, Turn.DOWNWARDS):
        _turn(target, cell.turn)


def _add_grid(document: Any, grid: Grid) -> None:
    table = document.add_table(rows=grid.row_count, cols=len(grid.weights))
    if grid.rules not in (Rules.NONE, Rules.BLOCKS):
        table.style = "Table Grid"
    for cell in grid.cells:
        target = table.cell(cell.row, cell.column)
        if cell.row_span > 1 or cell.column_span > 1:
            target = target.merge(table.cell(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1))
        _fill_cell(target, cell, grid.size)
    document.add_paragraph()


def _add_text(document: Any, block: TextBlock) -> None:
    for line in block.lines:
        paragraph = document.add_paragraph()
        paragraph.alignment = _ALIGN[block.align]
        run = paragraph.add_run(line.text)
        run.bold = line.bold
        run.font.size = Pt(round(block.size * line.scale))


def write_tables(sheet: Sheet) -> bytes:
    """A Word file with the sheet's grids as tables and its texts as paragraphs, in reading order."""
    document = _new_document()
    for band in sheet.bands:
        for item in band:
            if isinstance(item, Grid):
                _add_grid(document, item)
            else:
                _add_text(document, item)
    return _bytes(document)


def write_picture(picture: Image.Image, *, jpeg: bool = False) -> bytes:
    """A Word file that holds nothing but the picture."""
    image = io.BytesIO()
    if jpeg:
        picture.convert("RGB").save(image, "JPEG", quality=80)
    else:
        picture.save(image, "PNG", optimize=True)
    image.seek(0)
    document = _new_document()
    document.add_picture(image, width=Inches(9))
    return _bytes(document)
