"""Words spelt one letter per day's cell, or set down over all of them."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.domain.timetable import Box
from chalicelib.extraction.axes import DayAxis, TimeBand, along, shares
from chalicelib.extraction.cells.names import LETTER_LOST_SURE
from chalicelib.extraction.grid import Cell, Line, bounding
from chalicelib.extraction.texts.joined import is_spelt, one_line
from chalicelib.extraction.texts.pauses import is_pause, is_spelt_pause, mended_freely

DISTINCT = 0.6
"""Share of a word's letters that differ from each other at least: "RECESS" has four of six."""

LEAST_LETTERS = 3
"""Single letters along one band from which they spell a word."""


def spelled_over_days(body: list[Cell], axis: DayAxis, bands: Sequence[TimeBand]) -> list[Cell]:
    """``body`` with words spelt one letter per day joined into one cell over all those days."""
    spelt = [(band, word) for band in bands if (word := _word(body, axis, band)) is not None]
    if sum(not is_pause(word) for _, word in spelt) > MOST_OTHERS:  # lessons called by letters ("D", "M") are no words
        spelt = [(band, word) for band, word in spelt if is_pause(word)]
    result = list(body)
    for band, word in spelt:
        if _letters_of(_level(result, axis, band)):  # not where a band of the same place has joined them
            result = _joined(result, axis, band, word)
    return result


MOST_OTHERS = 1
"""Words that are no pauses which a table spells over its days."""


def turned_over_days(body: Sequence[Cell], axis: DayAxis) -> list[Cell]:
    """``body`` with turned texts of one column, one above the other, as one where what parts them runs through a day's
    own row: a fold of the paper, and no rule."""
    if axis.across:
        return list(body)
    turned = sorted((c for c in body if c.lines and {x.angle for x in c.lines} in ({90}, {270})), key=_top)
    result = [c for c in body if not any(c is other for other in turned)]
    columns: list[Cell] = []
    for cell in turned:
        above = next((c for c in columns if _parted_by_fold(c, cell, axis)), None)
        if above is None:
            columns.append(cell)
        else:
            upwards = cell.lines[0].angle == UPWARDS
            lines = (*cell.lines, *above.lines) if upwards else (*above.lines, *cell.lines)
            columns[columns.index(above)] = Cell(bounding([above.box, cell.box]), lines, above.color)
    return result + columns


UPWARDS = 270
"""Degrees clockwise by which text that reads upwards is turned."""


def _top(cell: Cell) -> float:
    return cell.box.top


def _parted_by_fold(above: Cell, below: Cell, axis: DayAxis) -> bool:
    """Whether two cells of one column, turned alike, touch within a day's row."""
    border = (above.box.bottom + below.box.top) / 2
    width = above.box.width
    level = abs(above.box.left - below.box.left) + abs(above.box.right - below.box.right) < CLOSE * width
    touches = abs(below.box.top - above.box.bottom) < CLOSE * width
    within = any(b.low + INSIDE * (b.high - b.low) < border < b.high - INSIDE * (b.high - b.low) for b in axis.bands)
    return level and touches and within and above.lines[0].angle == below.lines[0].angle


CLOSE = 0.2
"""Widths of a column by which edges of cells may miss each other and still be the same."""

INSIDE = 0.25
"""Share of a day's row from its edges within which rules part days."""


def _level(cells: Sequence[Cell], axis: DayAxis, band: TimeBand) -> list[Cell]:
    """The cells with texts in a band, in the order of the days."""
    column = [c for c in cells if c.lines and shares(*along(c.box, not axis.across), band.low, band.high)]
    return sorted(column, key=lambda c: along(c.box, axis.across))


def _letters_of(column: Sequence[Cell]) -> Sequence[Cell]:
    """The cells of a band that spell a word; none where they do not."""
    if _stacked(column) or _several_each(column):
        return column
    letters = [c for c in column if len(_letter(c)) == 1 and _letter(c).isalpha()]
    spelt = len(letters) >= LEAST_LETTERS and all(sum(x.isalnum() for x in c.text) <= 1 for c in column)
    return letters if spelt else []


def _read(letters: Sequence[Cell]) -> str:
    return "".join(_letter(Cell(c.box, (line,))) for c in letters for line in c.lines)


def _word(cells: Sequence[Cell], axis: DayAxis, band: TimeBand) -> str | None:
    """The word that a band's cells spell, if they spell one."""
    read = _read(_letters_of(_level(cells, axis, band)))
    word = mended_freely(read)
    if not read or (not is_pause(word) and len(set(read.casefold())) < DISTINCT * len(read)):
        return None  # a lesson with a letter for its name, every day or almost
    return word


def _joined(cells: list[Cell], axis: DayAxis, band: TimeBand, word: str) -> list[Cell]:
    """``cells`` with those of a band as one that says ``word``."""
    column = _level(cells, axis, band)
    letters = _letters_of(column)
    whole = [c for c in cells if shares(*along(c.box, not axis.across), band.low, band.high)]
    box = bounding(c.box for c in whole)
    if is_pause(word) and _several_each(column):
        box = _over_all(box, axis)
    whole_word = word == _read(letters) and _without_gap(letters, axis)
    sure = min(c.confidence for c in letters) * (1.0 if whole_word else LETTER_LOST_SURE)
    first = letters[0].lines[0]
    line = Line(word, box, first.size, confidence=sure, placed=first.placed)
    return [c for c in cells if c not in whole] + [Cell(box, (line,), letters[0].color)]


def _stacked(column: Sequence[Cell]) -> bool:
    """Whether the lines of a column's cells are the letters of a pause, set down over all of them whatever rules part
    the cells."""
    lines = [line.text for cell in column for line in cell.lines]
    return len(column) > 1 and is_spelt(lines) and is_pause(one_line(lines))


def _several_each(column: Sequence[Cell]) -> bool:
    """Whether a few of a row's cells hold nothing but letters, several in some of them, that spell a pause over all
    days."""
    lines = [line for cell in column for line in sorted(cell.lines, key=lambda x: x.box.left)]
    parts = [text for line in lines for text in line.text.split()]
    letters = "".join(parts)
    short = is_spelt_pause(letters) or all(len(text) <= MOST_TOGETHER and text.isalpha() for text in parts)
    word = mended_freely(letters) if len(letters) == len(parts) else letters
    return short and len(letters) > len(column) > 1 and is_pause(word)


MOST_TOGETHER = 3
"""Letters of a word set over several days that a reader takes for one text."""


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
