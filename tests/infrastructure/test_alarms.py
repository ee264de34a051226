"""Alarms: what they fire at, whom they tell, and that each is explained; dashboards: that they show what exists."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from typing import Any

import pytest

from chalicelib.metrics import NAMESPACE, Metric
from tests.infrastructure.templates import ROOT, expanded

RESOURCES: dict[str, dict[str, Any]] = expanded("observability")["Resources"]
ALARMS = {n: r["Properties"] for n, r in RESOURCES.items() if r["Type"] == "AWS::CloudWatch::Alarm"}
COMPARISONS = {
    "GreaterThanThreshold": lambda value, threshold: value > threshold,
    "GreaterThanOrEqualToThreshold": lambda value, threshold: value >= threshold,
}
JUDGES = {"classifier", "preprocessor", "ocr_processor", "validator"}
"""They end with an error where a document is at fault."""


def name_of(alarm: Mapping[str, Any]) -> str:
    return str(alarm["AlarmName"]["Fn::Sub"]).removeprefix("learning-yogi-${Stage}-")


BY_NAME = {name_of(alarm): alarm for alarm in ALARMS.values()}


class Lazily(ast.NodeTransformer):
    """``IF(condition, yes, no)`` as an expression that evaluates only what it chooses."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        return ast.IfExp(*node.args) if isinstance(node.func, ast.Name) and node.func.id == "IF" else node


def value_of(alarm: Mapping[str, Any], measured: Mapping[str, float]) -> float | None:
    """What the alarm looks at when its metrics have these sums; None where there is no data (metric math's rules)."""
    items = {item["Id"]: item for item in alarm["Metrics"]}

    def known(identifier: str) -> float | None:
        expression = items[identifier].get("Expression")
        if expression is None:
            return measured.get(identifier)
        names = {word: known(word) for word in re.findall(r"\b[a-z]\w*\b", expression)}
        tree = ast.fix_missing_locations(Lazily().visit(ast.parse(expression, mode="eval")))
        fill = {"FILL": lambda value, instead: instead if value is None else value}
        try:
            return float(eval(compile(tree, "metric math", "eval"), {**fill, **names}))
        except TypeError:  # an operation with a metric that has no data
            return None

    (watched,) = [name for name, item in items.items() if item["ReturnData"]]
    return known(watched)


def fires(name: str, **measured: float) -> bool:
    alarm = BY_NAME[name]
    value = value_of(alarm, measured)
    if value is None:
        return bool(alarm["TreatMissingData"] == "breaching")
    return bool(COMPARISONS[alarm["ComparisonOperator"]](value, alarm["Threshold"]))


@pytest.mark.parametrize(
    ("name", "measured", "expected"),
    [
        ("errors-save", {"errors": 6, "invocations": 100}, True),
        ("errors-save", {"errors": 5, "invocations": 100}, False),
        ("errors-save", {"errors": 1, "invocations": 1}, True),
        ("errors-save", {}, False),
        ("errors-api", {"errors": 6, "invocations": 100}, True),
        ("errors-api", {"errors": 0, "invocations": 0}, False),
        ("api-5xx", {"errors": 11, "requests": 1000}, True),
        ("api-5xx", {"errors": 10, "requests": 1000}, False),
        ("api-5xx", {}, False),
        ("failed-executions", {"failed": 1}, True),
        ("failed-executions", {"aborted": 1}, True),
        ("failed-executions", {"late": 1}, True),
        ("failed-executions", {"failed": 0, "late": 0, "aborted": 0}, False),
        ("failed-executions", {}, False),
    ],
)
def test_when_an_alarm_fires(name: str, measured: dict[str, float], *, expected: bool) -> None:
    assert fires(name, **measured) is expected


def test_refused_documents_are_no_fault_of_the_system() -> None:
    calls = {"i1": 40.0, "i2": 20.0, "i3": 20.0, "i4": 20.0}
    assert not fires("errors-reading", **calls, e1=10, ended=10)
    assert fires("errors-reading", **calls, e1=10, e2=6, ended=10)
    assert fires("errors-reading", i2=10, e2=10), "the others' silence does not hide it"
    assert not fires("errors-reading")


def sums(name: str) -> set[str]:
    """The functions whose metrics an alarm reads."""
    text = json.dumps(BY_NAME[name].get("Metrics", BY_NAME[name].get("Dimensions")))
    return {match.removeprefix("-") for match in re.findall(r"learning-yogi-\$\{Stage\}([a-z_-]*)\"", text)}


def test_every_function_has_an_alarm_for_errors(functions: set[str]) -> None:
    watched = [function for name in BY_NAME if name.startswith("errors-") for function in sums(name)]
    assert sorted(watched) == sorted(functions)
    assert sums("errors-reading") == JUDGES


def test_functions_that_somebody_waits_for_have_one_for_slowness(functions: set[str]) -> None:
    watched = {function for name in BY_NAME if name.startswith("slow-") for function in sums(name)}
    assert watched == functions - {"llm_processor", "migrate"}


def test_every_function_has_a_log_group(functions: set[str]) -> None:
    groups = [resource["Properties"]["LogGroupName"]["Fn::Sub"] for resource in expanded("logs")["Resources"].values()]
    names = {group.removeprefix("/aws/lambda/learning-yogi-${Stage}").removeprefix("-") for group in groups}
    assert names == functions


@pytest.mark.parametrize("name", BY_NAME)
def test_an_alarm_tells_its_topic_how_bad_it_is_and_where_to_read_on(name: str) -> None:
    alarm = BY_NAME[name]
    level, topic = {
        True: ("Critical. ", {"Ref": "CriticalAlarmsTopicArn"}),
        False: ("Warning. ", {"Ref": "WarningAlarmsTopicArn"}),
    }[not name.startswith(("slow", "api-latency", "throttled"))]
    text = alarm["AlarmDescription"]
    text = text["Fn::Sub"] if isinstance(text, dict) else text
    assert text.startswith(level)
    assert alarm["AlarmActions"] == alarm["OKActions"] == [topic]
    section = text.rpartition("docs/operations.md, ")[2]
    assert f"### {section}\n" in (ROOT / "docs" / "operations.md").read_text()


def test_thresholds_of_the_rest() -> None:
    slow, latency, throttled, database = (
        BY_NAME[name] for name in ("slow-save", "api-latency", "throttled", "database-at-maximum")
    )
    assert (slow["ExtendedStatistic"], slow["Threshold"]) == ("p95", 3000)
    assert (latency["ExtendedStatistic"], latency["Threshold"]) == ("p95", 500)
    assert (throttled["Statistic"], throttled["Threshold"], throttled["Period"]) == ("Sum", 10, 60)
    assert database["Threshold"] == {"Ref": "DatabaseMaximumAcu"}
    queues = [alarm for name, alarm in BY_NAME.items() if name.startswith("dead-letters")]
    assert [alarm["Threshold"] for alarm in queues] == [0, 0, 0]


def widgets(dashboard: str) -> list[dict[str, Any]]:
    body = RESOURCES[dashboard]["Properties"]["DashboardBody"]
    made: list[dict[str, Any]] = (json.loads(body) if isinstance(body, str) else body["Fn::ToJsonString"])["widgets"]
    return made


@pytest.mark.parametrize("dashboard", ["SystemDashboard", "BusinessDashboard"])
def test_widgets_lie_beside_each_other(dashboard: str) -> None:
    taken: set[tuple[int, int]] = set()
    for widget in widgets(dashboard):
        x, y = widget["x"], widget["y"]
        place = {(x + dx, y + dy) for dx in range(widget["width"]) for dy in range(widget["height"])}
        assert not place & taken, widget
        assert x + widget["width"] <= 24
        taken |= place


def test_business_metrics_are_those_that_the_app_writes() -> None:
    text = json.dumps([widget["properties"] for widget in widgets("BusinessDashboard")])
    shown = set(re.findall(rf'"{NAMESPACE}", "(\w+)"', text)) | set(re.findall(r'MetricName=\\+"(\w+)', text))
    assert shown <= {metric.value for metric in Metric}
    assert {"DocumentsProcessed", "Confidence", "ReviewsRequested", "LlmCostUsd"} <= shown
    ended = next(m for m in BY_NAME["errors-reading"]["Metrics"] if m["Id"] == "ended")["MetricStat"]["Metric"]
    assert (ended["Namespace"], ended["MetricName"]) == (NAMESPACE, Metric.DOCUMENTS_FAILED.value)
