"""Where a page's rules are: a mask of long straight strokes, from a picture or from stated lines.

In a picture a rule is a dark stroke on a lighter ground, or a step from one colour to another (cells told apart by
their fill, light rules). Strokes among the letters of a line of text are none.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.page import FilledArea, RulingLine
from chalicelib.domain.timetable import Box
from chalicelib.extraction.grids.folds import without_folds
from chalicelib.extraction.grids.paper_lines import without_paper_lines
from chalicelib.extraction.settings import (
    CLEAR_STEP,
    LINE_BLOCK,
    LINE_CONTRAST,
    LINE_REACH,
    LINE_SHARE,
    SHORTEST_STATED,
    STEP_CONTRAST,
    STEP_PROMINENCE,
    STEP_REACH,
    STEP_WINDOW,
    STRONG_STEP,
    TEXTURE_WINDOW,
    WORKING_SIDE,
)
from chalicelib.preprocessing.levels import median_color

Mask = NDArray[np.uint8]


def working_scale(width: float, height: float) -> float:
    """Factor from page units to the scale at which lines are looked for."""
    return WORKING_SIDE / max(width, height, 1.0)


def ruling_mask(picture: NDArray[np.uint8], text: Sequence[Box] = ()) -> Mask:
    """Mask (255 = rule) of ``picture`` (BGR, at working scale); ``text`` are the boxes of its words, cut at seams."""
    length = max(12, max(picture.shape[:2]) // LINE_SHARE)
    bare, lettering, inked, faint = _without_words(picture, text)
    outside = np.asarray(cv2.bitwise_not(lettering), dtype=np.uint8)
    dark = cv2.bitwise_and(_dark(bare), outside)

    def strokes(horizontal: bool) -> Mask:
        strong, weak = _steps(bare, horizontal)
        long_weak = _runs(np.asarray(cv2.bitwise_and(weak, outside), dtype=np.uint8), 3 * length, horizontal)
        candidates = np.asarray(
            cv2.bitwise_or(dark, strong if horizontal else cv2.bitwise_and(strong, outside)), dtype=np.uint8
        )
        candidates = np.asarray(cv2.bitwise_or(candidates, long_weak), dtype=np.uint8)
        found = cv2.bitwise_or(
            _runs(candidates, length, horizontal), _beside_words(candidates, inked, faint, length, horizontal)
        )
        return _extended(_without_stems(np.asarray(found, dtype=np.uint8), text, horizontal), horizontal)

    # OpenCV lets go of the interpreter, and the two directions know nothing of one another.
    with ThreadPoolExecutor(2) as both:
        directions = list(both.map(strokes, (True, False)))
    if not _drawn(picture):
        directions = list(without_folds(*without_paper_lines(picture, *directions)))
    mask = _closed(*directions)
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((GAP, GAP), np.uint8)), dtype=np.uint8)


def _without_stems(strokes: Mask, text: Sequence[Box], horizontal: bool) -> Mask:
    """``strokes`` without those at the very ends of words that are no longer than these are high: letters' stems where
    a reader's box does not overhang. A rule beside a word goes on above it or below."""
    kept = strokes.T if horizontal else strokes
    for box in text:
        if (box.width >= box.height) == horizontal:
            continue  # a level word has upright stems, a turned one level ones
        left, right, top, bottom = (round(v) for v in (box.left, box.right, box.top, box.bottom))
        if horizontal:
            left, right, top, bottom = top, bottom, left, right
        inset = round(WORD_INSET * (bottom - top)) + WORD_MARGIN
        for low, high in ((left - WORD_MARGIN, left + inset), (right - inset, right + WORD_MARGIN)):
            end = kept[max(0, top) : bottom + 1, max(0, low) : high + 1]
            above, below = max(0, top - BEYOND), bottom + BEYOND
            beside = (
                kept[rows, max(0, low) : high + 1]
                for rows in (slice(max(0, above - 1), above), slice(below, below + 1))
            )
            if end.any() and not any(rows.any() for rows in beside):
                kept[above : below + 1, max(0, low) : high + 1] = 0
    return strokes


BEYOND = STEP_WINDOW // 2 + 1
"""Pixels above or below a word at which a rule beside it goes on; smoothing makes a stem as much longer."""


def _drawn(picture: NDArray[np.uint8]) -> bool:
    """Whether a program drew the picture and nothing has blurred it since: neighbouring pixels are alike or clearly
    different. No such page has folds, or lines of its own."""
    sample = picture[::DRAWN_ROWS]
    change = strongest(cv2.absdiff(np.ascontiguousarray(sample[:, 1:]), np.ascontiguousarray(sample[:, :-1])))
    slight = cv2.countNonZero(cv2.inRange(change, 1, SLIGHT))
    return slight <= MOST_SLIGHT * change.size


DRAWN_ROWS = 8
"""One row in so many is looked at."""

SLIGHT = 3
"""Levels between neighbouring pixels that are noise, shade or compression."""

MOST_SLIGHT = 0.02
"""Share of pixels with slight changes in a drawn picture (measured: 0.003 to 0.01; copies and photos 0.07 and more)."""

GAP = 9
"""Pixels of a gap between strokes that is closed: rules shifted where a word hides them, corners that do not meet."""


def _beside_words(candidates: Mask, inked: Mask, faint: Mask, length: int, horizontal: bool) -> Mask:
    """Rules that words overhang or cross: thin long strokes among their ink that go on outside as a certain piece."""
    seeds = _runs(candidates, BRIDGE_SEED, horizontal)
    seeds = np.asarray(cv2.subtract(seeds, _runs(seeds, THICKEST_RULE, not horizontal)), dtype=np.uint8)
    # A slanted rule comes out a few rows further on: the pieces are widened before they are joined.
    widened = cv2.dilate(seeds, np.ones((9, 1) if horizontal else (1, 9), np.uint8))
    closed = _along(cv2.MORPH_CLOSE, np.asarray(widened, dtype=np.uint8), LONGEST_BRIDGE, horizontal)
    seen = cv2.bitwise_or(cv2.bitwise_or(candidates, inked), cv2.bitwise_and(closed, faint))
    runs = _runs(np.asarray(seen, dtype=np.uint8), length, horizontal)
    thin = cv2.subtract(runs, _runs(runs, THICKEST_RULE, not horizontal))
    count, labels = cv2.connectedComponents(thin, connectivity=8)
    certain = np.zeros(count, dtype=np.uint8)
    certain[labels[seeds > 0]] = 255
    certain[0] = 0
    kept, standing = np.zeros_like(candidates), np.flatnonzero(thin)
    kept.ravel()[standing] = certain[labels.ravel()[standing]]
    return kept


def _without_words(picture: NDArray[np.uint8], text: Sequence[Box]) -> tuple[NDArray[np.uint8], Mask, Mask, Mask]:
    """``picture`` with each word painted over in its own ground's colour, where that was done, the words' ink, and all
    that stands out from the ground there, however faint."""
    bare = picture.copy()
    lettering = np.zeros(picture.shape[:2], dtype=np.uint8)
    inked, faint = np.zeros_like(lettering), np.zeros_like(lettering)
    for place in _places(picture, text):
        patch = picture[place]
        ground = _ground(patch)
        contrast = strongest(cv2.absdiff(patch, np.broadcast_to(ground, patch.shape).copy()))
        strong = max(LINE_CONTRAST, INK_SHARE * int(contrast.max()))
        inked[place] |= (contrast >= strong) * np.uint8(255)
        faint[place] |= (contrast >= LINE_CONTRAST) * np.uint8(255)
        bare[place] = _shaded(patch, ground)
        lettering[place] = 255
    return bare, lettering, inked, faint


def without_words(picture: NDArray[np.uint8], text: Sequence[Box]) -> NDArray[np.uint8]:
    """``picture`` with each word of ``text``, cut at seams, painted over in its own ground's colour."""
    bare = picture.copy()
    for place in _places(picture, text):
        bare[place] = _shaded(picture[place], _ground(picture[place]))
    return bare


def _places(picture: NDArray[np.uint8], text: Sequence[Box]) -> Iterator[tuple[slice, slice]]:
    """The rows and columns that each word, or part of one between rules, covers with what is close around it."""
    height, width = picture.shape[:2]
    for box in text:
        inset = WORD_INSET * min(box.width, box.height)
        upright = box.width >= box.height
        left, right = (box.left + inset, box.right - inset) if upright else (box.left, box.right)
        top, bottom = (box.top, box.bottom) if upright else (box.top + inset, box.bottom - inset)
        rows = slice(max(0, round(top) - WORD_MARGIN), min(height, round(bottom) + 1 + WORD_MARGIN))
        columns = slice(max(0, round(left) - WORD_MARGIN), min(width, round(right) + 1 + WORD_MARGIN))
        if picture[rows, columns].size:
            yield rows, columns


def _ground(patch: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The commonest colour of a patch: the ground that its letters stand on, however bold they are."""
    sample = patch[:: max(1, patch.shape[0] // 40), :: max(1, patch.shape[1] // 80)].reshape(-1, 3)
    # Channel by channel: numpy is several times slower along an axis of three.
    blue, green, red = sample.T
    brightest = np.maximum(np.maximum(blue, green), red) >> 4
    darkest = np.minimum(np.minimum(blue, green), red) >> 4
    bins = brightest * np.uint8(16) + darkest
    commonest = np.bincount(bins).argmax()
    return median_color(sample[bins == commonest])


def _shaded(patch: NDArray[np.uint8], ground: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A patch of the ground alone: even, or running from the shade at its top to that at its bottom.

    Whichever fits the patch's own left and right edges better, so that its sides do not look like rules.
    """
    ends = []
    for row in (patch[0], patch[-1]):
        shade = median_color(row).astype(np.float64)
        ends.append(shade if np.abs(shade - ground).max() <= ALIKE_GROUND else ground.astype(np.float64))
    share = np.linspace(0.0, 1.0, patch.shape[0])[:, None]
    running = ends[0] * (1 - share) + ends[1] * share
    even = np.broadcast_to(ground.astype(np.float64), running.shape)
    sides = (patch[:, 0].astype(np.float64), patch[:, -1].astype(np.float64))
    misses = [sum(float(np.abs(side - fill).mean()) for side in sides) for fill in (even, running)]
    best = even if misses[0] <= misses[1] else running
    return np.asarray(best, dtype=np.uint8)[:, None, :]


ALIKE_GROUND = 40
"""Levels by which shades of one ground may differ; more is another cell's colour."""

WORD_MARGIN = STEP_REACH + 1
"""Pixels around a word that are painted over too: the edge of the painted patch must not look like a step."""


INK_SHARE = 0.4
"""Share of a word's strongest contrast that its ink has; the blur around small letters has less."""


WORD_INSET = 0.22
"""Share of a word's height by which readers' boxes overhang at both ends; rules close to a word stay visible."""

BRIDGE_SEED = 10
"""Pixels that a rule must show on either side of a word; more than the thickness of the rules that cross it."""

THICKEST_RULE = 16
"""Pixels: what is wider is no rule but an area, and says nothing about what goes on behind a word."""

LONGEST_BRIDGE = 400
"""Pixels of a rule that a word may hide."""


def stated_mask(lines: Sequence[RulingLine], fills: Sequence[FilledArea], width: float, height: float) -> Mask:
    """The same mask drawn from the rules (and the edges of coloured areas) that a PDF states."""
    scale = working_scale(width, height)
    drawn = np.zeros((int(height * scale) + 1, int(width * scale) + 1), dtype=np.uint8)
    for line in lines:
        start = (round(line.x0 * scale), round(line.y0 * scale))
        cv2.line(drawn, start, (round(line.x1 * scale), round(line.y1 * scale)), 255, 3)
    for fill in fills:
        corner = (round(fill.box.left * scale), round(fill.box.top * scale))
        cv2.rectangle(drawn, corner, (round(fill.box.right * scale), round(fill.box.bottom * scale)), 255, 1)
    across, down = (_extended(_runs(drawn, SHORTEST_STATED, horizontal), horizontal) for horizontal in (True, False))
    return _closed(across, down)


def _dark(picture: NDArray[np.uint8]) -> Mask:
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    return np.asarray(
        cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, LINE_BLOCK, LINE_CONTRAST),
        dtype=np.uint8,
    )


def _steps(picture: NDArray[np.uint8], horizontal: bool) -> tuple[Mask, Mask]:
    """Where the colour changes across a direction, strongly and at all, after smoothing along it (noise goes)."""
    along = (STEP_WINDOW, 1) if horizontal else (1, STEP_WINDOW)
    smooth = cv2.blur(picture, along)
    change = np.zeros(picture.shape[:2], dtype=np.uint8)
    r = STEP_REACH
    if horizontal:
        change[r:-r] = strongest(cv2.absdiff(smooth[2 * r :], smooth[: -2 * r]))
    else:
        change[:, r:-r] = strongest(cv2.absdiff(smooth[:, 2 * r :], smooth[:, : -2 * r]))
    # An edge stands out from the texture around it (moire, paper, a photo behind the table).
    usual = cv2.blur(change, (TEXTURE_WINDOW, TEXTURE_WINDOW))
    prominence = np.minimum(np.arange(256, dtype=np.float32) * np.float32(STEP_PROMINENCE), CLEAR_STEP)
    # A thin rule answers on both its sides; the two answers are joined.
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (1, 2 * r + 1) if horizontal else (2 * r + 1, 1))
    masks = []
    for least in (STRONG_STEP, STEP_CONTRAST):
        # What a level must exceed is looked up: sixteen million multiplications say no more than 256 do.
        limits = np.maximum(np.floor(prominence), least).astype(np.uint8)
        binary = cv2.compare(change, cv2.LUT(usual, limits), cv2.CMP_GT)
        masks.append(np.asarray(cv2.morphologyEx(binary, cv2.MORPH_CLOSE, kernel), dtype=np.uint8))
    return masks[0], masks[1]


def strongest(channels: NDArray[np.uint8] | cv2.typing.MatLike) -> NDArray[np.uint8]:
    """The largest of the three channels (faster than a numpy maximum over the last axis)."""
    blue, green, red = cv2.split(channels)
    return np.asarray(cv2.max(cv2.max(blue, green), red), dtype=np.uint8)


def _runs(binary: Mask, length: int, horizontal: bool) -> Mask:
    """Only runs of at least ``length`` pixels in one direction."""
    return _along(cv2.MORPH_OPEN, binary, length, horizontal)


def _along(operation: int, binary: Mask, length: int, horizontal: bool) -> Mask:
    """The opening or closing of ``binary`` by a stroke of ``length`` pixels."""
    stroke = cv2.getStructuringElement(cv2.MORPH_RECT, (1, length))
    # OpenCV goes down columns several times as fast as along rows; turning the picture costs next to nothing.
    standing = cv2.transpose(binary) if horizontal else binary
    done = cv2.morphologyEx(standing, operation, stroke)
    return np.asarray(cv2.transpose(done) if horizontal else done, dtype=np.uint8)


def _closed(across: Mask, down: Mask) -> Mask:
    """Both directions together, with the sides that a table with only horizontal (vertical) rules does not draw."""
    closed = cv2.bitwise_or(across, down)
    for rules, others, transposed in ((across, down, False), (down, across, True)):
        if transposed:
            rules, others = np.asarray(cv2.transpose(rules), dtype=np.uint8), others.T
        for place, low, high in _open_sides(rules, others):
            ends = ((low, place), (high, place)) if transposed else ((place, low), (place, high))
            cv2.line(closed, *ends, 255, 2)
    return np.asarray(closed, dtype=np.uint8)


def _open_sides(rules: Mask, others: Mask) -> list[tuple[int, int, int]]:
    """Where ends of level rules lie one below the other with nothing drawn between: x, from y, to y."""
    least = CLOSING_SHARE * max(rules.shape)
    found: list[tuple[int, int, int]] = []
    long = [(left, left + wide - 1, top) for left, top, wide in _strokes(rules) if wide >= least]
    for side in (0, 1):
        for rule in long:
            level = sorted((r for r in long if abs(r[side] - rule[side]) <= SAME_END), key=lambda r: r[2])
            if len(level) < CLOSING_RULES or rule is not level[0]:
                continue
            place = rule[side] + (1 if side == 0 else -1)  # inside the ends: beyond them nothing encloses a cell
            gaps = [(a[2], b[2]) for a, b in itertools.pairwise(level)]
            usual = float(np.median([high - low for low, high in gaps]))
            beside = others[:, max(0, place - SAME_END) : place + SAME_END + 1].max(axis=1)
            if np.count_nonzero(beside[level[0][2] : level[-1][2]]) < 0.5 * (level[-1][2] - level[0][2]):
                found.extend((place, low, high) for low, high in gaps if high - low <= LONGEST_GAP * usual)
    return found


def _strokes(rules: Mask) -> list[tuple[int, int, int]]:
    """Left, top and width of each connected stroke."""
    # Where little is set its outlines are found in a fifth of the time that numbering every pixel's component takes.
    outlines, inside = cv2.findContours(rules, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if inside is None:
        return []
    boxes = [cv2.boundingRect(line) for line, (_, _, _, outer) in zip(outlines, inside[0], strict=True) if outer < 0]
    return [(left, top, wide) for left, top, wide, _ in boxes]


CLOSING_SHARE = 0.2
"""Share of the page's longest side that a rule must have for its end to be the side of a table."""

CLOSING_RULES = 4
"""Rules that must end together; fewer may be the lines around a heading."""

LONGEST_GAP = 2.5
"""Times the usual distance of the rules; more lies between two tables."""

SAME_END = 8
"""Pixels within which rules end together, after straightening."""


def _extended(strokes: Mask, horizontal: bool) -> Mask:
    reach = 2 * LINE_REACH + 1
    size = (reach, 1) if horizontal else (1, reach)
    return np.asarray(cv2.dilate(strokes, cv2.getStructuringElement(cv2.MORPH_RECT, size)), dtype=np.uint8)
