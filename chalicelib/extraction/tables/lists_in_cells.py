"""Cells that hold a day's own list of lessons each: what is level in two of them is in no row."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.extraction.axes import along, shares
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.tables.pieces import side_by_side_texts
from chalicelib.extraction.texts.days import parse_day_label
from chalicelib.extraction.texts.header_texts import range_alone, spans_of


def hold_days_lists(cells: Sequence[Cell]) -> bool:
    """Whether cells hold a day's own list each, below its name, or from its first range of times on where these have
    lines of their own, and some of one are level with what is said below another's: that makes no row."""
    named = 0
    begun: list[Cell] = []
    for cell in cells:
        timed = [line.text for line in cell.lines if _begins_entry(line)]
        label = parse_day_label(cell.lines[0].text) if len(timed) >= LEAST_ENTRIES else None
        named += label is not None and label.certain
        if len(timed) > LEAST_ENTRIES and range_alone(cell.lines[0].text) and not side_by_side_texts(cell):
            begun.append(cell)
    return named >= LEAST_LISTS or (len(begun) >= LEAST_LISTS and _out_of_step(begun[:MOST_LISTS]))


def _begins_entry(line: Line) -> bool:
    """Whether a line says from when to when something is."""
    return any(span.end is not None for span in spans_of(line.text))


def _out_of_step(lists: Sequence[Cell]) -> bool:
    """Whether many lines of lists beside each other that say when something is are level with others that do not."""
    lines = [(along(line.box, False), _begins_entry(line), cell) for cell in lists for line in cell.lines]
    times = [(extent, cell) for extent, timed, cell in lines if timed]
    beside = [[timed for other, timed, held in lines if held is not cell and shares(*x, *other)] for x, cell in times]
    return sum(not all(timed) for timed in beside) > OUT_OF_STEP * len(times)


MOST_LISTS = 7
"""Lists beside each other, one for each day."""

OUT_OF_STEP = 0.2
"""Share of the entries of lists that are level with no entry of another, from which they are in no rows."""

LEAST_ENTRIES = 3
"""Ranges of times below a day's name in one cell that make a list of its own."""

LEAST_LISTS = 2
"""Such cells that make a page one of days' lists."""
