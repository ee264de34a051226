"""What is left of a page's slant, taken off its cells and words: rules that a reader's eye finds level are made so.

Straightening a picture costs sharpness and turns all of it alike; a photo's perspective leaves other slants at the top
than at the bottom. On a row of low cells a slant of a fifth of a degree is enough to put the last day's lesson an hour
later. Neighbouring cells show it: their middles lie on the row's own line, which bends with a sheet that is not flat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.timetable import Box
from chalicelib.extraction.settings import CELL_GAP

LEAST_NEIGHBOURS = 4
"""Pairs of cells side by side that a slant must be seen at."""

LEVEL_WITH = 0.6
"""Share of the lower cell's height that two cells of one row have in common."""

SAME_HEIGHT = 0.3
"""Share of the higher one's height by which two cells of one row may differ."""

STEEPEST = 0.06
"""Slant (rise over run) from which cells stand in steps rather than on a slanted row."""

STEEPEST_BENT = 0.12
"""The same at the steepest place of a sheet that is bent: steps do not follow a curve."""

FITS = 0.008
"""Slant by which a pair may differ from the page's: a pixel or two over a cell's width."""

AGREED = 0.6
"""Share of the pairs that must fit; else boxes are other things than cells in rows."""

FANNED_OUT = 10
"""Pairs from which a slant that differs between the page's ends is measured, too."""

SPREAD = 0.4
"""Share of the page's cells over which these pairs must be spread: what they say is drawn out to its ends."""

BENT = 0.85
"""Share of the pairs below which one slant for a whole row fits so badly that the sheet may be bent."""

STRAIGHTER = 0.1
"""Further share of the pairs that must fit when rows are bent for a sheet to be taken as bent."""

OUTLIER = 3.0
"""Times the usual deviation beyond which a pair says nothing."""

Edges = NDArray[np.float64]
"""Left, top, right, bottom of many boxes."""

Values = NDArray[np.float64]
"""One number for each of many boxes or pairs."""


@dataclass(frozen=True)
class Slant:
    """How rows rise from left to right: ``at_middle`` at the height ``middle``, ``change`` more per unit further down,
    and ``bend`` and ``curl`` more per unit and square unit from ``pivot``, as far as ``reach`` of it. Rows keep their
    height at ``pivot``."""

    at_middle: float
    change: float
    middle: float
    pivot: float
    bend: float = 0.0
    curl: float = 0.0
    reach: float = 0.0

    def of(self, place: Values, height: Values) -> Values:
        """Rise over run at each place along the rows and each height."""
        along = np.clip(place - self.pivot, -self.reach, self.reach)
        bent = self.bend * along + self.curl * along**2
        return np.asarray(self.at_middle + self.change * (height - self.middle) + bent, dtype=np.float64)

    def rise(self, place: Values, height: Values) -> Values:
        """How far a row has risen at each place."""
        run = place - self.pivot
        along = np.clip(run, -self.reach, self.reach)
        beyond = (run - along) * (self.bend * along + self.curl * along**2)
        bent = self.bend * along**2 / 2 + self.curl * along**3 / 3 + beyond
        return np.asarray((self.at_middle + self.change * (height - self.middle)) * run + bent, dtype=np.float64)


def levelled(boxes: Sequence[Box], others: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    """Cells with the slant of their rows and columns taken off, and other boxes of the same page moved along."""
    cells, rest = _edges(boxes), _edges(others)
    for _ in ("rows", "columns"):
        slant = _slant(cells)
        if slant is not None:
            cells, rest = _without(slant, cells, shrink=True), _without(slant, rest, shrink=False)
        cells, rest = _transposed(cells), _transposed(rest)
    return _boxes(cells), _boxes(rest)


def _edges(boxes: Sequence[Box]) -> Edges:
    return np.array([(b.left, b.top, b.right, b.bottom) for b in boxes], dtype=np.float64).reshape(-1, 4)


def _transposed(edges: Edges) -> Edges:
    return edges[:, [1, 0, 3, 2]]


def _boxes(edges: Edges) -> list[Box]:
    return [Box(left=left, top=top, right=right, bottom=bottom) for left, top, right, bottom in edges.tolist()]


def _slant(cells: Edges) -> Slant | None:
    """The slant of the rows; None where too few cells stand side by side, in steps, or each in another direction."""
    first, second = _side_by_side(cells)
    if len(first) < LEAST_NEIGHBOURS:
        return None
    middle_x, middle_y = (cells[:, 0] + cells[:, 2]) / 2, (cells[:, 1] + cells[:, 3]) / 2
    pairs = Pairs(
        run=(run := middle_x[second] - middle_x[first]),
        rise=(middle_y[second] - middle_y[first]) / run,
        place=(middle_x[second] + middle_x[first]) / 2,
        height=(middle_y[second] + middle_y[first]) / 2,
    )
    pivot = float((cells[:, 0].min() + cells[:, 2].max()) / 2)
    slant = _straight(pairs, pivot, SPREAD * np.ptp(cells[:, [1, 3]]))
    fitting = pairs.fitting(slant)
    if fitting < BENT and len(run) >= FANNED_OUT and np.ptp(pairs.place) > SPREAD * np.ptp(cells[:, [0, 2]]):
        curved = _bent(pairs, slant)
        if pairs.fitting(curved) >= fitting + STRAIGHTER and pairs.steepest(curved) <= STEEPEST_BENT:
            slant, fitting = curved, pairs.fitting(curved)
    fanned = abs(slant.change) * np.ptp(cells[:, [1, 3]])
    steepest = abs(slant.at_middle) if slant.reach else pairs.steepest(slant)
    return slant if fitting >= AGREED and max(steepest, fanned) <= STEEPEST else None


@dataclass(frozen=True)
class Pairs:
    """Cells side by side: from middle to middle along the row, rise over run, and where on the page that is."""

    run: Values
    rise: Values
    place: Values
    height: Values

    def fitting(self, slant: Slant) -> float:
        """Share of the pairs that rise as ``slant`` says."""
        return float(np.mean(np.abs(self.rise - slant.of(self.place, self.height)) <= FITS))

    def steepest(self, slant: Slant) -> float:
        """The most that ``slant`` makes a row at the middle height rise or fall."""
        return float(np.abs(slant.of(self.place, np.array(slant.middle))).max())


def _straight(pairs: Pairs, pivot: float, spread: float) -> Slant:
    """The slant of rows that are straight; another at the page's top than at its bottom where pairs are ``spread``."""
    usual = _weighted_median(pairs.rise, pairs.run)
    off = np.abs(pairs.rise - usual)
    kept = off <= OUTLIER * max(float(np.median(off)), 1e-4)
    height = pairs.height[kept]
    middle, change = float(np.mean(height)), 0.0
    if np.count_nonzero(kept) >= FANNED_OUT and np.ptp(height) > spread:
        change, usual = np.polyfit(height - middle, pairs.rise[kept], 1, w=np.sqrt(pairs.run[kept])).tolist()
    return Slant(usual, change, middle, pivot)


def _bent(pairs: Pairs, straight: Slant) -> Slant:
    """The slant of rows on a sheet that is bent about a line down the page."""
    along = pairs.place - straight.pivot
    terms = np.stack([np.ones_like(along), pairs.height - straight.middle, along, along**2], axis=1)
    weights = np.sqrt(pairs.run)
    fitted = np.linalg.lstsq(terms * weights[:, None], pairs.rise * weights, rcond=None)[0].tolist()
    at_middle, change, bend, curl = fitted
    return Slant(at_middle, change, straight.middle, straight.pivot, bend, curl, reach=float(np.abs(along).max()))


def _side_by_side(cells: Edges) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Indices of left and right cells of all pairs that follow each other in a row and are equally high."""
    left, top, right, bottom = cells.T
    high, middle = bottom - top, left + right
    pairs: list[tuple[int, int]] = []
    # Cell by cell: a table of all pairs would take hundreds of megabytes of a page at its limit.
    for i in range(len(cells)):
        gap = left - right[i]
        common = np.minimum(bottom, bottom[i]) - np.maximum(top, top[i])
        lower, higher = np.minimum(high, high[i]), np.maximum(high, high[i])
        alike = (common >= LEVEL_WITH * lower) & (higher - lower <= SAME_HEIGHT * higher)
        beside = (gap > -CELL_GAP / 2) & (gap <= CELL_GAP) & (middle > middle[i])
        pairs.extend((i, j) for j in np.flatnonzero(alike & beside).tolist())
    first, second = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    return first, second


def _weighted_median(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    order = np.argsort(values)
    total = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(total, total[-1] / 2)])


def _without(slant: Slant, edges: Edges, *, shrink: bool) -> Edges:
    """Boxes moved onto level rows. Around a slanted cell its box is too high, by its width times the slant."""
    if not len(edges):
        return edges
    left, top, right, bottom = edges.T
    place, height = (left + right) / 2, (top + bottom) / 2
    rise, shift = slant.of(place, height), -slant.rise(place, height)
    spare = np.minimum(np.abs(rise) * (right - left), 0.5 * (bottom - top)) / 2 if shrink else 0.0
    return np.stack([left, top + shift + spare, right, bottom + shift - spare], axis=1)
