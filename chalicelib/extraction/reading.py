"""The whole reading: pages to grids, each grid to blocks, all blocks to one timetable."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.errors import NotATimetable
from chalicelib.domain.page import PreparedPage
from chalicelib.domain.timetable import WEEK, ExtractedTimetable, Origin, Timeblock
from chalicelib.extraction import times
from chalicelib.extraction.aligned import read_aligned
from chalicelib.extraction.blocks import Draft
from chalicelib.extraction.confidence import document_confidence, rated
from chalicelib.extraction.grid import Grid, Line, overlap
from chalicelib.extraction.grids import PageGrids, page_grids
from chalicelib.extraction.metadata import read_metadata
from chalicelib.extraction.orientation import upright
from chalicelib.extraction.settings import MOST_BLOCKS
from chalicelib.extraction.tables import Table, read_table

Pictures = Mapping[int, NDArray[np.uint8]]


def extract_pages(pages: Sequence[PreparedPage], pictures: Pictures) -> ExtractedTimetable:
    """The timetable on all pages together. Raises NotATimetable where no table has days and times or periods."""
    tables = [table for page in pages for table in page_tables(page, pictures.get(page.number))]
    drafts = [(table, draft) for table in tables for draft in table.drafts]
    if not drafts:
        raise NotATimetable
    remarks = [remark for table in tables for remark in table.remarks]
    if len(drafts) > MOST_BLOCKS:
        remarks.append(f"Only the first {MOST_BLOCKS} of {len(drafts)} entries were kept.")
    confidences = rated([d for _, d in drafts], tables)
    blocks = [_timeblock(t, d, c) for (t, d), c in zip(drafts, confidences, strict=True)][:MOST_BLOCKS]
    blocks.sort(key=_week_order)
    return ExtractedTimetable(
        timeblocks=tuple(blocks),
        metadata=read_metadata(pages, tables),
        confidence=document_confidence(blocks, tables),
        remarks=tuple(dict.fromkeys(remarks)),
    )


def page_tables(page: PreparedPage, picture: NDArray[np.uint8] | None) -> list[Table]:
    """The timetables on one page: by its rules, or by how its words line up where that explains more of them."""
    page, picture = upright(page, picture)
    found = page_grids(page, picture)
    read = [(grid, read_table(grid)) for grid in found.grids]
    others = [grid for grid, table in read if table is None]
    ruled = [_with_headings(table, others) for _, table in read if table is not None]
    if not found.words or _explained(ruled, found) >= WELL_EXPLAINED:
        return ruled
    aligned = read_aligned(page.number, found.words, found.cells)
    more = MORE_THAN_UNDIVIDED if any(_undivided(t) for t in ruled) else MORE
    if aligned is None or _worth(aligned.drafts) <= more * sum(_worth(t.drafts) for t in ruled):
        return ruled
    return [Table(aligned.grid, aligned.axis, aligned.bands, aligned.drafts)]


def _with_headings(table: Table, others: Sequence[Grid]) -> Table:
    """``table`` with the texts of frames above it (a title in a box) among its surroundings."""
    above = tuple(
        line for grid in others if grid.box.bottom <= table.grid.box.top for cell in grid.cells for line in cell.lines
    )
    return replace(table, grid=replace(table.grid, around=above + table.grid.around)) if above else table


def _undivided(table: Table) -> bool:
    """Whether many cells hold texts side by side: rules between the columns were not seen, or not drawn."""
    filled = [c for c in table.grid.cells if c.lines]
    wide = sum(any(_beside(a, b) for a, b in itertools.combinations(c.lines[:8], 2)) for c in filled)
    return wide > UNDIVIDED * len(filled)


def _beside(first: Line, second: Line) -> bool:
    level = overlap(first.box.top, first.box.bottom, second.box.top, second.box.bottom)
    return level > 0.5 * min(first.box.height, second.box.height) and first.angle == second.angle == 0


UNDIVIDED = 0.15
"""Share of cells with texts side by side from which a table's rules are taken to be incomplete."""

MORE_THAN_UNDIVIDED = 1.05
"""As ``MORE``, where the rules are incomplete."""


def _worth(drafts: Sequence[Draft]) -> float:
    """How much a reading gives: its blocks, those with both times for full, others for little, repeats for nothing."""
    seen = {(d.day, d.start, d.end, d.box.left, d.box.top): d for d in drafts}.values()
    return sum(1.0 if d.start is not None and d.end is not None else 0.2 for d in seen)


WELL_EXPLAINED = 0.5
"""Share of a page's words in timetables read by their rules from which no other reading is tried."""

MORE = 2.0
"""Times the blocks that a reading without rules must find to be believed over one with rules."""


def _explained(tables: Sequence[Table], found: PageGrids) -> float:
    """Share of the page's characters that became names and notes, or head the tables that were read."""
    read = {(d.box.left, d.box.top, d.name): len(d.name) + len(d.notes) for t in tables for d in t.drafts}
    heads = sum(HEAD_LENGTH * (len(t.bands) + len(t.axis.bands if t.axis else ())) for t in tables)
    return (sum(read.values()) + heads) / max(1, sum(len(w.text) for w in found.words))


HEAD_LENGTH = 9
"""Characters of a day's name or a time, on average."""


def _timeblock(table: Table, draft: Draft, confidence: float) -> Timeblock:
    return Timeblock(
        day=draft.day,
        start=times.as_time(draft.start),
        end=times.as_time(draft.end),
        name=draft.name,
        notes=draft.notes,
        period=draft.period,
        color=draft.color,
        confidence=confidence,
        origin=Origin(page=table.grid.page, box=draft.box, times_from=draft.times_from),
    )


def _week_order(block: Timeblock) -> tuple[int, bool, str, int, float, float]:
    """By day and time; parallel groups and untimed blocks as they stand on the page."""
    box = block.origin.box
    place = (box.top, box.left) if box is not None else (0.0, 0.0)
    start = block.start.isoformat() if block.start else ""
    return WEEK.index(block.day), block.start is None, start, block.origin.page, *place
