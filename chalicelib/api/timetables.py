"""Timetables, made by reading a document or by hand."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field

from chalicelib.api import access
from chalicelib.api.pagination import PageQuery, Pagination
from chalicelib.api.routing import Answer, Request
from chalicelib.api.schema import Body, Day, Moment, Text200
from chalicelib.api.timeblocks import TimeblockView
from chalicelib.domain.records import Timetable, TimetableStatus


class TimetableQuery(PageQuery):
    status: TimetableStatus | None = None


class NewTimetable(Body):
    """POST /timetables"""

    name: Text200
    class_name: Text200 | None = None
    term: Text200 | None = None
    year: Text200 | None = None
    week_start_date: Day | None = Field(default=None, description="first day of the term")


class TimetableChange(Body):
    """PUT /timetables/{id}: what is left out stays as it is, null empties it."""

    name: Text200 = ""
    class_name: Text200 | None = None
    term: Text200 | None = None
    year: Text200 | None = None
    week_start_date: Day | None = None
    status: TimetableStatus = TimetableStatus.DRAFT


class TimetableView(Body):
    id: UUID
    name: str
    class_name: str | None
    term: str | None
    year: str | None
    week_start_date: date | None
    status: TimetableStatus
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, timetable: Timetable) -> TimetableView:
        return cls(**_fields(timetable))


class ListedTimetable(TimetableView):
    timeblock_count: int


class TimetableWithBlocks(TimetableView):
    timeblocks: list[TimeblockView]


class TimetableList(Body):
    timetables: list[ListedTimetable]
    pagination: Pagination


class DeletedTimetable(Body):
    message: str
    deleted_id: UUID
    deleted_timeblocks_count: int


def create_timetable(request: Request) -> Answer:
    """Make an empty timetable."""
    wanted = request.body(NewTimetable)
    services = request.services
    with services.database.transaction():
        timetable = services.timetables.create(request.principal.user_id, wanted.model_dump())
        services.audit.add(request.principal.user_id, "timetable.created", "timetable", timetable.id)
    return Answer(TimetableView.of(timetable), status=201)


def list_timetables(request: Request) -> Answer:
    """One's own timetables, newest first."""
    query = request.parameters(TimetableQuery)
    found, total = request.services.timetables.page(
        request.principal.user_id, query.status.value if query.status else None, query.limit, query.offset
    )
    timetables = [ListedTimetable(**_fields(timetable), timeblock_count=count) for timetable, count in found]
    return Answer(TimetableList(timetables=timetables, pagination=Pagination.of(query, total)))


def get_timetable(request: Request) -> Answer:
    """A timetable with its timeblocks, in the order of the week."""
    timetable, blocks = access.timetable_with_timeblocks(request)
    return Answer(TimetableWithBlocks(**_fields(timetable), timeblocks=[TimeblockView.of(b) for b in blocks]))


def change_timetable(request: Request) -> Answer:
    """Change any of a timetable's own fields."""
    timetable = access.timetable(request)
    given = request.body(TimetableChange).given()
    services = request.services
    with services.database.transaction():
        changed = services.timetables.change(timetable.id, given)
        services.audit.add(
            request.principal.user_id, "timetable.changed", "timetable", timetable.id, changes={"fields": sorted(given)}
        )
    return Answer(TimetableView.of(changed))


def delete_timetable(request: Request) -> Answer:
    """Delete a timetable with its timeblocks; the document it was read from stays."""
    timetable = access.timetable(request)
    services = request.services
    with services.database.transaction():
        count = services.timetables.delete(timetable.id)
        services.audit.add(request.principal.user_id, "timetable.deleted", "timetable", timetable.id)
    return Answer(
        DeletedTimetable(message="The timetable is deleted.", deleted_id=timetable.id, deleted_timeblocks_count=count)
    )


def _fields(timetable: Timetable) -> dict[str, Any]:
    return timetable.model_dump(include=set(TimetableView.model_fields))
