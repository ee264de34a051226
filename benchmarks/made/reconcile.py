"""Traits that cannot go together are replaced by their nearest that can."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.made.fonts import Face
from benchmarks.made.languages import Language
from benchmarks.made.sheet import Rules
from benchmarks.made.traits import (
    Arrangement,
    Backdrop,
    BreakStyle,
    Capture,
    CellContent,
    CellTurn,
    Compression,
    DayStyle,
    Fit,
    Focus,
    Free,
    Groups,
    Light,
    Output,
    PageTurn,
    Palette,
    Resolution,
    Routine,
    Skew,
    Spans,
    Tables,
    TimePlace,
    TimeStyle,
    TimeTurn,
    Traits,
)

_LISTS = (Arrangement.LIST, Arrangement.DAY_LISTS)
_AM_PM = (TimeStyle.AM_PM, TimeStyle.AM_PM_CAPITALS, TimeStyle.PM_AT_END)
_AM_PM_LANGUAGES = (Language.ENGLISH, Language.MALAY, Language.IRISH, Language.WELSH)
_H_LANGUAGES = (Language.FRENCH, Language.PORTUGUESE, Language.SPANISH)


def _reconcile_language(t: Traits) -> Traits:
    if t.time_style in _AM_PM and t.language not in _AM_PM_LANGUAGES:
        t = replace(t, time_style=TimeStyle.COLON_UNPADDED)
    if t.time_style in (TimeStyle.BARE_HOURS, TimeStyle.COLON_12) and t.language not in _AM_PM_LANGUAGES:
        t = replace(t, time_style=TimeStyle.DOT)
    if t.time_style is TimeStyle.H_LETTER and t.language not in _H_LANGUAGES:
        t = replace(t, time_style=TimeStyle.COLON_24)
    return t


def _reconcile_lists(t: Traits) -> Traits:
    """A list has rows of activities: no days or breaks to merge, no header of times."""
    if t.arrangement not in _LISTS:
        return t
    day_style = t.day_style if t.day_style in (DayStyle.CAPITALS, DayStyle.ABBREVIATED) else DayStyle.FULL
    keeps = (TimePlace.HEADER, TimePlace.CELLS_ONLY)
    content = t.cell_content
    if content in (CellContent.CORNERS, CellContent.ROOM_COLUMN):
        content = CellContent.NAME_ROOM
    return replace(
        t,
        day_style=day_style,
        time_place=t.time_place if t.time_place in keeps else TimePlace.HEADER,
        time_turn=TimeTurn.UPRIGHT,
        break_style=BreakStyle.PER_DAY,
        spans=Spans.NONE,
        cell_content=content,
        groups=Groups.ONE,
        fit=Fit.ALIGNED,
        routine=Routine.NONE,
        cell_turn=CellTurn.UPRIGHT,
        tables=Tables.ONE,
        free=Free.NONE,
        rules=Rules.FULL if t.rules is Rules.BLOCKS else t.rules,
    )


def _reconcile_grid(t: Traits) -> Traits:
    if t.arrangement is not Arrangement.DAYS_ACROSS and t.cell_content is CellContent.ROOM_COLUMN:
        t = replace(t, cell_content=CellContent.NAME_ROOM)
    if t.routine is Routine.LINE:
        t = replace(t, break_style=BreakStyle.PER_DAY, groups=Groups.ONE, fit=Fit.ALIGNED, spans=Spans.NONE)
        t = replace(t, cell_content=CellContent.NAME, tables=Tables.ONE, free=Free.NONE)
        if t.time_place in (TimePlace.CELLS_ONLY, TimePlace.CELLS_OVERRIDE):
            t = replace(t, time_place=TimePlace.HEADER)
    if t.time_place is TimePlace.PERIOD_ONLY:
        t = replace(t, fit=Fit.ALIGNED)
    if t.time_place is TimePlace.CELLS_ONLY and t.break_style is BreakStyle.LETTER_PER_DAY:
        t = replace(t, break_style=BreakStyle.PER_DAY)
    if t.cell_content is CellContent.ROOM_COLUMN:
        t = replace(t, groups=Groups.ONE, cell_turn=CellTurn.UPRIGHT, spans=Spans.TIMES)
        if t.break_style is BreakStyle.LETTER_PER_DAY:
            t = replace(t, break_style=BreakStyle.MERGED)
    if t.cell_content is CellContent.CORNERS:
        t = replace(t, cell_turn=CellTurn.UPRIGHT)
    return t


def _reconcile_look(t: Traits) -> Traits:
    """Merged cells need something that shows where they end: a colour or a line."""
    unruled = t.rules in (Rules.NONE, Rules.OUTER, Rules.HORIZONTAL)
    if unruled and t.palette in (Palette.PLAIN, Palette.HEADER, Palette.DARK):
        t = replace(t, spans=Spans.NONE, groups=Groups.ONE, fit=Fit.ALIGNED)
        merging = (BreakStyle.STACKED, BreakStyle.ROTATED)
        if t.break_style in merging or (t.rules is not Rules.HORIZONTAL and t.break_style is BreakStyle.MERGED):
            t = replace(t, break_style=BreakStyle.PER_DAY)
        if t.rules is Rules.HORIZONTAL and t.arrangement is Arrangement.DAYS_DOWN:
            t = replace(t, break_style=BreakStyle.PER_DAY)
    if t.rules is Rules.BLOCKS and t.palette is Palette.PLAIN:
        t = replace(t, palette=Palette.PASTEL)
    return t


_TAKEN = (Output.JPEG, Output.SCANNED_PDF, Output.PICTURE_DOCX)


def _reconcile_output(t: Traits) -> Traits:
    if t.output in (Output.DOCX, Output.TEXT_PDF, Output.PNG):
        t = replace(t, capture=Capture.CLEAN)
    if t.output is Output.SCANNED_PDF and t.capture in (Capture.CLEAN, Capture.SCREEN_PHOTO):
        t = replace(t, capture=Capture.SCAN)
    if t.output is Output.DOCX:
        tables = Tables.TWO_WEEKS_BELOW if t.tables is Tables.TWO_WEEKS_BESIDE else t.tables
        content = CellContent.NAME_ROOM_TEACHER if t.cell_content is CellContent.CORNERS else t.cell_content
        t = replace(t, tables=tables, cell_content=content)
    if t.output in (Output.DOCX, Output.TEXT_PDF):
        t = replace(t, backdrop=Backdrop.PLAIN)
    if t.capture is Capture.CLEAN:
        t = replace(t, skew=Skew.NONE, page_turn=PageTurn.UPRIGHT, focus=Focus.SHARP, light=Light.EVEN)
    if t.capture is Capture.SCAN:
        t = replace(t, light=Light.EVEN, skew=Skew.SLIGHT if t.skew is Skew.STRONG else t.skew)
    if t.output in (Output.PNG, Output.DOCX, Output.TEXT_PDF):
        t = replace(t, compression=Compression.LIGHT)
    if t.output in (Output.DOCX, Output.TEXT_PDF):
        t = replace(t, resolution=Resolution.HIGH)
        # Faces that are no TrueType file cannot be embedded, and Word files name no face at all.
        if t.output is Output.DOCX or t.face is Face.AILERON:
            t = replace(t, face=Face.ARIAL)
    return t


def reconcile(traits: Traits) -> Traits:
    """The nearest traits that go together; what is returned is what was drawn."""
    return _reconcile_output(_reconcile_look(_reconcile_grid(_reconcile_lists(_reconcile_language(traits)))))
