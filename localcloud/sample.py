"""One document sent the whole way as a client would, against this machine or a deployed stage, and what came of it."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from localcloud.client import ApiError, Client
from localcloud.show import Progress, stages_table, week_table

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "class-week.png"


@dataclass(frozen=True)
class Demonstration:
    """Where the product is, and the teacher who signs in there; an account is made where there is none."""

    rest_url: str
    websocket_url: str
    email: str
    password: str


def put_through(console: Console, progress: Progress, demonstration: Demonstration, path: Path) -> int:
    """Shows a document's way. Returns 0 when it was saved, and read right where that is known, else 1."""
    progress(f"{path.name}: signing in")
    client = Client(demonstration.rest_url, demonstration.websocket_url)
    try:
        _sign_in(client, demonstration)
        started = time.perf_counter()
        event = client.process(path, lambda event: progress(f"{path.name}: {_told(event)}"))
        took = time.perf_counter() - started
        job = client.job(event["data"]["jobId"])
        timetable = client.timetable(event["data"]["timetableId"]) if event["event"] == "job:completed" else None
    except (ApiError, TimeoutError) as error:
        progress.done()
        console.print(f"[red]{error}[/red] ({getattr(error, 'code', 'TIMED_OUT')})", soft_wrap=True, highlight=False)
        return 1
    progress.done()
    if timetable is None:
        return _tell_other_ending(console, event, job)
    blocks = timetable["timeblocks"]
    title = f"{path.name}: {len(blocks)} timeblocks, confidence {job.get('confidence')}, {job.get('processingTier')}"
    console.print(week_table(blocks, title))
    console.print(stages_table(job, took))
    return _compare(console, path, blocks)


def _told(event: Mapping[str, Any]) -> str:
    data = event["data"]
    return str(data.get("stage") or data.get("status") or event["event"])


def _tell_other_ending(console: Console, event: Mapping[str, Any], job: Mapping[str, Any]) -> int:
    data = event["data"]
    if event["event"] == "job:failed":
        sentence, code = data.get("error") or job.get("errorMessage"), data.get("errorCode") or job.get("errorCode")
        console.print(f"[red]{sentence}[/red] ({code})", soft_wrap=True, highlight=False)
    else:
        console.print(f"A person has to check this timetable: {data.get('reason')}", soft_wrap=True, highlight=False)
        blocks = (job.get("draftData") or {}).get("timeblocks", [])
        console.print(f"The draft has {len(blocks)} timeblocks; the review is {data.get('hitlTaskId')}.")
    return 1


def _compare(console: Console, path: Path, blocks: Sequence[Mapping[str, Any]]) -> int:
    """Compares with the answer beside the document, where there is one: day, start, end and name of every block."""
    answer = path.with_suffix(".expected.json")
    if not answer.exists():
        return 0
    expected = {(b["day"], b["start"], b["end"], b["name"]) for b in json.loads(answer.read_text())["timeblocks"]}
    read = {(b["dayOfWeek"], b["startTime"], b["endTime"], b["name"]) for b in blocks}
    for what, differing in (("missing", expected - read), ("wrong", read - expected)):
        for block in sorted(differing, key=str):
            console.print(f"[red]{what}[/red] {' '.join(str(part) for part in block)}", highlight=False)
    if expected == read:
        console.print("[green]Read exactly as it is.[/green]")
    return 0 if expected == read else 1


def _sign_in(client: Client, demonstration: Demonstration) -> None:
    try:
        client.login(demonstration.email, demonstration.password)
    except ApiError as error:
        if error.status != 401:
            raise
        client.register(demonstration.email, demonstration.password)
