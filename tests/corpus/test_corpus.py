"""The real documents: nothing that was reached may be lost again."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from chalicelib.domain.errors import NotATimetable
from chalicelib.pipeline import read_document

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
LABELS = sorted(CORPUS.glob("*.labels.json"))

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not LABELS, reason="the labelled documents are not beside the checkout"),
]

LOWEST_F1 = 0.96
MICRO_F1 = 0.99
PLACED = 0.99
EXACT_NAMES = 0.97
NOTES = 0.90


@pytest.fixture(scope="module")
def scores() -> dict[str, dict[str, Any]]:
    scorer = _scorer()
    found = {}
    for path in LABELS:
        label = json.loads(path.read_text())
        stem = path.name.removesuffix(".labels.json")
        document = next(p for p in CORPUS.glob(f"{stem}.*") if p.suffix != ".json")
        blocks = read_document(document.read_bytes()).timeblocks
        found[document.name] = scorer.score(label, [b.model_dump(mode="json") for b in blocks])
    return found


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_score", CORPUS / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _mean(scores: dict[str, dict[str, Any]], measure: str) -> float:
    hits = sum(s["hits"] for s in scores.values())
    return sum(s[measure] * s["hits"] for s in scores.values()) / hits


def test_every_document(scores: dict[str, dict[str, Any]]) -> None:
    low = {name: round(s["f1"], 3) for name, s in scores.items() if s["f1"] < LOWEST_F1}
    assert low == {}


def test_all_together(scores: dict[str, dict[str, Any]]) -> None:
    hits, expected, found = (sum(s[k] for s in scores.values()) for k in ("hits", "expected", "found"))
    assert 2 * hits / (expected + found) >= MICRO_F1
    assert _mean(scores, "placed") >= PLACED
    assert _mean(scores, "names") >= EXACT_NAMES
    assert _mean(scores, "notes") >= NOTES


@pytest.mark.parametrize("path", sorted((CORPUS / "not-timetables").glob("*")), ids=lambda p: p.name)
def test_other_documents_are_refused(path: Path) -> None:
    with pytest.raises(NotATimetable):
        read_document(path.read_bytes())
