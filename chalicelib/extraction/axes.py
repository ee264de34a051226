"""Which row or column of a grid holds the days, and which the times."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from chalicelib.domain.timetable import WEEK, Box, TimesFrom, Weekday
from chalicelib.extraction import times
from chalicelib.extraction.days import DayLabel, parse_day_label, plain, resolve
from chalicelib.extraction.grid import Cell, bounding, overlap
from chalicelib.extraction.settings import MOST_DAY_LABELS, OVERLAP


@dataclass(frozen=True)
class DayBand:
    """A stretch of the day axis and the days it stands for."""

    low: float
    high: float
    days: tuple[Weekday, ...]
    confidence: float = 1.0


@dataclass(frozen=True)
class TimeBand:
    """A stretch of the time axis: minutes since midnight, what else its header says, and what the times rest on."""

    low: float
    high: float
    start: int | None = None
    end: int | None = None
    label: str = ""
    times_from: TimesFrom = TimesFrom.NOTHING
    confidence: float = 1.0
    scale: bool = False
    """Whether it is an hour of a scale, on which a block's own edges are times."""


@dataclass(frozen=True)
class DayAxis:
    """Days along x (``across``) or down. ``low`` and ``high`` bound the header itself, in the other direction."""

    across: bool
    bands: tuple[DayBand, ...]
    low: float
    high: float
    routine: tuple[float, float] | None = None
    evidence: float = 0.0
    """How much speaks for it: 1 per day named in full, less for single letters."""


def along(box: Box, across: bool) -> tuple[float, float]:
    """A box's extent in the direction of an axis."""
    return (box.left, box.right) if across else (box.top, box.bottom)


def shares(low: float, high: float, other_low: float, other_high: float) -> bool:
    """Whether two ranges have ``OVERLAP`` of the smaller in common."""
    smaller = min(high - low, other_high - other_low)
    return smaller > 0 and overlap(low, high, other_low, other_high) >= OVERLAP * smaller


def in_line(cells: Sequence[Cell], across: bool) -> list[list[Cell]]:
    """Cells grouped into columns (rows, not ``across``), in order: each shares its extent with the one before."""
    groups: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda c: sum(along(c.box, across))):
        if groups and shares(*along(groups[-1][-1].box, across), *along(cell.box, across)):
            groups[-1].append(cell)
        else:
            groups.append([cell])
    return groups


def in_days(cell: Cell, axis: DayAxis) -> bool:
    """Whether a cell stands under (beside) one of the days."""
    return any(shares(*along(cell.box, axis.across), band.low, band.high) for band in axis.bands)


# --- days -----------------------------------------------------------------------------------------------------------


def day_axes(cells: Sequence[Cell]) -> list[DayAxis]:
    """Every row or column of ``cells`` that reads as days, the best first."""
    labelled = [
        (cell, label) for cell in cells if (label := parse_day_label(cell.text)) is not None and not side_by_side(cell)
    ][:MOST_DAY_LABELS]
    axes: list[DayAxis] = []
    for across in (True, False):
        seen: set[frozenset[int]] = set()
        for seed, _ in labelled:
            group = [(c, d) for c, d in labelled if shares(*along(seed.box, not across), *along(c.box, not across))]
            key = frozenset(id(c) for c, _ in group)
            if key in seen:
                continue
            seen.add(key)
            axis = _day_axis(sorted(group, key=lambda g: along(g[0].box, across)), across)
            if axis is not None:
                axes.append(axis)
    return sorted(axes, key=lambda axis: -axis.evidence)


def side_by_side(cell: Cell) -> bool:
    """Whether a cell holds several day names apart on one line: a header whose columns have no rules between."""
    named = [x for x in cell.lines if x.angle == 0 and (d := parse_day_label(x.text)) is not None and d.certain]
    return any(
        shares(a.box.top, a.box.bottom, b.box.top, b.box.bottom)
        and not shares(a.box.left, a.box.right, b.box.left, b.box.right)
        for a, b in itertools.combinations(named, 2)
    )


LETTER_EVIDENCE = 0.4
"""What a single letter counts for, beside 1 for a day's name: letters stand for much else."""


def _evidence(named: Sequence[tuple[Cell, DayLabel]], days: Sequence[tuple[Weekday, ...]]) -> float:
    sure = {d for (_, label), found in zip(named, days, strict=True) if label.certain for d in found}
    rest = {d for found in days for d in found} - sure
    return len(sure) + LETTER_EVIDENCE * len(rest) + 0.01 * len(named)


def _day_axis(group: list[tuple[Cell, DayLabel]], across: bool) -> DayAxis | None:
    routine = next((along(c.box, across) for c, d in group if d.every_day), None)
    named = _plausible([(c, d) for c, d in group if not d.every_day])
    if not named or (len(named) < 2 and not named[0][1].certain):
        return None
    days = _resolved([label for _, label in named])
    bands = tuple(
        DayBand(*along(cell.box, across), days=found, confidence=cell.confidence)
        for (cell, _), found in zip(named, days, strict=True)
    )
    low = min(along(c.box, not across)[0] for c, _ in named)
    high = max(along(c.box, not across)[1] for c, _ in named)
    return DayAxis(across, _with_unread(bands) if across else bands, low, high, routine, _evidence(named, days))


def _with_unread(bands: tuple[DayBand, ...]) -> tuple[DayBand, ...]:
    """``bands`` with the day between two whose name was not read: the week misses it, and its column is there."""
    middles = [(b.low + b.high) / 2 for b in bands]
    steps = [b - a for a, b in itertools.pairwise(middles)]
    numbers = [WEEK_NUMBER[b.days[0]] for b in bands]
    follow = [step for step, (a, b) in zip(steps, itertools.pairwise(numbers), strict=True) if b - a == 1]
    if len(follow) < LEAST_FOLLOWING or any(len(b.days) > 1 for b in bands):
        return bands
    usual = median(follow)
    result = [bands[0]]
    for before, band, step in zip(bands, bands[1:], steps, strict=False):
        missed = WEEK_NUMBER[band.days[0]] - WEEK_NUMBER[before.days[0]] - 1
        if missed == 1 and abs(step / (2 * usual) - 1) <= UNREAD_OFF:
            half = min(before.high - before.low, band.high - band.low) / 2
            middle = (before.low + before.high + band.low + band.high) / 4
            day = WEEK[WEEK_NUMBER[before.days[0]] + 1]
            result.append(DayBand(middle - half, middle + half, (day,), confidence=UNREAD_SURE))
        result.append(band)
    return tuple(result)


LEAST_FOLLOWING = 2
"""Neighbouring days from which the usual distance between two columns is known."""

UNREAD_OFF = 0.15
"""Share by which the place of a day that was not read may miss two columns' distance."""

UNREAD_SURE = 0.8
"""What is left of the confidence where a day's name was not read."""


def _resolved(labels: Sequence[DayLabel]) -> list[tuple[Weekday, ...]]:
    """The days of the labels of an axis. In a list, whose rows each name their day, equal labels are the same day; two
    or more weeks along one axis are resolved each by itself."""
    if len(labels) <= len(WEEK_NUMBER):
        return resolve(labels)
    for number in range(2, len(labels) // LEAST_LETTERS + 1):
        length = len(labels) // number
        weeks = [resolve(labels[begin : begin + length]) for begin in range(0, len(labels), length)]
        alike = all(week == weeks[0] for week in weeks) and len(set(labels[:length])) >= LEAST_LETTERS
        if alike and length <= len(WEEK_NUMBER):
            return weeks[0] * number
    runs = [list(run) for _, run in itertools.groupby(labels)]
    return [days for run, days in zip(runs, resolve([run[0] for run in runs]), strict=True) for _ in run]


def _plausible(group: list[tuple[Cell, DayLabel]]) -> list[tuple[Cell, DayLabel]]:
    """Without short labels that are no days: beside sure ones they must fit between, alone they must be a week."""
    sure = [label.certain for _, label in group]
    if not all(sure) and len(weeks := _short_weeks(group)) == len(group):
        return weeks
    if not any(sure):
        return _short_week(group) or _short_weeks(group) or _short_week(_in_its_language(group))
    kept: list[tuple[Cell, DayLabel]] = []
    for index, (cell, label) in enumerate(group):
        before = [min(d.choices[-1]) for _, d in group[:index] if d.certain]
        after = [min(d.choices[0]) for _, d in group[index + 1 :] if d.certain]
        low, high = max(before, default=-1), min(after, default=7)
        if label.certain or (any(low < c < high for c in label.choices[0]) and not _repeated(group, cell, label)):
            kept.append((cell, label))
    order = [min(WEEK_NUMBER[d] for d in days) for days in _resolved([label for _, label in kept])]
    if len(kept) <= len(WEEK_NUMBER) and any(a > b for a, b in itertools.pairwise(order)):
        return [(cell, label) for cell, label in kept if label.certain]  # letters of something else
    return kept


def _short_week(group: list[tuple[Cell, DayLabel]]) -> list[tuple[Cell, DayLabel]]:
    """The short labels alone that make a week; none where they do not follow each other like its days."""
    group = [(cell, label) for cell, label in group if _runs(group, cell) <= 2]
    order = [min(WEEK_NUMBER[d] for d in days) for days in _resolved([label for _, label in group])]
    distinct = [day for day, _ in itertools.groupby(order)] if len(group) > len(WEEK_NUMBER) else order
    follow = all(0 < b - a <= LETTERS_STEP for a, b in itertools.pairwise(distinct))
    return group if follow and len(distinct) >= LEAST_LETTERS else []


def _in_its_language(group: Sequence[tuple[Cell, DayLabel]]) -> list[tuple[Cell, DayLabel]]:
    """The short labels that the language knows which knows most of them: beside them may stand words like "do"."""
    spoken = [{language for language, _ in label.spoken} for _, label in group]
    known = Counter(language for languages in spoken for language in languages).most_common(1)
    return [part for part, languages in zip(group, spoken, strict=True) if known and known[0][0] in languages]


def _short_weeks(group: list[tuple[Cell, DayLabel]]) -> list[tuple[Cell, DayLabel]]:
    """Weeks of short labels alone, one behind the other, of the same days."""
    for begin in range(LEAST_LETTERS, len(group) - LEAST_LETTERS + 1):
        first = _short_week(group[:begin])
        rest = first and (_short_week(group[begin:]) or _short_weeks(group[begin:]))
        days, again = (_resolved([label for _, label in part]) for part in (first, rest))
        if rest and days == again[: len(days)] and len(again) % len(days) == 0:
            return first + rest
    return []


LEAST_LETTERS = 3
"""Short labels that follow each other from which they are a week."""

LETTERS_STEP = 2
"""Days from one letter to the next in a week of single letters; a reader may miss one of them."""


def _repeated(group: list[tuple[Cell, DayLabel]], cell: Cell, label: DayLabel) -> bool:
    """Whether a short label comes back after others did; a list repeats it from row to row."""
    alike = sum(other == label for _, other in group)
    return _runs(group, cell) > 1 or (alike == 2 and len(group) <= len(WEEK_NUMBER))


def _runs(group: Sequence[tuple[Cell, DayLabel]], cell: Cell) -> int:
    """How often a cell's text comes up along an axis, repeats right after each other counted once."""
    return sum(said == plain(cell.text) for said, _ in itertools.groupby(plain(other.text) for other, _ in group))


WEEK_NUMBER: dict[Weekday, int] = {day: number for number, day in enumerate(Weekday)}


# --- times ----------------------------------------------------------------------------------------------------------


def time_bands(cells: Sequence[Cell], axis: DayAxis) -> tuple[TimeBand, ...]:
    """The bands of the header that stands across the days, with their times; empty where there is none."""
    across = not axis.across
    header = [part for c in cells if not _inside_days(c, axis) for part in parted(c, across)]
    best: list[Cell] = []
    best_score = 0.0
    for seed in header:
        if not _heads_a_band(seed):
            continue
        row = _row_of(seed, header, across, axis)
        score = _header_score(row)
        if score > best_score:
            best, best_score = row, score
    if best_score < LEAST_HEADER and not (best_score >= 1 and _single_row(best, axis)):
        return ()
    body = [c for c in cells if _inside_days(c, axis)]
    row = _without_splinters(_one_side(best, axis, across), body, across)
    return settle([_band(cell, across, header) for cell in row])


LEAST_HEADER = 1.2
"""Score of a header of two period numbers; a single time is none, unless it is a range beside a whole week."""


def _single_row(header: Sequence[Cell], axis: DayAxis) -> bool:
    """Whether one range heads the one row of a whole week."""
    ranges = [s for c in header for s in spans_of(c.text) if s.end is not None]
    return axis.across and len(axis.bands) >= WHOLE_WEEK and bool(ranges)


WHOLE_WEEK = 5
"""Days from which a table of a single row (an afternoon) is believed."""


def _without_splinters(row: Sequence[Cell], body: Sequence[Cell], across: bool) -> list[Cell]:
    """Header cells joined where only one of two has a time and no cell of the body shares the border between them."""
    edges = [edge for c in body for edge in along(c.box, across)]
    joined: list[Cell] = []
    for cell in row:
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
    """Whether a header's cell follows the one before like a line of the same text; a legend below stands off."""
    size = min((line.size for line in (*before.lines, *cell.lines)), default=0.0)
    return not cell.lines or along(cell.box, across)[0] - along(before.box, across)[1] <= size


SPLINTER = 0.12
"""Share of the larger band's width within which an edge of the body confirms a border of the header."""


def _one_side(row: Sequence[Cell], axis: DayAxis, across: bool) -> list[Cell]:
    """The header's cells behind the day names, or before them where most times stand there."""
    behind = [c for c in row if along(c.box, across)[0] >= axis.low]
    before = [c for c in row if c not in behind]
    timed_behind, timed_before = (sum(bool(spans_of(c.text)) for c in part) for part in (behind, before))
    return before if timed_before > timed_behind else behind


def parted(cell: Cell, across: bool) -> list[Cell]:
    """A header cell that holds several ranges one below the other, because the rule between was not seen, in parts."""
    if across or len(cell.lines) < 2 or len(ranges := [s for s in spans_of(cell.text) if s.end is not None]) < 2:
        return [cell]
    offsets, position = [], 0
    for line in cell.lines:
        offsets.append(position)
        position += len(header_text(line.text)) + 1
    firsts = [max(i for i, o in enumerate(offsets) if o <= s.first) for s in ranges]
    if len(set(firsts)) < len(firsts):
        return [cell]
    between = [(cell.lines[i - 1].box.bottom + cell.lines[i].box.top) / 2 for i in firsts[1:]]
    borders = [cell.box.top, *between, cell.box.bottom]
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
        and not shares(*along(c.box, across), axis.low, axis.high)
    ]
    kept: list[Cell] = []
    for cell in sorted(row, key=lambda c: (along(c.box, across)[0], -len(c.lines))):
        if not kept or not shares(*along(kept[-1].box, across), *along(cell.box, across)):
            kept.append(cell)
    return kept


def _header_score(row: Sequence[Cell]) -> float:
    """How much a row of cells looks like the header of times (1 each) or of periods (0.6 each)."""
    timed = sum(1.0 for c in row if spans_of(c.text))
    hours = [c.minute for cell in row if (c := times.bare_hour(cell.text)) is not None]
    numbers = sum(0.6 for c in row if not spans_of(c.text) and is_period_label(c.text))
    if len(hours) >= 3 and not timed and _looks_like_hours(hours):
        return float(len(hours))
    return timed + numbers + 0.001 * len(row)


def _looks_like_hours(minutes: Sequence[int]) -> bool:
    """Bare numbers are hours when they start like a school day and wrap at noon (8 9 10 11 12 1 2), not 1 2 3."""
    return 7 * 60 <= minutes[0] <= 10 * 60


def _heads_a_band(cell: Cell) -> bool:
    return bool(spans_of(cell.text)) or is_period_label(cell.text)


_ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th|e|er|eme|ere|a|o|\.|º|ª)?|x{0,1}(?:ix|iv|v?i{0,3}))"
_PERIOD_WORD = (
    r"(?:p|period|per|lesson|les|session|sess|slot|hour|hr|block|stunde|std|heure|h|hora|ora|aula|leccion|tempo|"
    r"masa|waktu|uur|lekcja|lekc|gwers|rang|unit|class)"
)
_PERIOD = re.compile(
    rf"^(?:{_PERIOD_WORD}\s*\.?\s*-?\s*{_ORDINAL}|{_ORDINAL}\s*\.?\s*{_PERIOD_WORD}?)(?:\s*\([a-z0-9]\))?$"
)


def is_period_label(text: str) -> bool:
    """Whether a header says nothing but a period's number ("3", "P3", "3rd lesson", "III")."""
    return bool(text.strip()) and bool(_PERIOD.match(plain(text))) and any(c.isalnum() for c in text)


def spans_of(text: str) -> tuple[times.Span, ...]:
    """Times in a header's text, wherever its lines break."""
    if not any(c.isdigit() for c in text):
        return ()
    return times.find_spans(header_text(text))


def only_times(text: str) -> bool:
    """Whether a cell holds times and next to nothing else."""
    line = header_text(text)
    spans = spans_of(text)
    return bool(spans) and len(times.without_spans(line, spans)) <= LONGEST_BESIDE_TIMES


LONGEST_BESIDE_TIMES = 8
"""Characters beside a time ("P1", "Uhr", "(am)") that leave a cell one of times."""


def header_text(text: str) -> str:
    """A header's text on one line, mended, so that "8:15 / a / 9:15" is found."""
    return times.tidy(" ".join(text.split()))


def _band(cell: Cell, across: bool, header: Sequence[Cell]) -> tuple[TimeBand, list[times.Clock]]:
    """A band and its printed times, from its own cell and from the others beside it (start and end columns)."""
    low, high = along(cell.box, across)
    sources = [cell] if spans_of(cell.text) else []
    if sources:
        sources += [c for c in header if c is not cell and only_times(c.text) and _within(c, low, high, across)]
        sources.sort(key=lambda c: along(c.box, not across))
    clocks = _clocks(sources)
    text = header_text(cell.text)
    label = " ".join(times.without_spans(text, times.find_spans(text)).split())
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
    ends = [s.end or s.start for s in spans[1:] if (s.end or s.start).minute != spans[0].start.minute]
    last = ends[-1] if ends else spans[0].end
    return [clocks[0], last] if last is not None else clocks


def settle(bands: Sequence[tuple[TimeBand, list[times.Clock]]]) -> tuple[TimeBand, ...]:
    """Bands with minutes decided (morning or afternoon) and what is not printed taken from the neighbours."""
    hours_only = all(not c.exact for _, clocks in bands for c in clocks)
    bare = sum(1 for _, clocks in bands if clocks)
    usable = not hours_only or (bare >= 3 and _looks_like_hours([c[0].minute for _, c in bands if c]))
    if not hours_only and not _follow([clocks for _, clocks in bands]):  # a lone number is a period's
        bands = [(band, [] if len(clocks) == 1 and not clocks[0].exact else clocks) for band, clocks in bands]
    flat = [clock for _, clocks in bands for clock in clocks] if usable else []
    minutes = iter(times.in_order(flat))
    timed: list[TimeBand] = []
    for band, clocks in bands:
        values = [next(minutes) for _ in clocks] if usable else []
        start = values[0] if values else None
        end = values[1] if len(values) > 1 else None
        source = TimesFrom.HEADER if values else TimesFrom.NOTHING
        timed.append(replace(band, start=start, end=end, times_from=source))
    return _from_neighbours(timed)


def _follow(clocks: Sequence[Sequence[times.Clock]]) -> bool:
    """Whether every band has a time and each is later than the one before: full hours among printed times."""
    minutes = times.in_order([clock for band in clocks for clock in band])
    return all(clocks) and all(a < b for a, b in itertools.pairwise(minutes))


def _from_neighbours(bands: list[TimeBand]) -> tuple[TimeBand, ...]:
    """Starts without ends end where the next one starts; a band without times fills the gap between two."""
    result = list(bands)
    for i, band in enumerate(result):
        following = result[i + 1] if i + 1 < len(result) else None
        if band.start is None and i > 0 and following is not None and result[i - 1].end is not None:
            end = following.start
            if end is not None and end > (result[i - 1].end or 0):
                result[i] = replace(band, start=result[i - 1].end, end=end, times_from=TimesFrom.NEIGHBOUR)
        elif _only_end(band, result[i - 1] if i > 0 else None, following):
            result[i] = replace(band, start=result[i - 1].end, end=band.start, times_from=TimesFrom.NEIGHBOUR)
        elif band.start is not None and band.end is None:
            later = next((b.start for b in result[i + 1 :] if b.start is not None), None)
            gap = following is not None and following.start is None
            if gap and i + 2 < len(result):
                result[i] = replace(band, end=usual_end(result, band.start, later))
            elif later is not None and later > band.start:
                result[i] = replace(band, end=later)
    return tuple(result)


def _only_end(band: TimeBand, before: TimeBand | None, following: TimeBand | None) -> bool:
    """Whether the one time that was read of a band is where the next one starts: its own start was not read."""
    if band.start is None or band.end is not None or before is None or following is None:
        return False
    return following.start == band.start and before.end is not None and before.end < band.start


def usual_end(bands: Sequence[TimeBand], start: int, later: int | None) -> int | None:
    """The end of a band with only a start: the usual distance of the starts, at most the next start (``later``)."""
    starts = [b.start for b in bands if b.start is not None]
    steps = sorted(b - a for a, b in itertools.pairwise(starts) if b > a)
    if not steps:
        return later
    end = start + steps[len(steps) // 2]
    return end if later is None else min(end, later)
