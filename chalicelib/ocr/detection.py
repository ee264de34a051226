"""Where lines of text stand in a picture: rapidocr's detector, and what becomes of its answer where rules cross it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.ocr.rules import rule_places

Picture = NDArray[np.uint8]

Quad = NDArray[np.float32]
"""Four corners of a line of text in pixels, the one at the page's top left first, clockwise."""

LEAST_SIDE = 736
"""Pixels of the shorter side below which a picture is enlarged: the letters of small pictures are small (rapidocr)."""

MOST_SIDE = 2000
"""Pixels of the longer side that enlarging must not exceed; a narrow strip would grow without bounds."""

MOST_AREA = 3_000_000
"""Pixels given to the detector, whose memory grows with them (measured, see docs/benchmarks.md)."""

STEP = 32
"""The network takes sides that are multiples of this."""

CUT = 2
"""Pixels of the detector's answer on either side of a rule that are taken out, so that the parts are two."""


@dataclass(frozen=True)
class Found:
    """A line of text; ``parts`` are the lines it may be instead, where a table's rule seems to cross it."""

    quad: Quad
    parts: tuple[Quad, ...] = ()


class Detector:
    """Finds the lines of text in a picture."""

    def __init__(self, detector: Any) -> None:
        """``detector`` is rapidocr's: its network and the way it makes boxes of the network's answer are used."""
        self._network = detector.session
        self._boxes_of = detector.postprocess_op

    def find(self, picture: Picture) -> list[Found]:
        """The lines of ``picture`` (BGR), from the top down; none where there is no text."""
        sized = _sized(picture)
        # One float copy, from -1 to 1, in the order that the network takes.
        answer = self._network(cv2.dnn.blobFromImage(sized, 1 / 127.5, mean=(127.5, 127.5, 127.5)))
        quads = self._quads(answer, picture)
        cut = _cut_at_rules(answer[0, 0], sized, float(self._boxes_of.thresh))
        parts = self._quads(cut[None, None], picture) if cut is not None else []
        return [Found(quad, tuple(p for p in parts if _holds(quad, p))) for quad in quads]

    def _quads(self, answer: NDArray[np.float32], picture: Picture) -> list[Quad]:
        boxes, _ = self._boxes_of(answer, picture.shape[:2])
        return sorted((np.asarray(box, dtype=np.float32) for box in boxes), key=lambda q: (q[0, 1], q[0, 0]))


def _sized(picture: Picture) -> Picture:
    """``picture`` at the size, and with the sides, that the network takes."""
    height, width = picture.shape[:2]
    scale = max(1.0, min(LEAST_SIDE / min(height, width), MOST_SIDE / max(height, width)))
    scale = min(scale, (MOST_AREA / (height * width)) ** 0.5)
    wide, high = (max(STEP, round(side * scale / STEP) * STEP) for side in (width, height))
    if (wide, high) == (width, height):
        return picture
    return np.asarray(cv2.resize(picture, (wide, high)), dtype=np.uint8)


def _cut_at_rules(answer: NDArray[np.float32], picture: Picture, threshold: float) -> NDArray[np.float32] | None:
    """The parts of ``answer`` (0-1 per pixel) that rules cross, and only those, without what lies on the rules."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((answer > threshold).astype(np.uint8), connectivity=8)
    crossed = None
    for label, (left, top, wide, high, _) in enumerate(stats[1:count].tolist(), 1):
        places = rule_places(picture, (left, top, left + wide, top + high))
        if not places:
            continue
        crossed = np.zeros_like(answer) if crossed is None else crossed
        part = (slice(top, top + high), slice(left, left + wide))
        own = np.where(labels[part] == label, answer[part], 0)
        for place in places:
            band = slice(max(0, place - CUT), place + CUT + 1)
            own[(slice(None), band) if wide >= high else (band, slice(None))] = 0
        crossed[part] = np.maximum(crossed[part], own)
    return crossed


def _holds(quad: Quad, part: Quad) -> bool:
    """Whether the middle of ``part`` lies in ``quad``."""
    x, y = part.mean(axis=0).tolist()
    return cv2.pointPolygonTest(quad, (x, y), measureDist=False) >= 0
