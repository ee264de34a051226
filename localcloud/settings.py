"""The local cloud's settings: ports, folders and how much patience it has."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

REGION = "eu-west-1"
ACCOUNT = "123456789012"
"""moto's own default account: resources made through its API belong to it."""

LOCAL_CREDENTIAL = "local"
"""Access key, and secret key, of everything that runs here."""


@dataclass(frozen=True)
class Patience:
    """Waits in seconds. AWS waits minutes where a person at a terminal wants an answer."""

    async_retries: tuple[float, ...] = (0.5, 1.0)
    """Before the second and the third attempt of an asynchronous invocation (AWS: one and two minutes)."""

    delivery_first: float = 0.2
    """Before EventBridge's second attempt at a target; doubles each time."""

    delivery_longest: float = 5.0
    worker_start: float = 60.0
    """For a worker's import of the app."""

    service_start: float = 30.0
    """For PostgreSQL and Valkey."""

    stop: float = 60.0
    """For PostgreSQL and Valkey to write what they hold, before they are killed: with a busy disk PostgreSQL was not
    done in ten seconds, and left its lock file."""


@dataclass(frozen=True)
class Settings:
    """One local cloud. A port of 0 takes a free one."""

    project_dir: Path
    state_dir: Path
    stage: str = "local"
    rest_port: int = 8800
    websocket_port: int = 8801
    connections_port: int = 8802
    aws_port: int = 8803
    postgres_port: int = 8804
    redis_port: int = 8805
    api_workers: int = 4
    """Most workers of the REST API's function."""

    function_workers: int = 2
    """Most workers of any other function, below its reserved concurrency."""

    keep: bool = True
    """False: the state folder, and everything outside it that belongs to it, is removed at the end."""

    preload: bool = True
    """Start one worker of each function with the cloud."""

    templates: tuple[str, ...] = ("infrastructure/foundation*.yaml", "stepfunctions/*.yaml")
    """The other templates of ``infrastructure/`` are networks, servers, watching and delivery: nothing to make here."""

    template_parameters: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    """Passed on to every function."""

    patience: Patience = field(default_factory=Patience)

    def with_free_ports(self) -> Settings:
        """Returns the same settings with every port 0."""
        ports: dict[str, Any] = {item.name: 0 for item in fields(self) if item.name.endswith("_port")}
        return replace(self, **ports)


PASSED_ON = ("LOG_LEVEL",)
"""Names that functions get from the terminal's environment, where they are set."""


def port_setting(field_name: str) -> str:
    """Returns the environment variable that sets a port field."""
    return f"LOCALCLOUD_{field_name.upper()}"


def settings_from_environment(project_dir: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """Returns the settings for a checkout, each overridden by its ``LOCALCLOUD_…`` variable.

    Raises ValueError, naming the variable, for a number that is none.
    """
    env = os.environ if environment is None else environment
    project = project_dir.resolve()
    numbers: dict[str, Any] = {
        item.name: _number(env, port_setting(item.name))
        for item in fields(Settings)
        if item.name.endswith(("_port", "_workers")) and env.get(port_setting(item.name))
    }
    return Settings(
        project_dir=project,
        state_dir=Path(env.get("LOCALCLOUD_STATE_DIR") or project / ".localcloud").resolve(),
        environment={name: env[name] for name in PASSED_ON if env.get(name)},
        **numbers,
    )


def _number(env: Mapping[str, str], name: str) -> int:
    try:
        return int(env[name])
    except ValueError:
        raise ValueError(f"{name} has to be a whole number, not {env[name]!r}.") from None
