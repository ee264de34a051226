"""``python -m localcloud run|up|status|stop``."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import secrets
import signal
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

from rich.console import Console

from localcloud.errors import LocalCloudError
from localcloud.settings import Settings, settings_from_environment
from localcloud.show import Progress, print_addresses
from localcloud.state import holder, read_state

ROOT = Path(__file__).resolve().parent.parent
DEMO_EMAIL = "teacher@example.com"
STOP_SECONDS = 130
"""Longer than both stores may take to write what they hold (``Patience.stop``)."""
ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
AGAIN_SECONDS = 0.05
"""After which it is looked again whether the import is over amid which a signal came."""
INTERRUPTED = 130
"""Exit status of a start or a run that was broken off; ending what is up is no failure."""


class Interrupted(BaseException):
    """Ctrl-C, or ``python -m localcloud stop``. No ``Exception``: those, libraries catch and go on."""


class Interruption:
    """Breaks off what is under way at the first ending signal, once: the end itself is not to be broken off.

    What is raised amid a finaliser or a callback of the interpreter's is lost, so the signal is remembered as well.
    What is raised amid an import may leave the import lock taken (``_get_module_lock`` of CPython's importlib takes it
    before its ``try``), for which the other threads of a start then wait for ever: an import comes to its end first.
    The alarm that asks whether it has repeats: one that falls between the interpreter's last look at signals and a
    call that waits is heard when the call is over (``PyErr_CheckSignals``), the next one breaks the call off.
    """

    def __init__(self) -> None:
        self._asked = threading.Event()

    def listen(self) -> None:
        """Raises Interrupted in the main thread when a signal comes, from now on."""
        for number in (*ENDING_SIGNALS, signal.SIGALRM):
            signal.signal(number, self._break_off)

    def _break_off(self, number: int, frame: FrameType | None) -> None:
        _ignore_signals()
        self._asked.set()
        if _imports(frame):
            signal.setitimer(signal.ITIMER_REAL, AGAIN_SECONDS, AGAIN_SECONDS)
            return
        raise Interrupted

    def check(self) -> None:
        """Raises Interrupted if a signal came whose exception was lost."""
        if self._asked.is_set():
            raise Interrupted

    def wait(self) -> None:
        """Returns when a signal comes, or has come."""
        with contextlib.suppress(Interrupted):
            self._asked.wait()


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m localcloud", description="The whole product on this machine.")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="start, put a timetable through, stay up until Ctrl-C")
    run.add_argument("--once", action="store_true", help="end after the timetable; fail unless it was read right")
    run.add_argument("--file", type=Path, help="a timetable of your own (PNG, JPEG, PDF or DOCX)")
    commands.add_parser("up", help="start and stay up until Ctrl-C")
    commands.add_parser("status", help="tell whether a local cloud runs, and where")
    commands.add_parser("stop", help="end the running local cloud")
    options = parser.parse_args(arguments)
    console = Console()
    try:
        settings = settings_from_environment(ROOT)
        if options.command == "status":
            return status(settings, console)
        if options.command == "stop":
            return stop(settings, console)
        if options.command == "run" and options.file and not options.file.is_file():
            raise LocalCloudError(f"There is no file {options.file}.")
        return _serve(settings, console, options)
    except (LocalCloudError, ValueError) as error:
        console.print(f"[red]{error}[/red]", soft_wrap=True, highlight=False)
        return 1
    except Interrupted:
        return INTERRUPTED


def _serve(settings: Settings, console: Console, options: argparse.Namespace) -> int:
    from localcloud.cloud import LocalCloud

    interruption = Interruption()
    interruption.listen()
    _log_to(settings.state_dir / "logs")
    progress = Progress(console)

    def step(message: str) -> None:
        interruption.check()
        progress(message)

    cloud = LocalCloud(settings, step)
    try:
        cloud.start()
        interruption.check()
        progress.done()
        console.print(f"Started in {cloud.seconds_to_start:.1f} s.")
        outcome = 0
        if options.command == "run":
            outcome = _put_through(settings, console, progress, vars(cloud.addresses), options.file)
        print_addresses(console, vars(cloud.addresses))
        if options.command == "run" and options.once:
            return outcome
        console.print("Everything is up. Ctrl-C ends it; the data stays.")
        interruption.wait()
        return outcome
    finally:
        progress.done()
        _ignore_signals()
        cloud.stop()


def _log_to(folder: Path) -> None:
    """What the supervisor has to say goes to a file beside the functions' logs; the terminal is for people."""
    folder.mkdir(parents=True, exist_ok=True)
    form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    logging.basicConfig(filename=folder / "localcloud.log", level=logging.WARNING, format=form)
    logging.captureWarnings(capture=True)


def _imports(frame: FrameType | None) -> bool:
    """Whether a frame is part of an import, or was called by one."""
    while frame is not None and frame.f_code.co_filename != "<frozen importlib._bootstrap>":
        frame = frame.f_back
    return frame is not None


def _ignore_signals() -> None:
    signal.setitimer(signal.ITIMER_REAL, 0)
    for number in ENDING_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _put_through(
    settings: Settings, console: Console, progress: Progress, addresses: Mapping[str, str], file: Path | None
) -> int:
    """Sends one document the whole way as a client would. Returns 0 when it was saved, and read right where known."""
    from localcloud.sample import SAMPLE, Demonstration, put_through

    password = _demo_password(settings.state_dir)
    demonstration = Demonstration(addresses["rest_url"], addresses["websocket_url"], DEMO_EMAIL, password)
    outcome = put_through(console, progress, demonstration, file or SAMPLE)
    if outcome:
        console.print(f"The functions' logs are in {settings.state_dir / 'logs'}.", soft_wrap=True, highlight=False)
    return outcome


def _demo_password(state_dir: Path) -> str:
    """The password of the demonstration's teacher, made up at the first run."""
    kept = state_dir / "demo-password"
    if not kept.exists():
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(f"Aa1!{secrets.token_urlsafe(18)}")
    return kept.read_text()


def status(settings: Settings, console: Console) -> int:
    """Prints the addresses of the running local cloud. Returns 1 when none runs."""
    state = read_state(settings.state_dir)
    if state is None:
        starting = holder(settings.state_dir) is not None
        console.print("The local cloud is starting or ending." if starting else "No local cloud runs.")
        return 1
    print_addresses(console, {name: value for name, value in state.items() if name.endswith("_url")})
    return 0


def stop(settings: Settings, console: Console) -> int:
    """Ends the running local cloud and waits until it has. Returns 1 when it does not end."""
    pid = holder(settings.state_dir)
    if pid is None:
        console.print("No local cloud runs.")
        return 0
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while holder(settings.state_dir) == pid:
        if time.monotonic() > deadline:
            console.print(f"The local cloud (process {pid}) does not end.")
            return 1
        time.sleep(0.1)
    console.print("Ended.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
