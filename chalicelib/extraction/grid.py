"""What all formats become: a grid of cells with their lines of text, and the lines that stand in no cell."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from statistics import median_low

from chalicelib.domain.page import Print, StatedTable, Token
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
    placed: bool = True
    """Whether it is known where in its cell it lies; a word processor does not state that."""

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


def cover(first: Box, second: Box) -> bool:
    """Whether two boxes have room in common."""
    across = overlap(first.left, first.right, second.left, second.right)
    return across > 0 and overlap(first.top, first.bottom, second.top, second.bottom) > 0


def reading_order(line: Line) -> tuple[float, float]:
    """A key that sorts lines from top to bottom, level ones from left to right."""
    return line.box.top, line.box.left


STATED_UNIT = 100.0
"""Page units per row and column of a stated table, so that the same tolerances hold as for drawn ones."""


STATED_SIZE = 10.0
"""Page units of a stated table's letters, those of its usual font where it has several."""


def grid_of_table(table: StatedTable, page: int, around: tuple[Line, ...], top: float = 0.0) -> Grid:
    """A table of a word processor as a grid whose cells are ``STATED_UNIT`` wide and high per column and row, from
    ``top`` downwards."""
    prints = [p for cell in table.cells for p in cell.prints]
    # Where all is printed alike its print tells nothing, and lines stay without.
    unit = STATED_SIZE / median_low(p.size for p in prints) if len(set(prints)) > 1 else 0.0
    cells = []
    for cell in table.cells:
        box = Box(
            left=cell.column * STATED_UNIT,
            top=top + cell.row * STATED_UNIT,
            right=(cell.column + cell.column_span) * STATED_UNIT,
            bottom=top + (cell.row + cell.row_span) * STATED_UNIT,
        )
        texts = [part.split() for part in cell.text.split("\n")]
        known = iter(cell.prints if unit and len(cell.prints) == sum(map(len, texts)) else ())
        printed = [(words, list(itertools.islice(known, len(words)))) for words in texts if words]
        cells.append(Cell(box, tuple(_stated_line(words, box, own, unit) for words, own in printed), cell.color))
    return Grid(page, GridKind.STATED, tuple(cells), around)


def _stated_line(words: Sequence[str], box: Box, prints: Sequence[Print], unit: float) -> Line:
    """A line of a stated cell; its words lie along the whole cell without gaps, for where they lie is not stated."""
    text = " ".join(words)
    if not prints:
        return Line(text=text, box=box, size=STATED_SIZE, placed=False)
    ends = list(itertools.accumulate(len(word) + 1 for word in words))
    at = [box.left + box.width * end / ends[-1] for end in [0, *ends]]
    tokens = tuple(
        Token(first=end - len(word) - 1, left=at[i], right=at[i + 1], strength=unit * own.strength)
        for i, (word, end, own) in enumerate(zip(words, ends, prints, strict=True))
    )
    return Line(text=text, box=box, size=unit * max(own.size for own in prints), tokens=tokens, placed=False)
