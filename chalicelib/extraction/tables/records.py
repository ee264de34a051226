"""Tables that are lists: one row (or column) per activity, with its time beside it and its day beside or above."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from chalicelib.domain.timetable import WEEK, TimesFrom, Weekday
from chalicelib.extraction.axes import DayAxis, TimeBand, along, in_line, shares
from chalicelib.extraction.cells.activities import read_activities
from chalicelib.extraction.cells.names import Activity, read_cell
from chalicelib.extraction.cells.parallel import groups_apart
from chalicelib.extraction.cells.prints import cut_at_remarks
from chalicelib.extraction.cells.stressed import lighter_behind_names, stressed_apart
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, bounding
from chalicelib.extraction.headers.settling import settle
from chalicelib.extraction.headers.time_bands import parted
from chalicelib.extraction.lines.line_breaks import begun_at, reads_on
from chalicelib.extraction.settings import LEAST_TIMES
from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.days import parse_day_label
from chalicelib.extraction.texts.header_texts import is_period_label, only_times, spans_of
from chalicelib.extraction.texts.heads import Head, head_of
from chalicelib.extraction.texts.joined import as_notes, continues, one_line
from chalicelib.extraction.texts.kinds import COURSE, kind_of


@dataclass(frozen=True)
class Row:
    """One record: its extent, its days and the cells that are neither day nor time."""

    low: float
    high: float
    days: tuple[Weekday, ...]
    cells: tuple[Cell, ...]
    times: tuple[Cell, ...]


LEAST_ROWS = 2
"""Records of a list; one row with a time in it stands in any table."""


def read_records(
    cells: Sequence[Cell], axis: DayAxis | None, days: Sequence[Weekday], least: int = LEAST_ROWS
) -> list[Draft]:
    """Blocks of a table whose days (``axis``, or ``days`` for all of it) and times both run down its rows; none
    where it has fewer than ``least`` of them."""
    rows = _rows(cells, axis, days)
    if len(rows) < least:
        return []
    heads = column_heads(cells, rows)
    rows = _names_apart(_without_numbers(rows))
    drafts: list[Draft] = []
    # Times are in order within a day and start afresh with the next.
    printed = any(clock.exact for row in rows for clock in row_clocks(row)) or _in_whole_hours(rows)
    by_24 = any(clock.by_24 for row in rows for clock in row_clocks(row))
    for group in _by_day(rows):
        clocks = [row_clocks(row) for row in group]
        if printed:  # among others with their minutes "1 – 2" is a range of hours, whatever its own day has besides
            clocks = [[replace(c, exact=True) for c in found] if len(found) > 1 else found for found in clocks]
        bands = settle([(TimeBand(r.low, r.high), found) for r, found in zip(group, clocks, strict=True)], by_24=by_24)
        drafts.extend(_over_rows([(row, drafts_of(row, band, heads)) for row, band in zip(group, bands, strict=True)]))
    return drafts


def _over_rows(told: Sequence[tuple[Row, Sequence[Draft]]]) -> list[Draft]:
    """The drafts of a day's rows, with those of rows that one cell of a lesson is drawn over as one, from the beginning
    of the first to the end of the last."""
    result: list[Draft] = []
    before: Row | None = None
    for row, drafts in told:
        same = before is not None and _drawn_over(before, row) and len(drafts) == 1 and bool(result)
        if same and result[-1].name == drafts[0].name and result[-1].day is drafts[0].day:
            result[-1] = replace(result[-1], end=drafts[0].end or result[-1].end)
        else:
            result.extend(drafts)
        before = row
    return result


def _drawn_over(row: Row, following: Row) -> bool:
    """Whether the cell that says what happens in a row is the next one's, too, and as high as both."""
    named, again = ([c for c in x.cells if not is_period_label(c.text)][:1] for x in (row, following))
    if not named or not again or named[0] is not again[0]:
        return False
    return named[0].box.top <= row.low + 1 and named[0].box.bottom >= following.high - 1


def _in_whole_hours(rows: Sequence[Row]) -> bool:
    """Whether a list's times are ranges of hours without their minutes ("8-10", "14-16"): numbers of periods end before
    one o'clock."""
    ranges = [clocks for row in rows if len(clocks := row_clocks(row)) > 1]
    late = any(clock.minute > times.NOON for clocks in ranges for clock in clocks)
    return late and len(ranges) >= max(LEAST_TIMES, MOSTLY_NAMED * len(rows))


def _rows(cells: Sequence[Cell], axis: DayAxis | None, days: Sequence[Weekday]) -> list[Row]:
    cells = [part for c in cells for part in parted(c, across=False)]
    heads = [(c, kind) for c in cells if (kind := head_of(c.text)) is not None]
    timed = _clearest([c for c in cells if only_times(c.text) and not _headed_otherwise(c, heads)])
    found: list[Row] = []
    stating = {id(cell) for cell in timed}
    column = _best_column(cells, timed)
    over = axis is not None and _stand_over([c for c in column if id(c) in stating], axis)
    for seed in sorted(column, key=lambda c: c.box.top):
        level = [c for c in cells if shares(seed.box.top, seed.box.bottom, c.box.top, c.box.bottom)]
        if id(seed) not in stating and _is_day(seed) and any(id(c) in stating for c in level):
            continue  # a day's name that reaches under the times has no row of its own
        if head_of(seed.text) is Head.TIME and any(head_of(c.text) is Head.NAME for c in level):
            continue  # each day's list may have its heads
        own = tuple(days) if axis is None else _days_of(seed, axis, over) or _every_day(level)
        beside = None if over else axis
        rest = [
            c
            for c in level
            if id(c) not in stating and c is not seed and _says_something(c)
            if beside is None or not _in_header(c, beside)
            if axis is None or not _is_day(c) or not _in_header(c, axis)
        ]
        stated = [c for c in level if id(c) in stating]
        unnamed = beside is not None and not any(c.lines and _in_header(c, beside) for c in level)
        if not own and unnamed and found:
            own = found[-1].days  # a day's name stands beside the first of its rows alone
        found.append(Row(seed.box.top, seed.box.bottom, own, _left_to_right(rest), _left_to_right(stated)))
    if over:
        # What stands above the first day (a clock, a title) is no row, nor what is said beside a day's name.
        found = [row for row in found if row.days and (row.times or not _beside_name(row, axis))]
    found = _in_columns(found)
    if axis is not None and not _told(found, axis):
        found = _by_restarts(found, axis)
    used = {id(cell) for row in found for cell in (*row.cells, *row.times)}
    loose = [c for c in cells if id(c) not in used and id(c) not in stating and _says_something(c) and not _is_day(c)]
    named = _with_names_above(found, loose)
    if named is not None:
        return [row for row in named if row.days]
    return [row for row in _with_lines_below(found, loose) if row.days]


def _with_names_above(rows: Sequence[Row], loose: Sequence[Cell]) -> list[Row] | None:
    """``rows`` with the text right above each time as what happens then, and what stands behind the time said besides;
    None where not nearly all rows have one: a list of cards, its names in lines of their own."""
    timed = [row for row in rows if row.times]
    above = [_right_above(row, loose) for row in timed]
    if len(timed) < LEAST_NAMED or sum(cell is not None for cell in above) < MOSTLY_NAMED * len(timed):
        return None
    return [
        row if cell is None else replace(row, cells=(cell, *row.cells)) for row, cell in zip(timed, above, strict=True)
    ]


def _right_above(row: Row, loose: Sequence[Cell]) -> Cell | None:
    """The text above a row's time, begun no further to the right, and as close as a line of its entry."""
    time = row.times[0]
    room = CLOSE * _size(time)
    held = (
        c
        for c in loose
        if -room / 2 <= time.box.top - c.box.bottom <= room and c.box.left <= time.box.left + room < c.box.right
    )
    return min(held, key=lambda c: time.box.top - c.box.bottom, default=None)


LEAST_NAMED, MOSTLY_NAMED = 4, 0.9
"""Times with a text right above each, and their share of all, from which these are what happens then."""


def _with_lines_below(rows: Sequence[Row], loose: Sequence[Cell]) -> list[Row]:
    """``rows`` with what stands right below one of their texts, before the next row and level with no time, as lines of
    that text begun on purpose: a list's second line of an entry."""
    result = []
    in_order = sorted(loose, key=lambda c: c.box.center[1])
    middles = [c.box.center[1] for c in in_order]
    for row, following in itertools.zip_longest(rows, rows[1:]):
        end = following.low if following is not None else float("inf")
        between = in_order[bisect_right(middles, row.low) : bisect_left(middles, end)]
        below = [c for c in between if c.box.center[1] > row.high - c.box.height / 2]
        result.append(replace(row, cells=tuple(_with_below(cell, below) for cell in row.cells)))
    return result


def _with_below(cell: Cell, below: Sequence[Cell]) -> Cell:
    """A text with those that begin below it, each right below the one before; or, where a bracket or a joining word is
    left open, anywhere before it: lines of a list go on at its margin."""
    lines = list(cell.lines)
    for other in sorted(below, key=lambda c: c.box.top):
        last, first = lines[-1], other.lines[0]
        if first.box.top - last.box.bottom >= CLOSE * last.size or first.angle or last.angle:
            continue
        off = last.box.left - first.box.left
        if abs(off) < last.size / 2:
            lines.extend(replace(line, begins=True) for line in other.lines)
        elif off > 0 and (last.text.count("(") > last.text.count(")") or continues(last.text)):
            lines.extend(other.lines)
    if len(lines) == len(cell.lines):
        return cell
    return Cell(bounding(line.box for line in lines), tuple(lines), cell.color)


CLOSE = 0.8
"""Letter heights between two lines of one entry at most; the next entry stands further below."""


def _told(rows: Sequence[Row], axis: DayAxis) -> bool:
    """Whether each row lies within the cell of its day, and several rows within most of them: these are merged."""
    held = [[row for row in rows if band.low <= (row.low + row.high) / 2 <= band.high] for band in axis.bands]
    return sum(map(len, held)) == len(rows) and all(held) and 2 * sum(len(own) > 1 for own in held) > len(held)


def _says_something(cell: Cell) -> bool:
    return any(sign.isalnum() for sign in cell.text)


def _beside_name(row: Row, axis: DayAxis | None) -> bool:
    """Whether a row stands level with the name of its day, over the day's rows."""
    reach = (row.high - row.low) / 2
    return axis is not None and any(abs(band.low - row.low) < reach for band in axis.bands)


def _in_columns(rows: Sequence[Row]) -> list[Row]:
    """``rows`` without those that have no time and nothing where the others' texts begin: the bar at the foot of an
    app, the days of its calendar."""
    begins = [min(cell.box.left for cell in row.cells) for row in rows if row.times and row.cells]
    if len(begins) < LEAST_TIMES:
        return list(rows)
    usual = median(begins)
    return [row for row in rows if row.times or any(abs(c.box.left - usual) <= _size(c) for c in row.cells)]


def _size(cell: Cell) -> float:
    return max(line.size for line in cell.lines)


def _is_day(cell: Cell) -> bool:
    label = parse_day_label(cell.text)
    return label is not None and label.certain


def _clearest(timed: Sequence[Cell]) -> list[Cell]:
    """The cells of times without those of bare numbers ("5-6 PE") where most have minutes, and that stand in columns of
    their own: periods."""
    clocks = [[k for s in spans_of(c.text) for k in (s.start, s.end) if k is not None] for c in timed]
    exact = [c for c, printed in zip(timed, clocks, strict=True) if any(clock.exact for clock in printed)]
    if 2 * len(exact) <= len(timed):
        return list(timed)
    low, high = max(c.box.left for c in exact), min(c.box.right for c in exact)
    return [c for c in timed if any(c is e for e in exact) or (c.box.left < high and low < c.box.right)]


def _headed_otherwise(cell: Cell, heads: Sequence[tuple[Cell, Head]]) -> bool:
    """Whether the head of a cell's column says that it holds notes ("Room 1.12"), and no times; or names, where another
    one level with it says that it holds the times ("MATH 2250")."""
    above = [
        (head, kind)
        for head, kind in heads
        if head.box.bottom <= cell.box.center[1] and shares(*along(head.box, True), *along(cell.box, True))
    ]
    if not above:
        return False
    head, own = max(above, key=lambda above: above[0].box.bottom)
    level = (kind for other, kind in heads if shares(*along(other.box, False), *along(head.box, False)))
    return own is Head.NOTE or (own is Head.NAME and any(kind is Head.TIME for kind in level))


def _left_to_right(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Column by column, each downwards."""
    return tuple(cell for column in in_line(cells, across=True) for cell in sorted(column, key=lambda c: c.box.top))


def _by_restarts(rows: Sequence[Row], axis: DayAxis) -> list[Row]:
    """Rows with the day of their section where the times start again as often as there are days.

    A day's name stands once for all its rows: above, beside the first or in the middle of them, and often without a
    rule that would show how far it reaches. That the times go back to the morning shows it.
    """
    sections: list[list[Row]] = []
    first = before = 0
    for row in rows:
        clocks = row_clocks(row)
        minute = times.in_order(clocks[:1])[0] if clocks else before
        if not sections or (clocks and minute < before and minute <= first + LATE_START):
            sections.append([])
            first = minute
        sections[-1].append(row)
        before = minute
    if not 1 < len(sections) == len(axis.bands) < len(rows):
        return list(rows)
    bands = sorted(axis.bands, key=lambda b: b.low)
    return [replace(row, days=band.days) for section, band in zip(sections, bands, strict=True) for row in section]


LATE_START = 120
"""Minutes by which a day of a list may begin later than the day before; what is later goes on with the same day."""


def _best_column(cells: Sequence[Cell], timed: Sequence[Cell]) -> list[Cell]:
    best: list[Cell] = []
    for seed in timed:
        column = [c for c in timed if shares(*along(seed.box, True), *along(c.box, True))]
        if len(column) > len(best):
            best = column
    if not best:
        return []
    # A row below the first one without a readable time ("After school", "Saturday") still is a row; what follows
    # after more than the usual distance is another table.
    tops = sorted(c.box.top for c in best)
    left, right = min(c.box.left for c in best), max(c.box.right for c in best)
    steps = sorted(b - a for a, b in itertools.pairwise(tops))
    usual = steps[len(steps) // 2] if steps else best[0].box.height
    column = [
        c
        for c in cells
        if c.lines and c.box.top >= tops[0] and shares(left, right, *along(c.box, True)) and c.box.right <= right
    ]
    bottom = tops[-1]
    kept = []
    for cell in sorted(column, key=lambda c: c.box.top):
        if cell.box.top <= max(tops[-1], bottom + FURTHER * usual):
            kept.append(cell)
            bottom = max(bottom, cell.box.top)
    return kept


FURTHER = 1.6
"""Times the usual distance of a list's rows within which a row without a time still follows the last timed one."""


def _stand_over(timed: Sequence[Cell], axis: DayAxis) -> bool:
    """Whether the days' names stand over their rows rather than beside them: over the times, or level with none."""
    if sum(shares(*along(c.box, True), axis.low, axis.high) for c in timed) > len(timed) / 2:
        return True
    height = min((c.box.height for c in timed), default=0.0)
    lows = [band.low for band in axis.bands]
    return not any(shares(*along(c.box, False), low, low + height) for c in timed for low in lows)


def _days_of(seed: Cell, axis: DayAxis, over: bool) -> tuple[Weekday, ...]:
    if over:
        before = [band for band in axis.bands if band.low < seed.box.center[1]]
        return before[-1].days if before else ()
    for band in axis.bands:
        if shares(seed.box.top, seed.box.bottom, band.low, band.high):
            return band.days
    return ()


def _every_day(level: Sequence[Cell]) -> tuple[Weekday, ...]:
    """The five days of a row that says "every day"."""
    labels = (parse_day_label(c.text) for c in level)
    return WEEK[:5] if any(label is not None and label.every_day for label in labels) else ()


def _in_header(cell: Cell, axis: DayAxis) -> bool:
    return shares(*along(cell.box, not axis.across), axis.low, axis.high)


def _by_day(rows: Sequence[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    for row in rows:
        if groups and groups[-1][-1].days == row.days:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def row_clocks(row: Row) -> list[times.Clock]:
    """A record's start and end as far as it states them; a time alone beside a range is something else's."""
    spans = [s for c in row.times for s in spans_of(c.text)]
    if not spans:
        return []
    if spans[0].end is not None:
        spans = [span for span in spans if span.end is not None]
    ends = [s.end or s.start for s in spans[1:] if (s.end or s.start).minute != spans[0].start.minute]
    end = ends[-1] if ends else spans[0].end
    return [spans[0].start] if end is None else [spans[0].start, end]


def column_heads(cells: Sequence[Cell], rows: Sequence[Row]) -> list[tuple[Cell, Head | None]]:
    """Column heads above the records, with what their columns hold."""
    top = min(r.low for r in rows)
    return [(c, head_of(c.text)) for c in cells if c.lines and c.box.bottom <= top + 0.5 * c.box.height]


def drafts_of(row: Row, band: TimeBand, heads: Sequence[tuple[Cell, Head | None]]) -> list[Draft]:
    """What a record says, at the time of ``band``, for each of its days: its columns' ``heads`` say which names it."""
    if not row.cells:
        return []
    row = replace(row, cells=tuple(c for c in row.cells if _kind_above(c, heads) is not Head.COUNT))
    if not row.cells:
        return []
    kinds = [_kind_above(c, heads) for c in row.cells]
    names = [i for i, kind in enumerate(kinds) if kind is Head.NAME]
    # Of a course's number and its title the title is the name.
    titles = (i for i in names if kind_of(row.cells[i].text) == "text" and not COURSE.match(row.cells[i].text))
    named = next(titles, names[0] if names else None)
    if named is None:
        named = next((i for i, kind in enumerate(kinds) if kind is not Head.NOTE and not _numbers(row, i)), 0)
    cell = row.cells[named]
    groups = groups_apart(cell.lines) if len(row.cells) == 1 else []
    said = read_activities(cell.lines) if len(groups) > 1 else [said_in(cell, single=len(row.cells) == 1)]
    others = [one_line([x.text for x in c.lines]) for i, c in enumerate(row.cells) if i != named]
    source = band.times_from if band.start is not None else TimesFrom.NOTHING
    certain = min(c.confidence for c in (*row.cells, *row.times))
    drafts: list[Draft] = []
    for found in said:
        if found is None or not found.name:
            continue
        notes = "; ".join(n for n in (found.notes, *others) if any(x.isalnum() for x in n))
        told = (band.start, band.end, found.name, notes, None, cell.color, cell.box, source, certain)
        drafts.extend(Draft(day, *told) for day in row.days if day in WEEK)
    return drafts


def _numbers(row: Row, place: int) -> bool:
    """Whether a record's cell is the number of its period, before what happens then."""
    behind = row.cells[place + 1 :]
    said = any(sum(map(str.isalpha, c.text)) >= SHORTEST and kind_of(c.text) != "room" for c in behind)
    return said and row.cells[place].text.strip(" .)").isdecimal()


SHORTEST = 3
"""Letters of what happens; less are a room's or a teacher's sign."""


def _without_numbers(rows: Sequence[Row]) -> list[Row]:
    """Rows without the period's number before what happens ("3 Maths", "5-6 Art") where nearly all of them have one, or
    in a column of its own before it where most do."""
    filled = [row for row in rows if row.cells]
    bare = [row for row in filled if _PERIOD_ALONE.fullmatch(row.cells[0].text.strip())]
    if len(bare) >= max(LEAST_NAMED, MOSTLY_BARE * len(filled)):
        return [replace(row, cells=row.cells[1:]) if any(row is own for own in bare) else row for row in rows]
    numbered = [row for row in filled if _NUMBERED.match(row.cells[0].text)]
    if len(numbered) < NUMBERED * len(filled):
        return list(rows)
    return [replace(row, cells=(_unnumbered(row.cells[0]), *row.cells[1:])) if row in numbered else row for row in rows]


_PERIOD_ALONE = re.compile(r"\d{1,2}\.?")

MOSTLY_BARE = 0.6
"""Share of the rows that begin with a number alone from which it is the period's; pauses have none."""


def _names_apart(rows: Sequence[Row]) -> list[Row]:
    """Rows with what is said behind the names set apart, where a list prints it less strongly, or below them, where a
    word processor says that it is smaller."""
    alone = {id(row.cells[0]): row.cells[0] for row in rows if 0 < len(row.cells) <= MOST_ASIDE}
    texts = [_smaller_begun(cell) for cell in alone.values()]
    apart = cut if (cut := cut_at_remarks(texts)) != texts else stressed_apart(texts)
    new = dict(zip(alone, lighter_behind_names(texts) if apart is None else apart, strict=True))
    return [replace(row, cells=tuple(new.get(id(c), c) for c in row.cells)) for row in rows]


def _smaller_begun(cell: Cell) -> Cell:
    """A word processor's cell with its first line in smaller letters than the one above marked as begun on purpose."""
    for i, (above, line) in enumerate(itertools.pairwise(cell.lines), 1):
        stated = above.box == cell.box == line.box
        if stated and line.size <= STATED_SMALLER * above.size and not reads_on(above, line):
            return begun_at(cell, i)
    return cell


STATED_SMALLER = 0.95
"""Share of a letter's size from which another one that a document states is smaller."""

MOST_ASIDE = 2
"""Texts of a row of a list without columns: what happens, and what is set aside of it (a room in small letters)."""


def _unnumbered(cell: Cell) -> Cell:
    first = cell.lines[0]
    return replace(cell, lines=(replace(first, text=_NUMBERED.sub("", first.text)), *cell.lines[1:]))


_NUMBERED = re.compile(r"^\d{1,2}(?:\s?[-–]\s?\d{1,2})?\s+(?=[^\W\d])")

NUMBERED = 0.8
"""Share of a list's rows that begin with a number from which it is the period's."""


def _kind_above(cell: Cell, heads: Sequence[tuple[Cell, Head | None]]) -> Head | None:
    over = (kind for head, kind in heads if shares(*along(head.box, True), *along(cell.box, True)))
    return next((kind for kind in over if kind is not None), None)  # a title may stand over all columns


def said_in(cell: Cell, *, single: bool) -> Activity | None:
    """A record's name as it stands; only where it is the one text of its row is it split into name and notes. What was
    begun below it on purpose is notes."""
    begun = next((i for i, line in enumerate(cell.lines) if line.begins and i > 0), len(cell.lines))
    while begun < len(cell.lines) and continues(cell.lines[begun - 1].text):
        begun += 1
    said, besides = ([line.text for line in part] for part in (cell.lines[:begun], cell.lines[begun:]))
    found = read_cell(cell.lines[:begun])
    if found is None or (single and not besides):
        return found
    notes = one_line(besides)
    if single:
        return replace(found, notes=as_notes(found.notes, notes))
    return Activity(one_line(said), notes)
