"""Logging in by role: no database here takes such a token, so it is held against the one that boto3 makes.

And by a password that is kept: what becomes of one that was changed is for tests/contract/test_stores.py.
"""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import boto3
import pytest

from chalicelib.storage.database import Database
from chalicelib.storage.database_login import RDS_AUTHORITIES, AsGiven, ByPassword, ByRole
from chalicelib.storage.secrets import Secrets

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
    token = unquote(str(urlsplit(ByRole(URL).url()).password))
    theirs = boto3.Session().client("rds", region_name="eu-west-1").generate_db_auth_token(HOST, 5432, "learning_yogi")
    assert parse_qs(token.partition("?")[2]) == parse_qs(theirs.partition("?")[2])
    assert token.partition("?")[0] == theirs.partition("?")[0]


def test_the_servers_name_is_checked() -> None:
    query = parse_qs(urlsplit(ByRole(URL).url()).query)
    assert query["sslmode"] == ["verify-full"]
    assert query["sslrootcert"][0].endswith("cacert.pem")


def test_without_it_the_url_is_left_as_it_is() -> None:
    assert Database(AsGiven("postgresql://a:b@127.0.0.1/c")).login_url() == "postgresql://a:b@127.0.0.1/c"
    assert "rds-db" in unquote(Database(ByRole(URL)).login_url())


class OneSecret(Secrets):
    """As RDS writes it: a password may hold anything but ``/ @ " `` and a space."""

    def get(self, secret_id: str) -> dict[str, str]:
        return {"username": "learning_yogi", "password": "a:b?c%d#e"}


def test_a_kept_password_is_put_into_the_url_and_the_servers_name_is_checked() -> None:
    parts = urlsplit(ByPassword(URL, OneSecret(), "the-owner").url())
    assert unquote(str(parts.password)) == "a:b?c%d#e"
    assert (parts.hostname, parts.port, parts.path) == (HOST, 5432, "/learning_yogi")
    query = parse_qs(parts.query)
    assert query == {"sslmode": ["verify-full"], "sslrootcert": [str(RDS_AUTHORITIES)]}


@pytest.mark.parametrize("region", ["eu-west-1", "us-east-1"])
def test_the_authorities_of_both_regions_databases_are_known(region: str) -> None:
    found = ssl.create_default_context(cafile=str(Path(RDS_AUTHORITIES))).get_ca_certs()
    names = {dict(part[0] for part in known["subject"])["commonName"]: known for known in found}
    authority = names[f"Amazon RDS {region} Root CA RSA2048 G1"]
    assert ssl.cert_time_to_seconds(authority["notAfter"]) > datetime(2040, 1, 1, tzinfo=UTC).timestamp()
