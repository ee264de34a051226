"""Columns of times on a page, and what the texts that print them say besides; formats give words or whole texts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.grid import Cell, bounding, overlap
from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.header_texts import header_text, spans_of

LEAST_ITEMS = 4
"""Times one below the other from which they are an agenda's."""

MOST_ITEMS = 120
"""Times of a page's agenda at most; each is held against all its texts."""

BLANK = 0.7
"""Letter heights between two words of one text at most."""


MOSTLY = 0.8
"""Share of a column, or of its items, by which it is told what it is like."""


@dataclass(frozen=True)
class PrintedTime:
    """When something happens: its start, or start and end, where that is printed, and what the same text says
    besides."""

    box: Box
    clocks: tuple[times.Clock, ...]
    rest: Word | None


def texts_of(words: Sequence[Word]) -> list[Word]:
    """Words that follow each other with a blank between them as one text each: less than a line, which goes on over
    wide blanks, and so over a period's number, its time and what happens then."""
    found: list[Word] = []
    for word in sorted(words, key=lambda w: (round(w.box.center[1] / max(w.box.height, 1)), w.box.left)):
        last = next((f for f in reversed(found[-NEAR:]) if _follows(f.box, word.box)), None)
        if last is None:
            found.append(word)
            continue
        box = bounding([last.box, word.box])
        at = next(i for i in range(len(found) - 1, -1, -1) if found[i] is last)
        behind = [k.model_copy(update={"first": k.first + len(last.text) + 1}) for k in word.tokens]
        tokens = (*last.tokens, *behind) if last.tokens and behind else ()
        found[at] = last.model_copy(update={"text": f"{last.text} {word.text}", "box": box, "tokens": tokens})
    return found


NEAR = 12
"""Texts before a word among which the one that it goes on with is looked for."""


def _follows(box: Box, word: Box) -> bool:
    """Whether a word stands right behind a text, level with it."""
    level = overlap(box.top, box.bottom, word.top, word.bottom) > 0.5 * min(box.height, word.height)
    return level and -0.5 * word.height <= word.left - box.right < BLANK * min(box.height, word.height)


def columns_of_times(texts: Sequence[Word]) -> list[list[tuple[Word, PrintedTime]]]:
    """The columns of times on a page, from left to right: the one with the most, and others of as many texts or nearly
    that begin elsewhere across it."""
    left = list(texts)
    found: list[list[tuple[Word, PrintedTime]]] = []
    while len(found) < MOST_COLUMNS:
        column = _column(left)
        if not LEAST_ITEMS <= len(column) <= MOST_ITEMS or (found and not _like(column, found[0])):
            break
        found.append(column)
        left = without_times(left, column)
    return sorted(found, key=lambda column: column[0][0].box.left)


def _like(column: Sequence[tuple[Word, PrintedTime]], first: Sequence[tuple[Word, PrintedTime]]) -> bool:
    """Whether a column is another agenda beside the first: about as long, and its times told alike; a scale of hours
    beside ranges is none."""
    ranges, others = (sum(len(time.clocks) > 1 for _, time in said) / len(said) for said in (column, first))
    return len(column) >= AS_MANY * len(first) and (ranges > MOSTLY) == (others > MOSTLY)


MOST_COLUMNS, AS_MANY = 7, 0.4
"""Columns of agendas beside each other at most, and the share of the longest one's times that each has."""


def without_times(texts: Sequence[Word], column: Sequence[tuple[Word, PrintedTime]]) -> list[Word]:
    """``texts`` without those of a column's times."""
    used = {id(text) for text, _ in column}
    return [t for t in texts if id(t) not in used and not any(time.box.holds(t.box) for _, time in column)]


def _column(texts: Sequence[Word]) -> list[tuple[Word, PrintedTime]]:
    """The texts that begin, or end, with a time at one place across the page, from the top; starts and the ends close
    below them together."""
    timed = [(text, time) for text in texts if (time := _time(text)) is not None]
    if not timed:
        return []
    size = median(text.box.height for text, _ in timed)
    best: list[tuple[Word, PrintedTime]] = []
    for edge in ("left", "right"):
        for seed, _ in timed[:MOST_ITEMS]:
            place = getattr(seed.box, edge)
            group = [(t, x) for t, x in timed if abs(getattr(t.box, edge) - place) < size and _at(t, x, edge)]
            if _weight(group) > _weight(best):
                best = group
    return _paired(sorted(best, key=lambda said: said[0].box.top))


def _weight(column: Sequence[tuple[Word, PrintedTime]]) -> int:
    """How much speaks for a column: ranges twice, for starts may be a scale's."""
    return sum(len(time.clocks) for _, time in column)


def _at(text: Word, time: PrintedTime, edge: str) -> bool:
    """Whether a text's time stands at an edge of it."""
    return time.rest is None or getattr(time.box, edge) == getattr(text.box, edge)


def _time(text: Word) -> PrintedTime | None:
    """The one time that a text begins or ends with; None where it says none, several, or an hour alone."""
    text = text.model_copy(update={"text": _CLOCK_SIGN.sub("", text.text)})
    spans = spans_of(text.text)
    if len(spans) != 1 or not spans[0].start.exact:
        return None
    said, (span,) = header_text(text.text), spans
    before, behind = said[: span.first].strip(SIGNS), said[span.last :].strip(SIGNS)
    if before and behind:
        return None
    clocks = (span.start,) if span.end is None else (span.start, span.end)
    if not before and not behind:
        return PrintedTime(text.box, clocks, None)
    share = len(before or behind) / max(1, len(said))
    cut = text.box.left + text.box.width * (share if before else 1 - share)
    left, right = (text.box.model_copy(update=side) for side in ({"right": cut}, {"left": cut}))
    own, other = (right, left) if before else (left, right)
    return PrintedTime(own, clocks, text.model_copy(update={"text": before or behind, "box": other, "tokens": ()}))


_CLOCK_SIGN = re.compile(r"^\W?[0OQ©]\s?(?=\d\d[:.]\d\d)")
"""The sign of a clock before a time, as a reader takes it for a figure or a letter."""

SIGNS = " ·•|,;:-–—⏱🕐"
"""Signs between a time and what stands beside it."""


def paired_by_cards(
    column: Sequence[tuple[Word, PrintedTime]], cells: Sequence[Cell]
) -> list[tuple[Word, PrintedTime]]:
    """A column of starts and ends with those that stand beside one card as one time, where nearly all do so."""
    if any(len(time.clocks) > 1 for _, time in column):
        return list(column)
    cards = [c.box for c in cells if c.lines]
    beside = [[said for said in column if card.top <= said[1].box.center[1] <= card.bottom] for card in cards]
    apart = [said[0].box.right for said in column]
    pairs = {
        id(level[0][0]): level
        for card, level in zip(cards, beside, strict=True)
        if len(level) == len(("start", "end")) and card.left >= max(apart)
    }
    if 2 * len(pairs) < MOSTLY * len(column):
        return list(column)
    return [
        (text, PrintedTime(bounding([text.box, low.box]), (*start.clocks, *end.clocks), start.rest or end.rest))
        for (text, start), (low, end) in sorted(pairs.values(), key=lambda pair: pair[0][0].box.top)
    ]


def _paired(column: Sequence[tuple[Word, PrintedTime]]) -> list[tuple[Word, PrintedTime]]:
    """A column with each start and the end close below it as one time, where most of it stands so."""
    pairs: list[tuple[tuple[Word, PrintedTime], tuple[Word, PrintedTime]]] = []
    for above, below in itertools.pairwise(column):
        single = len(above[1].clocks) == len(below[1].clocks) == 1 and not (pairs and pairs[-1][1] is above)
        if single and _apart(above, below) < STACKED * above[0].box.height:
            pairs.append((above, below))
    between = [_apart(a[1], b[0]) - _apart(*a) for a, b in itertools.pairwise(pairs)]
    if 2 * len(pairs) < MOSTLY * len(column) or min(between, default=0.0) < STACKED * column[0][0].box.height:
        return list(column)  # starts, one as far from the next as that from the one behind it
    return [
        (text, PrintedTime(bounding([text.box, low.box]), (*start.clocks, *end.clocks), start.rest or end.rest))
        for (text, start), (low, end) in pairs
    ]


def _apart(above: tuple[Word, PrintedTime], below: tuple[Word, PrintedTime]) -> float:
    """The room between two times one below the other."""
    return below[0].box.top - above[0].box.bottom


STACKED = 0.6
"""Letter heights between a start and the end below it at most, and by which the next start is further off."""
