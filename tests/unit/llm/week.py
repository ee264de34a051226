"""A small week to compare readings of: two days across, three times down, each cell 100 by 50 pixels."""

from __future__ import annotations

from datetime import time
from typing import Any

from chalicelib.domain.page import PageSource, PreparedPage, Word
from chalicelib.domain.timetable import Box, ExtractedTimetable, Origin, Timeblock, TimesFrom, Weekday
from chalicelib.llm.answer import ModelBlock, ModelTimetable

MONDAY, TUESDAY, WEDNESDAY = Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY
COLUMN = {MONDAY: 100, TUESDAY: 200, WEDNESDAY: 300}
ROW = {9: 50, 10: 100, 11: 150}
CELLS = {
    (MONDAY, 9): "Maths",
    (TUESDAY, 9): "English",
    (MONDAY, 10): "Science",
    (TUESDAY, 10): "History",
    (MONDAY, 11): "Art",
    (TUESDAY, 11): "Music",
}


def cell(day: Weekday, hour: int) -> Box:
    return Box(left=COLUMN[day], top=ROW[hour], right=COLUMN[day] + 100, bottom=ROW[hour] + 50)


def word(text: str, left: float, top: float) -> Word:
    return Word(text=text, box=Box(left=left, top=top, right=left + 8 * len(text), bottom=top + 12))


def in_cell(text: str, day: Weekday, hour: int) -> Word:
    return word(text, COLUMN[day] + 10, ROW[hour] + 10)


def page(*more: Word, without: tuple[tuple[Weekday, int], ...] = ()) -> PreparedPage:
    """The printed page; ``without`` leaves cells empty, ``more`` is printed besides."""
    heads = [word(day.value, left + 10, 10) for day, left in COLUMN.items() if day is not WEDNESDAY]
    times = [word(f"{hour:02}.00 - {hour + 1:02}.00", 5, top + 10) for hour, top in ROW.items()]
    cells = [in_cell(text, *place) for place, text in CELLS.items() if place not in without]
    return PreparedPage(
        number=1, width=400, height=800, source=PageSource.RASTER, words=(*heads, *times, *cells, *more)
    )


def read(day: Weekday, hour: int, name: str = "", **changed: Any) -> Timeblock:
    """A block as the geometry reads it."""
    values: dict[str, Any] = {
        "day": day,
        "start": time(hour),
        "end": time(hour + 1),
        "name": name or CELLS[day, hour],
        "confidence": 90.0,
        "origin": Origin(page=1, box=cell(day, hour), times_from=TimesFrom.HEADER),
    }
    return Timeblock(**values | changed)


def draft(*blocks: Timeblock, confidence: float | None = None) -> ExtractedTimetable:
    """The geometric reading: of the whole page, or of these blocks."""
    all_blocks = blocks or tuple(read(*place) for place in CELLS)
    mean = sum(b.confidence for b in all_blocks) / len(all_blocks)
    return ExtractedTimetable(timeblocks=all_blocks, confidence=mean if confidence is None else confidence)


def all_but(*places: tuple[Weekday, int]) -> list[Timeblock]:
    return [read(*place) for place in CELLS if place not in places]


def said(day: Weekday, hour: int, name: str = "", **changed: Any) -> ModelBlock:
    """A block as the model says it."""
    values: dict[str, Any] = {"day": day, "start": time(hour), "end": time(hour + 1)}
    return ModelBlock(**values | {"name": name or CELLS[day, hour]} | changed)


def answer(*blocks: ModelBlock, malformed: int = 0) -> ModelTimetable:
    return ModelTimetable(timeblocks=blocks, malformed=malformed)


def answer_all_but(*places: tuple[Weekday, int]) -> list[ModelBlock]:
    return [said(*place) for place in CELLS if place not in places]
