"""Who did what, kept by month."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chalicelib.storage.database import Database, json_value


class AuditLog:
    """Appends entries; makes the months' partitions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        user_id: UUID | None,
        action: str,
        resource_type: str,
        resource_id: UUID | None,
        ip_address: str | None = None,
        user_agent: str | None = None,
        changes: dict[str, Any] | None = None,
    ) -> None:
        self._database.all(
            "INSERT INTO audit_logs (user_id, action, resource_type, resource_id, changes, ip_address, user_agent)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            (user_id, action, resource_type, resource_id, json_value(changes or {}), ip_address, user_agent),
        )

    def prepare_months(self) -> None:
        """Make this month's and the next month's partition."""
        self._database.all(
            "SELECT ensure_audit_partition(current_date),"
            " ensure_audit_partition((current_date + interval '1 month')::date)"
        )
