"""What is drawn by lot for a made timetable. Every trait is a switch of its own."""

from __future__ import annotations

import random
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from benchmarks.made.fonts import Face
from benchmarks.made.languages import Language
from benchmarks.made.sheet import Rules


class Output(StrEnum):
    PNG = "png"
    JPEG = "jpeg"
    TEXT_PDF = "text_pdf"
    SCANNED_PDF = "scanned_pdf"
    DOCX = "docx"
    PICTURE_DOCX = "picture_docx"


class Arrangement(StrEnum):
    DAYS_ACROSS = "days_across"
    DAYS_DOWN = "days_down"
    LIST = "list"
    """One row a lesson."""
    DAY_LISTS = "day_lists"
    """One row an activity, with the days it takes place on ("Monday to Friday")."""


class DayStyle(StrEnum):
    FULL = "full"
    CAPITALS = "capitals"
    ABBREVIATED = "abbreviated"
    LETTER = "letter"
    STACKED = "stacked"
    ROTATED = "rotated"


class TimeStyle(StrEnum):
    COLON_24 = "09:30 - 10:15"
    COLON_UNPADDED = "9:30-10:15"
    DOT = "9.30 - 10.15"
    BARE_HOURS = "9 \u2013 9.30"
    COLON_12 = "1:15 - 2:00"
    AM_PM = "9:30am - 10:15am"
    AM_PM_CAPITALS = "7:45 AM TO 8:40 AM"
    PM_AT_END = "1 - 1.15pm"
    FOUR_DIGITS = "0930-1015"
    H_LETTER = "9h30 - 10h15"
    WORD = "9.30 to 10.15"
    THREE_LINES = "over three lines"


class TimePlace(StrEnum):
    """Where times stand, and how much they say."""

    HEADER = "header"
    HEADER_START_ONLY = "header_start_only"
    HEADER_AND_PERIOD = "header_and_period"
    PERIOD_ONLY = "period_only"
    CELLS_OVERRIDE = "cells_override"
    CELLS_ONLY = "cells_only"


class TimeTurn(StrEnum):
    UPRIGHT = "upright"
    ROTATED = "rotated"


class BreakStyle(StrEnum):
    MERGED = "merged"
    PER_DAY = "per_day"
    LETTER_PER_DAY = "letter_per_day"
    STACKED = "stacked"
    ROTATED = "rotated"


class Spans(StrEnum):
    NONE = "none"
    TIMES = "times"
    DAYS = "days"
    BOTH = "both"


class CellContent(StrEnum):
    NAME = "name"
    NAME_ROOM = "name_room"
    NAME_TEACHER = "name_teacher"
    NAME_ROOM_TEACHER = "name_room_teacher"
    NAME_REMARK = "name_remark"
    CORNERS = "corners"
    ROOM_COLUMN = "room_column"


class Groups(StrEnum):
    ONE = "one"
    PARALLEL = "parallel"


class Fit(StrEnum):
    ALIGNED = "aligned"
    MISALIGNED = "misaligned"
    """Some cells end between two columns of the header and carry their own times."""


class Routine(StrEnum):
    NONE = "none"
    LINE = "line"


class CellTurn(StrEnum):
    UPRIGHT = "upright"
    SOME_ROTATED = "some_rotated"


class Tables(StrEnum):
    ONE = "one"
    TWO_WEEKS_BELOW = "two_weeks_below"
    TWO_WEEKS_BESIDE = "two_weeks_beside"
    MORNING_AND_AFTERNOON = "morning_and_afternoon"


class Free(StrEnum):
    NONE = "none"
    BLANK = "blank"
    DASH = "dash"


class Beside(StrEnum):
    NOTHING = "nothing"
    LEGEND = "legend"
    STAFF_TABLE = "staff_table"
    CAPTION = "caption"
    STAFF_BESIDE = "staff_beside"


class Heading(StrEnum):
    NONE = "none"
    TITLE = "title"
    TITLE_AND_DETAILS = "title_and_details"


class Palette(StrEnum):
    PLAIN = "plain"
    HEADER = "header"
    PASTEL = "pastel"
    SATURATED = "saturated"
    DARK = "dark"


class Week(StrEnum):
    FIVE_DAYS = "five_days"
    SIX_DAYS = "six_days"


class Capture(StrEnum):
    CLEAN = "clean"
    SCAN = "scan"
    PHOTO = "photo"
    SCREEN_PHOTO = "screen_photo"


class Skew(StrEnum):
    NONE = "none"
    SLIGHT = "slight"
    STRONG = "strong"


class PageTurn(StrEnum):
    UPRIGHT = "upright"
    QUARTER = "quarter"
    HALF = "half"
    THREE_QUARTERS = "three_quarters"


class Resolution(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Focus(StrEnum):
    SHARP = "sharp"
    SOFT = "soft"


class Light(StrEnum):
    EVEN = "even"
    SHADOW = "shadow"


class Compression(StrEnum):
    LIGHT = "light"
    HEAVY = "heavy"


class Backdrop(StrEnum):
    PLAIN = "plain"
    DECORATED = "decorated"


@dataclass(frozen=True)
class Traits:
    """The switches of one made timetable."""

    language: Language = Language.ENGLISH
    output: Output = Output.PNG
    arrangement: Arrangement = Arrangement.DAYS_ACROSS
    day_style: DayStyle = DayStyle.FULL
    time_style: TimeStyle = TimeStyle.COLON_24
    time_place: TimePlace = TimePlace.HEADER
    time_turn: TimeTurn = TimeTurn.UPRIGHT
    break_style: BreakStyle = BreakStyle.MERGED
    spans: Spans = Spans.NONE
    cell_content: CellContent = CellContent.NAME
    groups: Groups = Groups.ONE
    fit: Fit = Fit.ALIGNED
    routine: Routine = Routine.NONE
    cell_turn: CellTurn = CellTurn.UPRIGHT
    tables: Tables = Tables.ONE
    free: Free = Free.NONE
    beside: Beside = Beside.NOTHING
    heading: Heading = Heading.TITLE
    palette: Palette = Palette.PLAIN
    rules: Rules = Rules.FULL
    face: Face = Face.ARIAL
    week: Week = Week.FIVE_DAYS
    capture: Capture = Capture.CLEAN
    skew: Skew = Skew.NONE
    page_turn: PageTurn = PageTurn.UPRIGHT
    resolution: Resolution = Resolution.HIGH
    focus: Focus = Focus.SHARP
    light: Light = Light.EVEN
    compression: Compression = Compression.LIGHT
    backdrop: Backdrop = Backdrop.PLAIN

    def named(self) -> dict[str, str]:
        """Trait and value as text, for the traits file."""
        return {f.name: str(getattr(self, f.name)) for f in fields(self)}


_USUAL_SHARE: dict[str, float] = {
    "language": 0.45,
    "output": 0.0,
    "arrangement": 0.4,
    "day_style": 0.45,
    "time_style": 0.0,
    "time_place": 0.45,
    "time_turn": 0.88,
    "break_style": 0.3,
    "spans": 0.35,
    "cell_content": 0.35,
    "groups": 0.88,
    "fit": 0.88,
    "routine": 0.9,
    "cell_turn": 0.88,
    "tables": 0.82,
    "free": 0.6,
    "beside": 0.55,
    "heading": 0.35,
    "palette": 0.0,
    "rules": 0.62,
    "face": 0.2,
    "week": 0.85,
    "capture": 0.4,
    "skew": 0.6,
    "page_turn": 0.88,
    "resolution": 0.5,
    "focus": 0.8,
    "light": 0.7,
    "compression": 0.7,
    "backdrop": 0.9,
}
"""How often each trait keeps its first value; the rest is shared evenly by its other values."""

_LESSER_FACES = frozenset({Face.AMATIC, Face.INTUITIVE, Face.CALLIGRAPHY})
"""Handwriting-like faces: a third as likely as the others."""


def _draw(rng: random.Random, trait: str, usual: StrEnum) -> StrEnum:
    values = list(type(usual))
    share = _USUAL_SHARE[trait]
    if share == 0.0:
        return rng.choice(values)
    if rng.random() < share:
        return usual
    others = [value for value in values if value is not usual]
    weights = [1 if value in _LESSER_FACES else 3 for value in others]
    return rng.choices(others, weights)[0]


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
    return t


def reconcile(traits: Traits) -> Traits:
    """The nearest traits that go together; what is returned is what was drawn."""
    return _reconcile_output(_reconcile_look(_reconcile_grid(_reconcile_lists(_reconcile_language(traits)))))


def sample_traits(seed: int) -> Traits:
    """Traits drawn independently of one another, then reconciled. The same seed gives the same traits."""
    rng = random.Random(f"traits {seed}")
    usual = Traits()
    drawn = {f.name: _draw(rng, f.name, getattr(usual, f.name)) for f in fields(usual)}
    return reconcile(Traits(**drawn))  # type: ignore[arg-type]
