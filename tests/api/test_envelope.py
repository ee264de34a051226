"""Every answer has the one shape, whoever refuses."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
import requests

from localcloud.cloud import LocalCloud
from tests.support import PNG, Teacher, from_own_address

TIMESTAMP = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")


def check_failure(answer: requests.Response, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"].startswith("application/json")
    said: dict[str, Any] = answer.json()
    assert set(said) == {"success", "error", "meta"}
    assert said["success"] is False
    assert said["error"]["code"] == code
    assert said["error"]["message"]
    assert said["meta"]["requestId"]
    assert TIMESTAMP.match(said["meta"]["timestamp"])
    return said


def test_success(teacher: Teacher) -> None:
    said = teacher.call("GET", "/users/me").json()
    assert set(said) == {"success", "data", "meta"}
    assert said["success"] is True
    assert TIMESTAMP.match(said["meta"]["timestamp"])
    assert TIMESTAMP.match(said["data"]["user"]["createdAt"])


def test_health_needs_no_login(cloud: LocalCloud) -> None:
    answer = from_own_address().get(f"{cloud.addresses.rest_url}/api/v1/health", timeout=30)
    assert answer.json()["data"] == {
        "status": "ok",
        "checks": {"database": "up", "cache": "up", "bucket": "up"},
    }


@pytest.mark.parametrize("path", ["/nowhere", "/documents/1/2/3"])
def test_unknown_path(teacher: Teacher, path: str) -> None:
    check_failure(teacher.call("GET", path), 404, "NOT_FOUND")


def test_wrong_method(teacher: Teacher) -> None:
    check_failure(teacher.call("PATCH", "/users/me"), 404, "NOT_FOUND")


@pytest.mark.parametrize("header", [None, "", "Basic x", "Bearer", "Bearer nonsense", "bearer a.b.c"])
def test_without_a_login(cloud: LocalCloud, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    answer = from_own_address().get(f"{cloud.addresses.rest_url}/api/v1/users/me", headers=headers, timeout=30)
    check_failure(answer, 401, "UNAUTHORIZED")


@pytest.mark.parametrize("body", ["", "no json", "[]", "null", '{"a": 1', '"text"'])
def test_malformed_json(cloud: LocalCloud, body: str) -> None:
    answer = from_own_address().post(
        f"{cloud.addresses.rest_url}/api/v1/auth/login",
        data=body,
        headers={"Content-Type": "application/json"},
        timeout=30,
    )
    check_failure(answer, 400, "VALIDATION_ERROR")


def test_a_nul_character_is_refused(cloud: LocalCloud) -> None:
    body = {"email": "a\x00b@c.de", "password": "x"}
    answer = from_own_address().post(f"{cloud.addresses.rest_url}/api/v1/auth/login", json=body, timeout=30)
    check_failure(answer, 400, "VALIDATION_ERROR")


def test_another_content_type(cloud: LocalCloud) -> None:
    answer = from_own_address().post(
        f"{cloud.addresses.rest_url}/api/v1/auth/login",
        data="a=b",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        timeout=30,
    )
    check_failure(answer, 415, "UNSUPPORTED_MEDIA_TYPE")
    assert answer.headers["X-RateLimit-Remaining"] == "9"


def test_another_content_type_where_a_form_may_come(teacher: Teacher) -> None:
    answer = teacher.call("POST", "/documents/upload", data=b"%PDF-1.7", headers={"Content-Type": "application/pdf"})
    check_failure(answer, 415, "UNSUPPORTED_MEDIA_TYPE")


def test_a_field_nobody_knows_is_named(teacher: Teacher) -> None:
    body = {"fileName": "a.png", "fileType": PNG, "fileSize": 10, "colour": "red"}
    said = check_failure(teacher.call("POST", "/documents/upload", json=body), 400, "VALIDATION_ERROR")
    assert said["error"]["details"] == [{"field": "colour", "message": "This field is not known."}]


@pytest.mark.parametrize("path", ["/documents", "/jobs", "/timetables"])
@pytest.mark.parametrize("name", ["no-uuid", "00000000-0000-4000-8000-000000000000"])
def test_what_is_not_there(teacher: Teacher, path: str, name: str) -> None:
    check_failure(teacher.call("GET", f"{path}/{name}"), 404, "NOT_FOUND")


def test_what_belongs_to_somebody_else_is_not_there(teacher: Teacher) -> None:
    announced = teacher.announce(10, PNG)
    stranger = Teacher.register(teacher.cloud)
    for method, path in (
        ("GET", f"/documents/{announced['documentId']}"),
        ("DELETE", f"/documents/{announced['documentId']}"),
        ("GET", f"/jobs/{announced['jobId']}"),
        ("POST", f"/jobs/{announced['jobId']}/retry"),
    ):
        check_failure(stranger.call(method, path), 404, "NOT_FOUND")
    assert teacher.call("GET", f"/documents/{announced['documentId']}").status_code == 200


@pytest.mark.parametrize("query", ["page=0", "limit=101", "limit=x", "order=up", "status=odd", "sortBy=size", "q=1"])
def test_bad_list_parameters(teacher: Teacher, query: str) -> None:
    said = check_failure(teacher.call("GET", f"/documents?{query}"), 400, "VALIDATION_ERROR")
    assert said["error"]["details"][0]["field"] == query.split("=")[0]


def test_lists_are_paged_sorted_and_filtered(teacher: Teacher) -> None:
    ids = [teacher.announce(10 + i, PNG, f"{i}.png")["documentId"] for i in range(5)]
    first = teacher.data("GET", "/documents?limit=2&sortBy=fileSize&order=asc")
    assert [d["id"] for d in first["documents"]] == ids[:2]
    assert first["pagination"] == {
        "page": 1,
        "limit": 2,
        "total": 5,
        "totalPages": 3,
        "hasNext": True,
        "hasPrev": False,
    }
    last = teacher.data("GET", "/documents?limit=2&page=3&status=pending")
    assert [d["id"] for d in last["documents"]] == [ids[0]]
    assert (last["pagination"]["hasNext"], last["pagination"]["hasPrev"]) == (False, True)
    assert teacher.data("GET", "/documents?status=completed")["documents"] == []


def test_cors_preflight(cloud: LocalCloud) -> None:
    answer = requests.options(
        f"{cloud.addresses.rest_url}/api/v1/documents/upload",
        headers={"Origin": "http://localhost:3000", "Access-Control-Request-Method": "POST"},
        timeout=30,
    )
    assert answer.ok
    assert answer.headers["Access-Control-Allow-Origin"] == "http://localhost:3000"
    assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x\r\n",
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\ncut off',
        b'--x\r\nContent-Disposition: form-data; name="other"\r\n\r\n1\r\n--x--\r\n',
    ],
)
def test_a_malformed_form(teacher: Teacher, body: bytes) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    check_failure(teacher.call("POST", "/documents/upload", data=body, headers=headers), 400, "VALIDATION_ERROR")


def test_an_unknown_part_of_a_form_is_named(teacher: Teacher) -> None:
    files = {"file": ("a.png", b"content", PNG), "clas": (None, "4B")}
    said = check_failure(teacher.call("POST", "/documents/upload", files=files), 400, "VALIDATION_ERROR")
    assert [detail["field"] for detail in said["error"]["details"]] == ["clas"]


def test_a_form_keeps_every_byte(teacher: Teacher, services: Any) -> None:
    content = bytes(range(256)) * 40 + b"\r\n\r\n--\r\n\x00"
    answer = teacher.data("POST", "/documents/upload", files={"file": (f"{uuid4()}.png", content, PNG)})
    document = services.documents.get(answer["documentId"])
    assert services.objects.get(document.s3_key) == content
