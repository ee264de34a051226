"""Uploads and documents."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, WithJsonSchema, field_validator

from chalicelib.api import access
from chalicelib.api.multipart import Part, parts
from chalicelib.api.pagination import PageQuery, Pagination
from chalicelib.api.routing import MULTIPART, Answer, Request, parse
from chalicelib.api.schema import VISIBLE, Body, Deleted, Moment, Text200
from chalicelib.domain.documents import FORMAT_OF_MIME, MAX_FILE_BYTES, DocumentFormat
from chalicelib.domain.jobs import JobStatus, UploadStatus
from chalicelib.domain.records import Document, Job
from chalicelib.domain.refusals import (
    Conflict,
    FieldProblem,
    InvalidRequest,
    PayloadTooLarge,
    UnsupportedMediaType,
)
from chalicelib.workflow.intake import announce_upload

MULTIPART_MAX_BYTES = int(4.5 * 1024 * 1024)
"""What fits, base64-encoded, into the 6 MB that Lambda takes."""

ESTIMATED_MILLISECONDS = {
    DocumentFormat.PNG: 4000,
    DocumentFormat.JPEG: 4000,
    DocumentFormat.PDF: 2500,
    DocumentFormat.DOCX: 1500,
}
"""What a client shows while it waits: the product's end-to-end targets (docs/benchmarks.md has the measured times)."""

DOWNLOAD_SECONDS = 300
"""How long the URL of an original is good."""

FileType = Annotated[str, WithJsonSchema({"type": "string", "enum": list(FORMAT_OF_MIME)})]
FileSize = Annotated[int, WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MAX_FILE_BYTES})]


class UploadMetadata(Body):
    """What a client may say of a document."""

    name: Text200 | None = None
    class_name: Text200 | None = None

    def kept(self) -> dict[str, str]:
        return self.model_dump(exclude_none=True, include={"name", "class_name"})


class UploadAnnouncement(UploadMetadata):
    """POST /documents/upload"""

    file_name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255, pattern=VISIBLE)]
    file_type: FileType
    file_size: FileSize

    @field_validator("file_size")
    @classmethod
    def _within_limit(cls, size: int) -> int:
        if size < 1:
            raise ValueError("An empty file holds no timetable.")
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


class UploadTarget(Body):
    """Where the client puts the file: good for that type and size alone."""

    method: str
    url: str
    headers: dict[str, str]
    expires_in: int = Field(description="seconds")


class Accepted(Body):
    """An upload that is expected, or has come with the form."""

    job_id: UUID
    document_id: UUID
    status: JobStatus
    estimated_processing_time: int = Field(description="milliseconds")
    status_url: str
    upload: UploadTarget | None = Field(default=None, exclude_if=lambda target: target is None)


class Dimensions(Body):
    width: int
    height: int


class DocumentFacts(Body):
    page_count: int | None = None
    dimensions: Dimensions | None = None


class DocumentView(Body):
    id: UUID
    file_name: str
    file_type: str
    file_size: int
    upload_status: UploadStatus
    timetable_id: UUID | None
    metadata: DocumentFacts
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, document: Document) -> DocumentView:
        facts = DocumentFacts.model_validate({name: document.metadata.get(name) for name in DocumentFacts.model_fields})
        return cls(**document.model_dump(include=set(cls.model_fields) - {"metadata"}), metadata=facts)


class DocumentList(Body):
    documents: list[DocumentView]
    pagination: Pagination


class Download(Body):
    url: str
    expires_in: int = Field(description="seconds")


def upload(request: Request) -> Answer:
    """Announce a document for direct upload (JSON), or send it along (form, up to 4.5 MB)."""
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
    return Answer(_accepted(document, job, UploadTarget.model_validate(target.model_dump())), status=202)


def _upload_form(request: Request) -> Answer:
    form = parts(request.content_type, request.raw_body)
    unknown = sorted(set(form) - {"file", "metadata"})
    if unknown:
        details = tuple(FieldProblem(name, "This field is not known.") for name in unknown)
        raise InvalidRequest("The form takes a part named file and one named metadata.", details)
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


def _accepted(document: Document, job: Job, target: UploadTarget | None = None) -> Accepted:
    return Accepted(
        job_id=job.id,
        document_id=document.id,
        status=job.status,
        estimated_processing_time=ESTIMATED_MILLISECONDS[FORMAT_OF_MIME[document.file_type]],
        status_url=f"/api/v1/jobs/{job.id}",
        upload=target,
    )


def get_document(request: Request) -> Answer:
    """One document."""
    return Answer(DocumentView.of(access.document(request)))


def download_document(request: Request) -> Answer:
    """A URL, good for five minutes, of the original."""
    document = access.document(request, to_read=True)
    if document.upload_status is not UploadStatus.COMPLETED:
        raise Conflict("The file of this document has not arrived.")
    url = request.services.objects.presign_download(document.s3_key, document.file_name, DOWNLOAD_SECONDS)
    return Answer(Download(url=url, expires_in=DOWNLOAD_SECONDS))


def list_documents(request: Request) -> Answer:
    """One's own documents."""
    query = request.parameters(DocumentQuery)
    documents, total = request.services.documents.page(
        request.principal.user_id,
        query.status.value if query.status else None,
        query.sort_by,
        query.order == "desc",
        query.limit,
        query.offset,
    )
    return Answer(
        DocumentList(documents=[DocumentView.of(d) for d in documents], pagination=Pagination.of(query, total))
    )


def delete_document(request: Request) -> Answer:
    """Delete a document and everything that was made of it but its timetable.

    The row goes first: what a fault leaves in the bucket then is only rubbish, which its lifecycle removes.
    """
    document = access.document(request)
    services = request.services
    with services.database.transaction():
        services.documents.delete(document.id)
        services.audit.add(request.principal.user_id, "document.deleted", "document", document.id)
    services.objects.delete_prefix(document.s3_key.rsplit("/", 1)[0] + "/")
    services.objects.delete_prefix(f"processed/{document.id}/")
    return Answer(Deleted(message="The document is deleted.", deleted_id=str(document.id)))
