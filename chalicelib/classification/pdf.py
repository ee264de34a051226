"""PDF files: pages, and whether they carry their text."""

from __future__ import annotations

import pypdfium2

from chalicelib.classification.settings import (
    LEAST_PROBABILITY,
    MOST_LOOKED_AT,
    MOST_PDF_PAGES,
    MOST_TEXT,
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
        texts = [_text(document, index) for index in range(count)]
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


def _text(document: pypdfium2.PdfDocument, index: int) -> str:
    page = document[index]
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

    from chalicelib.classification.picture_features import LONGEST

    scale = LONGEST / max(page.get_width(), page.get_height(), 1.0)
    drawn = page.render(scale=scale, rev_byteorder=False).to_numpy()
    return looks_probability(np.ascontiguousarray(drawn[:, :, :3]))
