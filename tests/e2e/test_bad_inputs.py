"""What cannot be read ends as failed within seconds, with its code and a sentence."""

from __future__ import annotations

import time

import pytest

from samples.bad_inputs import build
from tests.support import DOCX, JPEG, PDF, PNG, SAMPLES, Teacher, hear_until, say

SECONDS = 20
"""Far more than it takes (see docs/benchmarks.md): what is checked is that nothing waits for a time limit."""

REJECTED = [
    ("not_a_timetable.png", PNG, "NOT_A_TIMETABLE"),
    ("not_a_timetable.pdf", PDF, "NOT_A_TIMETABLE"),
    ("not_a_timetable.docx", DOCX, "NOT_A_TIMETABLE"),
    ("blurred.png", PNG, "OCR_FAILED"),
    ("encrypted.pdf", PDF, "ENCRYPTED_DOCUMENT"),
    ("corrupt.pdf", PDF, "CORRUPT_DOCUMENT"),
    ("truncated.png", PNG, "CORRUPT_DOCUMENT"),
    ("zip_renamed.docx", DOCX, "UNSUPPORTED_DOCUMENT"),
    ("huge_picture.png", PNG, "DOCUMENT_TOO_LARGE"),
]


@pytest.mark.parametrize(("name", "file_type", "code"), REJECTED)
def test_document_is_rejected(teacher: Teacher, name: str, file_type: str, code: str) -> None:
    started = time.monotonic()
    with teacher.socket() as socket:
        announced = teacher.upload(build(name), file_type, name)
        say(socket, action="subscribe:job", jobId=announced["jobId"])
        told = hear_until(socket, "job:failed")[-1]["data"]
    assert time.monotonic() - started < SECONDS
    job = teacher.job(announced["jobId"])
    assert (job["status"], job["errorCode"]) == ("failed", code)
    assert told["errorCode"] == code
    assert told["error"] == job["errorMessage"]
    assert job["errorMessage"].endswith(".")
    assert not {"Error", "Exception", "Traceback"} & set(job["errorMessage"].replace(":", " ").split())
    assert teacher.data("GET", "/timetables")["timetables"] == []


@pytest.mark.parametrize(("sample", "declared"), [("class-week.png", PDF), ("class-photo.jpg", PNG)])
def test_content_that_is_not_what_was_declared(teacher: Teacher, sample: str, declared: str) -> None:
    announced = teacher.upload((SAMPLES / sample).read_bytes(), declared)
    job = teacher.wait(announced["jobId"])
    assert (job["status"], job["errorCode"]) == ("failed", "UPLOAD_MISMATCH")


def test_larger_than_declared_is_refused_by_the_store(teacher: Teacher) -> None:
    """The URL is good for the announced size alone, as on S3."""
    content = (SAMPLES / "class-week.png").read_bytes()
    announced = teacher.announce(len(content) - 1, PNG)
    answer = teacher.put(announced, content, {"Content-Type": PNG})
    assert answer.status_code == 403
    assert teacher.job(announced["jobId"])["status"] == "pending"


def test_an_object_of_another_size_fails_the_job(teacher: Teacher, services: object) -> None:
    """A store that lets it through, or somebody with other rights, does not get past us either."""
    content = (SAMPLES / "class-week.png").read_bytes()
    announced = teacher.announce(len(content) - 1, PNG)
    document = services.documents.get(announced["documentId"])  # type: ignore[attr-defined]
    services.objects.put(document.s3_key, content, PNG)  # type: ignore[attr-defined]
    job = teacher.wait(announced["jobId"])
    assert (job["status"], job["errorCode"]) == ("failed", "UPLOAD_MISMATCH")
    assert teacher.data("GET", f"/documents/{announced['documentId']}")["uploadStatus"] == "failed"
    assert teacher.call("POST", f"/jobs/{announced['jobId']}/retry").status_code == 409


def test_an_object_over_the_limit_fails_the_job(teacher: Teacher, services: object) -> None:
    announced = teacher.announce(1000, PNG)
    document = services.documents.get(announced["documentId"])  # type: ignore[attr-defined]
    services.objects.put(document.s3_key, build("oversize"), PNG)  # type: ignore[attr-defined]
    job = teacher.wait(announced["jobId"])
    assert (job["status"], job["errorCode"]) == ("failed", "DOCUMENT_TOO_LARGE")


@pytest.mark.parametrize(
    ("size", "status", "code"),
    [(0, 400, "VALIDATION_ERROR"), (-5, 400, "VALIDATION_ERROR"), (10 * 1024 * 1024 + 1, 413, "PAYLOAD_TOO_LARGE")],
)
def test_impossible_sizes_are_refused_at_once(teacher: Teacher, size: int, status: int, code: str) -> None:
    body = {"fileName": "a.png", "fileType": PNG, "fileSize": size}
    answer = teacher.call("POST", "/documents/upload", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert answer.json()["error"]["details"][0]["field"] == "fileSize"


def test_other_types_are_refused_at_once(teacher: Teacher) -> None:
    body = {"fileName": "a.gif", "fileType": "image/gif", "fileSize": 10}
    answer = teacher.call("POST", "/documents/upload", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (415, "UNSUPPORTED_MEDIA_TYPE")


def test_empty_form_file_is_refused_at_once(teacher: Teacher) -> None:
    answer = teacher.call("POST", "/documents/upload", files={"file": ("a.jpg", b"", JPEG)})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "VALIDATION_ERROR")


def test_upload_that_never_comes_expires(teacher: Teacher, services: object, cloud: object) -> None:
    announced = teacher.announce(1000, PNG)
    services.database.all(  # type: ignore[attr-defined]
        "UPDATE documents SET created_at = now() - interval '1 hour' WHERE id = %s", (announced["documentId"],)
    )
    cloud.aws.invoker.invoke("learning-yogi-local-sweeper", SCHEDULED)  # type: ignore[attr-defined]
    job = teacher.wait(announced["jobId"])
    assert (job["status"], job["errorCode"]) == ("failed", "UPLOAD_EXPIRED")
    # Arriving after all changes nothing, and leaves nothing behind.
    content = b"x" * 1000
    assert teacher.put(announced, content).status_code == 200
    assert teacher.job(announced["jobId"])["errorCode"] == "UPLOAD_EXPIRED"


SCHEDULED = {
    "version": "0",
    "id": "1",
    "detail-type": "Scheduled Event",
    "source": "aws.events",
    "account": "",
    "time": "",
    "region": "",
    "resources": [],
    "detail": {},
}
