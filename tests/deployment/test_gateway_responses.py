"""API Gateway's own answers on AWS: in the envelope, and in every definition that Chalice deploys."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import botocore.session
import pytest

from deployment.gateway_responses import EXTENSION, RESPONSES, apply, definition
from tests.deployment.conftest import Account

ROOT = Path(__file__).resolve().parents[2]
ORIGIN = "https://app.school.example"

# The contract's codes with their statuses.
STATUS = {
    "VALIDATION_ERROR": 400,
    "UNAUTHORIZED": 401,
    "FORBIDDEN": 403,
    "NOT_FOUND": 404,
    "PAYLOAD_TOO_LARGE": 413,
    "UNSUPPORTED_MEDIA_TYPE": 415,
    "RATE_LIMIT_EXCEEDED": 429,
    "INTERNAL_ERROR": 500,
    "SERVICE_UNAVAILABLE": 503,
}

WHAT_CHALICE_WOULD_DEPLOY = """
import json, os, sys
from chalice.cli.factory import CLIFactory
from chalice.deploy.swagger import TemplatedSwaggerGenerator
app = CLIFactory(".", debug=False, environ=dict(os.environ)).create_config_obj("prod").chalice_app
made = TemplatedSwaggerGenerator().generate_swagger(app)
print(json.dumps({"paths": len(made["paths"]), "responses": made.get("%s")}))
""".replace("%s", EXTENSION)


def test_every_kind_that_api_gateway_knows_has_an_answer() -> None:
    model = botocore.session.get_session().get_service_model("apigateway")
    assert set(RESPONSES) == set(model.shape_for("GatewayResponseType").enum)


@pytest.mark.parametrize("kind", sorted(RESPONSES))
def test_has_the_envelope_and_the_contracts_status(kind: str) -> None:
    made = definition(ORIGIN)[kind]
    said = json.loads(made["responseTemplates"]["application/json"])
    assert said["success"] is False
    assert said["meta"] == {"requestId": "$context.requestId", "timestamp": "$context.requestTime"}
    assert made["statusCode"] == str(STATUS[said["error"]["code"]])
    assert made["responseParameters"]["gatewayresponse.header.Access-Control-Allow-Origin"] == f"'{ORIGIN}'"
    waiting = said["error"].get("retryAfter")
    assert (waiting is not None) == (made["statusCode"] in {"429", "503"})
    if waiting is not None:
        assert made["responseParameters"]["gatewayresponse.header.Retry-After"] == f"'{waiting}'"


def test_what_chalice_deploys_by_itself_has_them() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WHAT_CHALICE_WOULD_DEPLOY],
        cwd=ROOT,
        env=os.environ | {"PWA_ORIGIN": ORIGIN},
        capture_output=True,
        text=True,
        check=True,
    )
    made = json.loads(done.stdout)
    assert made["paths"] > 20
    assert made["responses"] == definition(ORIGIN)


@pytest.fixture
def api(account: Account) -> tuple[Any, str]:
    client = account.client("apigateway")
    rest_api = client.create_rest_api(name="api", description="")["id"]
    root = client.get_resources(restApiId=rest_api)["items"][0]["id"]
    where = {"restApiId": rest_api, "resourceId": root, "httpMethod": "GET"}
    client.put_method(**where, authorizationType="NONE")
    client.put_integration(**where, type="MOCK")
    return client, rest_api


def test_a_deployed_api_gets_what_it_lacks_and_only_that(api: tuple[Any, str]) -> None:
    client, rest_api = api
    assert set(apply(client, rest_api, "api", ORIGIN)) == set(RESPONSES)
    client.delete_gateway_response(restApiId=rest_api, responseType="THROTTLED")
    client.put_gateway_response(restApiId=rest_api, responseType="DEFAULT_4XX", statusCode="418")
    assert set(apply(client, rest_api, "api", ORIGIN)) == {"THROTTLED", "DEFAULT_4XX"}
    assert apply(client, rest_api, "api", ORIGIN) == ()
    throttled = client.get_gateway_response(restApiId=rest_api, responseType="THROTTLED")
    assert throttled["statusCode"] == "429"
    assert len(client.get_deployments(restApiId=rest_api)["items"]) == 2
