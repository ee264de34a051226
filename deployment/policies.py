"""Each function's IAM policy, from what is written down in ``.chalice/policies.json``.

The file has named statements and, for each function, the names of those that it gets. ``${…}`` in a resource is an
output of a stack, or one of Partition, Region, Account, Stage and Function.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from deployment.errors import DeploymentError

FILE = Path(".chalice") / "policies.json"

WHERE_ASKED_FOR = frozenset({"AnthropicSecretId", "VisionSecretId", "DatabaseProxyUserArn", "DatabaseSecretId"})
"""Outputs that a stage has only where its parameters ask for it: without one nobody needs the permission."""

Document = Mapping[str, Any]


class Statement(BaseModel):
    """What is allowed, and on what."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    actions: tuple[str, ...] = Field(alias="Action", min_length=1)
    resource: str | tuple[str, ...] = Field(alias="Resource")


class Policies(BaseModel):
    """The file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    every_function: tuple[str, ...] = Field(alias="everyFunction")
    functions: Mapping[str, tuple[str, ...]]
    statements: Mapping[str, Statement]

    def document(self, function: str, values: Mapping[str, str]) -> Document:
        """One function's policy as IAM takes it. Raises DeploymentError where a value is missing."""
        names = (*self.every_function, *self.functions[function])
        made = [_statement(name, self.statements[name], values) for name in names]
        return {"Version": "2012-10-17", "Statement": [statement for statement in made if statement]}


def read_policies(project: Path) -> Policies:
    """What the project wrote down."""
    return Policies.model_validate(json.loads((project / FILE).read_text()))


def _statement(name: str, statement: Statement, values: Mapping[str, str]) -> dict[str, Any] | None:
    listed = (statement.resource,) if isinstance(statement.resource, str) else statement.resource
    resources = []
    for resource in listed:
        try:
            resources.append(Template(resource).substitute(values))
        except KeyError as missing:
            if missing.args[0] in WHERE_ASKED_FOR:
                return None
            raise DeploymentError(
                f"The permission {name} needs the value {missing.args[0]}, which no stack has as its output: "
                "deploy the stacks first, or correct .chalice/policies.json."
            ) from None
    return {"Sid": name, "Effect": "Allow", "Action": list(statement.actions), "Resource": resources}
