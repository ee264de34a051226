"""Registration, log-in, refresh, log-out, and the account itself."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints, field_validator

from chalicelib.api.envelope import Body
from chalicelib.api.routing import Answer, Request
from chalicelib.domain.clock import timestamp
from chalicelib.domain.records import User
from chalicelib.domain.refusals import Conflict, FieldProblem, Unauthorized
from chalicelib.identity import passwords
from chalicelib.identity.tokens import Tokens, issue, revoke, rotate

EMAIL = r"^[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f]{1,253}\.[^@\s.\x00-\x1f]{2,63}$"
"""Enough to catch slips; only a message that arrives proves an address."""


Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254, pattern=EMAIL)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class Registration(Body):
    email: Email
    password: str
    first_name: Name
    last_name: Name

    @field_validator("password")
    @classmethod
    def _strong(cls, password: str) -> str:
        lacking = passwords.weakness(password)
        if lacking:
            raise ValueError(lacking)
        return password


class LogIn(Body):
    email: str = Field(max_length=254)
    password: str = Field(max_length=1024)


class Refresh(Body):
    refresh_token: str = Field(min_length=1, max_length=512)


class AccountChange(Body):
    first_name: Name | None = None
    last_name: Name | None = None
    settings: dict[str, Any] | None = None


def register(request: Request) -> Answer:
    """POST /auth/register"""
    wanted = request.body(Registration)
    services = request.services
    user = services.users.add(
        wanted.email, passwords.hash_password(wanted.password), wanted.first_name, wanted.last_name
    )
    if user is None:
        raise Conflict(
            "There is an account with this e-mail address already.", (FieldProblem("email", "Already in use."),)
        )
    _note(request, user, "user.registered")
    return Answer({"user": user_view(user), "tokens": tokens_view(issue(services, user))}, status=201)


def login(request: Request) -> Answer:
    """POST /auth/login"""
    given = request.body(LogIn)
    services = request.services
    user = services.users.by_email(given.email.strip())
    if not passwords.verify(given.password, user.password_hash if user else None) or user is None:
        raise Unauthorized("Invalid email or password")
    if passwords.needs_rehash(user.password_hash):
        services.users.replace_password_hash(user.id, passwords.hash_password(given.password))
    services.users.note_login(user.id)
    _note(request, user, "user.logged_in")
    return Answer({"user": user_view(user), "tokens": tokens_view(issue(services, user))})


def refresh(request: Request) -> Answer:
    """POST /auth/refresh"""
    return Answer(tokens_view(rotate(request.services, request.body(Refresh).refresh_token)))


def logout(request: Request) -> Answer:
    """POST /auth/logout"""
    revoke(request.services, request.principal.jti)
    return Answer({"message": "You are logged out."})


def get_account(request: Request) -> Answer:
    """GET /users/me"""
    user = request.services.users.get(request.principal.user_id)
    if user is None:
        raise Unauthorized("This account does not exist any more.")
    return Answer({"user": user_view(user)})


def change_account(request: Request) -> Answer:
    """PUT /users/me"""
    change = request.body(AccountChange)
    user = request.services.users.update(
        request.principal.user_id, change.first_name, change.last_name, change.settings
    )
    if user is None:
        raise Unauthorized("This account does not exist any more.")
    return Answer({"user": user_view(user)})


def user_view(user: User) -> dict[str, Any]:
    return {
        "id": str(user.id),
        "email": user.email,
        "firstName": user.first_name,
        "lastName": user.last_name,
        "role": user.role.value,
        "emailVerified": user.email_verified,
        "settings": user.settings,
        "createdAt": timestamp(user.created_at),
    }


def tokens_view(tokens: Tokens) -> dict[str, Any]:
    return {
        "accessToken": tokens.access_token,
        "refreshToken": tokens.refresh_token,
        "expiresIn": tokens.expires_in,
    }


def _note(request: Request, user: User, action: str) -> None:
    request.services.audit.add(
        user.id, action, "user", user.id, request.source_ip, request.headers.get("user-agent", "")[:500]
    )
