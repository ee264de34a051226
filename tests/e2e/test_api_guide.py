"""docs/api.md, run as it stands: every command, in one shell."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from random import randrange

import icalendar
import pytest

from localcloud.cloud import LocalCloud

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "api.md"

NEEDED = ("bash", "curl", "jq")


def commands(cloud: LocalCloud) -> str:
    """The guide's shell blocks as one script, pointed at this cloud."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", GUIDE.read_text(), re.MULTILINE | re.DOTALL)
    script = "\n".join(["set -e -o pipefail", *blocks])
    for written, here in (
        ("http://127.0.0.1:8800", cloud.addresses.rest_url),
        ("ws://127.0.0.1:8801", cloud.addresses.websocket_url),
    ):
        assert written in script
        script = script.replace(written, here)
    return script


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder where the guide's relative names mean the same, and what it writes is thrown away."""
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    # A refused request ends the script; log-ins are limited by address, so this one gets its own.
    (tmp_path / ".curlrc").write_text(f"fail-with-body\nshow-error\ninterface = 127.{randrange(1, 255)}.77.1\n")
    return tmp_path


@pytest.mark.skipif(not all(map(shutil.which, NEEDED)), reason=f"needs {', '.join(NEEDED)}")
def test_every_command_of_the_guide_works(cloud: LocalCloud, checkout: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", commands(cloud)],
        cwd=checkout,
        env=os.environ | {"CURL_HOME": str(checkout)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "'job:hitl_required'" in done.stdout
    assert done.stdout.count("'job:completed'") == 3
    calendar = icalendar.Calendar.from_ical((checkout / "timetable.ics").read_bytes())
    week = json.loads((checkout / "timetable.json").read_text())["timeblocks"]
    with (checkout / "timetable.csv").open(newline="") as file:
        lines = list(csv.DictReader(file))
    names = sorted(block["name"] for block in week)
    assert "Choir" in names
    assert len(names) > 30
    assert sorted(str(event["SUMMARY"]) for event in calendar.walk("VEVENT")) == names
    assert sorted(line["Name"] for line in lines) == names
    assert (checkout / "original.png").read_bytes() == (ROOT / "samples" / "class-week.png").read_bytes()
