"""Writes made timetables: ``python -m benchmarks.made --seed N --count K --out DIR``.

Beside each document come ``NAME.labels.json`` (for the corpus' score.py) and ``NAME.traits.json``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.made.document import Made, make

SEED_STEP = 100_000
"""Seeds of different runs do not meet: document ``i`` of run ``n`` has the seed ``n * SEED_STEP + i``."""


def make_many(seed: int, count: int) -> Iterator[Made]:
    """``count`` made documents."""
    for index in range(count):
        yield make(seed * SEED_STEP + index)


def write(made: Made, folder: Path) -> Path:
    """Writes the document, its labels and its traits; returns the document's path."""
    path = folder / made.name
    path.write_bytes(made.content)
    stem = folder / path.stem
    labels = json.dumps(made.labels, ensure_ascii=False, indent=1)
    stem.with_suffix(".labels.json").write_text(labels, encoding="utf-8")
    stem.with_suffix(".traits.json").write_text(json.dumps(made.traits.named(), indent=1), encoding="utf-8")
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for made in make_many(arguments.seed, arguments.count):
        path = write(made, arguments.out)
        print(f"{path.name} {len(made.content) // 1000} kB, {len(made.labels['timeblocks'])} timeblocks")


if __name__ == "__main__":
    main()
