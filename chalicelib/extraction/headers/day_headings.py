"""Lines that name a day each and head what stands below them: lists, cards, plans."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chalicelib.domain.timetable import Box, Weekday
from chalicelib.extraction.axes import in_line
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.headers.day_axes import day_axes
from chalicelib.extraction.texts.days import find_days, named_day, named_days, parse_day_label, resolve
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


def days_chosen(texts: Sequence[tuple[str, Box]], first: Box, last: Box) -> list[tuple[Box, Weekday]]:
    """The headings of days above lessons that stand in one column from ``first`` to ``last``, from the top; none where
    no day is named above the first. Of a row of days to choose from none heads anything, but for the one that alone
    says its date; beside a far larger heading smaller ones are none; between lessons only what begins at their left is
    one."""
    alone = without_tabs([(box, day) for text, box in texts if (day := _day_of_heading(text)) is not None])
    if not any(box.center[1] < first.top for box, _ in alone):
        alone += _dated_alone([(text, box) for text, box in texts if box.bottom <= first.top])
    largest = max((box.height for box, _ in alone), default=0.0)
    if sum(box.height > largest / LARGER for box, _ in alone) == 1:
        alone = [head for head in alone if head[0].height == largest]
    heads = [
        (box, day)
        for box, day in sorted(alone, key=lambda head: head[0].top)
        if box.center[1] < first.top or (box.top < last.bottom and box.left <= first.left + box.height)
    ]
    return heads if heads and heads[0][0].center[1] < first.top else []


def without_tabs(named: Sequence[tuple[Box, Weekday]]) -> list[tuple[Box, Weekday]]:
    """The days' names without those of a row of them, which one chooses from; of a page's first ``MOST_NAMED``."""
    looked_at = named[:MOST_NAMED]
    rows = [sum(box.top <= other.center[1] <= box.bottom for other, _ in looked_at) for box, _ in looked_at]
    return [head for head, level in zip(looked_at, rows, strict=True) if level < LEAST_TABS]


def _dated_alone(texts: Sequence[tuple[str, Box]]) -> list[tuple[Box, Weekday]]:
    """The one of a row of days that says more than its name, as all others do not: the day that was chosen."""
    axes = day_axes([Cell(box, (Line(text, box, box.height),)) for text, box in texts])
    row = next((axis for axis in axes if axis.across and len(axis.bands) >= LEAST_TABS), None)
    if row is None:
        return []
    heads = [
        (text, box, band.days[0])
        for band in row.bands
        for text, box in texts
        if box.left == band.low and row.low <= box.center[1] <= row.high
    ]
    dated = [(box, day) for text, box, day in heads if len(text.split()) > 1]
    return dated if len(dated) == 1 else []


def _day_of_heading(text: str) -> Weekday | None:
    """The one day that a heading names, alone or with its date or a few words; None for other texts."""
    day = named_day(text)
    if day is not None:
        return day
    days = find_days(text) if len(text.split()) <= LONGEST_NAMING and not spans_of(text) else ()
    return days[0] if len(days) == 1 else None


LEAST_TABS, MOST_NAMED = 3, 200
"""Days' names beside each other from which they are to choose from, and those of a page that are looked at."""

LARGER = 1.35
"""Times that a page's heading is larger than those of other days, which are shown small beside it."""

LONGEST_NAMING = 8
"""Words of such a heading at most ("czwartek, 16 października 2025 · Hania, kl. 5b")."""


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
