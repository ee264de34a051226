"""The state that passes between the functions of the state machine: references, never documents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from chalicelib.domain.documents import Classification
from chalicelib.domain.errors import LearningYogiError
from chalicelib.domain.jobs import ProcessingTier


class State(BaseModel):
    """Base: camelCase in the state machine; what other states added is left alone."""

    model_config = ConfigDict(
        frozen=True,
        defer_build=True,
        extra="ignore",
        alias_generator=to_camel,
        populate_by_name=True,
        hide_input_in_errors=True,
    )

    def output(self) -> dict[str, Any]:
        return self.model_dump(mode="json", by_alias=True)


class JobState(State):
    """What every function gets: the detail of ``document.uploaded``, with which the execution was started."""

    document_id: UUID
    job_id: UUID
    user_id: UUID
    attempt: int
    bucket: str
    key: str
    use_llm: bool = False


class ClassifiedState(JobState):
    classification: Classification


class Reading(State):
    """How well a document was read, and what the next choice needs to know."""

    confidence: float
    timeblock_count: int
    tier: ProcessingTier
    engine: str
    result_key: str
    accept_confidence: float
    review_confidence: float
    review_seconds: int
    llm_enabled: bool
    review_needed: bool
    review_reason: str | None = None
    """Why a person is asked, where the confidence alone does not say it."""


class StateError(State):
    """What the state machine keeps of a state that failed."""

    error: str = Field(alias="Error")
    cause: str = Field(default="", alias="Cause")


class ReadState(JobState):
    reading: Reading
    model_error: StateError | None = None


class ReviewedState(ReadState):
    review: dict[str, Any] | None = None


class JobSuperseded(LearningYogiError):
    """The job has ended, was deleted, or is at another attempt: this execution has nothing left to do."""

    expected = True

    def __init__(self, message: str = "The job has ended or was started again.") -> None:
        super().__init__(message)
