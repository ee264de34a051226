"""Letters one below the other (M-O-N), or far apart in a row (R E C R E O): found among what the detector saw, set side
by side, read as one word.

A letter alone says little: an ``O`` reads as ``0``, an ``N`` lying on its side as ``Z``. Side by side they are a word,
which the recogniser knows.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.timetable import Box

Picture = NDArray[np.uint8]

FEWEST = 3
"""Letters of a stack; two may be anything."""

NARROW = 1.6
"""Times its height that a box of letters of a stack is wide at most."""

MIDDLE = 0.35
"""Share of the wider box's width by which the middles of boxes of one stack may differ."""

GAP = 0.9
"""Widths of a box that may lie between it and the next box of its stack."""

WIDTHS = 2.5
"""Times that one box of a stack may be wider than another: an M and an I."""

HIGH = 1.8
"""Times its width that a stack is high at least."""

ASIDE = 0.25
"""Share of its width that is looked at on either side of a column, so that most of each row is ground."""

RULE = 0.8
"""Share of a column's height from which a stroke down it is a rule of the table."""

INK = 0.4
"""Share of the strongest contrast that ink has; the blur around small letters has less."""

CONTRAST = 40
"""Grey levels between ink and ground."""

SPECK = 0.04
"""Share of a stack's width that a row of ink has at least."""

DOT = 0.35
"""Share of the usual height below which a piece is the dot of an i or an accent, and belongs to what is below it."""

HEIGHTS = (0.55, 1.6)
"""How much lower and higher than the usual one a letter may be."""

PITCHES = (0.65, 1.4)
"""How much closer and further than usual two letters of a word stand."""

SPACING = (1.05, 3.2)
"""Usual distance from letter to letter, in heights of a letter (of an ``n``, where they are small)."""

BESIDE = 0.14
"""Share of the letters' height left between two that are set side by side, and half of it around them all."""


LOOKALIKES = str.maketrans("0158|!", "OISBII")
"""Signs that letters are taken for when they stand alone, and the letters."""


def columns(boxes: Sequence[Box]) -> list[list[int]]:
    """Indices of boxes that may hold one stack, each from the top down."""
    order = sorted((i for i, b in enumerate(boxes) if b.width <= NARROW * b.height), key=lambda i: boxes[i].top)
    found: list[list[int]] = []
    for index in order:
        box = boxes[index]
        above = next((c for c in reversed(found) if _goes_on(boxes[c[-1]], box)), None)
        if above is None:
            found.append([index])
        else:
            above.append(index)
    return [c for c in found if _is_high([boxes[i] for i in c])]


def _goes_on(above: Box, below: Box) -> bool:
    wider, narrower = max(above.width, below.width), min(above.width, below.width)
    return (
        abs(above.center[0] - below.center[0]) <= MIDDLE * wider
        and wider <= WIDTHS * narrower
        and below.center[1] > above.center[1]
        and below.top - above.bottom <= GAP * wider
    )


def _is_high(boxes: Sequence[Box]) -> bool:
    high = max(b.bottom for b in boxes) - min(b.top for b in boxes)
    return high >= HIGH * max(b.width for b in boxes)


def stacks(picture: Picture, column: Box) -> list[list[Box]]:
    """The letters of each regular stack in ``column``, from the top down."""
    aside = round(ASIDE * column.width)
    left, top = max(0, int(column.left) - aside), max(0, int(column.top))
    ink = _ink(picture[top : int(column.bottom) + 1, left : int(column.right) + 1 + aside])
    runs = _joined(_runs(ink.sum(axis=1) > max(1.0, SPECK * ink.shape[1])))
    return [
        [_letter(ink, run, left, top) for run in part]
        for part in _parted(runs)
        if len(part) >= FEWEST and _regular(part)
    ]


def spaced(picture: Picture, letter: Box) -> list[Box]:
    """The letters, from the left, of the word spaced out over a row ("R E C R E O") to which one belongs that the
    detector has seen alone; empty where there is none."""
    return next((row for room in ROOMS if (row := _spaced(picture, letter, room * letter.height))), [])


def _spaced(picture: Picture, letter: Box, room: float) -> list[Box]:
    """The letters of such a word with ``room`` (pixels) above and below them."""
    reach, top, bottom = REACH * letter.height, letter.top - room, letter.bottom + room
    height, width = picture.shape[:2]
    left, right = max(0.0, letter.left - reach), min(width - 1.0, letter.right + reach)
    if top < 0 or bottom >= height:
        return []
    # A row is a stack in the picture turned over its diagonal: the letters' places are found there, not what they are.
    x, y = int(left), int(top)
    over = np.ascontiguousarray(picture[y : int(bottom) + 1, x : int(right) + 1].transpose(1, 0, 2))
    ink = _ink(over)
    runs = _closed(_runs(ink.sum(axis=1) > max(1.0, SPECK * ink.shape[1])), PIECES * letter.height)
    own = next((i for i, (a, b) in enumerate(runs) if a <= letter.center[0] - x <= b), None)
    row = [] if own is None else _evenly_around(runs, own, letter.height)
    inked = np.asarray(ink.any(axis=1))
    found = [_letter(ink, _whole(inked, run, round(THIN * letter.height)), 0, 0) for run in row]
    boxes = [Box(left=b.top + x, top=b.left + y, right=b.bottom + x, bottom=b.right + y) for b in found]
    return boxes if len(boxes) >= FEWEST_SPACED else []


def _whole(inked: NDArray[np.bool_], run: tuple[int, int], most: int) -> tuple[int, int]:
    """A letter's run with the thin strokes beside it, ``most`` pixels at either side: the bar of a T."""
    first, last = run
    while first > max(0, run[0] - most) and inked[first - 1]:
        first -= 1
    while last < min(len(inked), run[1] + most) and inked[last]:
        last += 1
    return first, last


THIN = 0.5
"""Letter heights that such strokes reach beyond a stem at most."""


def _closed(runs: Sequence[tuple[int, int]], gap: float) -> list[tuple[int, int]]:
    """``runs`` with those joined that less than ``gap`` parts: pieces of one letter."""
    joined: list[tuple[int, int]] = []
    for first, last in runs:
        if joined and first - joined[-1][1] < gap:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _evenly_around(runs: Sequence[tuple[int, int]], own: int, size: float) -> list[tuple[int, int]]:
    """The most runs around one that follow each other at an even distance, none wider than a letter of ``size``."""
    best: list[tuple[int, int]] = []
    middles = [(a + b) / 2 for a, b in runs]
    for beside in (own - 1, own + 1):
        if not 0 <= beside < len(runs):
            continue
        pitch = abs(middles[beside] - middles[own])
        if not SPACED[0] * size <= pitch <= SPACED[1] * size:
            continue
        first = last = own
        while first > 0 and _next_in_row(runs, first, first - 1, pitch, size):
            first -= 1
        while last + 1 < len(runs) and _next_in_row(runs, last, last + 1, pitch, size):
            last += 1
        best = max(best, list(runs[first : last + 1]), key=len)
    return best


def _next_in_row(runs: Sequence[tuple[int, int]], here: int, there: int, pitch: float, size: float) -> bool:
    (a, b), (c, d) = runs[here], runs[there]
    step = abs(c + d - a - b) / 2
    return NARROWEST * size <= d - c <= WIDEST * size and PITCHES[0] * pitch <= step <= PITCHES[1] * pitch


REACH = 24.0
"""Letter heights on both sides of one in which the others of its word are looked for: it may go over a week."""

ROOMS = (0.5, 0.2)
"""Letter heights above and below it that are looked at too, so that most of each column is ground; less where the
table's rules are close."""

PIECES = 0.25
"""Letter heights between pieces of one letter at most, whose thin strokes are lighter."""

SPACED = (1.0, 5.0)
"""Letter heights from one letter to the next of a word spaced out over a row, at least and at most."""

NARROWEST, WIDEST = 0.09, 1.4
"""Letter heights that a letter is wide, an I and an M; a rule between two days is narrower."""

FEWEST_SPACED = 4
"""Letters of a word spaced out over a row; fewer may be anything."""


def _letter(ink: NDArray[np.bool_], run: tuple[int, int], left: int, top: int) -> Box:
    inked = np.flatnonzero(ink[run[0] : run[1]].any(axis=0))
    return Box(left=left + int(inked[0]), top=top + run[0], right=left + int(inked[-1]) + 1, bottom=top + run[1])


def _ink(patch: Picture) -> NDArray[np.bool_]:
    """Where ``patch`` differs from its ground, the colour that most of each row has: rules across it are ground too."""
    grey = cv2.cvtColor(patch, cv2.COLOR_BGR2GRAY).astype(np.int16)
    contrast = np.abs(grey - np.median(grey, axis=1, keepdims=True))
    ink = np.asarray(contrast >= max(CONTRAST, INK * float(contrast.max())), dtype=np.bool_)
    ink[:, ink.mean(axis=0) > RULE] = False
    return ink


def _runs(rows: NDArray[np.bool_]) -> list[tuple[int, int]]:
    ends = np.flatnonzero(np.diff(np.concatenate([[False], rows, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in ends.reshape(-1, 2).tolist()]


def _joined(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """``runs`` with dots and accents joined to the letters below them."""
    if not runs:
        return []
    usual = float(np.median([b - a for a, b in runs]))
    joined: list[tuple[int, int]] = []
    for first, last in runs:
        above = joined[-1] if joined else None
        if above is not None and above[1] - above[0] < DOT * usual and first - above[1] < DOT * usual:
            joined[-1] = (above[0], last)
        else:
            joined.append((first, last))
    return joined


def _parted(runs: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """``runs`` cut where two are further apart than usual: words in cells one below the other."""
    if len(runs) < FEWEST:
        return []
    middles = [(a + b) / 2 for a, b in runs]
    usual = float(np.median(np.diff(middles)))
    parts = [[runs[0]]]
    for run, (before, after) in zip(runs[1:], itertools.pairwise(middles), strict=True):
        if after - before > PITCHES[1] * usual:
            parts.append([run])
        else:
            parts[-1].append(run)
    return parts


def _regular(runs: Sequence[tuple[int, int]]) -> bool:
    heights = np.array([b - a for a, b in runs], dtype=np.float64)
    pitches = np.diff(np.array([(a + b) / 2 for a, b in runs]))
    high, pitch = float(np.median(heights)), float(np.median(pitches))
    return bool(
        ((heights >= HEIGHTS[0] * high) & (heights <= HEIGHTS[1] * high)).all()
        and ((pitches >= PITCHES[0] * pitch) & (pitches <= PITCHES[1] * pitch)).all()
        and SPACING[0] * high <= pitch <= SPACING[1] * high
    )


def without_digits(text: str) -> str:
    """A word spelt downwards with the digits that were taken for letters put right; a number stays as it is."""
    if sum(c.isalpha() for c in text) * 2 <= len(text):
        return text
    return text.translate(LOOKALIKES)


def is_word(letters: str) -> bool:
    """Whether letters in a row may be a word, and are neither the days' ("MTWTF") nor the alphabet's first ones."""
    in_order = all(ord(b) - ord(a) == 1 for a, b in itertools.pairwise(letters))
    return letters.isalpha() and not in_order and any(c in _VOWELS for c in letters.upper())


_VOWELS = frozenset("AEIOUYÀÁÂÄÈÉÊËÌÍÎÏÒÓÔÖÙÚÛÜŴŶ")


def reaching_on(picture: Picture, column: Box) -> list[list[Box]]:
    """The letters of each regular stack in ``column`` or going on from it above or below, where a detector has passed
    over some; those within it alone where that shows none that go on."""
    reach, height = GOES_ON * column.width, float(picture.shape[0] - 1)
    wide = column.model_copy(update={"top": max(0.0, column.top - reach), "bottom": min(height, column.bottom + reach)})
    found = [stack for stack in stacks(picture, wide) if stack[0].top < column.bottom and stack[-1].bottom > column.top]
    return found if any(len(stack) >= FEWEST_SPACED for stack in found) else stacks(picture, column)


GOES_ON = 5.0
"""Widths of a column above and below it in which more letters of its word are looked for."""


def turned_side_by_side(picture: Picture, found: Sequence[Box], angle: int) -> Picture:
    """A line of text made of the letters ``found``, each of which is turned by ``angle`` (90 or 270 degrees clockwise)
    as if it were a part of a line that is read downwards, or upwards."""
    in_order = found if angle == 90 else found[::-1]
    return _in_a_line([np.rot90(_cut(picture, box), 1 if angle == 90 else 3) for box in in_order], picture, found)


def bounding_of(boxes: Sequence[Box]) -> Box:
    """The box around several."""
    return Box(
        left=min(b.left for b in boxes),
        top=min(b.top for b in boxes),
        right=max(b.right for b in boxes),
        bottom=max(b.bottom for b in boxes),
    )


def side_by_side(picture: Picture, found: Sequence[Box]) -> Picture:
    """A line of text made of the letters ``found``, standing on one baseline, on their own ground."""
    return _in_a_line([_cut(picture, box) for box in found], picture, found)


def _cut(picture: Picture, box: Box) -> Picture:
    return picture[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]


def _in_a_line(letters: Sequence[Picture], picture: Picture, found: Sequence[Box]) -> Picture:
    """Pictures of letters on one baseline, on the ground that is around them where they were ``found``."""
    high = max(letter.shape[0] for letter in letters)
    space = max(2, round(BESIDE * high))
    ground = np.median(_cut(picture, bounding_of(found)).reshape(-1, 3), axis=0).astype(np.uint8)
    line = np.empty((high + 2 * space, sum(x.shape[1] + space for x in letters) + space, 3), dtype=np.uint8)
    line[:] = ground
    x = space
    for letter in letters:
        low = space + high
        line[low - letter.shape[0] : low, x : x + letter.shape[1]] = letter
        x += letter.shape[1] + space
    return line
