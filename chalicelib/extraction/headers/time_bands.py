"""Which row or column of a grid holds the times or the periods, and when each begins and ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.axes import DayAxis, TimeBand, along, shares
from chalicelib.extraction.grid import Cell, bounding, overlap
from chalicelib.extraction.headers.cut_periods import with_whole_periods
from chalicelib.extraction.headers.numbered_times import without_numbers
from chalicelib.extraction.headers.settling import looks_like_hours, settle
from chalicelib.extraction.headers.unread_numbers import numbered_between
from chalicelib.extraction.settings import EARLIEST_SCHOOL_MINUTE, OVERLAP
from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.header_texts import header_text, is_period_label, lone_start, only_times, spans_of
from chalicelib.extraction.texts.heads import Head, head_of


def time_bands(cells: Sequence[Cell], axis: DayAxis) -> tuple[TimeBand, ...]:
    """The bands of the header that stands across the days, with their times; empty where there is none."""
    across = not axis.across
    outside = [_number_first(_below_head(_below_corner(c, axis), axis)) for c in cells if not _inside_days(c, axis)]
    outside = outside if across else with_whole_periods(outside)
    whole = _starts_over_ends(outside)
    header = [part for c in outside for part in ([c] if id(c) in whole else parted(c, across))]
    rows = [_one_side(_row_of(seed, header, across, axis), axis, across) for seed in header if _heads_a_band(seed)]
    timed = any(sum(bool(spans_of(c.text)) for c in row) >= LEAST_TIMED or _counts_periods(row) for row in rows)
    best = max(rows, key=lambda row: _header_score(row, beside_times=timed), default=[])
    best_score = _header_score(best, beside_times=timed)
    if best_score < LEAST_HEADER and not (best_score >= 1 and _single_row(best, axis)):
        return ()
    body = [c for c in cells if _inside_days(c, axis)]
    row = without_numbers(best)
    beside = [c for c in header if c not in best]
    bands = [_band(cell, across, [*row, *beside]) for cell in _without_splinters(row, body, across)]
    if any(clocks for _, clocks in bands):
        bands = [(band, clocks or _told_within(band, body, across)) for band, clocks in bands]
    return numbered_between(settle(bands))


def _counts_periods(row: Sequence[Cell]) -> bool:
    """Whether a header says of most of its cells in words which period of the day each is ("1. ders")."""
    labels = [c.text for c in row if is_period_label(c.text)]
    worded = [label for label in labels if sum(map(str.isalpha, label)) >= PERIOD_WORD]
    return len(worded) >= max(LEAST_TIMED, len(labels) / 2)


PERIOD_WORD = 3
"""Letters of a word for periods at least; a number's own sign is shorter."""


def _told_within(band: TimeBand, body: Sequence[Cell], across: bool) -> list[times.Clock]:
    """When a row (column) without a time of its own begins and ends, by the ranges that each of its cells prints."""
    level = [c for c in body if c.lines and shares(*along(c.box, across), band.low, band.high)]
    said = [[span for span in spans_of(c.text) if span.end is not None] for c in level]
    if len(said) < LEAST_TELLING or not all(said):
        return []
    ends = [span.end for spans in said for span in spans[-1:] if span.end is not None]
    return [min((spans[0].start for spans in said), key=_hour_of_school), max(ends, key=_hour_of_school)]


def _hour_of_school(clock: times.Clock) -> int:
    """Minutes by which printed times come one after the other, at an hour at which there is school."""
    return clock.minute + (0 if clock.settled or clock.minute >= EARLIEST_SCHOOL_MINUTE else times.NOON)


LEAST_TELLING = 3
"""Cells that print ranges of their own from which their row is as long as these."""


def _number_first(cell: Cell) -> Cell:
    """``cell`` with a period's number before its time where it stands beside the two lines of that, and so between them
    downwards."""
    if len(cell.lines) == 2 and (match := _NUMBERED.match(cell.lines[1].text)) and _OPEN.search(cell.lines[0].text):
        start, end = cell.lines
        number = replace(end, text=match["number"])
        return replace(cell, lines=(number, start, replace(end, text=match["time"])))
    numbers = [line for line in cell.lines if is_period_label(line.text)]
    rest = [line for line in cell.lines if not is_period_label(line.text)]
    if len(numbers) != 1 or len(rest) < 2 or cell.lines[0] is numbers[0]:
        return cell
    beside = numbers[0].box.right <= min(line.box.left for line in rest)
    return replace(cell, lines=(numbers[0], *rest)) if beside and all(spans_of(x.text) for x in rest) else cell


def _below_head(cell: Cell, axis: DayAxis) -> Cell:
    """``cell`` without the heading that stands above its time again in the middle of a table ("TIME" for the
    afternoon), where the rule between was not seen."""
    again = along(cell.box, not axis.across)[0] > axis.high
    if len(cell.lines) < 2 or not again or head_of(cell.lines[0].text) is not Head.TIME:
        return cell
    head, *rest = cell.lines
    if not all(only_times(line.text) for line in rest) or rest[0].box.top < head.box.bottom:
        return cell
    border = (head.box.bottom + rest[0].box.top) / 2
    return replace(cell, box=cell.box.model_copy(update={"top": border}), lines=tuple(rest))


_NUMBERED = re.compile(r"(?P<number>\d{1,2})\s+(?P<time>\d{1,2}\s?[:.h]\s?\d\d)$")
_OPEN = re.compile(r"^\d{1,2}\s?[:.h]\s?\d\d\s?[-–—]$")
"""A start that goes on below, and a number read on one line with the end: it stands between the two, to the left."""


def _below_corner(cell: Cell, axis: DayAxis) -> Cell:
    """``cell`` without the corner level with the days' names, into which it reaches, where only what stands below
    (beside) the corner is a time, or nothing does that was read: the rule between was not seen."""
    low, high = along(cell.box, not axis.across)
    inner = [sum(along(line.box, not axis.across)) / 2 > axis.high for line in cell.lines]
    if inner and not any(inner) and low < axis.high < high and high - axis.high > axis.high - low:
        return Cell(cell.box.model_copy(update={"top" if axis.across else "left": axis.high}), (), cell.color)
    if not low < axis.high < high or all(inner) or not any(inner):
        return cell
    below = tuple(line for line, inside in zip(cell.lines, inner, strict=True) if inside)
    above = " ".join(line.text for line, inside in zip(cell.lines, inner, strict=True) if not inside)
    if len(below) != 1 or not only_times(below[0].text) or spans_of(above):
        return cell
    return Cell(cell.box.model_copy(update={"top" if axis.across else "left": axis.high}), below, cell.color)


LEAST_HEADER = 1.2
"""Score of a header of two period numbers; a single time is none, unless it is a range beside a whole week."""


def _single_row(header: Sequence[Cell], axis: DayAxis) -> bool:
    """Whether one range heads the one row of a whole week."""
    ranges = [s for c in header for s in spans_of(c.text) if s.end is not None]
    return len(axis.bands) >= WHOLE_WEEK and bool(ranges)


WHOLE_WEEK = 5
"""Days from which a table of a single row (an afternoon) is believed."""


def _without_splinters(row: Sequence[Cell], body: Sequence[Cell], across: bool) -> list[Cell]:
    """Header cells joined where only one of two has a time and no cell of the body shares the border between them; none
    of what is too low for a row."""
    edges = [edge for c in body for edge in along(c.box, across)]
    joined: list[Cell] = []
    lowest = min((high - low for low, high in (along(c.box, across) for c in row if c.lines)), default=0.0)
    for cell in row:
        low, high = along(cell.box, across)
        if not cell.lines and high - low < SLIVER * lowest:
            continue  # between a rule and the edge of a box around letters
        before = joined[-1] if joined else None
        if before is not None and not (_heads_a_band(before) and _heads_a_band(cell)) and _close(before, cell, across):
            border = (along(before.box, across)[1] + along(cell.box, across)[0]) / 2
            reach = SPLINTER * max(along(c.box, across)[1] - along(c.box, across)[0] for c in (before, cell))
            if not any(abs(edge - border) <= reach for edge in edges):
                joined[-1] = Cell(
                    bounding([before.box, cell.box]), before.lines + cell.lines, before.color or cell.color
                )
                continue
        joined.append(cell)
    return joined


def _close(before: Cell, cell: Cell, across: bool) -> bool:
    """Whether a header's cell follows the one before like a line of the same text; a legend below stands off, and an
    empty cell behind a row that has no head in this column. A box much narrower than the heads is none of theirs."""
    narrow, wide = sorted(high - low for low, high in (along(c.box, not across) for c in (before, cell)))
    if narrow < NARROW * wide:
        return False
    size = min((line.size for line in (*before.lines, *cell.lines)), default=0.0)
    room = size if cell.lines else EMPTY_OFF * size
    return not size or along(cell.box, across)[0] - along(before.box, across)[1] <= room


NARROW = 0.3
"""Share of a head's width from which what follows it can be a part of it; a legend's coloured boxes are narrower."""

EMPTY_OFF = 0.6
"""Letter heights between a header's cell and an empty part of it that a rule across it has cut off."""


SLIVER = 0.1
"""Share of the lowest head's height below which an empty cell is no row."""

SPLINTER = 0.12
"""Share of the larger band's width within which an edge of the body confirms a border of the header."""


def _one_side(row: Sequence[Cell], axis: DayAxis, across: bool) -> list[Cell]:
    """The header's cells behind the day names, or before them where most times stand there."""
    behind = [c for c in row if along(c.box, across)[0] >= axis.low]
    before = [c for c in row if c not in behind]
    timed_behind, timed_before = (sum(bool(spans_of(c.text)) for c in part) for part in (behind, before))
    return before if timed_before > timed_behind else behind


def parted(cell: Cell, across: bool) -> list[Cell]:
    """A header cell that holds several ranges one below the other, because the rule between was not seen, in parts; or
    several starts, each at the top of a part of its own (an hour and its half)."""
    if across or len(cell.lines) < 2:
        return [cell]
    if _evenly_spaced(cell):
        step = cell.box.height / len(cell.lines)
        return _pieces(cell, [cell.box.top + step * i for i in range(len(cell.lines) + 1)])
    if len(ranges := [s for s in spans_of(cell.text) if s.end is not None]) < 2:
        return [cell]
    offsets, position = [], 0
    for line in cell.lines:
        offsets.append(position)
        position += len(header_text(line.text)) + 1
    firsts = [max(i for i, o in enumerate(offsets) if o <= s.first) for s in ranges]
    if len(set(firsts)) < len(firsts):
        return [cell]
    between = [(cell.lines[i - 1].box.bottom + cell.lines[i].box.top) / 2 for i in firsts[1:]]
    return _pieces(cell, [cell.box.top, *between, cell.box.bottom])


def _starts_over_ends(cells: Sequence[Cell]) -> set[int]:
    """The cells (by identity) that hold two times one below the other, where most of these are a start and its end: the
    next cell's first follows the second sooner than that does its own first."""
    stacked = sorted((c for c in cells if len(c.lines) == START_AND_END and _lone_times(c)), key=lambda c: c.box.top)
    minutes = [[spans_of(line.text)[0].start.minute for line in c.lines] for c in stacked]
    shorter = [
        (b - end) % times.NOON < (end - start) % times.NOON / 2 for (start, end), (b, _) in itertools.pairwise(minutes)
    ]
    return {id(c) for c in stacked} if sum(shorter) > len(shorter) / 2 else set()


START_AND_END = 2


def _lone_times(cell: Cell) -> bool:
    """Whether each line of a cell is a single time of day."""
    said = [lone_start(line.text) for line in cell.lines]
    return all(start is not None and start.exact for start in said)


def _evenly_spaced(cell: Cell) -> bool:
    """Whether a cell's lines are times far apart, as far as its parts are high: no start right above its end."""
    lines = sorted(cell.lines, key=lambda line: line.box.top)
    if not all(line.angle == 0 and only_times(line.text) and len(spans_of(line.text)) == 1 for line in lines):
        return False
    step = cell.box.height / len(lines)
    pairs = list(itertools.pairwise(lines))
    apart = all(b.box.top - a.box.bottom >= APART * min(a.size, b.size) for a, b in pairs)
    return apart and all(abs(b.box.center[1] - a.box.center[1] - step) <= UNEVEN * step for a, b in pairs)


APART = 0.4
"""Letter heights between two times of one cell from which they are no start and its end."""

UNEVEN = 0.2
"""Share of a part's height by which the distance between two such times may miss it."""


def _pieces(cell: Cell, borders: Sequence[float]) -> list[Cell]:
    """A cell cut from top to bottom at ``borders``."""
    return [
        Cell(
            cell.box.model_copy(update={"top": top, "bottom": bottom}),
            tuple(x for x in cell.lines if top <= x.box.center[1] <= bottom),
            cell.color,
        )
        for top, bottom in itertools.pairwise(borders)
    ]


def _inside_days(cell: Cell, axis: DayAxis) -> bool:
    """Whether a cell lies within the days rather than before or beside them."""
    low, high = along(cell.box, axis.across)
    first, last = min(b.low for b in axis.bands), max(b.high for b in axis.bands)
    return overlap(low, high, first, last) > OVERLAP * (high - low)


def _row_of(seed: Cell, header: Sequence[Cell], across: bool, axis: DayAxis) -> list[Cell]:
    """Header cells level with ``seed``, except the corner over the day names; in order, no two in one place."""
    row = [
        c
        for c in header
        if shares(*along(seed.box, not across), *along(c.box, not across))
        and (not shares(*along(c.box, across), axis.low, axis.high) or _on_edge(c, across, axis))
    ]
    kept: list[Cell] = []
    for cell in sorted(row, key=lambda c: (along(c.box, across)[0], -len(c.lines))):
        if not kept or not shares(*along(kept[-1].box, across), *along(cell.box, across)):
            kept.append(cell)
    return kept


def _on_edge(cell: Cell, across: bool, axis: DayAxis) -> bool:
    """Whether a cell is a time in the middle of the line below (behind) the days' names: a scale begins there."""
    low, high = along(cell.box, across)
    return only_times(cell.text) and abs((low + high) / 2 - axis.high) <= ON_EDGE * (high - low)


ON_EDGE = 0.15
"""Share of its height by which such a time may miss the line."""

LEAST_TIMED = 3
"""Times of one header from which numbers beside it, other than the first periods', are no periods'."""


def _header_score(row: Sequence[Cell], *, beside_times: bool) -> float:
    """How much a row of cells looks like the header of times (1 each) or of periods (0.6 each, less for such as a sheet
    numbers its rows by where another header is ``beside_times``)."""
    timed = sum(1.0 for c in row if spans_of(c.text))
    hours = [c.minute for cell in row if (c := times.bare_hour(cell.text)) is not None]
    labels = [c.text for c in row if not spans_of(c.text) and is_period_label(c.text)]
    numbers = (OF_A_SHEET if beside_times and _number_rows(labels) else OF_A_PERIOD) * len(labels)
    if len(hours) >= 3 and not timed and looks_like_hours(hours):
        return float(len(hours))
    return timed + numbers + 0.001 * len(row)


OF_A_PERIOD, OF_A_SHEET = 0.6, 0.3
"""What a period's number counts for, and one that may be that of a spreadsheet's row."""


def _number_rows(labels: Sequence[str]) -> bool:
    """Whether labels are numbers that do not begin with a day's first periods: a spreadsheet's begin at its title."""
    bare = [int(label) for label in labels if label.strip().isdecimal()]
    return len(bare) == len(labels) > 0 and bare[0] > MOST_FIRST_PERIOD


MOST_FIRST_PERIOD = 2
"""The first lesson of a table at most: many days begin with the second."""


def _heads_a_band(cell: Cell) -> bool:
    return bool(spans_of(cell.text)) or is_period_label(cell.text)


def _band(cell: Cell, across: bool, header: Sequence[Cell]) -> tuple[TimeBand, list[times.Clock]]:
    """A band and its printed times, from its own cell and from the others beside it (start and end columns)."""
    low, high = along(cell.box, across)
    sources = [cell] if spans_of(cell.text) else []
    if sources:
        sources += [c for c in header if c is not cell and only_times(c.text) and _within(c, low, high, across)]
        sources.sort(key=lambda c: along(c.box, not across))
    clocks = _clocks(sources)
    text = header_text(cell.text)
    label = " ".join(times.without_spans(text, times.find_spans(text)).split()).strip(" ·")
    band = TimeBand(low, high, label=label, confidence=min((c.confidence for c in sources), default=1.0))
    if not clocks and (hour := times.bare_hour(cell.text)) is not None:
        return band, [hour]
    return band, clocks


def _within(cell: Cell, low: float, high: float, across: bool) -> bool:
    """Whether a cell lies in one band and not across several."""
    first, last = along(cell.box, across)
    return overlap(low, high, first, last) > 0.8 * (last - first)


def _clocks(sources: Sequence[Cell]) -> list[times.Clock]:
    """Start and end from one cell's range, or from a start cell and an end cell (each may hold a range itself)."""
    spans = [span for cell in sources for span in spans_of(cell.text)]
    if not spans:
        return []
    clocks = [spans[0].start]
    first = spans[0].end
    if first is not None:  # the range beside one that it overlaps is of other days
        half = times.NOON / 2
        follow = [s for s in spans[1:] if s.end is None or (s.start.minute - first.minute) % times.NOON < half]
        spans = [spans[0], *follow]
    ends = [s.end or s.start for s in spans[1:] if (s.end or s.start).minute != spans[0].start.minute]
    if spans[0].end is not None and all(s.end is None for s in spans[1:]):
        ends = []  # a time beside a whole range is something else's ("sent 19:04")
    last = ends[-1] if ends else spans[0].end
    return [clocks[0], last] if last is not None else clocks
