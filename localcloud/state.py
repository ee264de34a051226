"""The state folder: one local cloud at a time, and what it tells other programs about itself."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from localcloud.errors import AlreadyRunning
from localcloud.persistence import write_durably

STATE_FILE = "state.json"
LOCK_FILE = "lock"


class StateFolder:
    """A state folder, held by this process from ``acquire`` to ``release``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: int | None = None

    def acquire(self) -> None:
        """Takes the folder. Raises AlreadyRunning when another process has it; a killed one never does."""
        self.path.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise AlreadyRunning(
                f"Another local cloud uses {self.path}; stop it with `python -m localcloud stop`, "
                "or set LOCALCLOUD_STATE_DIR to another folder."
            ) from None
        (self.path / STATE_FILE).unlink(missing_ok=True)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        self._lock = descriptor

    def publish(self, state: Mapping[str, Any]) -> None:
        """Writes ``state.json``, readable by its owner only."""
        old_mask = os.umask(0o077)
        try:
            write_durably(self.path / STATE_FILE, json.dumps(state, indent=2).encode())
        finally:
            os.umask(old_mask)

    def release(self) -> None:
        """Removes ``state.json`` and lets the folder go."""
        if self._lock is not None:
            (self.path / STATE_FILE).unlink(missing_ok=True)
            os.close(self._lock)
            self._lock = None


def holder(path: Path) -> int | None:
    """Returns the process id of the local cloud that holds a state folder, None when none does."""
    try:
        descriptor = os.open(path / LOCK_FILE, os.O_RDWR)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return int(os.read(descriptor, 32) or 0)
    finally:
        os.close(descriptor)
    return None


def read_state(path: Path) -> dict[str, Any] | None:
    """Returns what a running local cloud says of itself, None when none runs."""
    pid = holder(path)
    if pid is None or not (path / STATE_FILE).exists():
        return None
    state = dict(json.loads((path / STATE_FILE).read_text()))
    return state if state["pid"] == pid else None  # a killed one's, while the next is starting
