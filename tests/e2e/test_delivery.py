"""What is delivered twice happens once; what is killed is tried again."""

from __future__ import annotations

import threading
import time
from typing import Any

import psutil
import pytest

from chalicelib.events.schemas import DocumentUploaded, about
from localcloud.cloud import LocalCloud
from localcloud.functions import FunctionPool
from tests.support import PNG, SAMPLES, Teacher

UPLOADED = "learning-yogi-local-document_uploaded"


def s3_event(services: Any, key: str) -> dict[str, Any]:
    return {"Records": [{"s3": {"bucket": {"name": services.objects.bucket}, "object": {"key": key}}}]}


def executions_of(cloud: LocalCloud, job_id: str) -> list[dict[str, Any]]:
    from chalicelib.aws import client

    machine = cloud.environment["STATE_MACHINE_ARN"]
    found = client("stepfunctions").list_executions(stateMachineArn=machine, maxResults=1000)["executions"]
    return [execution for execution in found if execution["name"].startswith(job_id)]


def test_the_same_arrival_told_many_times_at_once_gives_one_timetable(
    teacher: Teacher, cloud: LocalCloud, services: Any
) -> None:
    announced = teacher.announce((SAMPLES / "class-text.pdf").stat().st_size, "application/pdf")
    key = services.documents.get(announced["documentId"]).s3_key
    teacher.put(announced, (SAMPLES / "class-text.pdf").read_bytes())
    told = [
        threading.Thread(target=cloud.aws.invoker.invoke, args=(UPLOADED, s3_event(services, key))) for _ in range(4)
    ]
    for thread in told:
        thread.start()
    for thread in told:
        thread.join()
    job = teacher.wait(announced["jobId"])
    assert job["status"] == "completed"
    # Told once more when all is over.
    cloud.aws.invoker.invoke(UPLOADED, s3_event(services, key))
    time.sleep(1)
    assert len(executions_of(cloud, announced["jobId"])) == 1
    assert teacher.data("GET", "/timetables")["pagination"]["total"] == 1
    assert teacher.job(announced["jobId"])["timetableId"] == job["timetableId"]


def test_a_function_killed_in_the_middle_is_tried_again(teacher: Teacher, cloud: LocalCloud, services: Any) -> None:
    pool = cloud.aws.invoker.pool("learning-yogi-local-ocr_processor")
    announced = teacher.upload((SAMPLES / "class-week.png").read_bytes(), PNG)
    killed = kill_worker_at_work(services, announced["jobId"], pool)
    job = teacher.wait(announced["jobId"])
    assert killed
    assert job["status"] == "completed", job
    assert teacher.data("GET", "/timetables")["pagination"]["total"] == 1


def kill_worker_at_work(services: Any, job_id: str, pool: FunctionPool) -> bool:
    """Kill the function's workers as soon as the job is with them."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if services.jobs.get(job_id).status == "ocr":
            pids = pool.pids()
            for pid in pids:
                psutil.Process(pid).kill()
            return bool(pids)
        time.sleep(0.01)
    return False


def test_retry_of_a_failed_job_reads_the_document_again(teacher: Teacher, services: Any) -> None:
    from chalicelib.domain.errors import ErrorCode

    announced = teacher.announce(SAMPLES.joinpath("class-table.docx").stat().st_size, _docx())
    services.jobs.fail(announced["jobId"], 0, ErrorCode.INTERNAL_ERROR, "Something went wrong.")
    services.documents.mark_uploaded(announced["documentId"], None, _docx())
    key = services.documents.get(announced["documentId"]).s3_key
    services.objects.put(key, (SAMPLES / "class-table.docx").read_bytes(), _docx())
    answer = teacher.call("POST", f"/jobs/{announced['jobId']}/retry", json={"useLlm": False})
    assert answer.status_code == 202
    assert answer.json()["data"]["status"] == "pending"
    job = teacher.wait(announced["jobId"])
    assert (job["status"], job["retryCount"]) == ("completed", 1)


def test_a_replay_from_the_archive_repeats_nothing(teacher: Teacher, cloud: LocalCloud, services: Any) -> None:
    """The rule's target gets the event of an ended attempt a second time, as EventBridge's replay gives it."""
    announced = teacher.upload_sample("class-text.pdf")
    assert teacher.wait(announced["jobId"])["status"] == "completed"
    document, job = services.documents.get(announced["documentId"]), services.jobs.get(announced["jobId"])
    detail = DocumentUploaded(
        **about(document.id, job.id, document.user_id, job.retry_count), bucket=document.s3_bucket, key=document.s3_key
    )
    replayed = {"detail": detail.model_dump(mode="json", by_alias=True), "replay-name": "lost"}
    answer = cloud.aws.invoker.invoke("learning-yogi-local-start_execution", replayed)
    assert answer.payload == {"executionArn": job.execution_arn}
    assert len(executions_of(cloud, announced["jobId"])) == 1
    assert teacher.data("GET", "/timetables")["pagination"]["total"] == 1


def test_retry_while_it_runs_is_a_conflict(teacher: Teacher) -> None:
    announced = teacher.announce(1000, PNG)
    answer = teacher.call("POST", f"/jobs/{announced['jobId']}/retry")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "CONFLICT")


@pytest.mark.parametrize("when", ["before the end", "after the end"])
def test_deleting_a_document_removes_everything_of_it(teacher: Teacher, services: Any, when: str) -> None:
    from chalicelib.aws import client

    announced = teacher.upload_sample("class-text.pdf")
    if when == "after the end":
        teacher.wait(announced["jobId"])
    deleted = teacher.data("DELETE", f"/documents/{announced['documentId']}")
    assert deleted["deletedId"] == announced["documentId"]
    assert teacher.call("GET", f"/documents/{announced['documentId']}").status_code == 404
    assert teacher.call("GET", f"/jobs/{announced['jobId']}").status_code == 404
    if when == "after the end":
        for prefix in (f"uploads/{teacher.user['id']}/", f"processed/{announced['documentId']}/"):
            listed = client("s3").list_objects_v2(Bucket=services.objects.bucket, Prefix=prefix)
            assert listed.get("KeyCount", 0) == 0


def _docx() -> str:
    from tests.support import DOCX

    return DOCX
