"""A document made ready for reading: pages of words, ruling lines and tables."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from chalicelib.domain.timetable import Box, Value


class Token(Value):
    """A word within a run of words: the index of its first letter, where it begins and ends (page pixels), how
    strongly it is printed, beside others of its page (stroke width by contrast), and the height of its font's capitals
    (page pixels; 0 where that is not known)."""

    first: int
    left: float
    right: float
    strength: float
    height: float = 0.0


class Word(Value):
    """A word or a run of words as its source gives it, in page pixels."""

    text: str
    box: Box
    angle: int = Field(default=0, description="degrees clockwise the text is turned: 0, 90, 180 or 270")
    confidence: float = Field(default=1.0, ge=0, le=1)
    tokens: tuple[Token, ...] = Field(
        default=(), description="a level run's words one by one, as printed; none where that is not known"
    )


class RulingLine(Value):
    """A horizontal or vertical stroke of a table, in page pixels."""

    x0: float
    y0: float
    x1: float
    y1: float


class FilledArea(Value):
    """A coloured rectangle behind a page's words (text-layer PDF), in page pixels."""

    box: Box
    color: str = Field(pattern=r"^#[0-9A-F]{6}$")


class Print(Value):
    """How a word is printed that its format states: the size of its font (points) and how strongly it is printed,
    beside others of its page (size by weight by contrast)."""

    size: float
    strength: float


class TableCell(Value):
    """A cell that its format states outright (DOCX), with its spans. ``prints`` are its words' (between blanks and line
    ends) one by one; none where nothing is known of them."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: str
    prints: tuple[Print, ...] = ()
    color: str | None = Field(default=None, pattern=r"^#[0-9A-F]{6}$")


class StatedTable(Value):
    """A table as its format states it (DOCX)."""

    cells: tuple[TableCell, ...]


class PageSource(StrEnum):
    """Where a page's words come from."""

    TEXT_LAYER = "text_layer"
    RASTER = "raster"
    WORD_PROCESSOR = "word_processor"


class PreparedPage(Value):
    """One page, upright and straight. Raster pages have a picture beside (see ``PreparedDocument.pictures``)."""

    number: int = Field(ge=1)
    width: float
    height: float
    source: PageSource
    words: tuple[Word, ...] = ()
    ruling_lines: tuple[RulingLine, ...] = ()
    fills: tuple[FilledArea, ...] = ()
    tables: tuple[StatedTable, ...] = ()
    paragraphs: tuple[str, ...] = Field(default=(), description="text outside of tables, in reading order (DOCX)")
