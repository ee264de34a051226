"""Small grids for tests, rows of texts as cells of 100 x 40 page units, and readings of them."""

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box, TimesFrom, Weekday
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, GridKind, Line
from chalicelib.extraction.tables.table import Table, read_table

WIDE, HIGH = 100.0, 40.0


def cell(text: str, column: float, row: float, columns: float = 1, rows: float = 1) -> Cell:
    box = Box(left=column * WIDE, top=row * HIGH, right=(column + columns) * WIDE, bottom=(row + rows) * HIGH)
    parts = [p for p in text.split("\n") if p]
    step = box.height / max(1, len(parts))
    lines = tuple(
        Line(
            p,
            Box(left=box.left + 5, top=box.top + i * step, right=box.right - 5, bottom=box.top + (i + 1) * step),
            10.0,
        )
        for i, p in enumerate(parts)
    )
    return Cell(box, lines)


def grid(*rows: list[str]) -> list[Cell]:
    return [cell(text, x, y) for y, row in enumerate(rows) for x, text in enumerate(row)]


DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


def told(cells: list, **rest: object) -> list[tuple[Weekday, int | None, int | None, str]]:
    table = read_table(Grid(1, GridKind.STATED, tuple(cells), **rest))
    return [] if table is None else [(d.day, d.start, d.end, d.name) for d in table.drafts]


def reading(*days: Weekday, times_from: TimesFrom = TimesFrom.HEADER) -> Table:
    """A reading of a page that tells one club on each of ``days``, half an hour after the one before."""
    box = Box(left=0, top=0, right=10, bottom=10)
    drafts = [
        Draft(day, 480 + 30 * i, 510 + 30 * i, "Drama club", "", None, None, box, times_from)
        for i, day in enumerate(days)
    ]
    return Table(Grid(1, GridKind.RULED, (Cell(box),)), None, (), tuple(drafts))


def column(left: float, *lines: str, top: float = 0.0) -> list[Word]:
    """The words of lines below each other, 30 page units apart, all from ``left``."""
    found = []
    for row, line in enumerate(lines):
        place = left
        for text in line.split():
            box = Box(left=place, top=top + 30 * row, right=place + 8 * len(text), bottom=top + 30 * row + 14)
            found.append(Word(text=text, box=box))
            place = box.right + 4
    return found


def words_at(*said: tuple[str, float, float]) -> list[Word]:
    """Words in letters of 14, each with its left side and its top."""
    return [Word(text=t, box=Box(left=x, top=y, right=x + 8 * len(t), bottom=y + 14)) for t, x, y in said]


def line(text: str, left: float, top: float, *, width: float = 60, angle: int = 0) -> Line:
    return Line(text, Box(left=left, top=top, right=left + width, bottom=top + 10), 10.0, angle)


def area(left: float, top: float, right: float, bottom: float, *lines: Line) -> Cell:
    return Cell(Box(left=left, top=top, right=right, bottom=bottom), lines)
