"""`chalice local`, as a frontend developer starts it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from localcloud.cloud import LocalCloud

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def chalice_local(state_dir: Path, errors: Path) -> Iterator[str]:
    """The address that `chalice local` serves."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    with errors.open("w") as stderr:
        served = subprocess.Popen(
            [Path(sys.executable).with_name("chalice"), "local", "--port", str(port)],
            cwd=ROOT,
            env=environment | {"LOCALCLOUD_STATE_DIR": str(state_dir)},
            stdout=subprocess.DEVNULL,
            stderr=stderr,
        )
        try:
            yield f"http://127.0.0.1:{port}/api/v1"
        finally:
            served.terminate()
            served.wait(10)


def health(url: str) -> requests.Response:
    deadline = time.monotonic() + 30
    while True:
        try:
            return requests.get(f"{url}/health", timeout=10)
        except requests.ConnectionError:
            assert time.monotonic() < deadline
            time.sleep(0.1)


def test_it_uses_the_running_local_cloud(cloud: LocalCloud, tmp_path: Path) -> None:
    with chalice_local(cloud.settings.state_dir, tmp_path / "stderr") as url:
        assert health(url).json()["data"]["status"] == "ok"
        body = {"email": "x@school.example", "password": "wrong"}
        answer = requests.post(f"{url}/auth/login", json=body, timeout=30)
        assert answer.json()["error"]["message"] == "Invalid email or password"


def test_without_one_it_says_in_one_line_what_to_start(tmp_path: Path) -> None:
    with chalice_local(tmp_path, tmp_path / "stderr") as url:
        answer = health(url)
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "SERVICE_UNAVAILABLE"
    assert "start it with `make run`" in answer.json()["error"]["message"]
    said = (tmp_path / "stderr").read_text().splitlines()
    assert said[0].endswith("start it with `make run`.")
