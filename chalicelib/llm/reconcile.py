"""The model's answer held against the page and the geometric reading, block by block.

The model does not see the geometric reading, so where the two agree they do so independently. Confidence is changed by
odds: what the other reader says is so many times likelier if the block is right than if it is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import time
from difflib import SequenceMatcher

from chalicelib.domain.page import PreparedPage
from chalicelib.domain.timetable import WEEK, ExtractedTimetable, Origin, Timeblock, TimesFrom
from chalicelib.llm.answer import ModelBlock, ModelTimetable
from chalicelib.llm.evidence import Evidence, letters, words_of

ALIKE = 0.9
"""Two names at least so similar are the same (the measure of the corpus' score)."""

AGREES = 19.0
"""Times likelier that a reader who is right nineteen times in twenty says a right block than a wrong one."""

PARTLY_AGREES = 3.0
"""The same lesson, its name cut differently from its notes."""

OMITS = 1 / 16
"""A reader leaves out one right block in twenty, and four of five that are none."""

CONTRADICTS = 1 / 16

MODEL_ONLY = 90.0
"""Its print lies where its day and time cross, but the geometry did not see the block."""

UNPLACED = 75.0
"""The page has its name, its day and its time, but the geometry cannot say where they meet."""

MOST_CERTAIN = 99.5
"""No reading is surer: certainty itself would not bend to any contradiction."""

DOUBTFUL = 80.0
"""A block below this is an open question."""

MOST_OPEN = 0.1
"""Share of open questions above which a person is asked."""

MOST_DIFFERENT = 0.25
"""Share of blocks that only one reading has, or that differ, above which a person is asked, however sure each is: then
one of the two readers has misunderstood the document."""

MOST_REMARKS = 10
"""Dropped blocks that are named one by one."""

Claim = Callable[["_Comparison", ModelBlock, Timeblock], bool]


@dataclass(frozen=True)
class Reconciled:
    """One timetable out of two readings, and how many of its blocks are how sure.

    ``agreed``: by both readings. ``unplaced``: only the model has them, and the geometry cannot say where they stand.
    ``dropped``: not in the timetable. ``open_questions``: on which the readings and the page do not agree.
    """

    timetable: ExtractedTimetable
    agreed: int
    unplaced: int
    dropped: int
    open_questions: int

    @property
    def different(self) -> int:
        """How many blocks the two readings do not share."""
        return len(self.timetable.timeblocks) - self.agreed

    @property
    def needs_person(self) -> bool:
        """Whether too much is left open to save it without a person. What has no place on the page always is."""
        count = len(self.timetable.timeblocks)
        return self.unplaced > 0 or self.open_questions > MOST_OPEN * count or self.different > MOST_DIFFERENT * count


def reconcile(answer: ModelTimetable, draft: ExtractedTimetable, pages: Sequence[PreparedPage]) -> Reconciled:
    """The draft and the answer as one timetable; what nothing bears out is dropped and reported."""
    comparison = _Comparison(Evidence(tuple(pages), draft), list(draft.timeblocks))
    claims = [borne for block in answer.timeblocks if (borne := comparison.borne_out(block))]
    for same, resolve in _WAYS_TO_MATCH:
        claims = [claim for claim in claims if not comparison.match(claim, same, resolve)]
    for claim in claims:
        comparison.add(claim)
    for block in comparison.unmatched:
        comparison.kept.append(_changed(block, OMITS))
    if answer.malformed:
        comparison.dropped.append(f"{answer.malformed} suggested entries were no timeblocks.")
    return _result(comparison, draft)


@dataclass
class _Comparison:
    """The two readings while they are compared."""

    evidence: Evidence
    unmatched: list[Timeblock]
    kept: list[Timeblock] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    agreed: int = 0
    unplaced: int = 0

    def borne_out(self, block: ModelBlock) -> ModelBlock | None:
        """The block, without an end that nothing supports; None, and reported, where the page does not have it."""
        about = f"“{block.name}” ({block.day})"
        if not self.evidence.names(block.name):
            self.dropped.append(f"{about} was suggested but stands nowhere on the page.")
        elif not self.evidence.day_stands(block.day):
            self.dropped.append(f"{about} was suggested for a day that is not in the document.")
        elif block.start is not None and not self.evidence.time_stands(block.start):
            self.dropped.append(
                f"{about} was suggested for {block.start:%H:%M}, which nothing in the document supports."
            )
        elif block.end is not None and not self.evidence.time_stands(block.end):
            self.remarks.append(f"{about}: the suggested end {block.end:%H:%M} was left out; nothing supports it.")
            return block.model_copy(update={"end": None})
        else:
            return block
        return None

    def match(
        self, said: ModelBlock, same: Claim, resolve: Callable[[_Comparison, ModelBlock, Timeblock], None]
    ) -> bool:
        """True where a block of the geometric reading is the same in this sense; it is then settled."""
        twin = next((read for read in self.unmatched if read.day is said.day and same(self, said, read)), None)
        if twin is None:
            return False
        self.unmatched.remove(twin)
        resolve(self, said, twin)
        return True

    def add(self, said: ModelBlock) -> None:
        """A block that only the model saw: kept where its print lies at its day and time."""
        print_ = self.evidence.place(said.name, said.day, said.start)
        if print_ is not None:
            self.kept.append(
                _block(said, MODEL_ONLY, Origin(page=print_.page, box=print_.box, times_from=TimesFrom.LLM))
            )
        elif self.evidence.locates(said.day, said.start) and not self._spans_here(said):
            self.dropped.append(
                f"“{said.name}” was suggested for {said.day} {_clock(said.start)}, but does not stand there."
            )
        else:
            self.unplaced += 1
            self.kept.append(_block(said, UNPLACED, Origin(page=1, times_from=TimesFrom.LLM)))

    def _spans_here(self, said: ModelBlock) -> bool:
        """Whether the geometry has the same at the same time of another day: a cell may go further than it saw."""
        return any(b.start == said.start and _alike(said.name, b.name) for b in self.evidence.draft.timeblocks)


def _same_block(_: _Comparison, said: ModelBlock, read: Timeblock) -> bool:
    return (said.start, said.end) == (read.start, read.end) and _alike(said.name, read.name)


def _same_lesson(_: _Comparison, said: ModelBlock, read: Timeblock) -> bool:
    """The same times, and the words of one name among those of the other block."""
    if (said.start, said.end) != (read.start, read.end):
        return False
    ours, theirs = set(words_of(read.name)), set(words_of(said.name))
    all_ours, all_theirs = ours | set(words_of(read.notes)), theirs | set(words_of(said.notes))
    return bool(ours and theirs) and (theirs <= all_ours or ours <= all_theirs)


def _same_name(_: _Comparison, said: ModelBlock, read: Timeblock) -> bool:
    """The same name at times that meet, or where one of the two knows no times."""
    return _alike(said.name, read.name) and _meet(said, read)


def _same_place(comparison: _Comparison, said: ModelBlock, read: Timeblock) -> bool:
    return read.start is not None and said.start == read.start


def _confirm(comparison: _Comparison, said: ModelBlock, read: Timeblock) -> None:
    comparison.agreed += 1
    # The geometry's own words, which are the document's; the model's notes where it has none of its own.
    notes = read.notes or (said.notes if comparison.evidence.names(said.notes) else "")
    comparison.kept.append(_changed(read.model_copy(update={"notes": notes}), AGREES))


def _confirm_partly(comparison: _Comparison, said: ModelBlock, read: Timeblock) -> None:
    comparison.agreed += 1
    comparison.kept.append(_changed(read, PARTLY_AGREES))


def _settle_times(comparison: _Comparison, said: ModelBlock, read: Timeblock) -> None:
    """Printed times stay; times that the geometry only derived give way to the model's, which the page supports."""
    derived = read.origin.times_from in {TimesFrom.NOTHING, TimesFrom.INTERPOLATED, TimesFrom.NEIGHBOUR}
    if said.end is None and said.start == read.start:
        comparison.kept.append(read)
    elif said.start is not None and (read.start is None or (derived and said.end is not None)):
        origin = read.origin.model_copy(update={"times_from": TimesFrom.LLM})
        update = {"start": said.start, "end": said.end, "confidence": MODEL_ONLY, "origin": origin}
        comparison.kept.append(read.model_copy(update=update))
    elif read.end is None and said.end is not None and said.start == read.start:
        comparison.kept.append(
            read.model_copy(update={"end": said.end, "confidence": min(read.confidence, MODEL_ONLY)})
        )
    else:
        _keep_disputed(comparison, said, read)


def _settle_name(comparison: _Comparison, said: ModelBlock, read: Timeblock) -> None:
    """The place decides: the model's name counts where it stands in the cell that the geometry read."""
    if read.origin.box is not None and comparison.evidence.in_box(said.name, read.origin.page, read.origin.box):
        comparison.remarks.append(f"{read.day} {_clock(read.start)}: “{read.name}” was read as “{said.name}”.")
        update = {"name": said.name, "notes": said.notes, "confidence": min(read.confidence, MODEL_ONLY)}
        comparison.kept.append(read.model_copy(update=update))
    else:
        _keep_disputed(comparison, said, read)


def _keep_disputed(comparison: _Comparison, said: ModelBlock, read: Timeblock) -> None:
    other = f"“{said.name}”, {_clock(said.start)} – {_clock(said.end)}"
    comparison.remarks.append(f"{read.day} {_clock(read.start)} “{read.name}” is doubtful: it may be {other}.")
    comparison.kept.append(_changed(read, CONTRADICTS))


_WAYS_TO_MATCH = (
    (_same_block, _confirm),
    (_same_lesson, _confirm_partly),
    (_same_name, _settle_times),
    (_same_place, _settle_name),
)
"""From the closest to the loosest, so that no block is taken by a looser match than it has."""


def _result(comparison: _Comparison, draft: ExtractedTimetable) -> Reconciled:
    kept = sorted(comparison.kept, key=lambda b: (WEEK.index(b.day), b.start or time.max, b.name))
    mean = sum(b.confidence for b in kept) / len(kept) if kept else 0.0
    named = comparison.dropped[:MOST_REMARKS]
    more = len(comparison.dropped) - len(named)
    remarks = (
        *draft.remarks,
        *comparison.remarks,
        *named,
        *([f"{more} more were left out like this."] if more else []),
    )
    confidence = round(max(0.0, mean - _left_unread(draft, comparison.agreed, len(kept))), 1)
    timetable = draft.model_copy(update={"timeblocks": tuple(kept), "confidence": confidence, "remarks": remarks})
    open_questions = sum(block.confidence < DOUBTFUL for block in kept)
    return Reconciled(timetable, comparison.agreed, comparison.unplaced, len(comparison.dropped), open_questions)


def _left_unread(draft: ExtractedTimetable, agreed: int, kept: int) -> float:
    """What the geometry took off for the document as a whole, as far as the readings do not agree on all of it."""
    blocks = draft.timeblocks
    mean = sum(b.confidence for b in blocks) / len(blocks) if blocks else 0.0
    return max(0.0, mean - draft.confidence) * (1 - agreed / kept if kept else 1.0)


def _changed(block: Timeblock, times_likelier: float) -> Timeblock:
    """The block, its odds of being right multiplied."""
    right = min(block.confidence, MOST_CERTAIN) / 100
    odds = right / (1 - right) * times_likelier
    return block.model_copy(update={"confidence": round(100 * odds / (1 + odds), 1)})


def _block(said: ModelBlock, confidence: float, origin: Origin) -> Timeblock:
    return Timeblock(
        day=said.day,
        start=said.start,
        end=said.end,
        name=said.name,
        notes=said.notes,
        confidence=confidence,
        origin=origin,
    )


def _alike(name: str, other: str) -> bool:
    return SequenceMatcher(None, letters(name), letters(other), autojunk=False).ratio() >= ALIKE


def _meet(said: ModelBlock, read: Timeblock) -> bool:
    if said.start is None or read.start is None:
        return True
    if said.end is None or read.end is None:
        return said.start == read.start
    return said.start < read.end and read.start < said.end


def _clock(value: time | None) -> str:
    return f"{value:%H:%M}" if value else "?"
