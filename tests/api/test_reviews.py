"""The review queue over HTTP, with a workflow that really waits."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.__main__ import main
from chalicelib.domain.jobs import Role
from chalicelib.identity.roles import set_role
from chalicelib.workflow.warmer import is_warmup
from localcloud.cloud import LocalCloud
from tests.support import PDF, SAMPLES, Teacher, hear_until, saved_week, say

SWEEPER = "learning-yogi-local-sweeper"
CORRECTED = {"name": "Assembly", "dayOfWeek": "Tuesday", "startTime": "08:30", "endTime": "08:50", "notes": "Hall"}


@pytest.fixture
def reviewer(cloud: LocalCloud, services: Any) -> Teacher:
    person = Teacher.register(cloud)
    set_role(services, person.email, Role.REVIEWER)
    person.login()
    return person


@pytest.fixture
def unsure(teacher: Teacher, cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The teacher's job, waiting for a person."""
    pool = cloud.aws.invoker.pool("learning-yogi-local-ocr_processor")
    real = pool.invoke

    def doubtful(event: Any, request_id: str | None = None) -> Any:
        answer = real(event, request_id)
        if is_warmup(event):
            return answer
        return replace(answer, payload=answer.payload | {"confidence": 60.0, "llmEnabled": False})

    monkeypatch.setattr(pool, "invoke", doubtful)
    announced = teacher.upload((SAMPLES / "class-text.pdf").read_bytes(), PDF)
    return teacher.wait(announced["jobId"])


def find_in_queue(reviewer: Teacher, task_id: str) -> dict[str, Any]:
    """The pending task, looked for page by page."""
    page = 1
    while True:
        listed = reviewer.data("GET", f"/hitl/tasks?status=pending&limit=100&page={page}")
        for task in listed["tasks"]:
            if task["id"] == task_id:
                found: dict[str, Any] = task
                return found
        assert listed["pagination"]["hasNext"]
        page += 1


def test_from_the_queue_to_the_timetable(teacher: Teacher, reviewer: Teacher, unsure: dict[str, Any]) -> None:
    task = find_in_queue(reviewer, unsure["hitlTaskId"])
    assert task["jobId"] == unsure["id"]
    assert task["user"]["id"] == teacher.user["id"]
    detail = reviewer.data("GET", f"/hitl/tasks/{task['id']}")
    assert teacher.session.get(detail["documentUrl"], timeout=30).content.startswith(b"%PDF")
    assert detail["draftData"] == unsure["draftData"]
    for block in detail["draftData"]["timeblocks"]:
        assert set(block) >= {"name", "dayOfWeek", "startTime", "endTime", "notes", "color", "confidence", "origin"}
        assert block["origin"]["page"] == 1
        assert block["origin"]["box"]["right"] > block["origin"]["box"]["left"]

    claimed = reviewer.data("POST", f"/hitl/tasks/{task['id']}/claim")
    assert claimed["assignedTo"] == reviewer.user["id"]
    assert teacher.call("POST", f"/hitl/tasks/{task['id']}/claim").status_code == 409
    assert teacher.job(unsure["id"])["status"] == "hitl_in_progress"
    body = {"timeblocks": [CORRECTED], "reviewNotes": "Only assembly is certain."}
    assert teacher.call("POST", f"/hitl/tasks/{task['id']}/submit", json=body).status_code == 409

    with teacher.socket() as socket:
        say(socket, action="subscribe:job", jobId=unsure["id"])
        submitted = reviewer.data("POST", f"/hitl/tasks/{task['id']}/submit", json=body)
        completed = hear_until(socket, "job:completed")[-1]["data"]
    assert (submitted["status"], submitted["jobId"]) == ("completed", unsure["id"])
    timetable = teacher.data("GET", f"/timetables/{completed['timetableId']}")
    assert saved_week(timetable) == [("Tuesday", "08:30", "08:50", "Assembly")]
    assert timetable["timeblocks"][0]["notes"] == "Hall"
    assert reviewer.call("POST", f"/hitl/tasks/{task['id']}/submit", json=body).status_code == 409


def test_a_teacher_reviews_their_own_document(teacher: Teacher, unsure: dict[str, Any]) -> None:
    [task] = teacher.data("GET", "/hitl/tasks")["tasks"]
    assert task["id"] == unsure["hitlTaskId"]
    teacher.data("POST", f"/hitl/tasks/{task['id']}/submit", json={"timeblocks": [CORRECTED]})
    assert teacher.wait(unsure["id"], {"completed", "failed"})["status"] == "completed"


def test_what_cannot_be_is_refused_and_the_review_goes_on(teacher: Teacher, unsure: dict[str, Any]) -> None:
    path = f"/hitl/tasks/{unsure['hitlTaskId']}/submit"
    wrong = CORRECTED | {"endTime": "08:00"}
    answer = teacher.call("POST", path, json={"timeblocks": [CORRECTED, wrong]})
    assert answer.status_code == 400
    assert answer.json()["error"]["details"][0]["field"] == "timeblocks.1.endTime"
    assert teacher.call("POST", path, json={"timeblocks": []}).status_code == 400
    assert teacher.job(unsure["id"])["status"] == "hitl_pending"


def test_a_claimed_task_that_is_abandoned_returns_to_the_queue(
    teacher: Teacher, reviewer: Teacher, unsure: dict[str, Any], services: Any, cloud: LocalCloud
) -> None:
    from tests.e2e.test_bad_inputs import SCHEDULED

    task = unsure["hitlTaskId"]
    reviewer.data("POST", f"/hitl/tasks/{task}/claim")
    services.database.all("UPDATE hitl_tasks SET assigned_at = now() - interval '2 hours' WHERE id = %s", (task,))
    cloud.aws.invoker.invoke(SWEEPER, SCHEDULED)
    assert teacher.data("POST", f"/hitl/tasks/{task}/claim")["assignedTo"] == teacher.user["id"]


def test_the_queue_is_filtered(reviewer: Teacher, unsure: dict[str, Any]) -> None:
    waiting = find_in_queue(reviewer, unsure["hitlTaskId"])
    assert waiting["status"] == "pending"
    completed = reviewer.data("GET", "/hitl/tasks?status=completed&limit=100")["tasks"]
    assert unsure["hitlTaskId"] not in {task["id"] for task in completed}
    assert reviewer.data("GET", "/hitl/tasks?priority=urgent")["tasks"] == []
    assert reviewer.call("GET", "/hitl/tasks?priority=odd").status_code == 400


def test_what_a_reviewer_corrected_is_kept_to_be_measured(
    teacher: Teacher,
    reviewer: Teacher,
    unsure: dict[str, Any],
    cloud: LocalCloud,
    services: Any,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draft = unsure["draftData"]["timeblocks"]
    kept, renamed, shortened, removed = draft[:4]
    rename = _submitted(renamed) | {"name": "Wood" + renamed["name"].lower()}
    shorten = _submitted(shortened) | {"notes": "until the bell"}
    body = {"timeblocks": [_submitted(kept), rename, shorten, *map(_submitted, draft[4:]), CORRECTED]}
    reviewer.data("POST", f"/hitl/tasks/{unsure['hitlTaskId']}/submit", json=body)
    teacher.wait(unsure["id"], {"completed", "failed"})

    assert reviewer.call("GET", "/hitl/corrections").status_code == 404
    assert teacher.call("GET", "/hitl/corrections").status_code == 404
    set_role(services, reviewer.email, Role.ADMIN)
    reviewer.login()
    listed = reviewer.data("GET", "/hitl/corrections?since=2026-01-01")
    [record] = [review for review in listed["reviews"] if review["taskId"] == unsure["hitlTaskId"]]
    assert (record["documentId"], record["tier"], record["engine"]) == (
        unsure["documentId"],
        "text_layer",
        "document text",
    )
    made = {c["before"]["name"] if c["before"] else "": c for c in record["corrections"] if c["verdict"] != "kept"}
    assert {name: (c["verdict"], c["fields"]) for name, c in made.items() if name != ""} == {
        renamed["name"]: ("changed", ["name"]),
        shortened["name"]: ("changed", ["notes"]),
        removed["name"]: ("removed", []),
    }
    assert made[renamed["name"]]["box"] == renamed["origin"]["box"]
    assert made[renamed["name"]]["page"] == 1
    assert made[""]["after"]["name"] == CORRECTED["name"]
    assert listed["summary"]["reviews"] >= 1
    assert listed["summary"]["fields"]["name"] >= 1
    assert listed["summary"]["verdicts"]["removed"] >= 1
    assert reviewer.data("GET", "/hitl/corrections?since=2090-01-01")["reviews"] == []

    monkeypatch.setattr("chalicelib.composition.services", lambda: services)
    assert main(["corrections", "--since", "2026-01-01"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert record in lines
    assert main(["corrections", "--summary"]) == 0
    assert json.loads(capsys.readouterr().out)["fields"]["name"] >= 1


def _submitted(read: dict[str, Any]) -> dict[str, Any]:
    """A draft's timeblock as a reviewer leaves it who changes nothing."""
    return {name: read[name] for name in ("name", "dayOfWeek", "startTime", "endTime", "notes")}
