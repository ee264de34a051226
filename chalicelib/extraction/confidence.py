"""How sure we are of each block, and of the document."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.domain.timetable import Timeblock
from chalicelib.extraction.blocks import Draft
from chalicelib.extraction.tables import Table

UNTIMED = 40.0
"""A block without any time goes to a person."""

OPEN = 0.97
"""What is left of the confidence of a block with only a start."""


def rated(drafts: Sequence[Draft], tables: Sequence[Table]) -> list[float]:
    """Confidence (0–100) per draft."""
    return [_rate(d) for d in drafts]


def _rate(draft: Draft) -> float:
    if draft.start is None:
        return UNTIMED
    value = 100.0 * (0.5 + 0.5 * draft.confidence)
    if draft.end is None:
        value *= OPEN
    return round(max(0.0, min(100.0, value)), 1)


def document_confidence(blocks: Sequence[Timeblock], tables: Sequence[Table]) -> float:
    """The blocks' mean, drawn down by the weakest tenth."""
    values = sorted(b.confidence for b in blocks)
    if not values:
        return 0.0
    weakest = values[: max(1, len(values) // 10)]
    return round(0.5 * sum(values) / len(values) + 0.5 * sum(weakest) / len(weakest), 1)
