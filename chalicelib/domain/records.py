"""What the stores keep, as values."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from chalicelib.domain.jobs import JobStatus, ProcessingTier, Role, UploadStatus
from chalicelib.domain.timetable import TimeOfDay, Weekday


class Record(BaseModel):
    """A row: immutable; columns that the value does not name are left out."""

    model_config = ConfigDict(frozen=True, defer_build=True, extra="ignore", hide_input_in_errors=True)


class User(Record):
    id: UUID
    email: str
    password_hash: str
    first_name: str
    last_name: str
    role: Role
    email_verified: bool
    settings: dict[str, Any]
    created_at: datetime


class Document(Record):
    id: UUID
    user_id: UUID
    timetable_id: UUID | None
    file_name: str
    file_type: str
    file_size: int
    content_hash: str | None
    s3_bucket: str
    s3_key: str
    upload_status: UploadStatus
    metadata: dict[str, Any]
    created_at: datetime
    updated_at: datetime


class Job(Record):
    id: UUID
    document_id: UUID
    timetable_id: UUID | None
    user_id: UUID
    status: JobStatus
    stage: str
    progress: int
    confidence: float | None
    processing_tier: ProcessingTier | None
    error_code: str | None
    error_message: str | None
    retry_count: int
    use_llm: bool
    execution_arn: str | None
    metadata: dict[str, Any]
    started_at: datetime | None
    completed_at: datetime | None
    created_at: datetime
    updated_at: datetime


class TimetableStatus(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    ARCHIVED = "archived"


class Timetable(Record):
    id: UUID
    user_id: UUID
    name: str
    class_name: str | None
    term: str | None
    year: str | None
    week_start_date: date | None
    status: TimetableStatus
    metadata: dict[str, Any]
    created_at: datetime
    updated_at: datetime


class StoredTimeblock(Record):
    """What people see of a timeblock; where it was read stays in its row."""

    id: UUID
    timetable_id: UUID
    name: str
    day_of_week: Weekday
    start_time: TimeOfDay
    end_time: TimeOfDay
    duration: int
    notes: str
    color: str
    position: int
    confidence: float | None


class ReviewTask(Record):
    id: UUID
    job_id: UUID
    attempt: int
    assigned_to: UUID | None
    priority: str
    status: str
    reason: str
    draft_data: dict[str, Any]
    final_data: dict[str, Any] | None
    task_token: str
    review_notes: str | None
    completed_at: datetime | None
    created_at: datetime


class ReviewListing(Record):
    """A review task as the queue shows it, with the teacher whose document it is."""

    id: UUID
    job_id: UUID
    priority: str
    status: str
    reason: str
    assigned_to: UUID | None
    created_at: datetime
    user_id: UUID
    first_name: str
    last_name: str


class RefreshToken(Record):
    id: UUID
    user_id: UUID
    family: UUID
    access_jti: UUID
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None
