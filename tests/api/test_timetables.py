"""Timetables and timeblocks, made and corrected by hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.support import Teacher

BLOCK = {"name": "Maths", "dayOfWeek": "Monday", "startTime": "09:00", "endTime": "10:00"}


@pytest.fixture
def timetable(teacher: Teacher) -> dict[str, Any]:
    body = {"name": "Our week", "className": "4M", "term": "Autumn", "year": "2026", "weekStartDate": "2026-09-07"}
    return teacher.data("POST", "/timetables", json=body)


def test_created_as_a_draft(teacher: Teacher, timetable: dict[str, Any]) -> None:
    assert timetable["status"] == "draft"
    assert timetable["weekStartDate"] == "2026-09-07"
    assert teacher.data("GET", f"/timetables/{timetable['id']}") == timetable | {"timeblocks": []}


def test_changes_what_is_given_and_null_empties(teacher: Teacher, timetable: dict[str, Any]) -> None:
    change = {"status": "active", "term": None}
    changed = teacher.data("PUT", f"/timetables/{timetable['id']}", json=change)
    assert (changed["status"], changed["term"], changed["className"]) == ("active", None, "4M")
    again = teacher.data("PUT", f"/timetables/{timetable['id']}", json=change)
    assert {k: v for k, v in again.items() if k != "updatedAt"} == {
        k: v for k, v in changed.items() if k != "updatedAt"
    }
    assert teacher.data("GET", "/timetables?status=active")["timetables"][0]["id"] == timetable["id"]
    assert teacher.data("GET", "/timetables?status=draft")["timetables"] == []


def test_a_name_cannot_be_emptied(teacher: Teacher, timetable: dict[str, Any]) -> None:
    for name in (None, "", "  "):
        answer = teacher.call("PUT", f"/timetables/{timetable['id']}", json={"name": name})
        assert answer.status_code == 400
        assert answer.json()["error"]["details"][0]["field"] == "name"


def test_a_timeblocks_life(teacher: Teacher, timetable: dict[str, Any]) -> None:
    made = teacher.data("POST", f"/timetables/{timetable['id']}/timeblocks", json=BLOCK | {"color": "#FF0000"})
    assert (made["duration"], made["color"], made["position"], made["confidence"]) == (60, "#FF0000", 0, None)
    second = teacher.data("POST", f"/timetables/{timetable['id']}/timeblocks", json=BLOCK)
    assert (second["color"], second["position"]) == ("#3B82F6", 1)
    changed = teacher.data("PUT", f"/timeblocks/{made['id']}", json={"endTime": "10:30", "notes": "Room 4"})
    assert (changed["duration"], changed["notes"], changed["name"]) == (90, "Room 4", "Maths")
    assert teacher.data("GET", "/timetables")["timetables"][0]["timeblockCount"] == 2
    assert teacher.data("DELETE", f"/timeblocks/{made['id']}")["deletedId"] == made["id"]
    assert teacher.call("DELETE", f"/timeblocks/{made['id']}").status_code == 404
    deleted = teacher.data("DELETE", f"/timetables/{timetable['id']}")
    assert (deleted["deletedId"], deleted["deletedTimeblocksCount"]) == (timetable["id"], 1)
    assert teacher.call("GET", f"/timetables/{timetable['id']}").status_code == 404


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"endTime": "09:00"}, "endTime"),
        ({"endTime": "08:00"}, "endTime"),
        ({"endTime": "09:04"}, "endTime"),
        ({"endTime": "17:01"}, "endTime"),
        ({"startTime": "9:00"}, "startTime"),
        ({"startTime": "24:00"}, "startTime"),
        ({"startTime": 900}, "startTime"),
        ({"dayOfWeek": "Lundi"}, "dayOfWeek"),
        ({"color": "red"}, "color"),
        ({"name": ""}, "name"),
        ({"room": "4"}, "room"),
    ],
)
def test_impossible_timeblocks_are_refused(
    teacher: Teacher, timetable: dict[str, Any], changed: dict[str, Any], field: str
) -> None:
    answer = teacher.call("POST", f"/timetables/{timetable['id']}/timeblocks", json=BLOCK | changed)
    assert answer.status_code == 400
    assert answer.json()["error"]["details"][0]["field"] == field


def test_a_correction_is_checked_with_what_stays(teacher: Teacher, timetable: dict[str, Any]) -> None:
    made = teacher.data("POST", f"/timetables/{timetable['id']}/timeblocks", json=BLOCK)
    assert teacher.call("PUT", f"/timeblocks/{made['id']}", json={"startTime": "10:00"}).status_code == 400
    assert teacher.call("PUT", f"/timeblocks/{made['id']}", json={"endTime": "08:55"}).status_code == 400


def test_changes_are_audited(teacher: Teacher, timetable: dict[str, Any], services: Any) -> None:
    teacher.data("PUT", f"/timetables/{timetable['id']}", json={"name": "New"})
    rows = services.database.all(
        "SELECT action FROM audit_logs WHERE resource_id = %s ORDER BY created_at", (UUID(timetable["id"]),)
    )
    assert [row["action"] for row in rows] == ["timetable.created", "timetable.changed"]
