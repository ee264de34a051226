"""A timetable as a file: for calendars, for spreadsheets, for programs."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from io import StringIO
from zoneinfo import ZoneInfo

from chalicelib.api import access
from chalicelib.api.routing import File, Request
from chalicelib.api.schema import Body
from chalicelib.api.timeblocks import TimeblockView
from chalicelib.api.timetables import TimetableView, TimetableWithBlocks
from chalicelib.domain.records import StoredTimeblock, Timetable
from chalicelib.domain.timetable import WEEK

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would run a cell that begins so (OWASP, "CSV injection")."""


class ExportFormat(StrEnum):
    ICS = "ics"
    CSV = "csv"
    JSON = "json"


class ExportQuery(Body):
    format: ExportFormat = ExportFormat.JSON


CONTENT_TYPES = {
    ExportFormat.ICS: "text/calendar; charset=utf-8",
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.JSON: "application/json",
}


def export_timetable(request: Request) -> File:
    """The timetable as iCalendar, CSV or JSON."""
    timetable, blocks = access.timetable_with_timeblocks(request)
    wanted = request.parameters(ExportQuery).format
    services = request.services
    user = services.users.get(timetable.user_id)
    zone = str((user.settings if user else {}).get("timeZone") or services.settings.school_time_zone)
    render: dict[ExportFormat, Callable[[], str]] = {
        ExportFormat.ICS: lambda: to_ical(timetable, blocks, ZoneInfo(zone)),
        ExportFormat.CSV: lambda: to_csv(blocks),
        ExportFormat.JSON: lambda: to_json(timetable, blocks),
    }
    return File(render[wanted](), CONTENT_TYPES[wanted], f"{file_stem(timetable.name)}.{wanted.value}")


def file_stem(name: str) -> str:
    """The timetable's name as every system takes it in a file's name."""
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")[:80] or "timetable"


def to_json(timetable: Timetable, blocks: Sequence[StoredTimeblock]) -> str:
    view = TimetableWithBlocks(
        **TimetableView.of(timetable).model_dump(), timeblocks=[TimeblockView.of(block) for block in blocks]
    )
    return view.model_dump_json(by_alias=True, indent=2)


def to_csv(blocks: Sequence[StoredTimeblock]) -> str:
    """One line a timeblock, in the order of the week (RFC 4180)."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["Day", "Start", "End", "Name", "Notes"])
    for block in blocks:
        times = (block.start_time.strftime("%H:%M"), block.end_time.strftime("%H:%M"))
        writer.writerow([block.day_of_week.value, *times, _harmless(block.name), _harmless(block.notes)])
    return text.getvalue()


def to_ical(timetable: Timetable, blocks: Sequence[StoredTimeblock], zone: ZoneInfo) -> str:
    """Weekly recurring events (RFC 5545) from the term's first week, or this week where that is not known.

    The events' ids come from the timeblocks', so that importing a corrected timetable again replaces the old events.
    """
    from icalendar import Calendar, Event

    first = timetable.week_start_date or datetime.now(zone).date()
    calendar = Calendar()
    calendar.add("prodid", "-//Learning Yogi//Timetable//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", timetable.name)
    for block in blocks:
        day = first_on_or_after(first, WEEK.index(block.day_of_week))
        event = Event()
        event.add("uid", f"{block.id}@learning-yogi")
        event.add("dtstamp", timetable.updated_at)
        event.add("summary", block.name)
        event.add("dtstart", datetime.combine(day, block.start_time, zone))
        event.add("dtend", datetime.combine(day, block.end_time, zone))
        event.add("rrule", {"freq": "weekly"})
        if block.notes:
            event.add("description", block.notes)
        calendar.add_component(event)
    calendar.add_missing_timezones()
    text: str = calendar.to_ical().decode()
    return text


def first_on_or_after(day: date, weekday: int) -> date:
    """The first such weekday (Monday is 0) from ``day`` on."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
