"""What moto holds in memory and has to outlive it: S3 objects and secrets, written through to the state folder.

An object is written before its request is answered. Each key has a folder: ``index.json`` lists its versions, and each
version has a file. The index is replaced in one step and last, so a kill at any moment leaves the old or the new state.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

from localcloud.settings import ACCOUNT, REGION

INDEX = "index.json"


def write_durably(path: Path, content: bytes) -> None:
    """Replaces a file in one step and returns when it is on the disk."""
    temporary = path.with_name(f"{path.name}.{uuid.uuid4().hex}.tmp")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class ObjectStore:
    """The S3 objects of moto's buckets, mirrored below one folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()

    def save(self, bucket: str, key: str) -> None:
        """Writes what moto holds under one key, all versions. Raises OSError when it cannot be written."""
        with self._lock:
            folder = self._folder(bucket, key)
            held = _bucket(bucket).keys.getlist(key, [])
            if not held:
                shutil.rmtree(folder, ignore_errors=True)
                return
            folder.mkdir(parents=True, exist_ok=True)
            versions = [self._save_version(folder, version) for version in held]
            write_durably(folder / INDEX, json.dumps({"key": key, "versions": versions}).encode())
            kept = {INDEX, *(version["file"] for version in versions if "file" in version)}
            for file in folder.iterdir():
                if file.name not in kept:
                    file.unlink(missing_ok=True)

    def restore(self) -> int:
        """Puts everything saved into moto, in buckets that exist already, and returns the number of keys.

        Leaves out buckets that no template declares any more; their files stay.
        """
        restored = 0
        for index in sorted(self._root.glob(f"*/*/{INDEX}")):
            bucket = _bucket_or_none(index.parent.parent.name)
            if bucket is not None:
                record = json.loads(index.read_bytes())
                bucket.keys.setlist(record["key"], _restored_versions(index.parent, bucket, record))
                restored += 1
        return restored

    def _folder(self, bucket: str, key: str) -> Path:
        return self._root / bucket / hashlib.sha256(key.encode()).hexdigest()

    def _save_version(self, folder: Path, version: Any) -> dict[str, Any]:
        common = {"id": version.version_id, "modified": version.last_modified.isoformat()}
        if not hasattr(version, "value"):
            return {**common, "deleted": True}
        name = getattr(version, "localcloud_file", None)
        if name is None:
            name = version.localcloud_file = uuid.uuid4().hex
        if not (folder / name).exists():
            write_durably(folder / name, version.value)
        return {
            **common,
            "file": name,
            "etag": version.etag.strip('"'),
            "storage": version.storage_class,
            "metadata": dict(version.metadata),
            "encryption": version.encryption,
        }


def _restored_versions(folder: Path, bucket: Any, record: dict[str, Any]) -> list[Any]:
    from moto.s3.models import FakeDeleteMarker, FakeKey

    versions: list[Any] = []
    for saved in record["versions"]:
        if saved.get("deleted"):
            marker = FakeDeleteMarker(key=versions[-1])
            marker._version_id = saved["id"]
            restored: Any = marker
        else:
            restored = FakeKey(
                name=record["key"],
                bucket_name=bucket.name,
                value=(folder / saved["file"]).read_bytes(),
                account_id=ACCOUNT,
                region_name=REGION,
                storage=saved["storage"],
                etag=saved["etag"],
                is_versioned=bucket.is_versioned,
                version_id=saved["id"],
                encryption=saved["encryption"],
            )
            restored.set_metadata(dict(saved["metadata"]), replace=True)
            restored.localcloud_file = saved["file"]
        restored.last_modified = datetime.fromisoformat(saved["modified"])
        versions.append(restored)
    return versions


def _bucket(name: str) -> Any:
    from moto.s3.models import s3_backends

    return s3_backends[ACCOUNT]["aws"].get_bucket(name)


def _bucket_or_none(name: str) -> Any:
    from moto.s3.exceptions import MissingBucket

    try:
        return _bucket(name)
    except MissingBucket:
        return None


class SecretStore:
    """Current values of secrets by name, in one file only its owner can read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def read(self) -> dict[str, str]:
        """Returns every saved value by the secret's name."""
        return dict(json.loads(self._path.read_bytes())) if self._path.exists() else {}

    def save(self, name: str, value: str) -> None:
        """Writes one value; it is on the disk when this returns."""
        with self._lock:
            values = {**self.read(), name: value}
            old_mask = os.umask(0o077)
            try:
                write_durably(self._path, json.dumps(values).encode())
            finally:
                os.umask(old_mask)
