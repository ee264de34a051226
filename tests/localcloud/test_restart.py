"""What survives: an end by SIGTERM, an end by kill -9, and who may use a folder."""

from __future__ import annotations

import json
import os
import shutil
import socket
import tempfile
from dataclasses import fields, replace
from pathlib import Path

import psutil
import psycopg2
import pytest
import redis

from localcloud.cloud import LocalCloud
from localcloud.errors import AlreadyRunning, PortInUse
from localcloud.postgres import Postgres, forget
from localcloud.processes import claim_port, end_leftover
from localcloud.settings import Settings
from localcloud.state import StateFolder, holder, read_state
from tests.localcloud.conftest import QUICK, Tiny, aws_client, started, tiny_settings, wait_for


def write_everywhere(tiny: Tiny) -> dict[str, str]:
    """Puts something into every store and returns what has to be there again."""
    state = tiny.state
    s3, secrets = aws_client("s3", state["aws_url"]), aws_client("secretsmanager", state["aws_url"])
    s3.put_object(Bucket=tiny.bucket, Key="a/ü.txt", Body=b"first", ContentType="text/plain", Metadata={"by": "me"})
    first = s3.head_object(Bucket=tiny.bucket, Key="a/ü.txt")["VersionId"]
    s3.put_object(Bucket=tiny.bucket, Key="a/ü.txt", Body=b"second", ContentType="text/html")
    s3.put_object(Bucket=tiny.bucket, Key="gone", Body=b"x")
    s3.delete_object(Bucket=tiny.bucket, Key="gone")
    s3.put_object(Bucket="tiny-plain", Key="k", Body=b"old")
    s3.put_object(Bucket="tiny-plain", Key="k", Body=b"new")
    s3.put_object(Bucket="tiny-plain", Key="deleted", Body=b"x")
    s3.delete_object(Bucket="tiny-plain", Key="deleted")
    secrets.put_secret_value(SecretId="tiny/key", SecretString="rotated")
    connection = psycopg2.connect(state["database_url"])
    with connection, connection.cursor() as cursor:
        cursor.execute("INSERT INTO note VALUES ('kept')")
    connection.close()
    store = redis.Redis.from_url(state["redis_url"])
    store.set("kept", "yes")
    store.close()
    return {"version": first}


def check_everywhere(tiny: Tiny, kept: dict[str, str]) -> None:
    state = tiny.state
    s3, secrets = aws_client("s3", state["aws_url"]), aws_client("secretsmanager", state["aws_url"])
    now = s3.get_object(Bucket=tiny.bucket, Key="a/ü.txt")
    assert (now["Body"].read(), now["ContentType"]) == (b"second", "text/html")
    before = s3.get_object(Bucket=tiny.bucket, Key="a/ü.txt", VersionId=kept["version"])
    assert (before["Body"].read(), before["ContentType"], before["Metadata"]) == (b"first", "text/plain", {"by": "me"})
    assert [item["Key"] for item in s3.list_objects_v2(Bucket=tiny.bucket)["Contents"]] == ["a/ü.txt"]
    assert s3.get_object(Bucket="tiny-plain", Key="k")["Body"].read() == b"new"
    assert [item["Key"] for item in s3.list_objects_v2(Bucket="tiny-plain")["Contents"]] == ["k"]
    assert secrets.get_secret_value(SecretId="tiny/key")["SecretString"] == "rotated"
    connection = psycopg2.connect(state["database_url"])
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM note WHERE text = 'kept'")
        assert cursor.fetchone() == (1,)
    connection.close()
    store = redis.Redis.from_url(state["redis_url"])
    assert store.get("kept") == b"yes"
    store.close()


def accept_something_slow(tiny: Tiny) -> Path:
    """Has the cloud accept an event that it cannot finish soon, and returns where that is written down."""
    client = aws_client("lambda", tiny.state["aws_url"])
    client.invoke(FunctionName="tiny-local-nap", InvocationType="Event", Payload=b'{"seconds": 30}')
    return next(path for path in (tiny.state_dir / "accepted").glob("*.json") if '"seconds": 30' in path.read_text())


def alive(pids: list[int]) -> list[int]:
    return [p for p in pids if _status(p) not in (None, psutil.STATUS_ZOMBIE)]


def _status(pid: int) -> str | None:
    """A process's state; None where it is no more, be it since a moment ago."""
    try:
        return psutil.Process(pid).status()
    except psutil.NoSuchProcess:
        return None


def test_data_outlives_a_kill_and_an_end_and_processes_do_not(state_dir):
    tiny = started(state_dir)
    aws_client("lambda", tiny.state["aws_url"]).invoke(FunctionName="tiny-local-task", Payload=b"{}")
    kept = write_everywhere(tiny)
    accepted = accept_something_slow(tiny)
    children = [child.pid for child in psutil.Process(tiny.process.pid).children(recursive=True)]
    assert len(children) >= 3
    tiny.process.kill()
    tiny.process.wait()
    wait_for(lambda: not alive(children))
    assert read_state(state_dir) is None

    # What it was about to do is made quick, so that the next one can finish it.
    accepted.write_text(accepted.read_text().replace('"seconds": 30', '"seconds": 0'))
    tiny = started(state_dir)
    check_everywhere(tiny, kept)
    wait_for(lambda: not accepted.exists())
    assert f"{accepted.stem} napping" in (state_dir / "logs" / "tiny-local-nap.log").read_text()
    children = [child.pid for child in psutil.Process(tiny.process.pid).children(recursive=True)]
    with pytest.raises(AlreadyRunning):
        StateFolder(state_dir).acquire()
    assert holder(state_dir) == tiny.process.pid
    tiny.end()
    assert not alive(children)
    assert not (state_dir / "state.json").exists()
    assert holder(state_dir) is None


def test_postgres_finds_a_place_and_can_be_forgotten():
    hidden = Path(tempfile.mkdtemp(prefix="localcloud-test-hidden-"))  # mode 700: PostgreSQL's user cannot pass
    server = Postgres(hidden, claim_port(0, ""), QUICK)
    for _ in range(2):
        server.start()
        psycopg2.connect(server.url).close()
        server.stop()
    recorded = hidden / "postgres.json"
    home = Path(json.loads(recorded.read_text())["home"]) if recorded.exists() else hidden / "postgres"
    assert home.is_relative_to(hidden) == (os.geteuid() != 0)
    assert (home / "data").is_dir()
    forget(hidden)
    assert not home.exists()
    shutil.rmtree(hidden)


def test_a_generated_secret_stays_the_same(tiny, state_dir):
    value = json.loads((tiny.state_dir / "secrets.json").read_text())["tiny/key"]
    assert len(value) == 40
    assert value.isalnum()
    assert (tiny.state_dir / "secrets.json").stat().st_mode & 0o077 == 0
    assert (tiny.state_dir / "state.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", [item.name for item in fields(Settings) if item.name.endswith("_port")])
def test_a_port_in_use_is_named_with_its_setting(state_dir, name):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        cloud = LocalCloud(replace(tiny_settings(state_dir), **{name: port}))
        with pytest.raises(PortInUse) as error:
            cloud.start()
    assert str(port) in str(error.value)
    assert f"LOCALCLOUD_{name.upper()}" in str(error.value)
    assert holder(state_dir) is None


def test_a_strangers_process_is_left_alone():
    import signal
    import subprocess

    stranger = subprocess.Popen(["sleep", "30"])
    try:
        end_leftover(stranger.pid, "/no/such/folder", signal.SIGTERM, 1)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()
