"""Trains the templates that tell the shapes of times from those of numbers and letters."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.made import effects
from benchmarks.made.document import made_sheet
from benchmarks.made.fonts import text_width
from benchmarks.made.lot import sample_traits
from benchmarks.made.others import other_sheet
from benchmarks.made.raster import draw_picture
from benchmarks.made.typeset import Page, typeset
from benchmarks.made.vocabulary import WORDS
from chalicelib.classification.printed_part import LONGEST
from chalicelib.classification.strokes import drawn
from chalicelib.classification.word_shapes import (
    CLASSES,
    HEIGHT,
    REACH,
    WordModel,
    Words,
    find_words,
    lengths,
    places,
    pooled,
)
from chalicelib.extraction.texts import times

TEMPLATES = 64
_STEPS, _BATCH, _RATE = 8000, 256, 0.003
Floats = NDArray[np.float32]


_DAYS = frozenset(day.lower() for words in WORDS.values() for day in (*words.days, *words.short_days))
"""Names as they stand at the head of a column or row, in all languages."""


def _class_of(text: str) -> int:
    digits, letters = len(re.findall(r"\d", text)), len(re.findall(r"[^\W\d]", text))
    if text.strip(" .:").lower() in _DAYS:
        return CLASSES.index("day")
    if times.find_spans(times.tidy(text)) and digits >= letters / 2 and re.search(r"\d[:.h]\d|\d{4}", text):
        return CLASSES.index("time")
    return CLASSES.index("number" if digits > letters else "letters")


def _labelled(page: Page, words: Words, scale: float) -> Iterator[tuple[int, int]]:
    """Word and class, where a word's middle lies in a run of upright letters."""
    middles = words.boxes[:, :2] + words.boxes[:, 2:4] / 2
    for run in page.runs:
        if run.angle:
            continue
        width = text_width(page.face, run.text, run.size, bold=run.bold)
        left, top = run.x * scale, (run.y - 0.85 * run.size) * scale
        right, bottom = (run.x + width) * scale, (run.y + 0.25 * run.size) * scale
        inside = (middles[:, 0] > left) & (middles[:, 0] < right) & (middles[:, 1] > top) & (middles[:, 1] < bottom)
        for at in np.flatnonzero(inside):
            yield int(at), _class_of(run.text)


def _of_page(number: int) -> tuple[Floats, Floats, list[int]]:
    """Strips, lengths and classes of the words of a made page, a little blurred and grainy."""
    rng, traits = np.random.default_rng([number, 80]), sample_traits(number)
    page = typeset(other_sheet(number, traits) if number % 3 == 0 else made_sheet(number, traits))
    share = float(rng.uniform(0.5, 1.15))
    scale = LONGEST / max(page.width, page.height) * share
    picture = effects.to_array(draw_picture(page, scale))
    if rng.random() < 0.6:
        picture = effects.blur(picture, float(rng.uniform(0.3, 0.9)))
    picture = effects.recompress(effects.noise(picture, rng, float(rng.uniform(0, 7))), int(rng.integers(40, 95)))
    if share < 0.8:
        # As the printed part of a larger picture is grown.
        picture, scale = np.asarray(cv2.resize(picture, None, fx=0.9 / share, fy=0.9 / share)), scale * 0.9 / share
    seen = drawn(np.ascontiguousarray(picture[:, :, ::-1]))
    words = find_words(seen.gray, seen.text)
    if not len(words.boxes):
        return np.zeros((0, *words.strips.shape[1:]), np.float32), np.zeros(0, np.float32), []
    found = list(_labelled(page, words, scale))
    chosen = [at for at, _ in found]
    return words.strips[chosen], lengths(words.boxes)[chosen], [which for _, which in found]


def collect(seed: int, pages: int, most: int = 90) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Words of made pages: strips, lengths, classes; of each page at most ``most``, one in ten upside down."""
    rng = np.random.default_rng(seed)
    strips, shares, classes = [], [], []
    for i in range(pages):
        seen, share, which = _of_page(seed * 1_000_000 + i)
        chosen = rng.permutation(len(which))[:most]
        strips.append(seen[chosen])
        shares.append(share[chosen])
        classes += [which[j] for j in chosen]
    return np.concatenate(strips), np.concatenate(shares), np.array(classes, np.int64)


def _step(parts: dict[str, Floats], seen: Floats, shares: Floats, wanted: Floats) -> dict[str, Floats]:
    """Slopes of the cross entropy for a batch."""
    flat = seen.reshape(-1, HEIGHT * REACH)
    fits = np.maximum(seen @ parts["templates"].T + parts["offsets"], 0)
    told = pooled(fits, shares)
    scores = told @ parts["linear"] + parts["bias"]
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    wrong = (grown / grown.sum(axis=1, keepdims=True) - wanted) / len(seen)
    back = wrong @ parts["linear"].T
    number = fits.shape[1]
    to_fits = np.repeat((back[:, TEMPLATES:-1] / (np.maximum(shares, 0.1) * number)[:, None])[:, None], number, axis=1)
    best = fits.argmax(axis=1)[:, None]
    np.put_along_axis(to_fits, best, np.take_along_axis(to_fits, best, 1) + back[:, None, :TEMPLATES], 1)
    to_fits = (to_fits * (fits > 0)).reshape(-1, TEMPLATES)
    return {
        "templates": to_fits.T @ flat,
        "offsets": to_fits.sum(axis=0),
        "linear": told.T @ wrong,
        "bias": wrong.sum(axis=0),
    }


def fit(strips: Floats, shares: Floats, classes: NDArray[np.int64], seed: int) -> WordModel:
    """The model that tells the classes apart (Adam, cross entropy; Kingma and Ba 2015 for its constants)."""
    rng = np.random.default_rng(seed)
    count = len(CLASSES)
    parts: dict[str, Floats] = {
        "templates": rng.normal(0, 0.12, (TEMPLATES, HEIGHT * REACH)).astype(np.float32),
        "offsets": np.zeros(TEMPLATES, np.float32),
        "linear": rng.normal(0, 0.2, (2 * TEMPLATES + 1, count)).astype(np.float32),
        "bias": np.zeros(count, np.float32),
    }
    first = {name: np.zeros_like(part) for name, part in parts.items()}
    second = {name: np.zeros_like(part) for name, part in parts.items()}
    one_hot = np.eye(count, dtype=np.float32)
    for step in range(1, _STEPS + 1):
        rows = rng.integers(0, len(strips), _BATCH)
        batch = strips[rows]
        if step % 10 == 0:
            # Pages stand on their heads too.
            batch = np.ascontiguousarray(batch[:, ::-1, ::-1])
        slopes = _step(parts, places(batch), shares[rows], one_hot[classes[rows]])
        rate = _RATE * (1 - step / _STEPS) + 1e-4
        for name, slope in slopes.items():
            first[name] = 0.9 * first[name] + 0.1 * slope
            second[name] = 0.999 * second[name] + 0.001 * slope**2
            mean, bend = first[name] / (1 - 0.9**step), second[name] / (1 - 0.999**step)
            parts[name] = (parts[name] - rate * mean / (np.sqrt(bend) + 1e-8)).astype(np.float32)
    return WordModel(
        parts["templates"].reshape(TEMPLATES, HEIGHT, REACH), parts["offsets"], parts["linear"], parts["bias"]
    )


def share_right(model: WordModel, strips: Floats, shares: Floats, classes: NDArray[np.int64]) -> float:
    """How often the model's likeliest class is the right one."""
    return float((model.probabilities_of(strips, shares).argmax(axis=1) == classes).mean())


def write(model: WordModel, path: Path) -> None:
    """The model as JSON, in hundredths, a row of a template a line."""
    rows: dict[str, Any] = {
        name: np.round(getattr(model, name) * 100).astype(int).tolist()
        for name in ("templates", "offsets", "linear", "bias")
    }
    text = json.dumps(rows).replace("], [", "],\n  [").replace(']], "', ']],\n "')
    path.write_text(text + "\n", encoding="utf-8")
