"""The format of a file by its first bytes."""

from __future__ import annotations

from chalicelib.domain.documents import DocumentFormat
from chalicelib.domain.errors import EncryptedDocument, UnsupportedDocument

PDF_HEADER_WITHIN = 1024
"""Bytes before ``%PDF-`` that readers tolerate (ISO 32000-1, implementation notes)."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sniff(data: bytes) -> DocumentFormat:
    """The format that ``data`` begins like. Raises UnsupportedDocument, or EncryptedDocument for a locked Word file."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return DocumentFormat.PNG
    if data.startswith(b"\xff\xd8\xff"):
        return DocumentFormat.JPEG
    if b"%PDF-" in data[:PDF_HEADER_WITHIN]:
        return DocumentFormat.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return DocumentFormat.DOCX
    if data.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedDocument
        raise UnsupportedDocument("This is an old Word or Excel file. Please save it as .docx or PDF and upload that.")
    raise UnsupportedDocument
