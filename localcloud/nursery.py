"""Where workers come from: a fresh interpreter, or a fork of one that has imported the app already.

An import of the app takes half a second of processor time, a fork of the nursery ten milliseconds. A function whose
configuration has environment variables of its own gets a fresh interpreter, because the app may read them while it is
imported; so does every function when the nursery cannot import the app, and its error is then the worker's.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Protocol, cast

LOG = logging.getLogger(__name__)

PROGRAM = str(Path(__file__).with_name("worker.py"))
MESSAGE_BYTES = 1 << 16
START_SECONDS = 60


class NurseryGone(Exception):
    """The nursery has ended, or cannot do what it is for."""


class WorkerProcess(Protocol):
    """One worker's process and the supervisor's ends of its pipes."""

    @property
    def pid(self) -> int: ...

    @property
    def requests(self) -> int: ...

    @property
    def answers(self) -> int: ...

    def terminate(self) -> int:
        """Ends the process at once and returns its exit status (negative: the signal); its pipes stay open."""
        ...

    def close(self) -> None:
        """Closes the pipes."""
        ...


class SpawnedProcess:
    """A worker in an interpreter of its own."""

    def __init__(self, handler: str, project_dir: Path, environment: Mapping[str, str], log: Path) -> None:
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-P", PROGRAM, handler, str(project_dir)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=output,
                env=dict(environment),
                cwd=project_dir,
                start_new_session=True,
            )
        self._pipes = (cast(IO[bytes], self._process.stdin), cast(IO[bytes], self._process.stdout))
        self.pid = self._process.pid
        self.requests, self.answers = (pipe.fileno() for pipe in self._pipes)

    def terminate(self) -> int:
        self._process.kill()
        return self._process.wait()

    def close(self) -> None:
        for pipe in self._pipes:
            pipe.close()


class Nursery:
    """A process that has imported the app and forks workers off itself."""

    def __init__(self, project_dir: Path, environment: Mapping[str, str], log: Path) -> None:
        """Starts it. Raises NurseryGone when it cannot import the app, or holds threads afterwards."""
        try:
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        except OSError as error:  # not on every system
            raise NurseryGone from error
        with theirs, log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-P", PROGRAM, "--nursery", str(theirs.fileno()), str(project_dir)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=dict(environment),
                cwd=project_dir,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self._socket = ours
        self._lock = threading.Lock()
        ours.settimeout(START_SECONDS)
        try:
            self._receive()
        except NurseryGone:
            self.close()
            raise

    def fork(self, handler: str, environment: Mapping[str, str], log: Path) -> ForkedProcess:
        """Returns a new worker. Raises NurseryGone."""
        requests_end, requests = os.pipe()
        answers, answers_end = os.pipe()
        output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            asked = {"handler": handler, "environment": dict(environment)}
            pid = self._ask(asked, [requests_end, answers_end, output])
        except NurseryGone:
            os.close(requests)
            os.close(answers)
            raise
        finally:
            for descriptor in (requests_end, answers_end, output):
                os.close(descriptor)
        return ForkedProcess(self, pid, requests, answers)

    def wait(self, pid: int) -> int:
        """Returns the exit status of a worker that has ended, or is about to; it stays a zombie until then."""
        try:
            return self._ask({"wait": pid}, [])
        except NurseryGone:
            return -signal.SIGKILL

    def _ask(self, message: Mapping[str, object], descriptors: list[int]) -> int:
        with self._lock:
            try:
                socket.send_fds(self._socket, [json.dumps(message).encode()], descriptors)
            except OSError as error:
                raise NurseryGone from error
            return self._receive()

    def _receive(self) -> int:
        try:
            answer = self._socket.recv(MESSAGE_BYTES)
        except OSError as error:
            raise NurseryGone from error
        if not answer:
            raise NurseryGone
        return int(json.loads(answer)["value"])

    def close(self) -> None:
        """Ends the nursery; its workers end by themselves, with their pipes."""
        self._process.kill()
        self._process.wait()
        self._socket.close()


class ForkedProcess:
    """A worker forked off the nursery, which is its parent and collects its status."""

    def __init__(self, nursery: Nursery, pid: int, requests: int, answers: int) -> None:
        self._nursery = nursery
        self._lock = threading.Lock()
        self._status: int | None = None
        self.pid = pid
        self.requests = requests
        self.answers = answers

    def terminate(self) -> int:
        with self._lock:
            if self._status is None:
                # The id cannot belong to another process yet: nobody has waited for this one.
                os.kill(self.pid, signal.SIGKILL)
                self._status = self._nursery.wait(self.pid)
            return self._status

    def close(self) -> None:
        if self.requests >= 0:
            os.close(self.requests)
            os.close(self.answers)
            self.requests = self.answers = -1
