"""The documents' bytes, and what the stages hand to each other, in S3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, unquote_plus
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from chalicelib.aws import client, transient_faults
from chalicelib.domain.errors import LearningYogiError

SERVICE = "The document store"


class ObjectMissing(LearningYogiError):
    """There is no such object (any more)."""


class StoredObject(BaseModel):
    """What the store says of an object."""

    model_config = ConfigDict(frozen=True)

    size: int
    content_type: str
    version_id: str | None


class PresignedUpload(BaseModel):
    """A client's permission to put one object of that type and size."""

    model_config = ConfigDict(frozen=True)

    method: str
    url: str
    headers: dict[str, str]
    expires_in: int


def original_key(user_id: UUID, document_id: UUID, extension: str) -> str:
    return f"uploads/{user_id}/{document_id}/original.{extension}"


def processed_key(document_id: UUID, attempt: int, name: str) -> str:
    """Where a stage keeps a result. Attempts are apart, so that a late function of an old one overwrites nothing."""
    return f"processed/{document_id}/{attempt}/{name}"


class ObjectStore:
    """One bucket. Raises StoreUnavailable on passing faults, ObjectMissing where a key holds nothing."""

    def __init__(self, bucket: str) -> None:
        self.bucket = bucket

    def presign_upload(self, key: str, content_type: str, size: int, expires_in: int) -> PresignedUpload:
        """A URL that takes an object of exactly that type and size (both are signed headers)."""
        url = client("s3").generate_presigned_url(
            "put_object",
            Params={"Bucket": self.bucket, "Key": key, "ContentType": content_type, "ContentLength": size},
            ExpiresIn=expires_in,
            HttpMethod="PUT",
        )
        headers = {"Content-Type": content_type, "Content-Length": str(size)}
        return PresignedUpload(method="PUT", url=url, headers=headers, expires_in=expires_in)

    def presign_download(self, key: str, file_name: str, expires_in: int) -> str:
        """A URL that gives the object, to be kept under ``file_name``."""
        disposition = f"attachment; filename*=UTF-8''{quote(file_name, safe='')}"
        url: str = client("s3").generate_presigned_url(
            "get_object",
            Params={"Bucket": self.bucket, "Key": key, "ResponseContentDisposition": disposition},
            ExpiresIn=expires_in,
        )
        return url

    def put(self, key: str, data: bytes, content_type: str) -> None:
        with transient_faults(SERVICE):
            client("s3").put_object(Bucket=self.bucket, Key=key, Body=data, ContentType=content_type)

    def get(self, key: str) -> bytes:
        with self._missing(key), transient_faults(SERVICE):
            body: bytes = client("s3").get_object(Bucket=self.bucket, Key=key)["Body"].read()
            return body

    def head(self, key: str) -> StoredObject:
        with self._missing(key), transient_faults(SERVICE):
            answer: Mapping[str, Any] = client("s3").head_object(Bucket=self.bucket, Key=key)
        return StoredObject(
            size=answer["ContentLength"],
            content_type=answer.get("ContentType", ""),
            version_id=answer.get("VersionId"),
        )

    def exists(self, key: str) -> bool:
        try:
            self.head(key)
        except ObjectMissing:
            return False
        return True

    def delete_prefix(self, prefix: str) -> int:
        """Remove every object below ``prefix``, with all its versions; how many."""
        count = 0
        with transient_faults(SERVICE):
            for page in client("s3").get_paginator("list_object_versions").paginate(Bucket=self.bucket, Prefix=prefix):
                entries = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
                objects = [{"Key": e["Key"], "VersionId": e["VersionId"]} for e in entries]
                if objects:
                    client("s3").delete_objects(Bucket=self.bucket, Delete={"Objects": objects, "Quiet": True})
                    count += len(objects)
        return count

    def reachable(self) -> bool:
        """True where the bucket answers."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            client("s3").head_bucket(Bucket=self.bucket)
        except (BotoCoreError, ClientError):
            return False
        return True

    @staticmethod
    def _missing(key: str) -> _MissingKey:
        return _MissingKey(key)


class _MissingKey:
    """Turns S3's "no such key" into ObjectMissing."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        code = getattr(error, "response", {}).get("Error", {}).get("Code")
        if code in {"404", "NoSuchKey", "NotFound"}:
            raise ObjectMissing(f"The object {self._key} is not there.") from error


def iterate_records(event: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Bucket and (decoded) key of every record of an S3 event."""
    for record in event.get("Records", []):
        yield record["s3"]["bucket"]["name"], unquote_plus(record["s3"]["object"]["key"])
