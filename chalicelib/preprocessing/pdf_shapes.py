"""Rules and coloured areas that a PDF page draws."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.page import FilledArea, RulingLine
from chalicelib.domain.timetable import Box
from chalicelib.preprocessing.pdf_objects import PageObjects, Shape
from chalicelib.preprocessing.settings import MOST_PAGE_LINES

THIN = 3.001
"""Points: a rectangle narrower than this is a rule; one of four pixels of a web page, which is 3 wide, is one."""

SHORT = 4.0
"""Points: shorter strokes alone belong to letters."""

LONGEST_DASH = 10.0
"""Points: a dashed rule's strokes; longer ones are rules themselves."""

LEAST_DASHES = 4
"""Strokes behind each other that make a dashed or dotted rule."""

SAME_LINE = 0.5
"""Points by which strokes of one dashed rule may miss each other."""

STRAIGHT = 1.0
"""Points by which a line may lean and still be horizontal or vertical."""


def page_shapes(page: PageObjects) -> tuple[tuple[RulingLine, ...], tuple[FilledArea, ...]]:
    """Horizontal and vertical rules as far as they are seen, and filled rectangles not white, in page points."""
    drawn: list[Drawn] = []
    fills: list[FilledArea] = []
    covers: list[tuple[int, Box]] = []
    shapes = list(enumerate(page.shapes))[:MOST_PAGE_LINES]
    for number, shape in shapes:
        lines: list[RulingLine] = []
        if shape.line:
            _add_line(lines, shape.left, shape.top, shape.right, shape.bottom)
        else:
            _add_rectangle(shape, lines, fills, page.width * page.height)
            if shape.filled and min(shape.right - shape.left, shape.bottom - shape.top) >= THIN:
                covers.append((number, _box(shape)))
        drawn.extend((number, line) for line in lines)
    drawn.extend(_dashed(shapes, across=True) + _dashed(shapes, across=False))
    return tuple(_seen(drawn, covers[:MOST_COVERS])[:MOST_PAGE_LINES]), tuple(fills)


Drawn = tuple[int, RulingLine]
"""A rule, and when it was drawn."""

MOST_COVERS = 500
"""Areas that may hide the rules drawn before them; a week has a hundred lessons."""

INSIDE = 1.0
"""Points within an area's edge from which a rule is behind it, and not its own edge."""


def _seen(drawn: Sequence[Drawn], covers: Sequence[tuple[int, Box]]) -> list[RulingLine]:
    """What is left to see of rules where areas are painted over them later, as calendars do with their lessons."""
    lines = [line for _, line in drawn]
    ends = np.array([(when, x.x0, x.y0, x.x1, x.y1) for when, x in drawn], dtype=np.float64).reshape(-1, 5)
    for number, box in covers:
        hidden = np.flatnonzero(_behind(ends, number, box)).tolist()
        if not hidden:
            continue
        parts = [(ends[i, 0], part) for i in hidden for part in _around(lines[i], box)]
        kept = np.delete(ends, hidden, axis=0)
        added = [(when, x.x0, x.y0, x.x1, x.y1) for when, x in parts]
        ends = np.concatenate([kept, np.array(added, dtype=np.float64).reshape(-1, 5)])
        gone = set(hidden)
        lines = [*(line for i, line in enumerate(lines) if i not in gone), *(part for _, part in parts)]
    return lines


def _behind(ends: NDArray[np.float64], number: int, box: Box) -> NDArray[np.bool_]:
    """Which rules (when drawn, and both ends) pass an area that is painted as ``number`` inside of its edges."""
    when, x0, y0, x1, y1 = ends.T
    level = x1 - x0 >= y1 - y0
    across = (
        (np.minimum(x1, box.right) > np.maximum(x0, box.left)) & (box.top + INSIDE < y0) & (y0 < box.bottom - INSIDE)
    )
    down = (np.minimum(y1, box.bottom) > np.maximum(y0, box.top)) & (box.left + INSIDE < x0) & (x0 < box.right - INSIDE)
    return np.asarray((when < number) & np.where(level, across, down), dtype=np.bool_)


def _around(line: RulingLine, box: Box) -> list[RulingLine]:
    """The parts of a rule before and behind an area."""
    parts: list[RulingLine] = []
    if line.x1 - line.x0 >= line.y1 - line.y0:
        _add_line(parts, line.x0, line.y0, min(line.x1, box.left), line.y1)
        _add_line(parts, max(line.x0, box.right), line.y0, line.x1, line.y1)
    else:
        _add_line(parts, line.x0, line.y0, line.x1, min(line.y1, box.top))
        _add_line(parts, line.x0, max(line.y0, box.bottom), line.x1, line.y1)
    return [part for part in parts if part.x1 >= part.x0 and part.y1 >= part.y0]


def _box(shape: Shape) -> Box:
    return Box(left=shape.left, top=shape.top, right=shape.right, bottom=shape.bottom)


def _dashed(shapes: Sequence[tuple[int, Shape]], *, across: bool) -> list[Drawn]:
    """Rules that are drawn as short strokes behind each other, no further apart than two strokes are long; as if drawn
    with the last of them."""
    strokes: dict[tuple[float, float, float], int] = {}
    for number, shape in shapes:
        x0, y0, x1, y1 = shape.left, shape.top, shape.right, shape.bottom
        low, high, side, other = (x0, x1, y0, y1) if across else (y0, y1, x0, x1)
        if other - side < THIN and 0 < high - low <= LONGEST_DASH:
            strokes[round((side + other) / 2 / SAME_LINE) * SAME_LINE, low, high] = number
    rules: list[Drawn] = []
    chain: list[tuple[float, float, float]] = []
    for stroke in [*sorted(strokes), (float("inf"), 0.0, 0.0)]:
        place, low, high = stroke
        if chain and (place != chain[-1][0] or low - chain[-1][2] > 2 * (high - low)):
            if len(chain) >= LEAST_DASHES:
                middle, first, last = chain[0][0], chain[0][1], max(end for _, _, end in chain)
                found: list[RulingLine] = []
                _add_line(found, *((first, middle, last, middle) if across else (middle, first, middle, last)))
                rules.extend((max(strokes[dash] for dash in chain), line) for line in found)
            chain = []
        chain.append(stroke)
    return rules


def _add_line(lines: list[RulingLine], x0: float, y0: float, x1: float, y1: float) -> None:
    if (abs(x1 - x0) <= STRAIGHT or abs(y1 - y0) <= STRAIGHT) and max(abs(x1 - x0), abs(y1 - y0)) >= SHORT:
        lines.append(RulingLine(x0=x0, y0=y0, x1=x1, y1=y1))


def _add_rectangle(shape: Shape, lines: list[RulingLine], fills: list[FilledArea], page_area: float) -> None:
    x0, y0, x1, y1 = shape.left, shape.top, shape.right, shape.bottom
    wide, high = x1 - x0, y1 - y0
    if wide < THIN or high < THIN:
        middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
        if wide < high:
            _add_line(lines, middle_x, y0, middle_x, y1)
        else:
            _add_line(lines, x0, middle_y, x1, middle_y)
        return
    if shape.stroked:
        for ends in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            _add_line(lines, *ends)
    if shape.color is not None and not _is_white(shape.color) and wide * high < 0.8 * page_area:
        fills.append(FilledArea(box=_box(shape), color=shape.color))


def _is_white(color: str) -> bool:
    return min(int(color[i : i + 2], 16) for i in (1, 3, 5)) >= WHITE


WHITE = 250
"""Level of every part of a colour (of 255) from which it is white."""
