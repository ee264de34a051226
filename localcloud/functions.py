"""Every function as a pool of persistent worker processes, with Lambda's limits and Lambda's way of failing."""

from __future__ import annotations

import json
import logging
import os
import select
import struct
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from localcloud import permissions
from localcloud.nursery import Nursery, NurseryGone, SpawnedProcess, WorkerProcess
from localcloud.settings import ACCOUNT, REGION

LOG = logging.getLogger(__name__)

HEADER = struct.Struct(">I")
MEMORY_CHECK_SECONDS = 0.1
MEGABYTE = 1024 * 1024
CALLS = "aws-calls.jsonl"
"""Beside the logs: every AWS call of every function, with whether its role allows it."""


@dataclass(frozen=True)
class FunctionSpec:
    """What a function is: its full name, where its handler is, and its limits."""

    name: str
    handler: str
    memory_mb: int
    timeout_seconds: float
    environment: Mapping[str, str]
    max_workers: int

    @property
    def arn(self) -> str:
        return f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{self.name}"


@dataclass(frozen=True)
class Invocation:
    """One answer. ``error`` has errorType and errorMessage as Lambda reports them, and is None on success."""

    request_id: str
    payload: Any
    error: Mapping[str, Any] | None
    seconds: float


class WorkerGone(Exception):
    """The worker ended without an answer."""


class WorkerTimeout(Exception):
    """No answer within the time allowed."""


class Worker:
    """One process of a function."""

    def __init__(self, process: WorkerProcess) -> None:
        self._process = process
        self._poll = select.poll()
        self._poll.register(process.answers, select.POLLIN)

    @property
    def pid(self) -> int:
        return self._process.pid

    def wait_ready(self, seconds: float) -> Mapping[str, Any] | None:
        """Returns None once the app is imported, else the import's error. Raises WorkerGone or WorkerTimeout."""
        first = json.loads(self._read_frame(time.monotonic() + seconds))
        return None if first["ready"] else first["error"]

    def ask(self, request: bytes, seconds: float) -> dict[str, Any]:
        """Returns the worker's answer to one request. Raises WorkerGone or WorkerTimeout."""
        deadline = time.monotonic() + seconds
        view = memoryview(HEADER.pack(len(request)) + request)
        try:
            while view:
                view = view[os.write(self._process.requests, view) :]
        except OSError:
            raise WorkerGone from None
        answer: dict[str, Any] = json.loads(self._read_frame(deadline))
        return answer

    def _read_frame(self, deadline: float) -> bytes:
        size = HEADER.unpack(self._read_exactly(HEADER.size, deadline))[0]
        return self._read_exactly(size, deadline)

    def _read_exactly(self, size: int, deadline: float) -> bytes:
        parts = []
        while size:
            left = deadline - time.monotonic()
            if left <= 0 or not self._poll.poll(left * 1000):
                raise WorkerTimeout
            part = os.read(self._process.answers, min(size, 1 << 20))
            if not part:
                raise WorkerGone
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def rss_mb(self) -> float:
        """Resident memory; 0 when the process has gone."""
        try:
            return float(psutil.Process(self.pid).memory_info().rss) / MEGABYTE
        except psutil.Error:
            return 0.0

    def terminate(self) -> int:
        """Ends the process at once and returns its exit status (negative: the signal); its pipes stay open."""
        return self._process.terminate()

    def kill(self) -> int:
        """Ends the process and closes its pipes; only for the thread that reads from them."""
        status = self.terminate()
        self._process.close()
        return status


class FunctionPool:
    """The workers of one function: each does one event at a time, warm ones are used again."""

    def __init__(
        self,
        spec: FunctionSpec,
        project_dir: Path,
        environment: Mapping[str, str],
        log: Path,
        start_seconds: float,
        nursery: Nursery | None = None,
    ) -> None:
        self.spec = spec
        self._nursery = nursery
        self._project_dir = project_dir
        self._environment = environment
        self._log = log
        self._start_seconds = start_seconds
        self._changed = threading.Condition()
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._starting = 0
        self._closed = False

    def invoke(self, event: Any, request_id: str | None = None) -> Invocation:
        """Returns the function's answer to one event; waits for a free worker when all are busy.

        Never raises for what the function does: its errors are in the answer.
        """
        request_id = request_id or str(uuid.uuid4())
        started = time.perf_counter()
        worker, error = self._acquire()
        if worker is None:
            return Invocation(request_id, None, error, time.perf_counter() - started)
        limit = self.spec.timeout_seconds
        request = {
            "event": event,
            "requestId": request_id,
            "functionName": self.spec.name,
            "functionArn": self.spec.arn,
            "memoryMb": self.spec.memory_mb,
            "deadline": time.time() + limit,
        }
        try:
            answer = worker.ask(json.dumps(request).encode(), limit)
        except (WorkerTimeout, WorkerGone) as reason:
            error = self._bury(worker, reason, request_id)
            return Invocation(request_id, None, error, time.perf_counter() - started)
        self._release(worker)
        return Invocation(request_id, answer.get("payload"), answer.get("error"), time.perf_counter() - started)

    def preload(self) -> Mapping[str, Any] | None:
        """Starts a worker ahead of its first event. Returns the import's error, if there is one."""
        worker, error = self._acquire()
        if worker:
            self._release(worker)
        return error

    def _acquire(self) -> tuple[Worker | None, Mapping[str, Any] | None]:
        with self._changed:
            while True:
                if self._closed:
                    return None, {"errorType": "Runtime.ExitError", "errorMessage": "The local cloud is stopping."}
                if self._idle:
                    return self._idle.pop(), None
                if len(self._all) + self._starting < self.spec.max_workers:
                    self._starting += 1
                    break
                self._changed.wait()
        return self._start_one()

    def _start_one(self) -> tuple[Worker | None, Mapping[str, Any] | None]:
        worker = Worker(self._new_process())
        error: Mapping[str, Any] | None
        try:
            error = worker.wait_ready(self._start_seconds)
        except WorkerTimeout:
            error = {"errorType": "Sandbox.Timedout", "errorMessage": "The function's import did not end."}
        except WorkerGone:
            error = {"errorType": "Runtime.ExitError", "errorMessage": "Runtime exited during the function's import."}
        with self._changed:
            self._starting -= 1
            if error is None and not self._closed:
                self._all.add(worker)
                return worker, None
            self._changed.notify()
        worker.kill()
        return None, error or {"errorType": "Runtime.ExitError", "errorMessage": "The local cloud is stopping."}

    def _new_process(self) -> WorkerProcess:
        if self._nursery:
            try:
                return self._nursery.fork(self.spec.handler, self._environment, self._log)
            except NurseryGone:
                LOG.warning("The nursery has ended; %s starts afresh", self.spec.name)
                self._nursery = None
        return SpawnedProcess(self.spec.handler, self._project_dir, self._environment, self._log)

    def _release(self, worker: Worker) -> None:
        with self._changed:
            if self._closed:
                return
            self._idle.append(worker)
            self._changed.notify()

    def _bury(self, worker: Worker, reason: Exception, request_id: str) -> Mapping[str, Any]:
        status = worker.kill()
        with self._changed:
            self._all.discard(worker)
            self._changed.notify()
        if isinstance(reason, WorkerTimeout):
            message = f"Task timed out after {self.spec.timeout_seconds:.2f} seconds"
            return {"errorType": "Sandbox.Timedout", "errorMessage": f"RequestId: {request_id} Error: {message}"}
        ending = f"signal {-status}" if status < 0 else f"exit status {status}"
        message = f"Runtime exited with error: {ending}"
        return {"errorType": "Runtime.ExitError", "errorMessage": f"RequestId: {request_id} Error: {message}"}

    def end_oversized(self) -> None:
        """Kills the workers that hold more memory than the function may; their callers see Runtime.ExitError."""
        with self._changed:
            busy = self._all.difference(self._idle)
        for worker in busy:
            if worker.rss_mb() > self.spec.memory_mb:
                worker.terminate()

    def pids(self) -> tuple[int, ...]:
        """The process ids of the living workers."""
        with self._changed:
            return tuple(worker.pid for worker in self._all)

    def close(self) -> None:
        """Ends all workers; those at work are cut off."""
        with self._changed:
            self._closed = True
            idle, busy = self._idle, self._all.difference(self._idle)
            self._all, self._idle = set(), []
            self._changed.notify_all()
        for worker in idle:
            worker.kill()
        for worker in busy:
            worker.terminate()


class Functions:
    """All functions of the app by full name, with one watcher over their memory."""

    def __init__(
        self,
        specs: Iterable[FunctionSpec],
        project_dir: Path,
        base_environment: Mapping[str, str],
        log_dir: Path,
        start_seconds: float = 60.0,
        policies: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        """``policies``: by function, what its role allows; without them everything is allowed."""
        log_dir.mkdir(parents=True, exist_ok=True)
        specs = tuple(specs)
        common = common_environment(specs)
        self._nursery = _nursery(project_dir, {**base_environment, **common}, log_dir) if len(specs) > 1 else None
        self._pools = {
            spec.name: FunctionPool(
                spec,
                project_dir,
                {
                    **base_environment,
                    **spec.environment,
                    **_lambda_environment(spec),
                    **held_to(spec.name, policies, log_dir),
                },
                log_dir / f"{spec.name}.log",
                start_seconds,
                self._nursery if spec.environment == common and spec.handler.startswith("app.") else None,
            )
            for spec in specs
        }
        self._stop = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="localcloud-memory", daemon=True)
        self._watcher.start()

    def names(self) -> tuple[str, ...]:
        return tuple(self._pools)

    def pool(self, name_or_arn: str) -> FunctionPool:
        """Returns a function's pool by name, ARN, or either with a qualifier. Raises KeyError for an unknown one."""
        return self._pools[function_name(name_or_arn)]

    def invoke(self, name_or_arn: str, event: Any, request_id: str | None = None) -> Invocation:
        """Returns the function's answer. Raises KeyError for an unknown function."""
        return self.pool(name_or_arn).invoke(event, request_id)

    def close(self) -> None:
        """Ends every worker."""
        self._stop.set()
        for pool in self._pools.values():
            pool.close()
        self._watcher.join()
        if self._nursery:
            self._nursery.close()

    def _watch(self) -> None:
        while not self._stop.wait(MEMORY_CHECK_SECONDS):
            for pool in self._pools.values():
                pool.end_oversized()


def common_environment(specs: Sequence[FunctionSpec]) -> Mapping[str, str]:
    """Returns the configured environment that most functions have."""
    kinds = Counter(tuple(sorted(spec.environment.items())) for spec in specs)
    return dict(kinds.most_common(1)[0][0]) if kinds else {}


def _nursery(project_dir: Path, environment: Mapping[str, str], log_dir: Path) -> Nursery | None:
    try:
        return Nursery(project_dir, environment, log_dir / "nursery.log")
    except NurseryGone:
        LOG.warning("The app cannot be imported ahead; see %s", log_dir / "nursery.log")
        return None


def held_to(function: str, policies: Mapping[str, Mapping[str, Any]] | None, log_dir: Path) -> dict[str, str]:
    """The environment that holds a function to its policy (``permissions.py``)."""
    if not policies:
        return {}
    policy = json.dumps(policies[function])
    return {permissions.POLICY: policy, permissions.CALLS: str(log_dir / CALLS), permissions.FUNCTION: function}


def function_name(name_or_arn: str) -> str:
    """Returns the bare name in a function name or ARN, with or without a version or an alias."""
    parts = name_or_arn.split(":")
    return parts[6] if parts[0] == "arn" else parts[0]


def _lambda_environment(spec: FunctionSpec) -> dict[str, str]:
    return {
        "AWS_LAMBDA_FUNCTION_NAME": spec.name,
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(spec.memory_mb),
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        # botocore puts it into the user agent, so that the endpoint knows which function asks.
        "AWS_SDK_UA_APP_ID": spec.name,
    }
