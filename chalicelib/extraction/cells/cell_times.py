"""The time that a cell prints for itself: a range, a start and an end in its corners, when its lesson ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.grid import Line
from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.header_texts import range_alone
from chalicelib.extraction.texts.joined import PAIR
from chalicelib.extraction.texts.kinds import BRACKETS

_WORDS = (
    r"(?:until|up ?to|till?|ends?(?: at)?|finish(?:es)?(?: at)?|bis|tot|t/m|jusqu['’]?\s?[àa]|hasta(?: las?)?|"
    r"fino alle|até(?: às?)?)"
)
_UNTIL = re.compile(rf"^(?:(?P<before>.*\S)\s[-–—]\s)?\W*{_WORDS}\s(?P<end>\S.*?)(?:\s?uur|\s?uhr)?\W*$", re.IGNORECASE)
"""A line that says when a lesson ends, other than the rest of its row: "tot 12:15", "(until 11.30)", also behind a dash
("Jnr Infants – until 2.10")."""


_UNTIL_BELOW = re.compile(rf"^(?P<before>.*\S)\s{_WORDS}$", re.IGNORECASE)
"""A name and the word before its end, which stands on the next line: "Overblijf tot"."""


def without_own_end(lines: Sequence[Line]) -> tuple[Sequence[Line], times.Clock | None]:
    """A cell's lines without the one that says when the lesson ends, and that time."""
    for line, below in itertools.pairwise(lines):
        wrapped = _UNTIL_BELOW.match(line.text)
        if wrapped is not None and _lone_time(below.text):
            name = replace(line, text=wrapped["before"], tokens=(), gaps=())
            kept = [name if x is line else x for x in lines if x is not below]
            return kept, times.find_spans(times.tidy(below.text))[0].start
    for i, line in enumerate(lines):
        match = _UNTIL.match(line.text)
        if match is not None and not match["before"] and len(lines) == 1:
            break
        end = times.tidy(match["end"]) if match is not None else ""
        spans = times.find_spans(end)
        if len(spans) == 1 and spans[0].end is None and not times.without_spans(end, spans):
            before = match["before"] if match is not None else None
            rest = [replace(line, text=before, tokens=(), gaps=(), begins=i > 0)] if before else []
            return [*lines[:i], *rest, *lines[i + 1 :]], spans[0].start
    return lines, None


def corner_last(lines: Sequence[Line]) -> Sequence[Line]:
    """A cell's lines with what stands far right of the range that heads it, over the name that begins below that range,
    behind them: a room or a period's number in the corner."""
    if len(lines) < LEAST_WITH_CORNER or any(line.angle for line in lines):
        return lines
    head, corner, name = lines[:LEAST_WITH_CORNER]
    level = head.box.top <= corner.box.center[1] <= head.box.bottom < name.box.center[1]
    far = corner.box.left - head.box.right >= CORNER * head.size
    if not level or not far or abs(name.box.left - head.box.left) > head.size or not corner.placed:
        return lines
    if not range_alone(head.text) or times.find_spans(times.tidy(corner.text)):
        return lines
    return [head, *lines[2:], replace(corner, begins=True)]


LEAST_WITH_CORNER = 3
"""Lines of a cell that has its time, something in its corner and a name below."""

CORNER = 2.0
"""Letter heights from a time to what stands in the other corner, at least."""


def with_corner_times(lines: Sequence[Line]) -> Sequence[Line]:
    """A cell's lines with the start in its first corner and the end in its last one as one range."""
    lines = _with_times_around(_with_start_alone(lines))
    alone = [line for line in lines if line.angle == 0 and _lone_time(line.text)]
    if len(lines) <= 2 or len(alone) != 2:
        return lines
    start, end = sorted(alone, key=lambda line: line.box.top)
    between = [line for line in lines if line not in alone]
    if end.box.left < start.box.right:  # one above the other they head a list's lines
        return lines
    if not all(start.box.top <= line.box.center[1] <= end.box.bottom for line in between):
        return lines
    return [replace(start, text=f"{start.text} - {end.text}"), *between]


def _with_times_around(lines: Sequence[Line]) -> Sequence[Line]:
    """The one line of a low block with its start before the name and its end behind it as a range before that."""
    if len(lines) != 1 or lines[0].angle or len(lines[0].text) > LONGEST_AROUND:
        return lines
    if (match := _AROUND.fullmatch(lines[0].text.strip())) is None:
        return lines
    return [replace(lines[0], text=f"{match['start']} - {match['end']} {match['name']}", tokens=(), gaps=())]


_AROUND = re.compile(
    r"(?P<start>\d{1,2}[:.][0-5]\d)\s+(?P<name>[^\W\d](?!.*\d[:.]\d.*\d[:.]\d).*\S)\s+(?P<end>\d{1,2}[:.][0-5]\d)"
)
"""What stands between its start and its end on one line ("8:15 Mentorstid ANBE A12 8:25")."""

LONGEST_AROUND = 80
"""Characters of such a line at most; longer ones are running text."""


def _with_start_alone(lines: Sequence[Line]) -> Sequence[Line]:
    """A low block's lines with the start in its first corner on a line of its own, where the name stands level with it
    and the end alone in the last corner."""
    if len(lines) != PAIR or any(line.angle for line in lines) or not _lone_time(lines[1].text):
        return lines
    text = times.tidy(lines[0].text)
    spans = times.find_spans(text)
    if len(spans) != 1 or spans[0].end is not None or spans[0].first > 0 or lines[1].box.left <= lines[0].box.center[0]:
        return lines
    start, rest = text[: spans[0].last], text[spans[0].last :].strip()
    if not rest:
        return lines
    border = lines[0].box.left + lines[0].box.width * len(start) / len(text)
    before, behind = (lines[0].box.model_copy(update={side: border}) for side in ("right", "left"))
    named = replace(lines[0], text=rest, box=behind, tokens=(), gaps=())
    return [replace(lines[0], text=start, box=before, tokens=(), gaps=()), named, lines[1]]


def _lone_time(text: str) -> bool:
    """Whether a line is one time without an end and nothing else."""
    spans = times.find_spans(times.tidy(text))
    return len(spans) == 1 and spans[0].end is None and not times.without_spans(times.tidy(text), spans)


def own_time(text: str) -> times.Span | None:
    """The time a cell states for itself: a range anywhere, a lone time only at the beginning or end of a line."""
    flat = text.replace("\n", " ")
    besides = _said_in_brackets(flat)
    spans = [s for s in times.find_spans(flat) if not any(low <= s.first and s.last <= high for low, high in besides)]
    ranges = [s for s in spans if s.end is not None]
    if ranges:  # "9-10. évf. 13:30–15:00": hours alone are of classes beside a range with its minutes
        return next((s for s in ranges if s.start.exact), ranges[0])
    for span in spans:
        if span.start.minute % FIVE and "." in text[span.first : span.last]:
            continue
        line = text[: span.first].rsplit("\n", 1)[-1].strip()
        rest = text[span.last :].split("\n", 1)[0].strip()
        if _FORM.fullmatch(text[span.first : span.last].strip()):
            continue
        behind_comma = line[-1:] == "," and span.start.settled and rest[:1] in ("", ",")
        if not line or (not rest and line[-1:] in "-–:(") or behind_comma:
            return span
    return None


def _said_in_brackets(text: str) -> list[tuple[int, int]]:
    """Where brackets say a time of somebody or something else ("(US 10-10:15)"), beside what stands outside of them."""
    found = []
    for match in BRACKETS.finditer(text):
        spans = times.find_spans(match.group())
        words = re.findall(r"[^\W\d_]+", times.without_spans(match.group(), spans)) if spans else []
        others = [word for word in words if word.casefold() not in _OF_TIMES]
        if others and sum(c.isalpha() for c in text) > sum(map(len, words)) + PAIR:
            found.append(match.span())
    return found


_OF_TIMES_TEXT = """
    from until till to up start starts end ends begin begins finish at am pm h hr hrs hour hours min mins minutes noon
    von bis ab um uhr std de a à du au jusque jusqu desde hasta las alle dalle fino das às até van tot uur od do go
"""
_OF_TIMES = frozenset(_OF_TIMES_TEXT.split())
"""Words that belong to a time, whatever else they say."""

_FORM = re.compile(r"\d{1,2}H")
"""A class ("2H Phonics", "Cover 3H"), where an hour is written with a small letter or minutes."""

FIVE = 5
"""Minutes to which a lone time with a dot keeps: "3.14" and "1.11" are rooms."""
