"""Functions with other settings than the cloud's: real processes of their own, beside those of the session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from chalicelib.workflow.warmer import is_warmup
from localcloud.cloud import LocalCloud
from localcloud.functions import FunctionPool, Invocation


class OtherSettings:
    """Makes functions run with a changed environment until the end of the test; ``""`` takes a setting away."""

    def __init__(self, cloud: LocalCloud) -> None:
        self._cloud = cloud
        self._pools: dict[tuple[str, tuple[tuple[str, str], ...]], FunctionPool] = {}

    def use(self, patch: pytest.MonkeyPatch, functions: tuple[str, ...], **environment: str) -> None:
        for function in functions:
            usual = self._cloud.aws.invoker.pool(self._cloud.catalog.names.get(function, function))
            other = self._pool(usual, environment)
            patch.setattr(usual, "invoke", _instead(usual, other))

    def close(self) -> None:
        for pool in self._pools.values():
            pool.close()

    def _pool(self, usual: FunctionPool, environment: Mapping[str, str]) -> FunctionPool:
        key = usual.spec.name, tuple(sorted(environment.items()))
        if key not in self._pools:
            changed = {**usual._environment, **environment}
            self._pools[key] = FunctionPool(
                usual.spec, usual._project_dir, changed, usual._log, usual._start_seconds, usual._nursery
            )
        return self._pools[key]


def _instead(usual: FunctionPool, other: FunctionPool) -> Any:
    real = usual.invoke

    def invoke(event: Any, request_id: str | None = None) -> Invocation:
        return real(event, request_id) if is_warmup(event) else other.invoke(event, request_id)

    return invoke
