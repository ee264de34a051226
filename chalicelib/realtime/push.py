"""Tells the subscribers of a job how it stands."""

from __future__ import annotations

import json
import logging
from typing import Any

from chalicelib.aws import client
from chalicelib.composition import Services
from chalicelib.domain.errors import StoreUnavailable
from chalicelib.domain.jobs import REVIEW_STATUSES
from chalicelib.domain.records import Job
from chalicelib.realtime.messages import job_event
from chalicelib.storage.cache import JOB_PROGRESS_SECONDS, job_progress_key
from chalicelib.storage.connections import Connection

logger = logging.getLogger(__name__)


def present_state(services: Services, job: Job) -> dict[str, Any]:
    """The message for the job as it stands."""
    task = services.reviews.of_job(job.id, job.retry_count) if job.status in REVIEW_STATUSES else None
    return job_event(job, task)


def announce(services: Services, job: Job) -> None:
    """Keep the job's progress in the cache and tell its subscribers. Never fails: the job matters more than the news.

    Call it after the job's row is committed; a subscriber reads that row after subscribing, so nobody misses anything.
    """
    services.cache.set_json(
        job_progress_key(job.id),
        {"status": job.status.value, "stage": job.stage, "progress": job.progress, "attempt": job.retry_count},
        JOB_PROGRESS_SECONDS,
    )
    try:
        subscribers = services.connections.subscribers(job.id)
        if subscribers:
            message = present_state(services, job)
            for connection in subscribers:
                send(services, connection, message)
    except StoreUnavailable as error:
        logger.warning("subscribers not told: %s", error)


def send(services: Services, connection: Connection, message: dict[str, Any]) -> bool:
    """Send to one connection; False, and the connection is forgotten, where it is gone."""
    from botocore.exceptions import BotoCoreError, ClientError

    management = client("apigatewaymanagementapi", connection.endpoint)
    try:
        management.post_to_connection(ConnectionId=connection.connection_id, Data=json.dumps(message).encode())
    except management.exceptions.GoneException:
        services.connections.forget(connection.connection_id)
        return False
    except (BotoCoreError, ClientError) as error:
        logger.warning("connection %s: not told: %s", connection.connection_id, type(error).__name__)
        return False
    return True
