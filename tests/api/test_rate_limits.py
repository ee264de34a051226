"""The limits hold exactly, tell how one stands, and never take the API down."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
import requests

from chalicelib.storage.cache import Cache
from chalicelib.storage.rate_limits import Limit, RateLimits
from localcloud.cloud import LocalCloud
from tests.support import PASSWORD, Teacher, from_own_address


def in_parallel(count: int, call: Callable[[], None]) -> None:
    threads = [threading.Thread(target=call) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_log_in_attempts_of_one_address(cloud: LocalCloud) -> None:
    client = from_own_address()
    body = {"email": "nobody@school.example", "password": PASSWORD}

    def attempt() -> requests.Response:
        return client.post(f"{cloud.addresses.rest_url}/api/v1/auth/login", json=body, timeout=30)

    answers = [attempt() for _ in range(11)]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert [answer.headers["X-RateLimit-Remaining"] for answer in answers[:3]] == ["9", "8", "7"]
    refused = answers[-1]
    error = refused.json()["error"]
    assert error["code"] == "RATE_LIMIT_EXCEEDED"
    assert refused.headers["Retry-After"] == str(error["retryAfter"])
    assert 0 < error["retryAfter"] <= 900
    assert refused.headers["X-RateLimit-Limit"] == "10"
    assert refused.headers["X-RateLimit-Remaining"] == "0"
    assert abs(int(refused.headers["X-RateLimit-Reset"]) - time.time() - error["retryAfter"]) < 5


def test_exact_under_parallel_requests(teacher: Teacher) -> None:
    statuses: list[int] = []

    def write() -> None:
        for _ in range(5):
            answer = requests.put(
                f"{teacher.cloud.addresses.rest_url}/api/v1/users/me",
                json={"lastName": "B"},
                headers={"Authorization": f"Bearer {teacher.access_token}"},
                timeout=60,
            )
            statuses.append(answer.status_code)

    in_parallel(8, write)
    assert statuses.count(200) == 30
    assert statuses.count(429) == 10


def test_every_answer_tells_how_one_stands(teacher: Teacher) -> None:
    for answer in (teacher.call("GET", "/users/me"), teacher.call("GET", f"/timetables/{uuid4()}")):
        assert answer.headers["X-RateLimit-Limit"] == "100"
        assert int(answer.headers["X-RateLimit-Remaining"]) < 100


@pytest.fixture(params=["redis", "without redis"])
def rate_limits(request: pytest.FixtureRequest, services: Any) -> RateLimits:
    return RateLimits(services.cache if request.param == "redis" else Cache("redis://127.0.0.1:1/0"))


class TestContract:
    def test_counts_to_the_limit_and_not_beyond(self, rate_limits: RateLimits) -> None:
        subject, limits = uuid4().hex, (Limit("few", 5, 60), Limit("many", 100, 60))
        outcomes: list[bool] = []
        in_parallel(4, lambda: outcomes.extend(rate_limits.count(subject, limits).allowed for _ in range(5)))
        assert outcomes.count(True) == 5
        # What was refused has used up nothing of the other limit.
        assert rate_limits.count(subject, limits[1:]).remaining == 94

    def test_subjects_are_apart(self, rate_limits: RateLimits) -> None:
        limits = (Limit("few", 1, 60),)
        assert rate_limits.count(uuid4().hex, limits).allowed
        assert rate_limits.count(uuid4().hex, limits).allowed

    def test_who_is_barred_is_refused_and_not_counted(self, services: Any) -> None:
        rate_limits, subject, limits = RateLimits(services.cache), uuid4().hex, (Limit("few", 5, 60),)
        bar = f"bar:{{{subject}}}"
        assert rate_limits.count(subject, limits, bar).barred is False
        services.cache.set(bar, "1", 60)
        refused = rate_limits.count(subject, limits, bar)
        assert (refused.allowed, refused.barred) == (False, True)
        assert rate_limits.count(subject, limits).remaining == 3

    def test_without_redis_nobody_can_tell_who_is_barred(self) -> None:
        rate_limits, subject = RateLimits(Cache("redis://127.0.0.1:1/0")), uuid4().hex
        counted = rate_limits.count(subject, (Limit("few", 5, 60),), f"bar:{{{subject}}}")
        assert (counted.allowed, counted.barred) == (True, None)

    def test_a_window_ends(self, rate_limits: RateLimits) -> None:
        subject, limits = uuid4().hex, (Limit("short", 1, 1),)
        assert rate_limits.count(subject, limits).allowed
        refused = rate_limits.count(subject, limits)
        assert not refused.allowed
        assert refused.reset_seconds == 1
        time.sleep(1.1)
        assert rate_limits.count(subject, limits).allowed
