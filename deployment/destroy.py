"""``make destroy``: a stage taken down. Data stays, with the network that the database stands in, unless told."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deployment import adopt, live, stacks
from deployment.errors import DeploymentError
from deployment.layers import LAYERS
from deployment.publish import delete_layers
from deployment.smoke import forget_password
from deployment.stacks import AFTER_THE_APP, BEFORE_THE_APP, HOLDS_DATA, CloudFormation
from deployment.stage_config import function_name

AUTOMATIC_LAYER = "managed-layer"
"""Chalice's name for the base layer; it deletes the version that it noted, and no other."""

BUCKETS = ("DocumentsBucket", "ArtifactsBucket")


def destroy(
    project: Path, stage: str, session: Any, chalice: Path, with_data: bool, say: Callable[[str], None]
) -> None:
    """Take the stage down, in the reverse order. Raises DeploymentError with what to do; running it again continues."""
    formation = CloudFormation(session.client("cloudformation"), say)
    names = {subject: stacks.plan(project, stage, subject).name for subject in (*BEFORE_THE_APP, *AFTER_THE_APP)}
    for subject in reversed(AFTER_THE_APP):
        if with_data or subject not in HOLDS_DATA:
            formation.delete(names[subject])
    _delete_app(project, stage, session, chalice, say)
    delete_layers(session.client("lambda"), stage, (*(layer.name for layer in LAYERS), AUTOMATIC_LAYER))
    if with_data:
        outputs = formation.outputs(names["foundation"])
        for bucket in (outputs[name] for name in BUCKETS if name in outputs):
            _empty(session, bucket)
            say(f"{bucket}: emptied")
    for subject in reversed(BEFORE_THE_APP):
        if with_data or subject not in HOLDS_DATA:
            formation.delete(names[subject])
    if with_data:
        for bucket in (outputs[name] for name in BUCKETS if name in outputs):
            _delete_bucket(session, bucket)
        forget_password(session.client("secretsmanager"), stage)
    else:
        say("Kept: the data and its network. `make deploy` builds on them again; ARGS=--with-data removes them too.")


def _delete_app(project: Path, stage: str, session: Any, chalice: Path, say: Callable[[str], None]) -> None:
    functions = session.client("lambda")
    for name in live.KEPT_READY:
        live.delete_alias(functions, function_name(stage, name))
    adopt.adopt(project, stage, session.client("apigateway"), session.client("apigatewayv2"))
    if not (project / ".chalice" / "deployed" / f"{stage}.json").exists():
        say("the app: nothing of it is there")
        return
    done = subprocess.run([str(chalice), "delete", "--stage", stage], cwd=project, check=False)
    if done.returncode:
        raise DeploymentError("`chalice delete` failed: see above, put it right, and run this again.")


def _empty(session: Any, bucket: str) -> None:
    """Delete every version of every object."""
    session.resource("s3").Bucket(bucket).object_versions.delete()


def _delete_bucket(session: Any, bucket: str) -> None:
    """Delete a bucket that its stack left, if it did."""
    found = [item["Name"] for item in session.client("s3").list_buckets()["Buckets"]]
    if bucket in found:
        session.client("s3").delete_bucket(Bucket=bucket)
