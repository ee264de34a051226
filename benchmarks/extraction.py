"""Measures our extraction and the peer's on the corpus (where present) and on made documents, in one run.

    python -m benchmarks.extraction [--count K] [--seed N] [--corpus DIR] [--docs DIR] [--no-peer] [--peer-count K]

Writes ``extraction-benchmark.md``, ``extraction-benchmark.json`` and ``extraction-reliability.png`` into ``--docs``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.calibration import draw_reliability
from benchmarks.labelled import labelled, stated_metadata
from benchmarks.made.__main__ import make_many, write
from benchmarks.peer import NOT_INSTALLED
from benchmarks.report import render, summary
from benchmarks.scoring import Score, metadata_score, score

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
PEER_PYTHON = ROOT / ".venv-bench" / "bin" / "python"


@dataclass(frozen=True)
class Case:
    """A document with its answer."""

    path: Path
    expected: list[dict[str, Any]]
    traits: dict[str, str]
    """Empty for the corpus."""
    metadata: dict[str, Any]
    """What it states of itself, by field."""

    @property
    def real(self) -> bool:
        return not self.traits


@dataclass(frozen=True)
class Result:
    """What one reader made of one document."""

    case: Case
    score: Score
    confidences: tuple[float, ...]
    confidence: float
    seconds: float
    ocr_seconds: float
    error: str
    metadata: tuple[int, int]
    """Fields of the metadata read as printed, and those that the document states."""


@dataclass(frozen=True)
class Run:
    """What one reader made of all documents."""

    results: list[Result]
    peak_mb: float


def corpus_cases(folder: Path) -> list[Case]:
    """The labelled documents of the corpus; none where it is missing."""
    return [Case(path, expected, {}, stated_metadata(path)) for path, expected in labelled(folder)]


def made_cases(seed: int, count: int, folder: Path) -> list[Case]:
    """Made documents, written into ``folder``."""
    return [
        Case(write(made, folder), made.labels["timeblocks"], made.traits.named(), made.labels["metadata"])
        for made in make_many(seed, count)
    ]


def run_reader(python: Path, module: str, cases: Sequence[Case]) -> Run | str:
    """Runs a reader over all cases in a process of its own; the reason where it cannot run."""
    command = [str(python), "-m", module, *(str(case.path) for case in cases)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode == NOT_INSTALLED:
        return done.stderr.strip()
    if done.returncode != 0:
        raise RuntimeError(f"{module} failed: {done.stderr[-2000:]}")
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    read = {line["document"]: line for line in lines if "document" in line}
    results = [_result(case, read[case.path.name]) for case in cases]
    return Run(results, float(lines[-1]["peak_mb"]))


def _result(case: Case, read: dict[str, Any]) -> Result:
    blocks = read["timeblocks"]
    return Result(
        case,
        score(case.expected, blocks),
        tuple(float(b.get("confidence", 0.0)) for b in blocks),
        float(read.get("confidence", 0.0)),
        float(read["seconds"]),
        float(read.get("ocr_seconds", 0.0)),
        str(read.get("error", "")),
        metadata_score(case.metadata, read.get("metadata") or {}),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=60, help="made documents (default 60)")
    parser.add_argument("--seed", type=int, default=900, help="seed of the made documents (default 900)")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--docs", type=Path, default=ROOT / "docs")
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--peer-count", type=int, default=100, help="made documents the peer reads (default 100)")
    parser.add_argument("--peer-python", type=Path, default=PEER_PYTHON if PEER_PYTHON.exists() else sys.executable)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        real = corpus_cases(arguments.corpus)
        cases = [*real, *made_cases(arguments.seed, arguments.count, Path(folder))]
        ours = run_reader(Path(sys.executable), "benchmarks.ours", cases)
        if isinstance(ours, str):
            raise SystemExit(ours)
        skipped = "left out by --no-peer"
        theirs = cases[: len(real) + arguments.peer_count]
        peer = skipped if arguments.no_peer else run_reader(Path(arguments.peer_python), "benchmarks.peer", theirs)
    arguments.docs.mkdir(parents=True, exist_ok=True)
    judged = [j for r in ours.results for j in zip(r.confidences, r.score.right, strict=True)]
    draw_reliability(judged, arguments.docs / "extraction-reliability.png")
    text = render(ours, peer, seed=arguments.seed, corpus_present=bool(real))
    (arguments.docs / "extraction-benchmark.md").write_text(text, encoding="utf-8")
    figures = json.dumps(summary(ours, peer), indent=1)
    (arguments.docs / "extraction-benchmark.json").write_text(figures + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
