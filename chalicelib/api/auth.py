"""Registration, log-in, refresh, log-out, and the account itself."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, StringConstraints, field_validator

from chalicelib.api.routing import Answer, Request
from chalicelib.api.schema import VISIBLE, Body, Message, Moment
from chalicelib.domain.jobs import Role
from chalicelib.domain.records import User
from chalicelib.domain.refusals import Conflict, FieldProblem, Unauthorized
from chalicelib.identity import passwords
from chalicelib.identity.tokens import Tokens, issue, revoke, rotate

EMAIL = (
    r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
    r"@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?){1,8}$"
)
"""What browsers take in a field for an address (WHATWG HTML, "valid e-mail address"), with a dot in the domain.

It catches slips; only a message that arrives proves an address.
"""

MAX_SETTINGS = 50

Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254, pattern=EMAIL)]
PersonName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=VISIBLE)]
Setting = str | bool | int | float | None


class Registration(Body):
    """POST /auth/register"""

    email: Email
    password: str = Field(
        min_length=passwords.MIN_LENGTH,
        max_length=passwords.MAX_LENGTH,
        description="with an upper-case letter, a lower-case letter, a digit and a special character",
        json_schema_extra={"format": "password"},
    )
    first_name: PersonName
    last_name: PersonName

    @field_validator("password")
    @classmethod
    def _strong(cls, password: str) -> str:
        lacking = passwords.weakness(password)
        if lacking:
            raise ValueError(lacking)
        return password


class LogIn(Body):
    """POST /auth/login"""

    email: str = Field(max_length=254)
    password: str = Field(max_length=1024)


class Refresh(Body):
    """POST /auth/refresh"""

    refresh_token: str = Field(min_length=1, max_length=512)


class AccountChange(Body):
    """PUT /users/me: what is left out stays as it is."""

    first_name: PersonName | None = None
    last_name: PersonName | None = None
    settings: dict[Annotated[str, StringConstraints(max_length=100)], Setting] | None = Field(
        default=None, max_length=MAX_SETTINGS, description="replaces all settings; timeZone is used by exports"
    )

    @field_validator("settings")
    @classmethod
    def _known_time_zone(cls, settings: dict[str, Any] | None) -> dict[str, Any] | None:
        zone = (settings or {}).get("timeZone")
        if zone is not None:
            try:
                ZoneInfo(str(zone))
            except (ZoneInfoNotFoundError, ValueError, OSError) as error:
                raise ValueError("The time zone is not known; write it like Europe/London.") from error
        return settings


class UserView(Body):
    id: UUID
    email: str
    first_name: str
    last_name: str
    role: Role
    email_verified: bool
    settings: dict[str, Any]
    created_at: Moment

    @classmethod
    def of(cls, user: User) -> UserView:
        return cls(**user.model_dump(include=set(cls.model_fields)))


class TokensView(Body):
    access_token: str
    refresh_token: str
    expires_in: int = Field(description="seconds until the access token ends")

    @classmethod
    def of(cls, tokens: Tokens) -> TokensView:
        return cls(access_token=tokens.access_token, refresh_token=tokens.refresh_token, expires_in=tokens.expires_in)


class LoggedIn(Body):
    user: UserView
    tokens: TokensView


class Account(Body):
    user: UserView


def register(request: Request) -> Answer:
    """Create an account."""
    wanted = request.body(Registration)
    services = request.services
    password_hash = passwords.hash_password(wanted.password)
    with services.database.transaction():
        user = services.users.add(wanted.email, password_hash, wanted.first_name, wanted.last_name)
        if user is None:
            raise Conflict(
                "There is an account with this e-mail address already.", (FieldProblem("email", "Already in use."),)
            )
        _note(request, user.id, "user.registered")
        tokens = issue(services, user)
    return Answer(LoggedIn(user=UserView.of(user), tokens=TokensView.of(tokens)), status=201)


def login(request: Request) -> Answer:
    """Log in."""
    given = request.body(LogIn)
    services = request.services
    user = services.users.by_email(given.email.strip())
    if not passwords.verify(given.password, user.password_hash if user else None) or user is None:
        raise Unauthorized("Invalid email or password")
    with services.database.transaction():
        if passwords.needs_rehash(user.password_hash):
            services.users.replace_password_hash(user.id, passwords.hash_password(given.password))
        services.users.note_login(user.id)
        _note(request, user.id, "user.logged_in")
        tokens = issue(services, user)
    return Answer(LoggedIn(user=UserView.of(user), tokens=TokensView.of(tokens)))


def refresh(request: Request) -> Answer:
    """Exchange a refresh token, once, for new tokens."""
    return Answer(TokensView.of(rotate(request.services, request.body(Refresh).refresh_token)))


def logout(request: Request) -> Answer:
    """End this log-in: all its tokens are dead."""
    revoke(request.services, request.principal.user_id, request.principal.jti)
    _note(request, request.principal.user_id, "user.logged_out")
    return Answer(Message(message="You are logged out."))


def get_account(request: Request) -> Answer:
    """Who am I?"""
    user = request.services.users.get(request.principal.user_id)
    if user is None:
        raise Unauthorized("This account does not exist any more.")
    return Answer(Account(user=UserView.of(user)))


def change_account(request: Request) -> Answer:
    """Change one's name or settings."""
    change = request.body(AccountChange)
    services = request.services
    user = services.users.update(request.principal.user_id, change.first_name, change.last_name, change.settings)
    if user is None:
        raise Unauthorized("This account does not exist any more.")
    _note(request, user.id, "user.changed")
    return Answer(Account(user=UserView.of(user)))


def _note(request: Request, user_id: UUID, action: str) -> None:
    request.services.audit.add(
        user_id, action, "user", user_id, request.source_ip, request.headers.get("user-agent", "")[:500]
    )
