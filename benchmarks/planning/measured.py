"""What `make bench ARGS=chain` measured, as the file that the cost model and the simulation start from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

MEASURED = Path(__file__).with_name("measured.json")

API = "api"
"""The function behind the REST API, which Chalice calls by the app's name alone."""


class Value(BaseModel):
    """Immutable, and nothing in it that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sample(Value):
    """One bundled document through the whole chain: medians of times, means of everything that is counted."""

    raster: bool = Field(description="has to be read by OCR")
    original_bytes: int
    stage_ms: Mapping[str, float] = Field(description="the functions' own times, by stage")
    whole_ms: float
    first_ms: float
    cpu_ms: Mapping[str, float] = Field(description="processor time by function, and of postgresql")
    cpu_ms_words_known: Mapping[str, float] = Field(description="the same where the page's words are in the cache")
    requests: Mapping[str, Mapping[str, float]] = Field(description="requests to AWS by function and operation")
    redis_commands: float
    database_transactions: float
    database_bytes: float
    pushes: float = Field(description="WebSocket messages to the client")
    logged_bytes: float
    stored_bytes: float = Field(description="in S3, the original included, all versions")
    cache_bytes: float = Field(description="in Redis, once the document is read")

    def requests_of(self, operation: str) -> float:
        """How often the operation is asked for, by whichever function."""
        return sum(found.get(operation, 0.0) for found in self.requests.values())

    def engine_cpu_ms(self) -> float:
        """The OCR engine's share of the processor time; 0 for a document with text."""
        if not self.raster:
            return 0.0
        function = "ocr_processor"
        return max(0.0, self.cpu_ms.get(function, 0.0) - self.cpu_ms_words_known.get(function, 0.0))


class Measured(Value):
    """A whole run."""

    measured_on: date
    command: str
    processor: str
    cores: int
    python: str
    runs: int
    load_average: float = Field(description="of the last 15 minutes at the end: above `cores`, times are stretched")
    import_seconds: float = Field(description="`import app` in a fresh process, median")
    peak_mb: Mapping[str, float] = Field(description="most resident memory by function")
    samples: Mapping[str, Sample]


def load(path: Path = MEASURED) -> Measured:
    """The last run. Raises FileNotFoundError or pydantic's ValidationError."""
    return Measured.model_validate_json(path.read_text())


def save(measured: Measured, path: Path = MEASURED) -> None:
    """Replaces the file."""
    path.write_text(measured.model_dump_json(indent=2) + "\n")
