"""What has to hold before anything is changed. Each failure is one sentence that says what to do."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    EndpointConnectionError,
    HTTPClientError,
    NoCredentialsError,
    NoRegionError,
)

from deployment.errors import DeploymentError

UNRESERVED = 100
"""Concurrent executions that Lambda leaves to functions without a reservation of their own."""


@dataclass(frozen=True)
class Place:
    """Where a stage is deployed."""

    region: str
    account: str
    partition: str

    @property
    def values(self) -> dict[str, str]:
        """The same under the names that policies use."""
        return {"Region": self.region, "Account": self.account, "Partition": self.partition}


def check_tools() -> Path:
    """Chalice's command. Raises DeploymentError for a tool that is not there."""
    chalice = Path(sys.executable).with_name("chalice")
    if not chalice.exists() or importlib.util.find_spec("pip") is None:
        raise DeploymentError(
            "Chalice and pip have to be in the environment that deploys: use `make deploy`, which sets it up, or "
            "install requirements-deploy.txt."
        )
    return chalice


def find_place(session: Any) -> Place:
    """Region and account of the credentials at hand. Raises DeploymentError where there are none that AWS takes."""
    try:
        if not session.region_name:
            raise NoRegionError
        identity = session.client("sts").get_caller_identity()
    except NoRegionError:
        raise DeploymentError("No region is set: set AWS_REGION, for example to eu-west-1.") from None
    except NoCredentialsError:
        raise DeploymentError(
            "There are no AWS credentials: log in (`aws sso login`, `aws configure`) or set AWS_PROFILE."
        ) from None
    except (EndpointConnectionError, HTTPClientError) as error:
        raise DeploymentError(f"AWS does not answer ({error}): see to the connection, and run this again.") from error
    except (BotoCoreError, ClientError) as error:
        raise DeploymentError(f"AWS refuses the credentials ({error}): log in again, or set AWS_PROFILE.") from error
    return Place(session.region_name, identity["Account"], identity["Arn"].split(":")[1])


def check_quota(functions: Any, ready: int) -> None:
    """Raises DeploymentError where the account cannot keep ``ready`` containers beside what Lambda leaves free."""
    limit = functions.get_account_settings()["AccountLimit"]["ConcurrentExecutions"]
    if ready and limit < ready + UNRESERVED:
        raise DeploymentError(
            f"This account may run {limit} functions at once; {ready} are to be kept ready, {UNRESERVED} have to stay "
            "free: ask for more under Service Quotas (Lambda, concurrent executions), or deploy with --keep-ready 0."
        )


def check_bucket(storage: Any, bucket: str, stack_exists: bool) -> None:
    """Raises DeploymentError where the documents bucket's name is taken, by somebody else or by an earlier stage."""
    if stack_exists:
        return
    try:
        storage.head_bucket(Bucket=bucket)
    except ClientError as error:
        if error.response["Error"]["Code"] in ("404", "NoSuchBucket"):
            return
        raise DeploymentError(
            f"The bucket name {bucket} is taken by another account: change BucketName in "
            "infrastructure/foundation.template.yaml."
        ) from None
    raise DeploymentError(
        f"The bucket {bucket} is left from an earlier deployment: delete it (it may hold documents), or import it into "
        "the foundation stack in CloudFormation's console."
    )


def check_handed_over(values: Mapping[str, str], asked: Mapping[str, Mapping[str, Any]]) -> None:
    """Raises DeploymentError for a parameter that no template takes: it was misspelt."""
    unknown = sorted(set(values) - set(asked))
    if unknown:
        raise DeploymentError(
            f"No template takes the parameter {', '.join(unknown)}: choose from {', '.join(sorted(asked))}."
        )
