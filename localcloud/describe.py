"""What the app declares, as JSON on standard output: ``python -P describe.py PROJECT STAGE``.

Runs in a process of its own with a function's environment, so that the supervisor never imports the app. The list of
functions is Chalice's own: its application graph, from which ``chalice deploy`` creates them.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from chalice import app as chalice_app
from chalice.cli.factory import CLIFactory
from chalice.config import Config
from chalice.deploy import models
from chalice.deploy.appgraph import ApplicationGraphBuilder


def describe(project: str, stage: str) -> dict[str, Any]:
    """Returns the app's functions with their limits, its routes, authorizers and event sources."""
    config: Config = CLIFactory(project, debug=False, environ=dict(os.environ)).create_config_obj(stage)
    app: chalice_app.Chalice = config.chalice_app
    names = {model.resource_name: model.function_name for model in _function_models(config, stage)}
    return {
        "appName": config.app_name,
        "functions": [_function(model, config, stage) for model in _function_models(config, stage)],
        "routes": [_route(entry) for methods in app.routes.values() for entry in methods.values()],
        "binaryTypes": list(app.api.binary_types),
        "authorizers": [
            {
                "name": auth.name,
                "function": names[auth.name],
                "ttl": 300 if auth.ttl_seconds is None else auth.ttl_seconds,
                "header": auth.header,
            }
            for auth in app.builtin_auth_handlers
        ]
        if app.routes
        else [],
        "api": names.get("api_handler"),
        "websocket": {
            route: names[resource]
            for route, resource in (
                ("$connect", "websocket_connect"),
                ("$default", "websocket_message"),
                ("$disconnect", "websocket_disconnect"),
            )
            if resource in names
        },
        "sources": [_source(source, names[source.name]) for source in app.event_sources],
    }


def _function_models(config: Config, stage: str) -> list[models.LambdaFunction]:
    """Walks the graph of what would be deployed and returns its functions, each once."""
    found: dict[str, models.LambdaFunction] = {}
    pending: list[Any] = list(ApplicationGraphBuilder().build(config, stage).resources)
    while pending:
        model = pending.pop(0)
        if isinstance(model, models.LambdaFunction):
            found.setdefault(model.resource_name, model)
        elif isinstance(model, models.Model):
            pending.extend(model.dependencies())
    return list(found.values())


def _function(model: models.LambdaFunction, config: Config, stage: str) -> dict[str, Any]:
    scoped = config.scope(stage, model.resource_name)
    return {
        "resource": model.resource_name,
        "name": model.function_name,
        "handler": model.handler,
        "memoryMb": scoped.lambda_memory_size or 128,
        "timeoutSeconds": scoped.lambda_timeout or 60,
        "environment": dict(scoped.environment_variables),
        "reservedConcurrency": scoped.reserved_concurrency,
    }


def _route(entry: chalice_app.RouteEntry) -> dict[str, Any]:
    authorizer = entry.authorizer
    return {
        "path": entry.uri_pattern,
        "method": entry.method,
        "authorizer": authorizer.name if authorizer is not None else None,
        "cors": _cors(entry.cors),
    }


def _cors(cors: Any) -> dict[str, str] | None:
    """Returns the answer headers that Chalice would deploy for a preflight, or None."""
    if not cors:
        return None
    settings = chalice_app.CORSConfig() if cors is True else cors
    return {name: str(value) for name, value in settings.get_access_control_headers().items()}


def _source(source: Any, function: str) -> dict[str, Any]:
    """Returns one event source. Raises TypeError for a kind that the local cloud does not run."""
    if isinstance(source, chalice_app.S3EventConfig):
        return {
            "kind": "s3",
            "function": function,
            "bucket": source.bucket,
            "events": list(source.events),
            "prefix": source.prefix,
            "suffix": source.suffix,
        }
    if isinstance(source, chalice_app.CloudWatchEventConfig):
        return {"kind": "event", "name": source.name, "function": function, "pattern": source.event_pattern}
    if isinstance(source, chalice_app.ScheduledEventConfig):
        expression = source.schedule_expression
        text = expression if isinstance(expression, str) else expression.to_string()
        return {"kind": "schedule", "name": source.name, "function": function, "expression": text}
    if isinstance(source, chalice_app.SQSEventConfig):
        queue = source.queue or str(source.queue_arn).rsplit(":", 1)[-1]
        return {"kind": "sqs", "function": function, "queue": queue, "batchSize": source.batch_size}
    raise TypeError(f"The local cloud does not run {type(source).__name__} ({source.name}).")


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    described = describe(sys.argv[1], sys.argv[2])
    sys.stdout.write("\n" + json.dumps(described) + "\n")
