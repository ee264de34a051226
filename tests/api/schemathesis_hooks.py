"""What JSON Schema cannot say, for the generated requests: strong passwords, an end after its start, a log-in."""

from __future__ import annotations

import json
import os
import re
from typing import Any

import jsonschema_rs
import requests
import schemathesis
from hypothesis import strategies
from requests.adapters import HTTPAdapter
from schemathesis.transport.serialization import Binary
from urllib3.util import Retry

from chalicelib.api.documents import UploadMetadata
from chalicelib.api.schema import CLOCK_TIME

BASE_URL = os.environ["API_URL"]
BODY = {"email": os.environ["API_EMAIL"], "password": os.environ["API_PASSWORD"]}

# Where Redis was too slow for a moment, each container counts for itself, and nobody forgets its counts: the wait is
# until Redis is asked again, not the quarter of an hour that the refusal tells.
WAITING = Retry(
    total=5, backoff_factor=1, status_forcelist=[429], allowed_methods=None, respect_retry_after_header=False
)
SESSION = requests.Session()
SESSION.mount(BASE_URL, HTTPAdapter(max_retries=WAITING))

schemathesis.openapi.format("password", strategies.text("abcXYZ019!?-ü ", max_size=50).map(lambda s: f"Aa1!{s}zzzz"))

METADATA = jsonschema_rs.validator_for(UploadMetadata.model_json_schema())


class LogIn:
    """A new access token."""

    def get(self, case: schemathesis.Case, context: schemathesis.AuthContext) -> str:
        answer = SESSION.post(f"{BASE_URL}/api/v1/auth/login", json=BODY, timeout=30)
        assert answer.status_code == 200, answer.text
        token: str = answer.json()["data"]["tokens"]["accessToken"]
        return token

    def set(self, case: schemathesis.Case, data: str, context: schemathesis.AuthContext) -> None:
        case.headers["Authorization"] = f"Bearer {data}"


# Logging out ends the token it is called with.
schemathesis.auth(refresh_interval=None).apply_to(path="/api/v1/auth/logout")(LogIn)
schemathesis.auth(refresh_interval=300).skip_for(path="/api/v1/auth/logout")(LogIn)


@schemathesis.hook
def filter_case(context: schemathesis.HookContext, case: schemathesis.Case) -> bool:
    """Leaves out forms that were made to violate the description and do not ("&\\u008f" has a visible character)."""
    against = case.meta is not None and case.meta.generation.mode == schemathesis.GenerationMode.NEGATIVE
    form = case.body
    if not against or case.media_type != "multipart/form-data" or not isinstance(form, dict):
        return True
    file = form.get("file")
    whole = bool(file.data if isinstance(file, Binary) else file) and set(form) <= {"file", "metadata"}
    return not (whole and METADATA.is_valid(json.loads(json.dumps(form.get("metadata", {}), default=str))))


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: schemathesis.Case, kwargs: dict[str, Any]) -> None:
    for block in _timeblocks(case.body):
        start, end = block.get("startTime"), block.get("endTime")
        valid = [isinstance(t, str) and bool(re.fullmatch(CLOCK_TIME, t)) for t in (start, end)]
        if all(valid):
            block["startTime"], block["endTime"] = "09:00", "10:30"
        elif any(valid) and (start is None or end is None):
            # A correction of one time alone may contradict the other, which stays.
            block.pop("startTime", None)
            block.pop("endTime", None)


def _timeblocks(body: Any) -> list[dict[str, Any]]:
    if not isinstance(body, dict):
        return []
    nested = body.get("timeblocks")
    return [block for block in (nested if isinstance(nested, list) else [body]) if isinstance(block, dict)]
