"""Documents that have to be refused, built when asked for: ``build(name)`` gives the bytes."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

OVERSIZE_BYTES = 10 * 1024 * 1024 + 1
"""One byte more than the product takes."""

HUGE_SIDE = 30_000
"""Width and height in pixels of the picture that is small on disk and enormous in memory."""

_LETTER = (
    "Dear parents and carers,",
    "",
    "We are pleased to invite you to the summer concert of our school orchestra.",
    "The pupils have rehearsed for many weeks and look forward to playing for you.",
    "Refreshments will be served in the entrance hall before the performance.",
    "Please return the slip below so that we know how many chairs to put out.",
    "Parking is limited, so we ask you to walk or to share a car where you can.",
    "Younger brothers and sisters are welcome if they can sit still for a while.",
    "",
    "With kind regards,",
    "Ottoline Fairweather",
    "Head teacher",
)


def _letter_picture() -> Image.Image:
    picture = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(27)
    for i, line in enumerate(_LETTER):
        draw.text((130, 220 + 46 * i), line, fill="black", font=font)
    return picture


def _png(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _letter_pdf(locked_with: str | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, encrypt=locked_with)
    for i, line in enumerate(_LETTER):
        canvas.drawString(72, 740 - 22 * i, line)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _letter_docx() -> bytes:
    document = Document()
    document.core_properties.created = document.core_properties.modified = datetime(2026, 1, 5, tzinfo=UTC)
    for line in _LETTER:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _corrupt_pdf() -> bytes:
    """A PDF's head with random bytes in place of its objects and no cross-reference table."""
    return b"%PDF-1.7\n" + random.Random(7).randbytes(4000) + b"\n%%EOF\n"


def _zip_renamed() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("holiday/readme.txt", "Nothing here was written by a word processor.\n" * 20)
    return buffer.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _huge_picture() -> bytes:
    """A valid one-bit PNG whose rows are all white: 112 MB of rows in about 150 kB.

    The rows are fed to the compressor in pieces so that building the file stays cheap.
    """
    row = b"\x00" + b"\xff" * ((HUGE_SIDE + 7) // 8)
    compressor = zlib.compressobj(9)
    data = b"".join([compressor.compress(row * 1000) for _ in range(HUGE_SIDE // 1000)]) + compressor.flush()
    header = struct.pack(">IIBBBBB", HUGE_SIDE, HUGE_SIDE, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _oversize() -> bytes:
    """A readable PNG, padded behind its end to one byte over the limit."""
    picture = _png(_letter_picture())
    return picture + b"\x00" * (OVERSIZE_BYTES - len(picture))


def _truncated_png() -> bytes:
    whole = _png(_letter_picture())
    return whole[: len(whole) // 2]


def _blurred_week() -> bytes:
    """A timetable as a camera sees it that did not focus: there, but past reading."""
    with Image.open(Path(__file__).parent / "class-week.png") as sharp:
        return _png(sharp.convert("RGB").filter(ImageFilter.GaussianBlur(5)))


_BUILDERS: dict[str, Callable[[], bytes]] = {
    "not_a_timetable.png": lambda: _png(_letter_picture()),
    "not_a_timetable.pdf": _letter_pdf,
    "not_a_timetable.docx": _letter_docx,
    "encrypted.pdf": lambda: _letter_pdf(locked_with="kestrel"),
    "corrupt.pdf": _corrupt_pdf,
    "truncated.png": _truncated_png,
    "zip_renamed.docx": _zip_renamed,
    "png_declared_as_pdf": lambda: _png(_letter_picture()),
    "blurred.png": _blurred_week,
    "empty": lambda: b"",
    "huge_picture.png": _huge_picture,
    "oversize": _oversize,
}

NAMES: tuple[str, ...] = tuple(_BUILDERS)


def build(name: str) -> bytes:
    """The bytes of the bad document ``name`` (one of ``NAMES``).

    ``png_declared_as_pdf`` is a sound PNG, to be announced as a PDF. Raises KeyError for another name.
    """
    return _BUILDERS[name]()
