"""Secrets Manager, each secret read once in a while per container."""

from __future__ import annotations

import json
import time
from typing import Any

from chalicelib.aws import client, transient_faults
from chalicelib.domain.errors import StoreUnavailable

FRESH_SECONDS = 300.0
"""After so long a secret is read again, so that a rotated key is in use everywhere within five minutes."""


class Secrets:
    """Secrets as JSON objects. Raises StoreUnavailable on passing faults, and until an operator has set the value."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[float, dict[str, Any]]] = {}

    def get(self, secret_id: str) -> dict[str, Any]:
        known = self._read.get(secret_id)
        if known and time.monotonic() - known[0] < FRESH_SECONDS:
            return known[1]
        secrets = client("secretsmanager")
        with transient_faults("The secret store"):
            try:
                kept = secrets.get_secret_value(SecretId=secret_id)["SecretString"]
            except secrets.exceptions.ResourceNotFoundException as error:
                raise StoreUnavailable(f"The secret {secret_id} is not there, or has no value yet.") from error
        value: dict[str, Any] = json.loads(kept)
        self._read[secret_id] = (time.monotonic(), value)
        return value

    def forget(self, secret_id: str) -> None:
        """Read it anew the next time: what it said is no longer taken."""
        self._read.pop(secret_id, None)
