"""The environment that functions get: nothing of the terminal's, only what is said here and in the app's config."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from localcloud.settings import ACCOUNT, LOCAL_CREDENTIAL, REGION

FROM_OUTPUTS = (
    "DOCUMENTS_BUCKET",
    "CONNECTIONS_TABLE",
    "EVENT_BUS",
    "STATE_MACHINE_ARN",
    "JWT_SECRET_ID",
    "ANTHROPIC_SECRET_ID",
    "VISION_SECRET_ID",
)
"""Names of resources that the app's settings read, found among the templates' outputs."""


def base_environment(stage: str, temporary: Path) -> dict[str, str]:
    """Returns what every process of the app needs, whatever runs beside it."""
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "HOME": str(temporary),
        "TMPDIR": str(temporary),
        "STAGE": stage,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCOUNT_ID": ACCOUNT,
        "AWS_ACCESS_KEY_ID": LOCAL_CREDENTIAL,
        "AWS_SECRET_ACCESS_KEY": LOCAL_CREDENTIAL,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_XRAY_SDK_ENABLED": "false",
        "POWERTOOLS_TRACE_DISABLED": "true",
    }


def environment_from_outputs(outputs: Mapping[str, Any]) -> dict[str, str]:
    """Returns the resource names among templates' outputs under the names the app's settings read.

    ``DocumentsBucket`` or ``DocumentsBucketName`` becomes ``DOCUMENTS_BUCKET``; ``…_ARN`` takes an ``…Arn`` only.
    """
    snake = {_snake(name): str(value) for name, value in outputs.items()}
    found = {}
    for name in FROM_OUTPUTS:
        stem = re.sub(r"_(ID|ARN)$", "", name)
        endings = ("_ARN",) if name.endswith("_ARN") else ("", "_NAME", "_ID", "_ARN")
        candidates = (name, *(stem + ending for ending in endings))
        value = next((snake[candidate] for candidate in candidates if candidate in snake), None)
        if value is not None:
            found[name] = value
    return found


def secrets_by_output(environment: Mapping[str, str]) -> dict[str, str]:
    """The secrets that the functions are told to read, under the names of the templates' outputs."""
    names = {"ANTHROPIC_SECRET_ID": "AnthropicSecretId", "VISION_SECRET_ID": "VisionSecretId"}
    return {output: environment[name] for name, output in names.items() if environment.get(name)}


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()
