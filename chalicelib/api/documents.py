"""Uploads and documents."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, field_validator

from chalicelib.api.envelope import Body
from chalicelib.api.multipart import Part, parts
from chalicelib.api.pagination import PageQuery, pagination
from chalicelib.api.routing import Answer, Request, parse
from chalicelib.domain.clock import timestamp
from chalicelib.domain.documents import FORMAT_OF_MIME, MAX_FILE_BYTES, DocumentFormat
from chalicelib.domain.jobs import JobStatus, UploadStatus
from chalicelib.domain.records import Document, Job
from chalicelib.domain.refusals import (
    FieldProblem,
    InvalidRequest,
    NotFound,
    PayloadTooLarge,
    UnsupportedMediaType,
)
from chalicelib.workflow.intake import announce_upload

MULTIPART = "multipart/form-data"
MULTIPART_MAX_BYTES = int(4.5 * 1024 * 1024)
"""What fits, base64-encoded, into the 6 MB that Lambda takes."""

ESTIMATED_MILLISECONDS = {
    DocumentFormat.PNG: 4000,
    DocumentFormat.JPEG: 4000,
    DocumentFormat.PDF: 2500,
    DocumentFormat.DOCX: 1500,
}
"""What a client shows while it waits: the product's end-to-end targets (docs/benchmarks.md has the measured times)."""

Text200 = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class UploadMetadata(Body):
    """What a client may say of a document."""

    name: Text200 | None = None
    class_name: Text200 | None = None

    def kept(self) -> dict[str, str]:
        return self.model_dump(exclude_none=True, include={"name", "class_name"})


class UploadAnnouncement(UploadMetadata):
    file_name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]
    file_type: str
    file_size: int = Field(ge=1)

    @field_validator("file_size")
    @classmethod
    def _within_limit(cls, size: int) -> int:
        if size > MAX_FILE_BYTES:
            raise PayloadTooLarge(
                f"The file is larger than {MAX_FILE_BYTES // 1024 // 1024} MB.",
                (FieldProblem("fileSize", f"At most {MAX_FILE_BYTES}."),),
            )
        return size

    @field_validator("file_type")
    @classmethod
    def _supported(cls, file_type: str) -> str:
        if file_type not in FORMAT_OF_MIME:
            raise UnsupportedMediaType(
                "Please upload a PNG or JPEG picture, a PDF, or a Word file (.docx).",
                (FieldProblem("fileType", "One of " + ", ".join(FORMAT_OF_MIME) + "."),),
            )
        return file_type


class DocumentQuery(PageQuery):
    status: UploadStatus | None = None
    sort_by: Literal["createdAt", "updatedAt", "fileName", "fileSize"] = "createdAt"
    order: Literal["asc", "desc"] = "desc"


def upload(request: Request) -> Answer:
    """POST /documents/upload, with JSON for a direct upload or a form that holds the file."""
    if request.content_type.startswith(MULTIPART):
        return _upload_form(request)
    wanted = request.body(UploadAnnouncement)
    services = request.services
    document, job = announce_upload(
        services, request.principal.user_id, wanted.file_name, wanted.file_type, wanted.file_size, wanted.kept()
    )
    target = services.objects.presign_upload(
        document.s3_key, document.file_type, document.file_size, services.settings.upload_url_seconds
    )
    uploading = {
        "method": target.method,
        "url": target.url,
        "headers": target.headers,
        "expiresIn": target.expires_in,
    }
    return Answer(_accepted(document, job) | {"upload": uploading}, status=202)


def _upload_form(request: Request) -> Answer:
    form = parts(request.content_type, request.raw_body)
    file = form.get("file")
    if file is None:
        raise InvalidRequest("The form needs a part named file.", (FieldProblem("file", "This field is required."),))
    if len(file.data) > MULTIPART_MAX_BYTES:
        raise PayloadTooLarge("A form takes files up to 4.5 MB. Announce larger ones with JSON and upload directly.")
    announced = _announcement(file, form.get("metadata"))
    services = request.services
    document, job = announce_upload(
        services,
        request.principal.user_id,
        announced.file_name,
        announced.file_type,
        announced.file_size,
        announced.kept(),
    )
    services.objects.put(document.s3_key, file.data, document.file_type)
    return Answer(_accepted(document, job), status=202)


def _announcement(file: Part, metadata: Part | None) -> UploadAnnouncement:
    """What a form announces: the file part speaks for name, type and size."""
    if not file.data:
        raise InvalidRequest("The file is empty.", (FieldProblem("file", "The file is empty."),))
    said = parse(UploadMetadata, metadata.data) if metadata and metadata.data.strip() else UploadMetadata()
    return UploadAnnouncement(
        file_name=(file.file_name or "timetable")[-255:],
        file_type=file.content_type,
        file_size=len(file.data),
        name=said.name,
        class_name=said.class_name,
    )


def _accepted(document: Document, job: Job) -> dict[str, Any]:
    return {
        "jobId": str(job.id),
        "documentId": str(document.id),
        "status": JobStatus.PENDING.value,
        "estimatedProcessingTime": ESTIMATED_MILLISECONDS[FORMAT_OF_MIME[document.file_type]],
        "statusUrl": f"/api/v1/jobs/{job.id}",
    }


def get_document(request: Request) -> Answer:
    """GET /documents/{id}"""
    return Answer(document_view(owned_document(request)))


def list_documents(request: Request) -> Answer:
    """GET /documents"""
    query = request.parameters(DocumentQuery)
    documents, total = request.services.documents.page(
        request.principal.user_id,
        query.status.value if query.status else None,
        query.sort_by,
        query.order == "desc",
        query.limit,
        query.offset,
    )
    return Answer({"documents": [document_view(d) for d in documents], "pagination": pagination(query, total)})


def delete_document(request: Request) -> Answer:
    """DELETE /documents/{id}. The row goes first: what is left in the bucket by a fault then is only rubbish."""
    document = owned_document(request)
    services = request.services
    services.documents.delete(document.id)
    services.objects.delete_prefix(document.s3_key.rsplit("/", 1)[0] + "/")
    services.objects.delete_prefix(f"processed/{document.id}/")
    return Answer({"message": "The document is deleted.", "deletedId": str(document.id)})


def owned_document(request: Request) -> Document:
    """The document in the path, if it is the caller's; NotFound otherwise."""
    document = request.services.documents.get(request.id("document"))
    if document is None or document.user_id != request.principal.user_id:
        raise NotFound("There is no such document.")
    return document


def document_view(document: Document) -> dict[str, Any]:
    known = document.metadata
    return {
        "id": str(document.id),
        "fileName": document.file_name,
        "fileType": document.file_type,
        "fileSize": document.file_size,
        "uploadStatus": document.upload_status.value,
        "timetableId": str(document.timetable_id) if document.timetable_id else None,
        "metadata": {"pageCount": known.get("page_count"), "dimensions": known.get("dimensions")},
        "createdAt": timestamp(document.created_at),
        "updatedAt": timestamp(document.updated_at),
    }
