"""The state machine by Step Functions' own rules, and by ours."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from statelint.linter import Linter

from chalicelib.workflow.failure import OUR_ERRORS
from tests.infrastructure.templates import ASL, expanded

PLACEHOLDER = re.compile(r"\$\{(\w+)\}")


WHOLE_RATE = re.compile(r'("BackoffRate": \d+)(?=\s*[,}])')


def definition() -> dict[str, Any]:
    """The text as it is deployed, with an ARN for each placeholder. The validator wants rates written as 2.0."""
    text = PLACEHOLDER.sub(r"arn:aws:lambda:eu-west-1:123456789012:function:\1", ASL.read_text())
    text = WHOLE_RATE.sub(r"\1.0", text)
    made: dict[str, Any] = json.loads(text)
    return made


STATES: dict[str, dict[str, Any]] = definition()["States"]
TASKS = {name: state for name, state in STATES.items() if state["Type"] == "Task"}


def followers(state: dict[str, Any]) -> set[str]:
    """Where a state can lead, its errors included."""
    branches = [*state.get("Choices", []), *state.get("Catch", [])]
    return {item["Next"] for item in [state, *branches] if "Next" in item} | {
        state[key] for key in ("Default",) if key in state
    }


def reachable(start: str) -> set[str]:
    seen: set[str] = set()
    ahead = {start}
    while ahead:
        name = ahead.pop()
        seen.add(name)
        ahead |= followers(STATES[name]) - seen
    return seen


def test_by_the_rules_of_the_language() -> None:
    assert Linter.validate(definition()) == []


@pytest.mark.parametrize(
    ("state", "key", "value"),
    [("Save", "Next", "Nowhere"), ("Ocr", "TimeoutSeconds", -1), ("Confident", "Default", None), ("Notify", "Typ", 1)],
)
def test_the_rules_would_catch_it(state: str, key: str, value: object) -> None:
    broken = definition()
    broken["States"][state][key] = value
    assert Linter.validate(broken) != []


def test_every_state_can_be_reached_and_leads_to_an_end() -> None:
    ends = {name for name, state in STATES.items() if state["Type"] in ("Succeed", "Fail")}
    assert reachable(definition()["StartAt"]) == set(STATES)
    assert [name for name in STATES if not reachable(name) & ends] == []


@pytest.mark.parametrize("name", TASKS)
def test_every_task_ends_in_time_and_catches_everything(name: str) -> None:
    task = TASKS[name]
    assert "TimeoutSeconds" in task or "TimeoutSecondsPath" in task
    assert task["Catch"][-1]["ErrorEquals"] == ["States.ALL"]
    assert "ResultPath" in task["Catch"][-1], "the error would take the state's place"


def test_a_retry_ends_before_its_task_is_given_up_as_stuck() -> None:
    assert all(policy["MaxAttempts"] <= 4 for task in TASKS.values() for policy in task["Retry"])
    assert definition()["TimeoutSeconds"] > 7 * 24 * 3600, "a review may take a week"


def test_errors_are_ours_or_amazons() -> None:
    policies = [p for task in TASKS.values() for p in [*task["Retry"], *task["Catch"]]]
    named = {error for policy in policies for error in policy["ErrorEquals"]}
    foreign = {error for error in named if not error.startswith(("States.", "Lambda.", "Runtime.", "Sandbox."))}
    assert foreign <= set(OUR_ERRORS) | {"SettingsMissing"}


def function_arns(resource: dict[str, Any]) -> dict[str, str]:
    """The function that each placeholder stands for."""
    arns: dict[str, Any] = resource["Properties"]["DefinitionSubstitutions"]
    return {name: arn["Fn::Sub"].partition("learning-yogi-${Stage}-")[2] for name, arn in arns.items()}


def test_it_calls_functions_that_the_app_declares_and_may_call_no_others(functions: set[str]) -> None:
    resources = expanded("workflow")["Resources"]
    substituted = function_arns(resources["DocumentProcessing"])
    assert set(substituted) == set(PLACEHOLDER.findall(ASL.read_text()))
    assert set(substituted.values()) <= functions
    policy = resources["StateMachineRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
    (statement,) = policy
    allowed = {arn["Fn::Sub"].partition("learning-yogi-${Stage}-")[2] for arn in statement["Resource"]}
    assert statement["Action"] == "lambda:InvokeFunction"
    assert allowed == set(substituted.values())


def test_no_documents_content_is_logged() -> None:
    logging = expanded("workflow")["Resources"]["DocumentProcessing"]["Properties"]["LoggingConfiguration"]
    assert logging["IncludeExecutionData"] is False
    assert logging["Level"] == "ERROR"


def test_rules_targets_and_permissions_name_declared_functions(functions: set[str]) -> None:
    text = json.dumps(expanded("workflow"))
    assert set(re.findall(r"learning-yogi-\$\{Stage\}-([a-z_]+)\"", text)) <= functions
