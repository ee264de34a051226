"""Lines that name a day each and head what stands below them: lists, cards, plans."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from chalicelib.domain.timetable import Box, Weekday
from chalicelib.extraction.axes import DayAxis, in_line
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.headers.day_axes import day_axes
from chalicelib.extraction.texts.days import days_of_each, find_days, named_day, named_days, parse_day_label, resolve
from chalicelib.extraction.texts.header_texts import spans_of

LEAST_SHORT = 4
"""Days in short that one language must know; two or three words in any text may be some."""

LEAST_LETTERS = 2
"""Letters of a short name that heads a list; single ones are those of a list's items."""


def day_headings(lines: Sequence[Line]) -> list[tuple[Line, Weekday]]:
    """The level lines that name one day and nothing else, in the order of ``lines``; where no name is sure by itself,
    those in short ("Mo", "Di") that one language knows all, each once."""
    level = [line for line in lines if line.angle == 0]
    days_named = zip(level, days_of_each([line.text for line in level]), strict=True)
    sure = [(line, day) for line, day in days_named if day is not None]
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


def days_chosen(
    texts: Sequence[tuple[str, Box]], first: Box, last: Box, drawn: Sequence[Box]
) -> list[tuple[Box, Weekday]]:
    """The headings of days above lessons that stand in one column from ``first`` to ``last``, from the top; none where
    no day is named above the first. Of a row of days to choose from none heads anything, but for the one that alone
    says its date, or is marked by one of the ``drawn`` areas; beside a far larger heading smaller ones are none;
    between lessons only what begins at their left is one."""
    named = zip(texts, days_of_each([text for text, _ in texts]), strict=True)
    headed = [(box, day or _day_of_heading(text)) for (text, box), day in named]
    alone = without_tabs([(box, day) for box, day in headed if day is not None])
    if not any(box.center[1] < first.top for box, _ in alone):
        alone += _chosen_of_row([(text, box) for text, box in texts if box.bottom <= first.top], drawn)
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


def _chosen_of_row(texts: Sequence[tuple[str, Box]], drawn: Sequence[Box]) -> list[tuple[Box, Weekday]]:
    """The one of a row of days that says more than its name, or that an area is drawn around, as for no other: the day
    that was chosen; or the one whose date stands in full beside the row ("di 14 januari")."""
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
    marked = [(box, day) for _, box, day in heads if any(_marks(area, box, row) for area in drawn)]
    beside = [(box, day) for text, box in texts for name, _, day in heads if _begins_dated(text, name)]
    return next((chosen for chosen in (dated, marked, beside) if len(chosen) == 1), [])


def _begins_dated(text: str, name: str) -> bool:
    """Whether a text begins with a day's name, a number behind it, and says more than these."""
    words = [word.strip(".,").casefold() for word in text.split()]
    return len(words) >= LEAST_DATED and words[0] == name.strip(".,").casefold() and words[1].isdigit()


def _marks(area: Box, name: Box, row: DayAxis) -> bool:
    """Whether a drawn area is around a day's name, or its date above or below, and no wider than a day has room."""
    middles = sorted((band.low + band.high) / 2 for band in row.bands)
    step = min(b - a for a, b in itertools.pairwise(middles))
    near = row.low - MARK * name.height <= area.center[1] <= row.high + MARK * name.height
    return near and area.width <= step and abs(area.center[0] - name.center[0]) <= step / 4


LEAST_DATED = 3
"""Words of a date: the day's name, its number, the month."""

MARK = 2.5
"""Heights of a day's name above or below it within which its date is marked."""


def _day_of_heading(text: str) -> Weekday | None:
    """The one day that a heading of a few words names, a letter of it misread at most; None for other texts."""
    if len(text.split()) > LONGEST_NAMING or spans_of(text):
        return None
    long = (word.strip(".,:;!") for word in text.split() if len(word) >= LEAST_MISREAD)
    days = find_days(text) or tuple({day for word in long if (day := named_day(word)) is not None})
    return days[0] if len(days) == 1 else None


LEAST_TABS, MOST_NAMED = 3, 200
"""Days' names beside each other from which they are to choose from, and those of a page that are looked at."""

LARGER = 1.35
"""Times that a page's heading is larger than those of other days, which are shown small beside it."""

LEAST_MISREAD = 6
"""Letters of a word that may be a day's name misread; of shorter ones too many are as close."""

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
