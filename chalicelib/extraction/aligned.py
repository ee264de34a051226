"""Tables without rules, or with only some: cells by how words line up with the names of the days and with the times.

The day names and the times are found first. Each stretch of an axis then reaches as far as the white space between
it and its neighbour; what stands in the crossing of two stretches is a cell. Coloured blocks keep their own extent.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.axes import (
    DayAxis,
    DayBand,
    TimeBand,
    along,
    day_axes,
    only_times,
    shares,
    side_by_side,
    spans_of,
    time_bands,
)
from chalicelib.extraction.blocks import Draft, read_blocks
from chalicelib.extraction.days import parse_day_label, reads_on
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line, bounding, line_cut, lines_of, overlap, reading_order
from chalicelib.extraction.loose import crossing
from chalicelib.extraction.pauses import is_pause
from chalicelib.extraction.ranges import with_ranges
from chalicelib.extraction.records import read_records
from chalicelib.extraction.tables import Table, worth
from chalicelib.extraction.times import find_spans
from chalicelib.extraction.whitespace import emptiest

LEAST_DAYS = 2
"""Day names that must line up before anything without rules is taken for a timetable."""


def read_aligned(number: int, words: Sequence[Word], blocks: Sequence[Cell]) -> Table | None:
    """The timetable among ``words``; ``blocks`` are the drawn cells with the words in them, whatever their use."""
    lines = _times_apart(_lines_by_block(words, blocks))
    phrases = with_ranges(with_lists(_with_stacks([Cell(line.box, (line,)) for line in lines])))
    whole = [b for b in blocks if b.lines and (len(b.lines) == 1 or _one_label(b))]
    items = [*whole, *(p for p in phrases if not any(b.box.holds(p.box) for b in whole))]
    best: Table | None = None
    for axis in day_axes(items)[:3]:
        if len({d for b in axis.bands for d in b.days}) < LEAST_DAYS:
            continue
        found = _with_axis(number, items, blocks, axis)
        if found is not None and (best is None or len(found.drafts) > len(best.drafts)):
            best = found
    return best


def _lines_by_block(words: Sequence[Word], blocks: Sequence[Cell]) -> list[Line]:
    """Lines within each block, and of the words in none: what one block says might read on in the next."""
    groups: dict[int, list[Word]] = {}
    for word in words:
        held = next((i for i, block in enumerate(blocks) if block.box.holds(word.box)), -1)
        groups.setdefault(held, []).append(word)
    return [line for group in groups.values() for line in lines_of(group)]


def _date_below(day: Cell, phrases: Sequence[Cell]) -> Cell | None:
    """The day of the month right below a day's name, as calendars print it; sometimes larger than the name."""
    label = parse_day_label(day.text)
    if label is None or not label.certain:
        return None
    dates = [p for p in phrases if p.text.strip().isdigit() and _below(day.box, p.box, p.lines[0].size)]
    return dates[0] if len(dates) == 1 and parse_day_label(f"{day.text} {dates[0].text}") is not None else None


def _times_apart(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with those in two that begin with a time and say more, where times stand below each other there."""
    led = [(line, end) for line in lines if line.angle == 0 and (end := _behind_time(line.text)) is not None]
    result = []
    for line in lines:
        below = sum(abs(other.box.left - line.box.left) <= line.size for other, _ in led)
        end = next((end for other, end in led if other is line), None)
        if end is None or end == len(line.text) or below < LEAST_TIMES:
            result.append(line)
            continue
        place = line.box.left + line.box.width * (end + 0.5) / len(line.text)
        result.append(replace(line, text=line.text[:end], box=line.box.model_copy(update={"right": place})))
        result.append(replace(line, text=line.text[end:].strip(), box=line.box.model_copy(update={"left": place})))
    return result


def _behind_time(text: str) -> int | None:
    """Where the time ends that a text begins with; None where it begins with none, or goes on without a blank."""
    spans = [span for span in find_spans(text) if span.first == 0 and span.start.exact]
    if not spans or not (text[spans[0].last :].strip() == "" or text[spans[0].last].isspace()):
        return None
    return spans[0].last


def _one_label(block: Cell) -> bool:
    """Whether a drawn block is one heading, of one day or of a list of them, and no column of headings."""
    follow = all(_below(a.box, b.box, b.size) for a, b in itertools.pairwise(block.lines) if a.angle == b.angle == 0)
    return parse_day_label(block.text) is not None and not side_by_side(block) and follow


def _with_stacks(phrases: Sequence[Cell]) -> list[Cell]:
    """Phrases with letters one below the other (M-O-N) joined into one."""
    single = sorted((p for p in phrases if len(p.text.strip()) == 1 and p.text.isalpha()), key=lambda p: p.box.top)
    stacks: list[list[Cell]] = []
    for letter in single:
        size = letter.lines[0].size
        above = next((s for s in stacks if _goes_on(s[-1].box, letter.box, size)), None)
        if above is None:
            stacks.append([letter])
        else:
            above.append(letter)
    joined = [s for s in stacks if len(s) > 1]
    used = {id(c) for s in joined for c in s}
    kept = [p for p in phrases if id(p) not in used]
    return kept + [Cell(bounding(c.box for c in s), tuple(line for c in s for line in c.lines)) for s in joined]


def with_lists(phrases: Sequence[Cell]) -> list[Cell]:
    """Phrases with lists of days over several lines ("Monday to / Friday"), and dates below them, joined into one."""
    result = sorted(phrases, key=lambda p: p.box.top)
    for first in list(result):
        if (date := _date_below(first, result)) is not None:
            joined = Cell(bounding([first.box, date.box]), first.lines + date.lines)
            result = [joined if p is first else p for p in result if p is not date]
            continue
        while first in result and reads_on(first.text) and parse_day_label(first.text) is not None:
            size = first.lines[-1].size
            below = next((p for p in result if p is not first and _below(first.box, p.box, size)), None)
            if below is None or parse_day_label(f"{first.text} {below.text}") is None:
                break
            joined = Cell(bounding([first.box, below.box]), first.lines + below.lines)
            result = [joined if p is first else p for p in result if p is not below]
            first = joined
    return result


def _below(above: Box, box: Box, size: float) -> bool:
    return overlap(above.left, above.right, box.left, box.right) > 0 and -0.5 * size <= box.top - above.bottom < size


def _goes_on(above: Box, letter: Box, size: float) -> bool:
    return abs(above.center[0] - letter.center[0]) < 0.6 * size and -0.2 * size <= letter.top - above.bottom < size


def _with_axis(number: int, items: Sequence[Cell], blocks: Sequence[Cell], axis: DayAxis) -> Table | None:
    body = [i for i in items if parse_day_label(i.text) is None]
    split = _list_split_by_days(number, body, axis)
    if split is not None:
        return split
    drawn = [b for b in blocks if b.lines and not side_by_side(b)]
    wide = _widened_days(axis, [*body, *drawn])
    bands = time_bands(items, wide)
    if all(band.start is None for band in bands):
        bands = max(bands, _printed_bands(body, wide), key=len)
    lines = tuple(line for i in items for line in i.lines)
    crossed = None
    if bands:
        wide, bands = _framed(wide, bands, [*body, *drawn])
        cells = _cells(body, blocks, wide, bands)
        drafts = read_blocks(cells, wide, bands)
        if drafts:
            crossed = Table(Grid(number, GridKind.ALIGNED, tuple(cells), lines), wide, bands, tuple(drafts))
    listed = _columns_of_lists(number, body, wide)
    if listed is not None and worth(listed.drafts) > (worth(crossed.drafts) if crossed is not None else 0):
        return listed
    if crossed is not None:
        return crossed
    if not axis.across:
        down = sections(axis, max(i.box.bottom for i in items))
        drafts = read_records(items, down, ())
        if drafts:
            return Table(Grid(number, GridKind.ALIGNED, tuple(items), lines), down, (), tuple(drafts))
    return None


def _list_split_by_days(number: int, body: Sequence[Cell], axis: DayAxis) -> Table | None:
    """A list for every day one row of which is split by days: they head this row alone, amid the times of others."""
    first = min(band.low for band in axis.bands)
    times = [c for c in body if only_times(c.text) and c.box.right <= first]
    level = [c for c in times if shares(*along(c.box, False), axis.low, axis.high)]
    above = [c for c in times if c.box.bottom <= axis.low and c not in level]
    if not axis.across or len(level) != 1 or len(above) < LEAST_TIMES - 1:
        return None
    bottom = min((c.box.top for c in times if c.box.top > axis.high), default=float("inf"))
    own = [c for c in body if c not in times and axis.low <= c.box.center[1] < bottom and c.box.left >= first]
    rest = [c for c in body if c not in own]
    drafts: list[Draft] = []
    for band in _widened_days(axis, own).bands:
        of_day = [c for c in own if band.low <= c.box.center[0] < band.high]
        drafts.extend(read_records([*rest, *of_day], None, band.days))
    lines = tuple(line for c in body for line in c.lines)
    return Table(Grid(number, GridKind.ALIGNED, tuple(body), lines), axis, (), tuple(drafts)) if drafts else None


def _columns_of_lists(number: int, body: Sequence[Cell], axis: DayAxis) -> Table | None:
    """Days across whose columns are lists, each entry a time with what follows below it, level with nothing."""
    if not axis.across:
        return None
    starts = [min((p.box.left for p in body if _under(p, axis, band)), default=band.high) for band in axis.bands]
    below = [p for p in body if p.box.top >= axis.high - HEADED * (axis.high - axis.low)]
    phrases = [Cell(x.box, (x,)) for p in below for line in p.lines for x in _parted_at(line, starts[1:])]
    cells: list[Cell] = []
    for band in axis.bands:
        column = sorted((p for p in phrases if band.low <= p.box.center[0] < band.high), key=lambda p: p.box.top)
        begins = [i for i, p in enumerate(column) if only_times(p.text)]
        if column and (not begins or begins[0] > 0):
            return None  # a text before the first time
        for first, last in itertools.pairwise([*begins, len(column)]):
            entry = column[first:last]
            box = bounding(p.box for p in entry).model_copy(update={"left": band.low, "right": band.high})
            cells.append(Cell(box, tuple(line for p in entry for line in p.lines)))
    drafts = [d for d in read_blocks(cells, axis, ()) if d.start is not None]
    if len({d.day for d in drafts}) < LEAST_DAYS:
        return None
    return Table(Grid(number, GridKind.ALIGNED, tuple(cells), ()), axis, (), tuple(drafts))


def _under(phrase: Cell, axis: DayAxis, band: DayBand) -> bool:
    return phrase.box.top >= axis.low and band.low <= phrase.box.left < band.high


HEADED = 0.5
"""Share of a header's height by which the first entry's box may overhang it."""


def _printed_bands(body: Sequence[Cell], axis: DayAxis) -> tuple[TimeBand, ...]:
    """The stretches of time where each cell prints its own: ranges in one column (row) under the days, all alike."""
    across = not axis.across
    ranges = [c for c in body if only_times(c.text) and any(s.end for s in spans_of(c.text)) and _in_days(c, axis)]
    groups: list[list[Cell]] = []
    for cell in sorted(ranges, key=lambda c: sum(along(c.box, across))):
        if groups and shares(*along(groups[-1][-1].box, across), *along(cell.box, across)):
            groups[-1].append(cell)
        else:
            groups.append([cell])
    bands = [TimeBand(*along(bounding(c.box for c in group), across)) for group in groups if len(group) >= LEAST_DAYS]
    return _said_alike(ranges, across) or tuple(bands)


def _said_alike(ranges: Sequence[Cell], across: bool) -> tuple[TimeBand, ...]:
    """One stretch for each range that several days print, above the lesson or below it, and for those between that are
    printed once for all; none where they overlap."""
    said: dict[tuple[int, int | None], list[Cell]] = {}
    for cell in ranges:
        span = spans_of(cell.text)[0]
        said.setdefault((span.start.minute, span.end.minute if span.end else None), []).append(cell)
    groups = sorted(said.values(), key=len, reverse=True)
    extents: list[tuple[float, float]] = []
    for group in groups:
        low, high = along(bounding(c.box for c in group), across)
        if all(high <= a or b <= low for a, b in extents):
            extents.append((low, high))
        elif len(group) >= LEAST_DAYS:
            return ()
    return (
        tuple(TimeBand(low, high) for low, high in sorted(extents)) if groups and len(groups[0]) >= LEAST_DAYS else ()
    )


def _in_days(cell: Cell, axis: DayAxis) -> bool:
    return any(shares(*along(cell.box, axis.across), band.low, band.high) for band in axis.bands)


# --- how far a day or a time reaches --------------------------------------------------------------------------------


def _widened_days(axis: DayAxis, body: Sequence[Cell]) -> DayAxis:
    """The day axis with each band reaching to the white space between it and the next."""
    extents = [(b.low, b.high) for b in axis.bands]
    # The column of a routine for every day stands among the days and takes its own room.
    ordered = sorted([*extents, axis.routine] if axis.routine is not None else extents)
    # What stands before the header (a title) says nothing about the columns below it.
    behind = [c for c in body if along(c.box, not axis.across)[0] >= axis.low]
    reached = dict(zip(ordered, _reaches(ordered, [along(c.box, axis.across) for c in behind]), strict=True))
    bands = tuple(replace(b, low=reached[b.low, b.high][0], high=reached[b.low, b.high][1]) for b in axis.bands)
    bands = (_clear_of_times(axis.bands[0], bands[0], behind, axis.across), *bands[1:])
    return replace(axis, bands=bands, routine=None if axis.routine is None else reached[axis.routine])


def _clear_of_times(named: DayBand, reaching: DayBand, behind: Sequence[Cell], across: bool) -> DayBand:
    """The first day, as far as the white space between it and a column (row) of times before it."""
    extents = [along(c.box, across) for c in behind]
    times = [high for c, (_, high) in zip(behind, extents, strict=True) if only_times(c.text)]
    before = [high for high in times if high <= named.low]
    middle = (named.low + named.high) / 2
    # Where the cells print their own times, these say nothing of where the days begin.
    if len(before) < max(LEAST_TIMES, len(times) / 2) or max(before) <= reaching.low:
        return reaching
    return replace(reaching, low=emptiest(max(before), middle, extents))


LEAST_TIMES = 3
"""Times before the first day that are a column (row) of their own."""


def _framed(axis: DayAxis, bands: tuple[TimeBand, ...], body: Sequence[Cell]) -> tuple[DayAxis, tuple[TimeBand, ...]]:
    """Time bands that reach to the white space between them, and a day axis clear of the column of times."""
    across = not axis.across
    in_days = [c for c in body if _in_days(c, axis)]
    reach = _reaches([(b.low, b.high) for b in bands], [along(c.box, across) for c in in_days])
    framed = tuple(replace(b, low=low, high=high) for b, (low, high) in zip(bands, reach, strict=True))
    return axis, framed


def _reaches(
    extents: Sequence[tuple[float, float]], obstacles: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Each extent grown to the emptiest place between it and its neighbours; the outer ones by half a step."""
    middles = [(low + high) / 2 for low, high in extents]
    cuts = [emptiest(a, b, obstacles) for a, b in itertools.pairwise(middles)]
    steps = [b - a for a, b in itertools.pairwise(middles)] or [extents[0][1] - extents[0][0]]
    first = min(extents[0][0], middles[0] - steps[0] / 2)
    last = max(extents[-1][1], middles[-1] + steps[-1] / 2)
    borders = [first, *cuts, last]
    return list(itertools.pairwise(borders))


def sections(axis: DayAxis, bottom: float) -> DayAxis:
    """Days down a list: each reaches from its own name to the next one's, the last to ``bottom``."""
    lows = [b.low for b in axis.bands] + [bottom]
    bands = tuple(replace(b, high=max(high, b.high)) for b, high in zip(axis.bands, lows[1:], strict=True))
    return replace(axis, bands=bands)


# --- cells ----------------------------------------------------------------------------------------------------------


def _cells(body: Sequence[Cell], blocks: Sequence[Cell], axis: DayAxis, bands: Sequence[TimeBand]) -> list[Cell]:
    """Cells in the crossings of days and times: drawn blocks as they are, loose phrases by their crossing."""
    across = not axis.across
    columns = [(b.low, b.high) for b in axis.bands] + ([axis.routine] if axis.routine is not None else [])
    first, last = min(low for low, _ in columns), max(high for _, high in columns)
    region = Box(
        left=first if axis.across else bands[0].low,
        right=last if axis.across else bands[-1].high,
        top=bands[0].low if axis.across else first,
        bottom=bands[-1].high if axis.across else last,
    )
    kept = [b for b in blocks if b.lines and region.holds(b.box) and not _mixed(b, axis, bands)]
    loose = [p for p in body if region.holds(p.box) and not any(b.box.holds(p.box) for b in kept)]
    borders = [high for _, high in sorted(columns)[:-1]] if axis.across else [b.high for b in bands[:-1]]
    slots: dict[tuple[int, int], list[Line]] = {}
    for phrase in (Cell(part.box, (part,)) for p in loose for line in p.lines for part in _parted_at(line, borders)):
        day = _index(phrase, columns, axis.across)
        time = _index(phrase, [(b.low, b.high) for b in bands], across)
        if day is not None and time is not None:
            slots.setdefault((day, time), []).extend(phrase.lines)
    cells = list(kept)
    for (day, time), lines in slots.items():
        alone = len([s for s in slots if s[1] == time]) == 1 and not _level(kept, bands[time], across)
        shared = alone and columns[day] != axis.routine and is_pause(" ".join(x.text for x in lines))
        extent = (axis.bands[0].low, axis.bands[-1].high) if shared else columns[day]
        cells.append(Cell(crossing(axis.across, extent, bands[time]), tuple(sorted(lines, key=reading_order))))
    return cells


def _parted_at(line: Line, borders: Sequence[float]) -> list[Line]:
    """A phrase that runs over borders of columns set tightly, cut at its blanks there."""
    parts = [line]
    for place in borders:
        parts = [piece for part in parts for piece in line_cut(part, place)]
    return parts


def _mixed(block: Cell, axis: DayAxis, bands: Sequence[TimeBand]) -> bool:
    """Whether a drawn block holds texts of several days or times apart from each other: a frame, no cell."""
    days = {_index(Cell(x.box, (x,)), [(b.low, b.high) for b in axis.bands], axis.across) for x in block.lines}
    times = {_index(Cell(x.box, (x,)), [(b.low, b.high) for b in bands], not axis.across) for x in block.lines}
    tall = along(block.box, not axis.across)
    return len(days) > 1 or (len(times) > 1 and tall[1] - tall[0] > 3 * (bands[0].high - bands[0].low))


def _level(cells: Sequence[Cell], band: TimeBand, across: bool) -> bool:
    return any(shares(*along(c.box, across), band.low, band.high) for c in cells)


def _index(cell: Cell, extents: Sequence[tuple[float, float]], across: bool) -> int | None:
    """The stretch that holds most of a phrase."""
    low, high = along(cell.box, across)
    common = [overlap(low, high, a, b) for a, b in extents]
    return max(range(len(common)), key=common.__getitem__) if max(common, default=0) > 0 else None
