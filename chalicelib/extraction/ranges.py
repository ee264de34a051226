"""Times over several lines of a page: "9:00" above "to" above "9:40", or a start right above its end."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from chalicelib.extraction.axes import along, only_times, shares, spans_of
from chalicelib.extraction.grid import Cell, Line, bounding
from chalicelib.extraction.times import is_joiner

CLOSE = 1.2
"""Letter heights between the lines of one range at most; readers' boxes of them touch."""


def with_ranges(phrases: Sequence[Cell]) -> list[Cell]:
    """``phrases`` with ranges that are printed over several lines as one each, whether a word joins them or not."""
    return _with_pairs(_joined(phrases))


def _joined(phrases: Sequence[Cell]) -> list[Cell]:
    """``phrases`` with each start, the word below it that goes on, and the end below that as one range."""
    result = list(phrases)
    starts = [p for p in phrases if _lone_time(p)]
    for joiner in (p for p in phrases if len(p.lines) == 1 and is_joiner(p.text.strip())):
        size = joiner.lines[0].size
        above = next((s for s in starts if s in result and _follows(s, joiner, size)), None)
        below = next((s for s in starts if s in result and _follows(joiner, s, size)), None)
        if above is None or below is None:
            continue
        line = _range(above.lines[0], below.lines[0])
        result = [p for p in result if not any(p is part for part in (above, joiner, below))]
        result.append(Cell(line.box, (line,)))
    return result


def _lone_time(phrase: Cell) -> bool:
    spans = spans_of(phrase.text)
    return len(phrase.lines) == 1 and len(spans) == 1 and spans[0].end is None and only_times(phrase.text)


def _follows(above: Cell, below: Cell, size: float) -> bool:
    level = shares(above.box.left, above.box.right, below.box.left, below.box.right)
    return level and above.box.center[1] < below.box.center[1] and below.box.top - above.box.bottom < CLOSE * size


def _with_pairs(phrases: Sequence[Cell]) -> list[Cell]:
    """Phrases with a start and the end printed right below it joined into one range, where the times stand in pairs."""
    lone = sorted((p for p in phrases if _lone_time(p)), key=lambda p: p.box.top)
    pairs: list[tuple[Cell, Cell]] = []
    columns: list[list[Cell]] = []
    for time in lone:
        column = next((c for c in columns if shares(*along(c[-1].box, True), *along(time.box, True))), None)
        if column is None:
            columns.append([time])
        else:
            column.append(time)
    for column in columns:
        pairs.extend(_pairs(column))
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
    return found if len(found) >= LEAST_PAIRS and 2 * len(found) >= PAIRED * len(column) else []


PAIRED = 0.8
"""Share of a column's times that stand in pairs; a telephone's clock may stand above them."""

LEAST_PAIRS = 2
"""Pairs of times one below the other from which they are starts and ends."""

CLEARLY = 1.3
"""How many times further one pair stands from the next than its start from its end."""


def _range(start: Line, end: Line) -> Line:
    confidence = min(start.confidence, end.confidence)
    return Line(f"{start.text} - {end.text}", bounding([start.box, end.box]), start.size, confidence=confidence)
