"""Documents for the preparation's tests, and how they are prepared."""

import io

import cv2
import numpy as np
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from chalicelib.domain.documents import Classification, DocumentFormat, DocumentKind, TextSource
from chalicelib.preprocessing import PreparedDocument, prepare


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


def pdf(draw: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    draw(canvas)  # type: ignore[operator]
    canvas.save()
    return out.getvalue()
