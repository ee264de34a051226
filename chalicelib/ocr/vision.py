"""Google Cloud Vision through its client library: ``DOCUMENT_TEXT_DETECTION`` over REST, pages in batches.

Limits of a request, "Quotas and limits" of Vision's documentation: 16 pictures, 10 MB of JSON (pictures in base64).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import requests
from google.api_core import exceptions
from google.api_core.client_options import ClientOptions
from google.api_core.retry import Retry, if_exception_type
from google.auth.exceptions import GoogleAuthError
from google.cloud import vision
from google.oauth2.service_account import Credentials
from google.protobuf.json_format import ParseError
from numpy.typing import NDArray

from chalicelib.domain.errors import OcrFailed, OcrUnavailable
from chalicelib.domain.page import Word
from chalicelib.ocr.vision_words import words_of

if TYPE_CHECKING:
    from chalicelib.ocr.engine import Answer

logger = logging.getLogger(__name__)

Picture = NDArray[np.uint8]

MODEL = "builtin/stable"
MAPPING = 1
"""Counted up when ``vision_words`` changes: cached words are those of an older mapping otherwise."""

MOST_PICTURES = 16
MOST_BYTES = 9_000_000
"""Base64 characters of pictures in one request; the rest of the JSON is small."""

LARGEST_PNG = 1_500_000
"""Bytes from which a picture travels as JPEG: only photos are larger, and they were JPEGs before."""

JPEG_QUALITY = 92

PASSING = (
    exceptions.TooManyRequests,
    exceptions.InternalServerError,
    exceptions.BadGateway,
    exceptions.ServiceUnavailable,
    exceptions.GatewayTimeout,
    requests.ConnectionError,
    requests.exceptions.ChunkedEncodingError,
    ParseError,
)
"""What a second attempt may cure: quota per minute, the service's own faults, answers cut off in the middle."""

PASSING_CODES = frozenset({4, 8, 10, 13, 14})
"""The same for one picture's error: DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, INTERNAL, UNAVAILABLE (gRPC)."""

REFUSED = "Our text recognition is not available at the moment. Please try again later; your document is kept."
"""For what an operator has to mend: the key, the permissions, the billing."""


class _ServiceAccount(Credentials):
    """Signs its tokens itself, as the client library asks of service accounts; no token endpoint is called.

    Without the library's look-up of allowed regions: a background thread and a call to another host (IAM) that a
    function which is frozen between its events does not want, for a rule that this product does not use.
    """

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        return False


class VisionEngine:
    """Vision, as one service account. Keeps its connection; safe to share between calls of one thread."""

    def __init__(self, account: Mapping[str, Any], timeout_seconds: float, endpoint: str | None = None) -> None:
        """``account`` is the content of a service account's key file; ``timeout_seconds`` hold for one attempt, and
        no further one starts after them. Raises OcrFailed where ``account`` is no key.
        """
        try:
            credentials = _ServiceAccount.from_service_account_info(dict(account))  # type: ignore[no-untyped-call]
        except (ValueError, GoogleAuthError) as error:
            logger.exception("the Vision secret holds no service account key")
            raise OcrFailed(REFUSED) from error
        options = ClientOptions(api_endpoint=endpoint)
        self._client = vision.ImageAnnotatorClient(credentials=credentials, client_options=options, transport="rest")
        self._timeout = timeout_seconds

    @property
    def name(self) -> str:
        """The model, and the version of the way from its answers to our words."""
        return f"google-vision-{MODEL.rpartition('/')[2]}-{MAPPING}"

    def read(self, picture: Picture) -> tuple[Word, ...]:
        """Words of ``picture`` (BGR). Raises OcrUnavailable where a later attempt may help, else OcrFailed."""
        [answer] = self.read_batch([picture])
        if isinstance(answer, OcrFailed | OcrUnavailable):
            raise answer
        return answer

    def read_batch(self, pictures: Sequence[Picture]) -> list[Answer]:
        """One answer a picture, in their order. After a failed request nothing more is asked for."""
        answers: list[Answer] = []
        for batch in batches([encoded(picture) for picture in pictures]):
            if answers and isinstance(answers[-1], OcrUnavailable):
                answers += [answers[-1]] * len(batch)
            else:
                answers += self._ask(batch)
        return answers

    def _ask(self, batch: Sequence[bytes]) -> list[Answer]:
        try:
            response = self._client.batch_annotate_images(
                requests=[_request(data) for data in batch],
                timeout=self._timeout,
                retry=Retry(predicate=if_exception_type(*PASSING), initial=0.3, maximum=3.0, timeout=self._timeout),
            )
        except (*PASSING, exceptions.RetryError, requests.Timeout) as error:
            logger.warning("Vision does not answer: %s", _kind(error))
            return [OcrUnavailable()] * len(batch)
        except (exceptions.GoogleAPIError, GoogleAuthError, requests.RequestException):
            logger.exception("Vision refuses: an operator has to look at the key, its permissions and the billing")
            return [OcrFailed(REFUSED)] * len(batch)
        read = vision.BatchAnnotateImagesResponse.pb(response).responses
        if len(read) != len(batch):
            logger.warning("Vision answers %d pictures of %d", len(read), len(batch))
            return [OcrUnavailable()] * len(batch)
        return [_answer(one) for one in read]


def encoded(picture: Picture) -> bytes:
    """``picture`` as a file small enough for a request: PNG, and JPEG where that is large."""
    _, png = cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 3])
    if png.size <= LARGEST_PNG:
        return png.tobytes()
    _, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return jpeg.tobytes()


def batches(files: Sequence[bytes]) -> Iterator[list[bytes]]:
    """``files`` in their order, as many together as one request takes."""
    batch: list[bytes] = []
    for data in files:
        if batch and (len(batch) == MOST_PICTURES or sum(map(_in_base64, [*batch, data])) > MOST_BYTES):
            yield batch
            batch = []
        batch.append(data)
    if batch:
        yield batch


def _in_base64(data: bytes) -> int:
    return (len(data) + 2) // 3 * 4


def _request(data: bytes) -> vision.AnnotateImageRequest:
    return vision.AnnotateImageRequest(
        image=vision.Image(content=data),
        features=[vision.Feature(type_=vision.Feature.Type.DOCUMENT_TEXT_DETECTION, model=MODEL)],
    )


def _answer(one: Any) -> Answer:
    if one.error.code:
        logger.warning("Vision cannot read a picture: code %d", one.error.code)
        return OcrUnavailable() if one.error.code in PASSING_CODES else OcrFailed()
    return words_of(one.full_text_annotation)


def _kind(error: Exception) -> str:
    """The error's class, and that of what a retry gave up on; never the message, which may quote the request."""
    return type(error.cause).__name__ if isinstance(error, exceptions.RetryError) else type(error).__name__
