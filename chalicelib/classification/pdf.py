"""PDF files: pages, and whether they carry their text."""

from __future__ import annotations

from itertools import islice

import pypdfium2

from chalicelib.classification.settings import (
    FORM_LEVELS,
    LEAST_PROBABILITY,
    MOST_LOOKED_AT,
    MOST_PDF_PAGES,
    MOST_PDF_TEXT_OBJECTS,
    MOST_TEXT,
    MOST_TEXT_OBJECTS,
    NEUTRAL,
)
from chalicelib.classification.timetable_or_not import looks_probability, text_probability
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
        texts = page_texts(document)
        written = [len(text.split()) > 3 and len(text) >= LEAST_CHARACTERS for text in texts]
        source = TextSource.TEXT_LAYER if all(written) else TextSource.MIXED if any(written) else TextSource.RASTER
        probability = _probability(document, texts, written)
        # Text layers are broken or hidden often enough: the looks have a say before the words refuse a document.
        refused = source is TextSource.TEXT_LAYER and probability < LEAST_PROBABILITY and _looks(document[0]) < NEUTRAL
        width, height = document.get_page_size(0)
    except pypdfium2.PdfiumError as error:
        raise CorruptDocument from error
    finally:
        document.close()
    if refused:
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


def page_texts(document: pypdfium2.PdfDocument) -> list[str]:
    """The words of each page; none where finding them would take too long, as if the page were a picture."""
    texts = []
    left = MOST_PDF_TEXT_OBJECTS
    for index in range(len(document)):
        # A page is not even opened when nothing is left: that alone takes seconds where it has a million objects.
        page = document[index] if left > 0 else None
        most = min(left, MOST_TEXT_OBJECTS)
        objects = _text_objects(page, most + 1) if page else 0
        texts.append(_text(page) if page and objects <= most else "")
        left -= objects
    return texts


def _text_objects(page: pypdfium2.PdfPage, most: int) -> int:
    """How many text objects the page draws, counted up to ``most``."""
    kinds = [pypdfium2.raw.FPDF_PAGEOBJ_TEXT]
    return sum(1 for _ in islice(page.get_objects(filter=kinds, max_depth=FORM_LEVELS), most))


def _text(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    return str(text.get_text_range(count=min(text.count_chars(), MOST_TEXT)))


def _probability(document: pypdfium2.PdfDocument, texts: list[str], written: list[bool]) -> float:
    """0-1 from the words of the pages that have any and the looks of those that have none, the likeliest of them."""
    told = [text_probability("\n".join(texts)[:MOST_TEXT])] if any(written) else []
    for index in [i for i, has_words in enumerate(written) if not has_words][:MOST_LOOKED_AT]:
        told.append(_looks(document[index]))
        if told[-1] >= NEUTRAL:
            break
    return max(told)


def _looks(page: pypdfium2.PdfPage) -> float:
    # Load OpenCV, which texts do not need.
    import numpy as np

    from chalicelib.classification.printed_part import LONGEST

    scale = LONGEST / max(page.get_width(), page.get_height(), 1.0)
    drawn = page.render(scale=scale, rev_byteorder=False).to_numpy()
    return looks_probability(np.ascontiguousarray(drawn[:, :, :3]))
