"""Words spelt one letter per day's cell, or set down over all of them."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.domain.timetable import Box
from chalicelib.extraction.axes import DayAxis, TimeBand, along, shares
from chalicelib.extraction.grid import Cell, Line, bounding
from chalicelib.extraction.joined import is_spelt, one_line
from chalicelib.extraction.pauses import is_pause, mended_freely

DISTINCT = 0.6
"""Share of a word's letters that differ from each other at least: "RECESS" has four of six."""

LEAST_LETTERS = 3
"""Single letters along one band from which they spell a word."""


def spelled_over_days(body: list[Cell], axis: DayAxis, bands: Sequence[TimeBand]) -> list[Cell]:
    """``body`` with words spelt one letter per day joined into one cell over all those days."""
    result = list(body)
    for band in bands:
        column = [c for c in result if c.lines and shares(*along(c.box, not axis.across), band.low, band.high)]
        column.sort(key=lambda c: along(c.box, axis.across))
        letters = [c for c in column if len(_letter(c)) == 1 and _letter(c).isalpha()]
        if _stacked(column) or _several_each(column):
            letters = column
        elif len(letters) < LEAST_LETTERS or any(sum(x.isalnum() for x in c.text) > 1 for c in column):
            continue
        whole = [c for c in result if shares(*along(c.box, not axis.across), band.low, band.high)]
        box = bounding(c.box for c in whole)
        read = "".join(_letter(Cell(c.box, (line,))) for c in letters for line in c.lines)
        word = mended_freely(read)
        if not is_pause(word) and len(set(read.casefold())) < DISTINCT * len(read):
            continue  # a lesson with a letter for its name, every day or almost
        if is_pause(word) and _several_each(column):
            box = _over_all(box, axis)
        whole_word = word == read and _without_gap(letters, axis)
        sure = min(c.confidence for c in letters) * (1.0 if whole_word else LETTER_LOST_SURE)
        line = Line(word, box, letters[0].lines[0].size, confidence=sure)
        result = [c for c in result if c not in whole] + [Cell(box, (line,), letters[0].color)]
    return result


def _stacked(column: Sequence[Cell]) -> bool:
    """Whether the lines of a column's cells are the letters of a pause, set down over all of them whatever rules part
    the cells."""
    lines = [line.text for cell in column for line in cell.lines]
    return len(column) > 1 and is_spelt(lines) and is_pause(one_line(lines))


def _several_each(column: Sequence[Cell]) -> bool:
    """Whether a few of a row's cells hold nothing but letters, several of which spell a pause over all days."""
    lines = [line for cell in column for line in sorted(cell.lines, key=lambda x: x.box.left)]
    letters = [text for line in lines for text in line.text.split()]
    single = all(len(text) == 1 and text.isalpha() for text in letters)
    return single and len(letters) > len(column) > 1 and is_pause(mended_freely("".join(letters)))


def _over_all(box: Box, axis: DayAxis) -> Box:
    """A box that reaches over all days: letters set widely reach into but some of them."""
    low, high = min(band.low for band in axis.bands), max(band.high for band in axis.bands)
    return box.model_copy(update={"left": low, "right": high} if axis.across else {"top": low, "bottom": high})


def _letter(cell: Cell) -> str:
    """A cell's text without the specks that a reader takes for dots, and a nought as the O that it is among letters."""
    return "".join(cell.text.split()).strip(".·").replace("0", "O")


def _without_gap(letters: Sequence[Cell], axis: DayAxis) -> bool:
    """Whether each day between the first letter's and the last one's has one."""
    extents = [along(c.box, axis.across) for c in letters]
    first, last = min(low for low, _ in extents), max(high for _, high in extents)
    within = [b for b in axis.bands if first < (b.low + b.high) / 2 < last]
    return all(any(shares(b.low, b.high, *extent) for extent in extents) for b in within)


LETTER_LOST_SURE = 0.85
"""What is left of the confidence in a word one of whose letters was not read."""
