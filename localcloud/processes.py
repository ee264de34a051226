"""Children that end with the supervisor, free ports, and what an earlier supervisor may have left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psutil

from localcloud.errors import LocalCloudError, PortInUse

LOOPBACK = "127.0.0.1"
POLL_SECONDS = 0.02

_spawner = ThreadPoolExecutor(max_workers=1, thread_name_prefix="localcloud-spawn")
"""Linux sends the parent-death signal when the *thread* that forked ends, so all native children come from this one."""


@dataclass(frozen=True)
class User:
    """Whom a child runs as."""

    uid: int
    gid: int


def spawn(
    command: Sequence[str],
    *,
    death_signal: signal.Signals,
    log: Path,
    environment: Mapping[str, str],
    user: User | None = None,
) -> subprocess.Popen[bytes]:
    """Returns a started program whose output goes to ``log`` and which gets ``death_signal`` when this process dies."""
    identity = (str(user.uid), str(user.gid)) if user else ("-1", "-1")
    launcher = str(Path(__file__).with_name("launch.py"))
    full = [sys.executable, "-I", "-S", launcher, str(os.getpid()), str(int(death_signal)), *identity, *command]

    def start() -> subprocess.Popen[bytes]:
        with log.open("ab") as output:
            return subprocess.Popen(
                full,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(environment),
                cwd="/",
                start_new_session=True,
            )

    return _spawner.submit(start).result()


def end(process: subprocess.Popen[bytes], first: signal.Signals, patience: float) -> None:
    """Asks a child to end, waits ``patience`` seconds, then kills it. Its exit status is collected either way."""
    if process.poll() is None:
        process.send_signal(first)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait()


def end_leftover(pid: int, mark: str, first: signal.Signals, patience: float) -> None:
    """Ends process ``pid`` if it is one of ours, that is if ``mark`` is its folder or in its command line."""
    try:
        process = psutil.Process(pid)
        if process.cwd() != mark and not any(mark in part for part in process.cmdline()):
            return
        process.send_signal(first)
        try:
            process.wait(patience)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(patience)
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return


def claim_port(port: int, setting: str) -> int:
    """Returns ``port`` when it can be bound on 127.0.0.1, a free one for 0. Raises PortInUse, naming the setting."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            raise PortInUse(port, setting) from None
        return int(probe.getsockname()[1])


def wait_until(
    ready: Callable[[], bool], process: subprocess.Popen[bytes], what: str, log: Path, patience: float
) -> None:
    """Waits until ``ready()``. Raises LocalCloudError when the process ends before, or after ``patience`` seconds."""
    deadline = time.monotonic() + patience
    while not ready():
        if process.poll() is not None:
            raise LocalCloudError(f"{what} did not start: {last_line(log)}")
        if time.monotonic() > deadline:
            raise LocalCloudError(f"{what} did not answer within {patience:.0f} seconds; see {log}.")
        time.sleep(POLL_SECONDS)


def last_line(log: Path) -> str:
    """Returns the last line of a log that says something, or where to look."""
    if log.exists():
        lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
        if lines:
            return lines[-1]
    return f"see {log}."
