"""State machines: errors by name, names once, and the events of their ends."""

from __future__ import annotations

import json
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.localcloud.conftest import wait_for


@pytest.fixture(scope="session")
def machine(tiny) -> str:
    return tiny.state["environment"]["STATE_MACHINE_ARN"]


def run(aws, machine, event):
    name = str(uuid.uuid4())
    arn = aws("stepfunctions").start_execution(stateMachineArn=machine, name=name, input=json.dumps(event))[
        "executionArn"
    ]

    def ended():
        told = aws("stepfunctions").describe_execution(executionArn=arn)
        return told if told["status"] != "RUNNING" else None

    return name, wait_for(ended)


def test_an_answer_goes_on(aws, machine):
    _, told = run(aws, machine, {"n": 1})
    assert told["status"] == "SUCCEEDED"
    assert json.loads(told["output"])["answer"]["echo"] == {"n": 1}


def test_retry_knows_an_exception_by_its_class(aws, machine, state_dir):
    _, told = run(aws, machine, {"mode": "passing", "marker": str(state_dir / "m")})
    assert json.loads(told["output"])["answer"] == {"attempt": 2}


def test_catch_knows_an_exception_by_its_class(aws, machine):
    _, told = run(aws, machine, {"mode": "lasting"})
    assert json.loads(told["output"]) == {"caught": "LastingFault"}


def test_a_crash_and_a_timeout_have_lambdas_names_and_the_end_is_announced(aws, machine, notes):
    name, told = run(aws, machine, {"mode": "crash"})
    assert (told["status"], told["error"]) == ("FAILED", "TookTooLong")
    assert notes.wait(lambda note: note["kind"] == "ended" and note["value"] == [name, "FAILED"])


def test_success_is_not_announced_as_a_failure(aws, machine, notes):
    name, told = run(aws, machine, {"n": 1})
    assert told["status"] == "SUCCEEDED"
    later, _ = run(aws, machine, {"mode": "crash"})
    notes.wait(lambda note: note["kind"] == "ended" and note["value"][0] == later)
    assert not [m for m in notes.look() if m["json"]["kind"] == "ended" and m["json"]["value"][0] == name]


def test_a_name_starts_one_execution(aws, machine):
    client, name = aws("stepfunctions"), str(uuid.uuid4())

    def start(text: str) -> str:
        try:
            return client.start_execution(stateMachineArn=machine, name=name, input=text)["executionArn"]
        except client.exceptions.ExecutionAlreadyExists:
            return "exists"

    with ThreadPoolExecutor(4) as callers:
        answers = list(callers.map(start, ['{"n": 1}'] * 4))
    arns = {answer for answer in answers if answer != "exists"}
    assert len(arns) == 1
    listed = client.list_executions(stateMachineArn=machine)["executions"]
    assert [item["name"] for item in listed].count(name) == 1
    wait_for(lambda: client.describe_execution(executionArn=arns.pop())["status"] == "SUCCEEDED" if arns else True)
    assert start('{"n": 2}') == "exists"


def test_a_rule_starts_the_machine(aws, machine):
    mark = str(uuid.uuid4())
    aws("events").put_events(
        Entries=[
            {
                "EventBusName": "tiny-events",
                "Source": "tiny",
                "DetailType": "start",
                "Detail": json.dumps({"mark": mark}),
            }
        ]
    )

    def started():
        client = aws("stepfunctions")
        for item in client.list_executions(stateMachineArn=machine)["executions"]:
            told = client.describe_execution(executionArn=item["executionArn"])
            if mark in told["input"] and told["status"] == "SUCCEEDED":
                return told
        return None

    assert json.loads(wait_for(started)["input"]) == {"mark": mark}
