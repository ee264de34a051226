"""What of the model's answer is borne out by the page and by the geometric reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time
from difflib import SequenceMatcher

from chalicelib.domain.page import PreparedPage
from chalicelib.domain.timetable import WEEK, ExtractedTimetable, Origin, Timeblock, TimesFrom
from chalicelib.llm.claude import ModelBlock, ModelTimetable

ALIKE = 0.9
"""Two names at least so similar are the same (the measure of the corpus' score)."""

AGREED = 99.0
"""Both readings say the same, independently of each other."""

MODEL_ONLY = 90.0
"""The page has the name, but the geometry did not see the block."""

GEOMETRY_ONLY = 70.0
"""The model, which saw the page, did not confirm the block."""


def reconcile(answer: ModelTimetable, draft: ExtractedTimetable, pages: Sequence[PreparedPage]) -> ExtractedTimetable:
    """The draft and the answer as one timetable; what the page does not bear out is dropped and reported."""
    printed = _letters(" ".join(_texts(pages)))
    open_draft = list(draft.timeblocks)
    kept: list[Timeblock] = []
    dropped: list[str] = []
    for block in answer.timeblocks:
        twin = next((b for b in open_draft if _same(block, b)), None)
        if twin is not None:
            open_draft.remove(twin)
            kept.append(twin.model_copy(update={"confidence": max(twin.confidence, AGREED)}))
        elif _stands_on_page(block.name, printed):
            kept.append(_block(block))
        else:
            dropped.append(block.name)
    # Where the model says something else for the same place, its reading replaces ours; the rest stays, doubtful.
    for read in open_draft:
        if not any(b.day is read.day and b.start == read.start for b in kept):
            kept.append(read.model_copy(update={"confidence": min(read.confidence, GEOMETRY_ONLY)}))
    confidence = sum(b.confidence for b in kept) / len(kept) if kept else 0.0
    remarks = [f"“{name}” was suggested but stands nowhere on the page." for name in dropped]
    kept.sort(key=lambda b: (WEEK.index(b.day), b.start or time.max, b.name))
    return draft.model_copy(
        update={"timeblocks": tuple(kept), "confidence": confidence, "remarks": (*draft.remarks, *remarks)}
    )


def _block(block: ModelBlock) -> Timeblock:
    return Timeblock(
        day=block.day,
        start=block.start,
        end=block.end,
        name=block.name,
        notes=block.notes,
        confidence=MODEL_ONLY,
        origin=Origin(page=1, times_from=TimesFrom.LLM),
    )


def _same(said: ModelBlock, read: Timeblock) -> bool:
    if (said.day, said.start, said.end) != (read.day, read.start, read.end):
        return False
    return SequenceMatcher(None, _letters(said.name), _letters(read.name), autojunk=False).ratio() >= ALIKE


def _stands_on_page(name: str, printed: str) -> bool:
    """Each word of the name is somewhere on the page."""
    return all(_letters(word) in printed for word in name.split())


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _texts(pages: Sequence[PreparedPage]) -> list[str]:
    texts = [word.text for page in pages for word in page.words]
    texts += [cell.text for page in pages for table in page.tables for cell in table.cells]
    return texts + [paragraph for page in pages for paragraph in page.paragraphs]
