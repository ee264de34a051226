"""What `make package` builds, measures and refuses."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from deployment import package, packages
from deployment.errors import DeploymentError
from deployment.layers import BASE, FUNCTIONS, LAYERS, Layer
from deployment.packages import Built
from deployment.target import Target, target_for
from deployment.verify import Deployed, import_all

ROOT = Path(__file__).resolve().parents[2]
HERE = Target(sys.version_info[:2], "x86_64")
ARM = Target((3, 12), "arm64")


def test_a_python_whose_image_cannot_run_the_wheels_is_refused_with_the_remedy() -> None:
    with pytest.raises(DeploymentError, match=r"glibc 2\.26.*PYTHON=python3\.12"):
        target_for("arm64", (3, 11))


def test_an_unknown_processor_is_refused() -> None:
    with pytest.raises(DeploymentError, match="ARCH is arm64 or x86_64"):
        target_for("riscv", (3, 12))


def test_the_target_takes_wheels_up_to_its_own_glibc() -> None:
    assert "manylinux_2_34_aarch64" in ARM.platforms
    assert "manylinux_2_35_aarch64" not in ARM.platforms
    assert "manylinux2014_aarch64" in ARM.platforms


def test_every_function_of_the_app_has_its_layers_written_down() -> None:
    assert set(package.check_functions(ROOT, "prod")) == set(FUNCTIONS)
    known = {layer.name for layer in LAYERS}
    assert all(set(needs.layers) <= known for needs in FUNCTIONS.values())
    assert all(len(needs.layers) + 1 <= 5 for needs in FUNCTIONS.values()), "Lambda takes five layers a function"


def test_every_package_of_the_requirements_is_in_a_layer() -> None:
    for name in {layer.requirements for layer in LAYERS}:
        wanted = packages.pinned(ROOT / name, None)
        held = [
            line
            for layer in LAYERS
            if layer.requirements == name
            for line in packages.pinned(ROOT / name, layer.packages)
        ]
        assert sorted(held) == sorted(wanted), name


def test_a_layer_of_a_package_that_nobody_pinned_is_refused(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("redis==1\n")
    with pytest.raises(DeploymentError, match="does not pin numpy"):
        packages.pinned(tmp_path / "requirements.txt", ["numpy"])


def made_library(folder: Path, machine: int) -> Path:
    """The head of a compiled file for a processor (ELF: 64 bit, little-endian, shared object)."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "thing.cpython-312.so"
    path.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(9) + struct.pack("<HH", 3, machine) + bytes(44))
    return path


def test_a_file_compiled_for_another_processor_is_found(tmp_path: Path) -> None:
    made_library(tmp_path / "a", ARM.elf_machine)
    packages.check_binaries(tmp_path, ARM)
    made_library(tmp_path / "b", HERE.elf_machine)
    with pytest.raises(DeploymentError, match=r"b/thing.*another processor"):
        packages.check_binaries(tmp_path, ARM)


def test_a_wheel_for_another_processor_is_found(tmp_path: Path) -> None:
    metadata = tmp_path / "thing-1.0.dist-info"
    metadata.mkdir()
    (metadata / "WHEEL").write_text("Wheel-Version: 1.0\nTag: cp312-cp312-manylinux_2_28_x86_64\n")
    with pytest.raises(DeploymentError, match=r"thing-1\.0.*not for arm64"):
        packages.check_binaries(tmp_path, ARM)
    (metadata / "WHEEL").write_text("Wheel-Version: 1.0\nTag: cp312-cp312-manylinux_2_28_aarch64\nTag: x-y-z\n")
    packages.check_binaries(tmp_path, ARM)


def test_pruning_takes_tests_and_headers_and_leaves_code_and_versions(tmp_path: Path) -> None:
    files = [
        "pkg/__init__.py",
        "pkg/core.py",
        "pkg/data/model.bin",
        "pkg-1.dist-info/METADATA",
        "pkg-1.dist-info/WHEEL",
    ]
    gone = ["pkg/tests/test_core.py", "pkg/tests/data/x.bin", "pkg/core.pyi", "pkg/include/a.h", "bin/tool"]
    gone += ["pkg-1.dist-info/RECORD", "pkg/__pycache__/core.cpython-312.pyc"]
    for name in files + gone:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    packages.prune(tmp_path)
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()) == sorted(files)
    assert not (tmp_path / "pkg/tests").exists()


def test_the_same_files_make_the_same_zip(tmp_path: Path) -> None:
    folder = tmp_path / "layer"
    folder.mkdir()
    (folder / "a.py").write_text("x = 1\n")
    packages.write_zip(folder, tmp_path / "1.zip", "python")
    os.utime(folder / "a.py", (0, 1e9))
    packages.write_zip(folder, tmp_path / "2.zip", "python")
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def made_package(tmp_path: Path, unzipped: dict[str, int], zipped: int = 10) -> package.Package:
    archive = tmp_path / "some.zip"
    with archive.open("wb") as file:
        file.truncate(zipped)
    layers = {layer.name: Built(layer, tmp_path, archive, unzipped.get(layer.name, 1)) for layer in (BASE, *LAYERS)}
    return package.Package(archive, 1, layers)


def test_a_zip_of_more_than_fifty_megabytes_is_refused(tmp_path: Path) -> None:
    package.check_limits(made_package(tmp_path, {}, package.ZIP_LIMIT))
    with pytest.raises(DeploymentError, match=r"the zip of the layer opencv has 50\.0 MB"):
        package.check_limits(made_package(tmp_path, {}, package.ZIP_LIMIT + 1))


def test_a_function_of_more_than_250_mebibytes_with_its_layers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeploymentError) as refused:
        package.check_limits(made_package(tmp_path, {"documents": package.UNZIPPED_LIMIT}))
    assert "classifier has 250.0 MiB" in str(refused.value)
    assert "validator" not in str(refused.value)


def test_a_function_that_lacks_a_package_is_named(tmp_path: Path) -> None:
    function = tmp_path / "function.zip"
    with zipfile.ZipFile(function, "w") as zipped:
        zipped.writestr("app.py", "import numpy\ndef classify(event, context): ...\n")
    with pytest.raises(DeploymentError, match=r"classifier cannot be imported.*No module named 'numpy'"):
        import_all(function, [Deployed("classifier", "app.classify", (), ())], HERE, tmp_path / "scratch")


@pytest.mark.skipif(not HERE.runs_here, reason="the layer is built for Linux on x86_64")
def test_a_layer_holds_what_its_package_needs_and_nothing_twice(tmp_path: Path) -> None:
    """A real layer from the index, small enough for every run; `make package` builds the real ones."""
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    (tmp_path / "more.txt").write_text("typing-inspection\n")
    try:
        base = packages.build_layer(ROOT, tmp_path, HERE, Layer("base", "requirements.txt", ("PyYAML", "PyJWT")), [])
        more = packages.build_layer(tmp_path, tmp_path, HERE, Layer("more", "more.txt"), [base.folder])
    except DeploymentError as error:
        pytest.skip(f"no package index: {error}")
    assert "yaml" in {path.name for path in base.folder.iterdir()}
    assert packages.installed([more.folder]).keys() == {"typing-inspection", "typing-extensions"}
    with zipfile.ZipFile(tmp_path / "function.zip", "w") as zipped:
        zipped.writestr("app.py", "import yaml, jwt\ndef go(event, context): ...\n")
    function = Deployed("go", "app.go", (base.zip, more.zip), ("typing_inspection.typing_objects",))
    assert import_all(tmp_path / "function.zip", [function], HERE, tmp_path / "scratch")["go"] >= 0


@pytest.mark.skipif("PACKAGE_PYTHON" not in os.environ, reason="minutes: run with PACKAGE_PYTHON=python3.12")
@pytest.mark.parametrize("architecture", ["arm64", "x86_64"])
def test_make_package_builds_everything(architecture: str) -> None:
    """On x86_64 every handler is imported; there OpenCV passes the limit, which has to be said."""
    python = os.environ["PACKAGE_PYTHON"]
    command = ["make", "package", f"PYTHON={python}", f"ARCH={architecture}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if architecture == "arm64":
        assert done.returncode == 0, done.stdout + done.stderr
    else:
        assert "the zip of the layer opencv has" in done.stdout


def test_limits_stand_in_the_configuration_as_the_specification_has_them() -> None:
    config = json.loads((ROOT / ".chalice" / "config.json").read_text())
    assert config["lambda_architecture"] == "arm64"
    assert config["automatic_layer"] is True
    assert config["xray"] is True
    assert set(config["stages"]) == {"local", "dev", "staging", "prod"}
