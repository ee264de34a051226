"""Business metrics: lines in CloudWatch's embedded metric format, which the log group turns into metrics by itself.

Written by hand rather than by a library: it is one JSON object a line, and every function of the workflow writes some.
See https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from enum import StrEnum

from chalicelib import logs

NAMESPACE = "LearningYogi"


class Metric(StrEnum):
    """Names in CloudWatch; dashboards and alarms use the same."""

    DOCUMENTS_PROCESSED = "DocumentsProcessed"
    DOCUMENTS_FAILED = "DocumentsFailed"
    CONFIDENCE = "Confidence"
    PROCESSING_MILLISECONDS = "ProcessingMilliseconds"
    OCR_PAGES = "OcrPages"
    OCR_COST_USD = "OcrCostUsd"
    OCR_SKIPPED = "OcrSkipped"
    LLM_CALLS = "LlmCalls"
    LLM_TOKENS = "LlmTokens"
    LLM_COST_USD = "LlmCostUsd"
    LLM_MILLISECONDS = "LlmMilliseconds"
    LLM_CACHE_HITS = "LlmCacheHits"
    LLM_SKIPPED = "LlmSkipped"
    REVIEWS_REQUESTED = "ReviewsRequested"
    REVIEWS_COMPLETED = "ReviewsCompleted"


UNITS: dict[Metric, str] = {
    Metric.CONFIDENCE: "Percent",
    Metric.PROCESSING_MILLISECONDS: "Milliseconds",
    Metric.LLM_MILLISECONDS: "Milliseconds",
    Metric.OCR_COST_USD: "None",
    Metric.LLM_COST_USD: "None",
}
"""All others are counts."""


def record(stage: str, values: Mapping[Metric, float], tier: str | None = None, **properties: object) -> None:
    """Write one line with these metrics, by ``Stage`` and, where there is one, by ``Stage`` and ``Tier``.

    ``properties`` (reasons, counts) and the ids of what is being worked on can be searched for in the log; they are no
    dimensions, which cost money each.
    """
    dimensions = [["Stage"], *([["Stage", "Tier"]] if tier else [])]
    described = [{"Name": metric.value, "Unit": UNITS.get(metric, "Count")} for metric in values]
    line = {
        "_aws": {
            "Timestamp": int(time.time() * 1000),
            "CloudWatchMetrics": [{"Namespace": NAMESPACE, "Dimensions": dimensions, "Metrics": described}],
        },
        "Stage": stage,
        **({"Tier": tier} if tier else {}),
        **{metric.value: value for metric, value in values.items()},
        "level": "INFO",
        "message": "metrics",
        **logs.bound(),
        **properties,
    }
    sys.stdout.write(json.dumps(line, separators=(",", ":"), default=str) + "\n")
