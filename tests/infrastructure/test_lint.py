"""cfn-lint has nothing to say about any template, and would if there were something."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.infrastructure.templates import PATHS, REGIONS, path_of


def lint(*paths: Path) -> str:
    program = str(Path(sys.executable).with_name("cfn-lint"))
    command = [program, "--format", "parseable", "--regions", *REGIONS, "--template", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.stderr
    return done.stdout


def test_no_errors_and_no_warnings() -> None:
    assert path_of("foundation") in PATHS
    assert lint(*PATHS) == ""


def test_what_a_loop_makes_is_looked_at(tmp_path: Path) -> None:
    broken = tmp_path / "logs.template.yaml"
    broken.write_text(path_of("logs").read_text().replace("          LogGroupName:", "          LogGroupNam:"))
    assert "'LogGroupNam' was unexpected" in lint(broken)
