"""How a version of the API tells that it ends: ``Deprecation`` (RFC 9745), ``Sunset`` (RFC 8594), where to read on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from email.utils import format_datetime

from chalicelib.settings import Settings


def headers(settings: Settings) -> Mapping[str, str]:
    """The headers that every answer carries; none as long as the version stays."""
    said: dict[str, str] = {}
    relations: list[str] = []
    if settings.api_deprecation:
        said["Deprecation"] = f"@{int(settings.api_deprecation.timestamp())}"
        relations.append("deprecation")
    if settings.api_sunset:
        said["Sunset"] = format_datetime(settings.api_sunset.astimezone(UTC), usegmt=True)
        relations.append("sunset")
    if settings.api_retirement_url and relations:
        said["Link"] = ", ".join(f'<{settings.api_retirement_url}>; rel="{relation}"' for relation in relations)
    return said
