"""A week whose days' names were not read, or are of a language that is not known: five or six columns beside the times.

Refusing such a page helps nobody, and accepting it unseen is worse. Its columns (rows) are named Monday to Friday (or
Saturday) in order, with little confidence and a remark, so that a person looks at it.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import WEEK, Box
from chalicelib.extraction.axes import along, in_line
from chalicelib.extraction.grid import Cell, bounding
from chalicelib.extraction.lines.text_lines import lines_of
from chalicelib.extraction.texts.header_texts import only_times

MOST_WORDS = 2_000
"""Words of a page with one week; each text is held against the drawn cells."""

WEEKS = (5, 6)
"""Days of a school's week."""

LEAST_TIMES = 4
"""Times beside the columns; fewer stand in any form."""

REPEATED = 0.15
"""Share of the texts that come again at least: a week repeats its lessons, a list of other things hardly."""

FILLED = 0.5
"""Share of the crossings that hold a text at least."""

TIMED = 0.1
"""Share of the texts that are times at most; a bus' or an exam's table is full of them."""

WIDE = 1.6
"""Times the usual extent from which a text is said of several days."""

EVEN = 0.2
"""Share by which the distance of two days may differ from the usual one."""

SHORT = 4
"""Letters of what stands where the names should and is none; a reader saw a part of them."""

ASSUMED_SURE = 0.4
"""Confidence in a name that only its place says."""


def with_assumed_days(words: Sequence[Word], cells: Sequence[Cell]) -> list[Word] | None:
    """``words`` of a page with the days' names where they should stand; None where it does not look like a week.
    ``cells`` are the drawn ones with their texts, whatever their use."""
    if len(words) > MOST_WORDS:
        return None
    lines = [line for line in lines_of(words) if line.angle == 0]
    drawn = [cell for cell in cells if cell.lines]
    loose = [Cell(x.box, (x,)) for x in lines if not any(cell.box.holds(x.box) for cell in drawn)]
    for across in (True, False):
        names = _names([*drawn, *loose], across)
        if names:
            kept = [w for w in words if len(w.text) > SHORT or not any(_in_place(w, name, across) for name in names)]
            return [*kept, *names]
    return None


def _names(items: Sequence[Cell], across: bool) -> list[Word]:
    """The names of the days along ``across`` or down, each before its column (row) of texts beside the times."""
    times = max(in_line([c for c in items if only_times(c.text)], across=across), key=len, default=[])
    if len(times) < LEAST_TIMES:
        return []
    frame = bounding(c.box for c in times)
    low, high = along(frame, not across)
    step = (high - low) / len(times)
    body = [
        c
        for c in items
        if along(c.box, across)[0] >= along(frame, across)[1] - times[0].lines[0].size / 2
        and low - step / 2 <= sum(along(c.box, not across)) / 2 <= high + step / 2
    ]
    columns = _columns(body, across)
    if len(columns) not in WEEKS or not _like_a_week(body, len(columns) * len(times)):
        return []
    return [
        _name(day.value, along(bounding(c.box for c in column), across), low - step / 2, step / 2, across)
        for day, column in zip(WEEK, columns, strict=False)
    ]


def _columns(body: Sequence[Cell], across: bool) -> list[list[Cell]]:
    """The texts of each day, where they stand in columns (rows) as far from each other; none elsewhere."""
    extents = [along(c.box, across)[1] - along(c.box, across)[0] for c in body]
    usual = median(extents or [0.0])
    single = [c for c, extent in zip(body, extents, strict=True) if extent <= WIDE * usual]
    columns = in_line(single, across=across)
    middles = [sum(along(bounding(c.box for c in column), across)) / 2 for column in columns]
    steps = [b - a for a, b in itertools.pairwise(middles)]
    even = bool(steps) and all(abs(step - median(steps)) <= EVEN * median(steps) for step in steps)
    return columns if even else []


def _like_a_week(body: Sequence[Cell], crossings: int) -> bool:
    """Whether texts look like lessons: most times filled, some of them again and again, hardly any times."""
    texts = [" ".join(c.text.split()).casefold() for c in body]
    again = sum(texts.count(text) > 1 for text in set(texts))
    timed = sum(only_times(text) for text in texts)
    return len(texts) >= FILLED * crossings and again >= REPEATED * len(set(texts)) and timed <= TIMED * len(texts)


def _name(text: str, extent: tuple[float, float], middle: float, size: float, across: bool) -> Word:
    # In the middle of its column, clear of its neighbours: names side by side would be a list of days.
    low, high = extent[0] + NARROWER * (extent[1] - extent[0]), extent[1] - NARROWER * (extent[1] - extent[0])
    first, last = middle - size / 2, middle + size / 2
    box = (
        Box(left=low, right=high, top=first, bottom=last)
        if across
        else Box(left=first, right=last, top=low, bottom=high)
    )
    return Word(text=text, box=box, confidence=ASSUMED_SURE)


NARROWER = 0.25
"""Share of a column's width left free on either side of an assumed name."""


def _in_place(word: Word, name: Word, across: bool) -> bool:
    """Whether a word stands where a day is now named."""
    low, high = along(name.box, not across)
    first, last = along(name.box, across)
    x, y = sum(along(word.box, across)) / 2, sum(along(word.box, not across)) / 2
    return first <= x <= last and low - REACH * (high - low) <= y <= high


REACH = 2.0
"""Heights of the assumed name above it within which what was read of the printed one stands."""
