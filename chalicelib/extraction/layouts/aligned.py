"""Tables without rules, or with only some: cells by how words line up with the names of the days and with the times.

The day names and the times are found first. Each stretch of an axis then reaches as far as the white space between
it and its neighbour; what stands in the crossing of two stretches is a cell. Coloured blocks keep their own extent.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.axes import DayAxis, DayBand, TimeBand, along, in_days, in_line, shares
from chalicelib.extraction.cells.cell_times import with_corner_times
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line, bounding, cover, overlap, reading_order
from chalicelib.extraction.grids.cut_blocks import prints_range
from chalicelib.extraction.headers.between_rows import with_rows_between
from chalicelib.extraction.headers.day_axes import day_axes, side_by_side
from chalicelib.extraction.headers.first_row import with_first_row
from chalicelib.extraction.headers.loose import crossing, doubted
from chalicelib.extraction.headers.reach import fitted, framed, on_scale, sections, widened_days
from chalicelib.extraction.headers.time_bands import WHOLE_WEEK, time_bands
from chalicelib.extraction.headers.unread_numbers import with_unread_numbers
from chalicelib.extraction.layouts.day_columns import columns_of_lists, list_split_by_days
from chalicelib.extraction.layouts.one_day import class_heads, days_said
from chalicelib.extraction.lines.phrases import parted_at, phrases_of, stands_below
from chalicelib.extraction.settings import LEAST_DAYS, LEAST_TIMES
from chalicelib.extraction.tables.blocks import read_blocks
from chalicelib.extraction.tables.day_parts import said_of_parts, with_parts
from chalicelib.extraction.tables.records import read_records
from chalicelib.extraction.tables.table import WEEK_WORTH, Table, worth
from chalicelib.extraction.tables.whole_cells import FILLED
from chalicelib.extraction.texts.days import DayLabel, parse_day_label
from chalicelib.extraction.texts.header_texts import header_text, is_period_label, only_times, spans_of, start_alone
from chalicelib.extraction.texts.pauses import is_pause
from chalicelib.extraction.texts.times import NOON, without_spans


def read_aligned(number: int, words: Sequence[Word], blocks: Sequence[Cell]) -> Table | None:
    """The timetable among ``words``; ``blocks`` are the drawn cells with the words in them, whatever their use."""
    phrases = phrases_of(words, blocks)
    blocks = _without_stripes(blocks, phrases)
    whole = [b for b in blocks if b.lines and (len(b.lines) == 1 or _one_label(b))]
    items = [*whole, *(p for p in phrases if not any(b.box.holds(p.box) for b in whole))]
    read: list[tuple[DayAxis, Table]] = []
    for axis in day_axes(items)[:3]:
        if len({d for b in axis.bands for d in b.days}) < LEAST_DAYS:
            continue
        found = _with_axis(number, items, blocks, axis)
        if found is not None:
            read.append((axis, found))
    if not read:
        return _for_all_days(number, items, blocks)
    most, best = max(read, key=lambda r: worth(r[1].drafts))
    named, week = max(read, key=lambda r: r[0].evidence)
    surer = named.evidence >= SURER * most.evidence and worth(week.drafts) >= WEEK_WORTH * worth(best.drafts)
    return week if surer else best


def _without_stripes(blocks: Sequence[Cell], phrases: Sequence[Cell]) -> list[Cell]:
    """``blocks`` without those that hold a row on one line, its period's number first: stripes of colour, which part
    rows and no lessons."""
    numbers = [p for p in phrases if is_period_label(p.text)]
    return [
        b
        for b in blocks
        if len(b.lines) != 1
        or not any(
            b.lines[0].text.startswith(number.text) and b.text != number.text and b.box.holds(number.box)
            for number in numbers
        )
    ]


SURER = 2.0
"""Times the evidence for its days from which a reading is believed over one that gives more: single letters in a row
may be lessons' names."""


def _for_all_days(number: int, items: Sequence[Cell], blocks: Sequence[Cell]) -> Table | None:
    """The list of times for every day ("Our daily schedule", "Monday to Friday"), or for the one that the page names
    ("Tuesday, October 14"), where no days head its parts; of each class by its column where such head them. What boxes
    of no times beside it say is not of it."""
    apart = [b for b in blocks if len(b.lines) > 1 and not any(spans_of(line.text) for line in b.lines)]
    items = [item for item in items if not any(b.box.holds(item.box) for b in apart)]
    days, below = days_said(items)
    if not days:
        return None
    lines = tuple(line for i in items for line in i.lines)
    records = read_records(below, None, days)
    listed = Table(Grid(number, GridKind.ALIGNED, tuple(below), lines), None, (), tuple(records)) if records else None
    heads = class_heads(below)
    if heads:
        bands = tuple(DayBand(*along(head.box, True), days) for head in heads)
        head = bounding(head.box for head in heads)
        table = _by_axis(number, below, blocks, DayAxis(True, bands, head.top, head.bottom))
        if table is not None and (listed is None or worth(table.drafts) > worth(listed.drafts)):
            return replace(table, drafts=tuple(said_of_parts(table.drafts, heads)))
    return listed


def _one_label(block: Cell) -> bool:
    """Whether a drawn block is one heading, of one day or of a list of them, and no column of headings."""
    named = parse_day_label(block.text) is not None and not side_by_side(block)
    return named and _one_text(block.lines) and len({*_days_in_lines(block)}) < WHOLE_WEEK


def _days_in_lines(block: Cell) -> list[DayLabel]:
    """The lines of a drawn block that each name one day in full: a whole week of them heads rows, drawn as one area."""
    labels = [parse_day_label(line.text) for line in block.lines]
    return [label for label in labels if label is not None and label.certain and len(label.choices) == 1]


def _one_text(lines: Sequence[Line]) -> bool:
    """Whether each of some lines reads on right below the one before."""
    return all(stands_below(a.box, b.box, b.size) for a, b in itertools.pairwise(lines) if a.angle == b.angle == 0)


ONE_TEXT = 3
"""Lines of one lesson in a block as high as several: name, room, teacher; more are several lessons in a frame."""


def _with_axis(number: int, items: Sequence[Cell], blocks: Sequence[Cell], axis: DayAxis) -> Table | None:
    parted, heads = with_parts(axis, items)
    if heads:
        rest = [item for item in items if not any(item is head for head in heads)]
        table = _by_axis(number, rest, blocks, parted)
        return table and replace(table, drafts=tuple(said_of_parts(table.drafts, heads)))
    return _by_axis(number, items, blocks, axis)


def _by_axis(number: int, items: Sequence[Cell], blocks: Sequence[Cell], axis: DayAxis) -> Table | None:
    spoken = _languages(items, axis)
    body = [i for i in items if not _names_day(i, axis, spoken)]
    split = list_split_by_days(number, body, axis)
    if split is not None:
        return split
    drawn = [b for b in blocks if b.lines and not side_by_side(b)]
    own = _of_one_day(drawn, axis)
    wide = widened_days(axis, [*body, *drawn], own)
    bands = time_bands(items, wide)
    if all(band.start is None for band in bands):
        bands = max(bands, _printed_bands(body, wide), key=len)
    bands = with_first_row(with_unread_numbers(bands, body, wide), body, wide)
    bands = _labelled(with_rows_between(bands, body, wide), body, wide)
    lines = tuple(line for i in items for line in i.lines)
    listed = None if _named_above_times(drawn) else columns_of_lists(number, body, wide)
    found = [listed] if listed is not None else []
    if bands:
        middles = [(band.low + band.high) / 2 for band in bands]
        bands = on_scale(wide, bands, blocks) or fitted(wide, framed(wide, bands, [*body, *drawn], drawn), drawn)
        told = _above_foot(_without_end(body, wide, bands), wide, bands, own)
        cells = _cells(told, blocks, wide, bands, middles)
        drafts = read_blocks(cells, wide, bands)
        found.append(Table(Grid(number, GridKind.ALIGNED, tuple(cells), lines), wide, bands, tuple(drafts)))
    if not axis.across:
        down = sections(axis, max(i.box.bottom for i in items))
        records = read_records(items, down, ())
        found.append(Table(Grid(number, GridKind.ALIGNED, tuple(items), lines), down, (), tuple(records)))
    best = max(found, key=lambda table: worth(table.drafts), default=None)
    return best if best is not None and best.drafts else None


def _labelled(bands: Sequence[TimeBand], body: Sequence[Cell], axis: DayAxis) -> tuple[TimeBand, ...]:
    """``bands`` labelled by what stands between some of their times and the first day: the name of a pause, for all."""
    first = min(band.low for band in axis.bands)
    before = [c for c in body if along(c.box, axis.across)[1] <= first and not spans_of(c.text)]
    said = [c for c in before if _names_something(c.text)]
    held = [[c for c in said if shares(*along(c.box, not axis.across), band.low, band.high)] for band in bands]
    if not any(is_pause(c.text) for c in said) or 2 * sum(map(bool, held)) > len(bands):
        return tuple(bands)
    return tuple(
        replace(band, label=own[0].text) if len(own) == 1 and not band.label and band.start is not None else band
        for band, own in zip(bands, held, strict=True)
    )


def _names_something(text: str) -> bool:
    """Whether what stands beside a time is no period's number but what happens then."""
    return sum(map(str.isalpha, text)) >= LEAST_LETTERS and not is_period_label(text)


LEAST_LETTERS = 3
"""Letters of a pause's name; less are a period's ("P", "Std")."""


def _named_above_times(blocks: Sequence[Cell]) -> bool:
    """Whether most blocks that print one time have a text above it: what follows a time is not the next one's name."""
    places = [[i for i, line in enumerate(b.lines) if only_times(line.text)] for b in blocks]
    held = [found for found in places if found]
    above = sum(len(found) == 1 and found[0] > 0 for found in held)
    return above >= LEAST_TIMES and above > len(held) / 2


def _of_one_day(blocks: Sequence[Cell], axis: DayAxis) -> list[Cell]:
    """The blocks behind the days' names that are no wider than the distance from one day to the next."""
    middles = [(band.low + band.high) / 2 for band in axis.bands]
    step = median([b - a for a, b in itertools.pairwise(middles)] or [0.0])
    extents = [(b, along(b.box, axis.across), along(b.box, not axis.across)[0]) for b in blocks]
    return [b for b, (low, high), begin in extents if high - low <= step and begin > axis.low]


def _languages(items: Sequence[Cell], axis: DayAxis) -> frozenset[int]:
    """The languages that know any of the days' names in the header."""
    level = [i for i in items if shares(*along(i.box, not axis.across), axis.low, axis.high)]
    labels = (parse_day_label(item.text) for item in level)
    return frozenset().union(*(label.languages for label in labels if label is not None))


def _names_day(item: Cell, axis: DayAxis, spoken: frozenset[int]) -> bool:
    """Whether an item is a day's name; elsewhere than level with the others, short ones are lessons ("Ma"), and so are
    names in other languages ("FRE" is French beside "MONDAY")."""
    label = parse_day_label(item.text)
    if label is None or shares(*along(item.box, not axis.across), axis.low, axis.high):
        return label is not None
    return label.certain and (label.every_day or not label.languages or not spoken or bool(label.languages & spoken))


def _printed_bands(body: Sequence[Cell], axis: DayAxis) -> tuple[TimeBand, ...]:
    """The stretches of time where each cell prints its own: ranges in one column (row) under the days, all alike."""
    across = not axis.across
    ranges = [c for c in body if only_times(c.text) and any(s.end for s in spans_of(c.text)) and in_days(c, axis)]
    groups = [group for group in in_line(ranges, across) if len(group) >= LEAST_DAYS]
    bands = [TimeBand(*along(bounding(c.box for c in group), across)) for group in groups]
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
    several = bool(groups) and len(groups[0]) >= LEAST_DAYS
    return tuple(TimeBand(low, high) for low, high in sorted(extents)) if several else ()


def _without_end(body: Sequence[Cell], axis: DayAxis, bands: Sequence[TimeBand]) -> list[Cell]:
    """``body`` without what is said of the time at which the day ends ("14:15 home"): below starts alone the last one
    is the end of the lesson above, and a text that begins within the times' own column, right behind it or below it, no
    lesson."""
    times = [c for c in body if only_times(c.text) and not in_days(c, axis)]
    if not axis.across or bands[-1].end is not None or len(times) < LEAST_TIMES:
        return list(body)
    right = median(c.box.right for c in times)
    last = [c for c in times if shares(*along(c.box, False), bands[-1].low, bands[-1].high)]
    column = [c for c in body if c.box.left < right and c not in times and not is_pause(c.text)]
    ended = max(t.box.bottom for t in times)
    behind = [c for c in column if c.box.top >= ended or any(_follows(t.box, c) for t in last)]
    return [c for c in body if not any(c is other for other in behind)]


def _above_foot(body: Sequence[Cell], axis: DayAxis, bands: Sequence[TimeBand], own: Sequence[Cell]) -> list[Cell]:
    """``body`` without what stands from the last hour on, where next to all that is said of the days before is in the
    ``own`` blocks of one, and none begins so late: the day ends then, and what follows is a page's foot."""
    last = bands[-1].low
    hours = [c for c in body if not in_days(c, axis) and shares(*along(c.box, not axis.across), last, bands[-1].high)]
    if not any(start_alone(c.text) is not None for c in hours):
        return list(body)
    before = [c for c in body if in_days(c, axis) and axis.high < along(c.box, not axis.across)[0] < last]
    held = [c for c in before if any(block.box.holds(c.box) for block in own)]
    late = any(along(block.box, not axis.across)[1] > last + block.lines[0].size for block in own)
    if late or len(held) < max(LEAST_HELD, NEXT_TO_ALL * len(before)):
        return list(body)
    return [c for c in body if along(c.box, not axis.across)[0] < last or not in_days(c, axis)]


LEAST_HELD, NEXT_TO_ALL = 12, 0.95
"""Texts in blocks by which a calendar's lessons stand in these, and their share of all."""


def _follows(before: Box, phrase: Cell) -> bool:
    """Whether a phrase goes on right behind a box on its line."""
    level = shares(before.top, before.bottom, phrase.box.top, phrase.box.bottom)
    return level and 0 <= phrase.box.left - before.right < phrase.lines[0].size


# --- cells ----------------------------------------------------------------------------------------------------------


def _cells(
    body: Sequence[Cell],
    blocks: Sequence[Cell],
    axis: DayAxis,
    bands: Sequence[TimeBand],
    middles: Sequence[float],
) -> list[Cell]:
    """Cells in the crossings of days and times: drawn blocks as they are, loose phrases by their crossing. ``middles``
    are those of the times as printed."""
    across = not axis.across
    columns = [(b.low, b.high) for b in axis.bands] + ([axis.routine] if axis.routine is not None else [])
    first, last = min(low for low, _ in columns), max(high for _, high in columns)
    region = Box(
        left=first if axis.across else bands[0].low,
        right=last if axis.across else bands[-1].high,
        top=bands[0].low if axis.across else first,
        bottom=bands[-1].high if axis.across else last,
    )
    widest = max(high - low for low, high in columns)

    def in_a_day(block: Cell) -> bool:
        low, high = along(block.box, axis.across)
        return high - low <= widest or any(region.holds(line.box) for line in block.lines)

    inside = [b for b in blocks if b.lines and region.holds(b.box) and in_a_day(b)]
    kept = [b for b in inside if not _mixed(b, axis, bands) and not _written_in_a_day(b, columns, axis.across)]
    loose = [p for p in body if region.holds(p.box) and not any(b.box.holds(p.box) for b in kept)]
    between = _pauses_between([*loose, *kept], axis, bands)
    loose, kept = ([c for c in cs if not any(c is pause for pause in between)] for cs in (loose, kept))
    borders = [high for _, high in sorted(columns)[:-1]] if axis.across else [b.high for b in bands[:-1]]
    slots: dict[tuple[int, int], list[Line]] = {}
    extents = [(b.low, b.high) for b in bands]
    for phrase in (Cell(part.box, (part,)) for p in loose for line in p.lines for part in parted_at(line, borders)):
        day = _index(phrase, columns, axis.across)
        time = _index(phrase, extents, across)
        if day is not None and time is not None:
            slots.setdefault((day, time), []).extend(phrase.lines)
    week = (axis.bands[0].low, axis.bands[-1].high)
    cells = [*kept, *(Cell(crossing(axis.across, week, along(p.box, across)), p.lines) for p in between)]
    for day, time in _doubles(slots, middles) if axis.across else ():
        box = crossing(axis.across, columns[day], (extents[time][0], extents[time + 1][1]))
        if not any(cover(box, drawn.box) for drawn in kept):
            both = [line for i in (time, time + 1) for line in slots.pop((day, i), [])]
            cells.append(Cell(box, tuple(sorted(both, key=reading_order))))
    full = _mostly_filled(slots, kept, axis, bands)
    for (day, time), lines in slots.items():
        alone = len([s for s in slots if s[1] == time]) == 1 and not _level(kept, bands[time], across)
        alone = alone and columns[day] != axis.routine and not _names_something(bands[time].label)
        said = " ".join(x.text for x in lines)
        shared = alone and is_pause(said) and not said.startswith("(")  # which is said of the day's lesson above
        if alone and not shared and full and _in_the_middle(lines, week, axis.across):
            shared, lines = True, [doubted(line) for line in lines]
        extent = week if shared else columns[day]
        box = crossing(axis.across, extent, (bands[time].low, bands[time].high))
        cells.append(Cell(box, tuple(sorted(lines, key=reading_order))))
    return cells


def _written_in_a_day(block: Cell, columns: Sequence[tuple[float, float]], across: bool) -> bool:
    """Whether a block over several days, as the lines of a paper make one, holds nothing but a text in one of them, far
    from its middle."""
    low, high = along(block.box, across)
    first, last = along(bounding(line.box for line in block.lines), across)
    several = sum(overlap(low, high, *column) > (column[1] - column[0]) / 2 for column in columns) > LEAST_DAYS
    in_one = any(begin <= (first + last) / 2 <= end and first >= begin for begin, end in columns)
    return several and in_one and abs(first + last - low - high) / 2 > OFF_MIDDLE * (high - low)


OFF_MIDDLE = 0.25
"""Share of a block's extent by which a text in it is far from its middle."""


def _pauses_between(cells: Sequence[Cell], axis: DayAxis, bands: Sequence[TimeBand]) -> list[Cell]:
    """The pauses that print their range and stand alone, at no time of the day or at the border between the two that
    leave just that range: they are for all days."""
    across = not axis.across
    left = {
        (a.end % NOON, b.start % NOON)
        for a, b in itertools.pairwise(bands)
        if a.end is not None and b.start is not None
    }
    found = []
    for cell in cells:
        spans = spans_of(cell.text)
        if len(spans) != 1 or spans[0].end is None or not is_pause(without_spans(header_text(cell.text), spans)):
            continue
        level = along(cell.box, across)
        at_one = any(shares(*level, band.low, band.high) for band in bands)
        alone = not any(c is not cell and shares(*level, *along(c.box, across)) for c in cells)
        if alone and (not at_one or (spans[0].start.minute % NOON, spans[0].end.minute % NOON) in left):
            found.append(cell)
    return found


def _mostly_filled(
    slots: Mapping[tuple[int, int], Sequence[Line]], kept: Sequence[Cell], axis: DayAxis, bands: Sequence[TimeBand]
) -> bool:
    """Whether most days have something at most of the times: a text alone at its time is then said of all days."""
    held = [sum(time == i for _, time in slots) for i in range(len(bands))]
    drawn = [sum(shares(*along(c.box, not axis.across), b.low, b.high) for c in kept) for b in bands]
    return median(map(sum, zip(held, drawn, strict=True))) >= FILLED * len(axis.bands)


def _in_the_middle(lines: Sequence[Line], week: tuple[float, float], across: bool) -> bool:
    """Whether lines are set in the middle between the first day's beginning and the last one's end."""
    low, high = along(bounding(line.box for line in lines), across)
    return abs(low + high - week[0] - week[1]) / 2 <= CENTRED_WEEK * (week[1] - week[0])


CENTRED_WEEK = 0.05
"""Share of the week's extent by which such a text may miss its middle; a day of five is 0.2 wide."""


def _doubles(slots: Mapping[tuple[int, int], Sequence[Line]], middles: Sequence[float]) -> list[tuple[int, int]]:
    """The day and the first row of each text that stands midway between the ``middles`` of two rows, in which the day
    has nothing else: a lesson of both, though no rule shows it."""
    found: list[tuple[int, int]] = []
    for day, time in sorted(slots):
        lines = sorted(slots[day, time], key=reading_order)
        if len(lines) > ONE_TEXT or any(line.angle for line in lines) or not _one_text(lines):
            continue
        place = bounding(line.box for line in lines).center[1]
        for other in (time - 1, time + 1):
            if not 0 <= other < len(middles) or (day, other) in slots:
                continue
            step = abs(middles[other] - middles[time])
            if abs(place - (middles[other] + middles[time]) / 2) <= MIDWAY * step:
                found.append((day, min(time, other)))
    # Where many stand so, the texts of this table do not keep level with its times.
    return found if len(found) <= MOSTLY_LEVEL * len(slots) else []


MIDWAY = 0.2
"""Share of the distance between two rows by which a text may miss the middle between them and stand for both."""


MOSTLY_LEVEL = 0.15
"""Share of a table's texts that may stand midway between two rows and mean both."""


def _mixed(block: Cell, axis: DayAxis, bands: Sequence[TimeBand]) -> bool:
    """Whether a drawn block holds texts of several days or times apart from each other: a frame, no cell."""
    days = {_index(Cell(x.box, (x,)), [(b.low, b.high) for b in axis.bands], axis.across) for x in block.lines}
    if prints_range(block) or len(with_corner_times(block.lines)) < len(block.lines):
        return len(days) > 1
    times = {_index(Cell(x.box, (x,)), [(b.low, b.high) for b in bands], not axis.across) for x in block.lines}
    low, high = along(block.box, not axis.across)
    if len(times) > 1 and _says_twice(block):
        return True
    text = bounding(line.box for line in block.lines)
    free = high - low - (along(text, not axis.across)[1] - along(text, not axis.across)[0])
    # Several lessons stand at a time of the scale each, one lesson's lines close in a part of its block.
    most = LONGEST_TEXT if free >= FREE * (high - low) else ONE_TEXT
    tall = high - low > 3 * (bands[0].high - bands[0].low) and not (len(block.lines) <= most and _one_text(block.lines))
    return len(days) > 1 or (len(times) > 1 and (tall or _one_each(block, bands, not axis.across)))


LONGEST_TEXT, FREE = 6, 0.3
"""Lines of one lesson in a block of which this share stays free: name, kind, teachers, room, group, remark."""


def _says_twice(block: Cell) -> bool:
    """Whether the lower half of a drawn block says the same as the upper one: two lessons of one colour that touch."""
    said = [line.text for line in block.lines]
    return said[: len(said) // 2] == said[len(said) // 2 :]


def _one_each(block: Cell, bands: Sequence[TimeBand], across: bool) -> bool:
    """Whether the texts of a drawn block stand side by side in the middle of one stretch each: blocks of one colour
    that touch."""
    spans = [along(line.box, across) for line in block.lines]
    held = [min(bands, key=lambda b: abs(b.low + b.high - low - high)) for low, high in spans]
    centred = all(
        abs(b.low + b.high - low - high) / 2 <= CENTRED * (b.high - b.low)
        for b, (low, high) in zip(held, spans, strict=True)
    )
    return centred and len({b.low for b in held}) == len(held) and (across or len(held) > ONE_TEXT)


CENTRED = 0.12
"""Share of a stretch's length by which a text may miss its middle and be set there."""


def _level(cells: Sequence[Cell], band: TimeBand, across: bool) -> bool:
    return any(shares(*along(c.box, across), band.low, band.high) for c in cells)


def _index(cell: Cell, extents: Sequence[tuple[float, float]], across: bool) -> int | None:
    """The stretch that holds most of a phrase."""
    low, high = along(cell.box, across)
    common = [overlap(low, high, a, b) for a, b in extents]
    return max(range(len(common)), key=common.__getitem__) if max(common, default=0) > 0 else None
