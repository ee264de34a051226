"""CloudFormation's language: YAML with its short tags, parameters, conditions and intrinsic functions."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from localcloud.errors import UnsupportedTemplate
from localcloud.settings import ACCOUNT, REGION

NO_VALUE = object()
"""What ``AWS::NoValue`` resolves to: the property is left out."""

PSEUDO_PARAMETERS: dict[str, Any] = {
    "AWS::AccountId": ACCOUNT,
    "AWS::Region": REGION,
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::NoValue": NO_VALUE,
}


class _Loader(yaml.SafeLoader):
    """Reads ``!Ref x`` as ``{"Ref": "x"}`` and ``!Sub x`` as ``{"Fn::Sub": "x"}``."""


def _short_tag(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> Any:
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
        if suffix == "GetAtt":
            value = value.split(".", 1)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    elif isinstance(node, yaml.MappingNode):
        value = loader.construct_mapping(node, deep=True)
    else:
        raise UnsupportedTemplate(f"!{suffix} has no value.")
    return {name: value}


def _as_written(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    """A template's version is a date to YAML, and text to CloudFormation."""
    return node.value


_Loader.add_multi_constructor("!", _short_tag)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _as_written)


def load(path: Path) -> dict[str, Any]:
    """Returns a template as plain dictionaries. Raises UnsupportedTemplate for a file that is none."""
    document = yaml.load(path.read_text(), Loader=_Loader)  # noqa: S506 - a subclass of SafeLoader
    if not isinstance(document, dict) or "Resources" not in document:
        raise UnsupportedTemplate(f"{path.name} is no CloudFormation template: it has no Resources.")
    return document


Attribute = Callable[[str, str], Any]


class Evaluator:
    """Evaluates one template's expressions.

    ``reference`` returns a resource's Ref by logical id, ``attribute`` its attribute; both raise KeyError for an id
    that is not created yet. ``imports`` are other templates' exports.
    """

    def __init__(
        self,
        template: Mapping[str, Any],
        parameters: Mapping[str, Any],
        imports: Mapping[str, Any],
        reference: Callable[[str], Any],
        attribute: Attribute,
        stack_name: str,
    ) -> None:
        self._template = template
        self._imports = imports
        self._reference = reference
        self._attribute = attribute
        self._values = {**PSEUDO_PARAMETERS, "AWS::StackName": stack_name, **self._parameters(parameters)}
        self._functions: dict[str, Callable[[Any], Any]] = {
            "Ref": self._ref,
            "Fn::Sub": self._sub,
            "Fn::GetAtt": self._get_att,
            "Fn::Join": lambda v: v[0].join(str(item) for item in self.value(v[1]) if item is not NO_VALUE),
            "Fn::If": lambda v: self.value(v[1] if self.condition(v[0]) else v[2]),
            "Fn::Select": lambda v: self.value(v[1])[int(self.value(v[0]))],
            "Fn::Split": lambda v: str(self.value(v[1])).split(v[0]),
            "Fn::ImportValue": self._import,
            "Fn::FindInMap": self._find_in_map,
            "Fn::GetAZs": lambda v: [f"{REGION}{zone}" for zone in "abc"],
            "Fn::ToJsonString": lambda v: json.dumps(self.value(v)),
            "Fn::Equals": lambda v: str(self.value(v[0])) == str(self.value(v[1])),
            "Fn::Not": lambda v: not self._truth(v[0]),
            "Fn::And": lambda v: all(self._truth(item) for item in v),
            "Fn::Or": lambda v: any(self._truth(item) for item in v),
        }

    def _parameters(self, given: Mapping[str, Any]) -> dict[str, Any]:
        values = {}
        for name, declared in self._template.get("Parameters", {}).items():
            if name not in given and "Default" not in declared:
                raise UnsupportedTemplate(f"The template's parameter {name} has no default and no local value.")
            value = given.get(name, declared.get("Default"))
            kind = declared.get("Type", "String")
            if isinstance(value, str) and (kind == "CommaDelimitedList" or kind.startswith("List<")):
                value = [part.strip() for part in value.split(",")]
            values[name] = value
        return values

    def value(self, expression: Any) -> Any:
        """Returns an expression with every function evaluated. Raises UnsupportedTemplate for one it does not know."""
        if isinstance(expression, dict):
            if len(expression) == 1:
                name, argument = next(iter(expression.items()))
                if name in self._functions:
                    return self._functions[name](argument)
                if name.startswith("Fn::"):
                    raise UnsupportedTemplate(f"The local cloud does not know the template function {name}.")
            values = {key: self.value(item) for key, item in expression.items()}
            return {key: item for key, item in values.items() if item is not NO_VALUE}
        if isinstance(expression, list):
            return [item for item in (self.value(part) for part in expression) if item is not NO_VALUE]
        return expression

    def condition(self, name: str) -> bool:
        """Tells whether a named condition holds. Raises UnsupportedTemplate for an unknown name."""
        conditions = self._template.get("Conditions", {})
        if name not in conditions:
            raise UnsupportedTemplate(f"The template has no condition {name}.")
        return self._truth(conditions[name])

    def _truth(self, expression: Any) -> bool:
        if isinstance(expression, dict) and set(expression) == {"Condition"}:
            return self.condition(expression["Condition"])
        return bool(self.value(expression))

    def _ref(self, name: str) -> Any:
        return self._values[name] if name in self._values else self._reference(name)

    def _get_att(self, argument: Any) -> Any:
        logical_id, name = argument.split(".", 1) if isinstance(argument, str) else argument
        return self._attribute(logical_id, name)

    def _sub(self, argument: Any) -> str:
        text, extra = (argument, {}) if isinstance(argument, str) else argument
        own = {name: self.value(item) for name, item in extra.items()}

        def replace(match: re.Match[str]) -> str:
            name = match[1].strip()
            if name.startswith("!"):
                return "${" + name[1:] + "}"
            if name in own:
                return str(own[name])
            if name not in self._values and "." in name:
                return str(self._get_att(name))
            return str(self._ref(name))

        return re.sub(r"\$\{([^}]+)\}", replace, text)

    def _import(self, expression: Any) -> Any:
        name = self.value(expression)
        if name not in self._imports:
            raise UnsupportedTemplate(f"No template that was created before exports {name}.")
        return self._imports[name]

    def _find_in_map(self, argument: Any) -> Any:
        table, first, second = (self.value(item) for item in argument[:3])
        return self.value(self._template["Mappings"][table][first][second])
