"""API Gateway's token authorizers: the function is asked first, and its answer holds for a while."""

from __future__ import annotations

import fnmatch
import re
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from localcloud.catalog import Authorizer
from localcloud.invocations import Invoker

MOST_KEPT = 10_000


class Refused(Exception):
    """The request may not go on. ``kind`` is the gateway response that says so."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True)
class _Kept:
    until: float
    answer: Mapping[str, Any]


class Authorizers:
    """All authorizers of an API, with their caches."""

    def __init__(self, authorizers: Sequence[Authorizer], invoker: Invoker) -> None:
        self._authorizers = {authorizer.name: authorizer for authorizer in authorizers}
        self._invoker = invoker
        self._kept: dict[tuple[str, str], _Kept] = {}
        self._lock = threading.Lock()

    def authorize(self, name: str, event: Mapping[str, Any]) -> dict[str, Any]:
        """Returns the identity for ``requestContext.authorizer``. Raises Refused."""
        authorizer = self._authorizers[name]
        token = next((v for k, v in event["headers"].items() if k.lower() == authorizer.header.lower()), None)
        if not token:
            raise Refused("UNAUTHORIZED")
        method_arn = event["requestContext"]["methodArn"]
        answer = self._answer(authorizer, token, method_arn)
        if not allows(answer.get("policyDocument", {}), method_arn):
            raise Refused("ACCESS_DENIED")
        return {"principalId": answer.get("principalId"), **(answer.get("context") or {})}

    def _answer(self, authorizer: Authorizer, token: str, method_arn: str) -> Mapping[str, Any]:
        key = (authorizer.name, token)
        now = time.monotonic()
        kept = self._kept.get(key)
        if kept and kept.until > now:
            return kept.answer
        event = {"type": "TOKEN", "methodArn": method_arn, "authorizationToken": token}
        invocation = self._invoker.invoke(authorizer.function, event)
        if invocation.error is not None:
            refused = invocation.error.get("errorMessage") == "Unauthorized"
            raise Refused("UNAUTHORIZED" if refused else "AUTHORIZER_FAILURE")
        if not isinstance(invocation.payload, dict):
            raise Refused("AUTHORIZER_CONFIGURATION_ERROR")
        if authorizer.ttl_seconds > 0:
            with self._lock:
                if len(self._kept) >= MOST_KEPT:
                    self._kept.clear()
                self._kept[key] = _Kept(now + authorizer.ttl_seconds, invocation.payload)
        return invocation.payload


def allows(policy: Mapping[str, Any], method_arn: str) -> bool:
    """Tells whether an IAM policy lets a method be invoked: allowed by a statement, and denied by none."""
    effects = {
        statement.get("Effect")
        for statement in policy.get("Statement", [])
        if any(_matches(action, "execute-api:Invoke") for action in _listed(statement.get("Action")))
        and any(_matches(resource, method_arn) for resource in _listed(statement.get("Resource")))
    }
    return "Allow" in effects and "Deny" not in effects


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


def _matches(pattern: str, text: str) -> bool:
    return re.match(fnmatch.translate(pattern.replace("[", "[[]")), text) is not None
