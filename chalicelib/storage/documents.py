"""Uploaded documents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chalicelib.domain.records import Document
from chalicelib.storage.database import Database, json_value

SORT_COLUMNS = {"createdAt": "created_at", "updatedAt": "updated_at", "fileName": "file_name", "fileSize": "file_size"}


class Documents:
    """The documents' rows; their bytes are in the object store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        document_id: UUID,
        user_id: UUID,
        file_name: str,
        file_type: str,
        file_size: int,
        bucket: str,
        key: str,
        metadata: dict[str, Any],
    ) -> Document:
        row = self._database.only(
            "INSERT INTO documents (id, user_id, file_name, file_type, file_size, s3_bucket, s3_key, metadata)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s) RETURNING *",
            (document_id, user_id, file_name, file_type, file_size, bucket, key, json_value(metadata)),
        )
        return Document.model_validate(row)

    def get(self, document_id: UUID) -> Document | None:
        row = self._database.one("SELECT * FROM documents WHERE id = %s", (document_id,))
        return Document.model_validate(row) if row else None

    def page(
        self, user_id: UUID, status: str | None, sort_by: str, descending: bool, limit: int, offset: int
    ) -> tuple[list[Document], int]:
        """One page of a user's documents, and how many there are in all."""
        where = "user_id = %s" + (" AND upload_status = %s" if status else "")
        parameters: list[Any] = [user_id, *([status] if status else [])]
        order = "DESC" if descending else "ASC"
        column = SORT_COLUMNS[sort_by]
        count = f"SELECT count(*) AS n FROM documents WHERE {where}"  # noqa: S608
        total = int(self._database.only(count, parameters)["n"])
        if offset >= total:
            return [], total
        rows = self._database.all(
            f"SELECT * FROM documents WHERE {where} ORDER BY {column} {order}, id LIMIT %s OFFSET %s",  # noqa: S608
            [*parameters, limit, offset],
        )
        return [Document.model_validate(row) for row in rows], total

    def mark_uploaded(self, document_id: UUID, version_id: str | None, mime_type: str) -> None:
        """The object has arrived. A document that is failed already stays failed."""
        self._database.all(
            "UPDATE documents SET upload_status = 'completed', s3_version_id = %s, mime_type = %s"
            " WHERE id = %s AND upload_status = 'pending'",
            (version_id, mime_type, document_id),
        )

    def mark_failed(self, document_id: UUID) -> None:
        self._database.all(
            "UPDATE documents SET upload_status = 'failed' WHERE id = %s AND upload_status = 'pending'", (document_id,)
        )

    def note_content(self, document_id: UUID, content_hash: str, metadata: dict[str, Any]) -> None:
        """What the classifier found."""
        self._database.all(
            "UPDATE documents SET content_hash = %s, metadata = metadata || %s WHERE id = %s",
            (content_hash, json_value(metadata), document_id),
        )

    def link_timetable(self, document_id: UUID, timetable_id: UUID) -> None:
        self._database.all("UPDATE documents SET timetable_id = %s WHERE id = %s", (timetable_id, document_id))

    def awaiting_upload(self, older_than_seconds: int) -> list[Document]:
        """Documents whose object did not come in time."""
        rows = self._database.all(
            "SELECT * FROM documents WHERE upload_status = 'pending'"
            " AND created_at < now() - make_interval(secs => %s) ORDER BY created_at LIMIT 500",
            (older_than_seconds,),
        )
        return [Document.model_validate(row) for row in rows]

    def delete(self, document_id: UUID) -> None:
        """The row, with its jobs; a timetable that was read from it stays."""
        self._database.all("DELETE FROM documents WHERE id = %s", (document_id,))
