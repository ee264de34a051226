"""From a grid and its axes to timeblocks."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from chalicelib.domain.timetable import Box, TimesFrom, Weekday
from chalicelib.extraction import times
from chalicelib.extraction.activities import read_activities
from chalicelib.extraction.axes import DayAxis, DayBand, TimeBand, along, shares
from chalicelib.extraction.days import parse_day_label, plain, weekdays
from chalicelib.extraction.gaps import Placed, gap_of
from chalicelib.extraction.grid import Cell, Line, bounding, overlap
from chalicelib.extraction.line_breaks import with_begun_lines
from chalicelib.extraction.names import Activity, is_spelt, one_line
from chalicelib.extraction.pauses import is_pause, mended
from chalicelib.extraction.second_rows import joined_rows
from chalicelib.extraction.settings import EDGE_TOLERANCE, MOSTLY, ROUNDING, SET_APART, SLIGHTLY_OFF, TOUCHING
from chalicelib.extraction.signs import said_in_full
from chalicelib.extraction.stressed import stressed_apart
from chalicelib.extraction.style import name_larger_by, set_apart
from chalicelib.extraction.taught import taught_apart
from chalicelib.extraction.time_bands import is_period_label, only_times, usual_end


@dataclass(frozen=True)
class Draft:
    """A timeblock in the making; minutes since midnight."""

    day: Weekday
    start: int | None
    end: int | None
    name: str
    notes: str
    period: str | None
    color: str | None
    box: Box
    times_from: TimesFrom
    confidence: float = 1.0


@dataclass(frozen=True)
class Entry:
    """A body cell, what it says, and where it lies on the axes."""

    cell: Cell
    activity: Activity
    bands: tuple[DayBand, ...]
    low: float
    high: float


def read_blocks(cells: Sequence[Cell], axis: DayAxis, bands: Sequence[TimeBand]) -> list[Draft]:
    """The blocks of one table whose times (``bands``, possibly none) lie across its days."""
    across = not axis.across
    bands = _timed_part(_without_what_follows(cells, axis, bands))
    body = [_without_heading(c, axis) for c in cells if _in_body(c, axis, bands)]
    body = _kept_to_their_day(body, axis)
    rows = bands if axis.across else axis.bands
    body = joined_rows(body, [(row.low, row.high) for row in rows])
    body, larger = _names_apart(with_begun_lines(said_in_full(_spelled(body, axis, bands), axis)))
    entries = [e for cell in body for e in _entries(cell, axis, across, larger)]
    first = min((band.low for band in axis.bands), default=0.0)
    heads = [c for c in cells if along(c.box, axis.across)[1] <= first and c.lines and is_pause(c.text)]
    entries = _in_whole_periods([_named_by_head(e, heads, axis) for e in entries], bands)
    drafts = _between_lessons([d for e in entries for d in _drafts(e, entries, bands)], across)
    if axis.routine is not None:
        drafts = _with_routine(drafts, cells, axis, bands)
    drafts = _with_attributes(drafts, cells, axis)
    return _with_header_activities(drafts, axis, bands)


def _between_lessons(drafts: Sequence[Draft], across: bool) -> list[Draft]:
    """``drafts`` with pauses that have no time between lessons that print theirs at the time left between these."""
    lessons = [Placed(d.day, *along(d.box, across), d.start, d.end) for d in drafts if d.times_from is TimesFrom.CELL]
    untimed = [d for d in drafts if d.start is None and d.end is None and is_pause(d.name)]
    if not lessons or not untimed:
        return list(drafts)
    gaps = {id(d): gap_of(d.box, [x.day for x in untimed if x.box == d.box], lessons, across) for d in untimed}
    return [
        replace(d, start=gap[0], end=gap[1], period=None, times_from=TimesFrom.NEIGHBOUR)
        if (gap := gaps.get(id(d))) is not None
        else d
        for d in drafts
    ]


def _without_heading(cell: Cell, axis: DayAxis) -> Cell:
    """``cell`` without what heads its row (column), where the rule between that and the days is missing: their times
    are kept."""
    first = min(band.low for band in axis.bands)
    within = [sum(along(line.box, axis.across)) / 2 >= first for line in cell.lines]
    if along(cell.box, axis.across)[0] >= first or all(within) or not any(within):
        return cell
    kept = [line for line, inside in zip(cell.lines, within, strict=True) if inside or only_times(line.text)]
    return replace(cell, lines=tuple(kept))


def _kept_to_their_day(body: Sequence[Cell], axis: DayAxis) -> list[Cell]:
    """``body`` with cells over several days cut to the one whose text they hold, where all texts of the table begin at
    the left of their cells: the rules between the days were not seen there."""
    if not axis.across:
        return list(body)
    gaps = [
        (min(line.box.left for line in c.lines) - c.box.left) / max(line.size for line in c.lines)
        for c in body
        if c.lines and all(line.angle == 0 for line in c.lines) and len(_days_of(c, axis)) == 1
    ]
    if len(gaps) < LEAST_ALIGNED:
        return list(body)
    usual = median(gaps)
    if sum(abs(gap - usual) <= ALIGNED for gap in gaps) >= MOSTLY * len(gaps):
        return [_kept(cell, usual, axis) for cell in body]
    own = [c for c in body if c.lines and len(_days_of(c, axis)) == 1]
    if sum(_off_middle(c.lines, c.box.left, c.box.right) <= CENTRED for c in own) >= MOSTLY * len(own):
        return [_kept_to_middle(cell, axis) for cell in body]
    return list(body)


def _kept_to_middle(cell: Cell, axis: DayAxis) -> Cell:
    """A cell over several days whose text stands in the middle of one of them, and not of the cell, cut to that day."""
    days = _days_of(cell, axis)
    if len(days) < 2 or not cell.lines or _off_middle(cell.lines, cell.box.left, cell.box.right) <= OFF_MIDDLE:
        return cell
    text = bounding(line.box for line in cell.lines)
    within = [day for day in days if day.low <= text.left and text.right <= day.high]
    if len(within) != 1 or _off_middle(cell.lines, within[0].low, within[0].high) > CENTRED:
        return cell
    return replace(cell, box=cell.box.model_copy(update={"left": within[0].low, "right": within[0].high}))


def _off_middle(lines: Sequence[Line], low: float, high: float) -> float:
    """By which share of a stretch its texts miss the middle of it."""
    middle = bounding(line.box for line in lines).center[0]
    return abs(middle - (low + high) / 2) / max(high - low, 1.0)


CENTRED = 0.06
"""Share of a column's width by which a text set in its middle may miss it."""

OFF_MIDDLE = 0.15
"""The same from which it is not set there."""


def _kept(cell: Cell, usual: float, axis: DayAxis) -> Cell:
    days = _days_of(cell, axis)
    if len(days) < 2 or not _flush_left(cell.lines):
        return cell
    size = max(line.size for line in cell.lines)
    left, right = min(line.box.left for line in cell.lines), max(line.box.right for line in cell.lines)
    begun = [day for day in days if abs((left - day.low) / size - usual) <= ALIGNED and right <= day.high]
    if len(begun) != 1 or begun[0] is days[0]:
        return cell
    return replace(cell, box=cell.box.model_copy(update={"left": begun[0].low, "right": begun[0].high}))


def _flush_left(lines: Sequence[Line]) -> bool:
    """Whether several lines begin below each other and end elsewhere: they are not set in the middle of anything."""
    if len(lines) < 2 or any(line.angle != 0 for line in lines):
        return False
    size = max(line.size for line in lines)
    begins, ends = [line.box.left for line in lines], [line.box.right for line in lines]
    return max(begins) - min(begins) <= ALIGNED * size < (max(ends) - min(ends)) / 2


def _days_of(cell: Cell, axis: DayAxis) -> list[DayBand]:
    """The days that a cell covers."""
    return [band for band in axis.bands if shares(*along(cell.box, axis.across), band.low, band.high)]


LEAST_ALIGNED = 8
"""Cells of one day from which a table shows where its texts begin."""

ALIGNED = 0.4
"""Letter heights by which texts that begin at the left of their cells may differ."""


def _names_apart(body: list[Cell]) -> tuple[list[Cell], float]:
    """``body`` with the names of its lessons larger than what is said about them, as far as the table shows which they
    are, and how many times larger they are at least."""
    cornered = set_apart(body)
    taught = taught_apart(cornered)
    stressed = stressed_apart(body) if taught == body else None
    return (taught, name_larger_by(taught)) if stressed is None else (stressed, SET_APART)


def _with_attributes(drafts: list[Draft], cells: Sequence[Cell], axis: DayAxis) -> list[Draft]:
    """What stands in the narrow columns between the days ("Room") as notes of the day before."""
    result = list(drafts)
    headings = [(c, day) for c in cells if (day := _day_beside(c, axis)) is not None]
    if len(headings) < max(1, len(axis.bands) // 2):
        return result  # something else that stands level with the days
    for heading, day in headings:
        low, high = along(heading.box, axis.across)
        for cell in cells:
            extent = along(cell.box, axis.across)
            own = shares(*extent, day.low, day.high)  # a break goes over the day and what stands beside it
            if cell.lines and cell is not heading and shares(low, high, *extent) and not own:
                _note(result, day, cell, axis)
    return result


def _day_beside(heading: Cell, axis: DayAxis) -> DayBand | None:
    """The day whose attribute column ``heading`` heads: level with the day names, narrow, just behind one."""
    low, high = along(heading.box, axis.across)
    if not heading.lines or not shares(*along(heading.box, not axis.across), axis.low, axis.high):
        return None
    for band in axis.bands:
        width = band.high - band.low
        if abs(low - band.high) <= 0.2 * width and high - low < width:
            return None if any(shares(low, high, b.low, b.high) for b in axis.bands) else band
    return None


def _note(drafts: list[Draft], day: DayBand, cell: Cell, axis: DayAxis) -> None:
    """Adds a cell's text to the notes of the blocks of ``day`` level with it."""
    text = one_line([line.text for line in cell.lines])
    for i, draft in enumerate(drafts):
        same_day = draft.day in day.days and shares(*along(draft.box, axis.across), day.low, day.high)
        if same_day and shares(*along(draft.box, not axis.across), *along(cell.box, not axis.across)):
            drafts[i] = replace(draft, notes="; ".join(n for n in (draft.notes, text) if n))


def _without_what_follows(cells: Sequence[Cell], axis: DayAxis, bands: Sequence[TimeBand]) -> Sequence[TimeBand]:
    """``bands`` up to several in a row that have neither a time nor a text: what stands below the empty rows of a
    spreadsheet (its sheets' names) is no lesson."""
    held = [(b.low, b.high) for b in axis.bands] + ([axis.routine] if axis.routine is not None else [])
    inside = [c for c in cells if c.lines and any(shares(*along(c.box, axis.across), *extent) for extent in held)]
    said = [along(c.box, not axis.across) for c in inside]
    empty = [b.start is None and not any(shares(b.low, b.high, *extent) for extent in said) for b in bands]
    ends = [i for i in range(len(bands) - MOST_EMPTY) if all(empty[i : i + MOST_EMPTY + 1])]
    return bands[: ends[0]] if ends else bands


def _timed_part(bands: Sequence[TimeBand]) -> Sequence[TimeBand]:
    """``bands`` of a table that prints times, without those before its first time and behind its last one whose heads
    say something else than a period or a part of the day: legends, staff and sections beside the timetable."""
    timed = [i for i, band in enumerate(bands) if band.start is not None]
    if len(timed) < max(LEAST_TIMED, MOSTLY_TIMED * len(bands)):
        return bands
    return [
        band
        for i, band in enumerate(bands)
        if timed[0] <= i <= timed[-1] or not band.label or is_period_label(band.label) or _part_of_day(band.label)
    ]


def _part_of_day(label: str) -> bool:
    """Whether a head names a time without saying which ("After school", "Lunch")."""
    return is_pause(label) or any(word in _PARTS_OF_DAY for word in plain(label).split())


_PARTS_OF_DAY = frozenset(
    {"before", "after", "early", "late", "morning", "afternoon", "evening", "night", "club", "clubs", "am", "pm"}
)

LEAST_TIMED = 3
"""Times from which a table prints them."""

MOSTLY_TIMED = 0.5
"""Share of a table's rows (columns) that have times in one that prints them."""

MOST_EMPTY = 2
"""Rows without times and texts that may stand within a table."""


def _in_body(cell: Cell, axis: DayAxis, bands: Sequence[TimeBand]) -> bool:
    low, high = along(cell.box, axis.across)
    in_days = any(shares(low, high, b.low, b.high) for b in axis.bands)
    low, high = along(cell.box, not axis.across)
    if shares(low, high, axis.low, axis.high):
        return False
    if not in_days or not bands or any(shares(low, high, b.low, b.high) for b in bands):
        return in_days
    # What stands between two rows that no time heads, or beside headings without times, may print its own.
    own = any(span.end is not None for span in times.find_spans(times.tidy(cell.text)))
    untimed = all(band.start is None for band in bands)
    return own and (untimed or bands[0].low < (low + high) / 2 < bands[-1].high)


def _entries(cell: Cell, axis: DayAxis, across: bool, larger: float) -> list[Entry]:
    low, high = along(cell.box, axis.across)
    held = tuple(b for b in axis.bands if shares(low, high, b.low, b.high))
    label = parse_day_label(cell.text)
    named = label is not None and label.certain and not label.every_day
    if label is not None and named and all(set(weekdays(label)) & set(b.days) for b in held):
        return []  # the day names again, at the other end of the row
    return [
        Entry(cell, found, held, *along(cell.box, across))
        for found in read_activities(cell.lines, larger)
        if found.name or found.printed
    ]


def _named_by_head(entry: Entry, heads: Sequence[Cell], axis: DayAxis) -> Entry:
    """An entry that prints its time and no name, with the pause's name that heads its row (column)."""
    if entry.activity.name or entry.activity.printed is None:
        return entry
    extent = along(entry.cell.box, not axis.across)
    level = [c for c in heads[:MOST_HEADS] if shares(*extent, *along(c.box, not axis.across))]
    names = [one_line([line.text for line in c.lines]) for c in level]
    return replace(entry, activity=replace(entry.activity, name=names[0])) if names else entry


MOST_HEADS = 20
"""Pauses that head rows of one table at most."""


# --- letters one per cell -------------------------------------------------------------------------------------------

LEAST_LETTERS = 3
"""Single letters along one band from which they spell a word."""


def _spelled(body: list[Cell], axis: DayAxis, bands: Sequence[TimeBand]) -> list[Cell]:
    """``body`` with words spelt one letter per day joined into one cell over all those days."""
    result = list(body)
    for band in bands:
        column = [c for c in result if c.lines and shares(*along(c.box, not axis.across), band.low, band.high)]
        column.sort(key=lambda c: along(c.box, axis.across))
        letters = [c for c in column if len(_letter(c)) == 1 and _letter(c).isalpha()]
        if _stacked(column):
            letters = column
        elif len(letters) < LEAST_LETTERS or any(sum(x.isalnum() for x in c.text) > 1 for c in column):
            continue
        whole = [c for c in result if shares(*along(c.box, not axis.across), band.low, band.high)]
        box = bounding(c.box for c in whole)
        read = "".join(_letter(Cell(c.box, (line,))) for c in letters for line in c.lines)
        word = mended(read)
        whole_word = word == read and _without_gap(letters, axis)
        sure = min(c.confidence for c in letters) * (1.0 if whole_word else LETTER_LOST_SURE)
        line = Line(word, box, letters[0].lines[0].size, confidence=sure)
        result = [c for c in result if c not in whole] + [Cell(box, (line,), letters[0].color)]
    return result


def _stacked(column: Sequence[Cell]) -> bool:
    """Whether the lines of a column's cells are the letters of a pause, set down over all of them whatever rules part
    the cells."""
    lines = [line.text for cell in column for line in cell.lines]
    return len(column) > 1 and is_spelt(lines) and is_pause(one_line(lines))


def _letter(cell: Cell) -> str:
    """A cell's text without the specks that a reader takes for dots, and a nought as the O that it is among letters."""
    return cell.text.strip(" .·").replace("0", "O")


def _without_gap(letters: Sequence[Cell], axis: DayAxis) -> bool:
    """Whether each day between the first letter's and the last one's has one."""
    extents = [along(c.box, axis.across) for c in letters]
    first, last = min(low for low, _ in extents), max(high for _, high in extents)
    within = [b for b in axis.bands if first < (b.low + b.high) / 2 < last]
    return all(any(shares(b.low, b.high, *extent) for extent in extents) for b in within)


LETTER_LOST_SURE = 0.85
"""What is left of the confidence in a word one of whose letters was not read."""


# --- times ----------------------------------------------------------------------------------------------------------


def _in_whole_periods(entries: Sequence[Entry], bands: Sequence[TimeBand]) -> list[Entry]:
    """``entries`` with those that share one numbered period on one day, one behind the other, as long as the period:
    groups of the class. Lessons of half a period are printed with their times, or have rows of their own."""
    result = list(entries)
    for band in (b for b in bands if is_period_label(b.label) or _undivided(b)):
        edge = EDGE_TOLERANCE * (band.high - band.low)
        held = [
            i
            for i, e in enumerate(entries)
            if e.activity.printed is None and band.low - edge <= e.low and e.high <= band.high + edge
        ]
        for first, second in itertools.permutations(held, 2):
            before, behind = entries[first], entries[second]
            fill = abs(before.low - band.low) <= edge and abs(behind.high - band.high) <= edge
            if fill and before.bands == behind.bands and abs(before.high - behind.low) <= edge:
                for index in (first, second):
                    result[index] = replace(entries[index], low=band.low, high=band.high)
    return result


def _undivided(band: TimeBand) -> bool:
    """Whether a stretch of time is too short for two lessons, one after the other."""
    return band.start is not None and band.end is not None and not band.scale and band.end - band.start < TWO_LESSONS


TWO_LESSONS = 60
"""Minutes from which a stretch may hold two lessons; half of less is no lesson, but of a routine with printed times."""


def _drafts(entry: Entry, entries: Sequence[Entry], bands: Sequence[TimeBand]) -> list[Draft]:
    if not entry.activity.name:
        return []
    found: list[Draft] = []
    for band in entry.bands:
        others = [e for e in entries if e is not entry and band in e.bands]
        start, end, source, period, sure = place(entry, others, bands)
        found.extend(
            Draft(
                day=day,
                start=start,
                end=end,
                name=entry.activity.name,
                notes=entry.activity.notes,
                period=period,
                color=entry.cell.color,
                box=entry.cell.box,
                times_from=source,
                confidence=min(entry.cell.confidence, band.confidence, entry.activity.sure) * sure,
            )
            for day in band.days
        )
    return found


INTERPOLATED_SURE = 0.8
"""What is left of the confidence when a time was read off a position rather than from print."""


def place(
    entry: Entry, others: Sequence[Entry], bands: Sequence[TimeBand]
) -> tuple[int | None, int | None, TimesFrom, str | None, float]:
    """Start, end, what they rest on, the period's label where there are no times, and how sure that is (0–1)."""
    covered = [b for b in bands if shares(entry.low, entry.high, b.low, b.high)]
    first, last = (covered[0], covered[-1]) if covered else (None, None)
    label = " – ".join(dict.fromkeys(b.label for b in (first, last) if b is not None and b.label)) or None
    start, start_from = _edge(entry, others, bands, at_end=False)
    end, end_from = _edge(entry, others, bands, at_end=True)
    printed, until = entry.activity.printed, entry.activity.until
    if until is not None and start is not None and start < (own := times.near(until, end)):
        return start, own, start_from, None, 1.0
    if printed is not None and printed.end is None and start is not None and times.near(printed.start, end) == end:
        printed = None  # where a cell ends it says its end; what stood before was not read as a time
    if printed is not None:
        start = times.near(printed.start, start)
        end = _printed_end(printed, start, end)
        return start, end, TimesFrom.CELL, None, 1.0
    if start is None and end is None:
        return None, None, TimesFrom.NOTHING, label, 1.0
    if start is not None and end is not None and end <= start:
        end = None
    if start is not None and end is None and len(covered) > 1 and (last_start := covered[-1].start) is not None:
        end, end_from = usual_end(bands, last_start, None), TimesFrom.INTERPOLATED
    weakest = max(start_from, end_from, key=_WEAKNESS.index)
    return start, end, weakest, None, INTERPOLATED_SURE if weakest is TimesFrom.INTERPOLATED else 1.0


_WEAKNESS = [TimesFrom.CELL, TimesFrom.HEADER, TimesFrom.NEIGHBOUR, TimesFrom.INTERPOLATED, TimesFrom.NOTHING]


def _printed_end(printed: times.Span, start: int, header_end: int | None) -> int | None:
    if printed.end is None:
        return header_end if header_end is not None and header_end > start else None
    end = printed.end.minute
    if end <= start and not printed.end.settled:
        end += times.NOON
    return end


def _edge(
    entry: Entry, others: Sequence[Entry], bands: Sequence[TimeBand], *, at_end: bool
) -> tuple[int | None, TimesFrom]:
    """The time at a cell's beginning or end along the axis."""
    if not bands:
        return None, TimesFrom.NOTHING
    position = entry.high if at_end else entry.low
    index = _band_at(position, bands, at_end)
    band = bands[index]
    width = band.high - band.low
    miss = abs(position - (band.high if at_end else band.low))
    if miss > SLIGHTLY_OFF * width:
        neighbour = _neighbour_time(position, others, TOUCHING * width, at_end)
        if neighbour is not None and _fits(neighbour, entry, bands, at_end):
            return neighbour, TimesFrom.NEIGHBOUR
    # Beyond the first or last band, and between two, there is nothing to read a time off.
    beyond = position > band.high if at_end else position < band.low
    if miss <= _tolerance(band) * width or beyond:
        return (band.end if at_end else band.start), band.times_from
    if band.start is None or band.end is None:
        return (band.end if at_end else band.start), band.times_from
    share = (position - band.low) / width
    minutes = band.start + share * (band.end - band.start)
    quarter = round(minutes / QUARTER) * QUARTER
    if band.scale and abs(minutes - quarter) < ROUNDING:
        return quarter, TimesFrom.INTERPOLATED
    return round(minutes / ROUNDING) * ROUNDING, TimesFrom.INTERPOLATED


QUARTER = 15
"""Minutes to which calendars keep; their blocks end a little early, so that two of them stand apart."""


def _tolerance(band: TimeBand) -> float:
    """Share of a band's width by which an edge may miss its border and still be meant to lie there."""
    return SCALE_TOLERANCE if band.scale else EDGE_TOLERANCE


SCALE_TOLERANCE = 0.08
"""The same on a scale of hours: five minutes."""


def _band_at(position: float, bands: Sequence[TimeBand], at_end: bool) -> int:
    """Index of the band a cell begins (or ends) in; an edge just over a border counts for the band beyond it."""
    for index, band in enumerate(bands):
        slack = _tolerance(band) * (band.high - band.low)
        following = bands[index + 1].low if index + 1 < len(bands) else band.high
        if at_end and position <= max(band.high + _slack(bands, index + 1, slack), following):
            return index
        if not at_end and position < band.high - slack:
            return index
    return len(bands) - 1


def _slack(bands: Sequence[TimeBand], index: int, own: float) -> float:
    """How far a cell may reach into the next band and still end before it."""
    if index >= len(bands):
        return own
    return _tolerance(bands[index]) * (bands[index].high - bands[index].low)


def _neighbour_time(position: float, others: Sequence[Entry], reach: float, at_end: bool) -> int | None:
    """The printed time of the cell that begins (or ends) where this one ends (or begins)."""
    for other in others:
        printed = other.activity.printed
        if printed is None:
            continue
        if at_end and abs(other.low - position) <= reach:
            return times.near(printed.start, None)
        if not at_end and abs(other.high - position) <= reach and printed.end is not None:
            return times.near(printed.end, None)
    return None


def _fits(minute: int, entry: Entry, bands: Sequence[TimeBand], at_end: bool) -> bool:
    """Whether a neighbour's time leaves this cell a duration: its other edge lies on the right side."""
    other = bands[_band_at(entry.low if at_end else entry.high, bands, not at_end)]
    limit = other.start if at_end else other.end
    return limit is None or (minute > limit if at_end else minute < limit)


# --- routines and headers that name an activity ---------------------------------------------------------------------


def _with_routine(drafts: list[Draft], cells: Sequence[Cell], axis: DayAxis, bands: Sequence[TimeBand]) -> list[Draft]:
    """The routine row applied to each day; what a day says itself replaces it and keeps its text as notes."""
    assert axis.routine is not None  # noqa: S101 - the caller asked for it
    result = list(drafts)
    every_day = tuple(day for b in axis.bands for day in b.days)
    routine_band = DayBand(*axis.routine, days=every_day, confidence=axis.routine_sure)
    routine_axis = replace(axis, bands=(routine_band,))
    body = [c for c in cells if _in_body(c, routine_axis, bands)]
    larger = name_larger_by(body)
    entries = [e for c in body for e in _entries(c, routine_axis, not axis.across, larger)]
    for routine in (d for e in entries for d in _drafts(e, entries, bands)):
        own = [i for i, d in enumerate(result) if d.day is routine.day and _same_time(d, routine)]
        if not own:
            result.append(routine)
        for i in own:
            said = f"{routine.name} {routine.notes}".strip()
            notes = "; ".join(n for n in (result[i].notes, said) if n)
            result[i] = replace(result[i], notes=notes)
    return result


def _same_time(own: Draft, routine: Draft) -> bool:
    """Whether a day's own block stands where the routine's would."""
    if own.start is None or routine.start is None:
        return own.period is not None and own.period == routine.period
    if own.end is None or routine.end is None:
        return own.start == routine.start
    return overlap(own.start, own.end, routine.start, routine.end) >= 0.5 * (routine.end - routine.start)


def _with_header_activities(drafts: list[Draft], axis: DayAxis, bands: Sequence[TimeBand]) -> list[Draft]:
    """Breaks that only the header names ("10.20 – 10.35 Break" over empty cells), for each day."""
    result = list(drafts)
    for band in bands:
        if band.start is None or band.end is None or not is_pause(band.label):
            continue
        if any(
            d.start is not None and d.end is not None and overlap(d.start, d.end, band.start, band.end) > 0
            for d in drafts
        ):
            continue
        box = Box(left=0, top=0, right=0, bottom=0)
        result.extend(
            Draft(day, band.start, band.end, band.label, "", None, None, box, band.times_from, band.confidence)
            for day_band in axis.bands
            for day in day_band.days
        )
    return result
