"""Which cell a word belongs to; readers' boxes overhang rules and sometimes run over from one cell into the next."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.texts.pauses import is_pause

HELD = 0.75
"""Share of a word's box from which a cell holds it whole; boxes overhang small letters by up to a quarter."""

HELD_TOO = 0.9
"""The same from which a smaller cell has it before a larger one."""

PART = 0.15
"""Share of a word's length that must lie in a cell for a part of its text to be there."""

LETTERS_OFF = 4
"""Letters between a border and the joint closest to it from which the text may be cut at the wrong one; the letters of
two texts differ in width."""

CUT_ELSEWHERE = 0.9
"""What is left of the confidence in a text that is cut further off."""

INSIDE = 0.35
"""Share of a word's box below which it does not belong to the cell, or the cells, it touches."""


def shared_out(words: Sequence[Word], boxes: Sequence[Box]) -> tuple[dict[int, list[Word]], list[Word]]:
    """Words by index of the cell that holds them, and the words that stand in no cell."""
    held: dict[int, list[Word]] = {}
    free: list[Word] = []
    edges = np.array([(b.left, b.top, b.right, b.bottom) for b in boxes], dtype=np.float64).reshape(-1, 4)
    for word in words:
        for index, part in _placed(word, edges):
            if index is None:
                free.append(part)
            else:
                held.setdefault(index, []).append(part)
    return held, free


def _placed(word: Word, edges: NDArray[np.float64]) -> list[tuple[int | None, Word]]:
    box = word.box
    wide = np.clip(np.minimum(edges[:, 2], box.right) - np.maximum(edges[:, 0], box.left), 0, None)
    high = np.clip(np.minimum(edges[:, 3], box.bottom) - np.maximum(edges[:, 1], box.top), 0, None)
    shares = wide * high / max(box.width * box.height, 1e-6)
    if not shares.size or shares.max() <= 0:
        return [(None, word)]
    best = int(shares.argmax())
    if shares[best] >= HELD:
        # The box around a cell with a corner cut out holds its neighbour's words, too.
        held = np.flatnonzero(shares >= min(HELD_TOO, shares[best]))
        area = (edges[held, 2] - edges[held, 0]) * (edges[held, 3] - edges[held, 1])
        return [(int(held[area.argmin()]), word)]
    across = word.angle in (0, 180)
    row = _neighbours(best, edges, wide if across else high, box.width if across else box.height, across)
    folded = not across and is_pause(word.text)  # a fold, and no rule, goes through a pause set down over all days
    if len(row) > 1 and shares[row].sum() >= INSIDE and _joints(word.text) and not folded:
        return _cut(word, row, edges, across)
    return [(best if shares[best] >= INSIDE else None, word)]


def _neighbours(
    best: int, edges: NDArray[np.float64], common: NDArray[np.float64], length: float, across: bool
) -> list[int]:
    """Cells side by side with ``best`` that each hold a part of the word, in reading order."""
    low, high = (1, 3) if across else (0, 2)
    level = np.minimum(edges[:, high], edges[best, high]) - np.maximum(edges[:, low], edges[best, low])
    smaller = np.minimum(edges[:, high] - edges[:, low], edges[best, high] - edges[best, low])
    parts = [int(i) for i in np.flatnonzero((common >= PART * length) & (level >= 0.5 * smaller))]
    first = 0 if across else 1
    row: list[int] = []
    for i in sorted(parts, key=lambda i: float(edges[i, first])):
        if not row or edges[i, first] >= edges[row[-1], first + 2] - 1:
            row.append(i)
    return row


def _cut(word: Word, row: list[int], edges: NDArray[np.float64], across: bool) -> list[tuple[int | None, Word]]:
    """The word's text cut at the joints closest to the borders between the cells of ``row``."""
    box, text = word.box, word.text
    low, high = (box.left, box.right) if across else (box.top, box.bottom)
    joints = _joints(text)
    cuts: list[int] = []
    off = 0.0
    for left, right in itertools.pairwise(row):
        border = (edges[left, 2 if across else 3] + edges[right, 0 if across else 1]) / 2
        share = (border - low) / (high - low)
        share = 1 - share if word.angle in (180, 270) else share
        left_over = [j for j in joints if j not in cuts]
        if left_over:
            cuts.append(min(left_over, key=lambda j: abs(j / len(text) - share)))
            off = max(off, abs(cuts[-1] - share * len(text)))
    cuts.sort()
    pieces = [text[a:b].strip() for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    sure = word.confidence * (CUT_ELSEWHERE if off > LETTERS_OFF else 1.0)
    order = row[::-1] if word.angle in (180, 270) else row
    result: list[tuple[int | None, Word]] = []
    for index, piece in zip(order, pieces, strict=False):
        left, top, right, bottom = edges[index].tolist()
        part = Box(
            left=max(box.left, left), top=max(box.top, top), right=min(box.right, right), bottom=min(box.bottom, bottom)
        )
        if piece:
            result.append((index, word.model_copy(update={"text": piece, "box": part, "confidence": sure})))
    return result


def _joints(text: str) -> list[int]:
    """Where a text may be two: at its blanks, before a capital behind a small letter ("mentalCalcul"), and before a
    word behind a number ("112Matemaatika")."""
    return [i for i in range(1, len(text)) if _is_joint(text[i - 1], text[i], text[i + 1 : i + 2])]


def _is_joint(before: str, sign: str, behind: str) -> bool:
    """Whether a text may be two before a ``sign``, by the signs on either side of it."""
    return sign == " " or (sign.isupper() and (before.islower() or (before.isdigit() and behind.islower())))
