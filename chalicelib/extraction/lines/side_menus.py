"""An app's menu down the side of a screenshot: a strip of one colour that names the app's other views."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.page import PreparedPage
from chalicelib.extraction.lines.text_lines import lines_of
from chalicelib.extraction.texts.days import parse_day_label
from chalicelib.extraction.texts.header_texts import is_period_label, spans_of


def without_side_menu(page: PreparedPage, picture: NDArray[np.uint8] | None) -> PreparedPage:
    """``page`` without the words of the menu on its left, which stand level with lessons that they are not of; as it
    is where its picture (of the page's size) has no such strip."""
    side = 0 if picture is None else _strip(picture)
    if not side:
        return page
    menu = [word for word in page.words if word.box.right <= side]
    texts = [line.text for line in lines_of(menu)]
    lowest = max((word.box.bottom for word in menu), default=0.0)
    crossed = any(word.box.left < side < word.box.right for word in page.words)
    said = any(spans_of(text) or is_period_label(text) or parse_day_label(text) for text in texts)
    if crossed or said or len(texts) < LEAST_ENTRIES or lowest > LOWEST * page.height:
        return page
    return page.model_copy(update={"words": tuple(word for word in page.words if word.box.right > side)})


def _strip(picture: NDArray[np.uint8]) -> int:
    """How far a strip of one colour reaches from the left edge, down the whole picture, in pixels; 0 where there is
    none, or what stands beside it is of much the same colour."""
    height, width = picture.shape[:2]
    rows = picture[:: max(1, height // SAMPLES)].reshape(-1, width, *picture.shape[2:]).astype(np.int16)
    color = np.median(rows[:, : max(2, width // 100)], axis=(0, 1))
    far = np.abs(rows[:, : int(WIDEST * width) + 1] - color).reshape(len(rows), -1, color.size).max(axis=2)
    alike = (far <= SAME).mean(axis=0) >= MOSTLY
    side = int(np.argmin(alike)) if not alike.all() else 0
    if side < NARROWEST * width:
        return 0
    beside = (far[:, side : side + max(2, width // 100)] > OTHER).mean()
    return side if beside >= MOSTLY else 0


SAMPLES = 400
"""Rows of a picture that are looked at."""

NARROWEST, WIDEST = 0.06, 0.3
"""Shares of a page's width that such a menu takes."""

SAME, OTHER = 12, 24
"""Steps of 255 up to which, in each channel, a colour is the strip's own, and from which it is another one."""

MOSTLY = 0.7
"""Share of a strip's height that is of its colour: names and the view that is open are not."""

LEAST_ENTRIES = 4
"""Entries of a menu: a school's or an app's name alone is none."""

LOWEST = 0.8
"""Share of the page's height above which a menu ends; a table's first column goes down to its last row."""
