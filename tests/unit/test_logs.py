"""What a line of the log says, and what it must not."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg2
import pytest

from chalicelib import logs
from chalicelib.domain.errors import NotATimetable, StoreUnavailable
from chalicelib.domain.timetable import Timeblock

TEACHER = "Ada Byron"
JOB, DOCUMENT = UUID(int=1), UUID(int=2)
logger = logging.getLogger("chalicelib.test")


@dataclass
class Context:
    function_name: str = "learning-yogi-prod-validator"
    aws_request_id: str = "r-1"


@pytest.fixture(autouse=True)
def _put_handlers_back() -> Iterator[None]:
    root = logging.getLogger()
    before, level = list(root.handlers), logging.getLogger("chalicelib").level
    yield
    root.handlers = before
    logging.getLogger("chalicelib").setLevel(level)


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_line_has_the_call_and_the_job_whoever_writes_it(capsys: pytest.CaptureFixture[str]) -> None:
    with logs.invocation(Context()):
        logger.info("before")
        logs.bind_job(JOB, DOCUMENT, 2)
        logging.getLogger("some.library").warning("slow: %d ms", 7, extra={"milliseconds": 7})
    before, line = lines(capsys)
    assert "jobId" not in before
    assert line.pop("timestamp").endswith("+00:00")
    assert line == {
        "level": "WARNING",
        "message": "slow: 7 ms",
        "logger": "some.library",
        "function": "learning-yogi-prod-validator",
        "requestId": "r-1",
        "jobId": str(JOB),
        "documentId": str(DOCUMENT),
        "executionId": f"{JOB}-2",
        "milliseconds": 7,
    }


def test_a_request_has_the_id_that_its_client_was_told_and_lambdas_own(capsys: pytest.CaptureFixture[str]) -> None:
    with logs.invocation(Context(), "from-the-gateway"):
        logger.info("asked")
    [line] = lines(capsys)
    assert (line["requestId"], line["invocationId"]) == ("from-the-gateway", "r-1")


def test_the_next_call_knows_nothing_of_the_one_before(capsys: pytest.CaptureFixture[str]) -> None:
    for request_id in ("r-1", "r-2"):
        with logs.invocation(Context(aws_request_id=request_id)):
            logger.info("begun")
            logs.bind_job(JOB, DOCUMENT, 0)
    assert logs.bound() == {}
    first, second = lines(capsys)
    assert "jobId" not in first
    assert "jobId" not in second
    assert second["requestId"] == "r-2"


def test_what_a_scope_binds_ends_with_it(capsys: pytest.CaptureFixture[str]) -> None:
    with logs.invocation(Context()):
        with logs.scope():
            logs.bind_job(JOB, DOCUMENT, 0)
            logger.info("this one")
        logger.info("all of them")
    one, rest = lines(capsys)
    assert one["jobId"] == str(JOB)
    assert "jobId" not in rest


def test_an_error_in_a_scope_is_told_with_the_scopes_ids(capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> None:
        with logs.scope():
            logs.bind_job(JOB, DOCUMENT, 0)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), logs.invocation(Context()):
        work()
    [line] = lines(capsys)
    assert (line["level"], line["errorType"], line["jobId"]) == ("ERROR", "ZeroDivisionError", str(JOB))
    assert logs.bound() == {}


def test_an_error_is_one_line_with_its_causes_and_places(capsys: pytest.CaptureFixture[str]) -> None:
    def ask() -> None:
        try:
            raise ConnectionError("refused")
        except ConnectionError as error:
            raise StoreUnavailable("The database does not answer.") from error

    with pytest.raises(StoreUnavailable), logs.invocation(Context()):
        ask()
    [line] = lines(capsys)
    assert (line["level"], line["errorType"]) == ("ERROR", "StoreUnavailable")
    assert line["errorMessage"] == "The database does not answer."
    assert "test_logs.py" in line["stackTrace"]
    assert line["stackTrace"].index("ConnectionError: refused") < line["stackTrace"].index("StoreUnavailable: The")


def test_a_refused_document_is_no_error_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NotATimetable), logs.invocation(Context()):
        raise NotATimetable
    [line] = lines(capsys)
    assert (line["level"], line["errorType"]) == ("INFO", "NotATimetable")
    assert "stackTrace" not in line


class RowRefused(psycopg2.IntegrityError):
    """As PostgreSQL words it."""

    def __str__(self) -> str:
        return "duplicate key value violates a constraint\nDETAIL:  Key (email)=(ada@school.example) already exists."


def raise_invalid_block() -> None:
    Timeblock.model_validate({"day": "monday", "name": [TEACHER], "surplus": TEACHER})


def raise_row_refused() -> None:
    raise RowRefused


@pytest.mark.parametrize("fail", [raise_invalid_block, raise_row_refused])
def test_what_an_error_quotes_of_a_document_or_a_person_is_left_out(
    fail: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises((ValueError, psycopg2.Error)) as raised, logs.invocation(Context()):
        fail()
    [line] = lines(capsys)
    assert line["errorMessage"]
    assert "Byron" not in json.dumps(line)
    assert "ada@" not in json.dumps(line)
    # Lambda's runtime reports the error itself too, as it is.
    assert "Byron" not in str(raised.value)
