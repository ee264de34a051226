"""The templates as CloudFormation reads them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from cfnlint.decode import decode
from cfnlint.template import Template
from cfnlint.template.transforms._language_extensions import language_extension

ROOT = Path(__file__).resolve().parents[2]
REGIONS = ("eu-west-1", "us-east-1")
PATHS = sorted([*(ROOT / "infrastructure").glob("*.yaml"), *(ROOT / "stepfunctions").glob("*.yaml")])
ASL = ROOT / "stepfunctions" / "document_processing.asl.json"


def path_of(name: str) -> Path:
    (path,) = [path for path in PATHS if path.name == f"{name}.template.yaml"]
    return path


@cache
def _expanded(path: Path) -> str:
    template, problems = decode(str(path))
    assert not problems
    assert template is not None
    if "Transform" in template:
        problems, template = language_extension(Template(str(path), template, list(REGIONS)))
        assert not problems
    return json.dumps(template)


def expanded(name: str) -> dict[str, Any]:
    """A template with its loops unrolled, as the service's own transform does it."""
    template: dict[str, Any] = json.loads(_expanded(path_of(name)))
    return template


def declared_functions(catalog: Any) -> set[str]:
    """The deployed functions' names without the common part; the API function's is empty."""
    return {spec.name.removeprefix("learning-yogi-local").removeprefix("-") for spec in catalog.functions}
