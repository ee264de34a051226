"""From words and lines to timeblocks: cells, axes, blocks, confidence. Knows no file formats and no OCR."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from chalicelib.domain.errors import NotATimetable, UnreadablePicture

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from chalicelib.domain.page import PreparedPage
    from chalicelib.domain.timetable import ExtractedTimetable


def extract(pages: Sequence[PreparedPage], pictures: Mapping[int, NDArray[np.uint8]]) -> ExtractedTimetable:
    """The timetable on ``pages``, whose words are already there; ``pictures`` (BGR) by page number for raster pages.

    Raises NotATimetable where no table has days and times (or periods), UnreadablePicture where that is because of the
    pictures.
    """
    # Days and times are read by the classifier too, which must not load OpenCV for it.
    from chalicelib.extraction.legibility import doubted, why_illegible
    from chalicelib.extraction.reading import extract_pages

    try:
        return doubted(extract_pages(pages, pictures), pictures)
    except NotATimetable as error:
        why = why_illegible(pages, pictures)
        raise UnreadablePicture(why) if why else error from None


__all__ = ["extract"]
