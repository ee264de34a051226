"""Times over several lines of a page: "9:00" above "to" above "9:40", or a start right above its end."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from chalicelib.extraction.axes import in_line, shares
from chalicelib.extraction.grid import Cell, Line, bounding
from chalicelib.extraction.lines.line_parts import line_parts
from chalicelib.extraction.texts.days import DATE, named_days
from chalicelib.extraction.texts.header_texts import header_text, is_period_label, only_times, spans_of, start_alone
from chalicelib.extraction.texts.times import NOON, is_joiner, without_spans

CLOSE = 1.2
"""Letter heights between the lines of one range at most; readers' boxes of them touch."""


def with_ranges(phrases: Sequence[Cell]) -> list[Cell]:
    """``phrases`` with ranges that are printed over several lines as one each, whether a word joins them or not, and
    with the period's number that stands right above or below its range. Turned lines follow each other to one side."""
    level = _with_ends_below(_with_open_ones([p for p in phrases if not _runs(p)]))
    result = _with_periods(_with_pairs(_joined(_around_periods(level))))
    for angle, back in ((90, 270), (270, 90)):
        turned = [_turned(p, back) for p in phrases if _runs(p) == angle]
        result += [_turned(p, angle) for p in _with_periods(_with_pairs(_joined(_around_periods(turned))))]
    return result


def _runs(phrase: Cell) -> int:
    """The angle at which a phrase is read, in degrees clockwise; 0 for those that hold several."""
    angles = {line.angle for line in phrase.lines}
    return angles.pop() if angles in ({90}, {270}) else 0


def _turned(phrase: Cell, by: int) -> Cell:
    """A phrase turned ``by`` 90 or 270 degrees clockwise about the page's corner."""
    back = 360 - by
    lines = tuple(replace(x, box=x.box.turned_back(back, 0, 0), angle=(x.angle + by) % 360) for x in phrase.lines)
    return replace(phrase, box=phrase.box.turned_back(back, 0, 0), lines=lines)


def _around_periods(phrases: Sequence[Cell]) -> list[Cell]:
    """``phrases`` with each period's number, the start above it and the end below it as one, where all numbers of a
    column stand so, each between its own."""
    found: list[Triple] = []
    numbers = [p for p in phrases if len(p.lines) == 1 and is_period_label(p.text)]
    times = [p for p in phrases if _lone_time(p)]
    for column in _columns([*numbers, *times] if numbers else []):
        triples = [t for t in zip(column, column[1:], column[2:], strict=False) if _start_number_end(*t)]
        apart = len({id(p) for triple in triples for p in triple}) == 3 * len(triples)
        whole = len(triples) == sum(is_period_label(p.text) for p in column)
        if apart and whole and len(triples) >= LEAST_PAIRS and _last_longer_than_pauses(triples):
            found.extend(triples)
    if not found and numbers:
        found = _beside_periods(numbers, times)
    used = {id(p) for triple in found for p in triple}
    joined = [Cell(bounding([a.box, n.box, b.box]), (_range(a.lines[0], b.lines[0]), *n.lines)) for a, n, b in found]
    return [*(p for p in phrases if id(p) not in used), *joined]


Triple = tuple[Cell, Cell, Cell]
"""A period's start, its number and its end."""


def _last_longer_than_pauses(triples: Sequence[Triple]) -> bool:
    """Whether what is between each start and its end is longer than what is between that and the next start: else each
    number stands above its own times, between the end of the one before and its own start."""
    said = [(_minute(start), _minute(end)) for start, _, end in triples]
    lessons = [(end - start) % NOON for start, end in said]
    pauses = [(start - end) % NOON for (_, end), (start, _) in itertools.pairwise(said)]
    return median(lessons) > median(pauses)


def _minute(phrase: Cell) -> int:
    return spans_of(phrase.text)[0].start.minute


def _beside_periods(numbers: Sequence[Cell], times: Sequence[Cell]) -> list[Triple]:
    """Starts and ends with the periods' numbers in a column beside them, where every number stands between a start and
    an end of its own."""
    for column in _columns(times):
        for beside in _columns(numbers):
            if len(beside) < LEAST_PAIRS or len(column) != 2 * len(beside):
                continue
            triples = list(zip(column[::2], beside, column[1::2], strict=True))
            if all(a.box.center[1] < n.box.center[1] < b.box.center[1] for a, n, b in triples):
                return triples
    return []


def _start_number_end(start: Cell, number: Cell, end: Cell) -> bool:
    return _lone_time(start) and is_period_label(number.text) and _lone_time(end)


def _joined(phrases: Sequence[Cell]) -> list[Cell]:
    """``phrases`` with each start, the word below it that goes on, and the end below that as one range."""
    joiners = [p for p in phrases if len(p.lines) == 1 and is_joiner(p.text.strip())]
    joined: list[Cell] = []
    used: set[int] = set()
    for column in _columns([*joiners, *(p for p in phrases if _lone_time(p))] if joiners else []):
        for above, joiner, below in zip(column, column[1:], column[2:], strict=False):
            size = joiner.lines[0].size
            words = [is_joiner(p.text.strip()) for p in (above, joiner, below)]
            close = _follows(above, joiner, size) and _follows(joiner, below, size)
            if words == [False, True, False] and close and id(above) not in used:
                line = _range(above.lines[0], below.lines[0])
                joined.append(Cell(line.box, (line,)))
                used |= {id(above), id(joiner), id(below)}
    return [*(p for p in phrases if id(p) not in used), *joined]


def _with_open_ones(phrases: Sequence[Cell]) -> list[Cell]:
    """``phrases`` with each start that a sign behind it leaves open ("11.40am -") and the end right below it as one."""
    lone = [p for p in phrases if _lone_time(p)]
    opened = [p for p in lone if _OPEN.search(p.text)]
    # A list may write all its starts so: an end is not open itself.
    closed = sorted((p for p in lone if not _OPEN.search(p.text)), key=lambda p: p.box.top)
    tops = [p.box.top for p in closed]
    joined: list[Cell] = []
    used: set[int] = set()
    for start in opened:
        size = start.lines[0].size
        near = closed[bisect_left(tops, start.box.top) : bisect_left(tops, start.box.bottom + CLOSE * size)]
        end = next((p for p in near if _follows(start, p, size)), None)
        if end is not None and id(end) not in used:
            first = replace(start.lines[0], text=_OPEN.sub("", start.text))
            line = _range(first, end.lines[0])
            joined.append(Cell(line.box, (line,)))
            used |= {id(start), id(end)}
    return [*(p for p in phrases if id(p) not in used), *joined]


def _with_ends_below(phrases: Sequence[Cell]) -> list[Cell]:
    """``phrases`` with each time and the end right below it that begins with a dash ("8:40" over "– 8:50") as one; ends
    of columns that stand close were read as one line."""
    parts = [part for p in phrases for part in _ends_apart(p)]
    ends = [p for p in parts if len(p.lines) == 1 and _END.match(p.text) and only_times(p.text)]
    starts = [p for p in parts if _lone_time(p) and not _END.match(p.text)]
    if len(ends) < LEAST_PAIRS:
        return list(phrases)
    pairs = [(a, b) for b in ends for a in [next((s for s in starts if _follows(s, b, b.lines[0].size)), None)] if a]
    used = {id(p) for pair in pairs for p in pair}
    joined = []
    for start, end in pairs:
        line = _range(start.lines[0], replace(end.lines[0], text=_END.sub("", end.text)))
        joined.append(Cell(line.box, (line,)))
    return [*(p for p in parts if id(p) not in used), *joined] if len(pairs) == len(ends) else list(phrases)


def _ends_apart(phrase: Cell) -> list[Cell]:
    """A phrase of two ends, each behind its dash, as two."""
    match = _TWO_ENDS.fullmatch(phrase.text) if len(phrase.lines) == 1 else None
    if match is None:
        return [phrase]
    line, at = phrase.lines[0], match.start("second")
    place = next((t.left for t in line.tokens if t.first == at), None)
    place = line.box.left + line.box.width * at / len(line.text) if place is None else place
    return [Cell(part.box, (part,)) for part in line_parts(line, at, place)]


_END = re.compile(r"^[-–—]\s?(?=\d)")
_TWO_ENDS = re.compile(r"[-–—]\s?\d{1,2}[:.h]\d\d\s+(?P<second>[-–—]\s?\d{1,2}[:.h]\d\d)")

_OPEN = re.compile(r"\s*[-–—]\s*$")
"""A dash that ends a line and joins a time to what follows."""


def _columns(phrases: Sequence[Cell]) -> list[list[Cell]]:
    """Phrases that stand below each other together, downwards."""
    return [sorted(column, key=lambda p: p.box.top) for column in in_line(phrases, across=True)]


def _lone_time(phrase: Cell) -> bool:
    if len(phrase.lines) != 1 or start_alone(phrase.text) is None:
        return False
    return not (DATE.search(phrase.text) and named_days(phrase.text))  # "Mo. 07.10." over a lesson's room, "2.14"


def _follows(above: Cell, below: Cell, size: float) -> bool:
    level = shares(above.box.left, above.box.right, below.box.left, below.box.right)
    return level and above.box.center[1] < below.box.center[1] and below.box.top - above.box.bottom < CLOSE * size


def _with_pairs(phrases: Sequence[Cell]) -> list[Cell]:
    """Phrases with a start and the end printed right below it joined into one range, where the times stand in pairs."""
    columns = _columns([p for p in phrases if _lone_time(p)])
    found = [_pairs(column) for column in columns if len(column) >= 2 * LEAST_PAIRS]
    # Where most columns of times do not stand in pairs (each day's own list of starts), none does.
    alike = 2 * sum(bool(pairs) for pairs in found) >= len(found)
    pairs = [pair for pairs in found for pair in pairs] if alike else []
    pairs = pairs or _staggered(phrases)
    paired = {id(time) for pair in pairs for time in pair}
    joined = [Cell(bounding([a.box, b.box]), (_range(a.lines[0], b.lines[0]),)) for a, b in pairs]
    return [p for p in phrases if id(p) not in paired] + joined


def _pairs(column: Sequence[Cell]) -> list[tuple[Cell, Cell]]:
    """A column's times two by two, where those of a pair stand clearly closer than one pair and the next."""
    middles = [time.box.center[1] for time in column]
    steps = [b - a for a, b in itertools.pairwise(middles)]
    around = [float("inf"), *steps, float("inf")]
    found = [
        (column[i], column[i + 1]) for i, step in enumerate(steps) if step * CLEARLY <= min(around[i], around[i + 2])
    ]
    apart = len(found) >= LEAST_PAIRS and 2 * len(found) >= PAIRED * len(column)
    return found if apart else _going_on(column)


def _going_on(column: Sequence[Cell]) -> list[tuple[Cell, Cell]]:
    """A column's times two by two where the ends of most are printed again as the starts of the next, however far apart
    they stand; none where they are not."""
    pairs = list(zip(column[::2], column[1::2], strict=False))
    minutes = [(_minute(start), _minute(end)) for start, end in pairs]
    follow = [(start - end) % NOON for (_, end), (start, _) in itertools.pairwise(minutes)]
    lasting = all(0 < (end - start) % NOON <= LONGEST for start, end in minutes)
    again = follow.count(0) >= max(LEAST_PAIRS, len(follow) / 2)
    return pairs if len(column) % 2 == 0 and again and lasting and max(follow) <= LONGEST else []


LONGEST = 180
"""Minutes from a start to its end, and from that to the next start, at most."""


def _staggered(phrases: Sequence[Cell]) -> list[tuple[Cell, Cell]]:
    """Starts and ends in two columns beside each other, each end further down than its start and above the next one."""
    columns = _columns([p for p in phrases if _lone_time(p)])
    for starts, ends in itertools.pairwise(columns):
        if LEAST_PAIRS <= len(starts) == len(ends):
            pairs = list(zip(starts, ends, strict=True))
            in_turn = [time for pair in pairs for time in pair]
            if all(a.box.bottom <= b.box.center[1] for a, b in itertools.pairwise(in_turn)):
                return pairs
    return []


LABELLED = 0.6
"""Share of a column's ranges that have a period's number; breaks have none."""

PAIRED = 0.8
"""Share of a column's times that stand in pairs; a telephone's clock may stand above them."""

LEAST_PAIRS = 2
"""Pairs of times one below the other from which they are starts and ends."""

CLEARLY = 1.3
"""How many times further one pair stands from the next than its start from its end."""


def _with_periods(phrases: Sequence[Cell]) -> list[Cell]:
    """Phrases with each range and the period it belongs to joined, where most ranges of a column have one.

    Some have a word instead ("Lunch"), above or below as the others have their number.
    """
    ranges = [p for p in phrases if any(s.end for s in spans_of(p.text)) and only_times(p.text)]
    periods = [p for p in phrases if len(p.lines) == 1 and is_period_label(p.text)]
    single = [p for p in phrases if len(p.lines) == 1 and not only_times(p.text)]
    joined: list[Cell] = []
    used: set[int] = set()
    for column in _columns([*ranges, *periods] if ranges and periods else []):
        box = bounding(p.box for p in column)
        timed = [p for p in column if not is_period_label(p.text)]
        level = [*timed, *(p for p in single if box.left <= p.box.center[0] <= box.right)]
        pairs = _labelled(sorted(level, key=lambda p: p.box.top))
        numbered = sum(any(is_period_label(p.text) for p in pair) for pair in pairs)
        bare = [p for p in timed if not _numbered(p.text)]  # some may have been read with their number
        if numbered >= max(LEAST_PAIRS, len(pairs) / 2) and len(pairs) >= LABELLED * len(bare):
            joined.extend(Cell(bounding([a.box, b.box]), a.lines + b.lines) for a, b in pairs)
            used |= {id(phrase) for pair in pairs for phrase in pair}
    return [*(p for p in phrases if id(p) not in used), *joined]


def _numbered(text: str) -> bool:
    """Whether a time is printed with its period's number ("1. 8:00-8:45")."""
    return is_period_label(without_spans(header_text(text), spans_of(text)))


def _labelled(column: Sequence[Cell]) -> list[tuple[Cell, Cell]]:
    """A column's ranges and what stands right above each, or right below each where that gives more."""
    sides: dict[bool, list[tuple[Cell, Cell]]] = {True: [], False: []}
    for above, below in itertools.pairwise(column):
        timed = only_times(below.text)
        if timed != only_times(above.text) and _follows(above, below, above.lines[0].size):
            sides[timed].append((above, below))
    return max(sides.values(), key=len)


def _range(start: Line, end: Line) -> Line:
    confidence = min(start.confidence, end.confidence)
    return Line(f"{start.text} - {end.text}", bounding([start.box, end.box]), start.size, confidence=confidence)
