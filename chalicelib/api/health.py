"""Is everything there?"""

from __future__ import annotations

from typing import Literal

from chalicelib.api.routing import Answer, Request
from chalicelib.api.schema import Body
from chalicelib.domain.errors import StoreUnavailable

State = Literal["up", "down"]


class Checks(Body):
    database: State
    cache: State
    bucket: State


class Health(Body):
    status: Literal["ok", "degraded", "unavailable"]
    checks: Checks


def health(request: Request) -> Answer:
    """The stores' state. Without the cache the product is only slower; without the others it answers 503."""
    services = request.services
    try:
        database = services.database.one("SELECT 1 AS up") is not None
    except StoreUnavailable:
        database = False
    parts = {"database": database, "cache": services.cache.available(), "bucket": services.objects.reachable()}
    well = parts["database"] and parts["bucket"]
    checks = Checks.model_validate({name: "up" if up else "down" for name, up in parts.items()})
    status: Literal["ok", "degraded", "unavailable"] = "ok" if all(parts.values()) else "degraded"
    return Answer(Health(status=status if well else "unavailable", checks=checks), status=200 if well else 503)
