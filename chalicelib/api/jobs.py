"""Processing jobs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from pydantic import Field

from chalicelib import logs
from chalicelib.api import access
from chalicelib.api.documents import ESTIMATED_MILLISECONDS
from chalicelib.api.drafts import Draft
from chalicelib.api.routing import Answer, Request
from chalicelib.api.schema import Body, Moment
from chalicelib.api.timeblocks import TimeblockView
from chalicelib.composition import Services
from chalicelib.domain.documents import FORMAT_OF_MIME
from chalicelib.domain.errors import ErrorCode
from chalicelib.domain.jobs import (
    REVIEW_STATUSES,
    TERMINAL_STATUSES,
    JobStatus,
    ProcessingTier,
    StepName,
    UploadStatus,
    steps_of,
)
from chalicelib.domain.records import Job
from chalicelib.domain.refusals import Conflict, NotFound
from chalicelib.realtime.push import announce
from chalicelib.workflow.intake import request_processing


class Retry(Body):
    """POST /jobs/{id}/retry"""

    use_llm: bool = Field(default=False, description="ask the language model whatever the confidence")


class JobResult(Body):
    timeblocks: list[TimeblockView]


class StepFacts(Body):
    """What one step of reading did for the document, and why it was taken."""

    name: StepName
    why: str
    engine: str | None
    confidence: float | None
    calls: int
    tokens: int
    cost_usd: float


class JobFacts(Body):
    """Times in milliseconds; costs of services outside in US dollars."""

    processing_time: int | None
    stage_times: dict[str, int]
    ocr_engine: str | None
    remarks: list[str]
    steps: list[StepFacts]
    cost_usd: float


class JobView(Body):
    """A job as it stands. The last fields are there when it is completed, failed or waits for a person."""

    id: UUID
    document_id: UUID
    status: JobStatus
    stage: str
    progress: int
    confidence: float | None
    processing_tier: ProcessingTier | None
    retry_count: int
    started_at: Moment | None
    estimated_completion: Moment | None
    metadata: JobFacts
    timetable_id: UUID | None = None
    result: JobResult | None = None
    completed_at: Moment | None = None
    error_code: ErrorCode | None = None
    error_message: str | None = None
    hitl_task_id: UUID | None = None
    draft_data: Draft | None = None

    @classmethod
    def of(cls, services: Services, job: Job) -> JobView:
        own = {"id", "document_id", "status", "stage", "progress", "confidence", "processing_tier", "retry_count"}
        own |= {"started_at", "completed_at", "timetable_id", "error_code", "error_message"}
        return cls(
            **job.model_dump(include=own),
            **_result(services, job),
            metadata=_facts(job),
            estimated_completion=_estimated_completion(services, job),
        )


class Restarted(Body):
    job_id: UUID
    status: JobStatus
    message: str


def get_job(request: Request) -> Answer:
    """How a job stands, and what came of it."""
    return Answer(JobView.of(request.services, access.job(request)))


def retry_job(request: Request) -> Answer:
    """Read the document again, after a failure or with the language model."""
    wanted = request.body(Retry) if request.raw_body.strip() else Retry()
    job = access.job(request)
    services = request.services
    document = services.documents.get(job.document_id)
    if document is None:
        raise NotFound("There is no such job.")
    if document.upload_status is UploadStatus.FAILED:
        raise Conflict("The file of this job never arrived as announced. Please upload it again.")
    restarted = services.jobs.restart(job.id, job.retry_count, wanted.use_llm)
    if restarted is None:
        raise Conflict("This job is still running.")
    logs.bind_job(restarted.id, restarted.document_id, restarted.retry_count)
    announce(services, restarted)
    request_processing(services, document, restarted)
    said = Restarted(job_id=job.id, status=restarted.status, message="The document is read again.")
    return Answer(said, status=202)


def _result(services: Services, job: Job) -> dict[str, Any]:
    if job.status is JobStatus.COMPLETED:
        blocks = services.timetables.timeblocks(job.timetable_id) if job.timetable_id else []
        return {"result": JobResult(timeblocks=[TimeblockView.of(block) for block in blocks])}
    if job.status in REVIEW_STATUSES:
        task = services.reviews.of_job(job.id, job.retry_count)
        if task:
            return {"hitl_task_id": task.id, "draft_data": Draft.of(task.draft_data)}
    return {}


def _facts(job: Job) -> JobFacts:
    took = None
    if job.started_at and job.completed_at:
        took = round((job.completed_at - job.started_at).total_seconds() * 1000)
    steps = steps_of(job.metadata)
    return JobFacts(
        processing_time=took,
        stage_times=job.metadata.get("durations", {}),
        ocr_engine=job.metadata.get("engine"),
        remarks=job.metadata.get("remarks", []),
        steps=[StepFacts(**step.model_dump()) for step in steps],
        cost_usd=round(sum(step.cost_usd for step in steps), 6),
    )


def _estimated_completion(services: Services, job: Job) -> Any:
    if job.status in TERMINAL_STATUSES or job.status in REVIEW_STATUSES or job.started_at is None:
        return None
    document = services.documents.get(job.document_id)
    if document is None:
        return None
    return job.started_at + timedelta(milliseconds=ESTIMATED_MILLISECONDS[FORMAT_OF_MIME[document.file_type]])
