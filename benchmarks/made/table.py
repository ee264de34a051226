"""The grid of a made timetable: two axes, days and times, laid across or down the page."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from benchmarks.made.languages import Words
from benchmarks.made.looks import Looks
from benchmarks.made.sheet import Align, Cell, Grid, Line, Rules, Turn
from benchmarks.made.texts import activity_lines, day_cell, period_label, slot_times
from benchmarks.made.traits import (
    Arrangement,
    BreakStyle,
    CellContent,
    CellTurn,
    Fit,
    Free,
    TimePlace,
    TimeTurn,
    Traits,
)
from benchmarks.made.week import UNITS, Placed, SchoolWeek, Slot, SlotKind

_NARROW = 0.45


@dataclass(frozen=True)
class Style:
    """What is the same for all tables of a document."""

    traits: Traits
    words: Words
    looks: Looks
    size: float
    bold_names: bool
    period_prefix: str
    period_track: bool
    """Period numbers in a row or column of their own."""
    corner: str
    rule_width: float
    header_routine: bool
    """The routine stands before the days instead of behind them."""


@dataclass(frozen=True)
class Span:
    """A cell on the two axes, counted in tracks."""

    day: int
    days: int
    time: int
    times: int


class TableMaker:
    """Makes the grid of one week, or of the part of its slots that ``first`` to ``last`` name."""

    def __init__(self, style: Style, week: SchoolWeek, rng: random.Random, first: int, last: int) -> None:
        self.style = style
        self.traits = style.traits
        self.week = week
        self.rng = rng
        self.first = first
        self.last = last
        self.slots: tuple[Slot, ...] = week.slots[first : last + 1]

    # --- axes -------------------------------------------------------------------------------------------------

    @cached_property
    def across(self) -> bool:
        return self.traits.arrangement is Arrangement.DAYS_ACROSS

    @cached_property
    def lanes(self) -> int:
        """Tracks of a day."""
        if self.traits.cell_content is CellContent.ROOM_COLUMN:
            return 2
        return max((p.lanes for p in self.week.placed), default=1)

    @cached_property
    def parts(self) -> int:
        """Tracks of a slot."""
        return UNITS if self.traits.fit is Fit.MISALIGNED else 1

    @cached_property
    def header_tracks(self) -> int:
        """Tracks before the days, which hold periods and times."""
        both = self.traits.time_place is TimePlace.HEADER_AND_PERIOD and self.style.period_track
        return 2 if both else 1

    @cached_property
    def routine_tracks(self) -> int:
        return 1 if self.week.routine else 0

    @cached_property
    def first_day(self) -> int:
        return self.header_tracks + (self.routine_tracks if self.style.header_routine else 0)

    def day_track(self, day: int) -> int:
        return self.first_day + day * self.lanes

    def slot_track(self, slot: int) -> int:
        """Track of a slot by its number in the week; track 0 names the days."""
        return 1 + (slot - self.first) * self.parts

    @cached_property
    def day_extent(self) -> int:
        return self.header_tracks + self.routine_tracks + self.week.day_count * self.lanes

    def cell(self, span: Span) -> Cell:
        looks = self.style.looks
        if self.across:
            return Cell(span.time, span.day, row_span=span.times, column_span=span.days, ink=looks.ink)
        return Cell(span.day, span.time, row_span=span.days, column_span=span.times, ink=looks.ink)

    # --- headers ----------------------------------------------------------------------------------------------

    def _header(self, span: Span) -> Cell:
        looks = self.style.looks
        return replace(self.cell(span), fill=looks.header_fill, ink=looks.header_ink)

    def _days(self) -> Iterator[Cell]:
        room_column = self.traits.cell_content is CellContent.ROOM_COLUMN
        for day in range(self.week.day_count):
            width = 1 if room_column else self.lanes
            header = self._header(Span(self.day_track(day), width, 0, 1))
            yield day_cell(header, day, self.traits.day_style, self.style.words)
            if room_column:
                beside = self._header(Span(self.day_track(day) + 1, 1, 0, 1))
                yield replace(beside, lines=(Line(self.style.words.room_short, bold=True),))
        if self.week.routine:
            yield replace(self._header(self._routine_span(0, 1)), lines=(Line(self.style.words.every_day, bold=True),))

    def _routine_span(self, time: int, times: int) -> Span:
        at = self.header_tracks if self.style.header_routine else self.day_extent - 1
        return Span(at, 1, time, times)

    def _slot_header(self, slot: Slot, index: int) -> Iterator[Cell]:
        traits, style = self.traits, self.style
        at = self.slot_track(self.first + index)
        times = slot_times(slot, traits, style.words, bold=True)
        label = period_label(slot, style.period_prefix)
        period = (Line(label, bold=True),) if label else ()
        turn = Turn.UPWARDS if traits.time_turn is TimeTurn.ROTATED and not self.across else Turn.UPRIGHT
        if self.header_tracks == 2:
            yield replace(self._header(Span(0, 1, at, self.parts)), lines=period)
            yield replace(self._header(Span(1, 1, at, self.parts)), lines=times, turn=turn)
            return
        if traits.time_place is TimePlace.HEADER_AND_PERIOD:
            times = (*period, *times)
        elif not times:
            times = period
        yield replace(self._header(Span(0, 1, at, self.parts)), lines=times, turn=turn)

    def _headers(self) -> Iterator[Cell]:
        yield replace(self._header(Span(0, self.header_tracks, 0, 1)), lines=(Line(self.style.corner, bold=True),))
        yield from self._days()
        for index, slot in enumerate(self.slots):
            yield from self._slot_header(slot, index)

    # --- activities -------------------------------------------------------------------------------------------

    def _time_span(self, placed: Placed) -> tuple[int, int]:
        """Track and number of tracks on the time axis."""
        if self.parts == UNITS:
            return 1 + placed.first_unit - self.first * UNITS, placed.units
        return self.slot_track(placed.slot), placed.last_slot - placed.slot + 1

    def _lesson(self, placed: Placed) -> Iterator[Cell]:
        time, times = self._time_span(placed)
        room_column = self.traits.cell_content is CellContent.ROOM_COLUMN
        share = self.lanes // placed.lanes if placed.lanes > 1 else self.lanes
        width = 1 if room_column else len(placed.days) * share
        at = self.day_track(placed.days[0]) + placed.lane * share
        if placed.lanes > 1 and placed.lane == placed.lanes - 1:
            width = self.day_track(placed.days[0]) + self.lanes - at
        fill, ink = self.style.looks.cell(placed.activity.name)
        lines = activity_lines(placed, self.traits, self.style.words, self.rng, bold=self.style.bold_names)
        yield replace(self.cell(Span(at, width, time, times)), lines=lines, fill=fill, ink=ink, turn=self._turn(placed))
        if room_column:
            room = (Line(placed.activity.room, scale=0.85),)
            yield replace(self.cell(Span(at + 1, 1, time, times)), lines=room, fill=fill, ink=ink)

    def _turn(self, placed: Placed) -> Turn:
        rotated = self.traits.cell_turn is CellTurn.SOME_ROTATED and not self.across
        if rotated and placed.lanes == 1 and self.rng.random() < 0.3:
            return Turn.UPWARDS
        return Turn.UPRIGHT

    def _shared(self, placed: Placed) -> Iterator[Cell]:
        """Breaks and registration, for all days."""
        style = self.traits.break_style
        time, times = self._time_span(placed)
        fill = self.style.looks.shared_fill
        lines = activity_lines(placed, self.traits, self.style.words, self.rng, bold=True)
        days = self.week.day_count
        name = placed.activity.name
        if style is BreakStyle.PER_DAY or (style is BreakStyle.LETTER_PER_DAY and len(name) == days):
            for day in range(days):
                one = lines if style is BreakStyle.PER_DAY else (Line(name[day].upper(), bold=True),)
                cell = self.cell(Span(self.day_track(day), self.lanes, time, times))
                yield replace(cell, lines=one, fill=fill)
            return
        turn = Turn.UPRIGHT
        if not self.across and style is BreakStyle.ROTATED:
            turn = Turn.UPWARDS if len(name) % 2 else Turn.DOWNWARDS
        if not self.across and style is BreakStyle.STACKED and " " not in name and not placed.times_inside:
            turn = Turn.STACKED
        cell = self.cell(Span(self.first_day, days * self.lanes, time, times))
        yield replace(cell, lines=lines, fill=fill, turn=turn)

    def _routine(self) -> Iterator[Cell]:
        for placed in self.week.routine:
            time, times = self._time_span(placed)
            turn = Turn.UPRIGHT if self.across else Turn.UPWARDS
            yield replace(self.cell(self._routine_span(time, times)), lines=(Line(placed.activity.name),), turn=turn)

    def _here(self, placed: Placed) -> bool:
        return self.first <= placed.slot <= self.last

    def _activities(self) -> Iterator[Cell]:
        for placed in self.week.placed:
            if not self._here(placed):
                continue
            shared = self.week.slots[placed.slot].kind is SlotKind.SHARED
            yield from self._shared(placed) if shared and not self.week.routine else self._lesson(placed)
        yield from self._routine()

    def _blanks(self, cells: list[Cell]) -> Iterator[Cell]:
        """A cell for every slot of a day that nothing stands in."""
        covered = {
            (r, c)
            for cell in cells
            for r in range(cell.row, cell.row + cell.row_span)
            for c in range(cell.column, cell.column + cell.column_span)
        }
        dash = (Line(self.rng.choice(("-", "\u2013", "---"))),) if self.traits.free is Free.DASH else ()
        split = self.traits.cell_content is CellContent.ROOM_COLUMN
        for day in range(self.week.day_count):
            for index in range(len(self.slots)):
                at, time = self.day_track(day), self.slot_track(self.first + index)
                for track in range(at, at + self.lanes, 1 if split else self.lanes):
                    cell = self.cell(Span(track, 1 if split else self.lanes, time, self.parts))
                    if (cell.row, cell.column) not in covered:
                        yield replace(cell, lines=dash if track == at else ())

    # --- the whole --------------------------------------------------------------------------------------------

    def _day_weights(self) -> list[float]:
        day = [1.0, 0.3] if self.traits.cell_content is CellContent.ROOM_COLUMN else [1.0 / self.lanes] * self.lanes
        header = [0.35, 0.8] if self.header_tracks == 2 else [0.8]
        routine = [0.9] if self.routine_tracks else []
        days = day * self.week.day_count
        return [*header, *routine, *days] if self.style.header_routine else [*header, *days, *routine]

    def _slot_weights(self) -> list[float]:
        slim = {BreakStyle.ROTATED, BreakStyle.STACKED, BreakStyle.LETTER_PER_DAY}
        weights = []
        for slot in self.slots:
            narrow = slot.kind is SlotKind.SHARED and self.traits.break_style in slim
            weights += [(_NARROW if narrow else 1.0) / self.parts] * self.parts
        return [0.8, *weights]

    def make(self, width: float) -> Grid:
        """The grid, ``width`` points wide unless its words need more."""
        cells = [*self._headers(), *self._activities()]
        cells += list(self._blanks(cells))
        looks = self.style.looks
        days, slots = self._day_weights(), self._slot_weights()
        rules = self.traits.rules
        least = 2.4 / self.parts if self.across else 3.4 / self.lanes
        if rules is Rules.BLOCKS:
            cells = [c if c.fill or not c.lines else replace(c, fill=looks.shared_fill) for c in cells]
        return Grid(
            weights=tuple(days if self.across else slots),
            row_count=len(slots if self.across else days),
            cells=tuple(replace(c, align=Align.CENTER) for c in cells),
            width=width,
            size=self.style.size,
            rules=rules,
            rule_color=looks.rule,
            rule_width=self.style.rule_width,
            least_row_height=self.style.size * least,
        )
