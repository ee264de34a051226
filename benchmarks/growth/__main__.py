"""Lists and details while the data grows (``make bench ARGS=growth``).

    python -m benchmarks.growth [--scale 0.1]

A PostgreSQL of its own is filled to a quarter of the size, and every list and detail of the API is asked, by its own
endpoint, with filters, sorting and deep pages; then it is filled up and all is asked again. Scale 1.0 is 100,000 users,
a million documents and thirty million timeblocks. Fails where a table that grows is read as a whole, or where a
question reads more rows than before the growth.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import psycopg2

from benchmarks.growth.cases import all_cases, services_on
from benchmarks.growth.filling import Size, fill
from benchmarks.growth.measuring import Answered, ask_all, complaints, seconds_since
from chalicelib.storage.migrate import migrate
from localcloud.postgres import Postgres, forget
from localcloud.processes import claim_port
from localcloud.settings import Patience

TABLES = ("users", "documents", "timetables", "timeblocks", "processing_jobs", "hitl_tasks", "audit_logs")

SIGNING = {"AWS_DEFAULT_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "growth", "AWS_SECRET_ACCESS_KEY": "growth"}
"""Download addresses are signed in this process; nothing is asked of AWS."""


def measure(url: str, size: Size) -> list[str]:
    """Fill, ask, fill up and ask again; prints the table, returns what is wrong."""
    migrate(url)
    quarter = replace(size, users=size.users // 4)
    cases = all_cases(quarter)
    connection = psycopg2.connect(url)
    connection.autocommit = True
    services, database = services_on(url)
    try:
        _fill(connection, quarter, 0)
        services.reviews.fold_counts()
        before = ask_all(cases, services, database)
        _fill(connection, size, quarter.users)
        services.reviews.fold_counts()
        after = ask_all(cases, services, database)
        print("\n" + ", ".join(f"{_count(connection, table):,} {table}" for table in TABLES) + "\n")
    finally:
        database.close()
        connection.close()
    _print(before, after)
    return complaints(before, after)


def _fill(connection: psycopg2.extensions.connection, size: Size, there: int) -> None:
    started = time.monotonic()
    fill(connection, size, there)
    print(f"filled up to {size.users:,} users in {seconds_since(started)}", flush=True)


def _count(connection: psycopg2.extensions.connection, table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        row = cursor.fetchone()
        return int(row[0]) if row else 0


def _print(before: Sequence[Answered], after: Sequence[Answered]) -> None:
    print("| question | ms (best) | rows read (at a quarter) | returned | indexes |")
    print("|---|---:|---:|---:|---|")
    for small, large in zip(before, after, strict=True):
        read = f"{large.rows_read} ({small.rows_read})"
        took = f"{large.milliseconds:.1f} ({large.best:.1f})"
        print(f"| {large.case.name} | {took} | {read} | {large.rows_returned} | {', '.join(large.indexes)} |")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=0.1)
    size = Size.of(parser.parse_args().scale)
    os.environ |= SIGNING
    with tempfile.TemporaryDirectory() as folder:
        postgres = Postgres(Path(folder), claim_port(0, "growth"), Patience())
        try:
            postgres.start()
            wrong = measure(postgres.url, size)
        finally:
            postgres.stop()
            forget(Path(folder))
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    print("\nEvery question is answered by indexes, and reads no more rows after the growth." if not wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
