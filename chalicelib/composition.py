"""The one place where the pieces are put together: each store, once per container, when first asked for."""

from __future__ import annotations

from functools import cached_property, lru_cache

from chalicelib.domain.errors import LearningYogiError
from chalicelib.events.bus import EventBus
from chalicelib.settings import Settings, apply_to_environment, settings
from chalicelib.storage.audit import AuditLog
from chalicelib.storage.cache import Cache
from chalicelib.storage.connections import Connections
from chalicelib.storage.database import Database
from chalicelib.storage.documents import Documents
from chalicelib.storage.jobs import Jobs
from chalicelib.storage.llm_spending import LlmSpending
from chalicelib.storage.objects import ObjectStore
from chalicelib.storage.rate_limits import RateLimits
from chalicelib.storage.reviews import Reviews
from chalicelib.storage.secrets import Secrets
from chalicelib.storage.timetables import Timetables
from chalicelib.storage.users import RefreshTokens, Users


class Services:
    """Everything a handler may need."""

    def __init__(self, values: Settings) -> None:
        self.settings = values

    @cached_property
    def database(self) -> Database:
        return Database(self.settings.database_url, self.settings.database_iam)

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

    @cached_property
    def bus(self) -> EventBus:
        return EventBus(self.settings.event_bus)


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
