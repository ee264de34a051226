"""Words as lines of text: which of them read on, in which order, and where a line that is several texts parts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from statistics import median

from chalicelib.domain.page import Token, Word
from chalicelib.extraction.grid import Line, bounding, overlap, reading_order
from chalicelib.extraction.texts.day_names import LONG_NAMES
from chalicelib.extraction.texts.days import DATE, is_week, joins_days, parse_day_label, plain
from chalicelib.extraction.texts.heads import Head, head_of
from chalicelib.extraction.texts.pauses import is_pause
from chalicelib.extraction.texts.times import find_spans, is_joiner


def lines_of(words: Sequence[Word]) -> tuple[Line, ...]:
    """The words of one cell as lines in reading order, turned text along its own direction."""
    groups: dict[int, list[Word]] = {}
    for word in (part for whole in words for part in headings_apart(whole)):
        groups.setdefault(word.angle, []).append(word)
    parts = [part for angle, group in groups.items() for part in _lines_at(angle, group)]
    if len(groups) == 1:
        return tuple(parts)
    return tuple(sorted(parts, key=reading_order))


def _along(word: Word) -> tuple[float, float, float, float]:
    """A word's (start, end) along its reading direction and (low, high) across it, growing as one reads on."""
    box = word.box
    if word.angle == 270:  # reads upwards; lines follow each other to the right
        return -box.bottom, -box.top, box.left, box.right
    if word.angle == 90:  # reads downwards; lines follow each other to the left
        return box.top, box.bottom, -box.right, -box.left
    if word.angle == 180:
        return -box.right, -box.left, -box.bottom, -box.top
    return box.left, box.right, box.top, box.bottom


Placed = tuple[tuple[float, float, float, float], Word]
"""A word with its place along and across its reading direction."""


def _lines_at(angle: int, words: Sequence[Word]) -> list[Line]:
    """Lines among words of one direction: those that overlap by half across the direction belong together."""
    placed = sorted(((_along(word), word) for word in words), key=lambda p: p[0][2] + p[0][3])
    rows: list[list[Placed]] = []
    for place, word in placed:
        row = rows[-1] if rows else None
        if row is not None and _same_line(row, place) and not any(_above(p, place) for p, _ in row):
            row.append((place, word))
        else:
            rows.append([(place, word)])
    in_order = [_spelt_wide(_in_turn(row)) for row in rows]
    return [_line(angle, part) for row in in_order for part in _segments(row)]


def _in_turn(row: Sequence[Placed]) -> list[Placed]:
    """The words of a line in reading order; two that stand over each other beside something larger, both level with it
    (a start and its end beside the period's number), from the upper one to the lower, however far each reaches."""
    in_turn = sorted(row, key=lambda placed: placed[0][0])
    for i, ((first, _), (second, _)) in enumerate(itertools.pairwise(list(in_turn))):
        off = (first[2] + first[3] - second[2] - second[3]) / 2
        if off >= OFF_MIDDLE * min(first[3] - first[2], second[3] - second[2]) and _over_each_other(first, second):
            in_turn[i : i + 2] = in_turn[i + 1], in_turn[i]
    return in_turn


def _spelt_wide(row: list[Placed]) -> list[Placed]:
    """A line of nothing but single letters, which name a pause, as its words, however wide they are spelt; other
    letters may be the days', each with its own."""
    letters = [word for _, word in row]
    if len(row) < FEWEST_SPELT or any(len(x.text) != 1 for x in letters):
        return row
    parts = [row] if _is_spelt_pause(row) and _even(row) else _at_wider_gaps(row)
    return [_whole(parts)] if any(map(_is_spelt_pause, parts)) and all(map(_even, parts)) else row


def _at_wider_gaps(row: list[Placed]) -> list[list[Placed]]:
    """A line of letters cut where two stand clearly further apart than most: between two words spelt wide."""
    gaps = [b[0][0] - a[0][1] for a, b in itertools.pairwise(row)]
    usual = median(gaps)
    parts = [[row[0]]]
    for gap, placed in zip(gaps, row[1:], strict=True):
        if usual > 0 and gap > WIDER * usual:
            parts.append([placed])
        else:
            parts[-1].append(placed)
    return parts


def _is_spelt_pause(part: list[Placed]) -> bool:
    return len(part) >= FEWEST_SPELT and is_pause(_spelt(part))


def _spelt(part: list[Placed]) -> str:
    """The word of a line's letters: a nought among them is the O that stands alone."""
    return "".join(word.text for _, word in part).replace("0", "O")


def _even(part: list[Placed]) -> bool:
    """Whether letters stand as far from each other, by their middles."""
    middles = [(start + end) / 2 for (start, end, _, _), _ in part]
    pitches = [b - a for a, b in itertools.pairwise(middles)]
    return not pitches or max(pitches) <= UNEVEN * min(pitches)


def _whole(parts: list[list[Placed]]) -> Placed:
    """The letters of several words as one text."""
    letters = [word for part in parts for _, word in part]
    whole = letters[0].model_copy(
        update={
            "text": " ".join(map(_spelt, parts)),
            "box": bounding(x.box for x in letters),
            "confidence": min(x.confidence for x in letters),
        }
    )
    return _along(whole), whole


WIDER = 1.5
"""Times the usual gap between two letters from which they are of two words."""

FEWEST_SPELT = 4
"""Letters of a word that is spelt wide; the shortest names of pauses are as long as codes."""

UNEVEN = 1.6
"""Times that two letters of such a word are further apart than two others: an M and an I differ."""


APART = 1.5
"""Letter heights between two words of one line from which they are two texts (a room left, a teacher right)."""


def _segments(row: list[Placed]) -> list[list[Placed]]:
    """A line cut where a wide gap separates its words, or a smaller one two headings set tightly: days, ranges."""
    segments = [[row[0]]]
    for placed, following in zip(row[1:], [*row[2:], None], strict=False):
        (start, _, low, high), (_, end, _, _) = placed[0], segments[-1][-1][0]
        behind = following[1].text if following is not None else ""
        least = _least_gap([word for _, word in segments[-1]], placed[1], behind)
        widest = _widest_blank(segments[-1][-1], placed) if least == APART else float("inf")
        if start - end > min(least * (high - low), widest):
            segments.append([placed])
        else:
            segments[-1].append(placed)
    return segments


def _widest_blank(before: Placed, placed: Placed) -> float:
    """How far two words may stand apart by how wide their letters are: those of writing by hand are high."""
    signs = len(before[1].text) + len(placed[1].text)
    if min(len(before[1].text), len(placed[1].text)) < LEAST_SIGNS:
        return float("inf")
    return LETTERS_APART * sum(end - start for (start, end, _, _), _ in (before, placed)) / signs


LETTERS_APART = 4.5
"""Widths of a letter from which a blank parts two texts; print that is 1.5 letter heights apart is so by three."""

LEAST_SIGNS = 4
"""Letters of a word whose width says how wide a letter is; an I is narrow."""


def _least_gap(said: Sequence[Word], word: Word, following: str) -> float:
    """Letter heights from which ``word`` no longer goes on with what is said before it on its line, where ``following``
    is said behind it: a dash between two days joins them, one before a place does not ("MONDAY – St Fintan's")."""
    text, before = word.text, said[-1].text
    headed = _is_day(before) and (len(said) == 1 or _is_day(text) or _is_time(text))
    joined = joins_days(plain(text)) and (text not in DASHES or not following or _names_day(following))
    if headed and not joined:
        return float("-inf") if _is_day(text) and word.angle in (90, 270) else APART_HEADINGS
    if DATE.fullmatch(before) and DATE.fullmatch(text):
        return APART_HEADINGS
    whole = " ".join(w.text for w in said)
    if _is_day(text) and is_week(whole):
        return float("-inf")  # the corner over the times, and the first day beside it
    if _is_time(text) and (head_of(whole) is Head.DAY or ("/" in whole and head_of(whole) is not None)):
        return APART_HEADINGS  # the corner over the days ("DAY", "HARI / MASA"), and the first time beside it
    if _is_range(text) and (_LONE_END.fullmatch(before) or (len(said) == 1 and is_joiner(before))):
        return APART_HEADINGS  # what is left of a range over two or three lines, and the next one beside it
    if _OPEN_HOUR.search(whole) and MINUTES.fullmatch(text):
        return APART
    if _is_range(whole) and text.casefold() not in BESIDE_TIMES:
        return float("-inf") if _is_range(text) else APART_RANGE  # readers' boxes of two headings overlap
    goes_on = text.casefold() in BESIDE_TIMES or not (text[:1].isalpha() or _is_start(text))
    if len(said) == 1 and _is_start(before) and not goes_on:
        return APART_START
    return APART


DASHES = "-–—"

_LONE_END = re.compile(r"(?:[-–—]\s?)?\d{1,2}[:.h]\d\d")

_OPEN_HOUR = re.compile(r"\d\s?[h:]$", re.IGNORECASE)
"""What minutes are to follow: "9 h"."""

MINUTES = re.compile(r"[0-5]\d")


def headings_apart(word: Word) -> list[Word]:
    """A reader's line that holds nothing but the names of several days, or several ranges of time, one by one, each at
    its share of the line: headings that stand close beside each other."""
    if (glued := _glued_days(word.text)) is not None:
        return [_share_of(word, 0, glued), _share_of(word, glued, len(word.text))]
    names = word.text.split()
    if len(names) < 2:
        return [word]
    if all(_is_day(name) for name in names):
        ends = itertools.accumulate(len(name) + 1 for name in names)
        return [_share_of(word, end - len(name) - 1, end - 1) for name, end in zip(names, ends, strict=True)]
    spans = find_spans(word.text)
    between = [word.text[a.last : b.first] for a, b in itertools.pairwise(spans)]
    whole = bool(spans) and spans[0].first == 0 and spans[-1].last == len(word.text)
    if len(spans) < 2 or not whole or any(span.end is None for span in spans) or any(x.strip() for x in between):
        return [word]
    return [_share_of(word, span.first, span.last) for span in spans]


def _glued_days(text: str) -> int | None:
    """Where the second of two long names of days begins that a reader has seen as one ("WednesdayThursday")."""
    if not text.isalpha() or text.islower():
        return None
    cuts = range(LEAST_OF_DAY, len(text) - LEAST_OF_DAY + 1)
    return next((i for i in cuts if plain(text[:i]) in LONG_NAMES and plain(text[i:]) in LONG_NAMES), None)


LEAST_OF_DAY = 4
"""Letters of a day's name that is written in full."""


def _share_of(word: Word, first: int, last: int) -> Word:
    """The characters of ``word`` from ``first`` to before ``last``, with their share of its box."""
    begin, end = first / len(word.text), last / len(word.text)
    if word.angle in (180, 270):
        begin, end = 1 - end, 1 - begin
    box = word.box
    if word.angle in (0, 180):
        sides = {"left": box.left + begin * box.width, "right": box.left + end * box.width}
    else:
        sides = {"top": box.top + begin * box.height, "bottom": box.top + end * box.height}
    return word.model_copy(update={"text": word.text[first:last], "box": box.model_copy(update=sides)})


_BESIDE_TIMES = """
    am pm a.m. p.m. yb yp y.b. y.p. r.n. i.n. pagi petang ptg uhr uur u u. h h. hs hs. hrs horas noon midday
"""
BESIDE_TIMES = frozenset(_BESIDE_TIMES.split())

APART_HEADINGS = 0.4
"""The same between a day and what follows it, or two dates; within a list of days blanks are narrower. Turned names of
days head rows, however close they stand: nobody turns a list."""

APART_RANGE = 0.25
"""The same behind a range: what a column of times says and what stands close beside it are two texts."""


APART_START = 0.4
"""The same behind a start alone that begins a line: what stands in the column beside it, another start too."""


def _is_start(text: str) -> bool:
    spans = find_spans(text)
    return len(spans) == 1 and spans[0].start.exact and spans[0].first == 0 and spans[0].last == len(text)


def _is_range(text: str) -> bool:
    return any(span.end is not None for span in find_spans(text))


def _is_time(text: str) -> bool:
    return text[:1].isdigit() and bool(find_spans(text))


def _names_day(text: str) -> bool:
    """Whether a text is sure to name days, whatever leads on from it ("Thursday,")."""
    label = parse_day_label(text.strip(",;:."))
    return label is not None and label.certain


def _is_day(text: str) -> bool:
    """Whether a text names days and none is to follow or went before ("Monday,", "Monday-", "-Friday")."""
    label = parse_day_label(text)
    return (
        label is not None and label.certain and not any(not c.isalnum() and joins_days(c) for c in (text[0], text[-1]))
    )


def _same_line(row: list[Placed], place: tuple[float, float, float, float]) -> bool:
    low = sum(p[2] for p, _ in row) / len(row)
    high = sum(p[3] for p, _ in row) / len(row)
    common = overlap(low, high, place[2], place[3])
    smaller, larger = sorted((high - low, place[3] - place[2]))
    return common >= (LEVEL_SIZES if larger > OTHER_SIZE * smaller else LEVEL_WORDS) * smaller and common > 0


def _above(first: tuple[float, float, float, float], second: tuple[float, float, float, float]) -> bool:
    """Whether two words share most of their extent along the line and one is as high as two: it stands above or below
    the other, though its box overhangs it (a box may hold the joiner between two times with the second one)."""
    heights = sorted((first[3] - first[2], second[3] - second[2]))
    return heights[1] >= TWO_LINES * heights[0] and _over_each_other(first, second)


def _over_each_other(first: tuple[float, float, float, float], second: tuple[float, float, float, float]) -> bool:
    """Whether two words share most of their extent along the line."""
    common = overlap(first[0], first[1], second[0], second[1])
    return common > BELOW * min(first[1] - first[0], second[1] - second[0])


OFF_MIDDLE = 0.5
"""Heights of the lower of two words by which the other one's middle is off its own where one stands over the other."""

TWO_LINES = 1.6
"""Times that a box of two lines is as high as one of one."""

BELOW = 0.6
"""Share of the shorter word's extent along the line that two words of one line have in common at most."""

LEVEL_WORDS = 0.55
"""Share of the lower word's height that words of one line have in common; readers' boxes overhang the letters, so that
a room below a name shares up to half."""

OTHER_SIZE = 1.3
"""Times that one word is as high as another from which they are set in two sizes."""

LEVEL_SIZES = 0.7
"""The same of words in two sizes: on one line the smaller one hardly sticks out of the larger."""


def _line(angle: int, row: Sequence[Placed]) -> Line:
    words = [word for _, word in row]
    ends = itertools.accumulate(len(word.text) + 1 for word in words)
    gaps = [(end - 1, a.box.right, b.box.left) for end, (a, b) in zip(ends, itertools.pairwise(words), strict=False)]
    text = " ".join(word.text for word in words)
    spaced = _SPACED_OUT.fullmatch(text) is not None and is_pause(text.replace(" ", ""))
    return Line(
        text=text.replace(" ", "") if spaced else text,
        gaps=tuple(gaps) if angle == 0 and not spaced else (),
        tokens=_tokens(words) if angle == 0 and not spaced else (),
        box=bounding(word.box for word in words),
        size=max(place[3] - place[2] for place, _ in row),
        angle=angle,
        confidence=min(word.confidence for word in words),
    )


def _tokens(words: Sequence[Word]) -> tuple[Token, ...]:
    """The words' tokens, counted along the line that they make; none where a word has none."""
    found: list[Token] = []
    begin = 0
    for word in words:
        if not word.tokens:
            return ()
        # Made anew: pydantic copies several times more slowly.
        found.extend(
            Token(first=begin + t.first, left=t.left, right=t.right, strength=t.strength, height=t.height)
            for t in word.tokens
        )
        begin += len(word.text) + 1
    return tuple(found)


_SPACED_OUT = re.compile(r"(?:\w ){3,}\w")
"""A word with blanks between its letters; where they are no pause they may be the days' or the groups'."""
