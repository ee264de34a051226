"""What goes over the WebSocket, in both directions."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from pydantic.alias_generators import to_camel

from chalicelib.domain.clock import timestamp
from chalicelib.domain.jobs import JobStatus
from chalicelib.domain.records import Job, ReviewTask


class ClientMessage(BaseModel):
    model_config = ConfigDict(
        frozen=True, defer_build=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )


class Subscribe(ClientMessage):
    action: Literal["subscribe:job"]
    job_id: UUID


class Unsubscribe(ClientMessage):
    action: Literal["unsubscribe:job"]
    job_id: UUID


class Ping(ClientMessage):
    action: Literal["ping"]


CLIENT_MESSAGE: TypeAdapter[Subscribe | Unsubscribe | Ping] = TypeAdapter(
    Annotated[Subscribe | Unsubscribe | Ping, Field(discriminator="action")]
)


def job_event(job: Job, task: ReviewTask | None) -> dict[str, Any]:
    """The message that tells a job's present state."""
    said: dict[str, Any] = {"jobId": str(job.id)}
    if job.status is JobStatus.COMPLETED:
        name = "job:completed"
        said |= {"timetableId": str(job.timetable_id) if job.timetable_id else None, "confidence": job.confidence}
    elif job.status is JobStatus.FAILED:
        name = "job:failed"
        said |= {"error": job.error_message, "errorCode": job.error_code}
    elif job.status is JobStatus.HITL_PENDING and task is not None:
        name = "job:hitl_required"
        said |= {"confidence": job.confidence, "reason": task.reason, "hitlTaskId": str(task.id)}
    else:
        name = "job:status"
        said |= {"status": job.status.value, "stage": job.stage, "progress": job.progress}
    return {"event": name, "data": said | {"timestamp": timestamp()}}


def error_event(message: str) -> dict[str, Any]:
    return {"event": "error", "data": {"message": message, "timestamp": timestamp()}}


def pong() -> dict[str, Any]:
    return {"event": "pong", "data": {"timestamp": timestamp()}}
