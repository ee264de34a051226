"""Runs our reading path over documents, the OCR engine's own time taken apart.

    python -m benchmarks.ours FILE...

prints one JSON object a document (``document``, ``timeblocks`` with their confidence, ``confidence``, ``metadata``,
``seconds``, ``ocr_seconds``) and, last, ``{"peak_mb": ...}``.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.errors import LearningYogiError
from chalicelib.domain.page import Word
from chalicelib.ocr import OcrEngine, local_engine
from chalicelib.pipeline import read_document


class TimedEngine:
    """An engine that adds up the time spent in it."""

    def __init__(self, engine: OcrEngine) -> None:
        self._engine = engine
        self.seconds = 0.0

    @property
    def name(self) -> str:
        """The inner engine's name."""
        return self._engine.name

    def read(self, picture: NDArray[np.uint8]) -> tuple[Word, ...]:
        """The inner engine's words."""
        started = time.perf_counter()
        try:
            return self._engine.read(picture)
        finally:
            self.seconds += time.perf_counter() - started


def _warm_up(engine: OcrEngine) -> None:
    """Loads the models; a document's time does not include it."""
    engine.read(np.full((64, 256, 3), 255, np.uint8))


def read_all(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """One result a document; a refused one gives no blocks and the error's code."""
    inner = local_engine()
    _warm_up(inner)
    for path in paths:
        engine = TimedEngine(inner)
        result: dict[str, Any] = {"document": path.name, "timeblocks": [], "confidence": 0.0}
        started = time.perf_counter()
        try:
            timetable = read_document(path.read_bytes(), engine)
            result |= timetable.model_dump(mode="json", include={"timeblocks", "confidence", "metadata"})
        except LearningYogiError as error:
            result["error"] = error.code.value
        except Exception as error:  # noqa: BLE001 - the edge: a crash on one document must not end the measurement
            result["error"] = f"CRASH {type(error).__name__}: {error}"
        yield result | {"seconds": time.perf_counter() - started, "ocr_seconds": engine.seconds}


def main() -> None:
    for result in read_all([Path(argument) for argument in sys.argv[1:]]):
        print(json.dumps(result), flush=True)
    print(json.dumps({"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


if __name__ == "__main__":
    main()
