"""Why a request is refused. Each class is one code of the HTTP contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.domain.errors import LearningYogiError


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with one field of a request."""

    field: str
    message: str


class Refusal(LearningYogiError):
    """A request that is not carried out; the client is told why."""

    status: int = 400
    api_code: str = "VALIDATION_ERROR"

    def __init__(self, message: str, details: tuple[FieldProblem, ...] = ()) -> None:
        super().__init__(message)
        self.details = details


class InvalidRequest(Refusal):
    """A field, a parameter or the body's form is at fault."""


class Unauthorized(Refusal):
    """No, or no valid, access token or password."""

    status = 401
    api_code = "UNAUTHORIZED"


class NotFound(Refusal):
    """There is no such thing, or it belongs to somebody else."""

    status = 404
    api_code = "NOT_FOUND"


class Conflict(Refusal):
    """Not in its present state."""

    status = 409
    api_code = "CONFLICT"


class PayloadTooLarge(Refusal):
    status = 413
    api_code = "PAYLOAD_TOO_LARGE"


class UnsupportedMediaType(Refusal):
    status = 415
    api_code = "UNSUPPORTED_MEDIA_TYPE"


class RateLimited(Refusal):
    """Too many requests. ``headers`` tell how the caller stands."""

    status = 429
    api_code = "RATE_LIMIT_EXCEEDED"

    def __init__(self, retry_after: int, headers: Mapping[str, str]) -> None:
        super().__init__(f"That was a little too much at once. Please try again in {retry_after} seconds.")
        self.retry_after = retry_after
        self.headers = headers
