"""A processing job's life: statuses that never move backwards, stages and tiers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class JobStatus(StrEnum):
    PENDING = "pending"
    CLASSIFYING = "classifying"
    PREPROCESSING = "preprocessing"
    OCR = "ocr"
    LLM_PROCESSING = "llm_processing"
    HITL_PENDING = "hitl_pending"
    HITL_IN_PROGRESS = "hitl_in_progress"
    VALIDATING = "validating"
    COMPLETED = "completed"
    FAILED = "failed"


TERMINAL_STATUSES = frozenset({JobStatus.COMPLETED, JobStatus.FAILED})
REVIEW_STATUSES = frozenset({JobStatus.HITL_PENDING, JobStatus.HITL_IN_PROGRESS})

PROGRESS: dict[JobStatus, int] = {
    JobStatus.PENDING: 0,
    JobStatus.CLASSIFYING: 10,
    JobStatus.PREPROCESSING: 25,
    JobStatus.OCR: 45,
    JobStatus.LLM_PROCESSING: 65,
    JobStatus.HITL_PENDING: 75,
    JobStatus.HITL_IN_PROGRESS: 80,
    JobStatus.VALIDATING: 90,
    JobStatus.COMPLETED: 100,
    JobStatus.FAILED: 100,
}
"""Per cent of the way when a status is entered."""


class ProcessingTier(StrEnum):
    """The dearest means a document needed."""

    TEXT_LAYER = "text_layer"
    LOCAL_OCR = "local_ocr"
    CLOUD_OCR = "cloud_ocr"
    LLM = "llm"
    HITL = "hitl"


class StepName(StrEnum):
    """The steps of a document's way that read it, in the order of the work."""

    OCR = "ocr"
    LLM = "llm"
    REVIEW = "review"


def execution_name(job_id: UUID, attempt: int) -> str:
    """The same for every delivery of the same attempt, so that it is executed once."""
    return f"{job_id}-{attempt}"


class Step(BaseModel):
    """What one step did for a document, and why it was taken."""

    model_config = ConfigDict(frozen=True, defer_build=True, extra="ignore")

    name: StepName
    why: str = Field(description="why this step was taken, or came to nothing, as a sentence")
    engine: str | None = Field(default=None, description="the OCR engine or the model")
    confidence: float | None = Field(default=None, description="0–100, after the step; null: it gave no reading")
    calls: int = Field(default=0, ge=0, description="paid calls of a service outside")
    tokens: int = Field(default=0, ge=0)
    cost_usd: float = Field(default=0.0, ge=0)


def steps_of(metadata: Mapping[str, Any]) -> tuple[Step, ...]:
    """The steps that a job's metadata keep, in the order of the work."""
    kept = metadata.get("steps", {})
    return tuple(Step(name=name, **kept[name.value]) for name in StepName if name.value in kept)


class UploadStatus(StrEnum):
    PENDING = "pending"
    COMPLETED = "completed"
    FAILED = "failed"


class Role(StrEnum):
    TEACHER = "teacher"
    REVIEWER = "reviewer"
    ADMIN = "admin"
