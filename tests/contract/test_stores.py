"""What the stores promise, against the real ones."""

from __future__ import annotations

import json
import threading
from datetime import time
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import boto3
import psycopg2
import pytest
from psycopg2 import sql

from chalicelib.domain.errors import ErrorCode, StoreUnavailable
from chalicelib.domain.jobs import JobStatus, ProcessingTier, Step, StepName, steps_of
from chalicelib.domain.model_costs import TokenUsage
from chalicelib.domain.timetable import Origin, Timeblock, TimesFrom, Weekday
from chalicelib.storage.cache import Cache
from chalicelib.storage.connections import Connection
from chalicelib.storage.database import Database
from chalicelib.storage.database_login import AsGiven, ByPassword
from chalicelib.storage.llm_spending import Budget, Limits, LlmSpending, Purpose
from chalicelib.storage.objects import ObjectMissing


@pytest.fixture
def user(services: Any) -> Any:
    return services.users.add(f"{uuid4().hex}@school.example", "hash", "Ada", "Byron")


@pytest.fixture
def job(services: Any, user: Any) -> Any:
    document = services.documents.add(uuid4(), user.id, "a.png", "image/png", 10, "bucket", f"uploads/{uuid4()}", {})
    return services.jobs.add(document.id, user.id)


def block(**changed: Any) -> Timeblock:
    values: dict[str, Any] = {
        "day": Weekday.MONDAY,
        "start": time(9),
        "end": time(10),
        "name": "Maths",
        "confidence": 99.0,
        "origin": Origin(page=1, times_from=TimesFrom.HEADER),
    }
    return Timeblock(**values | changed)


class TestJobs:
    def test_moves_forward(self, services: Any, job: Any) -> None:
        for status in (JobStatus.CLASSIFYING, JobStatus.PREPROCESSING, JobStatus.OCR, JobStatus.VALIDATING):
            entered = services.jobs.enter(job.id, 0, status)
            assert entered.status is status
            assert entered.stage == status.value

    def test_never_moves_backwards(self, services: Any, job: Any) -> None:
        services.jobs.enter(job.id, 0, JobStatus.VALIDATING)
        late = services.jobs.enter(job.id, 0, JobStatus.CLASSIFYING)
        assert (late.status, late.stage, late.progress) == (JobStatus.VALIDATING, "validating", 90)

    def test_an_ended_job_is_not_entered(self, services: Any, job: Any) -> None:
        services.jobs.fail(job.id, 0, ErrorCode.TIMED_OUT, "Too long.")
        assert services.jobs.enter(job.id, 0, JobStatus.OCR) is None
        assert services.jobs.fail(job.id, 0, ErrorCode.INTERNAL_ERROR, "Again.") is None
        assert services.jobs.get(job.id).error_code == "TIMED_OUT"

    def test_another_attempt_changes_nothing(self, services: Any, job: Any) -> None:
        services.jobs.fail(job.id, 0, ErrorCode.TIMED_OUT, "Too long.")
        assert services.jobs.restart(job.id, 0, use_llm=False).retry_count == 1
        assert services.jobs.restart(job.id, 0, use_llm=False) is None
        assert services.jobs.enter(job.id, 0, JobStatus.OCR) is None
        assert services.jobs.fail(job.id, 0, ErrorCode.TIMED_OUT, "Late.") is None
        services.jobs.note_result(job.id, 0, 99.0, ProcessingTier.LOCAL_OCR, {})
        services.jobs.note_duration(job.id, 0, "ocr", 5)
        current = services.jobs.get(job.id)
        assert (current.status, current.confidence, current.metadata) == (JobStatus.PENDING, None, {})

    def test_durations_add_up(self, services: Any, job: Any) -> None:
        services.jobs.note_duration(job.id, 0, "ocr", 5)
        services.jobs.note_duration(job.id, 0, "classify", 7)
        assert services.jobs.get(job.id).metadata == {"durations": {"ocr": 5, "classify": 7}}

    def test_a_step_that_is_done_again_replaces_its_note(self, services: Any, job: Any) -> None:
        services.jobs.note_step(job.id, 0, Step(name=StepName.LLM, why="First.", cost_usd=0.01))
        services.jobs.note_step(job.id, 0, Step(name=StepName.OCR, why="Read.", confidence=90))
        services.jobs.note_step(job.id, 0, Step(name=StepName.LLM, why="Second.", cost_usd=0.02))
        steps = steps_of(services.jobs.get(job.id).metadata)
        assert [(step.name, step.why) for step in steps] == [("ocr", "Read."), ("llm", "Second.")]

    def test_failing_cancels_the_review(self, services: Any, job: Any) -> None:
        services.reviews.add(job.id, 0, "unsure", {}, "token-1")
        services.jobs.fail(job.id, 0, ErrorCode.REVIEW_EXPIRED, "Late.")
        assert services.reviews.of_job(job.id, 0).status == "cancelled"

    def test_asked_twice_the_newer_token_counts(self, services: Any, job: Any) -> None:
        first = services.reviews.add(job.id, 0, "unsure", {}, "token-1")
        second = services.reviews.add(job.id, 0, "unsure", {}, "token-2")
        assert (first.id, second.task_token) == (second.id, "token-2")


class TestReviews:
    def counted(self, services: Any) -> dict[tuple[str, str], int]:
        """What lists of everybody's tasks say, by status and priority."""
        found = {}
        for status in ("pending", "assigned", "in_progress", "completed", "cancelled"):
            for priority in ("low", "normal", "high", "urgent"):
                _, total = services.reviews.page(None, status, priority, 1, 0)
                if total:
                    found[status, priority] = total
        return found

    def there(self, services: Any) -> dict[tuple[str, str], int]:
        rows = services.database.all("SELECT status, priority, count(*) AS n FROM hitl_tasks GROUP BY status, priority")
        return {(row["status"], row["priority"]): row["n"] for row in rows}

    def test_totals_are_right_whatever_happens_to_tasks(self, services: Any, user: Any, job: Any) -> None:
        task = services.reviews.add(job.id, 0, "unsure", {}, "token-1")
        services.reviews.add(job.id, 0, "unsure", {}, "token-2")
        assert self.counted(services) == self.there(services)
        services.reviews.claim(task.id, user.id)
        assert self.counted(services) == self.there(services)
        services.reviews.fold_counts()
        assert self.counted(services) == self.there(services)
        services.jobs.fail(job.id, 0, ErrorCode.REVIEW_EXPIRED, "Late.")
        assert self.counted(services) == self.there(services)
        services.documents.delete(job.document_id)
        assert self.counted(services) == self.there(services)
        _, total = services.reviews.page(None, None, None, 1, 0)
        assert total == sum(self.there(services).values())

    def test_what_was_undone_is_not_counted(self, services: Any, job: Any) -> None:
        def add_and_fail() -> None:
            with services.database.transaction():
                services.reviews.add(job.id, 0, "unsure", {}, "token")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            add_and_fail()
        assert self.counted(services) == self.there(services)

    def test_changes_and_folding_at_once_lose_nothing(self, services: Any, user: Any, job: Any) -> None:
        task = services.reviews.add(job.id, 0, "unsure", {}, "token")

        def claim_and_give_back() -> None:
            for _ in range(10):
                services.reviews.claim(task.id, user.id)
                services.reviews.release_abandoned(-60)
            services.database.close()

        def fold() -> None:
            for _ in range(20):
                services.reviews.fold_counts()
            services.database.close()

        threads = [threading.Thread(target=run) for run in (claim_and_give_back, claim_and_give_back, fold, fold)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert self.counted(services) == self.there(services)


class TestLlmSpending:
    """Every test spends for a document of its own; the day's account is everybody's, so limits are relative to it."""

    def purpose(self, **changed: Any) -> Purpose:
        values: dict[str, Any] = {"document_id": uuid4(), "job_id": uuid4(), "attempt": 0, "model": "m"}
        return Purpose(**values | changed)

    def limits(self, services: Any, left_today: int = 10_000, document: int = 10_000) -> Limits:
        return Limits(document_micros=document, day_micros=services.llm_spending.today_micros() + left_today)

    def test_a_call_costs_what_was_set_aside_until_it_is_settled(self, services: Any) -> None:
        spending, purpose = services.llm_spending, self.purpose()
        before = spending.today_micros()
        call = spending.reserve(purpose, 700, self.limits(services))
        assert spending.today_micros() == before + 700
        for _ in range(2):
            spending.settle(call, 120, TokenUsage(10, 5, 3, 2))
        assert spending.today_micros() == before + 120
        spent = spending.of_attempt(purpose.job_id, 0)
        assert (spent.calls, spent.micros, spent.usage) == (1, 120, TokenUsage(10, 5, 3, 2))

    def test_a_spent_day_holds_no_further_call(self, services: Any) -> None:
        limits = self.limits(services, left_today=1000)
        assert isinstance(services.llm_spending.reserve(self.purpose(), 1000, limits), UUID)
        assert services.llm_spending.reserve(self.purpose(), 1, limits) is Budget.DAY

    def test_a_documents_budget_holds_over_its_attempts(self, services: Any) -> None:
        purpose = self.purpose()
        again = self.purpose(document_id=purpose.document_id, attempt=1)
        limits = self.limits(services, document=1000)
        call = services.llm_spending.reserve(purpose, 900, limits)
        assert services.llm_spending.reserve(again, 200, limits) is Budget.DOCUMENT
        services.llm_spending.settle(call, 800, TokenUsage())
        assert isinstance(services.llm_spending.reserve(again, 200, limits), UUID)

    def test_calls_that_run_at_once_do_not_overrun_the_day(self, services: Any) -> None:
        limits = self.limits(services, left_today=1000)
        answers: list[Any] = []

        def spend() -> None:
            database = Database(AsGiven(services.settings.database_url))
            answers.append(LlmSpending(database).reserve(self.purpose(), 300, limits))
            database.close()

        threads = [threading.Thread(target=spend) for _ in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(str(type(answer).__name__) for answer in answers) == ["Budget"] * 7 + ["UUID"] * 3


class TestTimetables:
    def test_keeps_the_week_in_order(self, services: Any, user: Any) -> None:
        blocks = [block(day=Weekday.FRIDAY), block(start=time(11), end=time(12)), block()]
        timetable_id = services.timetables.add(user.id, "Week", None, None, None, blocks, {})
        kept = services.timetables.timeblocks(timetable_id)
        assert [(b.day_of_week, b.start_time) for b in kept] == [
            (Weekday.MONDAY, time(9)),
            (Weekday.MONDAY, time(11)),
            (Weekday.FRIDAY, time(9)),
        ]
        assert {b.duration for b in kept} == {60}
        row = services.database.only("SELECT metadata FROM timeblocks WHERE id = %s", (kept[0].id,))
        assert row["metadata"]["origin"]["times_from"] == "header"
        assert services.timetables.with_timeblocks(timetable_id) == (services.timetables.get(timetable_id), kept)

    def test_an_empty_timetable_has_no_timeblocks_and_an_unknown_one_is_none(self, services: Any, user: Any) -> None:
        timetable_id = services.timetables.add(user.id, "Week", None, None, None, [], {})
        assert services.timetables.with_timeblocks(timetable_id) == (services.timetables.get(timetable_id), [])
        assert services.timetables.with_timeblocks(uuid4()) is None

    @pytest.mark.parametrize(
        ("start", "end"),
        [(time(10), time(9)), (time(9), time(9)), (time(9), time(9, 4)), (time(8), time(16, 1))],
    )
    def test_refuses_impossible_times_and_keeps_nothing(self, services: Any, user: Any, start: time, end: time) -> None:
        with pytest.raises(psycopg2.errors.CheckViolation):
            services.timetables.add(user.id, "W", None, None, None, [block(), block(start=start, end=end)], {})
        assert services.timetables.page(user.id, None, 10, 0) == ([], 0)

    def test_counts_timeblocks(self, services: Any, user: Any) -> None:
        services.timetables.add(user.id, "W", None, None, None, [block(), block(day=Weekday.TUESDAY)], {})
        [(timetable, count)], total = services.timetables.page(user.id, "draft", 10, 0)
        assert (timetable.name, count, total) == ("W", 2, 1)


class TestDatabase:
    def test_a_cut_connection_is_a_passing_fault_and_then_heals(self, services: Any) -> None:
        database = Database(AsGiven(services.settings.database_url))
        pid = database.only("SELECT pg_backend_pid() AS pid")["pid"]
        services.database.all("SELECT pg_terminate_backend(%s)", (pid,))
        with pytest.raises(StoreUnavailable):
            database.only("SELECT 1 AS one")
        assert database.only("SELECT 1 AS one") == {"one": 1}
        database.close()

    def test_a_password_that_was_changed_is_read_again(self, services: Any) -> None:
        keeper, owner = boto3.client("secretsmanager", region_name="eu-west-1"), f"owner-{uuid4().hex}"

        def change(password: str) -> str:
            services.database.all(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, sql.Literal(password)))
            return json.dumps({"username": owner, "password": password})

        role = sql.Identifier(owner)
        services.database.all(sql.SQL("CREATE ROLE {} LOGIN").format(role))
        secret = keeper.create_secret(Name=owner, SecretString=change("first"))["ARN"]
        url = urlsplit(services.settings.database_url)
        place = f"postgresql://{owner}@{url.hostname}:{url.port}{url.path}"
        database = Database(ByPassword(place, services.secrets, secret, tls={}))
        assert database.only("SELECT current_user AS name") == {"name": owner}
        keeper.put_secret_value(SecretId=secret, SecretString=change("second"))
        database.close()
        assert database.only("SELECT current_user AS name") == {"name": owner}
        database.close()
        services.database.all(sql.SQL("ALTER ROLE {} PASSWORD 'lost'").format(role))
        with pytest.raises(StoreUnavailable):
            database.only("SELECT 1")
        services.database.all(sql.SQL("DROP ROLE {}").format(role))

    def test_an_unreachable_server_is_a_passing_fault(self) -> None:
        with pytest.raises(StoreUnavailable):
            Database(AsGiven("postgresql://127.0.0.1:1/none")).only("SELECT 1")

    def test_a_slow_statement_is_ended_whoever_opened_the_session(self, services: Any) -> None:
        assert services.database.only("SHOW statement_timeout") == {"statement_timeout": "20s"}
        assert services.database.only("SHOW timezone") == {"TimeZone": "UTC"}

    def test_a_transaction_is_all_or_nothing(self, services: Any, user: Any) -> None:
        def rename_and_fail() -> None:
            with services.database.transaction():
                services.users.update(user.id, "Eve", None, None)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            rename_and_fail()
        assert services.users.get(user.id).first_name == "Ada"

    def test_migrations_are_applied_once(self, services: Any) -> None:
        from chalicelib.storage.migrate import migrate

        assert migrate(services.settings.database_url) == []

    def test_updates_are_dated(self, services: Any, user: Any) -> None:
        before = services.database.only("SELECT updated_at FROM users WHERE id = %s", (user.id,))
        services.users.update(user.id, "Eve", None, None)
        after = services.database.only("SELECT updated_at FROM users WHERE id = %s", (user.id,))
        assert after["updated_at"] > before["updated_at"]

    def test_audit_entries_lie_in_their_month(self, services: Any, user: Any) -> None:
        services.audit.prepare_months()
        services.audit.add(user.id, "test.done", "user", user.id, "127.0.0.1", "pytest")
        row = services.database.only(
            "SELECT tableoid::regclass::text AS partition FROM audit_logs WHERE user_id = %s", (user.id,)
        )
        assert row["partition"].startswith("audit_logs_2")


class TestObjects:
    def test_round_trip(self, services: Any) -> None:
        key = f"test/{uuid4()}/a b+ü.bin"
        services.objects.put(key, b"\x00\xff", "application/x-test")
        assert services.objects.get(key) == b"\x00\xff"
        head = services.objects.head(key)
        assert (head.size, head.content_type) == (2, "application/x-test")
        assert services.objects.exists(key)

    def test_missing(self, services: Any) -> None:
        for call in (services.objects.get, services.objects.head):
            with pytest.raises(ObjectMissing):
                call(f"test/{uuid4()}")
        assert not services.objects.exists(f"test/{uuid4()}")

    def test_delete_takes_all_versions_below_a_prefix_and_nothing_else(self, services: Any) -> None:
        folder = f"test/{uuid4()}"
        for _ in range(2):
            services.objects.put(f"{folder}/in/a", b"1", "text/plain")
        services.objects.put(f"{folder}/out", b"1", "text/plain")
        assert services.objects.delete_prefix(f"{folder}/in/") == 2
        assert not services.objects.exists(f"{folder}/in/a")
        assert services.objects.exists(f"{folder}/out")


class TestConnections:
    def test_subscribers_are_found_at_once(self, services: Any) -> None:
        job_id = uuid4()
        made = [Connection(connection_id=uuid4().hex, user_id=uuid4(), endpoint="http://x") for _ in range(3)]
        for connection in made:
            services.connections.add(connection)
            services.connections.subscribe(connection, job_id)
        services.connections.unsubscribe(made[0].connection_id, job_id)
        services.connections.forget(made[1].connection_id)
        assert services.connections.subscribers(job_id) == [made[2]]
        assert services.connections.get(made[1].connection_id) is None
        assert services.connections.get(made[2].connection_id) == made[2]


class TestCache:
    def test_round_trip(self, services: Any) -> None:
        key = f"test:{uuid4()}"
        assert services.cache.get_json(key) is None
        assert services.cache.exists(key) is False
        assert services.cache.set_json(key, {"a": [1]}, 60)
        assert services.cache.get_json(key) == {"a": [1]}
        assert services.cache.exists(key) is True

    def test_a_script_takes_only_keys_that_a_cluster_keeps_together(self, services: Any) -> None:
        script = "return redis.call('EXISTS', KEYS[1]) + redis.call('EXISTS', KEYS[2])"
        assert services.cache.script(script, ["test:{a}:one", "test:{a}:two"], []) == 0
        with pytest.raises(ValueError, match="test:a, test:b"):
            services.cache.script(script, ["test:a", "test:b"], [])

    @pytest.mark.parametrize("url", [None, "redis://127.0.0.1:1/0"])
    def test_without_a_server_it_answers_nothing_and_raises_nothing(self, url: str | None) -> None:
        cache = Cache(url)
        assert cache.get("a") is None
        assert cache.set("a", "b", 1) is False
        assert cache.exists("a") is None
        assert cache.available() is False


class TestRefreshTokens:
    def test_used_once_even_by_two_at_once(self, services: Any, user: Any) -> None:
        from chalicelib.domain.refusals import Unauthorized
        from chalicelib.identity.tokens import issue, rotate

        token = issue(services, user).refresh_token
        outcomes: list[str] = []

        def use() -> None:
            try:
                rotate(services, token)
                outcomes.append("rotated")
            except Unauthorized:
                outcomes.append("refused")

        threads = [threading.Thread(target=use) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["refused"] * 3 + ["rotated"]

    def test_unknown_access_tokens_count_as_revoked(self, services: Any) -> None:
        assert services.refresh_tokens.access_token_revoked(UUID(int=1))
