"""The whole path in one process: bytes in, timetable out. The workflow runs the same stages in separate functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.classification import classify
from chalicelib.domain.page import PageSource
from chalicelib.extraction import extract
from chalicelib.ocr import OcrEngine, local_engine
from chalicelib.preprocessing import prepare
from chalicelib.validation import validate

if TYPE_CHECKING:
    from chalicelib.domain.page import PreparedPage
    from chalicelib.domain.timetable import ExtractedTimetable
    from chalicelib.preprocessing import PreparedDocument


def read_document(data: bytes, engine: OcrEngine | None = None) -> ExtractedTimetable:
    """The timetable in ``data``; raster pages are read by ``engine`` (default: the local one).

    Raises the DocumentError that says what is wrong, OcrFailed, or ValidationFailed.
    """
    pages, document = read_pages(data, engine)
    return validate(extract(pages, document.pictures))


def read_pages(data: bytes, engine: OcrEngine | None = None) -> tuple[tuple[PreparedPage, ...], PreparedDocument]:
    """The document's pages with all their words, and the prepared document they come from."""
    document = prepare(data, classify(data))
    return tuple(_with_words(page, document, engine) for page in document.pages), document


def _with_words(page: PreparedPage, document: PreparedDocument, engine: OcrEngine | None) -> PreparedPage:
    if page.source is not PageSource.RASTER:
        return page
    reader = engine or local_engine()
    return page.model_copy(update={"words": reader.read(document.pictures[page.number])})
