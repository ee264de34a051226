"""Asking a person: the workflow waits on a task token, without running."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from chalicelib import metrics
from chalicelib.aws import client, transient_faults
from chalicelib.composition import Services
from chalicelib.domain.corrections import ReviewRecord, corrections_of
from chalicelib.domain.errors import LlmFailed
from chalicelib.domain.jobs import JobStatus, Step, StepName
from chalicelib.domain.model_costs import dollars
from chalicelib.domain.records import ReviewTask
from chalicelib.domain.refusals import Conflict
from chalicelib.domain.timetable import Timeblock
from chalicelib.events.schemas import HitlCompleted, HitlRequested, about
from chalicelib.metrics import Metric
from chalicelib.realtime.push import announce
from chalicelib.workflow.failure import cause_message
from chalicelib.workflow.stage import stage
from chalicelib.workflow.state import JobSuperseded, ReadState, StateError

NO_ANSWER = "The assistant that checks unclear timetables did not answer."


def request_review(services: Services, event: dict[str, Any]) -> dict[str, Any]:
    """Open the job's review task with the draft; whoever submits it sends the task token back."""
    state = ReadState.model_validate(event["state"])
    with stage(services, state, "request_review", None) as job:
        draft = json.loads(services.objects.get(state.reading.result_key))
        with services.database.transaction():
            task = services.reviews.add(job.id, state.attempt, reason(state), draft, task_token=str(event["taskToken"]))
            # Why is there as soon as the job waits, for whoever looks then.
            if state.model_error:
                _note_failed_model(services, state, state.model_error)
            services.jobs.note_step(job.id, state.attempt, Step(name=StepName.REVIEW, why=task.reason))
            waiting = services.jobs.enter(job.id, state.attempt, JobStatus.HITL_PENDING)
        if waiting is None:
            raise JobSuperseded
        tier = state.reading.tier.value
        metrics.record(services.settings.stage, {Metric.REVIEWS_REQUESTED: 1}, tier)
        # Told after the task is there, so that the message can name it.
        announce(services, waiting)
        services.bus.publish(
            HitlRequested(
                **about(state.document_id, state.job_id, state.user_id, state.attempt),
                task_id=task.id,
                reason=task.reason,
                confidence=state.reading.confidence,
            )
        )
        return {"taskId": str(task.id)}


def reason(state: ReadState) -> str:
    """Why a person is asked, as a sentence."""
    reading = state.reading
    if reading.review_reason:
        return reading.review_reason
    if state.model_error:
        return f"{_what_failed(state.model_error)} Please check the timetable."
    if reading.confidence < reading.review_confidence:
        return f"We are only {reading.confidence:.0f} % sure of what we read. Please check the timetable."
    return "Parts of this timetable are unclear. Please check it."


def _what_failed(error: StateError) -> str:
    """Why the language model's reading is missing: its own sentence where it has one, or that it did not answer."""
    if error.error == LlmFailed.__name__:
        return cause_message(error.cause) or NO_ANSWER
    return NO_ANSWER


def _note_failed_model(services: Services, state: ReadState, error: StateError) -> None:
    spent = services.llm_spending.of_attempt(state.job_id, state.attempt)
    services.jobs.note_step(
        state.job_id,
        state.attempt,
        Step(
            name=StepName.LLM,
            why=_what_failed(error),
            engine=services.settings.llm_model,
            calls=spent.calls,
            tokens=spent.usage.total,
            cost_usd=dollars(spent.micros),
        ),
    )


def submit_review(
    services: Services, task: ReviewTask, user_id: UUID, timeblocks: Sequence[Timeblock], notes: str | None
) -> ReviewTask:
    """Keep what the reviewer made of the draft, and let the waiting workflow go on with it.

    Raises Conflict where the task is done, or nobody waits for it any more.
    """
    final = {"timeblocks": [block.model_dump(mode="json") for block in timeblocks]}
    with services.database.transaction():
        current = services.reviews.lock(task.id)
        if current is None or current.status in {"completed", "cancelled"}:
            raise Conflict("This review is done already.")
        if current.status != "pending" and current.assigned_to != user_id:
            raise Conflict("Somebody else has taken this review.")
        services.reviews.hand_in(task.id, user_id, final, notes, _record(services, current, timeblocks))
    # Committed first, since the workflow reads it at once. Where the token cannot be sent for now, the reviewer's
    # next attempt finds the task still theirs.
    _resume(current, json.dumps({"taskId": str(task.id)}))
    submitted = services.reviews.complete(task.id)
    _tell_submitted(services, submitted)
    return submitted


def _record(services: Services, task: ReviewTask, timeblocks: Sequence[Timeblock]) -> ReviewRecord | None:
    """What the reviewer corrected; None where the document is gone meanwhile."""
    job = services.jobs.get(task.job_id)
    if job is None:
        return None
    read = [Timeblock.model_validate(block) for block in task.draft_data["timeblocks"]]
    return ReviewRecord(
        task_id=task.id,
        job_id=job.id,
        document_id=job.document_id,
        reviewed_at=datetime.now(UTC),
        reason=task.reason,
        tier=job.processing_tier,
        engine=job.metadata.get("engine"),
        confidence=job.confidence,
        corrections=corrections_of(read, timeblocks),
    )


def _resume(task: ReviewTask, output: str) -> None:
    states = client("stepfunctions")
    with transient_faults("The workflow service"):
        try:
            states.send_task_success(taskToken=task.task_token, output=output)
        except (states.exceptions.TaskTimedOut, states.exceptions.TaskDoesNotExist, states.exceptions.InvalidToken):
            raise Conflict("This document no longer waits for a review. Please read it again.") from None


def _tell_submitted(services: Services, task: ReviewTask) -> None:
    job = services.jobs.get(task.job_id)
    if job is not None:
        metrics.record(services.settings.stage, {Metric.REVIEWS_COMPLETED: 1})
        services.bus.publish(
            HitlCompleted(**about(job.document_id, job.id, job.user_id, task.attempt), task_id=task.id)
        )
