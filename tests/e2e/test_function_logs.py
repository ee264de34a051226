"""The functions' logs, as they are written by the running product: JSON, with the ids of what was worked on."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from localcloud.cloud import LocalCloud
from tests.support import PDF, SAMPLES, WAIT_SECONDS, Teacher, hear, say

RECORD = {"s3": {"bucket": {"name": "some"}, "object": {"key": "uploads/nobody"}}}
LINE = {"timestamp", "level", "message", "logger", "function", "requestId"}


def logged(cloud: LocalCloud, function: str = "*") -> list[dict[str, Any]]:
    """Every line of JSON that a function wrote; all functions' without one."""
    folder = Path(cloud.settings.state_dir) / "logs"
    name = "learning-yogi-local*.log" if function == "*" else f"learning-yogi-local{function}.log"
    written = [line for path in folder.glob(name) for line in path.read_text().splitlines()]
    return [json.loads(line) for line in written if line.startswith("{")]


def all_about(cloud: LocalCloud, job_id: str) -> list[dict[str, Any]]:
    """Every line about a job, once the last function has worked on it: that is after the job is completed."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        lines = [line for line in logged(cloud) if line.get("jobId") == job_id]
        if any(line["message"] == "notify is done" for line in lines):
            return lines
        time.sleep(0.1)
    raise AssertionError(f"notify has said nothing about job {job_id}")


def test_every_function_that_worked_on_a_job_says_so(cloud: LocalCloud, teacher: Teacher) -> None:
    with teacher.socket() as socket:
        content = (SAMPLES / "class-text.pdf").read_bytes()
        announced = teacher.announce(len(content), PDF)
        say(socket, action="subscribe:job", jobId=announced["jobId"])
        hear(socket)
        teacher.put(announced, content)
        assert teacher.wait(announced["jobId"])["status"] == "completed"
    about_job = all_about(cloud, announced["jobId"])
    ids = {(line["documentId"], line["executionId"]) for line in about_job}
    assert ids == {(announced["documentId"], f"{announced['jobId']}-0")}
    lines = [line for line in about_job if "_aws" not in line]
    assert all(set(line) >= LINE for line in lines)
    # The edges: a request, a message on a WebSocket, S3's event, the bus's event, the state machine.
    told = {line["function"].removeprefix("learning-yogi-local").removeprefix("-"): line["message"] for line in lines}
    assert told["websocket_message"] == "subscribed"
    assert told["document_uploaded"] == "the upload has arrived"
    assert told["start_execution"] == "the execution is started"
    assert {told[stage] for stage in ("classifier", "preprocessor", "ocr_processor", "validator", "save")} == {
        f"{stage} is done" for stage in ("classify", "preprocess", "ocr", "validate", "save")
    }
    metrics = [line for line in about_job if "_aws" in line]
    assert [line["DocumentsProcessed"] for line in metrics if "DocumentsProcessed" in line] == [1]
    # And nothing of the teacher or the document, in any of them.
    everything = json.dumps(logged(cloud))
    assert teacher.email not in everything
    assert not any(name in json.dumps(about_job) for name in ("Maths", "Assembly", teacher.user["lastName"]))


def test_a_request_is_a_line_with_the_id_that_the_client_is_told(cloud: LocalCloud, teacher: Teacher) -> None:
    announced = teacher.upload_sample("class-text.pdf")
    told = teacher.call("GET", f"/jobs/{announced['jobId']}").json()["meta"]["requestId"]
    [line] = [line for line in logged(cloud, "") if line["requestId"] == told]
    assert set(line) >= LINE | {"invocationId", "milliseconds"}
    assert (line["method"], line["resource"], line["status"]) == ("GET", "/api/v1/jobs/{id}", 200)
    assert (line["jobId"], line["documentId"]) == (announced["jobId"], announced["documentId"])
    teacher.wait(announced["jobId"])


def test_a_refused_document_is_told_with_its_job(cloud: LocalCloud, teacher: Teacher) -> None:
    announced = teacher.upload(b"not a picture at all", "image/png")
    assert teacher.wait(announced["jobId"])["status"] == "failed"
    lines = [line for line in logged(cloud, "-classifier") if line.get("jobId") == announced["jobId"]]
    assert [(line["level"], line["errorType"]) for line in lines] == [("INFO", "UnsupportedDocument")]


@pytest.mark.parametrize(
    ("function", "event", "kind"),
    [
        ("set_role", {"email": "ada.byron@school.example", "role": "queen"}, "ValueError"),
        ("classifier", {"jobId": "Ada Byron"}, "ValidationError"),
        ("document_uploaded", {"Records": [RECORD, {}]}, "KeyError"),
        ("authorizer", {"type": "TOKEN", "authorizationToken": None, "methodArn": "arn:::::a/b/c"}, "AttributeError"),
    ],
)
def test_an_error_is_one_line_with_its_places(
    cloud: LocalCloud, function: str, event: dict[str, Any], kind: str
) -> None:
    answer = cloud.aws.invoker.invoke(f"learning-yogi-local-{function}", event)
    assert answer.error is not None
    assert answer.error["errorType"] == kind
    lines = [line for line in logged(cloud, f"-{function}") if line["requestId"] == answer.request_id]
    [line] = [line for line in lines if line["level"] == "ERROR"]
    assert set(line) >= LINE
    assert (line["errorType"], line["function"]) == (kind, f"learning-yogi-local-{function}")
    assert ".py" in line["stackTrace"]
    assert "byron" not in json.dumps(line).lower()
