"""No list and no detail reads more as the tables grow: seen in the plans of what the endpoints really ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import psycopg2
import pytest

from benchmarks.growth.cases import all_cases, services_on
from benchmarks.growth.filling import Size, fill
from benchmarks.growth.measuring import ask_all, complaints
from chalicelib.storage.migrate import migrate

SMALL = Size(users=400, documents=4, timeblocks=3, shared=60)
LARGE = replace(SMALL, users=1600)


@pytest.fixture
def url(services: Any) -> Iterator[str]:
    """A database of its own on the cloud's server."""
    name = f"growth_{uuid4().hex}"
    services.database.all(f"CREATE DATABASE {name}")
    made = services.settings.database_url.rsplit("/", 1)[0] + f"/{name}"
    migrate(made)
    yield made
    services.database.all(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def connection(url: str) -> Iterator[Any]:
    made = psycopg2.connect(url)
    made.autocommit = True
    yield made
    made.close()


def findings(url: str, connection: Any) -> list[str]:
    """What the bench would say, without its clock."""
    growing, database = services_on(url)
    # Tables are small here, and a small table is best read as a whole: then only what no index can answer is.
    database.all("SET enable_seqscan = off")
    cases = all_cases(SMALL)
    try:
        fill(connection, SMALL)
        growing.reviews.fold_counts()
        before = ask_all(cases, growing, database, runs=1)
        fill(connection, LARGE, SMALL.users)
        growing.reviews.fold_counts()
        return complaints(before, ask_all(cases, growing, database, runs=1))
    finally:
        database.close()


def test_every_list_and_detail_is_answered_by_an_index(url: str, connection: Any) -> None:
    assert findings(url, connection) == []


def test_a_missing_index_would_be_noticed(url: str, connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX hitl_of_user; DROP INDEX documents_of_user; DROP INDEX documents_of_user_by_status")
    found = "\n".join(findings(url, connection))
    assert "GET /documents " in found
    assert "GET /hitl/tasks " in found
