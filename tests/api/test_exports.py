"""A timetable as a file."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from tests.support import Teacher


@pytest.fixture
def timetable(teacher: Teacher) -> dict[str, Any]:
    made = teacher.data("POST", "/timetables", json={"name": "Classe 4M, été", "weekStartDate": "2026-09-09"})
    for block in (
        {"name": "Maths; sets, 1", "dayOfWeek": "Monday", "startTime": "09:00", "endTime": "10:00"},
        {"name": "=SUM(A1)", "dayOfWeek": "Wednesday", "startTime": "13:15", "endTime": "14:00", "notes": "Ann\nB2"},
    ):
        teacher.data("POST", f"/timetables/{made['id']}/timeblocks", json=block)
    return made


def export(teacher: Teacher, timetable: dict[str, Any], kind: str) -> tuple[str, Any]:
    answer = teacher.call("GET", f"/timetables/{timetable['id']}/export?format={kind}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="Classe-4M-t.{kind}"'
    return answer.content.decode(), answer.headers["Content-Type"]


def test_calendar(teacher: Teacher, timetable: dict[str, Any]) -> None:
    text, content_type = export(teacher, timetable, "ics")
    assert content_type == "text/calendar; charset=utf-8"
    assert "\r\n" in text
    calendar = icalendar.Calendar.from_ical(text)
    events = {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}
    maths = events["Maths; sets, 1"]
    london = ZoneInfo("Europe/London")
    # The term starts on a Wednesday: Monday's first lesson is in the week after.
    assert maths["DTSTART"].dt == datetime(2026, 9, 14, 9, 0, tzinfo=london)
    assert maths["DTEND"].dt - maths["DTSTART"].dt == timedelta(hours=1)
    assert maths["DTSTART"].params["TZID"] == "Europe/London"
    assert maths["RRULE"]["FREQ"] == ["WEEKLY"]
    assert events["=SUM(A1)"]["DTSTART"].dt == datetime(2026, 9, 9, 13, 15, tzinfo=london)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]
    assert len({str(event["UID"]) for event in events.values()}) == 2


def test_the_users_own_time_zone(teacher: Teacher, timetable: dict[str, Any]) -> None:
    teacher.data("PUT", "/users/me", json={"settings": {"timeZone": "Asia/Kuala_Lumpur"}})
    text, _ = export(teacher, timetable, "ics")
    assert "TZID=Asia/Kuala_Lumpur" in text
    answer = teacher.call("PUT", "/users/me", json={"settings": {"timeZone": "Moon/Crater"}})
    assert answer.status_code == 400


def test_spreadsheet(teacher: Teacher, timetable: dict[str, Any]) -> None:
    text, content_type = export(teacher, timetable, "csv")
    assert content_type == "text/csv; charset=utf-8"
    assert list(csv.reader(StringIO(text))) == [
        ["Day", "Start", "End", "Name", "Notes"],
        ["Monday", "09:00", "10:00", "Maths; sets, 1", ""],
        # A spreadsheet would run what begins like a formula.
        ["Wednesday", "13:15", "14:00", "'=SUM(A1)", "Ann\nB2"],
    ]


def test_json(teacher: Teacher, timetable: dict[str, Any]) -> None:
    answer = teacher.call("GET", f"/timetables/{timetable['id']}/export")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == teacher.data("GET", f"/timetables/{timetable['id']}")


def test_another_format_is_refused(teacher: Teacher, timetable: dict[str, Any]) -> None:
    assert teacher.call("GET", f"/timetables/{timetable['id']}/export?format=xls").status_code == 400
