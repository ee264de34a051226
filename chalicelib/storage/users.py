"""Accounts and their refresh tokens."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from chalicelib.domain.jobs import Role
from chalicelib.domain.records import RefreshToken, User
from chalicelib.storage.database import Database, json_value


class Users:
    """The accounts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, email: str, password_hash: str, first_name: str, last_name: str) -> User | None:
        """The new account; None where the e-mail address has one already."""
        row = self._database.one(
            "INSERT INTO users (email, password_hash, first_name, last_name) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (lower(email)) DO NOTHING RETURNING *",
            (email, password_hash, first_name, last_name),
        )
        return User.model_validate(row) if row else None

    def by_email(self, email: str) -> User | None:
        row = self._database.one("SELECT * FROM users WHERE lower(email) = lower(%s)", (email,))
        return User.model_validate(row) if row else None

    def get(self, user_id: UUID) -> User | None:
        row = self._database.one("SELECT * FROM users WHERE id = %s", (user_id,))
        return User.model_validate(row) if row else None

    def update(
        self, user_id: UUID, first_name: str | None, last_name: str | None, settings: dict[str, Any] | None
    ) -> User | None:
        """The account with what is not None changed; None where there is no such account."""
        row = self._database.one(
            "UPDATE users SET first_name = coalesce(%s, first_name), last_name = coalesce(%s, last_name),"
            " settings = coalesce(%s, settings) WHERE id = %s RETURNING *",
            (first_name, last_name, None if settings is None else json_value(settings), user_id),
        )
        return User.model_validate(row) if row else None

    def set_role(self, email: str, role: Role) -> User | None:
        """The account with its new role; None where there is no such account."""
        row = self._database.one(
            "UPDATE users SET role = %s WHERE lower(email) = lower(%s) RETURNING *", (role.value, email)
        )
        return User.model_validate(row) if row else None

    def note_login(self, user_id: UUID) -> None:
        self._database.all("UPDATE users SET last_login_at = now() WHERE id = %s", (user_id,))

    def replace_password_hash(self, user_id: UUID, password_hash: str) -> None:
        """For hashes made with older parameters."""
        self._database.all("UPDATE users SET password_hash = %s WHERE id = %s", (password_hash, user_id))


class RefreshTokens:
    """Refresh tokens by their hash. A family is all that descends from one log-in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, user_id: UUID, family: UUID, token_hash: str, access_jti: UUID, expires_at: datetime) -> None:
        self._database.all(
            "INSERT INTO refresh_tokens (user_id, family, token_hash, access_jti, expires_at)"
            " VALUES (%s, %s, %s, %s, %s)",
            (user_id, family, token_hash, access_jti, expires_at),
        )

    def lock(self, token_hash: str) -> RefreshToken | None:
        """The token, locked until the transaction ends, so that two uses at once are told apart."""
        row = self._database.one("SELECT * FROM refresh_tokens WHERE token_hash = %s FOR UPDATE", (token_hash,))
        return RefreshToken.model_validate(row) if row else None

    def mark_used(self, token_id: UUID) -> None:
        self._database.all("UPDATE refresh_tokens SET used_at = now() WHERE id = %s", (token_id,))

    def revoke_family_of_access_token(self, access_jti: UUID) -> list[UUID]:
        """Revoke everything that came from the same log-in as this access token; the access tokens' ids."""
        rows = self._database.all(
            "UPDATE refresh_tokens SET revoked_at = coalesce(revoked_at, now())"
            " WHERE family = (SELECT family FROM refresh_tokens WHERE access_jti = %s) RETURNING access_jti",
            (access_jti,),
        )
        return [row["access_jti"] for row in rows]

    def revoke_all(self, user_id: UUID) -> list[UUID]:
        """Revoke every log-in of a user; the access tokens' ids."""
        rows = self._database.all(
            "UPDATE refresh_tokens SET revoked_at = coalesce(revoked_at, now())"
            " WHERE user_id = %s AND expires_at > now() RETURNING access_jti",
            (user_id,),
        )
        return [row["access_jti"] for row in rows]

    def access_token_revoked(self, access_jti: UUID) -> bool:
        """True where the log-in that issued this access token was ended, or is unknown."""
        row = self._database.one("SELECT revoked_at FROM refresh_tokens WHERE access_jti = %s", (access_jti,))
        return row is None or row["revoked_at"] is not None

    def forget_expired(self) -> int:
        """Delete tokens that expired over a day ago; how many."""
        row = self._database.only(
            "WITH gone AS (DELETE FROM refresh_tokens WHERE expires_at < now() - interval '1 day' RETURNING 1)"
            " SELECT count(*) AS n FROM gone"
        )
        return int(row["n"])
