"""Pictures read by Google Cloud Vision, through the executed ASL: what the job becomes, and what the user is told."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from cv2 import circle
from numpy import full, uint8
from redis import Redis

from chalicelib.composition import Services
from chalicelib.domain.errors import OcrFailed, OcrUnavailable
from chalicelib.domain.jobs import ProcessingTier
from chalicelib.preprocessing import encode_picture
from chalicelib.storage.circuit import Permit
from chalicelib.workflow.warmer import warm_up
from chalicelib.workflow.words import WordReader
from localcloud.cloud import LocalCloud
from tests.fakes.vision_api import Trouble, VisionApi
from tests.support import SAMPLES, Teacher, expected_week, saved_week
from tests.workflow.settings import OtherSettings
from tests.workflow.test_paths import Stand, reading

pytest.importorskip("rapidocr", reason="the local OCR engine reads for the stand-in")

BY_VISION = {"OCR_ENGINE": "vision"}
PICTURE = "class-week.png"
UNANSWERED = "Our text recognition does not answer at the moment. Please try again later; your document is kept."
NOT_AVAILABLE = "Our text recognition is not available at the moment. Please try again later; your document is kept."
UNREADABLE = "We could not read the text in this document. Please try again, or upload a sharper picture."
STAGES = (
    "classifier",
    "preprocessor",
    "ocr_processor",
    "llm_processor",
    "request_review",
    "validator",
    "save",
    "notify",
)


@pytest.fixture(scope="module")
def other_settings(cloud: LocalCloud) -> Iterator[OtherSettings]:
    made = OtherSettings(cloud)
    yield made
    made.close()


@pytest.fixture
def stand(cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch) -> Stand:
    return Stand(cloud, monkeypatch)


@pytest.fixture
def forgotten(cloud: LocalCloud, vision: VisionApi) -> VisionApi:
    """Vision, which knows the picture, and of whose readings and failures nothing is kept."""
    vision.learn((SAMPLES / PICTURE).read_bytes())
    redis = Redis.from_url(cloud.addresses.redis_url)
    for kept in ("ocr:result:*:google-vision*", "circuit:vision"):
        for key in redis.scan_iter(kept):
            redis.delete(key)
    return vision


@pytest.fixture
def patient(
    other_settings: OtherSettings,
    monkeypatch: pytest.MonkeyPatch,
    forgotten: VisionApi,
) -> VisionApi:
    """Vision reads; enough time for the stand-in to do it."""
    environment = BY_VISION | {"VISION_TIMEOUT_SECONDS": "60"}
    other_settings.use(monkeypatch, ("ocr_processor",), **environment)
    return forgotten


@pytest.fixture
def hurried(
    other_settings: OtherSettings,
    monkeypatch: pytest.MonkeyPatch,
    forgotten: VisionApi,
) -> VisionApi:
    """Vision reads, given a second; the local engine steps in."""
    environment = BY_VISION | {"VISION_TIMEOUT_SECONDS": "1"}
    other_settings.use(monkeypatch, ("ocr_processor",), **environment)
    return forgotten


@pytest.fixture
def alone(
    other_settings: OtherSettings,
    monkeypatch: pytest.MonkeyPatch,
    forgotten: VisionApi,
) -> VisionApi:
    """Vision reads, and nothing steps in; the workflow's long waits are short."""
    environment = BY_VISION | {"VISION_TIMEOUT_SECONDS": "60", "OCR_FALLBACK": "false", "VISION_BREAKER_SECONDS": "2"}
    waits = SimpleNamespace(sleep=lambda seconds: time.sleep(min(seconds, 0.9)))
    monkeypatch.setattr("moto.stepfunctions.parser.asl.component.common.retry.retrier_decl.time", waits)
    other_settings.use(monkeypatch, ("ocr_processor",), **environment)
    return forgotten


def test_vision_reads_a_picture(teacher: Teacher, patient: VisionApi) -> None:
    job = teacher.wait(teacher.upload_sample(PICTURE)["jobId"])
    assert (job["status"], job["processingTier"]) == ("completed", "cloud_ocr")
    assert saved_week(teacher.data("GET", f"/timetables/{job['timetableId']}")) == expected_week(PICTURE)
    [step] = job["metadata"]["steps"]
    assert step["engine"].startswith("google-vision-")
    assert (step["calls"], step["costUsd"]) == (patient.pictures, pytest.approx(0.0015 * patient.pictures))
    assert job["metadata"]["costUsd"] == step["costUsd"]


def test_the_same_document_of_somebody_else_costs_no_second_call_and_opens_nothing(
    teacher: Teacher, cloud: LocalCloud, patient: VisionApi
) -> None:
    first = teacher.upload_sample(PICTURE)
    assert teacher.wait(first["jobId"])["status"] == "completed"
    other = Teacher.register(cloud)
    second = other.upload_sample(PICTURE)
    job = other.wait(second["jobId"])
    assert (job["status"], job["processingTier"], job["metadata"]["costUsd"]) == ("completed", "cloud_ocr", 0.0)
    assert "1 of 1 pages had been read before." in job["metadata"]["steps"][0]["why"]
    assert patient.pictures == 1
    for path in (f"/jobs/{first['jobId']}", f"/documents/{first['documentId']}"):
        assert other.call("GET", path).status_code == 404
    assert other.call("GET", f"/documents/{first['documentId']}/download").status_code == 404
    theirs = {t["id"] for t in other.data("GET", "/timetables")["timetables"]}
    assert theirs == {job["timetableId"]}
    teacher.data("DELETE", f"/documents/{first['documentId']}")
    assert other.call("GET", f"/documents/{second['documentId']}").ok


@pytest.mark.parametrize("trouble", list(Trouble))
def test_where_vision_fails_the_local_engine_reads(teacher: Teacher, hurried: VisionApi, trouble: Trouble) -> None:
    hurried.fail(trouble)
    job = teacher.wait(teacher.upload_sample(PICTURE)["jobId"])
    assert (job["status"], job["processingTier"]) == ("completed", "local_ocr"), job
    assert job["metadata"]["ocrEngine"].startswith("rapidocr-")
    [step] = job["metadata"]["steps"]
    assert "so the local engine read what it left" in step["why"]
    assert step["costUsd"] == 0.0
    assert saved_week(teacher.data("GET", f"/timetables/{job['timetableId']}")) == expected_week(PICTURE)
    assert hurried.requests


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (Trouble.FORBIDDEN, NOT_AVAILABLE),
        (Trouble.UNAUTHENTICATED, NOT_AVAILABLE),
        (Trouble.BAD_PICTURE, UNREADABLE),
    ],
)
def test_alone_what_no_attempt_can_cure_fails_at_once(
    teacher: Teacher, alone: VisionApi, stand: Stand, trouble: Trouble, told: str
) -> None:
    stand.before("ocr_processor", lambda event, invoke: invoke())
    alone.fail(trouble)
    job = teacher.wait(teacher.upload_sample(PICTURE)["jobId"])
    assert (job["status"], job["errorCode"], job["errorMessage"]) == ("failed", "OCR_FAILED", told)
    assert stand.calls["ocr_processor"] == 1


def test_alone_what_passes_is_tried_again_by_the_workflow(teacher: Teacher, alone: VisionApi, stand: Stand) -> None:
    stand.before("ocr_processor", lambda event, invoke: invoke())
    alone.fail(Trouble.BUSY_PICTURE, times=1)
    job = teacher.wait(teacher.upload_sample(PICTURE)["jobId"])
    assert (job["status"], job["processingTier"]) == ("completed", "cloud_ocr")
    assert stand.calls["ocr_processor"] == 2


def test_alone_a_service_that_stays_away_fails_the_job(teacher: Teacher, alone: VisionApi, stand: Stand) -> None:
    stand.before("ocr_processor", lambda event, invoke: invoke())
    alone.fail(Trouble.BUSY_PICTURE)
    job = teacher.wait(teacher.upload_sample(PICTURE)["jobId"])
    assert (job["status"], job["errorCode"], job["errorMessage"]) == ("failed", "OCR_FAILED", UNANSWERED)
    assert stand.calls["ocr_processor"] == 5
    alone.trouble = None
    teacher.data("POST", f"/jobs/{job['id']}/retry", json={})
    assert teacher.wait(job["id"])["status"] == "completed"


def test_alone_the_workflow_waits_until_a_service_that_was_down_may_be_asked_again(
    teacher: Teacher, services: Services, alone: VisionApi, stand: Stand
) -> None:
    stand.before("ocr_processor", lambda event, invoke: invoke())
    alone.fail(Trouble.BUSY_PICTURE, times=1)
    for _ in range(services.settings.vision_breaker_failures - 1):
        services.vision_circuit.report(Permit.CALL, well=False)
    job = teacher.wait(teacher.upload_sample(PICTURE)["jobId"])
    assert (job["status"], job["processingTier"]) == ("completed", "cloud_ocr")
    # One that failed and opened the circuit, and the one that closed it; the workflow's tries between ask nobody.
    assert len(alone.requests) == 2 < stand.calls["ocr_processor"]
    assert services.vision_circuit.permit() is Permit.CALL


def test_while_vision_is_known_to_be_down_the_local_engine_reads_at_once(
    teacher: Teacher, services: Services, hurried: VisionApi
) -> None:
    for _ in range(services.settings.vision_breaker_failures):
        services.vision_circuit.report(Permit.CALL, well=False)
    job = teacher.wait(teacher.upload_sample(PICTURE)["jobId"])
    assert (job["status"], job["processingTier"]) == ("completed", "local_ocr")
    assert "so the local engine read what it left" in job["metadata"]["steps"][0]["why"]
    assert hurried.requests == []


@pytest.mark.parametrize("shared", [True, False])
def test_after_failures_in_a_row_vision_is_left_alone_and_what_it_skips_is_counted(
    services: Services, forgotten: VisionApi, capsys: pytest.CaptureFixture[str], shared: bool
) -> None:
    chosen = {"ocr_engine": "vision", "ocr_fallback": False, "vision_breaker_failures": 2}
    alone = Services(services.settings.model_copy(update=chosen | ({} if shared else {"redis_url": None})))
    forgotten.fail(Trouble.BUSY_PICTURE)
    page = encode_picture(full((90, 90, 3), 255, dtype=uint8))
    for _ in range(3):
        with pytest.raises(OcrUnavailable):
            WordReader(alone, {1: page}).read()
    assert len(forgotten.requests) == 2
    [line] = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "OcrSkipped" in line]
    assert (line["OcrSkipped"], line["reason"]) == (1, "DOWN")


def test_a_service_that_refuses_is_up(services: Services, forgotten: VisionApi) -> None:
    chosen = {"ocr_engine": "vision", "ocr_fallback": False, "vision_breaker_failures": 1}
    alone = Services(services.settings.model_copy(update=chosen))
    forgotten.fail(Trouble.FORBIDDEN)
    for _ in range(2):
        with pytest.raises(OcrFailed):
            WordReader(alone, {1: encode_picture(full((90, 90, 3), 255, dtype=uint8))}).read()
    assert len(forgotten.requests) == 2


def test_a_later_attempt_asks_only_for_the_pages_that_are_missing(services: Services, forgotten: VisionApi) -> None:
    changed = {"ocr_engine": "vision", "ocr_fallback": False, "ocr_cache_seconds": 3600}
    alone = Services(services.settings.model_copy(update=changed))
    pages = [encode_picture(circle(full((90, 90, 3), 255, dtype=uint8), (x, 40), 9, (0, 0, 0), -1)) for x in (20, 60)]
    forgotten.reader = lambda picture: []
    forgotten.fail(Trouble.BUSY_PICTURE, times=1)
    document = {1: pages[0], 2: pages[1], 3: pages[1]}
    first, second = WordReader(alone, document), WordReader(alone, document)
    with pytest.raises(OcrUnavailable):
        first.read()
    assert ([len(request) for request in forgotten.requests], first.asked) == ([2], 1)
    found = second.read()
    assert ([len(request) for request in forgotten.requests], second.asked) == ([2, 1], 1)
    assert (found.tier, sorted(found.pages)) == (ProcessingTier.CLOUD_OCR, [1, 2, 3])
    assert "2 of 3 pages had been read before." in found.why
    with Redis.from_url(str(services.settings.redis_url)) as cache:
        times = [cache.ttl(key) for key in cache.scan_iter("ocr:result:*:google-vision*")]
    assert len(times) == 2
    assert all(0 < seconds <= 3600 for seconds in times)


def test_without_redis_documents_are_read_as_ever(
    teacher: Teacher, cloud: LocalCloud, other_settings: OtherSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = str(cloud.catalog.api_function)
    other_settings.use(monkeypatch, (api, *STAGES), REDIS_URL="")
    job = teacher.wait(teacher.upload_sample(PICTURE)["jobId"])
    assert (job["status"], job["processingTier"]) == ("completed", "local_ocr")
    assert saved_week(teacher.data("GET", f"/timetables/{job['timetableId']}")) == expected_week(PICTURE)


def test_without_redis_vision_and_model_every_document_still_ends(
    teacher: Teacher,
    cloud: LocalCloud,
    other_settings: OtherSettings,
    monkeypatch: pytest.MonkeyPatch,
    forgotten: VisionApi,
    stand: Stand,
) -> None:
    nothing = BY_VISION | {"REDIS_URL": "", "ANTHROPIC_SECRET_ID": "", "OCR_FALLBACK": "false"}
    other_settings.use(monkeypatch, (str(cloud.catalog.api_function), *STAGES), **nothing)
    forgotten.fail(Trouble.FORBIDDEN)
    unreadable = teacher.wait(teacher.upload_sample(PICTURE)["jobId"])
    assert (unreadable["status"], unreadable["errorCode"]) == ("failed", "OCR_FAILED")
    assert teacher.wait(teacher.upload_sample("class-text.pdf")["jobId"])["status"] == "completed"

    stand.before("ocr_processor", reading(confidence=90.0))
    waiting = teacher.wait(teacher.upload_sample("class-text.pdf")["jobId"])
    assert waiting["status"] == "hitl_pending"
    block = {"name": "Assembly", "dayOfWeek": "Monday", "startTime": "09:00", "endTime": "09:30"}
    teacher.data("POST", f"/hitl/tasks/{waiting['hitlTaskId']}/submit", json={"timeblocks": [block]})
    assert teacher.wait(waiting["id"], {"completed", "failed"})["status"] == "completed"


def test_a_warm_up_asks_vision_for_nothing(services: Services, vision: VisionApi) -> None:
    by_vision = Services(services.settings.model_copy(update={"ocr_engine": "vision"}))
    assert warm_up(by_vision, "ocr_processor") == {"warm": True}
    assert vision.requests == []


@pytest.mark.parametrize("content", [{"apiKey": "x"}, None])
def test_a_secret_without_a_key_leaves_reading_to_the_local_engine(
    services: Services, content: dict[str, str] | None
) -> None:
    from chalicelib.aws import client

    if content is not None:
        client("secretsmanager").create_secret(Name="test/no-key", SecretString=json.dumps(content))
    chosen: dict[str, Any] = {"ocr_engine": "vision", "vision_secret_id": "test/no-key" if content else "test/nothing"}
    engines = Services(services.settings.model_copy(update=chosen)).ocr_engines()
    assert (engines.tier, engines.fallback) == (ProcessingTier.LOCAL_OCR, None)


@pytest.mark.parametrize(
    ("stage", "secret", "engine", "vision_reads"),
    [
        ("prod", "key", None, True),
        ("prod", None, None, False),
        ("staging", "key", None, False),
        ("local", "key", None, False),
        ("local", "key", "vision", True),
        ("prod", "key", "local", False),
    ],
)
def test_production_reads_by_vision_where_it_has_a_key(
    services: Services, stage: str, secret: str | None, engine: str | None, vision_reads: bool
) -> None:
    chosen = {"stage": stage, "vision_secret_id": secret, "ocr_engine": engine}
    assert services.settings.model_copy(update=chosen).vision_enabled is vision_reads
