"""What the preparation hands on, and how its pictures travel between functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.errors import CorruptDocument
from chalicelib.domain.page import PreparedPage

Picture = NDArray[np.uint8]
"""BGR, height x width x 3."""

PNG_SPEED = 1
"""zlib level: pictures are read once and soon deleted, so time matters more than size."""


@dataclass(frozen=True)
class PreparedDocument:
    """Pages in reading order; ``pictures`` (BGR, upright) by page number, for raster pages only."""

    pages: tuple[PreparedPage, ...]
    pictures: Mapping[int, Picture] = field(default_factory=dict)


def encode_picture(picture: Picture) -> bytes:
    """``picture`` as a lossless PNG."""
    done, data = cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, PNG_SPEED])
    if not done:
        raise ValueError("this array is no picture")
    return data.tobytes()


def decode_picture(data: bytes) -> Picture:
    """The picture (BGR) that ``encode_picture`` made. Raises CorruptDocument when ``data`` is no picture."""
    picture = cv2.imdecode(np.frombuffer(data, dtype=np.uint8), cv2.IMREAD_COLOR)
    if picture is None:
        raise CorruptDocument
    return np.asarray(picture, dtype=np.uint8)
