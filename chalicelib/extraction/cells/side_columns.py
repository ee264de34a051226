"""Narrow columns beside the lessons of each day that no heading names: for which class, in which room, with whom."""

from __future__ import annotations

from collections.abc import Sequence, Set

from chalicelib.extraction.axes import DayAxis, DayBand, along, shares
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.texts.kinds import kind_of
from chalicelib.extraction.texts.lessons import only_lesson_words

LEAST_ROWS = 3
"""Rows of a day in which its lessons have a cell beside them from which these are a column."""

MOSTLY = 0.8
"""Share of a day's rows that have one."""

MOST_CELLS = 200
"""Cells of a day up to which each is held against all."""

NARROWER = 0.75
"""Share of the lessons' width that such a column is wide at most."""


def side_columns(body: Sequence[Cell], axis: DayAxis) -> list[tuple[DayBand, Cell]]:
    """The cells of such columns, each with its day, where most days have one; none where days run downwards."""
    if not axis.across:
        return []
    found: list[tuple[DayBand, Cell]] = []
    lessons: set[str] = set()
    days = 0
    for band in axis.bands:
        column = [c for c in body if c.lines and band.low <= sum(along(c.box, True)) / 2 <= band.high]
        beside = _beside_lessons(column)
        days += bool(beside)
        found.extend((band, cell) for cell in beside)
        lessons |= {cell.text for cell in column if not any(cell is other for other in beside)}
    said = [cell.text for _, cell in found]
    told = all(_says_besides(text) for text in said) or _people(said, lessons)
    return found if told and days > len(axis.bands) / 2 else []


def _people(said: Sequence[str], lessons: Set[str]) -> bool:
    """Whether what stands beside the lessons of a week names none of them and comes again: who takes them."""
    several = LEAST_PEOPLE <= len(set(said)) <= AGAIN * len(said)
    return several and lessons.isdisjoint(said) and not any(only_lesson_words(text) for text in said)


LEAST_PEOPLE = 3
"""Different texts beside a week's lessons from which they name people; one or two are another group's lessons."""

AGAIN = 0.6
"""Share of them that is different at most where they name people."""


def _beside_lessons(column: Sequence[Cell]) -> list[Cell]:
    """The cells of a day that stand level with a wider one, all at one place across."""
    if len(column) > MOST_CELLS:
        return []
    pairs = [
        (a, b)
        for a in column
        for b in column
        if b.box.width <= NARROWER * a.box.width
        and shares(*along(a.box, False), *along(b.box, False))
        and not shares(*along(a.box, True), *along(b.box, True))
    ]
    beside = list({id(b): b for _, b in pairs}.values())
    lessons = {id(a) for a, _ in pairs}
    if len(lessons) < LEAST_ROWS or len(beside) < MOSTLY * (len(column) - len(beside)):
        return []
    level = all(shares(*along(beside[0].box, True), *along(cell.box, True)) for cell in beside)
    return beside if level else []


def _says_besides(text: str) -> bool:
    """Whether a text is a room, a person or a class rather than a lesson."""
    said = " ".join(text.split())
    return kind_of(said) in ("room", "teacher", "code", "group") or any(c.isdigit() for c in said[:2])
