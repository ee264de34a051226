"""`chalice deploy` itself, against an emulation of AWS: what it creates, changes, and takes away."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from deployment import publish, stage_config
from deployment.layers import FUNCTIONS
from deployment.policies import read_policies
from tests.deployment.conftest import REGION, ROOT, TARGET, Account, chalice, made_layers

STAGE = "prod"
ACCOUNT = "123456789012"
BUCKET = f"learning-yogi-{STAGE}-documents-{ACCOUNT}-{REGION}"
ARTIFACTS = "artifacts"
QUEUE = f"arn:aws:sqs:{REGION}:{ACCOUNT}:letters"
MACHINE = f"learning-yogi-{STAGE}-document-processing"
PLACE = {"Partition": "aws", "Region": REGION, "Account": ACCOUNT}


def outputs(account: Account) -> dict[str, str]:
    """What the stacks before the app have as outputs; the network is a real one of the emulation."""
    network = account.client("ec2")
    vpc = network.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        network.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24")["Subnet"]["SubnetId"] for number in (1, 2)
    ]
    group = network.create_security_group(GroupName="functions", Description="x", VpcId=vpc)["GroupId"]
    return {
        "DocumentsBucket": BUCKET,
        "ArtifactsBucket": ARTIFACTS,
        "ConnectionsTable": f"learning-yogi-{STAGE}-connections",
        "EventBus": f"learning-yogi-events-{STAGE}",
        "JwtSecretId": f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:learning-yogi/{STAGE}/jwt-AbCdEf",
        "StateMachineName": MACHINE,
        "StateMachineArn": f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:{MACHINE}",
        "UploadDeadLettersArn": QUEUE,
        "ExecutionStartDeadLettersArn": QUEUE,
        "UpkeepDeadLettersArn": QUEUE,
        "DatabaseUrl": "postgresql://learning_yogi@proxy.example:5432/learning_yogi",
        "DatabaseIam": "true",
        "DatabaseProxyUserArn": f"arn:aws:rds-db:{REGION}:{ACCOUNT}:dbuser:prx-1/learning_yogi",
        "RedisUrl": "rediss://cache.example:6379",
        "FunctionSubnetIds": ",".join(subnets),
        "FunctionSecurityGroupId": group,
    }


@pytest.fixture(scope="module")
def deployed(account: Account, project: Path) -> dict[str, str]:
    """The outputs of the stacks, after a first deployment."""
    storage = account.client("s3")
    for bucket in (BUCKET, ARTIFACTS):
        storage.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    made = outputs(account)
    layers = publish.publish_layers(account.client("lambda"), storage, ARTIFACTS, STAGE, TARGET, made_layers(project))
    assert stage_config.write(project, STAGE, made, layers, PLACE, "https://app.example")
    assert not stage_config.write(project, STAGE, made, layers, PLACE, "https://app.example")
    chalice(project, account, "deploy", "--stage", STAGE)
    return made


def functions(account: Account) -> dict[str, dict[str, Any]]:
    listed = account.client("lambda").list_functions()["Functions"]
    return {function["FunctionName"]: function for function in listed}


def everything(account: Account) -> dict[str, Any]:
    """All that Chalice deploys, without what any deployment changes: revisions, times, the base layer's number."""
    found: dict[str, Any] = {}
    for name, function in functions(account).items():
        kept = {k: v for k, v in function.items() if k not in {"RevisionId", "LastModified"}}
        kept["Layers"] = [layer["Arn"].rpartition(":")[0] for layer in function.get("Layers", [])]
        found[name] = kept
    events, storage = account.client("events"), account.client("s3")
    for rule in events.list_rules()["Rules"]:
        found[f"rule {rule['Name']}"] = (rule, events.list_targets_by_rule(Rule=rule["Name"])["Targets"])
    notifications = storage.get_bucket_notification_configuration(Bucket=BUCKET)
    found["notifications"] = [
        {k: v for k, v in configured.items() if k != "Id"}
        for configured in notifications.get("LambdaFunctionConfigurations", [])
    ]
    found["apis"] = sorted(api["id"] for api in account.client("apigateway").get_rest_apis()["items"])
    for api in account.client("apigatewayv2").get_apis()["Items"]:
        routes = account.client("apigatewayv2").get_routes(ApiId=api["ApiId"])["Items"]
        found[f"websocket {api['Name']}"] = (api["ApiId"], sorted(route["RouteKey"] for route in routes))
    for role in account.client("iam").list_roles()["Roles"]:
        policies = account.client("iam").list_role_policies(RoleName=role["RoleName"])["PolicyNames"]
        found[f"role {role['RoleName']}"] = [
            account.client("iam").get_role_policy(RoleName=role["RoleName"], PolicyName=policy)["PolicyDocument"]
            for policy in policies
        ]
    return found


def test_every_function_is_there_as_configured(account: Account, project: Path, deployed: dict[str, str]) -> None:
    config = json.loads((ROOT / ".chalice" / "config.json").read_text())
    there = functions(account)
    assert set(there) == {stage_config.function_name(STAGE, name) for name in FUNCTIONS}
    for name, needs in FUNCTIONS.items():
        function = there[stage_config.function_name(STAGE, name)]
        limits = config | config["lambda_functions"].get(name, {})
        assert function["MemorySize"] == limits["lambda_memory_size"], name
        assert function["Timeout"] == limits["lambda_timeout"], name
        assert function["Architectures"] == ["arm64"], name
        assert function["Runtime"] == TARGET.runtime
        assert function["TracingConfig"] == {"Mode": "Active"}, name
        layers = [layer["Arn"].split(":")[6].removeprefix(f"learning-yogi-{STAGE}-") for layer in function["Layers"]]
        assert layers == ["managed-layer", *needs.layers], name
        in_network = bool(function["VpcConfig"].get("SubnetIds"))
        assert in_network == (name not in stage_config.OUTSIDE_THE_NETWORK), name


def test_functions_get_the_outputs_of_the_stacks(account: Account, deployed: dict[str, str]) -> None:
    for function in functions(account).values():
        environment = function["Environment"]["Variables"]
        assert environment["STAGE"] == STAGE
        assert environment["DOCUMENTS_BUCKET"] == BUCKET
        assert environment["STATE_MACHINE_ARN"] == deployed["StateMachineArn"]
        assert environment["DATABASE_URL"] == deployed["DatabaseUrl"]
        assert environment["DATABASE_IAM"] == "true"
        assert environment["REDIS_URL"] == deployed["RedisUrl"]
        assert environment["PWA_ORIGIN"] == "https://app.example"
        assert "AWS_REGION" not in environment, "reserved by Lambda"


def test_every_function_has_a_role_of_its_own_with_its_written_policy(
    account: Account, deployed: dict[str, str]
) -> None:
    written = read_policies(ROOT)
    there = everything(account)
    for name in FUNCTIONS:
        full = stage_config.function_name(STAGE, name)
        policy = written.document(name, {**deployed, **PLACE, "Stage": STAGE, "Function": full})
        assert there[f"role learning-yogi-{STAGE}-{name}"] == [policy], name


def test_apis_rules_and_notifications_are_there(account: Account, deployed: dict[str, str]) -> None:
    there = everything(account)
    assert len(there["apis"]) == 1
    paths = {
        resource["path"]: sorted(resource.get("resourceMethods", {}))
        for resource in account.client("apigateway").get_resources(restApiId=there["apis"][0], limit=500)["items"]
    }
    assert paths["/api/v1/documents/upload"] == ["OPTIONS", "POST"]
    assert paths["/api/v1/jobs/{id}"] == ["GET", "OPTIONS"]
    assert there[f"websocket learning-yogi-{STAGE}-websocket-api"][1] == ["$connect", "$default", "$disconnect"]
    rules = {
        key.removeprefix(f"rule learning-yogi-{STAGE}-"): value for key, value in there.items() if key[:4] == "rule"
    }
    assert {name: rule.get("ScheduleExpression") for name, (rule, _) in rules.items()} == {
        "execution_ended-event": None,
        "sweeper-event": "rate(15 minutes)",
        "warmer-event": "rate(1 minute)",
    }
    for name, (_, targets) in rules.items():
        function = name.removesuffix("-event")
        assert [target["Arn"].rsplit(":", 1)[1] for target in targets] == [f"learning-yogi-{STAGE}-{function}"]
    (notification,) = there["notifications"]
    assert notification["LambdaFunctionArn"].endswith(f"learning-yogi-{STAGE}-document_uploaded")
    assert notification["Events"] == ["s3:ObjectCreated:*"]
    assert notification["Filter"]["Key"]["FilterRules"] == [{"Name": "prefix", "Value": "uploads/"}]


def test_a_second_deployment_changes_nothing(account: Account, project: Path, deployed: dict[str, str]) -> None:
    before = everything(account)
    chalice(project, account, "deploy", "--stage", STAGE)
    assert everything(account) == before


def test_layers_of_the_same_content_are_not_published_again(
    account: Account, project: Path, deployed: dict[str, str]
) -> None:
    client, storage = account.client("lambda"), account.client("s3")
    layers = made_layers(project)
    first = publish.publish_layers(client, storage, ARTIFACTS, STAGE, TARGET, layers)
    assert publish.publish_layers(client, storage, ARTIFACTS, STAGE, TARGET, layers) == first
    (layers["llm"].zip).write_bytes(layers["numpy"].zip.read_bytes())
    third = publish.publish_layers(client, storage, ARTIFACTS, STAGE, TARGET, layers)
    assert {name for name in first if first[name] != third[name]} == {"llm"}


def test_a_changed_handler_is_deployed(account: Account, project: Path, deployed: dict[str, str]) -> None:
    before = {name: function["CodeSha256"] for name, function in functions(account).items()}
    with (project / "app.py").open("a") as file:
        file.write("\nCHANGED = True\n")
    chalice(project, account, "deploy", "--stage", STAGE)
    after = {name: function["CodeSha256"] for name, function in functions(account).items()}
    assert all(after[name] != before[name] for name in before)


def test_deleting_leaves_nothing(account: Account, project: Path, deployed: dict[str, str]) -> None:
    chalice(project, account, "delete", "--stage", STAGE)
    assert everything(account) == {"notifications": [], "apis": []}
    layer = f"learning-yogi-{STAGE}-managed-layer"
    assert account.client("lambda").list_layer_versions(LayerName=layer)["LayerVersions"] == []
