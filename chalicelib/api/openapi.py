"""The OpenAPI 3.1 description, made of the table of routes and the models of requests and answers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from chalicelib.api.routing import JSON, MULTIPART, Route
from chalicelib.domain.documents import FORMAT_OF_MIME
from chalicelib.domain.refusals import (
    InvalidRequest,
    NotFound,
    RateLimited,
    Refusal,
    Unauthorized,
    UnsupportedMediaType,
)

REF = "#/components/schemas/{model}"
BINARY = {"type": "string", "format": "binary", "minLength": 1}
UUID = {"type": "string", "format": "uuid"}

RATE_HEADERS = {
    "X-RateLimit-Limit": {"schema": {"type": "integer"}, "description": "requests in the window"},
    "X-RateLimit-Remaining": {"schema": {"type": "integer"}, "description": "requests left in it"},
    "X-RateLimit-Reset": {"schema": {"type": "integer"}, "description": "when it ends, in epoch seconds"},
}

META = {
    "type": "object",
    "properties": {"requestId": {"type": "string"}, "timestamp": {"type": "string", "format": "date-time"}},
    "required": ["requestId", "timestamp"],
}

FAILURE = {
    "type": "object",
    "required": ["success", "error", "meta"],
    "properties": {
        "success": {"const": False},
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string", "description": "a sentence for people"},
                "details": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["field", "message"],
                        "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
                    },
                },
                "retryAfter": {"type": "integer", "description": "seconds"},
            },
        },
        "meta": META,
    },
}

LINKS: dict[str, dict[str, tuple[str, str]]] = {
    "upload": {"get_job": ("id", "jobId"), "get_document": ("id", "documentId")},
    "create_timetable": {
        "get_timetable": ("id", "id"),
        "change_timetable": ("id", "id"),
        "create_timeblock": ("id", "id"),
        "export_timetable": ("id", "id"),
        "delete_timetable": ("id", "id"),
    },
    "create_timeblock": {"change_timeblock": ("id", "id"), "delete_timeblock": ("id", "id")},
}
"""What one can do with what an operation gave: operation → next operation → (its parameter, field of the data)."""


def describe(routes: Iterable[Route], base_path: str) -> dict[str, Any]:
    """The description as a JSON value."""
    routes = tuple(routes)
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(base_path + route.path, {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Learning Yogi",
            "version": "1.0.0",
            "description": "Upload a timetable as a photo, scan, PDF or Word file; get its timeblocks.",
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "securitySchemes": {"accessToken": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
            "schemas": _schemas(routes) | {"Failure": FAILURE, "Meta": META},
        },
    }


def _operation(route: Route) -> dict[str, Any]:
    summary, _, description = (route.endpoint.__doc__ or "").partition("\n")
    operation: dict[str, Any] = {
        "operationId": route.name,
        "tags": [route.path.split("/")[1]],
        "summary": summary.strip(),
        "responses": _responses(route),
    }
    if description.strip():
        operation["description"] = " ".join(description.split())
    parameters = [*_path_parameters(route), *_query_parameters(route)]
    if parameters:
        operation["parameters"] = parameters
    if route.takes:
        operation["requestBody"] = {"required": not route.body_optional, "content": _request_content(route)}
    if route.signed_in:
        operation["security"] = [{"accessToken": []}]
    return operation


def _request_content(route: Route) -> dict[str, Any]:
    assert route.takes is not None  # noqa: S101 - asked for routes that take a body
    content: dict[str, Any] = {JSON: {"schema": {"$ref": REF.format(model=route.takes.__name__)}}}
    if route.takes_form:
        metadata = {"$ref": REF.format(model=route.takes_form.__name__)}
        content[MULTIPART] = {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": BINARY, "metadata": metadata},
                "additionalProperties": False,
            },
            "encoding": {
                "file": {"contentType": ", ".join(FORMAT_OF_MIME)},
                "metadata": {"contentType": JSON},
            },
        }
    return content


def _responses(route: Route) -> dict[str, Any]:
    responses = {str(route.status): _success(route)}
    for refusal in _refusals(route):
        waiting = {"Retry-After": {"schema": {"type": "integer"}}} if refusal is RateLimited else {}
        responses[str(refusal.status)] = {
            "description": (refusal.__doc__ or "").strip(),
            "content": {JSON: {"schema": {"$ref": REF.format(model="Failure")}}},
            "headers": RATE_HEADERS | waiting,
        }
    responses["503"] = {
        "description": "A store does not answer; try again shortly.",
        "content": {JSON: {"schema": {"$ref": REF.format(model="Failure")}}},
    }
    if route.name == "health":
        responses["503"] = _success(route)
    return responses


def _refusals(route: Route) -> list[type[Refusal]]:
    refusals: list[type[Refusal]] = [InvalidRequest, RateLimited, *route.refusals]
    if route.signed_in or route.name in {"login", "refresh"}:
        refusals.append(Unauthorized)
    if "{" in route.path:
        refusals.append(NotFound)
    if route.takes:
        refusals.append(UnsupportedMediaType)
    return sorted(set(refusals), key=lambda refusal: refusal.status)


def _success(route: Route) -> dict[str, Any]:
    if isinstance(route.gives, str):
        return {
            "description": "The file.",
            "headers": RATE_HEADERS,
            "content": {media: {"schema": {}} for media in route.gives.split(", ")},
        }
    envelope = {
        "type": "object",
        "required": ["success", "data", "meta"],
        "properties": {
            "success": {"const": True},
            "data": {"$ref": REF.format(model=route.gives.__name__)},
            "meta": {"$ref": REF.format(model="Meta")},
        },
    }
    response: dict[str, Any] = {
        "description": "Done.",
        "headers": RATE_HEADERS,
        "content": {JSON: {"schema": envelope}},
    }
    links = {
        target: {"operationId": target, "parameters": {parameter: f"$response.body#/data/{field}"}}
        for target, (parameter, field) in LINKS.get(route.name, {}).items()
    }
    return response | ({"links": links} if links else {})


def _path_parameters(route: Route) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": UUID if name == "id" else {"type": "string"}}
        for name in re.findall(r"\{(\w+)\}", route.path)
    ]


def _query_parameters(route: Route) -> list[dict[str, Any]]:
    if route.query is None:
        return []
    schema = route.query.model_json_schema(by_alias=True)
    definitions = schema.get("$defs", {})
    return [
        {"name": name, "in": "query", "required": False, "schema": _inlined(field, definitions)}
        for name, field in schema["properties"].items()
    ]


def _inlined(field: Any, definitions: dict[str, Any]) -> Any:
    """A query parameter's schema without references; one that may be left out is never null."""
    if isinstance(field, list):
        return [_inlined(item, definitions) for item in field]
    if not isinstance(field, dict):
        return field
    if "$ref" in field:
        return definitions[field["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in field:
        [only] = [option for option in field["anyOf"] if option.get("type") != "null"]
        return _inlined(only, definitions)
    return {name: _inlined(value, definitions) for name, value in field.items()}


def _schemas(routes: tuple[Route, ...]) -> dict[str, Any]:
    """Every model of a request as it is taken, and of an answer as it is given."""
    taken: list[tuple[type[BaseModel], Any]] = [
        (model, "validation") for route in routes for model in (route.takes, route.takes_form) if model
    ]
    given: list[tuple[type[BaseModel], Any]] = [
        (route.gives, "serialization") for route in routes if not isinstance(route.gives, str)
    ]
    _, definitions = models_json_schema([*taken, *given], by_alias=True, ref_template=REF)
    schemas: dict[str, Any] = definitions["$defs"]
    return schemas
