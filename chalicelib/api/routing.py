"""Turns a Chalice request into a typed call, and its outcome into the envelope.

Endpoints are plain functions from a ``Request`` to an ``Answer``; ``ROUTES`` in ``chalicelib.api.routes`` lists them.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel, ValidationError

from chalicelib.api.envelope import JSON_HEADERS, failure, success
from chalicelib.composition import Services
from chalicelib.domain.errors import LearningYogiError
from chalicelib.domain.refusals import FieldProblem, InvalidRequest, NotFound, Refusal, Unauthorized
from chalicelib.identity.tokens import CLOCK_SKEW_SECONDS, Principal, is_revoked, principal_of

logger = logging.getLogger(__name__)

Model = TypeVar("Model", bound=BaseModel)

JSON = "application/json"
UNEXPECTED = "Something went wrong on our side. Please try again; if it goes on, quote the request id."


@dataclass(frozen=True)
class Answer:
    """What an endpoint says."""

    data: dict[str, Any]
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """What an endpoint is asked."""

    services: Services
    request_id: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    raw_body: bytes
    source_ip: str | None
    signed_in: Principal | None

    @property
    def principal(self) -> Principal:
        """Who asks. Only routes that need a log-in may use it."""
        if self.signed_in is None:
            raise Unauthorized("Please log in.")
        return self.signed_in

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", JSON)

    def id(self, what: str) -> UUID:
        """The id in the path. One that is no UUID names nothing: NotFound."""
        try:
            return UUID(self.path["id"])
        except ValueError as error:
            raise NotFound(f"There is no such {what}.") from error

    def body(self, model: type[Model]) -> Model:
        """The JSON body as ``model``; InvalidRequest names each field that is wrong."""
        if not self.raw_body.strip():
            raise InvalidRequest("The request needs a JSON body.")
        return parse(model, self.raw_body)

    def parameters(self, model: type[Model]) -> Model:
        """The query string as ``model``."""
        try:
            return model.model_validate(dict(self.query))
        except ValidationError as error:
            raise invalid(error) from error


def parse(model: type[Model], raw: bytes) -> Model:
    """JSON text as ``model``; InvalidRequest names each field that is wrong."""
    if b"\\u0000" in raw:  # PostgreSQL keeps no NUL in text
        raise InvalidRequest("The body holds a NUL character, which cannot be kept.")
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        raise invalid(error) from error


def invalid(error: ValidationError) -> InvalidRequest:
    """The refusal that tells a client what pydantic found."""
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    if any(problem["type"] == "json_invalid" for problem in problems):
        return InvalidRequest("The body is not valid JSON.")
    details = tuple(
        FieldProblem(".".join(str(part) for part in problem["loc"]) or "body", _say(problem)) for problem in problems
    )
    return InvalidRequest("Some fields are not valid: " + ", ".join(d.field for d in details) + ".", details)


def _say(problem: Mapping[str, Any]) -> str:
    if problem["type"] == "extra_forbidden":
        return "This field is not known."
    if problem["type"] == "missing":
        return "This field is required."
    return str(problem["msg"]).removeprefix("Value error, ")


Endpoint = Callable[[Request], Answer]


@dataclass(frozen=True)
class Route:
    """One line of the API: what answers where."""

    method: str
    path: str
    endpoint: Endpoint
    signed_in: bool = True
    content_types: tuple[str, ...] = (JSON,)


@dataclass(frozen=True)
class HttpAnswer:
    """What goes over the wire."""

    status: int
    body: str
    headers: Mapping[str, str]


def answer(route: Route, build: Callable[[], Request], request_id: str) -> HttpAnswer:
    """Run the route's endpoint on the request that ``build`` makes. Every outcome has the envelope."""
    try:
        request = build()
        _check_still_valid(request)
        said = route.endpoint(request)
        return HttpAnswer(said.status, success(said.data, request_id), JSON_HEADERS | dict(said.headers))
    except Refusal as refusal:
        body = failure(refusal.api_code, refusal.message, request_id, refusal.details)
        return HttpAnswer(refusal.status, body, dict(JSON_HEADERS))
    except LearningYogiError as error:
        logger.warning("request %s: %s: %s", request_id, type(error).__name__, error)
        if error.retryable:
            body = failure("SERVICE_UNAVAILABLE", error.message, request_id)
            return HttpAnswer(503, body, JSON_HEADERS | {"Retry-After": "2"})
        return HttpAnswer(500, failure("INTERNAL_ERROR", UNEXPECTED, request_id), dict(JSON_HEADERS))
    except Exception:  # the edge: a client gets an answer whatever happens, and the log the reason
        logger.exception("request %s failed", request_id)
        return HttpAnswer(500, failure("INTERNAL_ERROR", UNEXPECTED, request_id), dict(JSON_HEADERS))


def _check_still_valid(request: Request) -> None:
    """API Gateway remembers an authorizer's verdict for a while; a log-out or the token's end may have come since."""
    principal = request.signed_in
    if principal is None:
        return
    if principal.expires_at + CLOCK_SKEW_SECONDS < time.time():
        raise Unauthorized("Your access token has expired. Please refresh it.")
    if is_revoked(request.services, principal.jti):
        raise Unauthorized("You have logged out. Please log in again.")


def signed_in(context: Mapping[str, Any], required: bool) -> Principal | None:
    """Who the authorizer found; Unauthorized where a route needs somebody and there is nobody."""
    if not required:
        return None
    try:
        return principal_of(dict(context))
    except (KeyError, ValueError) as error:
        raise Unauthorized("Please log in.") from error
