"""Reads the strangers' documents and prints how much of each is right.

python -m benchmarks.strangers [NAME ...]
"""

from __future__ import annotations

import argparse
from statistics import mean

from benchmarks.labelled import labelled
from benchmarks.scoring import f1, score
from benchmarks.strangers import FOLDER
from chalicelib.domain.errors import DocumentError
from chalicelib.pipeline import read_document


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="beginnings of names; all documents without any")
    names = tuple(parser.parse_args().names)
    scores = []
    print("| document | F1 | expected | found | right | confidence |")
    print("|---|---:|---:|---:|---:|---:|")
    for path, expected in labelled(FOLDER):
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
    micro = f1(sum(s.hits for s in scores), sum(s.expected for s in scores), sum(s.found for s in scores))
    print(f"\n{len(scores)} documents: mean F1 {mean(s.f1 for s in scores):.3f}, over all blocks {micro:.3f}")


if __name__ == "__main__":
    main()
