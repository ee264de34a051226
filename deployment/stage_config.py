"""A stage's part of ``.chalice/config.json``, and its policies: what Chalice has to know of the deployed stacks.

Chalice reads nothing but that file, so the deployment writes into it, and the file is committed: afterwards
``chalice deploy --stage …`` alone is enough for a change of code (docs/decisions/0021-…).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chalicelib.settings import Settings
from deployment.layers import FUNCTIONS
from deployment.policies import WHERE_ASKED_FOR, read_policies

CONFIG = Path(".chalice") / "config.json"

OUTSIDE_THE_NETWORK = ("warmer",)
"""Functions that talk to AWS alone: without a network interface they start faster and need no way out of it."""

OURS = ("environment_variables", "subnet_ids", "security_group_ids")
"""The keys of a stage that are written here; what an operator added besides stays."""


def environment(stage: str, outputs: Mapping[str, str], pwa_origin: str) -> dict[str, str]:
    """The functions' environment: each output that is one of the app's settings, under the setting's name."""
    known = {name.upper() for name in Settings.model_fields}
    found = {_snake(name): value for name, value in outputs.items()}
    return {"STAGE": stage, "PWA_ORIGIN": pwa_origin} | {name: found[name] for name in sorted(found) if name in known}


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


def write(
    project: Path, stage: str, outputs: Mapping[str, str], layers: Mapping[str, str], place: Mapping[str, str], pwa: str
) -> bool:
    """Write the stage's configuration and policies. Returns whether anything changed.

    ``layers``: ARNs by layer; ``place``: Partition, Region and Account. Raises DeploymentError for a missing output.
    """
    policies = _policy_documents(project, stage, {**outputs, **place, "Stage": stage})
    folder = project / ".chalice" / "policies" / stage
    folder.mkdir(parents=True, exist_ok=True)
    changed = [_write_json(folder / f"{name}.json", document) for name, document in policies.items()]
    config = json.loads((project / CONFIG).read_text())
    config["stages"][stage] = _stage(config["stages"].get(stage, {}), stage, outputs, layers, pwa)
    return any([*changed, _write_json(project / CONFIG, config)])


def _policy_documents(project: Path, stage: str, values: Mapping[str, str]) -> dict[str, Mapping[str, Any]]:
    policies = read_policies(project)
    return {
        name: policies.document(name, {**values, "Function": function_name(stage, name)}) for name in policies.functions
    }


def function_name(stage: str, name: str) -> str:
    """A function's full name, as Chalice makes it."""
    return f"learning-yogi-{stage}" if name == "api_handler" else f"learning-yogi-{stage}-{name}"


def _stage(
    before: Mapping[str, Any], stage: str, outputs: Mapping[str, str], layers: Mapping[str, str], pwa: str
) -> dict[str, Any]:
    functions = dict(before.get("lambda_functions", {}))
    for name, needs in FUNCTIONS.items():
        own = {**functions.get(name, {}), "iam_policy_file": f"policies/{stage}/{name}.json"}
        if needs.layers:
            own["layers"] = [layers[layer] for layer in needs.layers]
        if name in OUTSIDE_THE_NETWORK:
            own |= {"subnet_ids": [], "security_group_ids": []}
        functions[name] = own
    return {
        **{key: value for key, value in before.items() if key not in (*OURS, "lambda_functions")},
        "environment_variables": {
            **_kept(before.get("environment_variables", {})),
            **environment(stage, outputs, pwa),
        },
        "subnet_ids": outputs["FunctionSubnetIds"].split(","),
        "security_group_ids": [outputs["FunctionSecurityGroupId"]],
        "lambda_functions": functions,
    }


def _kept(variables: Mapping[str, str]) -> dict[str, str]:
    """What stays of the environment. What a stage has by a switch goes with the switch."""
    switched = {_snake(name) for name in WHERE_ASKED_FOR}
    return {name: value for name, value in variables.items() if name not in switched}


def _write_json(path: Path, value: Any) -> bool:
    text = json.dumps(value, indent=2) + "\n"
    if path.exists() and path.read_text() == text:
        return False
    path.write_text(text)
    return True
