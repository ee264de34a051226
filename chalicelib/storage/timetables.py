"""Timetables and their timeblocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic import ConfigDict, TypeAdapter

from chalicelib.domain.records import StoredTimeblock, Timetable
from chalicelib.domain.timetable import Timeblock
from chalicelib.storage.database import Database, Row, RowGone, json_value

DEFAULT_COLOR = "#3B82F6"
TIMETABLE_FIELDS = frozenset({"name", "class_name", "term", "year", "week_start_date", "status"})
_WEEK = (
    f"SELECT {', '.join(StoredTimeblock.model_fields)} FROM timeblocks WHERE timetable_id = %s"  # noqa: S608 - columns
    " ORDER BY day_of_week, start_time, position, id"
)
"""A timetable's timeblocks; reading their metadata along with them takes as long as the rest of the query."""

_BLOCKS = TypeAdapter(list[StoredTimeblock], config=ConfigDict(defer_build=True))

TIMEBLOCK_FIELDS = frozenset({"name", "day_of_week", "start_time", "end_time", "notes", "color"})


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

    def create(self, user_id: UUID, fields: Mapping[str, Any]) -> Timetable:
        """An empty timetable with these fields."""
        row = self._database.only(
            "INSERT INTO timetables (user_id, name, class_name, term, year, week_start_date)"
            " VALUES (%(user_id)s, %(name)s, %(class_name)s, %(term)s, %(year)s, %(week_start_date)s) RETURNING *",
            {**fields, "user_id": user_id},
        )
        return Timetable.model_validate(row)

    def change(self, timetable_id: UUID, fields: Mapping[str, Any]) -> Timetable:
        """The timetable with the given fields changed."""
        return Timetable.model_validate(self._update("timetables", TIMETABLE_FIELDS, timetable_id, fields))

    def delete(self, timetable_id: UUID) -> int:
        """Delete it; how many timeblocks went with it."""
        row = self._database.only("SELECT count(*) AS n FROM timeblocks WHERE timetable_id = %s", (timetable_id,))
        self._database.all("DELETE FROM timetables WHERE id = %s", (timetable_id,))
        return int(row["n"])

    def add_timeblock(self, timetable_id: UUID, fields: Mapping[str, Any]) -> StoredTimeblock:
        """Add a timeblock after the last one."""
        row = self._database.only(
            "INSERT INTO timeblocks (timetable_id, name, day_of_week, start_time, end_time, notes, color, position)"
            " VALUES (%(timetable_id)s, %(name)s, %(day_of_week)s, %(start_time)s, %(end_time)s, %(notes)s, %(color)s,"
            " (SELECT coalesce(max(position) + 1, 0) FROM timeblocks WHERE timetable_id = %(timetable_id)s))"
            " RETURNING *",
            {"color": DEFAULT_COLOR, **fields, "timetable_id": timetable_id},
        )
        return StoredTimeblock.model_validate(row)

    def timeblock(self, timeblock_id: UUID) -> StoredTimeblock | None:
        row = self._database.one("SELECT * FROM timeblocks WHERE id = %s", (timeblock_id,))
        return StoredTimeblock.model_validate(row) if row else None

    def change_timeblock(self, timeblock_id: UUID, fields: Mapping[str, Any]) -> StoredTimeblock:
        """The timeblock with the given fields changed."""
        return StoredTimeblock.model_validate(self._update("timeblocks", TIMEBLOCK_FIELDS, timeblock_id, fields))

    def delete_timeblock(self, timeblock_id: UUID) -> None:
        self._database.all("DELETE FROM timeblocks WHERE id = %s", (timeblock_id,))

    def _update(self, table: str, known: frozenset[str], row_id: UUID, fields: Mapping[str, Any]) -> Row:
        """Raises RowGone where the row went away meanwhile."""
        unknown = set(fields) - known
        if unknown:
            raise ValueError(f"No such fields: {unknown}")
        assignments = ", ".join(f"{name} = %({name})s" for name in fields) or "id = id"
        row = self._database.one(
            f"UPDATE {table} SET {assignments} WHERE id = %(id)s RETURNING *",  # noqa: S608 - names are checked above
            {**fields, "id": row_id},
        )
        if row is None:
            raise RowGone
        return row

    def get(self, timetable_id: UUID) -> Timetable | None:
        row = self._database.one("SELECT * FROM timetables WHERE id = %s", (timetable_id,))
        return Timetable.model_validate(row) if row else None

    def with_timeblocks(self, timetable_id: UUID) -> tuple[Timetable, list[StoredTimeblock]] | None:
        """A timetable with its timeblocks in the order of the week, in one round trip."""
        # As JSON, the week's rows are parsed and checked in one go, which takes a third of the time of single values.
        row = self._database.one(
            f"SELECT *, (SELECT coalesce(json_agg(week), '[]')::text FROM ({_WEEK}) week) AS timeblocks"  # noqa: S608
            " FROM timetables WHERE id = %s",
            (timetable_id, timetable_id),
        )
        return (Timetable.model_validate(row), _BLOCKS.validate_json(row["timeblocks"])) if row else None

    def timeblocks(self, timetable_id: UUID) -> list[StoredTimeblock]:
        """In the order of the week."""
        return [StoredTimeblock.model_validate(row) for row in self._database.all(_WEEK, (timetable_id,))]

    def page(
        self, user_id: UUID, status: str | None, limit: int, offset: int
    ) -> tuple[list[tuple[Timetable, int]], int]:
        """One page of a user's timetables, newest first, each with its number of timeblocks; and how many in all."""
        where = "user_id = %s" + (" AND status = %s" if status else "")
        parameters: list[Any] = [user_id, *([status] if status else [])]
        count = f"SELECT count(*) AS n FROM timetables WHERE {where}"  # noqa: S608
        total = int(self._database.only(count, parameters)["n"])
        if offset >= total:
            return [], total
        rows = self._database.all(
            f"WITH page AS (SELECT * FROM timetables WHERE {where}"  # noqa: S608
            " ORDER BY created_at DESC, id LIMIT %s OFFSET %s)"
            " SELECT page.*, (SELECT count(*) FROM timeblocks b WHERE b.timetable_id = page.id) AS timeblock_count"
            " FROM page ORDER BY created_at DESC, id",
            [*parameters, limit, offset],
        )
        return [(Timetable.model_validate(row), int(row["timeblock_count"])) for row in rows], total
