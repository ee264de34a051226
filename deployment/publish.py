"""Layers brought to Lambda: a new version only where the content is another."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from deployment.layers import BASE
from deployment.packages import Built
from deployment.target import Target


def publish_layers(
    functions: Any, storage: Any, bucket: str, stage: str, target: Target, built: Mapping[str, Built]
) -> dict[str, str]:
    """The ARN of each layer's version, by the layer's name; without the base, which Chalice publishes itself.

    ``functions`` and ``storage`` are boto3's clients for Lambda and S3. The zips go through the bucket, so that a slow
    connection can take them in parts.
    """
    return {
        name: _publish(functions, storage, bucket, f"learning-yogi-{stage}-{name}", target, layer)
        for name, layer in built.items()
        if name != BASE.name
    }


def _publish(functions: Any, storage: Any, bucket: str, name: str, target: Target, layer: Built) -> str:
    digest = hashlib.sha256(layer.zip.read_bytes()).hexdigest()
    mark = f"{target.runtime} {target.architecture} sha256:{digest}"
    for page in functions.get_paginator("list_layer_versions").paginate(LayerName=name):
        for version in page["LayerVersions"]:
            if version.get("Description") == mark:
                return str(version["LayerVersionArn"])
    key = f"layers/{name}/{digest}.zip"
    storage.upload_file(str(layer.zip), bucket, key)
    published = functions.publish_layer_version(
        LayerName=name,
        Description=mark,
        Content={"S3Bucket": bucket, "S3Key": key},
        CompatibleRuntimes=[target.runtime],
        CompatibleArchitectures=[target.architecture],
    )
    return str(published["LayerVersionArn"])


def delete_layers(functions: Any, stage: str, names: tuple[str, ...]) -> None:
    """Every version of a stage's layers. Functions that still run keep their copies."""
    for name in names:
        layer = f"learning-yogi-{stage}-{name}"
        for page in functions.get_paginator("list_layer_versions").paginate(LayerName=layer):
            for version in page["LayerVersions"]:
                functions.delete_layer_version(LayerName=layer, VersionNumber=version["Version"])
