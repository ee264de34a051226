"""Draws traits by lot."""

from __future__ import annotations

import random
from dataclasses import fields
from enum import StrEnum

from benchmarks.made.fonts import HANDWRITING_LIKE
from benchmarks.made.reconcile import reconcile
from benchmarks.made.traits import Traits

_USUAL_SHARE: dict[str, float] = {
    "language": 0.45,
    "output": 0.0,
    "arrangement": 0.4,
    "day_style": 0.45,
    "time_style": 0.0,
    "time_place": 0.45,
    "time_turn": 0.88,
    "break_style": 0.3,
    "spans": 0.35,
    "cell_content": 0.35,
    "groups": 0.88,
    "fit": 0.88,
    "routine": 0.9,
    "cell_turn": 0.88,
    "tables": 0.82,
    "free": 0.6,
    "beside": 0.55,
    "heading": 0.35,
    "palette": 0.0,
    "rules": 0.62,
    "face": 0.2,
    "week": 0.85,
    "capture": 0.4,
    "skew": 0.6,
    "page_turn": 0.88,
    "resolution": 0.5,
    "focus": 0.8,
    "light": 0.7,
    "compression": 0.7,
    "backdrop": 0.9,
}
"""How often each trait keeps its usual value at full hardness; its other values share the rest evenly."""


_HARDNESS = (0.3, 0.6, 1.0)
"""A document's willingness to be unusual, so that there are easy, middling and hard ones."""


def _draw(rng: random.Random, trait: str, usual: StrEnum, hardness: float) -> StrEnum:
    values = list(type(usual))
    share = _USUAL_SHARE[trait]
    if share == 0.0:
        return rng.choice(values)
    if rng.random() < 1 - (1 - share) * hardness:
        return usual
    others = [value for value in values if value is not usual]
    # Handwriting-like faces are a third as likely as the others.
    weights = [1 if value in HANDWRITING_LIKE else 3 for value in others]
    return rng.choices(others, weights)[0]


def sample_traits(seed: int) -> Traits:
    """Traits drawn independently of one another, then reconciled. The same seed gives the same traits."""
    rng = random.Random(f"traits {seed}")
    usual = Traits()
    hardness = rng.choice(_HARDNESS)
    drawn = {f.name: _draw(rng, f.name, getattr(usual, f.name), hardness) for f in fields(usual)}
    return reconcile(Traits(**drawn))  # type: ignore[arg-type]
