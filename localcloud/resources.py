"""How each CloudFormation resource type is made through the local AWS endpoint."""

from __future__ import annotations

import json
import secrets
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3

from localcloud.errors import UnsupportedTemplate
from localcloud.functions import function_name
from localcloud.invocations import AsyncConfig, Invoker
from localcloud.settings import ACCOUNT, LOCAL_CREDENTIAL, REGION

TABLE_PROPERTIES = (
    "TableName",
    "KeySchema",
    "AttributeDefinitions",
    "GlobalSecondaryIndexes",
    "LocalSecondaryIndexes",
    "BillingMode",
    "ProvisionedThroughput",
    "StreamSpecification",
)
QUEUE_ATTRIBUTES = (
    "DelaySeconds",
    "MaximumMessageSize",
    "MessageRetentionPeriod",
    "ReceiveMessageWaitTimeSeconds",
    "VisibilityTimeout",
    "RedrivePolicy",
    "RedriveAllowPolicy",
    "FifoQueue",
    "ContentBasedDeduplication",
)


@dataclass(frozen=True)
class Request:
    """One resource to make: the name it gets if it declares none, its evaluated properties, its template's folder."""

    name: str
    properties: Mapping[str, Any]
    folder: Path


@dataclass(frozen=True)
class Made:
    """A resource's Ref and its attributes."""

    ref: Any
    attributes: Mapping[str, Any]


@dataclass(frozen=True)
class Schedule:
    """A rule of the templates that runs by the clock, and the functions it invokes with their input."""

    expression: str
    targets: tuple[tuple[str, Any], ...]


@dataclass
class Maker:
    """What the makers work with."""

    endpoint: str
    invoker: Invoker
    saved_secrets: Mapping[str, str]
    schedules: list[Schedule] = field(default_factory=list)
    _clients: dict[str, Any] = field(default_factory=dict)

    def client(self, service: str) -> Any:
        """Returns a boto3 client of the local endpoint."""
        if service not in self._clients:
            self._clients[service] = boto3.session.Session().client(
                service,
                region_name=REGION,
                endpoint_url=self.endpoint,
                aws_access_key_id=LOCAL_CREDENTIAL,
                aws_secret_access_key=LOCAL_CREDENTIAL,
            )
        return self._clients[service]


def _bucket(maker: Maker, request: Request) -> Made:
    s3, properties = maker.client("s3"), request.properties
    name = properties.get("BucketName") or request.name.lower()
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    _protect(s3, name, properties)
    if properties.get("VersioningConfiguration"):
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration=properties["VersioningConfiguration"])
    if properties.get("CorsConfiguration"):
        rules = [_cors_rule(rule) for rule in properties["CorsConfiguration"]["CorsRules"]]
        s3.put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": rules})
    if properties.get("LifecycleConfiguration"):
        rules = [_lifecycle_rule(rule) for rule in properties["LifecycleConfiguration"]["Rules"]]
        s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": rules})
    notifications = properties.get("NotificationConfiguration", {})
    if set(notifications) - {"EventBridgeConfiguration"}:
        raise UnsupportedTemplate(f"{request.name}: the app itself declares its bucket's notifications.")
    if notifications:
        s3.put_bucket_notification_configuration(
            Bucket=name, NotificationConfiguration={"EventBridgeConfiguration": {}}
        )
    attributes = {
        "Arn": f"arn:aws:s3:::{name}",
        "DomainName": f"{name}.s3.amazonaws.com",
        "RegionalDomainName": f"{name}.s3.{REGION}.amazonaws.com",
    }
    return Made(name, attributes)


def _protect(s3: Any, name: str, properties: Mapping[str, Any]) -> None:
    if properties.get("PublicAccessBlockConfiguration"):
        blocked = properties["PublicAccessBlockConfiguration"]
        s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=blocked)
    if properties.get("OwnershipControls"):
        s3.put_bucket_ownership_controls(Bucket=name, OwnershipControls=properties["OwnershipControls"])
    if properties.get("BucketEncryption"):
        rules = [
            {"ApplyServerSideEncryptionByDefault": rule["ServerSideEncryptionByDefault"]}
            for rule in properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
        ]
        s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": rules})


def _cors_rule(rule: Mapping[str, Any]) -> dict[str, Any]:
    names = {"ExposedHeaders": "ExposeHeaders", "MaxAge": "MaxAgeSeconds", "Id": "ID"}
    return {names.get(key, key): value for key, value in rule.items()}


def _lifecycle_rule(rule: Mapping[str, Any]) -> dict[str, Any]:
    """CloudFormation's form of a rule is flatter than the API's."""
    result: dict[str, Any] = {"Status": rule["Status"], "Filter": {"Prefix": rule.get("Prefix", "")}}
    if "Id" in rule:
        result["ID"] = rule["Id"]
    if "ExpirationInDays" in rule:
        result["Expiration"] = {"Days": int(rule["ExpirationInDays"])}
    if "Transitions" in rule:
        result["Transitions"] = [
            {"Days": int(item["TransitionInDays"]), "StorageClass": item["StorageClass"]}
            for item in rule["Transitions"]
        ]
    old = rule.get("NoncurrentVersionExpiration", {}).get("NoncurrentDays") or rule.get(
        "NoncurrentVersionExpirationInDays"
    )
    if old:
        result["NoncurrentVersionExpiration"] = {"NoncurrentDays": int(old)}
    abort = rule.get("AbortIncompleteMultipartUpload")
    if abort:
        result["AbortIncompleteMultipartUpload"] = {"DaysAfterInitiation": int(abort["DaysAfterInitiation"])}
    return result


def _table(maker: Maker, request: Request) -> Made:
    dynamodb = maker.client("dynamodb")
    wanted = {key: request.properties[key] for key in TABLE_PROPERTIES if key in request.properties}
    wanted.setdefault("TableName", request.name)
    if "StreamSpecification" in wanted:
        wanted["StreamSpecification"] = {"StreamEnabled": True, **wanted["StreamSpecification"]}
    table = dynamodb.create_table(**wanted)["TableDescription"]
    ttl = request.properties.get("TimeToLiveSpecification")
    if ttl:
        dynamodb.update_time_to_live(TableName=wanted["TableName"], TimeToLiveSpecification=ttl)
    return Made(wanted["TableName"], {"Arn": table["TableArn"], "StreamArn": table.get("LatestStreamArn", "")})


def _event_bus(maker: Maker, request: Request) -> Made:
    name = request.properties["Name"]
    arn = maker.client("events").create_event_bus(Name=name)["EventBusArn"]
    return Made(name, {"Arn": arn, "Name": name})


def _rule(maker: Maker, request: Request) -> Made:
    events, properties = maker.client("events"), request.properties
    name, bus = properties.get("Name", request.name), properties.get("EventBusName", "default")
    targets = properties.get("Targets", [])
    if "ScheduleExpression" in properties:
        inputs = tuple((target["Arn"], json.loads(target.get("Input", "null"))) for target in targets)
        if properties.get("State", "ENABLED") == "ENABLED":
            maker.schedules.append(Schedule(properties["ScheduleExpression"], inputs))
        return Made(name, {"Arn": f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{name}"})
    arn = events.put_rule(
        Name=name,
        EventBusName=bus,
        EventPattern=json.dumps(properties["EventPattern"]),
        State=properties.get("State", "ENABLED"),
    )["RuleArn"]
    if targets:
        events.put_targets(Rule=name, EventBusName=bus, Targets=[_whole_numbers(target) for target in targets])
    return Made(name, {"Arn": arn})


def _whole_numbers(target: Mapping[str, Any]) -> dict[str, Any]:
    """CloudFormation takes "3" for a number; the API does not."""
    policy = {key: int(value) for key, value in target.get("RetryPolicy", {}).items()}
    return {**target, **({"RetryPolicy": policy} if policy else {})}


def _archive(maker: Maker, request: Request) -> Made:
    properties = request.properties
    name = properties.get("ArchiveName", request.name)[:48]
    extra = {"EventPattern": json.dumps(properties["EventPattern"])} if "EventPattern" in properties else {}
    arn = maker.client("events").create_archive(
        ArchiveName=name,
        EventSourceArn=properties["SourceArn"],
        RetentionDays=int(properties.get("RetentionDays", 0)),
        **extra,
    )["ArchiveArn"]
    return Made(name, {"Arn": arn, "ArchiveName": name})


def _queue(maker: Maker, request: Request) -> Made:
    name = request.properties.get("QueueName", request.name)
    attributes = {
        key: json.dumps(value)
        if isinstance(value, dict)
        else str(value).lower()
        if isinstance(value, bool)
        else str(value)
        for key, value in request.properties.items()
        if key in QUEUE_ATTRIBUTES
    }
    maker.client("sqs").create_queue(QueueName=name, Attributes=attributes)
    url = f"{maker.endpoint}/{ACCOUNT}/{name}"
    return Made(url, {"Arn": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{name}", "QueueName": name, "QueueUrl": url})


def _queue_policy(maker: Maker, request: Request) -> Made:
    for url in request.properties["Queues"]:
        policy = json.dumps(request.properties["PolicyDocument"])
        maker.client("sqs").set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
    return Made(request.name, {})


def _secret(maker: Maker, request: Request) -> Made:
    properties = request.properties
    name = properties.get("Name", request.name)
    value = maker.saved_secrets.get(name)
    if value is None:
        value = properties.get("SecretString")
    if value is None and "GenerateSecretString" in properties:
        value = generated_secret(properties["GenerateSecretString"])
    extra = {} if value is None else {"SecretString": value}
    arn = maker.client("secretsmanager").create_secret(Name=name, **extra)["ARN"]
    return Made(arn, {"Id": arn})


def generated_secret(wanted: Mapping[str, Any]) -> str:
    """Returns a secret as ``GenerateSecretString`` describes it (CloudFormation reference)."""
    alphabet = string.ascii_letters + string.digits
    if not wanted.get("ExcludePunctuation"):
        alphabet += string.punctuation
    alphabet = "".join(sign for sign in alphabet if sign not in wanted.get("ExcludeCharacters", ""))
    password = "".join(secrets.choice(alphabet) for _ in range(int(wanted.get("PasswordLength", 32))))
    if "GenerateStringKey" not in wanted:
        return password
    document = json.loads(wanted.get("SecretStringTemplate", "{}"))
    return json.dumps({**document, wanted["GenerateStringKey"]: password})


def _topic(maker: Maker, request: Request) -> Made:
    name = request.properties.get("TopicName", request.name)
    arn = maker.client("sns").create_topic(Name=name)["TopicArn"]
    return Made(arn, {"TopicName": name, "TopicArn": arn})


def _state_machine(maker: Maker, request: Request) -> Made:
    properties = request.properties
    name = properties.get("StateMachineName", request.name)
    definition = _definition(request)
    for placeholder, value in properties.get("DefinitionSubstitutions", {}).items():
        definition = definition.replace("${" + placeholder + "}", str(value))
    if "${" in definition:
        left = definition.split("${", 1)[1].split("}", 1)[0]
        raise UnsupportedTemplate(f"{request.name}: DefinitionSubstitutions lacks {left}.")
    arn = maker.client("stepfunctions").create_state_machine(
        name=name,
        definition=definition,
        roleArn=f"arn:aws:iam::{ACCOUNT}:role/{name}",
        type=properties.get("StateMachineType", "STANDARD"),
    )["stateMachineArn"]
    return Made(arn, {"Arn": arn, "Name": name})


def _definition(request: Request) -> str:
    """Returns the state machine's text; a location in S3 is where packaging puts the file beside the template."""
    properties = request.properties
    if "DefinitionString" in properties:
        return str(properties["DefinitionString"])
    if "Definition" in properties:
        return json.dumps(properties["Definition"])
    location = properties.get("DefinitionUri") or properties.get("DefinitionS3Location")
    if location is None:
        raise UnsupportedTemplate(f"{request.name}: the state machine has no definition.")
    path = request.folder / (location if isinstance(location, str) else Path(location["Key"]).name)
    if not path.exists():
        raise UnsupportedTemplate(f"{request.name}: the definition {path.name} is not beside the template.")
    return path.read_text()


def _event_invoke_config(maker: Maker, request: Request) -> Made:
    properties = request.properties
    destinations = properties.get("DestinationConfig", {})
    config = AsyncConfig(
        retries=int(properties.get("MaximumRetryAttempts", 2)),
        on_failure=destinations.get("OnFailure", {}).get("Destination"),
        on_success=destinations.get("OnSuccess", {}).get("Destination"),
    )
    maker.invoker.configure(properties["FunctionName"], config)
    return Made(request.name, {})


def _role(maker: Maker, request: Request) -> Made:
    name = request.properties.get("RoleName", request.name)
    arn = f"arn:aws:iam::{ACCOUNT}:role/{name}"
    return Made(name, {"Arn": arn, "RoleId": name})


def _log_group(maker: Maker, request: Request) -> Made:
    name = request.properties.get("LogGroupName", request.name)
    return Made(name, {"Arn": f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{name}:*"})


def _alias(maker: Maker, request: Request) -> Made:
    name = function_name(request.properties["FunctionName"])
    arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}:{request.properties['Name']}"
    return Made(arn, {"AliasArn": arn})


MAKERS: dict[str, Callable[[Maker, Request], Made]] = {
    "AWS::S3::Bucket": _bucket,
    "AWS::DynamoDB::Table": _table,
    "AWS::Events::EventBus": _event_bus,
    "AWS::Events::Rule": _rule,
    "AWS::Events::Archive": _archive,
    "AWS::SQS::Queue": _queue,
    "AWS::SQS::QueuePolicy": _queue_policy,
    "AWS::SecretsManager::Secret": _secret,
    "AWS::SNS::Topic": _topic,
    "AWS::StepFunctions::StateMachine": _state_machine,
    "AWS::Lambda::EventInvokeConfig": _event_invoke_config,
    "AWS::Lambda::Alias": _alias,
    "AWS::IAM::Role": _role,
    "AWS::Logs::LogGroup": _log_group,
}
"""The types that exist here. Roles and log groups exist in name only: nothing here checks permissions or keeps logs."""
