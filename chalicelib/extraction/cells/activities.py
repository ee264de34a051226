"""The activities that one cell holds: most hold one; some a list of times, two weeks, or parallel groups' lessons."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.axes import in_line, shares
from chalicelib.extraction.cells.names import Activity, read_cell
from chalicelib.extraction.cells.parallel import LEAST_GROUPS, groups_apart, kinds_apart, with_shares_free
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.lines.line_parts import parts_at_gaps
from chalicelib.extraction.settings import LARGER
from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.days import plain
from chalicelib.extraction.texts.header_texts import only_times, spans_of
from chalicelib.extraction.texts.joined import as_notes, one_line
from chalicelib.extraction.texts.kinds import BRACKETS, SHORTENED, kind_of


def read_activities(lines: Sequence[Line], larger: float = LARGER) -> list[Activity]:
    """The activities in a cell: one, or several where it lists parallel groups ("Lab (A), Drama (B)")."""
    lines = _ends_below_starts(with_shares_free(lines))
    if len(weeks := _weeks_apart(lines)) > 1:
        return [
            replace(found, notes=as_notes(week, found.notes))
            for week, part in weeks
            for found in read_activities(part, larger)
        ]
    if len(listed := _listed(lines)) > 1:
        return [replace(found, printed=span) for part, span in listed if (found := read_cell(part, larger)) is not None]
    timed = _timed_apart(lines)
    apart = timed if len(timed) > 1 else groups_apart(lines)
    apart = apart if len(apart) > 1 else _rows_apart(lines)
    apart = apart if len(apart) > 1 else _columns_apart(lines)
    apart = apart if len(apart) > 1 else kinds_apart(lines)
    apart = apart if len(apart) > 1 else _headed_apart(lines, larger)
    apart = apart if len(apart) > 1 else _shortened_apart(lines)
    if len(apart) > 1:
        return _without_marks([found for part in apart for found in read_activities(part, larger)])
    whole = read_cell(lines, larger)
    if whole is None:
        return []
    parts = _grouped([line.text for line in lines])
    if len(parts) < 2 or whole.printed is not None:
        return [whole]
    return [Activity(name, notes, None) for name, notes in parts]


def _without_marks(found: Sequence[Activity]) -> list[Activity]:
    """Parallel groups' lessons with the groups' marks, which all of their names end with, among the notes."""
    marks = [_GROUP_BEHIND.match(activity.name) for activity in found]
    if not all(marks):
        return list(found)
    return [
        replace(activity, name=mark["name"], notes=as_notes(mark["mark"], activity.notes))
        for activity, mark in zip(found, marks, strict=True)
        if mark is not None
    ]


_GROUP_BEHIND = re.compile(r"^(?P<name>[^\W\d].*?)\s(?P<mark>(?:gr|grp|sk)\.?\s?(?:[1-4]|[A-D]))$", re.IGNORECASE)


def _shortened_apart(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """The lessons of a cell that are cut short in capitals, each over who teaches it ("P. ISLAM / Ust. Rahim / P. MORAL
    / Cik Devi"); empty for other cells."""
    begun = [i for i, line in enumerate(lines) if SHORTENED.match(line.text)]
    if len(begun) < LEAST_GROUPS or begun[0] > 0:
        return []
    parts = [lines[a:b] for a, b in itertools.pairwise([*begun, len(lines)])]
    return parts if all(len(part) > 1 and kind_of(part[1].text) == "teacher" for part in parts) else []


def _ends_below_starts(lines: Sequence[Line]) -> Sequence[Line]:
    """``lines`` with an end right behind the start that it stands close below, where what happens then stands beside
    both and was read between them."""
    alone = [i for i, line in enumerate(lines) if only_times(line.text) and spans_of(line.text)[0].end is None]
    if len(alone) != PAIR or alone[1] == alone[0] + 1:
        return lines
    start, end = (lines[i] for i in alone)
    over = shares(start.box.left, start.box.right, end.box.left, end.box.right)
    if not over or not 0 < end.box.center[1] - start.box.center[1] < ROOM_BELOW * start.size:
        return lines
    rest = [line for i, line in enumerate(lines) if i not in alone]
    return [*rest[: alone[0]], start, end, *rest[alone[0] :]]


PAIR = 2

ROOM_BELOW = 1.6
"""Letter heights from the middle of a start to that of its end on the next line."""


def _weeks_apart(lines: Sequence[Line]) -> list[tuple[str, Sequence[Line]]]:
    """What a cell says of each of two weeks ("A: Maths", "B: Art"), with the week; empty for other cells."""
    begun = [(i, match) for i, line in enumerate(lines) if (match := _OF_WEEK.match(line.text)) is not None]
    weeks = [match["week"].strip() for _, match in begun]
    if len(weeks) < LEAST_WEEKS or begun[0][0] > 0 or len({plain(week) for week in weeks}) < len(weeks):
        return []
    borders = [*(i for i, _ in begun), len(lines)]
    found = []
    for (first, last), (_, match), week in zip(itertools.pairwise(borders), begun, weeks, strict=True):
        said = replace(lines[first], text=lines[first].text[match.end() :].strip())
        found.append((week, [said, *lines[first + 1 : last]] if said.text else lines[first + 1 : last]))
    return found


_OF_WEEK = re.compile(
    r"^(?P<week>(?:(?:week|wk|woche|wo|semaine|sem|settimana|semana|tydzien|wythnos)\.?\s?)?[A-D](?:[\s.-](?:hét|week|woche|semaine|settimana|semana))?|"
    r"(?:week|wk|woche|semaine|settimana|semana)\.?\s?[1-4])(?:\s?[:)=]|\s[-–—])\s?",
    re.IGNORECASE,
)
"""The week that a line is said of."""

LEAST_WEEKS = 2


def _listed(lines: Sequence[Line]) -> list[tuple[Sequence[Line], times.Span]]:
    """The entries of a list within a cell, each of which begins with its start ("9.00 Carpet"), and the times of each:
    it lasts until the next one starts. Empty where the first line has none, or they do not follow each other."""
    begun = [(i, span) for i, line in enumerate(lines) if (span := _leading_time(line)) is not None]
    if len(begun) < LEAST_LISTED or begun[0][0] > 0 or any(line.angle != 0 for line in lines):
        return []
    starts = times.in_order([span.start for _, span in begun])
    if any(b <= a for a, b in itertools.pairwise(starts)):
        return []
    ends = [*(span.start for _, span in begun[1:]), None]
    borders = [*(i for i, _ in begun), len(lines)]
    entries = [lines[first:last] for first, last in itertools.pairwise(borders)]
    if any(len(times.find_spans(times.tidy("\n".join(x.text for x in entry)))) > 1 for entry in entries):
        return []  # running text, whose lines break anywhere
    return [
        (entry, span if span.end is not None else replace(span, end=end))
        for entry, (_, span), end in zip(entries, begun, ends, strict=True)
    ]


LEAST_LISTED = 2
"""Lines of a cell that begin with a start from which they are a list's."""


def _leading_time(line: Line) -> times.Span | None:
    """The start, or the range, that a line begins with and after which it says something."""
    text = times.tidy(line.text).lstrip(" -–•*·")
    spans = [s for s in times.find_spans(text) if s.first == 0 and (s.start.exact or s.end is not None)]
    said = any(c.isalpha() for c in times.without_spans(text, spans[:1])) if spans else False
    return spans[0] if said else None


def _timed_apart(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """A cell's lines in parts of one time range each: from one range to the next where the cell begins with one, else
    cut where they stand furthest apart; whole where that fails.

    Two ranges in one area are two activities: the rule between them was not drawn, or not seen.
    """
    ranges = [sum(s.end is not None for s in times.find_spans(times.tidy(line.text))) for line in lines]
    if sum(ranges) < 2 or any(line.angle != 0 for line in lines):
        return [lines]
    if ranges[0] and not ranges[-1] and max(ranges) == 1:
        borders = [*(i for i, count in enumerate(ranges) if count), len(lines)]
        below = all(not lines[i].placed or lines[i].box.top > lines[i - 1].box.center[1] for i in borders[1:-1])
        if below and all(b - a > 1 for a, b in itertools.pairwise(borders)):  # each stands over what happens then
            return [lines[a:b] for a, b in itertools.pairwise(borders)]
    gaps = {i: lines[i].box.top - lines[i - 1].box.bottom for i in range(1, len(lines))}
    cuts: list[int] = []
    for place in sorted(gaps, key=lambda i: -gaps[i]):
        borders = [0, *sorted([*cuts, place]), len(lines)]
        parts = [range(a, b) for a, b in itertools.pairwise(borders)]
        if all(sum(ranges[i] for i in part) >= 1 and any(not ranges[i] for i in part) for part in parts):
            cuts.append(place)
        if len(cuts) == sum(ranges) - 1:
            return [[lines[i] for i in part] for part in parts]
    return [lines]


def _rows_apart(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """A cell's lines row by row, where it is a little table: each row a lesson, who has it and where, set below those
    of the row above; whole where it is none."""
    if len(lines) < LEAST_GROUPS * LEAST_COLUMNS or any(line.angle != 0 for line in lines):
        return [lines]
    rows = in_line([Cell(line.box, (line,)) for line in lines], across=False)
    rows = [sorted(row, key=lambda cell: cell.box.left) for row in rows]
    columns = list(zip(*rows, strict=False))
    even = len({len(row) for row in rows}) == 1 and len(rows) >= LEAST_GROUPS and len(columns) >= LEAST_COLUMNS
    size = min(line.size for line in lines)
    if not even or any(max(c.box.left for c in col) - min(c.box.left for c in col) > size for col in columns):
        return [lines]
    names = [row[0].text for row in rows]
    besides = [kind_of(cell.text) if len(cell.text) > SHORT else "initials" for row in rows for cell in row[1:]]
    named = all(kind_of(name) in ("text", "initials") for name in names) and len(set(names)) == len(names)
    told = not set(besides) - {"teacher", "initials", "room", "code"}
    return [[cell.lines[0] for cell in row] for row in rows] if named and told else [lines]


LEAST_COLUMNS = 3
"""Texts beside each other in each row of such a table; two are a lesson's over two lines."""

SHORT = 4
"""Letters of a teacher's or a room's short name, however written."""


def _columns_apart(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """A cell's lines column by column, where lessons stand beside each other, each over its room or who has it; whole
    where they do not."""
    if any(line.angle != 0 for line in lines):
        return [lines]
    parts = [part for line in lines for part in parts_at_gaps(line, APART)]
    if len(parts) < 2 * LEAST_GROUPS:
        return [lines]
    rows = in_line([Cell(part.box, (part,)) for part in parts], across=False)
    rows = [sorted(row, key=lambda cell: cell.box.left) for row in rows]
    columns = list(zip(*rows, strict=False))
    even = len({len(row) for row in rows}) == 1 and len(rows) >= 2 and LEAST_GROUPS <= len(columns) <= MOST_BESIDE
    if not even or any(a[0].box.right > b[0].box.left for a, b in itertools.pairwise(columns)):
        return [lines]
    under = all(
        abs(cell.box.center[0] - column[0].box.center[0]) < cell.box.width / 2 for column in columns for cell in column
    )
    names = [column[0].text for column in columns]
    named = all(kind_of(name) in ("text", "initials") for name in names) and len(set(names)) == len(names)
    told = all(_said_besides(cell.text) for column in columns for cell in column[1:])
    return [[cell.lines[0] for cell in column] for column in columns] if under and named and told else [lines]


def _said_besides(text: str) -> bool:
    """Whether a line below a name says who teaches it or where: by its form, or by a room's number ("Lef 118")."""
    return kind_of(text) in ("teacher", "initials", "room", "code", "group") or any(c.isdigit() for c in text)


APART = 0.6
"""Letter heights between two texts of one line from which they may be of two columns within a cell."""


MOST_BESIDE = 4
"""Lessons of parallel groups beside each other in one cell."""


def _headed_apart(lines: Sequence[Line], larger: float) -> list[Sequence[Line]]:
    """A cell's lines in parts that begin with a name each, where the table sets names apart and they come again."""
    if larger >= LARGER or any(line.angle != 0 for line in lines):
        return [lines]
    largest = max((line.size for line in lines), default=0.0)
    headed = [line.size * larger > largest for line in lines]
    begins = [i for i in range(len(lines)) if headed[i] and (i == 0 or not headed[i - 1])]
    coded = {kind_of(lines[i].text) == "code" for i in begins}  # a person's name below a course's number is no other
    if len(begins) < 2 or begins[0] > 0 or headed[-1] or len(coded) > 1:
        return [lines]
    return [lines[a:b] for a, b in itertools.pairwise([*begins, len(lines)])]


def _grouped(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Names with their groups where every part between commas has both; empty otherwise, and where a line above them
    names the lesson of all."""
    parts = re.split(r"\s*[,;/|]\s*(?![^()]*\))", one_line(texts))
    if len(texts) > 1 and texts[0] in parts[0] and not BRACKETS.search(texts[0]):
        return []
    found = []
    for part in parts:
        groups = BRACKETS.findall(part)
        name = " ".join(BRACKETS.sub(" ", part).split())
        if len(groups) != 1 or not any(c.isalpha() for c in name):
            return []
        found.append((name, groups[0]))
    return found
