"""The real SDK against a server that speaks the protocol, with everything that can go wrong on the way."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from anthropic.types import Model

from chalicelib.domain.errors import LlmFailed, LlmUnavailable, ServiceThrottled
from chalicelib.domain.model_costs import TokenUsage
from chalicelib.llm import claude
from chalicelib.llm.claude import DECLINED, NO_TIMETABLE, NOT_SET_UP, NOT_TAKEN, TOO_LONG, Answered, Claude, Unanswered
from chalicelib.llm.prompt import INSTRUCTIONS, Jpeg, question_of
from chalicelib.settings import Settings
from tests.fakes.messages_api import Behaviour, MessagesApi
from tests.unit.llm.week import page

QUESTION = question_of([page()], {1: Jpeg.of(b"jpeg")})
BLOCK = {"day": "Monday", "start": "09:00", "end": "10:00", "name": "Maths", "notes": ""}
SOON = {"retry-after-ms": "10"}


@pytest.fixture(scope="module")
def server() -> Iterator[MessagesApi]:
    api = MessagesApi()
    yield api
    api.close()


@pytest.fixture
def api(server: MessagesApi) -> MessagesApi:
    server.reset()
    return server


def ask(api: MessagesApi, seconds: float = 30, **behaviour: Any) -> Answered | Unanswered:
    api.behaviour = Behaviour(**behaviour)
    return Claude("test-key", "claude-sonnet-5-5", seconds, "low", api.url).read(QUESTION)


def test_the_default_model_is_the_newest_sonnet_that_the_sdk_knows() -> None:
    known = [name for kind in get_args(Model) for name in get_args(kind)]
    # The SDK lists the newest first.
    newest = next(name for name in known if name.startswith("claude-sonnet"))
    assert Settings.model_fields["llm_model"].default == newest


def test_an_answer(api: MessagesApi) -> None:
    usage = {"input_tokens": 11, "output_tokens": 12, "cache_read_input_tokens": 13, "cache_creation_input_tokens": 14}
    answered = ask(api, blocks=[BLOCK], usage=usage)
    assert isinstance(answered, Answered)
    assert answered.usage == TokenUsage(11, 12, 13, 14)
    assert answered.timetable is not None
    assert [block.name for block in answered.timetable.timeblocks] == ["Maths"]
    [request] = api.requests
    body = request["body"]
    assert body["model"] == "claude-sonnet-5-5"
    # The fixed part is marked to be kept by the service; the document comes after it.
    assert body["system"] == [{"type": "text", "text": INSTRUCTIONS, "cache_control": {"type": "ephemeral"}}]
    assert body["messages"] == [{"role": "user", "content": QUESTION.content()}]
    assert body["output_config"] == {"effort": "low"}
    assert body["tools"][0]["strict"] is True


def test_no_effort_is_sent_where_none_is_set(api: MessagesApi) -> None:
    api.behaviour = Behaviour(blocks=[BLOCK])
    Claude("test-key", "claude-haiku-4-5", 30, None, api.url).read(QUESTION)
    assert "output_config" not in api.requests[0]["body"]


@pytest.mark.parametrize(
    ("behaviour", "problem"),
    [
        ({"stop_reason": "max_tokens"}, TOO_LONG),
        ({"stop_reason": "model_context_window_exceeded"}, TOO_LONG),
        ({"stop_reason": "refusal", "content": []}, DECLINED),
        ({"stop_reason": "end_turn", "content": [{"type": "text", "text": "I see a timetable."}]}, NO_TIMETABLE),
        ({"content": [{"type": "tool_use", "id": "t", "name": "other_tool", "input": {}}]}, NO_TIMETABLE),
        ({"content": [{"type": "tool_use", "id": "t", "name": "record_timetable", "input": {"x": 1}}]}, NO_TIMETABLE),
    ],
)
def test_an_answer_of_no_use_is_paid_for_and_not_asked_for_again(
    api: MessagesApi, behaviour: dict[str, Any], problem: str
) -> None:
    answered = ask(api, **behaviour)
    assert isinstance(answered, Answered)
    assert (answered.timetable, answered.problem) == (None, problem)
    assert answered.usage.output_tokens == 500
    assert len(api.requests) == 1


@pytest.mark.parametrize(
    ("status", "headers", "error", "attempts"),
    [
        (429, SOON, ServiceThrottled, 2),
        (500, SOON, LlmUnavailable, 2),
        (503, SOON, LlmUnavailable, 2),
        (529, SOON, LlmUnavailable, 2),
        (529, {"x-should-retry": "false"}, LlmFailed, 1),
        (429, {"retry-after": "3600"}, ServiceThrottled, 1),
        (400, {}, LlmFailed, 1),
        (401, {}, LlmFailed, 1),
        (403, {}, LlmFailed, 1),
        (400, {"x-should-retry": "true", **SOON}, LlmUnavailable, 2),
    ],
)
def test_an_error_status_costs_nothing_and_is_tried_again_as_it_says(
    api: MessagesApi, status: int, headers: dict[str, str], error: type[Exception], attempts: int
) -> None:
    answered = ask(api, status=status, headers=headers)
    assert isinstance(answered, Unanswered)
    assert type(answered.error) is error
    assert not answered.may_be_billed
    assert len(api.requests) == attempts


def test_the_second_attempt_may_succeed(api: MessagesApi) -> None:
    answered = ask(api, status=529, failures=1, headers=SOON, blocks=[BLOCK])
    assert isinstance(answered, Answered)
    assert len(api.requests) == 2


def test_a_second_attempt_waits_as_long_as_it_is_told(api: MessagesApi) -> None:
    started = time.monotonic()
    ask(api, status=429, failures=1, headers={"retry-after": "0.3"}, blocks=[BLOCK])
    assert time.monotonic() - started >= 0.3


def test_no_attempt_is_begun_that_could_not_end_in_time(api: MessagesApi) -> None:
    assert claude.LEAST_SECONDS > 1
    ask(api, seconds=claude.LEAST_SECONDS, status=529)
    assert len(api.requests) == 1


@pytest.mark.parametrize(("status", "sentence"), [(400, NOT_TAKEN), (401, NOT_SET_UP), (403, NOT_SET_UP)])
def test_what_the_user_is_told(api: MessagesApi, status: int, sentence: str) -> None:
    answered = ask(api, status=status)
    assert isinstance(answered, Unanswered)
    assert answered.error.message == sentence


@pytest.mark.parametrize(
    "behaviour", [{"cut_off": True}, {"raw": "{oops"}, {"raw": "[]"}, {"raw": '"x"'}, {"raw": '{"type": "message"}'}]
)
def test_half_an_answer_may_have_to_be_paid_and_is_not_asked_for_twice(
    api: MessagesApi, behaviour: dict[str, Any]
) -> None:
    answered = ask(api, **behaviour)
    assert isinstance(answered, Unanswered)
    assert type(answered.error) is LlmUnavailable
    assert answered.may_be_billed
    assert len(api.requests) == 1


def test_too_slow(api: MessagesApi) -> None:
    api.behaviour = Behaviour(seconds=1.0)
    answered = Claude("test-key", "claude-sonnet-5-5", 0.2, "low", api.url).read(QUESTION)
    assert isinstance(answered, Unanswered)
    assert type(answered.error) is LlmUnavailable
    assert answered.may_be_billed


def test_nobody_there_costs_nothing() -> None:
    gone = MessagesApi()
    gone.close()
    answered = Claude("test-key", "claude-sonnet-5-5", 10, None, gone.url).read(QUESTION)
    assert isinstance(answered, Unanswered)
    assert type(answered.error) is LlmUnavailable
    assert not answered.may_be_billed
