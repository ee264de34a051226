"""What people see at the terminal: progress, the week as a table, stage times and addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.status import Status
from rich.table import Table

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

STAGES = ("classify", "preprocess", "ocr", "llm", "review", "validate", "save", "notify")


class Progress:
    """One line that says what is going on; plain lines where the output is no terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._status: Status | None = None

    def __call__(self, message: str) -> None:
        """Shows what is being done now."""
        if not self._console.is_terminal:
            self._console.print(f"… {message}")
        elif self._status is None:
            self._status = self._console.status(message)
            self._status.start()
        else:
            self._status.update(message)

    def done(self) -> None:
        """Takes the line away."""
        if self._status:
            self._status.stop()
            self._status = None


def week_table(blocks: Sequence[Mapping[str, Any]], title: str) -> Table:
    """Returns a timetable as a table: a column for each of its days, a row for each start time."""
    days = [day for day in DAYS if any(block["dayOfWeek"] == day for block in blocks)]
    table = Table("", *days, title=title, show_lines=True)
    for start in sorted({block["startTime"] for block in blocks}):
        cells = [
            "\n".join(_cell(b) for b in blocks if (b["dayOfWeek"], b["startTime"]) == (day, start)) for day in days
        ]
        table.add_row(start, *cells)
    return table


def _cell(block: Mapping[str, Any]) -> str:
    notes = f"\n[dim]{escape(block['notes'])}[/dim]" if block.get("notes") else ""
    return f"[bold]{escape(block['name'])}[/bold]\n– {block['endTime']}{notes}"


def stages_table(job: Mapping[str, Any], upload_to_saved: float) -> Table:
    """Returns how long each stage of a job took, in milliseconds, and the whole way as the client saw it."""
    metadata = job.get("metadata") or {}
    table = Table("stage", "ms", title="How long it took")
    times = metadata.get("stageTimes") or {}
    for stage, milliseconds in sorted(times.items(), key=lambda item: _place(item[0])):
        table.add_row(stage, f"{milliseconds:.0f}")
    if metadata.get("processingTime") is not None:
        table.add_row("the whole job", f"{metadata['processingTime']:.0f}")
    table.add_row("upload to saved timetable", f"{upload_to_saved * 1000:.0f}", style="bold")
    return table


def _place(stage: str) -> int:
    return STAGES.index(stage) if stage in STAGES else len(STAGES)


def print_addresses(console: Console, addresses: Mapping[str, str]) -> None:
    """Prints where everything is, each address on one line that can be copied."""
    names = {
        "rest_url": "REST API",
        "websocket_url": "WebSocket",
        "connections_url": "WebSocket management",
        "aws_url": "AWS endpoint",
        "database_url": "PostgreSQL",
        "redis_url": "Redis",
    }
    for name, address in addresses.items():
        shown = f"{address}/api/v1" if name == "rest_url" else address
        console.print(f"{names.get(name, name):<21} {shown}", soft_wrap=True, highlight=False)
