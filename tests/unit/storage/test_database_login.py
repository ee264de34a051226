"""Logging in by role: no database here takes such a token, so it is held against the one that boto3 makes."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit

import boto3
import pytest

from chalicelib.storage.database import Database
from chalicelib.storage.database_login import with_token

HOST = "learning-yogi-prod.proxy-abc.eu-west-1.rds.amazonaws.com"
URL = f"postgresql://learning_yogi@{HOST}:5432/learning_yogi"


@pytest.fixture(autouse=True)
def role(monkeypatch: pytest.MonkeyPatch) -> None:
    """A function's credentials, and a clock that stands still."""
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "example")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "a/session+token=")
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda: datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))


def test_the_token_is_the_one_that_boto3_makes() -> None:
    token = unquote(str(urlsplit(with_token(URL)).password))
    theirs = boto3.Session().client("rds", region_name="eu-west-1").generate_db_auth_token(HOST, 5432, "learning_yogi")
    assert parse_qs(token.partition("?")[2]) == parse_qs(theirs.partition("?")[2])
    assert token.partition("?")[0] == theirs.partition("?")[0]


def test_the_servers_name_is_checked() -> None:
    query = parse_qs(urlsplit(with_token(URL)).query)
    assert query["sslmode"] == ["verify-full"]
    assert query["sslrootcert"][0].endswith("cacert.pem")


def test_without_it_the_url_is_left_as_it_is() -> None:
    assert Database("postgresql://a:b@127.0.0.1/c").login_url() == "postgresql://a:b@127.0.0.1/c"
    assert "rds-db" in unquote(Database(URL, iam=True).login_url())
