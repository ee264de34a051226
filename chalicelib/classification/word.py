"""Word files: whether the ZIP is one, how large it unpacks, and what its text says. Needs no Word library."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from chalicelib.classification.settings import (
    FEW_WORDS,
    LEAST_PROBABILITY,
    MOST_PACKING,
    MOST_PARTS,
    MOST_TEXT,
    MOST_UNPACKED,
    NEUTRAL,
    SMALL_PART,
)
from chalicelib.classification.timetable_or_not import picture_probability, text_probability
from chalicelib.domain.documents import Classification, DocumentFormat, DocumentKind, TextSource
from chalicelib.domain.errors import (
    CorruptDocument,
    DocumentTooLarge,
    EncryptedDocument,
    NotATimetable,
    UnsupportedDocument,
)
from chalicelib.preprocessing.settings import SMALLEST_PICTURE

_MAIN = "word/document.xml"
_ENCRYPTED_FLAG = 0x1


def classify_docx(data: bytes) -> Classification:
    """What the Word file holds.

    Raises UnsupportedDocument for other ZIPs, CorruptDocument, EncryptedDocument, DocumentTooLarge or NotATimetable.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {part.filename: part for part in archive.infolist()}
            _check_parts(parts)
            xml = archive.read(_MAIN)
            pictures = [part for name, part in parts.items() if name.startswith("word/media/")]
            largest = archive.read(max(pictures, key=lambda p: p.file_size)) if pictures else b""
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise CorruptDocument from error
    if b"</w:document>" not in xml[-200:] and b"document>" not in xml[-200:]:
        raise CorruptDocument
    text, has_table = document_text(xml), b"<w:tbl>" in xml or b"<w:tbl " in xml
    probability, source = _judged(text, largest, has_table=has_table)
    # Like all pictures, the one in a Word file is read before it is refused.
    if probability < LEAST_PROBABILITY and source is TextSource.TEXT_LAYER:
        raise NotATimetable
    return Classification(
        format=DocumentFormat.DOCX,
        kind=DocumentKind.DOCX,
        text_source=source,
        page_count=1,
        timetable_probability=probability,
    )


def _judged(text: str, picture: bytes, *, has_table: bool) -> tuple[float, TextSource]:
    """How likely a file is a timetable, and whether that is its text or its largest ``picture``: of a letter with a
    timetable pasted into it the picture, of a list that somebody has typed below a photo the text, and so of a report
    with pictures of anything else."""
    if picture and not has_table and len(text.split()) <= FEW_WORDS:
        return picture_probability(picture), TextSource.RASTER
    by_text = text_probability(text, has_table=has_table)
    if len(picture) <= SMALLEST_PICTURE or (has_table and by_text >= LEAST_PROBABILITY):
        return by_text, TextSource.TEXT_LAYER
    by_picture = picture_probability(picture)
    likelier = by_picture > max(by_text, NEUTRAL)
    return (by_picture, TextSource.RASTER) if likelier else (by_text, TextSource.TEXT_LAYER)


def _check_parts(parts: dict[str, zipfile.ZipInfo]) -> None:
    if "[Content_Types].xml" not in parts or _MAIN not in parts:
        raise UnsupportedDocument(
            "This is a ZIP or another Office file, not a Word document. Please save your timetable as .docx or PDF."
        )
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts.values()):
        raise EncryptedDocument
    unpacked = sum(part.file_size for part in parts.values())
    bomb = any(
        p.file_size > SMALL_PART and p.file_size > MOST_PACKING * max(1, p.compress_size) for p in parts.values()
    )
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or bomb:
        raise DocumentTooLarge("This Word file unpacks to far more than a timetable. Please save it again.")


def document_text(xml: bytes) -> str:
    """The document's text, a line per paragraph, without parsing the XML (which a hostile file could blow up)."""
    raw = xml[: 50 * MOST_TEXT].decode("utf-8", errors="replace")
    raw = re.sub(r"</w:p>|<w:br/>|<w:tab/>", "\n", raw)
    return re.sub(r"<[^>]*>", "", raw)[:MOST_TEXT]
