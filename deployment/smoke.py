"""The smoke test: the sample of ``make run``, put through a deployed stage by the same program."""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path
from typing import Any

import requests
from rich.console import Console

from deployment.errors import DeploymentError
from localcloud.sample import SAMPLE, Demonstration, put_through
from localcloud.show import Progress

KEPT_IN = "learning-yogi/{stage}/smoke-test"
"""Where the smoke test's teacher keeps the password: it is made with the first run and used by the later ones."""

EMAIL = "smoke-test@example.com"


def smoke(console: Console, rest_url: str, websocket_url: str, password: str, file: Path = SAMPLE) -> None:
    """Put a document through a stage. Raises DeploymentError where it is not read and saved as it is known to be."""
    progress = Progress(console)
    try:
        status = put_through(console, progress, Demonstration(rest_url, websocket_url, EMAIL, password), file)
    except (requests.RequestException, OSError) as error:
        raise DeploymentError(
            f"The stage does not answer ({error}): see its alarms and logs, then `make smoke`."
        ) from error
    finally:
        progress.done()
    if status:
        raise DeploymentError("The sample did not come through: see above and the functions' logs, then `make smoke`.")


def password_of(client: Any, stage: str) -> str:
    """The smoke test's password, made up where there is none yet. ``client`` is boto3's for Secrets Manager."""
    name = KEPT_IN.format(stage=stage)
    try:
        return str(client.get_secret_value(SecretId=name)["SecretString"])
    except client.exceptions.ResourceNotFoundException:
        password = f"Aa1!{secrets.token_urlsafe(18)}"
        client.create_secret(Name=name, SecretString=password, Description="The smoke test's teacher.")
        return password


def forget_password(client: Any, stage: str) -> None:
    """Delete the smoke test's secret, if there is one."""
    with contextlib.suppress(client.exceptions.ResourceNotFoundException):
        client.delete_secret(SecretId=KEPT_IN.format(stage=stage), ForceDeleteWithoutRecovery=True)
