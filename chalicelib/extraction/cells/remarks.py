"""Whether a cell's second line goes on with the lesson's name or says something besides it ("Library / return books").

A cell alone seldom tells. What its writer did elsewhere in the table, how the two lines are printed, whether the second
one would have fitted behind the first, and what both say are evidence, weighed by a logistic regression that
``benchmarks/train_remarks.py`` fits to labelled documents; its weights lie beside this, by the names of the features.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.lines.line_breaks import BLANK, COMPLETING, JOINING, begun_as_elsewhere, reads_on
from chalicelib.extraction.texts.days import plain
from chalicelib.extraction.texts.header_texts import only_times
from chalicelib.extraction.texts.joined import continues
from chalicelib.extraction.texts.kinds import kind_of
from chalicelib.extraction.texts.lessons import has_lesson_word, only_lesson_words
from chalicelib.extraction.texts.pauses import is_pause

MODEL = Path(__file__).with_name("remark_model.json")

REMARK = 0.7
"""Probability from which a second line is a remark where nothing else has set it apart (measured: 84 lines of 1,953
are then read otherwise, 73 of them rightly)."""

DOUBTFUL = 0.4
"""Probability from which it may be one: the name that holds both lines is no surer than that it is none."""


@dataclass(frozen=True)
class Pair:
    """A cell whose first two lines (its times left out) are both plain text, by their places among its lines."""

    cell: Cell
    first: int
    second: int
    features: Mapping[str, float]


def with_remarks(cells: Sequence[Cell], found: Sequence[Cell]) -> list[Cell]:
    """``found`` (what the print of ``cells`` told of them, in the same order) with second lines begun on purpose that
    are remarks, no surer than that is; and with those that may be ones doubted."""
    result = list(found)
    places = {id(cell): i for i, cell in enumerate(cells)}
    for pair in pairs_of(cells):
        place = places[id(pair.cell)]
        lines = result[place].lines
        same = len(lines) > pair.second and all(
            lines[i].text == pair.cell.lines[i].text for i in (pair.first, pair.second)
        )
        if same and not lines[pair.second].begins:
            result[place] = replace(result[place], lines=_weighed(lines, pair))
    return begun_as_elsewhere(result)


def _weighed(lines: Sequence[Line], pair: Pair) -> tuple[Line, ...]:
    above, line = lines[pair.first], lines[pair.second]
    if continues(above.text) or reads_on(above, line):
        return tuple(lines)
    probability = probability_of(pair.features)
    if probability >= REMARK:
        changed = replace(line, begins=True, confidence=min(line.confidence, probability))
    elif probability >= DOUBTFUL:
        changed = replace(line, confidence=min(line.confidence, 1 - probability))
    else:
        return tuple(lines)
    return tuple(changed if x is line else x for x in lines)


def probability_of(features: Mapping[str, float]) -> float:
    """How likely (0-1) a second line is a remark."""
    weights = _weights()
    score = weights["bias"] + sum(weights[name] * value for name, value in features.items())
    return 1 / (1 + math.exp(-score))


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return dict(json.loads(MODEL.read_text(encoding="utf-8")))


def pairs_of(cells: Sequence[Cell]) -> Iterator[Pair]:
    """The cells of a table whose first two lines may be a name and a remark, or both the name, with their features."""
    said = [[i for i, line in enumerate(cell.lines) if not only_times(line.text)] for cell in cells]
    alone = {plain(cell.lines[at[0]].text) for cell, at in zip(cells, said, strict=True) if len(at) == 1}
    below: dict[str, set[str]] = {}
    for cell, at in zip(cells, said, strict=True):
        if len(at) > 1:
            below.setdefault(plain(cell.lines[at[0]].text), set()).add(plain(cell.lines[at[1]].text))
    for cell, at in zip(cells, said, strict=True):
        if len(at) < NAME_AND_REMARK:
            continue
        first, second = cell.lines[at[0]], cell.lines[at[1]]
        if _plain_text(first) and _plain_text(second) and not is_pause(f"{first.text} {second.text}"):
            features = _print(cell, first, second) | _words(first.text, second.text, alone, below)
            yield Pair(cell, at[0], at[1], features | {"two_lines": float(len(at) == NAME_AND_REMARK)})


NAME_AND_REMARK = 2


def _plain_text(line: Line) -> bool:
    return line.angle == 0 and kind_of(line.text) == "text" and any(c.isalpha() for c in line.text)


def _print(cell: Cell, first: Line, second: Line) -> dict[str, float]:
    """How two lines of a cell are printed (logarithms of ratios), and how they lie in it (shares of its width)."""
    wide = max(cell.box.width, 1e-6)
    stated = not first.placed
    word = second.text.split()[0]
    behind = BLANK * second.size + second.box.width * len(word) / len(second.text)
    strong, weak = _strength(first), _strength(second)
    return {
        "size": math.log(max(first.size, 1e-3) / max(second.size, 1e-3)),
        "strength": math.log(strong / weak) if strong and weak else 0.0,
        "fits": UNKNOWN if stated else min(2.0, (first.box.width + behind) / wide),
        "first_width": UNKNOWN if stated else min(1.5, first.box.width / wide),
        "second_width": UNKNOWN if stated else min(1.5, second.box.width / wide),
        "gap": 0.0 if stated else max(-1.0, min(2.0, (second.box.top - first.box.bottom) / max(second.size, 1e-3))),
        "begins": float(second.begins),
    }


UNKNOWN = 0.5
"""Share of a cell's width where a word processor breaks the lines."""


def _strength(line: Line) -> float:
    return sum(token.strength for token in line.tokens) / len(line.tokens) if line.tokens else 0.0


def _words(first: str, second: str, alone: set[str], below: Mapping[str, set[str]]) -> dict[str, float]:
    """What two lines say, and what other cells of the table do: the first one ``alone``, or with others ``below``."""
    joining = plain(second.split()[0]) in JOINING or plain(first.split()[-1]) in JOINING
    return {
        "small_letter": float(second[:1].islower()),
        "from_capitals": float(len(first) > SHORT and first.isupper() and any(c.islower() for c in second)),
        "first_known": float(only_lesson_words(first)),
        "second_known": float(has_lesson_word(second)),
        "words": float(min(6, len(second.split()))),
        "first_alone": float(plain(first) in alone),
        "others_below": float(min(3, len(below.get(plain(first), ())))),
        "both_alone": float(plain(f"{first} {second}") in alone),
        "joining": float(joining or first.rstrip()[-1:] in "&/-–+,"),
        "completing": float(plain(second) in COMPLETING),
        "figures": float(any(c.isdigit() for c in second)),
        "called": float(second.endswith("!")),
    }


SHORT = 3
"""Letters up to which capitals are initials."""
