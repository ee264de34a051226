"""PDF files: pages, and whether they carry their text."""

from __future__ import annotations

import pypdfium2

from chalicelib.classification.settings import LEAST_PROBABILITY, MOST_PDF_PAGES, MOST_TEXT, NEUTRAL
from chalicelib.classification.timetable_or_not import text_probability
from chalicelib.domain.documents import Classification, DocumentFormat, DocumentKind, TextSource
from chalicelib.domain.errors import CorruptDocument, DocumentTooLarge, EncryptedDocument, NotATimetable

LEAST_CHARACTERS = 20
"""A page with fewer characters of its own (a stamp, a page number) is a picture."""


def classify_pdf(data: bytes) -> Classification:
    """Pages and where their words come from.

    Raises CorruptDocument, EncryptedDocument, DocumentTooLarge or NotATimetable.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise (EncryptedDocument if "password" in str(error).lower() else CorruptDocument) from error
    try:
        count = len(document)
        if count == 0:
            raise CorruptDocument
        if count > MOST_PDF_PAGES:
            raise DocumentTooLarge(f"This PDF has {count} pages. Please upload only the page with your timetable.")
        texts = [_text(document, index) for index in range(count)]
        width, height = document.get_page_size(0)
    except pypdfium2.PdfiumError as error:
        raise CorruptDocument from error
    finally:
        document.close()
    written = [len(text.split()) > 3 and len(text) >= LEAST_CHARACTERS for text in texts]
    source = TextSource.TEXT_LAYER if all(written) else TextSource.MIXED if any(written) else TextSource.RASTER
    probability = text_probability("\n".join(texts)[:MOST_TEXT]) if source is TextSource.TEXT_LAYER else NEUTRAL
    if probability < LEAST_PROBABILITY:
        raise NotATimetable
    return Classification(
        format=DocumentFormat.PDF,
        kind=DocumentKind.PDF,
        text_source=source,
        page_count=count,
        width=round(width) or None,
        height=round(height) or None,
        timetable_probability=probability,
    )


def _text(document: pypdfium2.PdfDocument, index: int) -> str:
    page = document[index]
    text = page.get_textpage()
    return str(text.get_text_range(count=min(text.count_chars(), MOST_TEXT)))
