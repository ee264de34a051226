"""Periods' numbers that a reader has joined to their times: "① 7.55 – 8.40" read as "17.55-8.40", then "28.40-9.25"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.grid import Cell
from chalicelib.extraction.texts import times

LEAST_NUMBERED = 2
"""Times with a number too many from which the numbers are believed to count; one alone may be misread otherwise."""

LONGEST_PERIOD = 4 * 60
"""Minutes that a period lasts at most."""

HOURS_OF_TWO = 12
"""Hours that a clock of two halves a day counts to."""

_NUMBERED = re.compile(r"([1-9])\W{0,2}(?=(?:1\d|2[0-3]|0?[1-9])\s?[:.,h]\s?[0-5]\d)")


def without_numbers(row: Sequence[Cell]) -> list[Cell]:
    """The cells of one header, in order, with the numbers set apart that count up where the times as they are printed
    are none, or end before they start; as they are where those are times."""
    wrong = {i: n for i, cell in enumerate(row) if not _is_time(cell.text) and (n := _number(cell)) is not None}
    if len(wrong) < LEAST_NUMBERED or any(b <= a for a, b in itertools.pairwise(wrong.values())):
        return list(row)
    return [_set_apart(cell) if i in wrong else cell for i, cell in enumerate(row)]


def _number(cell: Cell) -> int | None:
    """The digit before a cell's time, where what is left without it is one."""
    match = _NUMBERED.match(cell.text)
    return int(match.group(1)) if match and _is_time(cell.text[match.end() :]) else None


def _is_time(text: str) -> bool:
    """Whether a text begins with a time, which ends, if it does, within ``LONGEST_PERIOD``."""
    spans = times.find_spans(times.tidy(" ".join(text.split())))
    if not spans or spans[0].first > 0:
        return False
    start, end = spans[0].start, spans[0].end
    if end is None:
        return True
    if not end.settled and text[:2].isdecimal() and int(text[:2]) > HOURS_OF_TWO:
        return False  # nobody writes one end of a period by 24 hours and the other by 12
    noon_between = start.minute < times.NOON + 60 and not end.settled
    lasts = end.minute - start.minute + (times.NOON if noon_between and end.minute < start.minute else 0)
    return 0 < lasts <= LONGEST_PERIOD


def _set_apart(cell: Cell) -> Cell:
    line = cell.lines[0]
    return replace(cell, lines=(replace(line, text=f"{line.text[0]} {line.text[1:].lstrip()}"), *cell.lines[1:]))
