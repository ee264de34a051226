"""An AWS account of moto's, empty, and a copy of the project to deploy to it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest

from deployment import package
from deployment.layers import BASE, LAYERS
from deployment.packages import Built, write_zip
from deployment.target import Target

ROOT = Path(__file__).resolve().parents[2]
REGION = "eu-west-1"
TARGET = Target(sys.version_info[:2], "arm64")
"""Chalice deploys for the Python that runs it; here that is the tests' own."""


@dataclass(frozen=True)
class Account:
    """An address that answers as AWS, and the environment for programs that talk to it."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def client(self, service: str) -> Any:
        return boto3.client(
            service,
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    log = (tmp_path_factory.mktemp("account") / "moto.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.deployment.moto_aws"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    yield Account(process.stdout.readline().strip())
    process.stdin.close()
    process.wait(60)
    log.close()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Chalice takes from a checkout, and the layer of requirements.txt where it looks for it: a small one."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("chalicelib", "deployment", "infrastructure", "stepfunctions"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / ".chalice").mkdir()
    for name in ("app.py", "requirements.txt", ".chalice/config.json", ".chalice/policies.json"):
        shutil.copyfile(ROOT / name, folder / name)
    shutil.copyfile(made_layers(folder)[BASE.name].zip, package.automatic_layer_path(folder, TARGET))
    return folder


def made_layers(folder: Path) -> dict[str, Built]:
    """Layers with next to nothing in them: nobody runs them here, and the real ones take minutes to build."""
    made = {}
    for layer in (BASE, *LAYERS):
        content = folder / ".build" / layer.name
        content.mkdir(parents=True, exist_ok=True)
        (content / f"{layer.name}_packages.py").write_text(f'"""{layer.name}"""\n')
        archive = content.with_suffix(".zip")
        write_zip(content, archive, "python")
        made[layer.name] = Built(layer, content, archive, 1)
    return made


def chalice(project: Path, account: Account, *arguments: str) -> str:
    """Run Chalice's command line as an operator does; what it printed."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("chalice")), *arguments],
        cwd=project,
        env=os.environ | account.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def zip_of(content: bytes, folder: Path) -> list[str]:
    """The names in a zip."""
    path = folder / "some.zip"
    path.write_bytes(content)
    with zipfile.ZipFile(path) as zipped:
        return zipped.namelist()
