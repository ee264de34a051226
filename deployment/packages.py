"""Building a layer: wheels for the target unpacked, pruned, compiled, zipped — the same bytes each time."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from deployment.errors import DeploymentError
from deployment.layers import BASE, LAYERS, Layer
from deployment.target import Target

UNUSED_FOLDERS = frozenset({"tests", "test", "testing_data", "include", "__pycache__", "sboms"})
UNUSED_SUFFIXES = (".pyi", ".pxd", ".pyx", ".h", ".hpp", ".c", ".a", ".typed")
UNUSED_METADATA = frozenset({"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"})
"""What nothing reads at run time. Tags (``WHEEL``), versions and entry points of a distribution stay."""

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time stamp of every entry: a zip of the same files is the same zip."""

PYTHON_PREFIX = "python/lib/{runtime}/site-packages"
"""Where Lambda's Python looks in a layer."""


@dataclass(frozen=True)
class Built:
    """One built layer: its unpacked packages, and the zip of them."""

    layer: Layer
    folder: Path
    zip: Path
    unzipped_bytes: int

    @property
    def zipped_bytes(self) -> int:
        return self.zip.stat().st_size


def build_layers(project: Path, output: Path, target: Target) -> tuple[Built, ...]:
    """Every layer, the base first. Raises DeploymentError where a wheel for the target is not to be had."""
    built: dict[str, Built] = {}
    for layer in (BASE, *LAYERS):
        present = [built[name].folder for name in (BASE.name, *layer.beside) if name in built]
        built[layer.name] = build_layer(project, output, target, layer, present)
    return tuple(built.values())


def build_layer(project: Path, output: Path, target: Target, layer: Layer, present: Sequence[Path]) -> Built:
    """One layer without what is already ``present`` in layers that are always attached with it."""
    folder, archive = output / layer.name, output / f"{layer.name}.zip"
    known = installed(present)
    recipe = _recipe(project, target, layer, known)
    kept_recipe = output / f"{layer.name}.recipe"
    if archive.exists() and kept_recipe.exists() and kept_recipe.read_text() == recipe:
        return Built(layer, folder, archive, unzipped_bytes(archive))
    kept_recipe.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _install(project / layer.requirements, layer.packages, folder, target, known)
    for distribution in distributions(path=[str(folder)]):
        if normal(distribution.name) in known:
            _remove(distribution, folder)
    check_binaries(folder, target)
    prune(folder)
    compile_to_bytecode(folder)
    write_zip(folder, archive, PYTHON_PREFIX.format(runtime=target.runtime))
    kept_recipe.write_text(recipe)
    return Built(layer, folder, archive, unzipped_bytes(archive))


def _recipe(project: Path, target: Target, layer: Layer, known: Mapping[str, str]) -> str:
    """All that decides what is in a layer: while it is the same, so is the layer."""
    lines = pinned(project / layer.requirements, layer.packages)
    parts = (repr(target), repr(layer), *lines, repr(sorted(known.items())), Path(__file__).read_text())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def normal(name: str) -> str:
    """A distribution's name as compared (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def installed(folders: Iterable[Path]) -> dict[str, str]:
    """Versions by name of the distributions in folders."""
    return {normal(d.name): d.version for d in distributions(path=[str(folder) for folder in folders])}


def pinned(requirements: Path, packages: Sequence[str] | None) -> list[str]:
    """A file's requirement lines, or those of the named packages. Raises DeploymentError for one that is missing."""
    lines = [line.split("#")[0].strip() for line in requirements.read_text().splitlines()]
    by_name = {normal(re.split(r"[=<>~!\[;]", line)[0].strip()): line for line in lines if line}
    if packages is None:
        return list(by_name.values())
    missing = [name for name in packages if normal(name) not in by_name]
    if missing:
        raise DeploymentError(f"{requirements.name} does not pin {', '.join(missing)}: add it, or change layers.py.")
    return [by_name[normal(name)] for name in packages]


def _install(
    requirements: Path, packages: Sequence[str] | None, folder: Path, target: Target, known: Mapping[str, str]
) -> None:
    """Unpack wheels for the target, in the versions that are ``known`` from other layers."""
    constraints = folder.with_suffix(".constraints")
    constraints.write_text("".join(f"{name}=={version}\n" for name, version in known.items()))
    platforms = [part for platform in target.platforms for part in ("--platform", platform)]
    command = [
        *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"),
        *("--target", str(folder), "--only-binary=:all:", "--implementation", "cp"),
        *("--python-version", f"{target.python[0]}.{target.python[1]}", *platforms),
        *("--constraint", str(constraints), *pinned(requirements, packages)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    constraints.unlink()
    if done.returncode:
        reason = next((line for line in done.stderr.splitlines() if line.startswith("ERROR")), "pip gave no reason")
        raise DeploymentError(
            f"The packages of {requirements.name} cannot be had for {target.runtime} on {target.architecture} "
            f"({reason}): check the connection to the package index, or pin a version with a wheel for it."
        )


def _remove(distribution: Distribution, folder: Path) -> None:
    """Take a distribution out of a folder again."""
    for file in distribution.files or ():
        path = folder / file
        if path.is_relative_to(folder) and path.is_file():
            path.unlink()
    for path in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()


def check_binaries(folder: Path, target: Target) -> None:
    """Raises DeploymentError where a wheel's tags or a compiled file are not for the target."""
    fitting = {*target.platforms, "any"}
    for wheel in folder.glob("*.dist-info/WHEEL"):
        tags = re.findall(r"^Tag: \S+-\S+-(\S+)$", wheel.read_text(), re.MULTILINE)
        if tags and not fitting.intersection(part for tag in tags for part in tag.split(".")):
            raise DeploymentError(f"{wheel.parent.name} is built for {', '.join(tags)}, not for {target.architecture}.")
    for path in folder.rglob("*"):
        machine = elf_machine(path)
        if machine is not None and machine != target.elf_machine:
            raise DeploymentError(f"{path.relative_to(folder)} is compiled for another processor than the function's.")


def elf_machine(path: Path) -> int | None:
    """The processor a compiled file is for (ELF's ``e_machine``), None for every other file."""
    if ".so" not in path.name or path.is_symlink() or not path.is_file():
        return None
    with path.open("rb") as file:
        header = file.read(20)
    return int.from_bytes(header[18:20], "little") if header[:4] == b"\x7fELF" else None


def prune(folder: Path) -> None:
    """Delete what no function reads."""
    shutil.rmtree(folder / "bin", ignore_errors=True)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif _unused(path.relative_to(folder)):
            path.unlink()


def _unused(path: Path) -> bool:
    if path.parent.suffix == ".dist-info":
        return path.name in UNUSED_METADATA
    return path.suffix in UNUSED_SUFFIXES or not UNUSED_FOLDERS.isdisjoint(path.parts[:-1])


def compile_to_bytecode(folder: Path) -> None:
    """Byte code beside every module, used without looking at the source: it halves import times in a cold start."""
    command = [sys.executable, "-m", "compileall", "-q", "-f", "--invalidation-mode", "unchecked-hash"]
    # `-s` takes this machine's folder out of tracebacks. Some packages carry files for other Pythons: they may fail.
    subprocess.run([*command, "-s", str(folder), "-p", "/opt/python", str(folder)], capture_output=True, check=False)


def unzipped_bytes(archive: Path) -> int:
    """What a zip's files take on disk."""
    with zipfile.ZipFile(archive) as zipped:
        return sum(entry.file_size for entry in zipped.infolist())


def write_zip(folder: Path, archive: Path, prefix: str) -> None:
    """Zip a folder's files below ``prefix``."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
        for path in _files(folder):
            entry = zipfile.ZipInfo(f"{prefix}/{path.relative_to(folder).as_posix()}", LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o755 if os.access(path, os.X_OK) else 0o644) << 16
            zipped.writestr(entry, path.read_bytes())


def _files(folder: Path) -> Iterator[Path]:
    return iter(sorted(path for path in folder.rglob("*") if path.is_file()))
