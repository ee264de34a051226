"""Weeks as calendars show them: lessons in blocks that float in the days' columns, as high as they are long, beside a
scale of hours. No row is theirs, and what lies between them is nothing: their own times say when they are, or where
their edges lie on the scale."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from statistics import median

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box, TimesFrom
from chalicelib.extraction.axes import DayAxis, DayBand
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line, bounding, overlap
from chalicelib.extraction.grids.assign import shared_out
from chalicelib.extraction.headers.day_axes import day_axes
from chalicelib.extraction.headers.day_headings import days_chosen
from chalicelib.extraction.headers.hour_scales import HourScale, hour_scales
from chalicelib.extraction.lines.text_lines import lines_of
from chalicelib.extraction.settings import LEAST_DAYS, MOSTLY, ROUNDING
from chalicelib.extraction.tables.blocks import read_blocks
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.header_texts import spans_of

LEAST_BLOCKS = 4
"""Lessons from which blocks beside a scale are a calendar."""

MOST_BLOCKS = 400
"""Blocks of a page at most; each is held against all others."""


def read_calendar(number: int, words: Sequence[Word], lines: Sequence[Line], cells: Sequence[Cell]) -> Table | None:
    """The calendar on a page, its blocks among ``cells``; None where it shows no scale of hours beside named days, or
    the blocks do not lie as their times say."""
    for scale in hour_scales(lines)[:2]:
        axis = _days_beside(scale, lines, cells)
        if axis is not None and (table := _read(number, words, lines, cells, scale, axis)) is not None:
            return table
    return None


def _days_beside(scale: HourScale, lines: Sequence[Line], cells: Sequence[Cell]) -> DayAxis | None:
    """The days whose names stand above a scale and to its right, each as wide as its column; the one that the page
    names where none head columns."""
    first, right = scale.box.top + scale.size / 2, scale.box.right
    above = [Cell(x.box, (x,)) for x in lines if x.box.center[1] < first and x.angle == 0]
    heads = [c for c in above if c.box.center[0] > right]
    axes = [a for a in day_axes(heads) if a.across and len({d for b in a.bands for d in b.days}) >= LEAST_DAYS]
    for axis in (a for a in axes[:1] if len(a.bands) > 1):
        blocks = _blocks(cells, scale, axis.high)
        columns = _as_columns(axis, blocks)
        borders = [columns.bands[0].low, *(band.high for band in columns.bands)]
        if sum(_fits(c.box, borders) for c in blocks) >= IN_COLUMN * len(blocks):
            return columns
    chosen = days_chosen([(c.text, c.box) for c in above], scale.box, scale.box, [c.box for c in cells])
    days = tuple({day for _, day in chosen})
    beside = [c.box for c in cells if c.lines and c.box.left >= right and c.box.bottom > first]
    if len(days) != 1 or not beside:
        return None
    low = max((c.box.bottom for c in above if c.box.bottom < first), default=0.0)
    return DayAxis(True, (DayBand(right, max(box.right for box in beside), days),), low - 1, low)


def _as_columns(axis: DayAxis, blocks: Sequence[Cell]) -> DayAxis:
    """``axis`` with each day as wide as its column: names stand in their middles, or where they begin."""
    bands = axis.bands
    middles = [(b.low + b.high) / 2 for b in bands]
    pitch = median(b - a for a, b in itertools.pairwise(middles))
    centred = [middles[0] - pitch / 2, *((a + b) / 2 for a, b in itertools.pairwise(middles)), middles[-1] + pitch / 2]
    begun = [*(b.low - INDENT * pitch for b in bands), bands[-1].low + (1 - INDENT) * pitch]
    best = max((centred, begun), key=lambda borders: sum(_fits(c.box, borders) for c in blocks))
    found = (replace(b, low=low, high=high) for b, (low, high) in zip(bands, itertools.pairwise(best), strict=True))
    return replace(axis, bands=tuple(found))


def _fits(box: Box, borders: Sequence[float]) -> float:
    """The largest share of a block's width that lies in one column."""
    return max(overlap(low, high, box.left, box.right) for low, high in itertools.pairwise(borders)) / box.width


INDENT = 0.06
"""Share of a column's width by which a day's name at its left is set in."""


def _blocks(cells: Sequence[Cell], scale: HourScale, top: float) -> list[Cell]:
    """The drawn areas beside a scale that hold a text."""
    low, high = scale.box.top - scale.step * scale.minute, scale.box.bottom + scale.step * scale.minute
    room = scale.size / 2
    return [
        c
        for c in cells
        if c.lines and c.box.left >= scale.box.right - room and max(low, top) - room <= c.box.top < high
    ]


def _read(
    number: int, words: Sequence[Word], lines: Sequence[Line], cells: Sequence[Cell], scale: HourScale, axis: DayAxis
) -> Table | None:
    """The calendar whose days are ``axis``; None where its blocks do not lie as their times say."""
    inside = [c for c in _blocks(cells, scale, axis.high) if _of_days(c.box, axis)]
    if not LEAST_BLOCKS <= len(inside) <= MOST_BLOCKS:
        return None
    blocks = sorted(_with_signs(inside, axis), key=lambda c: (c.box.top, c.box.left))
    texts = _texts_alone(_outside(blocks, _beside(words, scale, axis)), axis)
    drafts = read_blocks([*blocks, *texts], axis, ())
    drafts = _timed(drafts, scale, {id(t.box) for t in texts}, _rules(cells, scale))
    if len(drafts) < LEAST_BLOCKS:
        return None
    above = tuple(line for line in lines if line.box.bottom <= axis.low)
    return Table(Grid(number, GridKind.RULED, (*blocks, *texts), above), axis, (), tuple(drafts))


def _outside(blocks: Sequence[Cell], words: Sequence[Word]) -> tuple[Line, ...]:
    """The lines of what stands in no block."""
    _, free = shared_out(words, [block.box for block in blocks])
    return lines_of(free)


def _of_days(box: Box, axis: DayAxis) -> bool:
    """Whether a block lies in one day's column, or over several of them whole."""
    held = [(overlap(b.low, b.high, box.left, box.right), b.high - b.low) for b in axis.bands]
    if max(common for common, _ in held) >= IN_COLUMN * box.width:
        return True
    return not any((1 - IN_COLUMN) * width <= common <= IN_COLUMN * width for common, width in held)


IN_COLUMN = 0.75
"""Share of a block's width, or of a column's, that the two have in common where the block is that day's."""


def _with_signs(blocks: Sequence[Cell], axis: DayAxis) -> list[Cell]:
    """``blocks`` without areas that frame several, and with what signs that lie on one say ("cancelled") behind all
    that it says itself."""
    widest = max(b.high - b.low for b in axis.bands)
    signs: dict[int, list[Line]] = {}
    found = []
    for cell in blocks:
        box = cell.box
        others = [c for c in blocks if c is not cell]
        higher = [c for c in others if c.box.height > box.height]
        under = [c for c in higher if _common(c.box, box) > ON_ANOTHER * box.width * box.height]
        if under:
            signs.setdefault(id(min(under, key=lambda c: c.box.height)), []).extend(cell.lines)
            continue
        frames = sum(_common(c.box, box) > FRAMED * c.box.width * c.box.height for c in others) > 1
        if not frames and not (box.width > WIDE * widest and _on_levels(cell)):
            found.append(cell)
    return [replace(c, lines=(*c.lines, *signs.get(id(c), ()))) for c in found]


def _common(first: Box, second: Box) -> float:
    """The area that two boxes have in common."""
    wide = overlap(first.left, first.right, second.left, second.right)
    return wide * overlap(first.top, first.bottom, second.top, second.bottom)


def _on_levels(cell: Cell) -> bool:
    """Whether a cell's lines do not all stand beside each other."""
    return len({round(line.box.top / max(line.size, 1)) for line in cell.lines}) > 1


ON_ANOTHER = 0.3
"""Share of a sign's area that lies on a block; one may hang over its edge."""

FRAMED = 0.8
"""Share of a block's area within another area from which that one frames it."""

WIDE = 1.3
"""Widths of a column from which an area is not one day's."""


def _beside(words: Sequence[Word], scale: HourScale, axis: DayAxis) -> list[Word]:
    """The words below the days' names and beside the scale."""
    low, high = max(axis.bands[0].low, scale.box.right), axis.bands[-1].high
    return [w for w in words if low < w.box.center[0] <= high and w.box.center[1] > axis.high]


def _texts_alone(lines: Sequence[Line], axis: DayAxis) -> list[Cell]:
    """Lines that no drawn block holds, those close below each other in a day's column together, where they say when
    they begin and end."""
    found: list[Cell] = []
    for band in axis.bands:
        groups: list[list[Line]] = []
        for line in (x for x in lines if band.low <= x.box.center[0] < band.high):
            if groups and line.box.top - groups[-1][-1].box.bottom < CLOSE * line.size:
                groups[-1].append(line)
            else:
                groups.append([line])
        timed = [g for g in groups if any(s.end is not None and s.start.exact for x in g for s in spans_of(x.text))]
        found += [Cell(bounding(x.box for x in group), tuple(group)) for group in timed]
    return found


CLOSE = 0.8
"""Letter heights between two lines of one lesson at most."""


def _rules(cells: Sequence[Cell], scale: HourScale) -> list[float]:
    """Where the lines of hours lie beside a scale: the edges of areas between them that hold nothing."""
    free = [c.box for c in cells if not c.lines and c.box.left >= scale.box.right]
    edges = [edge for box in free[:MOST_BLOCKS] for edge in (box.top, box.bottom)]
    return [edge for edge in edges if scale.box.top - scale.size <= edge <= scale.box.bottom + scale.size]


def _timed(drafts: Sequence[Draft], scale: HourScale, alone: AbstractSet[int], rules: Sequence[float]) -> list[Draft]:
    """``drafts`` with the times at which their blocks' edges lie where they print none; none at all where those that
    print theirs do not lie on the scale, or the others' edges at no round times of it. ``alone`` are the ids of boxes
    that are of texts and not of blocks."""
    kept = [d for d in drafts if not _of_whole_day(d, scale) and not (d.start is None and d.name.isdecimal())]
    blocks = [d for d in kept if id(d.box) not in alone]
    told = [d for d in blocks if d.start is not None and d.end is not None]
    lacking = [d for d in blocks if d.start is None or d.end is None]
    begun = [d for d in blocks if d.start is not None]
    if len(told) >= max(LEAST_BLOCKS, len(lacking)):
        laid = _laid_by_told(told, scale)
    elif len(begun) >= max(LEAST_BLOCKS, len(blocks) / 2):
        laid = _laid_by_starts(begun, scale)
    else:
        laid = _laid_by_round_times([d.box for d in lacking or told], scale, rules)
    return [] if laid is None else [_placed(d, scale, *laid) for d in kept]


def _of_whole_day(draft: Draft, scale: HourScale) -> bool:
    """Whether an entry without a time stands above the scale, as low as a line: it is said of the whole day."""
    above = draft.box.bottom <= scale.box.top + scale.size
    return draft.start is None and above and draft.box.height < WHOLE_DAY * scale.minute


WHOLE_DAY = 28
"""Minutes that a lesson above the first label is long at least."""


def _laid_by_told(told: Sequence[Draft], scale: HourScale) -> tuple[float, float] | None:
    """How many minutes a label's middle lies behind its time's place, and blocks end before their times, by the blocks
    that print theirs; None where these do not agree."""
    begun = [scale.at(d.box.top) - d.start for d in told if d.start is not None]
    ended = [scale.at(d.box.bottom) - d.end for d in told if d.end is not None]
    shift = median(begun)
    agreed = sum(abs(minutes - shift) <= AGREED for minutes in begun)
    if any(abs(a - b) > MISREAD for a, b in zip(begun, ended, strict=True)):
        return None  # far longer, or shorter, than it is drawn: not its times were read
    return (shift, shift - median(ended)) if agreed >= MOSTLY * len(begun) else None


def _laid_by_starts(begun: Sequence[Draft], scale: HourScale) -> tuple[float, float] | None:
    """The same by blocks that print when they begin, and end at times as round as can be; None where the starts do not
    agree."""
    off = [scale.at(d.box.top) - d.start for d in begun if d.start is not None]
    shift = median(off)
    if sum(abs(minutes - shift) <= AGREED for minutes in off) < MOSTLY * len(off):
        return None
    ends = [scale.at(d.box.bottom) - shift for d in begun]
    gaps = _gaps(scale)
    return shift, max(gaps, key=lambda gap: sum(_round(end + gap) for end in ends) - OFF_GAP * gap / max(gaps))


AGREED = 8
"""Minutes by which a block's upper edge may miss the time that it prints."""

MISREAD = 60
"""Minutes by which a block is longer or shorter than its times say from which these are not its own."""


def _laid_by_round_times(boxes: Sequence[Box], scale: HourScale, rules: Sequence[float]) -> tuple[float, float] | None:
    """The same by the blocks' edges alone: where most of these are at round times, and ``rules`` at half hours. None
    where few can be, or where the blocks are rows of a table that have their times in the middle."""
    extents = [(scale.at(box.top), scale.at(box.bottom)) for box in boxes]
    if not extents or sum(_in_row(top, bottom, scale.step) for top, bottom in extents) >= MOSTLY * len(extents):
        return None
    reach = min(REACH * scale.size / scale.minute, scale.step / 2)
    gaps = _gaps(scale)

    def roundness(laid: tuple[float, float]) -> float:
        shift, gap = laid
        told = sum(2 * _round(top - shift) + _round(bottom - shift + gap) for top, bottom in extents) / len(extents)
        return told / 3 - OFF_LINE * abs(shift) / reach - OFF_GAP * gap / max(gaps)

    def on_rules(shift: float) -> float:
        on = sum(_off(scale.at(rule) - shift, HALF_HOUR) <= ON_RULE for rule in rules)
        return RULED * on / max(LEAST_RULES, len(rules))

    shifts = [reach * i / TRIED for i in range(TRIED + 1)]
    laid = [(side * shift, gap) for shift in shifts for side in (1, -1) for gap in gaps]
    best = max(laid, key=lambda way: roundness(way) + on_rules(way[0]))
    return best if roundness(best) >= LEAST_ROUND else None


def _in_row(top: float, bottom: float, step: int) -> bool:
    """Whether a block reaches from amid two labels to amid two labels, as rows of a table around these do."""
    return max(_off(top + step / 2, step), _off(bottom + step / 2, step)) <= AMID_LABELS * step


def _gaps(scale: HourScale) -> list[float]:
    """Minutes by which blocks may end before their times, from none on."""
    return [LARGEST_GAP * scale.size / scale.minute * i / GAPS_TRIED for i in range(GAPS_TRIED + 1)]


def _off(minute: float, step: int) -> float:
    """Minutes to the nearest multiple of ``step``."""
    return abs((minute + step / 2) % step - step / 2)


def _round(minute: float) -> float:
    """How round a time is: 1 on a half hour, less on a quarter, and on five minutes."""
    return next((worth for step, worth, room in ROUND if _off(minute, step) <= room), 0.0)


AMID_LABELS = 0.15
"""Share of the labels' distance by which a row's edge misses the place amid two of them at most."""

HALF_HOUR, ON_RULE = 30, 3.0
"""Minutes between the lines beside a scale at least, and by which one may miss its time."""

LEAST_RULES, RULED = 6, 0.4
"""Edges of free areas that tell as much as they can, and what they count for beside the blocks' own."""

REACH = 1.2
"""Heights of a label between its middle and its line at most: it stands on the line, or right below (above) it."""

LARGEST_GAP = 0.35
"""Heights of a label by which a block ends before its time at most, so that the next one is set off; no pause."""

TRIED, GAPS_TRIED = 16, 6
"""Places on either side of a label at which its line is looked for, and ends of blocks: about a pixel apart."""

OFF_LINE, OFF_GAP = 0.6, 0.05
"""What the furthest place costs: of several that explain as much the nearest one is meant."""

LEAST_ROUND = 0.5
"""Mean roundness from which blocks lie on a scale; 25 of them at random places had it in none of sixty draws."""

ROUND = ((30, 1.0, 2.0), (15, 0.8, 2.0), (5, 0.4, 1.25))
"""How round multiples of so many minutes are, and by how many minutes an edge may miss one."""


def _placed(draft: Draft, scale: HourScale, shift: float, gap: float) -> Draft:
    """``draft`` with the times that it lacks by where its block lies."""
    if draft.start is not None and draft.end is not None:
        return draft
    start = draft.start if draft.start is not None else _rounded(scale.at(draft.box.top) - shift)
    end = _rounded(scale.at(draft.box.bottom) - shift + gap)
    if end <= start:
        return draft
    return replace(draft, start=start, end=end, period=None, times_from=TimesFrom.INTERPOLATED)


def _rounded(minute: float) -> int:
    """A time as schools have it: a quarter of an hour, or else five minutes."""
    quarter = round(minute / QUARTER) * QUARTER
    return quarter if abs(quarter - minute) <= NEAR_QUARTER else round(minute / ROUNDING) * ROUNDING


QUARTER, NEAR_QUARTER = 15, 3
"""Minutes of a quarter of an hour, and within how many of one an edge is meant to be there."""
