"""``python -m localcloud.install REQUIREMENTS``: pip, with one line that says what it is doing.

Runs before anything is installed, so it uses the standard library alone.
"""

from __future__ import annotations

import subprocess
import sys

WIDTH = 70
TOLD = ("Collecting ", "Downloading ", "Building ", "Installing ")
"""Beginnings of the lines in which pip says what it does."""


def main(requirements: str) -> int:
    """Install the requirements; pip's exit status. What pip said is shown where it failed."""
    command = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
    said: list[str] = []
    with subprocess.Popen(
        [*command, "-r", requirements], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        assert pip.stdout is not None  # noqa: S101 - asked for above
        for line in pip.stdout:
            said.append(line)
            if sys.stdout.isatty() and line.strip().startswith(TOLD):
                print(f"\r\033[K… {line.strip()[:WIDTH]}", end="", flush=True)
    if sys.stdout.isatty():
        print("\r\033[K", end="")
    if pip.returncode:
        sys.stderr.write("".join(said[-20:]))
    print("Set up." if pip.returncode == 0 else "The set-up failed: see above.")
    return pip.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
