"""The one shape of every answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from chalicelib.domain.clock import timestamp
from chalicelib.domain.refusals import FieldProblem

JSON_HEADERS = {"Content-Type": "application/json"}


def success(data: BaseModel, request_id: str) -> str:
    body = data.model_dump_json(by_alias=True)
    return f'{{"success":true,"data":{body},"meta":{_dump(_meta(request_id))}}}'


def failure(
    code: str,
    message: str,
    request_id: str,
    details: Sequence[FieldProblem] = (),
    retry_after: int | None = None,
) -> str:
    error: dict[str, Any] = {"code": code, "message": message}
    if details:
        error["details"] = [{"field": problem.field, "message": problem.message} for problem in details]
    if retry_after is not None:
        error["retryAfter"] = retry_after
    return _dump({"success": False, "error": error, "meta": _meta(request_id)})


def _meta(request_id: str) -> dict[str, str]:
    return {"requestId": request_id, "timestamp": timestamp()}


def _dump(answer: dict[str, Any]) -> str:
    return json.dumps(answer, separators=(",", ":"), ensure_ascii=False)
