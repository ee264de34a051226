"""Processing jobs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from chalicelib.api.documents import ESTIMATED_MILLISECONDS
from chalicelib.api.envelope import Body
from chalicelib.api.routing import Answer, Request
from chalicelib.api.timetables import timeblock_view
from chalicelib.composition import Services
from chalicelib.domain.clock import timestamp
from chalicelib.domain.documents import FORMAT_OF_MIME
from chalicelib.domain.jobs import REVIEW_STATUSES, TERMINAL_STATUSES, JobStatus, UploadStatus
from chalicelib.domain.records import Job
from chalicelib.domain.refusals import Conflict, NotFound
from chalicelib.realtime.push import announce
from chalicelib.workflow.intake import request_processing


class Retry(Body):
    use_llm: bool = False


def get_job(request: Request) -> Answer:
    """GET /jobs/{id}"""
    return Answer(job_view(request.services, owned_job(request)))


def retry_job(request: Request) -> Answer:
    """POST /jobs/{id}/retry"""
    wanted = request.body(Retry) if request.raw_body.strip() else Retry()
    job = owned_job(request)
    services = request.services
    document = services.documents.get(job.document_id)
    if document is None:
        raise NotFound("There is no such job.")
    if document.upload_status is not UploadStatus.COMPLETED:
        raise Conflict("The file of this job never arrived as announced. Please upload it again.")
    restarted = services.jobs.restart(job.id, job.retry_count, wanted.use_llm)
    if restarted is None:
        raise Conflict("This job is still running.")
    announce(services, restarted)
    request_processing(services, document, restarted)
    said = {"jobId": str(job.id), "status": restarted.status.value, "message": "The document is read again."}
    return Answer(said, status=202)


def owned_job(request: Request) -> Job:
    """The job in the path, if it is the caller's; NotFound otherwise."""
    job = request.services.jobs.get(request.id("job"))
    if job is None or job.user_id != request.principal.user_id:
        raise NotFound("There is no such job.")
    return job


def job_view(services: Services, job: Job) -> dict[str, Any]:
    view: dict[str, Any] = {
        "id": str(job.id),
        "documentId": str(job.document_id),
        "status": job.status.value,
        "stage": job.stage,
        "progress": job.progress,
        "confidence": job.confidence,
        "processingTier": job.processing_tier.value if job.processing_tier else None,
        "retryCount": job.retry_count,
        "startedAt": timestamp(job.started_at) if job.started_at else None,
        "estimatedCompletion": _estimated_completion(services, job),
        "metadata": _metadata(job),
    }
    if job.status is JobStatus.COMPLETED:
        blocks = services.timetables.timeblocks(job.timetable_id) if job.timetable_id else []
        view |= {
            "timetableId": str(job.timetable_id) if job.timetable_id else None,
            "result": {"timeblocks": [timeblock_view(block) for block in blocks]},
            "completedAt": timestamp(job.completed_at),
        }
    elif job.status is JobStatus.FAILED:
        view |= {
            "errorCode": job.error_code,
            "errorMessage": job.error_message,
            "completedAt": timestamp(job.completed_at),
        }
    elif job.status in REVIEW_STATUSES:
        task = services.reviews.of_job(job.id, job.retry_count)
        view |= {"hitlTaskId": str(task.id) if task else None, "draftData": task.draft_data if task else None}
    return view


def _metadata(job: Job) -> dict[str, Any]:
    """Times in milliseconds, in all and per stage."""
    took = None
    if job.started_at and job.completed_at:
        took = round((job.completed_at - job.started_at).total_seconds() * 1000)
    return {
        "processingTime": took,
        "stageTimes": job.metadata.get("durations", {}),
        "ocrEngine": job.metadata.get("engine"),
        "remarks": job.metadata.get("remarks", []),
    }


def _estimated_completion(services: Services, job: Job) -> str | None:
    if job.status in TERMINAL_STATUSES or job.status in REVIEW_STATUSES or job.started_at is None:
        return None
    document = services.documents.get(job.document_id)
    if document is None:
        return None
    expected = timedelta(milliseconds=ESTIMATED_MILLISECONDS[FORMAT_OF_MIME[document.file_type]])
    return timestamp(job.started_at + expected)
