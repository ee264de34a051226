"""One local cloud for all tests that need one, started when the first of them asks for it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
import redis

from localcloud.cloud import LocalCloud
from localcloud.settings import Patience, Settings
from tests.fakes.messages_api import MessagesApi
from tests.fakes.vision_api import VisionApi
from tests.support import Teacher

ROOT = Path(__file__).resolve().parent.parent

ANTHROPIC_SECRET = "test/anthropic"
VISION_SECRET = "test/vision"

CLOUD_FIXTURES = {"cloud", "services"}


@pytest.hookimpl(tryfirst=True)  # the groups must be named before the workers' plugin reads them
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share the cloud run in one process, the others beside it; those that look back come last."""
    items.sort(key=lambda item: item.get_closest_marker("afterwards") is not None)
    for item in items:
        if CLOUD_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group("cloud"))


@pytest.fixture(scope="session")
def messages_api() -> Iterator[MessagesApi]:
    """What stands in for Anthropic, for the whole session."""
    api = MessagesApi()
    yield api
    api.close()


@pytest.fixture
def model(messages_api: MessagesApi, cloud: LocalCloud) -> Iterator[MessagesApi]:
    """The same, as new: nothing was asked before, and nothing failed."""

    def forget() -> None:
        messages_api.reset()
        with redis.Redis.from_url(cloud.addresses.redis_url) as cache:
            keys = [key for pattern in ("llm:*", "circuit:*") for key in cache.scan_iter(pattern)]
            if keys:
                cache.delete(*keys)

    forget()
    yield messages_api
    forget()


@pytest.fixture(scope="session")
def vision_server() -> Iterator[VisionApi]:
    """What stands in for Google Cloud Vision, for the whole session."""
    api = VisionApi()
    yield api
    api.close()


@pytest.fixture
def vision(vision_server: VisionApi) -> Iterator[VisionApi]:
    """The same, as new."""
    vision_server.reset()
    yield vision_server
    vision_server.reset()


@pytest.fixture(scope="session")
def cloud(
    tmp_path_factory: pytest.TempPathFactory, messages_api: MessagesApi, vision_server: VisionApi
) -> Iterator[LocalCloud]:
    """The whole product on free ports, with a folder of its own."""
    settings = Settings(
        project_dir=ROOT,
        keep=False,
        state_dir=tmp_path_factory.mktemp("cloud"),
        environment={
            "STUCK_JOB_SECONDS": "1",
            "ANTHROPIC_SECRET_ID": ANTHROPIC_SECRET,
            # Only the tests that put Vision in the local engine's place use it.
            "VISION_SECRET_ID": VISION_SECRET,
            "ANTHROPIC_BASE_URL": messages_api.url,
            "VISION_ENDPOINT": vision_server.url,
        },
        patience=Patience(async_retries=(0.1, 0.2), delivery_first=0.05, delivery_longest=0.2),
    ).with_free_ports()
    with LocalCloud(settings) as running:
        secrets = boto3.client(
            "secretsmanager",
            endpoint_url=running.addresses.aws_url,
            region_name=running.environment["AWS_REGION"],
            aws_access_key_id="local",
            aws_secret_access_key="local",
        )
        secrets.create_secret(Name=ANTHROPIC_SECRET, SecretString='{"apiKey": "test-key"}')
        secrets.create_secret(Name=VISION_SECRET, SecretString=json.dumps(vision_server.account))
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
