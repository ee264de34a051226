"""What tokens cost."""

from __future__ import annotations

import pytest

from chalicelib.domain.model_costs import PRICES, Price, TokenUsage, cost_micros, dollars, price_of
from chalicelib.settings import Settings

CHEAP = Price(input=2, output=10, cache_write=2.5, cache_read=0.2)


@pytest.mark.parametrize(
    ("usage", "micros"),
    [
        (TokenUsage(), 0),
        (TokenUsage(input_tokens=1_000_000), 2_000_000),
        (TokenUsage(output_tokens=1), 10),
        (TokenUsage(cache_read_tokens=1), 1),
        (TokenUsage(1000, 500, 300, 200), 2000 + 5000 + 60 + 500),
    ],
)
def test_cost(usage: TokenUsage, micros: int) -> None:
    assert cost_micros(usage, CHEAP) == micros


def test_a_setting_changes_a_price() -> None:
    assert price_of("claude-sonnet-5-5", {"claude-sonnet-5-5": CHEAP}) is CHEAP


def test_a_model_that_nobody_priced_costs_the_most() -> None:
    assert price_of("claude-next", {}) == max(PRICES.values(), key=lambda price: price.output)


def test_the_default_model_has_a_price() -> None:
    assert Settings.model_fields["llm_model"].default in PRICES


def test_dollars() -> None:
    assert dollars(12_345) == 0.012345
