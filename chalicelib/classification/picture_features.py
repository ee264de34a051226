"""What a picture looks like in numbers, without reading it: ruling lines, cells, text, colours.

Cheap by design: everything is measured on a copy of at most ``LONGEST`` pixels.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from chalicelib.classification import word_features
from chalicelib.domain.documents import MOST_PIXELS
from chalicelib.preprocessing.components import component_boxes

Gray = NDArray[np.uint8]
Boxes = NDArray[np.int32]
"""One row a component: left, top, width, height, area."""

LONGEST = 900
"""Pixels of the longest side that is looked at; ruling lines one pixel wide survive it, decoding stays fast."""

_LEAST_LINE = 18
"""A ruling line is at least this fraction (1/18) of the side it runs along."""

_SAME = 0.012
"""Edges of cells nearer than this share of the side are the same edge."""

_TINY, _LARGE = 0.0004, 0.25
"""Shares of the picture between which an area can be a cell."""

_TURNED_WORDS = 8
"""Words that have to run upwards before a page is taken for turned; some timetables turn a few."""

NAMES: tuple[str, ...] = (
    "aspect",
    "horizontal_lines",
    "vertical_lines",
    "horizontal_length",
    "vertical_length",
    "crossings",
    "grid_share",
    "cells",
    "cell_area",
    "cell_area_spread",
    "cell_aspect",
    "cell_columns",
    "cell_rows",
    "cell_widths",
    "cell_ink",
    "cell_ink_spread",
    "cells_written",
    "cells_merged",
    "texts",
    "text_height",
    "text_width",
    "texts_wide",
    "texts_tall",
    "text_columns",
    "text_rows",
    "text_filling",
    "text_width_spread",
    "blocks",
    "block_rows",
    "block_columns",
    "saturation",
    "colors",
    "main_color",
    "five_colors",
    "edges",
    "entropy",
    "ink",
    *word_features.NAMES,
)
"""The features in their order."""


_REDUCTIONS = ((8, cv2.IMREAD_REDUCED_COLOR_8), (4, cv2.IMREAD_REDUCED_COLOR_4), (2, cv2.IMREAD_REDUCED_COLOR_2))
"""JPEG decodes to a half, a quarter or an eighth at a fraction of the cost."""


def _size(data: bytes) -> tuple[int, int]:
    """Width and height by the header; zeros where there is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                return image.size
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return 0, 0


def load(data: bytes) -> NDArray[np.uint8] | None:
    """The picture (BGR) with at most ``LONGEST`` pixels a side; None where it cannot be decoded or is a giant."""
    width, height = _size(data)
    if not 0 < width * height <= MOST_PIXELS:
        return None
    fitting = [mode for factor, mode in _REDUCTIONS if max(width, height) >= factor * LONGEST]
    picture: Any = cv2.imdecode(np.frombuffer(data, np.uint8), fitting[0] if fitting else cv2.IMREAD_COLOR)
    if picture is None:
        return None
    scale = LONGEST / max(picture.shape[:2])
    if scale < 1:
        picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(picture, np.uint8)


def _skew(binary: Gray) -> float:
    """Degrees by which the long strokes of the page lie askew, from -45 to 45."""
    # Half the size is a quarter of the work; dilating first keeps lines one pixel wide.
    half = cv2.resize(
        cv2.dilate(binary, np.ones((2, 2), np.uint8)), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_NEAREST
    )
    lines: Any = cv2.HoughLinesP(half, 1, np.pi / 360, 70, minLineLength=half.shape[1] // 8, maxLineGap=4)
    if lines is None:
        return 0.0
    ends = lines.reshape(-1, 4).astype(np.float64)
    across, down = ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1]
    angles = (np.degrees(np.arctan2(down, across)) + 45) % 90 - 45
    order = np.argsort(angles)
    lengths = np.hypot(across, down)[order]
    middle = int(np.searchsorted(np.cumsum(lengths), lengths.sum() / 2))
    return float(angles[order][min(middle, len(order) - 1)])


def _straight(picture: NDArray[np.uint8], degrees: float) -> NDArray[np.uint8]:
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return np.asarray(cv2.warpAffine(picture, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _binary(gray: Gray) -> Gray:
    """Strokes as 255, whether dark on light or light on dark."""
    flipped = 255 - gray if float(np.median(gray)) < 110 else gray
    method, kind = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV
    return np.asarray(cv2.adaptiveThreshold(flipped, 255, method, kind, 31, 12), np.uint8)


def _opened(binary: Gray, size: tuple[int, int]) -> Gray:
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, size)
    return np.asarray(cv2.morphologyEx(binary, cv2.MORPH_OPEN, kernel), np.uint8)


def _components(mask: Gray) -> Boxes:
    return component_boxes(mask, connectivity=4)


def _steps(values: NDArray[Any], tolerance: float) -> int:
    """Different positions among ``values``."""
    if len(values) == 0:
        return 0
    ordered = np.sort(values)
    return 1 + int(np.sum(np.diff(ordered) > tolerance))


def _shared_steps(values: NDArray[Any], tolerance: float, least: int) -> int:
    """Positions that at least ``least`` values share."""
    if len(values) == 0:
        return 0
    ordered = np.sort(values)
    groups = np.split(ordered, np.flatnonzero(np.diff(ordered) > tolerance) + 1)
    return sum(len(group) >= least for group in groups)


def _spread(values: NDArray[Any]) -> float:
    return float(np.std(np.log(values + 1.0))) if len(values) else 0.0


def _middle(values: NDArray[Any]) -> float:
    return float(np.median(values)) if len(values) else 0.0


def _line_features(horizontal: Gray, vertical: Gray) -> tuple[dict[str, float], Gray]:
    height, width = horizontal.shape
    across, down = _components(horizontal), _components(vertical)
    thick = np.ones((5, 5), np.uint8)
    crossing = cv2.bitwise_and(cv2.dilate(horizontal, thick), cv2.dilate(vertical, thick))
    # Line ends are drawn out a little so that cells close where a corner is faint.
    joined = cv2.bitwise_or(
        cv2.dilate(horizontal, np.ones((3, 9), np.uint8)), cv2.dilate(vertical, np.ones((9, 3), np.uint8))
    )
    ys, xs = np.nonzero(crossing)
    share = float(np.ptp(xs) * np.ptp(ys)) / (width * height) if len(xs) else 0.0
    told = {
        "horizontal_lines": float(_steps(across[:, 1], _SAME * height)),
        "vertical_lines": float(_steps(down[:, 0], _SAME * width)),
        "horizontal_length": float(across[:, 2].sum()) / width,
        "vertical_length": float(down[:, 3].sum()) / height,
        "crossings": float(len(_components(np.asarray(crossing, np.uint8)))),
        "grid_share": share,
    }
    return told, np.asarray(joined, np.uint8)


def _cell_boxes(lines: Gray) -> Boxes:
    """Areas closed in by lines, of a size that cells have; the page around them is none."""
    height, width = lines.shape
    boxes = _components(np.asarray(255 - lines, np.uint8))
    area = boxes[:, 4] / (width * height)
    full = boxes[:, 4] > 0.7 * boxes[:, 2] * boxes[:, 3]
    inner = (boxes[:, 0] > 0) & (boxes[:, 1] > 0)
    inner &= (boxes[:, 0] + boxes[:, 2] < width) & (boxes[:, 1] + boxes[:, 3] < height)
    return np.asarray(boxes[(area > _TINY) & (area < _LARGE) & full & inner], np.int32)


def _cell_features(cells: Boxes, text: Gray) -> dict[str, float]:
    height, width = text.shape
    sums = cv2.integral(np.asarray(text > 0, np.uint8))
    left, top, right, bottom = cells[:, 0], cells[:, 1], cells[:, 0] + cells[:, 2], cells[:, 1] + cells[:, 3]
    inside = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    ink = inside / np.maximum(cells[:, 4], 1)
    tall, wide = _middle(cells[:, 3]), _middle(cells[:, 2])
    merged = (cells[:, 2] > 1.7 * wide) | (cells[:, 3] > 1.7 * tall)
    return {
        "cells": float(len(cells)),
        "cell_area": _middle(cells[:, 4]) / (width * height),
        "cell_area_spread": _spread(cells[:, 4].astype(np.float64)),
        "cell_aspect": _middle(cells[:, 2] / np.maximum(cells[:, 3], 1)),
        "cell_columns": float(_shared_steps(left, _SAME * width, 3)),
        "cell_rows": float(_shared_steps(top, _SAME * height, 3)),
        "cell_widths": float(_steps(cells[:, 2], 2 * _SAME * width)),
        "cell_ink": float(ink.mean()) if len(ink) else 0.0,
        "cell_ink_spread": float(ink.std()) if len(ink) else 0.0,
        "cells_written": float((ink > 0.01).mean()) if len(ink) else 0.0,
        "cells_merged": float(merged.mean()) if len(cells) else 0.0,
    }


def _text_features(text: Gray) -> dict[str, float]:
    height, width = text.shape
    joined = cv2.dilate(text, np.ones((2, 7), np.uint8))
    boxes = _components(np.asarray(joined, np.uint8))
    boxes = boxes[(boxes[:, 3] >= 4) & (boxes[:, 2] >= 4) & (boxes[:, 4] < 0.1 * width * height)]
    count = max(len(boxes), 1)
    tolerance = 0.006
    return {
        "texts": float(len(boxes)),
        "text_height": _middle(boxes[:, 3]) / height,
        "text_width": _middle(boxes[:, 2]) / width,
        "texts_wide": float((boxes[:, 2] > 0.3 * width).sum()) / count,
        "texts_tall": float((boxes[:, 3] > 1.5 * boxes[:, 2]).sum()) / count,
        "text_columns": float(_shared_steps(boxes[:, 0] + boxes[:, 2] / 2, tolerance * width, 4)),
        "text_rows": float(_shared_steps(boxes[:, 1] + boxes[:, 3] / 2, tolerance * height, 4)),
        "text_filling": float((boxes[:, 2] * boxes[:, 3]).sum()) / (width * height),
        "text_width_spread": _spread(boxes[:, 2].astype(np.float64)),
    }


def _block_features(picture: NDArray[np.uint8]) -> dict[str, float]:
    """Flat rectangles of one colour, as timetables without ruling lines have them."""
    height, width = picture.shape[:2]
    channels = cv2.split(cv2.morphologyEx(picture, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)))
    gradient = cv2.max(cv2.max(channels[0], channels[1]), channels[2])
    flat = np.asarray((gradient < 14) * 255, np.uint8)
    flat = _opened(flat, (9, 7))
    boxes = _components(flat)
    area = boxes[:, 4] / (width * height)
    whole = boxes[:, 4] > 0.45 * boxes[:, 2] * boxes[:, 3]
    boxes = boxes[(area > 0.0008) & (area < 0.12) & whole]
    return {
        "blocks": float(len(boxes)),
        "block_rows": float(_shared_steps(boxes[:, 1], _SAME * height, 3)),
        "block_columns": float(_shared_steps(boxes[:, 0], _SAME * width, 3)),
    }


def _color_features(picture: NDArray[np.uint8], gray: Gray) -> dict[str, float]:
    saturation = cv2.cvtColor(picture, cv2.COLOR_BGR2HSV)[:, :, 1]
    quantised = (picture >> 5).astype(np.int32)
    codes = quantised[:, :, 0] * 64 + quantised[:, :, 1] * 8 + quantised[:, :, 2]
    shares = np.sort(np.bincount(codes.ravel(), minlength=512))[::-1] / codes.size
    histogram = np.bincount(gray.ravel(), minlength=256) / gray.size
    known = histogram[histogram > 0]
    return {
        "saturation": float((saturation > 60).mean()),
        "colors": float((shares > 0.005).sum()),
        "main_color": float(shares[0]),
        "five_colors": float(shares[:5].sum()),
        "edges": float((cv2.Canny(gray, 60, 160) > 0).mean()),
        "entropy": float(-(known * np.log2(known)).sum()),
    }


def _lines_of(binary: Gray) -> tuple[Gray, Gray]:
    """Its horizontal and its vertical ruling lines."""
    height, width = binary.shape
    return (
        _opened(binary, (max(width // _LEAST_LINE, 15), 1)),
        _opened(binary, (1, max(height // _LEAST_LINE, 15))),
    )


def _without_lines(binary: Gray, joined: Gray) -> Gray:
    return np.asarray(cv2.bitwise_and(binary, 255 - joined), np.uint8)


@dataclass(frozen=True)
class _Drawn:
    """A picture (BGR) taken apart: in grey, its strokes (255), the ruling lines and the text among them."""

    picture: NDArray[np.uint8]
    gray: Gray
    binary: Gray
    line_features: dict[str, float]
    lines: Gray
    text: Gray


def _drawn(picture: NDArray[np.uint8]) -> _Drawn:
    gray = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    binary = _binary(gray)
    features, lines = _line_features(*_lines_of(binary))
    return _Drawn(picture, gray, binary, features, lines, _without_lines(binary, lines))


def strokes(picture: NDArray[np.uint8]) -> tuple[Gray, Gray]:
    """The picture (BGR) in grey, and its strokes without the ruling lines as 255."""
    drawn = _drawn(picture)
    return drawn.gray, drawn.text


def _runs_upwards(text: Gray) -> bool:
    """Whether most words are higher than wide, as on a page turned by a quarter."""
    boxes = _components(np.asarray(cv2.dilate(text, np.ones((4, 4), np.uint8)), np.uint8))
    width, height = boxes[:, 2], boxes[:, 3]
    tall, wide = int((height > 1.8 * width).sum()), int((width > 1.8 * height).sum())
    return tall >= _TURNED_WORDS and tall > 2 * wide


def _upright(picture: NDArray[np.uint8]) -> _Drawn:
    """The picture straightened, and turned by a quarter where most of its words run upwards."""
    skew = _skew(_binary(np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)))
    if 0.2 < abs(skew) < 30:
        picture = _straight(picture, skew)
    drawn = _drawn(picture)
    return _drawn(np.ascontiguousarray(np.rot90(picture))) if _runs_upwards(drawn.text) else drawn


def measure(picture: NDArray[np.uint8]) -> dict[str, float]:
    """The features of a picture (BGR) by their names; rates from 0 to 1, counts, log spreads."""
    drawn = _upright(picture)
    height, width = drawn.gray.shape
    return {
        "aspect": width / height,
        "ink": float((drawn.binary > 0).mean()),
        **drawn.line_features,
        **_cell_features(_cell_boxes(drawn.lines), drawn.text),
        **_text_features(drawn.text),
        **word_features.measure(drawn.gray, drawn.text),
        **_block_features(drawn.picture),
        **_color_features(drawn.picture, drawn.gray),
    }
