"""How well found timeblocks match the expected ones: the corpus' measure, block by block.

The same rules as the corpus' own scorer (a test compares the two where the corpus is present), and besides them which
of the found blocks are right, which calibration needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

Block = dict[str, Any]

ALIKE = 0.9
"""Names this similar are the same name (corpus rule)."""


@dataclass(frozen=True)
class Score:
    """Counts of one document. ``right`` says of each found block whether it is one of the expected."""

    expected: int
    found: int
    hits: int
    placed: int
    exact_names: int
    notes: float
    """Sum of the notes' similarities over the hits."""
    right: tuple[bool, ...]

    @property
    def f1(self) -> float:
        return f1(self.hits, self.expected, self.found)


def f1(hits: int, expected: int, found: int) -> float:
    """Harmonic mean of precision and recall; 1 where nothing was expected and nothing found."""
    return 2 * hits / (expected + found) if expected + found else 1.0


def _letters(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", text or "").casefold()


def similarity(a: str | None, b: str | None) -> float:
    """Likeness of two texts from 0 to 1 over letters and digits, case ignored."""
    left, right = _letters(a), _letters(b)
    if not left and not right:
        return 1.0
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def _names(expected: Block) -> list[str]:
    return [expected["name"], *expected.get("also", [])]


def _name_similarity(expected: Block, found: Block) -> float:
    return max(similarity(name, found.get("name")) for name in _names(expected))


def _same_place(expected: Block, found: Block) -> bool:
    left_open = expected.get("open", [])
    if str(expected["day"]).casefold() != str(found.get("day")).casefold():
        return False
    return all(key in left_open or expected.get(key) == found.get(key) for key in ("start", "end"))


def _pair(expected: Sequence[Block], found: Sequence[Block], alike: Callable[[float], bool]) -> list[tuple[int, int]]:
    """Greedy one-to-one pairs (expected, found) in the same place, the most alike names first."""
    candidates = sorted(
        (
            (_name_similarity(e, f), i, j)
            for i, e in enumerate(expected)
            for j, f in enumerate(found)
            if _same_place(e, f)
        ),
        key=lambda c: (-c[0], c[1], c[2]),
    )
    pairs: list[tuple[int, int]] = []
    for likeness, i, j in candidates:
        if alike(likeness) and all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def _like_enough(likeness: float) -> bool:
    return likeness >= ALIKE


def _exact(expected: Block, found: Block) -> bool:
    return any(" ".join(n.split()) == " ".join(str(found["name"]).split()) for n in _names(expected))


def score(expected: Sequence[Block], found: Sequence[Block]) -> Score:
    """The score of the found blocks. ``optional`` expected blocks count for nothing, found or not."""
    required = [b for b in expected if not b.get("optional")]
    optional = [b for b in expected if b.get("optional")]
    pairs = _pair(required, found, _like_enough)
    taken = {j for _, j in pairs}
    rest = [j for j in range(len(found)) if j not in taken]
    forgiven = {rest[j] for _, j in _pair(optional, [found[j] for j in rest], _like_enough)}
    return Score(
        expected=len(required),
        found=len(found) - len(forgiven),
        hits=len(pairs),
        placed=len(_pair(required, found, lambda _: True)),
        exact_names=sum(_exact(required[i], found[j]) for i, j in pairs),
        notes=sum(similarity(required[i].get("notes"), found[j].get("notes")) for i, j in pairs),
        right=tuple(j in taken or j in forgiven for j in range(len(found))),
    )


METADATA = {
    "title": "title",
    "class": "class_name",
    "term": "term",
    "year": "year",
    "teacher": "teacher",
    "school": "school",
}
"""What a document says about itself, as labels call it and as the reading does."""


def metadata_score(stated: dict[str, Any], found: dict[str, Any]) -> tuple[int, int]:
    """How many of the fields that a document states were read as printed (``ALIKE``), and how many it states."""
    wanted = [(stated[field], found.get(ours)) for field, ours in METADATA.items() if stated.get(field)]
    return sum(got is not None and similarity(value, got) >= ALIKE for value, got in wanted), len(wanted)
