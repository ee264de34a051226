"""The house rules that a machine can check."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from chalicelib.domain import errors
from chalicelib.domain.errors import TransientError

ROOT = Path(__file__).resolve().parents[2]
ASL: dict[str, Any] = json.loads((ROOT / "stepfunctions" / "document_processing.asl.json").read_text())
HEAVY = (
    "cv2",
    "numpy",
    "grpc",
    "anthropic",
    "docx",
    "boto3",
    "botocore",
    "onnxruntime",
    "pypdfium2",
    "PIL",
    "google.cloud.vision",
)


def test_importing_the_app_loads_nothing_heavy() -> None:
    program = f"import app, sys; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_imports_point_one_way() -> None:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("command", [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]])
def test_linters_are_content(command: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_tests_do_not_name_machine_paths() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    pattern = re.compile(r"(?<![\w.])/(?:work|home|root|Users)/\w")
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".py", ".md", ".json", ".yaml", ".toml", ".txt", ".sql", ""} and path.is_file():
            assert not pattern.search(path.read_text(errors="replace")), name


# --- the state machine ---------------------------------------------------------------------------------------------


def tasks() -> dict[str, dict[str, Any]]:
    return {name: state for name, state in ASL["States"].items() if state["Type"] == "Task"}


def transient_errors() -> set[str]:
    def below(kind: type[TransientError]) -> set[str]:
        return {c.__name__ for c in kind.__subclasses__()} | {n for c in kind.__subclasses__() for n in below(c)}

    import chalicelib.settings  # noqa: F401 - defines one

    return below(TransientError)


@pytest.mark.parametrize("name", sorted(tasks()))
def test_every_task_retries_what_passes_and_only_that(name: str) -> None:
    retried = {error for rule in tasks()[name]["Retry"] for error in rule["ErrorEquals"]}
    assert transient_errors() <= retried
    ours = {n for n, kind in vars(errors).items() if isinstance(kind, type)}
    assert (retried & ours) <= transient_errors()
    assert "States.ALL" not in retried
    assert "States.TaskFailed" not in retried


@pytest.mark.parametrize("name", sorted(tasks()))
def test_every_task_has_a_time_limit_and_a_catch_for_everything(name: str) -> None:
    task = tasks()[name]
    assert "TimeoutSeconds" in task or "TimeoutSecondsPath" in task
    assert task["Catch"][-1]["ErrorEquals"] == ["States.ALL"]


def test_every_state_is_reached_and_every_target_exists() -> None:
    reached, open_states = set(), [ASL["StartAt"]]
    while open_states:
        name = open_states.pop()
        if name in reached:
            continue
        reached.add(name)
        state = ASL["States"][name]
        targets = [state.get("Next"), state.get("Default")]
        targets += [rule["Next"] for rule in (*state.get("Catch", []), *state.get("Choices", []))]
        open_states += [target for target in targets if target]
    assert reached == set(ASL["States"])


def test_the_state_machine_and_the_rules_name_only_functions_of_the_app() -> None:
    import app

    declared = {function.name for function in app.app.pure_lambda_functions}
    declared |= {source.name for source in app.app.event_sources}
    template = (ROOT / "stepfunctions" / "workflow.template.yaml").read_text()
    named = set(re.findall(r"learning-yogi-\$\{Stage\}-(\w+)\"", template)) - {"document", "start"}
    assert named <= declared, named - declared
    substituted = set(re.findall(r"\$\{(\w+FunctionArn)\}", json.dumps(ASL)))
    given = set(re.findall(r"^\s+(\w+FunctionArn):", template, re.MULTILINE))
    assert substituted == given


def test_task_time_limits_leave_the_functions_theirs() -> None:
    config = json.loads((ROOT / ".chalice" / "config.json").read_text())
    limits = {name: function["lambda_timeout"] for name, function in config["lambda_functions"].items()}
    template = yaml.load((ROOT / "stepfunctions" / "workflow.template.yaml").read_text(), _TagBlind)
    arns = template["Resources"]["DocumentProcessing"]["Properties"]["DefinitionSubstitutions"]
    for name, task in tasks().items():
        substitution = re.search(r"\$\{(\w+)\}", task["Resource"])
        if substitution:
            function = arns[substitution[1]].rsplit("-", 1)[1]
            assert task["TimeoutSeconds"] > limits[function], name


class _TagBlind(yaml.SafeLoader):
    """Reads a template's !Sub and !Ref as plain text."""


_TagBlind.add_multi_constructor("!", lambda loader, suffix, node: getattr(node, "value", None))
