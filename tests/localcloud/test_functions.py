"""Workers: what a function may do to itself must stay with itself."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil

from localcloud.functions import Functions, FunctionSpec
from tests.localcloud.conftest import BOTH, TINY_APP


def test_a_worker_is_used_again(functions):
    it = functions()
    first, second = it.invoke("it", {"n": 1}), it.invoke("it", {"n": 2})
    assert second.payload["echo"] == {"n": 2}
    assert first.payload["pid"] == second.payload["pid"] != os.getpid()
    assert first.request_id != second.request_id


def test_an_exception_is_reported_by_its_class_and_the_worker_lives(functions):
    it = functions()
    failed = it.invoke("it", {"mode": "lasting"})
    assert failed.error["errorType"] == "LastingFault"
    assert failed.error["errorMessage"] == "always"
    assert "app.py" in "".join(failed.error["stackTrace"])
    assert it.invoke("it", {}).error is None
    assert len(it.pool("it").pids()) == 1


@BOTH
def test_a_hang_ends_at_the_time_limit(functions):
    it = functions("app.hang", timeout_seconds=0.5)
    it.pool("it").preload()
    (pid,) = it.pool("it").pids()
    started = time.monotonic()
    answer = it.invoke("it", {})
    assert answer.error["errorType"] == "Sandbox.Timedout"
    assert "0.50 seconds" in answer.error["errorMessage"]
    assert 0.5 <= time.monotonic() - started < 3
    assert not psutil.pid_exists(pid)


@BOTH
def test_a_crash_and_an_exit_are_contained(functions):
    it = functions()
    for mode, ending in (("crash", "exit status 3"), ("exit", "exit status 1")):
        answer = it.invoke("it", {"mode": mode})
        assert answer.error["errorType"] == "Runtime.ExitError"
        assert ending in answer.error["errorMessage"]
    assert it.invoke("it", {}).error is None


@BOTH
def test_too_much_memory_ends_the_worker(functions):
    answer = functions("app.greedy", memory_mb=200).invoke("it", {})
    assert answer.error["errorType"] == "Runtime.ExitError"
    assert "signal 9" in answer.error["errorMessage"]


@BOTH
def test_an_import_error_is_an_answer(functions, tmp_path):
    (tmp_path / "app.py").write_text("import no_such_module\n")
    answer = functions(project=tmp_path).invoke("it", {})
    assert answer.error["errorType"] == "Runtime.ImportModuleError"
    assert "no_such_module" in answer.error["errorMessage"]


def test_a_missing_handler_and_broken_syntax_are_answers(functions, tmp_path):
    (tmp_path / "app.py").write_text("x = 1\n")
    assert functions(project=tmp_path).invoke("it", {}).error["errorType"] == "Runtime.HandlerNotFound"
    (tmp_path / "app.py").write_text("def broken(:\n")
    assert functions(project=tmp_path).invoke("it", {}).error["errorType"] == "Runtime.UserCodeSyntaxError"


def test_an_answer_that_is_no_json_is_an_error(functions):
    assert functions("app.unserialisable").invoke("it", {}).error["errorType"] == "Runtime.MarshalError"


@BOTH
def test_a_function_sees_its_own_environment_only(functions, monkeypatch):
    monkeypatch.setenv("TERMINAL_SECRET", "not for functions")
    seen = functions("app.environment", environment={"COLOUR": "green"}).invoke("it", {}).payload
    assert seen["COLOUR"] == "green"
    assert seen["AWS_LAMBDA_FUNCTION_NAME"] == "it"
    assert "TERMINAL_SECRET" not in seen
    assert "VIRTUAL_ENV" not in seen


def test_events_at_once_get_workers_up_to_the_limit(functions):
    it = functions("app.nap", max_workers=2)
    with ThreadPoolExecutor(5) as callers:
        answers = list(callers.map(lambda _: it.invoke("it", {"seconds": 0.2}), range(5)))
    assert all(answer.error is None for answer in answers)
    assert len({answer.payload["pid"] for answer in answers}) == 2
    assert len(it.pool("it").pids()) == 2


@BOTH
def test_the_context_and_the_log_carry_the_request(functions):
    it = functions("app.nap", timeout_seconds=5.0)
    answer = it.invoke("it", {"seconds": 0.1})
    assert answer.payload["id"] == answer.request_id
    assert 3000 < answer.payload["left"] < 5000
    log: Path = functions.log
    assert f"{answer.request_id} napping" in log.read_text()


def test_a_large_event_goes_through(functions):
    text = "x" * (8 * 1024 * 1024)
    assert functions().invoke("it", {"text": text}).payload["echo"]["text"] == text


def test_a_function_with_an_environment_of_its_own_starts_afresh(state_dir):
    shared = FunctionSpec("shared", "app.environment", 512, 10, {"COLOUR": "green"}, 1)
    specs = [shared, replace(shared, name="too"), replace(shared, name="own", environment={"COLOUR": "red"})]
    it = Functions(specs, TINY_APP, {"AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-1"}, state_dir)
    try:
        parents = {}
        for name in ("shared", "own"):
            assert it.invoke(name, {}).payload["COLOUR"] == ("red" if name == "own" else "green")
            parents[name] = psutil.Process(it.pool(name).pids()[0]).ppid()
        assert parents["own"] == os.getpid()
        assert psutil.Process(parents["shared"]).ppid() == os.getpid()
        psutil.Process(parents["shared"]).kill()
        assert it.invoke("too", {}).error is None
        assert psutil.Process(it.pool("too").pids()[0]).ppid() == os.getpid()
    finally:
        it.close()


def test_closing_ends_every_worker(functions):
    it = functions("app.hang", timeout_seconds=60)
    with ThreadPoolExecutor(1) as caller:
        waiting = caller.submit(it.invoke, "it", {})
        while not it.pool("it").pids():
            time.sleep(0.01)
        pids = it.pool("it").pids()
        it.close()
        assert waiting.result(timeout=5).error["errorType"] == "Runtime.ExitError"
    assert not any(psutil.pid_exists(pid) for pid in pids)
