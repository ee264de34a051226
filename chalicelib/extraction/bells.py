"""Times that a page prints apart from its table: a list of what each period's number means ("1: 8.00 – 8.45")."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chalicelib.domain.timetable import Box, TimesFrom
from chalicelib.extraction import times
from chalicelib.extraction.axes import shares
from chalicelib.extraction.blocks import Draft
from chalicelib.extraction.days import plain
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.settings import LEAST_TIMES
from chalicelib.extraction.tables import Table
from chalicelib.extraction.time_bands import header_text, is_period_label, only_times, spans_of

BELLS_SURE = 0.95
"""What is left of the confidence of a time that was looked up: the numbers tie it to its lesson, not its place."""

MOST_LABELS = 200
"""Periods' numbers on a page that are looked at; three classes' weeks and their bells have fifty."""

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


@dataclass(frozen=True)
class Bells:
    """Start and end, minutes since midnight, by the period's number, and where rows of nothing else say them."""

    times: Mapping[int, tuple[int, int]]
    rows: tuple[Box, ...] = ()


def bells_of(lines: Sequence[Line]) -> Bells:
    """The periods that ``lines`` give a start and an end each, in one text or side by side; none where they are few,
    or one number has two of them."""
    found: dict[int, tuple[times.Clock, times.Clock]] = {}
    rows: list[Box] = []
    bare: set[int] = set()
    labelled = ((line, number) for line in lines if (number := _label(line)) is not None)
    for line, number in itertools.islice(labelled, MOST_LABELS):
        own = spans_of(line.text)
        behind = _behind(line, lines)
        beside = behind if not own and all(only_times(x.text) for x in behind) else []
        spans = [*own, *(span for other in beside for span in spans_of(other.text))]
        clocks = [clock for span in spans for clock in (span.start, span.end) if clock is not None]
        if len(clocks) != 2:
            bare.add(number)
            continue
        if found.setdefault(number, (clocks[0], clocks[1])) != (clocks[0], clocks[1]):
            return Bells({})
        if beside == behind:
            rows.extend(x.box for x in (line, *beside))
    if len(found) < LEAST_TIMES:
        return Bells({})
    numbers = sorted(found)
    minutes = times.in_order([clock for n in numbers for clock in found[n]])
    # Without numbers elsewhere the rows are those of the timetable itself, with its times at the right.
    apart = len(bare & set(found)) >= LEAST_TIMES
    return Bells({n: (minutes[2 * i], minutes[2 * i + 1]) for i, n in enumerate(numbers)}, tuple(rows) if apart else ())


def _label(line: Line) -> int | None:
    """The period that a line names, with or without its times."""
    return _number(times.without_spans(header_text(line.text), spans_of(line.text)))


def _behind(line: Line, lines: Sequence[Line]) -> list[Line]:
    """What stands right of a line on its level, in order."""
    level = [
        other
        for other in lines
        if other.box.left >= line.box.right and shares(other.box.top, other.box.bottom, line.box.top, line.box.bottom)
    ]
    return sorted(level, key=lambda x: x.box.left)


def without_bells(cells: Sequence[Cell], bells: Bells) -> tuple[Cell, ...]:
    """``cells`` without those that say nothing but bells."""
    return tuple(cell for cell in cells if not _is_bells(cell, bells))


def _is_bells(cell: Cell, bells: Bells) -> bool:
    rung = [line for line in cell.lines if any(row.holds(line.box) for row in bells.rows)]
    return bool(bells_of(cell.lines).times) or (bool(cell.lines) and len(rung) == len(cell.lines))


def with_bells(table: Table, bells: Bells) -> Table:
    """``table`` with its periods' times, where it prints none itself and ``bells`` knows them."""
    if not table.bands or any(band.start is not None for band in table.bands):
        return table
    return replace(table, drafts=tuple(_rung(draft, bells) for draft in table.drafts))


def _rung(draft: Draft, bells: Bells) -> Draft:
    """``draft`` from the beginning of its first period to the end of its last one."""
    if draft.start is not None or draft.period is None:
        return draft
    numbers = [_number(label) for label in draft.period.split(" – ")]
    known = [bells.times[n] for n in numbers if n is not None and n in bells.times]
    if len(known) != len(numbers):
        return draft
    sure = draft.confidence * BELLS_SURE
    start, end = known[0][0], known[-1][1]
    return replace(draft, start=start, end=end, period=None, times_from=TimesFrom.HEADER, confidence=sure)


def _number(label: str) -> int | None:
    """The number in a period's label; None where it is no such label."""
    label = label.strip(" :.=-–—\n")
    if not is_period_label(label):
        return None
    digits = re.search(r"\d+", label)
    return int(digits.group()) if digits else _ROMAN.get(plain(label).split()[-1])
