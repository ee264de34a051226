"""Asking the language model, at most once for the same question, within budgets, and not while it is down."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from chalicelib import metrics
from chalicelib.composition import Services
from chalicelib.domain.errors import LlmFailed, ServiceThrottled, TransientError
from chalicelib.domain.model_costs import TokenUsage, cost_micros, dollars, price_of
from chalicelib.metrics import Metric
from chalicelib.storage.cache import LLM_RESULT_SECONDS
from chalicelib.storage.circuit import Permit
from chalicelib.storage.llm_spending import Budget, Limits, Purpose
from chalicelib.workflow.state import JobState

if TYPE_CHECKING:
    from uuid import UUID

    from chalicelib.llm.answer import ModelTimetable
    from chalicelib.llm.claude import Answered, Unanswered
    from chalicelib.llm.prompt import Question

logger = logging.getLogger(__name__)

MICROS = 1_000_000


class NotAsked(StrEnum):
    """Why the model was not asked, as a sentence. None of these is a failure of anything."""

    DAY_SPENT = "The assistant that checks unclear timetables has done all it may do today."
    DOCUMENT_SPENT = "The assistant that checks unclear timetables has spent on this document what it may spend."
    DOWN = "The assistant that checks unclear timetables does not answer at the moment."
    NOT_CONFIGURED = "There is no assistant that checks unclear timetables."


SKIPPED = {
    Budget.DAY: NotAsked.DAY_SPENT,
    Budget.DOCUMENT: NotAsked.DOCUMENT_SPENT,
}


@dataclass(frozen=True)
class Advice:
    """What the model said. ``cached``: it had been asked the same before, and this cost nothing."""

    timetable: ModelTimetable
    model: str
    usage: TokenUsage
    micros: int
    cached: bool


def ask(services: Services, state: JobState, question: Question) -> Advice | NotAsked:
    """The model's reading of the question, from the cache where it has been asked before.

    Raises LlmUnavailable or ServiceThrottled where a later attempt may help, LlmFailed where it cannot.
    """
    from chalicelib.llm.answer import ModelTimetable
    from chalicelib.llm.prompt import prompt_fingerprint

    values = services.settings
    if values.anthropic_secret_id is None:
        return _skipped(services, state, NotAsked.NOT_CONFIGURED)
    key = f"llm:result:{question.fingerprint}:{prompt_fingerprint(values.llm_model, values.llm_effort)}"
    known = services.cache.get_json(key)
    if known is not None:
        metrics.record(values.stage, {Metric.LLM_CACHE_HITS: 1})
        return Advice(ModelTimetable.model_validate(known), values.llm_model, TokenUsage(), 0, cached=True)
    advice = _ask_anew(services, state, question, values.anthropic_secret_id)
    if isinstance(advice, Advice):
        services.cache.set_json(key, advice.timetable.model_dump(mode="json"), LLM_RESULT_SECONDS)
    return advice


def _ask_anew(services: Services, state: JobState, question: Question, secret_id: str) -> Advice | NotAsked:
    from chalicelib.llm.claude import Answered, Claude

    values = services.settings
    model = Claude(
        str(services.secrets.get(secret_id)["apiKey"]),
        values.llm_model,
        values.llm_timeout_seconds,
        values.llm_effort,
        values.anthropic_base_url,
    )
    most = _most_micros(services, question)
    call = services.llm_spending.reserve(
        Purpose(state.document_id, state.job_id, state.attempt, values.llm_model),
        most,
        Limits(round(values.llm_document_budget_usd * MICROS), round(values.llm_day_budget_usd * MICROS)),
    )
    if isinstance(call, Budget):
        return _skipped(services, state, SKIPPED[call])
    permit = services.llm_circuit.permit()
    if permit is Permit.REFUSED:
        services.llm_spending.settle(call, 0, TokenUsage())
        return _skipped(services, state, NotAsked.DOWN)
    started = time.perf_counter()
    reply = model.read(question)
    took = round((time.perf_counter() - started) * 1000)
    micros = _settle(services, call, reply, most)
    # A service that answers is up, even where the answer is of no use.
    up = isinstance(reply, Answered) or not isinstance(reply.error, TransientError)
    services.llm_circuit.report(permit, up)
    _count(services, state, reply, micros, took)
    if not isinstance(reply, Answered):
        raise reply.error
    if reply.timetable is None:
        raise LlmFailed(reply.problem)
    return Advice(reply.timetable, reply.model, reply.usage, micros, cached=False)


def _most_micros(services: Services, question: Question) -> int:
    """What a call can cost at most: all of it written to the prompt cache, and an answer of full length."""
    from chalicelib.llm.prompt import MAX_OUTPUT_TOKENS

    price = price_of(services.settings.llm_model, services.settings.llm_prices)
    most = TokenUsage(cache_write_tokens=question.most_input_tokens, output_tokens=MAX_OUTPUT_TOKENS)
    return cost_micros(most, price)


def _settle(services: Services, call: UUID, reply: Answered | Unanswered, most: int) -> int:
    """What the call cost. One that may have been worked on unheard counts with all that it could cost."""
    from chalicelib.llm.claude import Answered

    usage, micros = TokenUsage(), 0
    if isinstance(reply, Answered):
        usage = reply.usage
        micros = cost_micros(usage, price_of(services.settings.llm_model, services.settings.llm_prices))
    elif reply.may_be_billed:
        micros = most
    services.llm_spending.settle(call, micros, usage)
    return micros


def _skipped(services: Services, state: JobState, why: NotAsked) -> NotAsked:
    logger.warning("the language model is not asked: %s", why.name)
    metrics.record(services.settings.stage, {Metric.LLM_SKIPPED: 1}, reason=why.name)
    return why


def _count(services: Services, state: JobState, reply: Answered | Unanswered, micros: int, took: int) -> None:
    from chalicelib.llm.claude import Answered

    values: dict[Metric, float] = {
        Metric.LLM_CALLS: 1,
        Metric.LLM_COST_USD: dollars(micros),
        Metric.LLM_MILLISECONDS: took,
    }
    about: dict[str, Any] = {}
    if isinstance(reply, Answered):
        usage = reply.usage
        values[Metric.LLM_TOKENS] = usage.total
        about |= {"model": reply.model, "cacheReadTokens": usage.cache_read_tokens}
        about |= {"inputTokens": usage.input_tokens, "outputTokens": usage.output_tokens}
    else:
        about["error"] = "throttled" if isinstance(reply.error, ServiceThrottled) else type(reply.error).__name__
    metrics.record(services.settings.stage, values, **about)
