"""The app's settings: one validated value, read from the environment once per container.

On AWS the environment comes from ``.chalice/config.json`` and the deployed stacks; on one machine the local cloud sets
it for its functions. ``chalice local`` has none of it: then the running local cloud's own state file is used.
"""

from __future__ import annotations

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator

from chalicelib.domain.errors import StoreUnavailable
from chalicelib.domain.model_costs import Price
from chalicelib.domain.timetable import AUTO_ACCEPT_CONFIDENCE, REVIEW_CONFIDENCE

PRODUCTION = "prod"
LOCAL_STATE_DIR = Path(__file__).resolve().parent.parent / ".localcloud"
NOT_RUNNING = "The local cloud is not running, so there is no database to talk to: start it with `make run`."


class SettingsMissing(StoreUnavailable):
    """The environment lacks what the app needs to reach its stores."""


class Settings(BaseModel):
    """Everything an operator can set. Names in the environment are the fields' names in capitals."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    stage: str = "local"
    aws_region: str = "eu-west-1"
    aws_endpoint_url: str | None = Field(default=None, description="an AWS emulation; None on AWS")
    database_url: str = Field(min_length=1)
    database_iam: bool = Field(default=False, description="log in by the function's role; on AWS, at the proxy")
    database_secret_id: str | None = Field(default=None, description="the owner's password; on AWS without the proxy")
    redis_url: str | None = Field(default=None, description="None: no cache, everything still works")
    documents_bucket: str = Field(min_length=1)
    connections_table: str = Field(min_length=1)
    event_bus: str = Field(min_length=1)
    state_machine_arn: str = ""
    jwt_secret_id: str = Field(min_length=1)
    websocket_api_url: str | None = Field(default=None, description="management address; None: from the connection")

    upload_url_seconds: int = Field(default=900, ge=60, le=3600)
    access_token_seconds: int = Field(default=900, ge=60)
    refresh_token_seconds: int = Field(default=7 * 24 * 3600, ge=3600)
    stuck_job_seconds: int = Field(default=1800, ge=1, description="a job unchanged for longer is looked at")

    accept_confidence: float = Field(default=AUTO_ACCEPT_CONFIDENCE, ge=0, le=100)
    review_confidence: float = Field(default=REVIEW_CONFIDENCE, ge=0, le=100)
    review_timeout_seconds: int = Field(default=7 * 24 * 3600, ge=1)

    review_claim_seconds: int = Field(default=3600, ge=60, description="a claimed review goes back to the queue")

    rate_limits: dict[str, tuple[int, int]] = Field(
        default={
            "auth": (10, 15 * 60),
            "upload": (10, 60),
            "write": (30, 60),
            "read": (100, 60),
            "everything": (1000, 3600),
        },
        description="requests and seconds by kind of request; JSON in the environment",
    )
    api_deprecation: AwareDatetime | None = Field(
        default=None, description="from when on clients should leave this version of the API; None: it is current"
    )
    api_sunset: AwareDatetime | None = Field(default=None, description="when this version ends; None: it stays")
    api_retirement_url: str | None = Field(default=None, description="a page that tells what to do about it")
    school_time_zone: str = Field(default="Europe/London", description="of exports, where the user has set none")

    ocr_engine: Literal["local", "vision"] | None = Field(
        default=None, description="what reads pictures; None: Google Cloud Vision in production, where its key is set"
    )
    ocr_fallback: bool = Field(default=True, description="read with the local engine, where installed, if Vision fails")
    vision_secret_id: str | None = Field(default=None, description="a Google service account's key; None: no Vision")
    vision_endpoint: str | None = Field(default=None, description="another address, or a region's; None: Google's")
    vision_timeout_seconds: float = Field(default=20.0, gt=0, le=120, description="for one attempt at one request")
    vision_breaker_failures: int = Field(default=5, ge=1, description="so many in a row within a minute: no more calls")
    vision_breaker_seconds: float = Field(
        default=20.0, gt=0, description="for so long; then one call tries again. The state's retries last longer"
    )
    ocr_cache_seconds: int = Field(
        default=30 * 24 * 3600, ge=3600, description="a page's words are kept so long, and paid for"
    )
    vision_price_per_page: float = Field(default=0.0015, ge=0, description="US dollars, for the cost that jobs tell")

    anthropic_secret_id: str | None = Field(default=None, description="None: no language model")
    anthropic_base_url: str | None = None
    llm_model: str = "claude-sonnet-5-5"
    llm_effort: Literal["low", "medium", "high", "xhigh", "max"] | None = Field(
        default="low", description="how long the model thinks; None for models that have no such setting"
    )
    llm_timeout_seconds: float = Field(default=90.0, gt=0, le=100, description="second attempts included")
    llm_document_budget_usd: float = Field(default=0.6, ge=0, description="over all attempts at a document")
    llm_day_budget_usd: float = Field(default=25.0, ge=0, description="over all documents of a day (UTC)")
    llm_prices: dict[str, Price] = Field(
        default={}, description="by model, beside those in domain/model_costs.py; JSON"
    )
    llm_breaker_failures: int = Field(default=5, ge=1, description="so many in a row within a minute: no more calls")
    llm_breaker_seconds: float = Field(default=60.0, gt=0, description="for so long; then one call tries again")

    @field_validator("rate_limits", "llm_prices", mode="before")
    @classmethod
    def _from_json(cls, value: object) -> object:
        return json.loads(value) if isinstance(value, str) else value

    @property
    def vision_enabled(self) -> bool:
        """Whether pictures are read by Google Cloud Vision."""
        if self.ocr_engine is None:
            return self.stage == PRODUCTION and bool(self.vision_secret_id)
        return self.ocr_engine == "vision"

    @property
    def llm_enabled(self) -> bool:
        return bool(self.anthropic_secret_id)


def _environment() -> dict[str, str]:
    """The process environment; where it names no database, the running local cloud's."""
    environment = dict(os.environ)
    if "DATABASE_URL" in environment or "AWS_LAMBDA_FUNCTION_NAME" in environment:
        return environment
    local = local_cloud_environment()
    if local is None:
        raise SettingsMissing(NOT_RUNNING)
    return environment | local


def local_cloud_environment() -> dict[str, str] | None:
    """What a running local cloud gives its functions; None where none runs."""
    state_file = Path(os.environ.get("LOCALCLOUD_STATE_DIR") or LOCAL_STATE_DIR) / "state.json"
    try:
        state = json.loads(state_file.read_text())
    except FileNotFoundError:
        return None
    return {str(name): str(value) for name, value in state["environment"].items()}


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this container.

    Raises SettingsMissing with a sentence that names what is missing.
    """
    environment = _environment()
    given = {name: environment[name.upper()] for name in Settings.model_fields if environment.get(name.upper())}
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        fields = ", ".join(str(problem["loc"][0]).upper() for problem in error.errors())
        raise SettingsMissing(f"The settings {fields} are missing or wrong in the environment.") from error


def apply_to_environment() -> None:
    """Make the AWS SDK see the local cloud's endpoint where the settings came from its state file."""
    for name in ("AWS_ENDPOINT_URL", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        value = _environment().get(name)
        if value:
            os.environ.setdefault(name, value)
