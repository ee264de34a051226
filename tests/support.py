"""A teacher, as a client of the real product over HTTP, S3 and WebSocket."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import randrange
from typing import Any
from uuid import uuid4

import requests
from requests.adapters import HTTPAdapter
from websockets.sync.client import ClientConnection, connect

from localcloud.cloud import LocalCloud

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
PASSWORD = "Timetable-1"
PNG = "image/png"
JPEG = "image/jpeg"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {".png": PNG, ".jpg": JPEG, ".pdf": PDF, ".docx": DOCX}
ENDED = {"completed", "failed", "hitl_pending"}
WAIT_SECONDS = 90
POLL_SECONDS = 0.4
"""Reads are limited to 100 a minute, for tests too."""
SOON_SECONDS, LATER_SECONDS = 20, 2
"""After so long there is less hurry, or a machine under load would meet the limit."""


class FromAddress(HTTPAdapter):
    """Sends from an address of its own, since rate limits before log-in count by address."""

    def __init__(self) -> None:
        self._address = f"127.{randrange(1, 255)}.{randrange(1, 255)}.{randrange(1, 255)}"
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, source_address=(self._address, 0), **options)


def from_own_address() -> requests.Session:
    """A client that nobody has seen before."""
    session = requests.Session()
    session.mount("http://", FromAddress())
    return session


@dataclass
class Teacher:
    """One account. ``calls`` go to the REST API below its base path and return the response."""

    cloud: LocalCloud
    email: str
    access_token: str
    refresh_token: str
    user: dict[str, Any]
    session: requests.Session = field(default_factory=from_own_address)

    @classmethod
    def register(cls, cloud: LocalCloud) -> Teacher:
        email = f"{uuid4().hex}@school.example"
        body = {"email": email, "password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}
        session = from_own_address()
        answer = session.post(f"{cloud.addresses.rest_url}/api/v1/auth/register", json=body, timeout=30)
        assert answer.status_code == 201, answer.text
        data = answer.json()["data"]
        tokens = data["tokens"]
        return cls(cloud, email, tokens["accessToken"], tokens["refreshToken"], data["user"], session)

    def login(self) -> None:
        """Log in again, with whatever role the account has now."""
        body = {"email": self.email, "password": PASSWORD}
        answer = self.session.post(f"{self.cloud.addresses.rest_url}/api/v1/auth/login", json=body, timeout=30)
        tokens = answer.json()["data"]["tokens"]
        self.access_token, self.refresh_token = tokens["accessToken"], tokens["refreshToken"]

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.access_token}"} | options.pop("headers", {})
        url = f"{self.cloud.addresses.rest_url}/api/v1{path}"
        return self.session.request(method, url, headers=headers, timeout=60, **options)

    def data(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        answer = self.call(method, path, **options)
        assert answer.ok, answer.text
        data: dict[str, Any] = answer.json()["data"]
        return data

    def announce(self, size: int, file_type: str, name: str = "timetable") -> dict[str, Any]:
        return self.data("POST", "/documents/upload", json={"fileName": name, "fileType": file_type, "fileSize": size})

    def put(
        self, announced: dict[str, Any], content: bytes, headers: dict[str, str] | None = None
    ) -> requests.Response:
        target = announced["upload"]
        return self.session.put(target["url"], data=content, headers=headers or target["headers"], timeout=60)

    def upload(self, content: bytes, file_type: str, name: str = "timetable") -> dict[str, Any]:
        """Announce and put; what the announcement answered."""
        announced = self.announce(len(content), file_type, name)
        answer = self.put(announced, content)
        assert answer.status_code == 200, answer.text
        return announced

    def upload_sample(self, name: str) -> dict[str, Any]:
        path = SAMPLES / name
        return self.upload(path.read_bytes(), TYPES[path.suffix], name)

    def job(self, job_id: str) -> dict[str, Any]:
        return self.data("GET", f"/jobs/{job_id}")

    def wait(self, job_id: str, ended: set[str] = ENDED) -> dict[str, Any]:
        """The job once it has ended or waits for a person."""
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            job = self.job(job_id)
            if job["status"] in ended:
                return job
            time.sleep(POLL_SECONDS if time.monotonic() < deadline - WAIT_SECONDS + SOON_SECONDS else LATER_SECONDS)
        raise AssertionError(f"job {job_id} did not end: {self.job(job_id)}")

    @contextmanager
    def socket(self, token: str | None = None) -> Any:
        """An open WebSocket."""
        url = f"{self.cloud.addresses.websocket_url}?token={self.access_token if token is None else token}"
        with connect(url, open_timeout=30) as connection:
            yield connection


def say(socket: ClientConnection, **message: Any) -> None:
    socket.send(json.dumps(message))


def hear(socket: ClientConnection, timeout: float = 60) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(socket.recv(timeout=timeout))
    return message


def hear_until(socket: ClientConnection, event: str, timeout: float = WAIT_SECONDS) -> list[dict[str, Any]]:
    """All messages up to the first with that event."""
    heard: list[dict[str, Any]] = []
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        heard.append(hear(socket, timeout=deadline - time.monotonic()))
        if heard[-1]["event"] == event:
            return heard
        assert heard[-1]["event"] == "job:status", f"waited for {event}, heard {heard[-1]}"
    raise AssertionError(f"no {event} among {heard}")


def expected_week(name: str) -> list[tuple[str, str, str | None, str]]:
    """A sample's known answer: day, start, end (None where the document does not say) and name, in order."""
    answer = json.loads((SAMPLES / f"{Path(name).stem}.expected.json").read_text())
    return sorted(((b["day"], b["start"], b["end"], b["name"]) for b in answer["timeblocks"]), key=str)


def same_week(saved: list[tuple[str, str, str, str]], expected: list[tuple[str, str, str | None, str]]) -> bool:
    """Equal, where an end that the document does not say may be any."""
    open_ends = {(day, start, name) for day, start, end, name in expected if end is None}
    told = [(d, s, None if (d, s, n) in open_ends else e, n) for d, s, e, n in saved]
    return sorted(told, key=str) == expected


def saved_week(timetable: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """A timetable of the API in the same form."""
    return sorted((b["dayOfWeek"], b["startTime"], b["endTime"], b["name"]) for b in timetable["timeblocks"])
