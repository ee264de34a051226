"""From an announced upload to a running execution."""

from __future__ import annotations

import logging
from pathlib import PurePosixPath
from uuid import UUID, uuid4

from chalicelib import logs
from chalicelib.aws import client, transient_faults
from chalicelib.composition import Services
from chalicelib.domain.documents import FILE_EXTENSIONS, FORMAT_OF_MIME, MAX_FILE_BYTES
from chalicelib.domain.errors import DocumentTooLarge, LearningYogiError, UploadMismatch
from chalicelib.domain.jobs import JobStatus, UploadStatus, execution_name
from chalicelib.domain.records import Document, Job
from chalicelib.events.schemas import DocumentUploaded, about
from chalicelib.storage.objects import ObjectMissing, StoredObject, original_key
from chalicelib.workflow.outcome import fail_job

logger = logging.getLogger(__name__)


def announce_upload(
    services: Services, user_id: UUID, file_name: str, file_type: str, file_size: int, metadata: dict[str, str]
) -> tuple[Document, Job]:
    """The rows of a document whose bytes are still to come, and of its job."""
    document_id = uuid4()
    key = original_key(user_id, document_id, FILE_EXTENSIONS[FORMAT_OF_MIME[file_type]])
    with services.database.transaction():
        document = services.documents.add(
            document_id, user_id, file_name, file_type, file_size, services.objects.bucket, key, metadata
        )
        job = services.jobs.add(document_id, user_id)
    logs.bind_job(job.id, document.id, job.retry_count)
    return document, job


def object_created(services: Services, key: str) -> None:
    """Check an object that has arrived against what was announced, and start its processing.

    Safe to repeat: S3 tells the same arrival more than once. An arrival for which nothing waits any more (deleted, or
    the upload had expired) removes the object.
    """
    document = _document_of(services, key)
    job = services.jobs.of_document(document.id) if document else None
    if document is None or job is None:
        logger.warning("object %s belongs to no document and is removed", key)
        services.objects.delete_prefix(key)
        return
    logs.bind_job(job.id, document.id, job.retry_count)
    if document.upload_status is UploadStatus.FAILED:
        logger.info("the upload had failed, what came late is removed")
        services.objects.delete_prefix(key)
        return
    if job.status is not JobStatus.PENDING or job.retry_count > 0:
        logger.info("repeated arrival")
        return
    try:
        stored = services.objects.head(key)
        check_arrival(document, stored)
    except ObjectMissing:
        logger.info("the object is gone again")
        return
    except LearningYogiError as error:
        if error.retryable:
            raise
        services.documents.mark_failed(document.id)
        fail_job(services, job.id, job.retry_count, error.code, error.message)
        return
    services.documents.mark_uploaded(document.id, stored.version_id, stored.content_type)
    request_processing(services, document, job)
    logger.info("the upload has arrived")


def check_arrival(document: Document, stored: StoredObject) -> None:
    """Raises UploadMismatch or DocumentTooLarge where the object is not what was announced."""
    if stored.size > MAX_FILE_BYTES:
        raise DocumentTooLarge
    if stored.size != document.file_size:
        raise UploadMismatch(
            f"You announced a file of {document.file_size:,} bytes, but {stored.size:,} arrived."
            " Please upload the file again."
        )
    if stored.content_type.split(";")[0].strip() != document.file_type:
        raise UploadMismatch(
            f"You announced a file of type {document.file_type}, but {stored.content_type or 'none'} arrived."
            " Please upload the file again."
        )


def request_processing(services: Services, document: Document, job: Job) -> None:
    """Tell the bus that the document is there; its rule starts the execution."""
    services.bus.publish(
        DocumentUploaded(
            **about(document.id, job.id, document.user_id, job.retry_count),
            bucket=document.s3_bucket,
            key=document.s3_key,
            use_llm=job.use_llm,
        )
    )


def start_execution(services: Services, detail: DocumentUploaded) -> str:
    """Start the state machine for an attempt, if it has not been started before; the execution's ARN."""
    logs.bind_job(detail.job_id, detail.document_id, detail.attempt)
    states = client("stepfunctions")
    machine = services.settings.state_machine_arn
    name = execution_name(detail.job_id, detail.attempt)
    arn = machine.replace(":stateMachine:", ":execution:") + f":{name}"
    with transient_faults("The workflow service"):
        try:
            started = states.start_execution(
                stateMachineArn=machine, name=name, input=detail.model_dump_json(by_alias=True)
            )
            arn = started["executionArn"]
            logger.info("the execution is started")
        except states.exceptions.ExecutionAlreadyExists:
            logger.info("the execution runs or ran already")
    services.jobs.note_execution(detail.job_id, detail.attempt, arn)
    return arn


def _document_of(services: Services, key: str) -> Document | None:
    """The document whose original lies at ``uploads/{userId}/{documentId}/original.{ext}``."""
    parts = PurePosixPath(key).parts
    try:
        document = services.documents.get(UUID(parts[2]))
    except (IndexError, ValueError):
        return None
    return document if document and document.s3_key == key else None
