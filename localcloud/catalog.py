"""What the app declares, as values: functions, routes, authorizers and event sources, read from a description."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localcloud.errors import LocalCloudError
from localcloud.functions import FunctionSpec
from localcloud.settings import Settings

DESCRIBE_SECONDS = 60


@dataclass(frozen=True)
class Route:
    """One method of one path. ``cors`` are the headers of a preflight's answer, None where CORS is off."""

    path: str
    method: str
    authorizer: str | None
    cors: Mapping[str, str] | None


@dataclass(frozen=True)
class Authorizer:
    """A token authorizer: its function, how long its answer holds, and the header with the token."""

    name: str
    function: str
    ttl_seconds: int
    header: str


@dataclass(frozen=True)
class Catalog:
    """Everything one app declares."""

    app_name: str
    functions: tuple[FunctionSpec, ...]
    names: Mapping[str, str]
    """Full function name by the name in the app, e.g. ``migrate`` → ``learning-yogi-local-migrate``."""
    routes: tuple[Route, ...]
    binary_types: tuple[str, ...]
    authorizers: tuple[Authorizer, ...]
    api_function: str | None
    websocket: Mapping[str, str]
    """Full function name by route key: ``$connect``, ``$default``, ``$disconnect``."""
    sources: tuple[Mapping[str, Any], ...]


def read_catalog(settings: Settings, environment: Mapping[str, str]) -> Catalog:
    """Returns what the app declares, found by a process that imports it with a function's environment.

    Raises LocalCloudError with the import's last line when that fails.
    """
    program = str(Path(__file__).with_name("describe.py"))
    command = [sys.executable, "-P", program, str(settings.project_dir), settings.stage]
    try:
        done = subprocess.run(
            command,
            env=dict(environment),
            cwd=settings.project_dir,
            capture_output=True,
            text=True,
            timeout=DESCRIBE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise LocalCloudError(f"The app's import did not end within {DESCRIBE_SECONDS} seconds.") from None
    if done.returncode != 0:
        (settings.state_dir / "logs").mkdir(parents=True, exist_ok=True)
        (settings.state_dir / "logs" / "describe.log").write_text(done.stderr)
        raise LocalCloudError(f"The app cannot be imported: {_reason(done.stderr)}")
    return parse(json.loads(done.stdout.rstrip().rsplit("\n", 1)[-1]), settings)


def _reason(output: str) -> str:
    """Returns the line that names an exception, or the last one."""
    lines = [line for line in output.splitlines() if line.strip()]
    named = [line for line in lines if re.match(r"[A-Za-z_][\w.]*: ", line)]
    return (named or lines or ["no reason given"])[-1]


def parse(description: Mapping[str, Any], settings: Settings) -> Catalog:
    """Returns a description as values."""
    return Catalog(
        app_name=description["appName"],
        functions=tuple(_spec(item, settings) for item in description["functions"]),
        names={item["resource"]: item["name"] for item in description["functions"]},
        routes=tuple(
            Route(item["path"], item["method"], item["authorizer"], item["cors"]) for item in description["routes"]
        ),
        binary_types=tuple(description["binaryTypes"]),
        authorizers=tuple(
            Authorizer(item["name"], item["function"], item["ttl"], item["header"])
            for item in description["authorizers"]
        ),
        api_function=description["api"],
        websocket=dict(description["websocket"]),
        sources=tuple(description["sources"]),
    )


def _spec(item: Mapping[str, Any], settings: Settings) -> FunctionSpec:
    most = settings.api_workers if item["resource"] == "api_handler" else settings.function_workers
    reserved = item["reservedConcurrency"]
    return FunctionSpec(
        name=item["name"],
        handler=item["handler"],
        memory_mb=item["memoryMb"],
        timeout_seconds=float(item["timeoutSeconds"]),
        environment=item["environment"],
        max_workers=max(1, min(most, reserved) if reserved else most),
    )
