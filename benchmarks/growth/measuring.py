"""Asks every question and looks at how the database answered."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.growth.cases import Case
from benchmarks.growth.plans import Explaining, Plan
from chalicelib.composition import Services

RUNS = 15

SLACK = 1.2
"""A bitmap or a page that is half full may bring along a few rows more; a walk through what was added, many."""


@dataclass(frozen=True)
class Answered:
    """One question's plans, and how long all of its statements took: the median and the best, milliseconds."""

    case: Case
    plans: tuple[Plan, ...]
    milliseconds: float
    best: float

    @property
    def rows_read(self) -> int:
        return sum(plan.rows for plan in self.plans)

    @property
    def rows_returned(self) -> int:
        return sum(plan.returned for plan in self.plans)

    @property
    def indexes(self) -> list[str]:
        return sorted({read.index for plan in self.plans for read in plan.reads if read.index})

    @property
    def whole_tables(self) -> list[str]:
        return sorted({table for plan in self.plans for table in plan.whole_tables})


def ask_all(cases: Sequence[Case], services: Services, database: Explaining, runs: int = RUNS) -> list[Answered]:
    """The answers to all questions, in their order."""
    return [_ask(case, services, database, runs) for case in cases]


def _ask(case: Case, services: Services, database: Explaining, runs: int) -> Answered:
    database.explain, database.plans = True, []
    case.ask(services)
    plans = tuple(database.plans)
    database.explain = False
    times = []
    for _ in range(runs):
        database.seconds = 0.0
        case.ask(services)
        times.append(database.seconds * 1000)
    return Answered(case, plans, median(times), min(times))


def complaints(before: Sequence[Answered], after: Sequence[Answered]) -> list[str]:
    """What does not stay as it was while the tables grew: sentences, none where all is well."""
    found = []
    for small, large in zip(before, after, strict=True):
        if large.whole_tables:
            found.append(f"{large.case.name} reads all of {', '.join(large.whole_tables)}.")
        if large.rows_read > small.rows_read * SLACK + 10:
            found.append(f"{large.case.name} read {small.rows_read} rows, and {large.rows_read} after the growth.")
    return found


def seconds_since(started: float) -> str:
    return f"{time.monotonic() - started:.0f} s"
