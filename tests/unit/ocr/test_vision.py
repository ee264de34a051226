"""The real client library against a server that speaks Vision's protocol over a socket."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from chalicelib.domain.errors import OcrFailed, OcrUnavailable
from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.ocr.vision import MOST_BYTES, VisionEngine, batches, encoded
from chalicelib.pipeline import read_document
from tests.fakes.vision_api import Trouble, VisionApi
from tests.support import SAMPLES, expected_week

PAGE = np.full((60, 80, 3), 255, dtype=np.uint8)
MONDAY = Word(text="Monday 8:50", box=Box(left=4, top=4, right=70, bottom=20), confidence=0.9)


def monday(picture: Any) -> Sequence[Word]:
    return [MONDAY]


@pytest.fixture
def engine(vision: VisionApi) -> VisionEngine:
    vision.reader = monday
    return VisionEngine(vision.account, 1.0, vision.url)


def test_the_pages_of_a_document_go_in_batches(engine: VisionEngine, vision: VisionApi) -> None:
    answers = engine.read_batch([PAGE] * 20)
    assert [len(pictures) for pictures in vision.requests] == [16, 4]
    assert [[word.text for word in answer] for answer in answers] == [["Monday", "8:50"]] * 20
    assert vision.features[0] == {"type": 11, "model": "builtin/stable"}
    assert vision.token_calls == 0


def test_a_page_without_text_has_no_words(engine: VisionEngine, vision: VisionApi) -> None:
    vision.reader = lambda picture: []
    assert engine.read(PAGE) == ()


def test_large_pages_share_a_request_only_where_both_fit() -> None:
    large, small = b"x" * (MOST_BYTES // 2), b"x" * 1000
    assert [len(batch) for batch in batches([large, small, large, small])] == [2, 2]


def test_a_photo_travels_as_jpeg_and_a_drawing_as_it_is() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (1200, 1600, 3), dtype=np.uint8)
    assert encoded(PAGE).startswith(b"\x89PNG")
    assert encoded(noise).startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    "trouble", [Trouble.QUOTA, Trouble.UNAVAILABLE, Trouble.INTERNAL, Trouble.CUT, Trouble.MALFORMED]
)
def test_what_passes_is_tried_again_at_once(engine: VisionEngine, vision: VisionApi, trouble: Trouble) -> None:
    vision.fail(trouble, times=1)
    assert [word.text for word in engine.read(PAGE)] == ["Monday", "8:50"]
    assert len(vision.requests) == 2


@pytest.mark.parametrize("trouble", [Trouble.QUOTA, Trouble.UNAVAILABLE, Trouble.SLOW, Trouble.CUT, Trouble.INCOMPLETE])
def test_what_does_not_pass_in_time_is_left_to_a_later_attempt(
    engine: VisionEngine, vision: VisionApi, trouble: Trouble
) -> None:
    vision.fail(trouble)
    with pytest.raises(OcrUnavailable, match="does not answer at the moment"):
        engine.read(PAGE)


@pytest.mark.parametrize("trouble", [Trouble.UNAUTHENTICATED, Trouble.FORBIDDEN])
def test_what_an_operator_must_mend_is_not_tried_again(
    engine: VisionEngine, vision: VisionApi, trouble: Trouble
) -> None:
    vision.fail(trouble)
    with pytest.raises(OcrFailed, match="not available at the moment"):
        engine.read(PAGE)


def test_after_a_failed_request_nothing_more_is_asked_for(engine: VisionEngine, vision: VisionApi) -> None:
    vision.fail(Trouble.SLOW)
    answers = engine.read_batch([PAGE] * 40)
    assert len(vision.requests) == 1
    assert [type(answer) for answer in answers] == [OcrUnavailable] * 40


@pytest.mark.parametrize(
    ("trouble", "error"), [(Trouble.BAD_PICTURE, OcrFailed), (Trouble.BUSY_PICTURE, OcrUnavailable)]
)
def test_one_picture_that_cannot_be_read_costs_the_others_nothing(
    engine: VisionEngine, vision: VisionApi, trouble: Trouble, error: type[Exception]
) -> None:
    vision.fail(trouble)
    first, second = engine.read_batch([PAGE, PAGE])
    assert isinstance(first, error)
    assert isinstance(second, tuple)


def test_a_server_that_is_not_there_is_unavailable(vision: VisionApi) -> None:
    engine = VisionEngine(vision.account, 0.5, "http://127.0.0.1:9")
    with pytest.raises(OcrUnavailable):
        engine.read(PAGE)


def test_the_key_of_another_account_is_refused(vision: VisionApi) -> None:
    stranger = VisionApi()
    stranger.close()
    with pytest.raises(OcrFailed):
        VisionEngine(stranger.account, 1.0, vision.url).read(PAGE)
    assert vision.requests == []


@pytest.mark.parametrize(
    "secret", [{}, {"apiKey": "x"}, {"client_email": "a@b", "token_uri": "u", "private_key": "no"}]
)
def test_a_secret_that_is_no_key_says_so(secret: dict[str, str]) -> None:
    with pytest.raises(OcrFailed, match="not available at the moment"):
        VisionEngine(secret, 1.0)


def test_word_by_word_a_photo_reads_as_line_by_line(vision: VisionApi) -> None:
    name = "class-photo.jpg"
    pytest.importorskip("rapidocr", reason="the local OCR engine reads for the stand-in")
    document = (SAMPLES / name).read_bytes()
    vision.learn(document)
    found = read_document(document, VisionEngine(vision.account, 20.0, vision.url))
    told = {(b.day.value, f"{b.start:%H:%M}", b.name) for b in found.timeblocks if b.start}
    assert told == {(day, start, name) for day, start, _, name in expected_week(name)}
