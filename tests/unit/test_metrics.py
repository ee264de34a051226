"""The lines are CloudWatch's embedded metric format."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from chalicelib import metrics
from chalicelib.metrics import Metric

JOB = UUID("00000000-0000-0000-0000-000000000001")


def test_one_line_with_values_dimensions_and_what_can_be_searched(capsys: pytest.CaptureFixture[str]) -> None:
    metrics.record("prod", {Metric.DOCUMENTS_PROCESSED: 1, Metric.CONFIDENCE: 98.5}, "local_ocr", jobId=JOB)
    [line] = capsys.readouterr().out.splitlines()
    written = json.loads(line)
    directive = written["_aws"]["CloudWatchMetrics"][0]
    assert directive["Namespace"] == "LearningYogi"
    assert directive["Dimensions"] == [["Stage"], ["Stage", "Tier"]]
    assert directive["Metrics"] == [
        {"Name": "DocumentsProcessed", "Unit": "Count"},
        {"Name": "Confidence", "Unit": "Percent"},
    ]
    # The format asks for every dimension and metric as a member at the top.
    named = {name for names in directive["Dimensions"] for name in names} | {m["Name"] for m in directive["Metrics"]}
    assert named <= set(written)
    assert (written["Stage"], written["Tier"], written["Confidence"]) == ("prod", "local_ocr", 98.5)
    assert written["jobId"] == str(JOB)


def test_without_a_tier_there_is_no_dimension_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    metrics.record("prod", {Metric.REVIEWS_COMPLETED: 1})
    written = json.loads(capsys.readouterr().out)
    assert written["_aws"]["CloudWatchMetrics"][0]["Dimensions"] == [["Stage"]]
    assert "Tier" not in written
