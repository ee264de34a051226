"""A local cloud of a small app with every kind of function, one for the session, and folders that leave nothing."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import boto3
import pytest

from localcloud.functions import Functions, FunctionSpec
from localcloud.settings import LOCAL_CREDENTIAL, REGION, Patience, Settings
from localcloud.state import read_state

TINY_APP = Path(__file__).parent / "tiny_app"
ROOT = Path(__file__).resolve().parents[2]
BOTH = pytest.mark.parametrize("functions", ["fresh", "forked"], indirect=True)
QUICK = Patience(async_retries=(0.05, 0.1), delivery_first=0.05, delivery_longest=0.2)


@pytest.hookimpl(tryfirst=True)  # see tests/conftest.py
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share the tiny app's cloud run in one process."""
    for item in items:
        if "tiny" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("tiny"))


def made_state_dir() -> Path:
    """A folder that PostgreSQL's user can reach, unlike pytest's own below a root-only one."""
    path = Path(tempfile.mkdtemp(prefix="localcloud-test-"))
    path.chmod(0o755)
    return path


def tiny_settings(state_dir: Path) -> Settings:
    return Settings(project_dir=TINY_APP, state_dir=state_dir, preload=False, patience=QUICK).with_free_ports()


@pytest.fixture
def state_dir() -> Iterator[Path]:
    path = made_state_dir()
    yield path
    shutil.rmtree(path)


@dataclass(frozen=True)
class Tiny:
    """A local cloud of the tiny app, in a process of its own: moto's state belongs to a process."""

    state_dir: Path
    process: subprocess.Popen[bytes]

    @property
    def state(self) -> dict[str, Any]:
        found = read_state(self.state_dir)
        assert found is not None
        return found

    @property
    def bucket(self) -> str:
        return str(self.state["environment"]["DOCUMENTS_BUCKET"])

    def end(self) -> None:
        """Ends it as Ctrl-C would and checks that it agrees."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(30) == 0


def started(state_dir: Path) -> Tiny:
    """Starts the tiny app's cloud in a folder and returns when it answers."""
    log = state_dir / "harness.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.localcloud.harness", str(state_dir)],
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
        )

    def ready() -> bool:
        assert process.poll() is None, log.read_text()
        return read_state(state_dir) is not None

    wait_for(ready, 60)
    return Tiny(state_dir, process)


@pytest.fixture(scope="session")
def tiny() -> Iterator[Tiny]:
    path = made_state_dir()
    running = started(path)
    yield running
    running.end()
    shutil.rmtree(path)


def aws_client(service: str, endpoint: str) -> Any:
    return boto3.session.Session().client(
        service,
        region_name=REGION,
        endpoint_url=endpoint,
        aws_access_key_id=LOCAL_CREDENTIAL,
        aws_secret_access_key=LOCAL_CREDENTIAL,
    )


@pytest.fixture(scope="session")
def aws(tiny: Tiny) -> Callable[[str], Any]:
    clients: dict[str, Any] = {}
    endpoint = tiny.state["aws_url"]

    def client(service: str) -> Any:
        if service not in clients:
            clients[service] = aws_client(service, endpoint)
        return clients[service]

    return client


def wait_for(find: Callable[[], Any], seconds: float = 15) -> Any:
    """Returns what ``find`` finds, once that is something."""
    deadline = time.monotonic() + seconds
    while True:
        found = find()
        if found:
            return found
        assert time.monotonic() < deadline, "it did not come in time"
        time.sleep(0.05)


class Mailbox:
    """What arrived in a queue; everything stays, so that tests can look for their own."""

    def __init__(self, sqs: Any, queue: str) -> None:
        self._sqs = sqs
        self._url = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
        self.messages: list[dict[str, Any]] = []

    def look(self) -> list[dict[str, Any]]:
        got = self._sqs.receive_message(
            QueueUrl=self._url, MaxNumberOfMessages=10, WaitTimeSeconds=0, MessageAttributeNames=["All"]
        )
        for message in got.get("Messages", []):
            self._sqs.delete_message(QueueUrl=self._url, ReceiptHandle=message["ReceiptHandle"])
            self.messages.append({**message, "json": json.loads(message["Body"])})
        return self.messages

    def wait(self, wanted: Callable[[Any], bool]) -> dict[str, Any]:
        return wait_for(lambda: next((m for m in self.look() if wanted(m["json"])), None))


@pytest.fixture(scope="session")
def notes(aws: Callable[[str], Any]) -> Mailbox:
    """What the app's functions wrote down."""
    return Mailbox(aws("sqs"), "tiny-notes")


@pytest.fixture(scope="session")
def dead_letters(aws: Callable[[str], Any]) -> Mailbox:
    return Mailbox(aws("sqs"), "tiny-dead")


@pytest.fixture
def functions(request: pytest.FixtureRequest) -> Iterator[Callable[..., Functions]]:
    """Makes the app's functions without a cloud around them; ``@BOTH`` asks for workers off a nursery as well."""
    forked = getattr(request, "param", "fresh") == "forked"
    made: list[Functions] = []
    folder = made_state_dir()

    def make(handler: str = "app.task", project: Path = TINY_APP, **limits: Any) -> Functions:
        given = {"memory_mb": 512, "timeout_seconds": 10.0, "environment": {}, "max_workers": 2, **limits}
        spec = FunctionSpec(name="it", handler=handler, **given)
        base = {"AWS_DEFAULT_REGION": REGION, "AWS_REGION": REGION, "PATH": "/usr/bin:/bin"}
        specs = [spec, replace(spec, name="other", handler="app.nap")] if forked else [spec]
        made.append(Functions(specs, project, base, folder))
        return made[-1]

    make.log = folder / "it.log"  # type: ignore[attr-defined]
    yield make
    for one in made:
        one.close()
    shutil.rmtree(folder)
