"""Every quarter of an hour: what got stuck is ended, what is over is tidied away."""

from __future__ import annotations

import logging
from typing import Any

from chalicelib import logs
from chalicelib.aws import client, transient_faults
from chalicelib.composition import Services
from chalicelib.domain.errors import SENTENCES, ErrorCode
from chalicelib.domain.jobs import JobStatus
from chalicelib.domain.records import Document, Job
from chalicelib.workflow.intake import object_created, request_processing
from chalicelib.workflow.outcome import fail_job

logger = logging.getLogger(__name__)

UPLOAD_GRACE_SECONDS = 120
"""An upload that began within its URL's time may still be under way."""

INTERRUPTED = "Reading this document was interrupted. Please start it again; your document is kept."


def sweep(services: Services, event: dict[str, Any]) -> dict[str, int]:
    """Expire uploads that never came and end jobs whose execution is gone; how many of each.

    ``{"localStart": true}`` comes from a local cloud that has just started: nothing can be running yet.
    """
    expired = _expire_uploads(services)
    patience = 0 if event.get("localStart") else services.settings.stuck_job_seconds
    stuck = _end_stuck_jobs(services, patience)
    services.audit.prepare_months()
    forgotten = services.refresh_tokens.forget_expired()
    released = services.reviews.release_abandoned(services.settings.review_claim_seconds)
    services.reviews.fold_counts()
    return {
        "expiredUploads": expired,
        "stuckJobs": stuck,
        "forgottenTokens": forgotten,
        "releasedReviews": released,
    }


def _expire_uploads(services: Services) -> int:
    count = 0
    patience = services.settings.upload_url_seconds + UPLOAD_GRACE_SECONDS
    for document in services.documents.awaiting_upload(patience):
        with logs.scope():
            # The arrival's event may have been lost: then the object is there, and its processing starts now.
            if services.objects.exists(document.s3_key):
                object_created(services, document.s3_key)
            else:
                count += _expire(services, document)
    return count


def _expire(services: Services, document: Document) -> int:
    """1 where a job waited for the document and has failed now."""
    job = services.jobs.of_document(document.id)
    services.documents.mark_failed(document.id)
    if job is None:
        return 0
    logs.bind_job(job.id, document.id, job.retry_count)
    code = ErrorCode.UPLOAD_EXPIRED
    fail_job(services, job.id, job.retry_count, code, SENTENCES[code])
    return 1


def _end_stuck_jobs(services: Services, patience: int) -> int:
    """How many jobs were stuck and something was done about it."""
    count = 0
    for job in services.jobs.unfinished(patience):
        with logs.scope():
            count += _look_after(services, job)
    return count


def _look_after(services: Services, job: Job) -> int:
    """1 where the job was stuck and something was done about it."""
    logs.bind_job(job.id, job.document_id, job.retry_count)
    if job.execution_arn is None and job.status is JobStatus.PENDING:
        document = services.documents.get(job.document_id)
        if document is not None:
            logger.warning("was never started, its event is sent again")
            request_processing(services, document, job)
            return 1
    machine = services.settings.state_machine_arn
    if job.execution_arn is not None and is_of(job.execution_arn, machine) and _runs(job.execution_arn):
        return 0
    fail_job(services, job.id, job.retry_count, ErrorCode.INTERNAL_ERROR, INTERRUPTED)
    return 1


def is_of(execution_arn: str, machine_arn: str) -> bool:
    """Whether the execution is one of this state machine. A database restored in another region names executions that
    were left behind; Step Functions takes questions about them for mistakes.
    """
    return execution_arn.rpartition(":")[0].replace(":execution:", ":stateMachine:") == machine_arn


def _runs(execution_arn: str) -> bool:
    states = client("stepfunctions")
    with transient_faults("The workflow service"):
        try:
            return bool(states.describe_execution(executionArn=execution_arn)["status"] == "RUNNING")
        except states.exceptions.ExecutionDoesNotExist:
            return False
