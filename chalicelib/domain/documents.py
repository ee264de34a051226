"""What an uploaded document is."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from chalicelib.domain.timetable import Value

MAX_FILE_BYTES = 10 * 1024 * 1024
"""The product's limit for an upload (API specification)."""

MOST_PIXELS = 50_000_000
"""Pixels of a picture: phones have 12 to 48 million; more would need gigabytes to decode."""


class DocumentFormat(StrEnum):
    PNG = "png"
    JPEG = "jpeg"
    PDF = "pdf"
    DOCX = "docx"


MIME_TYPES: dict[DocumentFormat, str] = {
    DocumentFormat.PNG: "image/png",
    DocumentFormat.JPEG: "image/jpeg",
    DocumentFormat.PDF: "application/pdf",
    DocumentFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

FORMAT_OF_MIME: dict[str, DocumentFormat] = {mime: kind for kind, mime in MIME_TYPES.items()}

FILE_EXTENSIONS: dict[DocumentFormat, str] = {
    DocumentFormat.PNG: "png",
    DocumentFormat.JPEG: "jpg",
    DocumentFormat.PDF: "pdf",
    DocumentFormat.DOCX: "docx",
}


class DocumentKind(StrEnum):
    """The branch of the workflow a document takes."""

    IMAGE = "image"
    PDF = "pdf"
    DOCX = "docx"


KIND_OF_FORMAT: dict[DocumentFormat, DocumentKind] = {
    DocumentFormat.PNG: DocumentKind.IMAGE,
    DocumentFormat.JPEG: DocumentKind.IMAGE,
    DocumentFormat.PDF: DocumentKind.PDF,
    DocumentFormat.DOCX: DocumentKind.DOCX,
}


class TextSource(StrEnum):
    """Where a document's words come from."""

    TEXT_LAYER = "text_layer"
    RASTER = "raster"
    MIXED = "mixed"


class Classification(Value):
    """What a document is, by its content."""

    format: DocumentFormat
    kind: DocumentKind
    text_source: TextSource
    page_count: int = Field(ge=1)
    width: int | None = Field(default=None, description="pixels of the (first) picture; None where it has none")
    height: int | None = None
    timetable_probability: float = Field(ge=0, le=1)
