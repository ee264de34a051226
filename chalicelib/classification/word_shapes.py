"""Words of a picture as small strips, and whether their shapes are those of times, numbers, day names or others.

Nothing is read: some dozens of small templates are slid along each strip, and how well each fits at best and on average
decides (one convolution, two poolings, one linear layer). ``benchmarks/word_shapes.py`` trains it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.preprocessing.components import component_boxes

Floats = NDArray[np.float32]

HEIGHT, WIDTH = 10, 52
"""Pixels of a strip; 52 are eight to ten letters, enough to know a time by."""

REACH = 9
"""Columns that a template covers: a letter and a half."""

STEP = 2
"""Columns between two places of a template."""

CLASSES = ("time", "number", "day", "letters")

MOST_WORDS = 400
"""Words looked at; a page of prose has more, and these are enough to know it."""

_LEAST, _MOST = 5, 60
"""Pixels between which the height of a line of text lies on a picture of the size that is looked at."""

_SMALL_SPREAD = 8.0
"""Standard deviation of grey levels below which a strip is empty."""


@dataclass(frozen=True)
class Words:
    """Words by their boxes (left, top, width, height in pixels) and strips from 0 (paper) to 1 (ink)."""

    boxes: NDArray[np.int32]
    strips: Floats
    """Shape (words, HEIGHT, WIDTH)."""


@dataclass(frozen=True)
class WordModel:
    """``templates`` (count, HEIGHT, REACH); ``linear`` (2 * count + 1, classes) for best fits, mean fits, length."""

    templates: Floats
    offsets: Floats
    linear: Floats
    bias: Floats

    def probabilities(self, words: Words) -> Floats:
        """For each word the probabilities of ``CLASSES``."""
        if not len(words.strips):
            return np.zeros((0, len(CLASSES)), np.float32)
        return self.probabilities_of(words.strips, lengths(words.boxes))

    def probabilities_of(self, strips: Floats, shares: Floats) -> Floats:
        """The same from strips and the words' lengths."""
        fits = np.maximum(places(strips) @ self.templates.reshape(len(self.templates), -1).T + self.offsets, 0)
        scores = pooled(fits, shares) @ self.linear + self.bias
        grown = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(grown / grown.sum(axis=1, keepdims=True), np.float32)


def places(strips: Floats) -> Floats:
    """What a template sees at each of its places: (words, places, HEIGHT * REACH)."""
    windows = np.lib.stride_tricks.sliding_window_view(strips, REACH, axis=2)[:, :, ::STEP]
    count, _, number, _ = windows.shape
    return np.ascontiguousarray(windows.transpose(0, 2, 1, 3)).reshape(count, number, HEIGHT * REACH)


def lengths(boxes: NDArray[np.int32]) -> Floats:
    """Each word's length by its height, at most that of a strip, from 0 to 1."""
    shares = boxes[:, 2] / np.maximum(boxes[:, 3], 1) * HEIGHT / WIDTH
    return np.asarray(np.minimum(shares, 1.0), np.float32)


def pooled(fits: Floats, shares: Floats) -> Floats:
    """Best and mean fit of each template, and the word's length."""
    mean = fits.sum(axis=1) / (np.maximum(shares, 0.1) * fits.shape[1])[:, None]
    return np.asarray(np.concatenate([fits.max(axis=1), mean, shares[:, None]], axis=1), np.float32)


def _strip(gray: NDArray[np.uint8], box: NDArray[np.int32]) -> Floats | None:
    left, top, width, height = (int(v) for v in box[:4])
    cut = gray[top : top + height, left : left + min(width, -(-height * WIDTH // HEIGHT))]
    fitted = min(max(round(cut.shape[1] * HEIGHT / height), 1), WIDTH)
    small = cv2.resize(cut, (fitted, HEIGHT), interpolation=cv2.INTER_AREA).astype(np.float32)
    if float(small.std()) < _SMALL_SPREAD:
        return None
    low, high = np.percentile(small, (4, 96))
    level = np.clip((small - low) / max(float(high - low), 1.0), 0, 1)
    # There is more paper than ink in a word's box.
    ink = 1 - level if level.mean() > 0.5 else level
    whole = np.zeros((HEIGHT, WIDTH), np.float32)
    whole[:, :fitted] = ink
    return whole


def find_words(gray: NDArray[np.uint8], text: NDArray[np.uint8]) -> Words:
    """Words of the page, by ``text`` (strokes without ruling lines as 255), cut from ``gray``."""
    joined = cv2.dilate(text, np.ones((2, 5), np.uint8))
    boxes = component_boxes(np.asarray(joined, np.uint8), connectivity=8)
    height = boxes[:, 3]
    boxes = boxes[(height >= _LEAST) & (height <= _MOST) & (boxes[:, 2] >= height) & (boxes[:, 2] < 25 * height)]
    if len(boxes) > MOST_WORDS:
        boxes = boxes[np.linspace(0, len(boxes) - 1, MOST_WORDS).astype(int)]
    cut = [(box, _strip(gray, box)) for box in boxes]
    kept = [(box, strip) for box, strip in cut if strip is not None]
    if not kept:
        return Words(np.zeros((0, 5), np.int32), np.zeros((0, HEIGHT, WIDTH), np.float32))
    return Words(np.stack([box for box, _ in kept]), np.stack([strip for _, strip in kept]))


@lru_cache(maxsize=1)
def load() -> WordModel:
    """The model beside this module. A template's rows are lists of hundredths."""
    stored = json.loads((Path(__file__).parent / "word_model.json").read_text(encoding="utf-8"))
    return WordModel(
        **{
            name: np.asarray(stored[name], np.float32) / np.float32(100)
            for name in ("templates", "offsets", "linear", "bias")
        }
    )
