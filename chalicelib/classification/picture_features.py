"""What a picture looks like in numbers, without reading it: ruling lines, cells, text, colours.

Cheap by design: all is measured on the printed part, at most ``printed_part.LONGEST`` pixels a side.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.classification import order_features, word_features
from chalicelib.classification.order_features import SAME_EDGE, groups, spread
from chalicelib.classification.printed_part import upright
from chalicelib.classification.strokes import Boxes, Gray, cells_of, components, opened, words_of

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
    *order_features.CELL_NAMES,
)
"""The features in their order."""


def _steps(values: NDArray[Any], tolerance: float) -> int:
    """Different positions among ``values``."""
    return len(groups(values, tolerance))


def _shared_steps(values: NDArray[Any], tolerance: float, least: int) -> int:
    """Positions that at least ``least`` values share."""
    return sum(len(group) >= least for group in groups(values, tolerance))


def _middle(values: NDArray[Any]) -> float:
    return float(np.median(values)) if len(values) else 0.0


def _line_features(horizontal: Gray, vertical: Gray) -> dict[str, float]:
    height, width = horizontal.shape
    across, down = components(horizontal), components(vertical)
    thick = np.ones((5, 5), np.uint8)
    crossing = cv2.bitwise_and(cv2.dilate(horizontal, thick), cv2.dilate(vertical, thick))
    ys, xs = np.nonzero(crossing)
    return {
        "horizontal_lines": float(_steps(across[:, 1], SAME_EDGE * height)),
        "vertical_lines": float(_steps(down[:, 0], SAME_EDGE * width)),
        "horizontal_length": float(across[:, 2].sum()) / width,
        "vertical_length": float(down[:, 3].sum()) / height,
        "crossings": float(len(components(np.asarray(crossing, np.uint8)))),
        "grid_share": float(np.ptp(xs) * np.ptp(ys)) / (width * height) if len(xs) else 0.0,
    }


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
        "cell_area_spread": spread(cells[:, 4].astype(np.float64)),
        "cell_aspect": _middle(cells[:, 2] / np.maximum(cells[:, 3], 1)),
        "cell_columns": float(_shared_steps(left, SAME_EDGE * width, 3)),
        "cell_rows": float(_shared_steps(top, SAME_EDGE * height, 3)),
        "cell_widths": float(_steps(cells[:, 2], 2 * SAME_EDGE * width)),
        "cell_ink": float(ink.mean()) if len(ink) else 0.0,
        "cell_ink_spread": float(ink.std()) if len(ink) else 0.0,
        "cells_written": float((ink > 0.01).mean()) if len(ink) else 0.0,
        "cells_merged": float(merged.mean()) if len(cells) else 0.0,
    }


def _text_features(text: Gray) -> dict[str, float]:
    height, width = text.shape
    boxes = words_of(text, (2, 7))
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
        "text_width_spread": spread(boxes[:, 2].astype(np.float64)),
    }


def _block_features(picture: NDArray[np.uint8]) -> dict[str, float]:
    """Flat rectangles of one colour, as timetables without ruling lines have them."""
    height, width = picture.shape[:2]
    channels = cv2.split(cv2.morphologyEx(picture, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)))
    gradient = cv2.max(cv2.max(channels[0], channels[1]), channels[2])
    flat = np.asarray((gradient < 14) * 255, np.uint8)
    flat = opened(flat, (9, 7))
    boxes = components(flat)
    area = boxes[:, 4] / (width * height)
    whole = boxes[:, 4] > 0.45 * boxes[:, 2] * boxes[:, 3]
    boxes = boxes[(area > 0.0008) & (area < 0.12) & whole]
    return {
        "blocks": float(len(boxes)),
        "block_rows": float(_shared_steps(boxes[:, 1], SAME_EDGE * height, 3)),
        "block_columns": float(_shared_steps(boxes[:, 0], SAME_EDGE * width, 3)),
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


def measure(picture: NDArray[np.uint8]) -> dict[str, float]:
    """The features of a picture (BGR) by their names; rates from 0 to 1, counts, log spreads."""
    seen = upright(picture)
    height, width = seen.gray.shape
    cells = cells_of(seen.lines)
    return {
        "aspect": width / height,
        "ink": float((seen.binary > 0).mean()),
        **_line_features(seen.horizontal, seen.vertical),
        **_cell_features(cells, seen.text),
        **order_features.of_cells(cells, seen.picture),
        **_text_features(seen.text),
        **word_features.measure(seen.gray, seen.text),
        **_block_features(seen.picture),
        **_color_features(seen.picture, seen.gray),
    }
