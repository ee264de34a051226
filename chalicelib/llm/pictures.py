"""Pictures of pages as they are sent to the model: small JPEGs. Pillow and PDFium are enough for them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from chalicelib.domain.page import PageSource, PreparedPage
from chalicelib.llm.prompt import picture_scale, picture_size

if TYPE_CHECKING:
    from PIL import Image

JPEG_QUALITY = 80
"""Letters stay sharp; a page has a few hundred kilobytes."""


def pictures_for_model(pages: Sequence[PreparedPage], scans: Mapping[int, bytes], original: bytes) -> dict[int, bytes]:
    """JPEGs by page number, in the size that ``question_of`` says.

    Scanned pages come from their prepared pictures (``scans``, PNG by page number), pages with a text layer are drawn
    from the ``original`` PDF; Word files have no pages.
    """
    shown = {page.number: _shrunk(scans[page.number], page) for page in pages if page.number in scans}
    return shown | _drawn([page for page in pages if page.source is PageSource.TEXT_LAYER], original)


def _shrunk(png: bytes, page: PreparedPage) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(png)) as picture:
        return _jpeg(picture, page)


def _drawn(pages: Sequence[PreparedPage], original: bytes) -> dict[int, bytes]:
    if not pages:
        return {}
    import pypdfium2

    document = pypdfium2.PdfDocument(original)
    return {
        page.number: _jpeg(document[page.number - 1].render(scale=picture_scale(page)).to_pil(), page) for page in pages
    }


def _jpeg(picture: Image.Image, page: PreparedPage) -> bytes:
    from PIL import Image

    size = picture_size(page)
    # PDFium rounds its own way: a pixel more or less would shift every word.
    fitting = picture if picture.size == size else picture.resize(size, Image.Resampling.BOX)
    written = io.BytesIO()
    fitting.convert("RGB").save(written, "JPEG", quality=JPEG_QUALITY)
    return written.getvalue()
