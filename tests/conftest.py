"""One local cloud for all tests that need one, started when the first of them asks for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from localcloud.cloud import LocalCloud
from localcloud.settings import Patience, Settings
from tests.support import Teacher

ROOT = Path(__file__).resolve().parent.parent

CLOUD_FIXTURES = {"cloud", "services"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share the cloud run in one process, the others beside it."""
    for item in items:
        if CLOUD_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group("cloud"))


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """The whole product on free ports, with a folder of its own."""
    settings = Settings(
        project_dir=ROOT,
        state_dir=tmp_path_factory.mktemp("cloud"),
        environment={"STUCK_JOB_SECONDS": "1"},
        patience=Patience(async_retries=(0.1, 0.2), delivery_first=0.05, delivery_longest=0.2),
    ).with_free_ports()
    with LocalCloud(settings) as running:
        yield running


@pytest.fixture
def teacher(cloud: LocalCloud) -> Teacher:
    """A newly registered teacher, logged in."""
    return Teacher.register(cloud)


@pytest.fixture(scope="session")
def services(cloud: LocalCloud) -> Iterator[object]:
    """The app's own services in this process, on the cloud's real stores."""
    from chalicelib.aws import client
    from chalicelib.composition import Services
    from chalicelib.settings import Settings as AppSettings

    names = [name for name in cloud.environment if name.startswith("AWS_")]
    before = {name: os.environ.get(name) for name in names}
    os.environ.update({name: cloud.environment[name] for name in names})
    client.cache_clear()
    values = {name.lower(): value for name, value in cloud.environment.items()}
    made = Services(AppSettings.model_validate(values))
    yield made
    made.database.close()
    client.cache_clear()
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
