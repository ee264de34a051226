"""Words out of pictures: one interface, engines behind it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from chalicelib.ocr.engine import BatchEngine, OcrEngine, OcrEngines


@lru_cache(maxsize=1)
def local_engine() -> OcrEngine:
    """The engine that runs in this process, its models loaded once."""
    # Loads OpenCV and onnxruntime; only who reads pictures pays for it.
    from chalicelib.ocr.local import LocalEngine

    return LocalEngine()


def local_engine_installed() -> bool:
    """False in a package that leaves reading to the cloud."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def vision_engine(account: Mapping[str, Any], timeout_seconds: float, endpoint: str | None) -> BatchEngine:
    """Google Cloud Vision as a service account (see ``VisionEngine``)."""
    # Loads Google's client library; only who asks Vision pays for it.
    from chalicelib.ocr.vision import VisionEngine

    return VisionEngine(account, timeout_seconds, endpoint)


__all__ = ["BatchEngine", "OcrEngine", "OcrEngines", "local_engine", "local_engine_installed", "vision_engine"]
