"""Trains the classifier's two models on made documents and measures them on a seed that training never saw.

    python -m benchmarks.train_timetable_or_not [--count K] [--seed N] [--test-seed M] [--words] [--measure-only]

Writes ``picture_model.json`` and ``text_model.json`` (with ``--words`` also ``word_model.json``) into
``chalicelib/classification``. The pictures' model rests on the words' shapes: train it again after those.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from benchmarks import trees, word_shapes
from benchmarks.extraction import CORPUS, ROOT
from benchmarks.made import effects
from benchmarks.made.document import made_sheet, make, picture_of
from benchmarks.made.handling import HANDLED, handled
from benchmarks.made.lot import sample_traits
from benchmarks.made.others import WRITTEN, make_other, other_picture
from benchmarks.made.reconcile import reconcile
from benchmarks.made.traits import Compression, Output, Traits
from chalicelib.classification import picture_features, printed_part, text_features
from chalicelib.classification.settings import LEAST_PROBABILITY
from chalicelib.classification.trees import Ensemble, parse

FOLDER = ROOT / "chalicelib" / "classification"
PICTURE_LONGEST, MOST_LONGEST = 1050, 1100
"""Pixels of the drawn pictures before and after the camera: more than is looked at, far less than a camera's."""

UNSURE = (0.1, 0.9)
"""Between these the model leaves the decision to the extraction."""


WORD_PAGES = 1200
"""Pages whose words the word shapes are trained on."""


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


def _picture_row(number: int) -> Row:
    """A picture's features; even numbers are timetables, odd ones others."""
    traits = _raster_traits(number)
    if number % 2:
        picture, kind = other_picture(number, traits, PICTURE_LONGEST)
        what = kind.value
    else:
        picture = picture_of(made_sheet(number, traits), traits, number, PICTURE_LONGEST)
        what = traits.arrangement.value
    rng = np.random.default_rng([number, 79])
    if rng.random() < HANDLED:
        picture, what = handled(picture, rng), f"{what}, handled"
    if max(picture.shape[:2]) > MOST_LONGEST:
        picture = effects.rescale(picture, MOST_LONGEST)
    quality = 88 if traits.compression is Compression.LIGHT else 45
    content = effects.jpeg_bytes(picture, 97 if traits.output is Output.PNG else quality)
    seen = printed_part.load(content)
    if seen is None:
        raise ValueError(f"picture {number} cannot be opened again")
    return Row(picture_features.measure(seen), timetable=not number % 2, what=what)


def _text_of(content: bytes, output: Output) -> tuple[str, bool]:
    """The text as the classifier takes it from a file, and whether there is a table."""
    import io
    import zipfile

    import pypdfium2

    # The model has to see what the classifier sees, to the blank.
    from chalicelib.classification.pdf import page_texts
    from chalicelib.classification.word import document_text

    if output is Output.TEXT_PDF:
        return page_texts(pypdfium2.PdfDocument(content))[0], False
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("word/document.xml")
    return document_text(xml), b"<w:tbl>" in xml


def _text_row(number: int) -> Row:
    """A text's features, of a PDF or a Word file; even numbers are timetables, odd ones others."""
    output = Output.TEXT_PDF if number % 4 < 2 else Output.DOCX
    traits = reconcile(replace(sample_traits(number), output=output))
    if number % 2:
        kind = random.Random(number).choice(WRITTEN)
        content, what = make_other(number, kind, traits).content, kind.value
    else:
        content, what = make(number, traits).content, f"{traits.arrangement.value}, {traits.day_style.value} days"
    text, has_table = _text_of(content, output)
    return Row(text_features.measure(text, has_table=has_table), timetable=not number % 2, what=what)


def _one_thread() -> None:
    # The workers share the cores among themselves.
    cv2.setNumThreads(1)


def rows_of(make_row: Callable[[int], Row], seed: int, count: int, workers: int) -> list[Row]:
    """``count`` documents of a seed, timetables and others by turns."""
    with ProcessPoolExecutor(workers, initializer=_one_thread) as pool:
        return list(pool.map(make_row, range(seed * 1_000_000, seed * 1_000_000 + count), chunksize=10))


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
    missed = sum(row.timetable and p < 0.5 for p, row in told)
    below = sum(row.timetable and p < LEAST_PROBABILITY for p, row in told)
    timetables = sum(row.timetable for row in rows)
    print(
        f"{name}: {len(rows)} documents, right {np.mean(right):.4f}; sure {len(sure) / len(rows):.3f} of them, "
        f"right {np.mean(sure_right):.4f}\n  of {timetables} timetables {missed} are taken for none, {below} of them "
        f"below {LEAST_PROBABILITY}; of {len(rows) - timetables} others {sum(wrong.values()) - missed} for timetables"
        f"\n  wrong: {dict(wrong)}\n  sure and wrong: {dict(sure_wrong)}",
        flush=True,
    )


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


@dataclass(frozen=True)
class Kind:
    """A model: the documents it is trained on, and how it is grown."""

    name: str
    make_row: Callable[[int], Row]
    features: Sequence[str]
    count: int
    """Documents; 6,000 pictures take twenty minutes of processor time."""
    growth: trees.Growth


KINDS = (
    Kind("text", _text_row, text_features.NAMES, 5000, trees.Growth(trees=60)),
    Kind(
        "picture", _picture_row, picture_features.NAMES, 6000, trees.Growth(trees=450, rate=0.08, sample=0.5, least=1)
    ),
)


def train(kind: Kind, rows: Sequence[Row]) -> Ensemble:
    """Grows the model of a kind and writes it."""
    values, labels = _table(rows, kind.features)
    stored = trees.fit(values, labels, kind.features, kind.growth, seed=1)
    lines = ",\n".join("  " + json.dumps(tree) for tree in stored["trees"])
    text = '{\n "bias": ' + str(stored["bias"]) + ',\n "trees": [\n' + lines + "\n ]\n}\n"
    (FOLDER / f"{kind.name}_model.json").write_text(text, encoding="utf-8")
    return _ensemble(stored)


def train_words(seed: int, pages: int) -> None:
    """Trains the templates of ``word_model.json`` and prints how often they are right on other pages."""
    model = word_shapes.fit(*word_shapes.collect(seed, pages), seed=1)
    word_shapes.write(model, FOLDER / "word_model.json")
    print(f"word shapes: right {word_shapes.share_right(model, *word_shapes.collect(seed + 1, pages // 8)):.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, help="documents of each model (default: each model's own)")
    parser.add_argument("--seed", type=int, default=61)
    parser.add_argument("--test-seed", type=int, default=62)
    parser.add_argument("--test-count", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2, help="processes that make documents (default 2)")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--words", action="store_true", help="train the word shapes first")
    parser.add_argument("--measure-only", action="store_true", help="measure the models that are there")
    arguments = parser.parse_args()
    if arguments.words:
        train_words(71, WORD_PAGES)
    for kind in KINDS:
        if not arguments.measure_only:
            rows = rows_of(kind.make_row, arguments.seed, arguments.count or kind.count, arguments.workers)
            report(f"{kind.name}, seen", train(kind, rows), rows)
        model = _ensemble(json.loads((FOLDER / f"{kind.name}_model.json").read_text(encoding="utf-8")))
        unseen = rows_of(kind.make_row, arguments.test_seed, arguments.test_count, arguments.workers)
        report(f"{kind.name}, unseen", model, unseen)
    if arguments.corpus.exists():
        report_corpus(arguments.corpus)


if __name__ == "__main__":
    main()
