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

from chalicelib.api import limits, retirement
from chalicelib.api.envelope import JSON_HEADERS, failure, success
from chalicelib.api.limits import RateClass
from chalicelib.composition import Services
from chalicelib.domain.errors import LearningYogiError
from chalicelib.domain.refusals import (
    FieldProblem,
    InvalidRequest,
    NotFound,
    RateLimited,
    Refusal,
    Unauthorized,
    UnsupportedMediaType,
)
from chalicelib.identity.tokens import CLOCK_SKEW_SECONDS, Principal, principal_of
from chalicelib.storage.cache import revoked_key

logger = logging.getLogger(__name__)

Model = TypeVar("Model", bound=BaseModel)

JSON = "application/json"
MULTIPART = "multipart/form-data"
UNEXPECTED = "Something went wrong on our side. Please try again; if it goes on, quote the request id."
RETRY_SECONDS = "2"
"""What a client is told to wait when a store does not answer."""


@dataclass(frozen=True)
class Answer:
    """What an endpoint says, in the envelope."""

    data: BaseModel
    status: int = 200


@dataclass(frozen=True)
class File:
    """What an endpoint hands out as it is, without the envelope."""

    content: str
    content_type: str
    name: str | None = None
    status: int = 200

    @property
    def headers(self) -> dict[str, str]:
        headers = {"Content-Type": self.content_type}
        if self.name:
            headers["Content-Disposition"] = f'attachment; filename="{self.name}"'
        return headers


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


Endpoint = Callable[[Request], Answer | File]


@dataclass(frozen=True)
class Route:
    """One line of the API: what answers where, what it takes and what it gives."""

    method: str
    path: str
    endpoint: Endpoint
    rate_class: RateClass
    gives: type[BaseModel] | str
    """The answer's data, or the media type of a file."""

    status: int = 200
    takes: type[BaseModel] | None = None
    query: type[BaseModel] | None = None
    takes_form: type[BaseModel] | None = None
    """Where a form with a file may come instead: what its metadata part holds."""

    body_optional: bool = False
    signed_in: bool = True
    refusals: tuple[type[Refusal], ...] = field(default=())
    """What it refuses with, besides what every route does."""

    @property
    def name(self) -> str:
        return self.endpoint.__name__

    @property
    def content_types(self) -> list[str]:
        """What a body may be; others are refused with 415."""
        return [JSON, MULTIPART] if self.takes_form else [JSON]


@dataclass(frozen=True)
class HttpAnswer:
    """What goes over the wire."""

    status: int
    body: str
    headers: Mapping[str, str]


def answer(route: Route, build: Callable[[], Request], request_id: str) -> HttpAnswer:
    """Run the route's endpoint on the request that ``build`` makes. Every outcome has the envelope."""
    counted: Mapping[str, str] = {}
    try:
        request = build()
        counted = retirement.headers(request.services.settings)
        counted = {**counted, **_admit(request, route)}
        _check_content_type(request, route)
        if route.query is None and request.query:
            raise InvalidRequest("This address takes no parameters.")
        said = route.endpoint(request)
        if isinstance(said, File):
            return HttpAnswer(said.status, said.content, {**said.headers, **counted})
        return HttpAnswer(said.status, success(said.data, request_id), {**JSON_HEADERS, **counted})
    except RateLimited as refusal:
        body = failure(refusal.api_code, refusal.message, request_id, retry_after=refusal.retry_after)
        headers = {**JSON_HEADERS, **counted, **refusal.headers, "Retry-After": str(refusal.retry_after)}
        return HttpAnswer(refusal.status, body, headers)
    except Refusal as refusal:
        body = failure(refusal.api_code, refusal.message, request_id, refusal.details)
        return HttpAnswer(refusal.status, body, {**JSON_HEADERS, **counted})
    except LearningYogiError as error:
        logger.exception("the request failed")
        if error.retryable:
            body = failure("SERVICE_UNAVAILABLE", error.message, request_id)
            return HttpAnswer(503, body, {**JSON_HEADERS, **counted, "Retry-After": RETRY_SECONDS})
        return HttpAnswer(500, failure("INTERNAL_ERROR", UNEXPECTED, request_id), {**JSON_HEADERS, **counted})
    except Exception:  # the edge: a client gets an answer whatever happens, and the log the reason
        logger.exception("the request failed")
        return HttpAnswer(500, failure("INTERNAL_ERROR", UNEXPECTED, request_id), {**JSON_HEADERS, **counted})


def _admit(request: Request, route: Route) -> Mapping[str, str]:
    """Count the request; the headers that tell how the caller stands. Raises RateLimited, and Unauthorized.

    API Gateway remembers an authorizer's verdict for a while; a log-out or the token's end may have come since.
    """
    services, principal = request.services, request.signed_in
    allowed = limits.limits_for(services.settings, route.rate_class)
    if principal is None:
        return limits.checked(services.rate_limits.count(f"address:{request.source_ip}", allowed))
    if principal.expires_at + CLOCK_SKEW_SECONDS < time.time():
        raise Unauthorized("Your access token has expired. Please refresh it.")
    log_out = revoked_key(principal.user_id, principal.jti)
    allowance = services.rate_limits.count(str(principal.user_id), allowed, bar=log_out)
    revoked = allowance.barred
    if services.refresh_tokens.access_token_revoked(principal.jti) if revoked is None else revoked:
        raise Unauthorized("You have logged out. Please log in again.")
    return limits.checked(allowance)


def _check_content_type(request: Request, route: Route) -> None:
    """Raises UnsupportedMediaType for a body in another form than the route takes."""
    kind = request.content_type.split(";")[0].strip().lower()
    if route.takes and request.raw_body and kind not in route.content_types:
        raise UnsupportedMediaType(f"Please send {' or '.join(route.content_types)}.")


def signed_in(context: Mapping[str, Any], required: bool) -> Principal | None:
    """Who the authorizer found; Unauthorized where a route needs somebody and there is nobody."""
    if not required:
        return None
    try:
        return principal_of(dict(context))
    except (KeyError, ValueError) as error:
        raise Unauthorized("Please log in.") from error
