"""API Gateway's REST side: HTTP in, proxy events to the app's API function, its answer out.

After the AWS guide, "Input format of a Lambda function for proxy integration". Chalice's own development server is not
used: it keeps what an earlier, failed match captured, leaves the type's parameters in the way of binary bodies, and has
no authorizer cache.
"""

from __future__ import annotations

import base64
import json
import logging
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from deployment.gateway_responses import RESPONSES, headers
from localcloud.authorizers import Authorizers, Refused
from localcloud.catalog import Catalog, Route
from localcloud.envelope import error_body
from localcloud.functions import Invocation
from localcloud.http_server import HttpAnswer, HttpRequest, HttpServer
from localcloud.invocations import Invoker
from localcloud.processes import LOOPBACK
from localcloud.settings import ACCOUNT, REGION, port_setting

LOG = logging.getLogger(__name__)

PAYLOAD_LIMIT = 10 * 1024 * 1024
"""API Gateway's own limit for a request's body, bytes."""

FUNCTION_PAYLOAD_LIMIT = 6 * 1024 * 1024
"""Lambda's limit for an event, bytes; a binary body counts as base64."""

API_ID = "local"
STAGE = "api"


@dataclass(frozen=True)
class Match:
    """The path pattern a request met, its methods there, and the path's parameters, decoded."""

    pattern: str
    methods: Mapping[str, Route]
    parameters: Mapping[str, str]


class Router:
    """Finds the pattern for a path; a fixed segment goes before a parameter, as in API Gateway."""

    def __init__(self, routes: Sequence[Route]) -> None:
        methods: dict[str, dict[str, Route]] = {}
        for route in routes:
            methods.setdefault(route.path, {})[route.method] = route
        self._patterns = sorted(
            ((_segments(pattern), pattern, found) for pattern, found in methods.items()),
            key=lambda item: [segment.startswith("{") for segment in item[0]],
        )

    def match(self, path: str) -> Match | None:
        """Returns the match for a path as sent, None where there is none."""
        given = _segments(path)
        for wanted, pattern, methods in self._patterns:
            if len(wanted) == len(given) and all(
                segment == value or (segment.startswith("{") and value)
                for segment, value in zip(wanted, given, strict=True)
            ):
                pairs = zip(wanted, given, strict=True)
                parameters = {name[1:-1]: unquote(value) for name, value in pairs if name.startswith("{")}
                return Match(pattern, methods, parameters)
        return None


def _segments(path: str) -> list[str]:
    trimmed = path.rstrip("/") if path != "/" else path
    return trimmed.split("/")


class RestGateway:
    """The REST API's address on this machine."""

    def __init__(self, port: int, catalog: Catalog, invoker: Invoker) -> None:
        """Binds the port. Raises PortInUse."""
        self._catalog = catalog
        self._invoker = invoker
        self._router = Router(catalog.routes)
        self._authorizers = Authorizers(catalog.authorizers, invoker)
        self._cors = next((route.cors for route in catalog.routes if route.cors), None)
        self._server = HttpServer(port, port_setting("rest_port"), PAYLOAD_LIMIT, self.handle)
        self.url = self._server.url

    def start(self) -> None:
        """Answers from now on."""
        self._server.start()

    def stop(self) -> None:
        """Frees the port."""
        self._server.stop()

    def handle(self, request: HttpRequest) -> HttpAnswer:
        """Returns the answer to one request; whatever fails is answered in the product's envelope."""
        request_id = str(uuid.uuid4())
        match = self._router.match(urlsplit(request.target).path)
        if match is None:
            return self._refuse("MISSING_AUTHENTICATION_TOKEN", request_id)
        if request.method == "OPTIONS" and "OPTIONS" not in match.methods:
            return self._preflight(match, request_id)
        route = match.methods.get(request.method)
        if route is None or self._catalog.api_function is None:
            return self._refuse("MISSING_AUTHENTICATION_TOKEN", request_id)
        if request.body is None:
            return self._refuse("REQUEST_TOO_LARGE", request_id)
        event = proxy_event(request, match, request_id, self._catalog.binary_types)
        if len(event["body"] or "") > FUNCTION_PAYLOAD_LIMIT:
            return self._refuse("REQUEST_TOO_LARGE", request_id)
        if route.authorizer:
            try:
                identity = self._authorizers.authorize(route.authorizer, event)
            except Refused as refused:
                return self._refuse(refused.kind, request_id)
            event["requestContext"]["authorizer"] = identity
        return self._answer(self._invoker.invoke(self._catalog.api_function, event), request_id)

    def _answer(self, invocation: Invocation, request_id: str) -> HttpAnswer:
        if invocation.error is not None:
            LOG.warning("The API function failed: %s", invocation.error.get("errorMessage"))
            timed_out = invocation.error.get("errorType") == "Sandbox.Timedout"
            return self._refuse("INTEGRATION_TIMEOUT" if timed_out else "DEFAULT_5XX", request_id)
        try:
            return proxy_answer(invocation.payload, request_id)
        except (KeyError, TypeError, ValueError):
            LOG.warning("The API function's answer is no proxy response")
            return self._refuse("DEFAULT_5XX", request_id)

    def _preflight(self, match: Match, request_id: str) -> HttpAnswer:
        """The mock integration that Chalice deploys for each path with CORS."""
        cors = next((route.cors for route in match.methods.values() if route.cors), None)
        if cors is None:
            return self._refuse("MISSING_AUTHENTICATION_TOKEN", request_id)
        methods = ",".join(sorted({*match.methods, "OPTIONS"}))
        headers = {**cors, "Access-Control-Allow-Methods": methods, "x-amzn-RequestId": request_id}
        return HttpAnswer(200, tuple(headers.items()), b"")

    def _refuse(self, kind: str, request_id: str) -> HttpAnswer:
        """The gateway's own answer of this kind."""
        refusal = RESPONSES[kind]
        origin = self._cors["Access-Control-Allow-Origin"] if self._cors else None
        said = {"Content-Type": "application/json", "x-amzn-RequestId": request_id, **headers(refusal, origin)}
        return HttpAnswer(refusal.status, tuple(said.items()), error_body(kind, request_id))


def proxy_event(request: HttpRequest, match: Match, request_id: str, binary_types: Sequence[str]) -> dict[str, Any]:
    """Returns API Gateway's proxy event for a request."""
    parts = urlsplit(request.target)
    query: dict[str, list[str]] = {}
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        query.setdefault(name, []).append(value)
    headers: dict[str, list[str]] = {}
    for name, value in request.headers:
        headers.setdefault(name, []).append(value)
    single = {name: values[-1] for name, values in headers.items()}
    lower = {name.lower(): value for name, value in single.items()}
    binary = is_binary(lower.get("content-type", ""), binary_types)
    body = request.body or b""
    now = datetime.now(UTC)
    return {
        "resource": match.pattern,
        "path": parts.path,
        "httpMethod": request.method,
        "headers": single,
        "multiValueHeaders": headers,
        "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
        "multiValueQueryStringParameters": query or None,
        "pathParameters": dict(match.parameters) or None,
        "stageVariables": None,
        "requestContext": {
            "accountId": ACCOUNT,
            "apiId": API_ID,
            "stage": STAGE,
            "protocol": "HTTP/1.1",
            "httpMethod": request.method,
            "resourcePath": match.pattern,
            "path": parts.path,
            "requestId": request_id,
            "extendedRequestId": request_id,
            "requestTime": now.strftime("%d/%b/%Y:%H:%M:%S +0000"),
            "requestTimeEpoch": int(time.time() * 1000),
            "domainName": lower.get("host", LOOPBACK),
            "identity": {"sourceIp": request.source_ip, "userAgent": lower.get("user-agent")},
            "methodArn": f"arn:aws:execute-api:{REGION}:{ACCOUNT}:{API_ID}/{STAGE}/{request.method}{parts.path}",
        },
        "body": _encoded(body, binary),
        "isBase64Encoded": binary and bool(body),
    }


def _encoded(body: bytes, binary: bool) -> str | None:
    if not body:
        return None
    return base64.b64encode(body).decode() if binary else body.decode("utf-8", "replace")


def is_binary(content_type: str, binary_types: Sequence[str]) -> bool:
    """Tells whether a body of this type is passed as base64; parameters such as a boundary do not count."""
    given = content_type.split(";")[0].strip().lower()
    if not given:
        return False
    return any(kind in (given, "*/*") or (kind.endswith("/*") and given.startswith(kind[:-1])) for kind in binary_types)


def proxy_answer(payload: Any, request_id: str) -> HttpAnswer:
    """Returns the HTTP answer a proxy response means. Raises KeyError, TypeError or ValueError for one that is none."""
    headers = [("x-amzn-RequestId", request_id)]
    multiple: Mapping[str, Sequence[str]] = payload.get("multiValueHeaders") or {}
    given = {name.lower() for name in multiple}
    headers += [(name, str(value)) for name, values in multiple.items() for value in values]
    headers += [
        (name, str(value)) for name, value in (payload.get("headers") or {}).items() if name.lower() not in given
    ]
    if not any(name.lower() == "content-type" for name, _ in headers):
        headers.append(("Content-Type", "application/json"))
    body = payload.get("body")
    if body is None:
        raw = b""
    elif payload.get("isBase64Encoded"):
        raw = base64.b64decode(body)
    else:
        raw = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    return HttpAnswer(int(payload["statusCode"]), tuple(headers), raw)
