"""A real client of the product: HTTP and WebSocket, against this machine or a deployed address."""

from __future__ import annotations

import contextlib
import json
import mimetypes
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import requests
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

API = "/api/v1"
REQUEST_SECONDS = 30
ENDINGS = ("job:completed", "job:failed", "job:hitl_required")

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".pdf": "application/pdf", ".docx": WORD}

Event = Mapping[str, Any]


class ApiError(Exception):
    """An answer that is no success. ``str(error)`` is the product's sentence."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


@dataclass(frozen=True)
class Announced:
    """An announced upload: the job, and where the file goes."""

    job_id: str
    document_id: str
    method: str
    url: str
    headers: Mapping[str, str]


class Client:
    """One user's session."""

    def __init__(self, rest_url: str, websocket_url: str) -> None:
        self._rest_url = rest_url.rstrip("/")
        self._websocket_url = websocket_url
        self._http = requests.Session()
        self.token = ""

    def register(self, email: str, password: str, first_name: str = "Ada", last_name: str = "Teacher") -> None:
        """Creates the user and signs in. Raises ApiError, with status 409 for a known address."""
        body = {"email": email, "password": password, "firstName": first_name, "lastName": last_name}
        self._sign_in(self.call("POST", "/auth/register", body))

    def login(self, email: str, password: str) -> None:
        """Signs in. Raises ApiError."""
        self._sign_in(self.call("POST", "/auth/login", {"email": email, "password": password}))

    def _sign_in(self, answer: Mapping[str, Any]) -> None:
        self.token = answer["tokens"]["accessToken"]
        self._http.headers["Authorization"] = f"Bearer {self.token}"

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Returns the ``data`` of an answer. Raises ApiError."""
        response = self._http.request(method, f"{self._rest_url}{API}{path}", json=body, timeout=REQUEST_SECONDS)
        return _data(response)

    def announce(self, path: Path) -> Announced:
        """Announces a file. Raises ApiError when the product does not take its type or size."""
        kind = TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        body = {"fileName": path.name, "fileType": kind, "fileSize": path.stat().st_size}
        data = self.call("POST", "/documents/upload", body)
        upload = data["upload"]
        return Announced(data["jobId"], data["documentId"], upload["method"], upload["url"], upload["headers"])

    def put(self, announced: Announced, content: bytes) -> None:
        """Sends an announced file's content to where it goes. Raises ApiError when it is refused."""
        # A request of its own: the storage takes the signature in the address and no other authorisation.
        response = requests.request(
            announced.method, announced.url, data=content, headers=dict(announced.headers), timeout=REQUEST_SECONDS
        )
        if not response.ok:
            raise ApiError(
                response.status_code, "UPLOAD_REFUSED", f"The storage refused the file: {response.text[:300]}"
            )

    @contextlib.contextmanager
    def socket(self) -> Iterator[ClientConnection]:
        """Opens the live connection. Raises ApiError when the token is refused."""
        try:
            connection = connect(f"{self._websocket_url}?token={quote(self.token)}", open_timeout=REQUEST_SECONDS)
        except InvalidStatus as refused:
            raise ApiError(refused.response.status_code, "UNAUTHORIZED", "The live connection was refused.") from None
        with connection:
            yield connection

    def process(self, path: Path, on_event: Callable[[Event], None] | None = None, seconds: float = 300) -> Event:
        """Uploads a file and follows its job. Returns the event it ends with: completed, failed or hitl_required.

        Raises ApiError for a refused request, TimeoutError when nothing came to an end in time.
        """
        announced = self.announce(path)
        with self.socket() as connection:
            connection.send(json.dumps({"action": "subscribe:job", "jobId": announced.job_id}))
            self.put(announced, path.read_bytes())
            return self._follow(connection, announced.job_id, on_event, seconds)

    def _follow(
        self, connection: ClientConnection, job_id: str, on_event: Callable[[Event], None] | None, seconds: float
    ) -> Event:
        deadline = time.monotonic() + seconds
        while True:
            try:
                event: Event = json.loads(connection.recv(timeout=max(0.0, deadline - time.monotonic())))
            except TimeoutError:
                raise TimeoutError(f"The job {job_id} did not end within {seconds:.0f} seconds.") from None
            except ConnectionClosed:
                raise ApiError(0, "CONNECTION_CLOSED", "The live connection was closed.") from None
            if on_event:
                on_event(event)
            if event["event"] in ENDINGS and event["data"].get("jobId") == job_id:
                return event

    def job(self, job_id: str) -> Mapping[str, Any]:
        """Returns a job. Raises ApiError."""
        return dict(self.call("GET", f"/jobs/{job_id}"))

    def timetable(self, timetable_id: str) -> Mapping[str, Any]:
        """Returns a saved timetable with its timeblocks. Raises ApiError."""
        data = self.call("GET", f"/timetables/{timetable_id}")
        return dict(data.get("timetable", data))


def _data(response: requests.Response) -> Any:
    try:
        answer = response.json()
    except ValueError:
        raise ApiError(
            response.status_code, "NO_JSON", f"The address answered no JSON: {response.text[:200]}"
        ) from None
    if not answer.get("success"):
        error = answer.get("error", {})
        raise ApiError(response.status_code, error.get("code", "UNKNOWN"), error.get("message", "No reason was given."))
    return answer["data"]
