"""A page's words as phrases: what stands together, whatever direction, language or line it was set in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.grid import Cell, Line, bounding, overlap
from chalicelib.extraction.lines.line_parts import line_cut, line_parts
from chalicelib.extraction.lines.ranges import with_ranges
from chalicelib.extraction.lines.text_lines import lines_of
from chalicelib.extraction.settings import LEAST_TIMES
from chalicelib.extraction.texts.days import DATE, named_days, parse_day_label, reads_on
from chalicelib.extraction.texts.times import find_spans


def phrases_of(words: Sequence[Word], blocks: Sequence[Cell]) -> list[Cell]:
    """Each phrase as a cell of its own; none goes over the edge of one of the ``blocks``."""
    lines = _times_apart(_days_apart(_lines_by_block(words, blocks)))
    return with_ranges(with_lists(_with_stacks([Cell(line.box, (line,)) for line in lines])))


def _lines_by_block(words: Sequence[Word], blocks: Sequence[Cell]) -> list[Line]:
    """Lines within each block, and of the words in none: what one block says might read on in the next."""
    if not blocks:
        return list(lines_of(words))
    left, top, right, bottom = np.array([(b.box.left, b.box.top, b.box.right, b.box.bottom) for b in blocks]).T
    groups: dict[int, list[Word]] = {}
    for word in words:
        x, y = word.box.center
        held = np.flatnonzero((left <= x) & (x <= right) & (top <= y) & (y <= bottom))
        groups.setdefault(int(held[0]) if held.size else -1, []).append(word)
    return [line for group in groups.values() for line in lines_of(group)]


def _times_apart(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with those in two that begin with a time and say more, where times stand below each other there."""
    ends = {id(line): end for line in lines if line.angle == 0 and (end := behind_time(line.text)) is not None}
    lefts = sorted(line.box.left for line in lines if id(line) in ends)
    result = []
    for line in lines:
        end = ends.get(id(line), len(line.text))
        place = line.box.left
        below = bisect_right(lefts, place + line.size) - bisect_left(lefts, place - line.size)
        if end == len(line.text) or below < LEAST_TIMES:
            result.append(line)
            continue
        place += line.box.width * (end + 0.5) / len(line.text)
        result.extend(line_parts(line, end, place))
    return result


def _days_apart(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with those in two that end with days where others begin below each other: a reader has joined what
    stands in the column before to them ("Intermediário ter e qui")."""
    named = {id(line) for line in lines if line.angle == 0 and named_days(line.text)}
    lefts = sorted(line.box.left for line in lines if id(line) in named)
    result = []
    for line in lines if len(lefts) >= LEAST_TIMES else ():
        cut = _before_days(line, lefts) if line.angle == 0 and id(line) not in named else None
        result.extend([line] if cut is None else line_parts(line, *cut))
    return result or list(lines)


def _before_days(line: Line, lefts: Sequence[float]) -> tuple[int, float] | None:
    """Where the days begin that a line ends with, among its letters and on the page; None where it ends with none, or
    not where days do."""
    for blank in (i for i, sign in enumerate(line.text) if sign == " "):
        place = line.box.left + line.box.width * (blank + 1) / len(line.text)
        below = bisect_right(lefts, place + line.size) - bisect_left(lefts, place - line.size)
        if below >= LEAST_TIMES and named_days(line.text[blank + 1 :]):
            return blank, place
    return None


def behind_time(text: str) -> int | None:
    """Where the time ends that a text begins with, and a dash or colon behind it; None where it begins with none, or
    goes on without a blank."""
    spans = [span for span in find_spans(text) if span.first == 0 and (span.start.exact or span.end is not None)]
    if not spans:
        return None
    end = len(text[: spans[0].last].rstrip())
    if not any(sign.isalnum() for sign in text[end:]):
        return len(text)  # "9.50 -" goes on in the next line
    apart = _APART.match(text, end)
    return apart.end() if apart is not None else None


_APART = re.compile(r"\s*[-–—:|]?\s+")
"""What parts a time from what it says."""


def _with_stacks(phrases: Sequence[Cell]) -> list[Cell]:
    """Phrases with letters one below the other (M-O-N) joined into one."""
    single = sorted((p for p in phrases if len(p.text.strip()) == 1 and p.text.isalpha()), key=lambda p: p.box.top)
    stacks: list[list[Cell]] = []
    for letter in single:
        size = letter.lines[0].size
        above = next((s for s in stacks if _goes_on(s[-1].box, letter.box, size)), None)
        if above is None:
            stacks.append([letter])
        else:
            above.append(letter)
    # The same letter over and over is none ("u" behind each of a column of hours).
    joined = [s for s in stacks if len(s) > 1 and (len(s) < FEWEST_ALIKE or len({c.text.strip() for c in s}) > 1)]
    used = {id(c) for s in joined for c in s}
    kept = [p for p in phrases if id(p) not in used]
    return kept + [Cell(bounding(c.box for c in s), tuple(line for c in s for line in c.lines)) for s in joined]


FEWEST_ALIKE = 3
"""Letters of a stack from which they are no word where they are all the same."""


def with_lists(phrases: Sequence[Cell]) -> list[Cell]:
    """Phrases with lists of days over several lines ("Monday to / Friday"), and dates below them, joined into one."""
    result = sorted(phrases, key=lambda p: p.box.top)
    numbers = [p for p in result if p.text.strip().isdigit() or DATE.fullmatch(p.text.strip())]
    for first in list(result):
        if (date := _date_below(first, numbers)) is not None:
            joined = Cell(bounding([first.box, date.box]), first.lines + date.lines)
            result = [joined if p is first else p for p in result if p is not date]
            continue
        while reads_on(first.text) and parse_day_label(first.text) is not None and any(p is first for p in result):
            size = first.lines[-1].size
            below = next((p for p in result if p is not first and stands_below(first.box, p.box, size)), None)
            if below is None or parse_day_label(f"{first.text} {below.text}") is None:
                break
            joined = Cell(bounding([first.box, below.box]), first.lines + below.lines)
            result = [joined if p is first else p for p in result if p is not below]
            first = joined
    return result


def stands_below(above: Box, box: Box, size: float) -> bool:
    """Whether a box goes on right below another one, in letters of ``size``."""
    return overlap(above.left, above.right, box.left, box.right) > 0 and -0.5 * size <= box.top - above.bottom < size


def _goes_on(above: Box, letter: Box, size: float) -> bool:
    return abs(above.center[0] - letter.center[0]) < 0.6 * size and -0.2 * size <= letter.top - above.bottom < size


def _date_below(day: Cell, numbers: Sequence[Cell]) -> Cell | None:
    """The day of the month right below a day's name, as calendars print it; sometimes larger than the name."""
    label = parse_day_label(day.text)
    if label is None:
        return None
    dates = [p for p in numbers if stands_below(day.box, p.box, p.lines[0].size)]
    dated = parse_day_label(f"{day.text} {dates[0].text}") if len(dates) == 1 else None
    return dates[0] if dated is not None and dated.certain else None


def parted_at(line: Line, borders: Sequence[float]) -> list[Line]:
    """A phrase that runs over borders of columns set tightly, cut at its blanks there."""
    parts = [line]
    for place in borders:
        parts = [piece for part in parts for piece in line_cut(part, place)]
    return parts
