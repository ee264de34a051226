"""The smoke test against the running product: the same program, an address instead of a local cloud."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from deployment.errors import DeploymentError
from deployment.smoke import smoke
from localcloud.cloud import LocalCloud


def test_the_sample_goes_through_a_deployed_address(cloud: LocalCloud) -> None:
    said = io.StringIO()
    console = Console(file=said, width=200)
    smoke(console, f"{cloud.addresses.rest_url}/", cloud.addresses.websocket_url, "Aa1!a-long-password-of-its-own")
    assert "Read exactly as it is." in said.getvalue()


def test_a_stage_that_does_not_answer_is_told() -> None:
    with pytest.raises(DeploymentError, match="does not answer"):
        smoke(Console(file=io.StringIO()), "http://127.0.0.1:9", "ws://127.0.0.1:9", "x", Path("x.png"))
