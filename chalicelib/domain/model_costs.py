"""What a call of the language model uses and costs. Money is kept in whole millionths of a US dollar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

PRICES_AS_OF = "2026-11-01"
"""When PRICES were read off https://platform.claude.com/docs/en/about-claude/pricing."""


class Price(BaseModel):
    """US dollars per million tokens. Writing to the prompt cache (5 minutes) and reading from it have their own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    input: float = Field(ge=0)
    output: float = Field(ge=0)
    cache_write: float = Field(ge=0)
    cache_read: float = Field(ge=0)


PRICES: dict[str, Price] = {
    "claude-sonnet-5-5": Price(input=2, output=10, cache_write=2.5, cache_read=0.2),
    "claude-sonnet-5": Price(input=2, output=10, cache_write=2.5, cache_read=0.2),
    "claude-sonnet-4-6": Price(input=3, output=15, cache_write=3.75, cache_read=0.3),
    "claude-haiku-4-5": Price(input=1, output=5, cache_write=1.25, cache_read=0.1),
    "claude-fable-5-1": Price(input=10, output=50, cache_write=12.5, cache_read=1),
}


@dataclass(frozen=True)
class TokenUsage:
    """The tokens of one or more calls, as the service counts them. ``input_tokens`` are those of no cache."""

    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0

    @property
    def total(self) -> int:
        return self.input_tokens + self.output_tokens + self.cache_read_tokens + self.cache_write_tokens


def price_of(model: str, changed: Mapping[str, Price]) -> Price:
    """The model's price; of a model that nobody has priced the dearest there is, so that no budget is overrun."""
    known = {**PRICES, **changed}
    return known.get(model) or max(known.values(), key=lambda price: price.output)


def cost_micros(usage: TokenUsage, price: Price) -> int:
    """What the tokens cost, rounded up. A dollar per million tokens is a millionth of a dollar per token."""
    exact = (
        usage.input_tokens * price.input
        + usage.output_tokens * price.output
        + usage.cache_read_tokens * price.cache_read
        + usage.cache_write_tokens * price.cache_write
    )
    return -int(-exact // 1)


def dollars(micros: int) -> float:
    """For people and reports."""
    return round(micros / 1_000_000, 6)
