"""The upright picture of each detected line, as the recogniser wants it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.timetable import Box
from chalicelib.ocr.detection import Quad

Picture = NDArray[np.uint8]

TURNED = 1.2
"""Boxes higher than this times their width hold turned text (measured)."""

SURELY_TURNED = 2.2
"""Boxes lower than this times their width may hold a single upright letter too."""

NEARLY_SQUARE = 1 / TURNED
"""The same on a page most of whose text is turned: two letters stand there on their sides as wide as they are high."""

LEAST_TURNED = 20
"""Pixels; what is less high is one small letter."""


@dataclass(frozen=True)
class Crop:
    """A detected line pulled upright; ``angle`` (degrees clockwise) is how it is taken to stand on the page."""

    quad: Quad
    picture: Picture
    angle: int

    def box(self, scale: float) -> Box:
        """The upright box around the line, in pixels of the picture that was scaled by ``scale``."""
        left, top = self.quad.min(axis=0) / scale
        right, bottom = self.quad.max(axis=0) / scale
        return Box(left=float(left), top=float(top), right=float(right), bottom=float(bottom))

    def other_way_round(self) -> Crop:
        """The same line turned by 180 degrees."""
        return Crop(self.quad, np.ascontiguousarray(self.picture[::-1, ::-1]), (self.angle + 180) % 360)


def mostly_turned(quads: Sequence[Quad]) -> bool:
    """Whether more lines of a page are clearly higher than wide than the other way round."""
    sizes = [_size(quad) for quad in quads]
    return sum(high >= TURNED * wide for wide, high in sizes) > sum(wide >= TURNED * high for wide, high in sizes)


def crops_of(picture: Picture, quad: Quad, turned_page: bool) -> list[Crop]:
    """The crop of a line, or two where it may be a turned word or an upright letter."""
    wide, high = _size(quad)
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], dtype=np.float32)
    transform = cv2.getPerspectiveTransform(quad, target)
    pulled = cv2.warpPerspective(
        picture, transform, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    upright = Crop(quad, np.asarray(pulled, dtype=np.uint8), 0)
    if high < (NEARLY_SQUARE if turned_page else TURNED) * wide or high <= LEAST_TURNED:
        return [upright]
    turned = Crop(quad, np.ascontiguousarray(np.rot90(upright.picture, -1)), 270)
    return [turned] if high >= SURELY_TURNED * wide else [turned, upright]


def _size(quad: Quad) -> tuple[int, int]:
    """Width and height of a line's box in pixels, 1 at least."""
    sides = [float(np.linalg.norm(quad[i] - quad[(i + 1) % 4])) for i in range(4)]
    return int(max(sides[0], sides[2], 1)), int(max(sides[1], sides[3], 1))
