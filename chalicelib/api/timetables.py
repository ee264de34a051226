"""Timetables and their timeblocks."""

from __future__ import annotations

from typing import Any

from chalicelib.api.pagination import PageQuery, pagination
from chalicelib.api.routing import Answer, Request
from chalicelib.domain.clock import timestamp
from chalicelib.domain.records import StoredTimeblock, Timetable, TimetableStatus
from chalicelib.domain.refusals import NotFound


class TimetableQuery(PageQuery):
    status: TimetableStatus | None = None


def list_timetables(request: Request) -> Answer:
    """GET /timetables"""
    query = request.parameters(TimetableQuery)
    found, total = request.services.timetables.page(
        request.principal.user_id, query.status.value if query.status else None, query.limit, query.offset
    )
    timetables = [timetable_view(timetable) | {"timeblockCount": count} for timetable, count in found]
    return Answer({"timetables": timetables, "pagination": pagination(query, total)})


def get_timetable(request: Request) -> Answer:
    """GET /timetables/{id}"""
    timetable = owned_timetable(request)
    blocks = request.services.timetables.timeblocks(timetable.id)
    return Answer(timetable_view(timetable) | {"timeblocks": [timeblock_view(block) for block in blocks]})


def owned_timetable(request: Request) -> Timetable:
    """The timetable in the path, if it is the caller's; NotFound otherwise."""
    timetable = request.services.timetables.get(request.id("timetable"))
    if timetable is None or timetable.user_id != request.principal.user_id:
        raise NotFound("There is no such timetable.")
    return timetable


def timetable_view(timetable: Timetable) -> dict[str, Any]:
    return {
        "id": str(timetable.id),
        "name": timetable.name,
        "className": timetable.class_name,
        "term": timetable.term,
        "year": timetable.year,
        "weekStartDate": timetable.week_start_date.isoformat() if timetable.week_start_date else None,
        "status": timetable.status.value,
        "createdAt": timestamp(timetable.created_at),
        "updatedAt": timestamp(timetable.updated_at),
    }


def timeblock_view(block: StoredTimeblock) -> dict[str, Any]:
    return {
        "id": str(block.id),
        "name": block.name,
        "dayOfWeek": block.day_of_week.value,
        "startTime": block.start_time.strftime("%H:%M"),
        "endTime": block.end_time.strftime("%H:%M"),
        "duration": block.duration,
        "notes": block.notes,
        "color": block.color,
        "position": block.position,
        "confidence": block.confidence,
    }
