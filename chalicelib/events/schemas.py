"""The detail of every event on the bus; the published JSON schemas are made from these models."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from chalicelib.domain.documents import DocumentFormat, TextSource
from chalicelib.domain.errors import ErrorCode
from chalicelib.domain.jobs import ProcessingTier

SOURCE = "learning-yogi.documents"


class EventType(StrEnum):
    DOCUMENT_UPLOADED = "document.uploaded"
    DOCUMENT_CLASSIFIED = "document.classified"
    DOCUMENT_PREPROCESSED = "document.preprocessed"
    OCR_COMPLETED = "ocr.completed"
    OCR_LOW_CONFIDENCE = "ocr.low_confidence"
    LLM_COMPLETED = "llm.completed"
    VALIDATION_COMPLETED = "validation.completed"
    HITL_REQUESTED = "hitl.requested"
    HITL_COMPLETED = "hitl.completed"
    JOB_COMPLETED = "job.completed"
    JOB_FAILED = "job.failed"


class EventDetail(BaseModel):
    """What every event says."""

    model_config = ConfigDict(
        frozen=True, defer_build=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )

    document_id: UUID
    job_id: UUID
    user_id: UUID
    timestamp: datetime
    attempt: int = Field(ge=0, description="0 for the first run, counted up by each retry")


def about(document_id: UUID, job_id: UUID, user_id: UUID, attempt: int) -> dict[str, Any]:
    """What every event says, as of now."""
    return {
        "document_id": document_id,
        "job_id": job_id,
        "user_id": user_id,
        "timestamp": datetime.now(UTC),
        "attempt": attempt,
    }


class DocumentUploaded(EventDetail):
    """The original is in the bucket and is what was announced. Starts the state machine."""

    bucket: str
    key: str
    use_llm: bool = False


class DocumentClassified(EventDetail):
    format: DocumentFormat
    text_source: TextSource
    page_count: int


class DocumentPreprocessed(EventDetail):
    page_count: int


class OcrCompleted(EventDetail):
    confidence: float
    timeblock_count: int
    tier: ProcessingTier
    engine: str


class OcrLowConfidence(OcrCompleted):
    """As ocr.completed, below what is accepted without a second look."""


class LlmCompleted(EventDetail):
    """Tokens and cost are this answer's; none where the same document had been answered before (``cached``)."""

    confidence: float
    model: str
    input_tokens: int
    output_tokens: int
    cache_read_tokens: int
    cache_write_tokens: int
    cost_usd: float
    cached: bool


class ValidationCompleted(EventDetail):
    confidence: float
    timeblock_count: int


class HitlRequested(EventDetail):
    task_id: UUID
    reason: str
    confidence: float


class HitlCompleted(EventDetail):
    task_id: UUID


class JobCompleted(EventDetail):
    timetable_id: UUID
    confidence: float
    tier: ProcessingTier


class JobFailed(EventDetail):
    error_code: ErrorCode


DETAILS: dict[EventType, type[EventDetail]] = {
    EventType.DOCUMENT_UPLOADED: DocumentUploaded,
    EventType.DOCUMENT_CLASSIFIED: DocumentClassified,
    EventType.DOCUMENT_PREPROCESSED: DocumentPreprocessed,
    EventType.OCR_COMPLETED: OcrCompleted,
    EventType.OCR_LOW_CONFIDENCE: OcrLowConfidence,
    EventType.LLM_COMPLETED: LlmCompleted,
    EventType.VALIDATION_COMPLETED: ValidationCompleted,
    EventType.HITL_REQUESTED: HitlRequested,
    EventType.HITL_COMPLETED: HitlCompleted,
    EventType.JOB_COMPLETED: JobCompleted,
    EventType.JOB_FAILED: JobFailed,
}

TYPE_OF_DETAIL: dict[type[EventDetail], EventType] = {model: name for name, model in DETAILS.items()}
