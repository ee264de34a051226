"""What happens every day, told in a line of its own over the whole width of a table: posters set a banner between the
rows, above the first and below the last ("Every day 8:45 – 9:00 Register", "3:00 – 3:15 Story & home time")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chalicelib.domain.timetable import TimesFrom
from chalicelib.extraction.cells.names import Activity, read_cell
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Line, bounding
from chalicelib.extraction.layouts.every_day import says_every_day
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.header_texts import spans_of

LEAST_DAYS = 3
"""Days of a table that such a line goes over."""

IN_THE_MIDDLE = 0.1
"""Share of the days' width by which it may miss their middle."""

LONGEST_NAME = 40
"""Characters of what happens then; more is a sentence."""

LONGEST_LABEL = 3
"""Words that say that it is every day."""

MOST_LINES = 200
"""Lines that say a time and are looked at; a page of them is a list."""


def with_banners(table: Table, lines: Sequence[Line]) -> Table:
    """``table`` with what ``lines`` in the middle of its width tell of a time that follows on another of its times, for
    each of its days that has nothing then; as it is where its days do not stand beside each other."""
    axis = table.axis
    if axis is None or not axis.across or len(axis.bands) < LEAST_DAYS:
        return table
    low, high = min(band.low for band in axis.bands), max(band.high for band in axis.bands)
    days = list(dict.fromkeys(day for band in axis.bands for day in band.days))
    spans = [(d.start, d.end) for d in table.drafts if d.start is not None and d.end is not None]
    told: list[Draft] = []
    middle, room = (low + high) / 2, IN_THE_MIDDLE * (high - low)
    timed = [line for line in lines if line.angle == 0 and spans_of(line.text)][:MOST_LINES]
    whole = (_with_what_follows(line, lines) for line in timed)
    for line in (line for line in whole if abs(line.box.center[0] - middle) <= room):
        found = None if any(draft.box.holds(line.box) for draft in table.drafts) else _told_in(line)
        if found is None or not _follows_on(found[1:], spans):
            continue
        said, start, end = found
        spans.append((start, end))
        told += [
            Draft(day, start, end, said.name, said.notes, None, None, line.box, TimesFrom.CELL, line.confidence)
            for day in days
        ]
    return replace(table, drafts=(*table.drafts, *told)) if told else table


def _with_what_follows(line: Line, lines: Sequence[Line]) -> Line:
    """A line that ends with a time joined with what stands level behind it: between the two is a wide blank."""
    if spans_of(line.text)[-1].last < len(line.text.rstrip()):
        return line
    behind = [
        x
        for x in lines
        if x.angle == 0
        and 0 <= x.box.left - line.box.right <= FOLLOWING * line.size
        and x.box.top < line.box.center[1] < x.box.bottom
    ]
    if len(behind) != 1:
        return line
    box = bounding([line.box, behind[0].box])
    return replace(line, text=f"{line.text} {behind[0].text}", box=box, tokens=(), gaps=())


FOLLOWING = 3.0
"""Letter heights between a time and what happens then, beside it."""


def _told_in(line: Line) -> tuple[Activity, int, int] | None:
    """What a line says besides that it is every day, and from when to when; None where it tells no such thing."""
    words = line.text.split()
    label = next((n for n in range(1, LONGEST_LABEL + 1) if says_every_day(" ".join(words[:n]))), 0)
    said = read_cell([replace(line, text=" ".join(words[label:]), tokens=(), gaps=())])
    if said is None or said.printed is None or said.printed.end is None or not said.printed.start.exact:
        return None
    start, end = times.in_order([said.printed.start, said.printed.end])
    named = any(map(str.isalpha, said.name)) and len(said.name) <= LONGEST_NAME
    return (said, start, end) if named and start < end else None


def _follows_on(told: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a time begins where another one ends, or ends where one begins, and goes over none."""
    start, end = told
    free = not any(first < end and start < last for first, last in spans)
    return free and any(end == first or start == last for first, last in spans)
