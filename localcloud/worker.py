"""One function's process: reads invocations from a pipe, runs the app's handler, writes answers to another.

Run as a script (``python -P worker.py HANDLER PROJECT``) so that nothing of the supervisor is imported into a function;
``worker.py --nursery`` imports the app once and forks workers off itself. Frames are four bytes of length, big-endian,
then JSON. The first frame out is ``{"ready": true}`` or the error of the import. A second thread reads the pipe: at its
end the supervisor is gone, and the worker ends whatever it is doing.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import importlib.machinery
import importlib.util
import io
import json
import os
import queue
import signal
import socket
import struct
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

HEADER = struct.Struct(">I")

AHEAD = ("boto3", "psycopg2", "redis")
"""Light libraries that start no threads. The heavy ones stay out: they would count against every function's memory."""

Handler = Callable[[Any, Any], Any]


class Context:
    """Lambda's context object, as far as it has a meaning here."""

    def __init__(self, request: dict[str, Any]) -> None:
        self.aws_request_id: str = request["requestId"]
        self.function_name: str = request["functionName"]
        self.function_version = "$LATEST"
        self.invoked_function_arn: str = request["functionArn"]
        self.memory_limit_in_mb: str = str(request["memoryMb"])
        self.log_group_name = f"/aws/lambda/{self.function_name}"
        self.log_stream_name = str(os.getpid())
        self.identity = None
        self.client_context = None
        self._deadline: float = request["deadline"]

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the supervisor ends this worker."""
        return max(0, int((self._deadline - time.time()) * 1000))


class RequestLog(io.TextIOBase):
    """Standard output or error of the function: whole lines, each behind its request's id. JSON says its own."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._pending = ""
        self._lock = threading.Lock()
        self.request_id = "init"

    def write(self, text: str) -> int:
        with self._lock:
            *lines, self._pending = (self._pending + text).split("\n")
            if lines:
                marked = "".join(
                    f"{line}\n" if line.startswith("{") else f"{self.request_id} {line}\n" for line in lines
                )
                os.write(self._descriptor, marked.encode(errors="backslashreplace"))
        return len(text)

    def fileno(self) -> int:
        return self._descriptor

    def writable(self) -> bool:
        return True


def main(handler_name: str, project: str) -> None:
    """Serves invocations until the pipe ends."""
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    requests_in, answers_out = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(2, 1)
    log = _request_log()
    _hold_to_permissions()
    if project not in sys.path:
        sys.path.insert(0, project)
    requests: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_read_requests, args=(requests_in, requests), daemon=True).start()
    handler = _import_handler(handler_name, answers_out)
    while True:
        request = requests.get()
        log.request_id = request["requestId"]
        log.write("START\n")
        started = time.perf_counter()
        answer = _run(handler, request)
        log.write(f"END {(time.perf_counter() - started) * 1000:.1f} ms\n")
        _write_frame(answers_out, answer)


def _hold_to_permissions() -> None:
    """Lets the function do what its role may, and nothing else. By path: the supervisor's package stays out."""
    loader = importlib.machinery.SourceFileLoader("permissions", str(Path(__file__).with_name("permissions.py")))
    permissions = importlib.util.module_from_spec(importlib.machinery.ModuleSpec(loader.name, loader))
    loader.exec_module(permissions)
    permissions.install()


def _request_log() -> RequestLog:
    """Returns where the function's output goes; log handlers made while the app is imported hold on to it."""
    if not isinstance(sys.stdout, RequestLog):
        sys.stdout = sys.stderr = RequestLog(2)
    return sys.stdout


def nursery(descriptor: int, project: str) -> None:
    """Imports the app, then forks a worker for each request on the socket. Ends with the socket."""
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    _request_log()
    sys.path.insert(0, project)
    importlib.import_module("app")
    _load_ahead()
    if threading.active_count() > 1:
        sys.exit("The app's import starts threads, which a fork would lose.")
    gc.collect()
    gc.freeze()
    supervisor = socket.socket(fileno=descriptor)
    supervisor.send(b'{"value": 0}')
    while True:
        message, descriptors, _, _ = socket.recv_fds(supervisor, 1 << 16, 3)
        if not message:
            return
        asked = json.loads(message)
        if "wait" in asked:
            value = os.waitstatus_to_exitcode(os.waitpid(asked["wait"], 0)[1])
        else:
            value = os.fork()
            if value == 0:
                supervisor.close()
                _become_worker(asked, descriptors, project)
        for received in descriptors:
            os.close(received)
        supervisor.send(json.dumps({"value": value}).encode())


def _load_ahead() -> None:
    """Imports what functions import at their first event, and reads boto3's tables, once for all workers to come."""
    for name in AHEAD:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    boto3 = sys.modules.get("boto3")
    if boto3:
        boto3.client("s3", region_name=os.environ["AWS_REGION"])


def _become_worker(asked: dict[str, Any], descriptors: list[int], project: str) -> None:
    """Does not return: takes the environment and the pipes of one function and serves it."""
    os.setsid()
    os.environ.clear()
    os.environ.update(asked["environment"])
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
        os.close(descriptor)
    status = 1
    try:
        main(asked["handler"], project)
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    finally:
        os._exit(status)


def _import_handler(name: str, answers_out: int) -> Handler:
    """Returns the handler; reports an import that fails as Lambda does, and ends."""
    module_name, _, attribute = name.rpartition(".")
    try:
        handler: Handler = getattr(importlib.import_module(module_name), attribute)
    except Exception as error:  # noqa: BLE001 - an import may fail in any way: it is reported, as on AWS
        traceback.print_exc()
        _write_frame(answers_out, json.dumps({"ready": False, "error": _import_error(module_name, error)}).encode())
        os._exit(1)
    _write_frame(answers_out, b'{"ready": true}')
    return handler


def _import_error(module_name: str, error: BaseException) -> dict[str, Any]:
    kind = {SyntaxError: "Runtime.UserCodeSyntaxError", AttributeError: "Runtime.HandlerNotFound"}.get(
        type(error), "Runtime.ImportModuleError"
    )
    return {"errorType": kind, "errorMessage": f"Unable to import module '{module_name}': {error}"}


def _run(handler: Handler, request: dict[str, Any]) -> bytes:
    try:
        result = handler(request["event"], Context(request))
    except Exception as error:  # noqa: BLE001 - a function may raise anything: it is reported, as on AWS
        traceback.print_exc()
        return _failure(type(error).__name__, str(error), traceback.format_tb(error.__traceback__))
    try:
        return json.dumps({"payload": result}).encode()
    except (TypeError, ValueError) as error:
        return _failure("Runtime.MarshalError", f"Unable to marshal response: {error}", [])


def _failure(kind: str, message: str, stack: list[str]) -> bytes:
    return json.dumps({"error": {"errorType": kind, "errorMessage": message, "stackTrace": stack}}).encode()


def _read_requests(descriptor: int, requests: queue.SimpleQueue[dict[str, Any]]) -> None:
    while True:
        header = _read_exactly(descriptor, HEADER.size)
        body = _read_exactly(descriptor, HEADER.unpack(header)[0])
        requests.put(json.loads(body))


def _read_exactly(descriptor: int, size: int) -> bytes:
    parts = []
    while size:
        part = os.read(descriptor, min(size, 1 << 20))
        if not part:
            os._exit(0)
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _write_frame(descriptor: int, body: bytes) -> None:
    view = memoryview(HEADER.pack(len(body)) + body)
    while view:
        view = view[os.write(descriptor, view) :]


if __name__ == "__main__":
    if sys.argv[1] == "--nursery":
        nursery(int(sys.argv[2]), sys.argv[3])
    else:
        main(sys.argv[1], sys.argv[2])
