"""Where the columns and the rows of a table part, by its headings.

The longest row (column) of days, times or periods says how many there are. Each border lies where a rule confirms it,
and else in the widest stretch of white space between two headings, which may stand in one cell without any rule.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from chalicelib.domain.timetable import Box
from chalicelib.extraction.axes import along, shares
from chalicelib.extraction.grid import Cell, Line, bounding
from chalicelib.extraction.headers.day_axes import day_axes
from chalicelib.extraction.headers.time_bands import WHOLE_WEEK
from chalicelib.extraction.lines.whitespace import emptiest
from chalicelib.extraction.texts.days import parse_day_label, plain, reads_on
from chalicelib.extraction.texts.header_texts import header_text, is_period_label, only_times, spans_of
from chalicelib.extraction.texts.pauses import is_pause
from chalicelib.extraction.texts.times import is_joiner

CONFIRMED = 3
"""Other cells that must begin or end at a place for it to be a rule of the table that was not seen in the header."""

NEAR = 8.0
"""Page units (per 1000 of the table's extent) within which edges are the same."""

LEAST_HEADINGS = 3
"""Days or times in one row or column from which they head the table."""

SLACK = 0.15
"""Share of a text's extent by which it may overhang a border that was found in white space."""


@dataclass(frozen=True)
class Heading:
    """One day, time or period of a header: its texts, and the cell they stand in."""

    cell: Cell
    lines: tuple[Line, ...]

    @cached_property
    def kind(self) -> str:
        """As of ``kind_of``."""
        return kind_of(" ".join(line.text for line in self.lines))

    @cached_property
    def box(self) -> Box:
        """The smallest box around its texts."""
        return bounding(line.box for line in self.lines)

    def extent(self, across: bool) -> tuple[float, float]:
        """Where its texts begin and end in one direction."""
        return along(self.box, across)


@dataclass(frozen=True)
class Borders:
    """Where columns (rows) part; the places of which no rule shows that in the header; those that have no rule at all
    between the cells below (beside) it; and what heads them (as of ``kind_of``)."""

    places: tuple[float, ...]
    unseen: frozenset[float]
    unruled: frozenset[float]
    kind: str


def borders_of(cells: Sequence[Cell], across: bool) -> Borders | None:
    """The borders between the headings of the longest header in one direction; None without a header."""
    found = [heading for cell in cells if cell.lines for heading in headings_of(cell, across)]
    days = [cell.box for cell in cells if cell.lines and kind_of(cell.text) == "day"]
    beside = [heading for heading in found if heading.kind != "time" or not _below_day(heading, days, across)]
    row = max((_level(h, beside, across) for h in beside), key=len, default=[])
    if len(row) < LEAST_HEADINGS:
        row = max((_level(h, found, across) for h in found), key=len, default=[])
    if len(row) < LEAST_HEADINGS:
        row = _short_days(cells, across)
    if not row:
        return None
    row = _with_side_heads(_with_pauses_between(_with_inner_columns(row, cells, across), cells, across), across)
    space = Space(cells, across)
    pairs = list(itertools.pairwise(row))
    headed = {id(h.cell) for h in row}
    body = Space([c for c in cells if id(c) not in headed], across)
    between = [(a.cell is b.cell, _between(a, b, space, across)) for a, b in pairs]
    places = [place for _, found in between for place in found]
    opened = [found for open_, found in between if open_ and not all(body.parts(place) for place in found)]
    unseen = frozenset(place for found in opened for place in found)
    (begin, _), level = (along(row[0].cell.box, way) for way in (across, not across))
    below = Space([c for c in cells if not shares(*level, *along(c.box, not across))], across)
    undivided = not below.has_edge(begin) or any(_runs_on(cell, begin, across) for cell in cells)
    if begin > along(bounding(c.box for c in cells), across)[0] + space.reach and undivided:
        places.insert(0, begin)  # beside the times only the header is divided, or not each row
    unruled = frozenset(p for p in places if p == begin or not body.has_edge(p))
    return Borders(tuple(_outer(row, space, across) + places), unseen, unruled, row[0].kind)


def _below_day(heading: Heading, days: Sequence[Box], across: bool) -> bool:
    """Whether a heading of rows (columns) stands below (beside) a day's name, in the middle of a cell as wide: a time
    that a lesson of the day has of its own."""
    low, high = along(heading.cell.box, not across)
    begin, room = along(heading.cell.box, across)[0], SLACK * (high - low)
    return any(
        abs(along(day, not across)[0] - low) + abs(along(day, not across)[1] - high) < room
        and along(day, across)[1] <= begin + room
        for day in days
    )


def _runs_on(cell: Cell, begin: float, across: bool) -> bool:
    """Whether a cell holds a time before the place where the first heading begins, and lessons behind it."""
    before = any(along(x.box, across)[1] <= begin and kind_of(x.text) == "time" for x in cell.lines)
    return before and any(along(x.box, across)[0] >= begin and not kind_of(x.text) for x in cell.lines)


def _short_days(cells: Sequence[Cell], across: bool) -> list[Heading]:
    """The headings of a week of short names (M, Tu, W), which are days only beside each other."""
    headings = [Heading(cell, (line,)) for cell in cells for line in cell.lines]
    axes = day_axes([Cell(heading.lines[0].box, heading.lines) for heading in headings])
    axis = next((a for a in axes if a.across == across and len(a.bands) >= WHOLE_WEEK), None)
    if axis is None:
        return []
    extents = {(band.low, band.high) for band in axis.bands}
    row = [h for h in headings if h.extent(across) in extents and shares(*h.extent(not across), axis.low, axis.high)]
    return sorted(row, key=lambda h: h.extent(across))


def _with_inner_columns(row: Sequence[Heading], cells: Sequence[Cell], across: bool) -> list[Heading]:
    """``row`` with a place for each column of days between its times (of times between its days), which begins another
    week and has no heading of that kind itself."""
    other = "time" if row[0].kind == "day" else "day"
    lines = [line for cell in cells for line in cell.lines if kind_of(line.text) == other]
    result = [row[0]]
    for before, behind in itertools.pairwise(row):
        low, high = before.extent(across)[1], behind.extent(across)[0]
        between = [line for line in lines if low < sum(along(line.box, across)) / 2 < high]
        column = max(_columns(between, across), key=len, default=[])
        if len(column) >= LEAST_HEADINGS and before.cell is behind.cell:
            result.append(Heading(before.cell, tuple(column)))
        result.append(behind)
    return result


def _with_side_heads(row: Sequence[Heading], across: bool) -> list[Heading]:
    """``row`` of days with the head that stands behind each of them in the cell of them all ("Room"): it heads a column
    of its own."""
    if row[0].kind != "day" or any(heading.cell is not row[0].cell for heading in row):
        return list(row)
    cell, level = row[0].cell, row[0].extent(not across)
    named = {id(line) for heading in row for line in heading.lines}
    ends = [heading.extent(across)[0] for heading in row[1:]] + [along(cell.box, across)[1]]
    others = [x for x in cell.lines if id(x) not in named and shares(*along(x.box, not across), *level)]
    behind = [
        [x for x in others if heading.extent(across)[1] < along(x.box, across)[0] < end]
        for heading, end in zip(row, ends, strict=True)
    ]
    if not all(len(heads) == 1 for heads in behind) or len({plain(heads[0].text) for heads in behind}) != 1:
        return list(row)
    return [part for day, (head,) in zip(row, behind, strict=True) for part in (day, Heading(cell, (head,)))]


def _with_pauses_between(row: Sequence[Heading], cells: Sequence[Cell], across: bool) -> list[Heading]:
    """``row`` of times or periods with a place for each pause between two of one cell, which has no head itself:
    several days name it on one level, or one text stands there for all."""
    if row[0].kind == "day":
        return list(row)
    lines = [x for cell in cells for x in cell.lines if not any(cell is heading.cell for heading in row)]
    pauses = [line for line in lines if is_pause(line.text)][:MOST_PAUSES]
    result = [row[0]]
    for before, behind in itertools.pairwise(row):
        low, high = before.extent(across)[1], behind.extent(across)[0]
        between = [x for x in pauses if low <= along(x.box, across)[0] and along(x.box, across)[1] <= high]
        named = max(_columns(between, across), key=len, default=[])
        level = [x for x in lines if named and shares(*along(named[0].box, across), *along(x.box, across))]
        alike = len({plain(x.text) for x in level}) == 1
        if before.cell is behind.cell and alike and len(level) != TWO:
            result.append(Heading(before.cell, tuple(named)))
        result.append(behind)
    return result


MOST_PAUSES = 100
"""Lines that name a pause which are looked at: seven days of a dozen tables have fewer."""

TWO = 2
"""Days that name a pause on one level of a week, which may be lessons' second lines; one text is said of all."""


class Space:
    """Where texts and the edges of cells lie in one direction."""

    def __init__(self, cells: Sequence[Cell], across: bool) -> None:
        self.texts = [along(line.box, across) for cell in cells for line in cell.lines]
        self._edges = sorted(edge for cell in cells for edge in along(cell.box, across))
        self._cells, self._across = cells, across
        self._empty = [cell for cell in cells if not cell.lines]
        self.reach = reach_of(cells)

    def has_edge(self, place: float) -> bool:
        """Whether any cell begins or ends there."""
        return any(abs(e - place) <= self.reach for e in self._edges)

    def parts(self, place: float) -> bool:
        """Whether several cells begin there and as many end."""
        sides = [sum(abs(along(c.box, self._across)[i] - place) <= self.reach for c in self._cells) for i in (0, 1)]
        return min(sides) >= CONFIRMED

    def header_between(self, first: Heading, second: Heading) -> list[Cell]:
        """The header's cells between those of two headings, in order: they head columns (rows) of rooms or teachers."""
        low, high = along(first.cell.box, self._across)[1], along(second.cell.box, self._across)[0]
        level = along(first.cell.box, not self._across)
        found = [
            c
            for c in self._cells
            if c.lines
            and low - self.reach <= along(c.box, self._across)[0]
            and along(c.box, self._across)[1] <= high + self.reach
            and shares(*level, *along(c.box, not self._across))
        ]
        return sorted(found, key=lambda c: along(c.box, self._across))

    def empty_between(self, beside: Cell, low: float, high: float) -> bool:
        """Whether an empty cell level with ``beside`` fills the stretch from ``low`` to ``high``."""
        level = along(beside.box, not self._across)
        empty = (c for c in self._empty if shares(*level, *along(c.box, not self._across)))
        return high - low > 2 * self.reach and any(
            abs(along(c.box, self._across)[0] - low) <= self.reach
            and abs(along(c.box, self._across)[1] - high) <= self.reach
            for c in empty
        )

    def edges(self, low: float, high: float) -> list[float]:
        """The places between ``low`` and ``high`` at which several cells begin or end."""
        found: list[float] = []
        for edge in (e for e in self._edges if low < e < high):
            group = [e for e in self._edges if abs(e - edge) <= self.reach]
            place = sum(group) / len(group)
            if len(group) >= CONFIRMED and low < place < high and not any(abs(place - f) <= self.reach for f in found):
                found.append(place)
        return found


def reach_of(cells: Sequence[Cell]) -> float:
    """Page units within which edges of these cells are the same place."""
    return NEAR / 1000.0 * max((max(c.box.right, c.box.bottom) for c in cells), default=0.0)


def headings_of(cell: Cell, across: bool) -> list[Heading]:
    """The days, times or periods a cell holds side by side (``across``) or one below the other; all of one kind."""
    if across:  # turned lines follow each other sidewards
        groups = start_end_pairs(cell.lines, across=True) if _follow_each_other(cell.lines, across) else []
    else:
        groups = _numbered(cell.lines) or start_end_pairs(cell.lines)
    if not groups:
        follow = _follow_each_other(cell.lines, across)
        groups = _paragraphs(cell.lines, across) if follow else _columns(cell.lines, across)
    found = [Heading(cell, tuple(group)) for group in groups]
    kinds = [heading.kind for heading in found]
    spans = spans_of(cell.text)
    if "time" in kinds and (len(spans) == 1 or (len(spans) == 2 and not any(s.end for s in spans))):
        # One range over several lines, or a start with its end below; "0.14" in a lesson is its room.
        whole = Heading(cell, cell.lines)
        return [whole] if whole.kind or any(s.end for s in spans) else []
    only_periods = len(kinds) == kinds.count("period")
    return [heading for heading in found if heading.kind in ("day", "time") or (heading.kind and only_periods)]


def kind_of(text: str) -> str:
    """``day``, ``time`` or ``period`` for a text that says nothing else, or an empty text."""
    label = parse_day_label(text)
    if label is not None and label.certain:
        return "day"
    if only_times(text):
        return "time"
    return "period" if is_period_label(text) else ""


def _columns(lines: Sequence[Line], across: bool) -> list[list[Line]]:
    """Lines that share their extent in one direction, in order; turned texts stand one below the other as columns."""
    groups: list[list[Line]] = []
    standing = [line for line in lines if not (across and over_several(line, lines))]
    for line in sorted(standing, key=lambda x: sum(along(x.box, across))):
        if groups and any(shares(*along(line.box, across), *along(other.box, across)) for other in groups[-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [sorted(group, key=lambda x: along(x.box, not across)) for group in groups]


def over_several(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a text stands over two days or more that are beside each other: the week's date, a title."""
    box = line.box
    if len(lines) > MOST_LINES:
        return False
    below = [x for x in lines if x.box.top >= box.center[1] and box.left <= x.box.center[0] <= box.right]
    days = [x for x in below if parse_day_label(x.text) is not None]
    return any(shares(*along(a.box, False), *along(b.box, False)) for a, b in itertools.combinations(days, 2))


MOST_LINES = 60
"""Lines of one cell up to which each is held against the others: seven days and what stands above and below them."""


def _follow_each_other(lines: Sequence[Line], across: bool) -> bool:
    """Whether lines are read on from one to the next in this direction: downwards, or sidewards for turned text, among
    which a dash may be read as something upright."""
    if not across:
        return any(line.angle in (0, 180) for line in lines)
    return sum(line.angle in (90, 270) for line in lines) >= MOSTLY_TURNED * len(lines)


MOSTLY_TURNED = 0.9
"""Share of a header's lines that are turned where it is."""


def _numbered(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that are periods' numbers, each over its start and its end, period by period; none where they are not."""
    groups: list[list[Line]] = []
    for line in sorted(lines, key=lambda x: x.box.center[1]):
        kind = kind_of(line.text)
        if kind == "period":
            groups.append([line])
        elif kind == "time" and groups and len(groups[-1]) <= MOST_TIMES:
            groups[-1].append(line)
        else:
            return []
    return groups if len(groups) > 1 and all(len(group) > MOST_TIMES for group in groups) else []


def start_end_pairs(lines: Sequence[Line], *, across: bool = False) -> list[list[Line]]:
    """Lines that are starts, each over (``across``: before) its end, which is the next start; none where they are
    not. A few of the times may be missing, and what else was read among them is left out."""
    backwards = across and any(line.angle == 90 for line in lines)
    ordered = sorted(lines, key=lambda x: x.box.center[0 if across else 1], reverse=backwards)
    single = [x for x in ordered if only_times(x.text) and [s.end for s in spans_of(x.text)] == [None]]
    if len(single) < max(2 * MOST_TIMES, MOSTLY_SINGLE * len(ordered)):
        return []
    minutes = [spans_of(line.text)[0].start.minute for line in single]
    groups: list[list[Line]] = []
    follow = 0
    i = 0
    while i < len(single):
        last = i + MOST_TIMES >= len(single)
        goes_on = not last and minutes[i + 1] == minutes[i + MOST_TIMES]
        paired = i + 1 < len(single) and minutes[i] != minutes[i + 1] and (goes_on or last)
        groups.append(single[i : i + MOST_TIMES] if paired else [single[i]])
        follow += goes_on and paired
        i += len(groups[-1])
    pairs = sum(len(group) == MOST_TIMES for group in groups)
    return groups if follow and pairs >= MOSTLY_SINGLE * len(groups) else []


MOSTLY_SINGLE = 0.8
"""Share of a header's texts that are single times, and of these that stand in pairs, from which they are starts and
ends."""

MOST_TIMES = 2
"""Lines below a period's number: its start and its end."""


def _paragraphs(lines: Sequence[Line], across: bool) -> list[list[Line]]:
    """Lines in reading order, those of one time ("9:30 - / 10:15") or of one list of days together."""
    groups: list[list[Line]] = []
    backwards = across and any(line.angle == 90 for line in lines)
    for line in sorted(lines, key=lambda x: sum(along(x.box, across)), reverse=backwards):
        text = header_text(line.text)
        before = header_text(groups[-1][-1].text) if groups else ""
        goes_on = before[-1:] in ("-", "–") or before.endswith(" to") or text[:1] in ("-", "–")
        goes_on = goes_on or is_joiner(before) or is_joiner(text)
        named = bool(groups) and reads_on(before) and parse_day_label(before) is not None
        if groups and (named or (goes_on and spans_of(" ".join(x.text for x in groups[-1])))):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _level(seed: Heading, found: Sequence[Heading], across: bool) -> list[Heading]:
    """Headings of the same kind in one row with ``seed``, in order, one at each place."""
    row: list[Heading] = []
    for heading in sorted(found, key=lambda h: h.extent(across)):
        if not shares(*seed.extent(not across), *heading.extent(not across)):
            continue
        if heading.kind != seed.kind:
            continue
        if not row or not shares(*row[-1].extent(across), *heading.extent(across)):
            row.append(heading)
    return row


def _between(first: Heading, second: Heading, space: Space, across: bool) -> list[float]:
    """The borders between two headings: those of their cells, or of other cells, or in the white space."""
    if first.cell is not second.cell:
        row = [first.cell, *space.header_between(first, second), second.cell]
        pauses = first.kind != "day"  # between days an empty cell is a margin
        borders = [p for a, b in itertools.pairwise(row) for p in _apart(a, b, space, across, pauses=pauses)]
        return [*_beside(first, space, across, behind=True), *borders, *_beside(second, space, across, behind=False)]
    (first_low, first_high), (second_low, second_high) = first.extent(across), second.extent(across)
    slack = SLACK * (first_high - first_low), SLACK * (second_high - second_low)
    ruled = space.edges(first_high - slack[0], second_low + slack[1])
    return ruled or [emptiest(middle_of(first, across), middle_of(second, across), space.texts)]


def _apart(before: Cell, behind: Cell, space: Space, across: bool, *, pauses: bool) -> list[float]:
    """Where two cells of a header part: at one place, or on both sides of an empty cell between them (``pauses``)."""
    low, high = along(before.box, across)[1], along(behind.box, across)[0]
    return [low, high] if pauses and space.empty_between(before, low, high) else [(low + high) / 2]


def _beside(heading: Heading, space: Space, across: bool, *, behind: bool) -> list[float]:
    """The border between a heading and what else its cell says before it (a week's letter over the times) or behind it
    (what heads a column of rooms), where several cells begin or end there."""
    low, high = heading.extent(across)
    others = [along(x.box, across) for x in heading.cell.lines if x not in heading.lines]
    if behind:
        following = min((a for a, _ in others if a >= high), default=high)
        return space.edges(high, following)[:1]
    before = max((b for _, b in others if b <= low), default=low)
    return space.edges(before, low)[-1:]


def _outer(row: Sequence[Heading], space: Space, across: bool) -> list[float]:
    """The borders before the first and behind the last heading where their cells reach far beyond them."""
    middles = [middle_of(h, across) for h in row]
    step = median(b - a for a, b in itertools.pairwise(middles))
    places = []
    if along(row[0].cell.box, across)[0] < middles[0] - step:
        low = row[0].extent(across)[0]
        places.extend(
            space.edges(middles[0] - step, low)[-1:] or [emptiest(middles[0] - step, middles[0], space.texts)]
        )
    elif row[0].cell is row[1].cell:  # the corner beside it, over a narrow column of times
        first, low = along(row[0].cell.box, across)[0], row[0].extent(across)[0]
        places.extend([p for p in space.edges(first + space.reach, low) if space.parts(p)][-1:])
    if along(row[-1].cell.box, across)[1] > middles[-1] + step:
        high = row[-1].extent(across)[1]
        places.extend(
            space.edges(high, middles[-1] + step)[:1] or [emptiest(middles[-1], middles[-1] + step, space.texts)]
        )
    return places


def middle_of(heading: Heading, across: bool) -> float:
    """The middle of a heading's texts."""
    low, high = heading.extent(across)
    return (low + high) / 2
