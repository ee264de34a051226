"""The product's error envelope, for what a gateway answers itself: the table that is deployed to API Gateway."""

from __future__ import annotations

from datetime import UTC, datetime

from deployment.gateway_responses import RESPONSES, envelope


def error_body(kind: str, request_id: str) -> bytes:
    """Returns the body of a gateway's own answer. Raises KeyError for a kind that API Gateway does not know.

    Its timestamp has the contract's form, which API Gateway's own templates cannot write.
    """
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return envelope(RESPONSES[kind], request_id, now).encode()
