"""PDF pages: their own words, rules and coloured areas where they are to be trusted, else pictures of them."""

from __future__ import annotations

import numpy as np
import pypdfium2

from chalicelib.domain.errors import CorruptDocument, EncryptedDocument
from chalicelib.domain.page import PageSource, PreparedPage, Word
from chalicelib.preprocessing.document import Picture, PreparedDocument
from chalicelib.preprocessing.images import at_working_size, raster_page
from chalicelib.preprocessing.pdf_fonts import measured_weights
from chalicelib.preprocessing.pdf_objects import PageObjects, page_objects
from chalicelib.preprocessing.pdf_shapes import page_shapes
from chalicelib.preprocessing.pdf_words import page_words
from chalicelib.preprocessing.perspective import flattened
from chalicelib.preprocessing.settings import (
    INK_CHECK_DPI,
    INK_CONTRAST,
    LEAST_WORDS,
    MOST_PAGES,
    READABLE_SHARE,
    SCAN_COVERAGE,
    SCAN_DPI,
    VISIBLE_SHARE,
    WORKING_SIDE,
)

POINTS_PER_INCH = 72.0
USUAL_SIGNS = frozenset(" .,:;-–—/()[]{}&+*'\"’‘“”!?%@#°ºª|_•·=<>→←☺§£€$~^\\\u00a0\u00ad\uf0b7")


def prepare_pdf(data: bytes) -> PreparedDocument:
    """Pages with words, rules and fills, or as pictures where their text layer is missing, hidden or broken.

    Raises CorruptDocument or EncryptedDocument.
    """
    pages: list[PreparedPage] = []
    pictures: dict[int, Picture] = {}
    try:
        with pypdfium2.PdfDocument(data) as document:
            for number in range(1, min(len(document), MOST_PAGES) + 1):
                drawn = document[number - 1]
                page = _text_page(drawn, number)
                if page is None:
                    pictures[number] = at_working_size(flattened(_rasterised(drawn)))
                    page = raster_page(number, pictures[number])
                pages.append(page)
    except pypdfium2.PdfiumError as error:
        raise (EncryptedDocument if "password" in str(error).lower() else CorruptDocument) from error
    return PreparedDocument(tuple(pages), pictures)


def _rasterised(page: pypdfium2.PdfPage) -> Picture:
    """The page as BGR at ``SCAN_DPI``, or less where it would exceed the working size."""
    longest = max(page.get_width(), page.get_height(), 1.0)
    scale = min(SCAN_DPI / POINTS_PER_INCH, WORKING_SIDE / longest)
    array = page.render(scale=scale, rev_byteorder=False).to_numpy()
    return at_working_size(np.ascontiguousarray(array[:, :, :3]))


def _text_page(drawn: pypdfium2.PdfPage, number: int) -> PreparedPage | None:
    """The page by its text layer; None where that cannot be trusted."""
    objects = page_objects(drawn)
    if objects is None:
        return None
    lines, fills = page_shapes(objects)
    words = page_words(objects, lines, measured_weights(objects, drawn))
    if len(words) < LEAST_WORDS or not _readable(words):
        return None
    if _covered_by_picture(objects) and _invisible_text(drawn):
        return None
    if not _visible(words, drawn, objects.width, objects.height):
        return None
    return PreparedPage(
        number=number,
        width=objects.width,
        height=objects.height,
        source=PageSource.TEXT_LAYER,
        words=words,
        ruling_lines=lines,
        fills=fills,
    )


def _readable(words: tuple[Word, ...]) -> bool:
    """Whether the characters are those of a language rather than of a broken font encoding."""
    text = "".join(word.text for word in words)
    usual = sum(c.isalnum() or c in USUAL_SIGNS for c in text)
    return usual >= READABLE_SHARE * len(text) and UNKNOWN not in text[:FIRST]


UNKNOWN = "\ufffd"
"""What stands for a character of which its font does not say which it is."""

FIRST = 2000
"""Characters of a page among which none may be unknown."""


def _covered_by_picture(page: PageObjects) -> bool:
    area = page.width * page.height
    widest = max(((right - left) * (bottom - top) for left, top, right, bottom in page.pictures), default=0.0)
    return area > 0 and widest >= SCAN_COVERAGE * area


def _invisible_text(page: pypdfium2.PdfPage) -> bool:
    """Whether most of the text is drawn in the mode that shows nothing, as OCR programs do over a scan."""
    raw = pypdfium2.raw
    modes = [
        raw.FPDFTextObj_GetTextRenderMode(item)
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=3)
    ]
    return bool(modes) and modes.count(raw.FPDF_TEXTRENDERMODE_INVISIBLE) > len(modes) / 2


def _visible(words: tuple[Word, ...], page: pypdfium2.PdfPage, width: float, height: float) -> bool:
    """Whether there is ink where the text layer says that words stand."""
    scale = INK_CHECK_DPI / POINTS_PER_INCH
    scale = min(scale, 1500 / max(width, height, 1.0))
    picture = page.render(scale=scale, grayscale=True).to_numpy()
    if picture.ndim == 3:
        picture = picture[:, :, 0]
    sample = words[:: max(1, len(words) // 150)]
    seen = 0
    for word in sample:
        top, left = max(0, int(word.box.top * scale)), max(0, int(word.box.left * scale))
        patch = picture[top : int(word.box.bottom * scale) + 2, left : int(word.box.right * scale) + 2]
        seen += bool(patch.size) and int(patch.max()) - int(patch.min()) >= INK_CONTRAST
    return seen >= VISIBLE_SHARE * len(sample)
