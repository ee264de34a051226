"""What API Gateway answers itself, before or after our functions: the product's envelope instead of its own.

``chalice deploy`` overwrites the whole API with a definition that it makes (``put_rest_api``) and that has no place for
gateway responses; what was put there by hand is gone with the next deployment. So ``app.py`` calls ``extend_chalice``
when Chalice's command line loads it, and every definition that Chalice makes holds the responses
(docs/decisions/0009-gateway-responses.md). The local gateway answers after the same table.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

EXTENSION = "x-amazon-apigateway-gateway-responses"
MOST_RESPONSES = 500
"""The most that one call lists; there are about twenty kinds."""

UNEXPECTED = "Something went wrong on our side. Please try again; if it goes on, quote the request id."


@dataclass(frozen=True)
class GatewayResponse:
    """One answer. ``retry_after`` in seconds, where coming back later helps."""

    status: int
    code: str
    message: str
    retry_after: int | None = None


_LOG_IN = GatewayResponse(401, "UNAUTHORIZED", "Please log in.")
_NOTHING_HERE = GatewayResponse(404, "NOT_FOUND", "There is nothing at this address.")
_REFUSED = GatewayResponse(403, "FORBIDDEN", "You may not do this.")
_BAD_REQUEST = GatewayResponse(400, "VALIDATION_ERROR", "The request cannot be understood.")
_FAILED = GatewayResponse(500, "INTERNAL_ERROR", UNEXPECTED)
_TOO_SLOW = GatewayResponse(503, "SERVICE_UNAVAILABLE", "This took too long. Please try again shortly.", 2)

RESPONSES: Mapping[str, GatewayResponse] = {
    # No route takes an AWS signature: API Gateway looks for one only where it knows no route.
    "MISSING_AUTHENTICATION_TOKEN": _NOTHING_HERE,
    "INVALID_SIGNATURE": _NOTHING_HERE,
    "EXPIRED_TOKEN": _NOTHING_HERE,
    "RESOURCE_NOT_FOUND": _NOTHING_HERE,
    # The authorizer denies only tokens that are not valid.
    "UNAUTHORIZED": _LOG_IN,
    "ACCESS_DENIED": _LOG_IN,
    "INVALID_API_KEY": _REFUSED,
    "WAF_FILTERED": _REFUSED,
    "BAD_REQUEST_BODY": _BAD_REQUEST,
    "BAD_REQUEST_PARAMETERS": _BAD_REQUEST,
    "REQUEST_TOO_LARGE": GatewayResponse(413, "PAYLOAD_TOO_LARGE", "The request is too large."),
    "UNSUPPORTED_MEDIA_TYPE": GatewayResponse(415, "UNSUPPORTED_MEDIA_TYPE", "Please send application/json."),
    "THROTTLED": GatewayResponse(
        429, "RATE_LIMIT_EXCEEDED", "Too many requests at once. Please try again in a few seconds.", 5
    ),
    "QUOTA_EXCEEDED": GatewayResponse(
        429, "RATE_LIMIT_EXCEEDED", "Too many requests for now. Please try again in an hour.", 3600
    ),
    "AUTHORIZER_FAILURE": _FAILED,
    "AUTHORIZER_CONFIGURATION_ERROR": _FAILED,
    "API_CONFIGURATION_ERROR": _FAILED,
    "INTEGRATION_FAILURE": GatewayResponse(
        503, "SERVICE_UNAVAILABLE", "The service does not answer at the moment. Please try again shortly.", 2
    ),
    "INTEGRATION_TIMEOUT": _TOO_SLOW,
    "DEFAULT_4XX": _BAD_REQUEST,
    "DEFAULT_5XX": _FAILED,
}
"""By API Gateway's own names (its developer guide, "Gateway response types")."""


def envelope(response: GatewayResponse, request_id: str, timestamp: str) -> str:
    """The answer's body, as JSON."""
    error: dict[str, Any] = {"code": response.code, "message": response.message}
    if response.retry_after is not None:
        error["retryAfter"] = response.retry_after
    return json.dumps({"success": False, "error": error, "meta": {"requestId": request_id, "timestamp": timestamp}})


def headers(response: GatewayResponse, origin: str | None) -> dict[str, str]:
    """The answer's headers; without ``origin`` those of CORS are left out."""
    said = {"Retry-After": str(response.retry_after)} if response.retry_after is not None else {}
    if origin is not None:
        said["Access-Control-Allow-Origin"] = origin
        said["Access-Control-Expose-Headers"] = "Retry-After"
    return said


def definition(origin: str | None) -> dict[str, dict[str, Any]]:
    """All of them, as API Gateway takes them.

    Its templates replace variables and nothing else, so the timestamp has the only written form that it knows
    (``23/Nov/2026:09:30:00 +0000``).
    """
    return {
        kind: {
            "statusCode": str(response.status),
            "responseParameters": {
                f"gatewayresponse.header.{name}": f"'{value}'" for name, value in headers(response, origin).items()
            },
            "responseTemplates": {"application/json": envelope(response, "$context.requestId", "$context.requestTime")},
        }
        for kind, response in RESPONSES.items()
    }


def extend_chalice() -> None:
    """Every definition that Chalice makes in this process from now on holds them. A second call adds nothing."""
    from chalice.deploy.swagger import SwaggerGenerator

    generator_class: Any = SwaggerGenerator
    generate = generator_class.generate_swagger
    if generate.__name__ == "with_gateway_responses":
        return

    def with_gateway_responses(generator: Any, app: Any, rest_api: Any = None) -> dict[str, Any]:
        made: dict[str, Any] = generate(generator, app, rest_api)
        return made | {EXTENSION: definition(_origin(app))}

    generator_class.generate_swagger = with_gateway_responses


def _origin(app: Any) -> str | None:
    """The origin that the app's routes allow."""
    views = (view for methods in app.routes.values() for view in methods.values())
    return next((view.cors.allow_origin for view in views if view.cors), None)


def apply(client: Any, rest_api_id: str, stage: str, origin: str | None) -> tuple[str, ...]:
    """Put the responses that a deployed API lacks, and deploy it if there were any; their names.

    ``client`` is boto3's for ``apigateway``. An API that was deployed from our definition lacks none.
    """
    listed = client.get_gateway_responses(restApiId=rest_api_id, limit=MOST_RESPONSES)["items"]
    found = {item["responseType"]: item for item in listed}
    lacking = {
        kind: wanted
        for kind, wanted in definition(origin).items()
        if any(found.get(kind, {}).get(field) != value for field, value in wanted.items())
    }
    for kind, wanted in lacking.items():
        client.put_gateway_response(restApiId=rest_api_id, responseType=kind, **wanted)
    if lacking:
        client.create_deployment(restApiId=rest_api_id, stageName=stage)
    return tuple(lacking)
