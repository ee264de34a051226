"""Which row or column of a grid holds the days."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from statistics import median

import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.timetable import WEEK, Weekday
from chalicelib.extraction.axes import DayAxis, DayBand, along, shares
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.settings import LEAST_TIMES, MOST_DAY_LABELS, OVERLAP
from chalicelib.extraction.texts.days import (
    SHORT_NAME,
    DayLabel,
    among_others,
    languages_in_short,
    parse_day_label,
    plain,
    resolve,
    spans_dates,
)
from chalicelib.extraction.texts.header_texts import is_period_label, only_times


def day_axes(cells: Sequence[Cell]) -> list[DayAxis]:
    """Every row or column of ``cells`` that reads as days, the best first."""
    labelled = [
        (cell, label) for cell in cells if (label := parse_day_label(cell.text)) is not None and not side_by_side(cell)
    ][:MOST_DAY_LABELS]
    spoken_by = Counter(language for _, label in labelled for language in label.languages)
    spoken = {language for language, names in spoken_by.items() if names >= LEAST_LETTERS}
    spoken |= languages_in_short([cell.text for cell in cells if len(cell.text) <= LONGEST_SHORT], LEAST_SHORT)
    known = {min(choice) for _, label in labelled if label.certain for choice in label.choices}
    named = ((cell, label) for cell in cells if (label := among_others(cell.text, spoken)) is not None)
    others = list(itertools.islice(named, MOST_DAY_LABELS))
    labelled = [(cell, label) for cell, label in labelled if not any(cell is other for other, _ in others)] + others
    if sum(label.certain for _, label in labelled) > LEAST_LETTERS:  # "Mon, 17 Nov - Fri, 21 Nov" over the days' names
        labelled = [(cell, label) for cell, label in labelled if not spans_dates(cell.text)]
    timed = [cell for cell in cells if only_times(cell.text)]
    axes: list[DayAxis] = []
    for across in (True, False):
        level = _Level(cells, timed, across)
        seen: set[frozenset[int]] = set()
        heads = labelled if across else _without_rows_of(labelled)
        for seed, _ in heads:
            group = _level_with(seed, heads, across)
            group = [(c, d) for c, d in group if not (_again(c, d, group) and level.heads_times(c))] or group
            first, label = min(group, key=lambda g: along(g[0].box, across))
            # Two weeks beside each other have all their heads twice.
            rest = [(c, d) for c, d in group if plain(c.text) != plain(first.text)]
            no_day = _too_late(label, rest) if label.certain else level.among_heads(first)
            if no_day and _of_another_language(label, rest):
                # "P" over the periods is no Polish Monday, "sat" (an hour) before Croatian days no Saturday.
                group = rest
            key = frozenset(id(c) for c, _ in group)
            if key in seen:
                continue
            seen.add(key)
            axis = _day_axis(sorted(group, key=lambda g: along(g[0].box, across)), across)
            if axis is not None:
                axes.append(_with_unread_ends(axis, cells, known))
    return sorted(axes, key=lambda axis: -axis.evidence)


def _level_with(seed: Cell, labelled: Sequence[tuple[Cell, DayLabel]], across: bool) -> list[tuple[Cell, DayLabel]]:
    """The labels in one line with ``seed``: level with it, or each with the one before it on a line that leans."""
    chained: set[int] = set()
    middle = sum(along(seed.box, across))
    for forwards in (True, False):
        last = seed
        for cell, _ in sorted(labelled, key=lambda named: sum(along(named[0].box, across)), reverse=not forwards):
            beyond = (sum(along(cell.box, across)) > middle) is forwards
            if beyond and shares(*along(last.box, not across), *along(cell.box, not across)):
                chained.add(id(cell))
                last = cell
    level = along(seed.box, not across)
    return [(c, d) for c, d in labelled if id(c) in chained or shares(*level, *along(c.box, not across))]


def _of_another_language(label: DayLabel, others: Sequence[tuple[Cell, DayLabel]]) -> bool:
    """Whether a name of a day is one in no language that knows any of ``others``."""
    return bool(others) and not any(label.languages & other.languages for _, other in others)


def _too_late(label: DayLabel, others: Sequence[tuple[Cell, DayLabel]]) -> bool:
    """Whether the first name on an axis would be a later day than all ``others``, a week of them."""
    days = {min(other.choices[0]) for _, other in others if other.certain and not other.every_day}
    return len(days) >= LEAST_LETTERS and not label.every_day and min(label.choices[0]) > max(days)


def _again(cell: Cell, label: DayLabel, group: Sequence[tuple[Cell, DayLabel]]) -> bool:
    """Whether each day that a cell's label names is named by others along the axis too."""
    others = {choice for beside, other in group if beside is not cell for choice in other.choices}
    return not label.every_day and all(choice in others for choice in label.choices)


class _Level:
    """The cells and the times of a grid by their extents along an axis; a hostile page has thousands of each."""

    def __init__(self, cells: Sequence[Cell], timed: Sequence[Cell], across: bool) -> None:
        self._across = across
        self._said, self._from = self._extents([c for c in cells if c.lines])
        self._timed, self._timed_from = self._extents(timed)
        heads = [*timed, *(c for c in cells if is_period_label(c.text))]
        self._heads, _ = self._extents(heads)

    def _extents(self, cells: Sequence[Cell]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Where cells begin and end along the axis, and where they begin across it."""
        along_axis = np.array([along(c.box, self._across) for c in cells], dtype=np.float64).reshape(-1, 2)
        return along_axis, np.array([along(c.box, not self._across)[0] for c in cells], dtype=np.float64)

    def heads_times(self, label: Cell) -> bool:
        """Whether a day's name only says whose times stand behind (below) it ("Mon - Thu 8:00-8:45 8:45-9:30"): its
        lessons are in a row (column) of their own."""
        behind = sum(along(label.box, not self._across)) / 2
        times = self._count(label, self._timed[self._timed_from > behind])
        return times >= LEAST_TIMES and times >= ONLY_TIMES * self._count(label, self._said[self._from > behind])

    def among_heads(self, label: Cell) -> bool:
        """Whether a letter stands in the corner: level with times or periods' numbers and little else."""
        heads = self._count(label, self._heads)
        return heads >= LEAST_TIMES and heads >= MOSTLY_HEADS * (self._count(label, self._said) - 1)

    def _count(self, label: Cell, extents: NDArray[np.float64]) -> int:
        """How many of ``extents`` are level with ``label``, as ``axes.shares`` has it."""
        low, high = along(label.box, self._across)
        smaller = np.minimum(extents[:, 1] - extents[:, 0], high - low)
        common = np.minimum(extents[:, 1], high) - np.maximum(extents[:, 0], low)
        return int(np.count_nonzero((smaller > 0) & (common >= OVERLAP * smaller)))


ONLY_TIMES = 0.8
"""Share of the texts behind (below) a day's name that are times from which it says whose these are; a footer may stand
there too."""

MOSTLY_HEADS = 0.6
"""Share of the texts level with a letter that head columns (rows) from which it heads these and is no day."""


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

SHORT_EVIDENCE = 0.7
"""The same of a name of two letters ("Mo", "Tu")."""


def _evidence(named: Sequence[tuple[Cell, DayLabel]], days: Sequence[tuple[Weekday, ...]]) -> float:
    sure = {d for (_, label), found in zip(named, days, strict=True) if label.certain for d in found}
    short = {d for (cell, _), found in zip(named, days, strict=True) if len(plain(cell.text)) > 1 for d in found} - sure
    rest = {d for found in days for d in found} - sure - short
    return len(sure) + SHORT_EVIDENCE * len(short) + LETTER_EVIDENCE * len(rest) + 0.01 * len(named)


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
    return DayAxis(across, _with_unread(bands), low, high, routine, _evidence(named, days))


def _without_rows_of(labelled: list[tuple[Cell, DayLabel]]) -> list[tuple[Cell, DayLabel]]:
    """The names of days that may head rows: without those that stand beside several of other days, where there are
    others. An app lets one choose from such a row, or they head columns."""
    sure = [(*along(cell.box, False), label) for cell, label in labelled if label.certain]
    kept = [
        (cell, label)
        for cell, label in labelled
        if len({x.choices for low, high, x in sure if shares(low, high, *along(cell.box, False))} - {label.choices})
        < LEAST_BESIDE
    ]
    return kept if any(label.certain for _, label in kept) else labelled


LEAST_BESIDE = 2
"""Other days named beside a name from which it is one of a row of them."""


def _with_unread(bands: tuple[DayBand, ...]) -> tuple[DayBand, ...]:
    """``bands`` with the day between two whose name was not read: the week misses it, and its column is there."""
    middles = [(b.low + b.high) / 2 for b in bands]
    steps = [b - a for a, b in itertools.pairwise(middles)]
    numbers = [WEEK_NUMBER[b.days[0]] for b in bands]
    follow = [step for step, (a, b) in zip(steps, itertools.pairwise(numbers), strict=True) if b - a == 1]
    if len(follow) < LEAST_FOLLOWING or any(len(b.days) > 1 for b in bands):
        return bands
    usual = median(follow)
    if usual <= 0:  # names one over the other
        return bands
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


def _with_unread_ends(axis: DayAxis, cells: Sequence[Cell], known: AbstractSet[int]) -> DayAxis:
    """``axis`` with a Monday before its Tuesday, or a Friday behind its Thursday, whose name was not read: a cell
    without a text, with what is left of a Portuguese name without its number, or with the name on its head ("NOW"),
    stands in its place, and lessons level with that, and none of the ``known`` names is that day's."""
    bands = axis.bands
    numbers = [WEEK_NUMBER[band.days[0]] for band in bands]
    if len(bands) < LEAST_LETTERS or numbers != list(range(numbers[0], numbers[0] + len(bands))):
        return axis
    middles = [(band.low + band.high) / 2 for band in bands]
    step = median(b - a for a, b in itertools.pairwise(middles))
    level = [c for c in cells if shares(*along(c.box, not axis.across), axis.low, axis.high)]
    free = [c for c in level if not c.lines or _FEIRA.fullmatch(plain(c.text)) or _on_its_head(c.text)]
    first, last = 0, len(WORKDAYS) - 1
    missed = ((first, numbers[0] - 1, middles[0] - step), (last, numbers[-1] + 1, middles[-1] + step))
    found = [
        DayBand(*extent, (WORKDAYS[day],), confidence=UNREAD_SURE)
        for day, next_to, place in missed
        if day == next_to and day not in known and (extent := _unread_at(place, step, free, cells, axis)) is not None
    ]
    return replace(axis, bands=tuple(sorted([*bands, *found], key=lambda band: band.low))) if found else axis


def _unread_at(
    place: float, step: float, free: Sequence[Cell], cells: Sequence[Cell], axis: DayAxis
) -> tuple[float, float] | None:
    """The extent of a free cell among the names of days at a place where one is missing, with lessons beyond it."""
    for cell in free:
        low, high = along(cell.box, axis.across)
        off = UNREAD_OFF if not cell.lines else NAMED_OFF
        if abs((low + high) / 2 - place) > off * step or not 0.5 * step < high - low < 1.5 * step:
            continue
        beyond = (c for c in cells if c.lines and along(c.box, not axis.across)[0] >= axis.high - 1)
        if sum(shares(low, high, *along(c.box, axis.across)) for c in beyond) >= LEAST_UNREAD_LESSONS:
            return low, high
    return None


WORKDAYS = WEEK[:5]

LEAST_UNREAD_LESSONS = 2
"""Lessons level with a free cell among the names of days from which it is one whose name was not read."""

LEAST_FOLLOWING = 2
"""Neighbouring days from which the usual distance between two columns is known."""

UNREAD_OFF = 0.15
"""Share by which the place of a day that was not read may miss two columns' distance."""

NAMED_OFF = 0.5
"""The same where something is left of its name: columns differ in width."""

_FEIRA = re.compile(r"\W*feira")


def _on_its_head(text: str) -> bool:
    """Whether a text in capitals that turn into each other is a day's name upside down."""
    turned = text.strip()[::-1].translate(_TURNED)
    label = parse_day_label(turned) if text.isupper() and _TURNING.fullmatch(turned) else None
    return label is not None and label.certain


_TURNED = str.maketrans("MW", "WM")
_TURNING = re.compile(r"[HIMNOSWXZ]{2,}")
"""Capitals that are capitals upside down."""

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
    if _repeats_days(group):
        return [(cell, label) for cell, label in group if label.certain or len(cell.text) >= SHORT_NAME]
    if not any(sure):
        return _short_week(group) or _short_weeks(group) or _short_week(_in_its_language(group))
    kept: list[tuple[Cell, DayLabel]] = []
    spoken = frozenset().union(*(label.languages for _, label in group if label.certain))
    for index, (cell, label) in enumerate(group):
        if spoken and not label.certain and not label.every_day and not label.languages & spoken:
            continue  # "ne" below "dinsdag" is a lesson, and no Sunday
        before = [min(d.choices[-1]) for _, d in group[:index] if d.certain]
        after = [min(d.choices[0]) for _, d in group[index + 1 :] if d.certain]
        low, high = max(before, default=-1), min(after, default=7)
        if label.certain or (any(low < c < high for c in label.choices[0]) and not _repeated(group, cell, label)):
            kept.append((cell, label))
    order = [min(WEEK_NUMBER[d] for d in days) for days in _resolved([label for _, label in kept])]
    if len(kept) <= len(WEEK_NUMBER) and any(a > b for a, b in itertools.pairwise(order)):
        return [(cell, label) for cell, label in kept if label.certain]  # letters of something else
    return kept


def _repeats_days(group: Sequence[tuple[Cell, DayLabel]]) -> bool:
    """Whether sure labels start the week again, over and over: rows of a list, each with its own days."""
    firsts = [min(label.choices[0]) for _, label in group if label.certain]
    return sum(b <= a for a, b in itertools.pairwise(firsts)) >= LEAST_RESTARTS


LEAST_RESTARTS = 2
"""Times that the week starts again along an axis from which it is a list's."""


def _short_week(group: list[tuple[Cell, DayLabel]]) -> list[tuple[Cell, DayLabel]]:
    """The short labels alone that make a week; none where they do not follow each other like its days."""
    group = [(cell, label) for cell, label in group if _runs(group, cell) <= 2]
    order = [min(WEEK_NUMBER[d] for d in days) for days in _resolved([label for _, label in group])]
    distinct = [day for day, _ in itertools.groupby(order)] if len(group) > len(WEEK_NUMBER) else order
    follow = all(0 < b - a <= LETTERS_STEP for a, b in itertools.pairwise(distinct))
    return group if follow and len(distinct) >= LEAST_LETTERS else []


def _in_its_language(group: Sequence[tuple[Cell, DayLabel]]) -> list[tuple[Cell, DayLabel]]:
    """The short labels that the language knows which knows most of them: beside them may stand words like "do"."""
    known = Counter(language for _, label in group for language in label.languages).most_common(1)
    return [(cell, label) for cell, label in group if known and known[0][0] in label.languages]


def _short_weeks(group: list[tuple[Cell, DayLabel]]) -> list[tuple[Cell, DayLabel]]:
    """Weeks of short labels alone, one behind the other, of the same days."""
    for begin in range(LEAST_LETTERS, len(group) - LEAST_LETTERS + 1):
        first = _short_week(group[:begin])
        rest = first and (_short_week(group[begin:]) or _short_weeks(group[begin:]))
        days, again = (_resolved([label for _, label in part]) for part in (first, rest))
        if rest and days == again[: len(days)] and len(again) % len(days) == 0:
            return first + rest
    return []


LONGEST_SHORT, LEAST_SHORT = 12, 4
"""Characters of a short name with its date at most, and days by words that are others elsewhere ("to", "la") from which
a page's language has these for days."""

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
