"""Brings the database schema up to date (yoyo-migrations; numbered SQL files beside this module)."""

from __future__ import annotations

from pathlib import Path

from yoyo import get_backend, read_migrations

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(database_url: str) -> list[str]:
    """Apply what is missing, one runner at a time; the names of the migrations that were applied now."""
    backend = get_backend(database_url)
    try:
        backend.execute("SET statement_timeout = 0")  # the database's own is for requests that somebody waits for
        with backend.lock():
            pending = backend.to_apply(read_migrations(str(MIGRATIONS)))
            backend.apply_migrations(pending)
            return [migration.id for migration in pending]
    finally:
        backend.connection.close()
