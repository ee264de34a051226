"""A local server that speaks Anthropic's ``/v1/messages``, for the real SDK to talk to."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class MessagesApi:
    """Answers what it was told to. ``requests`` keeps what was asked, headers included."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.status = 200
        self.blocks: list[dict[str, Any]] = []
        self.stop_reason = "tool_use"
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                headers = {name.lower(): value for name, value in self.headers.items()}
                api.requests.append({"path": self.path, "headers": headers, "body": body})
                answer = json.dumps(api.answer(body)).encode()
                self.send_response(api.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *arguments: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def answer(self, body: dict[str, Any]) -> dict[str, Any]:
        if self.status != 200:
            return {"type": "error", "error": {"type": "api_error", "message": "no"}}
        content = [
            {"type": "tool_use", "id": "toolu_1", "name": "record_timetable", "input": {"timeblocks": self.blocks}}
        ]
        return {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": body["model"],
            "content": content,
            "stop_reason": self.stop_reason,
            "stop_sequence": None,
            "usage": {"input_tokens": 1000, "output_tokens": 500},
        }

    def reset(self) -> None:
        self.requests.clear()
        self.status, self.blocks, self.stop_reason = 200, [], "tool_use"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
