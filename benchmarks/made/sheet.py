"""What a made document shows, before anything has a place: bands of grids and texts, one below the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from benchmarks.made.fonts import Face

BLACK = "#000000"
WHITE = "#FFFFFF"


class Rules(StrEnum):
    """Which ruling lines a grid has."""

    FULL = "full"
    HORIZONTAL = "horizontal"
    OUTER = "outer"
    NONE = "none"
    BLOCKS = "blocks"
    """No lines; every cell is a colour block with a gap around it."""


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Place(StrEnum):
    """Where in its cell a line of text stands."""

    FLOW = "flow"
    TOP_RIGHT = "top_right"
    BOTTOM_LEFT = "bottom_left"
    BOTTOM_RIGHT = "bottom_right"


class Turn(StrEnum):
    """How the text of a cell runs."""

    UPRIGHT = "upright"
    UPWARDS = "upwards"
    DOWNWARDS = "downwards"
    STACKED = "stacked"


@dataclass(frozen=True)
class Line:
    """A paragraph; ``scale`` multiplies the grid's letter size."""

    text: str
    scale: float = 1.0
    bold: bool = False
    place: Place = Place.FLOW
    highlight: str | None = None


@dataclass(frozen=True)
class Cell:
    """A cell by its place in the grid, from 0, with its spans."""

    row: int
    column: int
    lines: tuple[Line, ...] = ()
    row_span: int = 1
    column_span: int = 1
    fill: str | None = None
    ink: str = BLACK
    turn: Turn = Turn.UPRIGHT
    align: Align = Align.CENTER
    top: bool = False
    """Text at the top of the cell instead of in its middle."""

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True)
class Grid:
    """A table. Columns are ``weights`` wide relative to one another, rows as high as their texts need."""

    weights: tuple[float, ...]
    row_count: int
    cells: tuple[Cell, ...]
    width: float = 760.0
    size: float = 9.0
    rules: Rules = Rules.FULL
    rule_color: str = BLACK
    rule_width: float = 0.8
    least_row_height: float = 24.0
    row_weights: tuple[float, ...] = ()
    """Least heights of the rows relative to ``least_row_height``; all 1 when empty."""


@dataclass(frozen=True)
class TextBlock:
    """Paragraphs outside of tables: titles, captions, lists of staff."""

    lines: tuple[Line, ...]
    size: float = 10.0
    align: Align = Align.LEFT
    ink: str = BLACK


@dataclass(frozen=True)
class Sheet:
    """One page: bands from top to bottom, the items of a band side by side."""

    bands: tuple[tuple[Grid | TextBlock, ...], ...]
    face: Face = Face.VERA
    width: float = 842.0
    height: float = 595.0
    margin: float = 36.0
    gap: float = 12.0
    background: str = WHITE
    decoration: int = 0
    """Seed of stray coloured shapes behind the tables; 0 for none."""
    grow: bool = field(default=True)
    """Whether the page may become larger than ``width`` by ``height`` to hold its contents."""
