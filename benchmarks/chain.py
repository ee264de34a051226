"""The chain on one machine: every bundled sample, many times, over HTTP, S3 and WebSocket; and how fast all starts.

    python -m benchmarks.chain [--runs 10]

Each run is a first sight: the caches are emptied before it. Stage times are the functions' own; "whole" is what the
client waits, from announcing the upload to hearing ``job:completed``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import redis

from localcloud.client import Client
from localcloud.cloud import LocalCloud
from localcloud.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = (
    "class-text.pdf",
    "class-table.docx",
    "class-week.png",
    "class-photo.jpg",
    "class-scan.pdf",
    "class-picture.docx",
)
STAGES = ("classify", "preprocess", "ocr", "validate", "save", "notify")
NOTIFIED_SECONDS = 0.2
"""The last stage writes its time just after the client has heard of the end."""


def measure_samples(cloud: LocalCloud, runs: int) -> dict[str, dict[str, float]]:
    """Median milliseconds per stage, between the stages, and for the whole, by sample."""
    client = Client(cloud.addresses.rest_url, cloud.addresses.websocket_url)
    client.register("bench@school.example", "Timetable-1")
    cache = redis.Redis.from_url(cloud.addresses.redis_url)
    found: dict[str, dict[str, float]] = {}
    for sample in SAMPLES:
        rows: list[dict[str, float]] = []
        for _ in range(runs + 1):
            cache.flushdb()
            started = time.perf_counter()
            event = client.process(ROOT / "samples" / sample)
            whole = (time.perf_counter() - started) * 1000
            if event["event"] != "job:completed":
                sys.exit(f"{sample} was not read: {event}")
            time.sleep(NOTIFIED_SECONDS)
            times = client.job(event["data"]["jobId"])["metadata"]["stageTimes"]
            rows.append({stage: times.get(stage, 0.0) for stage in STAGES} | {"whole": whole})
        warm = rows[1:]
        found[sample] = {name: median(row[name] for row in warm) for name in (*STAGES, "whole")}
        found[sample]["first"] = rows[0]["whole"]
    return found


def measure_start(runs: int) -> float:
    """Median seconds from nothing to all answering, each time with an empty folder."""
    seconds = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder, _cloud(Path(folder)) as cloud:
            seconds.append(cloud.seconds_to_start)
    return median(seconds)


def measure_import(runs: int) -> float:
    """Median seconds that ``import app`` takes in a fresh process."""
    program = "import time; t = time.perf_counter(); import app; print(time.perf_counter() - t)"
    outputs = [
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for _ in range(runs)
    ]
    return median(float(output) for output in outputs)


def _cloud(folder: Path) -> LocalCloud:
    return LocalCloud(Settings(project_dir=ROOT, state_dir=folder, keep=False).with_free_ports())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=10)
    runs = parser.parse_args().runs
    print(f"import app, fresh process: {measure_import(runs):.2f} s (median of {runs})")
    print(f"local cloud, cold start:   {measure_start(3):.1f} s (median of 3)")
    with tempfile.TemporaryDirectory() as folder, _cloud(Path(folder)) as cloud:
        found = measure_samples(cloud, runs)
    print(f"\nThe chain, milliseconds (median of {runs}, caches emptied; first = first document after the start)\n")
    columns = (*STAGES, "whole", "first")
    print("| sample | " + " | ".join(columns) + " |")
    print("|---|" + "---:|" * len(columns))
    for sample, row in found.items():
        print(f"| {sample} | " + " | ".join(f"{row[name]:.0f}" for name in columns) + " |")


if __name__ == "__main__":
    main()
