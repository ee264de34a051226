"""What a page of one day, or of one list for every day, says of which day it is, and what heads its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chalicelib.domain.timetable import WEEK, Weekday
from chalicelib.extraction.axes import along, in_line, shares
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.headers.day_headings import days_headed
from chalicelib.extraction.headers.time_bands import WHOLE_WEEK
from chalicelib.extraction.settings import LEAST_TIMES
from chalicelib.extraction.tables.table import LONGEST_HEADING
from chalicelib.extraction.texts.days import find_days, parse_day_label
from chalicelib.extraction.texts.header_texts import only_times, spans_of
from chalicelib.extraction.texts.heads import head_of


def days_said(items: Sequence[Cell]) -> tuple[tuple[Weekday, ...], list[Cell]]:
    """The days that a heading says the whole page is of, and what stands below it; no days where none does, or several
    differ."""
    headings = [(item, days) for item in items if (days := _whole_week(item.text))]
    if not headings:
        headings = [(item, days) for item in items if (days := days_headed(item.text))]
        headings = headings or _one_day_said_above(items)
        if len({days for _, days in headings}) != 1:
            return (), []
    heading, days = min(headings, key=lambda said: said[0].box.bottom)
    below = [i for i in items if i.box.center[1] > heading.box.bottom and not any(i is said for said, _ in headings)]
    return days, below


def class_heads(items: Sequence[Cell]) -> list[Cell]:
    """The names of classes, or rooms, that head columns beside the times of a page of one day, right above the first of
    these; none where fewer than two stand so, each over several texts."""
    timed = [item for item in items if _is_time(item.text)]
    first = min((item.box.top for item in timed), default=0.0)
    behind = max((item.box.right for item in timed), default=0.0)
    above = [i for i in items if i.box.bottom <= first and i.box.left >= behind]
    rows = in_line(above, across=False)
    row = max(rows, key=lambda level: level[0].box.top, default=[])
    below = [item for item in items if item.box.top >= first and not _is_time(item.text)]
    headed = [
        head
        for head in row
        if head_of(head.text) is None
        and sum(shares(*along(head.box, True), *along(item.box, True)) for item in below) >= LEAST_TIMES
    ]
    return sorted(headed, key=lambda head: head.box.left) if len(headed) == len(row) > 1 else []


def _is_time(text: str) -> bool:
    """Whether a text says nothing but a time to the minute; "Dimotiko (7-11)" is a class."""
    return only_times(text) and all(span.start.exact for span in spans_of(text))


def _one_day_said_above(items: Sequence[Cell]) -> list[tuple[Cell, tuple[Weekday, ...]]]:
    """The short headings about one day, those above the first time where there are some: below it a remark may name
    another one ("due Friday")."""
    said = [(item, days) for item in items if (days := _one_day_said(item.text))]
    first = min((item.box.top for item in items if spans_of(item.text)), default=0.0)
    return [(item, days) for item, days in said if item.box.bottom <= first] or said


def _one_day_said(text: str) -> tuple[Weekday, ...]:
    """The day that a short heading is about ("Today is Thursday"); none of others, and of what has a time."""
    days = find_days(_STUCK_IN.sub(" ", _UNDERLINED.sub("", text.replace("_", " "))))
    return days if len(days) == 1 and len(text.split()) <= MOST_WORDS and not spans_of(text) else ()


_STUCK_IN = re.compile(r"(?<=[a-zä]dag)(?=i\b)", re.IGNORECASE)
"""Between a Scandinavian day and the word for "in", whose blank a reader has lost ("Onsdagi 3.B")."""

_UNDERLINED = re.compile(r"(?<=[^\W\d])\.(?=[^\W\d])")
"""What a line below a word, or what parts its letters, is read as ("T.U.ESDAY", "ONS.DAG")."""

MOST_WORDS = 5
"""Words of a heading that says which day it is."""


def _whole_week(text: str) -> tuple[Weekday, ...]:
    """The days of a heading that is said of every day, or of as many as make a week; none of others."""
    label = parse_day_label(text)
    if label is not None and label.every_day:
        return WEEK[:5]
    found = find_days(text) if len(text) < LONGEST_HEADING else ()
    return found if len(found) >= WHOLE_WEEK else ()
