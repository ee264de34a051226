"""A document's way through the functions: which are called, how often, and how long each takes on Lambda."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from benchmarks.planning.assumptions import ROOT, Assumptions, Deployment, function_memory_mb
from benchmarks.planning.measured import API, Measured, Sample

ENGINE_FUNCTION = "ocr_processor"
DATABASE = "postgresql"
ONCE = (
    "document_uploaded",
    "start_execution",
    "classifier",
    "preprocessor",
    ENGINE_FUNCTION,
    "validator",
    "save",
    "notify",
    "websocket_connect",
    "websocket_message",
    "websocket_disconnect",
)
"""The functions that every document meets once."""

PUSHING = ("classifier", "preprocessor", ENGINE_FUNCTION, "validator", "notify")
"""Each tells who follows the job how it stands."""

BEGINNING = ("Classify", "KindOfDocument", "Preprocess", "Ocr", "Confident")
ENDING = ("Validate", "Save", "Notify", "Done")
PATHS: Mapping[str, tuple[str, ...]] = {
    "accepted": (*BEGINNING, *ENDING),
    "model": (*BEGINNING, "AskModel", "DraftOnly", *ENDING),
    "model and review": (*BEGINNING, "AskModel", "DraftOnly", "RequestReview", *ENDING),
    "review": (*BEGINNING, "RequestReview", *ENDING),
}
"""The state machine's paths, by what happens to an unsure reading."""

START_TRANSITION = 1
"""Step Functions counts the transition into the first state too (pricing page, worked example)."""


@dataclass(frozen=True)
class Call:
    """One function's part in a document: how often it is called, and how long a call takes at its memory."""

    function: str
    count: float
    memory_mb: int
    milliseconds: float

    @property
    def gb_seconds(self) -> float:
        return self.count * self.memory_mb / 1024 * self.milliseconds / 1000


def affordable_share(assumptions: Assumptions, deployment: Deployment, docs_per_day: float) -> float:
    """Of the unsure documents of a day, the share that the model is asked about before its budget is spent."""
    if not deployment.llm:
        return 0.0
    wanted = docs_per_day * assumptions.workload.unsure_share * assumptions.model.dollars
    return min(1.0, deployment.llm_day_budget_usd / wanted) if wanted else 1.0


def outcomes(assumptions: Assumptions, asked: float) -> dict[str, float]:
    """The share of documents on each of the state machine's paths; ``asked``: see ``affordable_share``."""
    work = assumptions.workload
    shares = {
        "accepted": work.accepted_share,
        "model": asked * (work.unsure_share - work.review_share),
        "model and review": asked * work.review_share,
        "review": (1 - asked) * work.unsure_share,
    }
    return {path: share for path, share in shares.items() if share > 0}


def transitions(assumptions: Assumptions, asked: float) -> float:
    """State transitions of a document, in the mean."""
    shares = outcomes(assumptions, asked)
    return sum(share * (len(PATHS[path]) + START_TRANSITION) for path, share in shares.items())


def calls(sample: Sample, assumptions: Assumptions, deployment: Deployment, asked: float) -> tuple[Call, ...]:
    """What a document of this kind calls. A call's time is a mean where documents differ."""
    facts, work = assumptions.lambda_, assumptions.workload
    counts = dict.fromkeys(ONCE, 1.0) | {API: work.rest_requests, "authorizer": facts.authorizer_calls}
    times = {function: _milliseconds(function, sample, assumptions, deployment) for function in counts}
    shares = outcomes(assumptions, asked)
    counts["request_review"] = sum(share for path, share in shares.items() if "RequestReview" in PATHS[path])
    times["request_review"] = times["save"]
    counts["llm_processor"] = sum(share for path, share in shares.items() if "AskModel" in PATHS[path])
    memory = _memory_mb("llm_processor")
    times["llm_processor"] = facts.milliseconds(
        memory, assumptions.model.cpu_ms, waits_ms=assumptions.model.seconds * 1000
    )
    return tuple(
        Call(function, count, _memory_mb(function), times[function]) for function, count in counts.items() if count
    )


def vision_pages(sample: Sample, assumptions: Assumptions) -> float:
    """Pages of a document that are sent to Vision: what the cache knows is not sent."""
    work = assumptions.workload
    return work.pages_per_document * (1 - work.repeated_share) if sample.raster else 0.0


def mean(measured: Measured, assumptions: Assumptions, what: Any) -> float:
    """``what(sample)`` over the mix of documents."""
    return sum(share * what(measured.samples[name]) for name, share in assumptions.workload.mix.items())


def waits_ms(function: str, sample: Sample, assumptions: Assumptions) -> float:
    """What a call waits for AWS's answers. Statements and cache commands are shared out evenly."""
    latency = assumptions.latency_ms
    asked = sample.requests.get(function, {})
    own = sum(count * latency[operation] for operation, count in asked.items())
    shared = sample.database_transactions * latency["database"] + sample.redis_commands * latency["redis"]
    return own + shared / len(ONCE) + (latency["push"] if function in PUSHING else 0.0)


def _milliseconds(function: str, sample: Sample, assumptions: Assumptions, deployment: Deployment) -> float:
    facts, memory = assumptions.lambda_, _memory_mb(function)
    waits = waits_ms(function, sample, assumptions)
    if function != ENGINE_FUNCTION or not sample.raster:
        return facts.milliseconds(memory, sample.cpu_ms[function], waits_ms=waits)
    pages = vision_pages(sample, assumptions)
    rest = facts.milliseconds(memory, sample.cpu_ms_words_known[function], waits_ms=waits)
    return rest + pages * engine_ms(sample, assumptions, deployment.ocr)


def engine_ms(sample: Sample, assumptions: Assumptions, ocr: Literal["vision", "local"]) -> float:
    """How long the OCR processor takes for the words of one page."""
    facts, memory = assumptions.lambda_, _memory_mb(ENGINE_FUNCTION)
    if ocr == "local":
        return facts.milliseconds(memory, sample.engine_cpu_ms(), threads=facts.engine_threads)
    vision = assumptions.vision
    return facts.milliseconds(memory, vision.encode_cpu_ms, waits_ms=vision.seconds * 1000)


@cache
def _memory_mb(function: str) -> int:
    return function_memory_mb(function)


def state_machine() -> dict[str, Any]:
    """The definition that is deployed."""
    definition: dict[str, Any] = json.loads((ROOT / "stepfunctions" / "document_processing.asl.json").read_text())
    return definition
