"""The language model on a document's way, through the executed ASL: what the job becomes, and what the user is told."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.domain.errors import SENTENCES, ErrorCode
from chalicelib.llm.claude import DECLINED, NO_TIMETABLE, NOT_SET_UP, TOO_LONG
from chalicelib.storage.circuit import Permit
from chalicelib.storage.llm_spending import Limits, Purpose
from chalicelib.workflow.assistant import NotAsked
from chalicelib.workflow.review import NO_ANSWER
from localcloud.cloud import LocalCloud
from tests.fakes.messages_api import Behaviour, MessagesApi
from tests.support import Teacher, expected_week, saved_week
from tests.workflow.test_paths import Stand, reading, submit, upload, week_of

TEXT = "class-text.pdf"
COST_USD = 0.0075
"""1000 tokens in, 500 out and 200 written to the cache, at 2, 10 and 2.5 dollars a million."""

SOON = {"retry-after-ms": "10"}


@pytest.fixture
def stand(cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch) -> Stand:
    return Stand(cloud, monkeypatch)


@pytest.fixture
def unsure(stand: Stand) -> Stand:
    """Every document is read with 90 % confidence."""
    stand.before("ocr_processor", reading(confidence=90.0))
    stand.before("llm_processor", lambda event, invoke: invoke())
    return stand


def steps(job: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {step["name"]: step for step in job["metadata"]["steps"]}


def reason(services: Any, job: dict[str, Any]) -> str:
    """What the teacher and the reviewer are told."""
    assert job["status"] == "hitl_pending", job
    told: str = services.reviews.of_job(job["id"], job["retryCount"]).reason
    return told


def ask_again(teacher: Teacher, job_id: str) -> dict[str, Any]:
    teacher.data("POST", f"/jobs/{job_id}/retry", json={"useLlm": True})
    return teacher.wait(job_id)


def test_a_document_is_shown_to_the_model_once_whoever_uploads_it(
    teacher: Teacher, cloud: LocalCloud, model: MessagesApi
) -> None:
    model.behaviour.blocks = week_of(TEXT)
    first = teacher.upload_sample(TEXT)
    teacher.wait(first["jobId"])
    job = ask_again(teacher, first["jobId"])
    assert (job["status"], job["processingTier"]) == ("completed", "llm")
    llm = steps(job)["llm"]
    assert (llm["engine"], llm["calls"], llm["tokens"]) == ("claude-sonnet-5-5", 1, 1700)
    assert llm["why"] == "The assistant was asked for."
    assert job["metadata"]["costUsd"] == llm["costUsd"] == COST_USD
    assert {"ocr", "llm"} <= set(job["metadata"]["stageTimes"])

    [request] = model.requests
    picture, evidence = request["body"]["messages"][0]["content"]
    assert base64.b64decode(picture["source"]["data"]).startswith(b"\xff\xd8")
    assert max(json.loads(evidence["text"])["pages"][0]["picture"]) <= 1568

    other = Teacher.register(cloud)
    second = other.upload_sample(TEXT)
    other.wait(second["jobId"])
    again = ask_again(other, second["jobId"])
    assert again["status"] == "completed"
    assert len(model.requests) == 1
    assert steps(again)["llm"]["why"].endswith("had been answered before.")
    assert again["metadata"]["costUsd"] == 0
    # What they share is the model's answer, not the documents.
    for path in (f"/jobs/{first['jobId']}", f"/documents/{first['documentId']}", f"/timetables/{job['timetableId']}"):
        assert other.call("GET", path).status_code == 404


@pytest.mark.parametrize(
    ("behaviour", "told", "invocations"),
    [
        ({"status": 401}, NOT_SET_UP, 1),
        ({"status": 529, "headers": SOON}, NO_ANSWER, 3),
        ({"stop_reason": "max_tokens"}, TOO_LONG, 1),
        ({"stop_reason": "refusal", "content": []}, DECLINED, 1),
        ({"stop_reason": "end_turn", "content": [{"type": "text", "text": "Hello."}]}, NO_TIMETABLE, 1),
    ],
    ids=["key", "overloaded", "truncated", "refusal", "talk"],
)
def test_without_a_usable_answer_a_person_gets_the_draft(
    teacher: Teacher,
    services: Any,
    unsure: Stand,
    model: MessagesApi,
    behaviour: dict[str, Any],
    told: str,
    invocations: int,
) -> None:
    model.behaviour = Behaviour(**behaviour)
    job = teacher.wait(upload(teacher)["jobId"])
    assert reason(services, job) == f"{told} Please check the timetable."
    assert unsure.calls["llm_processor"] == invocations
    assert steps(job)["llm"]["why"] == told
    assert len(job["draftData"]["timeblocks"]) == len(expected_week(TEXT))


def test_what_was_drafted_before_the_model_failed_is_saved_when_a_person_says_so(
    teacher: Teacher, services: Any, unsure: Stand, model: MessagesApi
) -> None:
    model.behaviour.cut_off = True
    announced = upload(teacher)
    job = teacher.wait(announced["jobId"])
    assert reason(services, job).startswith(NO_ANSWER)
    # Half an answer may have to be paid: it counts with all that it could have cost, each of the three times.
    assert steps(job)["llm"]["calls"] == 3
    assert steps(job)["llm"]["costUsd"] > 3 * 0.1
    submit(services, announced["jobId"], services.reviews.of_job(job["id"], 0).draft_data["timeblocks"])
    done = teacher.wait(announced["jobId"], {"completed", "failed"})
    timetable = teacher.data("GET", f"/timetables/{done['timetableId']}")
    assert saved_week(timetable) == expected_week(TEXT)


@pytest.fixture
def spent_day(services: Any) -> Iterator[None]:
    """Today's budget is gone, but for less than a call can cost."""
    limit = round(services.settings.llm_day_budget_usd * 1_000_000)
    left = limit - services.llm_spending.today_micros() - 1000
    document_id, job_id = (services.database.only("SELECT gen_random_uuid() AS id")["id"] for _ in range(2))
    call = services.llm_spending.reserve(Purpose(document_id, job_id, 0, "m"), left, Limits(limit, limit))
    yield
    from chalicelib.domain.model_costs import TokenUsage

    services.llm_spending.settle(call, 0, TokenUsage())


@pytest.mark.usefixtures("spent_day")
def test_when_the_days_budget_is_spent_a_person_is_asked(
    teacher: Teacher, services: Any, unsure: Stand, model: MessagesApi
) -> None:
    job = teacher.wait(upload(teacher)["jobId"])
    assert reason(services, job) == f"{NotAsked.DAY_SPENT.value} Please check the timetable."
    assert model.requests == []
    assert (unsure.calls["llm_processor"], job["metadata"]["costUsd"]) == (1, 0)
    assert steps(job)["llm"]["why"] == NotAsked.DAY_SPENT.value


def test_while_the_model_is_known_to_be_down_nobody_waits_for_it(
    teacher: Teacher, services: Any, unsure: Stand, model: MessagesApi
) -> None:
    for _ in range(services.settings.llm_breaker_failures):
        services.llm_circuit.report(Permit.CALL, well=False)
    spent = services.llm_spending.today_micros()
    job = teacher.wait(upload(teacher)["jobId"])
    assert reason(services, job) == f"{NotAsked.DOWN.value} Please check the timetable."
    assert model.requests == []
    assert services.llm_spending.today_micros() == spent


def test_readings_that_differ_too_much_go_to_a_person(
    teacher: Teacher, services: Any, unsure: Stand, model: MessagesApi
) -> None:
    model.behaviour.blocks = week_of(TEXT)[: len(expected_week(TEXT)) // 2]
    job = teacher.wait(upload(teacher)["jobId"])
    assert reason(services, job).startswith("Two readings of this timetable differ in ")
    assert job["processingTier"] == "text_layer"
    assert len(job["draftData"]["timeblocks"]) == len(expected_week(TEXT))


def test_the_sentence_for_a_model_that_failed_is_the_codes_where_it_has_no_own() -> None:
    assert SENTENCES[ErrorCode.LLM_FAILED].startswith(NO_ANSWER.removesuffix("."))
