"""Usage times price: the bill by component, and the first estimate's beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.planning.prices import PriceList
from benchmarks.planning.usage import Plan, usage

COMPONENTS: Mapping[str, tuple[str, ...]] = {
    "Lambda": ("lambda",),
    "API Gateway": ("api",),
    "EventBridge, Step Functions": ("events", "states"),
    "Aurora Serverless v2": ("aurora",),
    "ElastiCache Serverless": ("cache",),
    "S3": ("s3",),
    "CloudWatch, X-Ray": ("logs", "watch", "xray"),
    "Vision, Claude": ("vision", "claude"),
    "Network, edge, the rest": ("network", "edge", "dynamodb", "secrets", "notify"),
}
"""The first estimate's components by the first part of the prices' names; the last one is what it left out."""

ESTIMATED_COMPONENTS: Mapping[str, float] = {
    "Lambda": 11,
    "API Gateway": 1,
    "EventBridge, Step Functions": 8,
    "Aurora Serverless v2": 175,
    "ElastiCache Serverless": 1,
    "S3": 2,
    "CloudWatch, X-Ray": 10,
    "Vision, Claude": 18,
}
"""Dollars a month at 1,000 documents a day, as the product's first description counted."""

ESTIMATED_TOTALS: Mapping[int, float] = {1_000: 226, 10_000: 795, 100_000: 5_350}
"""Dollars a month by documents a day."""


@dataclass(frozen=True)
class Line:
    """One price's part of the bill."""

    component: str
    price: str
    units: float
    dollars: float


@dataclass(frozen=True)
class Bill:
    """A month's bill."""

    lines: tuple[Line, ...]

    @property
    def total(self) -> float:
        return sum(line.dollars for line in self.lines)

    def of(self, component: str) -> float:
        """Dollars of one component."""
        return sum(line.dollars for line in self.lines if line.component == component)


def component_of(price: str) -> str:
    """Raises KeyError for a price that belongs to no component."""
    for component, prefixes in COMPONENTS.items():
        if price.split(".")[0] in prefixes:
            return component
    raise KeyError(price)


def bill(plan: Plan, prices: PriceList) -> Bill:
    """The month's bill. Raises KeyError where the list lacks a price that is used."""
    used = usage(plan)
    return Bill(
        tuple(
            Line(component_of(price), price, units, prices.cost(price, units))
            for price, units in used.items()
            if units > 0
        )
    )
