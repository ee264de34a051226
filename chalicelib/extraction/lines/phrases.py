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
from chalicelib.extraction.texts.header_texts import is_period_label
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
    """``lines`` with those in two that begin with a time, a period in words, or its number and a wide blank, and say
    more, where such stand below each other there, by their left sides or by their right ones."""
    said = ((line, behind_time(line.text) or behind_period(line.text)) for line in lines if line.angle == 0)
    ends = {id(line): end for line, end in said if end is not None}
    numbered = [line for line, _ in counted(lines) if not is_period_label(line.text)]
    bare = [line for line in numbered if not _is_dotted(line.text)]
    apart = 2 * sum(map(_wide_blank, bare)) > len(bare)
    ends |= {id(x): x.text.index(" ") for x in numbered if " " in x.text and (apart or _is_dotted(x.text))}
    timed = [line for line in lines if id(line) in ends]
    lefts = sorted(line.box.left for line in timed)
    rights = sorted(_place_behind(line, ends[id(line)]) for line in timed)
    result = []
    for line in lines:
        end = ends.get(id(line), len(line.text))
        behind = _place_behind(line, end)
        below = max(_near(lefts, line.box.left, line.size), _near(rights, behind, line.size))
        if end == len(line.text) or below < LEAST_TIMES:
            result.append(line)
            continue
        result.extend(line_parts(line, end, behind + line.box.width / (2 * len(line.text))))
    return result


def behind_period(text: str) -> int | None:
    """Where the name of a period in words ends that a text begins with ("1ª ora Italiano"); None where it begins with
    none."""
    match = _TWO_WORDS.match(text)
    worded = match is not None and sum(map(str.isalpha, match.group())) > LEAST_LETTERS
    return match.end() if match is not None and worded and is_period_label(match.group()) else None


_TWO_WORDS = re.compile(r"\S+\s\S+(?=\s|$)")

LEAST_LETTERS = 2
"""Letters of a period's name in words, those of an ordinal's sign with them, at least."""


def counted(lines: Sequence[Line]) -> list[tuple[Line, int]]:
    """The lines below each other, of one column or several, that begin with figures counted up from one, or with dots
    behind them from two, some of which say more ("1 Irish", "2. Maths"), and their numbers; none where there are no
    such lines."""
    begun = ((line, _FIGURE_FIRST.match(line.text)) for line in lines if line.angle == 0 and not find_spans(line.text))
    figures = sorted(((x, int(m["number"])) for x, m in begun if m is not None), key=lambda x: x[0].box.top)
    found: list[tuple[Line, int]] = []
    for first, begins in figures:
        if begins > (SECOND if _is_dotted(first.text) else 1):
            continue
        column = [(x, number) for x, number in figures if abs(x.box.left - first.box.left) <= first.size]
        counts = [number for _, number in column] == list(range(begins, begins + len(column)))
        if counts and len(column) >= LEAST_TIMES and any(not x.text.strip(".").isdecimal() for x, _ in column):
            found.extend(column)
    return found


SECOND = 2
"""The number from which periods are counted where the first one was not read."""


def _is_dotted(text: str) -> bool:
    """Whether the figure that a text begins with has a dot behind it: it numbers what follows."""
    return text.lstrip("0123456789").startswith(".")


_FIGURE_FIRST = re.compile(r"(?P<number>\d{1,2})\.?(?=\s[^\W\d]|$)")


def _wide_blank(line: Line) -> bool:
    """Whether the first blank of a line is wider than one between words."""
    return any(end - begin >= WIDER_BLANK * line.size for _, begin, end in line.gaps[:1])


WIDER_BLANK = 0.6
"""Letter heights from which a blank parts a number from what it is of."""


def _place_behind(line: Line, end: int) -> float:
    """Where on the page the first ``end`` letters of a line end."""
    return line.box.left + line.box.width * end / len(line.text)


def _near(places: Sequence[float], place: float, reach: float) -> int:
    """How many of sorted ``places`` are as near to one."""
    return bisect_right(places, place + reach) - bisect_left(places, place - reach)


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
        place = _place_behind(line, blank + 1)
        if _near(lefts, place, line.size) >= LEAST_TIMES and named_days(line.text[blank + 1 :]):
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
    """Phrases with letters one below the other (M-O-N) joined into one, and with what a reader takes for a digit among
    the letters of a day (M-0)."""
    single = sorted((p for p in phrases if _LETTER.fullmatch(p.text.strip())), key=lambda p: p.box.top)
    stacks: list[list[Cell]] = []
    for letter in single:
        size = letter.lines[0].size
        above = next((s for s in stacks if _goes_on(s[-1].box, letter.box, size)), None)
        if above is None:
            stacks.append([letter])
        else:
            above.append(letter)
    joined = [s for s in stacks if _is_word([c.text.strip() for c in s])]
    used = {id(c) for s in joined for c in s}
    kept = [p for p in phrases if id(p) not in used]
    return kept + [Cell(bounding(c.box for c in s), tuple(line for c in s for line in c.lines)) for s in joined]


def _is_word(letters: Sequence[str]) -> bool:
    """Whether letters one below the other are a word: the same one over and over is none ("u" behind each of a column
    of hours), and one with digits is a day or none."""
    if not all(letter.isalpha() for letter in letters):
        return letters[0].isalpha() and parse_day_label("\n".join(letters)) is not None
    return len(letters) > 1 and (len(letters) < FEWEST_ALIKE or len(set(letters)) > 1)


_LETTER = re.compile(r"[^\W\d_]|[01]")
"""One letter, or a digit that a reader takes for one."""

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
