"""The whole reading: pages to grids, each grid to blocks, all blocks to one timetable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.errors import NotATimetable
from chalicelib.domain.page import PageSource, PreparedPage
from chalicelib.domain.timetable import WEEK, ExtractedTimetable, Origin, Timeblock
from chalicelib.extraction.choice import best_tables
from chalicelib.extraction.document.confidence import document_confidence, rated
from chalicelib.extraction.document.metadata import read_metadata
from chalicelib.extraction.document.row_names import named_by_rows
from chalicelib.extraction.document.spelling import spelled
from chalicelib.extraction.document.unnamed import with_assumed_days
from chalicelib.extraction.document.unnumbered import with_assumed_periods
from chalicelib.extraction.document.unread_rows import with_unread_rows
from chalicelib.extraction.document.which import told_apart
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell, Grid, Line, cover
from chalicelib.extraction.grids.assign import shared_out
from chalicelib.extraction.grids.page_grids import PageGrids, page_grids
from chalicelib.extraction.headers.coded_times import coded_times, with_coded_times
from chalicelib.extraction.layouts.bells import bells_of, lists_bells, with_bells
from chalicelib.extraction.lines.lost_blanks import with_blanks
from chalicelib.extraction.lines.orientation import upright
from chalicelib.extraction.lines.print_marks import without_print_marks
from chalicelib.extraction.lines.side_menus import without_side_menu
from chalicelib.extraction.lines.text_lines import lines_of
from chalicelib.extraction.settings import MOST_BLOCKS
from chalicelib.extraction.tables.called_alike import (
    called_by_codes,
    called_by_people,
    dashed_apart,
    items_behind,
    numbers_behind,
    numbers_glued,
    places_behind,
    rooms_behind,
    said_beside_all,
    signs_behind,
    small_apart,
    split_alike,
)
from chalicelib.extraction.tables.class_codes import classes_behind
from chalicelib.extraction.tables.table import Table, without_day_notes
from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.header_texts import is_period_label, only_times, spans_of
from chalicelib.extraction.texts.heads import Head, head_of
from chalicelib.preprocessing.settings import MOST_TYPED_WORDS
from chalicelib.preprocessing.typewriter import TAB, TABLE_MARK, typed

Pictures = Mapping[int, NDArray[np.uint8]]


def extract_pages(pages: Sequence[PreparedPage], pictures: Pictures) -> ExtractedTimetable:
    """The timetable on all pages together. Raises NotATimetable where no table has days and times or periods."""
    pages = [with_blanks(without_print_marks(page)) for page in pages]
    tables = told_apart([table for page in pages for table in page_tables(page, pictures.get(page.number))])
    for said in (_beside_tables, _in_tables):
        if not any(table.drafts for table in tables):
            typed_pages = (_as_typed(page, said(page)) for page in pages if page.tables)
            tables = told_apart([table for page in typed_pages for table in page_tables(page, None)])
    if not any(table.drafts for table in tables):
        tables = [t for page in pages for t in _without_names(page, pictures.get(page.number))]
    if not any(draft.start is not None for table in tables for draft in table.drafts):
        weeks = [t for page in pages for t in _without_times(page, pictures.get(page.number))]
        told, more = (sum(len(t.drafts) for t in found) for found in (tables, weeks))
        tables = weeks if more >= MORE_UNNUMBERED * max(told, 1) else tables
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
    """The timetables on one page, with the times of a list of bells beside them."""
    page, picture = _as_read(page, picture)
    found = page_grids(page, picture)
    lines = found.lines or _stated_lines(found.grids)
    if codes := coded_times([*(line.text for line in lines), *page.paragraphs]):
        coded = (replace(grid, cells=with_coded_times(grid.cells, codes)) for grid in found.grids)
        found = replace(found, grids=tuple(coded))
    bells = bells_of(_cells_and_lines(found))
    if bells:  # some of their list, or the table's numbers, may lie in cells that say more
        told = bells_of(lines)
        apart = not any(cover(row, grid.box) for row in told.rows for grid in found.grids)
        if bells.rows:
            bells = max(bells, told, key=len)
        elif told.rows and apart:
            bells = told
    tables = [named_by_rows(table, lines) for table in best_tables(page.number, found, bells)]
    tables = [replace(table, drafts=tuple(_called(without_day_notes(table)))) for table in tables]
    if page.source is PageSource.RASTER:
        tables = [with_unread_rows(spelled(table, found.words), picture) for table in tables]
    return [with_bells(table, bells) for table in tables]


def _as_read(page: PreparedPage, picture: NDArray[np.uint8] | None) -> tuple[PreparedPage, NDArray[np.uint8] | None]:
    """A page and its picture the right way up, without the words of an app around it."""
    page, picture = upright(page, picture)
    return without_side_menu(page, picture), picture


def _cells_and_lines(found: PageGrids) -> list[Line]:
    """The texts of a page with each drawn cell as one: a label at the bottom of its cell is level with a time in the
    middle of the next one, and what a row's cells say goes together however far apart it stands."""
    if not found.lines:
        return _stated_lines(found.grids)
    cells = [cell for grid in found.grids for cell in grid.cells]
    _, free = shared_out(found.words, [cell.box for cell in cells])
    size = min((line.size for line in found.lines), default=1.0)
    return [*_whole(cells, size), *lines_of(free)]


def _whole(cells: Sequence[Cell], size: float) -> list[Line]:
    """Each of ``cells`` as one line of ``size``, but for a frame around a whole list of bells, or a part of it."""
    return [
        line
        for cell in cells
        for line in (cell.lines if _says_bells(cell) else [Line(" ".join(cell.text.split()), cell.box, size)])
    ]


def _says_bells(cell: Cell) -> bool:
    """Whether a cell holds a list of bells, several periods' numbers, or several ranges of times."""
    texts = [line.text for line in cell.lines]
    numbers = all(is_period_label(text) for text in texts)
    ranges = all(only_times(text) and any(span.end is not None for span in spans_of(text)) for text in texts)
    return lists_bells(cell) or (len(texts) > 1 and (numbers or ranges))


def _called(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` called as the others of their table show; without what heads the column of names in a list, which has
    no time where they do."""
    if any(draft.start is not None for draft in drafts):
        drafts = [draft for draft in drafts if draft.start is not None or head_of(draft.name) is not Head.NAME]
    told = small_apart(said_beside_all(split_alike(classes_behind(drafts))))
    told = signs_behind(rooms_behind(numbers_behind(numbers_glued(items_behind(told)))))
    return called_by_codes(called_by_people(dashed_apart(places_behind(told))))


def _as_typed(page: PreparedPage, said: Sequence[str]) -> PreparedPage:
    """A word processor's page with what it says as words where they would be typed."""
    words = typed(said, MOST_TYPED_WORDS)
    sides = {side: max((getattr(w.box, edge) for w in words), default=1) for side, edge in _SIDES}
    return page.model_copy(update={"tables": (), "paragraphs": (), "words": words, **sides})


def _beside_tables(page: PreparedPage) -> list[str]:
    """A page's paragraphs alone: its tables are of something else (hours in all, signatures)."""
    return [text.replace(TAB, "\t") for text in page.paragraphs if text != TABLE_MARK]


def _in_tables(page: PreparedPage) -> list[str]:
    """The cells of a page's tables one below the other: each is a day's list, and nothing in a row goes together."""
    return [cell.text for table in page.tables for cell in table.cells if cell.text.strip()]


_SIDES = (("width", "right"), ("height", "bottom"))


def _without_names(page: PreparedPage, picture: NDArray[np.uint8] | None) -> list[Table]:
    """The timetables on a page of a document in which no days were read at all, the days taken to be in order."""
    page, picture = _as_read(page, picture)
    found = page_grids(page, picture)
    words = with_assumed_days(found.words, found.cells)
    if words is None:
        return []
    named = page.model_copy(update={"words": tuple(words)})
    return [replace(table, remarks=(*table.remarks, DAYS_ASSUMED)) for table in page_tables(named, picture)]


def _without_times(page: PreparedPage, picture: NDArray[np.uint8] | None) -> list[Table]:
    """The weeks on a page of a document that prints neither times nor periods, their rows numbered in order."""
    page, picture = _as_read(page, picture)
    drawn = page_grids(page, picture)
    found = (with_assumed_periods(grid, drawn.lines) for grid in drawn.grids)
    return [table for table in found if table is not None]


MORE_UNNUMBERED = 1.5
"""Times the lessons beside the periods' numbers that were read from which all rows of the table are counted."""


DAYS_ASSUMED = "No names of days were read: they were taken to be Monday and the days after it, in order."


def _stated_lines(grids: Sequence[Grid]) -> list[Line]:
    """A word processor's texts as lines: each cell is one, and each paragraph above a table."""
    cells = _whole([cell for grid in grids for cell in grid.cells], 1.0)
    return [*cells, *(line for grid in grids for line in grid.around)]


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
