"""What a document costs in processor time and calls, read off the running local cloud from outside.

Two readings and what lies between them: processor seconds of every function's workers and of PostgreSQL, requests to
AWS by function and operation, Redis commands, transactions, bytes logged and stored.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import psutil
import psycopg2
import redis

from benchmarks.planning.measured import API
from localcloud.cloud import LocalCloud
from localcloud.persistence import INDEX

CLIENT = "client"
"""Who asks where no function does: the teacher's browser."""

_S3_METHODS = {"GET": "GetObject", "PUT": "PutObject", "HEAD": "HeadObject", "DELETE": "DeleteObject"}


def caller(user_agent: str, prefix: str) -> str:
    """The function that a request's user agent names (``app/…``), without the app's and the stage's name."""
    for part in user_agent.split():
        if part.startswith("app/"):
            return part.removeprefix("app/").removeprefix(prefix)
    return CLIENT


def operation(method: str, path: str, query: str, target: str) -> str:
    """``service:Operation`` of a request to AWS: by its target header, else one to S3 by method and path."""
    if target:
        service, name = target.split(".", 1)
        return f"{service.split('_')[0]}:{name}"
    if path.startswith("/2015-03-31/functions/"):
        return "Lambda:Invoke"
    asked = parse_qs(query, keep_blank_values=True)
    if method == "POST" and "delete" in asked:
        return "S3:DeleteObjects"
    if method == "GET" and path.strip("/").count("/") == 0:
        return "S3:ListObjects"
    return f"S3:{_S3_METHODS.get(method, method)}"


class Meter:
    """Counts for one local cloud, from now on."""

    def __init__(self, cloud: LocalCloud) -> None:
        self._cloud = cloud
        self._prefix = f"learning-yogi-{cloud.settings.stage}-"
        self._requests: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._redis = redis.Redis.from_url(cloud.addresses.redis_url)
        self._database = psycopg2.connect(cloud.addresses.database_url)
        self._database.autocommit = True
        cloud.aws.observe = self._observe

    def close(self) -> None:
        self._cloud.aws.observe = None
        self._database.close()

    def read(self) -> Counter[str]:
        """The counters now. Subtract an earlier reading for what happened between them.

        ``cpu:…`` are milliseconds, ``bytes:…`` bytes, ``aws:function:service:Operation`` and the rest are counts.
        """
        with self._lock:
            found = Counter({f"aws:{name}": count for name, count in self._requests.items()})
        for name, pids in self._workers():
            found[f"cpu:{name}"] = sum(_cpu_ms(pid) for pid in pids)
        found["cpu:postgresql"] = _tree_cpu_ms(self._cloud.postgres.pid)
        found["redis:commands"] = self._redis_commands()
        found["bytes:redis"] = int(self._redis.info("memory")["used_memory_dataset"])
        transactions, size = self._database_counters()
        found["database:transactions"], found["bytes:database"] = transactions, size
        state = self._cloud.settings.state_dir
        found["bytes:logged"] = sum(path.stat().st_size for path in (state / "logs").glob("*.log"))
        stored = (path for path in (state / "s3").rglob("*") if path.is_file() and path.name != INDEX)
        found["bytes:stored"] = sum(path.stat().st_size for path in stored)
        return found

    def peak_mb(self) -> dict[str, float]:
        """Most resident memory that any worker of each function has had."""
        return {name: round(max((_peak_mb(pid) for pid in pids), default=0.0)) for name, pids in self._workers()}

    def _workers(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        for full in self._cloud.functions.names():
            name = API if full == self._cloud.catalog.api_function else full.removeprefix(self._prefix)
            yield name, self._cloud.functions.pool(full).pids()

    def _observe(self, environ: Mapping[str, Any]) -> None:
        asked = operation(
            environ["REQUEST_METHOD"],
            environ.get("PATH_INFO", ""),
            environ.get("QUERY_STRING", ""),
            environ.get("HTTP_X_AMZ_TARGET", ""),
        )
        name = f"{caller(environ.get('HTTP_USER_AGENT', ''), self._prefix)}:{asked}"
        with self._lock:
            self._requests[name] += 1

    def _redis_commands(self) -> int:
        return int(self._redis.info("stats")["total_commands_processed"])

    def _database_counters(self) -> tuple[int, int]:
        with self._database.cursor() as cursor:
            cursor.execute(
                "SELECT xact_commit + xact_rollback, pg_database_size(datname)"
                " FROM pg_stat_database WHERE datname = current_database()"
            )
            row = cursor.fetchone()
        return (int(row[0]), int(row[1])) if row else (0, 0)


def _cpu_ms(pid: int) -> int:
    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.Error:
        return 0
    return round((times.user + times.system) * 1000)


def _tree_cpu_ms(pid: int | None) -> int:
    """Of a process, those it has and those it had: PostgreSQL starts one for each connection."""
    if pid is None:
        return 0
    try:
        process = psutil.Process(pid)
        ended = process.cpu_times()
        alive = [process, *process.children(recursive=True)]
    except psutil.Error:
        return 0
    return sum(_cpu_ms(one.pid) for one in alive) + round((ended.children_user + ended.children_system) * 1000)


def _peak_mb(pid: int) -> float:
    """The kernel's high-water mark; 0 where the process or such a mark is missing."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)
