"""Asking a person: the workflow waits on a task token, without running."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from chalicelib.composition import Services
from chalicelib.domain.jobs import JobStatus
from chalicelib.events.schemas import HitlRequested
from chalicelib.realtime.push import announce
from chalicelib.workflow.stage import stage
from chalicelib.workflow.state import JobSuperseded, Reading, ReadState


def request_review(services: Services, event: dict[str, Any]) -> dict[str, Any]:
    """Open the job's review task with the draft; whoever submits it sends the task token back."""
    state = ReadState.model_validate(event["state"])
    with stage(services, state, "request_review", None) as job:
        draft = json.loads(services.objects.get(state.reading.result_key))
        with services.database.transaction():
            task = services.reviews.add(
                job.id, state.attempt, reason(state.reading), draft, task_token=str(event["taskToken"])
            )
            waiting = services.jobs.enter(job.id, state.attempt, JobStatus.HITL_PENDING)
        if waiting is None:
            raise JobSuperseded
        # Told after the task is there, so that the message can name it.
        announce(services, waiting)
        services.bus.publish(
            HitlRequested(
                document_id=state.document_id,
                job_id=state.job_id,
                user_id=state.user_id,
                timestamp=datetime.now(UTC),
                attempt=state.attempt,
                task_id=task.id,
                reason=task.reason,
                confidence=state.reading.confidence,
            )
        )
        return {"taskId": str(task.id)}


def reason(reading: Reading) -> str:
    """Why a person is asked, as a sentence."""
    if reading.confidence < reading.review_confidence:
        return f"We are only {reading.confidence:.0f} % sure of what we read. Please check the timetable."
    return "Parts of this timetable are unclear. Please check it."
