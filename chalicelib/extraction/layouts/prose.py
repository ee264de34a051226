"""Weeks told in running text: a paragraph a day, in it times and what happens then, one after the other; or in columns
beside the day's name, one for each part of the day."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.domain.timetable import Weekday
from chalicelib.extraction.axes import TimeBand
from chalicelib.extraction.cells.names import read_cell
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line, bounding, overlap
from chalicelib.extraction.headers.settling import settle
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.days import DayLabel, parse_day_label, weekdays
from chalicelib.extraction.texts.header_texts import begins_with_range
from chalicelib.extraction.texts.times import Clock, Span, find_spans

LEAST_DAYS = 2
"""Days that begin a line each, before text is taken for a week that is told."""

TOO_LATE = 19 * 60
"""A start from which a day was not told from its morning on: the next day's morning, taken for this evening."""

BETWEEN = " .,;:-–—•"
"""Signs around an activity that belong to the sentence."""


_LEAD_IN = re.compile(r"[\s•·▪‣◦]+(?:de|das?|dalle|von|from|van|od|o|dari|ó|at|à|um)?\s*$", re.IGNORECASE)
"""What leads in the time that follows: a bullet, "from"."""


@dataclass(frozen=True)
class Paragraph:
    """What is said of a day (or several): its lines after the day's name, as one text with the place of each line."""

    days: tuple[Weekday, ...]
    lines: tuple[Line, ...]
    every_day: bool = False

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    def held(self, first: int, last: int) -> Sequence[Line]:
        """The lines that hold the letters from ``first`` to before ``last``."""
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line.text) + 1)
        return self.lines[bisect(starts, first) - 1 : max(bisect(starts, last - 1), 1)]


def read_prose(number: int, lines: Sequence[Line]) -> Table | None:
    """The week told in ``lines``; None where no paragraphs begin with days and go on with times."""
    paragraphs = _paragraphs(lines)
    if len({paragraph.days for paragraph in paragraphs}) < LEAST_DAYS:
        return None
    drafts = tuple(_told_once(paragraphs))
    late = any(draft.start is not None and draft.start >= TOO_LATE for draft in drafts)
    if late or len({draft.day for draft in drafts}) < LEAST_DAYS:
        return None
    cells = tuple(Cell(draft.box, (Line(draft.name, draft.box, draft.box.height),)) for draft in drafts)
    return Table(Grid(number, GridKind.LISTED, cells), None, (), drafts)


def _told_once(paragraphs: Sequence[Paragraph]) -> list[Draft]:
    """What the paragraphs tell; of those of every day only what no day tells otherwise."""
    said = [(paragraph.every_day, draft) for paragraph in paragraphs for draft in told_in(paragraph)]
    own = [draft for every, draft in said if not every]
    return [d for every, d in said if not every or not any(at_once(d, other) for other in own)]


def at_once(draft: Draft, other: Draft) -> bool:
    """Whether two entries are of one day and largely of one time."""
    if draft.day is not other.day or None in (draft.start, draft.end, other.start, other.end):
        return False
    common = overlap(draft.start or 0, draft.end or 0, other.start or 0, other.end or 0)
    return common > ((draft.end or 0) - (draft.start or 0)) / 2


def _paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The lines from each that begins with a day to the next such one; what stands before the first is none's."""
    found: list[tuple[DayLabel, list[tuple[Line, ...]]]] = []
    level = sorted((line for line in lines if line.angle == 0), key=lambda line: (line.box.top, line.box.left))
    for row in rows_of(level):
        label, rest = _day_first(row)
        if label is not None:
            found.append((label, [rest]))
        elif found:
            found[-1][1].append(row)
    told = [Paragraph(weekdays(label), tuple(_in_columns(rows)), label.every_day) for label, rows in found]
    return [paragraph for paragraph in told if paragraph.lines]


def _in_columns(rows: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of a paragraph one after the other; column by column where its first row begins several with a range
    each, and every range below begins right under one of these."""
    columns = [line.box.left - line.size / 2 for line in rows[0] if begins_with_range(line.text)]
    lines = [line for row in rows for line in row]
    below = [line for row in rows[1:] for line in row if begins_with_range(line.text)]
    under = all(any(0 <= line.box.left - left <= line.size for left in columns) for line in below)
    if len(columns) < LEAST_COLUMNS or not below or not under or any(line.box.left < columns[0] for line in lines):
        return lines
    # A stable order: what stands in one column stays in that of its rows.
    return sorted(lines, key=lambda line: bisect(columns, line.box.left))


LEAST_COLUMNS = 2
"""Ranges beside each other that begin one each."""


def rows_of(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Lines that stand beside each other together, from left to right."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and abs(line.box.center[1] - rows[-1][0].box.center[1]) < 0.5 * line.box.height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [tuple(sorted(row, key=lambda line: line.box.left)) for row in rows]


def _day_first(row: Sequence[Line]) -> tuple[DayLabel | None, tuple[Line, ...]]:
    """The days that a row begins with and the lines without them; None where it begins otherwise."""
    first = row[0]
    words = first.text.split()
    for count in range(min(len(words), LONGEST_NAMES), 0, -1):
        head, colon, behind = " ".join(words[:count]).partition(":")
        label = parse_day_label(head.strip(BETWEEN))
        if label is None or not label.certain:
            continue
        tail = " ".join([behind, *words[count:]] if colon else words[count:]).strip(BETWEEN)
        rest = (Line(tail, first.box, first.size, confidence=first.confidence),) if tail else ()
        return label, (*rest, *row[1:])
    return None, tuple(row)


LONGEST_NAMES = 3
"""Words that name the days of a paragraph at most: "Dé Luain", "Monday and Friday"."""


def told_in(paragraph: Paragraph) -> list[Draft]:
    """The activities of a paragraph: each begins with its time and ends before the next one's."""
    text = paragraph.text
    spans = [span for span in find_spans(text) if span.start.exact]
    bands = settle([(TimeBand(i, i + 1), _clocks(span)) for i, span in enumerate(spans)])
    ends = [*(span.first for span in spans), len(text)][1:]
    drafts: list[Draft] = []
    for span, band, end in zip(spans, bands, ends, strict=True):
        lines = paragraph.held(span.first, end)
        box = bounding(line.box for line in lines)
        said = read_cell([Line(_LEAD_IN.sub("", text[span.last : end]).strip(BETWEEN), box, lines[0].size)])
        if said is None or not said.name:
            continue
        certain = min(line.confidence for line in lines)
        drafts.extend(
            Draft(day, band.start, band.end, said.name, said.notes, None, None, box, band.times_from, certain)
            for day in paragraph.days
        )
    return drafts


def _clocks(span: Span) -> list[Clock]:
    return [span.start] if span.end is None else [span.start, span.end]
