"""One grid read as a timetable, if it is one."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chalicelib.domain.timetable import Weekday
from chalicelib.extraction.axes import DayAxis, DayBand, TimeBand, along, in_days, in_line, shares
from chalicelib.extraction.cells.told_by_day import told_by_day
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line, bounding
from chalicelib.extraction.headers.between_rows import with_rows_between
from chalicelib.extraction.headers.day_axes import day_axes
from chalicelib.extraction.headers.day_heads import with_day_heads
from chalicelib.extraction.headers.first_row import with_first_row
from chalicelib.extraction.headers.loose import doubted, loose_cells, loose_days, loose_heads
from chalicelib.extraction.headers.routines import with_unread_routine
from chalicelib.extraction.headers.time_bands import time_bands
from chalicelib.extraction.headers.times_at_rules import with_times_from_rules
from chalicelib.extraction.headers.unread_numbers import with_unread_numbers
from chalicelib.extraction.headers.worded_numbers import with_worded_numbers
from chalicelib.extraction.settings import LEAST_DAYS
from chalicelib.extraction.tables.blocks import read_blocks
from chalicelib.extraction.tables.called_alike import people_beside
from chalicelib.extraction.tables.class_plans import read_class_plan
from chalicelib.extraction.tables.course_rows import read_course_rows
from chalicelib.extraction.tables.day_parts import said_of_parts, with_parts
from chalicelib.extraction.tables.ends import ended, ended_to_scale
from chalicelib.extraction.tables.records import LEAST_ROWS, read_records
from chalicelib.extraction.texts.days import days_of_times, find_days, parse_day_label, weekdays
from chalicelib.extraction.texts.header_texts import header_text, is_period_label, only_times, spans_of
from chalicelib.extraction.texts.times import without_spans


@dataclass(frozen=True)
class Table:
    """What was read from one grid."""

    grid: Grid
    axis: DayAxis | None
    bands: tuple[TimeBand, ...]
    drafts: tuple[Draft, ...]
    remarks: tuple[str, ...] = ()
    explained: float = 1.0
    """Share of the texts within the table that became blocks or head them."""


def read_table(grid: Grid) -> Table | None:
    """The timetable in ``grid``; None where it has no days, or days without times and periods."""
    cells = with_worded_numbers(with_day_heads(grid))
    grid = replace(grid, cells=with_times_from_rules(cells, [*grid.loose, *grid.around]))
    axes = day_axes(grid.cells)[:4]
    if axes and (days := loose_days([*grid.loose, *grid.around], grid.cells, axes[0])):
        grid = replace(grid, cells=(*grid.cells, *days))
        axes = day_axes(grid.cells)[:4]
    candidates = [t for axis in axes if (t := _with_axis(grid, axis)) is not None]
    if (boxes := _days_in_boxes(grid)) is not None:
        candidates.append(boxes)
    if not candidates:
        listed = _list_under_heading(grid)
        return listed and replace(listed, drafts=tuple(told_by_day(listed.drafts, grid.cells)))
    best = max(candidates, key=lambda t: worth(t.drafts))
    # One day's name with all that stands level with it gives many records, whatever table it is taken from.
    weeks = [t for t in candidates if len({draft.day for draft in t.drafts}) >= LEAST_DAYS]
    week = max(weeks, key=lambda t: worth(t.drafts), default=best)
    chosen = week if worth(week.drafts) >= WEEK_WORTH * worth(best.drafts) else best
    return replace(chosen, drafts=tuple(people_beside(told_by_day(chosen.drafts, grid.cells))))


WEEK_WORTH = 0.5
"""Share of what the best reading of a grid is worth from which one of a whole week is believed instead."""


def _with_axis(grid: Grid, axis: DayAxis) -> Table | None:
    """The reading by ``axis``; where the times of some days stand in a row of their own ("Friday 8.00 8.40"), of those
    days by these."""
    if classes := read_class_plan(grid.cells, axis):
        return Table(grid, axis, (), tuple(classes))
    parted, names = with_parts(axis, grid.cells)
    if names:
        rest = tuple(cell for cell in grid.cells if not any(cell is name for name in names))
        table = _by_one_header(replace(grid, cells=rest), parted)
        return table and replace(table, grid=grid, drafts=tuple(said_of_parts(table.drafts, names, across=axis.across)))
    own = _own_times(grid.cells, axis)
    if not own:
        return _by_one_header(grid, axis)
    heads = {id(cell) for _, row in own for cell in row}
    theirs = {day for days, _ in own for day in days}
    others = [c for c in grid.cells if only_times(c.text) and id(c) not in heads and not in_days(c, axis)]
    parts: list[Table] = []
    for days, row in [*own, ({day for band in axis.bands for day in band.days} - theirs, others)]:
        bands = tuple(band for band in axis.bands if set(band.days) & days)
        without = (heads | {id(cell) for cell in others}) - {id(cell) for cell in row}
        cells = tuple(cell for cell in grid.cells if id(cell) not in without)
        part = _by_one_header(replace(grid, cells=cells), replace(axis, bands=bands)) if bands else None
        parts.extend([part] if part is not None else [])
    drafts = tuple(draft for part in parts for draft in part.drafts)
    return replace(parts[0], grid=grid, axis=axis, drafts=drafts) if parts else None


def _own_times(cells: Sequence[Cell], axis: DayAxis) -> list[tuple[set[Weekday], list[Cell]]]:
    """The rows (columns) of times that are headed by days of the table that they are of, outside of the days' own rows:
    those days, and the row's cells."""
    heads = []
    known = {day for band in axis.bands for day in band.days}
    for head in cells:
        named = days_of_times(head.text) if head.lines else ()
        if known.isdisjoint(named):
            continue  # "sat" heads hours in Croatian
        level = along(head.box, axis.across)
        beside = shares(*along(head.box, not axis.across), axis.low, axis.high)
        if beside and not any(shares(*level, band.low, band.high) for band in axis.bands):
            heads.append((head, level, set(named)))
    found = []
    for head, level, days in heads[:MOST_OWN]:
        row = [c for c in cells if c is head or (only_times(c.text) and shares(*level, *along(c.box, axis.across)))]
        if len(row) > LEAST_TIMED:
            found.append((days, row))
    return found


MOST_OWN = 7
"""Rows of times in one table at most, one for each day."""


def _by_one_header(grid: Grid, axis: DayAxis) -> Table | None:
    """The reading by ``axis`` that gives most: by crossings with times, as records, or by the cells' own times."""
    grid = replace(grid, cells=tuple(_head_alone(cell, axis) for cell in grid.cells))
    axis = _below_times(axis, grid.cells)
    bands = time_bands(grid.cells, axis)
    if bands and (heads := loose_heads(grid.loose, grid.cells, axis)):
        bands = time_bands((*grid.cells, *heads), axis)
    texts = [*grid.cells, *(Cell(x.box, (x,)) for x in grid.loose)]
    bands = with_first_row(with_unread_numbers(bands, texts, axis), texts, axis)
    bands = with_rows_between(bands, grid.cells, axis)
    if courses := read_course_rows(grid.cells, axis):
        return Table(grid, axis, (), tuple(courses))
    readings = []
    if bands and not _timed_behind(grid.cells, axis):
        cells = (*grid.cells, *loose_cells(grid.loose, grid.cells, axis, bands))
        axis = with_unread_routine(axis, grid.cells, bands)
        readings.append(Table(grid, axis, bands, tuple(read_blocks(cells, axis, bands))))
    if axis.across and (listed := _with_own_columns(grid, axis)):
        readings.append(Table(grid, axis, (), tuple(listed)))
    if not axis.across:
        cells = (*grid.cells, *(Cell(line.box, (doubted(line),)) for line in grid.loose))
        readings.append(Table(grid, axis, (), tuple(read_records(cells, axis, ()))))
    best = max(readings, key=lambda t: worth(t.drafts), default=None)
    if best is not None and best.drafts:
        return best
    told = [Cell(x.box, (doubted(x),)) for x in grid.loose if _says_when(x.text)]
    drafts = [d for d in read_blocks((*grid.cells, *told), axis, ()) if d.start is not None]
    if len(axis.bands) >= LEAST_DAYS:
        drafts = ended(ended_to_scale(drafts, axis))
    return Table(grid, axis, (), tuple(drafts)) if len(drafts) >= LEAST_TIMED else None


def _below_times(axis: DayAxis, cells: Sequence[Cell]) -> DayAxis:
    """``axis``, of days down a table, with the first one below the row of times that its cell reaches up over: the rule
    between its name and the corner was not seen, and its lessons stand below these."""
    if axis.across:
        return axis  # a day may head a column of times and one of lessons
    first = min(axis.bands, key=lambda band: band.low)
    half = (first.low + first.high) / 2
    extents = [
        (c, along(c.box, axis.across))
        for c in cells
        if c.lines and not shares(*along(c.box, not axis.across), axis.low, axis.high)
    ]
    before = [(c, e) for c, e in extents if first.low - 1 <= sum(e) / 2 <= half and e[1] <= half + 1]
    behind = [c for c, e in extents if half - 1 <= sum(e) / 2 <= first.high]
    timed = [e for c, e in before if only_times(c.text)]
    if len(timed) < max(LEAST_TIMED, MOSTLY_TIMES * len(before)) or len(behind) < LEAST_TIMED:
        return axis
    bands = (replace(b, low=max(end for _, end in timed)) if b is first else b for b in axis.bands)
    return replace(axis, bands=tuple(bands))


MOSTLY_TIMES = 0.8
"""Share of the texts level with a day's name, and before it, that are times from which these head the table."""


def _timed_behind(cells: Sequence[Cell], axis: DayAxis) -> bool:
    """Whether right behind each name of days, some of which come again, stands when something is on them: a row for
    each record, whatever other tables have above their columns."""
    days = [day for band in axis.bands for day in band.days]
    if axis.across or len(axis.bands) < LEAST_TIMED or len(set(days)) == len(days):
        return False
    ranges = [c.box for c in cells if only_times(c.text) and any(span.end is not None for span in spans_of(c.text))]
    right = [box for box in ranges if abs(box.left - axis.high) <= box.height]
    return all(any(shares(box.top, box.bottom, band.low, band.high) for box in right) for band in axis.bands)


def _head_alone(cell: Cell, axis: DayAxis) -> Cell:
    """A cell that holds nothing but a time before the first day, however many days it runs on over, without these: in
    a calendar the rules of hours in which nothing happens part nothing."""
    first = min(band.low for band in axis.bands)
    low, high = along(cell.box, axis.across)
    reach = max((along(line.box, axis.across)[1] for line in cell.lines), default=high)
    if not low < first < high or reach > first or not only_times(cell.text):
        return cell
    edge = "right" if axis.across else "bottom"
    return replace(cell, box=cell.box.model_copy(update={edge: first}))


def _says_when(text: str) -> bool:
    """Whether a text says what happens and from when to when."""
    spans = spans_of(text)
    name = without_spans(header_text(text), spans)
    return sum(map(str.isalpha, name)) >= SHORTEST_NAME and any(s.end is not None and s.start.exact for s in spans)


SHORTEST_NAME = 3
"""Letters of a lesson's name beside its time; less are those of its half of the day."""


def _with_own_columns(grid: Grid, axis: DayAxis) -> list[Draft]:
    """The lessons of days each of which heads a column of times and one of what happens then. A day's reaches to the
    next one's, wherever something drawn behind both cuts its heading."""
    found: list[Draft] = []
    lows = [band.low for band in axis.bands]
    for band, end in zip(axis.bands, [*lows[1:], grid.box.right], strict=True):
        own = [c for c in grid.cells if c.box.center[1] > axis.high and band.low <= c.box.center[0] <= end]
        timed = [c for c in own if only_times(c.text)]
        if len(timed) < LEAST_TIMED or any(c.box.right >= max(band.high, end - 1) for c in timed):
            return []
        found.extend(read_records(own, None, band.days))
    return found if len(axis.bands) >= LEAST_DAYS else []


def _days_in_boxes(grid: Grid) -> Table | None:
    """The reading of a table each of whose cells holds a day: its name in the first line, a list of times below."""
    drafts: list[Draft] = []
    for cell in grid.cells:
        label = parse_day_label(cell.lines[0].text) if len(cell.lines) > LEAST_TIMED else None
        if label is None or not label.certain or label.every_day:
            continue
        days = tuple(DayBand(cell.box.left, cell.box.right, (day,)) for day in weekdays(label))
        axis = DayAxis(True, days, cell.box.top - 1, cell.box.top)
        listed = replace(cell, lines=cell.lines[1:])
        drafts.extend(ended([d for d in read_blocks([listed], axis, ()) if d.start is not None]))
    enough = len({draft.day for draft in drafts}) >= LEAST_DAYS and len(drafts) >= LEAST_TIMED * LEAST_DAYS
    return Table(grid, None, (), tuple(drafts)) if enough else None


def worth(drafts: Sequence[Draft]) -> float:
    """How much a reading gives: its blocks, those with both times for full, others for little, repeats for nothing."""
    named = [d for d in drafts if not is_head(d.name) or _lone_letter(d.name)]
    seen = {(d.day, d.start, d.end, d.box.left, d.box.top): d for d in named}.values()
    return sum(1.0 if d.start is not None and d.end is not None else UNTIMED_WORTH for d in seen)


def _lone_letter(name: str) -> bool:
    """Whether a lesson is called by one letter: "D" is German where rows of several name it, and Tuesday elsewhere."""
    return len(name) == 1 and name.isalpha()


UNTIMED_WORTH = 0.2
"""What a block without both times counts for: a place for one, read without its time."""


def without_day_notes(table: Table) -> Sequence[Draft]:
    """A table's blocks without what stands between its days' names and its first time and has none: what a calendar
    says of whole days ("reports are due")."""
    below = list(itertools.dropwhile(lambda band: band.start is None, table.bands))
    if table.axis is None or not below or sum(b.start is not None for b in below) < MOSTLY_TIMED * len(below):
        return table.drafts
    across, first = table.axis.across, below[0].low
    untimed = {id(d) for d in table.drafts if d.start is None and along(d.box, not across)[1] <= first + 1}
    return [d for d in table.drafts if id(d) not in untimed or d.period is not None]


MOSTLY_TIMED = 0.8
"""Share of the rows that have times from which all of a table's lessons do."""


def is_head(text: str) -> bool:
    """Whether a text heads a table's rows or columns and names no activity."""
    return parse_day_label(text) is not None or bool(spans_of(text)) or is_period_label(text)


LEAST_TIMED = 3
"""Cells with their own times from which a grid without a time header is believed."""


def _list_under_heading(grid: Grid) -> Table | None:
    """A list of times and activities whose days stand in a heading: above the table or in its first row."""
    days = _right_above(grid) or _heading_days(grid.cells, _alone(grid.around))
    if not days:
        return None
    if across := _across_under_heading(grid, days):
        return Table(grid, None, (), tuple(across))
    # A word processor's table right below a day's name is that day's, of however few rows.
    least = 1 if grid.kind is GridKind.STATED and grid.around and _is_day(grid.around[-1].text) else LEAST_ROWS
    records = read_records([part for c in grid.cells for part in _time_and_rest(c)], None, days, least)
    return Table(grid, None, (), tuple(records)) if records else None


def _right_above(grid: Grid) -> tuple[Weekday, ...]:
    """The days that a heading of their own right above a drawn list names; none for a word processor's."""
    if grid.kind is GridKind.STATED:
        return ()
    timed = [cell.box for cell in grid.cells if only_times(cell.text)]
    if len(timed) < LEAST_ROWS:
        return ()
    left, right, top = min(b.left for b in timed), min(b.right for b in timed), min(b.top for b in timed)
    above = [
        line
        for line in grid.around
        if -line.size / 2 <= top - line.box.bottom <= RIGHT_ABOVE * line.size
        and left - line.size <= line.box.left < right
        and _is_day(line.text)
    ]
    label = parse_day_label(above[0].text) if len(above) == 1 else None
    return weekdays(label) if label is not None else ()


RIGHT_ABOVE = 2.0
"""Letter heights from a list's own heading to it at most."""


def _across_under_heading(grid: Grid, days: tuple[Weekday, ...]) -> list[Draft]:
    """The lessons of a list that is laid across: all times in one row, and below each what happens then."""
    timed = [c for c in grid.cells if only_times(c.text) and spans_of(c.text)[0].end is not None]
    if len(timed) < LEAST_ROWS or len(in_line(timed, across=False)) > 1:
        return []
    left, bottom = min(c.box.left for c in timed), max(c.box.bottom for c in timed)
    below = [c for c in grid.cells if c.lines and c.box.top >= bottom - 1 and c.box.center[0] >= left]
    columns = [sorted(column, key=lambda c: c.box.top) for column in in_line(below, across=True)]
    told = [Cell(bounding(c.box for c in cs), tuple(x for c in cs for x in c.lines), cs[0].color) for cs in columns]
    axis = DayAxis(False, (DayBand(bottom, grid.box.bottom, days),), grid.box.left, left)
    return read_blocks(told, axis, time_bands(grid.cells, axis))


def _is_day(text: str) -> bool:
    """Whether a heading names days in full and says nothing else."""
    label = parse_day_label(text)
    return label is not None and label.certain


def _time_and_rest(cell: Cell) -> list[Cell]:
    """A cell that holds a time and what happens then, beside each other, as two; others as they are."""
    stated = [line for line in cell.lines if only_times(line.text)]
    if len(stated) != 1 or len(cell.lines) == 1:
        return [cell]
    time, rest = stated[0], tuple(line for line in cell.lines if line is not stated[0])
    if any(line.box.left < time.box.right for line in rest):
        return [cell]
    border = (time.box.right + min(line.box.left for line in rest)) / 2
    return [
        replace(cell, box=cell.box.model_copy(update={"right": border}), lines=(time,)),
        replace(cell, box=cell.box.model_copy(update={"left": border}), lines=rest),
    ]


def _alone(lines: Sequence[Line]) -> list[str]:
    """The texts of ``lines`` without the days' names that stand beside each other: they head another table. A word
    processor's paragraphs, which are all in one place, stand one below the other."""
    days = [line for line in lines if _is_day(line.text)]
    level = [(a, b) for a, b in itertools.permutations(days, 2) if shares(*along(a.box, False), *along(b.box, False))]
    beside = [a for a, b in level if a.box != b.box]
    return [line.text for line in lines if not any(line is x for x in beside)]


def _heading_days(cells: Sequence[Cell], around: Sequence[str]) -> tuple[Weekday, ...]:
    written = sorted((c for c in cells if c.lines), key=lambda c: along(c.box, False))
    top = [c for c in written if along(c.box, False)[0] < written[0].box.center[1]]
    for text in [c.text for c in top] + list(reversed(around)):
        label = parse_day_label(text)
        if label is not None and (label.certain or label.every_day):
            return weekdays(label)
        found = find_days(text)
        if found and len(text) < LONGEST_HEADING:
            return found
    return ()


LONGEST_HEADING = 60
"""Characters; running text that mentions a day is no heading."""
