"""Cells of a table that is ruled only in part, cut where its headings show that columns or rows must part.

Many tables draw only the rules between rows, only a frame, or only coloured blocks. What such rules enclose then holds
several cells. Where columns and rows part is said by ``borders.py``; what must be cut there, here.
"""

from __future__ import annotations

import itertools
from bisect import bisect
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from chalicelib.extraction.axes import along, shares
from chalicelib.extraction.cells.cell_times import with_corner_times
from chalicelib.extraction.cells.parallel import groups_apart
from chalicelib.extraction.grid import Cell, bounding
from chalicelib.extraction.headers.borders import (
    Borders,
    borders_of,
    headings_of,
    kind_of,
    middle_of,
    over_several,
    reach_of,
)
from chalicelib.extraction.lines.line_parts import line_cut, wide_gap
from chalicelib.extraction.tables.cut_as_others import in_columns, rows_of_times_apart, without_pauses
from chalicelib.extraction.tables.lists_in_cells import hold_days_lists
from chalicelib.extraction.tables.pieces import cuts_text, piece_of
from chalicelib.extraction.tables.whole_cells import LEAST_LETTERS, centred, with_whole_pauses
from chalicelib.extraction.texts.days import plain
from chalicelib.extraction.texts.header_texts import only_times, spans_of
from chalicelib.extraction.texts.pauses import is_pause
from chalicelib.extraction.texts.times import without_spans

LEAST_APART = 3
"""Columns (rows) within one enclosed area whose texts stand apart, from which it is no cell: a merged cell's own texts
do not stand under three headings."""

UNDIVIDED_CELLS = 3
"""Areas of several cells from which rules of that direction are taken to be missing all over the table."""

ROW_GAP = 0.6
"""Letter heights between texts of two rows; lines of one text are closer."""

NO_GAP = -1.0
"""In place of ``ROW_GAP`` where headings show the rows."""


def divided(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """``cells`` with those cut that hold several columns or rows of the table. Fully ruled tables stay as they are."""
    result = without_pauses(with_whole_pauses(rows_of_times_apart(in_columns(cells))))
    opened: set[int] = set()
    areas = result
    for across in (True, False):
        borders = borders_of(result, across)
        if borders is not None and (across or not hold_days_lists(result)):
            whole = {id(cell) for cell in result}
            result = _divided_at(result, borders, across, opened)
            opened = {id(cell) for cell in result} - whole
    result = [_said_once(cell) for cell in _with_pauses_for_all(result, areas)]
    middles, reach = np.array([c.box.center for c in result], dtype=np.float64).reshape(-1, 2), reach_of(result)
    return tuple(_beside_others(cell, [result[i] for i in _within_box(middles, cell)], reach) for cell in result)


def _with_pauses_for_all(cells: Sequence[Cell], areas: Sequence[Cell]) -> list[Cell]:
    """``cells`` with the pauses that stand alone in a row of an area that was cut, in its middle, as wide as it."""
    pauses = [c for c in cells if c.lines and is_pause(c.text) and not any(c is area for area in areas)][:MOST_PAUSES]
    result = list(cells)
    for pause in pauses:
        area = next((a.box for a in areas if a.box.width > pause.box.width and a.box.holds(pause.box)), None)
        text = bounding(line.box for line in pause.lines)
        if area is None or abs(text.center[0] - area.center[0]) > IN_THE_MIDDLE * area.width:
            continue
        row = [c for c in result if area.holds(c.box) and shares(*along(c.box, False), *along(pause.box, False))]
        if len(row) > LEAST_BESIDE and not any(c.lines for c in row if c is not pause):
            whole = pause.box.model_copy(update={"left": area.left, "right": area.right})
            result = [c for c in result if not any(c is other for other in row)] + [replace(pause, box=whole)]
    return result


def _said_once(cell: Cell) -> Cell:
    """``cell`` with one of the texts that name the same pause beside each other, for days whose columns were not cut:
    they stand in the middle of a day's column and that of its rooms."""
    alike = len(cell.lines) > LEAST_BESIDE and len({plain(line.text) for line in cell.lines}) == 1
    return replace(cell, lines=cell.lines[:1]) if alike and is_pause(cell.lines[0].text) else cell


MOST_PAUSES = 40
"""Pauses of one table that are looked at."""

IN_THE_MIDDLE = 0.06
"""Share of an area's width by which a pause for all its days may miss its middle; a day of five is 0.2 wide."""


def _within_box(middles: NDArray[np.float64], cell: Cell) -> list[int]:
    """The numbers of the cells whose middles lie in one; a hostile table has tens of thousands."""
    box, (x, y) = cell.box, middles.T
    inside = (box.left <= x) & (x <= box.right) & (box.top <= y) & (y <= box.bottom)
    return [int(i) for i in np.flatnonzero(inside)]


def _beside_others(cell: Cell, held: Sequence[Cell], reach: float) -> Cell:
    """``cell`` without the side of its box where another cell lies: areas of one colour may have any shape. As it is
    where nothing of it were left."""
    box = cell.box
    for other in (c.box for c in held if c is not cell and box.holds(c.box)):
        if other.top <= box.top + reach and other.bottom >= box.bottom - reach:
            if other.left <= box.left + reach:
                box = box.model_copy(update={"left": min(other.right, box.right)})
            elif other.right >= box.right - reach:
                box = box.model_copy(update={"right": max(other.left, box.left)})
        elif other.left <= box.left + reach and other.right >= box.right - reach:
            if other.top <= box.top + reach:
                box = box.model_copy(update={"top": min(other.bottom, box.bottom)})
            elif other.bottom >= box.bottom - reach:
                box = box.model_copy(update={"bottom": max(other.top, box.top)})
    return cell if box is cell.box or min(box.width, box.height) <= 0 else replace(cell, box=box)


def _divided_at(cells: Sequence[Cell], borders: Borders, across: bool, opened: AbstractSet[int]) -> list[Cell]:
    """The cells cut in one direction; those in ``opened`` (by identity) came from areas that are cut already."""
    reach = reach_of(cells)
    least = NO_GAP if across or borders.unseen else ROW_GAP
    inner = [[p for p in borders.places if _within(p, cell, across, reach)] for cell in cells]
    loose = [_unjoined(c, p) if across else c for c, p in zip(cells, inner, strict=True)]
    several = sum(_held(c, p, across, least) >= LEAST_APART for c, p in zip(loose, inner, strict=True))
    everywhere = several >= UNDIVIDED_CELLS or len(borders.unseen) >= UNDIVIDED_CELLS
    result: list[Cell] = []
    crossed: list[tuple[Cell, list[float], list[float]]] = []
    cut: list[tuple[Cell, list[float]]] = []

    def painted(cell: Cell) -> bool:
        return id(cell) not in opened and _painted_apart(cell, cells, across)

    for whole, cell, places in zip(cells, loose, inner, strict=True):
        unruled = places if everywhere else [p for p in places if p in borders.unruled | borders.unseen]
        apart = [p for p in places if _parts(cell, p, across, least)]
        area = id(whole) in opened or _held(cell, places, across, least) >= LEAST_APART
        lone = (bool(unruled) or id(whole) in opened) and _of_one(cell, across)
        each = _one_each(cell, places, across) or (borders.kind == "day" and _time_each(cell, places, across))
        if _cornered(whole) or (across and _timed_pauses(whole)):
            result.append(whole)
        elif _several_headings(cell, places, across, borders.kind):
            # A period's number beside a time may overhang a border; the times themselves do not.
            said = replace(cell, lines=tuple(line for h in headings_of(cell, across) for line in h.lines))
            result.extend(_cut(cell, [p for p in places if not cuts_text(said, p, across)], across))
        elif _kept(cell, places, across) or (places and not each and painted(whole)):
            result.append(whole)
        elif (apart and area) or set(apart) & set(unruled) or lone or each:
            free = [p for p in places if not cuts_text(cell, p, across)]
            if across or len(free) == len(places):
                result.extend(_cut(cell, free, across))
            else:
                crossed.append((cell, places, free))
            cut.append((cell, free))
        elif id(whole) in opened and places and not across:
            crossed.append((cell, places, []))
        else:
            result.append(whole)
    for cell, places, free in crossed:
        result.extend(_cut(cell, sorted({*free, *_as_others(cell, places, cut, reach)}), across))
    return result


def _as_others(
    cell: Cell, places: Sequence[float], cut: Sequence[tuple[Cell, list[float]]], reach: float
) -> list[float]:
    """Those of ``places`` at which most columns beside one of an area are cut into rows, where it has texts on both
    sides: readers' boxes of high letters leave no gap. None where it has them nowhere."""
    low, high = along(cell.box, False)
    beside = [at for c, at in cut if abs(c.box.top - low) <= reach and abs(c.box.bottom - high) <= reach]
    if len(beside) < LEAST_BESIDE:
        return []
    shown = [p for p in places if sum(p in at for at in beside) >= MOST_BESIDE * len(beside)]
    bounds = [low, *shown, high]
    shown = [p for a, p, b in zip(bounds, shown, bounds[2:], strict=False) if not _one_for_both(cell, a, b)]
    middles = [line.box.center[1] for line in cell.lines]
    return shown if any(min(middles, default=p) < p < max(middles, default=p) for p in shown) else []


def _one_for_both(cell: Cell, low: float, high: float) -> bool:
    """Whether what a cell has between ``low`` and ``high``, two rows, is lower than one of them: set in the middle of
    both. Two rows' texts, each in the middle of its own, are a row's height apart."""
    texts = [line.box for line in cell.lines if low < line.box.center[1] < high]
    return bool(texts) and 2 * bounding(texts).height < high - low


LEAST_BESIDE, MOST_BESIDE = 2, 0.6
"""Columns of an area that are cut, and the share of them cut at one place, from which the others have a row there."""


def _timed_pauses(cell: Cell) -> bool:
    """Whether a cell over several days holds pauses one behind the other, each with its own time: for all days."""
    said = [x.text for x in cell.lines if any(span.end is not None for span in spans_of(x.text))]
    return len(said) == len(cell.lines) > 1 and all(is_pause(without_spans(text, spans_of(text))) for text in said)


def _cornered(cell: Cell) -> bool:
    """Whether a cell holds one lesson, with its start and its end in two corners."""
    return len(cell.lines) <= MOST_GROUPS and len(with_corner_times(cell.lines)) < len(cell.lines)


def _kept(cell: Cell, places: Sequence[float], across: bool) -> bool:
    """Whether an area over several rows holds one word spelt down, or a lesson of each of several groups a line."""
    if not across and places and 1 < len(cell.lines) <= MOST_GROUPS and len(groups_apart(cell.lines)) > 1:
        return True
    return _spelt_down(cell, places, across)


MOST_GROUPS = 8
"""Lines of a cell up to which they may be a group's each, or one lesson's."""


def _spelt_down(cell: Cell, places: Sequence[float], across: bool) -> bool:
    """Whether an area over several rows holds one word, a letter below the other and not one a row."""
    if across or len(cell.lines) < LEAST_LETTERS or any(len(x.text.strip()) != 1 for x in cell.lines):
        return False
    rows = [bisect(sorted(places), x.box.center[1]) for x in cell.lines]
    return len(set(rows)) < len(rows) and any(x.text.isalpha() for x in cell.lines)


def _painted_apart(cell: Cell, cells: Sequence[Cell], across: bool) -> bool:
    """Whether a cell has a ground of its own, beside free ones: it is one block, wherever its texts stand."""
    if cell.color is None or not cell.lines:
        return False
    free = (c for c in cells if not c.lines and c.color != cell.color)
    extent, reach = along(cell.box, not across), along(cell.box, across)
    return any(shares(*extent, *along(c.box, not across)) and not shares(*reach, *along(c.box, across)) for c in free)


def _several_headings(cell: Cell, places: Sequence[float], across: bool, kind: str) -> bool:
    """Whether a cell holds two headings with a border between them, however close they stand, or one and something else
    (a week's letter, what heads a column of rooms). Where ``kind`` heads the table, one day's name is a lesson's
    ("QUI" for chemistry) unless that is days."""
    headings = headings_of(cell, across) if places else []
    cell = replace(cell, lines=tuple(x for x in cell.lines if not (across and over_several(x, cell.lines))))
    middles = [middle_of(h, across) for h in headings]
    if len(headings) == 1 and (headings[0].kind == kind or headings[0].kind != "day"):
        middles += [sum(along(x.box, across)) / 2 for x in cell.lines if x not in headings[0].lines]
    return len(middles) > 1 and any(min(middles) < p < max(middles) and _parts(cell, p, across, NO_GAP) for p in places)


def _within(place: float, cell: Cell, across: bool, reach: float) -> bool:
    low, high = along(cell.box, across)
    return low + reach < place < high - reach


def _held(cell: Cell, places: Sequence[float], across: bool, least: float) -> int:
    """How many of the stretches between ``places`` hold texts level with each other that stand apart."""
    if not cell.lines or not places:
        return 0
    apart = [p for p in places if _parts(cell, p, across, least)]
    if not across:  # both sides of an empty row lie between the same two texts
        return len({bisect(sorted(apart), line.box.center[1]) for line in cell.lines})
    rows = [[x for x in cell.lines if shares(*along(seed.box, False), *along(x.box, False))] for seed in cell.lines]
    return max(len({bisect(apart, x.box.center[0]) for x in row}) for row in rows)


def _one_each(cell: Cell, places: Sequence[float], across: bool) -> bool:
    """Whether each column (row) that a cell covers has a text of its own in its middle; a merged cell's stand in the
    middle of all, or in its corners."""
    if not places or any(cuts_text(cell, p, across) for p in places):
        return False
    low, high = along(cell.box, across)
    pieces = [piece_of(cell, a, b, across) for a, b in itertools.pairwise([low, *sorted(places), high])]
    if not all(piece.lines and centred(piece, across) for piece in pieces):
        return False
    return across or all(_roomy(piece) for piece in pieces) or _closer_within(pieces)


def _time_each(cell: Cell, places: Sequence[float], across: bool) -> bool:
    """Whether each day's row that a cell covers has a single time in it: a column of starts, or of ends."""
    low, high = along(cell.box, across)
    pieces = [piece_of(cell, a, b, across) for a, b in itertools.pairwise([low, *sorted(places), high])]
    return len(pieces) > 1 and all(
        len(piece.lines) == 1 and only_times(piece.text) and spans_of(piece.text)[0].end is None for piece in pieces
    )


def _closer_within(pieces: Sequence[Cell]) -> bool:
    """Whether rows' texts stand further from each other than the lines of one that has several, or than a text's lines
    do where each is one."""
    texts = [bounding(line.box for line in piece.lines) for piece in pieces]
    between = min(b.top - a.bottom for a, b in itertools.pairwise(texts))
    within = [b.box.top - a.box.bottom for piece in pieces for a, b in itertools.pairwise(piece.lines)]
    size = min(line.size for piece in pieces for line in piece.lines)
    return between >= max([0.0, *within]) + APART * size


APART = 0.5
"""Letter heights by which texts of two rows stand further apart than lines of one."""


def _roomy(cell: Cell) -> bool:
    """Whether a row has more room than its texts need; lines of one text stand closer."""
    texts = bounding(line.box for line in cell.lines)
    return cell.box.height >= ROOMY * texts.height


ROOMY = 1.45
"""Times its texts' height that a row has at least."""


def _parts(cell: Cell, place: float, across: bool, least: float) -> bool:
    """Whether a place has texts on both sides of it that keep clear of it and, by ``least`` heights, of each other."""
    before = [x for x in cell.lines if sum(along(x.box, across)) / 2 < place]
    behind = [x for x in cell.lines if x not in before]
    if not before or not behind or cuts_text(cell, place, across):
        return False
    gap = min(along(x.box, across)[0] for x in behind) - max(along(x.box, across)[1] for x in before)
    return gap >= least * min(x.size for x in cell.lines)


def _of_one(cell: Cell, across: bool) -> bool:
    """Whether an undivided area holds one column's (row's) text."""
    return not cell.lines or not _of_all(cell, across)


def _of_all(cell: Cell, across: bool) -> bool:
    """Whether a text is meant for all of its area: a pause, or something set in the middle of it."""
    if is_pause(cell.text.replace("\n", " ")):
        return True
    return centred(cell, across)


def _unjoined(cell: Cell, places: Sequence[float]) -> Cell:
    """``cell`` with lines cut at the blank closest to a border, where its other texts show the columns, or where the
    blank is a wide one."""
    whole = {id(line) for line in cell.lines if over_several(line, cell.lines)}
    lines = list(cell.lines)
    for place in places:
        before = sum(line.box.right <= place for line in lines)
        behind = sum(line.box.left >= place for line in lines)
        shown = min(before, behind) >= SHOWN
        lines = [
            piece
            for line in lines
            for piece in (
                line_cut(line, place) if id(line) not in whole and (shown or wide_gap(line, place)) else [line]
            )
        ]
    return replace(cell, lines=tuple(lines)) if len(lines) > len(cell.lines) else cell


SHOWN = 2
"""Texts on either side of a border that show that it is one for the texts that cross it too."""


def _cut(cell: Cell, places: Sequence[float], across: bool) -> list[Cell]:
    """``cell`` cut at these places; what stands alone and for all keeps the room of the rest."""
    low, high = along(cell.box, across)
    pieces = [piece_of(cell, a, b, across) for a, b in itertools.pairwise([low, *sorted(places), high])]
    said = [p for p in pieces if p.lines and not kind_of(p.text)]
    if len(said) != 1:
        return pieces
    place = pieces.index(said[0])
    heads = [i for i, p in enumerate(pieces) if p.lines and kind_of(p.text)]
    first = max((i for i in heads if i < place), default=-1) + 1
    last = min((i for i in heads if i > place), default=len(pieces))
    shared = Cell(bounding(p.box for p in pieces[first:last]), said[0].lines, cell.color)
    return [*pieces[:first], shared, *pieces[last:]] if _of_all(shared, across) else pieces
