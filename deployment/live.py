"""Functions that are kept ready: an alias on a published version, and the API that calls the alias.

Chalice's API calls a function's newest code, which cannot be kept ready. So after each deployment the API function and
the authorizer get a version, the alias ``live`` moves to it, and the API's definition, made by Chalice's own generator,
is put again with the alias in the place of the function. After a ``chalice deploy`` alone the API calls the newest code
until this runs again (``make deploy``): right, only slower to start.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from deployment.errors import DeploymentError
from deployment.gateway_responses import extend_chalice
from deployment.stage_config import function_name

ALIAS = "live"
KEPT_READY = ("api_handler", "authorizer")
POLL_SECONDS = 2.0


def move_alias(functions: Any, name: str, ready: int, api_arn: str) -> str:
    """Publish a function's code, let the alias point to it, keep ``ready`` containers; the alias' ARN.

    ``api_arn``: who may call it. Unchanged code keeps its version. Waits until the containers are there.
    """
    version = functions.publish_version(FunctionName=name)["Version"]
    try:
        alias = functions.update_alias(FunctionName=name, Name=ALIAS, FunctionVersion=version)
    except functions.exceptions.ResourceNotFoundException:
        alias = functions.create_alias(FunctionName=name, Name=ALIAS, FunctionVersion=version)
    with contextlib.suppress(functions.exceptions.ResourceConflictException):  # It may already.
        functions.add_permission(
            FunctionName=name,
            Qualifier=ALIAS,
            StatementId="api-gateway",
            Action="lambda:InvokeFunction",
            Principal="apigateway.amazonaws.com",
            SourceArn=api_arn,
        )
    _keep_ready(functions, name, ready)
    return str(alias["AliasArn"])


def _keep_ready(functions: Any, name: str, ready: int) -> None:
    which = {"FunctionName": name, "Qualifier": ALIAS}
    if not ready:
        with contextlib.suppress(functions.exceptions.ResourceNotFoundException):
            functions.delete_provisioned_concurrency_config(**which)
        return
    functions.put_provisioned_concurrency_config(**which, ProvisionedConcurrentExecutions=ready)
    while (state := functions.get_provisioned_concurrency_config(**which))["Status"] == "IN_PROGRESS":
        time.sleep(POLL_SECONDS)
    if state["Status"] != "READY":
        raise DeploymentError(
            f"{name} cannot be kept ready ({state.get('StatusReason', state['Status'])}): ask for more concurrent "
            "executions under Service Quotas, or deploy with --keep-ready 0."
        )


def definition(app: Any, region: str, stage: str, aliases: Mapping[str, str]) -> dict[str, Any]:
    """The API as Chalice defines it, with functions' aliases (ARNs by Chalice's name) in their place."""
    from chalice.deploy.swagger import SwaggerGenerator

    extend_chalice()
    deployed = {
        "api_handler_name": function_name(stage, "api_handler"),
        "api_handler_arn": aliases["api_handler"],
        "lambda_functions": {function_name(stage, name): {"arn": arn} for name, arn in aliases.items()},
    }
    made: dict[str, Any] = SwaggerGenerator(region, deployed).generate_swagger(app)
    return made


def call_aliases(gateway: Any, api_id: str, api_stage: str, wanted: Mapping[str, Any]) -> None:
    """Put the definition and deploy it. ``gateway`` is boto3's client for API Gateway."""
    try:
        gateway.put_rest_api(restApiId=api_id, mode="overwrite", body=json.dumps(wanted).encode())
        gateway.create_deployment(restApiId=api_id, stageName=api_stage)
    except ClientError as error:
        raise DeploymentError(f"The API cannot be pointed at its functions: {error}. Run this again.") from error


def delete_alias(functions: Any, name: str) -> None:
    """Stop keeping a function ready; a function that is not there is no matter."""
    with contextlib.suppress(functions.exceptions.ResourceNotFoundException):
        functions.delete_provisioned_concurrency_config(FunctionName=name, Qualifier=ALIAS)
    with contextlib.suppress(functions.exceptions.ResourceNotFoundException):
        functions.delete_alias(FunctionName=name, Name=ALIAS)
