"""Access tokens (JWT, 15 minutes) and refresh tokens (random, 7 days, used once)."""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from chalicelib.composition import Services
from chalicelib.domain.jobs import Role
from chalicelib.domain.records import RefreshToken, User
from chalicelib.domain.refusals import Unauthorized
from chalicelib.storage.cache import revoked_key

ALGORITHM = "HS256"
CLOCK_SKEW_SECONDS = 30
CLAIMS = ("userId", "email", "role", "iat", "exp", "jti")
REFUSED = "The access token is missing, expired or not valid. Please log in again."


@dataclass(frozen=True)
class Principal:
    """Who sent a request."""

    user_id: UUID
    email: str
    role: Role
    jti: UUID
    expires_at: int


@dataclass(frozen=True)
class Tokens:
    """What a client gets at log-in."""

    access_token: str
    refresh_token: str
    expires_in: int


def issue(services: Services, user: User, family: UUID | None = None) -> Tokens:
    """New tokens for the user; without ``family`` they begin a new log-in."""
    import jwt

    values = services.settings
    now = int(time.time())
    jti = uuid4()
    keys = services.secrets.get(values.jwt_secret_id)
    claims = {
        "userId": str(user.id),
        "email": user.email,
        "role": user.role.value,
        "iat": now,
        "exp": now + values.access_token_seconds,
        "jti": str(jti),
    }
    key_id: str = keys["current"]
    access_token = jwt.encode(claims, keys[key_id], algorithm=ALGORITHM, headers={"kid": key_id})
    refresh_token = secrets.token_urlsafe(48)
    expires_at = datetime.now(UTC) + timedelta(seconds=values.refresh_token_seconds)
    services.refresh_tokens.add(user.id, family or uuid4(), _hash(refresh_token), jti, expires_at)
    return Tokens(access_token, refresh_token, values.access_token_seconds)


def verify_access_token(services: Services, token: str) -> Principal:
    """Who the token speaks for. Raises Unauthorized where it is not valid, or was revoked by a log-out."""
    principal = decode(services, token)
    revoked = services.cache.exists(revoked_key(principal.user_id, principal.jti))
    if services.refresh_tokens.access_token_revoked(principal.jti) if revoked is None else revoked:
        raise Unauthorized(REFUSED)
    return principal


def decode(services: Services, token: str) -> Principal:
    """Check signature, algorithm, claims and time, without asking whether the token was revoked."""
    import jwt

    keys = services.secrets.get(services.settings.jwt_secret_id)
    try:
        key = keys.get(str(jwt.get_unverified_header(token).get("kid")))
        if not isinstance(key, str) or not key:
            raise Unauthorized(REFUSED)
        claims: dict[str, Any] = jwt.decode(
            token, key, algorithms=[ALGORITHM], leeway=CLOCK_SKEW_SECONDS, options={"require": list(CLAIMS)}
        )
        return principal_of(claims)
    except (jwt.InvalidTokenError, ValueError) as error:
        raise Unauthorized(REFUSED) from error


def principal_of(claims: dict[str, Any]) -> Principal:
    """The principal that claims (or an authorizer's context made of them) describe. ValueError where they do not."""
    return Principal(
        user_id=UUID(str(claims["userId"])),
        email=str(claims["email"]),
        role=Role(claims["role"]),
        jti=UUID(str(claims["jti"])),
        expires_at=int(claims["exp"]),
    )


def rotate(services: Services, refresh_token: str) -> Tokens:
    """New tokens for a refresh token, which is used up. One that was used before ends its whole family."""
    reused: RefreshToken | None = None
    tokens: Tokens | None = None
    with services.database.transaction():
        known = services.refresh_tokens.lock(_hash(refresh_token))
        if known is not None and known.revoked_at is None and known.expires_at > datetime.now(UTC):
            if known.used_at is not None:
                reused = known
            else:
                services.refresh_tokens.mark_used(known.id)
                user = services.users.get(known.user_id)
                tokens = issue(services, user, known.family) if user else None
    if reused is not None:
        revoke(services, reused.user_id, reused.access_jti)
    if tokens is None:
        raise Unauthorized("The refresh token is expired or was used before. Please log in again.")
    return tokens


def revoke(services: Services, user_id: UUID, jti: UUID) -> None:
    """End the user's log-in that issued this access token: all its tokens are dead."""
    _remember_revoked(services, user_id, services.refresh_tokens.revoke_family_of_access_token(jti))


def revoke_all(services: Services, user_id: UUID) -> None:
    """End all log-ins of a user."""
    _remember_revoked(services, user_id, services.refresh_tokens.revoke_all(user_id))


def _remember_revoked(services: Services, user_id: UUID, access_jtis: list[UUID]) -> None:
    seconds = services.settings.access_token_seconds + CLOCK_SKEW_SECONDS
    for access_jti in access_jtis:
        services.cache.set(revoked_key(user_id, access_jti), "1", seconds)


def _hash(refresh_token: str) -> str:
    """Random tokens need no slow hash."""
    return hashlib.sha256(refresh_token.encode()).hexdigest()
