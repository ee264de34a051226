"""Every path of the deployed ASL, executed. What a function answers is replaced where a path needs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.composition import Services
from chalicelib.workflow.warmer import is_warmup
from localcloud.cloud import LocalCloud
from localcloud.functions import Invocation
from tests.fakes.messages_api import MessagesApi
from tests.support import PDF, SAMPLES, Teacher, expected_week, hear_until, saved_week, say

Answer = Callable[[Any, Callable[[], Invocation]], Invocation]


class Stand:
    """Lets a test stand between the state machine and a function."""

    def __init__(self, cloud: LocalCloud, patch: pytest.MonkeyPatch) -> None:
        self._cloud = cloud
        self._patch = patch
        self.calls: dict[str, int] = {}

    def before(self, function: str, answer: Answer) -> None:
        """``answer(event, invoke)`` decides; ``invoke()`` calls the real function."""
        pool = self._cloud.aws.invoker.pool(f"learning-yogi-local-{function}")
        real = pool.invoke

        def invoke(event: Any, request_id: str | None = None) -> Invocation:
            if is_warmup(event):  # the warmer calls every minute, whatever is tested
                return real(event, request_id)
            self.calls[function] = self.calls.get(function, 0) + 1
            return answer(event, lambda: real(event, request_id))

        self._patch.setattr(pool, "invoke", invoke)


@pytest.fixture
def stand(cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch) -> Stand:
    return Stand(cloud, monkeypatch)


def failing(kind: str, message: str = "no") -> Answer:
    return lambda event, invoke: failed(kind, message)


def failed(kind: str, message: str = "no") -> Invocation:
    return Invocation("r", None, {"errorType": kind, "errorMessage": message}, 0.0)


def reading(**changed: Any) -> Answer:
    """The real reading, with other numbers."""

    def answer(event: Any, invoke: Callable[[], Invocation]) -> Invocation:
        real = invoke()
        return replace(real, payload=real.payload | changed)

    return answer


def upload(teacher: Teacher) -> dict[str, Any]:
    return teacher.upload((SAMPLES / "class-text.pdf").read_bytes(), PDF)


def history(cloud: LocalCloud, services: Any, job_id: str) -> tuple[str, list[str]]:
    """How the job's execution ended, and the states it entered."""
    from chalicelib.aws import client

    states = client("stepfunctions")
    arn = services.jobs.get(job_id).execution_arn
    for _ in range(100):
        status = states.describe_execution(executionArn=arn)["status"]
        if status != "RUNNING":
            break
        import time

        time.sleep(0.1)
    events = states.get_execution_history(executionArn=arn, maxResults=1000)["events"]
    entered = [e["stateEnteredEventDetails"]["name"] for e in events if "stateEnteredEventDetails" in e]
    return status, entered


def test_happy(teacher: Teacher, cloud: LocalCloud, services: Any) -> None:
    announced = upload(teacher)
    job = teacher.wait(announced["jobId"])
    assert job["status"] == "completed"
    status, states = history(cloud, services, announced["jobId"])
    assert status == "SUCCEEDED"
    assert states == [
        "Classify",
        "KindOfDocument",
        "Preprocess",
        "Ocr",
        "Confident",
        "Validate",
        "Save",
        "Notify",
        "Done",
    ]


@pytest.mark.parametrize("confidence", [97.9, 79.0])
def test_low_confidence_waits_for_a_person_and_goes_on(
    teacher: Teacher, cloud: LocalCloud, services: Any, stand: Stand, confidence: float
) -> None:
    stand.before("ocr_processor", reading(confidence=confidence, reviewNeeded=confidence < 80, llmEnabled=False))
    with teacher.socket() as socket:
        announced = upload(teacher)
        say(socket, action="subscribe:job", jobId=announced["jobId"])
        asked = hear_until(socket, "job:hitl_required")[-1]["data"]
        job = teacher.job(announced["jobId"])
        assert job["status"] == "hitl_pending"
        assert job["hitlTaskId"] == asked["hitlTaskId"]
        assert len(job["draftData"]["timeblocks"]) == len(expected_week("class-text.pdf"))
        draft = services.reviews.of_job(announced["jobId"], 0).draft_data
        submit(services, announced["jobId"], draft["timeblocks"][:3])
        completed = hear_until(socket, "job:completed")[-1]["data"]
    timetable = teacher.data("GET", f"/timetables/{completed['timetableId']}")
    assert len(timetable["timeblocks"]) == 3
    assert set(saved_week(timetable)) <= set(expected_week("class-text.pdf"))
    assert teacher.job(announced["jobId"])["processingTier"] == "hitl"


def submit(services: Any, job_id: str, blocks: list[dict[str, Any]]) -> None:
    """What the review API will do: keep the reviewer's blocks and send the task token back."""
    from chalicelib.aws import client

    task = services.reviews.of_job(job_id, 0)
    services.database.all(
        "UPDATE hitl_tasks SET final_data = %s, status = 'completed' WHERE id = %s",
        (json.dumps({"timeblocks": blocks}), task.id),
    )
    output = json.dumps({"taskId": str(task.id)})
    client("stepfunctions").send_task_success(taskToken=task.task_token, output=output)


def week_of(name: str) -> list[dict[str, Any]]:
    keys = ("day", "start", "end", "name")
    return [dict(zip(keys, block, strict=True)) for block in expected_week(name)]


def test_between_the_thresholds_the_model_is_asked(teacher: Teacher, stand: Stand, model: MessagesApi) -> None:
    stand.before("ocr_processor", reading(confidence=90.0))
    invented = {"day": "Sunday", "start": "09:00", "end": "10:00", "name": "Quidditch"}
    model.behaviour.blocks = [*week_of("class-text.pdf"), invented]
    announced = upload(teacher)
    job = teacher.wait(announced["jobId"])
    assert (job["status"], job["processingTier"]) == ("completed", "llm")
    timetable = teacher.data("GET", f"/timetables/{job['timetableId']}")
    assert saved_week(timetable) == expected_week("class-text.pdf")
    assert any("Quidditch" in remark for remark in job["metadata"]["remarks"])
    [asked] = model.requests
    assert (asked["path"], asked["headers"]["authorization"]) == ("/v1/messages", "Bearer test-key")


def test_below_the_review_threshold_the_model_only_drafts(teacher: Teacher, stand: Stand, model: MessagesApi) -> None:
    stand.before("ocr_processor", reading(confidence=60.0, reviewNeeded=True))
    model.behaviour.blocks = week_of("class-text.pdf")
    job = teacher.wait(upload(teacher)["jobId"])
    assert job["status"] == "hitl_pending"
    assert len(model.requests) == 1


def test_retry_with_the_model_asks_it_whatever_the_confidence(teacher: Teacher, model: MessagesApi) -> None:
    announced = upload(teacher)
    assert teacher.wait(announced["jobId"])["processingTier"] == "text_layer"
    model.behaviour.blocks = week_of("class-text.pdf")
    teacher.data("POST", f"/jobs/{announced['jobId']}/retry", json={"useLlm": True})
    job = teacher.wait(announced["jobId"])
    assert (job["status"], job["processingTier"], job["retryCount"]) == ("completed", "llm", 1)
    assert len(model.requests) == 1


def test_a_review_that_nobody_does_expires(teacher: Teacher, services: Any, stand: Stand, cloud: LocalCloud) -> None:
    stand.before("ocr_processor", reading(confidence=50.0, reviewNeeded=True, reviewSeconds=2, llmEnabled=False))
    announced = upload(teacher)
    job = teacher.wait(announced["jobId"], {"failed", "completed"})
    assert job["errorCode"] == "REVIEW_EXPIRED"
    assert services.reviews.of_job(announced["jobId"], 0).status == "cancelled"
    status, states = history(cloud, services, announced["jobId"])
    assert states[-3:] == ["RecordFailure", "WhoseFault", "Rejected"]
    assert status == "SUCCEEDED"


def test_a_rejected_document_is_not_tried_again(
    teacher: Teacher, cloud: LocalCloud, services: Any, stand: Stand
) -> None:
    stand.before("classifier", failing("NotATimetable", "This is a letter."))
    announced = upload(teacher)
    job = teacher.wait(announced["jobId"])
    assert (job["errorCode"], job["errorMessage"]) == ("NOT_A_TIMETABLE", "This is a letter.")
    assert stand.calls["classifier"] == 1
    status, states = history(cloud, services, announced["jobId"])
    assert states == ["Classify", "RecordFailure", "WhoseFault", "Rejected"]
    assert status == "SUCCEEDED"


def test_a_kind_that_nobody_reads_is_unsupported(teacher: Teacher, stand: Stand) -> None:
    stand.before("classifier", reading(kind="spreadsheet"))
    job = teacher.wait(upload(teacher)["jobId"])
    assert job["errorCode"] == "UNSUPPORTED_DOCUMENT"


@pytest.mark.parametrize(
    "function", ["classifier", "preprocessor", "ocr_processor", "validator", "save", "request_review"]
)
def test_a_stage_that_fails_for_good_fails_the_job(
    teacher: Teacher, cloud: LocalCloud, services: Any, stand: Stand, function: str
) -> None:
    if function == "request_review":
        stand.before("ocr_processor", reading(confidence=50.0, llmEnabled=False))
    stand.before(function, failing("KeyError", "'secret detail'"))
    announced = upload(teacher)
    job = teacher.wait(announced["jobId"], {"failed", "completed"})
    assert (job["status"], job["errorCode"]) == ("failed", "INTERNAL_ERROR")
    assert "secret detail" not in job["errorMessage"]
    assert stand.calls[function] == 1
    assert history(cloud, services, announced["jobId"])[0] == "FAILED"
    assert teacher.data("GET", "/timetables")["timetables"] == []


@pytest.mark.parametrize("function", ["classifier", "preprocessor", "ocr_processor", "validator", "save", "notify"])
@pytest.mark.parametrize("error", ["StoreUnavailable", "Runtime.ExitError", "Sandbox.Timedout"])
def test_a_stage_that_fails_once_is_tried_again(teacher: Teacher, stand: Stand, function: str, error: str) -> None:
    stand.before(function, lambda event, invoke: failed(error) if stand.calls[function] == 1 else invoke())
    job = teacher.wait(upload(teacher)["jobId"])
    assert job["status"] == "completed", job
    for _ in range(50):
        if stand.calls[function] == 2:
            break
        import time

        time.sleep(0.1)
    assert stand.calls[function] == 2


def test_a_stage_that_saved_before_it_was_cut_off_saves_nothing_twice(teacher: Teacher, stand: Stand) -> None:
    def save_and_die(event: Any, invoke: Callable[[], Invocation]) -> Invocation:
        answer = invoke()
        return failed("Runtime.ExitError") if stand.calls["save"] == 1 else answer

    stand.before("save", save_and_die)
    announced = upload(teacher)
    assert teacher.wait(announced["jobId"])["status"] == "completed"
    assert teacher.data("GET", "/timetables")["pagination"]["total"] == 1


def test_a_stage_that_hangs_for_good_times_out(teacher: Teacher, stand: Stand) -> None:
    stand.before("ocr_processor", failing("Sandbox.Timedout"))
    job = teacher.wait(upload(teacher)["jobId"])
    assert job["errorCode"] == "TIMED_OUT"
    assert stand.calls["ocr_processor"] == 2


def test_when_the_failure_cannot_be_recorded_the_last_net_catches_it(teacher: Teacher, stand: Stand) -> None:
    stand.before("validator", failing("KeyError"))
    stand.before("record_failure", failing("KeyError"))
    job = teacher.wait(upload(teacher)["jobId"])
    assert (job["status"], job["errorCode"]) == ("failed", "INTERNAL_ERROR")


def test_an_event_that_nobody_takes_is_kept_as_a_dead_letter(
    teacher: Teacher, cloud: LocalCloud, services: Services, stand: Stand
) -> None:
    """…and the sweeper sends it again."""
    from chalicelib.aws import client

    stand.before(
        "start_execution", lambda event, invoke: failed("KeyError") if stand.calls["start_execution"] < 99 else invoke()
    )
    announced = upload(teacher)
    queue = client("sqs").get_queue_url(QueueName="learning-yogi-local-execution-start-dead-letters")["QueueUrl"]
    letters: list[Any] = []
    import time

    deadline = time.monotonic() + 60
    while not letters and time.monotonic() < deadline:
        letters = client("sqs").receive_message(QueueUrl=queue, WaitTimeSeconds=1).get("Messages", [])
    assert letters
    assert announced["jobId"] in letters[0]["Body"]
    stand.calls["start_execution"] = 99
    time.sleep(1.2)
    from tests.e2e.test_bad_inputs import SCHEDULED

    cloud.aws.invoker.invoke("learning-yogi-local-sweeper", SCHEDULED)
    assert teacher.wait(announced["jobId"])["status"] == "completed"
