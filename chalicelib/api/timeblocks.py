"""Timeblocks of a timetable."""

from __future__ import annotations

from datetime import time
from uuid import UUID

from chalicelib.api import access
from chalicelib.api.routing import Answer, Request
from chalicelib.api.schema import Body, ClockTime, Color, Deleted, Notes, Text500
from chalicelib.domain.records import StoredTimeblock
from chalicelib.domain.refusals import FieldProblem, InvalidRequest
from chalicelib.domain.timetable import LONGEST_MINUTES, SHORTEST_MINUTES, Weekday


class NewTimeblock(Body):
    """POST /timetables/{id}/timeblocks"""

    name: Text500
    day_of_week: Weekday
    start_time: ClockTime
    end_time: ClockTime
    notes: Notes = ""
    color: Color | None = None


class TimeblockChange(Body):
    """PUT /timeblocks/{id}: what is left out stays as it is."""

    name: Text500 | None = None
    day_of_week: Weekday | None = None
    start_time: ClockTime | None = None
    end_time: ClockTime | None = None
    notes: Notes | None = None
    color: Color | None = None


class TimeblockView(Body):
    id: UUID
    name: str
    day_of_week: Weekday
    start_time: ClockTime
    end_time: ClockTime
    duration: int
    notes: str
    color: str
    position: int
    confidence: float | None

    @classmethod
    def of(cls, block: StoredTimeblock) -> TimeblockView:
        return cls.model_validate(block, from_attributes=True, by_alias=False, by_name=True)


def create_timeblock(request: Request) -> Answer:
    """Add a timeblock by hand."""
    timetable = access.timetable(request)
    wanted = request.body(NewTimeblock)
    check_times(wanted.start_time, wanted.end_time)
    services = request.services
    with services.database.transaction():
        block = services.timetables.add_timeblock(timetable.id, wanted.model_dump(exclude_none=True))
        services.audit.add(request.principal.user_id, "timeblock.created", "timeblock", block.id)
    return Answer(TimeblockView.of(block), status=201)


def change_timeblock(request: Request) -> Answer:
    """Correct a timeblock."""
    block = access.timeblock(request)
    change = request.body(TimeblockChange).given()
    given = {name: value for name, value in change.items() if value is not None}
    check_times(given.get("start_time", block.start_time), given.get("end_time", block.end_time))
    services = request.services
    with services.database.transaction():
        changed = services.timetables.change_timeblock(block.id, given)
        services.audit.add(
            request.principal.user_id, "timeblock.changed", "timeblock", block.id, changes={"fields": sorted(given)}
        )
    return Answer(TimeblockView.of(changed))


def delete_timeblock(request: Request) -> Answer:
    """Delete a timeblock."""
    block = access.timeblock(request)
    services = request.services
    with services.database.transaction():
        services.timetables.delete_timeblock(block.id)
        services.audit.add(request.principal.user_id, "timeblock.deleted", "timeblock", block.id)
    return Answer(Deleted(message="The timeblock is deleted.", deleted_id=str(block.id)))


def check_times(start: time, end: time, field: str = "endTime") -> None:
    """Raises InvalidRequest where a timeblock cannot have these times."""
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    problem = None
    if minutes <= 0:
        problem = "The end has to be after the start."
    elif not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
        problem = "A timeblock takes between 5 minutes and 8 hours."
    if problem:
        raise InvalidRequest(problem, (FieldProblem(field, problem),))
