"""The served description, held against what the API does by thousands of generated requests (schemathesis)."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests
from redis import Redis

from localcloud.cloud import LocalCloud
from tests.support import PASSWORD, Teacher

ROOT = Path(__file__).resolve().parents[2]
SEED = "20260901"


@contextmanager
def without_rate_limits(url: str) -> Iterator[None]:
    """Forgets the counters all the time: the limits have tests of their own."""
    done = threading.Event()

    def forget() -> None:
        redis = Redis.from_url(url)
        while not done.wait(0.05):
            for key in redis.scan_iter("ratelimit:*", count=1000):
                redis.delete(key)

    thread = threading.Thread(target=forget)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def test_the_api_does_what_its_description_says(teacher: Teacher, cloud: LocalCloud, tmp_path: Path) -> None:
    url = cloud.addresses.rest_url
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "--config-file",
        "tests/api/schemathesis.toml",
        "run",
        f"{url}/api/v1/docs/openapi.json",
        "--seed",
        SEED,
        "--phases",
        "examples,coverage,fuzzing,stateful",
        "--exclude-checks",
        # API Gateway cannot tell an unknown method from an unknown path: both answer 404 (test_envelope.py).
        "unsupported_method",
        "--no-color",
    ]
    environment = os.environ | {"API_URL": url, "API_EMAIL": teacher.email, "API_PASSWORD": PASSWORD}
    with without_rate_limits(cloud.addresses.redis_url):
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=400, check=False
        )
    assert done.returncode == 0, done.stdout[-10_000:] + done.stderr[-2_000:]


def test_the_description_and_its_page_come_without_login(cloud: LocalCloud) -> None:
    base = f"{cloud.addresses.rest_url}/api/v1/docs"
    description: dict[str, Any] = requests.get(f"{base}/openapi.json", timeout=30).json()
    assert description["openapi"] == "3.1.0"
    page = requests.get(f"{base}/swagger-ui", timeout=30)
    assert page.headers["Content-Type"].startswith("text/html")
    for name in ("swagger-ui.css", "swagger-ui-bundle.js", "start.js"):
        assert name in page.text
        assert requests.get(f"{base}/swagger-ui/{name}", timeout=30).status_code == 200
    assert "://" not in page.text
    assert requests.get(f"{base}/swagger-ui/other.js", timeout=30).status_code == 404
