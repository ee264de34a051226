"""What is asked of the API while it grows: every list and detail, by its own endpoint, with filters and deep pages."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.growth.filling import Size, made_block, made_id
from benchmarks.growth.plans import Explaining
from chalicelib.api.routes import ROUTES
from chalicelib.api.routing import Request, Route, answer
from chalicelib.composition import Services
from chalicelib.domain.jobs import Role
from chalicelib.identity.tokens import Principal
from chalicelib.settings import Settings

SHARED, TEACHER = 0, 5
"""Numbers of users: the account that a school shares, and one whose document waits for a person."""

KINDS = {"documents": "document", "jobs": "job", "timetables": "timetable", "hitl": "review"}
"""What an id names, by the path's first part."""

UNLIMITED = json.dumps({name: [10**9, 3600] for name in ("auth", "upload", "write", "read", "everything")})


@dataclass(frozen=True)
class Case:
    """One question. ``ask`` raises where it is not answered well."""

    name: str
    ask: Callable[[Services], object]


@dataclass(frozen=True)
class Get:
    """A GET request of a user in a role."""

    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    who: int = TEACHER
    role: Role = Role.TEACHER
    part: int = 1

    @property
    def case(self) -> Case:
        query = "&".join(f"{name}={value}" for name, value in self.query.items())
        whose = self.role.value if self.role is not Role.TEACHER else "shared" if self.who == SHARED else ""
        name = f"GET {self.path}" + (f"?{query}" if query else "") + (f" ({whose})" if whose else "")
        return Case(name, self.ask)

    def ask(self, services: Services) -> None:
        """Raises ValueError with the answer, where it is no success."""
        given = answer(_route(self.path), lambda: self._request(services), "growth")
        if given.status != 200:
            raise ValueError(f"{self.path}: {given.status} {given.body}")

    def _request(self, services: Services) -> Request:
        owner = TEACHER if self.role is not Role.TEACHER else self.who
        kind = KINDS.get(self.path.split("/")[1], "")
        jti = made_id("log-in", self.who, 1)
        principal = Principal(made_id("user", self.who), "user@school.example", self.role, jti, int(time.time()) + 3600)
        path = {"id": str(made_id(kind, owner, self.part))} if "{id}" in self.path else {}
        return Request(services, "growth", path, self.query, {}, b"", "127.0.0.1", principal)


def _route(path: str) -> Route:
    return next(route for route in ROUTES if (route.method, route.path) == ("GET", path))


def _last_page(size: Size) -> dict[str, str]:
    """Of the shared account's lists."""
    return {"page": str(size.shared // 20), "limit": "20"}


def _documents(size: Size) -> list[Get]:
    sorts = [
        {"sortBy": column, "order": order}
        for column in ("createdAt", "updatedAt", "fileName", "fileSize")
        for order in ("asc", "desc")
    ]
    return [
        Get("/documents"),
        Get("/documents", {"status": "completed"}),
        *(Get("/documents", sort, who=SHARED) for sort in sorts),
        Get("/documents", _last_page(size), who=SHARED),
        Get("/documents", {"page": "1000000"}),
        Get("/documents/{id}", part=size.documents),
        Get("/documents/{id}/download"),
        Get("/documents/{id}/download", who=TEACHER + 1, role=Role.REVIEWER),
    ]


def _timetables(size: Size) -> list[Get]:
    return [
        Get("/timetables"),
        *(Get("/timetables", {"status": status}) for status in ("draft", "active", "archived")),
        Get("/timetables", _last_page(size), who=SHARED),
        Get("/timetables/{id}"),
        Get("/timetables/{id}/export", {"format": "ics"}),
    ]


def _reviews(size: Size) -> list[Get]:
    filters: list[dict[str, str]] = [
        {},
        {"status": "pending"},
        {"status": "completed"},
        {"priority": "urgent"},
        {"status": "pending", "priority": "normal"},
        {"page": str(size.users // 40), "limit": "20"},
        {"page": "1000000"},
    ]
    own: list[dict[str, str]] = [{}, {"status": "pending"}, {"priority": "normal"}]
    return [
        *(Get("/hitl/tasks", query, TEACHER + 1, Role.REVIEWER) for query in filters),
        Get("/hitl/tasks", {}, TEACHER + 1, Role.ADMIN),
        *(Get("/hitl/tasks", query) for query in own),
        Get("/hitl/tasks", who=SHARED),
        Get("/hitl/tasks/{id}"),
        Get("/hitl/tasks/{id}", who=TEACHER + 1, role=Role.REVIEWER),
        Get("/hitl/corrections", who=TEACHER + 1, role=Role.ADMIN),
    ]


def all_cases(size: Size) -> list[Case]:
    """Every list and detail, and what is looked up to log in and to change something; all of it there at this size."""
    gets = [Get("/users/me"), Get("/jobs/{id}"), Get("/jobs/{id}", part=2)]
    gets += [*_documents(size), *_timetables(size), *_reviews(size)]
    asked = {get.path for get in gets}
    wanted = {route.path for route in ROUTES if route.method == "GET" and route.signed_in}
    if asked != wanted:
        raise ValueError(f"Not asked, or not there: {sorted(asked ^ wanted)}")
    looked_up = [
        Case("log-in: the account", lambda s: _found(s.users.by_email("USER5@school.example"))),
        Case("refresh: the token", lambda s: _found(s.refresh_tokens.lock(_token(TEACHER)))),
        Case("PUT /timeblocks/{id}", lambda s: _found(s.timetables.timeblock(made_block(TEACHER, 1, 0)))),
        Case("an upload: the document's job", lambda s: _found(s.jobs.of_document(made_id("document", TEACHER, 1)))),
    ]
    return [*(get.case for get in gets), *looked_up]


def _token(number: int) -> str:
    return made_id("token", number, 1).hex


def _found(row: object | None) -> None:
    if row is None:
        raise ValueError("Nothing was found: the question does not fit what was filled in.")


def services_on(url: str) -> tuple[Services, Explaining]:
    """The app's services on a database, without a cache, so that everything is asked of PostgreSQL."""
    names = ("documents_bucket", "connections_table", "event_bus", "jwt_secret_id")
    values: dict[str, Any] = dict.fromkeys(names, "growth")
    made = Services(Settings.model_validate(values | {"database_url": url, "rate_limits": UNLIMITED}))
    database = Explaining(url)
    made.database = database
    return made, database
