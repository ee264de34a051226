"""Days' lists set in columns as a newspaper does, or in rows: Monday to Wednesday below each other, the rest beside."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import WEEK, Box, Weekday
from chalicelib.extraction.axes import in_line, shares
from chalicelib.extraction.grid import Cell, Line, overlap
from chalicelib.extraction.headers.day_headings import day_headings, in_columns
from chalicelib.extraction.layouts.aligned import read_aligned
from chalicelib.extraction.layouts.every_day import listed_beside_days
from chalicelib.extraction.layouts.prose import read_prose
from chalicelib.extraction.lines.text_lines import lines_of
from chalicelib.extraction.lines.whitespace import emptiest
from chalicelib.extraction.tables.table import Table, worth
from chalicelib.extraction.texts.days import named_day
from chalicelib.extraction.texts.header_texts import spans_of

LEAST_HEADS = 3
"""Days that head lists in such columns; two stand above each other's columns anywhere."""


MORE_TOLD = 1.1
"""Times the blocks that a reading as running text must find of one by columns, which knows what a row's number is."""


Head = tuple[Line, Weekday]
"""A line that names a day, and the day."""


@dataclass(frozen=True)
class _Column:
    """Words of one column, and by how much they move to stand below the columns before it."""

    words: tuple[Word, ...]
    right: float
    down: float


def read_day_lists(number: int, words: Sequence[Word], lines: Sequence[Line]) -> Table | None:
    """The week in lists in several columns, read as one list, without one of every day beside them; None where the
    days' names do not stand so."""
    apart = [line.box for line in listed_beside_days(lines)]
    if apart:
        words = [w for w in words if not any(box.holds(w.box) for box in apart)]
        lines = lines_of(words)
    if short := [(line, day) for line, day in day_headings(lines) if not named_day(line.text)]:
        words = _in_full(words, short)
        lines = lines_of(words)
    heads = _heads(lines)
    stacked = _levelled(heads, words, lines) or _stacked(heads, words, lines)
    if not stacked:
        return None
    moved = [w.model_copy(update={"box": _moved(w.box, c.right, c.down)}) for c in stacked for w in c.words]
    table, told = read_aligned(number, moved, ()), read_prose(number, lines_of(moved))
    if table is None or (told is not None and worth(told.drafts) > MORE_TOLD * worth(table.drafts)):
        table = told
    if table is None:
        return None
    cells = tuple(replace(cell, box=_put_back(cell.box, stacked)) for cell in table.grid.cells)
    drafts = tuple(replace(draft, box=_put_back(draft.box, stacked)) for draft in table.drafts)
    return replace(table, grid=replace(table.grid, cells=cells), drafts=drafts)


def _heads(lines: Sequence[Line]) -> list[Head]:
    """The lines that name a day each, without a second language's name of the same behind it."""
    named = day_headings(lines)
    return [(line, day) for line, day in named if not any(other is day and _goes_on(x, line) for x, other in named)]


def _levelled(heads: Sequence[Head], words: Sequence[Word], lines: Sequence[Line]) -> list[_Column]:
    """The columns of a week that goes on from each day's list to the one beside it, one higher and one lower, all moved
    to begin level with the highest; none where they do not stand so."""
    heads = sorted(heads, key=lambda head: head[0].box.left)
    days = [WEEK.index(day) for _, day in heads]
    tops = [line.box.top for line, _ in heads]
    if not len(set(days)) == len(days) >= LEAST_HEADS or days != sorted(days) or _all_level([x for x, _ in heads]):
        return []
    groups = [[line] for line, _ in heads]
    if len(in_columns(heads)) < len(groups):
        return []
    columns = _columns(groups, _by_gaps(groups, words, lines), words, lines)
    return [replace(c, right=0.0, down=min(tops) - top) for c, top in zip(columns, tops, strict=False)]


def _all_level(heads: Sequence[Line]) -> bool:
    """Whether each of some lines is level with the first one."""
    first = heads[0].box
    return all(overlap(first.top, first.bottom, x.box.top, x.box.bottom) > 0 for x in heads)


def _stacked(heads: Sequence[Head], words: Sequence[Word], lines: Sequence[Line]) -> list[_Column]:
    """The columns, each moved below those before it; none where they are no columns of days' lists."""
    groups = [[line for line, _ in column] for column in in_columns(heads)]
    if not len({day for _, day in heads}) == len(heads) >= LEAST_HEADS or len(groups) < 2:
        return []
    if len(heads) == len(groups):
        return _row_by_row([line for line, _ in heads], words, lines)
    return _first_columns(groups, words, lines)


def _row_by_row(heads: Sequence[Line], words: Sequence[Word], lines: Sequence[Line]) -> list[_Column]:
    """The columns of lists in several rows, none of which begins below another one; none where they stand in one."""
    cells = [Cell(line.box, (line,)) for line in heads]
    rows = [[cell.lines[0] for cell in row] for row in in_line(cells, across=False)]
    rows = [sorted(row, key=lambda line: line.box.left) for row in sorted(rows, key=lambda row: row[0].box.top)]
    if len(rows) < 2:
        return []
    tops = [min(line.box.top for line in row) for row in rows]
    stacked: list[_Column] = []
    bottom = 0.0
    for row, (top, end) in zip(rows, itertools.pairwise([*tops, float("inf")]), strict=True):
        own = [w for w in words if top <= w.box.center[1] < end]
        found = _first_columns([[line] for line in row], own, [x for x in lines if top <= x.box.center[1] < end])
        if not found:
            return []
        right = rows[0][0].box.left - row[0].box.left
        stacked.extend(replace(c, right=c.right + right, down=c.down + bottom) for c in found)
        bottom = max(w.box.bottom + c.down for c in stacked for w in c.words) + row[0].size
    return stacked


def _first_columns(groups: Sequence[Sequence[Line]], words: Sequence[Word], lines: Sequence[Line]) -> list[_Column]:
    """The columns of days' lists that ``groups`` head, whose entries begin below the names or in the middle below."""
    below = _by_heads(groups)
    left = min(line.box.left for group in groups for line in group) - BESIDE * groups[0][0].size
    for borders in ([left, *below[1:]], below, _by_gaps(groups, words, lines)):
        if found := _columns(groups, borders, words, lines):
            return found
    return []


BESIDE = 2.0
"""Letter heights left of the days' names from which what stands there is an app's menu, where their entries begin below
them."""


def _by_heads(groups: Sequence[Sequence[Line]]) -> list[float]:
    """Where columns part whose entries begin below the days' names."""
    lefts = [min(line.box.left for line in group) - group[0].size / 2 for group in groups]
    return [float("-inf"), *lefts[1:], float("inf")]


def _by_gaps(groups: Sequence[Sequence[Line]], words: Sequence[Word], lines: Sequence[Line]) -> list[float]:
    """The same where the names stand in the middle over their entries: in the widest gap between two names."""
    top = min(line.box.top for group in groups for line in group)
    last = max((x.box.bottom for x in lines if spans_of(x.text)), default=top)  # notes below stand across the columns
    listed = [(w.box.left, w.box.right) for w in words if top < w.box.top < last]
    middles = [sum(line.box.center[0] for line in group) / len(group) for group in groups]
    return [float("-inf"), *(emptiest(a, b, listed) for a, b in itertools.pairwise(middles)), float("inf")]


def _columns(
    groups: Sequence[Sequence[Line]], borders: Sequence[float], words: Sequence[Word], lines: Sequence[Line]
) -> list[_Column]:
    """The columns between these borders, each moved below those before it; none where a day has no times."""
    notes = _over(lines, borders)
    found: list[_Column] = []
    bottom = 0.0
    for group, (low, high) in zip(groups, itertools.pairwise(borders), strict=True):
        top = min(line.box.top for line in group)
        own = [w for w in words if low <= w.box.center[0] < high and w.box.bottom > top]
        within = [x for x in lines if low <= x.box.left < high]
        if not _each_has_times(group, within):
            return []
        timed = [x for x in within if spans_of(x.text)]
        begun = [x for x in timed if x.text[:1].isdigit()] or timed  # a note names a time in its midst
        last = max(x.box.bottom for x in begun) + LAST_ENTRY * group[0].size
        own = [w for w in own if w.box.top < last and not any(line.box.holds(w.box) for line in notes)]
        if not own:
            return []
        right = groups[0][0].box.left - group[0].box.left
        found.append(_Column(tuple(own), right, bottom - top))
        bottom += max(w.box.bottom for w in own) - top + group[0].size
    return found


LAST_ENTRY = 3.0
"""Letter heights (a day's name's) below the last time of a column that its entry takes; what follows are notes."""


def _over(lines: Sequence[Line], borders: Sequence[float]) -> list[Line]:
    """The lines without a time that run over a border between columns: notes to all of them."""
    crossing = [x for x in lines if any(x.box.left < border < x.box.right for border in borders)]
    return [line for line in crossing if not spans_of(line.text)]


def _in_full(words: Sequence[Word], short: Sequence[tuple[Line, Weekday]]) -> list[Word]:
    """``words`` with each of the ``short`` names that head something in full: alone, "Do" is no more than a word."""
    heads = [Word(text=day.value, box=line.box) for line, day in short]
    return [*(w for w in words if not any(head.box.holds(w.box) for head in heads)), *heads]


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line follows another one right behind it: the day's name in a second language ("MONDAY (Dé Luain)")."""
    level = shares(before.box.top, before.box.bottom, line.box.top, line.box.bottom)
    return level and 0 <= line.box.left - before.box.right <= CLOSE_BEHIND * line.size


CLOSE_BEHIND = 2.0
"""Letter heights between the names of one day in two languages."""


def _each_has_times(heads: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether below each head, before the next one, a line says a time."""
    tops = sorted(head.box.top for head in heads)
    timed = [x.box.center[1] for x in lines if spans_of(x.text)]
    return all(any(low < y < high for y in timed) for low, high in itertools.pairwise([*tops, float("inf")]))


def _moved(box: Box, right: float, down: float) -> Box:
    return Box(left=box.left + right, top=box.top + down, right=box.right + right, bottom=box.bottom + down)


def _put_back(box: Box, stacked: Sequence[_Column]) -> Box:
    """Where a box of the moved columns stands on the page."""
    x, y = box.center
    begun = (
        c
        for c in reversed(stacked)
        if min(w.box.top for w in c.words) + c.down - 1 <= y and min(w.box.left for w in c.words) + c.right <= x
    )
    column = next(begun, stacked[0])
    return _moved(box, -column.right, -column.down)
