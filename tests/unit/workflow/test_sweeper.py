"""Which executions can still be running."""

from __future__ import annotations

import pytest

from chalicelib.workflow.sweeper import is_of

MACHINE = "arn:aws:states:eu-central-1:123456789012:stateMachine:learning-yogi-prod-document-processing"


@pytest.mark.parametrize(
    ("execution", "ours"),
    [
        ("arn:aws:states:eu-central-1:123456789012:execution:learning-yogi-prod-document-processing:a-0", True),
        ("arn:aws:states:eu-west-1:123456789012:execution:learning-yogi-prod-document-processing:a-0", False),
        ("arn:aws:states:eu-central-1:123456789012:execution:learning-yogi-dev-document-processing:a-0", False),
    ],
)
def test_an_execution_belongs_to_one_state_machine(execution: str, *, ours: bool) -> None:
    assert is_of(execution, MACHINE) is ours
