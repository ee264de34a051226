"""WebSocket connections and their subscriptions, in one DynamoDB table.

Items are keyed by what they are looked up by (``subject``): ``connection#<id>`` or ``job#<id>``, with the connection's
id as the sort key. A job's subscribers are thus read from the table itself, with a consistent read: one who has
subscribed before a status was committed is always found. An index would lag behind (docs/decisions/0004).
"""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from chalicelib.aws import client, transient_faults

TTL_SECONDS = 24 * 3600
SERVICE = "The connection store"
BY_CONNECTION = "by-connection"


class Connection(BaseModel):
    """One open WebSocket."""

    model_config = ConfigDict(frozen=True)

    connection_id: str
    user_id: UUID
    endpoint: str


class Connections:
    """The table. Raises StoreUnavailable on passing faults."""

    def __init__(self, table: str) -> None:
        self._table = table

    def add(self, connection: Connection) -> None:
        self._put(f"connection#{connection.connection_id}", connection)

    def get(self, connection_id: str) -> Connection | None:
        with transient_faults(SERVICE):
            answer = client("dynamodb").get_item(
                TableName=self._table,
                Key={"subject": {"S": f"connection#{connection_id}"}, "connectionId": {"S": connection_id}},
                ConsistentRead=True,
            )
        item = answer.get("Item")
        return _connection(item) if item else None

    def subscribe(self, connection: Connection, job_id: UUID) -> None:
        self._put(f"job#{job_id}", connection)

    def unsubscribe(self, connection_id: str, job_id: UUID) -> None:
        self._delete(f"job#{job_id}", connection_id)

    def subscribers(self, job_id: UUID) -> list[Connection]:
        """Everybody who follows the job, read consistently."""
        with transient_faults(SERVICE):
            pages = (
                client("dynamodb")
                .get_paginator("query")
                .paginate(
                    TableName=self._table,
                    KeyConditionExpression="subject = :s",
                    ExpressionAttributeValues={":s": {"S": f"job#{job_id}"}},
                    ConsistentRead=True,
                )
            )
            return [_connection(item) for page in pages for item in page["Items"]]

    def forget(self, connection_id: str) -> None:
        """Remove the connection and its subscriptions. What the index does not show yet, its time to live removes."""
        with transient_faults(SERVICE):
            pages = (
                client("dynamodb")
                .get_paginator("query")
                .paginate(
                    TableName=self._table,
                    IndexName=BY_CONNECTION,
                    KeyConditionExpression="connectionId = :c",
                    ExpressionAttributeValues={":c": {"S": connection_id}},
                )
            )
            subjects = {item["subject"]["S"] for page in pages for item in page["Items"]}
        for subject in subjects | {f"connection#{connection_id}"}:
            self._delete(subject, connection_id)

    def _put(self, subject: str, connection: Connection) -> None:
        now = int(time.time())
        item = {
            "subject": {"S": subject},
            "connectionId": {"S": connection.connection_id},
            "userId": {"S": str(connection.user_id)},
            "endpoint": {"S": connection.endpoint},
            "connectedAt": {"N": str(now)},
            "ttl": {"N": str(now + TTL_SECONDS)},
        }
        with transient_faults(SERVICE):
            client("dynamodb").put_item(TableName=self._table, Item=item)

    def _delete(self, subject: str, connection_id: str) -> None:
        with transient_faults(SERVICE):
            client("dynamodb").delete_item(
                TableName=self._table, Key={"subject": {"S": subject}, "connectionId": {"S": connection_id}}
            )


def _connection(item: dict[str, Any]) -> Connection:
    return Connection(
        connection_id=item["connectionId"]["S"], user_id=UUID(item["userId"]["S"]), endpoint=item["endpoint"]["S"]
    )
