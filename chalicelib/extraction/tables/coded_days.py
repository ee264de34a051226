"""Course lists of colleges that say days and times in one cell ("MoWeFr 8:35AM - 9:25AM", "TTh 1:00-2:15")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.axes import in_line
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.texts.day_codes import code_days
from chalicelib.extraction.texts.header_texts import begins_with_range, only_times

LEAST_CODED = 3
"""Cells of a column that say both from which its days stand apart."""

_DAYS_AND_TIMES = re.compile(r"(?P<days>[A-Za-z]{1,12}(?:[\s,/-][A-Za-z]{1,3}){0,4})\s+(?P<times>\d.*)")


def with_days_apart(cells: Sequence[Cell]) -> Sequence[Cell]:
    """``cells`` with those that say both as two, the days by their names before the times; as they are where a table
    has too few of them."""
    coded = [cell for cell in cells if _said(cell) is not None]
    columns = (column for column in in_line(coded, across=True) if len(column) >= LEAST_CODED)
    found = {id(cell): said for column in columns for cell in column if (said := _said(cell)) is not None}
    return [part for cell in cells for part in (_parts(cell, *found[id(cell)]) if id(cell) in found else [cell])]


def _said(cell: Cell) -> tuple[str, str] | None:
    match = _DAYS_AND_TIMES.fullmatch(" ".join(cell.text.split()))
    if match is None or not (only_times(match["times"]) and begins_with_range(match["times"])):
        return None
    days = code_days(match["days"])
    return (", ".join(days), match["times"]) if days else None


def _parts(cell: Cell, days: str, times: str) -> list[Cell]:
    border = cell.box.center[0]  # of all alike, wherever the days end on their lines
    line = replace(cell.lines[0], tokens=(), gaps=())
    boxes = [cell.box.model_copy(update={side: border}) for side in ("right", "left")]
    inner = [line.box.model_copy(update={"left": box.left, "right": box.right}) for box in boxes]
    return [
        Cell(box, (replace(line, text=text, box=within),), cell.color)
        for box, within, text in zip(boxes, inner, (days, times), strict=True)
    ]
