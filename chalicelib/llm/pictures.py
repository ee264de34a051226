"""Pictures of pages as they are sent to the model: small JPEGs. Runs where the imaging libraries are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from chalicelib.domain.page import PageSource, PreparedPage
from chalicelib.llm.prompt import picture_scale, picture_size

if TYPE_CHECKING:
    from chalicelib.preprocessing import Picture

JPEG_QUALITY = 80
"""Letters stay sharp; a page has a few hundred kilobytes."""


def pictures_for_model(
    pages: Sequence[PreparedPage], pictures: Mapping[int, Picture], original: bytes
) -> dict[int, bytes]:
    """JPEGs by page number, in the size that ``question_of`` says.

    Scanned pages come from their prepared ``pictures``, pages with a text layer are drawn from the ``original`` PDF;
    Word files have no pages.
    """
    stated = [page for page in pages if page.source is PageSource.TEXT_LAYER]
    shown = {page.number: _jpeg(_shrunk(pictures[page.number], page)) for page in pages if page.number in pictures}
    return shown | _drawn(stated, original)


def _shrunk(picture: Picture, page: PreparedPage) -> Picture:
    import cv2
    import numpy as np

    size = picture_size(page)
    if (picture.shape[1], picture.shape[0]) == size:
        return picture
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _drawn(pages: Sequence[PreparedPage], original: bytes) -> dict[int, bytes]:
    if not pages:
        return {}
    import numpy as np
    import pypdfium2

    document = pypdfium2.PdfDocument(original)
    found = {}
    for page in pages:
        array = document[page.number - 1].render(scale=picture_scale(page), rev_byteorder=False).to_numpy()
        found[page.number] = _jpeg(_shrunk(np.ascontiguousarray(array[:, :, :3]), page))
    return found


def _jpeg(picture: Picture) -> bytes:
    import cv2

    done, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    if not done:
        raise ValueError("this array is no picture")
    return data.tobytes()
