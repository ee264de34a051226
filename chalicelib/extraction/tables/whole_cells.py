"""Cells that are one whatever cuts them: of pauses and spelt words, over which folds, shadows and the lines of a paper
go, or which were written over the rules of a row that is all their own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

from chalicelib.extraction.axes import DayAxis, TimeBand, along, shares
from chalicelib.extraction.grid import Cell, bounding
from chalicelib.extraction.headers.borders import reach_of
from chalicelib.extraction.headers.time_bands import WHOLE_WEEK
from chalicelib.extraction.texts.header_texts import only_times
from chalicelib.extraction.texts.pauses import is_pause

LEAST_LETTERS = 3
"""Single letters below each other that spell a word."""

CENTRED = 0.08
"""Share of an area's extent by which a text meant for all of it may miss its middle."""


def with_whole_pauses(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` with the parts of each pause, and of each word that is spelt down, as one."""
    spelt = _with_spelt_columns(_with_spelt(cells))
    return _with_folded_pauses(_with_parted_pauses(_with_overhanging_pauses(_with_times_behind(spelt))))


def with_pauses_over_the_week(body: Sequence[Cell], axis: DayAxis, bands: Sequence[TimeBand]) -> list[Cell]:
    """``body`` with each pause that alone is said at its time, in the middle day's cell of a week whose other times are
    mostly filled, over all days: by hand, a line through the others' cells says so. Where a routine says what is on all
    days, what stands in one is that day's."""
    result = list(body)
    if not axis.across or axis.routine is not None or len(axis.bands) < WHOLE_WEEK or len(axis.bands) % 2 == 0:
        return result
    middle = axis.bands[len(axis.bands) // 2]
    said = [[c for c in body if c.lines and shares(c.box.top, c.box.bottom, b.low, b.high)] for b in bands]
    if not said or median(map(len, said)) < FILLED * len(axis.bands):
        return result
    for level in said:
        cell = level[0] if len(level) == 1 else None
        if cell is None or not is_pause(cell.text) or _DUTY.search(cell.text):
            continue
        if not middle.low < cell.box.center[0] < middle.high:
            continue
        week = cell.box.model_copy(update={"left": axis.bands[0].low, "right": axis.bands[-1].high})
        result = [replace(c, box=week) if c is cell else c for c in result]
    return result


_DUTY = re.compile(r"duty|aufsicht|guardia|surveill|vigil|dy[żz]ur|sorveglianza|toezicht|cover", re.IGNORECASE)
"""What a teacher has in a pause, on one day."""

FILLED = 0.6
"""Share of the days that have something at most times in a class' week; a teacher's own has less."""


def _with_times_behind(cells: Sequence[Cell]) -> list[Cell]:
    """The cell of a pause joined with the one beside it that holds nothing but a time, where the two stand as close to
    the border as words of one line do: a fold has cut what was printed over all days ("Große Pause 9.20 - 9.40")."""
    result = list(cells)
    reach = reach_of(cells)
    pauses = [c for c in cells if len(c.lines) == 1 and is_pause(c.text)][:MOST_PAUSES]
    times = [c for c in cells if len(c.lines) == 1 and only_times(c.text) and not is_pause(c.text)]
    # "BREAK 10:30 - 10:45 BREAK": the time between two stands for itself.
    alone = [c for c in times if sum(_side_by_side(pause, c, reach) for pause in pauses) == 1]
    for cell in pauses:
        name = cell.lines[0]
        for other in alone:
            time = other.lines[0]
            apart = time.box.left - name.box.right
            if _side_by_side(cell, other, reach) and -name.size / 2 <= apart <= name.size and not name.angle:
                box = bounding([name.box, time.box])
                line = replace(name, text=f"{name.text} {time.text}", box=box, tokens=(), gaps=())
                whole = replace(cell, box=bounding([cell.box, other.box]), lines=(line,))
                result = [whole if c is cell else c for c in result if c is not other]
    return result


def edge_numbers(cells: Sequence[Cell]) -> dict[float, int]:
    """The number, from the left, of the place at which each left and right side of ``cells`` lies; sides within reach
    of each other lie at one."""
    reach, places = 2 * reach_of(cells), sorted({edge for cell in cells for edge in along(cell.box, True)})
    numbers: dict[float, int] = {}
    for i, place in enumerate(places):
        before = numbers[places[i - 1]] if i else 0
        numbers[place] = before + (i > 0 and place - places[i - 1] > reach)
    return numbers


def by_edges(cells: Sequence[Cell], edges: Mapping[float, int]) -> dict[tuple[int, int], list[Cell]]:
    """``cells`` by the numbers (as of ``edge_numbers``) of their left and right sides: a column's have the same."""
    columns: dict[tuple[int, int], list[Cell]] = {}
    for cell in cells:
        columns.setdefault((edges[cell.box.left], edges[cell.box.right]), []).append(cell)
    return columns


def centred(cell: Cell, across: bool) -> bool:
    """Whether a cell's texts as a whole stand in its middle."""
    low, high = along(cell.box, across)
    first, last = along(bounding(x.box for x in cell.lines), across)
    return abs((low + high) - (first + last)) / 2 <= CENTRED * (high - low)


def _with_spelt(cells: Sequence[Cell]) -> list[Cell]:
    """Cells one below the other joined where a word spelt down runs over the line between: a fold, and no rule."""
    result = list(cells)
    reach = reach_of(cells)
    for cell in cells:
        if len(cell.lines) < 2 or not _letters(cell) or cell not in result:
            continue
        for other in result:
            box = bounding([cell.box, other.box])
            aligned = _one_above_another(cell, other, reach)
            touching = box.height - cell.box.height - other.box.height <= reach
            if other is cell or not aligned or not touching or not _letters(other):
                continue
            lines = tuple(sorted((*cell.lines, *other.lines), key=lambda x: x.box.top))
            whole = Cell(box, lines, cell.color)
            if len(lines) >= LEAST_LETTERS and centred(whole, False) and not centred(cell, False):
                result = [whole if c is cell else c for c in result if c is not other]
                break
    return result


def _with_spelt_columns(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a column joined that hold the letters of a pause, one each, and nothing else: it is spelt down over
    all days, whatever parts them, be it the lines of the paper."""
    columns = by_edges(cells, edge_numbers(cells))
    joined: dict[int, Cell | None] = {}
    for column in columns.values():
        column.sort(key=lambda c: c.box.top)
        for lettered, run in itertools.groupby(column, key=_letters):
            held = _around_letters(list(run)) if lettered else []
            lines = tuple(line for c in held for line in c.lines)
            if is_pause("".join(line.text.strip() for line in lines)):
                joined |= {id(c): None for c in held}
                joined[id(held[0])] = Cell(bounding(c.box for c in held), lines, held[0].color)
    return [whole for cell in cells if (whole := joined.get(id(cell), cell)) is not None]


def _around_letters(column: Sequence[Cell]) -> Sequence[Cell]:
    """The most of a column's cells in the middle of which stand its letters, a cell each; none where there are few."""
    lettered = [i for i, cell in enumerate(column) if cell.lines]
    if (
        len(column) > MOST_SPELT_OVER
        or len(lettered) < LEAST_SPELT
        or sum(len(column[i].lines) for i in lettered) > len(lettered) + 1
    ):
        return []
    texts = bounding(line.box for i in lettered for line in column[i].lines)
    for first, last in sorted(
        itertools.product(range(lettered[0] + 1), range(lettered[-1], len(column))), key=lambda ends: ends[0] - ends[1]
    ):
        box = bounding(c.box for c in column[first : last + 1])
        if abs(box.center[1] - texts.center[1]) <= EXACTLY * box.height:
            return column[first : last + 1]
    return []


MOST_SPELT_OVER = 60
"""Cells that such a word goes over at most: a week's rows, and the lines of the paper in each."""

LEAST_SPELT = 5
"""Letters below each other, a cell each, from which they spell a word: as many lessons are seldom called so."""


def _with_parted_pauses(cells: Sequence[Cell]) -> list[Cell]:
    """A pause's cell joined with an empty one beside it where no other cell has the border between, close to the text:
    the edge of a shadow or of its letters, and no rule; or where the text, of a pause or of a row for all days, stands
    in the middle of both: a fold."""
    result = list(cells)
    reach = reach_of(cells)
    frame = bounding(c.box for c in cells) if cells else None
    lone = [c for c in cells if len(c.lines) == 1 and (is_pause(c.text) or not centred(c, True))]
    for cell in sorted(lone, key=lambda c: not is_pause(c.text))[:MOST_PAUSES]:
        pause = is_pause(cell.text)
        for other in [c for c in cells if not c.lines and _side_by_side(cell, c, reach)]:
            before = other.box.left < cell.box.left
            border = cell.box.left if before else cell.box.right
            text = cell.lines[0].box
            close = abs((text.left if before else text.right) - border) <= cell.lines[0].size
            edges = [edge for c in cells if c is not cell and c is not other for edge in along(c.box, True)]
            whole = replace(cell, box=bounding([cell.box, other.box]))
            off = abs(text.left + text.right - whole.box.left - whole.box.right) / 2
            in_middle = off <= EXACTLY * whole.box.width and not centred(cell, True) and other.box.width > text.width
            if frame is not None and not pause and whole.box.width < ALL_DAYS * frame.width:
                continue
            if in_middle or (pause and close and not any(abs(edge - border) <= 2 * reach for edge in edges)):
                result = [whole if c is cell else c for c in result if c is not other]
                cell = whole
    return result


ALL_DAYS = 0.7
"""Share of a table's width that a row for all days has beside its times."""


def _with_overhanging_pauses(cells: Sequence[Cell]) -> list[Cell]:
    """The cell of a pause whose text reaches over both its sides joined with the empty ones beside it: it was written
    over the rules of a row that is all its own."""
    result = list(cells)
    reach = reach_of(cells)
    for cell in [c for c in cells if len(c.lines) == 1 and is_pause(c.text)][:MOST_PAUSES]:
        text = cell.lines[0].box
        if cell.lines[0].angle or not text.left < cell.box.left < cell.box.right < text.right:
            continue
        empty = [c for c in result if not c.lines and _level(cell, c, reach)]
        level = sorted((cell, *empty), key=lambda c: c.box.left)
        at = next(i for i, c in enumerate(level) if c is cell)
        first = last = at
        while first > 0 and _side_by_side(level[first], level[first - 1], reach):
            first -= 1
        while last + 1 < len(level) and _side_by_side(level[last], level[last + 1], reach):
            last += 1
        row = level[first : last + 1]
        if first < at < last:
            whole = replace(cell, box=bounding(c.box for c in row))
            result = [whole if c is cell else c for c in result if c is cell or not any(c is x for x in row)]
    return result


def _with_folded_pauses(cells: Sequence[Cell]) -> list[Cell]:
    """The cell of a pause, or of another turned text, joined with all the empty ones of its column, in the very middle
    of which that stands, and not in its own: folds cut a cell over all days."""
    result = list(cells)
    reach = reach_of(cells)
    usual = median(c.box.height for c in cells) if cells else 0.0
    alone = [c for c in cells if len(c.lines) == 1 and (is_pause(c.text) or c.lines[0].angle in (90, 270))]
    folded = [c for c in alone if not centred(c, False) or c.box.height >= SEVERAL * usual]
    for cell in folded[:MOST_PAUSES]:
        column = [c for c in result if c is cell or (not c.lines and _one_above_another(cell, c, reach))]
        column = sorted((c for c in column if c is cell or c.box.height > SLIVER * usual), key=lambda c: c.box.top)
        touching = all(b.box.top - a.box.bottom <= 2 * reach for a, b in itertools.pairwise(column))
        box = bounding(c.box for c in column)
        off = abs(box.center[1] - cell.lines[0].box.center[1])
        if len(column) > 1 and touching and off <= EXACTLY * box.height:
            whole = replace(cell, box=box)
            result = [whole if c is cell else c for c in result if c is cell or c not in column]
    return result


MOST_PAUSES = 100
"""Pauses of one table that are held against all its cells."""

SLIVER = 0.5
"""Share of the usual height below which a cell is no row: what is left beside a rule that leans."""

SEVERAL = 1.8
"""Times the usual height from which a cell is one of several rows; the middle of one in the middle of a column is that
of all of them, too."""


def _one_above_another(cell: Cell, other: Cell, reach: float) -> bool:
    """Whether two cells stand in one column, as wide as each other."""
    return abs(cell.box.left - other.box.left) <= reach and abs(cell.box.right - other.box.right) <= reach


EXACTLY = 0.03
"""Share of a row's width by which a text that stands in its very middle may miss it."""


def _side_by_side(cell: Cell, other: Cell, reach: float) -> bool:
    """Whether two cells stand beside each other with the same top and bottom."""
    a, b = cell.box, other.box
    return _level(cell, other, reach) and -reach <= max(a.left, b.left) - min(a.right, b.right) <= 2 * reach


def _level(cell: Cell, other: Cell, reach: float) -> bool:
    """Whether two cells have the same top and bottom."""
    a, b = cell.box, other.box
    return abs(a.top - b.top) <= reach and abs(a.bottom - b.bottom) <= reach


def _letters(cell: Cell) -> bool:
    """Whether a cell holds nothing but single letters, or nothing."""
    return all(len(x.text.strip()) == 1 and x.text.strip().isalpha() and x.angle == 0 for x in cell.lines)
