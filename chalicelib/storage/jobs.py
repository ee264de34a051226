"""Processing jobs. Every change names the attempt it belongs to: what is late or repeated changes nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chalicelib.domain.errors import ErrorCode
from chalicelib.domain.jobs import PROGRESS, JobStatus, ProcessingTier, Step
from chalicelib.domain.records import Job
from chalicelib.storage.database import Database, Row, json_value


def _job(row: Row | None) -> Job | None:
    return Job.model_validate(row) if row else None


class Jobs:
    """The jobs' rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, document_id: UUID, user_id: UUID) -> Job:
        row = self._database.only(
            "INSERT INTO processing_jobs (document_id, user_id) VALUES (%s, %s) RETURNING *", (document_id, user_id)
        )
        return Job.model_validate(row)

    def get(self, job_id: UUID) -> Job | None:
        return _job(self._database.one("SELECT * FROM processing_jobs WHERE id = %s", (job_id,)))

    def lock(self, job_id: UUID) -> Job | None:
        """The job, locked until the transaction ends."""
        return _job(self._database.one("SELECT * FROM processing_jobs WHERE id = %s FOR UPDATE", (job_id,)))

    def of_document(self, document_id: UUID) -> Job | None:
        """The document's newest job."""
        return _job(
            self._database.one(
                "SELECT * FROM processing_jobs WHERE document_id = %s ORDER BY created_at DESC LIMIT 1", (document_id,)
            )
        )

    def enter(self, job_id: UUID, attempt: int, status: JobStatus) -> Job | None:
        """Move the job forward to ``status``.

        None where there is nothing to go on with: the job is gone, has ended, or is at another attempt. A job that is
        already at or past ``status`` is returned as it is, since a retried function enters its stage again.
        """
        row = self._database.one(
            "UPDATE processing_jobs SET"
            " status = greatest(status, %(status)s::job_status),"
            " stage = CASE WHEN status <= %(status)s::job_status THEN %(status)s ELSE stage END,"
            " progress = greatest(progress, %(progress)s),"
            " started_at = coalesce(started_at, now())"
            " WHERE id = %(id)s AND retry_count = %(attempt)s AND status NOT IN ('completed', 'failed') RETURNING *",
            {"status": status.value, "progress": PROGRESS[status], "id": job_id, "attempt": attempt},
        )
        return _job(row)

    def note_duration(self, job_id: UUID, attempt: int, stage: str, milliseconds: int) -> None:
        """Keep how long a stage took."""
        self._database.all(
            "UPDATE processing_jobs SET metadata ="
            " jsonb_set(metadata, '{durations}', coalesce(metadata->'durations', '{}') || %s)"
            " WHERE id = %s AND retry_count = %s",
            (json_value({stage: milliseconds}), job_id, attempt),
        )

    def note_step(self, job_id: UUID, attempt: int, step: Step) -> None:
        """Keep what a step of the way did; a repeated step replaces its own note."""
        self._database.all(
            "UPDATE processing_jobs SET metadata ="
            " jsonb_set(metadata, '{steps}', coalesce(metadata->'steps', '{}') || %s)"
            " WHERE id = %s AND retry_count = %s",
            (json_value({step.name.value: step.model_dump(mode="json", exclude={"name"})}), job_id, attempt),
        )

    def note_execution(self, job_id: UUID, attempt: int, execution_arn: str) -> None:
        self._database.all(
            "UPDATE processing_jobs SET execution_arn = %s WHERE id = %s AND retry_count = %s",
            (execution_arn, job_id, attempt),
        )

    def note_result(
        self, job_id: UUID, attempt: int, confidence: float, tier: ProcessingTier, metadata: dict[str, Any]
    ) -> None:
        """Keep what reading gave, and by which means."""
        self._database.all(
            "UPDATE processing_jobs SET confidence = %s, processing_tier = %s, metadata = metadata || %s"
            " WHERE id = %s AND retry_count = %s AND status NOT IN ('completed', 'failed')",
            (confidence, tier.value, json_value(metadata), job_id, attempt),
        )

    def complete(self, job_id: UUID, attempt: int, timetable_id: UUID) -> Job | None:
        """End the job with its timetable; its review, if there was one, is done with it."""
        self._database.all(
            "UPDATE hitl_tasks SET status = 'completed', completed_at = coalesce(completed_at, now())"
            " WHERE job_id = %s AND attempt = %s AND status <> 'completed'",
            (job_id, attempt),
        )
        row = self._database.one(
            "UPDATE processing_jobs SET status = 'completed', stage = 'completed', progress = 100,"
            " timetable_id = %s, completed_at = now()"
            " WHERE id = %s AND retry_count = %s AND status NOT IN ('completed', 'failed') RETURNING *",
            (timetable_id, job_id, attempt),
        )
        return _job(row)

    def fail(self, job_id: UUID, attempt: int, code: ErrorCode, message: str) -> Job | None:
        """End the job as failed; None where it has ended before or is at another attempt."""
        with self._database.transaction():
            row = self._database.one(
                "UPDATE processing_jobs SET status = 'failed', progress = 100, error_code = %s, error_message = %s,"
                " completed_at = now()"
                " WHERE id = %s AND retry_count = %s AND status NOT IN ('completed', 'failed') RETURNING *",
                (code.value, message, job_id, attempt),
            )
            if row:
                self._database.all(
                    "UPDATE hitl_tasks SET status = 'cancelled', completed_at = now()"
                    " WHERE job_id = %s AND attempt = %s AND status <> 'completed'",
                    (job_id, attempt),
                )
        return _job(row)

    def restart(self, job_id: UUID, attempt: int, use_llm: bool) -> Job | None:
        """Begin the next attempt of a job that has ended; None where it is running, or at another attempt."""
        row = self._database.one(
            "UPDATE processing_jobs SET status = 'pending', stage = 'upload', progress = 0, error_code = NULL,"
            " error_message = NULL, retry_count = retry_count + 1, use_llm = %s, execution_arn = NULL,"
            " timetable_id = NULL, confidence = NULL, processing_tier = NULL, metadata = '{}', started_at = NULL,"
            " completed_at = NULL"
            " WHERE id = %s AND retry_count = %s AND status IN ('completed', 'failed') RETURNING *",
            (use_llm, job_id, attempt),
        )
        return _job(row)

    def unfinished(self, unchanged_for_seconds: int) -> list[Job]:
        """Jobs of arrived documents that have not moved for so long, the oldest first."""
        rows = self._database.all(
            "SELECT j.* FROM processing_jobs j JOIN documents d ON d.id = j.document_id"
            " WHERE j.status NOT IN ('completed', 'failed') AND d.upload_status = 'completed'"
            " AND j.updated_at <= now() - make_interval(secs => %s) ORDER BY j.updated_at LIMIT 500",
            (unchanged_for_seconds,),
        )
        return [Job.model_validate(row) for row in rows]
