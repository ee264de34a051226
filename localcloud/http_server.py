"""A small threaded HTTP/1.1 server on 127.0.0.1: requests in, answers out, connections kept open."""

from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http.client import responses
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from localcloud.errors import PortInUse
from localcloud.processes import LOOPBACK

LOG = logging.getLogger(__name__)

IDLE_SECONDS = 65
STOP_POLL_SECONDS = 0.05
DRAIN_BYTES = 64 * 1024 * 1024
"""So much of a refused body is read, so that its sender gets to read the refusal."""


@dataclass(frozen=True)
class HttpRequest:
    """One request. ``target`` is the path with its query as sent; ``body`` is None when it was over the limit."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    source_ip: str = LOOPBACK


@dataclass(frozen=True)
class HttpAnswer:
    """One answer."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


class HttpServer:
    """Answers every request with what ``handle`` returns."""

    def __init__(self, port: int, setting: str, limit: int, handle: Callable[[HttpRequest], HttpAnswer]) -> None:
        """Binds the port. Raises PortInUse, naming ``setting``."""
        handler = type("Handler", (_Handler,), {"answer": lambda _, request: handle(request), "limit": limit})
        try:
            self._server = _Server((LOOPBACK, port), handler)
        except OSError:
            raise PortInUse(port, setting) from None
        serve = functools.partial(self._server.serve_forever, poll_interval=STOP_POLL_SECONDS)
        self._thread = threading.Thread(target=serve, name=f"localcloud-{setting}", daemon=True)

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self._server.server_address[1]}"

    def start(self) -> None:
        """Answers from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Accepts nothing more; open connections end with the process or when they are idle."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 512
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        LOG.debug("A client went away", exc_info=True)


class _Handler(BaseHTTPRequestHandler):
    """One connection. Its server gives ``answer`` and ``limit`` to a subclass."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16
    timeout = IDLE_SECONDS
    limit = 0

    def answer(self, request: HttpRequest) -> HttpAnswer:
        raise NotImplementedError

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):  # every method there is or will be: the gateway says what it thinks of it
            return self.serve
        raise AttributeError(name)

    def serve(self) -> None:
        """Reads one request and sends its answer."""
        body = self._body()
        headers = tuple(self.headers.items())
        self._send(self.answer(HttpRequest(self.command, self.path, headers, body, self.client_address[0])))

    def _body(self) -> bytes | None:
        size = int(self.headers.get("Content-Length") or 0)
        if size <= self.limit:
            return self.rfile.read(size)
        self.close_connection = True
        left = min(size, DRAIN_BYTES)
        while left:
            part = self.rfile.read(min(left, 1 << 16))
            if not part:
                break
            left -= len(part)
        return None

    def _send(self, reply: HttpAnswer) -> None:
        # One write for head and body; the date and server headers of http.server are left out.
        lines = [f"HTTP/1.1 {reply.status} {responses.get(reply.status, '')}"]
        lines += [f"{name}: {value}" for name, value in _sendable(reply.headers)]
        if reply.status not in (204, 304):
            lines.append(f"Content-Length: {len(reply.body)}")
        if self.close_connection:
            lines.append("Connection: close")
        head = "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")
        self.wfile.write(head + (b"" if self.command == "HEAD" else reply.body))
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass


def _sendable(headers: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for name, value in headers:
        if name.lower() not in ("content-length", "connection", "transfer-encoding"):
            yield name, value.replace("\r", " ").replace("\n", " ")
