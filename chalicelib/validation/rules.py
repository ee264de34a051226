"""The rules: durations, order, duplicates, overlaps."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import time
from statistics import median

from chalicelib.domain.errors import ValidationFailed
from chalicelib.domain.timetable import (
    LONGEST_MINUTES,
    SHORTEST_MINUTES,
    ExtractedTimetable,
    Timeblock,
    TimesFrom,
    Weekday,
)

MINUTES_A_DAY = 24 * 60

OVERLAPPING = 0.93
"""What is left of the confidence of blocks that overlap and are no parallel groups of the same time."""

UNTIMED_MOST = 40.0
"""What a block without times counts for at most in its document's confidence, however surely it was read: no timetable
can keep it, and a person has to say when it is."""

UNBELIEVABLE_MOST = 60.0
"""Confidence at most of a block whose duration breaks the rules."""

ASSUMED_END_MOST = 95.0
"""Confidence at most of a block whose end is printed nowhere: a teacher should glance at it."""

LONGEST_NAME = 200
LONGEST_NOTES = 1000
"""Characters kept; longer texts are running text that was taken for a cell."""


def validate(extracted: ExtractedTimetable) -> ExtractedTimetable:
    """``extracted`` without duplicates and impossible blocks, its confidence final.

    Raises ValidationFailed where nothing is left.
    """
    remarks = list(extracted.remarks)
    blocks = _without_duplicates(extracted.timeblocks)
    kept = [_checked(b, remarks) for b in blocks if b.name.strip()]
    if not kept:
        raise ValidationFailed
    kept = _overlaps_reported(_with_ends(kept, remarks), remarks)
    return extracted.model_copy(
        update={
            "timeblocks": tuple(kept),
            "confidence": _final(extracted, kept),
            "remarks": tuple(dict.fromkeys(remarks)),
        }
    )


def storable(block: Timeblock) -> bool:
    """Whether a timeblock has the times that a timetable can keep; without them a person has to say."""
    if block.start is None or block.end is None:
        return False
    return SHORTEST_MINUTES <= minutes(block.end) - minutes(block.start) <= LONGEST_MINUTES


def minutes(value: time) -> int:
    """Minutes since midnight."""
    return value.hour * 60 + value.minute


def _without_duplicates(blocks: Iterable[Timeblock]) -> list[Timeblock]:
    """The first of blocks that agree in everything a teacher sees; parallel groups differ in name or notes."""
    seen: set[tuple[Weekday, time | None, time | None, str, str, str | None]] = set()
    kept = []
    for block in blocks:
        # Two lessons of one name in periods without times are two lessons.
        key = (block.day, block.start, block.end, block.name.casefold(), block.notes.casefold(), block.period)
        if block.start is None or key not in seen:
            seen.add(key)
            kept.append(block)
    return kept


def _checked(block: Timeblock, remarks: list[str]) -> Timeblock:
    """``block`` with times that can be, its texts cut to their limits, its confidence lowered where a rule broke."""
    update: dict[str, object] = {"name": block.name[:LONGEST_NAME], "notes": block.notes[:LONGEST_NOTES]}
    if block.start is not None and block.end is not None:
        lasts = minutes(block.end) - minutes(block.start)
        if lasts <= 0:
            remarks.append(f"{block.day} {block.name}: ends before it starts; its end was left out.")
            update |= {"end": None, "confidence": min(block.confidence, UNBELIEVABLE_MOST)}
        elif not SHORTEST_MINUTES <= lasts <= LONGEST_MINUTES:
            remarks.append(f"{block.day} {block.name}: {lasts} minutes is an unusual length.")
            update["confidence"] = min(block.confidence, UNBELIEVABLE_MOST)
    return block.model_copy(update=update)


def _with_ends(blocks: Sequence[Timeblock], remarks: list[str]) -> list[Timeblock]:
    """``blocks`` with an end for those that only have a start: as long as this timetable's blocks usually are."""
    lasting = [minutes(b.end) - minutes(b.start) for b in blocks if b.start and b.end and storable(b)]
    if not lasting:
        return list(blocks)
    usual = max(SHORTEST_MINUTES, round(median(lasting) / SHORTEST_MINUTES) * SHORTEST_MINUTES)
    assumed = []
    for block in blocks:
        if block.start is None or block.end is not None or minutes(block.start) + usual >= MINUTES_A_DAY:
            assumed.append(block)
            continue
        hour, minute = divmod(minutes(block.start) + usual, 60)
        confidence = min(block.confidence, ASSUMED_END_MOST)
        assumed.append(block.model_copy(update={"end": time(hour, minute), "confidence": confidence}))
        remarks.append(f"The end of {block.name} at {block.start:%H:%M} is not printed; {usual} minutes were assumed.")
    return assumed


def _overlaps_reported(blocks: list[Timeblock], remarks: list[str]) -> list[Timeblock]:
    """Blocks of one day that overlap without sharing their times; a time printed in the cell is believed."""
    result = list(blocks)
    by_day: dict[Weekday, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if block.start is not None and block.end is not None:
            by_day[block.day].append(index)
    for indices in by_day.values():
        ordered = sorted(indices, key=lambda i: (blocks[i].start, blocks[i].end))
        for a, b in itertools.pairwise(ordered):
            if _overlap(blocks[a], blocks[b]):
                remarks.append(f"{blocks[a].day}: {blocks[a].name} and {blocks[b].name} overlap.")
                for i in (a, b):
                    if blocks[i].origin.times_from is not TimesFrom.PERSON:
                        result[i] = result[i].model_copy(
                            update={"confidence": round(result[i].confidence * OVERLAPPING, 1)}
                        )
    return result


def _overlap(first: Timeblock, second: Timeblock) -> bool:
    if (first.start, first.end) == (second.start, second.end):
        return False
    return first.end is not None and second.start is not None and second.start < first.end


def _final(extracted: ExtractedTimetable, kept: list[Timeblock]) -> float:
    """The document's confidence, lowered by as much as its blocks' was, and by what has no times."""
    before = sum(b.confidence for b in extracted.timeblocks) / max(1, len(extracted.timeblocks))
    after = sum(min(b.confidence, UNTIMED_MOST) if b.start is None else b.confidence for b in kept) / len(kept)
    lost = max(0.0, before - after)
    return round(max(0.0, min(100.0, extracted.confidence - lost)), 1)
