"""Cells cut where others of their table part, or their texts show it, whatever heads them: lists have headings of no
kind, and of rules and grounds some are not seen in every column."""

from __future__ import annotations

import itertools
from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from chalicelib.extraction.axes import along, shares
from chalicelib.extraction.grid import Cell, bounding
from chalicelib.extraction.headers.borders import kind_of, reach_of
from chalicelib.extraction.tables.pieces import cuts_text, piece_of, side_by_side_texts
from chalicelib.extraction.tables.whole_cells import by_edges, centred, edge_numbers
from chalicelib.extraction.texts.header_texts import only_times, spans_of
from chalicelib.extraction.texts.pauses import is_pause
from chalicelib.extraction.texts.times import without_spans


def in_columns(cells: Sequence[Cell]) -> list[Cell]:
    """Cells cut where they cover three columns of the table or more and hold a text in each, set as the others of its
    column are: the rules between were not seen in this row. It needs no headings: lists have none of a kind."""
    edges = edge_numbers(cells)
    columns = by_edges(cells, edges)
    following: dict[int, list[int]] = {}
    for (left, right), column in columns.items():
        if len(column) >= LIKE_OTHERS:
            following.setdefault(left, []).append(right)
    result: list[Cell] = []
    for cell in cells:
        chain, last = [edges[cell.box.left]], edges[cell.box.right]
        while len(cell.lines) > 1 and chain[-1] < last:
            rights = [
                r for r in following.get(chain[-1], ()) if chain[-1] < r <= last and (chain[-1], r) != (chain[0], last)
            ]
            if not rights:
                break
            chain.append(min(rights))
        pairs = list(itertools.pairwise(chain))
        low, high = along(cell.box, True)
        inner = [median(c.box.right for c in columns[pair]) for pair in pairs[:-1]]
        pieces = [piece_of(cell, a, b, True) for a, b in itertools.pairwise([low, *inner, high])]
        held = list(zip(pieces, pairs, strict=False))
        if not pieces[0].lines and not any(kind_of(line.text) == "day" for line in cell.lines):
            held = held[1:]  # the empty corner beside periods' numbers says nothing of how its column is set
        like = len(held) >= LEAST_COLUMNS and chain[-1] == last and not any(cuts_text(cell, p, True) for p in inner)
        if like and all(_set_like(piece, columns[pair]) for piece, pair in held):
            result.extend(pieces)
        else:
            result.append(cell)
    return result


def _set_like(piece: Cell, column: Sequence[Cell]) -> bool:
    """Whether a piece's text begins where those of most other cells of its column do, or in its middle as they do."""
    if not piece.lines or side_by_side_texts(piece) or len(filled := [c for c in column if c.lines]) < LIKE_OTHERS:
        return False
    inset = median(_inset(c) for c in filled)
    return abs(_inset(piece) - inset) <= piece.lines[0].size / 2 or (
        centred(piece, True) and sum(centred(c, True) for c in filled) > len(filled) / 2
    )


def _inset(cell: Cell) -> float:
    """Page units from a cell's left side to its texts."""
    return min(line.box.left for line in cell.lines) - cell.box.left


LIKE_OTHERS = 3
"""Cells of a column from which it is one, and its texts say how they are set."""


def without_pauses(cells: Sequence[Cell]) -> list[Cell]:
    """Cells cut above and below a pause that stands in them level with the same one in cells of its own: the rules of
    this column were not seen."""
    pauses = [c for c in cells if len(c.lines) == 1 and is_pause(c.text)]
    result: list[Cell] = []
    for cell in cells:
        borders: set[float] = set()
        for line in cell.lines if len(cell.lines) > 1 else ():
            level = [p for p in pauses if p.box.top < line.box.center[1] < p.box.bottom and p.text == line.text]
            if len(level) >= LEAST_PAUSES:
                borders |= {median(p.box.top for p in level), median(p.box.bottom for p in level)}
        inner = sorted(b for b in borders if cell.box.top < b < cell.box.bottom)
        edges = [cell.box.top, *inner, cell.box.bottom]
        result.extend([piece_of(cell, a, b, False) for a, b in itertools.pairwise(edges)] if inner else [cell])
    return result


def rows_of_times_apart(cells: Sequence[Cell]) -> list[Cell]:
    """Cells level with each other cut where others' rows part, or between the times of two of them, where each says
    something on both sides and one of them a time: of stripes of colour some have rules, or a ground, that was not seen
    in those columns."""
    reach = reach_of(cells)
    bottoms = sorted(cell.box.bottom for cell in cells)
    groups: list[list[Cell]] = []
    for cell in sorted((c for c in cells if len(c.lines) > 1), key=lambda c: c.box.top):
        near = (group for group in groups[-MOST_BESIDE_CELLS:] if cell.box.top - group[0].box.top <= reach)
        level = next((group for group in near if abs(group[0].box.bottom - cell.box.bottom) <= reach), None)
        if level is None:
            groups.append([cell])
        else:
            level.append(cell)
    cut: dict[int, list[Cell]] = {}
    for group in (group for group in groups if len(group) >= LEAST_LEVEL):
        low, high = along(group[0].box, False)
        inner = bottoms[bisect(bottoms, low + reach) : bisect(bottoms, high - reach)]
        places = [e for i, e in enumerate(inner) if not i or e - inner[i - 1] > reach] or _between_times(group)
        pieces = [[piece_of(c, a, b, False) for a, b in itertools.pairwise([low, *places, high])] for c in group]
        timed = [parts for parts in pieces if all(_is_time(part) for part in parts)]
        ranges = any(all(spans_of(part.text)[0].end is not None for part in parts) for parts in timed)
        if (
            places
            and (ranges or len(timed) >= STARTS_AND_ENDS)
            and all(part.lines for parts in pieces for part in parts)
        ):
            cut.update({id(cell): parts for cell, parts in zip(group, pieces, strict=True)})
    return [part for cell in cells for part in cut.get(id(cell), [cell])]


def _between_times(level: Sequence[Cell]) -> list[float]:
    """The places between the times of a row's cells that hold nothing but times below each other, a start and an end
    level with each other; none where they are not."""
    timed = [c for c in level if len(c.lines) > 1 and all(_is_time(replace(c, lines=(line,))) for line in c.lines)]
    if len({c.text for c in timed}) < STARTS_AND_ENDS or len({len(c.lines) for c in timed}) > 1:
        return []  # of tables beside each other, each has the same
    columns = [sorted(c.lines, key=lambda line: line.box.top) for c in timed]
    rows = list(zip(*columns, strict=True))
    if not all(shares(*along(a.box, False), *along(b.box, False)) for row in rows for a, b in itertools.pairwise(row)):
        return []
    boxes = [bounding(line.box for line in row) for row in rows]
    return [(a.bottom + b.top) / 2 for a, b in itertools.pairwise(boxes)]


LEAST_COLUMNS, LEAST_LEVEL = 3, 2
"""Columns that a cell covers from which it is none of one of them, and cells level with each other that make a row."""

LEAST_PAUSES = 2
"""Pauses of other days that show a row."""

MOST_BESIDE_CELLS = 50
"""Heights of cells that begin level with each other which are told apart."""


STARTS_AND_ENDS = 2
"""Columns of a list whose times have no end."""


def _is_time(cell: Cell) -> bool:
    """Whether a cell says a time and nothing else; one that a dash leaves open goes on in the next line."""
    said = without_spans(cell.text, spans_of(cell.text))
    return only_times(cell.text) and not any(map(str.isalpha, said)) and cell.text.rstrip()[-1].isalnum()
