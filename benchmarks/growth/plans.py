"""How PostgreSQL runs a statement: which tables it reads, by which index, and how many rows of them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.storage.database import Database, Row
from chalicelib.storage.database_login import AsGiven

SMALL_TABLES = frozenset({"hitl_counts"})
"""Tables that do not grow with the product's data."""


@dataclass(frozen=True)
class Read:
    """One table or index that a plan reads. ``rows`` counts those that were thrown away as well."""

    table: str
    index: str | None
    rows: int


@dataclass(frozen=True)
class Plan:
    """One statement as it was run."""

    sql: str
    reads: tuple[Read, ...]
    returned: int

    @property
    def rows(self) -> int:
        return sum(read.rows for read in self.reads)

    @property
    def whole_tables(self) -> list[str]:
        """The tables that grow and were read without an index."""
        return [read.table for read in self.reads if read.index is None and read.table not in SMALL_TABLES]


class Explaining(Database):
    """A database that keeps how it ran each statement. ``explain`` off, it only adds up the time."""

    def __init__(self, url: str) -> None:
        super().__init__(AsGiven(url))
        self.explain = False
        self.plans: list[Plan] = []
        self.seconds = 0.0

    def all(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        if self.explain:
            [row] = super().all(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", parameters)
            top = row["QUERY PLAN"][0]["Plan"]
            self.plans.append(Plan(sql, tuple(_reads(top)), int(top["Actual Rows"])))
        started = time.perf_counter()
        rows = super().all(sql, parameters)
        self.seconds += time.perf_counter() - started
        return rows


def _reads(node: Mapping[str, Any], index: str | None = None) -> Iterator[Read]:
    """What the plan's nodes read from tables. A bitmap's index is named by the node below the one that reads."""
    below = [index for child in node.get("Plans", []) if (index := child.get("Index Name"))]
    table = node.get("Relation Name")
    if table is not None:
        thrown_away = sum(int(node.get(f"Rows Removed by {why}", 0)) for why in ("Filter", "Index Recheck"))
        rows = (float(node["Actual Rows"]) + thrown_away) * int(node["Actual Loops"])
        yield Read(table, node.get("Index Name") or (below[0] if below else None), round(rows))
    for child in node.get("Plans", []):
        yield from _reads(child)
