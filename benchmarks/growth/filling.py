"""Many schools' data, made by the database itself.

Ids are hashes of running numbers, as random as real ones, so that every row's owner is known without looking it up. All
users have the same; the first one has many times as much (an account that a whole school shares).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import md5
from typing import Any
from uuid import UUID

LOG_INS = 5
"""Of a user."""

ENTRIES = 20
"""Of a user, in the audit log."""


@dataclass(frozen=True)
class Size:
    """How much there is."""

    users: int
    documents: int = 10
    """Of a user; each was read by one job into one timetable."""
    timeblocks: int = 30
    """Of a timetable."""
    shared: int = 1000
    """Documents of the account that a school shares, number 0."""

    @classmethod
    def of(cls, scale: float) -> Size:
        """1.0 is what the product is built for: 100,000 users, a million documents, thirty million timeblocks."""
        return cls(users=round(100_000 * scale))


def made_id(kind: str, number: int, part: int | None = None) -> UUID:
    """The id of the user, or of the user's nth document, job, timetable, review or log-in."""
    name = f"{kind}-{number}" if part is None else f"{kind}-{number}-{part}"
    return UUID(md5(name.encode(), usedforsecurity=False).hexdigest())


def made_block(number: int, part: int, block: int) -> UUID:
    """The id of a timeblock of the user's nth timetable."""
    return UUID(md5(f"timeblock-{number}-{part}-{block}".encode(), usedforsecurity=False).hexdigest())


# Each statement is about the users from {first} to {last}.
_OWNED = (
    "generate_series({first}, {last}) AS n,"
    " generate_series(1, CASE WHEN n = 0 THEN {shared} ELSE {documents} END) AS part"
)
_MOMENT = "now() - make_interval(mins => (n * 7 + part * 1009) % 500000)"

STATEMENTS = (
    "INSERT INTO users (id, email, password_hash, first_name, last_name)"
    " SELECT md5('user-' || n)::uuid, 'user' || n || '@school.example', 'x', 'Ada', 'Byron'"
    " FROM generate_series({first}, {last}) AS n",
    "INSERT INTO timetables (id, user_id, name, class_name, status, created_at)"
    " SELECT md5('timetable-' || n || '-' || part)::uuid, md5('user-' || n)::uuid, 'Week ' || part,"
    " 'Class ' || (n % 40), (ARRAY['draft', 'active', 'archived'])[1 + part % 3]::timetable_status,"
    f" {_MOMENT} FROM {_OWNED}",
    "INSERT INTO timeblocks (id, timetable_id, name, day_of_week, start_time, end_time, notes, position, confidence)"
    " SELECT md5('timeblock-' || n || '-' || part || '-' || block)::uuid,"
    " md5('timetable-' || n || '-' || part)::uuid, (ARRAY['Maths', 'English', 'PE', 'Art', 'Music'])[1 + block % 5],"
    " (ARRAY['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'])[1 + block % 5]::weekday,"
    " time '08:00' + make_interval(hours => block / 5), time '08:50' + make_interval(hours => block / 5),"
    " 'Room ' || (n % 90), block, 99"
    f" FROM {_OWNED}, generate_series(0, {{timeblocks}} - 1) AS block",
    "INSERT INTO documents (id, user_id, timetable_id, file_name, file_type, file_size, s3_bucket, s3_key,"
    " upload_status, created_at) SELECT md5('document-' || n || '-' || part)::uuid, md5('user-' || n)::uuid,"
    " md5('timetable-' || n || '-' || part)::uuid, 'week-' || (part * 7919 % 1000) || '.png', 'image/png',"
    " 1000 + (part * 104729) % 900000, 'bucket', 'uploads/' || n || '/' || part,"
    " (CASE WHEN part % 50 = 0 THEN 'failed' ELSE 'completed' END)::upload_status,"
    f" {_MOMENT} FROM {_OWNED}",
    "INSERT INTO processing_jobs (id, document_id, timetable_id, user_id, status, stage, progress, confidence,"
    " processing_tier, created_at) SELECT md5('job-' || n || '-' || part)::uuid,"
    " md5('document-' || n || '-' || part)::uuid, md5('timetable-' || n || '-' || part)::uuid,"
    " md5('user-' || n)::uuid,"
    " (CASE WHEN part % 10 = 1 AND n % 10 = 5 THEN 'hitl_pending' ELSE 'completed' END)::job_status,"
    " 'completed', 100, 99, 'local_ocr',"
    f" {_MOMENT} FROM {_OWNED}",
    # One document of ten went to a person; one user's of ten still waits.
    "INSERT INTO hitl_tasks (id, job_id, user_id, status, priority, draft_data, task_token, created_at)"
    " SELECT md5('review-' || n || '-' || part)::uuid, md5('job-' || n || '-' || part)::uuid, md5('user-' || n)::uuid,"
    " (CASE WHEN n % 10 = 5 THEN 'pending' ELSE 'completed' END)::hitl_status,"
    " (ARRAY['low', 'normal', 'high', 'urgent'])[1 + n % 4]::hitl_priority,"
    " '{{\"timeblocks\": [], \"confidence\": 60}}', 'token',"
    f" {_MOMENT} FROM {_OWNED} WHERE part % 10 = 1",
    "INSERT INTO refresh_tokens (user_id, family, token_hash, access_jti, expires_at)"
    " SELECT md5('user-' || n)::uuid, md5('family-' || n || '-' || part)::uuid, md5('token-' || n || '-' || part),"
    " md5('log-in-' || n || '-' || part)::uuid, now() + interval '7 days'"
    f" FROM generate_series({{first}}, {{last}}) AS n, generate_series(1, {LOG_INS}) AS part",
    "INSERT INTO audit_logs (user_id, action, resource_type, resource_id)"
    " SELECT md5('user-' || n)::uuid, 'user.logged_in', 'user', md5('user-' || n)::uuid"
    f" FROM generate_series({{first}}, {{last}}) AS n, generate_series(1, {ENTRIES})",
)

BATCH = 1000
"""Users a statement, so that no statement is longer than the database allows one to take."""


def fill(connection: Any, size: Size, there: int = 0) -> None:
    """Make users with all that is theirs until there are as many as ``size`` says, and let the planner know.

    ``there`` is how many there are already. ``connection`` commits by itself. What the rows refer to is there by
    construction, so that is not looked up again.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; SET synchronous_commit = off")
        with _indexed_afterwards(cursor, "timeblocks"):
            for first in range(there, size.users, BATCH):
                values = asdict(size) | {"first": first, "last": min(first + BATCH, size.users) - 1}
                for statement in STATEMENTS:
                    # The queue's triggers count its tasks; elsewhere only references would be checked.
                    role = "origin" if " hitl_tasks " in statement else "replica"
                    cursor.execute(f"SET session_replication_role = {role}")
                    cursor.execute(statement.format(**values))
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM (ANALYZE)")


@contextmanager
def _indexed_afterwards(cursor: Any, table: str) -> Iterator[None]:
    """Takes the table's indexes away and makes them again as they were: ten times as fast."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexname <> %s", (table, f"{table}_pkey")
    )
    definitions = dict(cursor.fetchall())
    for name in definitions:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for definition in definitions.values():
        cursor.execute(definition)
