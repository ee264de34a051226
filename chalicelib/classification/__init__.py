"""What is this document, and is it a timetable?"""

from __future__ import annotations

from chalicelib.classification.sniff import sniff
from chalicelib.domain.documents import MAX_FILE_BYTES, Classification, DocumentFormat
from chalicelib.domain.errors import CorruptDocument, DocumentTooLarge


def classify(data: bytes) -> Classification:
    """What ``data`` is, by its content alone.

    Raises UnsupportedDocument, CorruptDocument, EncryptedDocument, DocumentTooLarge or NotATimetable.
    """
    if not data:
        raise CorruptDocument("This file is empty. Please export or photograph your timetable again.")
    if len(data) > MAX_FILE_BYTES:
        raise DocumentTooLarge
    found = sniff(data)
    # Each kind brings its own libraries; only those of this one are loaded.
    if found is DocumentFormat.PDF:
        from chalicelib.classification.pdf import classify_pdf

        return classify_pdf(data)
    if found is DocumentFormat.DOCX:
        from chalicelib.classification.word import classify_docx

        return classify_docx(data)
    from chalicelib.classification.pictures import classify_picture

    return classify_picture(data, found)


__all__ = ["classify"]
