"""A picture file made ready: decoded the way its camera held it, scaled, flattened, straightened."""

from __future__ import annotations

import io

import cv2
import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from chalicelib.domain.documents import MOST_PIXELS
from chalicelib.domain.errors import CorruptDocument, DocumentTooLarge
from chalicelib.domain.page import PageSource, PreparedPage
from chalicelib.preprocessing.document import Picture, PreparedDocument
from chalicelib.preprocessing.perspective import flattened
from chalicelib.preprocessing.settings import WORKING_SIDE


def prepare_image(data: bytes) -> PreparedDocument:
    """One raster page. Raises CorruptDocument where the file cannot be decoded."""
    return prepare_pictures([decode_upright(data)])


def prepare_pictures(pictures: list[Picture]) -> PreparedDocument:
    """One raster page per picture, numbered from 1."""
    ready = {number: at_working_size(flattened(picture)) for number, picture in enumerate(pictures, 1)}
    return PreparedDocument(tuple(raster_page(n, picture) for n, picture in ready.items()), ready)


def raster_page(number: int, picture: Picture) -> PreparedPage:
    """The page of a prepared picture; its words come later, from an OCR engine."""
    height, width = picture.shape[:2]
    return PreparedPage(number=number, width=width, height=height, source=PageSource.RASTER)


def decode_upright(data: bytes) -> Picture:
    """The picture as it is meant to be seen: EXIF rotation applied, transparency on white, at working size."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise DocumentTooLarge("This picture has too many pixels. Please upload a smaller one.")
            # A JPEG is decoded at half or a quarter of its size straight away: less memory, less time.
            opened.draft("RGB", (WORKING_SIDE, WORKING_SIDE))
            image = _on_white(_reduced(_in_eight_bits(opened)))
            array = np.asarray(ImageOps.exif_transpose(image), dtype=np.uint8)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise CorruptDocument from error
    return at_working_size(np.ascontiguousarray(array[:, :, ::-1]))


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """``image`` in a mode that can be made smaller: no palette, eight bits a channel."""
    if image.mode.startswith("I"):  # 16 bits of grey; converting would cut off what is brighter than 255
        grey = image.convert("I").point(lambda level: level / 256).convert("L")
        grey.info.pop("transparency", None)  # a level of the sixteen bits
        return grey
    if image.mode in ("1", "P", "PA"):
        return image.convert("RGBA" if "transparency" in image.info or image.mode == "PA" else "RGB")
    return image


def _reduced(image: Image.Image) -> Image.Image:
    """``image`` by a whole factor smaller, not below working size: what follows copies it several times."""
    factor = max(image.size) // WORKING_SIDE
    return image.reduce(factor) if factor > 1 else image


def _on_white(image: Image.Image) -> Image.Image:
    """``image`` in RGB, what is transparent in white."""
    if image.mode not in ("RGBA", "LA", "La", "RGBa") and "transparency" not in image.info:
        return image.convert("RGB")
    layered = image.convert("RGBA")
    white = Image.new("RGB", layered.size, "white")
    white.paste(layered, mask=layered.getchannel("A"))
    white.info = image.info  # the camera's rotation is among it
    return white


def at_working_size(picture: Picture) -> Picture:
    """``picture`` shrunk so that its longest side has at most ``WORKING_SIDE`` pixels."""
    longest = max(picture.shape[:2])
    if longest <= WORKING_SIDE:
        return picture
    scale = WORKING_SIDE / longest
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
