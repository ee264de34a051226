"""How strongly words are printed: bold or light, black or grey. A reader of letters does not tell.

A word's strength is the width of its strokes times their contrast to the ground. Taken together they hardly change
with the resolution or the sharpness of a picture: what a blur takes from a stroke's contrast it adds to its width.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.page import Token, Word
from chalicelib.extraction.lines.letter_heights import capitals_height
from chalicelib.preprocessing.levels import median_color, percentile
from chalicelib.preprocessing.print_strength import stroke_strength

Picture = NDArray[np.uint8]
Contrast = NDArray[np.float32]

FAINTEST = 24
"""Grey levels between ink and ground from which a word's strokes can be measured."""

INKED = 0.35
"""Share of its strongest contrast from which a column of pixels holds a part of a letter."""

STRONGEST = 98
"""Percentile of a word's contrasts that is its ink's; the strongest pixel may be noise."""

LEAST_SIDE = 6
"""Pixels of a line's height below which its strokes are no longer told from noise."""


def with_tokens(words: Sequence[Word], picture: Picture) -> list[Word]:
    """``words`` (in pixels of ``picture``, BGR), level ones with what each run's words look like one by one."""
    ends = _ends(words)
    return [w.model_copy(update={"tokens": _tokens(w, picture, end)}) for w, end in zip(words, ends, strict=True)]


def _ends(words: Sequence[Word]) -> list[float]:
    """Where each word's letters end at most: before the next one on its line, into which a reader's box may reach."""
    if not words:
        return []
    left, top, right, bottom = np.array([(w.box.left, w.box.top, w.box.right, w.box.bottom) for w in words]).T
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    ends = right.copy()
    for i in range(len(words)):
        level = (top < middle_y[i]) & (middle_y[i] < bottom)
        reached = left[level & (middle_x[i] < left) & (left < right[i])]
        ends[i] = reached.min(initial=right[i])
    return [float(end) for end in ends]


def _tokens(word: Word, picture: Picture, end: float) -> tuple[Token, ...]:
    texts = word.text.split()
    left, top = max(0, int(word.box.left)), max(0, int(word.box.top))
    patch = picture[top : int(word.box.bottom) + 1, left : int(end) + 1]
    if word.angle != 0 or not texts or min(patch.shape[:2]) < LEAST_SIDE:
        return ()
    contrast = _contrast(patch)
    strongest = percentile(contrast, STRONGEST)
    if strongest < FAINTEST:
        return ()
    contrast = _without_rules(contrast, INKED * strongest)
    tokens, first = [], 0
    for text, (low, high) in zip(texts, _extents(contrast >= INKED * strongest, len(texts)), strict=False):
        first = word.text.index(text, first)
        part = contrast[:, low:high]
        most = max(percentile(part, STRONGEST), 1.0)
        height, strength = capitals_height(part, most, text), stroke_strength(part, most)
        tokens.append(Token(first=first, left=left + low, right=left + high, strength=strength, height=height))
        first += len(text)
    return tuple(tokens)


def _contrast(patch: Picture) -> Contrast:
    """How far each pixel is from the ground, in grey levels of the channel that differs most."""
    ground = median_color(patch[::2, ::2].reshape(-1, 3))
    blue, green, red = cv2.split(cv2.absdiff(patch, np.broadcast_to(ground, patch.shape).copy()))
    return np.asarray(cv2.max(cv2.max(blue, green), red), dtype=np.float32)


def _without_rules(contrast: Contrast, ink: float) -> Contrast:
    """``contrast`` without what runs all across a line's box, a rule or another cell's ground, which are no strokes;
    ``ink`` is the level from which it is any."""
    inked = contrast >= ink
    for axis, length in ((0, contrast.shape[0]), (1, contrast.shape[1])):
        solid = inked.sum(axis=axis) >= SOLID * length
        beside = np.convolve(solid, np.ones(2 * HALO + 1), mode="same") > 0  # its blurred edge
        if axis == 0:
            contrast[:, beside] = 0
        else:
            contrast[beside, :] = 0
    return contrast


SOLID = 0.85
"""Share of a line's height (width) from which ink is no letter's; readers' boxes leave a margin around these."""

HALO = 2
"""Pixels beside a rule that its blur reaches."""


def _extents(inked: NDArray[np.bool_], count: int) -> list[tuple[int, int]]:
    """Where each of ``count`` words begins and ends: parted at the widest gaps between letters; none where there are
    not as many."""
    columns = np.flatnonzero(inked.any(axis=0))
    gaps = np.diff(columns)
    if not columns.size or count - 1 > np.count_nonzero(gaps > 1):
        return []
    cuts = np.sort(np.argsort(-gaps, kind="stable")[: count - 1])
    lows = [int(columns[0]), *(int(columns[cut + 1]) for cut in cuts)]
    highs = [*(int(columns[cut]) + 1 for cut in cuts), int(columns[-1]) + 1]
    return list(zip(lows, highs, strict=True))
