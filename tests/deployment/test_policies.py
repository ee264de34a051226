"""Each function may do what it does, and nothing else: the policies against the calls of the test run.

The local cloud holds every function to its policy while the other tests run, so a permission that is missing breaks the
test that needs it. What is allowed and never used is found afterwards.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from chalicelib.workflow.warmer import WARMED
from deployment.errors import DeploymentError
from deployment.layers import FUNCTIONS
from deployment.policies import Policies, read_policies
from deployment.stage_config import OUTSIDE_THE_NETWORK
from localcloud.cloud import LocalCloud
from localcloud.functions import CALLS
from localcloud.permissions import allows, needed

ROOT = Path(__file__).resolve().parents[2]
POLICIES = read_policies(ROOT)

BY_LAMBDA_ITSELF = {
    "WriteOwnLog",
    "Trace",
    "AttachToNetwork",
    "TellUploadDeadLetters",
    "TellStartDeadLetters",
    "TellUpkeepDeadLetters",
}
"""Lambda does these in the function's name: log, trace, network interface, failed events."""

NOT_HERE = {
    "LogInToDatabase": "the local database takes a password",
    "ReadDatabasePassword": "the local database's password is in its address",
    "ReadVisionKey": "used where a stage has Cloud Vision",
    "SeeWhatIsMissing": "without it S3 says 403 instead of 404 of an object that is not there",
}

ONE_PATH = {"FindListeners": ("TellListeners", "ForgetListeners")}
"""Where the first is used, the others follow when somebody listens, and when they are gone."""


def calls(cloud: LocalCloud) -> list[dict[str, Any]]:
    path = cloud.settings.state_dir / "logs" / CALLS
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def skip_unless_everything_ran(request: pytest.FixtureRequest) -> None:
    chosen = {item.path for item in request.session.items}
    cloudy = [path for folder in ("api", "e2e", "workflow") for path in (ROOT / "tests" / folder).glob("test_*.py")]
    if request.config.option.keyword or request.config.option.markexpr or not chosen.issuperset(cloudy):
        pytest.skip("only the whole test run calls all that the functions call")


@pytest.mark.afterwards
def test_no_function_was_refused_what_it_needs(cloud: LocalCloud) -> None:
    assert [call for call in calls(cloud) if not call["allowed"]] == []


@pytest.mark.afterwards
def test_nothing_is_allowed_that_no_function_does(cloud: LocalCloud, request: pytest.FixtureRequest) -> None:
    skip_unless_everything_ran(request)
    short = {full: name for name, full in cloud.catalog.names.items()}
    made: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for call in calls(cloud):
        made[short[call["function"]]].add((call["action"], call["resource"]))
    written = cloud.policies or {}
    unused = []
    for name in FUNCTIONS:
        statements = {s["Sid"]: s for s in written[cloud.catalog.names[name]]["Statement"]}
        used = {sid for sid, statement in statements.items() for call in made[name] if allows([statement], *call)}
        used |= {other for sid in used for other in ONE_PATH.get(sid, ())}
        unused += [f"{name}: {sid}" for sid in statements.keys() - used - BY_LAMBDA_ITSELF - NOT_HERE.keys()]
    assert not unused, sorted(unused)


def test_every_function_has_a_policy_and_every_statement_is_used() -> None:
    assert set(POLICIES.functions) == set(FUNCTIONS)
    given = {name for names in POLICIES.functions.values() for name in names} | set(POLICIES.every_function)
    assert given == set(POLICIES.statements)


def test_functions_in_the_network_log_in_to_the_database_and_the_others_do_not() -> None:
    for name, statements in POLICIES.functions.items():
        inside = name not in OUTSIDE_THE_NETWORK
        assert ("AttachToNetwork" in statements) == inside, name
        assert ("LogInToDatabase" in statements) == inside, name


def test_no_action_is_a_wildcard_and_all_resources_only_where_iam_knows_no_others() -> None:
    unbound = {"AttachToNetwork", "Trace", "AnswerTasks"}
    for name, statement in POLICIES.statements.items():
        assert not any("*" in action for action in statement.actions), name
        assert (statement.resource == "*") == (name in unbound), name


def test_the_warmer_may_call_what_it_warms_and_what_it_warms_may_look_at_the_bucket() -> None:
    called = POLICIES.statements["CallFunctions"].resource
    assert {arn.rsplit("-", 1)[1] for arn in called} == set(WARMED)
    assert all("SeeWhatIsMissing" in POLICIES.functions[name] for name in WARMED)


def test_a_value_that_no_stack_has_is_named() -> None:
    statement = {"Action": ["s3:GetObject"], "Resource": "arn:aws:s3:::${DocumentsBucket}/*"}
    made = Policies.model_validate(
        {"everyFunction": [], "functions": {"save": ["Read"]}, "statements": {"Read": statement}}
    )
    with pytest.raises(DeploymentError, match=r"DocumentsBucket.*deploy the stacks first"):
        made.document("save", {})


def test_a_service_that_a_stage_does_not_have_needs_no_permission() -> None:
    document = POLICIES.document("llm_processor", defaultdict(str, {"AnthropicSecretId": "arn:x"}))
    assert "ReadModelKey" in {statement["Sid"] for statement in document["Statement"]}
    values = {"Partition": "aws", "Region": "r", "Account": "1", "Function": "f", "Stage": "dev"}
    values |= dict.fromkeys(("DatabaseProxyUserArn", "DocumentsBucket", "EventBus", "ConnectionsTable"), "x")
    document = POLICIES.document("llm_processor", values)
    assert "ReadModelKey" not in {statement["Sid"] for statement in document["Statement"]}


STATEMENT = {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::bucket/uploads/*"]}


@pytest.mark.parametrize(
    ("action", "resource", "expected"),
    [
        ("s3:GetObject", "arn:aws:s3:::bucket/uploads/a/b.png", True),
        ("s3:GetObject", "arn:aws:s3:::bucket/processed/a", False),
        ("s3:PutObject", "arn:aws:s3:::bucket/uploads/a", False),
        ("s3:GetObject", "arn:aws:s3:::another/uploads/a", False),
    ],
)
def test_a_policy_allows_its_actions_on_its_resources(action: str, resource: str, expected: bool) -> None:
    assert allows([STATEMENT], action, resource) is expected


def test_operations_need_the_actions_that_iam_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    monkeypatch.setenv("AWS_ACCOUNT_ID", "1")
    objects = {"Objects": [{"Key": "a", "VersionId": "1"}, {"Key": "b"}]}
    assert list(needed("s3", "HeadObject", {"Bucket": "x", "Key": "k"})) == [("s3:GetObject", "arn:aws:s3:::x/k")]
    assert list(needed("s3", "HeadBucket", {"Bucket": "x"})) == [("s3:ListBucket", "arn:aws:s3:::x")]
    assert list(needed("s3", "DeleteObjects", {"Bucket": "x", "Delete": objects})) == [
        ("s3:DeleteObjectVersion", "arn:aws:s3:::x/a"),
        ("s3:DeleteObject", "arn:aws:s3:::x/b"),
    ]
    assert list(needed("lambda", "Invoke", {"FunctionName": "f"})) == [
        ("lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:1:function:f")
    ]
    with pytest.raises(KeyError):
        list(needed("sqs", "SendMessage", {}))
