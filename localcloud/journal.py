"""Asynchronous events that were accepted and are not done: a file for each, so that a kill loses none of them.

Lambda's own queue is as durable. No fsync: what survives here is the end of a process, not of the machine.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Accepted:
    """One accepted event."""

    request_id: str
    function: str
    event: Any


class Journal:
    """The accepted events of one state folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, accepted: Accepted) -> None:
        """Writes an event down, in one step."""
        path = self._path(accepted.request_id)
        unfinished = path.with_suffix(".tmp")
        unfinished.write_text(json.dumps({"at": time.time(), **vars(accepted)}))
        unfinished.replace(path)

    def done(self, request_id: str) -> None:
        """Strikes an event out. Does nothing when it is not there."""
        self._path(request_id).unlink(missing_ok=True)

    def left(self) -> Iterator[Accepted]:
        """Yields what an earlier process accepted and did not finish, oldest first."""
        records = [json.loads(path.read_text()) for path in self._folder.glob("*.json")]
        for record in sorted(records, key=lambda item: item["at"]):
            yield Accepted(record["request_id"], record["function"], record["event"])

    def _path(self, request_id: str) -> Path:
        return self._folder / f"{request_id}.json"
