"""Cells cut to the day whose text they hold, where the rules beside it are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from chalicelib.extraction.axes import DayAxis, DayBand, along, shares
from chalicelib.extraction.grid import Cell, Line, bounding
from chalicelib.extraction.settings import MOSTLY
from chalicelib.extraction.texts.days import named_days
from chalicelib.extraction.texts.header_texts import only_times


def without_heading(cell: Cell, axis: DayAxis) -> Cell:
    """``cell`` without what heads its row (column), where the rule between that and the days is missing: their times
    are kept."""
    first = min(band.low for band in axis.bands)
    within = [sum(along(line.box, axis.across)) / 2 >= first for line in cell.lines]
    if along(cell.box, axis.across)[0] >= first or all(within) or not any(within):
        return cell
    kept = [line for line, inside in zip(cell.lines, within, strict=True) if inside or only_times(line.text)]
    return replace(cell, lines=tuple(kept))


def without_day_again(cell: Cell, axis: DayAxis) -> Cell:
    """``cell`` without its own day's name above what it holds: headings that come again in the middle of a table, where
    the rule below them was not seen."""
    if not axis.across or len(cell.lines) < 2:
        return cell
    head, *rest = cell.lines
    named = set(named_days(head.text))
    held = {day for band in axis.bands if shares(*along(cell.box, True), band.low, band.high) for day in band.days}
    if not named or named != held or rest[0].box.top < head.box.bottom - head.size / 2:
        return cell
    border = (head.box.bottom + rest[0].box.top) / 2
    return replace(cell, box=cell.box.model_copy(update={"top": border}), lines=tuple(rest))


def kept_to_their_day(body: Sequence[Cell], axis: DayAxis) -> list[Cell]:
    """``body`` with cells over several days cut to the one whose text they hold, where all texts of the table begin at
    the left of their cells: the rules between the days were not seen there."""
    if not axis.across:
        return list(body)
    gaps = [
        (min(line.box.left for line in c.lines) - c.box.left) / max(line.size for line in c.lines)
        for c in body
        if c.lines and all(line.angle == 0 for line in c.lines) and len(_days_of(c, axis)) == 1
    ]
    if len(gaps) < LEAST_ALIGNED:
        return list(body)
    usual = median(gaps)
    if sum(abs(gap - usual) <= ALIGNED for gap in gaps) >= MOSTLY * len(gaps):
        return [_kept(cell, usual, axis) for cell in body]
    own = [c for c in body if c.lines and len(_days_of(c, axis)) == 1]
    if sum(_off_middle(c.lines, c.box.left, c.box.right) <= CENTRED for c in own) >= MOSTLY * len(own):
        return [_kept_to_middle(cell, axis) for cell in body]
    return list(body)


def _kept_to_middle(cell: Cell, axis: DayAxis) -> Cell:
    """A cell over several days whose text stands in the middle of one of them, and not of the cell, cut to that day."""
    days = _days_of(cell, axis)
    if len(days) < 2 or not cell.lines or _off_middle(cell.lines, cell.box.left, cell.box.right) <= OFF_MIDDLE:
        return cell
    text = bounding(line.box for line in cell.lines)
    within = [day for day in days if day.low <= text.left and text.right <= day.high]
    if len(within) != 1 or _off_middle(cell.lines, within[0].low, within[0].high) > CENTRED:
        return cell
    return replace(cell, box=cell.box.model_copy(update={"left": within[0].low, "right": within[0].high}))


def _off_middle(lines: Sequence[Line], low: float, high: float) -> float:
    """By which share of a stretch its texts miss the middle of it."""
    middle = bounding(line.box for line in lines).center[0]
    return abs(middle - (low + high) / 2) / max(high - low, 1.0)


CENTRED = 0.06
"""Share of a column's width by which a text set in its middle may miss it."""

OFF_MIDDLE = 0.15
"""The same from which it is not set there."""


def _kept(cell: Cell, usual: float, axis: DayAxis) -> Cell:
    days = _days_of(cell, axis)
    if len(days) < 2 or not _flush_left(cell.lines):
        return cell
    size = max(line.size for line in cell.lines)
    left, right = min(line.box.left for line in cell.lines), max(line.box.right for line in cell.lines)
    begun = [day for day in days if abs((left - day.low) / size - usual) <= ALIGNED and right <= day.high]
    if len(begun) != 1 or begun[0] is days[0]:
        return cell
    return replace(cell, box=cell.box.model_copy(update={"left": begun[0].low, "right": begun[0].high}))


def _flush_left(lines: Sequence[Line]) -> bool:
    """Whether several lines begin below each other and end elsewhere: they are not set in the middle of anything."""
    if len(lines) < 2 or any(line.angle != 0 for line in lines):
        return False
    size = max(line.size for line in lines)
    begins, ends = [line.box.left for line in lines], [line.box.right for line in lines]
    return max(begins) - min(begins) <= ALIGNED * size < (max(ends) - min(ends)) / 2


def _days_of(cell: Cell, axis: DayAxis) -> list[DayBand]:
    """The days that a cell covers."""
    return [band for band in axis.bands if shares(*along(cell.box, axis.across), band.low, band.high)]


LEAST_ALIGNED = 8
"""Cells of one day from which a table shows where its texts begin."""

ALIGNED = 0.4
"""Letter heights by which texts that begin at the left of their cells may differ."""
