"""Lines that name a day each and head what stands below them: lists, cards, plans."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chalicelib.domain.timetable import Box, Weekday
from chalicelib.extraction.axes import in_line
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.texts.days import named_day, named_days, parse_day_label, resolve
from chalicelib.extraction.texts.header_texts import spans_of

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


def days_headed(text: str) -> tuple[Weekday, ...]:
    """The days whose plan is below a heading, which may say how these are: "Mon, Tue", "Wednesday – Late Start"; none
    of other texts, and of such as go on with a time."""
    match = _REMARKED.match(text) if len(text) <= LONGEST_HEADING else None
    return named_days(text) or (named_days(match["days"]) if match and not spans_of(match["said"]) else ())


_REMARKED = re.compile(r"(?P<days>[^\W\d].*?)\s*(?:\s[-–—]\s|—|:|\(|·)\s*(?P<said>[^\W\d].*)")

LONGEST_HEADING = 60
"""Letters of a heading at most; a longer text is a remark."""


def head_above(box: Box, heads: Sequence[Box]) -> int | None:
    """At which of several headings a line below it is: the nearest one that does not begin right of the line's middle,
    be it the list's own above others or the one beside it."""
    middle = box.center[0]
    above = [i for i, head in enumerate(heads) if head.bottom <= box.top and head.left <= middle]
    return min(above, key=lambda i: box.top - heads[i].bottom + middle - heads[i].left, default=None)


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
