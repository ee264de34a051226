"""``python -m localcloud``: what it prints and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from localcloud.__main__ import main
from localcloud.client import ApiError, Client
from localcloud.sample import _compare, _tell_other_ending
from localcloud.show import stages_table, week_table
from tests.localcloud.conftest import ROOT, made_state_dir, wait_for

FREE_PORTS = {
    f"LOCALCLOUD_{name}_PORT": "0" for name in ("REST", "WEBSOCKET", "CONNECTIONS", "AWS", "POSTGRES", "REDIS")
}
BLOCK = {"dayOfWeek": "Monday", "startTime": "09:00", "endTime": "10:00", "name": "Maths", "notes": "Room 4"}


@pytest.fixture
def written() -> tuple[Console, StringIO]:
    text = StringIO()
    return Console(file=text, width=200), text


@pytest.fixture
def folder():
    """A state folder whose PostgreSQL the command keeps; it is removed here."""
    import shutil

    path = made_state_dir()
    yield path
    shutil.rmtree(path)


def test_the_sample_goes_the_whole_way(folder):
    environment = {**os.environ, **FREE_PORTS, "LOCALCLOUD_STATE_DIR": str(folder)}
    command = [sys.executable, "-m", "localcloud", "run", "--once"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Read exactly as it is." in done.stdout
    assert "upload to saved timetable" in done.stdout
    assert "http://127.0.0.1:" in done.stdout
    assert not (folder / "state.json").exists()


def test_an_interrupted_start_leaves_nothing_running(folder):
    environment = {**os.environ, **FREE_PORTS, "LOCALCLOUD_STATE_DIR": str(folder)}
    process = subprocess.Popen(
        [sys.executable, "-m", "localcloud", "up"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    wait_for(lambda: (folder / "valkey" / "valkey.pid").exists(), 30)
    process.send_signal(signal.SIGINT)
    try:
        assert process.wait(130) == 130
    finally:
        process.kill()
    assert not (folder / "valkey" / "valkey.pid").exists()
    assert not (folder / "postgres" / "data" / "postmaster.pid").exists()


@pytest.mark.parametrize(
    "swallowed", ["try:\n    {0}\nexcept Exception:\n    pass", "class Holder:\n    def __del__(self): {0}\nHolder()"]
)
def test_an_interruption_is_not_lost_where_code_goes_on_after_errors(folder, swallowed):
    """A start is long and in other people's code: imports that are tried, finalisers whose exceptions nobody gets."""
    signalled = swallowed.format("import os, signal; os.kill(os.getpid(), signal.SIGINT)")
    program = f"""
import sys
from localcloud import cloud, __main__
class Cloud:
    addresses = seconds_to_start = 0
    def __init__(self, settings, progress): self.progress = progress
    def start(self):
        exec({signalled!r})
        self.progress("what comes next")
        print("went on")
    def stop(self): print("ended")
cloud.LocalCloud = Cloud
sys.exit(__main__.main(["up"]))
"""
    environment = {**os.environ, **FREE_PORTS, "LOCALCLOUD_STATE_DIR": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stdout) == (130, "ended\n")


ONE_ALARM_UNHEARD = """
heeds = signal.signal(signal.SIGALRM, lambda number, frame: None)
signal.pause()
signal.signal(signal.SIGALRM, heeds)
"""


@pytest.mark.parametrize("amid", ["time.sleep(0.2)", ONE_ALARM_UNHEARD], ids=["a while", "an alarm unheard"])
def test_an_import_comes_to_its_end_before_an_interruption(tmp_path, amid):
    """What is raised within the import system's own code leaves locks taken that other threads wait for.

    The alarm that asks for the end of the import can go unheard: it came just before a call that waits.
    """
    (tmp_path / "imported_now.py").write_text(
        f"import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\n{amid}\nprint('imported')\n"
    )
    program = """
import time
from localcloud.__main__ import Interrupted, Interruption
Interruption().listen()
try:
    import imported_now
    time.sleep(20)
    print("went on")
except Interrupted:
    print("ended")
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"},
        capture_output=True,
        text=True,
        timeout=15,
        check=False,
    )
    assert done.stdout == "imported\nended\n", done.stderr


def test_status_tells_the_addresses(tiny, folder, monkeypatch, capsys):
    monkeypatch.setenv("LOCALCLOUD_STATE_DIR", str(tiny.state_dir))
    assert main(["status"]) == 0
    assert f"{tiny.state['rest_url']}/api/v1" in capsys.readouterr().out
    monkeypatch.setenv("LOCALCLOUD_STATE_DIR", str(folder))
    assert main(["status"]) == 1
    assert main(["stop"]) == 0
    assert "No local cloud runs." in capsys.readouterr().out


def test_a_file_that_is_not_there_is_named(capsys):
    assert main(["run", "--file", "/no/such/file.png"]) == 1
    assert "/no/such/file.png" in capsys.readouterr().out


def test_a_failed_job_is_told_with_its_sentence_and_code(written):
    console, text = written
    event = {"event": "job:failed", "data": {"error": "No timetable here.", "errorCode": "NOT_A_TIMETABLE"}}
    assert _tell_other_ending(console, event, {}) == 1
    assert "No timetable here. (NOT_A_TIMETABLE)" in text.getvalue()


def test_differences_from_the_answer_are_told(written, tmp_path: Path):
    console, text = written
    document = tmp_path / "week.png"
    assert _compare(console, document, [BLOCK]) == 0
    expected = {"day": "Monday", "start": "09:00", "end": "10:00", "name": "Maths"}
    answer = tmp_path / "week.expected.json"
    answer.write_text(json.dumps({"timeblocks": [expected]}))
    assert _compare(console, document, [BLOCK]) == 0
    assert _compare(console, document, [{**BLOCK, "name": "Music"}]) == 1
    assert "missing Monday 09:00 10:00 Maths" in text.getvalue()
    assert "wrong Monday 09:00 10:00 Music" in text.getvalue()


def test_the_week_and_the_stages_are_shown(written):
    console, text = written
    later = {**BLOCK, "dayOfWeek": "Friday", "startTime": "11:00", "endTime": "12:00", "name": "[Art]"}
    console.print(week_table([later, BLOCK], "week.png"))
    console.print(
        stages_table({"metadata": {"processingTime": 900, "stageTimes": {"ocr": 500, "classify": 100}}}, 1.25)
    )
    shown = text.getvalue()
    assert shown.index("Monday") < shown.index("Friday")
    assert "[Art]" in shown
    assert shown.index("classify") < shown.index("ocr")
    assert "1250" in shown


def test_the_client_tells_what_an_address_answers(tiny):
    client = Client(tiny.state["rest_url"], tiny.state["websocket_url"])
    with pytest.raises(ApiError) as refused:
        client.login("a@example.com", "x")
    assert (refused.value.status, refused.value.code) == (404, "NOT_FOUND")
    with pytest.raises(ApiError) as closed, client.socket():
        pass
    assert closed.value.status == 401
