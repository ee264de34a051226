"""PostgreSQL: one connection per container (per thread, for the threaded local server), reused between invocations."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg2
import psycopg2.extensions
import psycopg2.extras

from chalicelib.domain.errors import StoreUnavailable
from chalicelib.domain.refusals import NotFound
from chalicelib.storage.database_login import Login

Row = Mapping[str, Any]

IDLE_SECONDS = 30.0
"""After so long a pause the connection is tried first: a proxy or a failover may have closed it meanwhile."""

CONNECT_SECONDS = 5
REFUSED = "password authentication failed"
"""PostgreSQL's words. While a connection is being opened, psycopg2 passes on no code."""

psycopg2.extras.register_uuid()  # type: ignore[no-untyped-call]


class RowGone(NotFound):
    """A row that was there a moment ago was deleted by somebody else."""

    def __init__(self) -> None:
        super().__init__("This was deleted a moment ago.")


class _Session(threading.local):
    connection: psycopg2.extensions.connection | None = None
    cursor: psycopg2.extensions.cursor | None = None
    last_used: float = 0.0


class Database:
    """Runs SQL. Raises StoreUnavailable when the server cannot be reached or cuts the connection."""

    def __init__(self, login: Login) -> None:
        self._login = login
        self._session = _Session()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All statements inside are committed together, or none. Nested use joins the outer transaction."""
        if self._session.cursor is not None:
            yield
            return
        with self._faults():
            connection = self._connection()
            try:
                with connection, connection.cursor() as cursor:
                    self._session.cursor = cursor
                    yield
            finally:
                self._session.cursor = None

    def all(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """Every row the statement returns. Outside a transaction the statement is one by itself, in one round trip."""
        if self._session.cursor is not None:
            return _rows(self._session.cursor, sql, parameters)
        with self._faults(), self._connection().cursor() as cursor:
            return _rows(cursor, sql, parameters)

    def one(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Row | None:
        """The first row, or None."""
        rows = self.all(sql, parameters)
        return rows[0] if rows else None

    def only(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Row:
        """The single row of a statement that always has one (INSERT … RETURNING, aggregates)."""
        return self.all(sql, parameters)[0]

    def insert_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """One round trip for many rows; ``sql`` has ``VALUES %s``."""
        with self.transaction():
            psycopg2.extras.execute_values(self._session.cursor, sql, rows, page_size=1000)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (psycopg2.OperationalError, psycopg2.InterfaceError) as error:
            raise StoreUnavailable("The database does not answer at the moment. Please try again shortly.") from error
        finally:
            self._session.last_used = time.monotonic()

    def login_url(self) -> str:
        """The URL to open a connection with now, and within a quarter of an hour."""
        return self._login.url()

    def close(self) -> None:
        """Close this thread's connection."""
        if self._session.connection is not None:
            self._session.connection.close()
            self._session.connection = None

    def _connection(self) -> psycopg2.extensions.connection:
        connection = self._session.connection
        if connection is not None and not connection.closed and self._answers(connection):
            return connection
        connection = self._connect()
        connection.autocommit = True
        self._session.connection = connection
        return connection

    def _connect(self) -> psycopg2.extensions.connection:
        try:
            return psycopg2.connect(self._login.url(), connect_timeout=CONNECT_SECONDS)
        except psycopg2.OperationalError as error:
            if REFUSED not in str(error) or not self._login.forget():
                raise
            return psycopg2.connect(self._login.url(), connect_timeout=CONNECT_SECONDS)

    def _answers(self, connection: psycopg2.extensions.connection) -> bool:
        if time.monotonic() - self._session.last_used < IDLE_SECONDS:
            return True
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except (psycopg2.OperationalError, psycopg2.InterfaceError):
            connection.close()
            return False
        return True


def _rows(cursor: psycopg2.extensions.cursor, sql: str, parameters: Sequence[Any] | Mapping[str, Any]) -> list[Row]:
    cursor.execute(sql, parameters)
    if not cursor.description:
        return []
    names = [column.name for column in cursor.description]
    # psycopg2's own dictionary cursor takes as long for a week of timeblocks as PostgreSQL does.
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def json_value(value: Any) -> psycopg2.extras.Json:
    """A JSONB parameter."""
    return psycopg2.extras.Json(value)
