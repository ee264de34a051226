"""What stands on the pages, and where: what a model's claim is held against."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from difflib import SequenceMatcher
from functools import cached_property

from chalicelib.domain.page import PreparedPage
from chalicelib.domain.timetable import WEEK, Box, ExtractedTimetable, Timeblock, Weekday
from chalicelib.extraction.texts.days import parse_day_label, weekdays
from chalicelib.extraction.texts.times import Clock, as_time, find_spans, tidy

SLIP = 0.8
"""Two words at least so similar may be one word, misread. Only words of at least ``LONG`` letters."""

LONG = 5
NOON_MINUTES = 12 * 60


@dataclass(frozen=True)
class Piece:
    """A word, a cell or a paragraph as the page has it. ``box`` None: its place is unknown."""

    page: int
    text: str
    box: Box | None


def letters(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return re.sub(r"[\W_]+", "", text).casefold()


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, in lower case, without signs."""
    return tuple(re.findall(r"[^\W_]+", text.casefold()))


@dataclass(frozen=True)
class Evidence:
    """The pages' print, and the geometric reading of it."""

    pages: tuple[PreparedPage, ...]
    draft: ExtractedTimetable

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        found = [Piece(page.number, word.text, word.box) for page in self.pages for word in page.words]
        for page in self.pages:
            for table in page.tables:
                found += [
                    Piece(
                        page.number,
                        c.text,
                        Box(left=c.column, top=c.row, right=c.column + c.column_span, bottom=c.row + c.row_span),
                    )
                    for c in table.cells
                ]
            found += [Piece(page.number, text, None) for text in page.paragraphs]
        return tuple(found)

    @cached_property
    def _printed(self) -> frozenset[str]:
        return frozenset(word for piece in self.pieces for word in words_of(piece.text))

    @cached_property
    def _run_together(self) -> frozenset[str]:
        """Pieces whose words a reader may have joined ("MathsRoom4")."""
        return frozenset(letters(piece.text) for piece in self.pieces)

    def names(self, name: str) -> bool:
        """Whether each word of a name stands on the pages."""
        said = words_of(name)
        return bool(said) and (all(self._has(word) for word in said) or self._spelt(letters(name)))

    def _has(self, word: str) -> bool:
        if word in self._printed:
            return True
        if len(word) < LONG:
            return False
        # Broken over two lines, run together with its neighbours, or misread by a letter.
        broken = any(word[:i] in self._printed and word[i:] in self._printed for i in range(2, len(word) - 1))
        joined = any(word in piece for piece in self._run_together)
        return broken or joined or any(_alike(word, printed) for printed in self._printed)

    def _spelt(self, name: str) -> bool:
        """Whether single letters of the page, in the order they stand, spell the name (L-U-N-C-H)."""
        stacked = "".join(text for piece in self.pieces if len(text := letters(piece.text)) == 1)
        return len(name) >= 3 and name in stacked

    @cached_property
    def _times(self) -> frozenset[time]:
        text = " \n ".join(tidy(piece.text) for piece in self.pieces)
        clocks = [clock for span in find_spans(text) for clock in (span.start, span.end) if clock]
        printed = {reading for clock in clocks for reading in _readings(clock)}
        derived = {t for block in self.draft.timeblocks for t in (block.start, block.end) if t}
        return frozenset(printed | derived)

    def time_stands(self, value: time) -> bool:
        """Whether a time is printed, in either half of the day, or follows from the geometry."""
        return value in self._times

    @cached_property
    def _days(self) -> frozenset[Weekday]:
        labels = [label for piece in self.pieces if (label := parse_day_label(piece.text))]
        named = {day for label in labels for day in weekdays(label)}
        ambiguous = {WEEK[i] for label in labels for choices in label.choices for i in choices}
        return frozenset(named | ambiguous | {block.day for block in self.draft.timeblocks})

    def day_stands(self, day: Weekday) -> bool:
        return day in self._days

    def in_box(self, name: str, page: int, box: Box) -> bool:
        """Whether the words of a name stand within a place of a page."""
        inside = {
            word
            for piece in self.pieces
            if piece.page == page and piece.box is not None and _within(piece.box.center, box)
            for word in words_of(piece.text)
        }
        said = words_of(name)
        return bool(said) and all(word in inside or any(_alike(word, other) for other in inside) for word in said)

    def place(self, name: str, day: Weekday, start: time | None) -> Piece | None:
        """The print of a name that lies where that day and that time cross; None where there is none.

        Days and times are where the geometry read blocks of that day and of that time.
        """
        same_day, same_time = self._bands(day, start)
        for piece in self._naming(name):
            if piece.box is not None and _crosses(piece, same_day, same_time, self.days_across):
                return piece
        return None

    def locates(self, day: Weekday, start: time | None) -> bool:
        """Whether the geometry knows where that day and that time are."""
        same_day, same_time = self._bands(day, start)
        return bool(same_day) and bool(same_time)

    def _naming(self, name: str) -> list[Piece]:
        """The pieces that hold the longest word of a name."""
        longest = max(words_of(name), key=len, default="")
        return [p for p in self.pieces if any(w == longest or _alike(w, longest) for w in words_of(p.text))]

    def _bands(self, day: Weekday, start: time | None) -> tuple[list[Timeblock], list[Timeblock]]:
        """Blocks of that day, and of that time, in cells of their own; a cell over several says nothing of either."""
        placed = [block for block in self.draft.timeblocks if block.origin.box is not None]
        days: dict[Box | None, set[Weekday]] = {}
        starts: dict[Box | None, set[time | None]] = {}
        for block in placed:
            days.setdefault(block.origin.box, set()).add(block.day)
            starts.setdefault(block.origin.box, set()).add(block.start)
        same_day = [b for b in placed if b.day is day and len(days[b.origin.box]) == 1]
        same_time = [b for b in placed if start and b.start == start and len(starts[b.origin.box]) == 1]
        return same_day, same_time

    @cached_property
    def days_across(self) -> bool:
        """Whether a day is a column. Told by the geometry: blocks of one day share their left edges, or their tops."""
        lefts = {(b.day, round(b.origin.box.left)) for b in self.draft.timeblocks if b.origin.box}
        tops = {(b.day, round(b.origin.box.top)) for b in self.draft.timeblocks if b.origin.box}
        return len(lefts) <= len(tops)


def _alike(word: str, other: str) -> bool:
    if min(len(word), len(other)) < LONG:
        return word == other
    return SequenceMatcher(None, word, other, autojunk=False).ratio() >= SLIP


def _readings(clock: Clock) -> set[time]:
    minutes = {clock.minute}
    if not clock.settled:
        minutes |= {clock.minute % NOON_MINUTES, clock.minute % NOON_MINUTES + NOON_MINUTES}
    return {value for minute in minutes if (value := as_time(minute)) is not None}


def _within(center: tuple[float, float], box: Box) -> bool:
    return box.left <= center[0] <= box.right and box.top <= center[1] <= box.bottom


def _crosses(piece: Piece, same_day: Sequence[Timeblock], same_time: Sequence[Timeblock], days_across: bool) -> bool:
    """Whether a piece lies in the column (or row) of the day and in the row (or column) of the time."""
    columns, rows = (same_day, same_time) if days_across else (same_time, same_day)
    assert piece.box is not None  # noqa: S101 - the caller checked
    x, y = piece.box.center
    in_column = any(
        b.origin.page == piece.page and b.origin.box and b.origin.box.left <= x <= b.origin.box.right for b in columns
    )
    in_row = any(
        b.origin.page == piece.page and b.origin.box and b.origin.box.top <= y <= b.origin.box.bottom for b in rows
    )
    return in_column and in_row
