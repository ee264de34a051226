"""Step Functions, mended where moto's interpreter differs from AWS: Lambda tasks, names, and status events."""

from __future__ import annotations

import copy
import functools
import io
import json
import logging
import sys
import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from localcloud.event_bus import EventBus
from localcloud.invocations import Invoker, UnknownFunction
from localcloud.patches import Patches
from localcloud.settings import LOCAL_CREDENTIAL

LOG = logging.getLogger(__name__)

STATUS_CHANGE = "Step Functions Execution Status Change"
TASK_READ_SECONDS = 3600


def install(patches: Patches, invoker: Invoker, bus: EventBus, endpoint: Callable[[], str]) -> None:
    """Makes moto interpret state machines as AWS would with these functions and this event bus."""
    _run_programs_for_real(patches)
    _invoke_directly(patches, invoker)
    _reuse_clients(patches, endpoint)
    _start_once(patches)
    _announce(patches, bus)


def _run_programs_for_real(patches: Patches) -> None:
    from moto.core.config import default_user_config

    before = default_user_config.get("stepfunctions", {})
    patches.set(_ItemOwner(default_user_config), "stepfunctions", {**before, "execute_state_machine": True})


class _ItemOwner:
    """A dictionary whose items can be patched as attributes."""

    def __init__(self, items: Any) -> None:
        object.__setattr__(self, "_items", items)

    def __getattr__(self, name: str) -> Any:
        return self._items.get(name, {})

    def __setattr__(self, name: str, value: Any) -> None:
        self._items[name] = value


def _invoke_directly(patches: Patches, invoker: Invoker) -> None:
    """Lambda tasks go straight to the workers: no HTTP between, and no client timeout shorter than a function's own."""
    from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils

    def invoke(parameters: dict[str, Any], region: str, state_credentials: Any) -> dict[str, Any]:
        return invoke_task(invoker, parameters["FunctionName"], parameters.get("Payload"))

    patches.set(lambda_eval_utils, "_invoke_lambda_function", invoke)


def invoke_task(invoker: Invoker, function: str, payload: Any) -> dict[str, Any]:
    """Returns Lambda's Invoke response with the payload decoded. Raises ClientError for an unknown function."""
    raw = payload.read() if isinstance(payload, io.IOBase) else payload
    try:
        answer = invoker.invoke(function, json.loads(raw or b"{}"))
    except UnknownFunction:
        message = f"Function not found: {function}"
        error = {
            "Error": {"Code": "ResourceNotFoundException", "Message": message},
            "ResponseMetadata": {"HTTPStatusCode": 404, "RequestId": str(uuid.uuid4())},
        }
        raise ClientError(error, "Invoke") from None
    response: dict[str, Any] = {
        "StatusCode": 200,
        "ExecutedVersion": "$LATEST",
        "Payload": answer.payload if answer.error is None else dict(answer.error),
        "SdkHttpMetadata": {"HttpStatusCode": 200},
        "SdkResponseMetadata": {"RequestId": answer.request_id},
    }
    if answer.error is not None:
        response["FunctionError"] = "Unhandled"
    return response


def _reuse_clients(patches: Patches, endpoint: Callable[[], str]) -> None:
    """moto makes a boto3 client for each task, against ``localhost`` and a port from the environment."""
    import moto.stepfunctions.parser.models  # noqa: F401 - loads every module that holds the function
    from moto.stepfunctions.parser.asl.utils import boto_client

    lock = threading.Lock()

    @functools.cache
    def made(service: str, region: str) -> Any:
        return boto3.session.Session().client(
            service,
            region_name=region,
            endpoint_url=endpoint(),
            aws_access_key_id=LOCAL_CREDENTIAL,
            aws_secret_access_key=LOCAL_CREDENTIAL,
            config=Config(
                parameter_validation=False, retries={"total_max_attempts": 1}, read_timeout=TASK_READ_SECONDS
            ),
        )

    def client_for(region: str, service: str, state_credentials: Any = None) -> Any:
        with lock:
            return made(service, region)

    original = boto_client.boto_client_for
    for name, module in list(sys.modules.items()):
        if name.startswith("moto.stepfunctions") and getattr(module, "boto_client_for", None) is original:
            patches.set(module, "boto_client_for", client_for)


def _start_once(patches: Patches) -> None:
    """Two StartExecution calls at once with one name must not both start; an execution without a name gets one."""
    from moto.stepfunctions.parser.models import StepFunctionsParserBackend

    lock = threading.Lock()
    original = StepFunctionsParserBackend.start_execution

    def start_execution(
        backend: Any,
        state_machine_arn: str,
        name: str | None = None,
        execution_input: Any = None,
        trace_header: Any = None,
    ) -> Any:
        with lock:
            text = execution_input if execution_input is not None else "{}"
            return original(backend, state_machine_arn, name or str(uuid.uuid4()), text, trace_header)

    patches.set(StepFunctionsParserBackend, "start_execution", start_execution)


def _announce(patches: Patches, bus: EventBus) -> None:
    """Executions tell the default bus how they are; one whose interpreter breaks ends as failed, not as running."""
    from moto.stepfunctions.parser.api import ExecutionStatus
    from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser
    from moto.stepfunctions.parser.backend import execution as executions
    from moto.stepfunctions.parser.backend import execution_worker as workers

    original_terminated = executions.BaseExecutionWorkerCommunication.terminated
    original_logic: Any = workers.ExecutionWorker._execution_logic
    original_start = executions.Execution.start

    @functools.lru_cache(maxsize=16)
    def parsed(definition: str) -> Any:
        return AmazonStateLanguageParser.parse(definition)[0]

    def entrypoint(worker: Any) -> Any:
        # The parser takes 40 ms for a machine of ours; a copy of its tree takes 3.
        return copy.deepcopy(parsed(worker._evaluation_details.state_machine_details.definition))

    def terminated(communication: Any) -> None:
        original_terminated(communication)
        bus.publish(
            "aws.states", STATUS_CHANGE, status_detail(communication.execution), [communication.execution.exec_arn]
        )

    def logic(worker: Any) -> None:
        try:
            original_logic(worker)
        except Exception as error:
            LOG.exception("The interpreter broke off an execution")
            execution = worker._execution_communication.execution
            if execution.exec_status == ExecutionStatus.RUNNING:
                execution.exec_status = ExecutionStatus.FAILED
                execution.stop_date = datetime.now(UTC)
                execution.error, execution.cause = "States.Runtime", str(error)
                bus.publish("aws.states", STATUS_CHANGE, status_detail(execution), [execution.exec_arn])

    def start(execution: Any) -> None:
        detail = {**status_detail(execution), "status": "RUNNING"}
        original_start(execution)
        bus.publish("aws.states", STATUS_CHANGE, detail, [execution.exec_arn])

    patches.set(workers.ExecutionWorker, "_get_evaluation_entrypoint", entrypoint)
    patches.set(executions.BaseExecutionWorkerCommunication, "terminated", terminated)
    patches.set(workers.ExecutionWorker, "_execution_logic", logic)
    patches.set(executions.Execution, "start", start)


def status_detail(execution: Any) -> dict[str, Any]:
    """Returns the detail of an execution's status event (AWS Step Functions guide, "EventBridge events")."""
    ended = execution.stop_date
    output = getattr(execution, "output", None)
    return {
        "executionArn": execution.exec_arn,
        "stateMachineArn": execution.state_machine.arn,
        "name": execution.name,
        "status": str(getattr(execution.exec_status, "value", execution.exec_status)),
        "startDate": int(execution.start_date.timestamp() * 1000),
        "stopDate": int(ended.timestamp() * 1000) if ended else None,
        "input": json.dumps(execution.input_data),
        "output": json.dumps(output) if output is not None else None,
        "error": execution.error,
        "cause": execution.cause,
    }
