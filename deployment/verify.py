"""The proof of a package: function and layers unpacked, each handler imported by a clean interpreter of the target."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from deployment.errors import DeploymentError
from deployment.packages import PYTHON_PREFIX
from deployment.target import Target

IMPORTING_AT_ONCE = 2

PROGRAM = """
import importlib, json, sys, time
asked = json.loads(sys.argv[1])
sys.path[:0] = asked["path"]
started = time.perf_counter()
module, _, name = asked["handler"].rpartition(".")
handler = getattr(importlib.import_module(module), name)
took = time.perf_counter() - started
if not callable(handler):
    sys.exit(f"{asked['handler']} is no function")
for later in asked["modules"]:
    importlib.import_module(later)
print(round(took * 1000))
"""
"""Imports as Lambda does: the handler's module, then its name; then what the handler's work imports."""


@dataclass(frozen=True)
class Deployed:
    """A function as it will be deployed: its handler, the zips of its layers, and the modules its work imports."""

    name: str
    handler: str
    layers: tuple[Path, ...]
    modules: tuple[str, ...]


def import_all(function_zip: Path, functions: Iterable[Deployed], target: Target, scratch: Path) -> Mapping[str, int]:
    """Milliseconds that each function's handler takes to import, nothing but its own package and layers on the path.

    Raises DeploymentError with the reason for the first one that cannot be imported.
    """
    task = scratch / "task"
    _unpack(function_zip, task)
    roots: dict[tuple[Path, ...], Path] = {}
    functions = tuple(functions)
    for function in functions:
        if function.layers not in roots:
            roots[function.layers] = scratch / f"opt-{len(roots)}"
            for layer in function.layers:
                _unpack(layer, roots[function.layers])
    with ThreadPoolExecutor(IMPORTING_AT_ONCE) as executor:
        took = executor.map(lambda function: _import(function, task, roots[function.layers], target), functions)
        return dict(zip((function.name for function in functions), took, strict=True))


def _import(function: Deployed, task: Path, root: Path, target: Target) -> int:
    asked = {
        "path": [str(task), str(root / PYTHON_PREFIX.format(runtime=target.runtime))],
        "handler": function.handler,
        "modules": function.modules,
    }
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", PROGRAM, json.dumps(asked)],
        cwd=task,
        env={"LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise DeploymentError(
            f"The function {function.name} cannot be imported from its package ({reason}): "
            "add what is missing to its requirements, or the layer to it in deployment/layers.py."
        )
    return int(done.stdout.splitlines()[-1])


def _unpack(archive: Path, folder: Path) -> None:
    with zipfile.ZipFile(archive) as zipped:
        zipped.extractall(folder)
