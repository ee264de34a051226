"""Every stack, made in moto in the order of a deployment; what moto cannot make is listed here by name."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from localcloud.environment import environment_from_outputs
from tests.infrastructure.emulation import Emulation
from tests.infrastructure.templates import PATHS, expanded

pytestmark = pytest.mark.xdist_group("emulation")

START_SECONDS = 60

UNKNOWN_TO_MOTO = {
    "backup": {"Selection": "AWS::Backup::BackupSelection"},
    "data": {"Cache": "AWS::ElastiCache::ServerlessCache"},
    "domain": {
        "ApiCellMapping": "AWS::ApiGateway::BasePathMapping",
        "ApiCommonMapping": "AWS::ApiGateway::BasePathMapping",
        "LiveCellMapping": "AWS::ApiGatewayV2::ApiMapping",
        "LiveCommonMapping": "AWS::ApiGatewayV2::ApiMapping",
    },
    "edge": {
        "Distribution": "AWS::CloudFront::Distribution",
        "SecurityHeaders": "AWS::CloudFront::ResponseHeadersPolicy",
    },
}
"""Nothing else is missing: a new resource that the emulation does not make fails the test with its name."""


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A moto of its own, in a process of its own: its state belongs to a process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path_factory.mktemp("moto") / "moto.log").open("wb")
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_for(port, process, Path(log.name))
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()
        log.close()


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(log.read_text())


@pytest.fixture(scope="module")
def account(endpoint: str, functions: set[str]) -> Emulation:
    """An account with everything in it that can be switched on."""
    emulation = Emulation(endpoint)
    zone = emulation.client("route53").create_hosted_zone(Name="example.org", CallerReference="once")
    zone_id = zone["HostedZone"]["Id"].rpartition("/")[2]
    names = {"ApiDomain": "api.example.org", "LiveDomain": "live.example.org", "HostedZoneId": zone_id}
    apis = {"RestApiId": "rest123456", "WebsocketApiId": "live123456"}
    emulation.deploy("recovery", Stage="prod", HomeRegion="eu-west-1")
    emulation.deploy("network", Stage="prod", NatGateways="each-zone", InterfaceEndpoints="each-zone")
    emulation.deploy("foundation", Stage="prod", LanguageModel="on", CloudVision="on", AlarmEmail="duty@example.org")
    emulation.deploy("data", Stage="prod", DatabaseStandby="on")
    emulation.deploy("logs", Stage="prod")
    emulation.declare_functions(functions)
    emulation.deploy("workflow", Stage="prod")
    emulation.deploy("observability", Stage="prod", **apis)
    emulation.deploy("backup", Stage="prod")
    emulation.deploy("edge", Stage="prod", WebDomain="app.example.org", HostedZoneId=zone_id)
    emulation.deploy("domain", Cell="europe", **names, **apis)
    emulation.deploy("routing", **names, **cells(emulation.outputs))
    return emulation


def cells(outputs: dict[str, Any]) -> dict[str, str]:
    """The routing stack's parameters, with one domain stack for both cells."""
    targets = ("ApiCommonTarget", "ApiCellTarget", "LiveCommonTarget", "LiveCellTarget", "TargetZoneId")
    health = "rest123456.execute-api.eu-west-1.amazonaws.com"
    return {
        f"{cell}{name}": str(value)
        for cell in ("Europe", "America")
        for name, value in {**{key: outputs[key] for key in targets}, "HealthAddress": health}.items()
    }


def test_every_template_is_made_and_what_cannot_be_is_known_by_name(account: Emulation) -> None:
    assert {f"{name}.template.yaml" for name in account.unknown} == {path.name for path in PATHS}
    assert {name: missing for name, missing in account.unknown.items() if missing} == UNKNOWN_TO_MOTO


def test_everything_that_can_be_switched_off_was_on(account: Emulation) -> None:
    """Only the restored database, and the cheap ways, are left out of what was made."""
    conditions = {c for name in account.unknown for c in expanded(name).get("Conditions", {})}
    switched = {
        "HasStandby",
        "HasProxy",
        "NatInEachZone",
        "HasInterfaceEndpoints",
        "EndpointsInEachZone",
        "HasAmerica",
        "HasDomain",
    }
    assert switched <= conditions
    resources = [r for name in account.unknown for r in expanded(name)["Resources"].values()]
    assert {r["Condition"] for r in resources if "Condition" in r} <= switched | {
        "HasLanguageModel",
        "HasCloudVision",
        "HasAlarmEmail",
    }


def test_functions_get_out_by_nat_and_data_does_not(account: Emulation) -> None:
    ec2 = account.client("ec2")
    (vpc,) = [vpc["VpcId"] for vpc in ec2.describe_vpcs()["Vpcs"] if not vpc["IsDefault"]]
    tables = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["RouteTables"]
    out = {
        association["SubnetId"]: route.get("NatGatewayId") or route.get("GatewayId")
        for table in tables
        for association in table["Associations"]
        if "SubnetId" in association
        for route in table["Routes"]
        if route.get("DestinationCidrBlock") == "0.0.0.0/0"
    }
    functions = account.outputs["FunctionSubnetIds"].split(",")
    assert all(out[subnet].startswith("nat-") for subnet in functions)
    assert not set(account.outputs["DataSubnetIds"].split(",")) & set(out)
    zones = ec2.describe_subnets(SubnetIds=functions)["Subnets"]
    assert len({subnet["AvailabilityZone"] for subnet in zones}) == 2


def test_only_functions_reach_the_proxy_and_only_the_proxy_the_database(account: Emulation) -> None:
    ec2, outputs = account.client("ec2"), account.outputs

    def who_comes_in(group: str) -> set[str]:
        (found,) = ec2.describe_security_groups(GroupIds=[outputs[group]])["SecurityGroups"]
        assert not any(rule["IpRanges"] for rule in found["IpPermissions"])
        return {pair["GroupId"] for rule in found["IpPermissions"] for pair in rule["UserIdGroupPairs"]}

    assert who_comes_in("FunctionSecurityGroupId") == set()
    assert who_comes_in("DatabaseProxySecurityGroupId") == {outputs["FunctionSecurityGroupId"]}
    assert who_comes_in("DatabaseSecurityGroupId") == {outputs["DatabaseProxySecurityGroupId"]}
    assert who_comes_in("CacheSecurityGroupId") == {outputs["FunctionSecurityGroupId"]}


@pytest.mark.parametrize("bucket", ["DocumentsBucket", "ArtifactsBucket", "WebBucket"])
def test_buckets_are_closed_encrypted_and_versioned(account: Emulation, bucket: str) -> None:
    s3, name = account.client("s3"), account.outputs[bucket]
    assert all(s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"].values())
    (rule,) = s3.get_bucket_encryption(Bucket=name)["ServerSideEncryptionConfiguration"]["Rules"]
    assert rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    assert s3.get_bucket_versioning(Bucket=name)["Status"] == "Enabled"
    statements = json.loads(s3.get_bucket_policy(Bucket=name)["Policy"])["Statement"]
    refused = next(statement for statement in statements if statement["Effect"] == "Deny")
    assert refused["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert refused["Resource"] == [f"arn:aws:s3:::{name}", f"arn:aws:s3:::{name}/*"]


def test_documents_age_as_promised(account: Emulation) -> None:
    found = account.client("s3").get_bucket_lifecycle_configuration(Bucket=account.outputs["DocumentsBucket"])
    rules = {rule["ID"]: rule for rule in found["Rules"]}
    (glacier,) = rules["originals-to-glacier"]["Transitions"]
    assert (glacier["Days"], glacier["StorageClass"]) == (90, "GLACIER")
    assert rules["processed-gone"]["Expiration"]["Days"] == 30
    assert rules["exports-gone"]["Expiration"]["Days"] == 7


def test_the_database_grows_between_its_bounds_and_takes_no_password(account: Emulation) -> None:
    rds = account.client("rds")
    (cluster,) = rds.describe_db_clusters(DBClusterIdentifier="learning-yogi-prod")["DBClusters"]
    scaling = cluster["ServerlessV2ScalingConfiguration"]
    assert (float(scaling["MinCapacity"]), float(scaling["MaxCapacity"])) == (0.5, 16)
    assert cluster["StorageEncrypted"]
    assert cluster["DeletionProtection"]
    (proxy,) = rds.describe_db_proxies(DBProxyName="learning-yogi-prod")["DBProxies"]
    assert proxy["RequireTLS"]
    assert [auth["IAMAuth"] for auth in proxy["Auth"]] == ["REQUIRED"]
    assert "@" in account.outputs["DatabaseUrl"]
    assert ":" not in account.outputs["DatabaseUrl"].partition("//")[2].partition("@")[0]
    assert account.outputs["DatabaseUrl"].split("@")[1].startswith(proxy["Endpoint"])
    assert ":dbuser:prx-" in account.outputs["DatabaseProxyUserArn"]
    assert "DatabaseSecretId" not in account.outputs
    assert len(cluster["DBClusterMembers"]) == 2


def test_without_the_proxy_functions_reach_the_database_itself(account: Emulation) -> None:
    network = {name: value for name, value in account.outputs.items() if not name.startswith("Database")}
    groups = {name: account.outputs[name] for name in ("DatabaseSecurityGroupId", "DatabaseProxySecurityGroupId")}
    direct = Emulation(account.endpoint, outputs={**network, **groups})
    direct.deploy("data", Stage="staging", DatabaseConnections="direct")
    rds, outputs = account.client("rds"), direct.outputs
    (cluster,) = rds.describe_db_clusters(DBClusterIdentifier="learning-yogi-staging")["DBClusters"]
    # In the group that functions may reach, and with the password that they may read.
    assert {group["VpcSecurityGroupId"] for group in cluster["VpcSecurityGroups"]} == {
        outputs["DatabaseProxySecurityGroupId"]
    }
    assert outputs["DatabaseUrl"] == f"postgresql://learning_yogi@{cluster['Endpoint']}:5432/learning_yogi"
    assert (outputs["DatabaseIam"], outputs["DatabaseProxyName"]) == ("false", "none")
    assert outputs["DatabaseSecretId"] == cluster["MasterUserSecret"]["SecretArn"]
    assert "DatabaseProxyUserArn" not in outputs
    assert [proxy["DBProxyName"] for proxy in rds.describe_db_proxies()["DBProxies"]] == ["learning-yogi-prod"]


def test_an_event_that_cannot_be_delivered_is_kept(account: Emulation) -> None:
    events, bus = account.client("events"), account.outputs["EventBus"]
    (rule,) = events.list_rules(EventBusName=bus, NamePrefix="learning-yogi")["Rules"]
    (target,) = events.list_targets_by_rule(EventBusName=bus, Rule=rule["Name"])["Targets"]
    assert target["Arn"].endswith(":function:learning-yogi-prod-start_execution")
    assert target["DeadLetterConfig"]["Arn"] == account.outputs["ExecutionStartDeadLettersArn"]
    assert int(target["RetryPolicy"]["MaximumRetryAttempts"]) == 10
    (archive,) = events.list_archives()["Archives"]
    assert archive["RetentionDays"] == 90
    sqs = account.client("sqs")
    url = sqs.get_queue_url(QueueName=account.outputs["ExecutionStartDeadLettersArn"].rpartition(":")[2])["QueueUrl"]
    policy = json.loads(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"])["Attributes"]["Policy"])
    allowed = next(statement for statement in policy["Statement"] if statement["Effect"] == "Allow")
    assert allowed["Principal"] == {"Service": "events.amazonaws.com"}


@pytest.mark.parametrize("function", ["document_uploaded", "start_execution", "execution_ended", "sweeper"])
def test_a_call_that_nobody_waits_for_and_fails_is_kept(account: Emulation, function: str) -> None:
    config = account.client("lambda").get_function_event_invoke_config(FunctionName=f"learning-yogi-prod-{function}")
    kept = config["DestinationConfig"]["OnFailure"]["Destination"]
    assert kept in {value for name, value in account.outputs.items() if name.endswith("DeadLettersArn")}
    assert config["MaximumRetryAttempts"] == 2


def test_the_state_machine_has_the_name_that_functions_were_told(account: Emulation) -> None:
    found = account.client("stepfunctions").describe_state_machine(stateMachineArn=account.outputs["StateMachineArn"])
    assert found["tracingConfiguration"]["enabled"]
    assert found["loggingConfiguration"]["level"] == "ERROR"
    assert "${" not in found["definition"]


def test_no_log_is_kept_for_ever(account: Emulation) -> None:
    groups = account.client("logs").describe_log_groups()["logGroups"]
    assert {group["logGroupName"]: group.get("retentionInDays") for group in groups} == {
        group["logGroupName"]: 30 for group in groups
    }
    assert len(groups) > 20


def test_alarms_reach_the_topic_that_somebody_reads(account: Emulation) -> None:
    alarms = account.client("cloudwatch").describe_alarms()["MetricAlarms"]
    topics = {arn for alarm in alarms for arn in alarm["AlarmActions"]}
    assert {account.outputs["CriticalAlarmsTopicArn"], account.outputs["WarningAlarmsTopicArn"]} <= topics
    subscribed = account.client("sns").list_subscriptions()["Subscriptions"]
    assert {item["Endpoint"] for item in subscribed} == {"duty@example.org"}


@pytest.mark.parametrize("dashboard", ["SystemDashboard", "BusinessDashboard"])
def test_dashboards_are_json_with_names_filled_in(account: Emulation, dashboard: str) -> None:
    made = account.client("cloudwatch").get_dashboard(DashboardName=account.outputs[dashboard])
    body = json.loads(made["DashboardBody"])
    assert len(body["widgets"]) >= 9
    assert "${" not in made["DashboardBody"]
    assert "Ref" not in json.dumps(body)


def test_each_continent_has_its_cell(account: Emulation) -> None:
    route53 = account.client("route53")
    (zone,) = route53.list_hosted_zones()["HostedZones"]
    records = route53.list_resource_record_sets(HostedZoneId=zone["Id"])["ResourceRecordSets"]
    places = {
        record["GeoLocation"].get("ContinentCode") or record["GeoLocation"]["CountryCode"]: record["SetIdentifier"]
        for record in records
        if record["Name"].startswith("api.example.org") and "GeoLocation" in record
    }
    assert places == {
        "EU": "europe-eu",
        "AF": "europe-af",
        "AS": "europe-as",
        "*": "europe-default",
        "NA": "america-na",
        "SA": "america-sa",
        "OC": "america-oc",
    }
    assert {check["HealthCheckConfig"]["ResourcePath"] for check in route53.list_health_checks()["HealthChecks"]} == {
        "/api/api/v1/health"
    }


def test_the_functions_environment_comes_from_the_outputs(account: Emulation) -> None:
    assert set(environment_from_outputs(account.outputs)) >= {
        "DOCUMENTS_BUCKET",
        "CONNECTIONS_TABLE",
        "EVENT_BUS",
        "STATE_MACHINE_ARN",
        "JWT_SECRET_ID",
        "ANTHROPIC_SECRET_ID",
    }
