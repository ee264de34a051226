"""CloudFormation stacks: created, brought up to date, taken away, and waited for."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from deployment.errors import DeploymentError
from localcloud.cloudformation import load

POLL_SECONDS = 5.0

Say = Callable[[str], None]
Values = Mapping[str, str]


@dataclass(frozen=True)
class StackPlan:
    """One stack to deploy: its subject, its template, and its full name."""

    subject: str
    template: Path
    name: str

    def parameters(self) -> Mapping[str, Mapping[str, Any]]:
        """What the template asks for."""
        return dict(load(self.template).get("Parameters", {}))


BEFORE_THE_APP = ("network", "foundation", "data", "logs")
AFTER_THE_APP = ("workflow", "observability", "backup")
HOLDS_DATA = ("network", "foundation", "data", "backup")
"""Kept when a stage is taken down: data, and the network that the database stands in."""

FAILED_CREATION = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "REVIEW_IN_PROGRESS")
STUCK = ("UPDATE_ROLLBACK_FAILED", "DELETE_FAILED", "UPDATE_FAILED")


def plan(project: Path, stage: str, subject: str) -> StackPlan:
    """The stack of a subject. Raises DeploymentError where there is no template for it."""
    folder = "stepfunctions" if subject == "workflow" else "infrastructure"
    template = project / folder / f"{subject}.template.yaml"
    if not template.exists():
        raise DeploymentError(
            f"There is no template {template.relative_to(project)}: bring it back from the repository."
        )
    return StackPlan(subject, template, f"learning-yogi-{stage}-{subject}")


class CloudFormation:
    """The stacks of one region. ``client`` is boto3's."""

    def __init__(self, client: Any, say: Say, poll_seconds: float = POLL_SECONDS) -> None:
        self._client = client
        self._say = say
        self._poll_seconds = poll_seconds

    def status(self, name: str) -> str | None:
        """A stack's status, None where there is none of that name."""
        stack = self._describe(name)
        return None if stack is None else str(stack["StackStatus"])

    def outputs(self, name: str) -> dict[str, str]:
        """A stack's outputs; none where it does not exist."""
        stack = self._describe(name) or {}
        return {item["OutputKey"]: item["OutputValue"] for item in stack.get("Outputs", [])}

    def check(self, name: str) -> None:
        """Raises DeploymentError, with what to do, for a stack that cannot be brought up to date as it is."""
        status = self.status(name)
        if status in FAILED_CREATION:
            raise DeploymentError(
                f"The stack {name} was never created ({status}{self._reason(name)}): see to the cause, delete it with "
                f"`aws cloudformation delete-stack --stack-name {name}`, and run this again."
            )
        if status in STUCK:
            raise DeploymentError(
                f"The stack {name} is stuck in {status}{self._reason(name)}: see to the cause, continue its rollback "
                "in CloudFormation's console, and run this again."
            )

    def deploy(self, stack: StackPlan, values: Values) -> dict[str, str]:
        """Create the stack or bring it up to date; its outputs. Waits for what an interrupted run left under way.

        Raises DeploymentError with the reason of the first resource that failed.
        """
        self._settle(stack.name)
        self.check(stack.name)
        exists = self.status(stack.name) is not None
        request = {
            "StackName": stack.name,
            "TemplateBody": stack.template.read_text(),
            "Parameters": self._parameters(stack, values, exists),
            "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
            "Tags": [{"Key": "application", "Value": "learning-yogi"}],
        }
        try:
            (self._client.update_stack if exists else self._client.create_stack)(**request)
        except ClientError as error:
            if "No updates are to be performed" in str(error):
                self._say(f"{stack.name}: as it should be")
                return self.outputs(stack.name)
            raise DeploymentError(
                f"The stack {stack.name} was refused: {error.response['Error']['Message']}"
            ) from error
        status = self._settle(stack.name)
        if status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            raise DeploymentError(
                f"The stack {stack.name} ended in {status}{self._reason(stack.name)}: see to the cause, and run this "
                "again."
            )
        self._say(f"{stack.name}: {'updated' if exists else 'created'}")
        return self.outputs(stack.name)

    def delete(self, name: str) -> None:
        """Take a stack away, if it is there. Raises DeploymentError where something in it cannot go."""
        if self.status(name) is None:
            return
        self._client.delete_stack(StackName=name)
        status = self._settle(name)
        if status is not None and status != "DELETE_COMPLETE":
            raise DeploymentError(
                f"The stack {name} cannot be deleted ({status}{self._reason(name)}): see to the cause, and run this "
                "again."
            )
        self._say(f"{name}: deleted")

    def _parameters(self, stack: StackPlan, values: Values, exists: bool) -> list[dict[str, Any]]:
        known = {item["ParameterKey"] for item in (self._describe(stack.name) or {}).get("Parameters", [])}
        return parameters_for(stack, values, known if exists else set())

    def _settle(self, name: str) -> str | None:
        """Wait until nothing is under way; the status then."""
        told = None
        while True:
            status = self.status(name)
            if status is None or not status.endswith("_IN_PROGRESS") or status == "REVIEW_IN_PROGRESS":
                return status
            if status != told:
                self._say(f"{name}: {status.lower().replace('_', ' ')} …")
                told = status
            time.sleep(self._poll_seconds)

    def _reason(self, name: str) -> str:
        """Why the first resource failed, as an addition to a sentence."""
        events = self._client.describe_stack_events(StackName=name)["StackEvents"]
        failed = [event for event in events if event.get("ResourceStatus", "").endswith("_FAILED")]
        told = [e for e in failed if "cancelled" not in e.get("ResourceStatusReason", "")] or failed
        if not told:
            return ""
        return f", {told[-1]['LogicalResourceId']}: {told[-1].get('ResourceStatusReason', 'no reason given')}"

    def _describe(self, name: str) -> Mapping[str, Any] | None:
        try:
            stacks = self._client.describe_stacks(StackName=name)["Stacks"]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise
        return dict(stacks[0]) if stacks else None


def parameters_for(stack: StackPlan, values: Values, known: set[str]) -> list[dict[str, Any]]:
    """A template's parameters from the values at hand; what an earlier deployment gave (``known``) stays.

    Raises DeploymentError for a parameter that has no value from anywhere.
    """
    made: list[dict[str, Any]] = []
    for name, declared in stack.parameters().items():
        if name in values:
            made.append({"ParameterKey": name, "ParameterValue": values[name]})
        elif name in known:
            made.append({"ParameterKey": name, "UsePreviousValue": True})
        elif "Default" not in declared:
            raise DeploymentError(
                f"The template {stack.template.name} needs a value for {name}: give it with --parameter {name}=…."
            )
    return made
