"""The price list: what one unit costs, what is free each month, and from where it gets cheaper."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pydantic import Field, model_validator

from benchmarks.planning.measured import Value

PRICES = Path(__file__).with_name("prices.json")


class Step(Value):
    """From ``above`` units a month on, free ones included, a unit costs ``price``."""

    above: float = Field(gt=0)
    price: float = Field(ge=0)


class Price(Value):
    """Dollars a unit."""

    unit: str
    price: float = Field(ge=0)
    free: float = Field(default=0, ge=0, description="units of each month that cost nothing")
    then: tuple[Step, ...] = ()
    source: str
    checked: bool = Field(description="found written at the source, not remembered")

    @model_validator(mode="after")
    def _ascending(self) -> Price:
        edges = [self.free, *(step.above for step in self.then)]
        if any(low >= high for low, high in itertools.pairwise(edges)):
            raise ValueError(f"The steps of a price have to ascend: {edges}")
        return self

    def cost(self, units: float) -> float:
        """Dollars for so many units in a month."""
        if units < 0:
            raise ValueError(f"Nobody uses {units} units.")
        edges = [self.free, *(step.above for step in self.then), float("inf")]
        prices = [self.price, *(step.price for step in self.then)]
        return sum(
            price * max(0.0, min(units, high) - low)
            for price, (low, high) in zip(prices, itertools.pairwise(edges), strict=True)
        )


class PriceList(Value):
    """All prices of one region on one day."""

    dated: date
    region: str
    currency: str
    about: str
    prices: Mapping[str, Price]

    def cost(self, name: str, units: float) -> float:
        """Dollars for so many units a month. Raises KeyError for a price that is not in the list."""
        return self.prices[name].cost(units)

    def unchecked(self) -> tuple[str, ...]:
        """The prices that nobody has found written."""
        return tuple(name for name, price in self.prices.items() if not price.checked)


def load(path: Path = PRICES) -> PriceList:
    """The list in the file. Raises FileNotFoundError or pydantic's ValidationError."""
    return PriceList.model_validate(json.loads(path.read_text()))
