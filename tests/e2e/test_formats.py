"""Every format, from a teacher's upload to the saved timetable, over HTTP, the pre-signed URL and WebSocket."""

from __future__ import annotations

import json

import pytest

from tests.support import Teacher, expected_week, hear_until, same_week, saved_week, say

SAMPLES = [
    "class-week.png",
    "class-photo.jpg",
    "class-text.pdf",
    "class-scan.pdf",
    "class-table.docx",
    "class-picture.docx",
]


@pytest.mark.parametrize("sample", SAMPLES)
def test_sample_becomes_the_known_timetable(teacher: Teacher, sample: str) -> None:
    with teacher.socket() as socket:
        announced = teacher.upload_sample(sample)
        say(socket, action="subscribe:job", jobId=announced["jobId"])
        heard = hear_until(socket, "job:completed")
    completed = heard[-1]["data"]
    assert completed["confidence"] >= 98
    timetable = teacher.data("GET", f"/timetables/{completed['timetableId']}")
    saved, expected = saved_week(timetable), expected_week(sample)
    assert same_week(saved, expected), (saved, expected)
    progress = [message["data"]["progress"] for message in heard if message["event"] == "job:status"]
    assert progress == sorted(progress), json.dumps(heard)

    job = teacher.job(announced["jobId"])
    assert job["status"] == "completed"
    assert job["timetableId"] == timetable["id"]
    assert len(job["result"]["timeblocks"]) == len(timetable["timeblocks"])
    raster = sample not in {"class-text.pdf", "class-table.docx"}
    assert job["processingTier"] == ("local_ocr" if raster else "text_layer")
    assert set(job["metadata"]["stageTimes"]) >= {"classify", "preprocess", "ocr", "validate", "save"}

    document = teacher.data("GET", f"/documents/{announced['documentId']}")
    assert document["uploadStatus"] == "completed"
    assert document["timetableId"] == timetable["id"]
    assert document["metadata"]["pageCount"] == 1


def test_form_upload_goes_the_same_way(teacher: Teacher) -> None:
    from tests.support import DOCX
    from tests.support import SAMPLES as FOLDER

    content = (FOLDER / "class-table.docx").read_bytes()
    files = {
        "file": ("class-table.docx", content, DOCX),
        "metadata": (None, json.dumps({"name": "Our week", "className": "4M"}), "application/json"),
    }
    accepted = teacher.data("POST", "/documents/upload", files=files)
    assert "upload" not in accepted
    job = teacher.wait(accepted["jobId"])
    assert job["status"] == "completed", job
    timetable = teacher.data("GET", f"/timetables/{job['timetableId']}")
    assert (timetable["name"], timetable["className"]) == ("Our week", "4M")
    assert same_week(saved_week(timetable), expected_week("class-table.docx"))
