"""The local engine: rapidocr's PP-OCR models, run in the one way that keeps turned text (measured, see docs).

One detection pass over the whole page, crops turned upright, one recognition batch. Its angle classifier and its plain
page call lose rotated words and are not used.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidocr import RapidOCR

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.ocr.lines import split_at_gaps

Picture = NDArray[np.uint8]

LONGEST_SIDE = 2000
"""Pixels of the picture given to the detector; larger costs time and finds no more (measured)."""

TURNED = 1.2
"""Boxes higher than this times their width hold turned text (measured)."""

LEAST_SCORE = 0.5
"""Lines recognised with less confidence are noise more often than words (rapidocr's own default)."""

EDGE_CONTRAST = 40
"""Grey levels between neighbours where there is print; paper and its shadows change less."""

MARGIN = 24
"""Pixels left around the print, which the detector needs as background."""

DOUBTFUL = 0.85
"""A turned line, or a whole page, read with less confidence is read the other way round too."""


@dataclass(frozen=True)
class Reading:
    """One recognised crop; ``gaps`` are the places (0–1 along the line) of its characters."""

    text: str
    score: float
    places: tuple[float, ...] = ()


class LocalEngine:
    """rapidocr with its bundled models; safe to share between calls of one thread."""

    def __init__(self) -> None:
        logging.getLogger("RapidOCR").setLevel(logging.WARNING)
        self._ocr: Any = RapidOCR(
            params={
                "Global.log_level": "warning",
                "Global.use_vertical_padding": False,
                "Global.return_word_box": True,
            }
        )

    @property
    def name(self) -> str:
        """``rapidocr`` and its version."""
        return f"rapidocr-{version('rapidocr')}"

    def read(self, picture: Picture) -> tuple[Word, ...]:
        """Words of ``picture`` (BGR). A picture without text gives none."""
        scale = min(1.0, LONGEST_SIDE / max(picture.shape[:2]))
        small = picture if scale == 1.0 else cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        left, top, right, bottom = _content(small)
        found = self._detect(np.ascontiguousarray(small[top:bottom, left:right]))
        if not found:
            return ()
        quads = [quad + np.array([left, top], dtype=np.float32) for quad in found]
        crops = [_crop(small, quad) for quad in quads]
        readings = self._recognise([crop for crop, _ in crops])
        angles = [angle for _, angle in crops]
        self._read_doubtful_again([crop for crop, _ in crops], readings, angles)
        words: list[Word] = []
        for quad, reading, angle in zip(quads, readings, angles, strict=True):
            if reading.score >= LEAST_SCORE and _readable(reading.text):
                words.extend(split_at_gaps(reading.text, reading.places, _box(quad, scale), angle, reading.score))
        return tuple(words)

    def _detect(self, picture: Picture) -> list[NDArray[np.float32]]:
        detector = self._ocr._load_det_model()
        boxes = detector(picture).boxes
        return [] if boxes is None else [np.asarray(box, dtype=np.float32) for box in boxes]

    def _recognise(self, crops: Sequence[Picture]) -> list[Reading]:
        if not crops:  # the library raises on an empty batch
            return []
        result = self._ocr.recognize_txt(list(crops))
        return [
            Reading(text or "", float(score), _places(info))
            for text, score, info in zip(result.txts, result.scores, result.word_results, strict=True)
        ]

    def _read_doubtful_again(self, crops: Sequence[Picture], readings: list[Reading], angles: list[int]) -> None:
        """Turns doubtful lines by 180 degrees: turned text may read downwards, a page may be upside down."""
        upright = [i for i, angle in enumerate(angles) if angle == 0 and len(readings[i].text) >= 3]
        page_doubtful = bool(upright) and float(np.median([readings[i].score for i in upright])) < DOUBTFUL
        again = [i for i, r in enumerate(readings) if r.score < DOUBTFUL and (angles[i] != 0 or page_doubtful)]
        for i, other in zip(
            again, self._recognise([np.ascontiguousarray(crops[i][::-1, ::-1]) for i in again]), strict=True
        ):
            if other.score > readings[i].score + 0.05:
                readings[i] = other
                angles[i] = (angles[i] + 180) % 360


def _readable(text: str) -> bool:
    """Whether there is anything but signs of scripts that the product does not read (the models know Chinese)."""
    return any(c.isascii() and not c.isspace() for c in text) or any(0xC0 <= ord(c) < 0x250 for c in text)


def _places(info: Any) -> tuple[float, ...]:
    """Places (0–1) of the characters along the line, blanks left out, from the recogniser's columns."""
    if info is None or not info.line_txt_len:
        return ()
    return tuple(float(column) / float(info.line_txt_len) for columns in info.word_cols for column in columns)


def _content(picture: NDArray[Any]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is not an even margin; the detector's time grows with the area."""
    height, width = picture.shape[:2]
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    edges = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > EDGE_CONTRAST
    rows, columns = np.flatnonzero(edges.any(axis=1)), np.flatnonzero(edges.any(axis=0))
    if not rows.size:
        return 0, 0, width, height
    left, right = max(0, int(columns[0]) - MARGIN), min(width, int(columns[-1]) + 1 + MARGIN)
    top, bottom = max(0, int(rows[0]) - MARGIN), min(height, int(rows[-1]) + 1 + MARGIN)
    return left, top, right, bottom


def _crop(picture: NDArray[Any], quad: NDArray[np.float32]) -> tuple[Picture, int]:
    """The upright picture of one detected line and the angle at which it stood."""
    sides = [float(np.linalg.norm(quad[i] - quad[(i + 1) % 4])) for i in range(4)]
    wide, high = int(max(sides[0], sides[2], 1)), int(max(sides[1], sides[3], 1))
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], dtype=np.float32)
    transform = cv2.getPerspectiveTransform(quad, target)
    crop = cv2.warpPerspective(picture, transform, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    if high >= TURNED * wide and high > 20:
        return np.ascontiguousarray(np.rot90(crop, -1)), 270
    return np.asarray(crop, dtype=np.uint8), 0


def _box(quad: NDArray[np.float32], scale: float) -> Box:
    left, top = quad.min(axis=0) / scale
    right, bottom = quad.max(axis=0) / scale
    return Box(left=float(left), top=float(top), right=float(right), bottom=float(bottom))
