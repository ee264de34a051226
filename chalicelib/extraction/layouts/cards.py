"""Days with a card for each lesson below their names, as telephones show a week: in each its time and what it is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line, bounding
from chalicelib.extraction.headers.day_headings import without_tabs
from chalicelib.extraction.layouts.timed_items import TimedItem, lessons_of
from chalicelib.extraction.lines.text_lines import lines_of
from chalicelib.extraction.settings import SET_APART
from chalicelib.extraction.tables.blocks import names_apart
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.days import days_of_each, named_day
from chalicelib.extraction.texts.header_texts import (
    begins_with_range,
    header_text,
    is_period_label,
    only_times,
    spans_of,
)

LEAST_DAYS = 2
"""Days' names between the cards; below one alone their times go on, or the next one's was not read."""

LEAST_CARDS = 4
"""Cards with a time from which they are a week's list."""

MOST_CARDS = 200
"""Cards of one page at most; each is held against all words."""

WIDE = 0.6
"""Share of the widest card's width that each has: a column of cards, not a table's cells."""

MOSTLY_TIMED = 0.8
"""Share of the cards that hold a time."""


Card = tuple[Box, tuple[Line, ...]]
"""Where a card stands, and its lines."""


def read_cards(number: int, words: Sequence[Word], cells: Sequence[Cell]) -> Table | None:
    """The week whose lessons stand in cards; None where no column of them stands below days' names."""
    areas = _column(cells)
    held = [(box, lines_of([w for w in words if box.holds(w.box)])) for box in areas]
    cards = [(box, lines) for box, lines in held if len(lines) > 1 and not any(named_day(x.text) for x in lines)]
    others = (_beside_stacked_times(words), _below_names(words))
    cards = max((*others, cards), key=lambda found: sum(_once(lines) for _, lines in found))
    if not cards:
        return None
    loose = lines_of([w for w in words if not any(box.holds(w.box) for box, _ in cards)])
    days_named = zip(loose, days_of_each([line.text for line in loose]), strict=True)
    named = [(line.box, day) for line, day in days_named if day is not None]
    heads = [(box.top, day) for box, day in without_tabs(named) or named]
    first = min((top for top, _ in heads), default=0.0)
    below = _with_pauses_between([card for card in cards if card[0].top > first], loose)
    timed = [(box, lines) for box, lines in below if _once(lines)]
    if not heads or len(timed) < max(LEAST_CARDS, MOSTLY_TIMED * len(below)):
        return None
    days = [max(head for head in heads if head[0] < box.center[1])[1] for box, _ in timed]
    cells, larger = names_apart([_said(box, lines) for box, lines in _without_numbers(timed)])
    items = [
        TimedItem(tuple(_clocks(lines)), cell, min(line.confidence for line in lines))
        for (_, lines), cell in zip(timed, cells, strict=True)
    ]
    of_days = itertools.groupby(zip(days, items, strict=True), key=lambda item: item[0])
    drafts = [draft for day, listed in of_days for draft in lessons_of(day, [item for _, item in listed], larger)]
    starts = [draft.start or 0 for draft in drafts]
    if len(set(days)) < LEAST_DAYS and any(b <= a for a, b in itertools.pairwise(starts)):
        return None  # the name of another day between them was not read
    shown = tuple(Cell(box, lines) for box, lines in timed)
    return Table(Grid(number, GridKind.LISTED, shown), None, (), tuple(drafts)) if drafts else None


def _with_pauses_between(cards: Sequence[Card], loose: Sequence[Line]) -> list[Card]:
    """``cards`` with the lines between two of them that say a range and what it is of: pauses have no card."""
    if not cards:
        return []
    first, last = cards[0][0].bottom, cards[-1][0].top
    between = [x for x in loose if first <= x.box.center[1] <= last and any(s.end is not None for s in _spans([x]))]
    said = [x for x in between if not only_times(x.text)]
    return sorted([*cards, *((x.box, (x,)) for x in said[:MOST_CARDS])], key=lambda card: card[0].top)


def _beside_stacked_times(words: Sequence[Word]) -> list[Card]:
    """What stands level with each pair of a start and the end close below it, where a column of them goes down the
    page, and the rows between that say a range: cards whose ground is as good as the page's. None where the times of
    the column are not in pairs."""
    alone = (w for w in words[:MOST_WORDS] if w.angle == 0 and only_times(w.text) and _starts(w.text))
    starts = sorted(alone, key=lambda w: w.box.top)
    edge = median([w.box.left for w in starts] or [0.0])
    column = [w for w in starts if abs(w.box.left - edge) < w.box.height]
    pairs: list[tuple[Word, Word]] = []
    for above, below in itertools.pairwise(column):
        close = below.box.top - above.box.bottom < CLOSE * above.box.height
        if close and _starts(above.text) == _starts(below.text) == 1 and not (pairs and pairs[-1][1] is above):
            pairs.append((above, below))
    pairs += [(w, w) for w in column if _starts(w.text) == START_AND_END]  # both were read as one
    paired = len({id(w) for pair in pairs for w in pair})
    if not LEAST_CARDS <= len(pairs) <= MOST_CARDS or paired < MOSTLY_TIMED * len(column):
        return []
    left, right = min(w.box.left for w in column), max(w.box.right for w in words)
    labels = _labels_above([start for start, _ in pairs], words)
    tops = [a.box.top if label is None else label.box.top for (a, _), label in zip(pairs, labels, strict=True)]
    places = [
        Box(left=left, top=top, right=right, bottom=b.box.bottom) for top, (_, b) in zip(tops, pairs, strict=True)
    ]
    found = [(box, _labelled(box, label, words)) for box, label in zip(places, labels, strict=True)]
    rest = lines_of([w for w in words if not any(box.top <= w.box.center[1] <= box.bottom for box in places)])
    between = [line for line in rest if places[0].top < line.box.top and any(x.end is not None for x in _spans([line]))]
    if len(between) > MOST_CARDS:
        return []
    rows = [(line.box, tuple(x for x in rest if _level(line, x))) for line in between]
    return sorted([*found, *rows], key=lambda card: card[0].top)


def _labels_above(starts: Sequence[Word], words: Sequence[Word]) -> list[Word | None]:
    """What stands close above each start of a column, as far to the left: the period's name; None for all where most
    have none."""
    above = [
        next((w for w in words if abs(w.box.left - s.box.left) < s.box.height and _close_above(w.box, s.box)), None)
        for s in starts
    ]
    labels = [None if label is None or only_times(label.text) else label for label in above]
    return labels if sum(x is not None for x in labels) >= MOSTLY_TIMED * len(starts) else [None] * len(starts)


def _close_above(box: Box, below: Box) -> bool:
    return -CLOSE * below.height <= below.top - box.bottom < CLOSE * below.height and box.top < below.top


def _labelled(place: Box, label: Word | None, words: Sequence[Word]) -> tuple[Line, ...]:
    """The lines of a card, what the period is called last, and left out where that is no more than its number."""
    inside = [w for w in words if w is not label and place.top <= w.box.center[1] <= place.bottom]
    said = [] if label is None or is_period_label(label.text) else [label]
    return (*lines_of(inside), *lines_of(said))


def _below_names(words: Sequence[Word]) -> list[Card]:
    """The cards whose ground is as good as the page's, each a name and right below it a line that begins with a range
    ("08:30 – 09:15 · WJ · 2.14"), and what follows close below; none where such lines do not stand so."""
    level = [w for w in words[:MOST_WORDS] if w.angle == 0]
    edge = median([w.box.left for w in level if begins_with_range(w.text)] or [0.0])
    right = [w for w in level if w.box.left > edge - w.box.height]  # without the periods' numbers before it
    lines = sorted(lines_of(right), key=lambda x: x.box.top)
    ranged = [x for x in lines if begins_with_range(x.text)]
    if not LEAST_CARDS <= len(ranged) <= MOST_CARDS:
        return []
    column = [x for x in lines if abs(x.box.left - edge) < x.size]
    cards: list[list[Line]] = []
    for line in (x for x in ranged if any(x is y for y in column)):
        at = next(i for i, x in enumerate(column) if x is line)
        above = column[at - 1] if at else None
        if above is None or line.box.top - above.box.bottom > line.size or _spans([above]):
            continue
        cards.append([above, line])
        for a, b in itertools.pairwise(column[at:]):
            following = next((x for x in column if x.box.top > b.box.top), None)
            if b.box.top - a.box.bottom > CLOSE * line.size or (following and begins_with_range(following.text)):
                break
            cards[-1].append(b)
    if len(cards) < MOSTLY_TIMED * len(ranged):
        return []
    return [(bounding(x.box for x in card), tuple(card)) for card in cards]


def _starts(text: str) -> int:
    """How many times a text says that have no end; none where one has."""
    spans = spans_of(text)
    return len(spans) if all(span.end is None for span in spans) else 0


CLOSE = 0.5
"""Letter heights between a start and the end below it at most; the next card's start is further off."""

MOST_WORDS = 2000
"""Words of a page among which such times are looked for."""


def _level(line: Line, other: Line) -> bool:
    return abs(line.box.center[1] - other.box.center[1]) < line.size / 2


def _once(lines: Sequence[Line]) -> bool:
    """Whether a card says one time: from when to when, or when something starts."""
    spans = _spans(lines)
    return len(spans) == 1 or (len(spans) == START_AND_END and all(span.end is None for span in spans))


START_AND_END = 2


def _spans(lines: Sequence[Line]) -> list[times.Span]:
    """The times that a card's lines say; among those with colons a number with a dot is a room's ("1.04")."""
    said = [
        (header_text(line.text)[span.first : span.last], span)
        for line in lines
        for span in spans_of(line.text)
        if span.start.exact
    ]
    colons = any(":" in text for text, _ in said)
    return [span for text, span in said if ":" in text or not colons]


def _column(cells: Sequence[Cell]) -> list[Box]:
    """The areas that cards may be, downwards; none where some stand beside each other."""
    widest = max((cell.box.width for cell in cells), default=0.0)
    areas = sorted((c.box for c in cells if c.box.width >= WIDE * widest), key=lambda box: box.top)
    beside = len(areas) > MOST_CARDS or any(b.top < a.center[1] for a, b in itertools.pairwise(areas))
    return [] if beside else areas


def _without_numbers(cards: Sequence[Card]) -> list[Card]:
    """``cards`` without the number of the period, or of two, that stands before what each says, where most have one."""
    told = [(box, lines, _numbered(lines)) for box, lines in cards]
    if 2 * sum(line is not None for _, _, line in told) < len(cards):
        return list(cards)
    return [(box, tuple(part for x in lines for part in _behind(x, line))) for box, lines, line in told]


def _numbered(lines: Sequence[Line]) -> Line | None:
    """The line furthest to the left, where it begins with a period's number."""
    first = min(lines, key=lambda line: line.box.left)
    return first if _NUMBER.match(first.text) else None


def _behind(line: Line, numbered: Line | None) -> list[Line]:
    """A line as it is, or what it says behind its number."""
    rest = _NUMBER.sub("", line.text) if line is numbered else line.text
    if rest == line.text:
        return [line]
    off = len(line.text) - len(rest)
    tokens = tuple(t.model_copy(update={"first": t.first - off}) for t in line.tokens if t.first >= off)
    return [replace(line, text=rest, gaps=(), tokens=tokens)] if rest else []


_NUMBER = re.compile(r"^\d{1,2}(?:\s?[-–]\s?\d{1,2})?\.?(?:$|\s+(?=[^\W\d]|\d{1,2}[:.]\d\d))")


def _said(box: Box, lines: Sequence[Line]) -> Cell:
    """What a card says besides its time; below the lesson's name what stands behind the time is said of it."""
    stated = _spans(lines)
    said: list[Line] = []
    for line in lines:
        parts = _without_times(line, stated)
        behind = bool(said) and parts != [line] and begins_with_range(line.text)
        said += [replace(x, size=x.size / SET_APART**2, begins=True) for x in parts] if behind else parts
    return Cell(box, tuple(said))


def _without_times(line: Line, stated: Sequence[times.Span]) -> list[Line]:
    """What a card's line says besides its time, one of those ``stated``."""
    spans = [span for span in spans_of(line.text) if span in stated]
    text = times.without_spans(header_text(line.text), spans).strip(" ·•|,-–")
    if not spans or not text:
        return [] if spans else [line]
    return [replace(line, text=text, gaps=(), tokens=())]


def _clocks(lines: Sequence[Line]) -> list[times.Clock]:
    """The start and the end that a card says, in one line or two."""
    spans = _spans(lines)
    whole = next((span for span in spans if span.end is not None), None)
    if whole is not None and whole.end is not None:
        return [whole.start, whole.end]
    return [span.start for span in spans[:2]]
