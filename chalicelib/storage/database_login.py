"""Ways to log in to the database: with what the URL says, by the function's role, or with a password that is kept."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urlencode, urlsplit

from chalicelib.storage.secrets import Secrets

TOKEN_SECONDS = 900
"""How long RDS takes a token for logging in. The connection outlives it."""

RDS_AUTHORITIES = Path(__file__).with_name("rds_authorities.pem")
"""Who signs for the database itself; a proxy's certificate is signed by one of the world's usual authorities."""


class Login(Protocol):
    """How a connection is opened."""

    def url(self) -> str:
        """The URL to connect with now."""
        ...

    def forget(self) -> bool:
        """The login was refused. True where ``url`` may say something else now."""
        ...


@dataclass(frozen=True)
class AsGiven:
    """The URL holds all that is needed."""

    given: str

    def url(self) -> str:
        return self.given

    def forget(self) -> bool:
        return False


@dataclass(frozen=True)
class ByRole:
    """IAM instead of a password, over TLS: for RDS Proxy."""

    given: str

    def url(self) -> str:
        import certifi

        parts = urlsplit(self.given)
        token = _token(str(parts.hostname), parts.port or 5432, str(parts.username))
        return _with_password(self.given, token, {"sslmode": "verify-full", "sslrootcert": certifi.where()})

    def forget(self) -> bool:
        return False


@dataclass(frozen=True)
class ByPassword:
    """The owner's password, which RDS keeps in a secret and changes every week: for the database without a proxy."""

    given: str
    secrets: Secrets
    secret_id: str
    tls: Mapping[str, str] = field(
        default_factory=lambda: {"sslmode": "verify-full", "sslrootcert": str(RDS_AUTHORITIES)}
    )

    def url(self) -> str:
        return _with_password(self.given, str(self.secrets.get(self.secret_id)["password"]), self.tls)

    def forget(self) -> bool:
        """The password may have been changed since it was read."""
        self.secrets.forget(self.secret_id)
        return True


def _with_password(url: str, password: str, options: Mapping[str, str]) -> str:
    parts = urlsplit(url)
    place = f"{parts.hostname}:{parts.port or 5432}{parts.path}"
    return f"{parts.scheme}://{parts.username}:{quote(password, safe='')}@{place}?{urlencode(options)}"


def _token(host: str, port: int, user: str) -> str:
    """Made here, without a call: a signed address (RDS user guide, "IAM database authentication").

    boto3's own function for it needs an RDS client, which takes 0.3 s to load.
    """
    import boto3
    from botocore.auth import SigV4QueryAuth
    from botocore.awsrequest import AWSRequest

    request = AWSRequest("GET", f"https://{host}:{port}/", params={"Action": "connect", "DBUser": user})
    credentials = boto3.Session().get_credentials()
    SigV4QueryAuth(credentials, "rds-db", os.environ["AWS_REGION"], expires=TOKEN_SECONDS).add_auth(request)
    return str(request.prepare().url).removeprefix("https://")
