"""What the language model costs, and the budgets that hold it: reserved before a call, settled after it.

Kept in PostgreSQL, which every stage needs anyway, and not in Redis, which may be away (docs/decisions).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from chalicelib.domain.model_costs import TokenUsage
from chalicelib.storage.database import Database


class Budget(StrEnum):
    """The budget that stands in the way of a call."""

    DOCUMENT = "document"
    DAY = "day"


@dataclass(frozen=True)
class Limits:
    """Most millionths of a US dollar."""

    document_micros: int
    day_micros: int


@dataclass(frozen=True)
class Purpose:
    """For whom a call is made, and of what model."""

    document_id: UUID
    job_id: UUID
    attempt: int
    model: str


@dataclass(frozen=True)
class Spent:
    """The calls of one attempt of a job together."""

    calls: int
    micros: int
    usage: TokenUsage


class LlmSpending:
    """The accounts. Days are UTC's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def reserve(self, purpose: Purpose, micros: int, limits: Limits) -> UUID | Budget:
        """Set ``micros`` aside for a call, and its id; or the budget that does not hold so much more.

        The day's row is locked meanwhile, so that calls that run at once see each other's reservations.
        """
        with self._database.transaction():
            day = self._database.only(
                "INSERT INTO llm_days (day) VALUES (current_date)"
                " ON CONFLICT (day) DO UPDATE SET spent_micros = llm_days.spent_micros RETURNING day, spent_micros"
            )
            if int(day["spent_micros"]) + micros > limits.day_micros:
                return Budget.DAY
            document = self._database.only(
                "SELECT coalesce(sum(cost_micros), 0) AS spent FROM llm_calls WHERE document_id = %s",
                (purpose.document_id,),
            )
            if int(document["spent"]) + micros > limits.document_micros:
                return Budget.DOCUMENT
            call = self._database.only(
                "INSERT INTO llm_calls (day, document_id, job_id, attempt, model, cost_micros)"
                " VALUES (%s, %s, %s, %s, %s, %s) RETURNING id",
                (day["day"], purpose.document_id, purpose.job_id, purpose.attempt, purpose.model, micros),
            )
            self._database.all(
                "UPDATE llm_days SET spent_micros = spent_micros + %s WHERE day = %s", (micros, day["day"])
            )
            call_id: UUID = call["id"]
            return call_id

    def settle(self, call_id: UUID, micros: int, usage: TokenUsage) -> None:
        """Replace a reservation by what the call cost; once, however often it is called.

        A call that is never settled (its function was ended) goes on counting with all that was set aside for it.
        """
        with self._database.transaction():
            call = self._database.one(
                "SELECT day, cost_micros FROM llm_calls WHERE id = %s AND NOT settled FOR UPDATE", (call_id,)
            )
            if call is None:
                return
            self._database.all(
                "UPDATE llm_calls SET settled = true, cost_micros = %s, input_tokens = %s, output_tokens = %s,"
                " cache_read_tokens = %s, cache_write_tokens = %s WHERE id = %s",
                (
                    micros,
                    usage.input_tokens,
                    usage.output_tokens,
                    usage.cache_read_tokens,
                    usage.cache_write_tokens,
                    call_id,
                ),
            )
            self._database.all(
                "UPDATE llm_days SET spent_micros = spent_micros + %s WHERE day = %s",
                (micros - int(call["cost_micros"]), call["day"]),
            )

    def of_attempt(self, job_id: UUID, attempt: int) -> Spent:
        row = self._database.only(
            "SELECT count(*) AS calls, coalesce(sum(cost_micros), 0) AS micros,"
            " coalesce(sum(input_tokens), 0) AS input_tokens, coalesce(sum(output_tokens), 0) AS output_tokens,"
            " coalesce(sum(cache_read_tokens), 0) AS cache_read_tokens,"
            " coalesce(sum(cache_write_tokens), 0) AS cache_write_tokens"
            " FROM llm_calls WHERE job_id = %s AND attempt = %s",
            (job_id, attempt),
        )
        usage = TokenUsage(
            int(row["input_tokens"]),
            int(row["output_tokens"]),
            int(row["cache_read_tokens"]),
            int(row["cache_write_tokens"]),
        )
        return Spent(int(row["calls"]), int(row["micros"]), usage)

    def today_micros(self) -> int:
        """What today's calls have cost, reservations included."""
        row = self._database.one("SELECT spent_micros FROM llm_days WHERE day = current_date")
        return int(row["spent_micros"]) if row else 0
