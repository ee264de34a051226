"""Warm-ups reach every function that a document waits for, and are never mistaken for work."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.workflow.warmer import WARMED, WARMUP
from localcloud.cloud import LocalCloud


@pytest.mark.parametrize("function", WARMED)
def test_a_warmup_is_no_work(cloud: LocalCloud, function: str) -> None:
    answer = cloud.aws.invoker.invoke(f"learning-yogi-local-{function}", WARMUP)
    assert answer.error is None
    assert answer.payload == {"warm": True}


def test_the_warmer_calls_them_all(cloud: LocalCloud, services: Any) -> None:
    from chalicelib.workflow.warmer import call_all

    assert len(call_all(services)) == len(WARMED)
