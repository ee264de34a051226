"""``make package``: everything that is deployed, built, measured against Lambda's limits and tried."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chalice.deploy.packager import AppOnlyDeploymentPackager, DependencyBuilder, LayerDeploymentPackager
from chalice.utils import UI, OSUtils
from rich.console import Console
from rich.table import Table

from deployment.errors import DeploymentError
from deployment.layers import BASE, FUNCTIONS
from deployment.packages import Built, build_layers, unzipped_bytes
from deployment.target import Target
from deployment.verify import Deployed, import_all
from localcloud.describe import describe

ZIP_LIMIT = 50 * 1024**2
"""Bytes that Lambda takes in a direct upload, of a function or a layer."""

UNZIPPED_LIMIT = 250 * 1024**2
"""Bytes of a function together with its layers, unzipped."""

MIB = 1024**2


@dataclass(frozen=True)
class Package:
    """What will be uploaded: the function package that all functions share, and the layers by name."""

    function_zip: Path
    function_bytes: int
    layers: Mapping[str, Built]

    def unzipped_bytes(self, function: str) -> int:
        """A function together with its layers."""
        names = (BASE.name, *FUNCTIONS[function].layers)
        return self.function_bytes + sum(self.layers[name].unzipped_bytes for name in names)


def architecture_of(project: Path, stage: str) -> str:
    """The processor that a stage's functions run on, from ``.chalice/config.json``."""
    config = json.loads((project / ".chalice" / "config.json").read_text())
    stages = config["stages"]
    if stage not in stages:
        raise DeploymentError(
            f"There is no stage {stage!r} in .chalice/config.json: choose one of {', '.join(stages)}."
        )
    return str(stages[stage].get("lambda_architecture") or config.get("lambda_architecture") or "x86_64")


def build(project: Path, stage: str, target: Target) -> Package:
    """The function package and the layers, put where ``chalice deploy`` finds them. Raises DeploymentError."""
    output = project / ".build" / f"{target.architecture}-{target.runtime}"
    layers = {built.layer.name: built for built in build_layers(project, output, target)}
    shutil.copyfile(layers[BASE.name].zip, automatic_layer_path(project, target))
    compile_app(project)
    function_zip = _function_zip(project, target)
    check_functions(project, stage)
    return Package(function_zip, unzipped_bytes(function_zip), layers)


def automatic_layer_path(project: Path, target: Target) -> Path:
    """Where Chalice looks for the layer of ``requirements.txt`` before it builds one of its own."""
    osutils = OSUtils()
    builder = DependencyBuilder(osutils, architecture=target.architecture)
    packager = LayerDeploymentPackager(osutils, builder, UI(), architecture=target.architecture)
    path = Path(packager.deployment_package_filename(str(project), target.runtime))
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _function_zip(project: Path, target: Target) -> Path:
    osutils = OSUtils()
    packager = AppOnlyDeploymentPackager(osutils, DependencyBuilder(osutils), _Silent())
    return Path(packager.create_deployment_package(str(project), target.runtime))


class _Silent(UI):
    def write(self, msg: str) -> None:
        """Nothing: the report says it all."""


def compile_app(project: Path) -> None:
    """Byte code for the app's own modules, which Chalice packs with them; that of other Pythons is taken out.

    Checked by the source's hash: the times in a zip are not those of the files, and an edit has to count at once.
    """
    for cached in (project / "chalicelib").rglob("__pycache__/*.pyc"):
        if f".{sys.implementation.cache_tag}." not in cached.name:
            cached.unlink()
    command = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "checked-hash", "chalicelib"]
    subprocess.run(command, cwd=project, check=True)


def check_functions(project: Path, stage: str) -> dict[str, str]:
    """Handlers by function. Raises DeploymentError where ``layers.py`` and the app do not name the same functions."""
    handlers = {item["resource"]: item["handler"] for item in describe(str(project), stage)["functions"]}
    differing = sorted(set(handlers) ^ set(FUNCTIONS))
    if differing:
        raise DeploymentError(
            f"deployment/layers.py and app.py differ in the functions {', '.join(differing)}: align them."
        )
    return handlers


def verify(project: Path, stage: str, package: Package, target: Target) -> Mapping[str, int]:
    """Milliseconds of each function's import, tried where this machine can run the target; else nothing.

    The compiled files and the wheels' tags were checked when the layers were built. Raises DeploymentError.
    """
    if not target.runs_here:
        return {}
    handlers = check_functions(project, stage)
    functions = [
        Deployed(
            name,
            handlers[name],
            tuple(package.layers[layer].zip for layer in (BASE.name, *needs.layers)),
            needs.modules,
        )
        for name, needs in FUNCTIONS.items()
    ]
    with tempfile.TemporaryDirectory(prefix="learning-yogi-") as scratch:
        return import_all(package.function_zip, functions, target, Path(scratch))


def check_limits(package: Package) -> None:
    """Raises DeploymentError, with every excess, where Lambda would refuse the package."""
    zips = {"function": package.function_zip.stat().st_size}
    zips |= {f"layer {name}": built.zipped_bytes for name, built in package.layers.items()}
    excess = [f"the zip of the {name} has {size / MIB:.1f} MB" for name, size in zips.items() if size > ZIP_LIMIT]
    excess += [
        f"{name} has {package.unzipped_bytes(name) / MIB:.1f} MiB with its layers"
        for name in FUNCTIONS
        if package.unzipped_bytes(name) > UNZIPPED_LIMIT
    ]
    if excess:
        raise DeploymentError(
            f"Too large for Lambda (50 MB a zip, 250 MiB a function unzipped): {'; '.join(excess)}. "
            "Move packages between the layers in deployment/layers.py, or take out what is not needed."
        )


def report(console: Console, package: Package, imports: Mapping[str, int]) -> None:
    """Print every size."""
    sizes = Table("what", "zipped MB", "unzipped MB", title="Uploaded")
    sizes.add_row("function", _mb(package.function_zip.stat().st_size), _mb(package.function_bytes))
    for name, built in package.layers.items():
        sizes.add_row(f"layer {name}", _mb(built.zipped_bytes), _mb(built.unzipped_bytes))
    console.print(sizes)
    totals = Table("function", "layers", "MiB of 250", "import ms", title="Functions with their layers")
    for name, needs in FUNCTIONS.items():
        took = str(imports[name]) if name in imports else "-"
        totals.add_row(name, " ".join((BASE.name, *needs.layers)), _mb(package.unzipped_bytes(name)), took)
    console.print(totals)


def _mb(size: int) -> str:
    return f"{size / MIB:.1f}"
