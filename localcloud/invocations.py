"""Lambda's side door: asynchronous invocations with their retries and what happens after the last one."""

from __future__ import annotations

import functools
import json
import logging
import threading
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from localcloud.functions import FunctionPool, Functions, Invocation, function_name
from localcloud.journal import Accepted, Journal
from localcloud.settings import Patience

LOG = logging.getLogger(__name__)

PARALLEL = 64
"""Asynchronous work in flight at once: most of it waits for a worker."""


class UnknownFunction(LookupError):
    """No function of that name: what AWS answers with ResourceNotFoundException."""


@dataclass(frozen=True)
class AsyncConfig:
    """A function's event invoke config: how many retries, and where its failures and successes go (ARNs)."""

    retries: int = 2
    on_failure: str | None = None
    on_success: str | None = None


class Invoker:
    """Invokes functions for S3, EventBridge, Step Functions, schedules and clients."""

    def __init__(self, patience: Patience, journal: Journal | None = None) -> None:
        self._patience = patience
        self._journal = journal
        self._functions: Functions | None = None
        self._config: dict[str, AsyncConfig] = {}
        self._executor = ThreadPoolExecutor(PARALLEL, thread_name_prefix="localcloud-async")
        self._stopping = threading.Event()
        self.send: Callable[[str, Any], None] = _nowhere
        """Delivers a failure record to a destination's ARN; set by the event bus."""

    def serve(self, functions: Functions) -> None:
        """From now on functions can be invoked."""
        self._functions = functions

    def configure(self, function: str, config: AsyncConfig) -> None:
        """Sets what a CloudFormation ``AWS::Lambda::EventInvokeConfig`` says."""
        self._config[function_name(function)] = config

    def pool(self, function: str) -> FunctionPool:
        """Returns a function's workers. Raises UnknownFunction."""
        if self._functions is None:
            raise UnknownFunction(function)
        try:
            return self._functions.pool(function)
        except KeyError:
            raise UnknownFunction(function) from None

    def invoke(self, function: str, event: Any) -> Invocation:
        """Returns the function's answer. Raises UnknownFunction."""
        return self.pool(function).invoke(event)

    def submit(self, function: str, event: Any) -> str:
        """Accepts an event for later and returns the request's id, which all attempts share. Raises UnknownFunction.

        What is accepted outlives this process, and is at the latest done by the next.
        """
        pool = self.pool(function)
        request_id = str(uuid.uuid4())
        if self._journal:
            self._journal.add(Accepted(request_id, pool.spec.name, event))
        self.later(lambda: self._attempt(pool, event, request_id))
        return request_id

    def resume(self) -> None:
        """Takes up what an earlier process accepted and did not finish."""
        for accepted in self._journal.left() if self._journal else ():
            try:
                pool = self.pool(accepted.function)
            except UnknownFunction:
                LOG.warning("An event for %s is dropped: it does not exist any more", accepted.function)
                self._done(accepted.request_id)
                continue
            self.later(functools.partial(self._attempt, pool, accepted.event, accepted.request_id))

    def _done(self, request_id: str) -> None:
        if self._journal:
            self._journal.done(request_id)

    def later(self, work: Callable[[], None]) -> None:
        """Runs ``work`` on another thread; what it raises is logged."""

        def run() -> None:
            try:
                work()
            except Exception:
                LOG.exception("Asynchronous work failed")

        if not self._stopping.is_set():
            self._executor.submit(run)

    def sleep(self, seconds: float) -> bool:
        """Waits and returns True, or returns False at once when the cloud stops."""
        return not self._stopping.wait(seconds)

    def _attempt(self, pool: FunctionPool, event: Any, request_id: str) -> None:
        config = self._config.get(pool.spec.name, AsyncConfig())
        waits = (*self._patience.async_retries, *([self._patience.async_retries[-1]] * config.retries))[
            : config.retries
        ]
        for attempt in range(config.retries + 1):
            answer = pool.invoke(event, request_id)
            if answer.error is None:
                self._record(config.on_success, pool, event, answer, attempt + 1)
                self._done(request_id)
                return
            if self._stopping.is_set():
                return
            LOG.warning("%s failed (attempt %d): %s", pool.spec.name, attempt + 1, answer.error.get("errorType"))
            if attempt < config.retries and not self.sleep(waits[attempt]):
                return
        self._record(config.on_failure, pool, event, answer, config.retries + 1)
        self._done(request_id)

    def _record(
        self, destination: str | None, pool: FunctionPool, event: Any, answer: Invocation, attempts: int
    ) -> None:
        if destination:
            self.send(destination, destination_record(pool.spec.arn, event, answer, attempts))

    def stop_starting(self) -> None:
        """Starts nothing more; what is under way or waits for another attempt is left to the next start."""
        self._stopping.set()

    def close(self) -> None:
        """Returns once nothing runs any more."""
        self._stopping.set()
        self._executor.shutdown(wait=True, cancel_futures=True)


def destination_record(arn: str, event: Any, answer: Invocation, attempts: int) -> dict[str, Any]:
    """Returns Lambda's invocation record for a destination (AWS Lambda guide, "Adding a destination")."""
    error: Mapping[str, Any] | None = answer.error
    return {
        "version": "1.0",
        "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "requestContext": {
            "requestId": answer.request_id,
            "functionArn": f"{arn}:$LATEST",
            "condition": "RetriesExhausted" if error else "Success",
            "approximateInvokeCount": attempts,
        },
        "requestPayload": event,
        "responseContext": {
            "statusCode": 200,
            "executedVersion": "$LATEST",
            **({"functionError": "Unhandled"} if error else {}),
        },
        "responsePayload": dict(error) if error else answer.payload,
    }


def _nowhere(destination: str, record: Any) -> None:
    LOG.warning("No destination %s for %s", destination, json.dumps(record)[:200])
