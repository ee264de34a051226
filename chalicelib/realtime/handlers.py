"""What happens when a client connects, says something, and goes."""

from __future__ import annotations

import logging
from typing import Any

from pydantic import ValidationError

from chalicelib import logs
from chalicelib.composition import Services
from chalicelib.domain.errors import LearningYogiError
from chalicelib.identity.tokens import Principal, verify_access_token
from chalicelib.realtime.messages import CLIENT_MESSAGE, Ping, Subscribe, Unsubscribe, error_event, pong
from chalicelib.realtime.push import present_state, send
from chalicelib.storage.connections import Connection

logger = logging.getLogger(__name__)

ACCEPTED: dict[str, Any] = {"statusCode": 200}
REFUSED: dict[str, Any] = {"statusCode": 401}


def connect(services: Services, connection_id: str, query: dict[str, str], endpoint: str) -> dict[str, Any]:
    """Admit who brings a valid access token in the query string; 401 for everybody else."""
    principal = _principal(services, query.get("token", ""))
    if principal is None:
        return REFUSED
    endpoint = services.settings.websocket_api_url or endpoint
    services.connections.add(Connection(connection_id=connection_id, user_id=principal.user_id, endpoint=endpoint))
    return ACCEPTED


def message(services: Services, connection_id: str, body: str) -> dict[str, Any]:
    """Do what the client asks, or tell it why not. The connection stays."""
    connection = services.connections.get(connection_id)
    if connection is None:
        return REFUSED
    try:
        request = CLIENT_MESSAGE.validate_json(body)
    except ValidationError:
        send(services, connection, error_event("This message is not understood."))
        return ACCEPTED
    if isinstance(request, Ping):
        send(services, connection, pong())
    elif isinstance(request, Unsubscribe):
        services.connections.unsubscribe(connection_id, request.job_id)
    else:
        _subscribe(services, connection, request)
    return ACCEPTED


def disconnect(services: Services, connection_id: str) -> dict[str, Any]:
    """Forget the connection."""
    services.connections.forget(connection_id)
    return ACCEPTED


def _subscribe(services: Services, connection: Connection, request: Subscribe) -> None:
    job = services.jobs.get(request.job_id)
    if job is None or job.user_id != connection.user_id:
        send(services, connection, error_event("There is no such job."))
        return
    logs.bind_job(job.id, job.document_id, job.retry_count)
    services.connections.subscribe(connection, job.id)
    logger.info("subscribed")
    # Read again: what was committed before the subscription was there is told here, what comes later is pushed.
    current = services.jobs.get(job.id)
    if current is not None:
        send(services, connection, present_state(services, current))


def _principal(services: Services, token: str) -> Principal | None:
    try:
        return verify_access_token(services, token)
    except LearningYogiError as error:
        if error.retryable:
            raise
        return None
