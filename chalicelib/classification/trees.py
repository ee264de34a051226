"""A small ensemble of decision trees, kept as JSON that a person can read: the sum of its leaves is the log odds."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Leaf:
    """Log odds that this tree adds."""

    value: float


@dataclass(frozen=True)
class Split:
    """Goes to ``below`` where the feature is at most ``at``, else to ``above``."""

    feature: str
    at: float
    below: Split | Leaf
    above: Split | Leaf


Node = Split | Leaf


@dataclass(frozen=True)
class Ensemble:
    """``bias`` and the trees' leaves add up to log odds."""

    bias: float
    trees: tuple[Node, ...]

    def probability(self, features: Mapping[str, float]) -> float:
        """0-1 for features by name. Raises KeyError where one that the trees ask for is missing."""
        odds = self.bias + sum(_value(tree, features) for tree in self.trees)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _value(node: Node, features: Mapping[str, float]) -> float:
    while isinstance(node, Split):
        node = node.below if features[node.feature] <= node.at else node.above
    return node.value


def parse(stored: Any) -> Node:
    """A stored node: a number is a leaf, [feature, at, below, above] a split."""
    if isinstance(stored, (int, float)):
        return Leaf(float(stored))
    feature, at, below, above = stored
    return Split(str(feature), float(at), parse(below), parse(above))


@lru_cache(maxsize=4)
def load(name: str) -> Ensemble:
    """The ensemble kept as ``name`` beside this module. A node is a number (leaf) or [feature, at, below, above]."""
    stored = json.loads((_FOLDER / name).read_text(encoding="utf-8"))
    return Ensemble(float(stored["bias"]), tuple(parse(tree) for tree in stored["trees"]))
