"""Keeps containers warm: every minute each function is called with ``{"warmup": true}``, which is no work.

The functions that read documents load their libraries then, so that a teacher's document does not wait for that. The
API function and the authorizer are not called: they have provisioned concurrency.
"""

from __future__ import annotations

import importlib
import json
from typing import Any

from chalicelib.aws import client
from chalicelib.composition import Services

WARMUP = {"warmup": True}

LIBRARIES: dict[str, tuple[str, ...]] = {
    "classifier": ("chalicelib.classification",),
    "preprocessor": ("chalicelib.preprocessing",),
    "ocr_processor": ("chalicelib.extraction", "chalicelib.ocr", "chalicelib.preprocessing"),
    "llm_processor": ("anthropic", "chalicelib.llm.claude", "chalicelib.llm.reconcile", "PIL.Image", "pypdfium2"),
    "validator": ("chalicelib.validation",),
}
"""What a function imports only when it has work."""

WARMED = (
    "start_execution",
    "classifier",
    "preprocessor",
    "ocr_processor",
    "llm_processor",
    "validator",
    "save",
    "notify",
)
"""The functions that a document waits for and that take an event of any form."""


def call_all(services: Services) -> list[str]:
    """Call each function, without waiting for it; their names."""
    stage = services.settings.stage
    names = [f"learning-yogi-{stage}-{name}" for name in WARMED]
    for name in names:
        client("lambda").invoke(FunctionName=name, InvocationType="Event", Payload=json.dumps(WARMUP).encode())
    return names


def is_warmup(event: Any) -> bool:
    return isinstance(event, dict) and event.get("warmup") is True


def warm_up(services: Services, function: str) -> dict[str, bool]:
    """Load what the function needs for its work."""
    for library in LIBRARIES.get(function, ()):
        importlib.import_module(library)
    if function == "ocr_processor":
        _get_ready_to_read(services)
    services.database.one("SELECT 1")
    services.objects.reachable()
    return {"warm": True}


def _get_ready_to_read(services: Services) -> None:
    """A local engine loads its models with the first words it reads; a cloud's client is made, without a call."""
    import cv2
    import numpy as np

    from chalicelib.ocr import BatchEngine

    engine = services.ocr_engines().first
    if isinstance(engine, BatchEngine):
        return
    picture = np.full((80, 320, 3), 255, dtype=np.uint8)
    cv2.putText(picture, "Monday", (20, 55), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (0, 0, 0), 3)
    engine.read(picture)
