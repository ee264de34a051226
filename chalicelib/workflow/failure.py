"""From an error of the state machine to a failed job with a code and a sentence."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from chalicelib import logs
from chalicelib.composition import Services
from chalicelib.domain import errors
from chalicelib.domain.errors import SENTENCES, ErrorCode, LearningYogiError
from chalicelib.domain.jobs import TERMINAL_STATUSES
from chalicelib.workflow.outcome import fail_job
from chalicelib.workflow.state import JobState, JobSuperseded

REVIEW_EXPIRED = "ReviewExpired"
TIMEOUTS = frozenset({"States.Timeout", "States.HeartbeatTimeout", "Sandbox.Timedout"})
OUR_ERRORS: dict[str, type[LearningYogiError]] = {
    name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, LearningYogiError)
} | {JobSuperseded.__name__: JobSuperseded}


def code_of(error_name: str) -> ErrorCode:
    """The job's error code for the error that a state ended with (a class name, or one of Step Functions' own)."""
    if error_name in TIMEOUTS:
        return ErrorCode.TIMED_OUT
    if error_name == REVIEW_EXPIRED:
        return ErrorCode.REVIEW_EXPIRED
    known = OUR_ERRORS.get(error_name)
    return known.code if known else ErrorCode.INTERNAL_ERROR


def sentence_of(error_name: str, cause: str) -> str:
    """What the teacher is told: an error of ours speaks for itself, everything else by its code."""
    known = OUR_ERRORS.get(error_name)
    own = cause_message(cause) if known is not None and not known.retryable else None
    return own or (known and known.sentence) or SENTENCES[code_of(error_name)]


def cause_message(cause: str) -> str | None:
    """The message in what the state machine keeps of a function's error; None where there is none."""
    try:
        return str(json.loads(cause)["errorMessage"])
    except (ValueError, KeyError, TypeError):
        return None


def record_failure(services: Services, event: dict[str, Any]) -> dict[str, Any]:
    """End the job as failed. ``rejected`` in the answer: the document is at fault, or nobody waits; not the system."""
    state = JobState.model_validate(event)
    logs.bind_job(state.job_id, state.document_id, state.attempt)
    name = str(event["error"]["Error"])
    code = code_of(name)
    if name != JobSuperseded.__name__:
        fail_job(services, state.job_id, state.attempt, code, sentence_of(name, str(event["error"].get("Cause", ""))))
    known = OUR_ERRORS.get(name)
    rejected = (known is not None and known.expected) or name == REVIEW_EXPIRED
    return {"errorCode": code.value, "rejected": rejected}


def execution_ended(services: Services, detail: dict[str, Any]) -> None:
    """The last net: an execution that ended without its job having ended fails the job."""
    if detail.get("stateMachineArn") != services.settings.state_machine_arn:
        return
    job_id, _, attempt = str(detail["name"]).rpartition("-")
    job = services.jobs.get(UUID(job_id))
    if job is not None:
        logs.bind_job(job.id, job.document_id, int(attempt))
    if job is None or job.status in TERMINAL_STATUSES:
        return
    code = ErrorCode.TIMED_OUT if detail.get("status") == "TIMED_OUT" else ErrorCode.INTERNAL_ERROR
    fail_job(services, job.id, int(attempt), code, SENTENCES[code])
