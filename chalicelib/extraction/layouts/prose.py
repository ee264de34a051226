"""Weeks told in running text: a paragraph a day, in it times and what happens then, one after the other."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.domain.timetable import Weekday
from chalicelib.extraction.axes import TimeBand
from chalicelib.extraction.cells.names import read_cell
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line, bounding
from chalicelib.extraction.headers.settling import settle
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.days import parse_day_label, weekdays
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
    drafts = tuple(draft for paragraph in paragraphs for draft in told_in(paragraph))
    late = any(draft.start is not None and draft.start >= TOO_LATE for draft in drafts)
    if late or len({draft.day for draft in drafts}) < LEAST_DAYS:
        return None
    cells = tuple(Cell(draft.box, (Line(draft.name, draft.box, draft.box.height),)) for draft in drafts)
    return Table(Grid(number, GridKind.LISTED, cells), None, (), drafts)


def _paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The lines from each that begins with a day to the next such one; what stands before the first is none's."""
    found: list[Paragraph] = []
    level = sorted((line for line in lines if line.angle == 0), key=lambda line: (line.box.top, line.box.left))
    for row in rows_of(level):
        days, rest = _day_first(row)
        if days:
            found.append(Paragraph(days, rest))
        elif found:
            found[-1] = Paragraph(found[-1].days, (*found[-1].lines, *row))
    return [paragraph for paragraph in found if paragraph.lines]


def rows_of(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Lines that stand beside each other together, from left to right."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and abs(line.box.center[1] - rows[-1][0].box.center[1]) < 0.5 * line.box.height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [tuple(sorted(row, key=lambda line: line.box.left)) for row in rows]


def _day_first(row: Sequence[Line]) -> tuple[tuple[Weekday, ...], tuple[Line, ...]]:
    """The days that a row begins with and the lines without them; no days where it begins otherwise."""
    first = row[0]
    words = first.text.split()
    for count in range(min(len(words), LONGEST_NAMES), 0, -1):
        head, colon, behind = " ".join(words[:count]).partition(":")
        label = parse_day_label(head.strip(BETWEEN))
        if label is None or not label.certain or label.every_day:
            continue
        tail = " ".join([behind, *words[count:]] if colon else words[count:]).strip(BETWEEN)
        rest = (Line(tail, first.box, first.size, confidence=first.confidence),) if tail else ()
        return weekdays(label), (*rest, *row[1:])
    return (), tuple(row)


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
