"""The whole of `make deploy` and `make destroy`, and what stops them, against an emulation of AWS.

The stacks are small ones with the outputs of the real ones: what of these the emulation knows is for
tests/infrastructure to say.
"""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
import yaml
from botocore.exceptions import ClientError
from rich.console import Console

from deployment import live, stacks, stage_config
from deployment.__main__ import main, ready_containers
from deployment.checks import Place, check_bucket, check_quota, find_place
from deployment.deploy import Deployment, Plan, make_plan
from deployment.destroy import destroy
from deployment.errors import DeploymentError
from deployment.package import Package
from deployment.stacks import AFTER_THE_APP, BEFORE_THE_APP, CloudFormation, StackPlan
from localcloud.cloudformation import load
from tests.deployment.conftest import REGION, ROOT, TARGET, Account, made_layers
from tests.deployment.test_chalice import ACCOUNT, outputs

STAGE = "staging"
PLACE = Place(REGION, ACCOUNT, "aws")
DOCUMENTS = f"learning-yogi-{STAGE}-documents-{ACCOUNT}-{REGION}"
ARTIFACTS = f"learning-yogi-{STAGE}-artifacts-{ACCOUNT}-{REGION}"


# --- how the real templates fit together ----------------------------------------------------------------------------

GIVEN = {"Stage", "PwaOrigin"}
BY_THE_APP = {"RestApiId", "WebsocketApiId", "RestApiUrl", "WebsocketApiUrl", "DefinitionPrefix"}


def test_every_stack_gets_its_parameters_from_those_before_it() -> None:
    known = set(GIVEN)
    for subject in (*BEFORE_THE_APP, *AFTER_THE_APP):
        if subject == AFTER_THE_APP[0]:
            known |= BY_THE_APP
        template = load(stacks.plan(ROOT, STAGE, subject).template)
        needed = {name for name, declared in template.get("Parameters", {}).items() if "Default" not in declared}
        assert needed <= known, f"{subject}: {needed - known}"
        known |= set(template.get("Outputs", {}))


def test_the_functions_get_every_setting_that_the_app_cannot_do_without() -> None:
    named = set(GIVEN)
    for subject in BEFORE_THE_APP:
        named |= set(load(stacks.plan(ROOT, STAGE, subject).template).get("Outputs", {}))
    from chalicelib.settings import Settings

    made = stage_config.environment(STAGE, dict.fromkeys(named, "x"), "https://app.example")
    needed = {name.upper() for name, field in Settings.model_fields.items() if field.is_required()}
    assert needed <= set(made)
    assert {"REDIS_URL", "STATE_MACHINE_ARN", "DATABASE_IAM", "ANTHROPIC_SECRET_ID"} <= set(made)
    assert {"FunctionSubnetIds", "FunctionSecurityGroupId", "ArtifactsBucket"} <= named


def test_every_policy_can_be_made_from_the_stacks(tmp_path: Path) -> None:
    named = {name for s in BEFORE_THE_APP for name in load(stacks.plan(ROOT, STAGE, s).template).get("Outputs", {})}
    (tmp_path / ".chalice").mkdir()
    for name in ("config.json", "policies.json"):
        shutil.copyfile(ROOT / ".chalice" / name, tmp_path / ".chalice" / name)
    arns = dict.fromkeys(("numpy", "opencv", "documents", "vision", "llm"), "arn")
    stage_config.write(tmp_path, STAGE, dict.fromkeys(named, "x"), arns, PLACE.values, "https://app.example")
    made = {path.stem for path in (tmp_path / ".chalice" / "policies" / STAGE).glob("*.json")}
    assert made == set(stage_config.FUNCTIONS)


def test_what_a_stage_has_by_a_switch_goes_with_it(tmp_path: Path) -> None:
    (tmp_path / ".chalice").mkdir()
    for name in ("config.json", "policies.json"):
        shutil.copyfile(ROOT / ".chalice" / name, tmp_path / ".chalice" / name)
    named = {name for s in BEFORE_THE_APP for name in load(stacks.plan(ROOT, STAGE, s).template).get("Outputs", {})}
    arns = dict.fromkeys(("numpy", "opencv", "documents", "vision", "llm"), "arn")

    def written(without: str) -> tuple[dict[str, str], set[str]]:
        values = dict.fromkeys(named - {without}, "x")
        stage_config.write(tmp_path, STAGE, values, arns, PLACE.values, "https://app.example")
        config = json.loads((tmp_path / ".chalice" / "config.json").read_text())
        policy = json.loads((tmp_path / ".chalice" / "policies" / STAGE / "save.json").read_text())
        return config["stages"][STAGE]["environment_variables"], {part["Sid"] for part in policy["Statement"]}

    environment, allowed = written(without="DatabaseProxyUserArn")
    assert environment["DATABASE_SECRET_ID"] == "x"
    assert ("ReadDatabasePassword" in allowed, "LogInToDatabase" in allowed) == (True, False)
    environment, allowed = written(without="DatabaseSecretId")
    assert "DATABASE_SECRET_ID" not in environment
    assert ("ReadDatabasePassword" in allowed, "LogInToDatabase" in allowed) == (False, True)


@pytest.mark.parametrize(("stage", "wanted", "expected"), [("prod", None, 5), ("dev", None, 0), ("dev", 2, 2)])
def test_containers_are_kept_ready_where_people_wait(stage: str, wanted: int | None, expected: int) -> None:
    assert ready_containers(stage, wanted) == expected


# --- the whole way --------------------------------------------------------------------------------------------------


def small_template(values: dict[str, str], **resources: Any) -> str:
    resources = resources or {"Marker": {"Type": "AWS::SNS::Topic"}}
    parameters = {"Stage": {"Type": "String"}}
    return yaml.safe_dump(
        {"Parameters": parameters, "Resources": resources, "Outputs": {n: {"Value": v} for n, v in values.items()}}
    )


@pytest.fixture(scope="module")
def environment(account: Account) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(account.environment)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="module")
def small_project(project: Path, account: Account) -> Path:
    made = outputs(account) | {"DocumentsBucket": DOCUMENTS, "ArtifactsBucket": ARTIFACTS}
    shutil.rmtree(project / "infrastructure")
    (project / "infrastructure").mkdir()
    buckets = {
        name: {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": bucket}}
        for name, bucket in (("Documents", DOCUMENTS), ("Artifacts", ARTIFACTS))
    }
    for subject in (*BEFORE_THE_APP, *AFTER_THE_APP):
        folder = project / ("stepfunctions" if subject == "workflow" else "infrastructure")
        text = small_template(made, **buckets) if subject == "foundation" else small_template({})
        (folder / f"{subject}.template.yaml").write_text(text)
    return project


@pytest.fixture
def plan(small_project: Path, environment: None) -> Plan:
    session = boto3.Session(region_name=REGION)
    return make_plan(small_project, STAGE, session, TARGET, {}, 5, "https://app.example")


def run(plan: Plan) -> tuple[dict[str, str], str]:
    """One deployment; its values and what it said."""
    said = io.StringIO()
    layers = made_layers(plan.project)
    built = Package(layers["llm"].zip, 1, layers)
    deployment = Deployment(plan, boto3.Session(region_name=REGION), Console(file=said, width=200), lambda *_: built)
    return deployment.run(), said.getvalue()


def test_a_stage_is_brought_up_continued_repeated_and_taken_down(plan: Plan, account: Account) -> None:
    functions, gateway = account.client("lambda"), account.client("apigateway")
    values, said = run(plan)
    assert "learning-yogi-staging-foundation: created" in said
    assert "migrations: 0001.first" in said
    assert values["RestApiUrl"].endswith("/api/")

    for name in live.KEPT_READY:
        full = stage_config.function_name(STAGE, name)
        assert functions.get_alias(FunctionName=full, Name=live.ALIAS)["FunctionVersion"] == "1"
        ready = functions.get_provisioned_concurrency_config(FunctionName=full, Qualifier=live.ALIAS)
        assert ready["RequestedProvisionedConcurrentExecutions"] == 5
        assert "apigateway.amazonaws.com" in functions.get_policy(FunctionName=full, Qualifier=live.ALIAS)["Policy"]
    resources = gateway.get_resources(restApiId=values["RestApiId"], embed=["methods"], limit=500)["items"]
    upload = next(resource for resource in resources if resource["path"] == "/api/v1/documents/upload")
    uri = upload["resourceMethods"]["POST"]["methodIntegration"]["uri"]
    assert uri.endswith(f":function:learning-yogi-{STAGE}:{live.ALIAS}/invocations")

    # The note of what was deployed is lost, as when Chalice is interrupted: no second API is made.
    (plan.project / ".chalice" / "deployed" / f"{STAGE}.json").unlink()
    again, said = run(plan)
    assert "found a rest_api" in said
    assert "found a websocket_api" in said
    assert again["RestApiId"] == values["RestApiId"]
    assert again["WebsocketApiId"] == values["WebsocketApiId"]
    assert len(gateway.get_rest_apis()["items"]) == 1
    assert "as it should be" in said

    taken: list[str] = []
    session = boto3.Session(region_name=REGION)
    destroy(plan.project, STAGE, session, plan.chalice, with_data=False, say=taken.append)
    assert functions.list_functions()["Functions"] == []
    assert gateway.get_rest_apis()["items"] == []
    assert functions.list_layers()["Layers"] == []
    kept = {stack["StackName"].removeprefix(f"learning-yogi-{STAGE}-") for stack in living(account)}
    assert kept == set(stacks.HOLDS_DATA)
    account.client("s3").put_object(Bucket=DOCUMENTS, Key="uploads/x", Body=b"x")

    destroy(plan.project, STAGE, session, plan.chalice, with_data=True, say=taken.append)
    assert living(account) == []
    assert account.client("s3").list_buckets()["Buckets"] == []


def living(account: Account) -> list[dict[str, Any]]:
    listed = account.client("cloudformation").list_stacks()["StackSummaries"]
    return [stack for stack in listed if stack["StackStatus"] != "DELETE_COMPLETE"]


# --- what stops it --------------------------------------------------------------------------------------------------


class Stacks:
    """CloudFormation in one state: what describes it answers, nothing may be changed."""

    def __init__(self, *statuses: str) -> None:
        self._statuses = list(statuses)

    def describe_stacks(self, **asked: str) -> dict[str, Any]:
        status = self._statuses.pop(0) if len(self._statuses) > 1 else self._statuses[0]
        return {"Stacks": [{"StackStatus": status, **asked}]}

    def describe_stack_events(self, **_: str) -> dict[str, Any]:
        reason = {"ResourceStatusReason": "no capacity", "LogicalResourceId": "Database"}
        return {"StackEvents": [{"ResourceStatus": "CREATE_FAILED", **reason}]}


@pytest.mark.parametrize("status", ["ROLLBACK_COMPLETE", "UPDATE_ROLLBACK_FAILED", "DELETE_FAILED"])
def test_a_stack_in_a_failed_state_is_named_with_the_reason_and_the_way_out(status: str) -> None:
    with pytest.raises(DeploymentError, match=rf"{status}, Database: no capacity.*run this again"):
        CloudFormation(Stacks(status), print).check("learning-yogi-prod-data")


def test_what_an_interrupted_run_left_under_way_is_waited_for() -> None:
    said: list[str] = []
    formation = CloudFormation(Stacks("CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS", "CREATE_COMPLETE"), said.append, 0)
    assert formation._settle("learning-yogi-prod-data") == "CREATE_COMPLETE"
    assert said == ["learning-yogi-prod-data: create in progress …"]


def test_a_parameter_without_a_value_is_asked_for(tmp_path: Path) -> None:
    template = tmp_path / "edge.template.yaml"
    template.write_text(yaml.safe_dump({"Parameters": {"Domain": {"Type": "String"}}, "Resources": {"A": {}}}))
    plan = StackPlan("edge", template, "x")
    with pytest.raises(DeploymentError, match="--parameter Domain="):
        stacks.parameters_for(plan, {}, set())
    assert stacks.parameters_for(plan, {}, {"Domain"}) == [{"ParameterKey": "Domain", "UsePreviousValue": True}]


def test_a_misspelt_parameter_is_refused_before_anything_is_changed(plan: Plan, account: Account) -> None:
    wrong = make_plan(
        plan.project, STAGE, boto3.Session(region_name=REGION), TARGET, {"AlarmMail": "x"}, 5, "https://app.example"
    )
    before = living(account)
    with pytest.raises(DeploymentError, match="No template takes the parameter AlarmMail"):
        run(wrong)
    assert living(account) == before


def test_missing_credentials_and_region_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(DeploymentError, match="set AWS_REGION"):
        find_place(boto3.Session())
    with pytest.raises(DeploymentError, match="no AWS credentials: log in"):
        find_place(boto3.Session(region_name=REGION))
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(DeploymentError, match=r"AWS does not answer.*connection"):
        find_place(boto3.Session("key", "secret", region_name=REGION))


def test_a_bucket_that_is_left_or_taken_is_named(account: Account) -> None:
    storage = account.client("s3")
    storage.create_bucket(Bucket="left", CreateBucketConfiguration={"LocationConstraint": REGION})
    check_bucket(storage, "free", stack_exists=False)
    check_bucket(storage, "left", stack_exists=True)
    with pytest.raises(DeploymentError, match="left from an earlier deployment"):
        check_bucket(storage, "left", stack_exists=False)
    storage.delete_bucket(Bucket="left")


def test_a_quota_that_is_too_small_is_named() -> None:
    class Functions:
        def get_account_settings(self) -> dict[str, Any]:
            return {"AccountLimit": {"ConcurrentExecutions": 10}}

    check_quota(Functions(), 0)
    with pytest.raises(DeploymentError, match=r"may run 10 functions at once.*--keep-ready 0"):
        check_quota(Functions(), 10)


def expired(*_: Any, **__: Any) -> None:
    raise ClientError({"Error": {"Code": "ExpiredToken", "Message": "The token has expired"}}, "CreateStack")


def interrupted(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(("happens", "told"), [(expired, "AWS stopped it at"), (interrupted, "Interrupted at")])
def test_what_stops_a_deployment_half_way_says_where_and_that_it_can_go_on(
    plan: Plan, monkeypatch: pytest.MonkeyPatch, happens: Any, told: str
) -> None:
    monkeypatch.setattr(Deployment, "publish", happens)
    with pytest.raises(DeploymentError, match=rf"{told} the packages.*the same command continues from there"):
        run(plan)


@pytest.mark.parametrize(("happens", "told"), [(expired, "The token has expired"), (interrupted, "Interrupted")])
def test_any_command_that_aws_or_a_person_stops_ends_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], happens: Any, told: str
) -> None:
    monkeypatch.setattr("deployment.__main__._destroy", happens)
    assert main(["destroy", "--stage", STAGE]) == 1
    [line] = capsys.readouterr().out.splitlines()
    assert told in line


def test_the_region_is_taken_from_either_name(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[str | None] = []
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    monkeypatch.setattr("deployment.__main__._destroy", lambda *_: found.append(boto3.Session().region_name))
    main(["destroy", "--stage", STAGE])
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    main(["destroy", "--stage", STAGE])
    assert found == ["eu-west-1", "us-east-1"]


def test_the_local_stage_and_an_unknown_one_are_not_deployed(plan: Plan) -> None:
    session = boto3.Session(region_name=REGION)
    with pytest.raises(DeploymentError, match="make run"):
        make_plan(plan.project, "local", session, TARGET, {}, 5, "x")
    with pytest.raises(DeploymentError, match="choose one of"):
        make_plan(plan.project, "production", session, TARGET, {}, 5, "x")


def test_a_migration_that_fails_is_told(plan: Plan) -> None:
    class Lambda:
        def invoke(self, **_: Any) -> dict[str, Any]:
            return {"FunctionError": "Unhandled", "Payload": io.BytesIO(json.dumps({"errorMessage": "gone"}).encode())}

    class Session:
        def client(self, service: str) -> Lambda:
            return Lambda()

    with pytest.raises(DeploymentError, match=r"cannot be migrated \(gone\)"):
        Deployment(plan, Session(), Console(file=io.StringIO())).migrate()
