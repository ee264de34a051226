"""What is drawn by lot for a made timetable. Every trait is a switch of its own."""

from __future__ import annotations

from dataclasses import dataclass, fields
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
