"""The plan that the tests start from: the measured figures, assumptions and prices in the repository."""

from __future__ import annotations

import pytest

from benchmarks.planning import measured as measured_file
from benchmarks.planning import prices as price_file
from benchmarks.planning.assumptions import load_assumptions, load_deployments
from benchmarks.planning.burst import Scenario, deployed_retries, load_limits
from benchmarks.planning.usage import Plan


@pytest.fixture(scope="session")
def prices():
    return price_file.load()


@pytest.fixture(scope="session")
def plan():
    return Plan(measured_file.load(), load_assumptions(), load_deployments()["deployed"], 1_000)


@pytest.fixture(scope="session")
def scenario(plan):
    return Scenario(
        plan.measured, plan.assumptions, plan.deployment, load_limits(), deployed_retries(), documents=60, seconds=30
    )
