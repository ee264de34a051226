"""A processing job's life: statuses that never move backwards, stages and tiers."""

from __future__ import annotations

from enum import StrEnum


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


class UploadStatus(StrEnum):
    PENDING = "pending"
    COMPLETED = "completed"
    FAILED = "failed"


class Role(StrEnum):
    TEACHER = "teacher"
    REVIEWER = "reviewer"
    ADMIN = "admin"
