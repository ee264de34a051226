"""The resources that the repository's CloudFormation templates declare, made in the local AWS endpoint."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from localcloud import resources
from localcloud.cloudformation import Evaluator, load
from localcloud.errors import UnsupportedTemplate
from localcloud.resources import Made, Maker

LOG = logging.getLogger(__name__)

WITHOUT_LOCAL_MEANING = frozenset(
    {
        "AWS::CloudWatch::Alarm",
        "AWS::EC2::VPC",
        "AWS::Lambda::Permission",
        "AWS::S3::BucketPolicy",
        "AWS::SNS::Subscription",
        "AWS::SNS::TopicPolicy",
    }
)
"""Networks, permissions, delivery and watching: replaced by the local processes, or with nothing to do here."""


@dataclass
class Stacks:
    """What has been created so far: every template's outputs and exports."""

    outputs: dict[str, Any] = field(default_factory=dict)
    exports: dict[str, Any] = field(default_factory=dict)


def create(path: Path, parameters: Mapping[str, Any], maker: Maker, stacks: Stacks) -> None:
    """Creates a template's resources and adds its outputs and exports to ``stacks``.

    Raises UnsupportedTemplate for a resource type or a function the local cloud does not know, naming it.
    """
    template = load(path)
    stack = _Stack(path, template, parameters, maker, stacks)
    unknown = sorted(stack.types() - WITHOUT_LOCAL_MEANING - set(resources.MAKERS))
    if unknown:
        raise UnsupportedTemplate(f"{path.name} declares what the local cloud does not know: {', '.join(unknown)}.")
    for logical_id in template["Resources"]:
        stack.resource(logical_id)
    for name, output in template.get("Outputs", {}).items():
        if "Condition" not in output or stack.evaluator.condition(output["Condition"]):
            stacks.outputs[name] = stack.evaluator.value(output["Value"])
            if "Export" in output:
                stacks.exports[stack.evaluator.value(output["Export"]["Name"])] = stacks.outputs[name]


class _Stack:
    """One template on its way: resources are made when something first refers to them."""

    def __init__(
        self, path: Path, template: dict[str, Any], parameters: Mapping[str, Any], maker: Maker, stacks: Stacks
    ) -> None:
        self._path = path
        self._template = template
        self._maker = maker
        self._made: dict[str, Made] = {}
        self._underway: set[str] = set()
        self.evaluator = Evaluator(
            template,
            parameters,
            stacks.exports,
            lambda name: self.resource(name).ref,
            lambda name, attribute: self._attribute(name, attribute),
            path.stem,
        )

    def types(self) -> set[str]:
        """The types of all resources whose condition holds."""
        return {
            resource["Type"]
            for resource in self._template["Resources"].values()
            if "Condition" not in resource or self.evaluator.condition(resource["Condition"])
        }

    def resource(self, logical_id: str) -> Made:
        """Returns a resource, made now if it is not yet. One whose condition does not hold is there in name only."""
        if logical_id in self._made:
            return self._made[logical_id]
        declared = self._template["Resources"].get(logical_id)
        if declared is None:
            raise UnsupportedTemplate(f"{self._path.name} refers to {logical_id}, which it does not declare.")
        if logical_id in self._underway:
            raise UnsupportedTemplate(f"{self._path.name}: {logical_id} depends on itself.")
        self._underway.add(logical_id)
        self._made[logical_id] = self._make(logical_id, declared)
        return self._made[logical_id]

    def _make(self, logical_id: str, declared: dict[str, Any]) -> Made:
        name = f"{self._path.stem}-{logical_id}"
        wanted = "Condition" not in declared or self.evaluator.condition(declared["Condition"])
        if not wanted or declared["Type"] in WITHOUT_LOCAL_MEANING:
            return Made(f"local-{logical_id}", {})
        properties = self.evaluator.value(declared.get("Properties", {}))
        return resources.MAKERS[declared["Type"]](self._maker, resources.Request(name, properties, self._path.parent))

    def _attribute(self, logical_id: str, attribute: str) -> Any:
        made = self.resource(logical_id)
        if attribute in made.attributes:
            return made.attributes[attribute]
        declared = self._template["Resources"][logical_id]["Type"]
        if declared in WITHOUT_LOCAL_MEANING or made.ref == f"local-{logical_id}":
            return f"local-{logical_id}-{attribute}"
        raise UnsupportedTemplate(f"{self._path.name}: {declared} has no attribute {attribute} in the local cloud.")
