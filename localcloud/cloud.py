"""The whole local cloud: everything in the order it depends on each other, and its end."""

from __future__ import annotations

import logging
import os
import shutil
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Any

from deployment import policies
from localcloud.aws import AwsEndpoint
from localcloud.catalog import Catalog, read_catalog
from localcloud.environment import base_environment, environment_from_outputs, secrets_by_output
from localcloud.errors import LocalCloudError
from localcloud.functions import Functions
from localcloud.journal import Journal
from localcloud.persistence import ObjectStore, SecretStore
from localcloud.postgres import Postgres, forget
from localcloud.processes import claim_port
from localcloud.resources import Maker
from localcloud.rest_gateway import RestGateway
from localcloud.schedules import Background, schedule_event
from localcloud.settings import ACCOUNT, REGION, Settings, port_setting
from localcloud.sources import connect_sources
from localcloud.state import StateFolder
from localcloud.templates import Stacks, create
from localcloud.valkey import Valkey
from localcloud.websocket_gateway import WebSocketGateway

LOG = logging.getLogger(__name__)

PRELOAD_PARALLEL = 2
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Addresses:
    """Where everything is."""

    rest_url: str
    websocket_url: str
    connections_url: str
    aws_url: str
    database_url: str
    redis_url: str


class LocalCloud:
    """One local cloud, as a context manager or by ``start`` and ``stop``."""

    def __init__(self, settings: Settings, progress: Progress | None = None) -> None:
        self.settings = settings
        self._progress = progress or (lambda message: None)
        self._stack = ExitStack()
        self.environment: dict[str, str] = {}
        self.outputs: Mapping[str, Any] = {}
        self.addresses: Addresses
        self.catalog: Catalog
        self.functions: Functions
        self.policies: Mapping[str, Mapping[str, Any]] | None = None
        """By function, what its role allows; None: everything."""
        self.aws: AwsEndpoint
        self.postgres: Postgres
        self.valkey: Valkey
        self.websocket: WebSocketGateway
        self.seconds_to_start = 0.0

    def __enter__(self) -> LocalCloud:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def bucket(self) -> str:
        """The documents bucket's name."""
        return self.environment["DOCUMENTS_BUCKET"]

    def start(self) -> None:
        """Returns when everything answers. Raises LocalCloudError, with everything ended again, when it cannot."""
        started = time.perf_counter()
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        self.seconds_to_start = time.perf_counter() - started

    def stop(self) -> None:
        """Ends everything that was started, last first."""
        self._stack.close()

    def _start(self) -> None:
        settings = self.settings
        for item in fields(settings):
            if item.name.endswith("_port"):
                claim_port(getattr(settings, item.name), port_setting(item.name))
        folder = StateFolder(settings.state_dir)
        folder.acquire()
        self._stack.callback(folder.release)
        if not settings.keep:
            self._stack.callback(self._forget)
        temporary = settings.state_dir / "tmp"
        temporary.mkdir(exist_ok=True)
        with ThreadPoolExecutor(2, thread_name_prefix="localcloud-start") as helpers:
            stores = self._start_stores(helpers)
            self._progress("AWS endpoint")
            secrets = self._start_aws()
            self.environment = self._first_environment(temporary)
            self._create_resources(secrets)
            self._progress("the app's functions")
            self.catalog = read_catalog(settings, self.environment)
            self._progress("PostgreSQL and Valkey")
            for store in stores:
                store.result()
        self.environment |= {"DATABASE_URL": self.postgres.url, "REDIS_URL": self.valkey.url}
        websocket = self.websocket = self._start_gateway_for_sockets()
        self._start_functions()
        self._migrate()
        rest = RestGateway(settings.rest_port, self.catalog, self.aws.invoker)
        self._stack.callback(rest.stop)
        rest.start()
        self._connect()
        self.addresses = Addresses(
            rest_url=rest.url,
            websocket_url=websocket.url,
            connections_url=websocket.management_url,
            aws_url=self.aws.url,
            database_url=self.postgres.url,
            redis_url=self.valkey.url,
        )
        folder.publish(self._state())
        self._sweep()

    def _forget(self) -> None:
        forget(self.settings.state_dir)
        shutil.rmtree(self.settings.state_dir, ignore_errors=True)

    def _start_stores(self, helpers: ThreadPoolExecutor) -> list[Future[None]]:
        settings = self.settings
        ports = [claim_port(getattr(settings, name), port_setting(name)) for name in ("postgres_port", "redis_port")]
        self.postgres = Postgres(settings.state_dir, ports[0], settings.patience)
        self.valkey = Valkey(settings.state_dir, ports[1], settings.patience)
        self._stack.callback(self.postgres.stop)
        self._stack.callback(self.valkey.stop)
        return [helpers.submit(self.postgres.start), helpers.submit(self.valkey.start)]

    def _start_aws(self) -> SecretStore:
        settings = self.settings
        self._objects = ObjectStore(settings.state_dir / "s3")
        secrets = SecretStore(settings.state_dir / "secrets.json")
        journal = Journal(settings.state_dir / "accepted")
        self.aws = AwsEndpoint(settings.aws_port, self._objects, secrets, journal, settings.patience)
        self._stack.callback(self.aws.stop)
        self.aws.start()
        return secrets

    def _first_environment(self, temporary: Path) -> dict[str, str]:
        settings = self.settings
        return {**base_environment(settings.stage, temporary), "AWS_ENDPOINT_URL": self.aws.url, **settings.environment}

    def _create_resources(self, secrets: SecretStore) -> None:
        settings = self.settings
        self._maker = Maker(self.aws.url, self.aws.invoker, secrets.read())
        stacks = Stacks()
        parameters = {"Stage": settings.stage, **settings.template_parameters}
        for pattern in settings.templates:
            for path in sorted(settings.project_dir.glob(pattern)):
                self._progress(f"resources of {path.name}")
                create(path, {**stacks.outputs, **parameters}, self._maker, stacks)
        self._objects.restore()
        self.outputs = stacks.outputs
        self.environment |= {**environment_from_outputs(stacks.outputs), **settings.environment}

    def _start_gateway_for_sockets(self) -> WebSocketGateway:
        settings = self.settings
        gateway = WebSocketGateway(settings.websocket_port, settings.connections_port, self.catalog, self.aws.invoker)
        self._stack.callback(gateway.stop)
        gateway.start()
        self.environment["WEBSOCKET_API_URL"] = gateway.management_url
        return gateway

    def _start_functions(self) -> None:
        settings = self.settings
        self.policies = self._policies()
        self.functions = Functions(
            self.catalog.functions,
            settings.project_dir,
            self.environment,
            settings.state_dir / "logs",
            settings.patience.worker_start,
            self.policies,
        )
        self._stack.callback(self.functions.close)
        self._stack.callback(self.aws.invoker.stop_starting)
        self._stack.callback(self.websocket.stop)  # before the functions end: connections still tell of their end
        self.aws.invoker.serve(self.functions)

    def _policies(self) -> Mapping[str, Mapping[str, Any]] | None:
        """What each function's role allows, where the project wrote it down; else None."""
        if not (self.settings.project_dir / policies.FILE).exists():
            return None
        written = policies.read_policies(self.settings.project_dir)
        values = {name: str(value) for name, value in self.outputs.items()}
        values |= {"Partition": "aws", "Region": REGION, "Account": ACCOUNT, "Stage": self.settings.stage}
        # What only AWS has, or what an operator set by hand.
        values |= {"DatabaseProxyUserArn": "local", **secrets_by_output(self.environment)}
        return {full: written.document(name, values | {"Function": full}) for name, full in self.catalog.names.items()}

    def _migrate(self) -> None:
        function = self.catalog.names.get("migrate")
        if function:
            self._progress("database migrations")
            answer = self.functions.invoke(function, {})
            if answer.error is not None:
                raise LocalCloudError(f"The database cannot be migrated: {answer.error.get('errorMessage')}")

    def _connect(self) -> None:
        """Preloads, then lets events reach the functions: S3, EventBridge, queues and the clock."""
        background = Background()
        self._stack.callback(background.stop)
        if self.settings.preload:
            self._preload()
        connect_sources(self.catalog, self._maker, background)

    def _preload(self) -> None:
        """Starts one worker of each function: those that people wait for first, the others meanwhile."""
        first = [self.catalog.api_function, *(authorizer.function for authorizer in self.catalog.authorizers)]
        names = [name for name in first if name]
        names += [name for name in self.functions.names() if name not in names]
        executor = ThreadPoolExecutor(PRELOAD_PARALLEL, thread_name_prefix="localcloud-preload")
        self._stack.callback(lambda: executor.shutdown(wait=True, cancel_futures=True))
        started = [executor.submit(self.functions.pool(name).preload) for name in names]
        self._progress("function workers")
        for name, future in zip(names[: len(first)], started, strict=False):
            error = future.result()
            if error is not None:
                raise LocalCloudError(f"The function {name} cannot start: {error.get('errorMessage')}")

    def _sweep(self) -> None:
        """Takes up what was accepted before, and runs at once what else waits for its schedule, where the app has it.

        What a kill cut short is the sweeper's to mend: the executions are gone, the jobs are not.
        """
        self.aws.invoker.resume()
        for name in ("warmer", "sweeper"):
            function = self.catalog.names.get(name)
            if function:
                self.aws.invoker.submit(function, {**schedule_event(function), "localStart": True})

    def _state(self) -> dict[str, Any]:
        return {
            "pid": os.getpid(),
            **vars(self.addresses),
            "outputs": {name: str(value) for name, value in self.outputs.items()},
            "environment": self.environment,
        }
