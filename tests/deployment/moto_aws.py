"""moto's server as a process of its own, with what `chalice deploy` needs and moto lacks.

``python -m tests.deployment.moto_aws`` prints its address and serves until its input ends. It does not share a process
with the local cloud, because moto keeps its state in module globals.
"""

from __future__ import annotations

import json
import re
import sys
import threading
from inspect import signature
from typing import Any

from moto.apigateway import models as rest
from moto.apigatewayv2 import urls as websocket_urls
from moto.awslambda import urls as lambda_urls
from moto.awslambda.models import LambdaFunction
from moto.awslambda.responses import LambdaResponse
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.s3.responses import S3Response
from werkzeug.serving import make_server


def lower_filter_names() -> None:
    """Chalice names S3's filters ``Prefix`` and ``Suffix``, as S3 itself answers; moto takes lower case only."""
    parse = S3Response._notification_config_from_body

    def with_lower_names(self: Any) -> Any:
        kept, self.body = self.body, re.sub(rb"<Name>(Prefix|Suffix)</Name>", _lower, self.body)
        try:
            return parse(self)
        finally:
            self.body = kept

    S3Response._notification_config_from_body = with_lower_names


def _lower(found: re.Match[bytes]) -> bytes:
    return found[0].lower().replace(b"name>", b"Name>")


def take_swagger_2() -> None:
    """Chalice writes Swagger 2 without a description; moto reads OpenAPI 3 and wants one.

    A preflight's mock integration has no address, which moto asks for. What moto throws away is kept on the API as it
    came (``learning_yogi_definition``), for tests to read.
    """
    put, put_integration = rest.APIGatewayBackend.put_rest_api, rest.APIGatewayBackend.put_integration
    import_api = rest.APIGatewayBackend.import_rest_api

    def put_rest_api(self: Any, function_id: str, api_doc: dict[str, Any], **options: Any) -> Any:
        api = put(self, function_id, _as_openapi_3(api_doc), **options)
        DEFINITIONS[function_id] = api_doc
        return api

    def import_rest_api(self: Any, api_doc: dict[str, Any], fail_on_warnings: bool) -> Any:
        return import_api(self, _as_openapi_3(api_doc), fail_on_warnings)

    def integrate(self: Any, *arguments: Any, **options: Any) -> Any:
        given = signature(put_integration).bind_partial(self, *arguments, **options).arguments
        return put_integration(**{"uri": "", "integration_method": "POST", **given})

    rest.APIGatewayBackend.put_rest_api = put_rest_api
    rest.APIGatewayBackend.import_rest_api = import_rest_api
    rest.APIGatewayBackend.put_integration = integrate


DEFINITIONS: dict[str, dict[str, Any]] = {}
"""By API: the definition that was put last."""


def _as_openapi_3(definition: dict[str, Any]) -> dict[str, Any]:
    info = {"description": "", **definition["info"]}
    return {**{k: v for k, v in definition.items() if k != "swagger"}, "openapi": "3.0.1", "info": info}


def answer_websocket_deployments() -> None:
    """moto knows no CreateDeployment of API Gateway's second version."""

    def create(request: Any, full_url: str, headers: Any) -> tuple[int, dict[str, str], str]:
        return (
            201,
            {"Content-Type": "application/json"},
            json.dumps({"deploymentId": "d1", "deploymentStatus": "DEPLOYED"}),
        )

    websocket_urls.url_paths["{0}/v2/apis/(?P<api_id>[^/]+)/deployments$"] = create


def find_layers_by_arn() -> None:
    """moto knows no GetLayerVersionByArn, by which Chalice looks for the layer that it published before."""

    def get_layer_version_by_arn(self: Any) -> str:
        name, version = self._get_param("Arn").rsplit(":", 2)[1:]
        return json.dumps(self.backend.get_layer_version(name, version).get_layer_version())

    LambdaResponse.get_layer_version_by_arn = get_layer_version_by_arn


READY: dict[str, int] = {}
"""Containers kept ready, by function and qualifier."""


def keep_functions_ready() -> None:
    """moto knows no provisioned concurrency, nor an account's quota, and runs functions in Docker only."""

    def provisioned(request: Any, full_url: str, headers: Any) -> tuple[int, dict[str, str], str]:
        name, qualifier = request.path.split("/")[3], request.args["Qualifier"]
        key = f"{name}:{qualifier}"
        if request.method == "PUT":
            READY[key] = json.loads(request.data)["ProvisionedConcurrentExecutions"]
        elif request.method == "DELETE":
            return (204, {}, "") if READY.pop(key, None) is not None else _unknown()
        elif key not in READY:
            return _unknown()
        state = {"Status": "READY", "RequestedProvisionedConcurrentExecutions": READY[key]}
        return 202 if request.method == "PUT" else 200, {"Content-Type": "application/json"}, json.dumps(state)

    def settings(request: Any, full_url: str, headers: Any) -> tuple[int, dict[str, str], str]:
        return 200, {"Content-Type": "application/json"}, json.dumps({"AccountLimit": {"ConcurrentExecutions": 1000}})

    paths = lambda_urls.url_paths
    paths[r"{0}/2019-09-30/functions/(?P<name>[^/]+)/provisioned-concurrency$"] = provisioned
    paths[r"{0}/2016-08-19/account-settings/?$"] = settings
    LambdaFunction.invoke = lambda self, *_: json.dumps({"applied": ["0001.first"]})


def _unknown() -> tuple[int, dict[str, str], str]:
    headers = {"Content-Type": "application/json", "x-amzn-errortype": "ResourceNotFoundException"}
    return 404, headers, json.dumps({"Type": "User", "Message": "No provisioned concurrency config was found."})


def main() -> None:
    keep_functions_ready()
    find_layers_by_arn()
    lower_filter_names()
    take_swagger_2()
    answer_websocket_deployments()
    server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
