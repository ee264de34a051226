"""The same work on servers of fixed size with local OCR, and from how many documents a day that is cheaper."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from benchmarks.planning.assumptions import HOURS_PER_MONTH
from benchmarks.planning.bill import Bill, Line, bill
from benchmarks.planning.journey import DATABASE, mean
from benchmarks.planning.measured import Sample
from benchmarks.planning.prices import PriceList
from benchmarks.planning.usage import SECONDS_PER_HOUR, Plan, database_gb, mean_acu, usage

COMPONENT = "Servers"
CORES_PER_SERVER = 2
LEAST_SERVERS = 2
"""One may fail, or be updated."""

PEAK_FACTOR = 2.0
"""The busiest hour beside the mean of the busy hours; people wait, so the servers are sized for it."""

TARGET_LOAD = 0.6
MEDIUM_DATABASE_ACU = 2.0
LARGE_DATABASE_ACU = 8.0
"""The memory of db.t4g.medium and db.r7g.large in ACUs of 2 GiB."""

DISK_GB = 30
SHARED = ("s3.", "logs.", "watch.", "edge.", "claude.", "network.out_gb", "secrets.", "notify.")
"""What is paid all the same, by the beginnings of the prices' names."""


def core_seconds(plan: Plan) -> float:
    """Processor time of one document on a server: every function's work, its OCR and the API's requests."""
    work = plan.assumptions.workload

    def of(sample: Sample) -> float:
        functions = sum(ms for name, ms in sample.cpu_ms.items() if name not in (DATABASE, "api"))
        more_pages = (work.pages_per_document - 1) * sample.engine_cpu_ms()
        return functions + more_pages + work.rest_requests * sample.cpu_ms["api"]

    return mean(plan.measured, plan.assumptions, of) / 1000 / plan.assumptions.lambda_.core_factor


def servers(plan: Plan) -> int:
    """How many are needed for the busiest hour."""
    a_second = plan.docs_per_day / (plan.assumptions.workload.busy_hours * SECONDS_PER_HOUR) * PEAK_FACTOR
    cores = a_second * core_seconds(plan) / TARGET_LOAD
    return max(LEAST_SERVERS, math.ceil(cores / CORES_PER_SERVER))


def fixed_bill(plan: Plan, prices: PriceList) -> Bill:
    """A month of servers, database, cache and load balancer, and of what both ways share."""
    count, acu = servers(plan), mean_acu(plan)
    used: Counter[str] = Counter(
        {
            "server.c7g_large_hour": count * HOURS_PER_MONTH,
            "server.disk_gb_month": count * DISK_GB,
            "server.balancer_hour": HOURS_PER_MONTH,
            "server.balancer_lcu_hour": HOURS_PER_MONTH * max(1.0, plan.docs_per_day / 100_000 * 4),
            "server.cache_hour": HOURS_PER_MONTH,
            "server.db_gb_month": max(20.0, database_gb(plan)),
        }
    )
    if acu <= MEDIUM_DATABASE_ACU:
        used["server.db_medium_multi_az_hour"] = HOURS_PER_MONTH
    else:
        used["server.db_large_multi_az_hour"] = math.ceil(acu / LARGE_DATABASE_ACU) * HOURS_PER_MONTH
    used.update({name: units for name, units in usage(plan).items() if name.startswith(SHARED)})
    lines = (Line(COMPONENT, name, units, prices.cost(name, units)) for name, units in used.items() if units > 0)
    return Bill(tuple(lines))


def break_even(cheaper: Callable[[int], bool], most: int = 2_000_000) -> int | None:
    """The fewest documents a day from which ``cheaper`` holds, looked for in steps of a tenth; None up to ``most``.

    Servers come in steps, so there may be small islands beyond it where it does not hold.
    """
    low = 0
    candidate = 1
    while candidate <= most:
        if cheaper(candidate):
            high = candidate
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (low, middle) if cheaper(middle) else (middle, high)
            return high
        low, candidate = candidate, max(candidate + 1, int(candidate * 1.1))
    return None


def break_even_of(plan: Plan, prices: PriceList, upkeep: float = 0.0) -> int | None:
    """Documents a day from which servers cost less than the plan's deployment.

    ``upkeep``: dollars a month for the time of somebody who looks after them.
    """

    def cheaper(docs: int) -> bool:
        at = replace(plan, docs_per_day=docs)
        return fixed_bill(at, prices).total + upkeep <= bill(at, prices).total

    return break_even(cheaper)
