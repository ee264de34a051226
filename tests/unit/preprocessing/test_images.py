"""Pictures of every make, decoded as they are meant to be seen."""

import io

import numpy as np
import pytest
from PIL import Image

from chalicelib.domain.errors import CorruptDocument, DocumentTooLarge
from chalicelib.preprocessing.images import decode_upright
from chalicelib.preprocessing.settings import WORKING_SIDE


def _png(image: Image.Image, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", **options)
    return out.getvalue()


def test_sixteen_bits_of_grey_keep_their_print() -> None:
    levels = np.full((40, 60), 60_000, dtype=np.uint16)
    levels[10:20, 10:20] = 5_000
    picture = decode_upright(_png(Image.fromarray(levels)))
    assert picture[5, 5].tolist() == [234] * 3
    assert picture[15, 15].tolist() == [19] * 3


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK"])
def test_every_mode_comes_in_colour(mode: str) -> None:
    image = Image.new("RGB", (60, 40), "black").convert(mode)
    out = io.BytesIO()
    image.save(out, "JPEG" if mode == "CMYK" else "PNG")
    picture = decode_upright(out.getvalue())
    assert picture.shape == (40, 60, 3)
    assert picture.max() < 40


def test_a_transparent_colour_of_a_palette_is_white() -> None:
    image = Image.new("P", (60, 40), 0)
    image.putpalette([0, 0, 0, 255, 0, 0])
    assert decode_upright(_png(image, transparency=0)).min() == 255


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_the_camera_s_rotation_outlasts_making_small(mode: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    image = Image.new("RGB", (2 * WORKING_SIDE, WORKING_SIDE), "white")
    image.paste("black", (0, 0, WORKING_SIDE, WORKING_SIDE))
    picture = decode_upright(_png(image.convert(mode), exif=exif))
    assert picture.shape == (WORKING_SIDE, WORKING_SIDE // 2, 3)
    assert picture[10, 10].max() < 40  # the left half has come to lie at the top
    assert picture[-10, 10].min() > 215


def test_too_many_pixels_are_refused_before_they_are_decoded() -> None:
    with pytest.raises(DocumentTooLarge, match="too many pixels"):
        decode_upright(_png(Image.new("1", (10_000, 6_000))))


def test_half_a_picture_is_corrupt() -> None:
    data = _png(Image.effect_noise((300, 300), 50))
    with pytest.raises(CorruptDocument):
        decode_upright(data[: len(data) // 2])
