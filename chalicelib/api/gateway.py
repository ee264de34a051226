"""Between API Gateway (through Chalice) and the table of routes."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from chalice import AuthResponse, Chalice, CORSConfig, Response
from chalice.app import ChaliceAuthorizer
from chalice.app import Request as ChaliceRequest

from chalicelib import logs
from chalicelib.api.envelope import JSON_HEADERS, failure
from chalicelib.api.routes import BASE_PATH, ROUTES
from chalicelib.api.routing import UNEXPECTED, Request, Route, answer, signed_in
from chalicelib.composition import services
from chalicelib.domain.refusals import Unauthorized
from chalicelib.identity.tokens import verify_access_token

logger = logging.getLogger(__name__)

AUTHORIZATION_TTL_SECONDS = 300
"""API Gateway remembers a verdict so long. Log-out and expiry are checked again with every request."""

EXPOSED_HEADERS = [
    "Content-Disposition",
    "Deprecation",
    "Link",
    "Retry-After",
    "Sunset",
    "X-RateLimit-Limit",
    "X-RateLimit-Remaining",
    "X-RateLimit-Reset",
]
"""What a page's script may read of an answer: a browser keeps the rest from it."""

FRAMEWORK_ERRORS = {
    400: ("VALIDATION_ERROR", "The request cannot be understood."),
    404: ("NOT_FOUND", "There is nothing at this address."),
    405: ("NOT_FOUND", "There is nothing at this address for this method."),
    413: ("PAYLOAD_TOO_LARGE", "The request is too large."),
}
"""What Chalice itself refuses before an endpoint is reached: code and sentence by status."""


class Authorizer(ChaliceAuthorizer):
    """Chalice's authorizer, whose lines in the log have their ids too: no middleware is called for it."""

    def __call__(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        with logs.invocation(context):
            verdict: dict[str, Any] = super().__call__(event, context)
            return verdict


class LearningYogiApp(Chalice):
    """A Chalice app whose every answer has the product's envelope, the framework's own refusals included.

    Each request is a line in the log; each line that is written meanwhile has the request's id.
    """

    def __init__(self, app_name: str) -> None:
        super().__init__(app_name, configure_logs=False)

    def __call__(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        asked = event.setdefault("requestContext", {})
        asked["requestId"] = request_id(event)
        with logs.invocation(context, asked["requestId"]):
            started = time.perf_counter()
            response = self._answer(event, context)
            facts = {
                "method": asked.get("httpMethod"),
                "resource": asked.get("resourcePath"),
                "status": response["statusCode"],
                "milliseconds": round((time.perf_counter() - started) * 1000),
            }
            logger.info("%(method)s %(resource)s: %(status)s", facts, extra=facts)
            return response

    def _answer(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        response: dict[str, Any] = super().__call__(event, context)
        if response["statusCode"] >= 400 and not _has_envelope(response["body"]):
            status = response["statusCode"]
            code, message = FRAMEWORK_ERRORS.get(status, ("INTERNAL_ERROR", UNEXPECTED))
            response["statusCode"] = 404 if status == 405 else status
            response["body"] = failure(code, message, request_id(event))
            response["headers"] = dict(response["headers"]) | JSON_HEADERS
        return response

    def _wrap_handler(self, handler_type: str, handler_name: str, user_handler: Any) -> Any:
        if handler_type == "authorizer":
            return Authorizer(handler_name, user_handler)
        return super()._wrap_handler(handler_type, handler_name, user_handler)


def _has_envelope(body: str) -> bool:
    try:
        return "success" in json.loads(body)
    except (ValueError, TypeError):
        return False


def request_id(event: Mapping[str, Any]) -> str:
    """API Gateway's id of the request; one of ours where there is none (`chalice local`)."""
    return str(event.get("requestContext", {}).get("requestId") or uuid4())


def register_routes(app: Chalice, authorizer: Any, cors: CORSConfig) -> None:
    """Declare every route of the table to Chalice."""
    for route in ROUTES:
        app.route(
            BASE_PATH + route.path,
            methods=[route.method],
            content_types=["*/*"],  # what a route takes is checked where its requests are counted
            authorizer=authorizer if route.signed_in else None,
            cors=cors,
            name=route.name,
        )(_view(app, route))


def _view(app: Chalice, route: Route) -> Callable[..., Response]:
    def view(**path: str) -> Response:
        current = app.current_request
        assert current is not None  # noqa: S101 - Chalice sets it before it calls a view
        event = current.to_original_event()
        said = answer(route, lambda: _request(current, route, event, path), request_id(event))
        return Response(said.body, headers=dict(said.headers), status_code=said.status)

    return view


def _request(current: ChaliceRequest, route: Route, event: Mapping[str, Any], path: Mapping[str, str]) -> Request:
    context = event["requestContext"]
    return Request(
        services=services(),
        request_id=request_id(event),
        path=path,
        query=event.get("queryStringParameters") or {},
        headers={name.lower(): value for name, value in current.headers.items()},
        raw_body=_as_bytes(current.raw_body),
        source_ip=context.get("identity", {}).get("sourceIp"),
        signed_in=signed_in(context.get("authorizer") or {}, required=route.signed_in),
    )


def _as_bytes(body: str | bytes) -> bytes:
    return body.encode() if isinstance(body, str) else body


def authorize(token: str) -> AuthResponse:
    """Who a bearer token speaks for, as the context that the API function gets. No routes where it is not valid."""
    scheme, _, value = token.partition(" ")
    try:
        if scheme.lower() != "bearer":
            raise Unauthorized("The Authorization header has to be: Bearer <access token>.")
        principal = verify_access_token(services(), value.strip())
    except Unauthorized:
        return AuthResponse(routes=[], principal_id="nobody")
    return AuthResponse(
        routes=["*"],
        principal_id=str(principal.user_id),
        context={
            "userId": str(principal.user_id),
            "email": principal.email,
            "role": principal.role.value,
            "jti": str(principal.jti),
            "exp": str(principal.expires_at),
        },
    )
