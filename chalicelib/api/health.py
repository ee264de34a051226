"""Is everything there?"""

from __future__ import annotations

from chalicelib.api.routing import Answer, Request
from chalicelib.domain.errors import StoreUnavailable


def health(request: Request) -> Answer:
    """GET /health: 503 where the database or the bucket is away; without the cache the product is only slower."""
    services = request.services
    try:
        database = services.database.one("SELECT 1 AS up") is not None
    except StoreUnavailable:
        database = False
    parts = {"database": database, "cache": services.cache.available(), "bucket": services.objects.reachable()}
    well = parts["database"] and parts["bucket"]
    status = "ok" if all(parts.values()) else "degraded" if well else "unavailable"
    checks = {name: "up" if up else "down" for name, up in parts.items()}
    return Answer({"status": status, "checks": checks}, status=200 if well else 503)
