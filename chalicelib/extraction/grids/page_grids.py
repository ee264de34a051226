"""A page's grids: stated tables as they are, drawn ones from their rules."""

from __future__ import annotations

import itertools
import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.page import FilledArea, PageSource, PreparedPage, StatedTable, Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.grid import STATED_UNIT, Cell, Grid, GridKind, Line, bounding, grid_of_table, overlap
from chalicelib.extraction.grids.areas import even_areas, with_areas
from chalicelib.extraction.grids.assign import shared_out
from chalicelib.extraction.grids.cells import cell_boxes, ground_color, tables, without_nested
from chalicelib.extraction.grids.continued import cards_joined, continued
from chalicelib.extraction.grids.cut_blocks import with_lower_parts
from chalicelib.extraction.grids.outside import ends_joined, heads_outside
from chalicelib.extraction.grids.ruling import ruling_mask, stated_mask, working_scale
from chalicelib.extraction.grids.signs import drawn_arrow
from chalicelib.extraction.lines.level import levelled
from chalicelib.extraction.lines.seams import parts_at_seams
from chalicelib.extraction.lines.stress import with_tokens
from chalicelib.extraction.lines.text_lines import headings_apart, lines_of
from chalicelib.extraction.settings import MOST_WORDS
from chalicelib.extraction.texts.pauses import in_letters
from chalicelib.preprocessing.typewriter import TABLE_MARK

LEAST_CELLS = 4
"""A frame or a box around a heading is no table."""


FRAMED_FILLS = 6
"""Fills in one enclosed area from which it frames coloured cells; a cell's text has a shade or two a line."""


@dataclass(frozen=True)
class PageGrids:
    """A page's tables; for drawn pages also all cells (of tables or not) and all usable words."""

    grids: tuple[Grid, ...]
    cells: tuple[Cell, ...] = ()
    words: tuple[Word, ...] = ()

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The words as lines of text, in reading order."""
        return lines_of(self.words)


def page_grids(page: PreparedPage, picture: NDArray[np.uint8] | None) -> PageGrids:
    """The tables on ``page``, in reading order, with the lines of text above each."""
    if page.source is PageSource.WORD_PROCESSOR and page.tables:
        return PageGrids(tuple(_stated_grids(page)))
    # A rule between two headings that were read as one is seen only where these are known to be two.
    words = tuple(part for word in _usable(page) for part in headings_apart(word))
    if picture is None:
        boxes, colors = _drawn_cells(page)
    else:
        said = [w.model_copy(update={"text": text}) if (text := in_letters(w.text)) != w.text else w for w in words]
        words = tuple(with_tokens(said, picture))
        boxes, colors, words = _seen_cells(page, picture, words)
    held, free = shared_out(words, boxes)
    parts = [Cell(box, lines_of(held.get(i, [])) or _arrow(picture, box), colors[i]) for i, box in enumerate(boxes)]
    cells = with_lower_parts(parts)
    grids = []
    touching = tables([cell.box for cell in cells], working_scale(page.width, page.height))
    groups = [part for group in touching for part in _parted_at_gaps([cells[i] for i in group], page)]
    for group in cards_joined(groups, [word.box for word in free]):
        if len(group) >= LEAST_CELLS:
            grids.append(group)
            continue
        loose = [cell.box for cell in group]
        free.extend(w for i, box in enumerate(boxes) if any(x.holds(box) for x in loose) for w in held.get(i, []))
    around = lines_of(free)
    drawn = tuple(_with_surroundings(page.number, group, around) for group in continued(_in_order(grids), around))
    return PageGrids(drawn, tuple(cells), words)


def _parted_at_gaps(cells: Sequence[Cell], page: PreparedPage) -> list[tuple[Cell, ...]]:
    """``cells`` that touch each other, in several parts where an empty strip as wide as they are lies between: the room
    between a week and the legend close below it, or the title's bar above it. The strips are no cells of either."""
    strips = [
        cell.box
        for cell in cells
        if not cell.lines and cell.box.width > GAP_WIDTH * page.width and cell.box.height < GAP_HEIGHT * page.height
    ]
    rest = [cell for cell in cells if not any(cell.box is strip for strip in strips)]
    borders = sorted(strip.center[1] for strip in strips)
    if not borders or any(c.box.top < border < c.box.bottom for c in rest for border in borders):
        return [tuple(cells)]
    parts = [[c for c in rest if bisect(borders, c.box.center[1]) == i] for i in range(len(borders) + 1)]
    return [tuple(part) for part in parts if part]


GAP_WIDTH, GAP_HEIGHT = 0.5, 0.015
"""Shares of a page's width and height: as wide as a table, and less high than a line of its text."""


def _arrow(picture: NDArray[np.uint8] | None, box: Box) -> tuple[Line, ...]:
    """The arrow in a cell in which no text was read."""
    arrow = drawn_arrow(picture, box) if picture is not None else None
    return () if arrow is None else (arrow,)


def _in_order(grids: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    return sorted(grids, key=lambda cells: (bounding(c.box for c in cells).top, bounding(c.box for c in cells).left))


def _with_surroundings(number: int, cells: tuple[Cell, ...], lines: Sequence[Line]) -> Grid:
    """A drawn grid with the lines above it, the closest last, and those within it that no cell holds."""
    frame = bounding(c.box for c in cells)
    top = frame.top
    above = tuple(sorted((line for line in lines if line.box.bottom <= top + line.size), key=lambda x: x.box.top))
    heads = heads_outside(cells, lines)
    headed = {x.box for head in heads for x in head.lines}
    loose = tuple(line for line in lines if frame.holds(line.box) and line.box not in headed)
    kept = [c for c in ends_joined(cells) if not any(c.text == head.text and head.box.holds(c.box) for head in heads)]
    kept = [c for c in kept if not c.lines or not all(line.box in headed for line in c.lines)]
    return Grid(number, GridKind.RULED, (*kept, *heads), above, loose, headed_outside=bool(heads))


def _usable(page: PreparedPage) -> tuple[Word, ...]:
    """Words with an extent that lie on the page, at most ``MOST_WORDS``, without the signs that adorn them."""
    return tuple(
        w.model_copy(update={"text": bare}) if (bare := _unadorned(_parts_apart(w.text))) != w.text else w
        for w in page.words[:MOST_WORDS]
        if w.box.width > 0
        and w.box.height > 0
        and 0 <= w.box.center[0] <= page.width
        and 0 <= w.box.center[1] <= page.height
    )


def _unadorned(text: str) -> str:
    """A text without rows of signs around it ("~~~ Break ~~~", "***LUNCH***"); as it is where there is nothing else."""
    return _ADORNED.sub("", text) if text[:2] in _ADORNING or text[-2:] in _ADORNING else text


def _parts_apart(text: str) -> str:
    """A text with a dash for a wave between two of its parts ("Spanish 2 ~ Room 8"), and with the blanks around a dot
    between them that a reader has lost ("Ma·KH·1.12"; not within a Catalan word, "col·legi")."""
    return _DOT.sub(" · ", _WAVE.sub("–", text)) if "~" in text or "·" in text else text


_WAVE = re.compile(r"(?<=\w )~(?= [^\W\d])")
_DOT = re.compile(r"(?<=[\w)])(?!(?<=l)·l)[ ]?·[ ]?(?=[\w(])")
_ADORNING = frozenset(2 * sign for sign in "~*=_•★☆")
_ADORNED = re.compile(r"^[~*=_•★☆]{2,}\s*(?=\w)|(?<=\w)\s*[~*=_•★☆]{2,}$")


def _drawn_cells(page: PreparedPage) -> tuple[list[Box], list[str | None]]:
    """The cells that a page's format draws, in page units, and their colours."""
    scale = working_scale(page.width, page.height)
    boxes = _stated_cells(page, (), scale)
    # A shade inside a ruled cell is narrower than the cell; only fills that stand for cells themselves add edges.
    whole = [box for box in boxes if _one_ground(box, page)]
    ruled = [box for box in boxes if box not in whole]
    frames = [box for box in ruled if sum(_covers(box, f.box) for f in page.fills) >= FRAMED_FILLS]
    loose = tuple(
        f
        for f in page.fills
        if all(box in frames or (box in ruled and _divides(f.box, box)) for box in boxes if _covers(box, f.box))
        and not any(_strip_of(f.box, box) for box in whole)
    )
    if loose:
        boxes = _stated_cells(page, loose, scale)
    return boxes, [_fill_color(page.fills, box) for box in boxes]


def _seen_cells(
    page: PreparedPage, picture: NDArray[np.uint8], words: Sequence[Word]
) -> tuple[list[Box], list[str | None], tuple[Word, ...]]:
    """The cells on a picture in page units, their colours, and the words, with what is left of a slant taken off."""
    scale = working_scale(page.width, page.height)
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    sized = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=interpolation), dtype=np.uint8)
    text = [_scaled(w.box, scale) for w in words]
    parts = [part for whole in text for part in parts_at_seams(sized, whole)]
    ruled = without_nested(cell_boxes(ruling_mask(sized, parts)))
    areas = even_areas(sized, text, parts)
    # Rules lie inside of an area's edge: beside each other the two would look like a slant.
    level, moved = levelled(ruled, [*areas, *text])
    colors = {id(b): ground_color(sized, a) for a, b in zip([*ruled, *areas], [*level, *moved], strict=False)}
    level_areas, level_text = moved[: len(areas)], moved[len(areas) :]
    found = with_areas(level, level_areas, level_text)
    boxes = [_scaled(box, 1 / scale) for box in level_text]
    placed = tuple(word.model_copy(update={"box": box}) for word, box in zip(words, boxes, strict=True))
    return [_scaled(box, 1 / scale) for box in found], [colors[id(box)] for box in found], placed


def _stated_cells(page: PreparedPage, fills: Sequence[FilledArea], scale: float) -> list[Box]:
    mask = stated_mask(page.ruling_lines, fills, page.width, page.height)
    return [_scaled(b, 1 / scale) for b in without_nested(cell_boxes(mask))]


def _covers(cell: Box, fill: Box) -> bool:
    """Whether most of ``fill`` lies in ``cell``."""
    common = overlap(cell.left, cell.right, fill.left, fill.right) * overlap(
        cell.top, cell.bottom, fill.top, fill.bottom
    )
    return common >= 0.6 * fill.width * fill.height


def _one_ground(box: Box, page: PreparedPage) -> bool:
    """Whether a ruled cell is painted piece by piece, as office programs paint a merged one: pieces of one colour leave
    nothing of it free, and at most one of them holds a text."""
    painted = [(strip, fill.color) for fill in page.fills if (strip := _strip_of(fill.box, box)) is not None]
    pieces = [strip for strip, _ in painted]
    area = sum(strip.width * strip.height for strip in pieces)
    if len({color for _, color in painted}) != 1 or area < PAINTED * box.width * box.height:
        return False
    held = [[word.box for word in page.words if strip.holds(word.box)] for strip in pieces]
    if sum(map(bool, held)) <= 1 or _follow_closely([words for words in held if words]):
        return True
    if any(_crosses(word.box, pieces) for word in page.words if box.holds(word.box)):
        return True
    return _over_joints(box, list(zip(pieces, held, strict=True)))


def _strip_of(fill: Box, cell: Box) -> Box | None:
    """The part of a fill that is a strip of an enclosed area from side to side; None where it is none. Beyond its sides
    it may go on over neighbours of the same colour."""
    left, right = max(fill.left, cell.left), min(fill.right, cell.right)
    top, bottom = max(fill.top, cell.top), min(fill.bottom, cell.bottom)
    if right <= left or bottom <= top:
        return None
    strip = Box(left=left, top=top, right=right, bottom=bottom)
    within = max(strip.width / fill.width, strip.height / fill.height) >= MOSTLY_WITHIN
    return strip if within and _divides(strip, cell) else None


MOSTLY_WITHIN = 0.6
"""Share of a fill's extent that lies in the area that it is a strip of."""


def _follow_closely(held: Sequence[Sequence[Box]]) -> bool:
    """Whether the texts of pieces stand one below the other, as close as lines of one text."""
    texts = sorted((bounding(words) for words in held), key=lambda box: box.top)
    line = min(word.height for words in held for word in words)
    return all(abs(b.top - a.bottom) < CLOSE_LINES * line for a, b in itertools.pairwise(texts))


CLOSE_LINES = 0.3
"""Heights of a line between two lines of one text; two rows' texts stand further apart."""


def _crosses(word: Box, pieces: Sequence[Box]) -> bool:
    """Whether a word runs on over the joint of two pieces."""
    sides = [
        (overlap(word.left, word.right, p.left, p.right), overlap(word.top, word.bottom, p.top, p.bottom))
        for p in pieces
    ]
    return sum(wide * high > CROSSING * word.width * word.height for wide, high in sides) > 1


CROSSING = 0.15
"""Share of a word in each of two pieces from which it runs on over their joint; letters overhang it by less."""


def _over_joints(box: Box, pieces: Sequence[tuple[Box, Sequence[Box]]]) -> bool:
    """Whether a text stands in the middle of a cell and not of the pieces of its ground, over whose joints it runs."""
    words = [word for _, held in pieces for word in held]
    middle = bounding(words).center[1]
    if abs(middle - box.center[1]) > CENTRED * box.height:
        return False
    own = [(piece, bounding(held)) for piece, held in pieces if held]
    return all(abs(text.center[1] - piece.center[1]) > OFF_MIDDLE * piece.height for piece, text in own)


CENTRED = 0.08
"""Share of a cell's height by which a text set in its middle may miss it."""

OFF_MIDDLE = 0.15
"""Share of a piece's height from which a text is not set in its middle."""


PAINTED = 0.97
"""Share of a cell that the pieces of its ground cover; blocks of one colour leave a gap between them."""


def _divides(fill: Box, cell: Box) -> bool:
    """Whether a fill reaches from one side of an enclosed area to the other and leaves a part of it free."""
    wide, high = fill.width / cell.width, fill.height / cell.height
    return max(wide, high) >= REACHES and min(wide, high) < REACHES


REACHES = 0.88
"""Share of an area's extent that a fill must cover to reach from side to side; a marked line of text covers less."""


def _scaled(box: Box, factor: float) -> Box:
    return Box(left=box.left * factor, top=box.top * factor, right=box.right * factor, bottom=box.bottom * factor)


def _fill_color(fills: Sequence[FilledArea], box: Box) -> str | None:
    """The last drawn fill under the middle of a cell."""
    x, y = box.center
    color = None
    for fill in fills:
        if fill.box.left <= x <= fill.box.right and fill.box.top <= y <= fill.box.bottom:
            color = fill.color
    return color


def _stated_grids(page: PreparedPage) -> list[Grid]:
    """A word processor's tables, one below the other; each has the paragraphs since the table before as its
    surroundings."""
    grids: list[Grid] = []
    before: list[Line] = []

    def add(table: StatedTable, around: tuple[Line, ...]) -> None:
        if table.cells:
            top = grids[-1].box.bottom + STATED_UNIT if grids else 0.0
            grids.append(grid_of_table(table, page.number, around, top))

    waiting = iter(page.tables)
    for text in page.paragraphs:
        if text == TABLE_MARK:
            table = next(waiting, None)
            if table is not None:
                add(table, tuple(before))
            before = []
        else:
            before.append(Line(text=text, box=Box(left=0, top=0, right=1, bottom=1), size=10.0))
    for table in waiting:
        add(table, ())
    return grids
