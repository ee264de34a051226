"""Rows for every day one cell of which tells what each day has then: "Monday: Art", "Tuesday: P.E.", or the days' names
beside each other and below each what it has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.domain.timetable import Box, Weekday
from chalicelib.extraction.axes import along, shares
from chalicelib.extraction.cells.names import Activity, read_cell
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Line, bounding
from chalicelib.extraction.texts.days import LONG_NAME, named_day
from chalicelib.extraction.texts.header_texts import begins_with_range

LEAST_TOLD = 3
"""Lines of one cell, each of another day, from which it tells the days apart."""

_DAY_FIRST = re.compile(r"^(?P<day>[^\W\d_]{3,})\s*[.:,–-]?\s+(?P<said>\S.*)$")


def told_by_day(drafts: Sequence[Draft], cells: Sequence[Cell]) -> list[Draft]:
    """``drafts`` with those of such a cell each as its day's own line has it; days that it does not name have none."""
    result = list(drafts)
    for box, told in [*((c.box, _told(c) or _told_in_columns(c)) for c in cells), *_told_in_boxes(cells)]:
        if len(told) >= LEAST_TOLD:
            of_days = [x for draft in result for x in _of_its_day(draft, box, told)]
            # Several boxes of one row each gave a lesson for every day, and all of a day's are its own one now.
            once = {(d.day, d.start, d.end, d.name): d for d in reversed(of_days) if _within(d, box)}
            result = [d for d in of_days if not _within(d, box) or once[d.day, d.start, d.end, d.name] is d]
    return result


def _within(draft: Draft, box: Box) -> bool:
    x, y = draft.box.center
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def _of_its_day(draft: Draft, box: Box, told: dict[Weekday, Activity]) -> list[Draft]:
    if not _within(draft, box):
        return [draft]
    own = told.get(draft.day)
    return [] if own is None else [replace(draft, name=own.name, notes=own.notes)]


def _told_in_boxes(cells: Sequence[Cell]) -> list[tuple[Box, dict[Weekday, Activity]]]:
    """What rows of boxes tell each of which names its day over what that has then, and is no list of its lessons."""
    boxes = (c for c in cells if len(c.lines) > 1 and sum(map(begins_with_range, (x.text for x in c.lines))) <= 1)
    named = [(c, day) for c in boxes if (day := named_day(c.lines[0].text.strip(" .:"))) is not None]
    found: list[tuple[Box, dict[Weekday, Activity]]] = []
    for seed, _ in named[:MOST_BOXES]:
        row = [(c, day) for c, day in named if shares(*along(seed.box, False), *along(c.box, False))]
        box = bounding(c.box for c, _ in row)
        if len({day for _, day in row}) == len(row) >= LEAST_TOLD and all(box != other for other, _ in found):
            said = {day: read_cell(c.lines[1:]) for c, day in row}
            found.append((box, {day: activity for day, activity in said.items() if activity is not None}))
    return found


MOST_BOXES = 40
"""Such boxes of one table that are looked at."""


def _told(cell: Cell) -> dict[Weekday, Activity]:
    """What each line of a cell says of its day; nothing where a line begins otherwise or a day comes twice."""
    found: dict[Weekday, Activity] = {}
    for line in cell.lines if len(cell.lines) >= LEAST_TOLD else ():
        day, said = _day_and_rest(line)
        if day is None or said is None or day in found:
            return {}
        found[day] = said
    return found


def _told_in_columns(cell: Cell) -> dict[Weekday, Activity]:
    """What stands in a cell below each of several days' names beside each other; nothing where they stand otherwise."""
    if len(cell.lines) < 2 * LEAST_TOLD:
        return {}
    heads = [(line, day) for line in cell.lines if (day := _day(line.text)) is not None]
    days = {day for _, day in heads}
    level = all(abs(line.box.center[1] - heads[0][0].box.center[1]) < line.size for line, _ in heads)
    if len(days) < LEAST_TOLD or len(days) < len(heads) or not level:
        return {}
    below: dict[Weekday, list[Line]] = {day: [] for day in days}
    for line in cell.lines:
        if all(line is not head for head, _ in heads):
            _, day = min(heads, key=lambda head: abs(head[0].box.center[0] - line.box.center[0]))
            below[day].append(line)
    said = {day: read_cell(lines) for day, lines in below.items() if lines}
    return {day: activity for day, activity in said.items() if activity is not None} if len(said) == len(days) else {}


def _day(text: str) -> Weekday | None:
    """The one day that a text names in full and says nothing else."""
    return named_day(text.strip(" .:")) if len(text) >= LONG_NAME else None


def _day_and_rest(line: Line) -> tuple[Weekday | None, Activity | None]:
    """The day that a line begins with, in full, and what it says then."""
    match = _DAY_FIRST.match(line.text)
    day = _day(match["day"]) if match is not None else None
    return (None, None) if match is None or day is None else (day, read_cell([replace(line, text=match["said"])]))
