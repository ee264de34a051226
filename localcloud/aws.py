"""The AWS endpoint: moto's server in this process, with what it lacks added around it.

One WSGI application stands before moto. It answers Lambda's Invoke itself, refuses what a pre-signed URL was not signed
for, and lets S3's changes take effect in AWS's order: on disk, then answered, then notified.
"""

from __future__ import annotations

import functools
import json
import logging
import threading
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from localcloud import executions
from localcloud.errors import PortInUse
from localcloud.event_bus import EventBus
from localcloud.http_server import STOP_POLL_SECONDS
from localcloud.invocations import Invoker, UnknownFunction
from localcloud.journal import Journal
from localcloud.patches import Patches
from localcloud.persistence import ObjectStore, SecretStore
from localcloud.presigned import refusal
from localcloud.processes import LOOPBACK
from localcloud.settings import LOCAL_CREDENTIAL, Patience, port_setting

LOG = logging.getLogger(__name__)

INVOKE_PREFIX = "/2015-03-31/functions/"
INVOKE_SUFFIX = "/invocations"

WsgiApp = Callable[[dict[str, Any], Any], Iterable[bytes]]

_in_use = threading.Lock()
"""moto keeps its state in module globals, so one process holds one endpoint."""


class AwsEndpoint:
    """moto's server on 127.0.0.1 together with the deliveries between its services."""

    def __init__(
        self, port: int, objects: ObjectStore, secrets: SecretStore, journal: Journal, patience: Patience
    ) -> None:
        self._port = port
        self._objects = objects
        self._secrets = secrets
        self._patches = Patches()
        self.invoker = Invoker(patience, journal)
        self.bus = EventBus(self.invoker, patience, lambda: self.url)
        self.observe: Callable[[Mapping[str, Any]], None] | None = None
        """Sees the WSGI environment of every request; for measuring what a document asks of AWS."""
        self._request = threading.local()
        self._server: Any = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self._port}"

    def start(self) -> None:
        """Returns once requests are answered. Raises RuntimeError when this process has an endpoint already."""
        if not _in_use.acquire(blocking=False):
            raise RuntimeError("This process already runs a local cloud.")
        from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
        from werkzeug.serving import make_server

        _forget_everything()
        application = self._around(DomainDispatcherApplication(create_backend_app))
        try:
            self._server = make_server(
                LOOPBACK, self._port, application, threaded=True, request_handler=_quiet_handler_class()
            )
        except (OSError, SystemExit):
            _in_use.release()
            raise PortInUse(self._port, port_setting("aws_port")) from None
        self._server.daemon_threads = True
        executions.install(self._patches, self.invoker, self.bus, lambda: self.url)
        self.bus.install(self._patches)
        self._hook_s3()
        self._hook_secrets()
        self._port = self._server.server_address[1]
        serve = functools.partial(self._server.serve_forever, poll_interval=STOP_POLL_SECONDS)
        self._thread = threading.Thread(target=serve, name="localcloud-aws", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends the server and what it had in flight, and gives moto back as it was."""
        if self._thread is None:
            return
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self.invoker.close()
        self._patches.undo()
        _forget_everything()
        self._thread = None
        _in_use.release()

    # --- S3 ---------------------------------------------------------------------------------------------------------

    def _hook_s3(self) -> None:
        """Notes which keys a request changed and which notifications it caused, until moto has finished with it.

        moto sends a notification before it has stored the object's content type.
        """
        from moto.s3 import notifications
        from moto.s3.models import S3Backend

        put, delete, send = S3Backend.put_object, S3Backend.delete_object, notifications.send_event

        def put_object(backend: Any, bucket_name: str, key_name: str, *args: Any, **kwargs: Any) -> Any:
            self._changed().append((bucket_name, key_name))
            return put(backend, bucket_name, key_name, *args, **kwargs)

        def delete_object(backend: Any, bucket_name: str, key_name: str, *args: Any, **kwargs: Any) -> Any:
            self._changed().append((bucket_name, key_name))
            return delete(backend, bucket_name, key_name, *args, **kwargs)

        def send_event(*args: Any) -> None:
            self._notifications().append(lambda: send(*args))

        self._patches.set(S3Backend, "put_object", put_object)
        self._patches.set(S3Backend, "delete_object", delete_object)
        self._patches.set(notifications, "send_event", send_event)
        self._patches.set(notifications, "_invoke_awslambda", self._notify)

    def _notify(self, account_id: str, event_body: Any, fn_arn: str, region_name: str) -> None:
        try:
            self.invoker.submit(fn_arn, event_body)
        except UnknownFunction:
            LOG.warning("S3 notifies %s, which does not exist", fn_arn)

    def _changed(self) -> list[tuple[str, str]]:
        changed: list[tuple[str, str]] = self._request.__dict__.setdefault("changed", [])
        return changed

    def _notifications(self) -> list[Callable[[], None]]:
        waiting: list[Callable[[], None]] = self._request.__dict__.setdefault("notifications", [])
        return waiting

    def _settle(self) -> None:
        """Makes a finished request's changes durable, then lets its notifications go."""
        changed, waiting = dict.fromkeys(self._changed()), list(self._notifications())
        self._request.__dict__.clear()
        for bucket, key in changed:
            self._objects.save(bucket, key)
        for notify in waiting:
            notify()

    # --- secrets ----------------------------------------------------------------------------------------------------

    def _hook_secrets(self) -> None:
        from moto.secretsmanager.models import SecretsManagerBackend

        add = SecretsManagerBackend._add_secret

        def add_secret(
            backend: Any, secret_id: str, secret_string: str | None = None, *args: Any, **kwargs: Any
        ) -> Any:
            secret, is_new = add(backend, secret_id, secret_string, *args, **kwargs)
            if secret_string is not None:
                self._secrets.save(secret.name, secret_string)
            return secret, is_new

        self._patches.set(SecretsManagerBackend, "_add_secret", add_secret)

    # --- WSGI -------------------------------------------------------------------------------------------------------

    def _around(self, moto: WsgiApp) -> WsgiApp:
        def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            if self.observe:
                self.observe(environ)
            path = unquote(environ.get("PATH_INFO", ""))
            if path.startswith(INVOKE_PREFIX) and path.endswith(INVOKE_SUFFIX):
                return self._answer_invoke(path[len(INVOKE_PREFIX) : -len(INVOKE_SUFFIX)], environ, start_response)
            refused = _refusal(environ)
            if refused:
                environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
                return _s3_error(refused, start_response)
            self._request.__dict__.clear()
            body = moto(environ, start_response)
            self._settle()
            return body

        return application

    def _answer_invoke(self, function: str, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Lambda's Invoke (API reference): RequestResponse, Event and DryRun."""
        raw = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        kind = environ.get("HTTP_X_AMZ_INVOCATION_TYPE", "RequestResponse")
        try:
            event = json.loads(raw or b"{}")
            pool = self.invoker.pool(function)
        except ValueError:
            return _lambda_error("400 Bad Request", "InvalidRequestContentException", "No JSON.", start_response)
        except UnknownFunction:
            message = f"Function not found: {function}"
            return _lambda_error("404 Not Found", "ResourceNotFoundException", message, start_response)
        if kind == "DryRun":
            return _reply("204 No Content", {}, b"", start_response)
        if kind == "Event":
            request_id = self.invoker.submit(function, event)
            return _reply("202 Accepted", {"x-amzn-RequestId": request_id}, b"", start_response)
        answer = pool.invoke(event)
        headers = {"x-amzn-RequestId": answer.request_id, "X-Amz-Executed-Version": "$LATEST"}
        if answer.error is not None:
            headers["X-Amz-Function-Error"] = "Unhandled"
        payload = answer.payload if answer.error is None else dict(answer.error)
        return _reply("200 OK", headers, json.dumps(payload).encode(), start_response)


def _quiet_handler_class() -> type[Any]:
    from moto.moto_server.werkzeug_app import MotoRequestHandler

    class QuietHandler(MotoRequestHandler):
        """Logs no requests, and sends small answers at once: head and body are two packets, which Nagle would hold."""

        disable_nagle_algorithm = True

        def log_request(self, code: Any = "-", size: Any = "-") -> None:
            pass

    return QuietHandler


def _refusal(environ: dict[str, Any]) -> tuple[str, str] | None:
    if "X-Amz-Signature" not in environ.get("QUERY_STRING", "") or environ["REQUEST_METHOD"] == "OPTIONS":
        return None
    headers = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_") or name in ("CONTENT_TYPE", "CONTENT_LENGTH")
    }
    uri = environ.get("RAW_URI") or environ["REQUEST_URI"]
    return refusal(environ["REQUEST_METHOD"], uri, headers, LOCAL_CREDENTIAL, datetime.now(UTC))


def _s3_error(refused: tuple[str, str], start_response: Any) -> Iterable[bytes]:
    code, message = refused
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>'
    headers = {"Content-Type": "application/xml", "Access-Control-Allow-Origin": "*"}
    return _reply("403 Forbidden", headers, body.encode(), start_response)


def _lambda_error(status: str, kind: str, message: str, start_response: Any) -> Iterable[bytes]:
    body = json.dumps({"Type": "User", "Message": message}).encode()
    return _reply(status, {"x-amzn-ErrorType": kind, "x-amzn-RequestId": str(uuid.uuid4())}, body, start_response)


def _reply(status: str, headers: dict[str, str], body: bytes, start_response: Any) -> Iterable[bytes]:
    full = {"Content-Type": "application/json", **headers, "Content-Length": str(len(body))}
    start_response(status, list(full.items()))
    return [body]


def _forget_everything() -> None:
    """Empties every moto backend that was used."""
    from moto.moto_api._internal.models import moto_api_backend

    moto_api_backend.reset()
