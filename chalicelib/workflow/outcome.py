"""How a job ends, and who is told."""

from __future__ import annotations

from uuid import UUID

from chalicelib import metrics
from chalicelib.composition import Services
from chalicelib.domain.errors import ErrorCode
from chalicelib.domain.records import Job
from chalicelib.events.schemas import JobFailed, about
from chalicelib.metrics import Metric
from chalicelib.realtime.push import announce


def fail_job(services: Services, job_id: UUID, attempt: int, code: ErrorCode, message: str) -> Job | None:
    """End the job as failed and tell everybody; None, and nothing happens, where it has ended before."""
    job = services.jobs.fail(job_id, attempt, code, message)
    if job is None:
        return None
    announce(services, job)
    metrics.record(services.settings.stage, {Metric.DOCUMENTS_FAILED: 1}, errorCode=code.value)
    services.bus.publish(JobFailed(**about(job.document_id, job.id, job.user_id, attempt), error_code=code))
    return job
