"""What runs by the clock, and what polls: schedule expressions, and queues that feed functions."""

from __future__ import annotations

import json
import logging
import re
import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from localcloud.errors import LocalCloudError
from localcloud.invocations import Invoker, UnknownFunction
from localcloud.settings import ACCOUNT, REGION

LOG = logging.getLogger(__name__)

UNIT_SECONDS = {"minute": 60, "hour": 3600, "day": 86400}
POLL_WAIT_SECONDS = 1
"""Long polling's wait: also how long a stop takes at most."""


def rate_seconds(expression: str) -> int:
    """Returns the seconds between two runs of ``rate(5 minutes)``. Raises LocalCloudError for anything else."""
    match = re.fullmatch(r"rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)", expression.strip(), re.IGNORECASE)
    if match is None or int(match[1]) == 0:
        raise LocalCloudError(f"The local cloud runs rate(…) schedules only, not {expression}.")
    return int(match[1]) * UNIT_SECONDS[match[2].lower()]


def schedule_event(name: str) -> dict[str, Any]:
    """Returns EventBridge's event for a schedule that is due."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT,
        "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": REGION,
        "resources": [f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{name}"],
        "detail": {},
    }


class Background:
    """Threads that work until they are stopped."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def every(self, seconds: float, work: Callable[[], None], name: str) -> None:
        """Runs ``work`` every so many seconds, the first time after one interval."""

        def run() -> None:
            while not self._stop.wait(seconds):
                work()

        self._start(run, name)

    def repeatedly(self, work: Callable[[], None], name: str) -> None:
        """Runs ``work``, which waits by itself, again and again."""

        def run() -> None:
            while not self._stop.is_set():
                work()

        self._start(run, name)

    def pause(self, seconds: float) -> None:
        """Waits, or less when the cloud stops."""
        self._stop.wait(seconds)

    def stop(self) -> None:
        """Returns once every thread has ended."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _start(self, run: Callable[[], None], name: str) -> None:
        thread = threading.Thread(target=run, name=f"localcloud-{name}", daemon=True)
        self._threads.append(thread)
        thread.start()


def add_schedule(background: Background, invoker: Invoker, expression: str, function: str, event: Any = None) -> None:
    """Invokes ``function`` by the clock, with ``event`` or a schedule's own. Raises LocalCloudError for cron."""

    def due() -> None:
        try:
            invoker.submit(function, event if event is not None else schedule_event(function))
        except UnknownFunction:
            LOG.warning("A schedule invokes %s, which does not exist", function)

    background.every(rate_seconds(expression), due, f"schedule-{function}")


def add_queue(background: Background, invoker: Invoker, sqs: Any, url: str, function: str, batch_size: int) -> None:
    """Feeds a queue's messages to ``function``; what it fails on comes back after the visibility timeout."""

    def poll() -> None:
        try:
            messages = sqs.receive_message(
                QueueUrl=url,
                MaxNumberOfMessages=min(batch_size, 10),
                WaitTimeSeconds=POLL_WAIT_SECONDS,
                AttributeNames=["All"],
                MessageAttributeNames=["All"],
            ).get("Messages", [])
            if messages:
                _feed(invoker, sqs, url, function, messages)
        except (BotoCoreError, ClientError) as error:
            LOG.warning("Polling %s failed: %s", url, error)
            background.pause(POLL_WAIT_SECONDS)

    background.repeatedly(poll, f"queue-{function}")


def _feed(invoker: Invoker, sqs: Any, url: str, function: str, messages: list[dict[str, Any]]) -> None:
    arn = f"arn:aws:sqs:{REGION}:{ACCOUNT}:{url.rsplit('/', 1)[-1]}"
    answer = invoker.invoke(function, {"Records": [_sqs_record(message, arn) for message in messages]})
    if answer.error is not None:
        LOG.warning("%s failed on %d messages: %s", function, len(messages), json.dumps(dict(answer.error))[:300])
        return
    payload = answer.payload if isinstance(answer.payload, dict) else {}
    failed = {item["itemIdentifier"] for item in payload.get("batchItemFailures", [])}
    for message in messages:
        if message["MessageId"] not in failed:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])


def _sqs_record(message: dict[str, Any], arn: str) -> dict[str, Any]:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message.get("Attributes", {}),
        "messageAttributes": message.get("MessageAttributes", {}),
        "md5OfBody": message.get("MD5OfBody", ""),
        "eventSource": "aws:sqs",
        "eventSourceARN": arn,
        "awsRegion": REGION,
    }
