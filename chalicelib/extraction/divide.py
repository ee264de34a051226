"""Cells of a table that is ruled only in part, cut where its headings show that columns or rows must part.

Many tables draw only the rules between rows, only a frame, or only coloured blocks. What such rules enclose then holds
several cells. The headings say how many columns (rows) there are; each border lies where a rule confirms it, and else
in the widest stretch of white space between two headings.
"""

from __future__ import annotations

import itertools
from bisect import bisect
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from statistics import median

from chalicelib.extraction.axes import along, header_text, is_period_label, only_times, shares, spans_of
from chalicelib.extraction.days import parse_day_label, reads_on
from chalicelib.extraction.grid import Cell, Line, bounding, line_cut
from chalicelib.extraction.pauses import is_pause
from chalicelib.extraction.whitespace import emptiest

CONFIRMED = 3
"""Other cells that must begin or end at a place for it to be a rule of the table that was not seen in the header."""

NEAR = 8.0
"""Page units (per 1000 of the table's extent) within which edges are the same."""

LEAST_HEADINGS = 3
"""Days or times in one row or column from which they head the table."""

LEAST_APART = 3
"""Columns (rows) within one enclosed area whose texts stand apart, from which it is no cell: a merged cell's own texts
do not stand under three headings."""

UNDIVIDED_CELLS = 3
"""Areas of several cells from which rules of that direction are taken to be missing all over the table."""

ROW_GAP = 0.6
"""Letter heights between texts of two rows; lines of one text are closer."""

NO_GAP = -1.0
"""In place of ``ROW_GAP`` where headings show the rows."""

CENTRED = 0.08
"""Share of an area's extent by which a text meant for all of it may miss its middle."""


@dataclass(frozen=True)
class Heading:
    """One day, time or period of a header: its texts, and the cell they stand in."""

    cell: Cell
    lines: tuple[Line, ...]

    def extent(self, across: bool) -> tuple[float, float]:
        """Where its texts begin and end in one direction."""
        return along(bounding(line.box for line in self.lines), across)


@dataclass(frozen=True)
class Borders:
    """Where columns (rows) part; whether rules show it everywhere in the header; and which places have no rule at all
    between the cells below (beside) it."""

    places: tuple[float, ...]
    undivided: bool
    unruled: frozenset[float]


def divided(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """``cells`` with those cut that hold several columns or rows of the table. Fully ruled tables stay as they are."""
    result = _without_pauses(cells)
    opened: set[int] = set()
    for across in (True, False):
        borders = _borders(result, across)
        if borders is not None:
            whole = {id(cell) for cell in result}
            result = _divided_at(result, borders, across, opened)
            opened = {id(cell) for cell in result} - whole
    return tuple(_beside_others(cell, result) for cell in result)


def _beside_others(cell: Cell, cells: Sequence[Cell]) -> Cell:
    """``cell`` without the side of its box where another cell lies: areas of one colour may have any shape."""
    box, reach = cell.box, _reach(cells)
    for other in (c.box for c in cells if c is not cell and box.holds(c.box)):
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
    return cell if box is cell.box else replace(cell, box=box)


def _without_pauses(cells: Sequence[Cell]) -> list[Cell]:
    """Cells cut above and below a pause that stands in them level with the same one in cells of its own: the rules of
    this column were not seen."""
    pauses = [c for c in cells if len(c.lines) == 1 and is_pause(c.text)]
    result: list[Cell] = []
    for cell in cells:
        borders: set[float] = set()
        for line in cell.lines if len(cell.lines) > 1 else ():
            level = [p for p in pauses if p.box.top < line.box.center[1] < p.box.bottom and p.text == line.text]
            if len(level) >= SHOWN:
                borders |= {median(p.box.top for p in level), median(p.box.bottom for p in level)}
        inner = sorted(b for b in borders if cell.box.top < b < cell.box.bottom)
        edges = [cell.box.top, *inner, cell.box.bottom]
        result.extend([_piece(cell, a, b, False) for a, b in itertools.pairwise(edges)] if inner else [cell])
    return result


# --- headings -------------------------------------------------------------------------------------------------------


def _borders(cells: Sequence[Cell], across: bool) -> Borders | None:
    """The borders between the headings of the longest header in one direction; None without a header."""
    found = [heading for cell in cells if cell.lines for heading in _headings(cell, across)]
    row = max((_level(h, found, across) for h in found), key=len, default=[])
    if len(row) < LEAST_HEADINGS:
        return None
    row = _with_inner_columns(row, cells, across)
    space = Space(cells, across)
    pairs = list(itertools.pairwise(row))
    places = [place for a, b in pairs for place in _between(a, b, space, across)]
    undivided = any(a.cell is b.cell for a, b in pairs)
    headed = {id(h.cell) for h in row}
    body = Space([c for c in cells if id(c) not in headed], across)
    unruled = frozenset(p for p in places if not body.has_edge(p))
    return Borders(tuple(_outer(row, space, across) + places), undivided, unruled)


def _with_inner_columns(row: Sequence[Heading], cells: Sequence[Cell], across: bool) -> list[Heading]:
    """``row`` with a place for each column of days between its times (of times between its days), which begins another
    week and has no heading of that kind itself."""
    other = "time" if _kind(" ".join(line.text for line in row[0].lines)) == "day" else "day"
    lines = [line for cell in cells for line in cell.lines if _kind(line.text) == other]
    result = [row[0]]
    for before, behind in itertools.pairwise(row):
        low, high = before.extent(across)[1], behind.extent(across)[0]
        between = [line for line in lines if low < sum(along(line.box, across)) / 2 < high]
        column = max(_columns(between, across), key=len, default=[])
        if len(column) >= LEAST_HEADINGS and before.cell is behind.cell:
            result.append(Heading(before.cell, tuple(column)))
        result.append(behind)
    return result


class Space:
    """Where texts and the edges of cells lie in one direction."""

    def __init__(self, cells: Sequence[Cell], across: bool) -> None:
        self.texts = [along(line.box, across) for cell in cells for line in cell.lines]
        self._edges = sorted(edge for cell in cells for edge in along(cell.box, across))
        self.reach = _reach(cells)

    def has_edge(self, place: float) -> bool:
        """Whether any cell begins or ends there."""
        return any(abs(e - place) <= self.reach for e in self._edges)

    def edges(self, low: float, high: float) -> list[float]:
        """The places between ``low`` and ``high`` at which several cells begin or end."""
        found: list[float] = []
        for edge in (e for e in self._edges if low < e < high):
            group = [e for e in self._edges if abs(e - edge) <= self.reach]
            place = sum(group) / len(group)
            if len(group) >= CONFIRMED and low < place < high and not any(abs(place - f) <= self.reach for f in found):
                found.append(place)
        return found


def _reach(cells: Sequence[Cell]) -> float:
    return NEAR / 1000.0 * max((max(c.box.right, c.box.bottom) for c in cells), default=0.0)


def _headings(cell: Cell, across: bool) -> list[Heading]:
    """The days, times or periods a cell holds side by side (``across``) or one below the other; all of one kind."""
    groups = _paragraphs(cell.lines, across) if _follow_each_other(cell.lines, across) else _columns(cell.lines, across)
    kinds = [_kind(" ".join(line.text for line in group)) for group in groups]
    spans = spans_of(cell.text)
    if "time" in kinds and (len(spans) == 1 or (len(spans) == 2 and not any(s.end for s in spans))):
        return [Heading(cell, cell.lines)]  # one range over several lines, or a start with its end below
    return [
        Heading(cell, tuple(group))
        for group, kind in zip(groups, kinds, strict=True)
        if kind in ("day", "time") or (kind == "period" and len(groups) == kinds.count("period"))
    ]


def _kind(text: str) -> str:
    label = parse_day_label(text)
    if label is not None and label.certain:
        return "day"
    if only_times(text):
        return "time"
    return "period" if is_period_label(text) else ""


def _columns(lines: Sequence[Line], across: bool) -> list[list[Line]]:
    """Lines that share their extent in one direction, in order; turned texts stand one below the other as columns."""
    groups: list[list[Line]] = []
    for line in sorted(lines, key=lambda x: sum(along(x.box, across))):
        if groups and any(shares(*along(line.box, across), *along(other.box, across)) for other in groups[-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [sorted(group, key=lambda x: along(x.box, not across)) for group in groups]


def _follow_each_other(lines: Sequence[Line], across: bool) -> bool:
    """Whether lines are read on from one to the next in this direction: downwards, or sidewards for turned text."""
    return all(line.angle in (90, 270) for line in lines) if across else any(line.angle in (0, 180) for line in lines)


def _paragraphs(lines: Sequence[Line], across: bool) -> list[list[Line]]:
    """Lines in reading order, those of one time ("9:30 - / 10:15") or of one list of days together."""
    groups: list[list[Line]] = []
    backwards = across and any(line.angle == 90 for line in lines)
    for line in sorted(lines, key=lambda x: sum(along(x.box, across)), reverse=backwards):
        text = header_text(line.text)
        before = header_text(groups[-1][-1].text) if groups else ""
        goes_on = before[-1:] in ("-", "–") or before.endswith(" to") or text[:1] in ("-", "–") or text == "to"
        named = bool(groups) and reads_on(before) and parse_day_label(before) is not None
        if groups and (named or (goes_on and spans_of(" ".join(x.text for x in groups[-1])))):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _level(seed: Heading, found: Sequence[Heading], across: bool) -> list[Heading]:
    """Headings of the same kind in one row with ``seed``, in order, one at each place."""
    kind = _kind(" ".join(line.text for line in seed.lines))
    row: list[Heading] = []
    for heading in sorted(found, key=lambda h: h.extent(across)):
        if not shares(*seed.extent(not across), *heading.extent(not across)):
            continue
        if _kind(" ".join(line.text for line in heading.lines)) != kind:
            continue
        if not row or not shares(*row[-1].extent(across), *heading.extent(across)):
            row.append(heading)
    return row


def _between(first: Heading, second: Heading, space: Space, across: bool) -> list[float]:
    """The borders between two headings: those of their cells, or of other cells, or in the white space."""
    if first.cell is not second.cell:
        return [(along(first.cell.box, across)[1] + along(second.cell.box, across)[0]) / 2]
    (first_low, first_high), (second_low, second_high) = first.extent(across), second.extent(across)
    slack = SLACK * (first_high - first_low), SLACK * (second_high - second_low)
    ruled = space.edges(first_high - slack[0], second_low + slack[1])
    return ruled or [emptiest(_middle(first, across), _middle(second, across), space.texts)]


def _outer(row: Sequence[Heading], space: Space, across: bool) -> list[float]:
    """The borders before the first and behind the last heading where their cells reach far beyond them."""
    middles = [_middle(h, across) for h in row]
    step = median(b - a for a, b in itertools.pairwise(middles))
    places = []
    if along(row[0].cell.box, across)[0] < middles[0] - step:
        low = row[0].extent(across)[0]
        places.extend(
            space.edges(middles[0] - step, low)[-1:] or [emptiest(middles[0] - step, middles[0], space.texts)]
        )
    if along(row[-1].cell.box, across)[1] > middles[-1] + step:
        high = row[-1].extent(across)[1]
        places.extend(
            space.edges(high, middles[-1] + step)[:1] or [emptiest(middles[-1], middles[-1] + step, space.texts)]
        )
    return places


def _middle(heading: Heading, across: bool) -> float:
    low, high = heading.extent(across)
    return (low + high) / 2


# --- cells ----------------------------------------------------------------------------------------------------------


def _divided_at(cells: Sequence[Cell], borders: Borders, across: bool, opened: AbstractSet[int]) -> list[Cell]:
    """The cells cut in one direction; those in ``opened`` (by identity) came from areas that are cut already."""
    reach = _reach(cells)
    least = NO_GAP if across or borders.undivided else ROW_GAP
    inner = [[p for p in borders.places if _within(p, cell, across, reach)] for cell in cells]
    loose = [_unjoined(c, p) if across else c for c, p in zip(cells, inner, strict=True)]
    several = sum(_held(c, p, across, least) >= LEAST_APART for c, p in zip(loose, inner, strict=True))
    everywhere = borders.undivided or several >= UNDIVIDED_CELLS
    result: list[Cell] = []
    for whole, cell, places in zip(cells, loose, inner, strict=True):
        unruled = places if everywhere else [p for p in places if p in borders.unruled]
        apart = [p for p in places if _parts(cell, p, across, least)]
        area = id(whole) in opened or _held(cell, places, across, least) >= LEAST_APART
        lone = bool(unruled) and _of_one(cell, across)
        each = _one_each(cell, places, across)
        if _several_headings(cell, places, across):
            # A period's number beside a time may overhang a border; the times themselves do not.
            said = replace(cell, lines=tuple(line for h in _headings(cell, across) for line in h.lines))
            result.extend(_cut(cell, [p for p in places if not _crossed(said, p, across)], across))
        elif (apart and area) or set(apart) & set(unruled) or lone or each:
            result.extend(_cut(cell, [p for p in places if not _crossed(cell, p, across)], across))
        else:
            result.append(whole)
    return result


def _several_headings(cell: Cell, places: Sequence[float], across: bool) -> bool:
    """Whether a cell holds two headings with a border between them, however close they stand."""
    middles = [_middle(h, across) for h in _headings(cell, across)] if places else []
    return len(middles) > 1 and any(min(middles) < p < max(middles) and _parts(cell, p, across, NO_GAP) for p in places)


def _within(place: float, cell: Cell, across: bool, reach: float) -> bool:
    low, high = along(cell.box, across)
    return low + reach < place < high - reach


def _held(cell: Cell, places: Sequence[float], across: bool, least: float) -> int:
    """How many of the stretches between ``places`` hold texts level with each other that stand apart."""
    if not cell.lines or not places:
        return 0
    apart = [p for p in places if _parts(cell, p, across, least)]
    if not across:
        return 1 + len(apart)
    rows = [[x for x in cell.lines if shares(*along(seed.box, False), *along(x.box, False))] for seed in cell.lines]
    return max(len({bisect(apart, x.box.center[0]) for x in row}) for row in rows)


def _one_each(cell: Cell, places: Sequence[float], across: bool) -> bool:
    """Whether each column (row) that a cell covers has a text of its own in its middle; a merged cell's stand in the
    middle of all, or in its corners."""
    if not places or any(_crossed(cell, p, across) for p in places):
        return False
    low, high = along(cell.box, across)
    pieces = [_piece(cell, a, b, across) for a, b in itertools.pairwise([low, *sorted(places), high])]
    return all(piece.lines and _centred(piece, across) and (across or _roomy(piece)) for piece in pieces)


def _roomy(cell: Cell) -> bool:
    """Whether a row has more room than its texts need; lines of one text stand closer."""
    texts = bounding(line.box for line in cell.lines)
    return cell.box.height >= ROOMY * texts.height


ROOMY = 1.6
"""Times its texts' height that a row has at least."""


def _centred(cell: Cell, across: bool) -> bool:
    """Whether a cell's texts as a whole stand in its middle."""
    low, high = along(cell.box, across)
    first, last = along(bounding(x.box for x in cell.lines), across)
    return abs((low + high) - (first + last)) / 2 <= CENTRED * (high - low)


def _parts(cell: Cell, place: float, across: bool, least: float) -> bool:
    """Whether a place has texts on both sides of it that keep clear of it and, by ``least`` heights, of each other."""
    before = [x for x in cell.lines if sum(along(x.box, across)) / 2 < place]
    behind = [x for x in cell.lines if x not in before]
    if not before or not behind or _crossed(cell, place, across):
        return False
    gap = min(along(x.box, across)[0] for x in behind) - max(along(x.box, across)[1] for x in before)
    return gap >= least * min(x.size for x in cell.lines)


def _crossed(cell: Cell, place: float, across: bool) -> bool:
    return any(a + SLACK * (b - a) < place < b - SLACK * (b - a) for a, b in (along(x.box, across) for x in cell.lines))


SLACK = 0.15
"""Share of a text's extent by which it may overhang a border that was found in white space."""


def _of_one(cell: Cell, across: bool) -> bool:
    """Whether an undivided area holds one column's (row's) text."""
    return not cell.lines or not _of_all(cell, across)


def _of_all(cell: Cell, across: bool) -> bool:
    """Whether a text is meant for all of its area: a pause, or something set in the middle of it."""
    if is_pause(cell.text.replace("\n", " ")):
        return True
    return _centred(cell, across)


def _unjoined(cell: Cell, places: Sequence[float]) -> Cell:
    """``cell`` with lines cut at the blank closest to a border, where its other texts show the columns."""
    lines = list(cell.lines)
    for place in places:
        before = sum(line.box.right <= place for line in lines)
        behind = sum(line.box.left >= place for line in lines)
        if min(before, behind) >= SHOWN:
            lines = [piece for line in lines for piece in line_cut(line, place)]
    return replace(cell, lines=tuple(lines)) if len(lines) > len(cell.lines) else cell


SHOWN = 2
"""Texts on either side of a border that show that it is one for the texts that cross it too; pauses of other days that
show a row."""


def _cut(cell: Cell, places: Sequence[float], across: bool) -> list[Cell]:
    """``cell`` cut at these places; what stands alone and for all keeps the room of the rest."""
    low, high = along(cell.box, across)
    pieces = [_piece(cell, a, b, across) for a, b in itertools.pairwise([low, *sorted(places), high])]
    said = [p for p in pieces if p.lines and not _kind(p.text)]
    if len(said) != 1:
        return pieces
    place = pieces.index(said[0])
    heads = [i for i, p in enumerate(pieces) if p.lines and _kind(p.text)]
    first = max((i for i in heads if i < place), default=-1) + 1
    last = min((i for i in heads if i > place), default=len(pieces))
    shared = Cell(bounding(p.box for p in pieces[first:last]), said[0].lines, cell.color)
    return [*pieces[:first], shared, *pieces[last:]] if _of_all(shared, across) else pieces


def _piece(cell: Cell, low: float, high: float, across: bool) -> Cell:
    first, last = ("left", "right") if across else ("top", "bottom")
    lines = tuple(line for line in cell.lines if low <= sum(along(line.box, across)) / 2 < high)
    return Cell(cell.box.model_copy(update={first: low, last: high}), lines, cell.color)
