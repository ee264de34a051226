"""Who may do what, decided in one place.

A teacher sees what is theirs; a reviewer besides that every review and the documents under review; an admin everything.
What one may not see answers as if it were not there.
"""

from __future__ import annotations

from uuid import UUID

from chalicelib import logs
from chalicelib.api.routing import Request
from chalicelib.domain.jobs import Role
from chalicelib.domain.records import Document, Job, ReviewTask, StoredTimeblock, Timetable
from chalicelib.domain.refusals import NotFound
from chalicelib.identity.tokens import Principal


def owns(principal: Principal, user_id: UUID) -> bool:
    """True for the owner, and for an admin."""
    return principal.role is Role.ADMIN or principal.user_id == user_id


def sees_all_reviews(principal: Principal) -> bool:
    return principal.role in {Role.REVIEWER, Role.ADMIN}


def document(request: Request, *, to_read: bool = False) -> Document:
    """The document in the path. Reviewers may read what is under review."""
    services, principal = request.services, request.principal
    found = services.documents.get(request.id("document"))
    if found:
        logs.bind(documentId=found.id)
    if found and owns(principal, found.user_id):
        return found
    if found and to_read and sees_all_reviews(principal) and services.reviews.concern_document(found.id):
        return found
    raise NotFound("There is no such document.")


def job(request: Request) -> Job:
    """The job in the path."""
    found = request.services.jobs.get(request.id("job"))
    if found is None or not owns(request.principal, found.user_id):
        raise NotFound("There is no such job.")
    logs.bind_job(found.id, found.document_id, found.retry_count)
    return found


def timetable(request: Request) -> Timetable:
    """The timetable in the path."""
    return _own_timetable(request, request.services.timetables.get(request.id("timetable")))


def timetable_with_timeblocks(request: Request) -> tuple[Timetable, list[StoredTimeblock]]:
    """The timetable in the path, and its timeblocks in the order of the week."""
    found, blocks = request.services.timetables.with_timeblocks(request.id("timetable")) or (None, [])
    return _own_timetable(request, found), blocks


def _own_timetable(request: Request, found: Timetable | None) -> Timetable:
    if found is None or not owns(request.principal, found.user_id):
        raise NotFound("There is no such timetable.")
    return found


def timeblock(request: Request) -> StoredTimeblock:
    """The timeblock in the path, if its timetable may be seen."""
    services = request.services
    found = services.timetables.timeblock(request.id("timeblock"))
    its_timetable = services.timetables.get(found.timetable_id) if found else None
    if found is None or its_timetable is None or not owns(request.principal, its_timetable.user_id):
        raise NotFound("There is no such timeblock.")
    return found


def review(request: Request) -> tuple[ReviewTask, Job]:
    """The review in the path, with its job. Teachers may review their own documents."""
    services, principal = request.services, request.principal
    found = services.reviews.get(request.id("review"))
    its_job = services.jobs.get(found.job_id) if found else None
    if found and its_job and (sees_all_reviews(principal) or its_job.user_id == principal.user_id):
        logs.bind_job(its_job.id, its_job.document_id, its_job.retry_count)
        return found, its_job
    raise NotFound("There is no such review.")
