"""One boto3 client per service and container; passing faults become StoreUnavailable."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from chalicelib.domain.errors import StoreUnavailable

TRANSIENT_CODES = frozenset(
    {
        "InternalError",
        "InternalFailure",
        "InternalServerError",
        "ProvisionedThroughputExceededException",
        "RequestTimeout",
        "ServiceUnavailable",
        "SlowDown",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)
"""Error codes after which AWS asks to come back later (AWS general reference, "Error retries")."""


@cache
def client(service: str, endpoint_url: str | None = None) -> Any:
    """The client of a service. boto3 takes 0.2 s to load, so it is imported where it is first needed."""
    import boto3
    from botocore.config import Config

    return boto3.client(
        service,
        endpoint_url=endpoint_url,
        config=Config(
            connect_timeout=3,
            read_timeout=20,
            retries={"mode": "standard", "max_attempts": 3},
            s3={"addressing_style": "path" if endpoint_url or _emulated() else "virtual"},
            signature_version="s3v4" if service == "s3" else None,
        ),
    )


def _emulated() -> bool:
    return bool(os.environ.get("AWS_ENDPOINT_URL"))


@contextmanager
def transient_faults(what: str) -> Iterator[None]:
    """Raise StoreUnavailable for what a later attempt may cure; everything else goes through."""
    from botocore.exceptions import ClientError, HTTPClientError
    from botocore.exceptions import ConnectionError as NoConnection

    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in TRANSIENT_CODES:
            raise StoreUnavailable(f"{what} does not answer at the moment. Please try again shortly.") from error
        raise
    except (NoConnection, HTTPClientError) as error:
        raise StoreUnavailable(f"{what} does not answer at the moment. Please try again shortly.") from error
