"""From a grid and its axes to timeblocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.domain.timetable import TimesFrom
from chalicelib.extraction.axes import DayAxis, DayBand, TimeBand, along, shares
from chalicelib.extraction.cells.activities import read_activities
from chalicelib.extraction.cells.cell_times import with_corner_times
from chalicelib.extraction.cells.gaps import Placed, gap_of
from chalicelib.extraction.cells.header_activities import with_header_activities, without_errands
from chalicelib.extraction.cells.order_of_day import in_order_of_day
from chalicelib.extraction.cells.placing import Entry, below_their_times, in_whole_periods, place
from chalicelib.extraction.cells.prints import cut_at_remarks, strongest_first, with_lines_of_names
from chalicelib.extraction.cells.remarks import with_remarks
from chalicelib.extraction.cells.said_by_all import set_said_by_all_behind
from chalicelib.extraction.cells.second_rows import joined_rows
from chalicelib.extraction.cells.side_columns import side_columns
from chalicelib.extraction.cells.smaller import set_lighter_behind, set_smaller_below
from chalicelib.extraction.cells.spelt_cells import spelled_over_days, turned_over_days
from chalicelib.extraction.cells.stressed import set_lighter_apart, stressed_apart
from chalicelib.extraction.cells.style import name_larger_by, set_apart
from chalicelib.extraction.cells.taught import (
    classes_first,
    codes_over_people,
    lessons_first,
    sets_behind,
    taught_apart,
)
from chalicelib.extraction.cells.unseen_rules import cut_at_rows
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, overlap
from chalicelib.extraction.grids.signs import said_in_full
from chalicelib.extraction.headers.card_numbers import without_card_numbers
from chalicelib.extraction.headers.own_days import kept_to_their_day, without_day_again, without_heading
from chalicelib.extraction.headers.period_marks import without_period_marks
from chalicelib.extraction.lines.line_breaks import with_begun_lines
from chalicelib.extraction.settings import SET_APART
from chalicelib.extraction.tables.whole_cells import with_pauses_over_the_week
from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.days import named_days, plain
from chalicelib.extraction.texts.header_texts import is_period_label
from chalicelib.extraction.texts.joined import as_notes, one_line
from chalicelib.extraction.texts.pauses import is_pause


def read_blocks(cells: Sequence[Cell], axis: DayAxis, bands: Sequence[TimeBand]) -> list[Draft]:
    """The blocks of one table whose times (``bands``, possibly none) lie across its days."""
    across = not axis.across
    bands = _timed_part(_without_what_follows(cells, axis, bands))
    body = [without_day_again(without_heading(c, axis), axis) for c in cells if _in_body(c, axis, bands)]
    body = [c for c in kept_to_their_day(body, axis) if not _is_footnote(c, axis, bands)]
    body = without_period_marks(_without_heads_again(body, axis, bands))
    body = turned_over_days(body, axis)
    beside = side_columns(body, axis)
    body = [cell for cell in body if not any(cell is other for _, other in beside)]
    rows = bands if axis.across else axis.bands
    body = with_pauses_over_the_week(body, axis, bands)
    body = cut_at_rows(body, axis, bands)
    body = joined_rows(body, [(row.low, row.high) for row in rows])
    body, larger = names_apart(with_begun_lines(said_in_full(spelled_over_days(body, axis, bands), axis)))
    entries = below_their_times([e for cell in body for e in _entries(cell, axis, across, larger)])
    entries = _without_dates(entries)
    first = min((band.low for band in axis.bands), default=0.0)
    heads = [c for c in cells if along(c.box, axis.across)[1] <= first and c.lines and is_pause(c.text)]
    entries = in_whole_periods([_named_by_head(e, heads, axis) for e in entries], bands)
    drafts = _before_the_end([d for e in entries for d in _drafts(e, entries, bands)], bands, across)
    drafts = in_order_of_day(drafts, across)
    drafts = _between_lessons(drafts, across)
    if axis.routine is not None:
        drafts = _with_routine(drafts, cells, axis, bands)
    drafts = _with_attributes(drafts, cells, axis)
    for day, cell in beside:
        _note(drafts, day, cell, axis)
    return without_errands(with_header_activities(drafts, axis, bands))


def _is_footnote(cell: Cell, axis: DayAxis, bands: Sequence[TimeBand]) -> bool:
    """Whether a cell below (behind) the times holds a sentence for all days, or says of what it tells over several of
    them: how the table was made, what it is of ("Wali Kelas: ...")."""
    timed = [band for band in bands if band.start is not None]
    if not timed or len(axis.bands) < LEAST_TIMED:
        return False
    low = along(cell.box, not axis.across)[0]
    extent = along(cell.box, axis.across)
    held = sum(shares(*extent, b.low, b.high) for b in axis.bands)
    long = len(cell.text) >= SENTENCE and held == len(axis.bands)
    said = _LABELLED.match(cell.text) or _EXPLAINED.match(cell.text)
    return low >= timed[-1].high - 1 and (long or (held > 1 and said is not None))


def _before_the_end(drafts: Sequence[Draft], bands: Sequence[TimeBand], across: bool) -> Sequence[Draft]:
    """``drafts`` of a table whose lessons print their times without those that print none below its last hour, which
    has no end: a remark, or the bar at the foot of an app."""
    printed = sum(draft.times_from is TimesFrom.CELL for draft in drafts)
    if not bands or bands[-1].start is None or bands[-1].end is not None or printed < MOSTLY_PRINTED * len(drafts):
        return drafts
    return [d for d in drafts if d.times_from is TimesFrom.CELL or along(d.box, across)[0] < bands[-1].low]


MOSTLY_PRINTED = 0.8
"""Share of the lessons that print their times from which all of a table's do."""

_LABELLED = re.compile(r"[^\W\d][\w ]{1,20}:\s?\w")

_EXPLAINED = re.compile(r"\S{1,8}\s*=\s")
"""A sign of a legend and what it stands for ("DISP. = ora a disposizione")."""

SENTENCE = 40
"""Characters from which a text over all days, where no time is, names nothing that happens."""


def _between_lessons(drafts: Sequence[Draft], across: bool) -> list[Draft]:
    """``drafts`` with pauses that have no time between lessons that print theirs at the time left between these."""
    lessons = [Placed(d.day, *along(d.box, across), d.start, d.end) for d in drafts if d.times_from is TimesFrom.CELL]
    untimed = [d for d in drafts if d.start is None and d.end is None and is_pause(d.name)]
    if not lessons or not 0 < len(untimed) <= MOST_PAUSES:
        return list(drafts)
    gaps = {id(d): gap_of(d.box, [x.day for x in untimed if x.box == d.box], lessons, across) for d in untimed}
    return [
        replace(d, start=gap[0], end=gap[1], period=None, times_from=TimesFrom.NEIGHBOUR)
        if (gap := gaps.get(id(d))) is not None
        else d
        for d in drafts
    ]


MOST_PAUSES = 60
"""Pauses without a time in one table that are placed: four on each of seven days, twice over."""


def names_apart(body: list[Cell]) -> tuple[list[Cell], float]:
    """``body`` with the names of its lessons larger than what is said about them, as far as the table shows which they
    are, and how many times larger they are at least."""
    if (led := strongest_first(body)) != body:
        return led, SET_APART
    body = with_lines_of_names(cut_at_remarks(body))
    found, larger = _by_print(body)
    return with_remarks(body, classes_first(found)), larger


def _by_print(body: list[Cell]) -> tuple[list[Cell], float]:
    """The same by how a table prints its names, and where."""
    body = set_smaller_below(set_said_by_all_behind(without_card_numbers(body)))
    lighter = set_lighter_behind(body)
    if lighter != body and taught_apart(body) == body:  # lines that all end alike tell more than their print
        body = lighter
    body = sets_behind(lessons_first(set_lighter_apart(body)))
    if (signed := codes_over_people(body)) != body:
        return signed, SET_APART
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
            drafts[i] = replace(draft, notes=as_notes(draft.notes, text))


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
    if _names_an_hour_again(bands, timed):
        timed, bands = timed[:-1], bands[: timed[-1]]
    return [
        band
        for i, band in enumerate(bands)
        if timed[0] <= i <= timed[-1] or not band.label or is_period_label(band.label) or _part_of_day(band.label)
    ]


def _names_an_hour_again(bands: Sequence[TimeBand], timed: Sequence[int]) -> bool:
    """Whether the last row is a remark that names an hour within the day again ("Klassenstunde. Pausen: 9.20–9.40"),
    which was taken for one of the evening because it stands below the last lesson."""
    first, before, last = (bands[timed[i]] for i in (0, -2, -1))
    if first.start is None or last.start is None or before.end is None or len(last.label.split()) < LEAST_REMARK:
        return False
    return first.start <= last.start - times.NOON < before.end and last.start - before.end > LONGEST_BREAK


LEAST_REMARK = 2
"""Words beside a time from which they are a remark's rather than a pause's name."""

LONGEST_BREAK = 180
"""Minutes between the last lesson and an evening's that a school has at most."""


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
    above = high <= axis.low and bool(bands) and bands[len(bands) // 2].low > axis.high
    if above or shares(low, high, axis.low, axis.high):
        return False  # what an app lets choose from stands over the days' names
    if not in_days or not bands or any(shares(low, high, b.low, b.high) for b in bands):
        return in_days
    # What stands between two rows that no time heads, or beside headings without times, may print its own.
    said = "\n".join(line.text for line in with_corner_times(cell.lines))
    own = any(span.end is not None for span in times.find_spans(times.tidy(said)))
    untimed = all(band.start is None for band in bands)
    return own and (untimed or axis.high < (low + high) / 2 < bands[-1].high)


def _entries(cell: Cell, axis: DayAxis, across: bool, larger: float) -> list[Entry]:
    low, high = along(cell.box, axis.across)
    held = tuple(b for b in axis.bands if shares(low, high, b.low, b.high))
    named = set(named_days(cell.text))
    if named and all(named >= set(b.days) for b in held):
        return []  # the day names again, at the other end of the row
    return [
        Entry(cell, found, held, *along(cell.box, across))
        for found in read_activities(cell.lines, larger)
        if (found.name or found.printed) and plain(found.name) not in _HALVES
    ]


def _without_dates(entries: Sequence[Entry]) -> list[Entry]:
    """``entries`` without the numbers of a row that go up by one from day to day: the days' dates."""
    numbered = [e for e in entries if e.activity.name.isdecimal() and not e.activity.notes and len(e.bands) == 1]
    dates: set[int] = set()
    for seed in numbered[:MOST_NUMBERED]:
        row = [e for e in numbered if shares(seed.low, seed.high, e.low, e.high)]
        row.sort(key=lambda e: e.bands[0].low)
        days = [int(e.activity.name) for e in row]
        if len(days) >= LEAST_DATES and days == list(range(days[0], days[0] + len(days))):
            dates |= {id(e) for e in row}
    return [e for e in entries if id(e) not in dates]


def _without_heads_again(body: Sequence[Cell], axis: DayAxis, bands: Sequence[TimeBand]) -> list[Cell]:
    """``body`` without the periods' labels that head the rows (columns) of a second week again."""
    labels = {plain(band.label): band for band in bands if band.label}
    again = []
    for cell in body:
        band = labels.get(plain(cell.text))
        if band is not None and shares(*along(cell.box, not axis.across), band.low, band.high):
            again.append((cell, along(cell.box, axis.across)))
    numbered = [extent for cell, extent in again if is_period_label(cell.text)][:MOST_NUMBERED]
    heads = {id(c) for c, own in again if sum(shares(*own, *other) for other in numbered) >= LEAST_DATES}
    return [c for c in body if id(c) not in heads]


MOST_NUMBERED = 20
"""Lessons called by numbers that are looked at: two weeks of days have fourteen dates."""

LEAST_DATES = 4
"""Days whose numbers go up by one from which these are dates; periods' labels on one line that head nothing new."""

_HALVES = frozenset({"a.m.", "p.m."})
"""What heads the rows of a half of the day, and is no lesson; "PM" without dots is one (Pendidikan Moral)."""


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


# --- routines -------------------------------------------------------------------------------------------------------


def _with_routine(drafts: list[Draft], cells: Sequence[Cell], axis: DayAxis, bands: Sequence[TimeBand]) -> list[Draft]:
    """The routine row applied to each day; what a day says itself replaces it and keeps its text as notes."""
    assert axis.routine is not None  # noqa: S101 - the caller asked for it
    result = list(drafts)
    every_day = tuple(day for b in axis.bands for day in b.days)
    routine_band = DayBand(*axis.routine, days=every_day, confidence=axis.routine_sure)
    routine_axis = replace(axis, bands=(routine_band,))
    # The days' own cells show, too, how the table prints its names.
    body = [c for c in cells if any(_in_body(c, part, bands) for part in (routine_axis, axis))]
    parted, larger = names_apart(with_begun_lines(body))
    routines = [cell for cell in parted if _in_body(cell, routine_axis, bands)]
    entries = [e for c in routines for e in _entries(c, routine_axis, not axis.across, larger)]
    for routine in (d for e in entries for d in _drafts(e, entries, bands)):
        own = [i for i, d in enumerate(result) if d.day is routine.day and _same_time(d, routine)]
        if not own:
            result.append(routine)
        for i in own:
            said = f"{routine.name} {routine.notes}".strip()
            notes = as_notes(result[i].notes, said)
            result[i] = replace(result[i], notes=notes)
    return result


def _same_time(own: Draft, routine: Draft) -> bool:
    """Whether a day's own block stands where the routine's would."""
    if own.start is None or routine.start is None:
        return own.period is not None and own.period == routine.period
    if own.end is None or routine.end is None:
        return own.start == routine.start
    return overlap(own.start, own.end, routine.start, routine.end) >= 0.5 * (routine.end - routine.start)
