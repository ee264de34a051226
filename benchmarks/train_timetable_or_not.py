"""Trains the classifier's two models on made documents and measures them on a seed that training never saw.

    python -m benchmarks.train_timetable_or_not [--count K] [--seed N] [--test-seed M] [--corpus DIR] [--measure-only]

Writes ``picture_model.json`` and ``text_model.json`` into ``chalicelib/classification``.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import trees
from benchmarks.extraction import CORPUS, ROOT
from benchmarks.made import effects
from benchmarks.made.document import made_sheet, make, picture_of
from benchmarks.made.lot import sample_traits
from benchmarks.made.others import OtherKind, make_other, other_picture
from benchmarks.made.reconcile import reconcile
from benchmarks.made.traits import Compression, Output, Traits
from chalicelib.classification import picture_features, text_features
from chalicelib.classification.trees import Ensemble, parse

FOLDER = ROOT / "chalicelib" / "classification"
PICTURE_LONGEST = 1050
"""Pixels of the drawn pictures: more than the features look at, far less than a camera's, so that training is quick."""

UNSURE = (0.1, 0.9)
"""Between these the model leaves the decision to the extraction."""


@dataclass(frozen=True)
class Row:
    """A document's features, whether it is a timetable, and what it is."""

    features: dict[str, float]
    timetable: bool
    what: str


def _raster_traits(seed: int) -> Traits:
    traits = sample_traits(seed)
    if traits.output in (Output.TEXT_PDF, Output.DOCX):
        traits = replace(traits, output=Output.JPEG if seed % 2 else Output.PNG)
    return reconcile(traits)


def _seen(picture: effects.Picture, traits: Traits) -> dict[str, float]:
    quality = 88 if traits.compression is Compression.LIGHT else 45
    if traits.output is not Output.PNG:
        picture = effects.recompress(picture, quality)
    if max(picture.shape[:2]) > picture_features.LONGEST:
        picture = effects.rescale(picture, picture_features.LONGEST)
    return picture_features.measure(np.ascontiguousarray(picture[:, :, ::-1]))


def picture_rows(seed: int, count: int) -> Iterator[Row]:
    """Pictures, timetables and others by turns."""
    for i in range(count):
        number = seed * 1_000_000 + i
        traits = _raster_traits(number)
        if i % 2:
            picture, kind = other_picture(number, traits, PICTURE_LONGEST)
            yield Row(_seen(picture, traits), timetable=False, what=kind.value)
        else:
            picture = picture_of(made_sheet(number, traits), traits, number, PICTURE_LONGEST)
            yield Row(_seen(picture, traits), timetable=True, what=traits.rules.value)


def _text_of(content: bytes, output: Output) -> tuple[str, bool]:
    """The text as the classifier takes it from a file, and whether there is a table."""
    import io
    import zipfile

    import pypdfium2

    # The model has to see what the classifier sees, to the blank.
    from chalicelib.classification.pdf import _text as pdf_text
    from chalicelib.classification.word import _text as word_text

    if output is Output.TEXT_PDF:
        return pdf_text(pypdfium2.PdfDocument(content), 0), False
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("word/document.xml")
    return word_text(xml), b"<w:tbl>" in xml


def text_rows(seed: int, count: int) -> Iterator[Row]:
    """Texts of PDF and Word files, timetables and others by turns."""
    written = [k for k in OtherKind if k not in (OtherKind.SCENE, OtherKind.DIAGRAM, OtherKind.CHART, OtherKind.BLANK)]
    for i in range(count):
        number = seed * 1_000_000 + i
        output = Output.TEXT_PDF if i % 4 < 2 else Output.DOCX
        traits = reconcile(replace(sample_traits(number), output=output))
        if i % 2:
            kind = random.Random(number).choice(written)
            content = make_other(number, kind, traits).content
            what = kind.value
        else:
            content, what = make(number, traits).content, traits.arrangement.value
        text, has_table = _text_of(content, output)
        yield Row(text_features.measure(text, has_table=has_table), timetable=not i % 2, what=what)


def _table(rows: Sequence[Row], names: Sequence[str]) -> tuple[Any, Any]:
    values = np.array([[row.features[name] for name in names] for row in rows])
    return values, np.array([float(row.timetable) for row in rows])


def _ensemble(stored: dict[str, Any]) -> Ensemble:
    return Ensemble(stored["bias"], tuple(parse(tree) for tree in stored["trees"]))


def report(name: str, model: Ensemble, rows: Sequence[Row]) -> None:
    """Prints how often the model is right, overall and where it is sure, and what it gets wrong."""
    told = [(model.probability(row.features), row) for row in rows]
    right = [(p >= 0.5) == row.timetable for p, row in told]
    sure = [(p, row) for p, row in told if p <= UNSURE[0] or p >= UNSURE[1]]
    sure_right = [(p >= 0.5) == row.timetable for p, row in sure]
    wrong = Counter(row.what for (_, row), ok in zip(told, right, strict=True) if not ok)
    sure_wrong = Counter(row.what for (_, row), ok in zip(sure, sure_right, strict=True) if not ok)
    refused = sum(row.timetable and p < 0.08 for p, row in told)
    print(
        f"{name}: {len(rows)} documents, right {np.mean(right):.4f}; sure {len(sure) / len(rows):.3f} of them, "
        f"right {np.mean(sure_right):.4f}; timetables below 0.08: {refused}; "
        f"wrong: {dict(wrong)}, sure: {dict(sure_wrong)}"
    )


def train(name: str, rows: Sequence[Row], names: Sequence[str], growth: trees.Growth) -> Ensemble:
    values, labels = _table(rows, names)
    stored = trees.fit(values, labels, names, growth, seed=1)
    lines = ",\n".join("  " + json.dumps(tree) for tree in stored["trees"])
    text = '{\n "bias": ' + str(stored["bias"]) + ',\n "trees": [\n' + lines + "\n ]\n}\n"
    (FOLDER / f"{name}_model.json").write_text(text, encoding="utf-8")
    return _ensemble(stored)


def report_corpus(folder: Path) -> None:
    """Prints the probability of every document of the corpus, by the classifier's own path."""
    from chalicelib.classification import classify
    from chalicelib.domain.errors import NotATimetable

    others = folder / "not-timetables"
    for path in [*sorted(folder.glob("*.*")), *sorted(others.glob("*.*"))]:
        if path.suffix not in (".png", ".jpg", ".jpeg", ".pdf", ".docx"):
            continue
        started = time.perf_counter()
        try:
            told = f"{classify(path.read_bytes()).timetable_probability:.3f}"
        except NotATimetable:
            told = "refused"
        kind = "other    " if path.parent == others else "timetable"
        print(f"{kind} {told:>8} {time.perf_counter() - started:.3f} s  {path.name}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=4000, help="documents of each model (default 4000)")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--test-seed", type=int, default=12)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--measure-only", action="store_true", help="measure the models that are there")
    arguments = parser.parse_args()
    kinds: list[tuple[str, Any, Sequence[str], trees.Growth]] = [
        ("text", text_rows, text_features.NAMES, trees.Growth(trees=50)),
        ("picture", picture_rows, picture_features.NAMES, trees.Growth(trees=200, rate=0.1, sample=0.6)),
    ]
    for name, make_rows, names, growth in kinds:
        if arguments.measure_only:
            model = _ensemble(json.loads((FOLDER / f"{name}_model.json").read_text(encoding="utf-8")))
        else:
            rows = list(make_rows(arguments.seed, arguments.count))
            model = train(name, rows, names, growth)
            report(f"{name}, seen", model, rows)
        report(f"{name}, unseen", model, list(make_rows(arguments.test_seed, max(arguments.count // 4, 200))))
    if arguments.corpus.exists():
        report_corpus(arguments.corpus)


if __name__ == "__main__":
    main()
