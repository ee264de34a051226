"""Whether pictures of pages can be read at all: out of focus, or of too few pixels, words go missing unnoticed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean, median

import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.page import PageSource, PreparedPage
from chalicelib.domain.timetable import AUTO_ACCEPT_CONFIDENCE, ExtractedTimetable
from chalicelib.preprocessing.sharpness import is_blurred

BLURRED = (
    "This picture is too blurred to find a timetable in it. Please photograph the page again: "
    "hold still, in good light, and let the camera focus."
)
TOO_SMALL = (
    "The letters in this picture are too small to find a timetable in it. Please upload a larger picture, "
    "or photograph the page from closer."
)

SMALL_LETTERS = 10.0
"""Pixels of a line of text, its box's margin included, below which letters can hardly be told apart."""

UNSURE_WORDS = 0.85
"""Mean confidence of words; small print that can be read has more."""

UNSURE_PAGE_MOST = AUTO_ACCEPT_CONFIDENCE - 1.0
"""Confidence of what was read on a blurred page: which words were never found there, nothing tells."""

MISSING = "The picture is blurred: please check that no entry is missing."

Pictures = Mapping[int, NDArray[np.uint8]]


def why_illegible(pages: Sequence[PreparedPage], pictures: Pictures) -> str | None:
    """What is wrong with the pictures on which no timetable was found, as a sentence; None where nothing is."""
    if any(is_blurred(picture) for picture in pictures.values()):
        return BLURRED
    return TOO_SMALL if any(_too_small(page) for page in pages if page.source is PageSource.RASTER) else None


def doubted(found: ExtractedTimetable, pictures: Pictures) -> ExtractedTimetable:
    """``found``, not sure enough to be accepted unseen where it was read on a blurred picture."""
    if found.confidence <= UNSURE_PAGE_MOST or not any(is_blurred(picture) for picture in pictures.values()):
        return found
    return found.model_copy(update={"confidence": UNSURE_PAGE_MOST, "remarks": (*found.remarks, MISSING)})


def _too_small(page: PreparedPage) -> bool:
    if not page.words:
        return False
    height = median(min(word.box.width, word.box.height) for word in page.words)
    return height < SMALL_LETTERS and fmean(word.confidence for word in page.words) < UNSURE_WORDS
