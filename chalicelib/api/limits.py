"""Which rate limit holds for which request."""

from __future__ import annotations

import time
from collections.abc import Mapping
from enum import StrEnum

from chalicelib.domain.refusals import RateLimited
from chalicelib.settings import Settings
from chalicelib.storage.rate_limits import Allowance, Limit

EVERYTHING = "everything"


class RateClass(StrEnum):
    """What kind of request a route takes; each has a limit of its own in the settings."""

    AUTH = "auth"
    UPLOAD = "upload"
    WRITE = "write"
    READ = "read"


def limits_for(settings: Settings, rate_class: RateClass) -> tuple[Limit, ...]:
    """The limit of the request's own class, and the one on everything."""
    own = settings.rate_limits[rate_class.value]
    everything = settings.rate_limits[EVERYTHING]
    return Limit(rate_class.value, *own), Limit(EVERYTHING, *everything)


def headers(allowance: Allowance) -> Mapping[str, str]:
    """The headers that every answer carries; the reset is a moment in epoch seconds."""
    return {
        "X-RateLimit-Limit": str(allowance.limit),
        "X-RateLimit-Remaining": str(allowance.remaining),
        "X-RateLimit-Reset": str(int(time.time()) + allowance.reset_seconds),
    }


def checked(allowance: Allowance) -> Mapping[str, str]:
    """The headers of a request that was counted. Raises RateLimited, with the same headers, where none is left."""
    if not allowance.allowed:
        raise RateLimited(allowance.reset_seconds, headers(allowance))
    return headers(allowance)
