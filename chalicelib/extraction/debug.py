"""Drawing what was found over each page: lines, cells, words, axes and blocks. For developers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.page import PreparedPage
from chalicelib.domain.timetable import Box
from chalicelib.extraction.grids.page_grids import page_grids
from chalicelib.extraction.grids.ruling import working_scale
from chalicelib.extraction.lines.orientation import upright
from chalicelib.extraction.reading import page_tables
from chalicelib.extraction.tables.table import Table

Picture = NDArray[np.uint8]

RULE, CELL, WORD, DAY, TIME, BLOCK = (
    (0, 160, 255),
    (0, 0, 255),
    (200, 120, 0),
    (0, 150, 0),
    (200, 0, 200),
    (0, 0, 0),
)
"""Colours, BGR."""


def draw_pages(pages: Sequence[PreparedPage], pictures: Mapping[int, Picture], stem: str, folder: Path) -> list[Path]:
    """One PNG per page with its rules, cells, words, axes and blocks drawn over it; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for page in pages:
        path = folder / f"{stem}-{page.number}.png"
        cv2.imwrite(str(path), draw_page(page, pictures.get(page.number)))
        written.append(path)
    return written


def draw_page(page: PreparedPage, picture: Picture | None) -> Picture:
    """The page as a picture (BGR) with everything that was found on it; axes and blocks are those of the reading that
    was believed."""
    read = page_tables(page, picture)
    page, picture = upright(page, picture)
    grids = page_grids(page, picture).grids
    extent = (page.width, page.height)
    for grid in (*grids, *(table.grid for table in read)):
        extent = (max(extent[0], grid.box.right), max(extent[1], grid.box.bottom))
    scale = working_scale(*extent)
    if picture is None:
        canvas = np.full((int(extent[1] * scale) + 1, int(extent[0] * scale) + 1, 3), 255, dtype=np.uint8)
    else:
        canvas = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale) // 2 + 127, dtype=np.uint8)
    for line in page.ruling_lines:
        ends = [round(v * scale) for v in (line.x0, line.y0, line.x1, line.y1)]
        cv2.line(canvas, (ends[0], ends[1]), (ends[2], ends[3]), RULE, 1)
    for word in page.words:
        _frame(canvas, word.box, scale, WORD, word.text if picture is None else "")
    for grid in grids:
        for cell in grid.cells:
            _frame(canvas, cell.box, scale, CELL, "" if page.words else cell.text.replace("\n", " "))
    for table in read:
        _draw_table(canvas, table, scale)
    return canvas


def _draw_table(canvas: Picture, table: Table, scale: float) -> None:
    box, axis = table.grid.box, table.axis
    across = axis is not None and axis.across
    for band in table.bands:
        text = f"{_clock(band.start)}-{_clock(band.end)} {band.label}"
        _stripe(canvas, (band.low, band.high), box, scale, across=not across, color=TIME, text=text)
    for day in axis.bands if axis is not None else ():
        text = " ".join(d.value[:3] for d in day.days)
        _stripe(canvas, (day.low, day.high), box, scale, across=across, color=DAY, text=text)
    for draft in table.drafts:
        corner = (round(draft.box.left * scale) + 4, round(draft.box.bottom * scale) - 6)
        _write(canvas, f"{_clock(draft.start)}-{_clock(draft.end)} {draft.name}"[:40], corner, BLOCK)


def _stripe(
    canvas: Picture,
    extent: tuple[float, float],
    box: Box,
    scale: float,
    *,
    across: bool,
    color: tuple[int, int, int],
    text: str,
) -> None:
    """A bar along the table's top (an axis across) or left side that shows one band."""
    low, high = (round(v * scale) + 3 for v in extent)
    if across:
        y = max(8, round(box.top * scale) - 4)
        cv2.line(canvas, (low, y), (high - 6, y), color, 5)
        _write(canvas, text, (low, max(12, y - 6)), color)
    else:
        x = max(4, round(box.left * scale) - 4)
        cv2.line(canvas, (x, low), (x, high - 6), color, 5)
        _write(canvas, text, (x + 6, low + 14), color)


def _clock(minute: int | None) -> str:
    return "?" if minute is None else f"{minute // 60:02}:{minute % 60:02}"


def _frame(canvas: Picture, box: Box, scale: float, color: tuple[int, int, int], text: str) -> None:
    start = (round(box.left * scale), round(box.top * scale))
    cv2.rectangle(canvas, start, (round(box.right * scale), round(box.bottom * scale)), color, 2)
    _write(canvas, text, (start[0] + 3, start[1] + 14), color)


def _write(canvas: Picture, text: str, corner: tuple[int, int], color: tuple[int, int, int]) -> None:
    plain = text.encode("ascii", "replace").decode()
    cv2.putText(canvas, plain, corner, cv2.FONT_HERSHEY_SIMPLEX, 0.45, color, 1, cv2.LINE_AA)
