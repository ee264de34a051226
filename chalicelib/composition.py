"""The one place where the pieces are put together: each store, once per container, when first asked for."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from chalicelib.domain.errors import LearningYogiError, OcrFailed, StoreUnavailable
from chalicelib.domain.jobs import ProcessingTier
from chalicelib.events.bus import EventBus
from chalicelib.settings import Settings, SettingsMissing, apply_to_environment, settings
from chalicelib.storage.audit import AuditLog
from chalicelib.storage.cache import Cache
from chalicelib.storage.circuit import CircuitBreaker, Patience
from chalicelib.storage.connections import Connections
from chalicelib.storage.database import Database
from chalicelib.storage.database_login import AsGiven, ByPassword, ByRole
from chalicelib.storage.documents import Documents
from chalicelib.storage.jobs import Jobs
from chalicelib.storage.llm_spending import LlmSpending
from chalicelib.storage.objects import ObjectStore
from chalicelib.storage.rate_limits import RateLimits
from chalicelib.storage.reviews import Reviews
from chalicelib.storage.secrets import Secrets
from chalicelib.storage.timetables import Timetables
from chalicelib.storage.users import RefreshTokens, Users

if TYPE_CHECKING:
    from chalicelib.ocr import BatchEngine, OcrEngines

logger = logging.getLogger(__name__)

CIRCUIT_WINDOW_SECONDS = 60.0
CIRCUIT_PROBE_GRACE_SECONDS = 30.0
"""A probe whose function has surely ended is not waited for."""


class Services:
    """Everything a handler may need."""

    def __init__(self, values: Settings) -> None:
        self.settings = values
        self._vision: tuple[Mapping[str, Any], BatchEngine] | None = None

    @cached_property
    def database(self) -> Database:
        values = self.settings
        if values.database_iam:
            return Database(ByRole(values.database_url))
        if values.database_secret_id:
            return Database(ByPassword(values.database_url, self.secrets, values.database_secret_id))
        return Database(AsGiven(values.database_url))

    @cached_property
    def users(self) -> Users:
        return Users(self.database)

    @cached_property
    def refresh_tokens(self) -> RefreshTokens:
        return RefreshTokens(self.database)

    @cached_property
    def documents(self) -> Documents:
        return Documents(self.database)

    @cached_property
    def jobs(self) -> Jobs:
        return Jobs(self.database)

    @cached_property
    def reviews(self) -> Reviews:
        return Reviews(self.database)

    @cached_property
    def llm_circuit(self) -> CircuitBreaker:
        values = self.settings
        patience = _patience(values.llm_breaker_failures, values.llm_breaker_seconds, values.llm_timeout_seconds)
        return CircuitBreaker(self.cache, "llm", patience)

    @cached_property
    def vision_circuit(self) -> CircuitBreaker:
        values = self.settings
        call_seconds = 2 * values.vision_timeout_seconds
        patience = _patience(values.vision_breaker_failures, values.vision_breaker_seconds, call_seconds)
        return CircuitBreaker(self.cache, "vision", patience)

    @cached_property
    def llm_spending(self) -> LlmSpending:
        return LlmSpending(self.database)

    @cached_property
    def timetables(self) -> Timetables:
        return Timetables(self.database)

    @cached_property
    def audit(self) -> AuditLog:
        return AuditLog(self.database)

    @cached_property
    def objects(self) -> ObjectStore:
        return ObjectStore(self.settings.documents_bucket)

    @cached_property
    def cache(self) -> Cache:
        return Cache(self.settings.redis_url)

    @cached_property
    def rate_limits(self) -> RateLimits:
        return RateLimits(self.cache)

    @cached_property
    def connections(self) -> Connections:
        return Connections(self.settings.connections_table)

    @cached_property
    def secrets(self) -> Secrets:
        return Secrets()

    def ocr_engines(self) -> OcrEngines:
        """What reads pictures, as the settings choose. Raises SettingsMissing; OcrFailed where a key is no key."""
        from chalicelib.ocr import OcrEngines, local_engine, local_engine_installed

        values, installed = self.settings, local_engine_installed()
        if values.vision_enabled:
            fallback = local_engine if installed and values.ocr_fallback else None
            try:
                return OcrEngines(self._vision_engine(), ProcessingTier.CLOUD_OCR, fallback)
            except (OcrFailed, StoreUnavailable):
                if fallback is None:
                    raise
                logger.exception("there is no key for Vision: the local engine reads")
        if not installed:
            raise SettingsMissing("There is no OCR engine: set VISION_SECRET_ID, or install requirements-local.txt.")
        return OcrEngines(local_engine(), ProcessingTier.LOCAL_OCR)

    def _vision_engine(self) -> BatchEngine:
        """Google Cloud Vision; made anew, with a new connection, where its key was changed."""
        from chalicelib.ocr import vision_engine

        values = self.settings
        if values.vision_secret_id is None:
            raise SettingsMissing("OCR_ENGINE is vision, but VISION_SECRET_ID names no secret.")
        key = self.secrets.get(values.vision_secret_id)
        if self._vision is None or self._vision[0] != key:
            self._vision = key, vision_engine(key, values.vision_timeout_seconds, values.vision_endpoint)
        return self._vision[1]

    @cached_property
    def bus(self) -> EventBus:
        return EventBus(self.settings.event_bus)


def _patience(failures: int, open_seconds: float, call_seconds: float) -> Patience:
    """``call_seconds``: the longest that a call takes."""
    return Patience(
        failures=failures,
        window=CIRCUIT_WINDOW_SECONDS,
        open=open_seconds,
        probe=call_seconds + CIRCUIT_PROBE_GRACE_SECONDS,
    )


@lru_cache(maxsize=1)
def services() -> Services:
    """This container's services. Raises SettingsMissing where the environment is incomplete."""
    apply_to_environment()
    return Services(settings())


def local_cloud_hint() -> str | None:
    """One line on what to start, where nothing configures the app and no local cloud runs; else None."""
    try:
        settings()
    except LearningYogiError as error:
        return error.message
    return None
