"""API Gateway's WebSocket side: connections in, events to the app's handlers, and the management API to answer with."""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import threading
import time
import uuid
from collections.abc import Awaitable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from localcloud.catalog import Catalog
from localcloud.envelope import error_body
from localcloud.errors import PortInUse
from localcloud.functions import Invocation
from localcloud.http_server import HttpAnswer, HttpRequest, HttpServer
from localcloud.invocations import Invoker
from localcloud.processes import LOOPBACK
from localcloud.settings import port_setting

LOG = logging.getLogger(__name__)

MESSAGE_LIMIT = 128 * 1024
"""API Gateway's limit for a message, bytes."""

SEND_SECONDS = 10
PARALLEL = 32
CONNECTIONS_PREFIX = "/@connections/"
REFUSALS = {
    400: "BAD_REQUEST_PARAMETERS",
    401: "UNAUTHORIZED",
    403: "WAF_FILTERED",
    500: "DEFAULT_5XX",
    502: "DEFAULT_5XX",
}
"""What a handshake may be refused with, and the words for it."""
API_ID = "local"


@dataclass
class Connection:
    """One open connection."""

    id: str
    socket: ServerConnection
    connected_at: datetime
    last_active_at: datetime
    headers: Mapping[str, str]
    query: Mapping[str, str]
    sending: asyncio.Lock = field(default_factory=asyncio.Lock)


class WebSocketGateway:
    """WebSocket connections on one port, their management API on another."""

    def __init__(self, port: int, management_port: int, catalog: Catalog, invoker: Invoker) -> None:
        """Binds the management port. Raises PortInUse."""
        self._port = port
        self._catalog = catalog
        self._invoker = invoker
        self._connections: dict[str, Connection] = {}
        self._management = HttpServer(management_port, port_setting("connections_port"), MESSAGE_LIMIT, self._manage)
        self.management_url = self._management.url
        self._loop = asyncio.new_event_loop()
        self._loop.set_default_executor(ThreadPoolExecutor(PARALLEL, thread_name_prefix="localcloud-websocket"))
        self._thread = threading.Thread(target=self._loop.run_forever, name="localcloud-websocket", daemon=True)
        self._server: Server | None = None

    @property
    def url(self) -> str:
        return f"ws://{LOOPBACK}:{self._port}"

    def start(self) -> None:
        """Returns once connections are accepted. Raises PortInUse."""
        self._thread.start()
        try:
            self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        except OSError:
            raise PortInUse(self._port, port_setting("websocket_port")) from None
        self._port = next(iter(self._server.sockets)).getsockname()[1]
        self._management.start()

    def stop(self) -> None:
        """Closes every connection; the handlers of ``$disconnect`` run. A second call does nothing."""
        if self._loop.is_closed():
            return
        self._management.stop()
        if self._thread.is_alive():
            asyncio.run_coroutine_threadsafe(self._shut(), self._loop).result()
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
        self._loop.close()

    async def _listen(self) -> Server:
        return await serve(
            self._serve,
            LOOPBACK,
            self._port,
            process_request=self._connect,
            max_size=MESSAGE_LIMIT,
            ping_interval=60,
        )

    async def _shut(self) -> None:
        if self._server:
            self._server.close()
            await self._server.wait_closed()
        await self._loop.shutdown_default_executor()

    # --- one connection ---------------------------------------------------------------------------------------------

    async def _connect(self, socket: ServerConnection, request: Request) -> Response | None:
        """Asks the app's ``$connect`` handler. Returns None to accept, or the HTTP answer that refuses."""
        now = datetime.now(UTC)
        connection = Connection(
            id=uuid.uuid4().hex[:15] + "=",
            socket=socket,
            connected_at=now,
            last_active_at=now,
            headers=dict(request.headers.raw_items()),
            query=dict(parse_qsl(urlsplit(request.path).query, keep_blank_values=True)),
        )
        status = 200
        if "$connect" in self._catalog.websocket:
            status = _status(await self._invoke("$connect", connection, "CONNECT"))
        if not 200 <= status < 300:
            return _response(socket, status if status in REFUSALS else 403)
        self._connections[connection.id] = connection
        socket.localcloud_id = connection.id  # type: ignore[attr-defined]
        return None

    async def _serve(self, socket: ServerConnection) -> None:
        connection = self._connections[socket.localcloud_id]  # type: ignore[attr-defined]
        try:
            async for message in socket:
                connection.last_active_at = datetime.now(UTC)
                await self._message(connection, message)
        except ConnectionClosed:
            pass
        finally:
            self._connections.pop(connection.id, None)
            if "$disconnect" in self._catalog.websocket:
                await self._invoke("$disconnect", connection, "DISCONNECT")

    async def _message(self, connection: Connection, message: str | bytes) -> None:
        """The handler's answer is not sent: that takes a route response, which Chalice does not deploy."""
        binary = isinstance(message, bytes)
        body = base64.b64encode(message).decode() if isinstance(message, bytes) else message
        invocation = await self._invoke("$default", connection, "MESSAGE", body=body, isBase64Encoded=binary)
        if invocation is not None and invocation.error is not None:
            failure = {
                "message": "Internal server error",
                "connectionId": connection.id,
                "requestId": invocation.request_id,
            }
            async with connection.sending:
                await connection.socket.send(json.dumps(failure))

    async def _invoke(self, route: str, connection: Connection, kind: str, **extra: Any) -> Invocation | None:
        function = self._catalog.websocket.get(route)
        if function is None:
            return None
        event = {**websocket_event(connection, route, kind), **extra}
        invocation = await self._loop.run_in_executor(None, self._invoker.invoke, function, event)
        if invocation.error is not None:
            LOG.warning("The handler of %s failed: %s", route, invocation.error.get("errorMessage"))
        return invocation

    # --- the management API -----------------------------------------------------------------------------------------

    def _manage(self, request: HttpRequest) -> HttpAnswer:
        """PostToConnection, GetConnection and DeleteConnection (API Gateway Management API reference)."""
        path = unquote(urlsplit(request.target).path)
        if CONNECTIONS_PREFIX not in path:
            return _json(404, {"message": "Not Found"})
        connection = self._connections.get(path.split(CONNECTIONS_PREFIX, 1)[1])
        if connection is None:
            return _gone()
        if request.body is None:
            return _json(413, {"message": "Payload too large"}, "PayloadTooLargeException")
        if request.method == "POST":
            return self._post(connection, request.body)
        if request.method == "DELETE":
            self._call(connection.socket.close())
            return HttpAnswer(204, (), b"")
        return _json(200, _description(connection))

    def _post(self, connection: Connection, body: bytes) -> HttpAnswer:
        try:
            self._call(_send(connection, body))
        except (ConnectionClosed, TimeoutError):
            self._connections.pop(connection.id, None)
            return _gone()
        return HttpAnswer(200, (), b"")

    def _call(self, work: Awaitable[None]) -> None:
        async def bounded() -> None:
            await asyncio.wait_for(work, SEND_SECONDS)

        asyncio.run_coroutine_threadsafe(bounded(), self._loop).result()


async def _send(connection: Connection, body: bytes) -> None:
    # The client's frames are text, as API Gateway sends them; the lock keeps messages whole and in order.
    async with connection.sending:
        await connection.socket.send(body.decode("utf-8", "replace"))


def websocket_event(connection: Connection, route: str, kind: str) -> dict[str, Any]:
    """Returns API Gateway's event for a connection."""
    request_id = str(uuid.uuid4())
    event: dict[str, Any] = {
        "requestContext": {
            "routeKey": route,
            "eventType": kind,
            "connectionId": connection.id,
            "connectedAt": int(connection.connected_at.timestamp() * 1000),
            "requestId": request_id,
            "extendedRequestId": request_id,
            "requestTimeEpoch": int(time.time() * 1000),
            "messageDirection": "IN",
            "stage": "api",
            "apiId": API_ID,
            "domainName": f"{API_ID}.execute-api.localhost",
            "identity": {"sourceIp": LOOPBACK, "userAgent": connection.headers.get("User-Agent")},
        },
        "isBase64Encoded": False,
    }
    if kind == "CONNECT":
        event["headers"] = dict(connection.headers)
        event["multiValueHeaders"] = {name: [value] for name, value in connection.headers.items()}
        event["queryStringParameters"] = dict(connection.query) or None
        event["multiValueQueryStringParameters"] = {name: [value] for name, value in connection.query.items()} or None
    return event


def _status(invocation: Invocation | None) -> int:
    """Returns the HTTP status that a ``$connect`` handler's answer means; an error of the function is a 502."""
    if invocation is None or invocation.error is not None:
        return 502
    payload = invocation.payload
    return int(payload.get("statusCode", 200)) if isinstance(payload, dict) else 200


def _response(socket: ServerConnection, status: int) -> Response:
    response = socket.respond(HTTPStatus(status), "")
    body = error_body(REFUSALS[status], str(uuid.uuid4()))
    del response.headers["Content-Length"]
    del response.headers["Content-Type"]
    response.headers["Content-Length"] = str(len(body))
    response.headers["Content-Type"] = "application/json"
    response.body = body
    return response


def _description(connection: Connection) -> dict[str, Any]:
    return {
        "connectedAt": connection.connected_at.isoformat(),
        "lastActiveAt": connection.last_active_at.isoformat(),
        "identity": {"sourceIp": LOOPBACK, "userAgent": connection.headers.get("User-Agent", "")},
    }


def _gone() -> HttpAnswer:
    return _json(410, {"message": "Gone"}, "GoneException")


def _json(status: int, body: Mapping[str, Any], error: str | None = None) -> HttpAnswer:
    headers = [("Content-Type", "application/json"), ("x-amzn-RequestId", str(uuid.uuid4()))]
    if error:
        headers.append(("x-amzn-ErrorType", error))
    return HttpAnswer(status, tuple(headers), json.dumps(body).encode())
