"""Rules and coloured areas that a PDF page draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pdfplumber.page import Page

from chalicelib.domain.page import FilledArea, RulingLine
from chalicelib.domain.timetable import Box
from chalicelib.preprocessing.settings import MOST_PAGE_LINES

THIN = 3.0
"""Points: a rectangle narrower than this is a rule."""

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


def page_shapes(page: Page) -> tuple[tuple[RulingLine, ...], tuple[FilledArea, ...]]:
    """Horizontal and vertical rules, and filled rectangles that are not white, in page points."""
    lines: list[RulingLine] = []
    fills: list[FilledArea] = []
    for item in page.lines[:MOST_PAGE_LINES]:
        _add_line(lines, item["x0"], item["top"], item["x1"], item["bottom"])
    for item in (page.rects + page.curves)[:MOST_PAGE_LINES]:
        _add_rectangle(item, lines, fills, float(page.width) * float(page.height))
    pieces = [_box(item) for item in (page.lines + page.rects + page.curves)[:MOST_PAGE_LINES]]
    lines.extend(_dashed(pieces, across=True) + _dashed(pieces, across=False))
    return tuple(lines[:MOST_PAGE_LINES]), tuple(fills)


def _box(item: dict[str, Any]) -> tuple[float, float, float, float]:
    return item["x0"], item["top"], item["x1"], item["bottom"]


def _dashed(pieces: Sequence[tuple[float, float, float, float]], *, across: bool) -> list[RulingLine]:
    """Rules that are drawn as short strokes behind each other, no further apart than two strokes are long."""
    strokes: list[tuple[float, float, float]] = []
    for x0, y0, x1, y1 in pieces:
        low, high, side, other = (x0, x1, y0, y1) if across else (y0, y1, x0, x1)
        if other - side < THIN and 0 < high - low <= LONGEST_DASH:
            strokes.append((round((side + other) / 2 / SAME_LINE) * SAME_LINE, low, high))
    rules: list[RulingLine] = []
    chain: list[tuple[float, float, float]] = []
    for stroke in [*sorted(set(strokes)), (float("inf"), 0.0, 0.0)]:
        place, low, high = stroke
        if chain and (place != chain[-1][0] or low - chain[-1][2] > 2 * (high - low)):
            if len(chain) >= LEAST_DASHES:
                middle, first, last = chain[0][0], chain[0][1], max(end for _, _, end in chain)
                _add_line(rules, *((first, middle, last, middle) if across else (middle, first, middle, last)))
            chain = []
        chain.append(stroke)
    return rules


def _add_line(lines: list[RulingLine], x0: float, y0: float, x1: float, y1: float) -> None:
    if (abs(x1 - x0) <= STRAIGHT or abs(y1 - y0) <= STRAIGHT) and max(abs(x1 - x0), abs(y1 - y0)) >= SHORT:
        lines.append(RulingLine(x0=x0, y0=y0, x1=x1, y1=y1))


def _add_rectangle(item: dict[str, Any], lines: list[RulingLine], fills: list[FilledArea], page_area: float) -> None:
    x0, y0, x1, y1 = item["x0"], item["top"], item["x1"], item["bottom"]
    wide, high = x1 - x0, y1 - y0
    if wide < THIN or high < THIN:
        middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
        if wide < high:
            _add_line(lines, middle_x, y0, middle_x, y1)
        else:
            _add_line(lines, x0, middle_y, x1, middle_y)
        return
    if item.get("stroke"):
        for ends in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            _add_line(lines, *ends)
    color = _hexadecimal(item.get("non_stroking_color")) if item.get("fill") else None
    if color is not None and wide * high < 0.8 * page_area:
        fills.append(FilledArea(box=Box(left=x0, top=y0, right=x1, bottom=y1), color=color))


def _hexadecimal(color: Any) -> str | None:
    """A PDF colour (grey, RGB or CMYK, 0–1) as ``#RRGGBB``; None for white and for patterns."""
    if color is None:
        return None
    parts = list(color) if isinstance(color, list | tuple) else [color]
    if not parts or not all(isinstance(p, int | float) for p in parts):
        return None
    if len(parts) == 1:
        red = green = blue = float(parts[0])
    elif len(parts) == 3:
        red, green, blue = (float(p) for p in parts)
    elif len(parts) == 4:
        cyan, magenta, yellow, black = (float(p) for p in parts)
        red, green, blue = ((1 - c) * (1 - black) for c in (cyan, magenta, yellow))
    else:
        return None
    levels = [max(0, min(255, round(255 * v))) for v in (red, green, blue)]
    return None if min(levels) >= 250 else "#{:02X}{:02X}{:02X}".format(*levels)
