"""The circuit breaker keeps its promise with Redis, where all containers share it, and without."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from chalicelib.storage.cache import Cache
from chalicelib.storage.circuit import CircuitBreaker, Patience, Permit

QUICK = Patience(failures=3, window=60, open=0.2, probe=0.2)
Make = Callable[..., CircuitBreaker]


@pytest.fixture(params=["shared", "alone"])
def make(request: pytest.FixtureRequest, services: Any) -> Make:
    """Makes breakers of one service: of several containers that share Redis, or of one that has none."""
    service = uuid4().hex
    alone: list[CircuitBreaker] = []

    def breaker(patience: Patience = QUICK) -> CircuitBreaker:
        if request.param == "shared":
            return CircuitBreaker(Cache(services.settings.redis_url), service, patience)
        if not alone:
            alone.append(CircuitBreaker(Cache(None), service, patience))
        return alone[0]

    return breaker


def fail(breaker: CircuitBreaker, times: int) -> None:
    for _ in range(times):
        breaker.report(Permit.CALL, well=False)


def test_calls_go_through_until_so_many_failed(make: Make) -> None:
    breaker = make()
    fail(breaker, 2)
    assert breaker.permit() is Permit.CALL
    fail(breaker, 1)
    assert breaker.permit() is Permit.REFUSED
    assert make().permit() is Permit.REFUSED


def test_a_success_in_between_begins_the_count_again(make: Make) -> None:
    breaker = make()
    fail(breaker, 2)
    breaker.report(Permit.CALL, well=True)
    fail(breaker, 2)
    assert breaker.permit() is Permit.CALL


def test_failures_far_apart_do_not_add_up(make: Make) -> None:
    breaker = make(Patience(failures=2, window=0.1, open=60, probe=1))
    fail(breaker, 1)
    time.sleep(0.15)
    fail(breaker, 1)
    assert breaker.permit() is Permit.CALL


def test_after_a_while_one_probe_and_no_more(make: Make) -> None:
    breaker = make(Patience(failures=3, window=60, open=0.2, probe=30))
    fail(breaker, 3)
    time.sleep(0.25)
    assert breaker.permit() is Permit.PROBE
    assert make().permit() is Permit.REFUSED


def test_a_probe_that_succeeds_closes_it(make: Make) -> None:
    breaker = make()
    fail(breaker, 3)
    time.sleep(0.25)
    breaker.report(breaker.permit(), well=True)
    assert breaker.permit() is Permit.CALL
    fail(breaker, 2)
    assert breaker.permit() is Permit.CALL


def test_a_probe_that_fails_opens_it_again(make: Make) -> None:
    breaker = make()
    fail(breaker, 3)
    time.sleep(0.25)
    breaker.report(breaker.permit(), well=False)
    assert breaker.permit() is Permit.REFUSED
    time.sleep(0.25)
    assert breaker.permit() is Permit.PROBE


def test_a_probe_that_nobody_reports_is_given_up(make: Make) -> None:
    breaker = make()
    fail(breaker, 3)
    time.sleep(0.25)
    assert breaker.permit() is Permit.PROBE
    time.sleep(0.25)
    assert breaker.permit() is Permit.PROBE


def test_calls_from_before_the_opening_change_nothing(make: Make) -> None:
    breaker = make(Patience(failures=3, window=60, open=60, probe=1))
    fail(breaker, 3)
    breaker.report(Permit.CALL, well=True)
    fail(breaker, 1)
    assert breaker.permit() is Permit.REFUSED
