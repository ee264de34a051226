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

PNG_WRITING = (cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_UP)
"""zlib's fastest level, each row as its difference from the one above: half the time of trying all filters, to write
and to read, and as small; pictures are read once or twice and soon deleted."""


@dataclass(frozen=True)
class PreparedDocument:
    """Pages in reading order; ``pictures`` (BGR, upright) by page number, for raster pages only."""

    pages: tuple[PreparedPage, ...]
    pictures: Mapping[int, Picture] = field(default_factory=dict)


def encode_picture(picture: Picture) -> bytes:
    """``picture`` as a lossless PNG."""
    done, data = cv2.imencode(".png", picture, PNG_WRITING)
    if not done:
        raise ValueError("this array is no picture")
    return data.tobytes()


def decode_picture(data: bytes) -> Picture:
    """The picture (BGR) that ``encode_picture`` made. Raises CorruptDocument when ``data`` is no picture."""
    picture = cv2.imdecode(np.frombuffer(data, dtype=np.uint8), cv2.IMREAD_COLOR)
    if picture is None:
        raise CorruptDocument
    return np.asarray(picture, dtype=np.uint8)
