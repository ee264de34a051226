"""A local server that speaks Anthropic's ``/v1/messages``, for the real SDK to talk to.

What it cannot be asked, it refuses as the real one does for the default model: a forced tool, a switched-off thinking,
sampling parameters.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

USAGE = {
    "input_tokens": 1000,
    "output_tokens": 500,
    "cache_creation_input_tokens": 200,
    "cache_read_input_tokens": 0,
}

ERROR_TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    403: "permission_error",
    429: "rate_limit_error",
    500: "api_error",
    503: "api_error",
    529: "overloaded_error",
}

Answering = Callable[[dict[str, Any]], list[dict[str, Any]]]


@dataclass
class Behaviour:
    """How the next requests are answered; as it stands: with the timetable ``blocks``."""

    status: int = 200
    blocks: list[dict[str, Any]] = field(default_factory=list)
    answering: Answering | None = None
    """Makes the blocks out of the request, where they depend on it."""
    stop_reason: str = "tool_use"
    usage: dict[str, int] = field(default_factory=lambda: dict(USAGE))
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    """Before the answer begins."""
    cut_off: bool = False
    """The connection ends in the middle of the body."""
    raw: str | None = None
    """The body, whatever it is."""
    content: list[dict[str, Any]] | None = None
    """The message's content, where it is no call of the tool."""
    failures: int | None = None
    """So many requests get ``status``; those after it an answer. None: all of them."""


class MessagesApi:
    """Answers as ``behaviour`` says. ``requests`` keeps what was asked, headers included."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.behaviour = Behaviour()
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                headers = {name.lower(): value for name, value in self.headers.items()}
                api.requests.append({"path": self.path, "headers": headers, "body": body})
                behaviour = api.behaviour
                time.sleep(behaviour.seconds)
                status, answer = api.answer(body)
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.send_header("request-id", f"req_{len(api.requests)}")
                for name, value in behaviour.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer[: len(answer) // 2] if behaviour.cut_off else answer)
                self.close_connection = behaviour.cut_off

            def log_message(self, *arguments: object) -> None:
                """Quiet."""

            def handle(self) -> None:
                try:
                    super().handle()
                except (BrokenPipeError, ConnectionResetError):
                    """The client has lost patience, as it may."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def answer(self, body: dict[str, Any]) -> tuple[int, bytes]:
        """Status and body for a request."""
        now = self.behaviour
        fails = now.status != 200 and (now.failures is None or len(self.requests) <= now.failures)
        if fails:
            return now.status, _error(now.status, "no")
        problem = _refused(body)
        if problem:
            return 400, _error(400, problem)
        if now.raw is not None:
            return 200, now.raw.encode()
        blocks = now.answering(body) if now.answering else now.blocks
        call = {"type": "tool_use", "id": "toolu_1", "name": "record_timetable", "input": {"timeblocks": blocks}}
        message = {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": body["model"],
            "content": [call] if now.content is None else now.content,
            "stop_reason": now.stop_reason,
            "stop_sequence": None,
            "usage": now.usage,
        }
        return 200, json.dumps(message).encode()

    def reset(self) -> None:
        self.requests.clear()
        self.behaviour = Behaviour()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _error(status: int, message: str) -> bytes:
    kind = ERROR_TYPES.get(status, "api_error")
    return json.dumps({"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_x"}).encode()


def _refused(body: dict[str, Any]) -> str | None:
    """What the newest Sonnet does not take (its migration guide)."""
    if body.get("tool_choice", {}).get("type") in {"tool", "any"}:
        return "tool_choice: forced tool use is not supported by this model"
    if body.get("thinking", {}).get("type") in {"enabled", "disabled"}:
        return "thinking: this type is not supported by this model"
    if {"temperature", "top_p", "top_k"} & set(body):
        return "sampling parameters are not supported by this model"
    if body["messages"][-1]["role"] == "assistant":
        return "prefill is not supported by this model"
    return None
