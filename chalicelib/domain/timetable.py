"""A timetable as it is read and kept: timeblocks with their confidence and the evidence they rest on."""

from __future__ import annotations

from datetime import time
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

AUTO_ACCEPT_CONFIDENCE = 98.0
"""From here on a timetable is saved without anybody looking at it (seed and workflow specification)."""

REVIEW_CONFIDENCE = 80.0
"""Below this a person has to look."""


SHORTEST_MINUTES = 5
LONGEST_MINUTES = 8 * 60
"""How long a timeblock can be (API specification; the database checks the same)."""


class Weekday(StrEnum):
    MONDAY = "Monday"
    TUESDAY = "Tuesday"
    WEDNESDAY = "Wednesday"
    THURSDAY = "Thursday"
    FRIDAY = "Friday"
    SATURDAY = "Saturday"
    SUNDAY = "Sunday"


WEEK: tuple[Weekday, ...] = tuple(Weekday)


def _parse_time(value: object) -> object:
    if isinstance(value, str):
        return time.fromisoformat(value)
    return value


TimeOfDay = Annotated[
    time, BeforeValidator(_parse_time), PlainSerializer(lambda t: t.strftime("%H:%M"), return_type=str)
]
"""A time of day to the minute, ``HH:MM`` in JSON."""


class Value(BaseModel):
    """Base of what passes between stages: immutable, and strict about unknown fields."""

    # What a value holds may stand in a document: errors, which end in logs, do not quote it.
    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid", hide_input_in_errors=True)


class Box(Value):
    """An axis-parallel rectangle in page pixels (DOCX: table units, column and row), origin at the top left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def center(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def turned_back(self, angle: int, width: float, height: float) -> Box:
        """Where it comes to lie once a page of this size, on which text is turned by ``angle`` degrees clockwise (90,
        180 or 270; others leave it), is turned so that the text is upright."""
        left, top, right, bottom = self.left, self.top, self.right, self.bottom
        if angle == 90:
            left, top, right, bottom = top, width - right, bottom, width - left
        elif angle == 180:
            left, top, right, bottom = width - right, height - bottom, width - left, height - top
        elif angle == 270:
            left, top, right, bottom = height - bottom, left, height - top, right
        return Box(left=left, top=top, right=right, bottom=bottom)

    def holds(self, other: Box) -> bool:
        """Whether the middle of ``other`` lies in it."""
        x, y = other.center
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class TimesFrom(StrEnum):
    """What a timeblock's times rest on."""

    CELL = "cell"
    HEADER = "header"
    NEIGHBOUR = "neighbour"
    INTERPOLATED = "interpolated"
    LLM = "llm"
    PERSON = "person"
    NOTHING = "nothing"


class Origin(Value):
    """Where a timeblock was read and what its times rest on."""

    page: int = Field(ge=1, description="page number, from 1")
    box: Box | None = None
    times_from: TimesFrom = TimesFrom.NOTHING


class Timeblock(Value):
    """One activity, on one day. ``start`` or ``end`` is None where the document does not say."""

    day: Weekday
    start: TimeOfDay | None
    end: TimeOfDay | None
    name: str
    notes: str = ""
    period: str | None = Field(default=None, description="the period's label where no times are printed")
    color: str | None = Field(default=None, pattern=r"^#[0-9A-F]{6}$")
    confidence: float = Field(ge=0, le=100)
    origin: Origin


class TimetableMetadata(Value):
    """What the document says about itself, as printed; None where it does not."""

    title: str | None = None
    class_name: str | None = None
    term: str | None = None
    year: str | None = None
    teacher: str | None = None
    school: str | None = None


class ExtractedTimetable(Value):
    """What was read from one document, in the order of the week."""

    timeblocks: tuple[Timeblock, ...]
    metadata: TimetableMetadata = TimetableMetadata()
    confidence: float = Field(ge=0, le=100)
    remarks: tuple[str, ...] = Field(default=(), description="what was left out or is doubtful, for people")
