"""Timetables and their timeblocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from chalicelib.domain.records import StoredTimeblock, Timetable
from chalicelib.domain.timetable import Timeblock
from chalicelib.storage.database import Database, json_value

DEFAULT_COLOR = "#3B82F6"


class Timetables:
    """The timetables' rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        user_id: UUID,
        name: str,
        class_name: str | None,
        term: str | None,
        year: str | None,
        timeblocks: Sequence[Timeblock],
        metadata: dict[str, Any],
    ) -> UUID:
        """Store a timetable with its timeblocks, which all have a start and an end; its id."""
        with self._database.transaction():
            row = self._database.only(
                "INSERT INTO timetables (user_id, name, class_name, term, year, metadata)"
                " VALUES (%s, %s, %s, %s, %s, %s) RETURNING id",
                (user_id, name, class_name, term, year, json_value(metadata)),
            )
            timetable_id: UUID = row["id"]
            self._database.insert_many(
                "INSERT INTO timeblocks (timetable_id, name, day_of_week, start_time, end_time, notes, color,"
                " position, confidence, metadata) VALUES %s",
                [
                    (
                        timetable_id,
                        block.name,
                        block.day.value,
                        block.start,
                        block.end,
                        block.notes,
                        block.color or DEFAULT_COLOR,
                        position,
                        block.confidence,
                        json_value({"origin": block.origin.model_dump(mode="json"), "period": block.period}),
                    )
                    for position, block in enumerate(timeblocks)
                ],
            )
        return timetable_id

    def get(self, timetable_id: UUID) -> Timetable | None:
        row = self._database.one("SELECT * FROM timetables WHERE id = %s", (timetable_id,))
        return Timetable.model_validate(row) if row else None

    def timeblocks(self, timetable_id: UUID) -> list[StoredTimeblock]:
        """In the order of the week."""
        rows = self._database.all(
            "SELECT * FROM timeblocks WHERE timetable_id = %s ORDER BY day_of_week, start_time, position, id",
            (timetable_id,),
        )
        return [StoredTimeblock.model_validate(row) for row in rows]

    def page(
        self, user_id: UUID, status: str | None, limit: int, offset: int
    ) -> tuple[list[tuple[Timetable, int]], int]:
        """One page of a user's timetables, newest first, each with its number of timeblocks; and how many in all."""
        where = "user_id = %s" + (" AND status = %s" if status else "")
        parameters: list[Any] = [user_id, *([status] if status else [])]
        total = self._database.only(f"SELECT count(*) AS n FROM timetables WHERE {where}", parameters)  # noqa: S608
        rows = self._database.all(
            f"WITH page AS (SELECT * FROM timetables WHERE {where}"  # noqa: S608
            " ORDER BY created_at DESC, id LIMIT %s OFFSET %s)"
            " SELECT page.*, (SELECT count(*) FROM timeblocks b WHERE b.timetable_id = page.id) AS timeblock_count"
            " FROM page ORDER BY created_at DESC, id",
            [*parameters, limit, offset],
        )
        return [(Timetable.model_validate(row), int(row["timeblock_count"])) for row in rows], int(total["n"])
