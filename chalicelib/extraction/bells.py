"""Times that a page prints apart from its table: a list of what each period's number means ("1: 8.00 – 8.45")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from chalicelib.domain.timetable import TimesFrom
from chalicelib.extraction import times
from chalicelib.extraction.axes import header_text, is_period_label, shares, spans_of
from chalicelib.extraction.blocks import Draft
from chalicelib.extraction.days import plain
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.settings import LEAST_TIMES
from chalicelib.extraction.tables import Table

Bells = Mapping[int, tuple[int, int]]
"""Start and end, minutes since midnight, by the period's number."""

BELLS_SURE = 0.95
"""What is left of the confidence of a time that was looked up: the numbers tie it to its lesson, not its place."""

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def bells_of(lines: Sequence[Line]) -> Bells:
    """The periods that ``lines`` give a range each; none where they are few, or one number has two ranges."""
    found: dict[int, times.Span] = {}
    for line in lines:
        text = header_text(line.text)
        spans = spans_of(line.text)
        if len(spans) != 1 or spans[0].end is None:
            continue
        number = _number(times.without_spans(text, spans) or _label_before(line, lines))
        if number is None:
            continue
        if found.setdefault(number, spans[0]) != replace(spans[0], first=found[number].first, last=found[number].last):
            return {}
    if len(found) < LEAST_TIMES:
        return {}
    numbers = sorted(found)
    clocks = [clock for n in numbers for clock in (found[n].start, found[n].end) if clock is not None]
    minutes = times.in_order(clocks)
    return {n: (minutes[2 * i], minutes[2 * i + 1]) for i, n in enumerate(numbers)}


def is_bell_list(cell: Cell) -> bool:
    """Whether a cell holds such a list."""
    return bool(bells_of(cell.lines))


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
    known = [bells[n] for n in numbers if n is not None and n in bells]
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


def _label_before(line: Line, lines: Sequence[Line]) -> str:
    """What stands left of a range on its level, closest to it."""
    level = [
        other
        for other in lines
        if other.box.right <= line.box.left and shares(other.box.top, other.box.bottom, line.box.top, line.box.bottom)
    ]
    return max(level, key=lambda other: other.box.right).text if level else ""
