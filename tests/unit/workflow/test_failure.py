"""From an error's name to a code and a sentence."""

from __future__ import annotations

import json

import pytest

from chalicelib.domain.errors import SENTENCES, ErrorCode
from chalicelib.workflow.failure import code_of, sentence_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("NotATimetable", ErrorCode.NOT_A_TIMETABLE),
        ("UnreadablePicture", ErrorCode.OCR_FAILED),
        ("EncryptedDocument", ErrorCode.ENCRYPTED_DOCUMENT),
        ("OcrUnavailable", ErrorCode.OCR_FAILED),
        ("LlmFailed", ErrorCode.LLM_FAILED),
        ("StoreUnavailable", ErrorCode.INTERNAL_ERROR),
        ("States.Timeout", ErrorCode.TIMED_OUT),
        ("Sandbox.Timedout", ErrorCode.TIMED_OUT),
        ("ReviewExpired", ErrorCode.REVIEW_EXPIRED),
        ("ValueError", ErrorCode.INTERNAL_ERROR),
        ("Runtime.ExitError", ErrorCode.INTERNAL_ERROR),
    ],
)
def test_code(name: str, code: ErrorCode) -> None:
    assert code_of(name) is code


def test_our_errors_speak_for_themselves() -> None:
    assert sentence_of("UploadMismatch", json.dumps({"errorMessage": "Another size."})) == "Another size."


@pytest.mark.parametrize("cause", ["", "no json", "{}", "[]", "null"])
def test_a_cause_that_says_nothing_gives_the_codes_sentence(cause: str) -> None:
    assert sentence_of("NotATimetable", cause) == SENTENCES[ErrorCode.NOT_A_TIMETABLE]


def test_what_we_did_not_foresee_tells_nothing_of_our_inside() -> None:
    cause = json.dumps({"errorMessage": "relation users does not exist"})
    assert sentence_of("UndefinedTable", cause) == SENTENCES[ErrorCode.INTERNAL_ERROR]
    assert sentence_of("StoreUnavailable", cause) == SENTENCES[ErrorCode.INTERNAL_ERROR]


def test_every_code_has_a_sentence() -> None:
    assert set(SENTENCES) == set(ErrorCode)
    assert all(sentence.endswith(".") for sentence in SENTENCES.values())
