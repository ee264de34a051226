"""Makes a template's resources in moto: by its CloudFormation where that knows the type, else by the service's API.

moto's CloudFormation skips what it does not know without a word. Here each resource is made by itself, so that what
could not be made is known by name. botocore holds what goes to an API against the service's own description of it.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import boto3
from botocore.config import Config
from moto.cloudformation.parsing import get_model_map

from localcloud.cloudformation import Evaluator
from localcloud.invocations import Invoker
from localcloud.resources import MAKERS, Maker, Request, generated_secret
from localcloud.settings import ACCOUNT, REGION, Patience
from tests.infrastructure.templates import ASL, expanded

PATIENT = Config(read_timeout=300, retries={"mode": "standard", "total_max_attempts": 1})
"""moto loads a service's models with its first request. A request that is sent again would find its resource made."""

Properties = Mapping[str, Any]
Answer = Mapping[str, Any]
Attributes = dict[str, Any]


@dataclass
class Emulation:
    """An AWS account in moto, and what was made in it."""

    endpoint: str
    outputs: dict[str, Any] = field(default_factory=dict)
    unknown: dict[str, dict[str, str]] = field(default_factory=dict)
    """By stack: type of each resource that the emulation cannot make."""

    _clients: dict[tuple[str, str], Any] = field(default_factory=dict)

    def client(self, service: str, region: str = REGION) -> Any:
        if (service, region) not in self._clients:
            self._clients[service, region] = boto3.client(
                service,
                endpoint_url=self.endpoint,
                region_name=region,
                aws_access_key_id="test",
                aws_secret_access_key="test",
                config=PATIENT,
            )
        return self._clients[service, region]

    def declare_functions(self, names: Iterable[str]) -> None:
        """What `chalice deploy` would have made: here the functions by name, without their code."""
        trust = json.dumps({"Version": "2012-10-17", "Statement": []})
        role = self.client("iam").create_role(RoleName="functions", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
        package = io.BytesIO()
        with zipfile.ZipFile(package, "w") as archive:
            archive.writestr("app.py", "")
        for name in names:
            self.client("lambda").create_function(
                FunctionName=f"learning-yogi-prod-{name}".rstrip("-"),
                Runtime="python3.12",
                Role=role,
                Handler="app.handler",
                Code={"ZipFile": package.getvalue()},
            )

    def deploy(self, name: str, **parameters: Any) -> None:
        """Make a template's resources. A parameter named as an earlier output takes its value, as in a deployment."""
        stack = _Stack(self, name, {**self.outputs, **parameters})
        for logical_id in stack.template["Resources"]:
            if stack.wanted(stack.template["Resources"][logical_id]):
                stack.make(logical_id)
        for output, declared in stack.template.get("Outputs", {}).items():
            if stack.wanted(declared):
                self.outputs[output] = stack.evaluator.value(declared["Value"])
        self.unknown[name] = stack.unknown


class _Stack:
    def __init__(self, emulation: Emulation, name: str, given: Mapping[str, Any]) -> None:
        self.template = expanded(name)
        self.unknown: dict[str, str] = {}
        self._emulation = emulation
        self._name = name
        self._made: dict[str, tuple[Any, Attributes]] = {}
        self.evaluator = Evaluator(
            self.template, given, {}, lambda i: self.make(i)[0], lambda i, a: self._attribute(i, a), name
        )

    def wanted(self, declared: Properties) -> bool:
        return "Condition" not in declared or self.evaluator.condition(declared["Condition"])

    def make(self, logical_id: str) -> tuple[Any, Attributes]:
        """A resource's Ref and attributes, made now if it is not yet."""
        if logical_id not in self._made:
            declared = self.template["Resources"][logical_id]
            kind, properties = declared["Type"], self.evaluator.value(declared.get("Properties", {}))
            if kind in BY_LOCAL_CLOUD:
                maker = Maker(self._emulation.endpoint, Invoker(Patience()), {})
                made = MAKERS[kind](maker, Request(logical_id, properties, ASL.parent))
                self._made[logical_id] = made.ref, dict(made.attributes)
            elif kind in BY_API:
                service, region, call = BY_API[kind]
                self._made[logical_id] = call(self._emulation.client(service, region), properties)
            elif kind in get_model_map():
                self._made[logical_id] = self._by_cloudformation(logical_id, kind, properties)
            else:
                self.unknown[logical_id] = kind
                self._made[logical_id] = (f"unknown-{logical_id}", {})
        return self._made[logical_id]

    def _attribute(self, logical_id: str, attribute: str) -> Any:
        attributes = self.make(logical_id)[1]
        return attributes.get(attribute, f"arn:aws:unknown:{REGION}:{ACCOUNT}:{logical_id}:{attribute}")

    def _by_cloudformation(self, logical_id: str, kind: str, properties: Properties) -> tuple[Any, Attributes]:
        """As a stack of one resource, whose outputs are the attributes that the template asks for."""
        text = json.dumps(self.template)
        attributes = {a for a in ATTRIBUTES if f'"{logical_id}", "{a}"' in text or f"${{{logical_id}.{a}}}" in text}
        outputs = {a.replace(".", ""): {"Value": {"Fn::GetAtt": [logical_id, a]}} for a in attributes}
        body = {"Resources": {logical_id: {"Type": kind, "Properties": properties}}, "Outputs": outputs}
        name = f"{self._name}-{logical_id}-{uuid4().hex[:8]}"
        cloudformation = self._emulation.client("cloudformation")
        cloudformation.create_stack(StackName=name, TemplateBody=json.dumps(body))
        (made,) = cloudformation.list_stack_resources(StackName=name)["StackResourceSummaries"]
        (stack,) = cloudformation.describe_stacks(StackName=name)["Stacks"]
        values = {item["OutputKey"]: item["OutputValue"] for item in stack.get("Outputs", [])}
        return made["PhysicalResourceId"], {a: values[a.replace(".", "")] for a in attributes}


ATTRIBUTES = ("AllocationId", "Arn", "CidrBlock", "RegionalDomainName")
"""The attributes of what moto's CloudFormation makes that the templates use."""


def plain(method: str, reference: Callable[[Properties, Answer], Any]) -> Callable[[Any, Properties], Any]:
    """A call that takes the properties as they stand."""

    def call(client: Any, properties: Properties) -> tuple[Any, Attributes]:
        return reference(properties, getattr(client, method)(**properties)), {}

    return call


def _secret(client: Any, properties: Properties) -> tuple[Any, Attributes]:
    rest = {key: properties[key] for key in ("Name", "Description")}
    if "GenerateSecretString" in properties:
        rest["SecretString"] = generated_secret(properties["GenerateSecretString"])
    arn = client.create_secret(**rest)["ARN"]
    return arn, {"Id": arn}


def _bucket_policy(client: Any, properties: Properties) -> tuple[Any, Attributes]:
    client.put_bucket_policy(Bucket=properties["Bucket"], Policy=json.dumps(properties["PolicyDocument"]))
    return properties["Bucket"], {}


def _queue_policy(client: Any, properties: Properties) -> tuple[Any, Attributes]:
    for url in properties["Queues"]:
        client.set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps(properties["PolicyDocument"])})
    return "policy", {}


def _topic_policy(client: Any, properties: Properties) -> tuple[Any, Attributes]:
    for arn in properties["Topics"]:
        client.set_topic_attributes(
            TopicArn=arn, AttributeName="Policy", AttributeValue=json.dumps(properties["PolicyDocument"])
        )
    return "policy", {}


def _cluster_parameters(client: Any, properties: Properties) -> tuple[Any, Attributes]:
    name = f"cluster-parameters-{uuid4().hex[:8]}"
    client.create_db_cluster_parameter_group(
        DBClusterParameterGroupName=name,
        DBParameterGroupFamily=properties["Family"],
        Description=properties["Description"],
    )
    return name, {}


def _cluster(client: Any, properties: Properties) -> tuple[Any, Attributes]:
    changed = {key: value for key, value in properties.items() if key != "PerformanceInsightsEnabled"}
    changed["EnablePerformanceInsights"] = properties["PerformanceInsightsEnabled"]
    made = client.create_db_cluster(**changed)["DBCluster"]
    return made["DBClusterIdentifier"], {
        "DBClusterArn": made["DBClusterArn"],
        "Endpoint.Address": made["Endpoint"],
        "MasterUserSecret.SecretArn": made["MasterUserSecret"]["SecretArn"],
    }


def _instance(client: Any, properties: Properties) -> tuple[Any, Attributes]:
    name = f"{properties['DBClusterIdentifier']}-{properties['PromotionTier']}"
    client.create_db_instance(DBInstanceIdentifier=name, **properties)
    return name, {}


def _proxy(client: Any, properties: Properties) -> tuple[Any, Attributes]:
    made = client.create_db_proxy(**properties)["DBProxy"]
    return made["DBProxyName"], {"Endpoint": made["Endpoint"], "DBProxyArn": made["DBProxyArn"]}


def _proxy_targets(client: Any, properties: Properties) -> tuple[Any, Attributes]:
    which = {key: properties[key] for key in ("DBProxyName", "TargetGroupName")}
    client.register_db_proxy_targets(**which, DBClusterIdentifiers=properties["DBClusterIdentifiers"])
    pool = {key: value for key, value in properties["ConnectionPoolConfigurationInfo"].items() if key != "InitQuery"}
    client.modify_db_proxy_target_group(**which, ConnectionPoolConfig=pool)
    return "targets", {}


def _egress(client: Any, properties: Properties) -> tuple[Any, Attributes]:
    pair = {"GroupId": properties["DestinationSecurityGroupId"], "Description": properties["Description"]}
    rule = {key: properties[key] for key in ("IpProtocol", "FromPort", "ToPort")} | {"UserIdGroupPairs": [pair]}
    client.authorize_security_group_egress(GroupId=properties["GroupId"], IpPermissions=[rule])
    return "egress", {}


def _vault(client: Any, properties: Properties) -> tuple[Any, Attributes]:
    arn = client.create_backup_vault(**properties)["BackupVaultArn"]
    return properties["BackupVaultName"], {"BackupVaultArn": arn}


def _plan(client: Any, properties: Properties) -> tuple[Any, Attributes]:
    plan = properties["BackupPlan"]
    names = {"TargetBackupVault": "TargetBackupVaultName"}
    rules = [{names.get(k, k): v for k, v in rule.items()} for rule in plan["BackupPlanRule"]]
    for rule in rules:
        rule["Lifecycle"] = {"DeleteAfterDays": int(rule["Lifecycle"]["DeleteAfterDays"])}
    return client.create_backup_plan(BackupPlan={"BackupPlanName": plan["BackupPlanName"], "Rules": rules})[
        "BackupPlanId"
    ], {}


def _origin_access(client: Any, properties: Properties) -> tuple[Any, Attributes]:
    made = client.create_origin_access_control(**properties)["OriginAccessControl"]
    return made["Id"], {"Id": made["Id"]}


def _firewall(client: Any, properties: Properties) -> tuple[Any, Attributes]:
    made = client.create_web_acl(**properties)["Summary"]
    return made["Id"], {"Arn": made["ARN"]}


def _certificate(client: Any, properties: Properties) -> tuple[Any, Attributes]:
    wanted = {key: value for key, value in properties.items() if key != "DomainValidationOptions"}
    return client.request_certificate(**wanted)["CertificateArn"], {}


def _rest_name(client: Any, properties: Properties) -> tuple[Any, Attributes]:
    made = client.create_domain_name(
        domainName=properties["DomainName"],
        regionalCertificateArn=properties["RegionalCertificateArn"],
        securityPolicy=properties["SecurityPolicy"],
        endpointConfiguration={"types": properties["EndpointConfiguration"]["Types"]},
    )
    return made["domainName"], {}


def _event_bus(client: Any, properties: Properties) -> tuple[Any, Attributes]:
    """By the API: of one made by CloudFormation, moto does not tell the name."""
    return properties["Name"], {"Arn": client.create_event_bus(Name=properties["Name"])["EventBusArn"]}


def _invoke_config(client: Any, properties: Properties) -> tuple[Any, Attributes]:
    client.put_function_event_invoke_config(**properties)
    return f"{properties['FunctionName']}|{properties['Qualifier']}", {}


def _state_machine(client: Any, properties: Properties) -> tuple[Any, Attributes]:
    """By the API, which takes logging and tracing; moto's CloudFormation drops them and the substitutions."""
    text = ASL.read_text()
    for placeholder, value in properties["DefinitionSubstitutions"].items():
        text = text.replace(f"${{{placeholder}}}", value)
    (destination,) = properties["LoggingConfiguration"]["Destinations"]
    log = destination["CloudWatchLogsLogGroup"]["LogGroupArn"]
    arn = client.create_state_machine(
        name=properties["StateMachineName"],
        type=properties["StateMachineType"],
        definition=text,
        roleArn=properties["RoleArn"],
        tracingConfiguration={"enabled": properties["TracingConfiguration"]["Enabled"]},
        loggingConfiguration={
            "level": properties["LoggingConfiguration"]["Level"],
            "includeExecutionData": properties["LoggingConfiguration"]["IncludeExecutionData"],
            "destinations": [{"cloudWatchLogsLogGroup": {"logGroupArn": log}}],
        },
    )["stateMachineArn"]
    return arn, {"Arn": arn}


BY_LOCAL_CLOUD = {"AWS::S3::Bucket"}
"""moto's CloudFormation leaves out most of a bucket's settings."""

BY_API: dict[str, tuple[str, str, Callable[[Any, Properties], tuple[Any, Attributes]]]] = {
    "AWS::ApiGateway::DomainName": ("apigateway", REGION, _rest_name),
    "AWS::ApiGatewayV2::DomainName": (
        "apigatewayv2",
        REGION,
        plain("create_domain_name", lambda properties, _: properties["DomainName"]),
    ),
    "AWS::Backup::BackupPlan": ("backup", REGION, _plan),
    "AWS::Backup::BackupVault": ("backup", REGION, _vault),
    "AWS::CertificateManager::Certificate": ("acm", REGION, _certificate),
    "AWS::CloudFront::OriginAccessControl": ("cloudfront", REGION, _origin_access),
    "AWS::CloudWatch::Alarm": (
        "cloudwatch",
        REGION,
        plain("put_metric_alarm", lambda properties, _: properties["AlarmName"]),
    ),
    "AWS::EC2::SecurityGroupEgress": ("ec2", REGION, _egress),
    "AWS::EC2::SubnetRouteTableAssociation": (
        "ec2",
        REGION,
        plain("associate_route_table", lambda _, answer: answer["AssociationId"]),
    ),
    "AWS::Events::EventBus": ("events", REGION, _event_bus),
    "AWS::Lambda::EventInvokeConfig": ("lambda", REGION, _invoke_config),
    "AWS::RDS::DBCluster": ("rds", REGION, _cluster),
    "AWS::RDS::DBClusterParameterGroup": ("rds", REGION, _cluster_parameters),
    "AWS::RDS::DBInstance": ("rds", REGION, _instance),
    "AWS::RDS::DBProxy": ("rds", REGION, _proxy),
    "AWS::RDS::DBProxyTargetGroup": ("rds", REGION, _proxy_targets),
    "AWS::S3::BucketPolicy": ("s3", REGION, _bucket_policy),
    "AWS::SNS::Subscription": ("sns", REGION, plain("subscribe", lambda _, answer: answer["SubscriptionArn"])),
    "AWS::SNS::TopicPolicy": ("sns", REGION, _topic_policy),
    "AWS::SQS::QueuePolicy": ("sqs", REGION, _queue_policy),
    "AWS::SecretsManager::Secret": ("secretsmanager", REGION, _secret),
    "AWS::StepFunctions::StateMachine": ("stepfunctions", REGION, _state_machine),
    "AWS::WAFv2::WebACL": ("wafv2", "us-east-1", _firewall),
}
"""Service, region and call for the types that moto knows by their API only, or better by it."""
