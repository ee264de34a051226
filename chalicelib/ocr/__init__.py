"""Words out of pictures: one interface, engines behind it."""

from __future__ import annotations

from functools import lru_cache

from chalicelib.ocr.engine import OcrEngine


@lru_cache(maxsize=1)
def local_engine() -> OcrEngine:
    """The engine that runs in this process, its models loaded once."""
    # Loads OpenCV and onnxruntime; only who reads pictures pays for it.
    from chalicelib.ocr.local import LocalEngine

    return LocalEngine()


__all__ = ["OcrEngine", "local_engine"]
