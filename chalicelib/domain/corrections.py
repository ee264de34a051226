"""What reviewers changed about what was read, block by block: to be measured, and to learn from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from chalicelib.domain.jobs import ProcessingTier
from chalicelib.domain.timetable import Box, Timeblock, TimeOfDay, TimesFrom, Value, Weekday

ALIKE = 0.6
"""Names at least so similar can be one name before and after a correction; a misread letter or word leaves more."""

SAME_BLOCK = 2.0
"""Likeness from which a block read and a block submitted are taken for one (a place counts 2, a name up to 2)."""


class Verdict(StrEnum):
    """What became of a block."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


class Told(Value):
    """A value that the API tells in its own spelling (``by_alias``); it is kept in ours."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class BlockText(Told):
    """What a timeblock says: the fields that can be right or wrong."""

    day: Weekday
    start: TimeOfDay | None
    end: TimeOfDay | None
    name: str
    notes: str = ""

    @classmethod
    def of(cls, block: Timeblock) -> BlockText:
        return cls(day=block.day, start=block.start, end=block.end, name=block.name, notes=block.notes)


class Correction(Told):
    """One block before and after the review, where on the page it was read, and how sure we had been of it.

    An added block has no ``before``, a removed one no ``after``; ``fields`` names what was changed.
    """

    verdict: Verdict
    before: BlockText | None = None
    after: BlockText | None = None
    fields: tuple[str, ...] = ()
    page: int | None = None
    box: Box | None = None
    times_from: TimesFrom | None = None
    confidence: float | None = Field(default=None, ge=0, le=100)


class ReviewRecord(Told):
    """One review's corrections, and how the document had been read."""

    task_id: UUID
    job_id: UUID
    document_id: UUID
    reviewed_at: datetime
    reason: str
    tier: ProcessingTier | None
    engine: str | None
    confidence: float | None = Field(description="the document's, before the review")
    corrections: tuple[Correction, ...]


CONFIDENCE_STEPS = (0, 60, 80, 90, 95, 98)
"""Where the classes of confidence begin."""


class CorrectionSummary(Told):
    """How often reviewers did what, and to which fields."""

    reviews: int
    verdicts: dict[Verdict, int]
    fields: dict[str, int] = Field(description="corrections by field, the most frequent first")
    kept_by_confidence: dict[int, float] = Field(
        description="share kept of the blocks read with at least so much confidence, and less than the next step's"
    )


def corrections_of(read: Sequence[Timeblock], submitted: Sequence[Timeblock]) -> tuple[Correction, ...]:
    """What was made of each block: those that were read, in their order, then those that were added."""
    pairs = _pairs([BlockText.of(b) for b in read], [BlockText.of(b) for b in submitted])
    after = dict(pairs)
    found = [_of_read(block, BlockText.of(submitted[after[i]]) if i in after else None) for i, block in enumerate(read)]
    matched = set(after.values())
    added = [BlockText.of(b) for j, b in enumerate(submitted) if j not in matched]
    return (*found, *(Correction(verdict=Verdict.ADDED, after=block) for block in added))


def _of_read(block: Timeblock, after: BlockText | None) -> Correction:
    before = BlockText.of(block)
    fields = tuple(name for name in BlockText.model_fields if after and getattr(before, name) != getattr(after, name))
    return Correction(
        verdict=Verdict.REMOVED if after is None else Verdict.CHANGED if fields else Verdict.KEPT,
        before=before,
        after=after,
        fields=fields,
        page=block.origin.page,
        box=block.origin.box,
        times_from=block.origin.times_from,
        confidence=block.confidence,
    )


def _pairs(read: Sequence[BlockText], submitted: Sequence[BlockText]) -> list[tuple[int, int]]:
    """Which submitted block was made of which read one: equal ones first, then the most alike, each used once."""
    pairs: dict[int, int] = {}
    open_after = dict(enumerate(submitted))
    for i, block in enumerate(read):
        j = next((j for j, other in open_after.items() if other == block), None)
        if j is not None:
            pairs[i] = j
            del open_after[j]
    open_before = {i: block for i, block in enumerate(read) if i not in pairs}
    likenesses = [(_likeness(a, b), i, j) for i, a in open_before.items() for j, b in open_after.items()]
    for likeness, i, j in sorted(likenesses, key=lambda found: (-found[0], found[1], found[2])):
        if likeness >= SAME_BLOCK and i not in pairs and j in open_after:
            pairs[i] = j
            del open_after[j]
    return list(pairs.items())


def _likeness(before: BlockText, after: BlockText) -> float:
    """0 to 4: the same place in the week counts up to 2, the same name as much."""
    name = _name_likeness(before.name.casefold(), after.name.casefold())
    value = 2 * name if name >= ALIKE else 0.0
    if before.day is after.day:
        same_times = (before.start, before.end) == (after.start, after.end)
        value += 2.0 if same_times else 1.5 if before.start == after.start or _overlap(before, after) else 0.5
    elif before.start == after.start:
        value += 0.5
    return value


@lru_cache(maxsize=10_000)
def _name_likeness(before: str, after: str) -> float:
    """0 to 1, 0 for what is not alike. A timetable has few names and each of them often."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def _overlap(a: BlockText, b: BlockText) -> bool:
    if a.start is None or b.start is None:
        return False
    return a.start < (b.end or time.max) and b.start < (a.end or time.max)
