"""The Chalice app: every function that is deployed is declared here.

The work is done in ``chalicelib``; this module only hands events over. It stays light to import (a cold start pays for
it): no imaging, OCR or model library is loaded by it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from chalice import AuthResponse, CORSConfig, Rate
from chalice.app import Request

from chalicelib import logs
from chalicelib.api.gateway import (
    AUTHORIZATION_TTL_SECONDS,
    EXPOSED_HEADERS,
    LearningYogiApp,
    authorize,
    register_routes,
)
from chalicelib.composition import local_cloud_hint, services
from chalicelib.domain.jobs import Role
from chalicelib.events.schemas import DocumentUploaded
from chalicelib.identity import roles
from chalicelib.realtime import handlers as realtime
from chalicelib.storage.objects import iterate_records
from chalicelib.workflow import failure, intake, review, stages, sweeper, warmer

app = LearningYogiApp(app_name="learning-yogi")
app.experimental_feature_flags.update(["WEBSOCKETS"])
app.api.binary_types = ["multipart/form-data"]

DOCUMENTS_BUCKET = os.environ.get("DOCUMENTS_BUCKET", "learning-yogi-documents")
PWA_ORIGIN = os.environ.get("PWA_ORIGIN", "http://localhost:3000")


@app.middleware("all")
def log_with_ids(event: Any, get_response: Any) -> Any:
    """Every line in the log says in which call it was written. The REST API does it around the framework's part too."""
    if isinstance(event, Request):
        return get_response(event)
    asked = event.to_dict()
    gateway = asked.get("requestContext", {}) if isinstance(asked, dict) else {}
    with logs.invocation(event.context, gateway.get("requestId")):
        return get_response(event)


@app.middleware("pure_lambda")
def answer_warmups(event: Any, get_response: Any) -> Any:
    """A warm-up is no work: no function ever sees it."""
    if warmer.is_warmup(event.event):
        return warmer.warm_up(services(), event.context.function_name.rsplit("-", 1)[-1])
    return get_response(event)


# --- REST ----------------------------------------------------------------------------------------------------------


@app.authorizer(name="authorizer", ttl_seconds=AUTHORIZATION_TTL_SECONDS)
def authorizer(auth_request: Any) -> AuthResponse:
    return authorize(auth_request.token)


register_routes(
    app,
    authorizer,
    CORSConfig(
        allow_origin=PWA_ORIGIN,
        allow_headers=["Authorization", "Content-Type"],
        expose_headers=EXPOSED_HEADERS,
        max_age=600,
    ),
)

# --- WebSocket -----------------------------------------------------------------------------------------------------


@app.on_ws_connect(name="websocket_connect")
def websocket_connect(event: Any) -> dict[str, Any]:
    query = event.to_dict().get("queryStringParameters") or {}
    return realtime.connect(services(), event.connection_id, query, f"https://{event.domain_name}/{event.stage}")


@app.on_ws_message(name="websocket_message")
def websocket_message(event: Any) -> dict[str, Any]:
    return realtime.message(services(), event.connection_id, event.body)


@app.on_ws_disconnect(name="websocket_disconnect")
def websocket_disconnect(event: Any) -> dict[str, Any]:
    return realtime.disconnect(services(), event.connection_id)


# --- From the upload to the execution ------------------------------------------------------------------------------


@app.on_s3_event(bucket=DOCUMENTS_BUCKET, events=["s3:ObjectCreated:*"], prefix="uploads/", name="document_uploaded")
def document_uploaded(event: Any) -> None:
    for _bucket, key in iterate_records(event.to_dict()):
        with logs.scope():
            intake.object_created(services(), key)


@app.lambda_function(name="start_execution")
def start_execution(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Target of the bus's rule for ``document.uploaded``."""
    return {"executionArn": intake.start_execution(services(), DocumentUploaded.model_validate(event["detail"]))}


# --- The state machine's functions ---------------------------------------------------------------------------------


@app.lambda_function(name="classifier")
def classifier(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return stages.classify(services(), event)


@app.lambda_function(name="preprocessor")
def preprocessor(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return stages.preprocess(services(), event)


@app.lambda_function(name="ocr_processor")
def ocr_processor(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return stages.read(services(), event)


@app.lambda_function(name="llm_processor")
def llm_processor(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return stages.ask_model(services(), event)


@app.lambda_function(name="request_review")
def request_review(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return review.request_review(services(), event)


@app.lambda_function(name="validator")
def validator(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return stages.validate(services(), event)


@app.lambda_function(name="save")
def save(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return stages.save(services(), event)


@app.lambda_function(name="notify")
def notify(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return stages.notify(services(), event)


@app.lambda_function(name="record_failure")
def record_failure(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return failure.record_failure(services(), event)


# --- Upkeep --------------------------------------------------------------------------------------------------------


@app.on_cw_event(
    {
        "source": ["aws.states"],
        "detail-type": ["Step Functions Execution Status Change"],
        "detail": {"status": ["FAILED", "TIMED_OUT", "ABORTED"]},
    },
    name="execution_ended",
)
def execution_ended(event: Any) -> None:
    failure.execution_ended(services(), event.detail)


@app.schedule(Rate(15, unit=Rate.MINUTES), name="sweeper")
def scheduled_sweep(event: Any) -> None:
    sweeper.sweep(services(), event.to_dict())


@app.schedule(Rate(1, unit=Rate.MINUTES), name="warmer")
def scheduled_warm_up(event: Any) -> None:
    warmer.call_all(services())


@app.lambda_function(name="migrate")
def migrate(event: dict[str, Any], context: Any) -> dict[str, Any]:
    from chalicelib.storage.migrate import migrate as apply_migrations

    return {"applied": apply_migrations(services().database.login_url())}


@app.lambda_function(name="set_role")
def set_role(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """For operators: ``{"email": …, "role": "reviewer"}``."""
    user = roles.set_role(services(), str(event["email"]), Role(event["role"]))
    return {"email": user.email, "role": user.role.value}


if "chalice.cli" in sys.modules:
    # Chalice is about to deploy (or describe) the app: what API Gateway answers itself belongs to the API.
    from deployment.gateway_responses import extend_chalice

    extend_chalice()

if Path(sys.argv[0]).name == "chalice" and "local" in sys.argv:
    # A frontend developer's `chalice local`: say at once what is missing, instead of with the first request.
    hint = local_cloud_hint()
    if hint:
        sys.stderr.write(hint + "\n")
