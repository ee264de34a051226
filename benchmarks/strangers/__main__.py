"""Reads the strangers' documents and prints how much of each is right.

python -m benchmarks.strangers [NAME ...]
"""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import mean

from benchmarks.labelled import labelled
from benchmarks.scoring import f1, score
from benchmarks.strangers import SETS
from chalicelib.domain.errors import DocumentError
from chalicelib.pipeline import read_document


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="beginnings of names; all documents without any")
    names = tuple(parser.parse_args().names)
    print("| document | F1 | expected | found | right | confidence |")
    print("|---|---:|---:|---:|---:|---:|")
    summaries = [_summary(folder, names) for folder in SETS]
    print("\n" + "\n".join(filter(None, summaries)))


def _summary(folder: Path, names: tuple[str, ...]) -> str:
    """Prints a line for each document of a set; returns what they give together."""
    scores = []
    for path, expected in labelled(folder):
        if names and not path.name.startswith(names):
            continue
        try:
            read = read_document(path.read_bytes()).model_dump(mode="json")
            found, told = read["timeblocks"], f"{read['confidence']:.0f}"
        except DocumentError as error:
            found, told = [], error.code.value
        one = score(expected, found)
        scores.append(one)
        print(f"| {path.name} | {one.f1:.3f} | {one.expected} | {one.found} | {one.hits} | {told} |", flush=True)
    if not scores:
        return ""
    micro = f1(sum(s.hits for s in scores), sum(s.expected for s in scores), sum(s.found for s in scores))
    return (
        f"{folder.name}: {len(scores)} documents, mean F1 {mean(s.f1 for s in scores):.3f}, over all blocks {micro:.3f}"
    )


if __name__ == "__main__":
    main()
