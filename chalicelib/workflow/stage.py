"""What every stage does around its work: enter it, tell who follows the job, time it."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib import logs
from chalicelib.composition import Services
from chalicelib.domain.jobs import JobStatus
from chalicelib.domain.records import Job
from chalicelib.realtime.push import announce
from chalicelib.workflow.state import JobState, JobSuperseded

logger = logging.getLogger(__name__)


@contextmanager
def stage(services: Services, state: JobState, name: str, status: JobStatus | None) -> Iterator[Job]:
    """The job, moved on to ``status`` (None: it stays where it is). Raises JobSuperseded where there is nothing to do.

    The time the stage took is kept with the job once the work is done.
    """
    logs.bind_job(state.job_id, state.document_id, state.attempt)
    started = time.perf_counter()
    if status is None:
        job = services.jobs.get(state.job_id)
        if job is None or job.retry_count != state.attempt:
            raise JobSuperseded
    else:
        entered = services.jobs.enter(state.job_id, state.attempt, status)
        if entered is None:
            raise JobSuperseded
        job = entered
        announce(services, job)
    yield job
    milliseconds = round((time.perf_counter() - started) * 1000)
    services.jobs.note_duration(state.job_id, state.attempt, name, milliseconds)
    logger.info("%s is done", name, extra={"stage": name, "milliseconds": milliseconds})
