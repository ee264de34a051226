"""One call of Claude through the anthropic SDK: what came of it, and whether it has to be paid for."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, ValidationError

from chalicelib.domain.errors import LearningYogiError, LlmFailed, LlmUnavailable, ServiceThrottled
from chalicelib.domain.model_costs import TokenUsage
from chalicelib.llm.answer import TOOL, ModelTimetable, timetable_of, tool
from chalicelib.llm.prompt import INSTRUCTIONS, MAX_OUTPUT_TOKENS, Question

if TYPE_CHECKING:
    import anthropic

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 2
"""Within one call of the function; the state machine tries again later."""

PAUSE_SECONDS = 1.0
"""Before the second attempt, where the service does not say how long to wait."""

LEAST_SECONDS = 15.0
"""An attempt that has less left is not begun."""

CUT_OFF = frozenset({"max_tokens", "model_context_window_exceeded"})

NOT_SET_UP = "The assistant that checks unclear timetables is not set up correctly at the moment."
NOT_TAKEN = "The assistant that checks unclear timetables could not take this document."
TOO_LONG = "The answer of the assistant that checks unclear timetables was cut off: the timetable is too long for it."
DECLINED = "The assistant that checks unclear timetables declined to read this document."
NO_TIMETABLE = "The assistant that checks unclear timetables did not answer with a timetable."

SENTENCES = {400: NOT_TAKEN, 413: NOT_TAKEN, 422: NOT_TAKEN} | dict.fromkeys((401, 402, 403, 404), NOT_SET_UP)
"""What a person is told, by the status of an answer that a second attempt would not change."""


@dataclass(frozen=True)
class Answered:
    """The model answered, usably (``timetable``) or not (``problem``, a sentence)."""

    model: str
    usage: TokenUsage
    timetable: ModelTimetable | None = None
    problem: str | None = None


@dataclass(frozen=True)
class Unanswered:
    """No answer came. ``may_be_billed``: the service may have worked on it all the same."""

    error: LearningYogiError
    may_be_billed: bool


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore")

    type: str
    name: str | None = None
    input: Any = None


class _Usage(BaseModel):
    model_config = ConfigDict(extra="ignore")

    input_tokens: int
    output_tokens: int
    cache_read_input_tokens: int | None = None
    cache_creation_input_tokens: int | None = None


class _Message(BaseModel):
    """What we use of an answer, checked: the SDK itself takes any JSON for a message."""

    model_config = ConfigDict(extra="ignore")

    model: str
    stop_reason: str | None
    content: list[_Part]
    usage: _Usage


@dataclass(frozen=True)
class Claude:
    """The model behind one key. ``base_url`` None: Anthropic's own address. ``effort`` None: the model's own."""

    api_key: str
    model: str
    timeout_seconds: float
    effort: str | None = None
    base_url: str | None = None

    def read(self, question: Question) -> Answered | Unanswered:
        """What the model makes of the question, within ``timeout_seconds``, a second attempt included.

        A second attempt is made only where the first one cost nothing and the service's answer allows it.
        """
        import anthropic

        # Attempts are counted here: the SDK would wait as long as a `retry-after` says, past the function's end.
        client = anthropic.Anthropic(api_key=self.api_key, base_url=self.base_url, max_retries=0)
        deadline = time.monotonic() + self.timeout_seconds
        for attempt in range(1, MOST_ATTEMPTS + 1):
            try:
                body = self._send(client, question, deadline - time.monotonic())
            except anthropic.APIStatusError as error:
                failed, wait = _refusal(error)
            except anthropic.APIConnectionError as error:
                failed, wait = _no_connection(error)
            else:
                return _answer(body)
            if wait is None or attempt == MOST_ATTEMPTS or wait > deadline - time.monotonic() - LEAST_SECONDS:
                break
            time.sleep(wait)
        return failed

    def _send(self, client: anthropic.Anthropic, question: Question, seconds: float) -> str:
        """The answer's body."""
        request: dict[str, Any] = {
            "model": self.model,
            "max_tokens": MAX_OUTPUT_TOKENS,
            # Tools come before the system's text in what the service keeps: the mark covers both.
            "system": [{"type": "text", "text": INSTRUCTIONS, "cache_control": {"type": "ephemeral"}}],
            "tools": [tool()],
            # The newest models refuse to be forced to call a tool; the instructions ask for it.
            "tool_choice": {"type": "auto", "disable_parallel_tool_use": True},
            "messages": [{"role": "user", "content": question.content()}],
        }
        if self.effort:
            request["output_config"] = {"effort": self.effort}
        response = client.messages.with_raw_response.create(**request, timeout=max(seconds, 0.001))
        text: str = response.http_response.text
        return text


def _refusal(error: anthropic.APIStatusError) -> tuple[Unanswered, float | None]:
    """What an error status means, and the seconds after which to try again; None: not."""
    # No message: it may quote the document.
    logger.warning("llm: status %s, %s, request %s", error.status_code, error.type, error.request_id)
    again = _may_retry(error)
    wait = _retry_after(error) if again else None
    if error.status_code == 429 and again:
        return Unanswered(ServiceThrottled("The language model asks to slow down."), may_be_billed=False), wait
    if again:
        return Unanswered(LlmUnavailable(), may_be_billed=False), wait
    return Unanswered(LlmFailed(SENTENCES.get(error.status_code)), may_be_billed=False), None


def _may_retry(error: anthropic.APIStatusError) -> bool:
    """The SDK's own rule (``BaseClient._should_retry``): the service's word first, then the status."""
    told = error.response.headers.get("x-should-retry")
    if told in ("true", "false"):
        return told == "true"
    return error.status_code in (408, 409, 429) or error.status_code >= 500


def _retry_after(error: anthropic.APIStatusError) -> float:
    """Seconds that the service asks to wait; a second where it does not say."""
    headers = error.response.headers
    for value, unit in ((headers.get("retry-after-ms"), 0.001), (headers.get("retry-after"), 1.0)):
        try:
            return max(float(value or "") * unit, 0.0)
        except ValueError:
            continue
    return PAUSE_SECONDS


def _no_connection(error: anthropic.APIConnectionError) -> tuple[Unanswered, float | None]:
    """A question that never arrived is asked again; one that may have been heard is not, since it may be billed."""
    import httpx2

    logger.warning("llm: no answer, %s", type(error.__cause__).__name__)
    arrived = not isinstance(error.__cause__, httpx2.ConnectError | httpx2.ConnectTimeout)
    return Unanswered(LlmUnavailable(), may_be_billed=arrived), None if arrived else PAUSE_SECONDS


def _answer(body: str) -> Answered | Unanswered:
    try:
        message = _Message.model_validate_json(body)
    except ValidationError:
        logger.warning("llm: an answer of %d characters that is no message", len(body))
        return Unanswered(LlmUnavailable(), may_be_billed=True)
    used = message.usage
    usage = TokenUsage(
        used.input_tokens,
        used.output_tokens,
        used.cache_read_input_tokens or 0,
        used.cache_creation_input_tokens or 0,
    )
    timetable, problem = _timetable(message)
    return Answered(message.model, usage, timetable, problem)


def _timetable(message: _Message) -> tuple[ModelTimetable | None, str | None]:
    if message.stop_reason in CUT_OFF:
        return None, TOO_LONG
    if message.stop_reason == "refusal":
        return None, DECLINED
    called = next((part for part in message.content if part.type == "tool_use" and part.name == TOOL), None)
    timetable = timetable_of(called.input) if called else None
    return (timetable, None) if timetable else (None, NO_TIMETABLE)
