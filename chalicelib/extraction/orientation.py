"""Pages that lie on their side or upside down, known by how most of their words run."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.page import FilledArea, PreparedPage, RulingLine, Word
from chalicelib.domain.timetable import Box

MOST = 0.6
"""Share of a page's characters that must run another way before the page is turned; tables have turned cells."""

_TURNS: dict[int, int] = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}


def upright(page: PreparedPage, picture: NDArray[np.uint8] | None) -> tuple[PreparedPage, NDArray[np.uint8] | None]:
    """``page`` and its picture turned so that most words run from left to right."""
    weights: dict[int, int] = {}
    for word in page.words:
        weights[word.angle] = weights.get(word.angle, 0) + len(word.text)
    angle = max(weights, key=weights.__getitem__, default=0)
    if angle == 0 or weights[angle] < MOST * sum(weights.values()):
        return page, picture
    width, height = (page.height, page.width) if angle in (90, 270) else (page.width, page.height)
    turned = page.model_copy(
        update={
            "width": width,
            "height": height,
            "words": tuple(_word(w, angle, page) for w in page.words),
            "ruling_lines": tuple(_line(line, angle, page) for line in page.ruling_lines),
            "fills": tuple(FilledArea(box=_box(f.box, angle, page), color=f.color) for f in page.fills),
        }
    )
    if picture is None:
        return turned, None
    return turned, np.asarray(cv2.rotate(picture, _TURNS[angle]), dtype=np.uint8)


def _point(x: float, y: float, angle: int, page: PreparedPage) -> tuple[float, float]:
    """Where a point comes to lie when the page is turned back by ``angle`` degrees."""
    if angle == 90:
        return y, page.width - x
    if angle == 180:
        return page.width - x, page.height - y
    return page.height - y, x


def _box(box: Box, angle: int, page: PreparedPage) -> Box:
    x0, y0 = _point(box.left, box.top, angle, page)
    x1, y1 = _point(box.right, box.bottom, angle, page)
    return Box(left=min(x0, x1), top=min(y0, y1), right=max(x0, x1), bottom=max(y0, y1))


def _word(word: Word, angle: int, page: PreparedPage) -> Word:
    # A letter alone is as wide as high: how it runs is a guess, and it stands as the page does.
    runs = 0 if len(word.text) == 1 else (word.angle - angle) % 360
    return word.model_copy(update={"box": _box(word.box, angle, page), "angle": runs})


def _line(line: RulingLine, angle: int, page: PreparedPage) -> RulingLine:
    x0, y0 = _point(line.x0, line.y0, angle, page)
    x1, y1 = _point(line.x1, line.y1, angle, page)
    return RulingLine(x0=x0, y0=y0, x1=x1, y1=y1)
