"""Everything that can go wrong by design.

One base; its subclasses say whether a retry can help, which error code a job ends with and which HTTP status an API
client sees. The state machine's ``Retry`` and ``Catch`` name these classes, because Lambda reports an exception to Step
Functions by its class name (a test keeps the two in step).
"""

from __future__ import annotations

from enum import StrEnum


class ErrorCode(StrEnum):
    """Why a job failed, as clients see it."""

    UNSUPPORTED_DOCUMENT = "UNSUPPORTED_DOCUMENT"
    NOT_A_TIMETABLE = "NOT_A_TIMETABLE"
    CORRUPT_DOCUMENT = "CORRUPT_DOCUMENT"
    ENCRYPTED_DOCUMENT = "ENCRYPTED_DOCUMENT"
    DOCUMENT_TOO_LARGE = "DOCUMENT_TOO_LARGE"
    UPLOAD_MISMATCH = "UPLOAD_MISMATCH"
    UPLOAD_EXPIRED = "UPLOAD_EXPIRED"
    OCR_FAILED = "OCR_FAILED"
    LLM_FAILED = "LLM_FAILED"
    VALIDATION_FAILED = "VALIDATION_FAILED"
    REVIEW_EXPIRED = "REVIEW_EXPIRED"
    TIMED_OUT = "TIMED_OUT"
    INTERNAL_ERROR = "INTERNAL_ERROR"


SENTENCES: dict[ErrorCode, str] = {
    ErrorCode.UNSUPPORTED_DOCUMENT: (
        "We can read PNG and JPEG pictures, PDF files and Word files (.docx). "
        "Please save your timetable as one of these."
    ),
    ErrorCode.NOT_A_TIMETABLE: (
        "We could not find a weekly timetable in this document. "
        "Please upload the page that shows your days and lessons."
    ),
    ErrorCode.CORRUPT_DOCUMENT: (
        "This file is damaged and cannot be opened. Please export or photograph your timetable again."
    ),
    ErrorCode.ENCRYPTED_DOCUMENT: (
        "This file is protected with a password. Please save a copy without the password and upload that."
    ),
    ErrorCode.DOCUMENT_TOO_LARGE: "This document is too large. Please upload a file of at most 10 MB.",
    ErrorCode.UPLOAD_MISMATCH: (
        "The uploaded file is not the one that was announced: its type or its size differs. Please upload it again."
    ),
    ErrorCode.UPLOAD_EXPIRED: "The file did not arrive in time. Please start the upload again.",
    ErrorCode.OCR_FAILED: "We could not read the text in this document. Please try again, or upload a sharper picture.",
    ErrorCode.LLM_FAILED: "The assistant that checks unclear timetables did not answer. Please try again later.",
    ErrorCode.VALIDATION_FAILED: "What we read does not add up to a timetable. Please upload a clearer version.",
    ErrorCode.REVIEW_EXPIRED: "Nobody checked this timetable in time. Please upload it again, or retry.",
    ErrorCode.TIMED_OUT: "Reading this document took too long. Please try again, or upload fewer pages.",
    ErrorCode.INTERNAL_ERROR: "Something went wrong on our side. Please try again; your document is kept.",
}
"""What a teacher is told, per code, when the error itself says nothing more exact."""


class LearningYogiError(Exception):
    """Base of all errors raised on purpose. ``str(error)`` is a sentence a teacher understands."""

    code: ErrorCode = ErrorCode.INTERNAL_ERROR
    retryable: bool = False
    expected: bool = False
    """Happens in a healthy system: nobody has to look at it."""

    sentence: str | None = None
    """What a teacher is told where the code's sentence does not fit."""

    def __init__(self, message: str | None = None) -> None:
        self.message = message or self.sentence or SENTENCES[self.code]
        super().__init__(self.message)


# --- what is wrong with a document: a second attempt cannot help ---------------------------------------------------


class DocumentError(LearningYogiError):
    """The document itself is at fault."""

    expected = True


class UnsupportedDocument(DocumentError):
    """The content is no PNG, JPEG, PDF or DOCX, whatever its name says."""

    code = ErrorCode.UNSUPPORTED_DOCUMENT


class NotATimetable(DocumentError):
    """Readable, but holds no days and times."""

    code = ErrorCode.NOT_A_TIMETABLE


class UnreadablePicture(DocumentError):
    """No timetable was found, and the picture is out of focus or has too few pixels."""

    code = ErrorCode.OCR_FAILED


class CorruptDocument(DocumentError):
    """Starts like a supported format, but cannot be opened."""

    code = ErrorCode.CORRUPT_DOCUMENT


class EncryptedDocument(DocumentError):
    """Needs a password."""

    code = ErrorCode.ENCRYPTED_DOCUMENT


class DocumentTooLarge(DocumentError):
    """More bytes, pixels or pages than the settings allow."""

    code = ErrorCode.DOCUMENT_TOO_LARGE


class UploadMismatch(DocumentError):
    """The object in the bucket is not what the client declared."""

    code = ErrorCode.UPLOAD_MISMATCH


class OcrFailed(LearningYogiError):
    """The engine ran and gave nothing usable."""

    code = ErrorCode.OCR_FAILED


class LlmFailed(LearningYogiError):
    """The language model refused, or answered what cannot be used."""

    code = ErrorCode.LLM_FAILED


class ValidationFailed(LearningYogiError):
    """No timeblock survived the rules."""

    code = ErrorCode.VALIDATION_FAILED


# --- passing faults of what we depend on: a second attempt can help ------------------------------------------------


class TransientError(LearningYogiError):
    """A service did not answer, or asked us to come back later."""

    retryable = True


class StoreUnavailable(TransientError):
    """PostgreSQL, S3 or DynamoDB cannot be reached, or refused for now."""


class ServiceThrottled(TransientError):
    """A service asked us to slow down."""


class OcrUnavailable(TransientError):
    """The OCR service cannot be reached, or asks to slow down."""

    code = ErrorCode.OCR_FAILED
    sentence = "Our text recognition does not answer at the moment. Please try again later; your document is kept."


class LlmUnavailable(TransientError):
    """The language model's service cannot be reached, or is overloaded."""

    code = ErrorCode.LLM_FAILED
