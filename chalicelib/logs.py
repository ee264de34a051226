"""Logs: one JSON object a line, each with the ids of what is being worked on.

The ids are kept where the work begins (``invocation``, then ``bind`` as soon as a job is known) and not handed from
function to function: whoever logs, a library included, writes them. Members have the names of Lambda's own JSON logs.
Nothing of a document or a person belongs into a line; errors are told without the values they quote.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

from pydantic import ValidationError

from chalicelib.domain.errors import LearningYogiError
from chalicelib.domain.jobs import execution_name

logger = logging.getLogger(__name__)

_bound: ContextVar[dict[str, str] | None] = ContextVar("bound", default=None)

_OF_EVERY_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
"""What the logging library keeps in a record itself; the rest came as ``extra``."""


class LambdaContext(Protocol):
    """What is used of Lambda's context object."""

    function_name: str
    aws_request_id: str


@contextmanager
def invocation(context: LambdaContext, request_id: str | None = None) -> Iterator[None]:
    """Around one call of a function: every line says which, and an error that ends it is a line.

    ``request_id`` is API Gateway's, which clients are told; Lambda's own is written beside it then.
    """
    _write_json()
    invoked = context.aws_request_id
    ids = {"function": context.function_name, "requestId": request_id or invoked}
    if request_id:
        ids["invocationId"] = invoked
    token = _bound.set(ids)
    try:
        yield
    except LearningYogiError as error:
        if error.expected:
            logger.info("%s: %s", type(error).__name__, error, extra={"errorType": type(error).__name__})
        else:
            logger.exception("failed")
        raise
    except Exception:
        logger.exception("failed")
        raise
    finally:
        _bound.reset(token)


@contextmanager
def scope() -> Iterator[None]:
    """What is bound inside is forgotten at its end; an error leaves it, for the line that will tell of it."""
    before = _bound.get()
    token = _bound.set(None if before is None else dict(before))
    yield
    _bound.reset(token)


def bind(**ids: object) -> None:
    """These ids are in every line from here on. Outside an invocation nothing is kept."""
    bound = _bound.get()
    if bound is not None:
        bound.update({name: str(value) for name, value in ids.items()})


def bind_job(job_id: UUID, document_id: UUID, attempt: int) -> None:
    """From here on the work is about this attempt at this job."""
    bind(jobId=job_id, documentId=document_id, executionId=execution_name(job_id, attempt))


def bound() -> Mapping[str, str]:
    """The ids of what is being worked on."""
    return dict(_bound.get() or {})


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON; what came as ``extra`` is a member each."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
            **bound(),
            **{name: value for name, value in vars(record).items() if name not in _OF_EVERY_RECORD},
        }
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            line |= {"errorType": type(error).__name__, "errorMessage": _told(error), "stackTrace": _trace(error)}
        return json.dumps(line, separators=(",", ":"), ensure_ascii=False, default=str)


def _told(error: BaseException) -> str:
    """An error without what it quotes: pydantic the input, PostgreSQL (from its second line on) the row."""
    if isinstance(error, ValidationError):
        problems = error.errors(include_url=False, include_context=False, include_input=False)
        return "; ".join(f"{'.'.join(str(part) for part in p['loc'])}: {p['type']}" for p in problems)
    return str(error).partition("\n")[0]


def _trace(error: BaseException) -> str:
    """Where it was raised, and before it where its causes were; places in the source only, no values."""
    told: list[str] = []
    current: BaseException | None = error
    while current is not None:
        places = "".join(traceback.format_tb(current.__traceback__))
        told.append(f"{places}{type(current).__name__}: {_told(current)}")
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n".join(reversed(told))


class _Output(logging.StreamHandler):  # type: ignore[type-arg]
    """Writes to what is standard output at the time: the processes of functions and tests put their own there."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stdout
        super().emit(record)


def _write_json() -> None:
    """Everything that is logged in this process goes out as JSON, Lambda's own handler is taken away."""
    root = logging.getLogger()
    if any(isinstance(handler, _Output) for handler in root.handlers):
        return
    output = _Output()
    output.setFormatter(JsonFormatter())
    root.handlers = [output]
    logging.getLogger("chalicelib").setLevel(os.environ.get("LOG_LEVEL", "INFO"))
