"""Times that a page prints apart from its table: a list of what each period's number means ("1: 8.00 – 8.45"), one
for all days or several, each headed by its days ("Mon–Thu", "Fri")."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from chalicelib.domain.timetable import Box, TimesFrom, Weekday
from chalicelib.extraction.axes import TimeBand, along, shares
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Line, bounding, overlap
from chalicelib.extraction.headers.day_headings import LONGEST_HEADING, head_above
from chalicelib.extraction.lines.phrases import behind_period, counted
from chalicelib.extraction.settings import LEAST_TIMES
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.days import days_of_times, find_days, plain
from chalicelib.extraction.texts.header_texts import clocks_of, header_text, is_period_label, only_times, spans_of

BELLS_SURE = 0.95
"""What is left of the confidence of a time that was looked up: the numbers tie it to its lesson, not its place."""

MOST_LABELS = 200
"""Periods' numbers on a page that are looked at; three classes' weeks and their bells have fifty."""

BETWEEN_TABLES = 1.5
"""Letter heights from the last time of a row of bells to what stands in another table beside it; cells of one touch."""

FAR = 6.0
"""Letter heights from which what stands further on is no more of a row of bells, but something beside their list."""

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


Rung = Mapping[int | str, tuple[int, int]]
"""Start and end, minutes since midnight, by the period's number or name ("lunch")."""


@dataclass(frozen=True)
class Bells:
    """When periods are: on each day, or on those days that have times of their own, and where rows of nothing else say
    so."""

    times: Rung
    rows: tuple[Box, ...] = ()
    by_day: Mapping[Weekday, Rung] = field(default_factory=dict)
    by_place: tuple[tuple[Box, Bells], ...] = ()
    """Lists of several tables, the morning's and the afternoon's, and where each stands."""

    def on(self, day: Weekday) -> Rung:
        """The times of one day."""
        return self.by_day.get(day, self.times)

    def beside(self, table: Box) -> Bells:
        """The list of the table that stands there, the one most level with it; these bells where they are all one."""
        if not self.by_place:
            return self
        return max(self.by_place, key=lambda placed: _level(placed[0], table))[1]

    def __len__(self) -> int:
        return (
            len(self.times)
            + sum(len(times) for times in self.by_day.values())
            + sum(len(bells) for _, bells in self.by_place)
        )


def _level(box: Box, other: Box) -> tuple[float, float]:
    """How far two boxes share their height, and how close their middles are to a level."""
    shared = overlap(box.top, box.bottom, other.top, other.bottom)
    return shared, -abs(box.center[1] - other.center[1])


def bells_of(lines: Sequence[Line]) -> Bells:
    """The bells that ``lines`` tell, for all days or for some each, downwards or across or in a sentence, for all
    tables or for each; none where a number has two times on one day."""
    lines = [part for line in lines for part in _parted(line)]
    return _of_every_day(lines) or bells_by_days(lines) or _across(lines) or _by_place(lines)


def _parted(line: Line) -> list[Line]:
    """A line in as many as it names ranges of times one behind the other ("1st 8.15 – 9.15; 2nd 9.15 – 10.15; ..."),
    each with what stands right before it; others as they are."""
    text = header_text(line.text)
    spans = [span for span in spans_of(line.text) if span.end is not None]
    if (glued := _NUMBER_GLUED.fullmatch(text)) is not None and _no_start(glued):
        return [replace(line, text=f"{glued['number']} {glued['range']}", tokens=(), gaps=())]
    if len(spans) < LEAST_TIMES:
        return [line]
    parts, begin = [], 0
    for span in spans:
        before = text[begin : span.first]
        starts = [begin + match.end() for match in _PARTING.finditer(before)]
        first = next((i for i in (*reversed(starts), begin) if any(map(str.isalnum, text[i : span.first]))), begin)
        parts.append(replace(line, text=text[first : span.last].strip(" ;,·|"), tokens=(), gaps=()))
        begin = span.last
    return parts


_NUMBER_GLUED = re.compile(
    r"(?P<number>\d)(?P<range>(?P<hour>1[0-2]|[1-9])[.:][0-5]\d\s?[-–—]\s?(?P<end>\d{1,2})[.:][0-5]\d)"
)
"""A period's number by hand, right before its time ("311.10-12.10", "18.50-9.50")."""


def _no_start(glued: re.Match[str]) -> bool:
    """Whether a number and the hour behind it are no start of the range, and the hour alone is one."""
    end = int(glued["end"])
    return int(glued["number"] + glued["hour"]) > max(end, times.NOON // 60) and int(glued["hour"]) <= end


_PARTING = re.compile(r"[;:,]\s|\.\s(?=\D)|[·|]\s?")
"""What parts a period of bells in a sentence from what stands before it."""


def _by_place(lines: Sequence[Line]) -> Bells:
    """Several lists of bells, of which each begins with the numbers anew and has times of its own: of a table each."""
    timed = [
        x for x in lines if x.angle == 0 and _label(x) is not None and (spans_of(x.text) or _behind_times(x, lines))
    ]
    lists: list[list[Line]] = []
    for line in sorted(timed[:MOST_LABELS], key=lambda x: x.box.top):
        number = _label(line) or 0
        goes_on = (
            found
            for found in lists
            if abs(found[-1].box.left - line.box.left) <= line.size and (_label(found[-1]) or 0) < number
        )
        if (last := next(goes_on, None)) is not None:
            last.append(line)
        else:
            lists.append([line])
    lists = [found for found in lists if len(found) >= LEAST_TIMES]
    held = {id(line) for found in lists for line in found}
    bare = [x for x in lines if _label(x) is not None and id(x) not in held and not spans_of(x.text)]
    placed: list[tuple[Box, Bells]] = []
    for found in lists:
        place = bounding(line.box for line in found)
        own = [x for x in lines if place.top <= x.box.center[1] <= place.bottom and x.box.left >= place.left - x.size]
        bells = _of_every_day([*own, *(x for x in bare if not any(x is other for other in own))])
        placed.extend([(place, bells)] if bells.rows else [])
    if len(placed) < LEAST_LISTS:
        return Bells({})
    return Bells({}, tuple(row for _, bells in placed for row in bells.rows), by_place=tuple(placed))


def _behind_times(line: Line, lines: Sequence[Line]) -> bool:
    behind = _behind(line, lines, BETWEEN_TABLES)
    return bool(behind) and all(only_times(x.text) for x in behind)


def _across(lines: Sequence[Line]) -> Bells:
    """The bells of a list that is laid across: the periods' numbers in a row, and below each its time."""
    numbers = [x.box for x in lines if x.angle == 0 and _label(x) is not None][:MOST_LABELS]
    # A legend may stand right below it, in lines that run on over several of the numbers.
    level = [x for x in lines if x.angle == 0 and not _over_several(x.box, numbers)]
    turned = [replace(line, box=_over_diagonal(line.box), size=line.box.height) for line in level]
    bells = _of_every_day(turned, far=FAR)  # what stands below its times is a lesson, however far
    return replace(bells, rows=tuple(map(_over_diagonal, bells.rows))) if bells.rows else Bells({})


def _over_several(box: Box, numbers: Sequence[Box]) -> bool:
    """Whether a text runs on over two or more numbers that stand above it."""
    above = [n for n in numbers if n.bottom <= box.top and box.left < n.center[0] < box.right]
    return bool(above) and max(n.left for n in above) > min(n.right for n in above)


def _over_diagonal(box: Box) -> Box:
    return Box(left=box.top, top=box.left, right=box.bottom, bottom=box.right)


def bells_by_days(lines: Sequence[Line]) -> Bells:
    """Lists of bells under names of days, or columns of times beside one list of periods; none where fewer than two
    have days of their own."""
    heads = [(line.box, days) for line in lines if (days := _days_of_list(line.text)) is not None][:MOST_HEADS]
    if len({days for _, days in heads}) < LEAST_LISTS:
        return Bells({})
    over = [(line, head_above(line.box, [box for box, _ in heads])) for line in lines]
    timed = Counter(head for line, head in over if head is not None and spans_of(line.text))
    lists = {head for head, count in timed.items() if count >= LEAST_TIMES}
    # The numbers of the periods may be those of several lists, or of the table that has no times.
    shared = [(line, None if _label(line) is not None and not spans_of(line.text) else head) for line, head in over]
    found = [
        (heads[own][1], _of_every_day([line for line, head in shared if head == own or head not in lists]))
        for own in sorted(lists)
    ]
    apart = [(days, bells) for days, bells in found if bells.rows]
    named = [day for days, _ in apart for day in days]
    if len(apart) < LEAST_LISTS or len(set(named)) < len(named):
        return Bells({})
    others: Rung = next((bells.times for days, bells in apart if not days), {})
    rows = tuple(dict.fromkeys(row for _, bells in apart for row in bells.rows))
    return Bells(others, rows, {day: bells.times for days, bells in apart for day in days})


def _days_of_list(text: str) -> tuple[Weekday, ...] | None:
    """The days of a list of bells that such a heading names ("Mon-Thu", "REGULAR BELL (M, T, Th, F)", "Wednesday late
    start"); none of a heading that says that its list is the usual one; None where it is no heading."""
    if spans_of(text) or len(text) > LONGEST_HEADING:
        return None
    bracket = _IN_BRACKETS.search(text)
    named = days_of_times(text) or (days_of_times(bracket["said"]) if bracket else ()) or find_days(text)
    return named or (() if _USUAL.search(plain(text)) else None)


_IN_BRACKETS = re.compile(r"\((?P<said>[^()]+)\)")

_USUAL = re.compile(r"\b(?:regular|normal|usual|standard|bells?|other days)\b")
"""What a heading of bells says of all days that have none of their own."""

MOST_HEADS = 50
"""Headings on a page that are looked at; a term's plan has more, and no bells."""

LEAST_LISTS = 2
"""Lists of bells from which each is its days' alone; one on its own is for all days, whatever stands above it."""


def _of_every_day(lines: Sequence[Line], far: float = BETWEEN_TABLES) -> Bells:
    """The periods that ``lines`` give a start and an end each, in one text or side by side; none where they are few,
    or one number has two of them. ``far``: letter heights behind the times to what is no more of their row."""
    found: dict[int, tuple[times.Clock, times.Clock]] = {}
    places: dict[int, Box] = {}
    rows: list[Box] = []
    bare: set[int] = set()
    alone: set[int] = set()
    labelled = ((line, number) for line in lines if (number := _label(line)) is not None)
    for line, number in itertools.islice(labelled, MOST_LABELS):
        own = spans_of(line.text)
        behind = _behind(line, lines, far)
        beside = behind if not own and all(only_times(x.text) for x in behind) else []
        clocks = [clock for said in (line, *beside) for clock in clocks_of(said.text)]
        if len(clocks) != 2:
            bare.add(number)
            continue
        if found.setdefault(number, (clocks[0], clocks[1])) != (clocks[0], clocks[1]):
            return Bells({})
        places[number] = line.box
        if beside == behind:
            alone.add(number)
            rows.extend(x.box for x in (line, *beside))
    if len(found) < LEAST_TIMES:
        return Bells({})
    # A reader may have joined a row's lessons to its number.
    begun = ((line.text, behind_period(line.text)) for line in lines if not spans_of(line.text))
    joined = (_number(text[:end]) for text, end in begun if end is not None and text[end:].strip())
    bare |= {number for number in joined if number is not None} | {number for _, number in counted(lines)}
    numbers = sorted(found)
    minutes = times.in_order([clock for n in numbers for clock in found[n]])
    rung: dict[int | str, tuple[int, int]] = {n: (minutes[2 * i], minutes[2 * i + 1]) for i, n in enumerate(numbers)}
    # Without numbers elsewhere the rows are those of the timetable itself, with its times at the right; and so is one
    # with nothing in it.
    again = len(bare & set(found)) >= LEAST_TIMES
    named = _named(lines, [(places[n], *rung[n]) for n in numbers], far) if again else []
    rows.extend(box for _, _, boxes in named for box in boxes)
    apart = again and len(alone) >= LEAST_TIMES
    return Bells(rung | {name: said for name, said, _ in named}, tuple(rows) if apart else ())


def _named(
    lines: Sequence[Line], numbered: Sequence[tuple[Box, int, int]], far: float
) -> list[tuple[str, tuple[int, int], list[Box]]]:
    """What the rows between the numbered ones name ("Reg", "Lunch"), when it is, and the boxes that say so."""
    found = []
    for line in lines:
        own = spans_of(line.text)
        name = plain(times.without_spans(header_text(line.text), own) if own else line.text)
        column = [said for said in numbered if shares(*along(said[0], True), *along(line.box, True))]
        if not name or not column or _label(line) is not None:
            continue
        behind = [] if own else _behind(line, lines, far)
        clocks = [clock for said in (line, *behind) for clock in clocks_of(said.text)]
        if len(clocks) != 2 or not all(only_times(x.text) for x in behind):
            continue
        _, start, _ = min(column, key=lambda said: abs(said[0].center[1] - line.box.center[1]))
        begin = times.near(clocks[0], start)
        said = (begin, times.near(clocks[1], begin))
        found.append((name, said, [line.box, *(x.box for x in behind)]))
    return found


def _label(line: Line) -> int | None:
    """The period that a line names, with or without its times."""
    return _number(times.without_spans(header_text(line.text), spans_of(line.text)))


def _behind(line: Line, lines: Sequence[Line], far: float) -> list[Line]:
    """What stands right of a line on its level, in order, as far as no wide gap parts it from that, nor one of ``far``
    letter heights its times from what is no time."""
    level = [
        other
        for other in lines
        if other.box.left >= line.box.right and shares(other.box.top, other.box.bottom, line.box.top, line.box.bottom)
    ]
    found: list[Line] = []
    for other in sorted(level, key=lambda x: x.box.left):
        gap = other.box.left - found[-1].box.right if found else 0.0
        if gap > FAR * line.size:
            break
        if gap > far * line.size and only_times(found[-1].text) and not only_times(other.text):
            break
        found.append(other)
    return [other for other in found if other.text]


def without_bells(cells: Sequence[Cell], bells: Bells) -> tuple[Cell, ...]:
    """``cells`` without those that say nothing but bells."""
    return tuple(cell for cell in cells if not _is_bells(cell, bells))


def _is_bells(cell: Cell, bells: Bells) -> bool:
    rung = [line for line in cell.lines if any(row.holds(line.box) for row in bells.rows)]
    return lists_bells(cell) or (bool(cell.lines) and len(rung) == len(cell.lines))


def lists_bells(cell: Cell) -> bool:
    """Whether a cell holds a whole list of bells."""
    return len(cell.lines) >= LEAST_TIMES and bool(_of_every_day(cell.lines))


def with_bells(table: Table, bells: Bells) -> Table:
    """``table`` with its periods' times, where it prints none itself and ``bells`` knows them; what stands between two
    periods and has no number is from the end of the one to the beginning of the other."""
    if not bells or not table.bands or any(band.start is not None for band in table.bands):
        return table
    bells = bells.beside(table.grid.box)
    drafts = tuple(rung(draft, bells) for draft in table.drafts)
    axis = table.axis
    if axis is None:
        return replace(table, drafts=drafts)
    rests = {
        (day, i): rest
        for day in {draft.day for draft in drafts if draft.start is None}
        for i, rest in _rests(table.bands, bells.on(day)).items()
    }
    extents = [(band.low, band.high) for band in table.bands]

    def rested(draft: Draft) -> Draft:
        if draft.start is not None:
            return draft
        low, high = along(draft.box, not axis.across)
        place = max(range(len(extents)), key=lambda i: overlap(low, high, *extents[i]))
        rest = bells.on(draft.day).get(plain(draft.name)) or rests.get((draft.day, place))
        if rest is None or high - low > MOSTLY_REST * (extents[place][1] - extents[place][0]):
            return draft
        sure, source = draft.confidence * BELLS_SURE, TimesFrom.NEIGHBOUR
        return replace(draft, start=rest[0], end=rest[1], period=None, times_from=source, confidence=sure)

    return replace(table, drafts=tuple(map(rested, drafts)))


MOSTLY_REST = 1.5
"""Times the height (width) of a pause's place at most that something in it takes; more is a lesson of several."""


def _rests(bands: Sequence[TimeBand], times_of_day: Rung) -> dict[int, tuple[int, int]]:
    """When the stretches without a number are that stand alone between two that have one, by their places; where bells
    name a pause then, its own time."""
    known = [times_of_day.get(number) if (number := _number(b.label)) is not None else None for b in bands]
    found = {}
    for i, (before, own, after) in enumerate(zip(known, known[1:], known[2:], strict=False), 1):
        unnamed = own is None and plain(bands[i].label) not in times_of_day and _number(bands[i].label) is None
        if unnamed and before is not None and after is not None and before[1] < after[0]:
            found[i] = (before[1], after[0])
    return found


def rung(draft: Draft, bells: Bells) -> Draft:
    """``draft`` from the beginning of its first period to the end of its last one."""
    if draft.start is not None or draft.period is None:
        return draft
    labels = draft.period.split(" – ")
    keys = [plain(label) if (number := _number(label)) is None else number for label in labels]
    times_of_day = bells.on(draft.day)
    known = [said for key in keys if (said := _said_of(key, times_of_day)) is not None]
    if len(known) != len(keys):
        return draft
    sure = draft.confidence * BELLS_SURE
    start, end = known[0][0], known[-1][1]
    return replace(draft, start=start, end=end, period=None, times_from=TimesFrom.HEADER, confidence=sure)


def _said_of(key: int | str, times_of_day: Rung) -> tuple[int, int] | None:
    """When a period is by its number or its name, or by the one name of which that is the beginning ("Reg")."""
    if key in times_of_day or not isinstance(key, str) or len(key) < CUT_SHORT:
        return times_of_day.get(key)
    begun = [said for name, said in times_of_day.items() if isinstance(name, str) and name.startswith(key)]
    return begun[0] if len(begun) == 1 else None


CUT_SHORT = 3
"""Letters of a name cut short at least."""


def period_numbers(label: str) -> tuple[int, ...]:
    """The numbers of the periods that a label names ("3. Std.", "3./4. Std.", "P1 + P2"); none where it is no such
    label."""
    parts = [label] if _number(label) is not None else _PARTS.split(label)  # "P-1" is one
    numbers = [_number(part) for part in parts]
    known = tuple(number for number in numbers if number is not None)
    return known if len(known) == len(numbers) else ()


_PARTS = re.compile(r"[/+&–—-]")
"""What stands between the numbers of periods that one lesson takes."""


def _number(label: str) -> int | None:
    """The number in a period's label; None where it is no such label."""
    label = label.strip(" :.=-–—•·\n")
    if label.endswith(")") and "(" not in label:
        label = label[:-1]
    if not is_period_label(label):
        return None
    digits = re.search(r"\d+", label)
    roman = (_ROMAN[word] for word in plain(label).split() if word in _ROMAN)  # "III", "I ora", "Stunde IV"
    return int(digits.group()) if digits else next(roman, None)
