"""Human review: the queue, its tasks, and what reviewers hand in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from chalicelib.api import access
from chalicelib.api.documents import DOWNLOAD_SECONDS
from chalicelib.api.drafts import Draft
from chalicelib.api.pagination import PageQuery, Pagination
from chalicelib.api.routing import Answer, Request
from chalicelib.api.schema import Body, Moment, Notes, QueryDay
from chalicelib.api.timeblocks import NewTimeblock, check_times
from chalicelib.domain.jobs import JobStatus, Role
from chalicelib.domain.records import ReviewListing
from chalicelib.domain.refusals import Conflict, NotFound
from chalicelib.domain.timetable import Origin, Timeblock, TimesFrom
from chalicelib.workflow.review import submit_review

MAX_TIMEBLOCKS = 500

Status = Literal["pending", "assigned", "in_progress", "completed", "cancelled"]
Priority = Literal["low", "normal", "high", "urgent"]


class ReviewQuery(PageQuery):
    status: Status | None = None
    priority: Priority | None = None


class SubmittedBlock(NewTimeblock):
    """A timeblock as the reviewer leaves it."""


class Submission(Body):
    """POST /hitl/tasks/{id}/submit"""

    timeblocks: list[SubmittedBlock] = Field(min_length=1, max_length=MAX_TIMEBLOCKS)
    review_notes: Notes | None = None


class Owner(Body):
    """The teacher whose document is under review."""

    id: UUID
    first_name: str
    last_name: str


class ListedReview(Body):
    id: UUID
    job_id: UUID
    priority: Priority
    status: Status
    reason: str
    assigned_to: UUID | None
    created_at: Moment
    user: Owner

    @classmethod
    def of(cls, listing: ReviewListing) -> ListedReview:
        owner = Owner(id=listing.user_id, first_name=listing.first_name, last_name=listing.last_name)
        return cls(**listing.model_dump(include=set(cls.model_fields) - {"user"}), user=owner)


class ReviewList(Body):
    tasks: list[ListedReview]
    pagination: Pagination


class ReviewDetail(Body):
    id: UUID
    job_id: UUID
    document_id: UUID
    priority: str
    status: Status
    reason: str
    assigned_to: UUID | None
    created_at: Moment
    document_url: str = Field(description="the original, good for five minutes")
    draft_data: Draft = Field(description="what was read; each timeblock's origin tells page and box")
    review_notes: str | None


class Claimed(Body):
    id: UUID
    status: Status
    assigned_to: UUID


SUMMED_UP = 1000
"""The newest reviews that the queue's corrections are told of; ``python -m chalicelib corrections`` tells all."""


class CorrectionQuery(PageQuery):
    since: QueryDay = Field(default=date(2000, 1, 1), description="reviews completed on or after this day")


class CorrectionList(Body):
    """What reviewers corrected: the newest thousand reviews."""

    summary: dict[str, Any] = Field(description="of all of them: counts by verdict and by field")
    reviews: list[dict[str, Any]] = Field(description="per review: each block before and after, its page and box")
    pagination: Pagination


class Submitted(Body):
    id: UUID
    status: Status
    job_id: UUID
    timetable_id: UUID | None = Field(description="null while the workflow saves it; job:completed tells it")
    completed_at: Moment


def list_reviews(request: Request) -> Answer:
    """The queue: reviewers and admins see all, teachers their own."""
    query = request.parameters(ReviewQuery)
    owner = None if access.sees_all_reviews(request.principal) else request.principal.user_id
    found, total = request.services.reviews.page(owner, query.status, query.priority, query.limit, query.offset)
    return Answer(ReviewList(tasks=[ListedReview.of(t) for t in found], pagination=Pagination.of(query, total)))


def get_review(request: Request) -> Answer:
    """A task with its draft and where to get the document."""
    task, job = access.review(request)
    services = request.services
    document = services.documents.get(job.document_id)
    if document is None:
        raise Conflict("The document of this review was deleted.")
    url = services.objects.presign_download(document.s3_key, document.file_name, DOWNLOAD_SECONDS)
    own = task.model_dump(include=set(ReviewDetail.model_fields) - {"draft_data"})
    detail = ReviewDetail(**own, document_id=document.id, document_url=url, draft_data=Draft.of(task.draft_data))
    return Answer(detail)


def claim_review(request: Request) -> Answer:
    """Take a task; nobody else can, until it is handed in or was left too long."""
    task, job = access.review(request)
    services = request.services
    with services.database.transaction():
        claimed = services.reviews.claim(task.id, request.principal.user_id)
        if claimed is None:
            raise Conflict("Somebody else has taken this review, or it is done.")
        services.jobs.enter(job.id, task.attempt, JobStatus.HITL_IN_PROGRESS)
        services.audit.add(request.principal.user_id, "review.claimed", "hitl_task", task.id)
    return Answer(Claimed(id=claimed.id, status="assigned", assigned_to=request.principal.user_id))


def submit(request: Request) -> Answer:
    """Hand in the corrected timeblocks; the waiting workflow goes on with them."""
    task, job = access.review(request)
    handed_in = request.body(Submission)
    for number, block in enumerate(handed_in.timeblocks):
        check_times(block.start_time, block.end_time, f"timeblocks.{number}.endTime")
    services = request.services
    submitted = submit_review(
        services,
        task,
        request.principal.user_id,
        [_certain(block, task.draft_data) for block in handed_in.timeblocks],
        handed_in.review_notes,
    )
    services.audit.add(request.principal.user_id, "review.submitted", "hitl_task", task.id)
    current = services.jobs.get(job.id)
    return Answer(
        Submitted(
            id=task.id,
            status="completed",
            job_id=job.id,
            timetable_id=current.timetable_id if current else None,
            completed_at=submitted.completed_at or datetime.now(),
        )
    )


def list_corrections(request: Request) -> Answer:
    """What reviewers changed about what was read; for admins."""
    if request.principal.role is not Role.ADMIN:
        raise NotFound("There is no such page.")
    query = request.parameters(CorrectionQuery)
    reviews = request.services.reviews
    summary = reviews.correction_summary(query.since, SUMMED_UP)
    found = reviews.corrected(query.since, query.limit, query.offset) if query.offset < SUMMED_UP else []
    return Answer(
        CorrectionList(
            summary=summary.model_dump(mode="json", by_alias=True),
            reviews=[record.model_dump(mode="json", by_alias=True) for record in found],
            pagination=Pagination.of(query, summary.reviews),
        )
    )


def _certain(block: SubmittedBlock, draft: dict[str, Any]) -> Timeblock:
    """The reviewer's block; where the draft has the same activity on that day, it keeps its place on the page."""
    for read in draft.get("timeblocks", []):
        if (read["day"], read["name"]) == (block.day_of_week.value, block.name):
            origin = Origin.model_validate(read["origin"] | {"times_from": TimesFrom.PERSON.value})
            break
    else:
        origin = Origin(page=1, times_from=TimesFrom.PERSON)
    return Timeblock(
        day=block.day_of_week,
        start=block.start_time,
        end=block.end_time,
        name=block.name,
        notes=block.notes,
        color=block.color.upper() if block.color else None,
        confidence=100.0,
        origin=origin,
    )
