"""EventBridge's deliveries, which moto lacks: rule → Lambda, Step Functions, SQS, SNS or another bus.

moto keeps buses, rules and archives and matches patterns; each match comes here, and is delivered on another thread
with the target's retry policy and dead-letter queue.
"""

from __future__ import annotations

import copy
import functools
import json
import logging
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from localcloud.invocations import Invoker, UnknownFunction
from localcloud.patches import Patches
from localcloud.settings import ACCOUNT, LOCAL_CREDENTIAL, REGION, Patience

LOG = logging.getLogger(__name__)

DEFAULT_ATTEMPTS = 185
"""EventBridge's own MaximumRetryAttempts where a target sets none."""

LASTING_ERRORS = ("ResourceNotFoundException", "StateMachineDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue")
"""Not worth a retry: EventBridge sends these to the dead-letter queue at once."""


class DeliveryFailed(Exception):
    """One attempt at a target failed."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Delivery:
    """One event on its way to one target."""

    rule_arn: str
    target: dict[str, Any]
    payload: Any


class EventBus:
    """Delivers what moto's rules match, and publishes events of AWS's own services to the default bus."""

    def __init__(self, invoker: Invoker, patience: Patience, endpoint: Callable[[], str]) -> None:
        self._invoker = invoker
        self._patience = patience
        self._endpoint = endpoint
        self._clients: dict[str, Any] = {}
        invoker.send = self.send

    def install(self, patches: Patches) -> None:
        """Takes over moto's deliveries."""
        from moto.events.models import Rule

        original: Any = Rule.send_to_targets

        def send_to_targets(rule: Any, original_event: Any, transform_input: bool = True) -> None:
            if _feeds_archive(rule):
                original(rule, original_event, transform_input)
            elif rule.state == "ENABLED" and rule.event_pattern.get_pattern():
                self._accept(rule, original_event)

        patches.set(Rule, "send_to_targets", send_to_targets)

    def publish(self, source: str, detail_type: str, detail: dict[str, Any], resources: list[str]) -> None:
        """Puts an event of an AWS service on the default bus (PutEvents itself refuses sources named ``aws.…``)."""
        from moto.events.models import events_backends

        now = datetime.now(UTC).timestamp()
        event = {
            "version": "0",
            "id": str(uuid.uuid4()),
            "detail-type": detail_type,
            "source": source,
            "account": ACCOUNT,
            "time": now,
            "region": REGION,
            "resources": resources,
            "detail": detail,
            "ingestion-time": now,
        }
        rules: list[Any] = list(events_backends[ACCOUNT][REGION].describe_event_bus("default").rules.values())
        for rule in rules:
            rule.send_to_targets(copy.deepcopy(event))

    def send(self, destination: str, body: Any) -> None:
        """Delivers one body to a destination's ARN, without retries. Raises DeliveryFailed."""
        self._deliver_once(Delivery("", {"Arn": destination}, body))

    def _accept(self, rule: Any, event: Any) -> None:
        if not rule.event_pattern.matches_event(event):
            return
        message = public_form(event)
        for target in list(rule.targets):
            delivery = Delivery(rule.arn, target, target_input(target, message))
            # A function's queue takes an event at once, and keeps it; other targets may take their time.
            if ":lambda:" not in target["Arn"] or self._failure_of(delivery) is not None:
                self._invoker.later(functools.partial(self._deliver, delivery))

    def _deliver(self, delivery: Delivery) -> None:
        policy = delivery.target.get("RetryPolicy", {})
        retries = int(policy.get("MaximumRetryAttempts", DEFAULT_ATTEMPTS))
        wait = self._patience.delivery_first
        for attempt in range(retries + 1):
            failure = self._failure_of(delivery)
            if failure is None:
                return
            LOG.warning("Delivery to %s failed: %s", delivery.target["Arn"], failure)
            if failure.code in LASTING_ERRORS or attempt == retries:
                self._bury(delivery, failure, attempt)
                return
            if not self._invoker.sleep(wait):
                return
            wait = min(wait * 2, self._patience.delivery_longest)

    def _failure_of(self, delivery: Delivery) -> DeliveryFailed | None:
        try:
            self._deliver_once(delivery)
        except DeliveryFailed as error:
            return error
        return None

    def _bury(self, delivery: Delivery, failure: DeliveryFailed, retries: int) -> None:
        queue = delivery.target.get("DeadLetterConfig", {}).get("Arn")
        if not queue:
            LOG.error("An event for %s is lost: %s", delivery.target["Arn"], failure)
            return
        attributes = {
            "RULE_ARN": delivery.rule_arn,
            "TARGET_ARN": delivery.target["Arn"],
            "ERROR_CODE": failure.code,
            "ERROR_MESSAGE": str(failure) or failure.code,
            "RETRY_ATTEMPTS": str(retries),
        }
        self._client("sqs").send_message(
            QueueUrl=self._queue_url(queue),
            MessageBody=json.dumps(delivery.payload),
            MessageAttributes={k: {"DataType": "String", "StringValue": v} for k, v in attributes.items()},
        )

    def _deliver_once(self, delivery: Delivery) -> None:
        arn = delivery.target["Arn"]
        service = arn.split(":")[2]
        try:
            sender = {
                "lambda": self._to_function,
                "states": self._to_state_machine,
                "sqs": self._to_queue,
                "sns": self._to_topic,
                "events": self._to_bus,
                "logs": _to_log,
            }[service]
        except KeyError:
            raise DeliveryFailed("ResourceNotFoundException", f"the local cloud delivers nothing to {arn}") from None
        try:
            sender(arn, delivery)
        except UnknownFunction:
            raise DeliveryFailed("ResourceNotFoundException", f"no function {arn}") from None
        except ClientError as error:
            raise DeliveryFailed(error.response["Error"]["Code"], error.response["Error"]["Message"]) from error
        except BotoCoreError as error:
            raise DeliveryFailed(type(error).__name__, str(error)) from error

    def _to_function(self, arn: str, delivery: Delivery) -> None:
        self._invoker.submit(arn, delivery.payload)

    def _to_state_machine(self, arn: str, delivery: Delivery) -> None:
        self._client("stepfunctions").start_execution(
            stateMachineArn=arn, name=str(uuid.uuid4()), input=json.dumps(delivery.payload)
        )

    def _to_queue(self, arn: str, delivery: Delivery) -> None:
        group = delivery.target.get("SqsParameters", {}).get("MessageGroupId")
        extra = {"MessageGroupId": group} if group else {}
        body = delivery.payload if isinstance(delivery.payload, str) else json.dumps(delivery.payload)
        self._client("sqs").send_message(QueueUrl=self._queue_url(arn), MessageBody=body, **extra)

    def _to_topic(self, arn: str, delivery: Delivery) -> None:
        self._client("sns").publish(TopicArn=arn, Message=json.dumps(delivery.payload))

    def _to_bus(self, arn: str, delivery: Delivery) -> None:
        event = delivery.payload
        self._client("events").put_events(
            Entries=[
                {
                    "EventBusName": arn,
                    "Source": event["source"],
                    "DetailType": event["detail-type"],
                    "Detail": json.dumps(event["detail"]),
                }
            ]
        )

    def _queue_url(self, arn: str) -> str:
        return f"{self._endpoint()}/{ACCOUNT}/{arn.rsplit(':', 1)[-1]}"

    def _client(self, service: str) -> Any:
        if service not in self._clients:
            self._clients[service] = boto3.session.Session().client(
                service,
                region_name=REGION,
                endpoint_url=self._endpoint(),
                aws_access_key_id=LOCAL_CREDENTIAL,
                aws_secret_access_key=LOCAL_CREDENTIAL,
            )
        return self._clients[service]


def _to_log(arn: str, delivery: Delivery) -> None:
    LOG.info("%s: %s", arn, json.dumps(delivery.payload)[:500])


def _feeds_archive(rule: Any) -> bool:
    """moto feeds an archive through a rule of its own whose target is the bare service, without account or name."""
    return any(re.fullmatch(r"arn:aws:events:[\w-]*:::?", target["Arn"]) for target in rule.targets)


def public_form(event: Any) -> dict[str, Any]:
    """Returns a moto event as targets see it: its time as ISO 8601, without what moto keeps for itself."""
    message = {key: value for key, value in copy.deepcopy(event).items() if key != "ingestion-time"}
    if isinstance(message.get("time"), int | float):
        message["time"] = datetime.fromtimestamp(message["time"], UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return message


def target_input(target: dict[str, Any], event: dict[str, Any]) -> Any:
    """Returns what a target gets: its Input, or the event as its InputPath or InputTransformer leaves it."""
    if "Input" in target:
        return json.loads(target["Input"])
    if "InputPath" in target:
        return json_path(target["InputPath"], event)
    if "InputTransformer" in target:
        transformer = target["InputTransformer"]
        values = {name: json_path(path, event) for name, path in transformer.get("InputPathsMap", {}).items()}
        return fill_template(transformer["InputTemplate"], {**values, "aws.events.event.json": event})
    return event


def json_path(path: str, document: Any) -> Any:
    """Returns the value at a path of names such as ``$.detail.jobId``, None where there is none."""
    value = document
    for name in path.removeprefix("$").lstrip(".").split("."):
        if name:
            value = value.get(name) if isinstance(value, dict) else None
    return value


def fill_template(template: str, values: dict[str, Any]) -> Any:
    """Returns an input template filled in: JSON where it is JSON, else the text.

    As EventBridge does it, a placeholder inside a JSON string takes the bare text, and one outside takes JSON.
    """
    filled = []
    inside = False
    for part in re.split(r'(<[\w.\-]+>|\\.|")', template):
        if part == '"':
            inside = not inside
        if part.startswith("<") and part[1:-1] in values:
            value = values[part[1:-1]]
            encoded = json.dumps(value)
            filled.append(encoded[1:-1] if inside and isinstance(value, str) else _embedded(encoded, inside))
        else:
            filled.append(part)
    text = "".join(filled)
    try:
        return json.loads(text)
    except ValueError:
        return text


def _embedded(encoded: str, inside: bool) -> str:
    return json.dumps(encoded)[1:-1] if inside else encoded
