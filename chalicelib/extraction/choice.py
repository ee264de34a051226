"""Which of a page's readings is believed: by its rules, by how its words line up, as a list, as running text."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box, TimesFrom, Weekday
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind, bounding
from chalicelib.extraction.grids.page_grids import PageGrids
from chalicelib.extraction.headers.weeks import weeks_apart
from chalicelib.extraction.layouts.agendas import read_agenda
from chalicelib.extraction.layouts.aligned import read_aligned
from chalicelib.extraction.layouts.banners import with_banners
from chalicelib.extraction.layouts.bells import Bells, with_bells, without_bells
from chalicelib.extraction.layouts.calendars import read_calendar
from chalicelib.extraction.layouts.cards import read_cards
from chalicelib.extraction.layouts.day_cards import read_day_cards
from chalicelib.extraction.layouts.day_lists import read_day_lists
from chalicelib.extraction.layouts.day_schedules import read_day_schedules
from chalicelib.extraction.layouts.every_day import with_every_day
from chalicelib.extraction.layouts.expressions import read_expressions
from chalicelib.extraction.layouts.lists import read_list
from chalicelib.extraction.layouts.numbered_lists import read_numbered_lists
from chalicelib.extraction.layouts.prose import read_prose
from chalicelib.extraction.layouts.sections import read_sections
from chalicelib.extraction.layouts.tiles import read_tiles
from chalicelib.extraction.layouts.time_columns import read_time_columns
from chalicelib.extraction.settings import LEAST_DAYS
from chalicelib.extraction.tables.coded_days import with_days_apart
from chalicelib.extraction.tables.divide import divided
from chalicelib.extraction.tables.outweighing import (
    AGREEING,
    MANY_OVERLAP,
    MORE,
    explained_by,
    headed_days,
    needed_worth,
    timed_lessons,
    total_worth,
)
from chalicelib.extraction.tables.start_rows import rows_at_starts
from chalicelib.extraction.tables.table import Table, is_head, read_table, worth
from chalicelib.extraction.tables.told_alike import (
    all_and_days_more,
    all_and_more,
    are_lists,
    days_told,
    nothing_left,
    overlapping,
    told_already,
)
from chalicelib.extraction.texts.heads import head_of


def best_tables(number: int, found: PageGrids, bells: Bells) -> list[Table]:
    """The timetables on one page: by its rules, or by how its words line up where that explains more of them."""
    grids = [replace(g, cells=tuple(with_days_apart(g.cells))) for g in found.grids]
    whole = [replace(g, cells=_apart(g.cells)) if g.kind is GridKind.RULED else g for g in grids]
    parts = [(grid, part) for grid in whole for part in weeks_apart(without_bells(grid.cells, bells))]
    grids = [replace(grid, cells=part) for grid, part in parts if part]  # none where all of it are bells
    read = [(grid, read_table(grid)) for grid in grids]
    others = [grid for grid, table in read if table is None]
    # What bells beside it say of its periods counts, or another reading would win that takes them for the rows' times.
    ruled = [with_bells(_with_headings(table, others), bells) for _, table in read if table is not None]
    if not found.words:
        return [_judged(t, ()) for t in ruled]
    unmistakable = (
        read_expressions(number, found.lines)
        or read_time_columns(number, found.lines)
        or read_sections(number, found.lines)
    )
    if unmistakable is not None:
        return [_judged(unmistakable, found.words)]
    listed, in_columns = read_list(number, found.words, found.lines), read_day_lists(number, found.words, found.lines)
    if listed is not None and in_columns is not None and days_told([listed]) < days_told([in_columns]):
        listed = None  # lists beside each other under the same heads, each of days of its own
    if listed is not None and (
        _more_days(listed, ruled)
        or _takes_parts_for_lessons(ruled, listed)
        or len(_printed([listed])) >= MORE_TIMED * max(1, len(_printed(ruled)))
        or _better_listed(listed, ruled, found.words)
        or _in_turn(listed, ruled)
        or all_and_more([listed], ruled)
    ):
        return [_judged(listed, found.words)]
    aligned = [] if nothing_left(ruled, found.words) else _aligned_beside(number, found, bells)
    needed = needed_worth(ruled, aligned, found.words, others)
    more = total_worth(_without_cut(aligned, ruled)) > needed and not told_already(aligned, ruled, found.words)
    more = more or all_and_more(aligned, ruled) or all_and_days_more(aligned, ruled)
    ruled = aligned if more else [*ruled, *_beyond(ruled, aligned)]
    ruled = _day_by_day(number, found, bells, in_columns, ruled)
    cards = read_cards(number, found.words, found.cells)
    if cards is not None and (
        _tells_more_days(cards, ruled, alone=True) or _in_order_alone(cards, ruled) or _more_of_a_day(cards, ruled)
    ):
        ruled = [cards]
    tiles = read_tiles(number, found.lines, found.cells)
    if tiles is not None and _tells_more_starts(tiles, ruled):
        ruled = [tiles]
    told = read_prose(number, found.lines)
    if told is not None and (
        worth(told.drafts) >= MORE * total_worth(ruled) or _tells_more_days(told, ruled, alone=True)
    ):
        # Running text knows no cards: what stands in one is a lesson, whatever follows it.
        ruled = [told if cards is None or days_told([cards]) < days_told([told]) else cards]
    agenda = read_agenda(number, found.words, found.cells)
    if agenda is not None and _tells_day(agenda, ruled, found.words):
        ruled = [agenda]
    calendar = read_calendar(number, found.words, found.lines, found.cells)
    if calendar is not None and (_timed_otherwise(calendar, ruled) or _says_more(calendar, ruled, found.words)):
        ruled = [calendar]
    told_for_all = (with_banners(with_every_day(t, found.lines), found.lines) for t in ruled)
    return [_judged(t, found.words) for t in told_for_all]


def _apart(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells of a table whose rules do not part all of them, cut where its headings show it."""
    return tuple(rows_at_starts(divided(cells)))


def _day_by_day(
    number: int, found: PageGrids, bells: Bells, in_columns: Table | None, ruled: Sequence[Table]
) -> list[Table]:
    """``ruled``, or a reading of a list or a table for each day, where that tells more of the week."""
    best = list(ruled)
    for lists in (in_columns, read_numbered_lists(number, found.lines, bells)):
        if lists is not None and _tells_more_days(lists, best):
            best = [lists]
    plans = read_day_schedules(number, found.lines)
    if plans is not None and _tells_more_days(plans, best, alone=True):
        best = [plans]
    of_days = read_day_cards(number, found.words, found.lines, found.cells)
    if of_days is not None and (_tells_more_days(of_days, best) or _under_others(of_days, best)):
        best = [of_days]
    return best


def _without_cut(aligned: Sequence[Table], ruled: Sequence[Table]) -> list[Table]:
    """``aligned`` with one block for each cell of ``ruled`` that holds one text over several rows: its lines are one
    lesson's, however level each is with a row's time."""
    merged = [box for table in ruled for box in _over_rows(table)]
    found = []
    for table in aligned:
        seen: set[tuple[int, Weekday]] = set()
        drafts = []
        for draft in table.drafts:
            cell = next((i for i, box in enumerate(merged) if box.holds(draft.box)), None)
            if cell is None or (cell, draft.day) not in seen:
                drafts.append(draft)
            if cell is not None:
                seen.add((cell, draft.day))
        found.append(replace(table, drafts=tuple(drafts)))
    return found


def _over_rows(table: Table) -> list[Box]:
    """The cells of lessons whose lines stand close in the middle, and that run on where cells of other columns part."""
    rows = [c.box for c in table.grid.cells if c.box.width < ACROSS * table.grid.box.width]
    if len(rows) > MOST_ROWS:
        return []
    found = []
    for cell in table.grid.cells:
        box, lines = cell.box, [line.box for line in cell.lines]
        if len(lines) < LEAST_LINES or any(line.angle for line in cell.lines):
            continue
        gap = max(b.top - a.bottom for a, b in itertools.pairwise(lines))
        if min(lines[0].top - box.top, box.bottom - lines[-1].bottom) < max(gap, 0.0):
            continue  # as far from each other as from the cell's edges: lines of rows whose rules were not seen
        inset = INSET * box.height
        beside = [r for r in rows if r.right <= box.left or r.left >= box.right]
        parted = {round(r.left) for r in beside if box.top + inset < r.bottom < box.bottom - inset}
        if len(parted) >= LEAST_PARTED:
            found.append(box)
    return found


MOST_ROWS = 2_000
"""Cells of a table up to which each is held against all; a week of half hours has two hundred."""

LEAST_LINES = 2
"""Lines of a cell that could be taken for lessons of a row each."""

ACROSS = 0.5
"""Share of a table's width from which a cell is no day's."""

INSET = 0.12
"""Share of a cell's height within which another one's border is taken to be its own."""

LEAST_PARTED = 2
"""Columns beside a cell in which rules part the rows that it runs over."""


def _tells_more_days(listed: Table, ruled: Sequence[Table], *, alone: bool = False) -> bool:
    """Whether lists of days are worth as much as another reading; nearly as much where that knows fewer days: what
    stands below the others' names was taken for more of the day above them. ``alone``: only where it does."""
    days, known = days_told([listed]), days_told(ruled)
    fewer = bool(known) and known < days
    most = MANY_LOST if len(days - known) >= LEAST_DAYS else AGREEING
    return (fewer or not alone) and worth(listed.drafts) >= (1 - most if fewer else 1.0) * total_worth(ruled)


MANY_LOST = 0.2
"""As ``AGREEING``, where another reading does not know several days."""


def _under_others(of_days: Table, ruled: Sequence[Table]) -> bool:
    """Whether a table for each day knows days that another reading does not, to which it gives what stands below them
    under the names of those above."""
    return days_told(ruled) < days_told([of_days]) and worth(of_days.drafts) >= HALF * total_worth(ruled)


HALF = 0.5
"""Share of the blocks of a reading that knows fewer days, whose rows part what is one lesson."""


def _tells_more_starts(tiles: Table, ruled: Sequence[Table]) -> bool:
    """Whether a day in tiles has lessons at more of the page's times than another reading, or at as many where that
    one takes it for days that the page does not name."""
    starts, others = ({d.start for t in tables for d in t.drafts} for tables in ([tiles], ruled))
    return len(starts) > len(others) or (len(starts) == len(others) and days_told([tiles]) < days_told(ruled))


def _timed_otherwise(calendar: Table, ruled: Sequence[Table]) -> bool:
    """Whether a calendar tells as much as another reading, and many of its lessons at clearly other times: the rows of
    that are what lies between blocks, where nothing is."""
    others: dict[Weekday, list[Draft]] = {}
    for draft in (d for table in ruled for d in table.drafts):
        others.setdefault(draft.day, []).append(draft)
    otherwise = sum(not any(_as_timed(d, o) for o in others.get(d.day, [])) for d in calendar.drafts)
    as_much = worth(calendar.drafts) >= (1 - AGREEING) * total_worth(ruled)
    return as_much and otherwise > AMID_OTHERS * len(calendar.drafts)


def _as_timed(draft: Draft, other: Draft) -> bool:
    """Whether two lessons are at the same times, but for what a block is set in from its own."""
    pairs = ((draft.start, other.start), (draft.end, other.end))
    return all(a == b or (a is not None and b is not None and abs(a - b) <= SET_IN) for a, b in pairs)


SET_IN = 5
"""Minutes by which a block's edge may miss its time."""


def _tells_day(agenda: Table, ruled: Sequence[Table], words: Sequence[Word]) -> bool:
    """Whether an agenda has as many lessons as another reading, most of them at other times, or with more of what the
    page says: that one took its texts for days and rows of a table. Or whether, of the same days, it has clearly more,
    or that one takes what is said of lessons for lessons."""
    spans, others = ({(d.day, d.start, d.end) for t in tables for d in t.drafts} for tables in ([agenda], ruled))
    lessons, known = len(agenda.drafts), total_worth(ruled)
    if lessons >= known and (len(spans - others) >= HALF * len(spans) or _says_more(agenda, ruled, words)):
        return True
    if days_told([agenda]) != days_told(ruled):
        return False
    return lessons >= CLEARLY_MORE * known or (lessons >= HALF * known and _untimed_besides(agenda, ruled, words))


CLEARLY_MORE = 1.15
"""Times the lessons of another reading from which those between them were taken for one."""


def _untimed_besides(agenda: Table, ruled: Sequence[Table], words: Sequence[Word]) -> bool:
    """Whether another reading has many lessons without a time, and an agenda none, which holds as much of the page."""
    drafts = [draft for table in ruled for draft in table.drafts]
    untimed = sum(draft.start is None or draft.end is None for draft in drafts)
    if untimed <= MANY_OVERLAP * len(drafts) or any(draft.start is None for draft in agenda.drafts):
        return False
    texts = [(w.text, w.box) for w in words]
    return explained_by([agenda], texts) >= explained_by(ruled, texts)


def _says_more(table: Table, ruled: Sequence[Table], words: Sequence[Word]) -> bool:
    """Whether a table's lessons hold clearly more of what the page says than another reading's, which left lines of
    theirs out."""
    texts = [(w.text, w.box) for w in words]
    return explained_by([table], texts) > explained_by(ruled, texts) + MORE_SAID


MORE_SAID = 0.1
"""Share of a page's letters from which a reading holds clearly more of it."""


def _in_order_alone(cards: Table, ruled: Sequence[Table]) -> bool:
    """Whether all lessons of a reading have times, and each ends before the next one, where another one, of not much
    more with times, has none for some, or many that overlap: these are what stands around them, or rooms taken for
    times."""
    others = [draft for table in ruled for draft in table.drafts]
    timed = [d for d in others if d.start is not None and d.end is not None and d.start < d.end]
    lacking = any(d.start is None or d.end is None for d in others)
    complete = all(d.start is not None and d.end is not None for d in cards.drafts)
    mixed = overlapping(others) > MANY_OVERLAP * len(others) and not overlapping(cards.drafts)
    return (lacking or mixed) and complete and worth(cards.drafts) >= (1 - AGREEING) * worth(timed)


def _more_of_a_day(cards: Table, ruled: Sequence[Table]) -> bool:
    """Whether cards of one day tell more lessons than another reading, or as many of another day, each with its times
    and after the one before."""
    complete = all(d.start is not None and d.end is not None for d in cards.drafts)
    one = len(days_told([cards])) == 1
    told, others = worth(cards.drafts), total_worth(ruled)
    # As many on another day: that one took a name from a row of days to choose from.
    more = told >= others if days_told([cards]) != days_told(ruled) else told > others
    return one and complete and not overlapping(cards.drafts) and more


def _printed(tables: Sequence[Table]) -> set[tuple[Weekday, int, str]]:
    """What begins when, by times that are printed."""
    drafts = [d for t in tables for d in t.drafts if d.times_from is not TimesFrom.INTERPOLATED]
    return {(d.day, d.start, d.name) for d in drafts if d.start is not None}


def _beyond(ruled: Sequence[Table], aligned: Sequence[Table]) -> list[Table]:
    """What lines up with the days of a ruled table above or below its rules: rows whose rules were not seen."""
    frames = [table.grid.box for table in ruled]
    days = {day for table in ruled for day in headed_days(table)}
    found = []
    for week in aligned:
        timed = [d for d in week.drafts if d.start is not None and d.end is not None and d.day in days]
        outside = [d for d in timed if not any(frame.holds(d.box) for frame in frames)]
        if len({d.day for d in outside}) >= LEAST_DAYS_BEYOND:
            found.append(replace(week, drafts=tuple(outside)))
    return found


LEAST_DAYS_BEYOND = 3
"""Days that rows beyond a table's rules must serve; a note below it names one time or two."""


def _aligned_beside(number: int, found: PageGrids, bells: Bells) -> list[Table]:
    """What lines up on a page beside its ``bells``, at their times: their rows are none of a week's."""
    if not bells.rows:
        return _aligned_weeks(number, found)
    words = tuple(w for w in found.words if not any(row.holds(w.box) for row in bells.rows))
    cells = tuple(c for c in found.cells if not c.lines or not any(c.box.holds(row) for row in bells.rows))
    return [with_bells(table, bells) for table in _aligned_weeks(number, replace(found, words=words, cells=cells))]


def _aligned_weeks(number: int, found: PageGrids) -> list[Table]:
    """What lines up on a page: as one timetable, or week by week where that gives more."""
    whole = read_aligned(number, found.words, found.cells)
    weeks = weeks_apart([Cell(line.box, (line,)) for line in found.lines])
    read = [_aligned_part(number, found, week) for week in weeks] if len(weeks) > 1 else []
    apart = [week for week in read if week is not None]
    if whole is None or total_worth(apart) > worth(whole.drafts):
        return apart
    # Where both give the same and equal lessons come twice, week by week: else the second one's would be lost.
    repeated = len(timed_lessons([whole])) < sum(d.start is not None and d.end is not None for d in whole.drafts)
    return apart if repeated and total_worth(apart) == worth(whole.drafts) else [whole]


def _aligned_part(number: int, found: PageGrids, lines: Sequence[Cell]) -> Table | None:
    """What lines up among some of a page's ``lines``: of those beside them a letterhead may reach over both."""
    box = bounding(line.box for line in lines)
    near = [w for w in found.words if box.holds(w.box)]
    words = [w for w in near if any(line.box.holds(w.box) for line in lines)] if len(near) <= MOST_ROWS else near
    return read_aligned(number, words, [c for c in found.cells if box.holds(c.box)])


def _more_days(listed: Table, ruled: Sequence[Table]) -> bool:
    """Whether a list tells the days of rows that by their rules are all one day's."""
    return days_told(ruled) < days_told([listed])


def _takes_parts_for_lessons(ruled: Sequence[Table], listed: Table) -> bool:
    """Whether a reading by rules has lessons named by what, under the list's heads, is said of others at that time:
    their rooms, their teachers."""
    named = {(d.day, d.start, d.name) for table in ruled for d in table.drafts}
    parts = [d for d in listed.drafts if d.notes]
    taken = sum((d.day, d.start, d.notes) in named for d in parts)
    return taken >= LEAST_TAKEN and taken > PARTS_TAKEN * len(parts)


def _in_turn(listed: Table, ruled: Sequence[Table]) -> bool:
    """Whether a list tells each day's lessons one after the other, as many days' as a reading by rules by which several
    begin in the midst of others: its rules are some rows' colours."""
    across = sum(overlapping(table.drafts) for table in ruled)
    amid = across >= LEAST_TAKEN and across > AMID_OTHERS * sum(len(table.drafts) for table in ruled)
    return amid and not overlapping(listed.drafts) and days_told(ruled) <= days_told([listed])


AMID_OTHERS = 0.1
"""Share of the lessons that begin before another one of their day has ended, or at other times than another reading has
them, from which that is no chance."""


MORE_TIMED = 1.25
"""Times the lessons that have printed times by the rules from which a list with so many is believed."""

LEAST_TAKEN = 3
"""Rooms as names of lessons at which a column was taken for another; one may be called as its room is ("Gym")."""

PARTS_TAKEN = 0.3
"""Share of the lessons with such a part."""


def _better_listed(listed: Table, ruled: Sequence[Table], words: Sequence[Word]) -> bool:
    """Whether a list is believed over a reading by rules: not where both give about as much, it far less, or where the
    rules leave next to nothing unsaid; then they say better what belongs together."""
    first, second = worth(listed.drafts), total_worth(ruled)
    if first < LEAST_LISTED * second:
        return False
    if len(ruled) > 1 and are_lists(ruled) and second > first:
        return False  # lists set beside each other, of which a line of both is none
    return abs(first - second) > AGREEING * max(first, second) and (
        second == 0 or explained_by(ruled, [(w.text, w.box) for w in words]) < ALL_EXPLAINED
    )


LEAST_LISTED = 0.3
"""Share of what rules give that a list gives at least; they may take each of its columns for lessons."""

ALL_EXPLAINED = 0.9
"""Share of a page's words, its title among them, from which a reading leaves nothing for another to find."""


def _judged(table: Table, words: Sequence[Word]) -> Table:
    """``table`` with the share of what is said within its frame, heads left aside, that its blocks hold."""
    box = table.grid.box
    texts = [(w.text, w.box) for w in words] or [(x.text, c.box) for c in table.grid.cells for x in c.lines]
    # "8:00 AM TO 8:55 AM" is a head, and its AM alone is none; a list's columns have names.
    top = min((d.box.top for d in table.drafts), default=box.top)
    heads = [
        x.box
        for c in table.grid.cells
        for x in c.lines
        if is_head(x.text) or (x.box.bottom <= top and head_of(x.text) is not None)
    ]
    inside = [(t, b) for t, b in texts if box.holds(b)]
    said = [(t, b) for t, b in inside if not is_head(t) and not any(head.holds(b) for head in heads)]
    return replace(table, explained=min(1.0, explained_by([table], said)))


def _with_headings(table: Table, others: Sequence[Grid]) -> Table:
    """``table`` with the texts of frames above it (a title in a box) among its surroundings."""
    above = tuple(
        line for grid in others if grid.box.bottom <= table.grid.box.top for cell in grid.cells for line in cell.lines
    )
    return replace(table, grid=replace(table.grid, around=above + table.grid.around)) if above else table
