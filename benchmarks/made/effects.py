"""What cameras, scanners and screens do to a page. Pictures are RGB arrays (height, width, 3) of bytes."""

from __future__ import annotations

import io
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Picture = NDArray[np.uint8]
Generator = np.random.Generator


def to_array(picture: Image.Image) -> Picture:
    """The Pillow picture as an RGB array."""
    return np.asarray(picture.convert("RGB"), dtype=np.uint8).copy()


def to_pillow(picture: Picture) -> Image.Image:
    """The RGB array as a Pillow picture."""
    return Image.fromarray(picture)


def _bytes(values: NDArray[np.floating[Any]]) -> Picture:
    clipped: Picture = np.clip(values, 0, 255).astype(np.uint8)
    return clipped


def surface(height: int, width: int, rng: Generator) -> Picture:
    """A desk: a base colour with wood-like or woven streaks."""
    base = rng.uniform(60, 200, 3).astype(np.float32)
    coarse = rng.normal(0, 1, (max(height // 6, 2), max(width // 60, 2))).astype(np.float32)
    grain = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return _bytes(base + grain[..., None] * float(rng.uniform(4, 16)))


def photograph(picture: Picture, rng: Generator, tilt: float) -> Picture:
    """The page lying on a desk, seen at an angle: corners moved by up to ``tilt`` of the page's size."""
    height, width = picture.shape[:2]
    edge = 0.06
    out_width, out_height = int(width * (1 + 2 * edge)), int(height * (1 + 2 * edge))
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    inward = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]], np.float32)
    moved = rng.uniform(0, tilt, (4, 2)).astype(np.float32) * inward * np.array([width, height], np.float32)
    target = (corners + np.array([width, height], np.float32) * edge + moved).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    desk = surface(out_height, out_width, rng)
    warped = cv2.warpPerspective(picture, matrix, (out_width, out_height), flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full((height, width), 255, np.uint8), matrix, (out_width, out_height))
    alpha = (mask.astype(np.float32) / 255)[..., None]
    return _bytes(warped.astype(np.float32) * alpha + desk.astype(np.float32) * (1 - alpha))


def skew(picture: Picture, degrees: float, fill: tuple[int, int, int] = (255, 255, 255)) -> Picture:
    """The page turned by a few degrees about its middle, on a larger canvas."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    out_width, out_height = int(height * sin + width * cos), int(height * cos + width * sin)
    matrix[:, 2] += (out_width - width) / 2, (out_height - height) / 2
    turned = cv2.warpAffine(picture, matrix, (out_width, out_height), flags=cv2.INTER_CUBIC, borderValue=fill)
    return np.asarray(turned, np.uint8)


def quarter_turns(picture: Picture, count: int) -> Picture:
    """The page turned by ``count`` times 90 degrees counter-clockwise."""
    return np.ascontiguousarray(np.rot90(picture, count))


def shadow(picture: Picture, rng: Generator, depth: float) -> Picture:
    """Uneven light: a slope over the page and the soft edge of a shadow, darker by up to ``depth``."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    slope = (np.cos(angle) * (x / width - 0.5) + np.sin(angle) * (y / height - 0.5)).astype(np.float32)
    light = 1 - depth * 0.5 * (slope + 0.7)
    cut = rng.uniform(-0.3, 0.3)
    light *= 1 - depth * 0.5 / (1 + np.exp(-(slope - cut) * float(rng.uniform(10, 40))))
    warmth = np.array([1.0, rng.uniform(0.96, 1.0), rng.uniform(0.88, 1.0)], np.float32)
    return _bytes(picture.astype(np.float32) * light[..., None].astype(np.float32) * warmth)


def noise(picture: Picture, rng: Generator, strength: float) -> Picture:
    """Grain of a sensor; ``strength`` is its standard deviation in grey levels."""
    grain = rng.standard_normal(picture.shape[:2], dtype=np.float32)[..., None]
    colored = rng.standard_normal(picture.shape, dtype=np.float32)
    return _bytes(picture.astype(np.float32) + strength * (0.7 * grain + 0.5 * colored))


def blur(picture: Picture, sigma: float) -> Picture:
    """Out of focus by a Gaussian of ``sigma`` pixels."""
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.uint8)


def moire(picture: Picture, rng: Generator, strength: float) -> Picture:
    """The stripes that a camera sees on a screen."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    angle, period = rng.uniform(0, np.pi), rng.uniform(3.0, 9.0)
    bend = 12 * np.sin(x / width * 3) + 9 * np.cos(y / height * 4)
    wave = np.sin((x * np.cos(angle) + y * np.sin(angle) + bend) * (2 * np.pi / period))
    colored = np.stack([wave, np.roll(wave, 1, axis=1), np.roll(wave, 2, axis=0)], axis=-1)
    return _bytes(picture.astype(np.float32) * 0.94 + strength * colored.astype(np.float32))


def rescale(picture: Picture, longest: int) -> Picture:
    """The picture with its longest side at ``longest`` pixels."""
    height, width = picture.shape[:2]
    factor = longest / max(height, width)
    size = (max(round(width * factor), 1), max(round(height * factor), 1))
    method = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, size, interpolation=method), np.uint8)


def jpeg_bytes(picture: Picture, quality: int) -> bytes:
    """The picture as a JPEG file."""
    buffer = io.BytesIO()
    to_pillow(picture).save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def png_bytes(picture: Picture) -> bytes:
    """The picture as a PNG file."""
    buffer = io.BytesIO()
    to_pillow(picture).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def recompress(picture: Picture, quality: int) -> Picture:
    """The picture after being saved as a JPEG and opened again."""
    return to_array(Image.open(io.BytesIO(jpeg_bytes(picture, quality))))
