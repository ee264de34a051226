"""Days as telephones, task lists and slides show them: one column of times, and level with each, above or below it what
happens then, on as many lines as it takes. No rule parts one lesson from the next: the room between them does, or the
card around each."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box, Weekday
from chalicelib.extraction.cells.activities import read_activities
from chalicelib.extraction.cells.stressed import lighter_behind_names
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line, bounding
from chalicelib.extraction.headers.day_headings import days_chosen
from chalicelib.extraction.layouts.printed_times import (
    LEAST_ITEMS,
    MOSTLY,
    PrintedTime,
    columns_of_times,
    paired_by_cards,
    texts_of,
    without_times,
)
from chalicelib.extraction.layouts.timed_items import TimedItem, lessons_of
from chalicelib.extraction.lines.text_lines import lines_of
from chalicelib.extraction.tables.blocks import names_apart
from chalicelib.extraction.tables.ends import ended
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.days import named_days
from chalicelib.extraction.texts.header_texts import is_period_label

MOST_TEXTS = 2000
"""Texts of a page at most among which agendas are looked for."""


def read_agenda(number: int, words: Sequence[Word], cells: Sequence[Cell]) -> Table | None:
    """The day's, or several days', lessons in one column, or in several beside each other that each have their days
    above; None where no column of times has a day named above it."""
    if len(words) > MOST_TEXTS:
        return None
    texts = texts_of([w for w in words if w.angle == 0])
    columns = [paired_by_cards(column, cells) for column in columns_of_times(texts)]
    if len(columns) > 1:
        return _beside_each_other(number, texts, columns, cells)
    return _below_each_other(number, texts, columns[0], cells) if columns else None


def _below_each_other(
    number: int, texts: Sequence[Word], column: Sequence[tuple[Word, PrintedTime]], cells: Sequence[Cell]
) -> Table | None:
    """The lessons of one column, each on the day that is named last above it."""
    told = [time for _, time in column]
    others = _without_side_boxes(without_times(texts, column), told, cells)
    heads = days_chosen([(t.text, t.box) for t in others], told[0].box, told[-1].box, [c.box for c in cells])
    if not heads:
        return None
    panel = _panel(told, [t for t in others if any(map(str.isalpha, t.text))], cells)
    named = [box for box, _ in heads]
    cards = [card for time in told if (card := _card(time, told, cells)) is not None]
    beside = [card for card in cards if not any(card.holds(box) for box in named)]
    rest = _without_level([t for t in others if panel.holds(t.box)], named, beside)
    items = _items([*rest, *(t.rest for t in told if t.rest is not None)], told, named, cells)
    return _table(number, [(box.top, (day,)) for box, day in heads], told, items)


def _beside_each_other(
    number: int, texts: Sequence[Word], columns: Sequence[Sequence[tuple[Word, PrintedTime]]], cells: Sequence[Cell]
) -> Table | None:
    """The lessons of several columns, each of the days that the lowest heading above its times names."""
    size = median(text.box.height for column in columns for text, _ in column)
    lefts = [min(text.box.left for text, _ in column) - size for column in columns]
    found: list[Table] = []
    widest = max(b - a for a, b in itertools.pairwise(lefts))
    for column, left, right in zip(columns, lefts, [*lefts[1:], lefts[-1] + widest], strict=True):
        told = [time for _, time in column]
        own = [t for t in without_times(texts, column) if left <= t.box.left < right]
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


def _without_level(texts: Sequence[Word], heads: Sequence[Box], cards: Sequence[Box]) -> list[Word]:
    """``texts`` without what stands level with a day's heading ("today"), unless in the card of a time beside that."""
    return [
        t for t in texts if any(card.holds(t.box) for card in cards) or not any(_level(head, t.box) for head in heads)
    ]


def _level(box: Box, other: Box) -> bool:
    return box.top <= other.center[1] <= box.bottom


def _panel(told: Sequence[PrintedTime], texts: Sequence[Word], cells: Sequence[Cell]) -> Box:
    """The smallest drawn area around the times, and about as many of the ``texts``; or all as high as they are."""
    whole = bounding(time.box for time in told)
    holding = [c.box for c in cells if sum(c.box.holds(t.box) for t in told) >= MOSTLY * len(told)]
    around = [box for box in holding if sum(box.holds(t.box) for t in texts) >= MOSTLY * len(told)]
    room = 3 * median(time.box.height for time in told)
    page = Box(left=0, top=max(0, whole.top - room), right=float("1e9"), bottom=whole.bottom + room)
    return min(around, key=lambda box: box.width * box.height, default=page)


def _without_side_boxes(texts: Sequence[Word], told: Sequence[PrintedTime], cells: Sequence[Cell]) -> list[Word]:
    """``texts`` without those in boxes of several lines that hold no time: what is said beside an agenda. Where most
    times have such a box beside them, these are their cards."""
    low = [c for c in cells if len(c.lines) >= SEVERAL and c.box.bottom > told[0].box.top]  # not an app's bar above
    apart = [c.box for c in low if not any(c.box.holds(t.box) for t in told)]
    beside = [[i for i, time in enumerate(told) if _level(box, time.box)] for box in apart]
    carded = {times[0] for times in beside if len(times) == 1}
    cards = 2 * len(carded) > len(told)
    boxes = [box for box, times in zip(apart, beside, strict=True) if not (cards and len(times) == 1)]
    return [t for t in texts if not any(box.holds(t.box) for box in boxes)]


SEVERAL = 3
"""Lines of a box beside an agenda from which it is no sign on an item."""


def _items(
    texts: Sequence[Word], told: Sequence[PrintedTime], heads: Sequence[Box], cells: Sequence[Cell]
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


def _card(time: PrintedTime, told: Sequence[PrintedTime], cells: Sequence[Cell]) -> Box | None:
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
    told: Sequence[PrintedTime],
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
    items_of = [TimedItem(time.clocks, cell, cell.confidence) for (time, _), cell in zip(shown, parted, strict=True)]
    drafts: list[Draft] = []
    for named, group in itertools.groupby(zip(days, items_of, strict=True), key=lambda row: row[0]):
        listed = [item for _, item in group]
        drafts += [draft for day in named for draft in ended(lessons_of(day, listed, larger))]
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
    return [_led(cell, larger) if len(cell.lines) > 1 else cell for cell in cells]


def _led(cell: Cell, larger: float) -> Cell:
    """``cell`` with its first line clearly the largest."""
    first, *rest = cell.lines
    return replace(cell, lines=(replace(first, size=2 * larger * max(x.size for x in cell.lines)), *rest))


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


def _said(time: PrintedTime, item: Sequence[Word], edge: float) -> Cell:
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
