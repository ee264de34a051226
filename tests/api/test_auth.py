"""Registration, log-in, refresh and log-out over HTTP."""

from __future__ import annotations

import base64
import json
import time
from typing import Any
from uuid import uuid4

import argon2
import jwt
import pytest
import requests

from chalicelib.api.routes import ROUTES
from chalicelib.api.routing import Request, answer
from localcloud.cloud import LocalCloud
from tests.support import PASSWORD, Teacher, from_own_address


def post(cloud: LocalCloud, path: str, body: Any) -> requests.Response:
    return from_own_address().post(f"{cloud.addresses.rest_url}/api/v1{path}", json=body, timeout=30)


def registration(**changed: Any) -> dict[str, Any]:
    return {"email": "x@school.example", "password": PASSWORD, "firstName": "A", "lastName": "B"} | changed


def test_registration_gives_the_user_and_tokens(teacher: Teacher) -> None:
    assert set(teacher.user) >= {"id", "email", "firstName", "lastName", "role", "emailVerified", "createdAt"}
    assert teacher.user["role"] == "teacher"
    claims = json.loads(base64.urlsafe_b64decode(teacher.access_token.split(".")[1] + "=="))
    assert set(claims) == {"userId", "email", "role", "iat", "exp", "jti"}
    assert claims["exp"] - claims["iat"] == 900


def test_an_email_address_has_one_account_whatever_its_case(teacher: Teacher, cloud: LocalCloud) -> None:
    answer = post(cloud, "/auth/register", registration(email=teacher.email.upper()))
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "CONFLICT")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"password": "short1!"}, "password"),
        ({"password": "nouppercase1!"}, "password"),
        ({"password": "NoDigitsHere!"}, "password"),
        ({"password": "NoSpecial11"}, "password"),
        ({"firstName": ""}, "firstName"),
        ({"lastName": "x" * 101}, "lastName"),
        ({"role": "admin"}, "role"),
        ({"firstName": None}, "firstName"),
    ],
)
def test_what_is_wrong_is_named(cloud: LocalCloud, changed: dict[str, Any], field: str) -> None:
    answer = post(cloud, "/auth/register", registration(**changed))
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert error["code"] == "VALIDATION_ERROR"
    assert [problem["field"] for problem in error["details"]] == [field]


def test_log_in(teacher: Teacher, cloud: LocalCloud) -> None:
    answer = post(cloud, "/auth/login", {"email": teacher.email.upper(), "password": PASSWORD})
    assert answer.status_code == 200
    assert answer.json()["data"]["user"]["id"] == teacher.user["id"]


@pytest.mark.parametrize("known", [True, False])
def test_a_wrong_log_in_does_not_say_what_was_wrong(teacher: Teacher, cloud: LocalCloud, known: bool) -> None:
    email = teacher.email if known else "nobody@school.example"
    answer = post(cloud, "/auth/login", {"email": email, "password": "Wrong-Pass1"})
    assert answer.status_code == 401
    assert answer.json()["error"] == {"code": "UNAUTHORIZED", "message": "Invalid email or password"}


def test_a_log_in_costs_the_same_whether_or_not_there_is_an_account(
    teacher: Teacher, services: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told by what is done, not by a clock: one look for the account and one hash of the same parameters."""
    hashed: list[argon2.Parameters] = []
    verify, find = argon2.PasswordHasher.verify, services.users.by_email

    def counting(hasher: argon2.PasswordHasher, password_hash: str, password: str) -> bool:
        hashed.append(argon2.extract_parameters(password_hash))
        return bool(verify(hasher, password_hash, password))

    monkeypatch.setattr(argon2.PasswordHasher, "verify", counting)
    looked_for: list[str] = []
    monkeypatch.setattr(services.users, "by_email", lambda email: looked_for.append(email) or find(email))
    log_in = next(route for route in ROUTES if route.name == "login")
    emails = [teacher.email, "nobody@school.example"]
    for email in emails:
        body = json.dumps({"email": email, "password": "Wrong-Pass1"}).encode()
        address = f"test-{uuid4()}"
        said = answer(log_in, lambda b=body, a=address: Request(services, "id", {}, {}, {}, b, a, None), "id")
        assert said.status == 401
    assert looked_for == emails
    known, unknown = hashed
    assert known == unknown


def test_refresh_rotates_and_reuse_ends_the_family(teacher: Teacher, cloud: LocalCloud) -> None:
    first = teacher.refresh_token
    rotated = post(cloud, "/auth/refresh", {"refreshToken": first})
    assert rotated.status_code == 200
    second = rotated.json()["data"]
    assert second["refreshToken"] != first
    teacher.access_token = second["accessToken"]
    assert teacher.call("GET", "/users/me").status_code == 200
    # A token used twice has been stolen from somebody: everything that came from that log-in is dead.
    assert post(cloud, "/auth/refresh", {"refreshToken": first}).status_code == 401
    assert post(cloud, "/auth/refresh", {"refreshToken": second["refreshToken"]}).status_code == 401
    assert teacher.call("GET", "/users/me").status_code == 401


def test_after_log_out_both_tokens_are_dead(teacher: Teacher, cloud: LocalCloud) -> None:
    assert teacher.call("GET", "/users/me").status_code == 200
    assert teacher.call("POST", "/auth/logout").status_code == 200
    answer = teacher.call("GET", "/users/me")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "UNAUTHORIZED")
    assert post(cloud, "/auth/refresh", {"refreshToken": teacher.refresh_token}).status_code == 401


def test_log_out_holds_without_the_cache(teacher: Teacher, services: Any) -> None:
    from chalicelib.domain.refusals import Unauthorized
    from chalicelib.identity.tokens import verify_access_token
    from chalicelib.storage.cache import Cache

    assert verify_access_token(services, teacher.access_token)
    teacher.call("POST", "/auth/logout")
    before, services.cache = services.cache, Cache("redis://127.0.0.1:1/0")
    try:
        with pytest.raises(Unauthorized):
            verify_access_token(services, teacher.access_token)
    finally:
        services.cache = before


def forged(teacher: Teacher, services: Any, kind: str) -> str:
    keys = services.secrets.get(services.settings.jwt_secret_id)
    claims = jwt.decode(teacher.access_token, options={"verify_signature": False})
    key, header, algorithm = keys["k1"], {"kid": "k1"}, "HS256"
    if kind == "expired":
        claims |= {"iat": int(time.time()) - 1000, "exp": int(time.time()) - 31}
    elif kind == "other key":
        key = "x" * 64
    elif kind == "unknown key id":
        header = {"kid": "k2"}
    elif kind == "key id that names no key":
        header = {"kid": "current"}
        key = "k1" * 20
    elif kind == "no algorithm":
        key, algorithm = "", "none"
    elif kind == "other algorithm":
        algorithm = "HS384"
    elif kind == "no role":
        del claims["role"]
    return jwt.encode(claims, key, algorithm=algorithm, headers=header)


@pytest.mark.parametrize(
    "kind",
    [
        "expired",
        "other key",
        "unknown key id",
        "key id that names no key",
        "no algorithm",
        "other algorithm",
        "no role",
    ],
)
def test_a_forged_token_is_refused(teacher: Teacher, services: Any, kind: str) -> None:
    teacher.access_token = forged(teacher, services, kind)
    answer = teacher.call("GET", "/users/me")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "UNAUTHORIZED")


def test_a_clock_half_a_minute_off_is_forgiven(teacher: Teacher, services: Any) -> None:
    claims = jwt.decode(teacher.access_token, options={"verify_signature": False})
    claims["exp"] = int(time.time()) - 20
    key = services.secrets.get(services.settings.jwt_secret_id)["k1"]
    teacher.access_token = jwt.encode(claims, key, algorithm="HS256", headers={"kid": "k1"})
    assert teacher.call("GET", "/users/me").status_code == 200


def test_a_rotated_key_keeps_everybody_logged_in(teacher: Teacher, services: Any) -> None:
    """A second key may sign; tokens of the first stay good as long as it is listed."""
    from chalicelib.identity.tokens import decode

    secret = services.settings.jwt_secret_id
    keys = services.secrets.get(secret)
    rotated = dict(keys) | {"k2": "y" * 64, "current": "k2"}
    services.secrets._read[secret] = (time.monotonic(), rotated)
    try:
        assert str(decode(services, teacher.access_token).user_id) == teacher.user["id"]
    finally:
        services.secrets._read[secret] = (time.monotonic(), keys)


def test_own_account_can_be_changed(teacher: Teacher) -> None:
    changed = teacher.data("PUT", "/users/me", json={"lastName": "Lovelace", "settings": {"weekStart": "Monday"}})
    assert changed["user"]["lastName"] == "Lovelace"
    assert teacher.data("GET", "/users/me")["user"] == changed["user"]
    assert changed["user"]["firstName"] == teacher.user["firstName"]


def test_log_ins_and_log_outs_are_audited(teacher: Teacher, services: Any) -> None:
    teacher.login()
    teacher.call("POST", "/auth/logout")
    rows = services.database.all(
        "SELECT action, host(ip_address) AS address FROM audit_logs WHERE user_id = %s ORDER BY created_at",
        (teacher.user["id"],),
    )
    assert [row["action"] for row in rows] == ["user.registered", "user.logged_in", "user.logged_out"]
    assert all(row["address"].startswith("127.") for row in rows)
