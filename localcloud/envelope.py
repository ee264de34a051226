"""The product's error envelope, for what a gateway answers itself (on AWS the gateway responses do the same)."""

from __future__ import annotations

import json
from datetime import UTC, datetime

CODES = {
    400: ("VALIDATION_ERROR", "This request could not be understood."),
    401: ("UNAUTHORIZED", "Please sign in."),
    403: ("FORBIDDEN", "You may not do this."),
    404: ("NOT_FOUND", "There is nothing at this address."),
    413: ("PAYLOAD_TOO_LARGE", "This request is too large."),
    500: ("INTERNAL_ERROR", "Something went wrong on our side."),
    502: ("INTERNAL_ERROR", "Something went wrong on our side."),
    504: ("SERVICE_UNAVAILABLE", "This took too long. Please try again."),
}


def error_body(status: int, request_id: str) -> bytes:
    """Returns the envelope of a gateway's own error as JSON. Raises KeyError for a status no gateway gives."""
    code, message = CODES[status]
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    envelope = {
        "success": False,
        "error": {"code": code, "message": message},
        "meta": {"requestId": request_id, "timestamp": now},
    }
    return json.dumps(envelope).encode()
