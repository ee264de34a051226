"""Lines that name a day each and head what stands below them: lists, cards, plans."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.domain.timetable import Weekday
from chalicelib.extraction.axes import in_line
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.texts.days import named_day, named_days, parse_day_label, resolve

LEAST_SHORT = 4
"""Days in short that one language must know; two or three words in any text may be some."""

LEAST_LETTERS = 2
"""Letters of a short name that heads a list; single ones are those of a list's items."""


def day_headings(lines: Sequence[Line]) -> list[tuple[Line, Weekday]]:
    """The level lines that name one day and nothing else, in the order of ``lines``; where no name is sure by itself,
    those in short ("Mo", "Di") that one language knows all, each once."""
    level = [line for line in lines if line.angle == 0]
    sure = [(line, day) for line in level if (day := named_day(line.text)) is not None]
    if sure:
        return sure
    named = [(line, label) for line in level if (label := parse_day_label(line.text)) is not None]
    short = [(line, label) for line, label in named if len(label.choices) == 1 and len(line.text) >= LEAST_LETTERS]
    if len(short) < LEAST_SHORT or not frozenset.intersection(*(label.languages for _, label in short)):
        return []
    days = [day for day, *_ in resolve([label for _, label in short])]
    return [(line, day) for (line, _), day in zip(short, days, strict=True)] if len(set(days)) == len(days) else []


def rows_of_days(lines: Sequence[Line], most: int) -> list[list[Cell]]:
    """Those of ``lines`` that name days, whatever else they say, level with each other together; none where there are
    more than ``most``: a list names one in every row."""
    heads = [Cell(line.box, (line,)) for line in lines if named_days(line.text)]
    return in_line(heads, across=False) if len(heads) <= most else []


def in_columns(headings: Sequence[tuple[Line, Weekday]]) -> list[list[tuple[Line, Weekday]]]:
    """Headings that begin at the same place across the page together, from left to right."""
    columns: list[list[tuple[Line, Weekday]]] = []
    for line, day in sorted(headings, key=lambda heading: heading[0].box.left):
        if columns and line.box.left - columns[-1][0][0].box.left < line.size:
            columns[-1].append((line, day))
        else:
            columns.append([(line, day)])
    return columns
