"""What all formats become: a grid of cells with their lines of text, and the lines that stand in no cell."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from chalicelib.domain.page import StatedTable, Token
from chalicelib.domain.timetable import Box


@dataclass(frozen=True)
class Line:
    """Words that follow each other on one line. ``size`` is the height of its letters in page units."""

    text: str
    box: Box
    size: float
    angle: int = 0
    confidence: float = 1.0
    gaps: tuple[tuple[int, float, float], ...] = ()
    """Between the words of a level line: the blank's index in the text, and where the gap begins and ends."""
    tokens: tuple[Token, ...] = ()
    """The line's words as printed, ``first`` counted in its text; none where that is not known of all of them."""
    begins: bool = False
    """Whether its writer began it below the line above on purpose (``line_breaks``)."""

    @property
    def blanks(self) -> tuple[tuple[int, float, float], ...]:
        """Between its words as they are printed, where that is known, else between those that the reader gave: as
        ``gaps``."""
        pairs = itertools.pairwise(self.tokens)
        return tuple((b.first - 1, a.right, b.left) for a, b in pairs) if self.tokens else self.gaps


@dataclass(frozen=True)
class Cell:
    """A cell (or a merged one) with its text lines in reading order."""

    box: Box
    lines: tuple[Line, ...] = ()
    color: str | None = None

    @cached_property
    def text(self) -> str:
        """The lines, one below the other."""
        return "\n".join(line.text for line in self.lines)

    @property
    def confidence(self) -> float:
        """The least certain line's."""
        return min((line.confidence for line in self.lines), default=1.0)


class GridKind(StrEnum):
    """What the cells' edges rest on."""

    STATED = "stated"
    RULED = "ruled"
    ALIGNED = "aligned"
    LISTED = "listed"


@dataclass(frozen=True)
class Grid:
    """One table on a page. ``around`` are the page's lines above it, for titles and headings; ``loose`` those that
    stand within it and in none of its cells."""

    page: int
    kind: GridKind
    cells: tuple[Cell, ...]
    around: tuple[Line, ...] = ()
    loose: tuple[Line, ...] = ()
    headed_outside: bool = False
    """Whether its days or times were found outside its rules, which may then hold a part of the table only."""

    @cached_property
    def box(self) -> Box:
        """The smallest box around all cells."""
        return bounding(cell.box for cell in self.cells)


def bounding(boxes: Iterable[Box]) -> Box:
    """The smallest box around ``boxes`` (at least one)."""
    listed = list(boxes)
    return Box(
        left=min(b.left for b in listed),
        top=min(b.top for b in listed),
        right=max(b.right for b in listed),
        bottom=max(b.bottom for b in listed),
    )


def overlap(low: float, high: float, other_low: float, other_high: float) -> float:
    """Length that two ranges have in common; 0 where they do not meet."""
    # Asked a hundred thousand times a page: comparing is twice as fast as calling min and max.
    common = (high if high < other_high else other_high) - (low if low > other_low else other_low)
    return common if common > 0 else 0.0


def reading_order(line: Line) -> tuple[float, float]:
    """A key that sorts lines from top to bottom, level ones from left to right."""
    return line.box.top, line.box.left


STATED_UNIT = 100.0
"""Page units per row and column of a stated table, so that the same tolerances hold as for drawn ones."""


def grid_of_table(table: StatedTable, page: int, around: tuple[Line, ...]) -> Grid:
    """A table of a word processor as a grid whose cells are ``STATED_UNIT`` wide and high per column and row."""
    cells = []
    for cell in table.cells:
        box = Box(
            left=cell.column * STATED_UNIT,
            top=cell.row * STATED_UNIT,
            right=(cell.column + cell.column_span) * STATED_UNIT,
            bottom=(cell.row + cell.row_span) * STATED_UNIT,
        )
        texts = [" ".join(part.split()) for part in cell.text.split("\n")]
        lines = tuple(Line(text=text, box=box, size=10.0) for text in texts if text)
        cells.append(Cell(box, lines, cell.color))
    return Grid(page, GridKind.STATED, tuple(cells), around)
