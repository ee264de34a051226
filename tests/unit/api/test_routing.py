"""From a request to an answer, without HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.api.limits import RateClass
from chalicelib.api.routing import Answer, Request, Route, answer
from chalicelib.api.schema import Message
from chalicelib.domain.errors import LearningYogiError, StoreUnavailable
from chalicelib.domain.refusals import Conflict, FieldProblem
from chalicelib.settings import Settings
from chalicelib.storage.cache import Cache
from chalicelib.storage.rate_limits import RateLimits

STORES = {
    "database_url": "x",
    "documents_bucket": "x",
    "connections_table": "x",
    "event_bus": "x",
    "jwt_secret_id": "x",
}


def ask(endpoint: Callable[[Request], Answer], query: dict[str, str] | None = None, **settings: Any) -> Any:
    services: Any = SimpleNamespace(settings=Settings(**STORES, **settings), rate_limits=RateLimits(Cache(None)))
    route = Route("GET", "/x", endpoint, RateClass.READ, Message, signed_in=False)
    return answer(route, lambda: Request(services, "id-1", {}, query or {}, {}, b"", "127.0.0.1", None), "id-1")


def fine(request: Request) -> Answer:
    return Answer(Message(message="Done."))


def raising(error: Exception) -> Callable[[Request], Answer]:
    def endpoint(request: Request) -> Answer:
        raise error

    return endpoint


def test_a_version_that_stays_says_nothing() -> None:
    assert not {"Deprecation", "Sunset", "Link"} & set(ask(fine).headers)


@pytest.mark.parametrize("endpoint", [fine, raising(Conflict("Taken.")), raising(StoreUnavailable())])
def test_a_version_that_ends_says_so_with_every_answer(endpoint: Callable[[Request], Answer]) -> None:
    headers = ask(
        endpoint,
        api_deprecation="2027-06-30T23:59:59Z",
        api_sunset="2028-01-01T00:59:59+01:00",
        api_retirement_url="https://school.example/v2",
    ).headers
    assert headers["Deprecation"] == "@1814399999"
    assert headers["Sunset"] == "Fri, 31 Dec 2027 23:59:59 GMT"
    assert headers["Link"] == (
        '<https://school.example/v2>; rel="deprecation", <https://school.example/v2>; rel="sunset"'
    )


def test_an_end_without_a_page_has_no_link() -> None:
    headers = ask(fine, api_sunset="2027-12-31T23:59:59Z").headers
    assert "Sunset" in headers
    assert not {"Deprecation", "Link"} & set(headers)


def test_parameters_that_nobody_reads_are_refused() -> None:
    assert ask(fine, {"q": "1"}).status == 400


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Conflict("Taken.", (FieldProblem("name", "Taken."),)), 409, "CONFLICT"),
        (StoreUnavailable("Away."), 503, "SERVICE_UNAVAILABLE"),
        (LearningYogiError(), 500, "INTERNAL_ERROR"),
        (KeyError("secret"), 500, "INTERNAL_ERROR"),
    ],
)
def test_every_error_has_its_place(error: Exception, status: int, code: str) -> None:
    said = ask(raising(error))
    body = json.loads(said.body)
    assert (said.status, body["error"]["code"], body["meta"]["requestId"]) == (status, code, "id-1")
    assert "secret" not in said.body
    assert said.headers["X-RateLimit-Limit"] == "100"
