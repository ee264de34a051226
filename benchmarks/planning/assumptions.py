"""What cannot be measured on one machine, said openly: the mix of documents, latencies, and how AWS is set up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from benchmarks.planning.measured import Value
from chalicelib.domain.model_costs import PRICES, TokenUsage, cost_micros

FOLDER = Path(__file__).parent
ROOT = FOLDER.parent.parent
DAYS_PER_MONTH = 30
"""As in the first estimate: 1,000 documents a day are 30,000 a month."""
HOURS_PER_MONTH = 730
"""As AWS counts what is paid by the hour."""


class Workload(Value):
    """What comes in. Shares are of all documents."""

    mix: Mapping[str, float] = Field(description="share of each kind, by the sample that stands for it")
    mix_why: str
    pages_per_document: float = Field(ge=1)
    pages_why: str
    accepted_share: float = Field(ge=0, le=1, description="confidence high enough at once")
    review_share: float = Field(ge=0, le=1, description="confidence so low that a person looks in any case")
    tiers_why: str
    original_mb: float
    original_why: str
    repeated_share: float = Field(ge=0, le=1)
    repeated_why: str
    rest_requests: float
    rest_why: str
    websocket_minutes: float
    answer_kb: float
    busy_hours: float = Field(gt=0, le=24)
    busy_why: str
    months_running: float = Field(gt=0)
    months_why: str

    @model_validator(mode="after")
    def _whole(self) -> Workload:
        if abs(sum(self.mix.values()) - 1) > 1e-6:
            raise ValueError(f"The shares of the mix add up to {sum(self.mix.values()):.3f}, not to 1.")
        if self.accepted_share + self.review_share > 1 + 1e-9:
            raise ValueError("What is accepted and what is reviewed are more than all documents.")
        return self

    @property
    def unsure_share(self) -> float:
        """Documents that go to the language model where there is one, else to a person."""
        return 1 - self.accepted_share


class Model(Value):
    """One call of the language model."""

    name: str
    input_tokens: int
    output_tokens: int
    why: str
    seconds: float
    seconds_why: str
    cpu_ms: float
    cpu_why: str
    upload_mb: float

    @property
    def dollars(self) -> float:
        """What a call costs, as the app's own accounts reckon it."""
        usage = TokenUsage(input_tokens=self.input_tokens, output_tokens=self.output_tokens)
        return cost_micros(usage, PRICES[self.name]) / 1e6


class Vision(Value):
    """One page read by Google Cloud Vision."""

    seconds: float
    encode_cpu_ms: float
    upload_mb: float
    cached_factor: float = Field(ge=1, description="room its words take in the cache beside the local engine's")
    why: str


class LambdaFacts(Value):
    """How processor time measured here becomes time on Lambda."""

    mb_per_vcpu: float
    core_factor: float = Field(gt=0)
    engine_threads: float
    event_bytes: float
    platform_log_bytes: float
    authorizer_calls: float = Field(description="for each document")
    authorizer_why: str
    warmed_functions: int
    warm_ms: float
    warm_why: str
    why: str

    def milliseconds(self, memory_mb: float, cpu_ms: float, *, threads: float = 1, waits_ms: float = 0) -> float:
        """How long a function of this memory takes for what takes ``cpu_ms`` of one core here."""
        vcpus = memory_mb / self.mb_per_vcpu
        return cpu_ms / (min(vcpus, threads) * self.core_factor) + waits_ms


class DatabaseFacts(Value):
    """What makes Aurora grow."""

    acu_per_vcpu: float
    target_load: float
    working_days: float
    cached_gb_per_acu: float
    io_per_transaction: float
    rest_cpu_ms: float
    max_acu: float
    why: str


class Assumptions(Value):
    """All of them."""

    workload: Workload
    model: Model
    vision: Vision
    latency_ms: Mapping[str, float]
    latency_why: str
    lambda_: LambdaFacts = Field(alias="lambda")
    database: DatabaseFacts


class Deployment(Value):
    """How it is set up on AWS, as far as it is paid for."""

    about: str
    zones: int = Field(ge=1)
    interface_endpoints: int = Field(ge=0, description="services reached by an endpoint in every zone")
    nat_gateways: int = Field(ge=0)
    rds_proxy: bool
    acu_floor: float = Field(ge=0.5)
    provisioned: Mapping[str, int] = Field(description="containers kept ready by function")
    cache_engine: Literal["valkey", "redis"]
    ocr_cache_days: float = Field(ge=0)
    cache_most_gb: float = Field(gt=0, description="above it the cache forgets what was used longest ago")
    ocr: Literal["vision", "local"]
    llm: bool
    llm_day_budget_usd: float = Field(ge=0, description="spent on the model in a day; then people look instead")
    dashboards: int
    alarm_metrics: int
    custom_metrics: int
    log_months: float
    trace_share: float = Field(ge=0, le=1, description="of what is beyond one request a second")
    log_executions: bool = Field(description="Step Functions logs every event, not errors alone")
    archive_days: float
    waf_rules: int
    health_checks: int
    secrets: int
    regions: int = Field(ge=1, description="how often all that is paid by the hour is there")


def load_assumptions(path: Path = FOLDER / "assumptions.json") -> Assumptions:
    """Raises FileNotFoundError or pydantic's ValidationError."""
    return Assumptions.model_validate(json.loads(path.read_text()))


def load_deployments(path: Path = FOLDER / "deployments.json") -> dict[str, Deployment]:
    """The setups by name. Raises FileNotFoundError or pydantic's ValidationError."""
    return {name: Deployment.model_validate(one) for name, one in json.loads(path.read_text()).items()}


def function_memory_mb(function: str, project: Path = ROOT) -> int:
    """What `.chalice/config.json` gives the function; ``api`` is the one that Chalice has no name for."""
    config = json.loads((project / ".chalice" / "config.json").read_text())
    stage = config["stages"].get("prod", {})
    default = int(stage.get("lambda_memory_size", config["lambda_memory_size"]))
    own = {**config.get("lambda_functions", {}).get(function, {})}
    own |= stage.get("lambda_functions", {}).get(function, {})
    return int(own.get("lambda_memory_size", default))
