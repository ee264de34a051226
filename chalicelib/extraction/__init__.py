"""From words and lines to timeblocks: cells, axes, blocks, confidence. Knows no file formats and no OCR.

In the order of the work, each knowing only those before it: ``texts`` (what a text says by itself), ``lines`` (words as
lines), ``headers`` (which rows and columns are days and times), ``grids`` (rules and colours to cells) and ``cells``
(what one cell says), ``tables`` (a grid as a timetable), ``layouts`` (weeks without a grid), then ``choice`` between
all readings of a page, ``document`` (what is told of the whole), ``reading``. All speak in ``grid``, ``axes`` and
``draft``; their tolerances are in ``settings``.
"""

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
    from chalicelib.extraction.lines.legibility import doubted, why_illegible
    from chalicelib.extraction.reading import extract_pages

    try:
        return doubted(extract_pages(pages, pictures), pictures)
    except NotATimetable as error:
        why = why_illegible(pages, pictures)
        raise UnreadablePicture(why) if why else error from None


__all__ = ["extract"]
