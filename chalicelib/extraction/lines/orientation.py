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
            "fills": tuple(
                FilledArea(box=f.box.turned_back(angle, page.width, page.height), color=f.color) for f in page.fills
            ),
        }
    )
    if picture is None:
        return turned, None
    return turned, np.asarray(cv2.rotate(picture, _TURNS[angle]), dtype=np.uint8)


def _word(word: Word, angle: int, page: PreparedPage) -> Word:
    # A letter alone is as wide as high: how it runs is a guess, and it stands as the page does.
    runs = 0 if len(word.text) == 1 else (word.angle - angle) % 360
    return word.model_copy(update={"box": word.box.turned_back(angle, page.width, page.height), "angle": runs})


def _line(line: RulingLine, angle: int, page: PreparedPage) -> RulingLine:
    (x0, y0), (x1, y1) = (
        Box(left=x, top=y, right=x, bottom=y).turned_back(angle, page.width, page.height).center
        for x, y in ((line.x0, line.y0), (line.x1, line.y1))
    )
    return RulingLine(x0=x0, y0=y0, x1=x1, y1=y1)
