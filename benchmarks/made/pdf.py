"""Writes typeset pages and pictures as PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache

from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.made.fonts import Face, font_file, pdf_scale, standard_pdf_name
from benchmarks.made.typeset import Page, Run

A4 = (842.0, 595.0)
"""Landscape, in points."""


@lru_cache(maxsize=64)
def _pdf_font(face: Face, bold: bool) -> str:
    standard = standard_pdf_name(face, bold=bold)
    if standard is not None:
        return standard
    path = font_file(face, bold=bold)
    if path is None or path.suffix != ".ttf":
        return "Helvetica-Bold" if bold else "Helvetica"
    name = f"{face.value}-{'bold' if bold else 'regular'}"
    pdfmetrics.registerFont(TTFont(name, str(path)))
    return name


def _draw_run(canvas: Canvas, page: Page, run: Run) -> None:
    canvas.saveState()
    canvas.translate(run.x, page.height - run.y)
    canvas.rotate(run.angle)
    canvas.setFillColor(HexColor(run.color))
    canvas.setFont(_pdf_font(page.face, run.bold), run.size * pdf_scale(page.face))
    canvas.drawString(0, 0, run.text)
    canvas.restoreState()


def _draw_page(canvas: Canvas, page: Page) -> None:
    canvas.setPageSize((page.width, page.height))
    if page.background.upper() != "#FFFFFF":
        canvas.setFillColor(HexColor(page.background))
        canvas.rect(0, 0, page.width, page.height, stroke=0, fill=1)
    for fill in page.fills:
        canvas.setFillColor(HexColor(fill.color))
        canvas.rect(
            fill.left, page.height - fill.bottom, fill.right - fill.left, fill.bottom - fill.top, stroke=0, fill=1
        )
    for stroke in page.strokes:
        canvas.setStrokeColor(HexColor(stroke.color))
        canvas.setLineWidth(stroke.width)
        canvas.line(stroke.x0, page.height - stroke.y0, stroke.x1, page.height - stroke.y1)
    for run in page.runs:
        _draw_run(canvas, page, run)
    canvas.showPage()


def write_pdf(pages: Sequence[Page], *, password: str | None = None) -> bytes:
    """A PDF with a text layer; the same pages give the same bytes."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=1, encrypt=password)
    for page in pages:
        _draw_page(canvas, page)
    canvas.save()
    return buffer.getvalue()


def write_scan(pictures: Sequence[Image.Image], *, quality: int = 70) -> bytes:
    """A PDF that holds one JPEG a page and no text, as scanners write it; A4 across or upright as the picture is."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=1)
    for picture in pictures:
        longest = max(A4) / max(picture.size)
        width, height = picture.width * longest, picture.height * longest
        jpeg = io.BytesIO()
        picture.convert("RGB").save(jpeg, "JPEG", quality=quality)
        jpeg.seek(0)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(jpeg), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
