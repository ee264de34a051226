"""CloudFormation's language, and the resources that came of the tiny app's templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from localcloud.cloudformation import Evaluator, load
from localcloud.environment import environment_from_outputs
from localcloud.errors import LocalCloudError, UnsupportedTemplate
from localcloud.invocations import Invoker
from localcloud.resources import Maker, generated_secret
from localcloud.schedules import rate_seconds
from localcloud.settings import Patience, settings_from_environment
from localcloud.templates import Stacks, create

LANGUAGE = """
AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Stage: {Type: String}
  Count: {Type: Number, Default: 3}
  Zones: {Type: CommaDelimitedList, Default: "a, b"}
Mappings: {Sizes: {prod: {memory: 2}, local: {memory: 1}}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsLocal: !Not [!Condition IsProd]
  Both: !And [!Condition IsLocal, !Equals [!Ref Count, 3]]
Resources: {}
Wanted:
  sub: !Sub "${Stage}-${!Literal}-${AWS::Region}-${Thing.Arn}-${Own}-x"
  sub_with_map: !Sub ["${A}/${Stage}", {A: !Ref Count}]
  join: !Join ["-", [a, !Ref Stage, !Ref AWS::NoValue]]
  chosen: !If [Both, yes-both, not-both]
  left_out: !If [IsProd, here, !Ref AWS::NoValue]
  selected: !Select [1, !Ref Zones]
  split: !Select [2, !Split [":", "a:b:c"]]
  mapped: !FindInMap [Sizes, !Ref Stage, memory]
  attribute: !GetAtt Thing.Deep.Name
  imported: !ImportValue {"Fn::Sub": "${Stage}-bus"}
"""


def evaluator(text: str, tmp_path: Path, **parameters: str) -> tuple[Evaluator, dict]:
    path = tmp_path / "t.yaml"
    path.write_text(text)
    template = load(path)
    made = Evaluator(
        template, parameters, {"local-bus": "the-bus"}, lambda name: f"ref-{name}", lambda i, a: f"{i}:{a}", "stack"
    )
    return made, template


def test_the_language(tmp_path):
    made, template = evaluator(LANGUAGE, tmp_path, Stage="local")
    assert made.value(template["Wanted"]) == {
        "sub": "local-${Literal}-eu-west-1-Thing:Arn-ref-Own-x",
        "sub_with_map": "3/local",
        "join": "a-local",
        "chosen": "yes-both",
        "selected": "b",
        "split": "c",
        "mapped": 1,
        "attribute": "Thing:Deep.Name",
        "imported": "the-bus",
    }


def test_what_is_missing_is_named(tmp_path):
    with pytest.raises(UnsupportedTemplate, match="Stage"):
        evaluator(LANGUAGE, tmp_path)
    made, _ = evaluator("Resources: {}", tmp_path)
    with pytest.raises(UnsupportedTemplate, match="Fn::Cidr"):
        made.value({"Fn::Cidr": []})
    with pytest.raises(UnsupportedTemplate, match="elsewhere"):
        made.value({"Fn::ImportValue": "elsewhere"})


def create_text(text: str, tmp_path: Path) -> Stacks:
    path = tmp_path / "t.yaml"
    path.write_text(text)
    stacks = Stacks()
    create(path, {}, Maker("http://127.0.0.1:1", Invoker(Patience()), {}), stacks)
    return stacks


def test_an_unknown_type_fails_with_its_name_before_anything_is_made(tmp_path):
    text = "Resources: {B: {Type: AWS::S3::Bucket}, A: {Type: AWS::Neptune::DBCluster}}"
    with pytest.raises(UnsupportedTemplate, match="AWS::Neptune::DBCluster"):
        create_text(text, tmp_path)


def test_types_without_local_meaning_are_there_in_name(tmp_path):
    text = """
Resources:
  Vpc: {Type: AWS::EC2::VPC}
  Absent: {Type: AWS::Neptune::DBCluster, Condition: Never}
Conditions: {Never: !Equals [a, b]}
Outputs:
  Block: {Value: !GetAtt Vpc.CidrBlock}
  Never: {Condition: Never, Value: x}
"""
    assert create_text(text, tmp_path).outputs == {"Block": "local-Vpc-CidrBlock"}


def test_a_circle_is_named(tmp_path):
    text = """
Resources:
  A: {Type: AWS::IAM::Role, Properties: {RoleName: !Ref B}}
  B: {Type: AWS::IAM::Role, Properties: {RoleName: !Ref A}}
"""
    with pytest.raises(UnsupportedTemplate, match="depends on itself"):
        create_text(text, tmp_path)


def test_what_the_templates_declare_exists(tiny, aws):
    s3, bucket = aws("s3"), tiny.bucket
    assert bucket == "tiny-documents-local-123456789012"
    assert s3.get_bucket_versioning(Bucket=bucket)["Status"] == "Enabled"
    assert s3.get_bucket_cors(Bucket=bucket)["CORSRules"][0]["MaxAgeSeconds"] == 3000
    (rule,) = s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]
    assert rule["Expiration"] == {"Days": 30}
    table = aws("dynamodb").describe_time_to_live(TableName="tiny-connections")["TimeToLiveDescription"]
    assert table["AttributeName"] == "ttl"
    url = aws("sqs").get_queue_url(QueueName="tiny-work")["QueueUrl"]
    attributes = aws("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert "tiny-dead" in attributes["RedrivePolicy"]
    (machine,) = aws("stepfunctions").list_state_machines()["stateMachines"]
    assert machine["name"] == "tiny-local-machine"


def test_functions_get_the_names_from_the_outputs(tiny, aws):
    import json

    answer = aws("lambda").invoke(FunctionName="tiny-local-environment", Payload=b"{}")
    seen = json.loads(answer["Payload"].read())
    assert seen["COLOUR"] == "green"
    assert seen["DOCUMENTS_BUCKET"] == tiny.bucket
    assert seen["EVENT_BUS"] == "tiny-events"
    assert seen["CONNECTIONS_TABLE"] == "tiny-connections"
    assert seen["JWT_SECRET_ID"].startswith("arn:aws:secretsmanager:")
    assert seen["STATE_MACHINE_ARN"].endswith("tiny-local-machine")
    assert seen["AWS_ENDPOINT_URL"] == tiny.state["aws_url"]
    assert seen["WEBSOCKET_API_URL"] == tiny.state["connections_url"]
    assert seen["DATABASE_URL"].startswith("postgresql://")


def test_an_output_is_found_by_its_name():
    assert environment_from_outputs({"EventBusArn": "arn", "EventBusName": "bus"}) == {"EVENT_BUS": "bus"}
    assert environment_from_outputs({"StateMachine": "name"}) == {}


def test_generated_secrets():
    import json

    assert len(generated_secret({"PasswordLength": 12})) == 12
    assert set(
        generated_secret({"ExcludePunctuation": True, "ExcludeCharacters": "abc", "PasswordLength": 500})
    ).isdisjoint('abc!"#')
    wanted = {"SecretStringTemplate": '{"user": "x"}', "GenerateStringKey": "password"}
    made = json.loads(generated_secret(wanted))
    assert made["user"] == "x"
    assert len(made["password"]) == 32


def test_rates():
    assert rate_seconds("rate(5 minutes)") == 300
    assert rate_seconds("rate(1 hour)") == 3600
    for wrong in ("cron(0 1 * * ? *)", "rate(0 minutes)", "rate(5)"):
        with pytest.raises(LocalCloudError):
            rate_seconds(wrong)


def test_settings_from_the_environment(tmp_path):
    given = {"LOCALCLOUD_REST_PORT": "0", "LOCALCLOUD_API_WORKERS": "7", "LOCALCLOUD_STATE_DIR": str(tmp_path / "s")}
    settings = settings_from_environment(tmp_path, given)
    assert (settings.rest_port, settings.api_workers, settings.state_dir) == (0, 7, tmp_path / "s")
    assert settings_from_environment(tmp_path, {}).state_dir == tmp_path / ".localcloud"
    with pytest.raises(ValueError, match="LOCALCLOUD_REST_PORT"):
        settings_from_environment(tmp_path, {"LOCALCLOUD_REST_PORT": "many"})
