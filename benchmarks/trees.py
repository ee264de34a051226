"""Grows the tree ensembles of the classifier: gradient boosting of log loss, with numpy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BINS = 32
_SMOOTHING = 1.0
"""Added to the sum of second derivatives (XGBoost's lambda): leaves of few documents stay small."""


@dataclass(frozen=True)
class Growth:
    """How an ensemble is grown."""

    trees: int = 80
    depth: int = 3
    rate: float = 0.12
    least: float = 2.0
    """Least sum of second derivatives on either side of a split."""
    sample: float = 0.7
    """Share of the documents that each tree sees."""


class _Grower:
    """Grows the trees of one ensemble over binned features."""

    def __init__(self, values: Floats, names: Sequence[str], growth: Growth) -> None:
        self.names = names
        self.growth = growth
        quantiles = np.linspace(0, 1, BINS + 1)[1:-1]
        self.cuts = [np.unique(np.quantile(column, quantiles)) for column in values.T]
        binned = [np.searchsorted(cuts, column) for cuts, column in zip(self.cuts, values.T, strict=True)]
        self.binned: Ints = np.stack(binned, axis=1)

    def _best_split(self, rows: Ints, slope: Floats, bend: Floats) -> tuple[float, int, int]:
        """Gain, feature and bin of the best split of the rows."""
        best = (0.0, -1, -1)
        whole_slope, whole_bend = slope[rows].sum(), bend[rows].sum()
        parent = whole_slope**2 / (whole_bend + _SMOOTHING)
        for feature in range(len(self.names)):
            codes = self.binned[rows, feature]
            left = np.cumsum(np.bincount(codes, slope[rows], BINS))[:-1]
            left_bend = np.cumsum(np.bincount(codes, bend[rows], BINS))[:-1]
            right, right_bend = whole_slope - left, whole_bend - left_bend
            gain = left**2 / (left_bend + _SMOOTHING) + right**2 / (right_bend + _SMOOTHING) - parent
            gain[(left_bend < self.growth.least) | (right_bend < self.growth.least)] = 0.0
            at = int(np.argmax(gain))
            if gain[at] > best[0] + 1e-9:
                best = (float(gain[at]), feature, at)
        return best

    def grow(self, rows: Ints, slope: Floats, bend: Floats, depth: int) -> Any:
        """A node in the stored form, and its values added to nothing: see ``apply``."""
        gain, feature, at = self._best_split(rows, slope, bend) if depth else (0.0, -1, -1)
        if gain <= 0 or at >= len(self.cuts[feature]):
            leaf = -self.growth.rate * slope[rows].sum() / (bend[rows].sum() + _SMOOTHING)
            return round(float(leaf), 5)
        below = self.binned[rows, feature] <= at
        return [
            self.names[feature],
            round(float(self.cuts[feature][at]), 6),
            self.grow(rows[below], slope, bend, depth - 1),
            self.grow(rows[~below], slope, bend, depth - 1),
        ]


def apply(node: Any, values: Floats, names: Sequence[str]) -> Floats:
    """The node's value for each row."""
    if not isinstance(node, list):
        return np.full(len(values), float(node))
    feature, at, below, above = node
    goes_below = values[:, list(names).index(feature)] <= at
    return np.where(goes_below, apply(below, values, names), apply(above, values, names))


def fit(values: Floats, labels: Floats, names: Sequence[str], growth: Growth, seed: int) -> dict[str, Any]:
    """The ensemble in the stored form: ``bias``, ``trees``. ``labels`` are 0 or 1; ties go below a cut."""
    rng = np.random.default_rng(seed)
    values = np.round(values, 6)
    grower = _Grower(values, names, growth)
    mean = float(np.clip(labels.mean(), 0.01, 0.99))
    bias = float(np.log(mean / (1 - mean)))
    odds = np.full(len(labels), bias)
    trees = []
    for _ in range(growth.trees):
        probability = 1 / (1 + np.exp(-odds))
        slope, bend = probability - labels, probability * (1 - probability)
        rows = np.sort(rng.choice(len(labels), int(growth.sample * len(labels)), replace=False))
        tree = grower.grow(rows, slope, bend, growth.depth)
        odds = odds + apply(tree, values, names)
        trees.append(tree)
    return {"bias": round(bias, 5), "trees": trees}
