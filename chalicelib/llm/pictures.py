"""Pictures of pages as they are sent to the model: small JPEGs. Pillow and PDFium are enough for them."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from chalicelib.domain.page import PageSource, PreparedPage
from chalicelib.llm.prompt import Jpeg, picture_scale, picture_size

if TYPE_CHECKING:
    from PIL import Image

JPEG_QUALITY = 80
"""Letters stay sharp; a page has a few hundred kilobytes."""


def pictures_for_model(pages: Sequence[PreparedPage], scans: Mapping[int, bytes], original: bytes) -> dict[int, Jpeg]:
    """JPEGs by page number, in the size that ``question_of`` says.

    Scanned pages come from their prepared pictures (``scans``, PNG by page number), pages with a text layer are drawn
    from the ``original`` PDF; Word files have no pages.
    """
    shown = {page.number: _scan(scans[page.number], page) for page in pages if page.number in scans}
    return shown | _drawn([page for page in pages if page.source is PageSource.TEXT_LAYER], original)


def _scan(png: bytes, page: PreparedPage) -> Jpeg:
    # Unpacking a scan and packing it again takes a tenth of a second; what it is made of is told at once.
    made_of = hashlib.sha256(png)
    made_of.update(repr((picture_size(page), JPEG_QUALITY)).encode())
    return Jpeg(made_of.digest(), lambda: _shrunk(png, page))


def _shrunk(png: bytes, page: PreparedPage) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(png)) as picture:
        return _jpeg(picture, page)


def _drawn(pages: Sequence[PreparedPage], original: bytes) -> dict[int, Jpeg]:
    if not pages:
        return {}
    import pypdfium2

    document = pypdfium2.PdfDocument(original)
    # Known by what is drawn, not by the file: a PDF that is exported again is another file with the same pages.
    return {
        page.number: Jpeg.of(_jpeg(document[page.number - 1].render(scale=picture_scale(page)).to_pil(), page))
        for page in pages
    }


def _jpeg(picture: Image.Image, page: PreparedPage) -> bytes:
    from PIL import Image

    size = picture_size(page)
    # PDFium rounds its own way: a pixel more or less would shift every word.
    fitting = picture if picture.size == size else picture.resize(size, Image.Resampling.BOX)
    written = io.BytesIO()
    fitting.convert("RGB").save(written, "JPEG", quality=JPEG_QUALITY)
    return written.getvalue()
