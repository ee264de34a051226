"""PNG and JPEG files: their size from the header, and whether they can be decoded to the end."""

from __future__ import annotations

import io
import struct
import warnings
import zlib

from PIL import Image, UnidentifiedImageError

from chalicelib.classification.settings import LONGEST_SIDE
from chalicelib.classification.timetable_or_not import picture_probability
from chalicelib.domain.documents import KIND_OF_FORMAT, MOST_PIXELS, Classification, DocumentFormat, TextSource
from chalicelib.domain.errors import CorruptDocument, DocumentTooLarge

SMALLEST_SIDE = 32
"""Pixels; nothing can be read on less."""

_TURNED_BY_CAMERA = {5, 6, 7, 8}
_ORIENTATION = 0x0112


def classify_picture(data: bytes, found: DocumentFormat) -> Classification:
    """The picture's format and size. Raises CorruptDocument or DocumentTooLarge; never decodes a giant."""
    try:
        if found is DocumentFormat.PNG:
            _check_size(*struct.unpack(">II", data[16:24]))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=(found.value.upper(),)) as image:
                width, height = image.size
                _check_size(width, height)
                turned = image.getexif().get(_ORIENTATION) in _TURNED_BY_CAMERA
                if found is DocumentFormat.JPEG:
                    # The smallest scale still reads all of the data, and so finds where it breaks off.
                    image.draft("L", (max(1, width // 8), max(1, height // 8)))
                    image.load()
                else:
                    _check_png(data)
    except Image.DecompressionBombError as error:
        raise DocumentTooLarge("This picture has too many pixels. Please upload a smaller one.") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, struct.error, EOFError) as error:
        raise CorruptDocument from error
    return Classification(
        format=found,
        kind=KIND_OF_FORMAT[found],
        text_source=TextSource.RASTER,
        page_count=1,
        width=height if turned else width,
        height=width if turned else height,
        timetable_probability=picture_probability(data),
    )


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise DocumentTooLarge(
            f"This picture has {width} x {height} pixels, which is too many. Please upload a smaller one."
        )
    if min(width, height) < SMALLEST_SIDE:
        raise CorruptDocument("This picture is too small to be read. Please photograph your timetable again.")


def _check_png(data: bytes) -> None:
    """Walks the chunks to the end mark, comparing their sums; raises ValueError where one is cut off or damaged."""
    position, has_pixels = 8, False
    while position + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[position : position + 8])
        body_end = position + 8 + length
        if body_end + 4 > len(data):
            break
        critical = kind in (b"IHDR", b"PLTE", b"IDAT")
        if (
            critical
            and zlib.crc32(data[position + 4 : body_end]) != struct.unpack(">I", data[body_end : body_end + 4])[0]
        ):
            raise ValueError("damaged chunk")
        has_pixels = has_pixels or kind == b"IDAT"
        if kind == b"IEND" and has_pixels:
            return
        position = body_end + 4
    raise ValueError("cut off")
