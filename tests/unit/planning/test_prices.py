"""The price list: free amounts, steps, and what makes no sense."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from benchmarks.planning.prices import Price, Step
from chalicelib.domain.model_costs import PRICES
from chalicelib.settings import Settings


def price(**values):
    return Price.model_validate({"unit": "page", "price": 2.0, "source": "here", "checked": True} | values)


def test_without_steps_every_unit_costs_the_same():
    assert price().cost(0) == 0
    assert price().cost(10) == 20


def test_the_free_amount_costs_nothing_and_counts_once():
    assert price(free=100).cost(100) == 0
    assert price(free=100).cost(101) == 2
    assert price(free=100).cost(150) == 100


def test_a_step_holds_for_what_lies_above_it():
    stepped = price(free=10, then=[Step(above=100, price=1.0), Step(above=200, price=0.5)])
    assert stepped.cost(100) == 90 * 2
    assert stepped.cost(150) == 90 * 2 + 50
    assert stepped.cost(300) == 90 * 2 + 100 + 50


def test_steps_that_do_not_ascend_are_refused():
    with pytest.raises(ValidationError, match="ascend"):
        price(free=100, then=[Step(above=100, price=1.0)])


def test_nobody_uses_less_than_nothing():
    with pytest.raises(ValueError, match="-1"):
        price().cost(-1)


def test_vision_by_its_list_price(prices):
    """The first thousand pages free, 1.50 dollars a thousand, 0.60 above five million."""
    assert prices.cost("vision.page", 1_000) == 0
    assert prices.cost("vision.page", 30_000) == pytest.approx(43.50)
    assert prices.cost("vision.page", 6_000_000) == pytest.approx(4_999 * 1.5 + 1_000 * 0.6)


def test_the_estimates_own_transitions_and_database_cost_what_it_says(prices):
    """$8 for 30,000 workflows of ten transitions, $175 for two ACUs and 720 hours: the lists agree."""
    assert prices.cost("states.transition", 300_000) == pytest.approx(7.4, abs=0.2)
    assert prices.cost("aurora.acu_hour", 2 * 720) == pytest.approx(172.8)


def test_every_price_names_its_source(prices):
    assert all(one.source and one.unit for one in prices.prices.values())
    assert len(prices.unchecked()) < len(prices.prices) / 5


def test_the_model_costs_what_the_app_reckons_with(prices):
    """The budgets' price table and this one are kept by different people."""
    told = PRICES[Settings.model_fields["llm_model"].default]
    assert prices.prices["claude.input_token"].price == pytest.approx(told.input / 1e6)
    assert prices.prices["claude.output_token"].price == pytest.approx(told.output / 1e6)
