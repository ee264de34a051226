"""What a function's role allows, held against each AWS call that the function makes.

Loaded by the function's process, which knows nothing else of the supervisor. A refused call fails as on AWS, and every
call is noted, so that the test run can tell what is allowed and never used.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

POLICY, CALLS, FUNCTION = "LOCALCLOUD_POLICY", "LOCALCLOUD_CALLS", "LOCALCLOUD_FUNCTION"

Params = Mapping[str, Any]
Needed = tuple[str, str]
"""An IAM action and the ARN it is asked for."""


def install() -> None:
    """From now on the AWS SDK asks before each call. Without a policy in the environment everything is allowed."""
    document = os.environ.pop(POLICY, None)
    if document is None:
        return
    import boto3
    from botocore.exceptions import ClientError

    statements = json.loads(document)["Statement"]
    function, calls = os.environ.pop(FUNCTION), os.environ.pop(CALLS)

    def ask(params: Params, model: Any, **_: Any) -> None:
        for action, resource in needed(model.service_model.service_name, model.name, params):
            allowed = allows(statements, action, resource)
            _note(calls, {"function": function, "action": action, "resource": resource, "allowed": allowed})
            if not allowed:
                message = f"The role of {function} is not authorized to perform: {action} on resource: {resource}"
                sys.stderr.write(message + "\n")
                raise ClientError({"Error": {"Code": "AccessDeniedException", "Message": message}}, model.name)

    if boto3.DEFAULT_SESSION is None:
        boto3.setup_default_session()
    boto3.DEFAULT_SESSION.events.register("provide-client-params.*.*", ask)


def _note(path: str, call: Mapping[str, Any]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        os.write(descriptor, f"{json.dumps(call)}\n".encode())
    finally:
        os.close(descriptor)


def allows(statements: Sequence[Mapping[str, Any]], action: str, resource: str) -> bool:
    """Whether one of a policy's statements allows an action on a resource; ``*`` and ``?`` match as IAM has them."""
    return any(
        statement["Effect"] == "Allow"
        and any(fnmatchcase(action, pattern) for pattern in _listed(statement["Action"]))
        and any(fnmatchcase(resource, _literal_brackets(pattern)) for pattern in _listed(statement["Resource"]))
        for statement in statements
    )


def _listed(value: str | Sequence[str]) -> Sequence[str]:
    return [value] if isinstance(value, str) else value


def _literal_brackets(pattern: str) -> str:
    return pattern.replace("[", "[[]")


def needed(service: str, operation: str, params: Params) -> Iterator[Needed]:
    """What IAM asks for an operation (Service Authorization Reference). Raises KeyError for a service nobody added."""
    yield from RULES[service](operation, params)


def _arn(service: str, resource: str) -> str:
    return f"arn:aws:{service}:{os.environ['AWS_REGION']}:{os.environ['AWS_ACCOUNT_ID']}:{resource}"


def _s3(operation: str, params: Params) -> Iterator[Needed]:
    bucket = f"arn:aws:s3:::{params['Bucket']}"
    if operation == "DeleteObjects":
        for item in params["Delete"]["Objects"]:
            action = "s3:DeleteObjectVersion" if item.get("VersionId") else "s3:DeleteObject"
            yield action, f"{bucket}/{item['Key']}"
        return
    on_bucket = {"HeadBucket": "s3:ListBucket", "ListObjectsV2": "s3:ListBucket"}
    on_bucket |= {"ListObjectVersions": "s3:ListBucketVersions"}
    if operation in on_bucket:
        yield on_bucket[operation], bucket
        return
    yield {"HeadObject": "s3:GetObject"}.get(operation, f"s3:{operation}"), f"{bucket}/{params['Key']}"


def _dynamodb(operation: str, params: Params) -> Iterator[Needed]:
    index = f"/index/{params['IndexName']}" if "IndexName" in params else ""
    yield f"dynamodb:{operation}", _arn("dynamodb", f"table/{params['TableName']}{index}")


def _events(operation: str, params: Params) -> Iterator[Needed]:
    for entry in params["Entries"]:
        yield f"events:{operation}", _arn("events", f"event-bus/{entry['EventBusName']}")


def _states(operation: str, params: Params) -> Iterator[Needed]:
    yield f"states:{operation}", params.get("stateMachineArn") or params.get("executionArn") or "*"


def _lambda(operation: str, params: Params) -> Iterator[Needed]:
    action = {"Invoke": "lambda:InvokeFunction"}.get(operation, f"lambda:{operation}")
    yield action, _arn("lambda", f"function:{params['FunctionName']}")


def _secrets(operation: str, params: Params) -> Iterator[Needed]:
    yield f"secretsmanager:{operation}", params["SecretId"]


def _connections(operation: str, params: Params) -> Iterator[Needed]:
    method = {"PostToConnection": "POST", "DeleteConnection": "DELETE", "GetConnection": "GET"}[operation]
    yield "execute-api:ManageConnections", _arn("execute-api", f"local/api/{method}/@connections/{_id(params)}")


def _id(params: Params) -> str:
    return re.sub(r"\W", "_", params["ConnectionId"])


RULES: dict[str, Callable[[str, Params], Iterator[Needed]]] = {
    "apigatewaymanagementapi": _connections,
    "dynamodb": _dynamodb,
    "events": _events,
    "lambda": _lambda,
    "s3": _s3,
    "secretsmanager": _secrets,
    "stepfunctions": _states,
}
