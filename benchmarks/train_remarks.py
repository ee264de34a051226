"""Fits how likely a cell's second line is a remark to the strangers' documents, and says how well that generalises.

    python -m benchmarks.train_remarks [--measure-only]

Writes ``chalicelib/extraction/cells/remark_model.json``. What is right is told by the labels: a pair of lines counts
where the first one alone is a lesson's name there, or both together are, and not both. Every sixth set is kept aside in
turn for the measurement; pairs of one document count less the more it has. Pictures are read: it takes an hour.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from benchmarks.extraction import CORPUS
from benchmarks.labelled import labelled
from benchmarks.strangers import SETS
from chalicelib.domain.errors import LearningYogiError
from chalicelib.extraction.cells.remarks import MODEL, REMARK, pairs_of
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.tables import blocks
from chalicelib.extraction.texts.days import plain
from chalicelib.pipeline import read_document

FOLDS = 6
"""Parts into which the sets are dealt; each is measured by a model that has not seen it."""

RIDGE = 0.01
"""How strongly weights are held small, as a share of the pairs' number."""

ROUNDS = 60
"""Newton's steps at most; ten are enough."""

Floats = NDArray[np.float64]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", plain(text))


def _pairs(path: Path, expected: Sequence[dict[str, object]]) -> Iterator[tuple[dict[str, float], bool]]:
    """The features of a document's pairs of lines, each once, and whether the second line is a remark."""
    tables: list[list[Cell]] = []

    def recorded(body: list[Cell]) -> tuple[list[Cell], float]:
        tables.append(body)
        return names_apart(body)

    names_apart = blocks.names_apart
    with patch.object(blocks, "names_apart", recorded):
        try:
            read_document(path.read_bytes())
        except LearningYogiError:
            return
    names = {_letters(str(name)) for block in expected for name in [block["name"], *block.get("also", [])]}  # type: ignore[misc]
    seen: set[tuple[str, str]] = set()
    for pair in (pair for body in tables for pair in pairs_of(body)):
        texts = [line.text for line in pair.cell.lines[pair.first :]]
        first, both, all_three = (_letters(" ".join(texts[:count])) for count in (1, 2, 3))
        remark = first in names and not {both, all_three} & names
        name = bool({both, all_three} & names) and first not in names
        if remark != name and (texts[0], texts[1]) not in seen:
            seen.add((texts[0], texts[1]))
            yield dict(pair.features), remark


def fit(features: Floats, remarks: Floats, weights: Floats) -> Floats:
    """Weights of a logistic regression, the bias last (Newton's method, ridge)."""
    middle, spread = features.mean(axis=0), features.std(axis=0) + 1e-6
    known = np.column_stack([(features - middle) / spread, np.ones(len(features))])
    held = RIDGE * weights.sum() * np.append(np.ones(features.shape[1]), 0.0)
    found = np.zeros(known.shape[1])
    for _ in range(ROUNDS):
        said = 1 / (1 + np.exp(-known @ found))
        slope = known.T @ (weights * (said - remarks)) + held * found
        curve = (known.T * (weights * said * (1 - said))) @ known + np.diag(held + 1e-9)
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < 1e-6:
            break
    raw = found[:-1] / spread
    return np.append(raw, found[-1] - raw @ middle)


def probabilities(model: Floats, features: Floats) -> Floats:
    """What a model says of pairs."""
    return np.asarray(1 / (1 + np.exp(-(features @ model[:-1] + model[-1]))), dtype=np.float64)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure-only", action="store_true")
    measure_only = parser.parse_args().measure_only
    found = [
        (folder.name, path.name, features, remark)
        for folder in (*SETS, CORPUS)
        for path, expected in labelled(folder)
        for features, remark in _pairs(path, expected)
    ]
    report(found, measure_only=measure_only)


def report(found: Sequence[tuple[str, str, dict[str, float], bool]], *, measure_only: bool) -> None:
    """Fits, measures and writes the model; ``found``: set, document, features and answer of each pair."""
    names = list(found[0][2])
    features = np.array([[said[name] for name in names] for _, _, said, _ in found])
    remarks = np.array([float(remark) for *_, remark in found])
    several = Counter((folder, document) for folder, document, *_ in found)
    weights = np.array([several[folder, document] ** -0.5 for folder, document, *_ in found])
    sets = sorted({folder for folder, *_ in found})
    said = np.zeros(len(found))
    for fold in range(FOLDS):
        aside = np.isin([folder for folder, *_ in found], sets[fold::FOLDS])
        said[aside] = probabilities(fit(features[~aside], remarks[~aside], weights[~aside]), features[aside])
    print(f"{len(found)} pairs of {len(several)} documents, {remarks.mean():.1%} remarks")
    print(f"right, of sets kept aside: {((said > 0.5) == remarks).mean():.1%}")
    for least in (0.5, REMARK, 0.9):
        told = said >= least
        print(f"said with {least:.0%} or more: {told.sum()}, right {remarks[told].mean():.1%}")
    if not measure_only:
        model = fit(features, remarks, weights)
        told = dict(zip([*names, "bias"], (round(float(w), 4) for w in model), strict=True))
        MODEL.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
