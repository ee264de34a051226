"""Days as telephones, task lists and slides show them: one column of times, and level with each, above or below it what
happens then, on as many lines as it takes. No rule parts one lesson from the next: the room between them does, or the
card around each."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box, TimesFrom, Weekday
from chalicelib.extraction.axes import TimeBand
from chalicelib.extraction.cells.activities import read_activities
from chalicelib.extraction.cells.stressed import lighter_behind_names
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line, bounding, overlap
from chalicelib.extraction.headers.day_headings import days_chosen
from chalicelib.extraction.headers.settling import settle
from chalicelib.extraction.lines.text_lines import lines_of
from chalicelib.extraction.tables.blocks import names_apart
from chalicelib.extraction.tables.ends import ended
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.days import named_days
from chalicelib.extraction.texts.header_texts import header_text, is_period_label, spans_of

LEAST_ITEMS = 4
"""Times one below the other from which they are an agenda's."""

MOST_ITEMS = 120
"""Times of a page's agenda at most; each is held against all its texts."""

MOST_TEXTS = 2000
"""Texts of a page at most among which agendas are looked for."""

BLANK = 0.7
"""Letter heights between two words of one text at most."""


@dataclass(frozen=True)
class _Time:
    """When something happens, and where that is printed; ``rest`` is what the same text says besides."""

    box: Box
    clocks: tuple[times.Clock, ...]
    rest: Word | None


def read_agenda(number: int, words: Sequence[Word], cells: Sequence[Cell]) -> Table | None:
    """The day's, or several days', lessons in one column, or in several beside each other that each have their days
    above; None where no column of times has a day named above it."""
    if len(words) > MOST_TEXTS:
        return None
    texts = _texts([w for w in words if w.angle == 0])
    columns = [_paired_by_cards(column, cells) for column in _columns(texts)]
    if len(columns) > 1:
        return _beside_each_other(number, texts, columns, cells)
    return _below_each_other(number, texts, columns[0], cells) if columns else None


def _below_each_other(
    number: int, texts: Sequence[Word], column: Sequence[tuple[Word, _Time]], cells: Sequence[Cell]
) -> Table | None:
    """The lessons of one column, each on the day that is named last above it."""
    told = [time for _, time in column]
    others = _without_side_boxes(_without_times(texts, column), told, cells)
    heads = days_chosen([(t.text, t.box) for t in others], told[0].box, told[-1].box)
    if not heads:
        return None
    panel = _panel(told, [t for t in others if any(map(str.isalpha, t.text))], cells)
    rest = _without_level([t for t in others if panel.holds(t.box)], [box for box, _ in heads])
    items = _items([*rest, *(t.rest for t in told if t.rest is not None)], told, [box for box, _ in heads], cells)
    return _table(number, [(box.top, (day,)) for box, day in heads], told, items)


def _beside_each_other(
    number: int, texts: Sequence[Word], columns: Sequence[Sequence[tuple[Word, _Time]]], cells: Sequence[Cell]
) -> Table | None:
    """The lessons of several columns, each of the days that the lowest heading above its times names."""
    size = median(text.box.height for column in columns for text, _ in column)
    lefts = [min(text.box.left for text, _ in column) - size for column in columns]
    found: list[Table] = []
    widest = max(b - a for a, b in itertools.pairwise(lefts))
    for column, left, right in zip(columns, lefts, [*lefts[1:], lefts[-1] + widest], strict=True):
        told = [time for _, time in column]
        own = [t for t in _without_times(texts, column) if left <= t.box.left < right]
        above = [t for t in own if t.box.bottom <= told[0].box.top and named_days(t.text)]
        lowest = max(above, key=lambda t: t.box.top, default=None)
        if lowest is None:
            return None
        days = _days_of(lowest, own)
        if not days:
            return None
        below = [t for t in own if t.box.top >= lowest.box.bottom]
        items = _items([*below, *(t.rest for t in told if t.rest is not None)], told, [lowest.box], cells)
        table = _table(number, [(lowest.box.top, days)], told, items)
        if table is None:
            return None
        found.append(table)
    shown = tuple(cell for table in found for cell in table.grid.cells)
    drafts = tuple(draft for table in found for draft in table.drafts)
    return Table(Grid(number, GridKind.LISTED, shown), None, (), drafts)


def _days_of(heading: Word, texts: Sequence[Word]) -> tuple[Weekday, ...]:
    """The days that a heading names, what follows close behind it among them; none where further ones stand apart: it
    is one of a table's columns."""
    level = sorted((t for t in texts if _level(heading.box, t.box)), key=lambda t: t.box.left)
    gaps = [b.box.left - a.box.right for a, b in itertools.pairwise(level)]
    apart = any(gap > HEADING_GAP * heading.box.height for gap in gaps)
    if apart and sum(bool(named_days(t.text)) for t in level) > 1:
        return ()
    return named_days(" ".join(t.text for t in level))


HEADING_GAP = 1.5
"""Letter heights between the days of one heading at most ("Monday | Wednesday")."""


def _without_times(texts: Sequence[Word], column: Sequence[tuple[Word, _Time]]) -> list[Word]:
    """``texts`` without those of a column's times."""
    used = {id(text) for text, _ in column}
    return [t for t in texts if id(t) not in used and not any(time.box.holds(t.box) for _, time in column)]


def _columns(texts: Sequence[Word]) -> list[list[tuple[Word, _Time]]]:
    """The columns of times on a page, from left to right: the one with the most, and others of as many texts or nearly
    that begin elsewhere across it."""
    left = list(texts)
    found: list[list[tuple[Word, _Time]]] = []
    while len(found) < MOST_COLUMNS:
        column = _column(left)
        if not LEAST_ITEMS <= len(column) <= MOST_ITEMS or (found and not _like(column, found[0])):
            break
        found.append(column)
        left = _without_times(left, column)
    return sorted(found, key=lambda column: column[0][0].box.left)


def _like(column: Sequence[tuple[Word, _Time]], first: Sequence[tuple[Word, _Time]]) -> bool:
    """Whether a column is another agenda beside the first: about as long, and its times told alike; a scale of hours
    beside ranges is none."""
    ranges, others = (sum(len(time.clocks) > 1 for _, time in said) / len(said) for said in (column, first))
    return len(column) >= AS_MANY * len(first) and (ranges > MOSTLY) == (others > MOSTLY)


MOST_COLUMNS, AS_MANY = 7, 0.4
"""Columns of agendas beside each other at most, and the share of the longest one's times that each has."""


def _texts(words: Sequence[Word]) -> list[Word]:
    """Words that follow each other with a blank between them as one text each."""
    found: list[Word] = []
    for word in sorted(words, key=lambda w: (round(w.box.center[1] / max(w.box.height, 1)), w.box.left)):
        last = next((f for f in reversed(found[-NEAR:]) if _follows(f.box, word.box)), None)
        if last is None:
            found.append(word)
            continue
        box = bounding([last.box, word.box])
        at = next(i for i in range(len(found) - 1, -1, -1) if found[i] is last)
        behind = [k.model_copy(update={"first": k.first + len(last.text) + 1}) for k in word.tokens]
        tokens = (*last.tokens, *behind) if last.tokens and behind else ()
        found[at] = last.model_copy(update={"text": f"{last.text} {word.text}", "box": box, "tokens": tokens})
    return found


NEAR = 12
"""Texts before a word among which the one that it goes on with is looked for."""


def _follows(box: Box, word: Box) -> bool:
    """Whether a word stands right behind a text, level with it."""
    level = overlap(box.top, box.bottom, word.top, word.bottom) > 0.5 * min(box.height, word.height)
    return level and -0.5 * word.height <= word.left - box.right < BLANK * min(box.height, word.height)


def _column(texts: Sequence[Word]) -> list[tuple[Word, _Time]]:
    """The texts that begin, or end, with a time at one place across the page, from the top; starts and the ends close
    below them together."""
    timed = [(text, time) for text in texts if (time := _time(text)) is not None]
    if not timed:
        return []
    size = median(text.box.height for text, _ in timed)
    best: list[tuple[Word, _Time]] = []
    for edge in ("left", "right"):
        for seed, _ in timed[:MOST_ITEMS]:
            place = getattr(seed.box, edge)
            group = [(t, x) for t, x in timed if abs(getattr(t.box, edge) - place) < size and _at(t, x, edge)]
            if _weight(group) > _weight(best):
                best = group
    return _paired(sorted(best, key=lambda said: said[0].box.top))


def _weight(column: Sequence[tuple[Word, _Time]]) -> int:
    """How much speaks for a column: ranges twice, for starts may be a scale's."""
    return sum(len(time.clocks) for _, time in column)


def _at(text: Word, time: _Time, edge: str) -> bool:
    """Whether a text's time stands at an edge of it."""
    return time.rest is None or getattr(time.box, edge) == getattr(text.box, edge)


def _time(text: Word) -> _Time | None:
    """The one time that a text begins or ends with; None where it says none, several, or an hour alone."""
    text = text.model_copy(update={"text": _CLOCK_SIGN.sub("", text.text)})
    spans = spans_of(text.text)
    if len(spans) != 1 or not spans[0].start.exact:
        return None
    said, (span,) = header_text(text.text), spans
    before, behind = said[: span.first].strip(SIGNS), said[span.last :].strip(SIGNS)
    if before and behind:
        return None
    clocks = (span.start,) if span.end is None else (span.start, span.end)
    if not before and not behind:
        return _Time(text.box, clocks, None)
    share = len(before or behind) / max(1, len(said))
    cut = text.box.left + text.box.width * (share if before else 1 - share)
    left, right = (text.box.model_copy(update=side) for side in ({"right": cut}, {"left": cut}))
    own, other = (right, left) if before else (left, right)
    return _Time(own, clocks, text.model_copy(update={"text": before or behind, "box": other, "tokens": ()}))


_CLOCK_SIGN = re.compile(r"^\W?[0OQ©]\s?(?=\d\d[:.]\d\d)")
"""The sign of a clock before a time, as a reader takes it for a figure or a letter."""

SIGNS = " ·•|,;:-–—⏱🕐"
"""Signs between a time and what stands beside it."""


def _paired_by_cards(column: Sequence[tuple[Word, _Time]], cells: Sequence[Cell]) -> list[tuple[Word, _Time]]:
    """A column of starts and ends with those that stand beside one card as one time, where nearly all do so."""
    if any(len(time.clocks) > 1 for _, time in column):
        return list(column)
    cards = [c.box for c in cells if c.lines]
    beside = [[said for said in column if card.top <= said[1].box.center[1] <= card.bottom] for card in cards]
    apart = [said[0].box.right for said in column]
    pairs = {
        id(level[0][0]): level
        for card, level in zip(cards, beside, strict=True)
        if len(level) == len(("start", "end")) and card.left >= max(apart)
    }
    if 2 * len(pairs) < MOSTLY * len(column):
        return list(column)
    return [
        (text, _Time(bounding([text.box, low.box]), (*start.clocks, *end.clocks), start.rest or end.rest))
        for (text, start), (low, end) in sorted(pairs.values(), key=lambda pair: pair[0][0].box.top)
    ]


def _paired(column: Sequence[tuple[Word, _Time]]) -> list[tuple[Word, _Time]]:
    """A column with each start and the end close below it as one time, where most of it stands so."""
    pairs: list[tuple[tuple[Word, _Time], tuple[Word, _Time]]] = []
    for above, below in itertools.pairwise(column):
        single = len(above[1].clocks) == len(below[1].clocks) == 1 and not (pairs and pairs[-1][1] is above)
        if single and _apart(above, below) < STACKED * above[0].box.height:
            pairs.append((above, below))
    between = [_apart(a[1], b[0]) - _apart(*a) for a, b in itertools.pairwise(pairs)]
    if 2 * len(pairs) < MOSTLY * len(column) or min(between, default=0.0) < STACKED * column[0][0].box.height:
        return list(column)  # starts, one as far from the next as that from the one behind it
    return [
        (text, _Time(bounding([text.box, low.box]), (*start.clocks, *end.clocks), start.rest or end.rest))
        for (text, start), (low, end) in pairs
    ]


def _apart(above: tuple[Word, _Time], below: tuple[Word, _Time]) -> float:
    """The room between two times one below the other."""
    return below[0].box.top - above[0].box.bottom


STACKED = 0.6
"""Letter heights between a start and the end below it at most, and by which the next start is further off."""

MOSTLY = 0.8
"""Share of a column, or of its items, by which it is told what it is like."""


def _without_level(texts: Sequence[Word], heads: Sequence[Box]) -> list[Word]:
    """``texts`` without what stands level with a day's heading ("today")."""
    return [t for t in texts if not any(_level(head, t.box) for head in heads)]


def _level(box: Box, other: Box) -> bool:
    return box.top <= other.center[1] <= box.bottom


def _panel(told: Sequence[_Time], texts: Sequence[Word], cells: Sequence[Cell]) -> Box:
    """The smallest drawn area around the times, and about as many of the ``texts``; or all as high as they are."""
    whole = bounding(time.box for time in told)
    holding = [c.box for c in cells if sum(c.box.holds(t.box) for t in told) >= MOSTLY * len(told)]
    around = [box for box in holding if sum(box.holds(t.box) for t in texts) >= MOSTLY * len(told)]
    room = 3 * median(time.box.height for time in told)
    page = Box(left=0, top=max(0, whole.top - room), right=float("1e9"), bottom=whole.bottom + room)
    return min(around, key=lambda box: box.width * box.height, default=page)


def _without_side_boxes(texts: Sequence[Word], told: Sequence[_Time], cells: Sequence[Cell]) -> list[Word]:
    """``texts`` without those in boxes of several lines that hold no time: what is said beside an agenda. Where most
    times have such a box beside them, these are their cards."""
    apart = [c.box for c in cells if len(c.lines) >= SEVERAL and not any(c.box.holds(t.box) for t in told)]
    beside = [[i for i, time in enumerate(told) if _level(box, time.box)] for box in apart]
    carded = {times[0] for times in beside if len(times) == 1}
    cards = 2 * len(carded) > len(told)
    boxes = [box for box, times in zip(apart, beside, strict=True) if not (cards and len(times) == 1)]
    return [t for t in texts if not any(box.holds(t.box) for box in boxes)]


SEVERAL = 3
"""Lines of a box beside an agenda from which it is no sign on an item."""


def _items(
    texts: Sequence[Word], told: Sequence[_Time], heads: Sequence[Box], cells: Sequence[Cell]
) -> list[list[Word]]:
    """What is said of each time: what its card holds, else what stands up to the widest room between it and the next
    time's."""
    cards = [_card(time, told, cells) for time in told]
    items: list[list[Word]] = [[] for _ in told]
    free: list[Word] = []
    for text in texts:
        at = next((i for i, card in enumerate(cards) if card is not None and card.holds(text.box)), None)
        if at is None:
            free.append(text)
        else:
            items[at].append(text)
    levels = [(t, next((i for i, time in enumerate(told) if _level(time.box, t.box)), None)) for t in free]
    for text, at in levels:
        if at is not None:
            items[at].append(text)
    loose = sorted((t for t, at in levels if at is None), key=lambda t: t.box.center[1])
    borders = [cards[i] is None for i in range(len(told))]
    for i in range(len(told) + 1):
        above = bounding([told[i - 1].box, *(t.box for t in items[i - 1])]) if i and borders[i - 1] else None
        below = bounding([told[i].box, *(t.box for t in items[i])]) if i < len(told) and borders[i] else None
        low = told[i - 1].box.center[1] if i else float("-inf")
        high = told[i].box.center[1] if i < len(told) else float("inf")
        between = [t for t in loose if low < t.box.center[1] < high]
        up, down = _shared(between, above, below, [h for h in heads if low < h.center[1] < high])
        if i:
            items[i - 1].extend(up)
        if i < len(told):
            items[i].extend(down)
    return items


def _card(time: _Time, told: Sequence[_Time], cells: Sequence[Cell]) -> Box | None:
    """The drawn area that holds a time, none of the others, and more than it."""
    own = [
        c.box
        for c in cells
        if c.box.holds(time.box)
        and c.box.width > CARD * time.box.width
        and not any(c.box.holds(other.box) for other in told if other is not time)
    ]
    return max(own, key=lambda box: box.width * box.height, default=None)


CARD = 1.8
"""Times a card is wider than the time in it at least; a box around the time alone is none."""


def _shared(
    texts: Sequence[Word], above: Box | None, below: Box | None, heads: Sequence[Box]
) -> tuple[list[Word], list[Word]]:
    """The texts between two items that belong to the one above and to the one below: up to the widest room, or to a
    day's heading; none beyond a room of several lines."""
    border = heads[0].center[1] if heads else None
    rows = [b for b in (above, *(t.box for t in texts), below) if b is not None]
    if border is None and above is not None and below is not None:
        reached, gaps = rows[0].bottom, []
        for box in rows[1:]:
            gaps.append((box.top - reached, (box.top + reached) / 2))
            reached = max(reached, box.bottom)
        border = max(gaps)[1]
    up = [t for t in texts if above is not None and (border is None or t.box.center[1] < border)]
    down = [t for t in texts if below is not None and (border is None or t.box.center[1] >= border) and t not in up]
    return _close(up, above), list(reversed(_close(list(reversed(down)), below)))


def _close(texts: Sequence[Word], item: Box | None) -> list[Word]:
    """Those of ``texts``, from an item on, before the first room of more than a line."""
    found: list[Word] = []
    last = item
    for text in texts:
        room = max(text.box.top - last.bottom, last.top - text.box.bottom) if last is not None else 0.0
        if room > ROOM * text.box.height:
            break
        found.append(text)
        last = text.box
    return found


ROOM = 1.2
"""Letter heights between two lines of one item at most."""


def _table(
    number: int,
    heads: Sequence[tuple[float, Sequence[Weekday]]],
    told: Sequence[_Time],
    items: Sequence[Sequence[Word]],
) -> Table | None:
    """The agenda's lessons, each on the days whose heading is the last one above it."""
    edge = _names_begin([text for item in items for text in item])
    said = [(time, _said(time, item, edge)) for time, item in zip(told, items, strict=True)]
    shown = [(time, cell) for time, cell in said if cell.lines]
    if len(shown) < max(LEAST_ITEMS, MOSTLY * len(told)):
        return None
    parted, larger = names_apart(lighter_behind_names([cell for _, cell in shown]))
    parted = _first_lines_first(parted, larger)
    days = [max(head for head in heads if head[0] < time.box.center[1])[1] for time, _ in shown]
    drafts: list[Draft] = []
    rows = zip(days, shown, parted, strict=True)
    for named, group in itertools.groupby(rows, key=lambda row: row[0]):
        items_of = [(time, cell) for _, (time, _), cell in group]
        drafts += [draft for day in named for draft in _of_day(day, items_of, larger)]
    starts = [(d.day, d.start or 0) for d in drafts]
    if any(a[0] is b[0] and b[1] < a[1] for a, b in itertools.pairwise(starts)):
        return None  # times of something else, or of two columns
    return Table(Grid(number, GridKind.LISTED, tuple(cell for _, cell in shown)), None, (), tuple(drafts))


def _first_lines_first(cells: Sequence[Cell], larger: float) -> list[Cell]:
    """``cells`` with their first lines the largest, where most of those of several lines are called by these anyway."""
    several = [cell for cell in cells if len(cell.lines) > 1]
    led = sum(cell.lines[0].text.startswith(read_activities(cell.lines, larger)[0].name[:LED]) for cell in several)
    if led < OFTEN * len(several):
        return list(cells)
    return [
        replace(
            cell, lines=(replace(cell.lines[0], size=2 * larger * max(x.size for x in cell.lines)), *cell.lines[1:])
        )
        if len(cell.lines) > 1
        else cell
        for cell in cells
    ]


LED, OFTEN = 8, 0.6
"""Letters by which a name is its cell's first line, and the share of the cells with such names from which all have."""


def _names_begin(texts: Sequence[Word]) -> float:
    """Where most items' texts begin across the page; periods' numbers and signs stand left of it."""
    lettered = [t for t in texts if sum(map(str.isalpha, t.text)) >= FEWEST_LETTERS]
    size = median([t.box.height for t in lettered] or [0.0])
    lefts = [t.box.left for t in lettered]
    most = max(lefts, key=lambda left: sum(abs(left - x) < size for x in lefts), default=0.0)
    return min((left for left in lefts if abs(left - most) < size), default=0.0) - size / 2


FEWEST_LETTERS = 2
"""Letters from which a text may be a name."""


def _said(time: _Time, item: Sequence[Word], edge: float) -> Cell:
    """What is said of a time, what stands left of the names behind it, without a period's number or a mere sign."""
    item = [_unnumbered(t, edge) if t.box.left < edge < t.box.right else t for t in item]
    names = [t for t in item if t.box.left >= edge]
    beside = [t for t in item if t.box.left < edge and any(map(str.isalpha, t.text)) and not is_period_label(t.text)]
    lines = (*_lines_apart(names), *lines_of(beside))
    return Cell(bounding([t.box for t in item] or [time.box]), tuple(x for x in lines if any(map(str.isalnum, x.text))))


def _unnumbered(text: Word, edge: float) -> Word:
    """A text that reaches from a period's number into the names' column (from ``edge`` on), without that number."""
    bare = _NUMBER.sub("", text.text)
    if bare == text.text:
        return text
    box = text.box.model_copy(update={"left": edge})
    return text.model_copy(update={"text": bare, "box": box, "tokens": ()})


_NUMBER = re.compile(r"^\d{1,2}\.?\s+(?=[^\W\d])")


def _lines_apart(texts: Sequence[Word]) -> list[Line]:
    """The lines of an item from its top, what a wide blank sets off within one as a line that was begun on purpose."""
    rows: list[list[Word]] = []
    for text in sorted(texts, key=lambda t: t.box.center[1]):
        if rows and _level(rows[-1][0].box, text.box) and text.box.left >= max(t.box.right for t in rows[-1]) - 1:
            rows[-1].append(text)
        elif rows and _level(rows[-1][0].box, text.box) and text.box.right <= min(t.box.left for t in rows[-1]) + 1:
            rows[-1].insert(0, text)
        else:
            rows.append([text])
    parts = [(line, at) for row in rows for at, text in enumerate(row) for line in lines_of([text])]
    return [replace(line, begins=line.begins or at > 0) for line, at in parts]


def _of_day(day: Weekday, items: Sequence[tuple[_Time, Cell]], larger: float) -> list[Draft]:
    """The lessons of one day, whose times follow each other; what has a start alone lasts until the next one."""
    bands = settle([(TimeBand(time.box.top, time.box.bottom), list(time.clocks)) for time, _ in items])
    drafts = [
        Draft(
            day,
            band.start,
            band.end,
            found.name,
            found.notes,
            None,
            None,
            cell.box,
            TimesFrom.CELL,
            min(line.confidence for line in cell.lines) * found.sure,
        )
        for (_, cell), band in zip(items, bands, strict=True)
        for found in read_activities(cell.lines, larger)[:1]
        if found.name and band.start is not None
    ]
    return ended(drafts)
