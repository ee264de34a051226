"""Secrets Manager, each secret read once in a while per container."""

from __future__ import annotations

import json
import time
from typing import Any

from chalicelib.aws import client, transient_faults

FRESH_SECONDS = 300.0
"""After so long a secret is read again, so that a rotated key is in use everywhere within five minutes."""


class Secrets:
    """Secrets as JSON objects. Raises StoreUnavailable on passing faults."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[float, dict[str, Any]]] = {}

    def get(self, secret_id: str) -> dict[str, Any]:
        known = self._read.get(secret_id)
        if known and time.monotonic() - known[0] < FRESH_SECONDS:
            return known[1]
        with transient_faults("The secret store"):
            value: dict[str, Any] = json.loads(
                client("secretsmanager").get_secret_value(SecretId=secret_id)["SecretString"]
            )
        self._read[secret_id] = (time.monotonic(), value)
        return value
