"""The API under load on one machine, and the time of one request in our own code.

    python -m benchmarks.api [--seconds 20]

Load: 1, 8 and 32 parallel clients over HTTP against the local cloud (gateway, authorizer, real PostgreSQL and Redis),
each on a connection of its own; rate limits are lifted. In process: one event through the handler, beside a bare
Chalice route and FastAPI behind Mangum (`pip install fastapi mangum`), in the same run.
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median, quantiles
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from localcloud.client import Client
from localcloud.cloud import LocalCloud
from localcloud.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PARALLEL = (1, 8, 32)
UNLIMITED = {name: [1_000_000_000, 3600] for name in ("auth", "upload", "write", "read", "everything")}
IN_PROCESS_RUNS = 2000
BLOCK = {"name": "Maths", "dayOfWeek": "Monday", "startTime": "09:00", "endTime": "10:00", "notes": "Room 4"}

Sample = tuple[str, float, int]
"""Kind of request, milliseconds, status."""


def _one_client(address: str, token: str, timetable: str, until: float) -> list[Sample]:
    """Three reads and a write, again and again."""
    connection = http.client.HTTPConnection(address, timeout=30)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    requests = [
        ("GET", f"/api/v1/timetables/{timetable}", None),
        ("GET", "/api/v1/timetables?limit=20", None),
        ("GET", "/api/v1/documents?limit=20", None),
        ("POST", f"/api/v1/timetables/{timetable}/timeblocks", json.dumps(BLOCK)),
    ]
    samples: list[Sample] = []
    number = 0
    while time.monotonic() < until:
        method, path, body = requests[number % len(requests)]
        number += 1
        started = time.perf_counter()
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
        samples.append((method, (time.perf_counter() - started) * 1000, answer.status))
    connection.close()
    return samples


def _load(address: str, tokens: list[tuple[str, str]], seconds: float) -> list[Sample]:
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(len(tokens)) as pool:
        futures = [pool.submit(_one_client, address, token, timetable, until) for token, timetable in tokens]
        return [sample for future in futures for sample in future.result()]


def measure_load(cloud: LocalCloud, seconds: float) -> None:
    address = urlsplit(cloud.addresses.rest_url).netloc
    print("| clients | kind | requests/s | p50 ms | p95 ms | p99 ms | errors |")
    print("|---:|---|---:|---:|---:|---:|---:|")
    for clients in PARALLEL:
        tokens = [_teacher(cloud, f"load-{clients}-{i}@school.example") for i in range(clients)]
        # The clients are a process of their own, so that they and the gateway do not share an interpreter.
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            samples = pool.apply(_load, (address, tokens, seconds))
        for kind in ("GET", "POST"):
            times = [ms for method, ms, _ in samples if method == kind]
            cuts = quantiles(times, n=100)
            errors = sum(status >= 400 for method, _, status in samples if method == kind)
            print(
                f"| {clients} | {kind} | {len(times) / seconds:.0f} | {median(times):.1f} | {cuts[94]:.1f}"
                f" | {cuts[98]:.1f} | {errors} |"
            )


def _teacher(cloud: LocalCloud, email: str) -> tuple[str, str]:
    """A new teacher's token, and a timetable of a usual week."""
    client = Client(cloud.addresses.rest_url, cloud.addresses.websocket_url)
    client.register(email, "Timetable-1")
    timetable = client.call("POST", "/timetables", {"name": "Week"})["id"]
    for _ in range(30):
        client.call("POST", f"/timetables/{timetable}/timeblocks", BLOCK)
    return client.token, timetable


def measure_passwords(cloud: LocalCloud) -> None:
    client = Client(cloud.addresses.rest_url, cloud.addresses.websocket_url)
    client.register("slow@school.example", "Timetable-1")
    times = []
    for _ in range(10):
        started = time.perf_counter()
        client.login("slow@school.example", "Timetable-1")
        times.append((time.perf_counter() - started) * 1000)
    print(f"\nlog-in, whose hash is meant to be slow: {median(times):.0f} ms (median of 10)")


def measure_in_process(cloud: LocalCloud) -> None:
    """One request at a time through the handlers, as Lambda would call them."""
    token, timetable = _teacher(cloud, "inprocess@school.example")
    print(f"\nOne request in process (median of {IN_PROCESS_RUNS}):\n")
    print("| handler | µs |")
    print("|---|---:|")
    # A process of its own, as a function has: the local cloud's threads would take turns with the handler here.
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        for name, microseconds in pool.apply(_in_process, (dict(cloud.environment), token, timetable)).items():
            print(f"| {name} | {microseconds:.0f} |")


def _in_process(environment: dict[str, str], token: str, timetable: str) -> dict[str, float]:
    """Median microseconds by handler."""
    os.environ |= environment
    sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - a line of log a request; the process ends with it
    import app

    identity = app.authorizer({**AUTHORIZER_EVENT, "authorizationToken": f"Bearer {token}"}, CONTEXT)
    event = _event("/api/v1/timetables/{id}", {"id": timetable}, identity["context"])
    rows = {
        "ours: GET /timetables/{id} with 30 timeblocks, PostgreSQL and Redis": _median_us(app.app, event),
        "ours: the authorizer": _median_us(
            app.authorizer, {**AUTHORIZER_EVENT, "authorizationToken": f"Bearer {token}"}
        ),
        "a bare Chalice route": _median_us(_bare_chalice(), _event("/", {}, {})),
    }
    mangum = _fastapi_behind_mangum()
    if mangum:
        rows["FastAPI behind Mangum"] = _median_us(mangum, _event("/", {}, {}))
    return rows


METHOD_ARN = "arn:aws:execute-api:eu-west-1:123456789012:api/api/GET/x"
AUTHORIZER_EVENT = {"type": "TOKEN", "methodArn": METHOD_ARN}
CONTEXT = SimpleNamespace(function_name="api", aws_request_id="bench")


def _median_us(handler: Callable[[Any, Any], Any], event: dict[str, Any]) -> float:
    times = []
    for _ in range(IN_PROCESS_RUNS):
        started = time.perf_counter()
        handler(event, CONTEXT)
        times.append((time.perf_counter() - started) * 1e6)
    return median(times[100:])


def _event(resource: str, path: dict[str, str], identity: dict[str, str]) -> dict[str, Any]:
    return {
        "resource": resource,
        "path": resource,
        "httpMethod": "GET",
        "headers": {"accept": "application/json"},
        "multiValueHeaders": {"accept": ["application/json"]},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": path or None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": resource,
            "path": resource,
            "httpMethod": "GET",
            "requestId": "bench",
            "stage": "api",
            "identity": {"sourceIp": "127.0.0.1"},
            "authorizer": identity,
        },
        "body": None,
        "isBase64Encoded": False,
    }


def _bare_chalice() -> Callable[[Any, Any], Any]:
    from chalice import Chalice

    bare = Chalice("bare")

    @bare.route("/")
    def index() -> dict[str, bool]:
        return {"ok": True}

    handler: Callable[[Any, Any], Any] = bare
    return handler


def _fastapi_behind_mangum() -> Callable[[Any, Any], Any] | None:
    try:
        from fastapi import FastAPI
        from mangum import Mangum
    except ImportError:
        return None
    api = FastAPI()

    @api.get("/")
    def index() -> dict[str, bool]:
        return {"ok": True}

    handler: Callable[[Any, Any], Any] = Mangum(api, lifespan="off")
    return handler


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            project_dir=ROOT, state_dir=Path(folder), keep=False, environment={"RATE_LIMITS": json.dumps(UNLIMITED)}
        ).with_free_ports()
        with LocalCloud(settings) as cloud:
            measure_load(cloud, seconds)
            measure_passwords(cloud)
            measure_in_process(cloud)


if __name__ == "__main__":
    main()
