"""Pre-signed S3 URLs are checked as S3 checks them; moto takes any signature, type and size.

Only Signature Version 4 in the query string (AWS S3 API reference, "Authenticating Requests: Using Query Parameters").
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, quote, urlsplit

ALGORITHM = "AWS4-HMAC-SHA256"


def refusal(method: str, uri: str, headers: Mapping[str, str], secret: str, now: datetime) -> tuple[str, str] | None:
    """Returns S3's error code and message for a request that its URL was not signed for, None for a good one.

    ``uri`` is the path and query as sent, ``headers`` have lower-case names. A request without a Version 4 signature in
    its query is none of this function's business, and good.
    """
    parts = urlsplit(uri)
    query = parse_qsl(parts.query, keep_blank_values=True)
    given = dict(query)
    if given.get("X-Amz-Algorithm") != ALGORITHM:
        return None
    try:
        signed_at = datetime.strptime(given["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        expires = timedelta(seconds=int(given["X-Amz-Expires"]))
        _, day, region, service, _ = given["X-Amz-Credential"].split("/")
        names = given["X-Amz-SignedHeaders"].split(";")
        signature = given["X-Amz-Signature"]
    except (KeyError, ValueError):
        return "AuthorizationQueryParametersError", "The query parameters of this pre-signed URL are incomplete."
    if now > signed_at + expires:
        return "AccessDenied", "Request has expired"
    canonical_query = "&".join(
        f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}"
        for name, value in sorted(query)
        if name != "X-Amz-Signature"
    )
    canonical_headers = "".join(f"{name}:{' '.join(headers.get(name, '').split())}\n" for name in names)
    request = "\n".join((method, parts.path, canonical_query, canonical_headers, ";".join(names), "UNSIGNED-PAYLOAD"))
    to_sign = "\n".join(
        (
            ALGORITHM,
            given["X-Amz-Date"],
            f"{day}/{region}/{service}/aws4_request",
            hashlib.sha256(request.encode()).hexdigest(),
        )
    )
    key = f"AWS4{secret}".encode()
    for step in (day, region, service, "aws4_request", to_sign):
        key = hmac.new(key, step.encode(), hashlib.sha256).digest()
    if not hmac.compare_digest(key.hex(), signature):
        return "SignatureDoesNotMatch", "This request is not the one that the URL was signed for."
    return None
