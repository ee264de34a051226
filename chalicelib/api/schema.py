"""The types of requests and answers: camelCase outside, no unknown fields, moments and times in one form."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints, WithJsonSchema
from pydantic.alias_generators import to_camel

from chalicelib.domain.clock import timestamp


class Body(BaseModel):
    """Base of requests and answers."""

    model_config = ConfigDict(
        frozen=True, defer_build=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )

    def given(self) -> dict[str, Any]:
        """The fields that the client sent, as values."""
        return {name: getattr(self, name) for name in self.model_fields_set}


Moment = Annotated[
    datetime,
    PlainSerializer(timestamp, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-09-01T08:00:00.000Z"]}),
]
"""ISO 8601, UTC, milliseconds, ``Z``."""

CLOCK_TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


def _clock_time(value: Any) -> Any:
    if isinstance(value, time):
        return value
    if not isinstance(value, str):
        raise ValueError("A time of day is written HH:MM.")  # noqa: TRY004 - pydantic takes ValueError
    try:
        hour, minute = value.split(":")
        if len(hour) != 2 or len(minute) != 2 or not (hour + minute).isdecimal() or not (hour + minute).isascii():
            raise ValueError
        return time(int(hour), int(minute))
    except ValueError:
        raise ValueError("A time of day is written HH:MM, from 00:00 to 23:59.") from None


ClockTime = Annotated[
    time,
    BeforeValidator(_clock_time),
    PlainSerializer(lambda value: value.isoformat("minutes"), return_type=str),
    WithJsonSchema({"type": "string", "pattern": CLOCK_TIME, "examples": ["08:50"]}),
]
"""A time of day, ``HH:MM``."""

Day = Annotated[date, Field(strict=True)]
"""A date, ``YYYY-MM-DD``; numbers are none."""


def _written_day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise ValueError("A day is written YYYY-MM-DD.") from None


QueryDay = Annotated[date, BeforeValidator(_written_day), WithJsonSchema({"type": "string", "format": "date"})]
"""The same in a query string, where everything is text."""

Color = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
"""``#RRGGBB``."""

VISIBLE = r"[^\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
"""Something besides white space, which is cut off at both ends (Unicode's White_Space, and control characters)."""

Text200 = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=VISIBLE)]
Text500 = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=VISIBLE)]
Notes = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class Deleted(Body):
    """What a deletion answers."""

    message: str
    deleted_id: str


class Message(Body):
    message: str
