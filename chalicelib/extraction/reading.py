"""The whole reading: pages to grids, each grid to blocks, all blocks to one timetable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.errors import NotATimetable
from chalicelib.domain.page import PreparedPage
from chalicelib.domain.timetable import WEEK, ExtractedTimetable, Origin, Timeblock
from chalicelib.extraction import times
from chalicelib.extraction.blocks import Draft
from chalicelib.extraction.confidence import document_confidence, rated
from chalicelib.extraction.grid import Grid
from chalicelib.extraction.grids import page_grids
from chalicelib.extraction.metadata import read_metadata
from chalicelib.extraction.settings import MOST_BLOCKS
from chalicelib.extraction.tables import Table, read_table

Pictures = Mapping[int, NDArray[np.uint8]]


def extract_pages(pages: Sequence[PreparedPage], pictures: Pictures) -> ExtractedTimetable:
    """The timetable on all pages together. Raises NotATimetable where no table has days and times or periods."""
    grids: list[Grid] = []
    tables: list[Table] = []
    for page in pages:
        for grid in page_grids(page, pictures.get(page.number)):
            grids.append(grid)
            table = read_table(grid)
            if table is not None:
                tables.append(table)
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
        metadata=read_metadata(pages, grids, tables),
        confidence=document_confidence(blocks, tables),
        remarks=tuple(dict.fromkeys(remarks)),
    )


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
