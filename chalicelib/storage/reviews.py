"""Tasks for people: what the workflow waits for."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from chalicelib.domain.corrections import CONFIDENCE_STEPS, CorrectionSummary, ReviewRecord, Verdict
from chalicelib.domain.records import ReviewListing, ReviewTask
from chalicelib.storage.database import Database, Row, json_value


def _task(row: Row | None) -> ReviewTask | None:
    return ReviewTask.model_validate(row) if row else None


class Reviews:
    """Tasks for people."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, job_id: UUID, attempt: int, reason: str, draft: dict[str, Any], task_token: str) -> ReviewTask:
        """The job's task in this attempt. Asked again (a retried function), the newer task token counts."""
        row = self._database.only(
            "INSERT INTO hitl_tasks (job_id, user_id, attempt, reason, draft_data, task_token) VALUES"
            " (%(job)s, (SELECT user_id FROM processing_jobs WHERE id = %(job)s), %(attempt)s, %(reason)s, %(draft)s,"
            " %(token)s)"
            " ON CONFLICT (job_id, attempt) DO UPDATE SET task_token = excluded.task_token RETURNING *",
            {"job": job_id, "attempt": attempt, "reason": reason, "draft": json_value(draft), "token": task_token},
        )
        return ReviewTask.model_validate(row)

    def of_job(self, job_id: UUID, attempt: int) -> ReviewTask | None:
        row = self._database.one("SELECT * FROM hitl_tasks WHERE job_id = %s AND attempt = %s", (job_id, attempt))
        return ReviewTask.model_validate(row) if row else None

    def get(self, task_id: UUID) -> ReviewTask | None:
        return _task(self._database.one("SELECT * FROM hitl_tasks WHERE id = %s", (task_id,)))

    def lock(self, task_id: UUID) -> ReviewTask | None:
        """The task, locked until the transaction ends."""
        return _task(self._database.one("SELECT * FROM hitl_tasks WHERE id = %s FOR UPDATE", (task_id,)))

    def concern_document(self, document_id: UUID) -> bool:
        """True where the document is, or was, under review."""
        row = self._database.only(
            "SELECT EXISTS (SELECT 1 FROM hitl_tasks t JOIN processing_jobs j ON j.id = t.job_id"
            " WHERE j.document_id = %s) AS found",
            (document_id,),
        )
        return bool(row["found"])

    def page(
        self, owner: UUID | None, status: str | None, priority: str | None, limit: int, offset: int
    ) -> tuple[list[ReviewListing], int]:
        """One page of the queue, the most urgent and oldest first, and how many there are.

        ``owner`` None: of everybody.
        """
        conditions = {"user_id = %s": owner, "status = %s": status, "priority = %s": priority}
        given = {condition: value for condition, value in conditions.items() if value is not None}
        where = " AND ".join(["TRUE", *given])
        parameters = list(given.values())
        count = "sum(tasks) AS n FROM hitl_counts" if owner is None else "count(*) AS n FROM hitl_tasks"
        total = int(self._database.only(f"SELECT {count} WHERE {where}", parameters)["n"] or 0)
        if offset >= total:
            return [], total
        # The page is found in an index alone; only what is on it is read from the tables.
        rows = self._database.all(
            f"WITH page AS (SELECT id FROM hitl_tasks WHERE {where}"  # noqa: S608
            " ORDER BY priority DESC, created_at, id LIMIT %s OFFSET %s)"
            " SELECT t.id, t.job_id, t.priority, t.status, t.reason, t.assigned_to, t.created_at, t.user_id,"
            " u.first_name, u.last_name"
            " FROM page JOIN hitl_tasks t ON t.id = page.id JOIN users u ON u.id = t.user_id"
            " ORDER BY t.priority DESC, t.created_at, t.id",
            [*parameters, limit, offset],
        )
        return [ReviewListing.model_validate(row) for row in rows], total

    def claim(self, task_id: UUID, user_id: UUID) -> ReviewTask | None:
        """Assign the task; None where somebody else has it, or it is done. Claiming one's own again is no error."""
        return _task(
            self._database.one(
                "UPDATE hitl_tasks SET status = 'assigned', assigned_to = %(user)s,"
                " assigned_at = coalesce(assigned_at, now()) WHERE id = %(id)s AND (status = 'pending'"
                " OR (status IN ('assigned', 'in_progress') AND assigned_to = %(user)s)) RETURNING *",
                {"user": user_id, "id": task_id},
            )
        )

    def hand_in(
        self, task_id: UUID, user_id: UUID, final: dict[str, Any], notes: str | None, record: ReviewRecord | None
    ) -> None:
        """Keep what the reviewer made of the draft, and what they corrected; the workflow has not gone on yet."""
        corrections = json_value(record.model_dump(mode="json")) if record else None
        self._database.all(
            "UPDATE hitl_tasks SET status = 'in_progress', assigned_to = %s,"
            " assigned_at = coalesce(assigned_at, now()), final_data = %s, review_notes = %s, corrections = %s"
            " WHERE id = %s",
            (user_id, json_value(final), notes, corrections, task_id),
        )

    def complete(self, task_id: UUID) -> ReviewTask:
        """The workflow has gone on."""
        row = self._database.only(
            "UPDATE hitl_tasks SET status = 'completed', completed_at = coalesce(completed_at, now())"
            " WHERE id = %s RETURNING *",
            (task_id,),
        )
        return ReviewTask.model_validate(row)

    def release_abandoned(self, seconds: int) -> int:
        """Give tasks back that were claimed so long ago and not submitted; how many."""
        row = self._database.only(
            "WITH released AS (UPDATE hitl_tasks SET status = 'pending', assigned_to = NULL, assigned_at = NULL"
            " WHERE status IN ('assigned', 'in_progress') AND assigned_at < now() - make_interval(secs => %s)"
            " RETURNING 1) SELECT count(*) AS n FROM released",
            (seconds,),
        )
        return int(row["n"])

    def fold_counts(self) -> None:
        """Sum up the ledger that totals are read from; it grows with each change of a task."""
        self._database.all(
            "WITH folded AS (DELETE FROM hitl_counts RETURNING status, priority, tasks)"
            " INSERT INTO hitl_counts SELECT status, priority, sum(tasks) FROM folded"
            " GROUP BY status, priority HAVING sum(tasks) <> 0"
        )

    def corrected(self, since: date, limit: int, offset: int) -> list[ReviewRecord]:
        """Corrections of the reviews completed since then, the newest first."""
        rows = self._database.all(
            "SELECT corrections FROM completed_reviews WHERE completed_at >= %s"
            " ORDER BY completed_at DESC, id LIMIT %s OFFSET %s",
            (since, limit, offset),
        )
        return [ReviewRecord.model_validate(row["corrections"]) for row in rows]

    def correction_summary(self, since: date, most: int | None = None) -> CorrectionSummary:
        """What reviewers corrected since then, in figures; of the newest ``most`` reviews (None: of all)."""
        parameters = (since, most)
        verdicts = self._database.all(
            "SELECT verdict, count(*) AS n FROM reviewed_blocks(%s, %s) GROUP BY verdict", parameters
        )
        fields = self._database.all(
            "SELECT field, count(*) AS n FROM reviewed_blocks(%s, %s), jsonb_array_elements_text(fields) AS field"
            " GROUP BY field ORDER BY n DESC, field",
            parameters,
        )
        steps = self._database.all(
            "SELECT width_bucket(confidence, %s::float[]) AS step, avg((verdict = 'kept')::int) AS kept"
            " FROM reviewed_blocks(%s, %s) WHERE confidence IS NOT NULL GROUP BY step ORDER BY step",
            (list(CONFIDENCE_STEPS), *parameters),
        )
        reviews = self._database.only(
            "SELECT count(*) AS n FROM (SELECT 1 FROM completed_reviews WHERE completed_at >= %s LIMIT %s) AS newest",
            parameters,
        )
        counted = {row["verdict"]: int(row["n"]) for row in verdicts}
        return CorrectionSummary(
            reviews=int(reviews["n"]),
            verdicts={verdict: counted.get(verdict.value, 0) for verdict in Verdict},
            fields={row["field"]: int(row["n"]) for row in fields},
            kept_by_confidence={CONFIDENCE_STEPS[row["step"] - 1]: round(float(row["kept"]), 3) for row in steps},
        )
