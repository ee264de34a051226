"""The words of single cells: days, times, activities."""

from __future__ import annotations

import random
from dataclasses import replace

from benchmarks.made.languages import Words
from benchmarks.made.sheet import Cell, Line, Place, Turn
from benchmarks.made.times import one_time, range_lines
from benchmarks.made.traits import CellContent, DayStyle, TimePlace, TimeStyle, Traits
from benchmarks.made.week import Placed, Slot, SlotKind

SMALL = 0.8


def day_text(day: int, style: DayStyle, words: Words) -> str:
    """The day's name in the style."""
    if style is DayStyle.LETTER:
        return words.day_letters[day]
    if style in (DayStyle.ABBREVIATED, DayStyle.STACKED):
        short = words.short_days[day]
        return short.upper() if style is DayStyle.STACKED else short
    return words.days[day].upper() if style is DayStyle.CAPITALS else words.days[day]


def day_cell(cell: Cell, day: int, style: DayStyle, words: Words) -> Cell:
    """The header cell of a day."""
    turn = {DayStyle.STACKED: Turn.STACKED, DayStyle.ROTATED: Turn.UPWARDS}.get(style, Turn.UPRIGHT)
    return replace(cell, lines=(Line(day_text(day, style, words), bold=True),), turn=turn)


def slot_times(slot: Slot, traits: Traits, words: Words, *, bold: bool) -> tuple[Line, ...]:
    """The header's times of a slot; nothing where the document has no times in its header."""
    if traits.time_place in (TimePlace.PERIOD_ONLY, TimePlace.CELLS_ONLY):
        return ()
    if traits.time_place is TimePlace.HEADER_START_ONLY:
        style = TimeStyle.COLON_UNPADDED if traits.time_style is TimeStyle.THREE_LINES else traits.time_style
        return (Line(one_time(slot.start, style), bold=bold),)
    return tuple(Line(text, bold=bold) for text in range_lines(slot.start, slot.end, traits.time_style, words))


def period_label(slot: Slot, prefix: str) -> str:
    """The period's number with the document's own prefix; nothing for breaks."""
    return f"{prefix}{slot.label}" if slot.kind is SlotKind.LESSON else ""


def _inside_times(placed: Placed, traits: Traits, words: Words) -> tuple[Line, ...]:
    style = TimeStyle.COLON_UNPADDED if traits.time_style is TimeStyle.THREE_LINES else traits.time_style
    return tuple(Line(text, scale=0.85) for text in range_lines(placed.start, placed.end, style, words))


def _note_lines(placed: Placed, content: CellContent) -> tuple[Line, ...]:
    activity = placed.activity
    group = (Line(activity.group, scale=SMALL),) if activity.group else ()
    if content is CellContent.ROOM_COLUMN:
        return group
    if content is CellContent.CORNERS:
        left = Line(activity.room, scale=0.7, place=Place.BOTTOM_LEFT)
        right = Line(activity.teacher, scale=0.7, place=Place.BOTTOM_RIGHT)
        top = tuple(replace(line, scale=0.7, place=Place.TOP_RIGHT) for line in group)
        return (*top, *((left, right) if activity.room else ()))
    if activity.remark:
        return (*group, Line(f"({activity.remark})", scale=SMALL))
    return (*group, *(Line(text, scale=SMALL) for text in (activity.room, activity.teacher) if text))


def activity_lines(placed: Placed, traits: Traits, words: Words, rng: random.Random, *, bold: bool) -> tuple[Line, ...]:
    """A lesson's cell: its own times where it has them, its name, everything else."""
    times = _inside_times(placed, traits, words) if placed.times_inside else ()
    name = Line(placed.activity.name, bold=bold)
    notes = _note_lines(placed, traits.cell_content)
    if times and rng.random() < 0.3:
        return (name, *times, *notes)
    return (*times, name, *notes)
