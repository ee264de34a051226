"""Headings that stand outside a table's rules: days before its rows, times above its columns, as spreadsheets print."""

from __future__ import annotations

import itertools
import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from chalicelib.domain.timetable import Box
from chalicelib.extraction.axes import along, in_line
from chalicelib.extraction.grid import Cell, Line, bounding, overlap
from chalicelib.extraction.headers.borders import kind_of, start_end_pairs
from chalicelib.extraction.headers.day_axes import LEAST_SHORT, LONGEST_SHORT
from chalicelib.extraction.lines.line_parts import line_parts
from chalicelib.extraction.lines.phrases import stands_below
from chalicelib.extraction.texts.days import parse_day_label
from chalicelib.extraction.texts.header_texts import (
    header_text,
    is_period_label,
    lone_start,
    only_times,
    spans_of,
    start_alone,
)
from chalicelib.extraction.texts.times import NOON

LEAST_HEADS = 3
"""Days (or times) in line outside the rules that head the rows or columns within."""

MOST_HEADS = 60
"""Days (or times) in line that can head one table; a school's plan has five days of twelve periods."""

FURTHEST = 12.0
"""Letter heights between a heading and the rules; what stands further off belongs to something else."""

BORDER_OFF = 0.3
"""Share of the headings' distance by which a rule may miss the middle between two of them."""

MOST_UNRULED = 0.15
"""Share of the borders between headings that no rule shows: lessons go over them, or there are none."""

OUTSIDE_SURE = 0.94
"""The most that a heading without rules around it is sure of: a person looks at what rests on it."""


def heads_outside(cells: Sequence[Cell], lines: Sequence[Line]) -> list[Cell]:
    """Cells for the days and the times beside (above) the ruled ``cells`` where these hold none of their kind, or but
    one or two, in boxes of their own ("today"), which are among them then."""
    texts = [cell.text for cell in cells if cell.lines and not _names_its_time(cell) and not _close_around(cell)]
    said = {
        "day": len({t.casefold() for t in texts if kind_of(t) == "day"}),
        "time": sum(kind_of(t) == "time" for t in texts),
    }
    missing = [kind for kind, count in said.items() if count < LEAST_HEADS]  # one name thrice is a lesson's ("Quí")
    # Where no time is printed periods' numbers head the rows, and some stand in boxes of their own, others in none.
    heading = (*missing, "period") if "time" in missing else missing
    boxed = [cell for cell in cells if len(cell.lines) == 1 and kind_of(cell.text) in heading]
    cells = _below_title(cells)
    high = median([cell.box.height for cell in cells if cell.lines] or [0.0])
    large = [cell for cell in cells if cell.lines or cell.box.height >= high / 2]  # not what is left of letters
    inner = [cell for cell in large if not any(cell is head for head in boxed)]
    if not missing or not inner:
        return _cut_scale(cells, lines) if "time" not in missing else []
    frame = bounding(cell.box for cell in inner)
    told = [*lines, *(line for cell in boxed for line in cell.lines)]
    lines = _wrapped([part for line in told for part in _range_by_range(line)])
    short = _short_days(lines) if "day" in missing else ()
    found: list[Cell] = []
    for across in (True, False):
        begin = along(frame, not across)[0]
        near = _beside(frame, [x for x in lines if kind_of(x.text) in (*missing, "period")], across)
        before = [] if across else _numbered(near) or _paired(near)
        before = before or [head for head in near if kind_of(head.text) in missing]
        before = before or ([] if across or "time" not in missing else _counted(near))
        if not any(kind_of(head.text) == "day" for head in before):
            before = [*before, *_beside(frame, short, across)]
        for heads in in_line(before, not across):
            if LEAST_HEADS <= len(heads) <= MOST_HEADS and len({kind_of(head.text) for head in heads}) == 1:
                looks = (_widened, _on_rules, _in_their_rows)
                found.extend(next((rows for look in looks if (rows := look(heads, cells, across, begin))), []))
    return found


def _cut_scale(cells: Sequence[Cell], lines: Sequence[Line]) -> list[Cell]:
    """Cells for a scale of times before a table's lessons whose marks were taken for rules, so that some cells hold one
    of its times and others several: lessons begin and end level with them. None where they do not."""
    boxed = [cell for cell in cells if cell.lines and all(_is_lone(line) for line in cell.lines)]
    if len({len(cell.lines) for cell in boxed}) < LEAST_COUNTS:
        return []
    column = bounding(cell.box for cell in boxed)
    beside = (x for x in lines if _is_lone(x) and overlap(x.box.left, x.box.right, column.left, column.right) > 0)
    told = {line.box: line for line in (*(x for cell in boxed for x in cell.lines), *beside)}
    heads = [Cell(line.box, (line,)) for line in told.values()]
    lessons = [cell for cell in cells if cell.lines and cell.box.left >= column.right]
    if not lessons or len({head.text for head in heads}) < len(heads):
        return []
    return _on_rules(heads, lessons, across=False, begin=min(cell.box.left for cell in lessons))


LEAST_COUNTS = 2
"""Numbers of times in the cells of one column by which it is no column of rows: some hold one, others two."""


def _is_lone(line: Line) -> bool:
    return line.angle == 0 and start_alone(line.text) is not None


def _short_days(lines: Sequence[Line]) -> list[Line]:
    """The lines that name a day each so shortly that only the others tell it ("ma", "di", "wo"): in a language in which
    they name several."""
    shortly = (line for line in lines if len(line.text) <= LONGEST_SHORT)
    short = [(line, label) for line in shortly if (label := parse_day_label(line.text)) is not None]
    days: dict[int, set[int]] = {}
    for _, label in short:
        for language, day in label.spoken:
            days.setdefault(language, set()).add(day)
    spoken = {language for language, named in days.items() if len(named) >= LEAST_SHORT}
    return [line for line, label in short if any(language in spoken for language, _ in label.spoken)]


def _close_around(cell: Cell) -> bool:
    """Whether a box is no larger than the one line in it: an edge around letters on a dark ground, and no cell."""
    if len(cell.lines) != 1:
        return False
    text = cell.lines[0].box
    return cell.box.width <= CLOSE_BOX * text.width and cell.box.height <= CLOSE_BOX * text.height


CLOSE_BOX = 1.1
"""Times a line's sides that such a box has at most; readers' boxes are larger than the letters."""


def _below_title(cells: Sequence[Cell]) -> Sequence[Cell]:
    """``cells`` without those above the days' names where these stand in a row: a title's bar is as wide as a page."""
    days = [cell.box for cell in cells if kind_of(cell.text) == "day"]
    top = max((box.top for box in days), default=0.0)
    if len(days) < LEAST_HEADS or top >= min(box.bottom for box in days):
        return cells
    return [cell for cell in cells if cell.box.bottom > top]


def _range_by_range(line: Line) -> list[Line]:
    """A level line that is nothing but several ranges of times as one line each: close beside each other above narrow
    columns they were read as one."""
    text = header_text(line.text)
    ranges = [span for span in spans_of(line.text) if span.end is not None]
    if len(ranges) < LEAST_RANGES or line.angle != 0:
        return [line]
    parts = [replace(line, text=text, gaps=(), tokens=())]
    for span in reversed(ranges[1:]):
        whole = parts.pop(0)
        parts[:0] = line_parts(whole, span.first, line.box.left + line.box.width * span.first / len(text))
    return parts if all(only_times(part.text) for part in parts) else [line]


def _wrapped(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with a range whose end goes on below ("10 h 30 - 10 h / 45") on one line each."""
    taken: set[int] = set()
    found = []
    for line in lines:
        below = next((x for x in lines if _is_open(line, x) and _completes(line, x)), None)
        if below is not None:
            taken.add(id(below))
            line = replace(
                line, text=f"{line.text} {below.text}", box=bounding([line.box, below.box]), tokens=(), gaps=()
            )
        found.append(line)
    return [line for line in found if id(line) not in taken]


_OPEN_RANGE = re.compile(r"\d\s?[-–—]\s?\d{1,2}\s?[h:]$|\d\s?[h:.]\s?\d\d\s?[-–—]$", re.IGNORECASE)
"""A range that lacks its end's minutes, or all of its end."""


def _is_open(line: Line, below: Line) -> bool:
    """Whether a line ends in a dash, or the one below begins with one."""
    return _OPEN_RANGE.search(line.text) is not None or (
        _DASH_FIRST.match(below.text) is not None and only_times(line.text)
    )


_DASH_FIRST = re.compile(r"[-–—]\s?\d")


def _completes(line: Line, below: Line) -> bool:
    """Whether what stands right below a range makes it one time with an end to the minute, and nothing else."""
    if line.angle or below.angle or not stands_below(line.box, below.box, line.size):
        return False
    spans = spans_of(f"{line.text} {below.text}")
    return len(spans) == 1 and spans[0].end is not None and spans[0].end.exact and len(below.text) <= LONGEST_END


LONGEST_END = 7
"""Characters of a range's end: "10 h 45"."""

LEAST_RANGES = 3
"""Ranges on one line that head as many columns; two may be a break's and a lesson's."""


def _beside(frame: Box, lines: Sequence[Line], across: bool) -> list[Cell]:
    """The level lines close above (before) a frame as cells, no surer than headings without rules are."""
    low, high = along(frame, across)
    begin = along(frame, not across)[0]
    return [
        Cell(line.box, (replace(line, confidence=min(line.confidence, OUTSIDE_SURE)),))
        for line in lines
        if line.angle == 0
        and low - line.size / 2 <= sum(along(line.box, across)) / 2 <= high + line.size / 2
        and -line.size / 2 <= begin - along(line.box, not across)[1] <= FURTHEST * line.size
    ]


def _numbered(lines: Sequence[Cell]) -> list[Cell]:
    """Periods' numbers each with the start and the end that stand close below it as one heading; none where fewer than
    some stand so."""
    ordered = sorted(lines, key=lambda x: x.box.top)
    found = []
    for number, start, end in zip(ordered, ordered[1:], ordered[2:], strict=False):
        kinds = tuple(kind_of(x.text) for x in (number, start, end))
        room = CLOSE * start.lines[0].size
        close = start.box.top - number.box.bottom < room and end.box.top - start.box.bottom < room
        if kinds == ("period", "time", "time") and close:
            stacked = (number, start, end)
            found.append(Cell(bounding(x.box for x in stacked), tuple(line for x in stacked for line in x.lines)))
    return found if len(found) >= LEAST_HEADS else []


def _counted(heads: Sequence[Cell]) -> list[Cell]:
    """Periods' bare numbers that count up below each other, one by one; none where they do not, or are few."""
    ordered = sorted((x for x in heads if x.text.strip(" .").isdecimal()), key=lambda x: x.box.top)
    counted = [int(x.text.strip(" .")) for x in ordered]
    up = all(after == before + 1 for before, after in itertools.pairwise(counted))
    return ordered if up and len(counted) > LEAST_HEADS else []


def _paired(heads: Sequence[Cell]) -> list[Cell]:
    """Starts each with the end that stands below it as one heading; none where they are not in pairs all through."""
    pairs = start_end_pairs([line for head in heads if kind_of(head.text) == "time" for line in head.lines])
    if len(pairs) < LEAST_HEADS:
        return []
    within = [end.box.top - start.box.bottom for start, end in pairs]
    between = [after.box.top - before.box.bottom for (_, before), (after, _) in itertools.pairwise(pairs)]
    closer = max(within) < min(between)
    return [Cell(bounding(line.box for line in pair), tuple(pair)) for pair in pairs] if closer else []


def ends_joined(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` with those of a start and of its end one below the other as one, where the next row begins at that end:
    each stands in a box of its own."""
    whole: dict[int, Cell] = {}
    ends: set[int] = set()
    bare = [c for c in cells if kind_of(c.text) == "time" and sum(map(str.isalpha, c.text)) < SHORTEST_NAME]
    for column in in_line(bare, True):
        heads = sorted(column, key=lambda c: c.box.top)
        said = [spans_of(c.text) for c in heads]
        lone = [len(spans) == 1 and spans[0].end is None for spans in said]
        minutes = [spans[0].start.minute for spans in said]
        ended = -1
        for i, (start, end) in enumerate(itertools.pairwise(heads)):
            follows = minutes[i] == ended or minutes[i + 1] == next(iter(minutes[i + 2 : i + 3]), None)
            close = 0 <= end.box.top - start.box.bottom < end.lines[0].size
            if follows and close and lone[i] and lone[i + 1] and id(start) not in ends:
                whole[id(start)] = replace(start, box=bounding([start.box, end.box]), lines=start.lines + end.lines)
                ends.add(id(end))
                ended = minutes[i + 1]
    return [whole.get(id(c), c) for c in cells if id(c) not in ends]


CLOSE = 0.8
"""Letter heights between the lines of one heading at most."""


def _names_its_time(cell: Cell) -> bool:
    """Whether a cell holds a short name besides its time, on a line of its own: a lesson, which heads nothing."""
    besides = [line for line in cell.lines if not spans_of(line.text) and not is_period_label(line.text)]
    return len(besides) < len(cell.lines) and any(len(line.text) >= SHORTEST_NAME for line in besides)


SHORTEST_NAME = 4
"""Characters of a lesson's name beside its time; less may be a unit ("Uhr")."""


def _widened(heads: Sequence[Cell], cells: Sequence[Cell], across: bool, begin: float) -> list[Cell]:
    """Headings as cells that reach to the rules, each from the border before it to the one behind; none where no rules
    part them."""
    ordered = sorted(heads, key=lambda head: along(head.box, across)[0])
    edges = sorted({edge for cell in cells for edge in along(cell.box, across)})
    middles = [sum(along(head.box, across)) / 2 for head in ordered]
    steps = [b - a for a, b in itertools.pairwise(middles)]
    borders = [] if _is_scale(ordered) else _centred_between(middles, edges, min(steps))
    borders = borders or _halfway(middles, edges, steps, 0.0 if _is_scale(ordered) else MOST_UNRULED)
    result = []
    for head, (low, high) in zip(ordered if borders else (), itertools.pairwise(borders), strict=True):
        if along(head.box, not across)[0] < begin:
            result.append(Cell(_to_the_rules(head, low, high, across, begin), head.lines))
    return result


def _to_the_rules(head: Cell, low: float, high: float, across: bool, begin: float) -> Box:
    """The box of a heading that reaches from ``low`` to ``high``, and up to the rules, which begin at ``begin``."""
    first = along(head.box, not across)[0]
    if across:
        return Box(left=low, right=high, top=first, bottom=begin)
    return Box(left=first, right=begin, top=low, bottom=high)


def _centred_between(middles: Sequence[float], edges: Sequence[float], step: float) -> list[float]:
    """The edges between which each heading stands in the very middle, one row behind the other, however high each is;
    none where there are no such."""
    reach = CENTRED_OFF * step
    before = [edge for edge in edges if middles[0] - FURTHEST_EDGE * step < edge < middles[0]]
    for first in before[: -MOST_FIRST - 1 : -1]:
        borders = [first]
        for middle in middles:
            following = 2 * middle - borders[-1]
            behind = bisect(edges, following)
            edge = min(edges[max(0, behind - 1) : behind + 1], key=lambda e: abs(e - following))
            if abs(edge - following) > reach or edge <= middle:
                break
            borders.append(edge)
        else:
            return borders
    return []


MOST_FIRST = 40
"""Edges at which the first row may begin that are tried, the nearest first."""

CENTRED_OFF = 0.15
"""Share of the headings' distance by which one may miss the middle of its row."""

FURTHEST_EDGE = 3.0
"""Headings' distances (the least of them) between the first heading and the edge at which its row begins."""


def _halfway(middles: Sequence[float], edges: Sequence[float], steps: Sequence[float], unruled: float) -> list[float]:
    """The edges halfway between headings, and these places themselves where no rule shows a border (a share
    ``unruled`` of them at most); none where the rules part something else than these headings."""
    places = [
        middles[0] - steps[0] / 2,
        *((a + b) / 2 for a, b in itertools.pairwise(middles)),
        middles[-1] + steps[-1] / 2,
    ]
    nearest = [min(edges, key=lambda edge: abs(edge - place)) for place in places]
    ruled = [abs(edge - place) <= BORDER_OFF * min(steps) for edge, place in zip(nearest, places, strict=True)]
    if ruled.count(False) > unruled * len(places):
        return []
    return [edge if near else place for edge, near, place in zip(nearest, ruled, places, strict=True)]


def _on_rules(heads: Sequence[Cell], cells: Sequence[Cell], across: bool, begin: float) -> list[Cell]:
    """Times that stand level with the rules between rows (columns) as cells from each to the next one: when what is
    between begins and ends; none where lessons begin or end elsewhere, as any does on a scale."""
    ordered = sorted(heads, key=lambda head: along(head.box, across)[0])
    if len(ordered) < LEAST_ON_RULES or not _lone_times(ordered):
        return []
    middles = [sum(along(head.box, across)) / 2 for head in ordered]
    scale = _is_scale(ordered)
    step = min(b - a for a, b in itertools.pairwise(middles))
    size = median(head.lines[0].size for head in ordered)
    reach = max(ON_RULE * size, 0.0 if scale else min(ON_RULE_OF_ROWS * size, step / 4))
    within = reach if scale else min(WITHIN * size, step / 3)
    lessons = [along(cell.box, across) for cell in cells if cell.lines and not kind_of(cell.text)]
    off = sum(
        all(not -reach <= low - middle <= within for middle in middles)
        or all(not -reach <= middle - high <= within for middle in middles)
        for low, high in lessons
    )
    if off > (0 if scale else MOST_OFF * len(lessons)):
        return []
    result = []
    for (head, low), (following, high) in itertools.pairwise(zip(ordered, middles, strict=True)):
        result.append(Cell(_to_the_rules(head, low, high, across, begin), head.lines + following.lines))
    return result


def _in_their_rows(heads: Sequence[Cell], cells: Sequence[Cell], across: bool, begin: float) -> list[Cell]:
    """Times that stand at the same place close behind the beginning of a row (column) each, as cells from that to the
    next one's; none where they do not, or lessons begin elsewhere."""
    ordered = sorted(heads, key=lambda head: along(head.box, across)[0])
    size = median(head.lines[0].size for head in ordered)
    if len(ordered) < LEAST_ON_RULES or _is_scale(ordered):
        return []
    edges = sorted({edge for cell in cells for edge in along(cell.box, across)})
    middles = [sum(along(head.box, across)) / 2 for head in ordered]
    rows = [max((edge for edge in edges if edge <= middle), default=None) for middle in middles]
    places = [row for row in rows if row is not None]
    if len(places) < len(rows) or len(set(places)) < len(places):
        return []
    behind = [middle - place for middle, place in zip(middles, places, strict=True)]
    even = max(behind) - min(behind) <= EVENLY * size and max(behind) <= CLOSE_BEHIND * size
    starts = [along(cell.box, across)[0] for cell in cells if cell.lines and not kind_of(cell.text)]
    off = sum(min(abs(start - place) for place in places) > size / 2 for start in starts)
    if not even or off > MOST_OFF * len(starts):
        return []
    last = max(along(cell.box, across)[1] for cell in cells)
    return [
        Cell(_to_the_rules(head, low, high, across, begin), head.lines)
        for head, (low, high) in zip(ordered, itertools.pairwise([*places, last]), strict=True)
    ]


EVENLY = 0.6
"""Letter heights by which times' places behind the beginnings of their rows differ at most."""

CLOSE_BEHIND = 1.5
"""Letter heights from the beginning of a row to the middle of its time; further down it is what ends there."""


def _lone_times(heads: Sequence[Cell]) -> bool:
    """Whether each heading is one time without an end."""
    return all(lone_start(head.text) is not None for head in heads)


def _is_scale(heads: Sequence[Cell]) -> bool:
    """Whether headings (in order) are a scale of times as far from each other each, on which lessons begin anywhere."""
    if not _lone_times(heads):
        return False
    minutes = [spans_of(head.text)[0].start.minute % NOON for head in heads]
    return len({(b - a) % NOON for a, b in itertools.pairwise(minutes)}) == 1


LEAST_ON_RULES = 5
"""Times level with rules that are where rows begin and end."""

ON_RULE = 0.3
"""Letter heights by which such a time may miss a lesson's edge."""

ON_RULE_OF_ROWS = 0.5
"""The same where times are no scale, but when rows of any length begin: blocks are drawn a little within them."""

WITHIN = 1.1
"""Letter heights by which such blocks are drawn within their times at most. A time in the middle of its row is level
with what begins above it."""

MOST_OFF = 0.15
"""Share of the lessons that begin or end elsewhere: a meeting."""
